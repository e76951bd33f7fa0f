/* Short signs for departments: which code each gets, and which colour. */
#define _POSIX_C_SOURCE 200809L

#include "organization.h"
#include "rows.h"

#include "base/memory.h"
#include "report/department_signs.h"

#define DEPARTMENTS 12

struct row {
    const char *name;
    const char *departments[4]; /* their names, the one that is met most often first */
    const char *expected;
};

static const struct row rows[] = {
    {"initials of words", {"Customer Service"}, "CS"},
    {"small words say nothing", {"Installation and Repair"}, "IR"},
    {"three of more", {"One Two Three Four"}, "OTT"},
    {"the beginning of one word", {"Billing"}, "Bi"},
    {"of one word among small ones", {"the Billing of it"}, "th"},
    {"all words where none has a capital", {"digital sales"}, "ds"},
    {"of a word alone", {"sales"}, "sa"},
    {"one letter", {"X"}, "X"},
    {"accents", {"Éducation Île"}, "ÉÎ"},
    {"no capitals in the script", {"שירות לקוחות"}, "של"},
    {"a number", {"Region 12"}, "R1"},
    {"no letter at all", {"- -"}, "?"},
    {"markup", {"<b>"}, "b"},
    {"a third letter where two are taken", {"Product", "Pricing"}, "Pr Pri"},
    {"numbers where three are", {"Product", "Projects", "Promises", "Pro"}, "Pr Pro Pr2 Pr3"},
    {"a number that is taken", {"Pr2", "Product", "Projects", "Promises"}, "Pr Pro Pr2 Pr3"},
    {"of the same name", {"Sales", "Sales", "Sales"}, "Sa Sal Sa2"},
    {"nothing twice", {"Customer Service", "Call Sales", "Cash Saved"}, "CS Cal Cas"},
};

static ri_snapshot *departments(raci_model **model, const char *const *names, size_t n)
{
    ri_text files = RI_TEXT_INIT;
    raci_error err = {0};
    ri_snapshot *s = NULL;
    ri_text_add(&files, "== units.csv\nkey,name,kind\n");
    for (size_t i = 0; i < n && names[i] != NULL; i++) {
        ri_text_format(&files, "u%zu,%s,department\n", i, names[i]);
    }
    *model = organization(ri_text_string(&files));
    assert_int_equal(ri_snapshot_load(&s, *model, 0, true, &err), RACI_OK);
    ri_text_free(&files);
    return s;
}

static void codes(void **state)
{
    const struct row *row = *state;
    raci_model *model = NULL;
    ri_snapshot *s = departments(&model, row->departments, COUNT(row->departments));
    ri_department_signs signs;
    ri_text said = RI_TEXT_INIT;
    assert_true(ri_department_signs_begin(&signs, s));
    for (uint32_t u = 0; u < s->units.rows.n; u++) {
        for (uint32_t i = u; i < s->units.rows.n; i++) {
            ri_department_signs_meet(&signs, u);
        }
    }
    assert_true(ri_department_signs_end(&signs, s));
    for (uint32_t i = 0; i < signs.n; i++) {
        ri_text_add(&said, i > 0 ? " " : "");
        ri_text_add(&said, ri_department_code(&signs, signs.order[i]));
    }
    assert_string_equal(ri_text_string(&said), row->expected);
    ri_text_free(&said);
    ri_department_signs_free(&signs);
    ri_snapshot_free(s);
    raci_model_close(model);
}

/* Colours go to those that are met most, as long as there are any; who is not met has no sign. */
static void colours(void **state)
{
    static const char *const names[DEPARTMENTS] = {"A", "B", "C", "D", "E", "F",
                                                   "G", "H", "I", "J", "K", "L"};
    (void)state;
    raci_model *model = NULL;
    ri_snapshot *s = departments(&model, names, DEPARTMENTS);
    ri_department_signs signs;
    assert_true(ri_department_signs_begin(&signs, s));
    const uint32_t last = s->units.rows.n - 1;
    for (uint32_t u = 1; u <= last; u++) { /* not the first */
        ri_department_signs_meet(&signs, u);
    }
    ri_department_signs_meet(&signs, last);
    assert_true(ri_department_signs_end(&signs, s));
    assert_int_equal(signs.n, last);
    assert_int_equal(signs.order[0], last);
    assert_int_equal(signs.of[last].tone, 1);
    for (uint32_t i = 1; i < signs.n; i++) {
        assert_int_equal(signs.order[i], i);
        assert_int_equal(signs.of[i].tone, i < RI_DEPARTMENT_TONES ? i + 1 : 0);
    }
    ri_department_signs_free(&signs);
    ri_snapshot_free(s);
    raci_model_close(model);
}

/* It ends, also where a number is looked for that would be another code. */
static void fails_for_want_of_memory(void **state)
{
    static const char *const names[] = {"Product", "Projects", "Promises", "Pro"};
    (void)state;
    raci_model *model = NULL;
    ri_snapshot *s = departments(&model, names, COUNT(names));
    size_t first = 0;
    for (bool done = false; !done; first++) {
        ri_department_signs signs;
        (void)ri_alloc_fail_from(first);
        done = ri_department_signs_begin(&signs, s);
        for (uint32_t u = 0; done && u < s->units.rows.n; u++) {
            ri_department_signs_meet(&signs, u);
        }
        done = done && ri_department_signs_end(&signs, s);
        (void)ri_alloc_fail_from(SIZE_MAX);
        ri_department_signs_free(&signs);
    }
    assert_true(first > 5);
    ri_snapshot_free(s);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colours),
        cmocka_unit_test(fails_for_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("department signs", rows, codes);
}

/* Which finding somebody means. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "check/seek_finding.h"
#include "evaluation.h"

#define POLICY                                                                                     \
    "policy { name = \"t\", scheme = \"RACI\" }\n"                                                 \
    "checks { [\"many-roots\"] = \"off\" }\n"                                                      \
    "rule \"two\" { match = { key = \"look\" }, "                                                  \
    "assign = { A = { \"position:cmo\", \"position:coo\" }, R = \"unit:marketing\" } }\n"          \
    "rule \"empty\" { match = { key = \"pay\" }, "                                                 \
    "assign = { A = \"position:billing-lead\", R = \"position:billing-lead\" } }\n"
#define NOBODY_BILLS                                                                               \
    EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE EVALUATION_TOUCHPOINTS                 \
        "== seats.csv\nposition,person,kind\n"                                                     \
        "ceo,ann,holder\ncxo,xia,holder\ncmo,mia,holder\ncoo,dan,holder\n"

typedef struct sought {
    const char *name;
    const char *text;
    const char *found; /* "many-accountable touchpoint:look"; or a part of the message */
    raci_status status;
} sought;

static const sought rows[] = {
    {"a subject's key", "look", "many-accountable touchpoint:look", RACI_OK},
    {"a subject's reference", "touchpoint:look", "many-accountable touchpoint:look", RACI_OK},
    {"a subject's name", "look around", "many-accountable touchpoint:look", RACI_OK},
    {"two follow from what is elsewhere", "pay",
     "vacant-accountable touchpoint:pay; vacant-responsible touchpoint:pay", RACI_OK},
    {"the seat from which much follows", "position:billing-lead",
     "vacant-seat position:billing-lead", RACI_OK},
    {"nothing is found there", "position:ceo", "letters are held on", RACI_INVALID},
    {"nothing waits there", "journey:buy", "nothing about journey:buy waits", RACI_NOTFOUND},
    {"no such subject", "lok", "", RACI_NOTFOUND},
    {"no key", "0000000000000000", "there is no finding '0000000000000000'", RACI_NOTFOUND},
    {"no beginning", "dead", "there is no finding 'dead'", RACI_NOTFOUND},
    {"too short a beginning", "dea", "no touchpoint or journey is called 'dea'", RACI_NOTFOUND},
    {"nothing", "", "found nothing", RACI_INVALID},
};

static void describe(ri_text *out, const ri_finding_sought *found)
{
    const size_t n = found->finding != NULL ? 1 : found->n_candidates;
    for (size_t i = 0; i < n; i++) {
        const ri_finding *finding =
            found->finding != NULL ? found->finding : found->candidates[i].finding;
        ri_text_format(out, "%s%s %s", i > 0 ? "; " : "", finding->code_name,
                       finding->subject_text);
    }
}

static void seeks(void **state)
{
    const sought *row = *state;
    evaluation e = evaluate(NOBODY_BILLS, POLICY);
    ri_arena *arena = ri_arena_new();
    ri_finding_sought found = {.finding = NULL};
    ri_text text = RI_TEXT_INIT;
    raci_error err = {0};
    assert_non_null(arena);
    assert_int_equal(ri_seek_finding(&found, e.result, row->text, arena, &err), row->status);
    if (row->status == RACI_OK) {
        describe(&text, &found);
        assert_string_equal(ri_text_string(&text), row->found);
    } else if (strstr(err.message, row->found) == NULL) {
        fail_msg("'%s' has no '%s'", err.message, row->found);
    }
    ri_text_free(&text);
    ri_arena_free(arena);
    evaluation_free(&e);
}

/* Every finding is found by its key, and by what is told to people of it. */
static void seeks_keys(void **state)
{
    (void)state;
    evaluation e = evaluate(NOBODY_BILLS, POLICY);
    ri_arena *arena = ri_arena_new();
    ri_keyed_findings keyed;
    raci_error err = {0};
    assert_non_null(arena);
    assert_true(ri_keyed_findings_make(&keyed, e.result, arena));
    assert_true(e.result->n_findings > 3);
    for (size_t i = 0; i < e.result->n_findings; i++) {
        const ri_finding *finding = &e.result->findings[i];
        ri_finding_sought found = {.finding = NULL};
        char beginning[17] = "";
        assert_int_equal(ri_seek_finding(&found, e.result, finding->key, arena, &err), RACI_OK);
        assert_ptr_equal(found.finding, finding);
        const size_t length = ri_keyed_beginning(&keyed, finding->key);
        assert_in_range(length, 8, 16);
        memcpy(beginning, finding->key, length);
        assert_int_equal(ri_seek_finding(&found, e.result, beginning, arena, &err), RACI_OK);
        assert_ptr_equal(found.finding, finding);
    }
    ri_arena_free(arena);
    evaluation_free(&e);
}

/* With one digit wrong the key is told that was meant. */
static void tells_the_nearest(void **state)
{
    (void)state;
    evaluation e = evaluate(NOBODY_BILLS, POLICY);
    ri_arena *arena = ri_arena_new();
    ri_finding_sought found = {.finding = NULL};
    raci_error err = {0};
    char key[17];
    const char *meant = e.result->findings[0].key;
    assert_non_null(arena);
    memcpy(key, meant, sizeof key);
    key[3] = key[3] == 'a' ? 'b' : 'a';
    assert_int_equal(ri_seek_finding(&found, e.result, key, arena, &err), RACI_NOTFOUND);
    assert_non_null(strstr(err.message, "did you mean"));
    assert_non_null(strstr(err.message, meant));
    ri_arena_free(arena);
    evaluation_free(&e);
}

static bool try_seeking(void *payload)
{
    const evaluation *e = payload;
    ri_arena *arena = ri_arena_new();
    ri_finding_sought found = {.finding = NULL};
    raci_error err = {0};
    const raci_status status =
        arena != NULL ? ri_seek_finding(&found, e->result, "pay", arena, &err) : RACI_NOMEM;
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_arena_free(arena);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    evaluation e = evaluate(NOBODY_BILLS, POLICY);
    assert_true(with_all_failures(try_seeking, &e) > 1);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seeks_keys),
        cmocka_unit_test(tells_the_nearest),
        cmocka_unit_test(survives_want_of_memory),
    };
    return RUN_ROWS("sought", rows, seeks) +
           cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}

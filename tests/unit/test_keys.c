#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/text.h"
#include "organization.h"

static const char keys[] =
    "== stages.csv\nkey\nuse\n"
    "== channels.csv\nkey\nweb\n"
    "== units.csv\nkey\nops\nops-it\n"
    "== positions.csv\nkey\ncoo\n"
    "== people.csv\nkey\nann\n"
    "== teams.csv\nkey,lead\nt,coo\n"
    "== team_members.csv\nteam,position\nt,coo\n"
    "== journeys.csv\nkey\nbuy\n"
    "== touchpoints.csv\nkey\n"
    "a\na-1\na-2\na.x\nbill\nbill-explained\nbill-explained-twice\nc0\nc1\nc2\nz_z\nzz\n";

typedef struct telling {
    const char *name;
    const char *kind;
    const char *start;
    size_t most;
    const char *told; /* "/" after what is no whole key */
} telling;

static const telling rows[] = {
    {"all", "unit", "", 9, "ops ops-it "},
    {"one kind only", "journey", "", 9, "buy "},
    {"stages", "stage", "", 9, "use "},
    {"channels", "channel", "w", 9, "web "},
    {"positions", "position", "co", 9, "coo "},
    {"people", "person", "", 9, "ann "},
    {"teams", "team", "", 9, "t "},
    {"by the beginning", "touchpoint", "c", 9, "c0 c1 c2 "},
    {"a whole key is its own beginning", "touchpoint", "bill", 9,
     "bill bill-explained bill-explained-twice "},
    {"as many as wanted", "touchpoint", "c", 3, "c0 c1 c2 "},
    {"more: branches", "touchpoint", "", 9, "a/ bill/ c/ z/ "},
    {"more: a key and its branches", "touchpoint", "a", 3, "a a-/ a.x "},
    {"more: the start is lengthened", "touchpoint", "b", 2, "bill bill-explained/ "},
    {"more: keys that differ at once", "touchpoint", "c", 2, "c0 c1 c2 "},
    {"none begins so", "touchpoint", "x", 9, ""},
    {"nothing between", "touchpoint", "a-0", 9, ""},
    {"capitals are none of a key's", "touchpoint", "A", 9, ""},
    {"neither are wild cards", "touchpoint", "a%", 9, ""},
    {"or a star", "touchpoint", "*", 9, ""},
    {"or quotes", "touchpoint", "a' OR 1", 9, ""},
    {"or other bytes", "touchpoint", "\xff\xfe", 9, ""},
};

static int note(const char *key, int whole, void *payload)
{
    ri_text_format(payload, "%s%s", key, whole ? " " : "/ ");
    return 0;
}

static raci_model *model;

static void tells(void **state)
{
    const telling *r = *state;
    ri_text told = RI_TEXT_INIT;
    assert_int_equal(raci_model_keys(model, r->kind, r->start, r->most, note, &told, NULL),
                     RACI_OK);
    assert_string_equal(ri_text_string(&told), r->told);
    ri_text_free(&told);
}

static void refuses_other_kinds(void **state)
{
    raci_error err = {0};
    (void)state;
    assert_int_equal(raci_model_keys(model, "office", "", 9, note, NULL, &err), RACI_INVALID);
    assert_string_equal(err.message, "things of the kind 'office' have no keys");
}

static int stop(const char *key, int whole, void *payload)
{
    (void)key;
    (void)whole;
    return ++*(int *)payload == 2;
}

static void ends_when_told_to(void **state)
{
    int n = 0;
    (void)state;
    assert_int_equal(raci_model_keys(model, "touchpoint", "", 99, stop, &n, NULL), RACI_OK);
    assert_int_equal(n, 2);
    n = 0;
    assert_int_equal(raci_model_keys(model, "touchpoint", "", 2, stop, &n, NULL), RACI_OK);
    assert_int_equal(n, 2);
}

/* Beginnings longer than any key, and the longest keys. */
static void bears_long_ones(void **state)
{
    char key[RI_KEY_MAX + 3];
    ri_text files = RI_TEXT_INIT;
    ri_text told = RI_TEXT_INIT;
    (void)state;
    memset(key, 'k', sizeof key);
    key[sizeof key - 1] = '\0';
    assert_int_equal(raci_model_keys(model, "unit", key, 9, note, &told, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&told), "");
    key[RI_KEY_MAX] = '\0';
    ri_text_format(&files, "== units.csv\nkey\n%s\n%.*s\n%.*sx\n", key, RI_KEY_MAX - 1, key,
                   RI_KEY_MAX - 1, key);
    raci_model *long_ones = organization(ri_text_string(&files));
    assert_int_equal(raci_model_keys(long_ones, "unit", "", 2, note, &told, NULL), RACI_OK);
    ri_text_clear(&files);
    ri_text_format(&files, "%.*s %s %.*sx ", RI_KEY_MAX - 1, key, key, RI_KEY_MAX - 1, key);
    assert_string_equal(ri_text_string(&told), ri_text_string(&files));
    raci_model_close(long_ones);
    ri_text_free(&files);
    ri_text_free(&told);
}

/* ---- many keys, against looking at each ---- */

#define MANY 400
#define TOLD_MAX 400

typedef struct told {
    char text[TOLD_MAX][16];
    bool whole[TOLD_MAX];
    size_t n;
} told;

static int keep(const char *key, int whole, void *payload)
{
    told *t = payload;
    assert_true(t->n < TOLD_MAX && strlen(key) < sizeof t->text[0]);
    (void)snprintf(t->text[t->n], sizeof t->text[0], "%s", key);
    t->whole[t->n++] = whole != 0;
    return 0;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* What was told of the keys that begin with `start` is in order, and each key stands
   for itself or under one beginning, which stands for two or more. */
static void check_told(const told *t, char names[MANY][16], const char *start, size_t most)
{
    size_t matching = 0;
    for (size_t k = 0; k < MANY; k++) {
        size_t under = 0;
        for (size_t i = 0; i < t->n && begins(names[k], start); i++) {
            under += t->whole[i] ? strcmp(t->text[i], names[k]) == 0 : begins(names[k], t->text[i]);
        }
        matching += begins(names[k], start);
        assert_int_equal(under, begins(names[k], start));
    }
    for (size_t i = 0; i < t->n; i++) {
        size_t keys_under = 0;
        for (size_t k = 0; k < MANY; k++) {
            keys_under +=
                t->whole[i] ? strcmp(names[k], t->text[i]) == 0 : begins(names[k], t->text[i]);
        }
        assert_true(begins(t->text[i], start));
        assert_true(i == 0 || strcmp(t->text[i - 1], t->text[i]) < 0);
        assert_true(t->whole[i] ? keys_under == 1 : keys_under > 1);
    }
    assert_true(matching > most || t->n == matching);
}

static void agrees_with_looking_at_each(void **state)
{
    static const char letters[] = "ab.1";
    static char names[MANY][16];
    uint32_t seed = 7;
    ri_text files = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&files, "== units.csv\nkey\n");
    for (size_t i = 0; i < MANY; i++) {
        size_t length = 0;
        bool again = false;
        names[i][length++] = 'k';
        do {
            seed = seed * 1103515245u + 12345u;
            names[i][length++] = letters[seed >> 16 & 3];
        } while (length < 12 && (seed >> 20 & 7) != 0);
        names[i][length] = '\0';
        for (size_t k = 0; k < i; k++) {
            again = again || strcmp(names[k], names[i]) == 0;
        }
        i -= again; /* keys are unique */
    }
    for (size_t i = 0; i < MANY; i++) {
        ri_text_format(&files, "%s\n", names[i]);
    }
    raci_model *many = organization(ri_text_string(&files));
    for (size_t i = 0; i < MANY; i++) {
        for (size_t length = 0; length <= strlen(names[i]); length++) {
            static told t;
            char start[16];
            (void)snprintf(start, sizeof start, "%.*s", (int)length, names[i]);
            for (size_t most = 1; most < 30; most += 9) {
                t.n = 0;
                assert_int_equal(raci_model_keys(many, "unit", start, most, keep, &t, NULL),
                                 RACI_OK);
                check_told(&t, names, start, most);
            }
        }
    }
    raci_model_close(many);
    ri_text_free(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_other_kinds),
        cmocka_unit_test(ends_when_told_to),
        cmocka_unit_test(bears_long_ones),
        cmocka_unit_test(agrees_with_looking_at_each),
    };
    model = organization(keys);
    int failed =
        RUN_ROWS("tells", rows, tells) + cmocka_run_group_tests_name("keys", tests, NULL, NULL);
    raci_model_close(model);
    return failed;
}

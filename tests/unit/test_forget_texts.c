/* Which texts forgetting rewrites: however a name is written there, and nothing but names. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

#include <raci/forget.h>

#include "record/forgetting.h"

/* Forgets emp-77, and what is said beside it, unless NULL; gives how much is left. */
static size_t forget_also(const recording *r, const char *also)
{
    raci_forgotten *forgotten = NULL;
    raci_error err = {0};
    const raci_forget_options options = {.person = "emp-77",
                                         .also = &also,
                                         .n_also = also != NULL ? 1 : 0,
                                         .date = "2027-02-01",
                                         .recorded_at = RECORDED_AT};
    if (raci_forget(&forgotten, r->model, &options, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    const size_t left = raci_forgotten_left(forgotten);
    raci_forgotten_free(forgotten);
    return left;
}

static size_t forget(const recording *r)
{
    return forget_also(r, NULL);
}

typedef struct row {
    const char *name;
    const char *called;   /* as a step says it */
    const char *expected; /* the name in the step afterwards */
} row;

static const row names[] = {
    {"over two lines", "Annabel\\nQuist", "person-1"},
    {"with a tab", "Annabel\\tQuist", "person-1"},
    {"with blanks", "Annabel    Quist", "person-1"},
    {"with what others say", "Annabel Quist (\\\"Bel\\\")", "person-1\\\")"},
    {"with that in the middle", "Annabel, \\\"Bel\\\" Quist", "person-1"},
    {"with a semicolon", "Annabel; Quist", "person-1"},
};

/* A step has control characters and quotes in Lua's escapes. */
static void leaves_no_name(void **state)
{
    const row *c = *state;
    recording r;
    ri_text text = RI_TEXT_INIT;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    ri_text_format(&text,
                   "appoint { position = 'cxo', kind = 'delegate', "
                   "person = { key = 'emp-77', name = \"%s\" } }",
                   c->called);
    assert_int_equal(changing_take(r.model, ri_text_string(&text)), 1);
    assert_int_equal(forget(&r), 0);
    ri_text_clear(&text);
    ri_text_format(&text,
                   "appoint { position = \"cxo\", person = { key = \"person-1\", name = \"%s\" }, "
                   "kind = \"delegate\" }\n",
                   c->expected);
    recording_expect(&r, "SELECT said FROM change_steps", ri_text_string(&text));
    recording_expect(&r, "SELECT said FROM change_rows WHERE said LIKE '%Quist%'", "");
    assert_true(recording_proved(&r));
    ri_text_free(&text);
    recording_remove(&r);
}

/* Of a name with signs the words alone are in doubt, not what stands between blanks. */
static void doubts_words(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    recording_import(&r, "== people.csv\nkey,name\nemp-77,\"Annabel, \"\"Bel\"\" Quist\"\n"
                         "== units.csv\nkey,name\nops,Ops of Annabel\nmarketing,Bel's\n");
    assert_int_equal(forget(&r), 2);
    recording_remove(&r);
}

/* ---- words of raci's own ---- */

#define OWN_STEPS                                                                                  \
    "appoint { position = 'cxo', person = 'xia', kind = 'holder', to = '2027-12-01' }, "           \
    "state { touchpoint = 'pay', letter = 'C', holder = 'position:ceo', reason = 'holder' }, "     \
    "set_office { position = 'coo', office = 'cfo' }"
#define OWN_FILES                                                                                  \
    "== stated.csv\ntouchpoint,letter,holder,reason\nlook,C,position:ceo,asked\n"                  \
    "look,I,office:cfo,asked\n"                                                                    \
    "== disputes.csv\nsubject,letter,by,claims,reason\n"                                           \
    "touchpoint:look,C,position:cmo,position:ceo,asked\n"

/* Whoever is called so: what stands in these columns is as it was. */
static const row own[] = {
    {"a letter", "C",
     "SELECT letter FROM stated UNION ALL SELECT letter FROM disputes UNION ALL SELECT letter FROM "
     "run_holders WHERE letter = 'C' UNION ALL SELECT said FROM change_rows WHERE said LIKE "
     "'%letter=%'"},
    {"an office", "cfo",
     "SELECT office FROM position_periods UNION ALL SELECT holder FROM stated UNION ALL "
     "SELECT holder FROM run_holders WHERE holder LIKE 'office:%'"},
    {"a kind of things", "touchpoint",
     "SELECT subject FROM disputes UNION ALL SELECT subject FROM run_assignments UNION ALL SELECT "
     "subject FROM run_findings UNION ALL SELECT said FROM change_steps"},
    {"a severity", "warning", "SELECT severity, code, kind FROM run_findings"},
    {"a check", "disputed", "SELECT severity, code, kind FROM run_findings"},
    {"a kind of findings", "conflict", "SELECT severity, code, kind FROM run_findings"},
    {"a kind of seats", "holder", "SELECT kind FROM seats"},
    {"a step", "appoint", "SELECT said FROM change_steps"},
    {"a field", "letter", "SELECT said FROM change_steps UNION ALL SELECT said FROM change_rows"},
    {"a date", "2027-01-01",
     "SELECT valid_from FROM seats UNION ALL SELECT date FROM runs UNION ALL SELECT date FROM "
     "changes WHERE title NOT LIKE 'forget%' UNION ALL SELECT date FROM change_steps UNION ALL SELECT said FROM change_rows "
     "WHERE said LIKE '%from=%'"},
    {"a file", "seats", "SELECT tab FROM change_rows"},
};

static void check_own(const row *c, const char *also)
{
    recording r;
    ri_text files = RI_TEXT_INIT;
    raci_change *change = NULL;
    raci_error err = {0};
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    ri_text_format(&files, OWN_FILES "== people.csv\nkey,name\nemp-77,%s\n", c->called);
    recording_import(&r, ri_text_string(&files));
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    assert_true(changing_take(r.model, OWN_STEPS) > 0);
    ri_text before = recording_ask(&r, c->expected);
    assert_true(before.length > 0);
    (void)forget_also(&r, also);
    recording_expect(&r, c->expected, ri_text_string(&before));
    assert_true(recording_proved(&r));
    if (raci_undo(&change, r.model, 0, RECORDED_AT, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_change_free(change);
    ri_text_free(&before);
    ri_text_free(&files);
    recording_remove(&r);
}

static void keeps_own_words(void **state)
{
    check_own(*state, NULL);
}

static void keeps_them_even_if_said(void **state)
{
    check_own(*state, ((const row *)*state)->called);
}

/* What else stands there is rewritten if it is said, since it is told as doubtful. */
static void leaves_own_words_in_doubt(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    recording_import(&r, "== people.csv\nkey,name\nemp-77,C\n"
                         "== stated.csv\ntouchpoint,letter,holder,reason\n"
                         "look,C,position:ceo,C said so\n");
    assert_int_equal(forget(&r), 1);
    recording_expect(&r, "SELECT letter, reason FROM stated", "C|C said so\n");
    raci_forgotten *forgotten = NULL;
    const char *also = "C";
    const raci_forget_options options = {.person = "person-1",
                                         .also = &also,
                                         .n_also = 1,
                                         .date = "2027-02-01",
                                         .recorded_at = RECORDED_AT};
    assert_int_equal(raci_forget(&forgotten, r.model, &options, NULL), RACI_OK);
    raci_forgotten_free(forgotten);
    recording_expect(&r, "SELECT letter, reason FROM stated", "C|person-1 said so\n");
    recording_remove(&r);
}

/* A unit may have what it calls letter or holder, too. */
static void rewrites_attributes(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    recording_import(&r, "== people.csv\nkey,name\nemp-77,Annabel\n"
                         "== units.csv\nkey,letter,holder,from\nops,Annabel,Annabel,\n");
    assert_int_equal(changing_take(r.model, "rename_unit { unit = 'ops', name = 'Works' }"), 1);
    assert_int_equal(forget(&r), 0);
    recording_expect(&r, "SELECT count(*) FROM change_rows WHERE said LIKE '%letter=person-1%'",
                     "3\n");
    recording_expect(&r, "SELECT count(*) FROM change_rows WHERE said LIKE '%Annabel%'", "0\n");
    recording_remove(&r);
}

/* ---- tags ---- */

/* An import has of each tag one: what became the same is the same tag. */
static void keeps_each_tag_once(void **state)
{
    recording r;
    raci_change *change = NULL;
    raci_error err = {0};
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    recording_import(&r, "== people.csv\nkey,name\nemp-77,Ann Lee\n"
                         "== units.csv\nkey,tags\nops,\"y;Ann Lee;Lee, Ann;x\"\n"
                         "== touchpoints.csv\nkey,tags\nlook,Ann Lee;Ann-Lee\n"
                         "== positions.csv\nkey,tags\ncoo,Ann Lee;Ann-Lee\n");
    assert_int_equal(changing_take(r.model, "rename_unit { unit = 'ops', name = 'Works' }, "
                                            "set_office { position = 'coo', office = 'cfo' }"),
                     1);
    assert_int_equal(forget(&r), 0);
    recording_expect(&r,
                     "SELECT tags FROM unit_periods WHERE tags <> '' UNION SELECT tags FROM "
                     "touchpoint_periods WHERE tags <> ''",
                     "person-1\ny;person-1;x\n");
    recording_expect(&r, "SELECT count(*) FROM change_rows WHERE said LIKE '%tags=y;person-1;x%'",
                     "3\n");
    recording_expect(&r, "SELECT DISTINCT value FROM attributes", "person-1;person-1\n");
    if (raci_undo(&change, r.model, 0, RECORDED_AT, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_change_free(change);
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* ---- what would be the same ---- */

/* Keys that would be the same get numbers, everywhere. */
static void numbers_keys(void **state)
{
    recording r;
    raci_change *change = NULL;
    raci_error err = {0};
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    recording_import(&r, "== people.csv\nkey,name\nemp-77,Ann Lee\n"
                         "== positions.csv\nkey,title\ndesk-ann-lee,One\ndesk-lee-ann,Two\n"
                         "desk-person-1,Three\ndesk-lee-ann-2,Four\ndesk-ann-lee-2,Five\n"
                         "== touchpoints.csv\nkey,name\ndesk-lee-ann,Desk Lee Ann\n"
                         "== stated.csv\ntouchpoint,letter,holder,reason\n"
                         "look,C,position:desk-lee-ann,as desk-lee-ann said\n");
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    assert_true(changing_take(r.model, "set_office { position = 'desk-lee-ann', office = 'cfo' }") >
                0);
    (void)forget(&r);
    recording_expect(&r,
                     "SELECT i.key, p.title FROM positions AS i JOIN position_periods AS p ON "
                     "p.position_id = i.id WHERE i.key GLOB 'desk*' AND p.valid_to IS NULL "
                     "ORDER BY p.title",
                     "desk-person-1-2-2|Five\ndesk-person-1-2-3|Four\ndesk-person-1-2|One\n"
                     "desk-person-1|Three\ndesk-person-1-3|Two\n");
    recording_expect(&r, "SELECT holder, reason FROM stated",
                     "position:desk-person-1-3|as desk-person-1-3 said\n");
    assert_true(recording_proved(&r));
    if (raci_undo(&change, r.model, 0, RECORDED_AT, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_change_free(change);
    assert_int_equal(recording_run(&r, "2026-07-01"), 2);
    recording_expect(&r, "SELECT new, changed, gone FROM runs WHERE number = 2", "0|0|0\n");
    recording_remove(&r);
}

/* Two attributes would have one name: which, is told. */
static void tells_what_clashes(void **state)
{
    recording r;
    raci_forgotten *forgotten = NULL;
    raci_error err = {0};
    const raci_forget_options options = {
        .person = "emp-77", .date = "2027-02-01", .recorded_at = RECORDED_AT};
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    recording_import(&r, "== people.csv\nkey,name\nemp-77,Ann Lee\n"
                         "== units.csv\nkey,of Ann Lee,of Ann-Lee\nops,1,2\n");
    assert_int_equal(raci_forget(&forgotten, r.model, &options, &err), RACI_CHANGED);
    assert_string_equal(err.message, "two rows of the table attributes would become one: 'of Ann "
                                     "Lee' and 'of Ann-Lee' would both be 'of person-1'");
    recording_remove(&r);
}

/* The table of columns names such as there are. */
static void knows_columns(void **state)
{
    recording r;
    ri_text sql = RI_TEXT_INIT;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    for (size_t i = 0; i < ri_forget_n_columns; i++) {
        const ri_forget_column *c = &ri_forget_columns[i];
        ri_text_clear(&sql);
        ri_text_format(&sql,
                       "SELECT count(*) > 0 FROM sqlite_schema AS t CROSS JOIN "
                       "pragma_table_info(t.name) AS c WHERE t.type = 'table' AND c.type = 'TEXT' "
                       "AND t.name GLOB '%s' AND c.name = '%s'",
                       c->table != NULL ? c->table : "*", c->column);
        recording_expect(&r, ri_text_string(&sql), "1\n");
    }
    ri_text_free(&sql);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubts_words),        cmocka_unit_test(leaves_own_words_in_doubt),
        cmocka_unit_test(rewrites_attributes), cmocka_unit_test(keeps_each_tag_once),
        cmocka_unit_test(numbers_keys),        cmocka_unit_test(tells_what_clashes),
        cmocka_unit_test(knows_columns),
    };
    int failed = RUN_ROWS("names forgotten", names, leaves_no_name) +
                 RUN_ROWS("own words", own, keeps_own_words) +
                 RUN_ROWS("own words said", own, keeps_them_even_if_said);
    return failed + cmocka_run_group_tests_name("forget texts", tests, NULL, NULL);
}

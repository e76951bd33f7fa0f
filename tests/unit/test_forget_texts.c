/* Which texts forgetting rewrites: however a name is written there, and nothing but names. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

#include <raci/forget.h>

/* Forgets emp-77; gives how much is left. */
static size_t forget(const recording *r)
{
    raci_forgotten *forgotten = NULL;
    raci_error err = {0};
    const raci_forget_options options = {
        .person = "emp-77", .date = "2027-02-01", .recorded_at = RECORDED_AT};
    if (raci_forget(&forgotten, r->model, &options, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    const size_t left = raci_forgotten_left(forgotten);
    raci_forgotten_free(forgotten);
    return left;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubts_words),
    };
    int failed = RUN_ROWS("names forgotten", names, leaves_no_name);
    return failed + cmocka_run_group_tests_name("forget texts", tests, NULL, NULL);
}

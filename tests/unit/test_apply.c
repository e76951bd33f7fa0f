/* Steps taken for good: what is recorded of it, what is refused, and that it is all or nothing. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

/* Applies scenario files that stand in one text; what is said is appended to `told`. */
static raci_status apply_files(recording *r, const char *text, const raci_apply_options *options,
                               raci_change **change, ri_text *told)
{
    char here[4096];
    raci_scenario *scenarios[2] = {NULL, NULL};
    static const char *const files[2] = {"a.lua", "b.lua"};
    size_t n = 0;
    raci_error err = {0};
    folder_write(r->s.dir, text);
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(r->s.dir), 0);
    while (n < 2 && scratch_has(&r->s, files[n])) {
        if (raci_scenario_load(&scenarios[n], files[n], NULL, NULL, &err) != RACI_OK) {
            fail_msg("%s:%d: %s", err.file, err.line, err.message);
        }
        n++;
    }
    assert_int_equal(chdir(here), 0);
    raci_status status = raci_apply(change, r->model, (const raci_scenario *const *)scenarios, n,
                                    options, changing_note, told, &err);
    assert_int_equal(err.status, status);
    raci_scenario_free(scenarios[0]);
    raci_scenario_free(scenarios[1]);
    return status;
}

static const raci_apply_options usual = {.date = CHANGING_DAY, .recorded_at = CHANGED_AT};

#define TWO_FILES                                                                                  \
    "== a.lua\nscenario 'first' { because = 'one reason', effective = '2027-02-01',\n"             \
    "create_unit { key = 'new', parent = 'ops' },\n"                                               \
    "rename_unit { unit = 'new', name = 'New', on = '2027-03-01' } }\n"                            \
    "== b.lua\nscenario 'second' { because = 'another', move_unit { unit = 'marketing',\n"         \
    "parent = 'ops' } }\n"

static void records_what_was_done(void **state)
{
    char digest[65];
    char before[65];
    recording r;
    raci_change *change = NULL;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    folder_digest(r.model, before);
    assert_int_equal(apply_files(&r, TWO_FILES, &usual, &change, NULL), RACI_OK);
    assert_int_equal(raci_change_entry(change), 2);
    assert_int_equal(raci_change_keys(change), 2);
    raci_change_free(change);
    recording_expect(&r, "SELECT number, kind, recorded_at FROM entries WHERE number = 2",
                     "2|change|" CHANGED_AT "\n");
    recording_expect(&r, "SELECT entry, undoes, title, reason, date FROM changes",
                     "2||first; second|one reason; another|2027-01-01\n");
    recording_expect(&r, "SELECT place, date, said, file, line FROM change_steps ORDER BY place",
                     "0|2027-02-01|create_unit { key = \"new\", parent = \"ops\" }|a.lua|2\n"
                     "1|2027-03-01|rename_unit { unit = \"new\", name = \"New\" }|a.lua|3\n"
                     "2|2027-01-01|move_unit { unit = \"marketing\", parent = \"ops\" }|b.lua|1\n");
    ri_text found = recording_ask(&r, "SELECT before FROM changes");
    assert_memory_equal(ri_text_string(&found), before, 64);
    ri_text_free(&found);
    folder_digest(r.model, digest);
    found = recording_ask(&r, "SELECT after FROM changes");
    assert_memory_equal(ri_text_string(&found), digest, 64);
    ri_text_free(&found);
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* Every key that has other rows now, with those from before and those that it has. */
static void records_the_rows(void **state)
{
    recording r;
    ri_text told = RI_TEXT_INIT;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    raci_change *change =
        changing_apply(r.model, CHANGING_DAY,
                       "create_unit { key = 'gone' }\nclose_unit { unit = 'gone' }\n"
                       "set_head { unit = 'ops', position = 'cmo' }\nvacate { position = 'coo' }",
                       &told);
    assert_non_null(change);
    assert_int_equal(raci_change_keys(change), 2);
    raci_change_free(change);
    recording_expect(&r,
                     "SELECT place, key, tab, after, replace(said, char(10), ' ') FROM change_rows "
                     "ORDER BY place",
                     "0|0|units|0|key=ops name=Operations parent=acme head=coo kind=department \n"
                     "1|0|units|1|key=ops name=Operations parent=acme head=cmo kind=department "
                     "from=2027-01-01 \n"
                     "2|0|units|1|key=ops name=Operations parent=acme head=coo kind=department "
                     "to=2027-01-01 \n"
                     "3|1|seats|0|position=coo person=dan kind=holder \n"
                     "4|1|seats|1|position=coo person=dan kind=holder to=2027-01-01 \n");
    recording_remove(&r);
    ri_text_free(&told);
}

static void takes_another_reason(void **state)
{
    recording r;
    raci_change *change = NULL;
    const raci_apply_options options = {
        .date = CHANGING_DAY, .recorded_at = CHANGED_AT, .because = "the board said so"};
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(apply_files(&r, TWO_FILES, &options, &change, NULL), RACI_OK);
    raci_change_free(change);
    recording_expect(&r, "SELECT title, reason FROM changes", "first; second|the board said so\n");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* ---- what is refused ---- */

typedef struct row {
    const char *name;
    const char *date;
    const char *recorded_at;
    const char *files;
    raci_status status;
    const char *told; /* to `problem` */
} row;

static const row refused[] = {
    {"no date", NULL, CHANGED_AT, TWO_FILES, RACI_INVALID, ""},
    {"no day", "2027-02-30", CHANGED_AT, TWO_FILES, RACI_INVALID, ""},
    {"no time", CHANGING_DAY, NULL, TWO_FILES, RACI_INVALID, ""},
    {"no time of day", CHANGING_DAY, "2026-07-01", TWO_FILES, RACI_INVALID, ""},
    {"a day before the one asked about", "2027-02-15", CHANGED_AT, TWO_FILES, RACI_POLICY,
     "a.lua:2: the step is on 2027-02-01, before 2027-02-15, the day that is asked about (--at)\n"},
    {"several such days", "2027-04-01", CHANGED_AT, TWO_FILES, RACI_POLICY,
     "a.lua:2: the step is on 2027-02-01, before 2027-04-01, the day that is asked about (--at)\n"
     "a.lua:3: the step is on 2027-03-01, before 2027-04-01, the day that is asked about (--at)\n"},
    {"steps that do not apply, among others that do", CHANGING_DAY, CHANGED_AT,
     "== a.lua\nscenario 'x' { effective = '2027-02-01',\n"
     "rename_unit { unit = 'ops', name = 'X' },\n"
     "rename_unit { unit = 'marketin', name = 'Y' },\n"
     "rename_unit { unit = 'acme', name = 'Z' } }\n"
     "== b.lua\nscenario 'y' {\n"
     "move_unit { unit = 'acme', parent = 'ops' },\n"
     "rename_unit { unit = 'marketing', name = 'Y' } }\n",
     RACI_POLICY,
     "a.lua:3: rename_unit does not apply: there is no unit 'marketin' on 2027-02-01; did you mean "
     "'marketing'?\n"
     "b.lua:2: move_unit does not apply: the unit 'ops' is below 'acme': they would go in a "
     "circle\n"},
    {"a step twice", CHANGING_DAY, CHANGED_AT,
     "== a.lua\nscenario 'x' { create_unit { key = 'new' },\ncreate_unit { key = 'new' } }\n",
     RACI_POLICY,
     "a.lua:2: create_unit does not apply: the unit 'new' is there already on 2027-01-01\n"},
    {"a scenario that was taken already", CHANGING_DAY, CHANGED_AT,
     "== a.lua\nscenario 'x' { create_unit { key = 'new' } }\n"
     "== b.lua\nscenario 'x' { create_unit { key = 'new' } }\n",
     RACI_POLICY,
     "b.lua:1: create_unit does not apply: the unit 'new' is there already on 2027-01-01\n"},
    {"stated rows of a later day", CHANGING_DAY, CHANGED_AT,
     "== a.lua\nscenario 'x' { effective = '2027-02-01',\n"
     "state { touchpoint = 'pay', letter = 'C', holder = 'position:cmo' },\n"
     "unstate { touchpoint = 'pay', letter = 'A', holder = 'position:cmo' } }\n",
     RACI_POLICY,
     "a.lua:2: stated rows have no dates, so this would hold at once: take the step on its day\n"
     "a.lua:3: stated rows have no dates, so this would hold at once: take the step on its day\n"},
};

/* Not a byte of the file is another one then. */
static void refuses(void **state)
{
    const row *c = *state;
    const raci_apply_options options = {.date = c->date, .recorded_at = c->recorded_at};
    size_t length = 0;
    size_t length_after = 0;
    raci_change *change = NULL;
    ri_text told = RI_TEXT_INIT;
    recording r;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    char *before = scratch_read(&r.s, "raci.db", &length);
    assert_int_equal(apply_files(&r, c->files, &options, &change, &told), c->status);
    assert_null(change);
    assert_string_equal(ri_text_string(&told), c->told);
    char *after = scratch_read(&r.s, "raci.db", &length_after);
    assert_int_equal(length, length_after);
    assert_memory_equal(before, after, length);
    free(before);
    free(after);
    recording_expect(&r, "SELECT count(*) FROM entries", "0\n");
    recording_remove(&r);
    ri_text_free(&told);
}

static void wants_to_write(void **state)
{
    char path[SCRATCH_PATH];
    raci_change *change = NULL;
    ri_text told = RI_TEXT_INIT;
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    raci_policy_free(r.policy);
    r.policy = NULL;
    raci_model_close(r.model);
    r.model = NULL;
    assert_int_equal(raci_model_open(&r.model, scratch_path(&r.s, "raci.db", path), 0, NULL),
                     RACI_OK);
    assert_int_not_equal(apply_files(&r, TWO_FILES, &usual, &change, &told), RACI_OK);
    assert_null(change);
    assert_string_equal(ri_text_string(&told), "");
    recording_expect(&r, "SELECT count(*) FROM entries", "0\n");
    recording_remove(&r);
}

/* ---- memory ---- */

typedef struct applying {
    raci_model *model;
    const raci_scenario *scenario;
} applying;

static bool apply_once(void *payload)
{
    const applying *a = payload;
    raci_change *change = NULL;
    raci_error err = {0};
    const raci_status status =
        raci_apply(&change, a->model, &a->scenario, 1, &usual, NULL, NULL, &err);
    assert_true(status == RACI_OK ? change != NULL : status == RACI_NOMEM && change == NULL);
    raci_change_free(change);
    return status == RACI_OK;
}

#define MANY_STEPS                                                                                 \
    "create_unit { key = 'new', tags = { 'a' } }\n"                                                \
    "merge_units { units = { 'field', 'inside' }, into = 'one' }\n"                                \
    "split_unit { unit = 'depot', parts = { { key = 'yard', positions = 'clerk' } } }\n"           \
    "create_position { key = 'old' }\n"                                                            \
    "appoint { position = 'old', person = { key = 'gus' } }\n"                                     \
    "change_touchpoint { key = 'ad', units = { 'one' }, attr = { region = 'us' } }\n"              \
    "grant { position = 'cso', scope = 'unit:one' }\n"                                             \
    "state { touchpoint = 'ad', letter = 'C', holder = 'unit:one' }\n"                             \
    "close_position { position = 'novice' }\n"                                                     \
    "set_lead { journey = 'buy', position = 'old', on = '2027-02-01' }"

static void survives_want_of_memory(void **state)
{
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    raci_scenario *scenario = changing_scenario(MANY_STEPS);
    applying a = {c.model, scenario};
    size_t entries = 0;
    (void)state;
    assert_true(changing_with_every_failure(c.model, apply_once, &a) > 100);
    assert_int_equal(raci_record_verify(&entries, c.model, NULL), RACI_OK);
    assert_int_equal(entries, 1);
    raci_scenario_free(scenario);
    changing_end(&c);
}

/* Counts what is told in full; needs no memory. */
static void count_misfit(const char *file, int line, int column, const char *message, void *payload)
{
    (void)file;
    (void)line;
    (void)column;
    *(size_t *)payload += strstr(message, " does not apply: ") != NULL;
}

/* Misfits are told, all of them, or memory is said to be exhausted. */
static bool refuse_once(void *payload)
{
    const applying *a = payload;
    raci_change *change = NULL;
    raci_error err = {0};
    size_t told = 0;
    const raci_status status =
        raci_apply(&change, a->model, &a->scenario, 1, &usual, count_misfit, &told, &err);
    assert_null(change);
    assert_int_equal(err.status, status);
    if (status == RACI_POLICY) {
        assert_int_equal(told, 2);
        assert_non_null(strstr(err.message, "rename_unit does not apply: "));
        return true;
    }
    assert_int_equal(status, RACI_NOMEM);
    return false;
}

static void refuses_with_little_memory(void **state)
{
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    raci_scenario *scenario = changing_scenario("create_unit { key = 'gone' }\n"
                                                "rename_unit { unit = 'op', name = 'x' }\n"
                                                "leave { person = 'zed' }");
    applying a = {c.model, scenario};
    (void)state;
    assert_true(changing_with_every_failure(c.model, refuse_once, &a) > 50);
    raci_scenario_free(scenario);
    changing_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_what_was_done),   cmocka_unit_test(records_the_rows),
        cmocka_unit_test(takes_another_reason),    cmocka_unit_test(wants_to_write),
        cmocka_unit_test(survives_want_of_memory), cmocka_unit_test(refuses_with_little_memory),
    };
    int failed = RUN_ROWS("refused", refused, refuses);
    return failed + cmocka_run_group_tests_name("apply", tests, NULL, NULL);
}

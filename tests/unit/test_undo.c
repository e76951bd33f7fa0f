/* Changes taken back: which one is meant, and what was done since that stands in the way. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

static raci_status try_undo(raci_model *model, int64_t entry, int64_t *made, ri_text *told)
{
    raci_change *change = NULL;
    raci_error err = {0};
    const raci_status status = raci_undo(&change, model, entry, CHANGED_AT,
                                         told != NULL ? changing_note : NULL, told, &err);
    assert_int_equal(status == RACI_OK, change != NULL);
    assert_int_equal(err.status, status);
    if (change != NULL && made != NULL) {
        *made = raci_change_entry(change);
    }
    raci_change_free(change);
    return status;
}

static void expect_rows(raci_model *model, const ri_text *expected)
{
    ri_text rows = changing_rows(model);
    assert_string_equal(ri_text_string(&rows), ri_text_string(expected));
    ri_text_free(&rows);
}

/* ---- which change ---- */

static void takes_the_newest(void **state)
{
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    int64_t made = 0;
    (void)state;
    ri_text first = changing_rows(c.model);
    assert_int_equal(try_undo(c.model, 0, NULL, NULL), RACI_NOTFOUND);
    assert_int_equal(changing_take(c.model, "rename_unit { unit = 'ops', name = 'A' }"), 1);
    ri_text second = changing_rows(c.model);
    assert_int_equal(changing_take(c.model, "rename_unit { unit = 'ops', name = 'B' }"), 2);
    assert_int_equal(try_undo(c.model, 0, &made, NULL), RACI_OK);
    assert_int_equal(made, 3);
    expect_rows(c.model, &second);
    /* What takes back is none that could be taken back. */
    assert_int_equal(try_undo(c.model, 0, &made, NULL), RACI_OK);
    assert_int_equal(made, 4);
    expect_rows(c.model, &first);
    assert_int_equal(try_undo(c.model, 0, NULL, NULL), RACI_NOTFOUND);
    assert_int_equal(changing_take(c.model, "rename_unit { unit = 'ops', name = 'C' }"), 5);
    assert_int_equal(try_undo(c.model, 0, &made, NULL), RACI_OK);
    expect_rows(c.model, &first);
    assert_int_equal(raci_record_verify(&(size_t){0}, c.model, NULL), RACI_OK);
    ri_text_free(&first);
    ri_text_free(&second);
    changing_end(&c);
}

static void takes_one_by_its_number(void **state)
{
    recording r;
    int64_t made = 0;
    (void)state;
    recording_make(&r, CHANGING_ORGANIZATION, RECORDING_POLICY);
    ri_text before = changing_rows(r.model);
    assert_int_equal(changing_take(r.model, "rename_unit { unit = 'ops', name = 'A' }"), 1);
    assert_int_equal(recording_run(&r, "2027-01-01"), 1); /* entry 2 */
    assert_int_equal(changing_take(r.model, "rename_unit { unit = 'sales', name = 'B' }"), 3);
    assert_int_equal(try_undo(r.model, 2, NULL, NULL), RACI_NOTFOUND);
    assert_int_equal(try_undo(r.model, 99, NULL, NULL), RACI_NOTFOUND);
    assert_int_equal(try_undo(r.model, -1, NULL, NULL), RACI_NOTFOUND);
    assert_int_equal(try_undo(r.model, 1, &made, NULL), RACI_OK);
    assert_int_equal(made, 4);
    assert_int_equal(try_undo(r.model, 1, NULL, NULL), RACI_INVALID); /* twice */
    assert_int_equal(try_undo(r.model, 4, NULL, NULL), RACI_INVALID); /* of taking back */
    assert_int_equal(try_undo(r.model, 3, &made, NULL), RACI_OK);
    expect_rows(r.model, &before);
    recording_expect(&r, "SELECT number, kind FROM entries",
                     "1|change\n2|run\n3|change\n4|undo\n5|undo\n");
    recording_expect(&r, "SELECT entry, undoes, title, date FROM changes",
                     "1||change|2027-01-01\n3||change|2027-01-01\n4|1|change|2027-01-01\n"
                     "5|3|change|2027-01-01\n");
    recording_expect(&r,
                     "SELECT (SELECT before FROM changes WHERE entry = 1) = "
                     "(SELECT after FROM changes WHERE entry = 5)",
                     "1\n");
    assert_true(recording_proved(&r));
    ri_text_free(&before);
    recording_remove(&r);
}

static void wants_a_time(void **state)
{
    static const char *const times[] = {NULL, "", "2026-07-01", "2026-13-01T10:30:00Z"};
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    (void)state;
    assert_int_equal(changing_take(c.model, "rename_unit { unit = 'ops', name = 'A' }"), 1);
    for (size_t i = 0; i < COUNT(times); i++) {
        raci_change *change = NULL;
        assert_int_equal(raci_undo(&change, c.model, 0, times[i], NULL, NULL, NULL), RACI_INVALID);
        assert_null(change);
    }
    changing_end(&c);
}

/* ---- what was done since ---- */

typedef struct row {
    const char *name;
    const char *steps;
    const char *since;  /* steps taken then, or NULL */
    const char *import; /* files imported then, or NULL */
    const char *told;   /* "": it is taken back */
} row;

static const row since[] = {
    {"something else", "rename_unit { unit = 'ops', name = 'A' }",
     "rename_unit { unit = 'sales', name = 'B' }", NULL, ""},
    {"the same key by steps", "rename_unit { unit = 'ops', name = 'A' }",
     "rename_unit { unit = 'ops', name = 'B' }", NULL, "units.csv: 'ops' was changed since\n"},
    {"the same key on a later day", "rename_unit { unit = 'ops', name = 'A' }",
     "set_head { unit = 'ops', position = 'cso', on = '2028-01-01' }", NULL,
     "units.csv: 'ops' was changed since\n"},
    {"the same key and back", "rename_unit { unit = 'fresh', name = 'A' }",
     "rename_unit { unit = 'fresh', name = 'B' }\nrename_unit { unit = 'fresh', name = 'A' }", NULL,
     ""},
    {"several keys", "merge_units { units = 'inside', into = 'ops' }",
     "rename_unit { unit = 'ops', name = 'A' }\nmove_position { position = 'lead', unit = 'sales' }"
     "\nchange_touchpoint { key = 'visit', order = 7 }",
     NULL, "positions.csv: 'lead' was changed since\ntouchpoints.csv: 'visit' was changed since\n"},
    {"an import of the same key", "rename_unit { unit = 'ops', name = 'A' }", NULL,
     "== units.csv\nkey,name,parent,head,from\nops,B,acme,coo,2027-01-01\n",
     "units.csv: 'ops' was changed since\n"},
    {"an import of another key", "rename_unit { unit = 'ops', name = 'A' }", NULL,
     "== units.csv\nkey,name\nacme,B\n", ""},
    {"an import that says the same", "rename_unit { unit = 'fresh', name = 'A' }", NULL,
     "== units.csv\nkey,name,from\nfresh,A,2027-01-01\n", ""},
    {"an import of an attribute", "rename_unit { unit = 'fresh', name = 'A' }", NULL,
     "== units.csv\nkey,from,floor\nfresh,2027-01-01,3\n",
     "units.csv: 'fresh' was changed since\n"},
    {"a seat, by an import", "appoint { position = 'cso', person = 'fay' }", NULL,
     "== seats.csv\nposition,person,kind,from,to\ncso,fay,holder,2027-01-01,2027-03-01\n",
     "seats.csv: 'cso, fay, holder' was changed since\n"},
    {"a seat, by steps", "appoint { position = 'cso', person = 'fay' }",
     "leave { person = 'fay', on = '2027-03-01' }", NULL,
     "seats.csv: 'cso, fay, holder' was changed since\n"},
    {"a mandate", "grant { position = 'cso', scope = '*' }",
     "withdraw { position = 'cso', scope = '*', on = '2027-03-01' }", NULL,
     "mandates.csv: 'cso, *' was changed since\n"},
    {"a stated row", "state { touchpoint = 'ad', letter = 'A', holder = 'unit:ops' }",
     "state { touchpoint = 'ad', letter = 'A', holder = 'unit:ops', reason = 'so' }", NULL,
     "stated.csv: 'ad, A, unit:ops' was changed since\n"},
    {"a stated row that is gone", "state { touchpoint = 'ad', letter = 'A', holder = 'unit:ops' }",
     "unstate { touchpoint = 'ad', letter = 'A', holder = 'unit:ops' }", NULL,
     "stated.csv: 'ad, A, unit:ops' was changed since\n"},
    /* something that would be gone is named */
    {"a unit as a parent", "create_unit { key = 'new' }",
     "create_unit { key = 'below', parent = 'new' }", NULL,
     "units.csv: 'below' names 'unit:new' since, which would be gone\n"},
    {"a unit by positions", "create_unit { key = 'new' }",
     "move_position { position = 'clerk', unit = 'new' }\ncreate_position { key = 'p', "
     "unit = 'new' }",
     NULL,
     "positions.csv: 'clerk' names 'unit:new' since, which would be gone\n"
     "positions.csv: 'p' names 'unit:new' since, which would be gone\n"},
    {"a unit by touchpoints", "create_unit { key = 'new' }",
     "hand_over { from = 'press', to = 'new' }", NULL,
     "touchpoints.csv: 'ad' names 'unit:new' since, which would be gone\n"},
    {"a unit by a mandate", "create_unit { key = 'new' }",
     "grant { position = 'cso', scope = 'unit:new' }", NULL,
     "mandates.csv: 'cso, unit:new' names 'unit:new' since, which would be gone\n"},
    {"a unit by a stated row", "create_unit { key = 'new' }",
     "state { touchpoint = 'ad', letter = 'I', holder = 'unit:new' }", NULL,
     "stated.csv: 'ad, I, unit:new' names 'unit:new' since, which would be gone\n"},
    {"a unit by a ruling", "create_unit { key = 'new' }", NULL,
     "== rulings.csv\nsubject,letter,holder,by\ntouchpoint:ad,A,unit:new,office:ceo\n",
     "rulings.csv: 'touchpoint:ad, A, unit:new' names 'unit:new' since, which would be gone\n"},
    {"a position by a seat", "create_position { key = 'p' }",
     "appoint { position = 'p', person = 'fay' }", NULL,
     "seats.csv: 'p, fay, holder' names 'position:p' since, which would be gone\n"},
    {"a position as a head", "create_position { key = 'p' }",
     "set_head { unit = 'field', position = 'p' }", NULL,
     "units.csv: 'field' names 'position:p' since, which would be gone\n"},
    {"a position as a superior", "create_position { key = 'p' }",
     "move_position { position = 'junior', reports_to = 'p' }", NULL,
     "positions.csv: 'junior' names 'position:p' since, which would be gone\n"},
    {"a position as a lead", "create_position { key = 'p' }",
     "set_lead { journey = 'help', position = 'p' }", NULL,
     "journeys.csv: 'help' names 'position:p' since, which would be gone\n"},
    {"a position as a member", "create_position { key = 'p' }", NULL,
     "== team_members.csv\nteam,position\ncrew,p\n",
     "team_members.csv: 'crew, p' names 'position:p' since, which would be gone\n"},
    {"a person by another seat", "appoint { position = 'lead', person = { key = 'gus' } }",
     "appoint { position = 'cso', person = 'gus' }", NULL,
     "seats.csv: 'cso, gus, holder' names 'person:gus' since, which would be gone\n"},
    {"a touchpoint by a link", "create_touchpoint { key = 't' }", NULL,
     "== links.csv\nfrom,to,kind\nt,ad,handoff\n",
     "links.csv: 't, ad, handoff' names 'touchpoint:t' since, which would be gone\n"},
    {"a touchpoint by a journey", "create_touchpoint { key = 't' }", NULL,
     "== journey_steps.csv\njourney,touchpoint\nhelp,t\n",
     "journey_steps.csv: 'help, t' names 'touchpoint:t' since, which would be gone\n"},
    {"something that was there before is named", "create_unit { key = 'gone' }",
     "create_unit { key = 'below', parent = 'gone' }", NULL, ""},
    /* lines that come back do not fit lines drawn since */
    {"units in a circle", "move_unit { unit = 'depot', parent = 'acme' }",
     "move_unit { unit = 'ops', parent = 'depot' }", NULL,
     "units.csv: 'depot' would be above itself: depot -> ops -> depot\n"},
    {"units in a circle from a later day on", "move_unit { unit = 'depot', parent = 'acme' }",
     "move_unit { unit = 'ops', parent = 'depot', on = '2027-06-01' }", NULL,
     "units.csv: 'depot' would be above itself: depot -> ops -> depot\n"},
    {"positions in a circle", "move_position { position = 'clerk', reports_to = 'ceo' }",
     "move_position { position = 'coo', reports_to = 'clerk' }", NULL,
     "positions.csv: 'clerk' would be above itself: clerk -> coo -> clerk\n"},
    {"named, and not any more", "create_unit { key = 'new' }",
     "create_unit { key = 'below', parent = 'new' }\nclose_unit { unit = 'below' }", NULL, ""},
};

/* What is refused writes nothing; what is taken back leaves what was done since. */
static void looks_at_what_was_done_since(void **state)
{
    const row *x = *state;
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    ri_text told = RI_TEXT_INIT;
    assert_int_equal(changing_take(c.model, x->steps), 1);
    if (x->since != NULL) {
        assert_int_equal(changing_take(c.model, x->since), 2);
    }
    if (x->import != NULL) {
        folder_take(&c.s, c.model, x->import);
    }
    ri_text before = changing_rows(c.model);
    const raci_status status = try_undo(c.model, 1, NULL, &told);
    assert_string_equal(ri_text_string(&told), x->told);
    assert_int_equal(status, *x->told == '\0' ? RACI_OK : RACI_CHANGED);
    if (status != RACI_OK) {
        expect_rows(c.model, &before);
    }
    assert_int_equal(raci_record_verify(&(size_t){0}, c.model, NULL), RACI_OK);
    ri_text_free(&told);
    ri_text_free(&before);
    changing_end(&c);
}

/* Once what stands in the way is taken back, too, it can be. */
static void takes_back_one_after_the_other(void **state)
{
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    (void)state;
    ri_text before = changing_rows(c.model);
    assert_int_equal(changing_take(c.model, "create_unit { key = 'new' }"), 1);
    assert_int_equal(changing_take(c.model, "move_unit { unit = 'depot', parent = 'new' }"), 2);
    assert_int_equal(changing_take(c.model, "rename_unit { unit = 'depot', name = 'Depot' }"), 3);
    assert_int_equal(try_undo(c.model, 1, NULL, NULL), RACI_CHANGED);
    assert_int_equal(try_undo(c.model, 2, NULL, NULL), RACI_CHANGED);
    assert_int_equal(try_undo(c.model, 3, NULL, NULL), RACI_OK);
    assert_int_equal(try_undo(c.model, 2, NULL, NULL), RACI_OK);
    assert_int_equal(try_undo(c.model, 1, NULL, NULL), RACI_OK);
    expect_rows(c.model, &before);
    ri_text_free(&before);
    changing_end(&c);
}

/* The rows that come back may name what a change before took along. */
static void brings_back_no_name_of_what_is_gone(void **state)
{
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    ri_text told = RI_TEXT_INIT;
    (void)state;
    assert_int_equal(
        changing_take(c.model, "create_unit { key = 'new' }\ncreate_position { key = 'p' }"), 1);
    assert_int_equal(changing_take(c.model,
                                   "move_unit { unit = 'fresh', parent = 'new' }\n"
                                   "grant { position = 'cso', scope = 'unit:new' }\n"
                                   "move_position { position = 'novice', reports_to = 'p' }"),
                     2);
    assert_int_equal(changing_take(c.model,
                                   "move_unit { unit = 'fresh', parent = 'ops' }\n"
                                   "withdraw { position = 'cso', scope = 'unit:new' }\n"
                                   "move_position { position = 'novice', reports_to = 'coo' }"),
                     3);
    assert_int_equal(try_undo(c.model, 1, NULL, NULL), RACI_OK);
    ri_text before = changing_rows(c.model);
    assert_int_equal(try_undo(c.model, 3, NULL, &told), RACI_CHANGED);
    assert_string_equal(
        ri_text_string(&told),
        "units.csv: 'fresh' would name 'unit:new', which is gone since\n"
        "positions.csv: 'novice' would name 'position:p', which is gone since\n"
        "mandates.csv: 'cso, unit:new' would name 'unit:new', which is gone since\n");
    expect_rows(c.model, &before);
    ri_text_free(&before);
    ri_text_free(&told);
    changing_end(&c);
}

/* ---- what rows are kept as ---- */

/* Names, reasons and attributes of characters that the record's text of rows is made of. */
static void keeps_every_character(void **state)
{
    const changing c = changing_begin(
        "== units.csv\nkey,name,\"=a\\=\nb\",kind\nx,\"one\ntwo\\three=four\\n\",\"\\\n=\",\n"
        "y,\\,\"name=z\",\"\r\n\"\n"
        "== touchpoints.csv\nkey,name,units,tags\nt,\"\t\",x;y,a=b;\\n\n"
        "== stated.csv\ntouchpoint,letter,holder,reason\nt,A,unit:x,\"\n\n\"\n");
    (void)state;
    ri_text before = changing_rows(c.model);
    assert_int_equal(
        changing_take(c.model, "rename_unit { unit = 'x', name = '\\\\\\n=' }\n"
                               "merge_units { units = 'y', into = 'new' }\n"
                               "change_touchpoint { key = 't', attr = { ['\\\\n='] = '=\\\\' } }\n"
                               "unstate { touchpoint = 't', letter = 'A', holder = 'unit:x' }"),
        1);
    ri_text after = changing_rows(c.model);
    assert_int_equal(try_undo(c.model, 1, NULL, NULL), RACI_OK);
    expect_rows(c.model, &before);
    assert_string_not_equal(ri_text_string(&before), ri_text_string(&after));
    assert_int_equal(raci_record_verify(&(size_t){0}, c.model, NULL), RACI_OK);
    ri_text_free(&before);
    ri_text_free(&after);
    changing_end(&c);
}

/* ---- memory ---- */

static bool undo_once(void *payload)
{
    raci_change *change = NULL;
    raci_error err = {0};
    const raci_status status = raci_undo(&change, payload, 1, CHANGED_AT, NULL, NULL, &err);
    assert_true(status == RACI_OK ? change != NULL : status == RACI_NOMEM && change == NULL);
    raci_change_free(change);
    return status == RACI_OK;
}

#define MANY_STEPS                                                                                 \
    "create_unit { key = 'new', tags = { 'a' } }\n"                                                \
    "merge_units { units = { 'field', 'inside' }, into = 'one' }\n"                                \
    "appoint { position = 'lead', person = { key = 'gus' } }\n"                                    \
    "change_touchpoint { key = 'ad', units = { 'one' }, attr = { region = 'us' } }\n"              \
    "grant { position = 'cso', scope = 'unit:one' }\n"                                             \
    "state { touchpoint = 'ad', letter = 'C', holder = 'unit:one' }\n"                             \
    "close_position { position = 'novice' }"

static void survives_want_of_memory(void **state)
{
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    size_t entries = 0;
    (void)state;
    ri_text before = changing_rows(c.model);
    assert_int_equal(changing_take(c.model, MANY_STEPS), 1);
    assert_true(changing_with_every_failure(c.model, undo_once, c.model) > 100);
    expect_rows(c.model, &before);
    assert_int_equal(raci_record_verify(&entries, c.model, NULL), RACI_OK);
    assert_int_equal(entries, 2);
    ri_text_free(&before);
    changing_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_the_newest),
        cmocka_unit_test(takes_one_by_its_number),
        cmocka_unit_test(wants_a_time),
        cmocka_unit_test(takes_back_one_after_the_other),
        cmocka_unit_test(brings_back_no_name_of_what_is_gone),
        cmocka_unit_test(keeps_every_character),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("since", since, looks_at_what_was_done_since);
    return failed + cmocka_run_group_tests_name("undo", tests, NULL, NULL);
}

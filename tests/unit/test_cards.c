/* Role cards: what they say, that somebody has acknowledged them, and what is new since. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

#include "raci/printing.h"
#include "raci/report.h"
#include "record/card_kept.h"

#define DAY "2026-07-01"
#define ASKED "checks { unacknowledged = {} }\n"
#define ORGANIZATION                                                                               \
    RECORDING_ORGANIZATION "== journeys.csv\nkey,name,lead\nbuy,Buying,cmo\n"                      \
                           "== touchpoints.csv\nkey,name,journey,order,units\n"                    \
                           "look,Look around,buy,1,marketing\npay,Pay,buy,2,ops\n"
#define POLICY RECORDING_POLICY ASKED

/* ---- what they say ---- */

static void tell_card(ri_text *out, const raci_brief *brief)
{
    for (size_t i = 0; i < brief->card.n_lines; i++) {
        ri_text_format(out, "%s|%s\n", brief->card.lines[i].via, brief->card.lines[i].said);
    }
}

typedef struct evaluated {
    raci_result *result;
    raci_briefs *briefs;
    const raci_brief *brief;
} evaluated;

static evaluated card_of(recording *r, const char *holder)
{
    evaluated e = {.result = recording_check(r, DAY)};
    raci_error err = {0};
    if (raci_briefs_new(&e.briefs, e.result, &err) != RACI_OK ||
        raci_brief_of(&e.brief, e.briefs, holder, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return e;
}

static void forget(evaluated *e)
{
    raci_briefs_free(e->briefs);
    raci_result_free(e->result);
}

static void expect_card(recording *r, const char *holder, const char *expected)
{
    ri_text said = RI_TEXT_INIT;
    evaluated e = card_of(r, holder);
    tell_card(&said, e.brief);
    assert_string_equal(ri_text_string(&said), expected);
    ri_text_free(&said);
    forget(&e);
}

static void says_what_somebody_has(void **state)
{
    recording r;
    (void)state;
    recording_make(&r,
                   ORGANIZATION
                   "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"
                   "touchpoint:pay,A,position:coo,office:cxo,so,2026-01-01,2027-01-01\n",
                   POLICY);
    expect_card(&r, "position:coo",
                "position:coo|A touchpoint:pay\n"
                "position:coo|from handoff:look->pay position:cmo\n"
                "position:coo|ruling A touchpoint:pay position:coo 2027-01-01\n"
                "unit:ops|R touchpoint:pay\n"
                "unit:ops|from handoff:look->pay position:cmo\n"
                "unit:ops|ruling A touchpoint:pay position:coo 2027-01-01\n"
                "|escalates position:cxo\n|escalates position:ceo\n");
    expect_card(&r, "ann", ""); /* she decides in the end */
    expect_card(&r, "office:cxo", "|escalates position:ceo\n");
    recording_remove(&r);
}

/* ---- acknowledging ---- */

static int64_t acknowledge(recording *r, const char *holder, const char *person,
                           raci_status expected, raci_error *err)
{
    int64_t entry = 0;
    evaluated e = card_of(r, holder);
    const raci_status status = raci_acknowledge(&entry, e.brief, person, RECORDED_AT, err);
    if (status != expected) {
        fail_msg("status %d: %s", (int)status, err->message);
    }
    forget(&e);
    return entry;
}

/* The messages of `unacknowledged`, a line each. */
static void expect_findings(recording *r, const char *date, const char *expected)
{
    ri_text found = RI_TEXT_INIT;
    raci_result *result = recording_check(r, date);
    for (size_t i = 0; i < result->n_findings; i++) {
        if (result->findings[i].code == RI_UNACKNOWLEDGED) {
            ri_text_format(&found, "%s\n", result->findings[i].message);
        }
    }
    assert_string_equal(ri_text_string(&found), expected);
    ri_text_free(&found);
    raci_result_free(result);
}

#define NEVER_COO "Nobody has acknowledged the role card of Operations Chief.\n"
#define NEVER_CMO "Nobody has acknowledged the role card of Marketing Chief.\n"
#define NEVER_UNITS                                                                                \
    "Nobody has acknowledged the role card of the unit 'Marketing'.\n"                             \
    "Nobody has acknowledged the role card of the unit 'Operations'.\n"

static void known_until_it_changes(void **state)
{
    recording r;
    raci_error err = {0};
    (void)state;
    recording_make(&r, ORGANIZATION, POLICY);
    expect_findings(&r, DAY, NEVER_CMO NEVER_COO NEVER_UNITS);
    assert_int_equal(acknowledge(&r, "position:coo", "dan", RACI_OK, &err), 1);
    expect_findings(&r, DAY, NEVER_CMO NEVER_UNITS);
    expect_findings(&r, "2026-06-30", NEVER_CMO NEVER_COO NEVER_UNITS); /* not yet */
    assert_true(recording_proved(&r));
    recording_policy(&r, POLICY RECORDING_TWO); /* two answer for it, so it is passed to two */
    expect_findings(&r, DAY, NEVER_CMO NEVER_UNITS);
    recording_policy(&r, POLICY "rule \"is told\" { because = \"so\", match = { key = \"look\" }, "
                                "assign = { I = \"position:coo\" } }\n");
    expect_findings(&r, DAY,
                    NEVER_CMO "The role card of Operations Chief has changed since it was "
                              "acknowledged, as of 2026-07-01.\n" NEVER_UNITS);
    evaluated e = card_of(&r, "coo");
    assert_int_equal(e.brief->n_changes, 1);
    assert_string_equal(e.brief->changes[0].said, "I touchpoint:look");
    assert_null(e.brief->changes[0].was);
    assert_true(e.brief->stands);
    forget(&e);
    recording_policy(&r, RECORDING_POLICY);
    expect_findings(&r, DAY, ""); /* nobody asks */
    recording_remove(&r);
}

/* What one says is not what the next one knows, though the card is the same. */
static void known_to_who_sits_there(void **state)
{
    recording r;
    raci_error err = {0};
    (void)state;
    recording_make(&r, ORGANIZATION, POLICY);
    acknowledge(&r, "coo", "Dan Ruiz", RACI_OK, &err);
    acknowledge(&r, "unit:ops", "dan", RACI_OK, &err);
    expect_findings(&r, DAY,
                    NEVER_CMO "Nobody has acknowledged the role card of the unit 'Marketing'.\n");
    recording_import(&r, "== people.csv\nkey,name\nsue,Sue Day\n"
                         "== seats.csv\nposition,person,kind,from,to\n"
                         "coo,dan,holder,,2026-08-01\ncoo,sue,holder,2026-08-01,\n");
    expect_findings(&r, DAY,
                    NEVER_CMO "Nobody has acknowledged the role card of the unit 'Marketing'.\n");
    expect_findings(&r, "2026-08-01",
                    NEVER_CMO
                    "Who acknowledged the role card of Operations Chief, as of "
                    "2026-07-01, does not sit there any more.\n"
                    "Nobody has acknowledged the role card of the unit 'Marketing'.\n"
                    "Who acknowledged the role card of the unit 'Operations', as of 2026-07-01, "
                    "does not sit there any more.\n");
    recording_remove(&r);
}

/* Whoever holds one seat there and stands in on another is one of them once. */
static void names_each_once(void **state)
{
    recording r;
    raci_error err = {0};
    (void)state;
    recording_make(&r, ORGANIZATION, POLICY);
    recording_import(&r, "== positions.csv\nkey,title,unit,reports_to\nclerk,Clerk,ops,coo\n"
                         "== people.csv\nkey,name\nsue,Sue Day\n"
                         "== seats.csv\nposition,person,kind\n"
                         "clerk,dan,delegate\nclerk,sue,holder\n");
    acknowledge(&r, "unit:ops", "mia", RACI_INVALID, &err);
    assert_string_equal(err.message, "Mia Roe does not sit in 'Operations': whose card it is "
                                     "acknowledges it, Dan Ruiz and Sue Day");
    recording_remove(&r);
}

static void refuses_others(void **state)
{
    recording r;
    raci_error err = {0};
    (void)state;
    recording_make(&r, ORGANIZATION, POLICY);
    acknowledge(&r, "coo", "mia", RACI_INVALID, &err);
    assert_non_null(strstr(err.message, "Mia Roe does not sit in 'Operations Chief'"));
    assert_non_null(strstr(err.message, "Dan Ruiz"));
    err = (raci_error){0};
    acknowledge(&r, "coo", "position:coo", RACI_INVALID, &err);
    err = (raci_error){0};
    acknowledge(&r, "person:mia", "dan", RACI_INVALID, &err); /* nobody but herself */
    err = (raci_error){0};
    acknowledge(&r, "person:mia", "mia", RACI_OK, &err);
    acknowledge(&r, "coo", "nobody", RACI_NOTFOUND, &err);
    recording_sql(&r, "DELETE FROM seats WHERE person_id = (SELECT id FROM people WHERE key = "
                      "'dan')");
    err = (raci_error){0};
    acknowledge(&r, "coo", "dan", RACI_INVALID, &err);
    assert_string_equal(err.message,
                        "nobody sits in 'Operations Chief', so nobody can acknowledge its card");
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

/* Between evaluation and writing the model must stay what it was. */
static void refuses_what_has_changed(void **state)
{
    recording r;
    int64_t entry = 0;
    raci_error err = {0};
    (void)state;
    recording_make(&r, ORGANIZATION, POLICY);
    evaluated e = card_of(&r, "coo");
    recording_import(&r, "== touchpoints.csv\nkey,name\npay,Paying\n");
    assert_int_equal(raci_acknowledge(&entry, e.brief, "dan", RECORDED_AT, &err), RACI_BUSY);
    err = (raci_error){0};
    assert_int_equal(raci_acknowledge(&entry, e.brief, "dan", "yesterday", &err), RACI_INVALID);
    forget(&e);
    recording_expect(&r, "SELECT count(*) FROM entries", "0\n");
    recording_remove(&r);
}

/* ---- what is new ---- */

static void expect_changes(recording *r, const char *holder, const char *expected)
{
    ri_text said = RI_TEXT_INIT;
    evaluated e = card_of(r, holder);
    for (size_t i = 0; i < e.brief->n_changes; i++) {
        const ri_card_change *change = &e.brief->changes[i];
        ri_text_format(&said, "%s: %s > %s\n", change->via, change->was != NULL ? change->was : "",
                       change->said != NULL ? change->said : "");
    }
    assert_string_equal(ri_text_string(&said), expected);
    ri_text_free(&said);
    forget(&e);
}

static void tells_what_is_new(void **state)
{
    recording r;
    raci_error err = {0};
    (void)state;
    recording_make(&r, ORGANIZATION, POLICY);
    acknowledge(&r, "coo", "dan", RACI_OK, &err);
    expect_changes(&r, "coo", "");
    recording_policy(&r, RECORDING_HEAD RECORDING_CALM ASKED
                     "rule \"other\" { because = \"so\", match = { key = \"look\" }, assign = { "
                     "A = \"position:cxo\" } }\n"
                     "rule \"pay\" { because = \"so\", match = { key = \"pay\" }, assign = { "
                     "A = \"position:coo\", C = \"position:coo\" } }\n");
    expect_changes(&r, "coo",
                   "position:coo:  > C touchpoint:pay\n"
                   "position:coo: from handoff:look->pay position:cmo > from handoff:look->pay "
                   "position:cxo\n"
                   "unit:ops: R touchpoint:pay > \n"
                   "unit:ops: from handoff:look->pay position:cmo > \n");
    acknowledge(&r, "coo", "dan", RACI_OK, &err); /* and now that is known */
    expect_changes(&r, "coo", "");
    recording_remove(&r);
}

/* ---- proved ---- */

typedef struct row {
    const char *name;
    const char *sql;
} row;

static const row tampered[] = {
    {"whose card", "UPDATE acknowledgements SET holder = 'position:cmo' WHERE entry = 1"},
    {"who", "UPDATE acknowledgements SET person = 'person:mia' WHERE entry = 1"},
    {"when", "UPDATE acknowledgements SET date = '2026-06-01' WHERE entry = 1"},
    {"the card's digest", "UPDATE acknowledgements SET card = 'x' WHERE entry = 1"},
    {"the digest of another card",
     "UPDATE acknowledgements SET card = (SELECT card FROM acknowledgements WHERE entry = 2) "
     "WHERE entry = 1"},
    {"a line", "UPDATE acknowledged_lines SET said = 'R touchpoint:pay' WHERE place = 0"},
    {"through whom", "UPDATE acknowledged_lines SET via = 'unit:ops' WHERE place = 0"},
    {"lines in another order",
     "UPDATE acknowledged_lines SET place = 99 WHERE entry = 1 AND place = 0"},
    {"a place before the first",
     "UPDATE acknowledged_lines SET place = -4 WHERE entry = 1 AND place = 0"},
    {"a line less", "DELETE FROM acknowledged_lines WHERE entry = 1 AND place = 1"},
    {"a line more", "INSERT INTO acknowledged_lines VALUES (1, 50, '', 'escalates position:x')"},
    {"all of one", "DELETE FROM acknowledged_lines WHERE entry = 1;"
                   "DELETE FROM acknowledgements WHERE entry = 1"},
    {"one more",
     "INSERT INTO acknowledgements SELECT 3, holder, person, date, card FROM acknowledgements "
     "WHERE entry = 1"},
    {"a line of no acknowledgement", "PRAGMA foreign_keys = OFF;"
                                     "INSERT INTO acknowledged_lines VALUES (9, 0, '', 'x')"},
    {"the entry's kind", "UPDATE entries SET kind = 'run' WHERE number = 1"},
    {"the entry's time", "UPDATE entries SET recorded_at = '2026-07-01T10:30:01Z'"},
    {"the newest one cut off",
     "DELETE FROM acknowledged_lines WHERE entry = 2; DELETE FROM acknowledgements WHERE entry = "
     "2; DELETE FROM entries WHERE number = 2"},
};

static void make_acknowledged(recording *r)
{
    raci_error err = {0};
    recording_make(r, ORGANIZATION, POLICY);
    acknowledge(r, "coo", "dan", RACI_OK, &err);
    acknowledge(r, "cmo", "mia", RACI_OK, &err);
    assert_int_equal(recording_run(r, DAY), 1);
    assert_true(recording_proved(r));
}

static void sees(void **state)
{
    const row *c = *state;
    recording r;
    make_acknowledged(&r);
    recording_sql(&r, c->sql);
    assert_false(recording_proved(&r));
    recording_remove(&r);
}

/* ---- want of memory ---- */

static bool try_card(void *payload)
{
    raci_briefs *briefs = NULL;
    const raci_brief *brief = NULL;
    raci_buffer *buffer = NULL;
    const raci_look look = {.columns = 80};
    raci_status status = raci_briefs_new(&briefs, payload, NULL);
    if (status == RACI_OK) {
        status = raci_brief_of(&brief, briefs, "coo", NULL);
    }
    for (int format = RACI_TEXT; status == RACI_OK && format <= RACI_MD; format++) {
        status = raci_buffer_new(&buffer, NULL);
        if (status == RACI_OK) {
            status = raci_report_brief(brief, (raci_format)format, &look, raci_buffer_write, buffer,
                                       NULL);
            raci_buffer_free(buffer);
        }
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_briefs_free(briefs);
    return status == RACI_OK;
}

static bool try_acknowledging(void *payload)
{
    recording *r = payload;
    int64_t entry = 0;
    evaluated e = {.result = NULL};
    const raci_check_options options = {.date = DAY, .whole = 1};
    raci_status status = raci_check(&e.result, r->model, r->policy, &options, NULL);
    if (status == RACI_OK) {
        status = raci_briefs_new(&e.briefs, e.result, NULL);
    }
    if (status == RACI_OK) {
        status = raci_brief_of(&e.brief, e.briefs, "coo", NULL);
    }
    if (status == RACI_OK) {
        status = raci_acknowledge(&entry, e.brief, "dan", RECORDED_AT, NULL);
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    forget(&e);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    recording r;
    (void)state;
    make_acknowledged(&r);
    recording_policy(&r, POLICY RECORDING_TWO);
    raci_result *result = recording_check(&r, DAY);
    assert_true(with_every_failure(try_card, result) > 10);
    raci_result_free(result);
    assert_true(with_every_failure(try_acknowledging, &r) > 10);
    recording_expect(&r, "SELECT count(*) FROM acknowledgements", "3\n"); /* the last attempt's */
    assert_true(recording_proved(&r));
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_somebody_has),  cmocka_unit_test(known_until_it_changes),
        cmocka_unit_test(known_to_who_sits_there), cmocka_unit_test(names_each_once),
        cmocka_unit_test(refuses_others),          cmocka_unit_test(refuses_what_has_changed),
        cmocka_unit_test(tells_what_is_new),       cmocka_unit_test(survives_want_of_memory),
    };
    return RUN_ROWS("cards", tampered, sees) +
           cmocka_run_group_tests_name("cards", tests, NULL, NULL);
}

/* What is contested, decided, accepted and reopened: the rows, the record, and who may. */
#define _POSIX_C_SOURCE 200809L

#include "acts.h"
#include "appended.h"

#define PAY "touchpoint:pay"
#define MANY "many-accountable touchpoint:pay"
#define STEPS 4
#define BETWEEN " between=heads answer;two answer"

typedef struct row {
    const char *name;
    acts_step steps[STEPS]; /* those before the last one are done silently */
    const char *expected;   /* the rows that the last one changed, or why it was refused */
} row;

#define DISPUTES                                                                                   \
    {                                                                                              \
        .verb = CONTEST, .what = PAY, .letter = "A", .by = "office:cmo", .claims = "position:cmo"  \
    }
#define RULES                                                                                      \
    {                                                                                              \
        .verb = DECIDE, .what = MANY, .by = "position:cxo", .accountable = "position:coo",         \
        .until = "2027-01-01"                                                                      \
    }
#define RULES_LATER                                                                                \
    {                                                                                              \
        .verb = DECIDE, .what = MANY, .by = "ceo", .accountable = "coo", .until = "2027-10-01",    \
        .date = "2026-10-01"                                                                       \
    }
#define ACCEPTS                                                                                    \
    {                                                                                              \
        .verb = ACCEPT, .what = MANY, .by = "person:xia", .until = "2026-10-01"                    \
    }

static const row rows[] = {
    /* ---- contest, withdraw ---- */
    {"contests an assignment",
     {DISPUTES},
     "+ disputes touchpoint:pay A position:cmo from=2026-07-01: claims=position:cmo reason=so it is\n"},
    {"contests as a person",
     {{.verb = CONTEST, .what = "pay", .letter = "R", .by = "dan ruiz"}},
     "+ disputes touchpoint:pay R person:dan from=2026-07-01: reason=so it is\n"},
    {"contests once",
     {DISPUTES, {.verb = CONTEST, .what = PAY, .letter = "A", .by = "mia"}},
     "Mia Roe contests A on touchpoint:pay already, as position:cmo; 'raci withdraw' ends that"},
    {"contests what somebody has",
     {{.verb = CONTEST, .what = PAY, .letter = "C", .by = "cmo"}},
     "nobody has C on touchpoint:pay, so there is nothing to contest"},
    {"contests a letter of the scheme",
     {{.verb = CONTEST, .what = PAY, .letter = "Z", .by = "cmo"}},
     "the scheme RACI has no letter 'Z'; it has A, C, I, R"},
    {"contests from a seat",
     {{.verb = CONTEST, .what = PAY, .letter = "A", .by = "spare"}},
     "nobody sits in 'Spare' (position:spare) on 2026-07-01"},
    {"contests from one seat",
     {{.verb = CONTEST, .what = PAY, .letter = "A", .by = "two"}},
     "there is no position, unit, team or person 'two' on the date"},
    {"contests with a reason",
     {{.verb = CONTEST, .what = PAY, .letter = "A", .by = "cmo", .unreasoned = true}},
     "say why, with --because: it is kept in the record"},
    {"contests by nobody",
     {{.verb = CONTEST, .what = PAY, .letter = "A"}},
     "say who does it: a position or a person"},
    {"contests by a unit",
     {{.verb = CONTEST, .what = PAY, .letter = "A", .by = "unit:ops"}},
     "who does it is a position or a person, and 'unit:ops' is a unit"},
    {"claims for somebody who is there",
     {{.verb = CONTEST, .what = PAY, .letter = "A", .by = "cmo", .claims = "position:cmx"}},
     "there is no position 'cmx' on the date; did you mean 'cmo'?"},
    {"withdraws on the same day: nothing is left of it",
     {DISPUTES, {.verb = WITHDRAW, .what = PAY, .letter = "A", .by = "cmo"}},
     "- disputes touchpoint:pay A position:cmo from=2026-07-01\n"},
    {"withdraws later: that it was contested is kept",
     {DISPUTES, {.verb = WITHDRAW, .what = PAY, .letter = "A", .by = "mia", .date = "2026-08-01"}},
     "- disputes touchpoint:pay A position:cmo from=2026-07-01\n"
     "+ disputes touchpoint:pay A position:cmo from=2026-07-01 to=2026-08-01: claims=position:cmo "
     "reason=so it is\n"},
    {"withdraws what is its own",
     {DISPUTES, {.verb = WITHDRAW, .what = PAY, .letter = "A", .by = "coo"}},
     "Operations Chief contests no A on touchpoint:pay on 2026-07-01"},
    /* ---- decide ---- */
    {"decides",
     {RULES},
     "+ rulings touchpoint:pay A position:coo from=2026-07-01 to=2027-01-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"},
    {"decides by an option",
     {{.verb = DECIDE, .what = MANY, .by = "cxo", .option = 1, .until = "2027-01-01"}},
     "+ rulings touchpoint:pay A position:cmo from=2026-07-01 to=2027-01-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"},
    {"decides for both",
     {{.verb = DECIDE, .what = MANY, .by = "cxo", .option = 4, .until = "2027-01-01"}},
     "+ rulings touchpoint:pay A position:cmo from=2026-07-01 to=2027-01-01: by=position:cxo "
     "reason=so it is" BETWEEN " joint=yes\n"
     "+ rulings touchpoint:pay A position:coo from=2026-07-01 to=2027-01-01: by=position:cxo "
     "reason=so it is" BETWEEN " joint=yes\n"},
    {"decides by the subject",
     {{.verb = DECIDE, .what = "pay", .by = "person:xia", .option = 3, .until = "2027-01-01"}},
     "+ rulings touchpoint:pay A position:ceo from=2026-07-01 to=2027-01-01: by=person:xia "
     "reason=so it is" BETWEEN "\n"},
    {"the CEO is above",
     {{.verb = DECIDE, .what = MANY, .by = "ceo", .option = 2, .until = "2027-01-01"}},
     "+ rulings touchpoint:pay A position:coo from=2026-07-01 to=2027-01-01: by=position:ceo "
     "reason=so it is" BETWEEN "\n"},
    {"a party is not",
     {{.verb = DECIDE, .what = MANY, .by = "coo", .option = 2, .until = "2027-01-01"}},
     "Operations Chief (position:coo) cannot decide it: that is for Experience, or whoever is "
     "above"},
    {"nobody sits there",
     {{.verb = DECIDE, .what = MANY, .by = "spare", .option = 2, .until = "2027-01-01"}},
     "nobody sits in 'Spare' (position:spare) on 2026-07-01"},
    {"there is no such option",
     {{.verb = DECIDE, .what = MANY, .by = "cxo", .option = 5, .until = "2027-01-01"}},
     "the finding MANY has the options 1 to 4, not 5"},
    {"until a day",
     {{.verb = DECIDE, .what = MANY, .by = "cxo", .option = 1, .until = "2026-07-01"}},
     "it would end before it begins: until 2026-07-01, from 2026-07-01 on"},
    {"until some day",
     {{.verb = DECIDE, .what = MANY, .by = "cxo", .option = 1}},
     "say until when, with --until: nothing holds for ever"},
    {"either who or which option",
     {{.verb = DECIDE,
       .what = MANY,
       .by = "cxo",
       .option = 1,
       .accountable = "coo",
       .until = "2027-01-01"}},
     "say what is decided: either who is accountable, or the number of an option"},
    {"who can be accountable",
     {{.verb = DECIDE,
       .what = MANY,
       .by = "cxo",
       .accountable = "person:zed",
       .until = "2027-01-01"}},
     "person:zed stands for no one position, so it cannot be accountable"},
    {"what goes to nobody",
     {{.verb = DECIDE,
       .what = "orphan-position position:lone",
       .by = "ceo",
       .accountable = "coo",
       .until = "2027-01-01"}},
     "the finding LONE goes to nobody for a decision: accept it, or change the rules or the "
     "organization"},
    {"ends what was ruled and disputed before",
     {RULES,
      DISPUTES,
      {.verb = DECIDE,
       .what = "disputed touchpoint:pay",
       .by = "ceo",
       .accountable = "cmo",
       .until = "2026-12-01",
       .date = "2026-08-01"}},
     "- rulings touchpoint:pay A position:coo from=2026-07-01 to=2027-01-01\n"
     "- disputes touchpoint:pay A position:cmo from=2026-07-01\n"
     "+ rulings touchpoint:pay A position:cmo from=2026-08-01 to=2026-12-01: by=position:ceo "
     "reason=so it is" BETWEEN "\n"
     "+ rulings touchpoint:pay A position:coo from=2026-07-01 to=2026-08-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"
     "+ disputes touchpoint:pay A position:cmo from=2026-07-01 to=2026-08-01: claims=position:cmo "
     "reason=so it is\n"},
    {"does not set aside what the CEO decided",
     {{.verb = DECIDE, .what = MANY, .by = "ceo", .option = 2, .until = "2027-01-01"},
      DISPUTES,
      {.verb = DECIDE,
       .what = "disputed touchpoint:pay",
       .by = "cxo",
       .accountable = "cmo",
       .until = "2026-12-01"}},
     "Experience (position:cxo) cannot set aside what Chief decided: that is for them, or "
     "whoever is above"},
    {"ends where what was decided for later begins",
     {RULES_LATER,
      {.verb = DECIDE, .what = MANY, .by = "cxo", .accountable = "cmo", .until = "2027-01-01"}},
     "+ rulings touchpoint:pay A position:cmo from=2026-07-01 to=2026-10-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"},
    {"ends there for the same holder, too",
     {RULES_LATER,
      {.verb = DECIDE, .what = MANY, .by = "cxo", .accountable = "coo", .until = "2027-01-01"}},
     "+ rulings touchpoint:pay A position:coo from=2026-07-01 to=2026-10-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"},
    {"ends where the first of several later ones begins",
     {{.verb = DECIDE,
       .what = MANY,
       .by = "ceo",
       .accountable = "coo",
       .until = "2027-10-01",
       .date = "2026-12-01"},
      {.verb = DECIDE,
       .what = MANY,
       .by = "ceo",
       .accountable = "cmo",
       .until = "2026-11-01",
       .date = "2026-10-01"},
      {.verb = DECIDE, .what = MANY, .by = "cxo", .accountable = "cmo", .until = "2027-01-01"}},
     "+ rulings touchpoint:pay A position:cmo from=2026-07-01 to=2026-10-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"},
    {"ends where it is told to, before a later one begins",
     {RULES_LATER,
      {.verb = DECIDE, .what = MANY, .by = "cxo", .accountable = "cmo", .until = "2026-09-01"}},
     "+ rulings touchpoint:pay A position:cmo from=2026-07-01 to=2026-09-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"},
    {"ends on the day on which a later one begins",
     {RULES_LATER,
      {.verb = DECIDE, .what = MANY, .by = "cxo", .accountable = "cmo", .until = "2026-10-01"}},
     "+ rulings touchpoint:pay A position:cmo from=2026-07-01 to=2026-10-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"},
    {"ends where both have it later",
     {{.verb = DECIDE,
       .what = MANY,
       .by = "ceo",
       .option = 4,
       .until = "2027-10-01",
       .date = "2026-10-01"},
      {.verb = DECIDE, .what = MANY, .by = "cxo", .accountable = "cmo", .until = "2027-01-01"}},
     "+ rulings touchpoint:pay A position:cmo from=2026-07-01 to=2026-10-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"},
    {"ends for both where one has it later",
     {RULES_LATER, {.verb = DECIDE, .what = MANY, .by = "cxo", .option = 4, .until = "2027-01-01"}},
     "+ rulings touchpoint:pay A position:cmo from=2026-07-01 to=2026-10-01: by=position:cxo "
     "reason=so it is" BETWEEN " joint=yes\n"
     "+ rulings touchpoint:pay A position:coo from=2026-07-01 to=2026-10-01: by=position:cxo "
     "reason=so it is" BETWEEN " joint=yes\n"},
    /* ---- accept ---- */
    {"accepts",
     {ACCEPTS},
     "+ acceptances MANY PRINT from=2026-07-01 to=2026-10-01: by=person:xia reason=so it is\n"},
    {"accepts what is not accepted",
     {ACCEPTS, {.verb = ACCEPT, .what = MANY, .by = "ceo", .until = "2026-10-01"}},
     "the finding MANY is accepted already, by person:xia; 'raci reopen' ends that"},
    {"accepts what is theirs",
     {{.verb = ACCEPT, .what = MANY, .by = "clerk", .until = "2026-10-01"}},
     "Clerk (position:clerk) cannot accept it: that is for Experience, or whoever is above"},
    {"anybody accepts what goes to nobody",
     {{.verb = ACCEPT,
       .what = "orphan-position position:lone",
       .by = "person:zed",
       .until = "2026-10-01"}},
     "+ acceptances LONE PRINT from=2026-07-01 to=2026-10-01: by=person:zed reason=so it is\n"},
    {"the nearest key",
     {{.verb = ACCEPT, .what = "0123456789abcdef", .by = "cxo", .until = "2026-10-01"}},
     "on 2026-07-01 there is no finding '0123456789abcdef'"},
    /* ---- reopen ---- */
    {"reopens an acceptance",
     {ACCEPTS, {.verb = REOPEN, .what = MANY, .by = "cxo", .date = "2026-08-01"}},
     "- acceptances MANY PRINT from=2026-07-01 to=2026-10-01\n"
     "+ acceptances MANY PRINT from=2026-07-01 to=2026-08-01: by=person:xia reason=so it is\n"},
    {"reopens what was decided, by its subject",
     {RULES, {.verb = REOPEN, .what = "pay", .by = "ceo", .date = "2026-08-01"}},
     "- rulings touchpoint:pay A position:coo from=2026-07-01 to=2027-01-01\n"
     "+ rulings touchpoint:pay A position:coo from=2026-07-01 to=2026-08-01: by=position:cxo "
     "reason=so it is" BETWEEN "\n"},
    {"reopens what is theirs",
     {RULES, {.verb = REOPEN, .what = "pay", .by = "coo"}},
     "Operations Chief (position:coo) cannot reopen it: that is for Experience, or whoever is "
     "above"},
    {"reopens what is settled",
     {{.verb = REOPEN, .what = "pay", .by = "ceo"}},
     "nothing about touchpoint:pay is accepted or decided on the date"},
};

/* Keys and fingerprints differ from what is written: they stand there by name. */
static void name_keys(ri_text *text, recording *r)
{
    raci_result *result = recording_check(r, ACTS_DAY);
    static const char *const named[][2] = {{MANY, "MANY"},
                                           {"orphan-position position:lone", "LONE"}};
    for (size_t i = 0; i < COUNT(named); i++) {
        for (size_t k = 0; k < result->n_findings + result->n_accepted; k++) {
            const ri_finding *finding = k < result->n_findings
                                            ? &result->findings[k]
                                            : &result->accepted[k - result->n_findings];
            if (strcmp(finding->key, acts_key(result, named[i][0])) != 0) {
                continue;
            }
            const struct {
                const char *digits;
                const char *name;
            } both[] = {{finding->key, named[i][1]}, {finding->fingerprint, "PRINT"}};
            for (size_t j = 0; j < COUNT(both); j++) {
                char *at = NULL;
                while ((at = strstr(text->bytes, both[j].digits)) != NULL) {
                    const size_t n = strlen(both[j].name);
                    memcpy(at, both[j].name, n);
                    memmove(at + n, at + 16, strlen(at + 16) + 1);
                }
            }
        }
    }
    raci_result_free(result);
}

static void acts(void **state)
{
    const row *c = *state;
    recording r;
    raci_change *change = NULL;
    raci_change *undone = NULL;
    raci_error err = {0};
    ri_text told = RI_TEXT_INIT;
    size_t last = 0;
    recording_make(&r, ACTS_ORGANIZATION, ACTS_POLICY);
    while (last + 1 < STEPS && c->steps[last + 1].what != NULL) {
        acts_must(&r, &c->steps[last++]);
    }
    ri_text before = changing_rows(r.model);
    const raci_status status = acts_do(&change, &r, &c->steps[last], &err);
    ri_text after = changing_rows(r.model);
    assert_int_equal(status == RACI_OK, change != NULL);
    changing_compare(&told, &before, &after);
    assert_true(status == RACI_OK || told.length == 0);
    ri_text_add(&told, err.message);
    name_keys(&told, &r);
    if (strncmp(ri_text_string(&told), c->expected, strlen(c->expected)) != 0 ||
        (status == RACI_OK && strlen(c->expected) != strlen(ri_text_string(&told)))) {
        assert_string_equal(ri_text_string(&told), c->expected);
    }
    assert_true(recording_proved(&r));
    if (status == RACI_OK) { /* and it is taken back as any change */
        assert_int_equal(raci_undo(&undone, r.model, 0, ACTS_AT, NULL, NULL, &err), RACI_OK);
        ri_text again = changing_rows(r.model);
        assert_string_equal(ri_text_string(&again), ri_text_string(&before));
        ri_text_free(&again);
        assert_true(recording_proved(&r));
    }
    raci_change_free(change);
    raci_change_free(undone);
    ri_text_free(&told);
    ri_text_free(&before);
    ri_text_free(&after);
    recording_remove(&r);
}

/* ---- what another program may have made of them ---- */

/* No byte that stands where a date should reaches a terminal as it is. */
static void tell_no_date_that_acts(void **state)
{
    static const acts_step decides = {
        .verb = DECIDE, .what = MANY, .by = "cxo", .option = 1, .until = "2027-01-01"};
    const raci_look look = {.columns = 80};
    raci_log *log = NULL;
    raci_packet *packet = NULL;
    raci_error err = {0};
    recording r;
    ri_text told = RI_TEXT_INIT;
    (void)state;
    recording_make(&r, ACTS_ORGANIZATION, ACTS_POLICY);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    acts_must(&r, &decides);
    recording_sql(&r, "UPDATE changes SET date = char(27) || '[2J'; "
                      "UPDATE runs SET date = char(27) || '[2J'");
    assert_int_equal(raci_log_open(&log, r.model, &err), RACI_OK);
    assert_int_equal(raci_report_log(log, RACI_TEXT, &look, append_text, &told, &err), RACI_OK);
    raci_result *result = recording_check(&r, "2026-06-01"); /* before it was decided */
    assert_int_equal(raci_packet_new(&packet, result, acts_key(result, MANY), &err), RACI_OK);
    assert_int_equal(raci_report_packet(packet, RACI_TEXT, &look, append_text, &told, &err),
                     RACI_OK);
    assert_non_null(strstr(ri_text_string(&told), "on \\u{001B}"));
    assert_non_null(strstr(ri_text_string(&told), "found by run 1 (\\u{001B}"));
    assert_null(strchr(ri_text_string(&told), 27));
    raci_packet_free(packet);
    raci_result_free(result);
    raci_log_free(log);
    ri_text_free(&told);
    recording_remove(&r);
}

/* ---- with little memory ---- */

typedef struct attempt {
    recording *r;
    const acts_step *step;
} attempt;

static bool act_once(void *payload)
{
    const attempt *a = payload;
    raci_change *change = NULL;
    raci_error err = {0};
    const raci_status status = acts_do(&change, a->r, a->step, &err);
    if (status != RACI_OK && status != RACI_NOMEM) {
        fail_msg("%d: %s", status, err.message);
    }
    assert_int_equal(status == RACI_OK, change != NULL);
    raci_change_free(change);
    return status == RACI_OK;
}

/* One after the other, and what failed left nothing behind. */
static void survive_want_of_memory(void **state)
{
    static const acts_step steps[] = {
        DISPUTES,
        {.verb = WITHDRAW, .what = PAY, .letter = "A", .by = "cmo", .date = "2026-07-02"},
        ACCEPTS,
        {.verb = REOPEN, .what = MANY, .by = "cxo", .date = "2026-08-01"},
        {.verb = DECIDE,
         .what = MANY,
         .by = "cxo",
         .option = 4,
         .until = "2027-01-01",
         .date = "2026-09-01"},
        {.verb = REOPEN, .what = "pay", .by = "cxo", .date = "2026-10-01"},
    };
    recording r;
    raci_proof proof;
    (void)state;
    recording_make(&r, ACTS_ORGANIZATION, ACTS_POLICY);
    for (size_t i = 0; i < COUNT(steps); i++) {
        assert_true(with_every_failure(act_once, &(attempt){&r, &steps[i]}) > 20);
        assert_int_equal(raci_record_prove(&proof, r.model, NULL, NULL, NULL), RACI_OK);
        assert_false(proof.broken);
        assert_int_equal(proof.entries, i + 1);
    }
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tell_no_date_that_acts),
                                       cmocka_unit_test(survive_want_of_memory)};
    int failed = RUN_ROWS("acts", rows, acts);
    return failed + cmocka_run_group_tests_name("others", tests, NULL, NULL);
}

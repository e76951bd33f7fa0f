/* What a question's words name, and that its answer loads no more than it touches. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "evaluation.h"

#define POLICY "policy { name = \"t\", scheme = \"RACI\" }\n"

static const char files[] = EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE EVALUATION_SEATS
    "== journeys.csv\nkey,name,lead,from,to\n"
    "buy,Buying,cmo,,\nstay,Staying,cmo,,\npay-later,Checkout,,,\nold,Leaving,,2020-01-01,"
    "2024-01-01\n"
    "== touchpoints.csv\nkey,name,journey,order,units,from,to\n"
    "buy,A key like a journey's,stay,1,marketing,,\n"
    "look,Look around,buy,1,marketing,,\n"
    "pay,Checkout,buy,2,billing,,\n"
    "pay-in-store,CHECKOUT in the store,stay,2,billing,,\n"
    "refund,Größe ändern,stay,3,billing,,\n"
    "once,Once,,,billing,2020-01-01,2024-01-01\n"
    "once,Once,,,billing,2027-01-01,2027-07-01\n"
    "once,Once more,,,billing,2027-07-01,2028-01-01\n"
    "enterprise,Named so,,,billing,,\n"
    "unnamed,,,,billing,,\n"
    "== links.csv\nfrom,to,kind\npay,refund,handoff\npay,look,promise\n";

static const struct row {
    const char *name;
    const char *text;
    raci_status status;
    const char *gives; /* the subject, the candidates or the message */
} rows[] = {
    {"a reference to a touchpoint", "touchpoint:pay", RACI_OK, "touchpoint:pay"},
    {"a reference to a journey", "journey:buy", RACI_OK, "journey:buy"},
    {"a reference to a handoff", "handoff:look->pay", RACI_OK, "handoff:look->pay"},
    {"the enterprise", "enterprise", RACI_OK, "enterprise"},
    {"the enterprise as it is shown", "The enterprise", RACI_OK, "enterprise"},
    {"a bare key of a touchpoint", "look", RACI_OK, "touchpoint:look"},
    {"a bare key of a touchpoint goes before a journey's", "buy", RACI_OK, "touchpoint:buy"},
    {"a bare key of a journey", "stay", RACI_OK, "journey:stay"},
    {"a bare handoff", "pay->refund", RACI_OK, "handoff:pay->refund"},
    {"a key before a name", "pay-later", RACI_OK, "journey:pay-later"},
    {"a name", "Look around", RACI_OK, "touchpoint:look"},
    {"a name in other letters", "LOOK AROUND", RACI_OK, "touchpoint:look"},
    {"a name without its accents", "grosse andern", RACI_OK, "touchpoint:refund"},
    {"a part of a name", "around", RACI_OK, "touchpoint:look"},
    {"a key in other letters", "Unnamed", RACI_OK, "touchpoint:unnamed"},
    {"a name before names it is a part of", "Checkout", RACI_OK,
     "journey:pay-later(Checkout) touchpoint:pay(Checkout in buy) "},
    {"the same in other letters", "checkouT", RACI_OK,
     "journey:pay-later(Checkout) touchpoint:pay(Checkout in buy) "},
    {"parts of several names", "heckou", RACI_OK,
     "journey:pay-later(Checkout) touchpoint:pay(Checkout in buy) "
     "touchpoint:pay-in-store(CHECKOUT in the store in stay) "},
    {"nothing", "", RACI_INVALID,
     "expected a touchpoint, a journey or a passage between touchpoints to ask about, found "
     "nothing"},
    {"what holds letters and has none", "position:coo", RACI_INVALID,
     "letters are held on a touchpoint, a handoff, a journey or the enterprise, not on the "
     "position 'coo'"},
    {"nothing like it", "zzzzzz", RACI_NOTFOUND, "no touchpoint or journey is called 'zzzzzz'"},
    {"words in another order", "around LOOK", RACI_OK, "touchpoint:look"},
    {"a word misspelt", "Refnud", RACI_OK, "touchpoint:refund"},
    {"a journey misspelt", "stai", RACI_OK, "journey:stay"},
    {"a word misspelt beyond recognition", "Refxxd", RACI_NOTFOUND,
     "no touchpoint or journey is called 'Refxxd'; did you mean 'touchpoint:refund' (Gr\xc3\xb6\xc3\x9f"
     "e \xc3\xa4ndern)?"},
    {"a reference misspelt", "touchpoint:lokk", RACI_NOTFOUND,
     "there is no touchpoint 'lokk'; did you mean 'look'?"},
    {"a key of the other kind", "journey:refund", RACI_NOTFOUND, "there is no journey 'refund'"},
    {"not yet", "once", RACI_NOTFOUND,
     "the touchpoint 'once' is not there on 2026-07-01, but from 2027-01-01 until 2028-01-01"},
    {"not any more", "journey:old", RACI_NOTFOUND,
     "the journey 'old' is not there on 2026-07-01, but from 2020-01-01 until 2024-01-01"},
    {"no passage", "look->refund", RACI_NOTFOUND,
     "there is no handoff 'look->refund' on 2026-07-01: no journey goes from the one to the "
     "other and no link says so"},
    {"a passage by its sides' names", "Look around \xe2\x86\x92 unnamed", RACI_NOTFOUND,
     "there is no handoff 'look->unnamed' on 2026-07-01: no journey goes from the one to the "
     "other and no link says so"},
    {"a passage as people type it", "loook around -> pay", RACI_OK, "handoff:look->pay"},
    {"a side that fits several", "look -> checkout", RACI_NOTFOUND,
     "'checkout' fits 2 touchpoints and journeys, journey:pay-later among them; ask by the keys of "
     "the two touchpoints, a->b"},
    {"a side that is none", "look -> zzzzzz", RACI_NOTFOUND,
     "a passage is between two touchpoints; of 'look -> zzzzzz' only 'look' is one"},
    {"an arrow in nobody's name", "xxxxxx -> zzzzzz", RACI_NOTFOUND,
     "no touchpoint or journey is called 'xxxxxx -> zzzzzz'"},
    {"nearly the enterprise", "thexenterprise", RACI_NOTFOUND,
     "no touchpoint or journey is called 'thexenterprise'; did you mean 'touchpoint:enterprise' "
     "(Named so)?"},
    {"a promise is no passage", "pay->look", RACI_NOTFOUND,
     "there is no handoff 'pay->look' on 2026-07-01: no journey goes from the one to the other "
     "and no link says so"},
    {"a passage to nowhere", "look->refnud", RACI_NOTFOUND,
     "there is no touchpoint 'refnud'; did you mean 'refund'?"},
    {"a passage from what is not there", "once->refund", RACI_NOTFOUND,
     "the touchpoint 'once' is not there on 2026-07-01, but from 2027-01-01 until 2028-01-01"},
};

static void describe_answer(const raci_answer *answer, ri_text *out)
{
    if (answer->n_candidates == 0) {
        ri_snapshot_reference(answer->snapshot, answer->subject, out);
    }
    for (size_t i = 0; i < answer->n_candidates; i++) {
        const ri_candidate *fit = &answer->candidates[i];
        ri_text_format(out, "%s(%s%s%s) ", fit->ref, fit->name, fit->journey != NULL ? " in " : "",
                       fit->journey != NULL ? fit->journey : "");
    }
}

static void names(void **state)
{
    const struct row *row = *state;
    raci_answer *answer = NULL;
    raci_error err = {0};
    ri_text found = RI_TEXT_INIT;
    evaluation e = {.model = organization(files)};
    e.policy = policy_of(e.model, POLICY);
    raci_status status = raci_ask(&answer, e.model, e.policy, "2026-07-01", row->text, &err);
    if (status == RACI_OK) {
        describe_answer(answer, &found);
    }
    assert_string_equal(status == RACI_OK ? ri_text_string(&found) : err.message, row->gives);
    assert_int_equal(status, row->status);
    assert_int_equal(answer != NULL, status == RACI_OK);
    ri_text_free(&found);
    raci_answer_free(answer);
    evaluation_free(&e);
}

/* ---- answers ---- */

static raci_answer *ask(const evaluation *e, const char *text)
{
    raci_answer *answer = NULL;
    raci_error err = {0};
    if (raci_ask(&answer, e->model, e->policy, "2026-07-01", text, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return answer;
}

static void loads_what_it_touches(void **state)
{
    (void)state;
    evaluation e =
        evaluate(files, POLICY "rule \"heads\" { assign = { A = head_of_delivering_unit(), "
                               "I = \"position:cmo\" } }\n");
    raci_answer *answer = ask(&e, "pay");
    assert_false(answer->snapshot->whole);
    assert_int_equal(answer->snapshot->touchpoints.rows.n, 1);
    assert_int_equal(answer->settlement->letters[0].n_holders, 1);
    assert_string_equal(
        ri_snapshot_key(answer->snapshot, answer->settlement->letters[0].holders[0]),
        "billing-lead");
    assert_int_equal(answer->n_findings, 1);
    assert_int_equal(answer->findings[0].code, RI_NO_RESPONSIBLE);
    raci_answer_free(answer);
    evaluation_free(&e);
}

/* A handoff's findings need who is accountable on its two sides. */
static void looks_at_both_sides(void **state)
{
    (void)state;
    evaluation e =
        evaluate(files, POLICY "rule \"heads\" { assign = { A = head_of_delivering_unit(), "
                               "I = \"position:cmo\" } }\n");
    raci_answer *answer = ask(&e, "look->pay");
    assert_int_equal(answer->settlement->subject, answer->subject);
    assert_int_equal(answer->n_findings, 1);
    assert_int_equal(answer->findings[0].code, RI_UNOWNED_HANDOFF);
    assert_string_equal(answer->findings[0].key,
                        evaluation_finding(e.result, RI_UNOWNED_HANDOFF, "handoff:look->pay")->key);
    raci_answer_free(answer);
    evaluation_free(&e);
}

static void tells_of_failures(void **state)
{
    (void)state;
    raci_error err = {0};
    evaluation e =
        evaluate(files, POLICY "rule \"breaks\" { when = function(t) return t.criticality > 1 end, "
                               "assign = { I = \"unit:ops\" } }\n");
    raci_answer *answer = ask(&e, "pay");
    assert_true(raci_answer_failed(answer, &err));
    assert_non_null(strstr(err.message, "'breaks' failed: "));
    assert_int_equal(err.line, 2);
    assert_int_equal(answer->findings[0].code, RI_RULE_FAILED);
    raci_answer_free(answer);
    answer = ask(&e, "checkout");
    assert_int_equal(raci_answer_candidates(answer), 2);
    assert_false(raci_answer_failed(answer, NULL));
    raci_answer_free(answer);
    evaluation_free(&e);
}

/* What was accepted is not found again. */
static void leaves_out_what_is_accepted(void **state)
{
    (void)state;
    static const char with_acceptance[] = EVALUATION_ORGANIZATION
        "== acceptances.csv\nkey,fingerprint,by,reason\n"
        "92f784df9940143c,e3b0c44298fc1c14,position:cxo,known\n"; /* no-responsible on pay */
    evaluation e =
        evaluate(with_acceptance, POLICY "rule \"coo\" { assign = { A = \"position:coo\", "
                                         "I = { \"unit:marketing\", \"unit:ops\" } } }\n");
    raci_answer *answer = ask(&e, "pay");
    assert_int_equal(e.result->n_accepted, 1);
    assert_int_equal(answer->n_findings, 0);
    raci_answer_free(answer);
    answer = ask(&e, "look");
    assert_int_equal(answer->n_findings, 1);
    raci_answer_free(answer);
    evaluation_free(&e);
}

static void keeps_fifty_candidates(void **state)
{
    (void)state;
    ri_text many = RI_TEXT_INIT;
    ri_text_add(&many, "== touchpoints.csv\nkey,name\n");
    for (int i = 0; i < 60; i++) {
        ri_text_format(&many, "t%02d,Many\n", i);
    }
    evaluation e = {.model = organization(ri_text_string(&many))};
    e.policy = policy_of(e.model, POLICY);
    raci_answer *answer = ask(&e, "many");
    assert_int_equal(raci_answer_candidates(answer), 50);
    assert_string_equal(answer->candidates[49].ref, "touchpoint:t49");
    raci_answer_free(answer);
    ri_text_free(&many);
    evaluation_free(&e);
}

static void refuses_what_is_no_date(void **state)
{
    (void)state;
    raci_answer *answer = NULL;
    raci_error err = {0};
    evaluation e = {.model = organization(files)};
    e.policy = policy_of(e.model, POLICY);
    assert_int_equal(raci_ask(&answer, e.model, e.policy, "today", "pay", &err), RACI_INVALID);
    assert_string_equal(err.message, "expected a date as YYYY-MM-DD, found 'today'");
    assert_null(answer);
    evaluation_free(&e);
}

/* ---- without memory ---- */

static bool try_ask(void *payload)
{
    const evaluation *e = payload;
    raci_answer *answer = NULL;
    raci_error err = {0};
    if (raci_ask(&answer, e->model, e->policy, "2026-07-01", "look->pay", &err) == RACI_OK) {
        raci_answer_free(answer);
        return true;
    }
    assert_int_equal(err.status, RACI_NOMEM);
    assert_null(answer);
    return false;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    evaluation e =
        evaluate(files, POLICY "rule \"heads\" { assign = { A = head_of_delivering_unit() } }\n");
    assert_true(with_all_failures(try_ask, &e) > 10);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loads_what_it_touches),   cmocka_unit_test(looks_at_both_sides),
        cmocka_unit_test(tells_of_failures),       cmocka_unit_test(leaves_out_what_is_accepted),
        cmocka_unit_test(keeps_fifty_candidates),  cmocka_unit_test(refuses_what_is_no_date),
        cmocka_unit_test(survives_want_of_memory),
    };
    int failed = RUN_ROWS("ask", rows, names);
    return failed + cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}

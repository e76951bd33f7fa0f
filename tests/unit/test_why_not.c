/* What keeps a letter from a holder: each row is a policy over one small organization, a
   question, and the whole answer in short. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "check/why_not.h"
#include "evaluation.h"

#define POLICY "policy { name = \"t\", scheme = \"RACI\" }\n"

static const char files[] = EVALUATION_UNITS
    "bare,Bare,acme,,team\n" EVALUATION_POSITIONS "clerk,Clerk,billing,billing-lead,\n"
    "second,Clerk,billing,billing-lead,\n" EVALUATION_PEOPLE "two,Two Seats\n" EVALUATION_SEATS
    "clerk,two,holder\nsecond,two,holder\n"
    "== teams.csv\nkey,name,lead\nround,Round Table,cxo\n"
    "== team_members.csv\nteam,position\nround,cxo\nround,clerk\n"
    "== stages.csv\nkey,name\nbuying,Buying\nusing,Using\n"
    "== journeys.csv\nkey,name,lead\nbuy,Buying,cmo\n"
    "== touchpoints.csv\nkey,name,journey,stage,order,units\n"
    "look,Look around,buy,buying,1,marketing\npay,Pay an invoice,buy,using,2,billing\n"
    "== stated.csv\ntouchpoint,letter,holder,reason\nlook,C,team:round,\nlook,I,unit:bare,\n"
    "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"
    "touchpoint:look,I,position:coo,office:ceo,it was so,,\n"
    "touchpoint:pay,I,position:coo,office:ceo,for a while,2026-01-01,2026-07-01\n"
    "touchpoint:pay,I,unit:ops,position:ceo,later,2027-01-01,\n"
    "touchpoint:pay,I,office:cxo,position:ceo,later,2027-01-01,\n"
    "touchpoint:pay,A,unit:bare,position:ceo,once,,2026-01-01\n";

static const struct row {
    const char *name;
    const char *rules;
    const char *subject;
    const char *letter;
    const char *holder;
    const char *told; /* "held" or not, then each: rule outcome by …, then others */
} rows[] = {
    {"it has it", "rule \"a\" { assign = { A = \"position:coo\" } }", "pay", "A", "coo",
     "held: a won; 0 others"},
    {"a unit by its head", "rule \"a\" { assign = { A = \"position:coo\" } }", "pay", "A",
     "unit:ops", "held: a won; 0 others"},
    {"a team by its lead", "rule \"a\" { assign = { A = \"position:cxo\" } }", "pay", "A",
     "team:round", "held: a won; 0 others"},
    {"a person by their seat", "rule \"a\" { assign = { A = \"position:coo\" } }", "pay", "A",
     "Dan Ruiz", "held: a won; 0 others"},
    {"a person by either of two seats", "rule \"a\" { assign = { A = \"position:second\" } }",
     "pay", "A", "person:two", "held: a won; 0 others"},
    {"a person of two seats named as such", "rule \"a\" { assign = { A = \"person:two\" } }", "pay",
     "A", "person:two", "not held: a nobody; 0 others"},
    {"an office", "rule \"a\" { assign = { A = \"office:coo\" } }", "pay", "A", "office:coo",
     "held: a won; 0 others"},
    {"through its unit", "rule \"a\" { assign = { R = \"unit:ops\" } }", "pay", "R", "billing-lead",
     "held: a won; 0 others"},
    {"through its team", "rule \"a\" { assign = { R = \"team:round\" } }", "pay", "R", "clerk",
     "held: a won; 0 others"},
    {"a head is not the unit", "rule \"a\" { assign = { R = \"position:coo\" } }", "pay", "R",
     "ops", "not held: 1 others"},
    {"a lower tier",
     "default \"a\" { assign = { A = \"position:coo\" } }\n"
     "rule \"b\" { assign = { A = \"position:cmo\" } }",
     "pay", "A", "coo", "not held: a overridden by b; 1 others"},
    {"an override",
     "rule \"a\" { assign = { A = \"position:coo\" } }\n"
     "rule \"b\" { assign = { A = \"position:cmo\" }, overrides = { \"a\" } }",
     "pay", "A", "coo", "not held: a overridden by b; 1 others"},
    {"taken away",
     "rule \"a\" { assign = { A = \"position:coo\" } }\n"
     "law \"b\" { forbid = { A = \"position:coo\" } }",
     "pay", "A", "coo", "not held: a removed by b; 0 others"},
    {"contested",
     "rule \"a\" { assign = { A = \"position:coo\" } }\n"
     "rule \"b\" { forbid = { A = under(\"unit:ops\") } }\n"
     "rule \"c\" { forbid = { A = \"position:coo\" } }",
     "pay", "A", "coo", "not held: a contested by b c; 0 others"},
    {"one keeps what another loses",
     "rule \"a\" { assign = { A = \"position:coo\" }, overrides = { \"b\" } }\n"
     "rule \"b\" { forbid = { A = \"position:coo\" } }\n"
     "rule \"c\" { assign = { A = \"position:coo\" } }",
     "pay", "A", "coo", "held: a won; c contested by b; 0 others"},
    {"a condition",
     "rule \"a\" { match = { stage = \"buying\" }, assign = { A = \"position:coo\" } }", "pay", "A",
     "coo", "not held: a condition(1); 0 others"},
    {"the closest first",
     "rule \"a\" { match = { stage = \"buying\", unit = \"marketing\" }, assign = { A = "
     "\"position:coo\" } }\n"
     "rule \"b\" { on = \"journey\", assign = { A = \"position:coo\" } }\n"
     "rule \"c\" { match = { stage = \"buying\" }, assign = { A = \"position:coo\" } }\n"
     "default \"d\" { assign = { A = \"position:coo\" } }\n"
     "rule \"e\" { assign = { A = \"position:cmo\" } }",
     "pay", "A", "coo",
     "not held: d overridden by e; b condition(1); c condition(1); a condition(2); 1 others"},
    {"it names others here", "rule \"a\" { assign = { A = head_of_delivering_unit() } }", "pay",
     "A", "cmo", "not held: a others; 0 others"},
    {"it never names a clerk, who heads nothing",
     "rule \"a\" { assign = { A = head_of_delivering_unit() } }", "pay", "A", "clerk",
     "not held: 1 others"},
    {"it would name it here",
     "rule \"a\" { match = { stage = \"buying\" }, assign = { A = "
     "head_of_delivering_unit() } }",
     "pay", "A", "billing-lead", "not held: a condition(1); 0 others"},
    {"neither applies nor would name it",
     "rule \"a\" { match = { stage = \"buying\" }, assign = { A "
     "= head_of_delivering_unit() } }",
     "pay", "A", "cmo", "not held: 1 others"},
    {"a function that applies",
     "rule \"a\" { assign = { A = function(t) return \"position:cmo\" end } }", "pay", "A", "coo",
     "not held: a others; 0 others"},
    {"a function that would name it",
     "rule \"a\" { match = { stage = \"buying\" }, assign = { A = function(t) return "
     "\"position:coo\" end } }",
     "pay", "A", "coo", "not held: a condition(1); 0 others"},
    {"a function that would not",
     "rule \"a\" { match = { stage = \"buying\" }, assign = { A = function(t) return "
     "\"position:cmo\" end } }",
     "pay", "A", "coo", "not held: 1 others"},
    {"a function that fails where it is not meant",
     "rule \"a\" { match = { stage = \"buying\" }, assign = { A = function(t) return "
     "t.nothing end } }",
     "pay", "A", "coo", "not held: a condition(1)?; 0 others"},
    {"a function about something else",
     "rule \"a\" { on = \"journey\", assign = { A = function(t) return \"position:coo\" end } }",
     "pay", "A", "coo", "not held: 1 others"},
    {"a unit without head", "rule \"a\" { assign = { A = \"unit:bare\" } }", "pay", "A", "bare",
     "not held: a nobody; 0 others"},
    {"no rule at all", "rule \"a\" { assign = { R = \"position:coo\" } }", "pay", "A", "coo",
     "not held: 0 others"},
    {"a stated row", "exception \"a\" { because = \"x\", assign = { C = \"position:cmo\" } }",
     "look", "C", "round", "not held: stated:look:C:team:round overridden by a; 1 others"},
    {"a stated row that wins", "default \"a\" { assign = { C = \"position:cmo\" } }", "look", "C",
     "clerk", "held: stated:look:C:team:round won; 1 others"},
    {"a ruling", "law \"a\" { assign = { I = \"position:cmo\" } }", "look", "I", "coo",
     "not held: ruling:touchpoint:look:I:position:coo overridden by a; 2 others"},
    {"rulings that ended or have not begun", "", "pay", "I", "coo",
     "not held: ruling:touchpoint:pay:I:position:coo condition(1); "
     "ruling:touchpoint:pay:I:unit:ops condition(1); 0 others"},
    {"one of an office", "", "pay", "I", "cxo",
     "not held: ruling:touchpoint:pay:I:office:cxo condition(1); 0 others"},
    {"one of a unit without head", "", "pay", "A", "bare", "not held: 0 others"},
    {"on a journey", "rule \"a\" { on = \"journey\", assign = { A = journey_lead() } }",
     "journey:buy", "A", "coo", "not held: a others; 0 others"},
    {"on a handoff",
     "rule \"a\" { on = \"handoff\", match = { from = { stage = \"using\" } }, assign = "
     "{ A = \"position:coo\" } }",
     "look->pay", "A", "coo", "not held: a condition(1); 0 others"},
    {"on the enterprise", "rule \"a\" { assign = { A = \"position:coo\" } }", "enterprise", "A",
     "coo", "not held: a condition(1); 0 others"},
    {"a when that fails",
     "rule \"a\" { when = function(t) return t.nothing end, assign = { A = "
     "\"position:coo\" } }",
     "pay", "A", "coo", "not held: a condition(1); 0 others"},
};

static void add_answer(ri_text *out, const raci_answer *answer)
{
    static const char *const outcomes[] = {"won",    "contested", "removed",  "overridden",
                                           "others", "nobody",    "condition"};
    const ri_why_not *w = answer->why_not;
    ri_text_add(out, w->held ? "held: " : "not held: ");
    for (size_t i = 0; i < w->n_items; i++) {
        const ri_refusal *item = &w->items[i];
        ri_text_format(out, "%s %s", ri_refusal_name(answer->resolver, item),
                       outcomes[item->obstacle]);
        if (item->obstacle == RI_OBSTACLE_HURDLE) {
            ri_text_format(out, "(%u)%s", (unsigned)item->hurdle.failing,
                           item->gives.known ? "" : "?");
        }
        for (uint32_t k = 0; k < item->n_by; k++) {
            ri_text_format(out, "%s %s", k == 0 ? " by" : "",
                           ri_source_name(answer->resolver, item->by[k]));
        }
        ri_text_add(out, "; ");
    }
    ri_text_format(out, "%u others", (unsigned)w->others);
}

static void answers(void **state)
{
    const struct row *row = *state;
    raci_answer *answer = NULL;
    raci_error err = {0};
    ri_text text = RI_TEXT_INIT;
    evaluation e = {.model = organization(files)};
    ri_text_format(&text, POLICY "%s\n", row->rules);
    e.policy = policy_of(e.model, text.bytes);
    if (raci_ask_why_not(&answer, e.model, e.policy, "2026-07-01", row->subject, row->letter,
                         row->holder, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    ri_text_clear(&text);
    add_answer(&text, answer);
    assert_string_equal(text.bytes, row->told);
    assert_false(answer->snapshot->whole);
    ri_text_free(&text);
    raci_answer_free(answer);
    evaluation_free(&e);
}

/* ---- what it loads, and what fails ---- */

static evaluation asked_evaluation(void)
{
    evaluation e = {.model = organization(files)};
    e.policy = policy_of(
        e.model, POLICY "rule \"a\" { match = { unit = \"ops\" }, assign = { A = \"unit:ops\" } }\n"
                        "rule \"b\" { assign = { A = \"position:cmo\" }, overrides = { \"a\" } }\n"
                        "rule \"c\" { when = function(t) return t.stage ~= \"using\" end, assign = "
                        "{ A = \"person:dan\" } }\n");
    return e;
}

static void loads_what_it_touches(void **state)
{
    raci_answer *answer = NULL;
    evaluation e = asked_evaluation();
    (void)state;
    assert_int_equal(
        raci_ask_why_not(&answer, e.model, e.policy, "2026-07-01", "pay", "A", "ops", NULL),
        RACI_OK);
    assert_int_equal(answer->snapshot->touchpoints.rows.n, 1);
    assert_int_equal(answer->snapshot->teams.rows.n, 0);
    assert_int_equal(answer->why_not->n_items, 2);
    raci_answer_free(answer);
    evaluation_free(&e);
}

static void refuses(void **state)
{
    raci_answer *answer = NULL;
    raci_error err = {0};
    evaluation e = asked_evaluation();
    (void)state;
    assert_int_equal(
        raci_ask_why_not(&answer, e.model, e.policy, "2026-07-01", "pay", "a", "ops", &err),
        RACI_INVALID);
    assert_string_equal(err.message, "the scheme RACI has no letter 'a'; it has A, C, I, R");
    err = (raci_error){0};
    assert_int_equal(
        raci_ask_why_not(&answer, e.model, e.policy, "2026-07-01", "nowhere", "A", "ops", &err),
        RACI_NOTFOUND);
    err = (raci_error){0};
    assert_int_equal(
        raci_ask_why_not(&answer, e.model, e.policy, "2026-07-01", "pay", "A", "Clerk", &err),
        RACI_NOTFOUND);
    assert_string_equal(err.message, "'Clerk' may be position:clerk, position:second; say which");
    err = (raci_error){0};
    assert_int_equal(
        raci_ask_why_not(&answer, e.model, e.policy, "2026-07-01", "pay", NULL, NULL, &err),
        RACI_INVALID);
    assert_null(answer);
    evaluation_free(&e);
}

static bool attempt(void *payload)
{
    const evaluation *e = payload;
    raci_answer *answer = NULL;
    raci_error err = {0};
    raci_status status = raci_ask_why_not(&answer, e->model, e->policy, "2026-07-01", "Pay an", "A",
                                          "Operations", &err);
    if (status == RACI_OK) {
        assert_int_equal(answer->why_not->n_items, 2);
        raci_answer_free(answer);
        return true;
    }
    assert_int_equal(status, RACI_NOMEM);
    assert_null(answer);
    return false;
}

static void exhausted_memory(void **state)
{
    evaluation e = asked_evaluation();
    (void)state;
    assert_true(with_all_failures(attempt, &e) > 50);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loads_what_it_touches),
        cmocka_unit_test(refuses),
        cmocka_unit_test(exhausted_memory),
    };
    int failed = RUN_ROWS("answers", rows, answers);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}

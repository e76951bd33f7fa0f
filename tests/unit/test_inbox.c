/* What waits for a decision, for whom, how long, and what hangs on it. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

#include "base/day.h"
#include "scenario/inbox.h"

#define JOURNEYS                                                                                   \
    "== journeys.csv\nkey,name,lead\nbuy,Buying,cmo\n"                                             \
    "== touchpoints.csv\nkey,name,units,journey,order,moment_of_truth\n"                           \
    "look,Look around,marketing,buy,1,no\npay,Pay,ops,buy,2,yes\n"
#define ORGANIZATION RECORDING_UNITS RECORDING_POSITIONS RECORDING_SEATS JOURNEYS
#define NO_CMO                                                                                     \
    RECORDING_UNITS RECORDING_POSITIONS JOURNEYS                                                   \
        "== people.csv\nkey,name\nann,Ann Ito\nxia,Xia Wu\ndan,Dan Ruiz\n"                         \
        "== seats.csv\nposition,person,kind\nceo,ann,holder\ncxo,xia,holder\ncoo,dan,holder\n"

/* "waits many-accountable touchpoint:pay -> position:cxo cxo since 2026-07-01 due 2026-07-31:
   pay! buy" for each item, a line each; '!' is a moment of truth. */
static void describe(ri_text *out, const raci_inbox *inbox)
{
    static const char *const states[] = {"waits", "accepted", "ruled"};
    const ri_snapshot *s = inbox->result->snapshot;
    for (size_t i = 0; i < inbox->n; i++) {
        const ri_inbox_item *item = &inbox->items[i];
        char since[11];
        char due[11];
        ri_text_format(out, "%s %s ", states[item->state],
                       item->root != NULL ? item->root->code_name : item->rulings->letter);
        ri_snapshot_reference(s, item->root != NULL ? item->root->subject : item->rulings->subject,
                              out);
        if (item->root != NULL) {
            ri_text_format(out, " (%zu)", item->n_findings);
        }
        ri_text_add(out, " -> ");
        if (item->to == RI_NONE) {
            ri_text_add(out, "nobody");
        } else {
            ri_snapshot_reference(s, item->to, out);
        }
        ri_text_format(out, " %s%s%s%s%s%s:", item->office != NULL ? item->office : "-",
                       item->waiting.since != RI_DAY_MAX ? " since " : "",
                       ri_day_format(item->waiting.since, since),
                       item->waiting.due != RI_DAY_MAX ? " due " : "",
                       ri_day_format(item->waiting.due, due),
                       item->waiting.overdue ? " overdue" : "");
        for (uint32_t k = 0; k < item->stakes.n_touchpoints; k++) {
            const uint32_t touchpoint = item->stakes.touchpoints[k];
            ri_text_format(out, " %s%s", s->touchpoints.rows.key[touchpoint],
                           s->touchpoints.truth[touchpoint] != 0 ? "!" : "");
        }
        for (uint32_t k = 0; k < item->stakes.n_journeys; k++) {
            ri_text_format(out, " (%s)", s->journeys.rows.key[item->stakes.journeys[k]]);
        }
        ri_text_char(out, '\n');
    }
}

typedef struct row {
    const char *name;
    const char *files;
    const char *policy;
    const char *run; /* the day of a recorded run; NULL for none */
    const char *date;
    const char *to;
    raci_inbox_scope scope;
    const char *items;
} row;

#define PAY "many-accountable touchpoint:pay (1)"

static const row rows[] = {
    {"nothing", ORGANIZATION, "", NULL, "2026-07-01", NULL, RACI_INBOX_ALL, ""},
    {"not recorded", ORGANIZATION, RECORDING_TWO, NULL, "2026-07-01", NULL, RACI_INBOX_OPEN,
     "waits " PAY " -> position:cxo cxo: pay! (buy)\n"},
    {"recorded on that day", ORGANIZATION, RECORDING_TWO, "2026-07-01", "2026-07-01", NULL,
     RACI_INBOX_OPEN,
     "waits " PAY " -> position:cxo cxo since 2026-07-01 due 2026-07-31: pay! (buy)\n"},
    {"on its last day", ORGANIZATION, RECORDING_TWO, "2026-07-01", "2026-07-31", NULL,
     RACI_INBOX_OPEN,
     "waits " PAY " -> position:cxo cxo since 2026-07-01 due 2026-07-31: pay! (buy)\n"},
    {"the day after, the CEO's", ORGANIZATION, RECORDING_TWO, "2026-07-01", "2026-08-01", "ceo",
     RACI_INBOX_OVERDUE,
     "waits " PAY " -> position:ceo ceo since 2026-07-01 due 2026-07-31 overdue: pay! (buy)\n"},
    {"not the CXO's any more", ORGANIZATION, RECORDING_TWO, "2026-07-01", "2026-08-01", "cxo",
     RACI_INBOX_OPEN, ""},
    {"not yet overdue", ORGANIZATION, RECORDING_TWO, "2026-07-01", "2026-07-31", NULL,
     RACI_INBOX_OVERDUE, ""},
    {"days of the policy", ORGANIZATION, RECORDING_TWO "escalation { days = 5 }\n", "2026-07-01",
     "2026-07-02", NULL, RACI_INBOX_OPEN,
     "waits " PAY " -> position:cxo cxo since 2026-07-01 due 2026-07-06: pay! (buy)\n"},
    {"days beyond the last day of all", ORGANIZATION, RECORDING_TWO, "9999-12-20", "9999-12-31",
     NULL, RACI_INBOX_OPEN, "waits " PAY " -> position:cxo cxo since 9999-12-20: pay! (buy)\n"},
    {"recorded of a later day", ORGANIZATION, RECORDING_TWO, "2026-07-10", "2026-07-01", NULL,
     RACI_INBOX_OPEN, "waits " PAY " -> position:cxo cxo: pay! (buy)\n"},
    {"the last day of all", ORGANIZATION, RECORDING_TWO, NULL, "9999-12-31", NULL, RACI_INBOX_OPEN,
     "waits " PAY " -> position:cxo cxo: pay! (buy)\n"},
    {"an empty seat and what follows from it", NO_CMO, "", NULL, "2026-07-01", NULL,
     RACI_INBOX_OPEN, "waits vacant-seat position:cmo (1) -> position:cxo cxo: look (buy)\n"},
    {"nobody decides",
     RECORDING_UNITS JOURNEYS
     "== positions.csv\nkey,title,unit,reports_to,office\nceo,Chief,acme,,\n"
     "cmo,Marketing Chief,marketing,ceo,\ncoo,Operations Chief,ops,ceo,\n"
     "== people.csv\nkey,name\nann,Ann Ito\nmia,Mia Roe\ndan,Dan Ruiz\n"
     "== seats.csv\nposition,person,kind\nceo,ann,holder\ncmo,mia,holder\ncoo,dan,holder\n",
     RECORDING_TWO, NULL, "2026-07-01", NULL, RACI_INBOX_OPEN,
     "waits " PAY " -> nobody -: pay! (buy)\n"},
    {"what a policy adds: a journey, a position, the whole", ORGANIZATION,
     "check \"slow\" { on = \"journey\", test = function(j) return \"slow\" end }\n"
     "check \"busy\" { on = \"position\", test = function(p) if p.key == \"coo\" then "
     "return \"busy\" end end }\n"
     "check \"odd\" { on = \"enterprise\", test = function(e) return \"odd\" end }\n"
     "check \"loud\" { on = \"unit\", test = function(u) if u.key == \"marketing\" then "
     "return \"loud\" end end }\n"
     "escalation { also = { \"slow\", \"busy\", \"odd\", \"loud\" } }\n",
     NULL, "2026-07-01", NULL, RACI_INBOX_OPEN,
     "waits odd enterprise (1) -> position:cxo cxo: look pay! (buy)\n"
     "waits slow journey:buy (1) -> position:cxo cxo: look pay! (buy)\n"
     "waits busy position:coo (1) -> position:cxo cxo: pay! (buy)\n"
     "waits loud unit:marketing (1) -> position:cxo cxo: look (buy)\n"},
    {"a ruling settles it",
     ORGANIZATION "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"
                  "touchpoint:pay,A,position:coo,office:cxo,so,2026-06-01,2026-12-01\n",
     RECORDING_TWO, NULL, "2026-07-01", "cxo", RACI_INBOX_ALL,
     "ruled A touchpoint:pay -> position:cxo cxo: pay! (buy)\n"},
};

static raci_inbox *open_inbox(const raci_result *result, const char *to, raci_inbox_scope scope)
{
    raci_inbox *inbox = NULL;
    raci_error err = {0};
    if (raci_inbox_new(&inbox, result, to, scope, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return inbox;
}

static void lists(void **state)
{
    const row *c = *state;
    char policy[4096];
    recording r;
    ri_text text = RI_TEXT_INIT;
    (void)snprintf(policy, sizeof policy, "%s%s", RECORDING_POLICY, c->policy);
    recording_make(&r, c->files, policy);
    if (c->run != NULL) {
        (void)recording_run(&r, c->run);
    }
    raci_result *result = recording_check(&r, c->date);
    raci_inbox *inbox = open_inbox(result, c->to, c->scope);
    describe(&text, inbox);
    assert_string_equal(ri_text_string(&text), c->items);
    raci_inbox_free(inbox);
    raci_result_free(result);
    ri_text_free(&text);
    recording_remove(&r);
}

/* What was accepted waits no more, is told with --all, and goes on in age. */
static void tells_what_is_accepted(void **state)
{
    recording r;
    char files[512];
    ri_text text = RI_TEXT_INIT;
    (void)state;
    recording_make(&r, ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    (void)recording_run(&r, "2026-07-01");
    raci_result *result = recording_check(&r, "2026-07-01");
    const ri_finding *pay = result->findings;
    while (pay->code != RI_MANY_ACCOUNTABLE) {
        pay++;
    }
    (void)snprintf(files, sizeof files,
                   "== acceptances.csv\nkey,fingerprint,by,reason,from,to\n"
                   "%s,0123456789abcdef,position:ceo,other,2026-07-01,2026-09-01\n"
                   "%s,%s,position:cxo,so,2026-07-02,2026-09-01\n",
                   pay->key, pay->key, pay->fingerprint);
    raci_result_free(result);
    recording_import(&r, files);
    result = recording_check(&r, "2026-08-15");
    raci_inbox *inbox = open_inbox(result, NULL, RACI_INBOX_OPEN);
    assert_int_equal(raci_inbox_waiting(inbox), 0);
    assert_int_equal(inbox->n, 0);
    raci_inbox_free(inbox);
    inbox = open_inbox(result, NULL, RACI_INBOX_ALL);
    describe(&text, inbox);
    assert_string_equal(ri_text_string(&text),
                        "accepted " PAY " -> position:ceo ceo since 2026-07-01: pay! (buy)\n");
    assert_string_equal(inbox->items[0].acceptance->by, "position:cxo");
    assert_int_equal(raci_inbox_waiting(inbox), 0);
    raci_inbox_free(inbox);
    raci_result_free(result);
    ri_text_free(&text);
    recording_remove(&r);
}

/* Counts and some findings are no inbox. */
static void refuses_a_part(void **state)
{
    recording r;
    const char *code = "many-accountable";
    const raci_check_options parts[] = {
        {.date = "2026-07-01", .counts_only = 1},
        {.date = "2026-07-01", .codes = &code, .n_codes = 1},
    };
    (void)state;
    recording_make(&r, ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    for (size_t i = 0; i < COUNT(parts); i++) {
        raci_result *result = NULL;
        raci_inbox *inbox = NULL;
        assert_int_equal(raci_check(&result, r.model, r.policy, &parts[i], NULL), RACI_OK);
        assert_int_equal(raci_inbox_new(&inbox, result, NULL, RACI_INBOX_OPEN, NULL), RACI_INVALID);
        raci_result_free(result);
    }
    recording_remove(&r);
}

static bool try_opening(void *payload)
{
    raci_inbox *inbox = NULL;
    raci_error err = {0};
    const raci_status status = raci_inbox_new(&inbox, payload, "cxo", RACI_INBOX_ALL, &err);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_inbox_free(inbox);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, NO_CMO, RECORDING_POLICY RECORDING_TWO);
    (void)recording_run(&r, "2026-07-01");
    raci_result *result = recording_check(&r, "2026-07-15");
    assert_true(with_all_failures(try_opening, result) > 1);
    raci_result_free(result);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_is_accepted),
        cmocka_unit_test(refuses_a_part),
        cmocka_unit_test(survives_want_of_memory),
    };
    return RUN_ROWS("inbox", rows, lists) + cmocka_run_group_tests_name("inbox", tests, NULL, NULL);
}

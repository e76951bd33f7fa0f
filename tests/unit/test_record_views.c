/* The views that any program may read: their columns, and what they say. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

static const char organization[] = RECORDING_UNITS
    "desk,Desk,ops,desk-lead,team\n" RECORDING_POSITIONS "desk-lead,Desk Lead,desk,coo,\n"
    "== people.csv\nkey,name\nann,Ann Ito\nxia,Xia Wu\nmia,Mia Roe\ndan,Dan Ruiz\nbob,Bob Low\n"
    "== seats.csv\nposition,person,kind,from,to\nceo,ann,holder,,\ncxo,xia,holder,,\n"
    "cmo,mia,holder,,2026-06-01\ncoo,dan,holder,,\ncoo,bob,delegate,2026-01-01,\n"
    "== teams.csv\nkey,name,lead\nboard,The Board,ceo\n"
    "== team_members.csv\nteam,position\nboard,ceo\nboard,cxo\n"
    "== stages.csv\nkey,name\nbuying,Buying\n== channels.csv\nkey,name\nweb,Web\n"
    "== journeys.csv\nkey,name,lead\nbuy,To buy,cmo\n"
    "== touchpoints.csv\nkey,name,journey,stage,channel,order,criticality,units,tags\n"
    "look,Look around,buy,buying,web,1,3,marketing,a;b\npay,Pay,buy,,,2,,desk;ops,\n";

static const char policy[] = RECORDING_POLICY
    "rule \"told\" { because = \"so\", match = { key = \"pay\" }, "
    "assign = { I = { \"team:board\", \"person:bob\" } } }\n"
    "rule \"between\" { on = \"handoff\", because = \"so\", assign = { A = \"office:ceo\" } }\n";

typedef struct row {
    const char *name;
    const char *sql;
    const char *expected;
} row;

static const row rows[] = {
    {"v_run",
     "SELECT run, date, recorded_at, policy, policy_version, scheme, accountable_letter, "
     "responsible_letter, subjects, assignments FROM v_run",
     "2|2026-07-02|" RECORDED_AT "|t|1|RACI|A|R|5|9\n"},
    {"v_runs", "SELECT run, date, new, moves FROM v_runs", "1|2026-07-01||\n2|2026-07-02|0|0\n"},
    {"v_holder", "SELECT * FROM v_holder WHERE letter = 'I' ORDER BY holder",
     "touchpoint:pay|Pay|I|person:bob|Bob Low|Bob Low\n"
     "touchpoint:pay|Pay|I|team:board|The Board|Ann Ito; Xia Wu\n"},
    {"v_holder of a handoff", "SELECT * FROM v_holder WHERE subject GLOB 'handoff:*'",
     "handoff:look->pay|Look around → Pay|A|position:ceo|Chief|Ann Ito\n"},
    {"v_responsible", "SELECT * FROM v_responsible ORDER BY subject, holder",
     "touchpoint:look|Look around|R|unit:marketing|Marketing|\n"
     "touchpoint:pay|Pay|R|unit:desk|Desk|\ntouchpoint:pay|Pay|R|unit:ops|Operations|\n"},
    {"v_accountable",
     "SELECT holder, holder_name, people FROM v_accountable WHERE subject = 'touchpoint:pay' "
     "ORDER BY holder",
     "position:coo|Operations Chief|Bob Low; Dan Ruiz\nposition:desk-lead|Desk Lead|\n"},
    {"a vacant seat", "SELECT holder, people FROM v_accountable WHERE subject = 'touchpoint:look'",
     "position:cmo|\n"},
    {"v_finding",
     "SELECT subject, subject_name, code, severity, letter, parties, rules, accepted, "
     "escalate_to, escalate_to_title, since, age_days FROM v_finding "
     "WHERE code = 'vacant-accountable' AND subject = 'touchpoint:look'",
     "touchpoint:look|Look around|vacant-accountable|error|A|position:cmo|heads answer|0|"
     "position:cxo|Experience|2026-07-01|1\n"},
    {"v_finding of a position",
     "SELECT subject, subject_name FROM v_finding WHERE code = 'vacant-seat' ORDER BY subject",
     "position:cmo|Marketing Chief\nposition:desk-lead|Desk Lead\n"},
    {"v_unit",
     "SELECT unit, name, kind, function, parent, head, department FROM v_unit "
     "ORDER BY unit",
     "acme|Acme|company|||ceo|acme\ndesk|Desk|team||ops|desk-lead|ops\n"
     "marketing|Marketing|department||acme|cmo|marketing\n"
     "ops|Operations|department||acme|coo|ops\n"},
    {"v_org",
     "SELECT position, title, office, unit, unit_name, department, superior, superior_title, "
     "person, person_name, seat, seat_from FROM v_org WHERE position IN ('coo', 'desk-lead') "
     "ORDER BY position, person",
     "coo|Operations Chief|coo|ops|Operations|ops|ceo|Chief|bob|Bob Low|delegate|2026-01-01\n"
     "coo|Operations Chief|coo|ops|Operations|ops|ceo|Chief|dan|Dan Ruiz|holder|\n"
     "desk-lead|Desk Lead||desk|Desk|ops|coo|Operations Chief||||\n"},
    {"v_touchpoint", "SELECT * FROM v_touchpoint ORDER BY touchpoint",
     "touchpoint:look|look|Look around|buy|buying|web|3|a;b|1|0||marketing\n"
     "touchpoint:pay|pay|Pay|buy|||||1|0||desk;ops\n"},
};

static void tells(void **state)
{
    const row *c = *state;
    recording r;
    recording_make(&r, organization, policy);
    assert_int_equal(recording_run(&r, "2026-07-01"), 1);
    assert_int_equal(recording_run(&r, "2026-07-02"), 2);
    recording_expect(&r, c->sql, c->expected);
    recording_remove(&r);
}

static const row empty[] = {
    {"v_run", "SELECT * FROM v_run", ""},
    {"v_runs", "SELECT * FROM v_runs", ""},
    {"v_holder", "SELECT * FROM v_holder", ""},
    {"v_responsible", "SELECT * FROM v_responsible", ""},
    {"v_finding", "SELECT * FROM v_finding", ""},
    {"v_org", "SELECT * FROM v_org", ""},
    {"v_unit", "SELECT * FROM v_unit", ""},
    {"v_touchpoint", "SELECT * FROM v_touchpoint", ""},
};

static void tells_nothing(void **state)
{
    const row *c = *state;
    recording r;
    recording_make(&r, organization, policy);
    recording_expect(&r, c->sql, "");
    recording_remove(&r);
}

/* A question about one subject reads no table whole. */
static void seeks_points(void **state)
{
    static const char *const questions[] = {
        "EXPLAIN QUERY PLAN SELECT * FROM v_holder WHERE subject = 'touchpoint:pay'",
        "EXPLAIN QUERY PLAN SELECT * FROM v_responsible WHERE subject = 'touchpoint:pay'",
        "EXPLAIN QUERY PLAN SELECT * FROM v_accountable WHERE subject = 'touchpoint:pay'",
        "EXPLAIN QUERY PLAN SELECT * FROM v_finding WHERE subject = 'touchpoint:pay'",
        "EXPLAIN QUERY PLAN SELECT * FROM v_touchpoint WHERE touchpoint = 'pay'",
    };
    recording r;
    (void)state;
    recording_make(&r, organization, policy);
    for (size_t i = 0; i < COUNT(questions); i++) {
        ri_text plan = recording_ask(&r, questions[i]);
        for (const char *at = ri_text_string(&plan); (at = strstr(at, "SCAN ")) != NULL; at++) {
            assert_memory_equal(at, "SCAN (subquery", 14); /* of the people in one holder */
        }
        assert_null(strstr(ri_text_string(&plan), "AUTOMATIC"));
        assert_null(strstr(ri_text_string(&plan), "MATERIALIZE"));
        ri_text_free(&plan);
    }
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(seeks_points)};
    int failed = RUN_ROWS("record views", rows, tells);
    failed += RUN_ROWS("record views, no run", empty, tells_nothing);
    return failed + cmocka_run_group_tests_name("record views", tests, NULL, NULL);
}

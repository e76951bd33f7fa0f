/* All about one finding: who claims it, where it lies, what was tried, what could be decided. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "recording.h"

#include "scenario/outcome.h"
#include "scenario/packet.h"

#define DAY "2026-07-01"
#define JOURNEYS                                                                                   \
    "== journeys.csv\nkey,name,lead\nbuy,Buying,cmo\nhelp,Help,coo\n"                              \
    "== touchpoints.csv\nkey,name,units,journey,order,moment_of_truth\n"                           \
    "look,Look around,marketing,buy,1,no\npay,Pay,ops,buy,2,yes\nuse,Use,ops,buy,3,no\n"           \
    "call,Call,ops,help,1,no\n"                                                                    \
    "== journey_steps.csv\njourney,touchpoint,order\nhelp,pay,2\n"
#define ORGANIZATION RECORDING_UNITS RECORDING_POSITIONS RECORDING_SEATS JOURNEYS
#define FORBIDDEN                                                                                  \
    "rule \"not marketing\" { because = \"power\", match = { key = \"pay\" }, "                    \
    "forbid = { A = \"position:cmo\" } }\n"
#define DISPUTED                                                                                   \
    "== disputes.csv\nsubject,letter,by,claims,reason,from,to\n"                                   \
    "touchpoint:pay,A,position:cmo,position:cxo,we sell,2026-06-01,\n"                             \
    "touchpoint:pay,A,position:ceo,,once,2026-01-01,2026-02-01\n"                                  \
    "touchpoint:look,R,position:coo,,other,2026-06-01,\n"
#define DISPUTED_BY_OFFICE                                                                         \
    "== disputes.csv\nsubject,letter,by,claims,reason,from,to\n"                                   \
    "touchpoint:pay,A,office:cmo,office:coo,we sell,2026-06-01,\n"
#define RULED                                                                                      \
    "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"                                    \
    "touchpoint:pay,A,position:cmo,office:cxo,so,2026-05-01,2027-01-01\n"                          \
    "touchpoint:pay,A,position:coo,office:cxo,so," DAY ",2027-01-01\n"

static raci_packet *open_packet(const raci_result *result, const char *text)
{
    raci_packet *packet = NULL;
    raci_error err = {0};
    if (raci_packet_new(&packet, result, text, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return packet;
}

/* ---- in a line each ---- */

static void add_reference(ri_text *out, const raci_packet *p, ri_ref ref)
{
    ri_text_char(out, ' ');
    ri_snapshot_reference(p->result->snapshot, ref, out);
}

static void add_sources(ri_text *out, const raci_packet *p, const char *word,
                        const ri_source *sources, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        ri_text_format(out, " %s '%s'", word, ri_source_name(p->resolver, sources[i]));
    }
}

/* "claim position:cmo A position:cmo contested by 'x' against 'y' disputed"; then who is above */
static void tell_claims(ri_text *out, const raci_packet *p)
{
    static const char *const fates[] = {"kept", "contested", "removed"};
    for (size_t i = 0; i < p->claims.n; i++) {
        const ri_claim *claim = &p->claims.items[i];
        ri_text_add(out, "claim");
        add_reference(out, p, claim->claimant);
        for (uint32_t k = 0; k < claim->n_grounds; k++) {
            const ri_ground *ground = &claim->grounds[k];
            ri_text_format(out, " %c", "ACIR"[ground->letter]);
            add_reference(out, p, ground->holder);
            ri_text_format(out, " %s", fates[ground->fate]);
            add_sources(out, p, "by", ground->rules, ground->n_rules);
            add_sources(out, p, "against", ground->against, ground->n_against);
        }
        ri_text_format(out, "%s\n", claim->n_disputes > 0 ? " disputed" : "");
    }
    if (p->claims.common != RI_NONE) {
        ri_text_add(out, "above");
        add_reference(out, p, ri_ref_make(RI_POSITION, p->claims.common));
        ri_text_char(out, '\n');
    }
}

/* "buy: look ->pay ->use": an arrow where there is a passage */
static void tell_around(ri_text *out, const raci_packet *p)
{
    const ri_snapshot *s = p->result->snapshot;
    for (uint32_t i = 0; i < p->around.n; i++) {
        const ri_stretch *stretch = &p->around.items[i];
        ri_text_format(
            out, "%s:", stretch->journey != RI_NONE ? s->journeys.rows.key[stretch->journey] : "-");
        for (uint32_t k = 0; k < stretch->n; k++) {
            const bool passes = k > 0 && stretch->handoffs[k - 1] != RI_NONE;
            ri_text_format(out, " %s%s", passes ? "->" : "",
                           s->touchpoints.rows.key[stretch->touchpoints[k]]);
        }
        ri_text_char(out, '\n');
    }
}

/* "1 claimant position:cmo settles" */
static void tell_options(ri_text *out, const raci_packet *p)
{
    for (size_t i = 0; i < p->effects.n; i++) {
        const ri_option_effect *effect = &p->effects.items[i];
        ri_text_format(out, "%zu %s", i + 1, ri_option_name(effect->option.kind));
        for (uint32_t k = 0; k < effect->option.n_holders; k++) {
            ri_text_format(out, " %s", effect->option.holders[k]);
        }
        if (effect->option.step != NULL) {
            ri_text_format(out, " %s %s", effect->option.person, effect->option.position);
        }
        ri_text_format(out, "%s%s\n", effect->fits ? "" : " does not fit",
                       effect->settles ? " settles" : "");
    }
}

static void tell_past(ri_text *out, const raci_packet *p)
{
    for (size_t i = 0; i < p->tried.n_shown; i++) {
        const ri_shown *shown = &p->tried.shown[i];
        ri_text_format(out, "runs %lld (%s) to %lld (%s)%s\n", (long long)shown->first, shown->from,
                       (long long)shown->last, shown->until, shown->open ? " and on" : "");
    }
    for (size_t i = 0; i < p->tried.n_disputes; i++) {
        const ri_past_dispute *dispute = &p->tried.disputes[i];
        ri_text_format(out, "dispute %s %s %s %s..%s\n", dispute->letter, dispute->by,
                       dispute->claims != NULL ? dispute->claims : "-",
                       dispute->from != NULL ? dispute->from : "",
                       dispute->to != NULL ? dispute->to : "");
    }
    for (size_t i = 0; i < p->tried.n_changes; i++) {
        ri_text_format(out, "change %lld%s\n", (long long)p->tried.changes[i].entry,
                       p->tried.changes[i].undone ? " undone" : "");
    }
}

/* ---- rows ---- */

typedef struct row {
    const char *name;
    const char *files;
    const char *policy;
    const char *text;
    const char *told;
} row;

static const row rows[] = {
    {"two who both have it", ORGANIZATION, RECORDING_TWO, "pay",
     "claim position:cmo A position:cmo kept by 'two answer'\n"
     "claim position:coo A position:coo kept by 'heads answer' R unit:ops kept by 'heads answer'\n"
     "above position:ceo\n"
     "buy: look ->pay ->use\nhelp: call ->pay\n"
     "1 claimant position:cmo settles\n2 claimant position:coo settles\n"
     "3 superior position:ceo settles\n4 joint position:cmo position:coo settles\n"},
    {"what is forbidden", ORGANIZATION, RECORDING_TWO FORBIDDEN, "pay",
     "claim position:cmo A position:cmo contested by 'two answer' against 'not marketing'\n"
     "claim position:coo A position:coo kept by 'heads answer'\n"
     "above position:ceo\n"
     "buy: look ->pay ->use\nhelp: call ->pay\n"
     "1 claimant position:cmo settles\n"},
    {"a dispute, and who it names", ORGANIZATION DISPUTED, "", "pay",
     "claim position:cmo disputed\n"
     "claim position:coo A position:coo kept by 'heads answer' R unit:ops kept by 'heads answer'\n"
     "claim position:cxo disputed\n"
     "above position:ceo\n"
     "buy: look ->pay ->use\nhelp: call ->pay\n"
     "1 claimant position:cmo settles\n2 claimant position:coo settles\n3 claimant position:cxo settles\n"
     "4 superior position:ceo settles\n5 joint position:cmo position:coo position:cxo settles\n"
     "dispute A position:ceo - 2026-01-01..2026-02-01\n"
     "dispute A position:cmo position:cxo 2026-06-01..\n"},
    {"a dispute under an office, for another", ORGANIZATION DISPUTED_BY_OFFICE, "", "pay",
     "claim position:cmo disputed\n"
     "claim position:coo A position:coo kept by 'heads answer' R unit:ops kept by 'heads answer' "
     "disputed\n"
     "above position:ceo\n"
     "buy: look ->pay ->use\nhelp: call ->pay\n"
     "1 claimant position:cmo settles\n2 claimant position:coo settles\n"
     "3 superior position:ceo settles\n4 joint position:cmo position:coo settles\n"
     "dispute A office:cmo office:coo 2026-06-01..\n"},
    {"an earlier ruling gives way to another", ORGANIZATION RULED, "", "pay",
     "claim position:cmo A position:cmo kept by 'ruling:touchpoint:pay:A:position:cmo'\n"
     "claim position:coo A position:coo kept by 'ruling:touchpoint:pay:A:position:coo' "
     "R unit:ops kept by 'heads answer'\n"
     "above position:ceo\n"
     "buy: look ->pay ->use\nhelp: call ->pay\n"
     "1 claimant position:cmo settles\n2 claimant position:coo settles\n"
     "3 superior position:ceo settles\n4 joint position:cmo position:coo settles\n"},
    {"an empty seat",
     RECORDING_UNITS RECORDING_POSITIONS JOURNEYS
     "== people.csv\nkey,name\nann,Ann Ito\nxia,Xia Wu\nmia,Mia Roe\n"
     "== seats.csv\nposition,person,kind\nceo,ann,holder\ncxo,xia,holder\ncmo,mia,holder\n",
     "", "position:coo", "claim position:coo\n1 acting person:ann position:coo settles\n"},
    {"a passage", ORGANIZATION,
     "rule \"pass\" { because = \"so\", on = \"handoff\", match = { from = { key = \"look\" } }, "
     "assign = { A = { \"position:cmo\", \"position:coo\" } } }\n",
     "look->pay",
     "claim position:cmo A position:cmo kept by 'pass'\n"
     "claim position:coo A position:coo kept by 'pass'\n"
     "above position:ceo\nbuy: look ->pay\n"
     "1 claimant position:cmo settles\n2 claimant position:coo settles\n"
     "3 superior position:ceo settles\n4 joint position:cmo position:coo settles\n"},
    {"a journey", ORGANIZATION,
     "rule \"whole\" { because = \"so\", on = \"journey\", match = { key = \"buy\" }, "
     "assign = { A = { \"position:coo\", \"position:ceo\" } } }\n",
     "journey:buy",
     "claim position:ceo A position:ceo kept by 'whole'\n"
     "claim position:coo A position:coo kept by 'whole'\n"
     "above position:ceo\nbuy: look ->pay ->use\n"
     "1 claimant position:ceo settles\n2 claimant position:coo settles\n"
     "3 joint position:ceo position:coo settles\n"},
};

static void tells(void **state)
{
    const row *c = *state;
    char policy[4096];
    recording r;
    ri_text text = RI_TEXT_INIT;
    (void)snprintf(policy, sizeof policy, "%s%s", RECORDING_POLICY, c->policy);
    recording_make(&r, c->files, policy);
    raci_result *result = recording_check(&r, DAY);
    raci_packet *packet = open_packet(result, c->text);
    assert_int_equal(raci_packet_candidates(packet), 0);
    tell_claims(&text, packet);
    tell_around(&text, packet);
    tell_options(&text, packet);
    tell_past(&text, packet);
    assert_string_equal(ri_text_string(&text), c->told);
    raci_packet_free(packet);
    raci_result_free(result);
    ri_text_free(&text);
    recording_remove(&r);
}

/* Where several fit, they are told and nothing else is looked at. */
static void tells_candidates(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, ORGANIZATION DISPUTED, RECORDING_POLICY RECORDING_TWO);
    raci_result *result = recording_check(&r, DAY);
    raci_packet *packet = open_packet(result, "pay");
    assert_int_equal(raci_packet_candidates(packet), 2);
    assert_null(packet->finding);
    assert_int_equal(packet->effects.n, 0);
    raci_packet_free(packet);
    raci_result_free(result);
    recording_remove(&r);
}

/* ---- what was tried ---- */

/* Of all that happened, what touched the finding: its runs, its touchpoint, its people's seats. */
static void tells_what_was_tried(void **state)
{
    recording r;
    ri_text text = RI_TEXT_INIT;
    raci_change *undone = NULL;
    (void)state;
    recording_make(&r, ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    (void)recording_run(&r, "2026-03-01");
    recording_policy(&r, RECORDING_POLICY);
    (void)recording_run(&r, "2026-03-10");
    recording_policy(&r, RECORDING_POLICY RECORDING_TWO);
    (void)recording_run(&r, "2026-05-01");
    (void)recording_run(&r, "2026-06-10");
    (void)changing_take_on(r.model, DAY, NULL, "rename_unit { unit = 'ops', name = 'Works' }");
    (void)changing_take_on(r.model, DAY, NULL,
                           "change_touchpoint { key = 'look', tags = { 'x' } }");
    (void)changing_take_on(r.model, DAY, NULL,
                           "appoint { position = 'coo', person = 'xia', kind = 'delegate' }");
    (void)changing_take_on(r.model, DAY, NULL, "change_touchpoint { key = 'pay', tags = { 'x' } }");
    assert_int_equal(raci_undo(&undone, r.model, 0, RECORDED_AT, NULL, NULL, NULL), RACI_OK);
    raci_change_free(undone);
    raci_result *result = recording_check(&r, DAY);
    raci_packet *packet = open_packet(result, "pay");
    tell_past(&text, packet);
    assert_string_equal(ri_text_string(&text), "runs 1 (2026-03-01) to 1 (2026-03-01)\n"
                                               "runs 3 (2026-05-01) to 4 (2026-06-10) and on\n"
                                               "change 9\nchange 8 undone\nchange 7\n");
    assert_true(packet->waiting.overdue);
    raci_packet_free(packet);
    raci_result_free(result);
    ri_text_free(&text);
    recording_remove(&r);
}

/* Nothing that is tried stays: neither in the model nor in the result. */
static void leaves_all_as_it_was(void **state)
{
    recording r;
    const char *digest = NULL;
    char before[65];
    (void)state;
    recording_make(&r, ORGANIZATION RULED DISPUTED, RECORDING_POLICY);
    raci_result *result = recording_check(&r, DAY);
    assert_int_equal(raci_model_digest(&digest, r.model, NULL), RACI_OK);
    (void)snprintf(before, sizeof before, "%s", digest);
    raci_packet *packet = open_packet(result, result->findings[0].key);
    raci_packet_free(packet);
    assert_int_equal(raci_model_digest(&digest, r.model, NULL), RACI_OK);
    assert_string_equal(digest, before);
    recording_expect(&r, "SELECT count(*) FROM rulings", "2\n");
    raci_result_free(result);
    recording_remove(&r);
}

/* An option does what a what-if of it does: here of a step, for each difference there is. */
static void does_as_a_whatif(void **state)
{
    recording r;
    raci_error err = {0};
    raci_whatif *w = NULL;
    raci_scenario *scenario = NULL;
    (void)state;
    recording_make(&r,
                   RECORDING_UNITS RECORDING_POSITIONS JOURNEYS
                   "== people.csv\nkey,name\nann,Ann Ito\nxia,Xia Wu\nmia,Mia Roe\n"
                   "== seats.csv\nposition,person,kind\nceo,ann,holder\ncxo,xia,holder\n"
                   "cmo,mia,holder\n",
                   RECORDING_POLICY);
    raci_result *result = recording_check(&r, DAY);
    raci_packet *packet = open_packet(result, "position:coo");
    assert_int_equal(packet->effects.n, 1);
    const ri_option_effect *effect = &packet->effects.items[0];
    assert_int_equal(raci_scenario_of_steps(&scenario, &effect->option.step, 1, NULL, NULL, &err),
                     RACI_OK);
    const raci_scenario *const all[] = {scenario};
    const raci_whatif_options how = {.date = DAY, .scenarios = all, .n_scenarios = 1};
    assert_int_equal(raci_whatif_begin(&w, r.model, &how, NULL, NULL, &err), RACI_OK);
    assert_int_equal(raci_whatif_run(w, r.policy, 0, &err), RACI_OK);
    const ri_difference *expected = &w->difference;
    assert_memory_equal(expected->counts, effect->difference.counts, sizeof expected->counts);
    assert_int_equal(expected->n_findings, effect->difference.n_findings);
    for (size_t i = 0; i < expected->n_findings; i++) {
        assert_string_equal(expected->findings[i].finding.row.key,
                            effect->difference.findings[i].finding.row.key);
        assert_int_equal(expected->findings[i].change, effect->difference.findings[i].change);
    }
    raci_whatif_free(w);
    raci_scenario_free(scenario);
    raci_packet_free(packet);
    raci_result_free(result);
    recording_remove(&r);
}

static bool try_opening(void *payload)
{
    raci_packet *packet = NULL;
    raci_error err = {0};
    const raci_status status = raci_packet_new(&packet, payload, "pay", &err);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_packet_free(packet);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, ORGANIZATION, RECORDING_POLICY RECORDING_TWO);
    raci_result *result = recording_check(&r, DAY);
    assert_true(with_every_failure(try_opening, result) > 1);
    assert_true(with_each_failure(try_opening, result) > 1);
    raci_result_free(result);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_candidates),        cmocka_unit_test(tells_what_was_tried),
        cmocka_unit_test(leaves_all_as_it_was),    cmocka_unit_test(does_as_a_whatif),
        cmocka_unit_test(survives_want_of_memory),
    };
    return RUN_ROWS("packet", rows, tells) +
           cmocka_run_group_tests_name("packet", tests, NULL, NULL);
}

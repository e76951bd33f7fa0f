/*
 * Settling: each row is a policy over one small organization, a subject, and the
 * whole answer written out: holders with winners and chains, who was beaten by
 * whom, what was contested, removed, unresolved and missing.
 */
#define _POSIX_C_SOURCE 200809L

#include "organization.h"
#include "resolve/resolver.h"
#include "resolve/subjects.h"

/* ---- the organization ---- */

static const char *const files[][2] = {
    {"stages.csv", "key,name\nbuy,Buying\nuse,Using\n"},
    {"units.csv", "key,name,parent,head,kind\n"
                  "co,Company,,ceo,company\n"
                  "ops,Operations,co,coo,department\n"
                  "care,Care,ops,care-lead,team\n"
                  "mkt,Marketing,co,cmo,department\n"
                  "lost,Lost,co,,department\n"},
    {"positions.csv", "key,title,unit,reports_to,office\n"
                      "ceo,Chief,co,,ceo\n"
                      "cxo,Customer,co,ceo,cco\n"
                      "coo,Operations,ops,ceo,coo\n"
                      "care-lead,Care lead,care,coo,\n"
                      "agent,Agent,care,care-lead,\n"
                      "cmo,Marketing,mkt,ceo,cmo\n"},
    {"people.csv", "key,name\nann,Ann\nbob,Bob\nidle,Idle\n"},
    {"seats.csv", "position,person\ncoo,ann\ncmo,bob\ncxo,bob\n"},
    {"teams.csv", "key,name,lead\nround,Round table,cxo\nheadless,Headless,\n"},
    {"team_members.csv", "team,position\nround,cxo\nround,coo\nheadless,agent\n"},
    {"journeys.csv", "key,name,lead,team\nmain,Main,cxo,round\nside,Side,,\n"},
    {"touchpoints.csv", "key,name,journey,stage,order,units,tags\n"
                        "call,Call,main,use,1,care;mkt,hot\n"
                        "ad,Advertisement,main,buy,2,mkt,\n"
                        "form,Form,side,use,1,lost,\n"
                        "word,Word of mouth,,,,,\n"},
    {"stated.csv", "touchpoint,letter,holder,reason\n"
                   "ad,A,position:agent,\n"
                   "ad,R,unit:ops,because it was so\n"},
    {"rulings.csv", "subject,letter,holder,by,reason\n"
                    "touchpoint:form,A,position:ceo,office:ceo,settled\n"},
};

static scratch folder;
static raci_model *model;
static ri_snapshot *snapshot;

static int build_organization(void **state)
{
    raci_error err = {0};
    (void)state;
    scratch_make(&folder);
    for (size_t i = 0; i < COUNT(files); i++) {
        scratch_write(&folder, files[i][0], files[i][1], strlen(files[i][1]));
    }
    model = folder_model(&folder, "raci.db");
    if (raci_model_import(model, folder.dir, 0, NULL, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    snapshot = snapshot_at(model, "2026-06-01");
    return 0;
}

static int drop_organization(void **state)
{
    (void)state;
    ri_snapshot_free(snapshot);
    raci_model_close(model);
    scratch_remove(&folder);
    return 0;
}

/* ---- an answer as text ---- */

static void add_chain(ri_text *out, const ri_settlement *settlement, const ri_giving *giving)
{
    for (uint32_t i = 1; i < giving->n_links; i++) {
        ri_text_add(out, ">");
        ri_snapshot_reference(snapshot, settlement->links[giving->first_link + i], out);
    }
}

static void add_givings(ri_text *out, const ri_resolver *resolver, const ri_settlement *settlement,
                        const ri_outcome *outcome)
{
    static const char *const fates[] = {"", " contested by ", " removed by "};
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        ri_text_format(out, " [%s", ri_source_name(resolver, giving->winner));
        add_chain(out, settlement, giving);
        ri_text_add(out, fates[giving->fate]);
        for (uint32_t k = 0; k < giving->n_bans; k++) {
            ri_source ban = settlement->bans[giving->first_ban + k];
            ri_text_format(out, "%s%s", k > 0 ? "," : "", ri_source_name(resolver, ban));
        }
        ri_text_add(out, "]");
    }
    for (uint32_t i = 0; i < outcome->n_beaten; i++) {
        ri_text_format(out, " (%s<%s)", ri_source_name(resolver, outcome->beaten[i].source),
                       ri_source_name(resolver, outcome->beaten[i].by));
    }
}

static void add_answer(ri_text *out, const ri_resolver *resolver, const ri_settlement *settlement)
{
    const ri_scheme *scheme = &ri_resolver_policy(resolver)->scheme;
    for (uint32_t letter = 0; letter < scheme->n; letter++) {
        const ri_outcome *outcome = &settlement->letters[letter];
        if (outcome->n_givings + outcome->n_beaten == 0) {
            continue;
        }
        ri_text_format(out, "%s%s", out->length > 0 ? "; " : "", scheme->letters[letter].letter);
        for (uint32_t i = 0; i < outcome->n_holders; i++) {
            ri_text_add(out, " ");
            ri_text_add(out, ri_snapshot_key(snapshot, outcome->holders[i]));
        }
        add_givings(out, resolver, settlement, outcome);
    }
    for (uint32_t i = 0; i < settlement->n_unresolved; i++) {
        const ri_unresolved *nobody = &settlement->unresolved[i];
        ri_text_format(out, "; nobody %s %s %d", scheme->letters[nobody->letter].letter,
                       ri_source_name(resolver, nobody->source), (int)nobody->why);
    }
    for (uint32_t i = 0; i < settlement->n_missing; i++) {
        const ri_missing *missing = &settlement->missing[i];
        ri_text_format(out, "; missing %s %s", scheme->letters[missing->letter].letter,
                       ri_source_name(resolver, missing->source));
    }
    for (uint32_t i = 0; i < settlement->n_lifted; i++) {
        ri_text_format(out, "; lifted %s by %s",
                       ri_source_name(resolver, settlement->lifted[i].source),
                       ri_source_name(resolver, settlement->lifted[i].by));
    }
}

/* ---- the rows ---- */

struct row {
    const char *name;
    ri_kind kind;
    const char *key;
    const char *policy;
    const char *expected;
};

#define RULE(tier, name, rest) tier " \"" name "\" { because = \"x\", " rest " }\n"

static const struct row rows[] = {
    {"a rule beats a default, letter by letter", RI_TOUCHPOINT, "call",
     RULE("default", "d", "assign = { A = 'position:coo', R = 'unit:mkt' }")
         RULE("rule", "r", "assign = { A = 'position:cmo' }"),
     "A cmo [r>position:cmo] (d<r); R mkt [d>unit:mkt]"},
    {"a law beats everything", RI_TOUCHPOINT, "form",
     RULE("law", "l", "assign = { A = 'position:cmo' }")
         RULE("exception", "e", "assign = { A = 'position:coo' }"),
     "A cmo [l>position:cmo] (e<l) (ruling:touchpoint:form:A:position:ceo<l)"},
    {"a ruling beats an exception", RI_TOUCHPOINT, "form",
     RULE("exception", "e", "assign = { A = 'position:coo' }"),
     "A ceo [ruling:touchpoint:form:A:position:ceo>position:ceo]"
     " (e<ruling:touchpoint:form:A:position:ceo)"},
    {"two rules that agree both win", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }")
         RULE("rule", "q", "assign = { A = 'unit:ops' }"),
     "A coo [p>position:coo] [q>unit:ops>position:coo]"},
    {"two rules that differ both win", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }")
         RULE("rule", "q", "assign = { A = 'position:cmo' }"),
     "A cmo coo [q>position:cmo] [p>position:coo]"},
    {"of very many rules the first, one amid them and the last", RI_TOUCHPOINT, "call",
     RULE(
         "rule", "first",
         "assign = { A = 'position:coo' }") "for i = 2, 199 do\n"
                                            "    rule(\"r\" .. i) { because = \"x\", match = { key = i == 99 and \"c*\" or \"x*\" },\n"
                                            "        assign = { R = 'unit:mkt' } }\n"
                                            "end\n" RULE("rule", "last",
                                                         "assign = { C = 'position:cmo' }"),
     "A coo [first>position:coo]; C cmo [last>position:cmo]; R mkt [r99>unit:mkt]"},
    {"an override decides", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }, overrides = 'q'")
         RULE("rule", "q", "assign = { A = 'position:cmo' }"),
     "A coo [p>position:coo] (q<p)"},
    {"a chain of overrides through a rule that does not apply", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }, overrides = 'm'")
         RULE("rule", "m", "match = { stage = 'buy' }, assign = { C = 'unit:co' }, overrides = 'q'")
             RULE("rule", "q", "assign = { A = 'position:cmo' }"),
     "A coo [p>position:coo] (q<p)"},
    {"an override does not reach over tiers", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }, overrides = 'q'")
         RULE("exception", "q", "assign = { A = 'position:cmo' }"),
     "A cmo [q>position:cmo] (p<q)"},
    {"a stated row without a reason is a rule", RI_TOUCHPOINT, "ad",
     RULE("rule", "p", "assign = { A = 'position:coo', R = 'unit:mkt' }"),
     "A agent coo [stated:ad:A:position:agent>position:agent] [p>position:coo];"
     " R ops [stated:ad:R:unit:ops>unit:ops] (p<stated:ad:R:unit:ops)"},
    {"a rule can override a stated row", RI_TOUCHPOINT, "ad",
     RULE("rule", "p", "assign = { A = 'position:coo' }, overrides = 'stated:ad:A:position:agent'"),
     "A coo [p>position:coo] (stated:ad:A:position:agent<p);"
     " R ops [stated:ad:R:unit:ops>unit:ops]"},
    {"a ban of equal standing contests", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }")
         RULE("rule", "q", "forbid = { A = under('unit:ops') }"),
     "A [p>position:coo contested by q]"},
    {"a ban of a higher tier removes", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }")
         RULE("exception", "q", "forbid = { A = 'unit:ops' }"),
     "A [p>position:coo removed by q]"},
    {"a winner that precedes the ban keeps", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }, overrides = 'q'")
         RULE("rule", "q", "forbid = { A = 'person:ann' }"),
     "A coo [p>position:coo]"},
    {"kept through one winner is held", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }, overrides = 'q'")
         RULE("rule", "o", "assign = { A = 'position:coo' }")
             RULE("rule", "q", "forbid = { A = 'office:coo' }"),
     "A coo [o>position:coo contested by q] [p>position:coo]"},
    {"removed beats contested for one winner", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }")
         RULE("rule", "q", "forbid = { A = 'position:coo' }")
             RULE("law", "z", "forbid = { A = under('position:ceo') }"),
     "A [p>position:coo removed by z]"},
    {"a ban on a team means its lead", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = { 'position:cxo', 'position:coo' } }")
         RULE("law", "q", "forbid = { A = 'team:round' }"),
     "A coo [p>position:coo] [p>position:cxo removed by q]"},
    {"a ban under a position takes the units they head", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { R = { 'unit:care', 'unit:mkt' } }")
         RULE("law", "q", "forbid = { R = under('position:coo') }"),
     "R mkt [p>unit:care removed by q] [p>unit:mkt]"},
    {"delivering units and their heads", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = head_of_delivering_unit(), R = delivering_units() }"),
     "A care-lead cmo [p>unit:care>position:care-lead] [p>unit:mkt>position:cmo];"
     " R care mkt [p>unit:care] [p>unit:mkt]"},
    {"heads, leads and managers", RI_TOUCHPOINT, "call",
     RULE("rule", "p",
          "assign = { A = manager_of(head_of('care')), R = lead_of('team:round'),"
          " C = manager_of('person:ann'), I = { head_of('unit:mkt'), 'team:round' } }"),
     "A coo [p>unit:care>position:care-lead>position:coo];"
     " C ceo [p>person:ann>position:coo>position:ceo];"
     " I cmo round [p>unit:mkt>position:cmo] [p>team:round]; R cxo [p>team:round>position:cxo]"},
    {"journeys", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = journey_lead(), R = team_of_journey() }"),
     "A cxo [p>journey:main>position:cxo]; R round [p>journey:main>team:round]"},
    {"an office, read through its synonym", RI_TOUCHPOINT, "word",
     RULE("rule", "p", "assign = { A = 'office:cxo' }"), "A cxo [p>office:cxo>position:cxo]"},
    {"a function of the subject", RI_TOUCHPOINT, "call",
     RULE("rule", "p",
          "assign = { A = function(t) return 'unit:' .. t.units[2] end,"
          " R = function() return { 'position:agent', head_of('ops') } end }"),
     "A cmo [p>unit:mkt>position:cmo]; R agent coo [p>position:agent] [p>unit:ops>position:coo]"},
    {"nobody, for all the reasons", RI_TOUCHPOINT, "form",
     RULE("law", "a", "assign = { A = head_of_delivering_unit() }")
         RULE("law", "b", "assign = { A = 'team:headless' }")
             RULE("law", "c", "assign = { A = 'person:idle' }")
                 RULE("law", "d", "assign = { A = 'person:bob' }")
                     RULE("law", "e", "assign = { A = 'office:cfo' }")
                         RULE("law", "f", "assign = { A = journey_lead() }")
                             RULE("law", "g", "assign = { A = team_of_journey() }")
                                 RULE("law", "h", "assign = { A = manager_of('office:ceo') }")
                                     RULE("law", "i", "assign = { A = function() end }"),
     "A (ruling:touchpoint:form:A:position:ceo<a); nobody A a 3; nobody A b 4; nobody A c 5;"
     " nobody A d 6; nobody A e 7; nobody A f 4; nobody A g 10; nobody A h 11; nobody A i 0"},
    {"nobody delivers and no journey passes", RI_TOUCHPOINT, "word",
     RULE("rule", "p", "assign = { A = head_of_delivering_unit(), R = journey_lead() }"),
     "; nobody A p 8; nobody R p 9"},
    {"a winner with nobody keeps lower tiers silent", RI_TOUCHPOINT, "word",
     RULE("default", "d", "assign = { A = 'position:coo' }")
         RULE("rule", "p", "assign = { A = head_of_delivering_unit() }"),
     "A (d<p); nobody A p 8"},
    {"a requirement is met by a unit's head", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "assign = { A = 'position:coo' }, require = { A = 'unit:ops' }"),
     "A coo [p>position:coo]"},
    {"a requirement is missed", RI_TOUCHPOINT, "call",
     RULE("rule", "p",
          "assign = { A = 'position:coo' }, require = { A = 'unit:care',"
          " I = { 'unit:co', 'unit:mkt' } }"),
     "A coo [p>position:coo]; missing A p; missing I p"},
    {"a requirement is lifted by an override of any tier", RI_TOUCHPOINT, "call",
     RULE("law", "p", "require = { I = 'unit:co' }")
         RULE("default", "q", "assign = { C = 'unit:co' }, overrides = 'p'"),
     "C co [q>unit:co]; lifted p by q"},
    {"a rule may be made only to lift a requirement", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "require = { I = 'unit:co' }") RULE("rule", "q", "overrides = 'p'"),
     "; lifted p by q"},
    {"a rule that does not apply lifts nothing", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "require = { I = 'unit:co' }")
         RULE("rule", "q", "match = { stage = 'buy' }, overrides = 'p'"),
     "; missing I p"},
    {"a handoff has the units and journeys of both sides", RI_HANDOFF, "call->ad",
     RULE("rule", "p",
          "on = 'handoff', match = { from = { tag = 'hot' }, to = { stage = 'buy' },"
          " crosses_departments = true },"
          " assign = { A = journey_lead(), R = delivering_units() }"),
     "A cxo [p>journey:main>position:cxo]; R care mkt [p>unit:care] [p>unit:mkt]"},
    {"a handoff that matches nothing", RI_HANDOFF, "call->ad",
     RULE("rule", "p",
          "on = 'handoff', match = { crosses_departments = false },"
          " assign = { A = 'position:coo' }")
         RULE("rule", "q",
              "on = 'handoff', match = { from = { stage = 'buy' } },"
              " assign = { A = 'position:coo' }"),
     ""},
    {"a journey, by key", RI_JOURNEY, "main",
     RULE("rule", "p", "on = 'journey', match = { key = 'm*' }, assign = { A = journey_lead() }")
         RULE("rule", "q",
              "on = 'journey', match = { key = 'side' },"
              " assign = { A = 'position:coo' }"),
     "A cxo [p>position:cxo]"},
    {"the enterprise", RI_ENTERPRISE, "",
     RULE("rule", "p", "on = 'enterprise', assign = { A = 'office:ceo', R = delivering_units() }"),
     "A ceo [p>office:ceo>position:ceo]; nobody R p 8"},
    {"a rule of another time does not apply", RI_TOUCHPOINT, "call",
     RULE("rule", "p", "from = '2026-06-02', assign = { A = 'position:coo' }")
         RULE("rule", "q", "to = '2026-06-01', assign = { A = 'position:coo' }")
             RULE("rule", "r",
                  "from = '2026-06-01', to = '2026-06-02',"
                  " assign = { A = 'position:cmo' }"),
     "A cmo [r>position:cmo]"},
    {"when decides, and one that fails does not apply", RI_TOUCHPOINT, "call",
     RULE("rule", "p",
          "when = function(t) return t.stage == 'use' end,"
          " assign = { A = 'position:coo' }") RULE("rule", "q",
                                                   "when = function(t) return t.stage == 'buy' end,"
                                                   " assign = { A = 'position:cmo' }")
         RULE("rule", "r",
              "when = function(t) return t.criticality > 3 end,"
              " assign = { A = 'position:cxo' }"),
     "A coo [p>position:coo]"},
};

static ri_ref subject_of(const struct row *row)
{
    if (row->kind == RI_ENTERPRISE) {
        return ri_ref_make(RI_ENTERPRISE, 0);
    }
    for (uint32_t i = 0; i < ri_subject_count(snapshot); i++) {
        ri_ref subject = ri_subject_at(snapshot, i);
        assert_int_equal(ri_subject_number(snapshot, subject), i);
        if (ri_ref_kind(subject) == row->kind &&
            strcmp(ri_snapshot_key(snapshot, subject), row->key) == 0) {
            return subject;
        }
    }
    fail_msg("no subject %s", row->key);
    return RI_NONE;
}

/* A policy, and what answers by it. */
typedef struct answering {
    raci_policy *policy;
    ri_resolver *resolver;
} answering;

static answering answer_by(const char *rules)
{
    answering by = {NULL, NULL};
    char path[SCRATCH_PATH];
    const char *paths[] = {scratch_path(&folder, "policy.lua", path)};
    raci_error err = {0};
    ri_text text = RI_TEXT_INIT;
    ri_text_format(&text, "policy { name = 'test' }\n%s", rules);
    scratch_write(&folder, "policy.lua", ri_text_string(&text), text.length);
    if (raci_policy_load(&by.policy, model, paths, 1, NULL, NULL, &err) != RACI_OK ||
        ri_resolver_new(&by.resolver, by.policy, snapshot, &err) != RACI_OK) {
        fail_msg("%s:%d: %s", err.file, err.line, err.message);
    }
    ri_text_free(&text);
    return by;
}

static const ri_settlement *answer(const answering *by, ri_ref subject)
{
    const ri_settlement *settlement = NULL;
    raci_error err = {0};
    if (ri_resolve(&settlement, by->resolver, subject, &err) != RACI_OK) {
        fail_msg("%s:%d: %s", err.file, err.line, err.message);
    }
    return settlement;
}

static void answering_free(answering *by)
{
    ri_resolver_free(by->resolver);
    raci_policy_free(by->policy);
}

static void settles(void **state)
{
    const struct row *row = *state;
    ri_text text = RI_TEXT_INIT;
    answering by = answer_by(row->policy);
    add_answer(&text, by.resolver, answer(&by, subject_of(row)));
    assert_string_equal(ri_text_string(&text), row->expected);
    answering_free(&by);
    ri_text_free(&text);
}

/* It is the last answer's, not that of those before it. */
static void tells_whether_the_answer_lacked_something(void **state)
{
    static const struct {
        const char *reference;
        bool lacked;
    } asked[] = {{"touchpoint:call", false},
                 {"touchpoint:ad", true},
                 {"touchpoint:call", false},
                 {"touchpoint:form", true},
                 {"touchpoint:word", false}};
    (void)state;
    answering by = answer_by("rule 'p' { match = { key = 'ad' }, assign = { C = 'office:cfo' } }\n"
                             "rule 'q' { match = { key = 'form' },"
                             " assign = { I = function() return 'position:cfo' end } }\n"
                             "rule 'r' { assign = { R = 'position:coo' } }\n");
    for (size_t i = 0; i < COUNT(asked); i++) {
        (void)answer(&by, named(snapshot, asked[i].reference));
        assert_int_equal(ri_resolver_lacked(by.resolver), asked[i].lacked);
    }
    answering_free(&by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_whether_the_answer_lacked_something),
    };
    void *none = NULL;
    build_organization(&none);
    int failed = RUN_ROWS("settle", rows, settles);
    failed += cmocka_run_group_tests_name("lacked", tests, NULL, NULL);
    drop_organization(&none);
    return failed;
}

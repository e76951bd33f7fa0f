#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "policies.h"
#include "policy/bind.h"

static raci_model *model;
static ri_snapshot *snapshot; /* as of 2026-03-01 */

/* `expression` over the subject `s`, and what it gives, or the error. */
struct row {
    const char *name;
    const char *subject;
    const char *expression;
    const char *expected;
};

static const struct row subjects[] = {
    {"journeys of a touchpoint", "touchpoint:ad", "table.concat(s.journeys, ' ')", "buy"},
    {"leads of a touchpoint", "touchpoint:ad", "table.concat(s.leads, ' ')", "cmo"},
    {"no leads", "touchpoint:invoice", "#s.leads", "0"},
    {"journeys of a passage", "handoff:ad->welcome", "table.concat(s.journeys, ' ')", "buy"},
    {"leads of a passage", "handoff:ad->welcome", "table.concat(s.leads, ' ')", "cmo"},
    {"the lead of a journey", "journey:buy", "table.concat(s.leads, ' ')", "cmo"},
    {"journeys of the enterprise", "enterprise", "#s.journeys", "0"},
    {"a passage crosses", "handoff:ad->welcome", "s.crosses_departments", "true"},
    {"a touchpoint does not", "touchpoint:ad", "s.crosses_departments", "nil"},
    {"key", "touchpoint:ad", "s.key", "ad"},
    {"name", "touchpoint:ad", "s.name", "Advert"},
    {"kind", "touchpoint:ad", "s.kind", "touchpoint"},
    {"journey", "touchpoint:ad", "s.journey", "buy"},
    {"stage", "touchpoint:ad", "s.stage", "awareness"},
    {"channel", "touchpoint:ad", "s.channel", "web"},
    {"criticality", "touchpoint:ad", "s.criticality + 1", "3"},
    {"order", "touchpoint:welcome", "s.order", "2"},
    {"units in the order stated", "touchpoint:welcome", "s.units", "{support campaigns}"},
    {"tags", "touchpoint:invoice", "s.tags", "{dispute money}"},
    {"an attribute", "touchpoint:ad", "s.attr.region", "eu"},
    {"an attribute that is not set", "touchpoint:welcome", "s.attr.region", "nil"},
    {"an attribute that nothing has", "touchpoint:ad", "s.attr.colour", "nil"},
    {"managed", "touchpoint:ad", "s.managed", "true"},
    {"managed unless said", "touchpoint:call", "s.managed", "true"},
    {"not managed", "touchpoint:bare", "s.managed", "false"},
    {"moment of truth", "touchpoint:welcome", "s.moment_of_truth", "true"},
    {"no moment of truth", "touchpoint:call", "s.moment_of_truth", "false"},
    {"reviewed", "touchpoint:welcome", "s.reviewed_on", "2026-01-05"},
    {"what is absent", "touchpoint:bare",
     "{ show(s.journey), show(s.stage), show(s.channel), show(s.criticality), show(s.order),"
     " s.units, s.tags, show(s.reviewed_on) }",
     "{nil nil nil nil nil {} {} nil}"},
    {"has a tag", "touchpoint:invoice", "s:has_tag('money')", "true"},
    {"has no such tag", "touchpoint:invoice", "s:has_tag('campaign')", "false"},
    {"has no tag at all", "touchpoint:call", "s:has_tag('nothing')", "false"},
    {"delivered by the unit", "touchpoint:ad", "s:delivered_under('campaigns')", "true"},
    {"delivered under a unit", "touchpoint:ad", "s:delivered_under('unit:marketing')", "true"},
    {"delivered under the object", "touchpoint:ad", "s:delivered_under(org.unit('acme'))", "true"},
    {"delivered elsewhere", "touchpoint:ad", "s:delivered_under('operations')", "false"},
    {"delivered by nobody", "touchpoint:bare", "s:delivered_under('acme')", "false"},
    {"delivered under what is gone", "touchpoint:ad", "s:delivered_under('archive')", "false"},
    {"equal to itself", "touchpoint:ad", "s == s", "true"},

    {"a handoff", "handoff:ad->welcome", "{ s.key, s.name, s.kind, s.from, s.to }",
     "{ad->welcome Advert → Welcome mail handoff <ad> <welcome>}"},
    {"units of both sides", "handoff:ad->welcome", "#s.units", "2"},
    {"what a handoff has not", "handoff:ad->welcome",
     "{ show(s.stage), show(s.journey), show(s.channel), show(s.criticality), show(s.order),"
     " show(s.managed), show(s.moment_of_truth), s.tags, show(s.attr.x), s:has_tag('campaign') }",
     "{nil nil nil nil nil nil nil {} nil false}"},
    {"a side", "handoff:ad->welcome", "s.to.criticality", "3"},
    {"a side is one thing", "handoff:ad->welcome", "s.from == s.from and s.from ~= s.to", "true"},
    {"delivered under either side", "handoff:ad->welcome",
     "{ s:delivered_under('support'), s:delivered_under('marketing'), s:delivered_under('billing') }",
     "{true true false}"},
    {"a journey", "journey:buy", "{ s.key, s.name, s.kind, s.lead, s.team, s.units, s.tags }",
     "{buy Buying journey cmo onboarding {} {}}"},
    {"a journey without", "journey:help", "{ show(s.lead), show(s.team), show(s.stage) }",
     "{nil nil nil}"},
    {"the enterprise", "enterprise", "{ s.key, s.name, s.kind, s.units }",
     "{ the enterprise enterprise {}}"},

    {"an unknown field", "touchpoint:ad", "s.stge",
     "a touchpoint has no field \"stge\"; did you mean \"stage\"?"},
    {"a far field", "touchpoint:ad", "s.colour", "a touchpoint has no field \"colour\""},
    {"an unknown method", "touchpoint:ad", "s:hastag('x')",
     "a touchpoint has no field \"hastag\"; did you mean \"has_tag\"?"},
    {"the sides of a touchpoint", "touchpoint:ad", "s.from", "a touchpoint has no field \"from\""},
    {"a number", "touchpoint:ad", "s[1]",
     "a touchpoint has named fields, and none for the number 1"},
    {"an unknown field of a handoff", "handoff:ad->welcome", "s.form",
     "a handoff has no field \"form\"; did you mean \"from\"?"},
    {"a tag that is none", "touchpoint:ad", "s:has_tag(3)",
     "has_tag takes a tag, found the number 3"},
    {"a dot for a colon", "touchpoint:ad", "s.has_tag('x')",
     "has_tag is asked of a subject, with a colon: s:has_tag(…)"},
    {"an unknown unit", "touchpoint:ad", "s:delivered_under('marketting')",
     "delivered_under: unknown unit \"marketting\"; did you mean \"marketing\"?"},
    {"a position for a unit", "touchpoint:ad", "s:delivered_under('position:cmo')",
     "delivered_under takes a unit: its key, \"unit:key\" or a view, found \"position:cmo\""},
    {"another view for a unit", "touchpoint:ad", "s:delivered_under(s)",
     "delivered_under takes a unit: its key, \"unit:key\" or a view, found a view of a touchpoint"},
};

static const struct row organization_rows[] = {
    {"the date", "touchpoint:ad", "org.date()", "2026-03-01"},
    {"days since", "touchpoint:ad", "org.days_since('2026-02-01')", "28"},
    {"days since a day to come", "touchpoint:ad", "org.days_since('2026-03-02')", "-1"},
    {"days since no day", "touchpoint:ad", "org.days_since('soon')", "nil"},
    {"days since nothing", "touchpoint:ad", "org.days_since(nil)", "nil"},
    {"a department", "touchpoint:ad", "org.department('position:billing-head').key", "operations"},
    {"the department of a unit", "touchpoint:ad", "org.department(org.unit('campaigns')).key",
     "marketing"},
    {"the department of nobody", "touchpoint:ad", "org.department(nil)", "nil"},
    {"the department of a team", "touchpoint:ad", "org.department('team:onboarding')",
     "org.department takes a position or unit: \"kind:key\" or a view, found \"team:onboarding\""},
    {"a function", "touchpoint:ad", "org.func('position:agent')", "service"},
    {"no function", "touchpoint:ad", "org.func('unit:acme')", "nil"},
    {"a journey by its key", "touchpoint:ad", "org.journey('buy').lead", "cmo"},
    {"an unknown journey", "touchpoint:ad", "org.journey('by')",
     "org.journey: unknown journey \"by\"; did you mean \"buy\"?"},
    {"handoffs", "touchpoint:ad",
     "(function() local n = 0 for h in org.handoffs() do n = n + 1 end return n end)()", "2"},
    {"acting until", "touchpoint:ad", "org.position('cmo').acted_until", "nil"},
    {"a position", "touchpoint:ad",
     "(function(p) return { p.key, p.title, p.unit, show(p.reports_to), p.office, p.dotted_to,"
     " p.grade, p.vacant, show(p.attr.site) } end)(org.position('cxo'))",
     "{cxo Chief Experience acme ceo cxo {} E2 true berlin}"},
    {"a position in full", "touchpoint:ad", "org.position('position:campaign-lead').dotted_to",
     "{coo cfo}"},
    {"what a position has not", "touchpoint:ad",
     "(function(p) return { show(p.reports_to), show(p.attr.site), p.vacant } end)"
     "(org.position('ceo'))",
     "{nil nil false}"},
    {"a seat", "touchpoint:ad",
     "org.position('coo'):holders()[2].person .. ' ' .."
     " org.position('coo'):holders()[2].kind",
     "cid delegate"},
    {"seats", "touchpoint:ad", "#org.position('coo'):holders()", "2"},
    {"no seats", "touchpoint:ad", "#org.position('cmo'):holders()", "0"},
    {"an acting seat", "touchpoint:ad", "org.position('cfo'):holders()[1].kind", "acting"},
    {"under", "touchpoint:ad",
     "(function(p) return { p:under('cmo'), p:under('position:ceo'), p:under('coo'), p:under(p) }"
     " end)(org.position('campaign-lead'))",
     "{true true false false}"},
    {"commands", "touchpoint:ad",
     "(function(p) return { p:commands('unit:campaigns', s), p:commands('position:coo', s),"
     " p:commands(org.unit('support'), s), p:commands('team:onboarding', s) }"
     " end)(org.position('cmo'))",
     "{true true true true}"}, /* by mandate over the stage */
    {"commands without a subject", "touchpoint:ad",
     "(function(p) return { p:commands('unit:campaigns'), p:commands('position:coo') }"
     " end)(org.position('cmo'))",
     "{true false}"},
    {"commands on another subject", "touchpoint:call",
     "{ org.position('cmo'):commands('position:coo', s), org.position('cxo'):commands('office:coo', s),"
     " org.position('ceo'):commands('person:bob', s) }",
     "{false true true}"},
    {"a unit", "touchpoint:ad",
     "(function(u) return { u.key, u.name, u.parent, u.kind, u.func, u.tags, u.attr.floor, u:head() }"
     " end)(org.unit('marketing'))",
     "{marketing Marketing acme department marketing {growth brand} 3 <cmo>}"},
    {"a unit without head", "touchpoint:ad", "org.unit('support'):head()", "nil"},
    {"units below", "touchpoint:ad",
     "(function(u) return { u:under('marketing'), u:under(org.unit('acme')), u:under('campaigns'),"
     " u:under('finance') } end)(org.unit('campaigns'))",
     "{true true true false}"},
    {"a person", "touchpoint:ad", "{ org.person('ann').name, org.person('ann').email }",
     "{Ann ann@acme.test}"},
    {"a person without e-mail", "touchpoint:ad", "org.person('bob').email", "nil"},
    {"a team", "touchpoint:ad", "{ org.team('onboarding').kind, org.team('onboarding').lead }",
     "{cross coo}"},
    {"an office", "touchpoint:ad",
     "{ org.office('cfo'), org.office('CCO'), org.office('office:cxo') }", "{<cfo> <cxo> <cxo>}"},
    {"an office of two", "touchpoint:ad", "{ org.office('lead') }", "{<agent> <billing-head>}"},
    {"an office of nobody", "touchpoint:ad", "org.office('cto')", "nil"},
    {"names", "touchpoint:ad",
     "org.names({ 'position:coo', org.unit('billing'), 'team:onboarding', 'person:ann', s,"
     " 'office:cxo' })",
     "Chief Operations, the unit 'Billing', the team 'Onboarding', Ann, the touchpoint 'Advert' and "
     "Chief Experience"},
    {"names of more", "touchpoint:ad",
     "org.names({ 'unit:acme', 'unit:billing', 'unit:support', 'unit:finance', 'unit:campaigns',"
     " 'unit:marketing', 'unit:operations' })",
     "the unit 'Acme', the unit 'Billing', the unit 'Support', the unit 'Finance', the unit "
     "'Campaigns' and 2 more"},
    {"the name of one", "touchpoint:ad", "org.names('handoff:ad->welcome')",
     "the passage 'Advert → Welcome mail'"},
    {"names of what is gone", "touchpoint:ad", "org.names('unit:archive')", "nobody"},
    {"names of what never was", "touchpoint:ad", "org.names('unit:supprt')",
     "org.names: unknown unit \"supprt\"; did you mean \"support\"?"},
    {"names of a number", "touchpoint:ad", "org.names({ 1 })",
     "org.names takes a reference such as \"position:coo\", a view, or a list of these, found the "
     "number 1"},
    {"names of fields", "touchpoint:ad", "org.names({ a = 'unit:acme' })",
     "org.names takes a list without gaps and without named fields"},
    {"who sits in a position", "touchpoint:ad", "org.seated('position:ceo')", "{ann}"},
    {"who sits in several", "touchpoint:ad",
     "org.seated({ 'unit:acme', 'team:onboarding', org.position('coo') })", "{ann bob cid}"},
    {"who sits in nothing", "touchpoint:ad", "org.seated({})", "{}"},
    {"who sits in a touchpoint", "touchpoint:ad", "org.seated(s)",
     "org.seated takes holders, found a touchpoint"},
    {"units that it heads", "touchpoint:ad",
     "{ org.position('coo').heads, org.position('agent').heads }", "{{operations} {}}"},
    {"places", "touchpoint:ad",
     "org.places({ 'unit:support', 'team:onboarding', 'person:ann', 'position:coo', 'office:cxo' })",
     "{unit:support position:cmo position:coo position:ceo position:coo position:cxo}"},
    {"places of nothing", "touchpoint:ad", "org.places({})", "{}"},
    {"places of a touchpoint", "touchpoint:ad", "org.places(s)",
     "org.places takes holders, found a touchpoint"},
    {"positions of a unit", "touchpoint:ad", "org.unit('operations'):positions()",
     "{coo billing-head agent}"},
    {"positions of the top", "touchpoint:ad", "#org.unit('acme'):positions()", "8"},
    {"what a unit delivers", "touchpoint:ad",
     "{ org.unit('marketing'):delivered(), org.unit('acme'):delivered(),"
     " org.unit('finance'):delivered() }",
     "{2 4 0}"},
    {"a touchpoint by its key", "touchpoint:ad", "org.touchpoint('touchpoint:ad') == s", "true"},
    {"an unknown touchpoint", "touchpoint:ad", "org.touchpoint('add')",
     "org.touchpoint: unknown touchpoint \"add\"; did you mean \"ad\"?"},
    {"how many", "touchpoint:ad",
     "{ org.count('touchpoints'), org.count('positions'), org.count('handoffs') }", "{5 8 2}"},
    {"how many of what is none", "touchpoint:ad", "org.count('units.csv')",
     "org.count takes what org goes through, such as \"touchpoints\", found \"units.csv\""},
    {"commanded in a rule", "touchpoint:ad", "org.position('coo'):commanded()",
     "commanded can be read only in the test of a check: what a rule gives must not depend on what "
     "other rules give"},
    {"letters by what they are for", "touchpoint:ad",
     "{ org.letter('accountable'), org.letter('responsible'), org.letter('Informed'),"
     " show(org.letter('Verifies')) }",
     "{A R I nil}"},
    {"a letter for nothing", "touchpoint:ad", "org.letter()",
     "org.letter takes what a letter is for, such as \"accountable\" or \"Informed\", found "
     "nothing"},
    {"gone on the date", "touchpoint:ad", "org.unit('archive')", "nil"},

    {"positions", "touchpoint:ad", "all(org.positions())",
     "{<agent> <billing-head> <campaign-lead> <ceo> <cfo> <cmo> <coo> <cxo>}"},
    {"units", "touchpoint:ad", "all(org.units())",
     "{<acme> <billing> <campaigns> <finance> <marketing> <operations> <support>}"},
    {"people", "touchpoint:ad", "all(org.people())", "{<ann> <bob> <cid>}"},
    {"teams", "touchpoint:ad", "all(org.teams())", "{<onboarding>}"},
    {"journeys", "touchpoint:ad", "all(org.journeys())", "{<buy> <help>}"},
    {"channels", "touchpoint:ad", "all(org.channels())", "{<phone> <web>}"},
    {"stages", "touchpoint:ad", "all(org.stages())",
     "{<awareness> <onboarding> <support> <usage>}"},
    {"touchpoints", "touchpoint:ad", "all(org.touchpoints())",
     "{<ad> <bare> <call> <invoice> <welcome>}"},
    {"the order of stages", "touchpoint:ad",
     "(function(r) for x in org.stages() do r[#r + 1] = show(x.order) end return r end)({})",
     "{1 2 nil 3}"},
    {"links", "touchpoint:ad",
     "(function(r) for x in org.links() do r[#r + 1] = x.from .. '-' .. x.kind .. '-' .. x.to end"
     " return r end)({})",
     "{ad-promise-welcome call-feedback-welcome}"},
    {"mandates", "touchpoint:ad",
     "(function(r) for x in org.mandates() do r[#r + 1] = x.position .. ' ' .. x.scope end"
     " return r end)({})",
     "{cmo stage:awareness cxo *}"},
    {"walks", "touchpoint:ad",
     "(function(r) for x in org.walks() do r[#r + 1] = x.position .. ' ' .. x.channel .. ' ' .. x.date"
     " end return r end)({})",
     "{cxo web 2026-02-01}"},
    {"a walk within a walk", "touchpoint:ad",
     "(function(n) for a in org.stages() do for b in org.stages() do n = n + (a == b and 1 or 0) end"
     " end return n end)(0)",
     "4"},
    {"an iterator keeps nothing", "touchpoint:ad",
     "(function() local step = org.stages() return { step(nil, nil), step(nil, nil),"
     " step(nil, step(nil, nil)) } end)()",
     "{<awareness> <awareness> <onboarding>}"},
    {"the subject among touchpoints", "touchpoint:ad",
     "(function() for t in org.touchpoints() do if t == s then return t.key end end end)()", "ad"},
    {"things as keys", "touchpoint:ad",
     "(function(t) t[org.unit('acme')] = 1 return t[org.unit('unit:acme')] end)({})", "1"},
    {"different things", "touchpoint:ad", "org.unit('acme') == org.unit('support')", "false"},
    {"kinds of one key", "touchpoint:ad", "org.team('onboarding') == org.unit('acme')", "false"},

    {"an unknown position", "touchpoint:ad", "org.position('cooo')",
     "org.position: unknown position \"cooo\"; did you mean \"coo\"?"},
    {"an unknown unit", "touchpoint:ad", "org.unit('nothing-of-the-kind')",
     "org.unit: unknown unit \"nothing-of-the-kind\""},
    {"no key", "touchpoint:ad", "org.position()",
     "org.position takes a position: its key, \"position:key\" or a view, found nothing"},
    {"no key at all", "touchpoint:ad", "org.position('Chief')",
     "org.position takes a position: its key, \"position:key\" or a view, found \"Chief\""},
    {"an unknown function", "touchpoint:ad", "org.postion('coo')",
     "org has no function \"postion\"; did you mean \"position\"?"},
    {"no function", "touchpoint:ad", "org[1]",
     "org has named functions, and none for the number 1"},
    {"an unknown field of a unit", "touchpoint:ad", "org.unit('acme').function_",
     "a unit has no field \"function_\""},
    {"an unknown field of a link", "touchpoint:ad",
     "(function() for x in org.links() do return x.kinds end end)()",
     "a link has no field \"kinds\"; did you mean \"kind\"?"},
    {"a column that is a method", "touchpoint:ad", "org.unit('marketing').head.key",
     "attempt to index a function value (field 'head')"},
    {"an unknown holder", "touchpoint:ad", "org.position('coo'):commands('position:agnt', s)",
     "commands: unknown position \"agnt\"; did you mean \"agent\"?"},
    {"a bare holder", "touchpoint:ad", "org.position('coo'):commands('agent', s)",
     "commands: its holder must be a reference of the form \"kind:key\", such as \"position:coo\" "
     "or \"unit:ops\", found \"agent\""},
    {"no subject", "touchpoint:ad", "org.position('coo'):commands('position:agent', 'ad')",
     "commands takes a subject, found \"ad\""},
    {"an office of two to command", "touchpoint:ad",
     "org.position('coo'):commands('office:lead', s)",
     "commands: 2 positions have the office \"lead\"; name one of them"},
    {"a dot for a colon", "touchpoint:ad", "org.position('coo').under('ceo')",
     "under is asked of a position, with a colon: x:under(…)"},
    {"a method of another kind", "touchpoint:ad",
     "org.position('coo').under(org.unit('acme'), 'coo')",
     "under is asked of a position, with a colon: x:under(…)"},
    {"a write", "touchpoint:ad", "(function() s.stage = 'usage' end)()",
     "a touchpoint is read-only"},
    {"a write to attributes", "touchpoint:ad", "(function() s.attr.x = 'usage' end)()",
     "a touchpoint is read-only"},
    {"a write to org", "touchpoint:ad", "(function() org.x = 1 end)()", "org is read-only"},
    {"a statement", "touchpoint:ad", "rule('late')",
     "rule stands by itself in a policy file: a function that is called for a subject cannot "
     "declare anything"},
    {"a parameter", "touchpoint:ad", "param('x', 1)",
     "param stands by itself in a policy file: a function that is called for a subject cannot "
     "declare anything"},
};

static const char helpers[] = "policy {}\n"
                              "local function show(v)\n"
                              "  if type(v) == 'userdata' then return '<' .. v.key .. '>' end\n"
                              "  if type(v) ~= 'table' then return tostring(v) end\n"
                              "  local t = {} for i = 1, #v do t[i] = show(v[i]) end\n"
                              "  return '{' .. table.concat(t, ' ') .. '}'\n"
                              "end\n"
                              "local function all(step)\n"
                              "  local t = {} for x in step do t[#t + 1] = x end return t\n"
                              "end\n";

static const char *kind_of(const char *subject)
{
    static char kind[32];
    (void)snprintf(kind, sizeof kind, "%.*s", (int)strcspn(subject, ":"), subject);
    return kind;
}

static int function_of(const raci_policy *policy)
{
    return policy_rule(policy, "r")->assign.items[0].holder->function;
}

/* The expression's value comes as the text of an error: nothing else leaves. */
static void sees(void **state)
{
    const struct row *row = *state;
    char text[2048];
    ri_call_failure failure = {"", 0, ""};
    const ri_holder *holder = NULL;
    (void)snprintf(text, sizeof text,
                   "%srule 'r' { on = '%s', assign = { A = function(s)\nerror(show(%s)) end } }",
                   helpers, kind_of(row->subject), row->expression);
    raci_policy *policy = policy_of(model, text);
    assert_int_equal(ri_policy_begin(policy, snapshot, NULL), RACI_OK);
    ri_policy_set_model(policy, model);
    assert_false(ri_policy_call_holder(policy, function_of(policy), named(snapshot, row->subject),
                                       &holder, &failure));
    assert_string_equal(failure.message, row->expected);
    assert_int_equal(failure.line, 12);
    assert_non_null(strstr(failure.file, "policy.lua"));
    raci_policy_free(policy);
}

static void expires(void **state)
{
    (void)state;
    const ri_holder *holder = NULL;
    ri_call_failure failure;
    raci_policy *policy = policy_of(model, "policy {}\nlocal kept\n"
                                           "rule 'r' { assign = { A = function(s)\n"
                                           "  kept = kept or org.unit('acme')\n"
                                           "  return 'unit:' .. kept.key end } }");
    int function = function_of(policy);
    ri_ref ad = named(snapshot, "touchpoint:ad");
    assert_int_equal(ri_policy_begin(policy, snapshot, NULL), RACI_OK);
    assert_true(ri_policy_call_holder(policy, function, ad, &holder, &failure));
    assert_string_equal(holder->key, "acme");
    assert_int_equal(ri_policy_begin(policy, snapshot, NULL), RACI_OK);
    assert_false(ri_policy_call_holder(policy, function, ad, &holder, &failure));
    assert_string_equal(failure.message,
                        "this unit is of an earlier run; keep its key, and ask org for it");
    raci_policy_free(policy);
}

static void says_when_names_were_not_loaded(void **state)
{
    (void)state;
    const ri_holder *holder = NULL;
    ri_call_failure failure;
    ri_snapshot *nameless = NULL;
    raci_policy *policy =
        policy_of(model, "policy {}\nrule 'r' { assign = { A = function(s) return s.name end } }");
    assert_int_equal(ri_snapshot_load(&nameless, model, day("2026-03-01"), false, NULL), RACI_OK);
    assert_int_equal(ri_policy_begin(policy, nameless, NULL), RACI_OK);
    assert_false(ri_policy_call_holder(policy, function_of(policy),
                                       named(nameless, "touchpoint:ad"), &holder, &failure));
    assert_string_equal(failure.message, "names were not loaded for this run");
    raci_policy_free(policy);
    ri_snapshot_free(nameless);
}

/* On a snapshot of one touchpoint: what a function asks for is loaded and asked for
   again, until it has all. */
static void asks_for_what_was_not_loaded(void **state)
{
    (void)state;
    static const char text[] =
        "policy {}\nrule 'r' { assign = { A = function(s)\n"
        "  local n = 0 for p in org.positions() do n = n + 1 end\n"
        "  local u = org.unit('finance')\n"
        "  return { 'position:' .. u:head().key, n == 8 and 'team:onboarding' or nil } end } }";
    const ri_holder *holder = NULL;
    ri_call_failure failure;
    ri_focus *focus = NULL;
    ri_snapshot *s = NULL;
    raci_policy *policy = policy_of(model, text);
    int rounds = 0;
    assert_int_equal(ri_focus_new(&focus, model, day("2026-03-01"), NULL), RACI_OK);
    assert_int_equal(ri_focus_add(focus, RI_TOUCHPOINT, "ad", NULL), RACI_OK);
    do {
        ri_snapshot_free(s);
        assert_int_equal(ri_snapshot_focus(&s, focus, NULL), RACI_OK);
        assert_int_equal(ri_policy_begin(policy, s, NULL), RACI_OK);
        ri_policy_set_model(policy, model);
        holder = NULL;
        (void)ri_policy_call_holder(policy, function_of(policy), named(s, "touchpoint:ad"), &holder,
                                    &failure);
        assert_true(++rounds < 10);
    } while (ri_focus_extend(focus, s));
    assert_true(rounds > 1);
    assert_non_null(holder);
    assert_int_equal(holder->n_items, 2);
    assert_string_equal(holder->items[0]->key, "cfo");
    raci_policy_free(policy);
    ri_snapshot_free(s);
    ri_focus_free(focus);
}

/* rules/meta/raci.lua describes every field to editors. */
static void every_field_is_annotated(void **state)
{
    (void)state;
    char meta[32768];
    FILE *file = fopen("rules/meta/raci.lua", "rb");
    assert_non_null(file);
    size_t length = fread(meta, 1, sizeof meta - 1, file);
    assert_int_equal(fclose(file), 0);
    meta[length] = '\0';
    for (uint32_t shape = 0; shape < RI_SHAPE_COUNT; shape++) {
        const ri_field *field = ri_subject_fields(shape);
        const char *name = field != NULL ? "subject" : ri_shape_name(shape);
        field = field != NULL ? field : ri_org_fields(shape);
        char class[64];
        (void)snprintf(class, sizeof class, "---@class raci.%c%s\n", name[0] - 'a' + 'A', name + 1);
        const char *begin = field != NULL ? strstr(meta, class) : NULL;
        assert_int_equal(begin != NULL, field != NULL);
        for (; field != NULL && field->name != NULL; field++) {
            char line[64];
            (void)snprintf(line, sizeof line, "---@field %s", field->name);
            const char *at = strstr(begin, line);
            if (at == NULL || strchr(" ?", at[strlen(line)]) == NULL ||
                (strstr(begin, "\n\n") != NULL && at > strstr(begin, "\n\n"))) {
                fail_msg("%s has no %s", class, line);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_annotated),
        cmocka_unit_test(expires),
        cmocka_unit_test(says_when_names_were_not_loaded),
        cmocka_unit_test(asks_for_what_was_not_loaded),
    };
    model = organization(policy_organization);
    snapshot = snapshot_at(model, "2026-03-01");
    int failed = cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("subjects", subjects, sees) +
                 RUN_ROWS("organization", organization_rows, sees);
    ri_snapshot_free(snapshot);
    raci_model_close(model);
    return failed;
}

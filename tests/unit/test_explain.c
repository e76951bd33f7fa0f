/* What keeps a rule from applying, and whom it would give a letter: that explaining and
   evaluating never disagree, and which condition is told first. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#define add_holder random_holder
#include "random_organization.h"
#undef add_holder

#include "policies.h"
#include "resolve/explain.h"
#include "resolve/subjects.h"

/* ---- on random organizations ---- */

static const char *const kinds_on[] = {"touchpoint", "touchpoint", "handoff", "journey",
                                       "enterprise"};
static const char *const matches[] = {
    "stage = \"s0\"",
    "stage = except { \"s1\" }",
    "channel = { \"c0\", \"c1\" }",
    "journey = \"j0\"",
    "journey = except { \"j1\", \"j2\" }",
    "unit = { \"u1\", \"u3\" }",
    "unit = except { \"u0\" }",
    "key = { \"t?\", \"x*\" }",
    "key = except { \"*0\", \"t1\" }",
    "attr = { note = \"n\" }",
    "criticality = except { 3 }",
    "criticality = { min = 1 }",
    "managed = true",
    "moment_of_truth = true",
    "tag = except { \"none\" }",
};
static const char *const holders[] = {
    "head_of_delivering_unit()",
    "delivering_units()",
    "journey_lead()",
    "team_of_journey()",
    "\"position:p0\"",
    "{ \"unit:u1\", \"position:p2\" }",
    "\"person:q1\"",
    "\"team:g0\"",
    "\"office:cxo\"",
    "head_of(\"unit:u2\")",
    "lead_of(\"team:g1\")",
    "manager_of(\"position:p3\")",
    "function(s) return \"position:p1\" end",
    "function(s) return nil end",
    "function(s) return s.nothing end",
};
static const char *const whens[] = {
    "function(s) return s.key ~= nil and s.key > \"t3\" end",
    "function(s) return true end",
    "function(s) return s.nothing end",
    "function(s) return s.stage == \"s0\" end",
};

static void add_random_match(ri_text *out, const char *on)
{
    uint32_t n = random_below(4);
    if (strcmp(on, "enterprise") == 0 || n == 0) {
        return;
    }
    if (strcmp(on, "journey") == 0) {
        ri_text_add(out, chance(50) ? " match = { key = \"j?\" }," : " match = { key = \"j1\" },");
        return;
    }
    bool handoff = strcmp(on, "handoff") == 0;
    ri_text_add(out, " match = {");
    for (int side = 0; side < (handoff ? 2 : 1); side++) {
        uint32_t begin = random_below(COUNT(matches));
        ri_text_add(out, !handoff ? "" : side == 0 ? " from = {" : " to = {");
        /* Two of one dimension would be one key of the table: the places differ. */
        ri_text_format(out, " %s,", matches[begin]);
        if (n > 1 && begin > 1 && begin < 11) {
            ri_text_format(out, " %s,", n > 2 ? matches[12] : matches[13]);
        }
        ri_text_add(out, handoff ? " }," : "");
    }
    if (handoff && chance(50)) {
        ri_text_format(out, " crosses_departments = %s,", chance(50) ? "true" : "false");
    }
    ri_text_add(out, " },");
}

static void add_random_rule(ri_text *out, uint32_t i)
{
    static const char *const tiers[] = {"default", "rule", "rule", "exception", "law"};
    const char *on = kinds_on[random_below(COUNT(kinds_on))];
    ri_text_format(out, "%s \"r%02u\" { because = \"x\", on = \"%s\",", tiers[random_below(5)],
                   (unsigned)i, on);
    add_random_match(out, on);
    if (chance(30)) {
        ri_text_format(out, " when = %s,", whens[random_below(COUNT(whens))]);
    }
    if (chance(20)) {
        ri_text_format(out, " from = \"%s\",", dates[1 + random_below(3)]);
    } else if (chance(20)) {
        ri_text_format(out, " to = \"%s\",", dates[1 + random_below(3)]);
    }
    if (i > 0 && chance(30)) {
        ri_text_format(out, " overrides = { \"r%02u\" },", random_below(i));
    }
    ri_text_format(out, " assign = { A = %s, R = %s }", holders[random_below(COUNT(holders))],
                   holders[random_below(COUNT(holders))]);
    ri_text_add(out, chance(30) ? ", forbid = { A = under(\"unit:u1\") } }\n" : " }\n");
}

static void has_holder(const ri_outcome *outcome, ri_source winner, const ri_would_give *gives)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        bool found = false;
        if (outcome->givings[i].winner != winner) {
            continue;
        }
        n++;
        for (uint32_t k = 0; k < gives->n_holders; k++) {
            found = found || gives->holders[k] == outcome->givings[i].holder;
        }
        assert_true(found);
    }
    assert_int_equal(gives->n_holders, n);
}

static bool is_among(const ri_source *sources, uint32_t n, ri_source source)
{
    for (uint32_t i = 0; i < n; i++) {
        if (sources[i] == source) {
            return true;
        }
    }
    return false;
}

/* Everything explained for one letter, before the subject is resolved. */
typedef struct explained {
    ri_source *sources;
    uint32_t n;
    ri_hurdle *hurdles;
    ri_would_give *gives;
} explained;

static explained explain_all(ri_resolver *r, ri_ref subject, uint8_t letter, ri_arena *arena)
{
    explained all = {0};
    raci_error err = {0};
    assert_int_equal(ri_explain_sources(&all.sources, &all.n, r, subject, letter, arena, &err),
                     RACI_OK);
    all.hurdles = ri_arena_array(arena, all.n, sizeof *all.hurdles);
    all.gives = ri_arena_array(arena, all.n, sizeof *all.gives);
    for (uint32_t i = 0; i < all.n; i++) {
        assert_int_equal(
            ri_explain_hurdle(&all.hurdles[i], r, all.sources[i], subject, arena, &err), RACI_OK);
        bool applies = all.hurdles[i].kind == RI_HURDLE_NONE;
        assert_int_equal(all.hurdles[i].failing == 0, applies);
        assert_int_equal(ri_explain_holders(&all.gives[i], r, all.sources[i], subject, letter,
                                            applies, arena, &err),
                         RACI_OK);
        assert_true(all.gives[i].known || !applies);
    }
    return all;
}

static size_t agree_on_subject(ri_resolver *r, ri_ref subject, uint8_t letter, ri_arena *arena)
{
    raci_error err = {0};
    const ri_settlement *t = NULL;
    size_t apply = 0;
    explained all = explain_all(r, subject, letter, arena);
    assert_int_equal(ri_resolve(&t, r, subject, &err), RACI_OK);
    const ri_outcome *outcome = &t->letters[letter];
    for (uint32_t i = 0; i < all.n; i++) {
        bool applies = all.hurdles[i].kind == RI_HURDLE_NONE;
        if (is_among(t->applicable, t->n_applicable, all.sources[i]) != applies) {
            fail_msg("%s: explained as %s", ri_source_name(r, all.sources[i]),
                     applies ? "applying" : "not applying");
        }
        if (is_among(outcome->winners, outcome->n_winners, all.sources[i])) {
            has_holder(outcome, all.sources[i], &all.gives[i]);
        }
        apply += applies;
    }
    /* Nothing wins that was not explained. */
    for (uint32_t i = 0; i < outcome->n_winners; i++) {
        assert_true(is_among(all.sources, all.n, outcome->winners[i]));
    }
    return apply;
}

static size_t agree_on_organization(raci_model *model, const char *date)
{
    raci_error err = {0};
    ri_text text = RI_TEXT_INIT;
    ri_snapshot *s = NULL;
    ri_resolver *r = NULL;
    int32_t day = 0;
    size_t apply = 0;
    ri_text_add(&text, "policy { name = \"t\", scheme = \"RACI\" }\n");
    for (uint32_t i = 0; i < 14; i++) {
        add_random_rule(&text, i);
    }
    raci_policy *policy = policy_of(model, text.bytes);
    assert_true(ri_day_parse(date, strlen(date), &day));
    assert_int_equal(ri_snapshot_load(&s, model, day, true, &err), RACI_OK);
    assert_int_equal(ri_resolver_new(&r, policy, s, &err), RACI_OK);
    ri_arena *arena = ri_arena_new();
    for (uint32_t i = 0; i < ri_subject_count(s); i++) {
        for (uint8_t letter = 0; letter < 4; letter++) {
            apply += agree_on_subject(r, ri_subject_at(s, i), letter, arena);
        }
    }
    assert_int_equal(ri_resolver_end(r, &err), RACI_OK);
    ri_arena_free(arena);
    ri_resolver_free(r);
    ri_snapshot_free(s);
    raci_policy_free(policy);
    ri_text_free(&text);
    return apply;
}

static void agrees_with_evaluation(void **state)
{
    size_t tried = 0;
    size_t apply = 0;
    (void)state;
    for (uint32_t seed = 1; tried < 40; seed++) {
        random_state = seed;
        assert_true(seed < 400);
        raci_model *model = random_organization();
        if (model != NULL) {
            apply += agree_on_organization(model, dates[seed % COUNT(dates)]);
            tried++;
        }
        raci_model_close(model);
    }
    assert_true(apply > 1000); /* the rules are not beside the point */
}

/* ---- what is told ---- */

static const char files[] =
    "== units.csv\nkey,parent,head,kind\nco,,boss,company\nsales,co,seller,department\n"
    "ops,co,runner,department\ncare,ops,,team\n"
    "== positions.csv\nkey,unit,reports_to,office\nboss,co,,ceo\nseller,sales,boss,\n"
    "runner,ops,boss,\n"
    "== stages.csv\nkey\nbuy\nuse\n== channels.csv\nkey\nweb\n"
    "== journeys.csv\nkey,lead\nmain,seller\n"
    "== touchpoints.csv\nkey,journey,stage,channel,criticality,order,units,tags,managed,region\n"
    "ad,main,buy,web,2,1,sales,loud,,north\ncall,main,use,,4,2,care,,no,\n"
    "== stated.csv\ntouchpoint,letter,holder\nad,A,position:runner\n";

static const struct row {
    const char *name;
    const char *subject;
    const char *rule; /* its fields but `assign` */
    const char *told; /* kind, side, dimension, how many fail */
} rows[] = {
    {"it applies", "touchpoint:ad", "match = { stage = \"buy\" }", "none 0"},
    {"no match at all", "touchpoint:ad", "", "none 0"},
    {"one condition", "touchpoint:ad", "match = { stage = \"use\" }", "condition stage 1"},
    {"the first of two", "touchpoint:ad", "match = { stage = \"use\", tag = \"quiet\" }",
     "condition stage 2"},
    {"the one that fails", "touchpoint:ad", "match = { stage = \"buy\", tag = \"quiet\" }",
     "condition tag 1"},
    {"a value that is not there", "touchpoint:call", "match = { channel = \"web\" }",
     "condition channel 1"},
    {"except, and it is", "touchpoint:ad", "match = { stage = except { \"buy\" } }",
     "condition stage 1"},
    {"except, and it is not", "touchpoint:call", "match = { channel = except { \"web\" } }",
     "none 0"},
    {"a glob that fits", "touchpoint:ad", "match = { key = \"a*\" }", "none 0"},
    {"a glob that does not", "touchpoint:ad", "match = { key = { \"b*\", \"?\" } }",
     "condition key 1"},
    {"a unit above", "touchpoint:call", "match = { unit = \"ops\" }", "none 0"},
    {"a unit beside", "touchpoint:call", "match = { unit = \"sales\" }", "condition unit 1"},
    {"an attribute", "touchpoint:ad", "match = { attr = { region = \"south\" } }",
     "condition attr 1"},
    {"a number", "touchpoint:ad", "match = { criticality = { min = 3 } }",
     "condition criticality 1"},
    {"yes and no", "touchpoint:call", "match = { managed = true }", "condition managed 1"},
    {"not yet", "touchpoint:ad", "from = \"2026-07-01\"", "early 1"},
    {"not any more", "touchpoint:ad", "to = \"2026-06-01\"", "late 1"},
    {"not yet, and it would not match", "touchpoint:ad",
     "from = \"2026-07-01\", match = { stage = \"use\" }", "early 2"},
    {"about something else", "touchpoint:ad", "on = \"journey\"", "kind 1"},
    {"about something else, and nothing else can hold", "journey:main",
     "match = { stage = \"use\", tag = \"x\" }", "kind 3"},
    {"a journey by key", "journey:main", "on = \"journey\", match = { key = \"side\" }",
     "condition key 1"},
    {"a journey by key, before its time", "journey:main",
     "on = \"journey\", match = { key = \"side\" }, from = \"2026-07-01\"", "early 2"},
    {"where it comes from", "handoff:ad->call",
     "on = \"handoff\", match = { from = { stage = \"use\" } }", "condition from stage 1"},
    {"where it goes", "handoff:ad->call",
     "on = \"handoff\", match = { from = { stage = \"buy\" }, to = { stage = \"buy\" } }",
     "condition to stage 1"},
    {"within departments", "handoff:ad->call",
     "on = \"handoff\", match = { crosses_departments = false, to = { stage = \"buy\" } }",
     "crossing 2"},
    {"the enterprise", "enterprise", "on = \"enterprise\"", "none 0"},
    {"when says no", "touchpoint:ad", "when = function(t) return t.stage == \"use\" end", "when 1"},
    {"when is asked last", "touchpoint:ad",
     "match = { stage = \"use\" }, when = function(t) return t.nothing end", "condition stage 1"},
    {"when fails", "touchpoint:ad", "when = function(t) return t.nothing end", "failed 1"},
};

static void add_told(ri_text *out, const ri_hurdle *hurdle)
{
    static const char *const kinds[] = {"none",     "early",     "late", "kind",
                                        "crossing", "condition", "when", "failed"};
    static const char *const dimensions[] = {
        "key", "journey", "stage",       "channel",         "unit",
        "tag", "attr",    "criticality", "moment_of_truth", "managed"};
    static const char *const sides[] = {"", "from ", "to "};
    ri_text_format(out, "%s ", kinds[hurdle->kind]);
    if (hurdle->kind == RI_HURDLE_CONDITION) {
        ri_text_format(out, "%s%s ", sides[hurdle->side], dimensions[hurdle->condition->dimension]);
    }
    ri_text_format(out, "%u", (unsigned)hurdle->failing);
    assert_int_equal(hurdle->failure != NULL, hurdle->kind == RI_HURDLE_FAILED);
}

/* A resolver over `files` on 2026-06-15. */
typedef struct prepared {
    raci_model *model;
    raci_policy *policy;
    ri_snapshot *s;
    ri_resolver *r;
    ri_arena *arena;
} prepared;

static prepared prepare(const char *policy)
{
    prepared p = {.model = organization(files), .arena = ri_arena_new()};
    int32_t day = 0;
    p.policy = policy_of(p.model, policy);
    assert_true(ri_day_parse("2026-06-15", 10, &day));
    assert_int_equal(ri_snapshot_load(&p.s, p.model, day, true, NULL), RACI_OK);
    assert_int_equal(ri_resolver_new(&p.r, p.policy, p.s, NULL), RACI_OK);
    return p;
}

static void drop(prepared *p)
{
    ri_resolver_free(p->r);
    ri_snapshot_free(p->s);
    raci_policy_free(p->policy);
    raci_model_close(p->model);
    ri_arena_free(p->arena);
}

static ri_ref subject_named(const ri_snapshot *s, const char *text)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    assert_true(ri_reference_split(text, &kind, &key));
    return kind == RI_ENTERPRISE ? ri_ref_make(kind, 0) : ri_snapshot_find(s, kind, key);
}

static void tells(void **state)
{
    const struct row *row = *state;
    ri_text text = RI_TEXT_INIT;
    ri_hurdle hurdle;
    uint32_t n = 0;
    ri_text_format(&text,
                   "policy { name = \"t\", scheme = \"RACI\" }\nrule \"r\" { %s%s assign = { A = "
                   "\"position:boss\" } }\n",
                   row->rule, row->rule[0] != '\0' ? "," : "");
    prepared p = prepare(text.bytes);
    ri_ref subject = subject_named(p.s, row->subject);
    ri_text_clear(&text);
    assert_int_equal(ri_explain_hurdle(&hurdle, p.r, 0, subject, p.arena, NULL), RACI_OK);
    add_told(&text, &hurdle);
    assert_string_equal(text.bytes, row->told);
    (void)ri_resolver_failures(p.r, &n); /* explaining notes no failure: evaluating will */
    assert_int_equal(n, 0);
    ri_text_free(&text);
    drop(&p);
}

/* ---- whom it would give the letter ---- */

static void names_holders(void **state)
{
    prepared p =
        prepare("policy { name = \"t\", scheme = \"RACI\" }\n"
                "rule \"a\" { assign = { A = head_of_delivering_unit() } }\n"
                "rule \"b\" { assign = { A = function(t) return \"position:boss\" end } }\n"
                "rule \"c\" { assign = { A = function(t) return t.nothing end } }\n");
    ri_ref call = subject_named(p.s, "touchpoint:call");
    ri_ref ad = subject_named(p.s, "touchpoint:ad");
    ri_would_give gives;
    uint32_t n = 0;
    (void)state;
    uint8_t a = ri_resolver_policy(p.r)->scheme.accountable;
    assert_int_equal(ri_explain_holders(&gives, p.r, 0, ad, a, true, p.arena, NULL), RACI_OK);
    assert_int_equal(gives.n_holders, 1);
    assert_string_equal(ri_snapshot_key(p.s, gives.holders[0]), "seller");
    assert_int_equal(ri_explain_holders(&gives, p.r, 0, call, a, false, p.arena, NULL), RACI_OK);
    assert_int_equal(gives.n_holders, 0);
    assert_int_equal(gives.nobody.why, RI_NOBODY_HEADLESS);
    assert_int_equal(ri_explain_holders(&gives, p.r, 1, ad, a, true, p.arena, NULL), RACI_OK);
    assert_string_equal(ri_snapshot_key(p.s, gives.holders[0]), "boss");
    assert_int_equal(ri_explain_holders(&gives, p.r, 1, ad, a, false, p.arena, NULL), RACI_OK);
    assert_string_equal(ri_snapshot_key(p.s, gives.holders[0]), "boss");
    ri_ref enterprise = ri_ref_make(RI_ENTERPRISE, 0);
    assert_int_equal(ri_explain_holders(&gives, p.r, 1, enterprise, a, false, p.arena, NULL),
                     RACI_OK);
    assert_false(gives.known); /* a function is not asked about other kinds of subjects */
    assert_int_equal(ri_explain_holders(&gives, p.r, 2, ad, a, false, p.arena, NULL), RACI_OK);
    assert_false(gives.known); /* nor does its failure tell anything where it is not meant */
    assert_int_equal(ri_explain_holders(&gives, p.r, 2, ad, a, true, p.arena, NULL), RACI_OK);
    assert_int_equal(gives.nobody.why, RI_NOBODY_FAILED);
    (void)ri_resolver_failures(p.r, &n);
    assert_int_equal(n, 0);
    /* The stated row comes behind the rules. */
    assert_int_equal(ri_explain_holders(&gives, p.r, 3, ad, a, true, p.arena, NULL), RACI_OK);
    assert_string_equal(ri_snapshot_key(p.s, gives.holders[0]), "runner");
    drop(&p);
}

/* ---- chains of overrides ---- */

static void add_chain(ri_text *out, prepared *p, ri_source r, ri_source q)
{
    ri_source *through = NULL;
    uint32_t n = 0;
    assert_int_equal(ri_explain_chain(&through, &n, p->r, r, q, p->arena, NULL), RACI_OK);
    for (uint32_t i = 0; i < n; i++) {
        ri_text_format(out, "%s ", ri_source_name(p->r, through[i]));
    }
    ri_text_add(out, ". ");
}

static void finds_chains(void **state)
{
    prepared p =
        prepare("policy { name = \"t\", scheme = \"RACI\" }\n"
                "rule \"a\" { assign = { A = \"position:boss\" }, overrides = { \"c\", \"b\" } }\n"
                "rule \"b\" { assign = { A = \"position:boss\" }, overrides = { \"d\" } }\n"
                "rule \"c\" { assign = { A = \"position:boss\" } }\n"
                "rule \"d\" { assign = { A = \"position:boss\" }, overrides = { "
                "\"stated:ad:A:position:runner\" } }\n");
    ri_text text = RI_TEXT_INIT;
    (void)state;
    add_chain(&text, &p, 0, 1);
    add_chain(&text, &p, 0, 3);
    add_chain(&text, &p, 3, 4); /* the stated row */
    add_chain(&text, &p, 0, 4);
    assert_string_equal(text.bytes, ". b . . b d . ");
    ri_text_free(&text);
    drop(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_evaluation),
        cmocka_unit_test(names_holders),
        cmocka_unit_test(finds_chains),
    };
    int failed = RUN_ROWS("tells", rows, tells);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}

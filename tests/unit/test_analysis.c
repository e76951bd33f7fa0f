/*
 * The analysis against brute force: every combination of a small domain is gone through, on
 * every day on which something can change, and each verdict must be what that shows; and
 * every verdict that it shows must be there.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>

#include "policies.h"
#include "resolve/analysis.h"

enum { RULES_MAX = 9, POLICIES = 600, DAYS = 3 };

static const char *const day_texts[DAYS] = {"2026-07-01", "2026-09-01", "2026-11-01"};

static uint64_t state;

static uint32_t random_below(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 16) % n);
}

static bool chance(uint32_t percent)
{
    return random_below(100) < percent;
}

/* ---- the domain ---- */

/* Touchpoints that lack each value that may be lacking, so that none is left out. */
static const char world_files[] =
    "== units.csv\nkey,name,parent,head\nu0,U0,,p0\nu1,U1,u0,p1\nu2,U2,,p2\n"
    "== positions.csv\nkey,title,unit,reports_to\np0,P0,u0,\np1,P1,u1,p0\np2,P2,u2,p0\n"
    "== stages.csv\nkey,name,order\ns0,S0,1\ns1,S1,2\n"
    "== journeys.csv\nkey,name\nj0,J0\nj1,J1\n"
    "== touchpoints.csv\nkey,name,journey,stage,criticality,units,tags,moment_of_truth,region\n"
    "ta,TA,j0,s0,2,u0,x,no,eu\n"
    "tb,TB,j1,s1,5,u1;u2,x;y,yes,us\n"
    "web-a,WA,,,,u2,,no,\n";

/* One subject that could be; unit classes: 1 is u0 itself, 2 is u1 below it, 4 is u2. */
typedef struct point {
    uint32_t key;   /* of keys */
    uint32_t stage; /* 2: none */
    uint32_t tags;  /* bits of x, y */
    uint32_t units; /* bits of classes */
    uint32_t truth;
    uint32_t critical; /* 0 for unset */
    uint32_t day;
} point;

/* One for each set of globs below that a key can fit, beside those that are named. */
static const char *const keys[] = {"ta", "tb", "web-", "web-b", "xb", "b", "other"};
enum { KEYS = 7, CRITICAL = 2 };
static const uint32_t criticals[CRITICAL] = {0, 4};

static bool has(const ri_condition *c, const char *value)
{
    for (uint32_t i = 0; i < c->n_values; i++) {
        if (strcmp(c->values[i], value) == 0) {
            return true;
        }
    }
    return false;
}

static bool key_fits(const ri_condition *c, const point *p)
{
    for (uint32_t i = 0; i < c->n_values; i++) {
        if (ri_glob(c->values[i], keys[p->key])) {
            return true;
        }
    }
    return false;
}

static bool fits(const ri_condition *c, const point *p)
{
    static const char *const stages[] = {"s0", "s1", ""};
    bool any = false;
    switch (c->dimension) {
    case RI_DIM_KEY:
        any = key_fits(c, p);
        break;
    case RI_DIM_STAGE:
        any = has(c, stages[p->stage]);
        break;
    case RI_DIM_TAG:
        any = ((p->tags & 1u) != 0 && has(c, "x")) || ((p->tags & 2u) != 0 && has(c, "y"));
        break;
    case RI_DIM_UNIT:
        any = ((p->units & 3u) != 0 && has(c, "u0")) || ((p->units & 2u) != 0 && has(c, "u1")) ||
              ((p->units & 4u) != 0 && has(c, "u2"));
        break;
    case RI_DIM_TRUTH:
        return (c->mask >> p->truth & 1u) != 0;
    case RI_DIM_CRITICALITY:
        return (c->mask >> p->critical & 1u) != 0;
    default:
        fail_msg("the domain has no dimension %d", (int)c->dimension);
    }
    return any != c->except;
}

static bool matches(const ri_rule *rule, const point *p)
{
    const int32_t today = day(day_texts[p->day]);
    if (today < rule->from || today >= rule->to) {
        return false;
    }
    for (uint32_t i = 0; i < rule->match.n; i++) {
        if (!fits(&rule->match.conditions[i], p)) {
            return false;
        }
    }
    return true;
}

static point point_at(uint32_t number)
{
    point p = {0};
    const uint32_t sizes[] = {KEYS, 3, 4, 8, 2, CRITICAL, DAYS};
    uint32_t *const parts[] = {&p.key, &p.stage, &p.tags, &p.units, &p.truth, &p.critical, &p.day};
    for (size_t i = 0; i < 7; i++) {
        *parts[i] = number % sizes[i];
        number /= sizes[i];
    }
    p.critical = criticals[p.critical];
    return p;
}

enum { POINTS = KEYS * 3 * 4 * 8 * 2 * CRITICAL * DAYS };

/* ---- policies ---- */

static const char *const conditions[] = {
    "stage = \"s0\"",
    "stage = \"s1\"",
    "stage = { \"s0\", \"s1\" }",
    "stage = except { \"s0\" }",
    "tag = \"x\"",
    "tag = \"y\"",
    "tag = { \"x\", \"y\" }",
    "tag = except { \"x\" }",
    "tag = except { \"x\", \"y\" }",
    "unit = \"u0\"",
    "unit = \"u1\"",
    "unit = { \"u1\", \"u2\" }",
    "unit = except { \"u0\" }",
    "moment_of_truth = true",
    "moment_of_truth = false",
    "key = \"ta\"",
    "key = { \"ta\", \"tb\" }",
    "key = \"web-*\"",
    "key = except { \"web-*\" }",
    "criticality = { min = 3 }",
    "key = except { \"*\" }",
    "key = \"*b\"",
    "key = except { \"*b\", \"ta\" }",
    "key = { \"ta\", \"?*b\" }",
};

enum { CONDITIONS = sizeof conditions / sizeof *conditions };

static void say_conditions(ri_text *out)
{
    static const size_t dimension[CONDITIONS] = {0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2,
                                                 2, 3, 3, 4, 4, 4, 4, 5, 4, 4, 4, 4};
    uint32_t met = 0;
    const uint32_t n = random_below(4);
    ri_text_add(out, " match = {");
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t one = random_below(CONDITIONS);
        if ((met >> dimension[one] & 1u) == 0) {
            ri_text_format(out, " %s,", conditions[one]);
            met |= 1u << dimension[one];
        }
    }
    ri_text_add(out, " },");
}

static const char *const tiers[] = {"default", "rule", "rule", "rule", "exception", "law"};

static void say_policy(ri_text *out, uint32_t n, bool whens)
{
    uint32_t tier[RULES_MAX];
    ri_text_add(out, "policy { name = \"random\" }\n");
    for (uint32_t i = 0; i < n; i++) {
        tier[i] = random_below(sizeof tiers / sizeof *tiers);
        ri_text_format(out, "%s \"r%u\" { because = \"x\",", tiers[tier[i]], (unsigned)i);
        say_conditions(out);
        if (whens && chance(30)) {
            ri_text_add(out, " when = function(s) return s.order == 1 end,");
        }
        if (chance(15)) {
            ri_text_format(out, chance(50) ? " from = \"%s\"," : " to = \"%s\",",
                           day_texts[1 + random_below(DAYS - 1)]);
        }
        for (uint32_t k = 0; k < i; k++) { /* one way only: no circle */
            if (strcmp(tiers[tier[k]], tiers[tier[i]]) == 0 && chance(10)) {
                ri_text_format(out, " overrides = \"r%u\",", (unsigned)k);
                break;
            }
        }
        ri_text_format(out, " assign = { %s = \"position:p%u\" } }\n", chance(75) ? "A" : "C",
                       (unsigned)random_below(3));
    }
}

/* ---- brute force ---- */

typedef struct brute {
    const raci_policy *policy;
    const ri_policy_data *data;
    const ri_analysis *analysis;
    bool (*match)[POINTS];
    const char *text;
} brute;

static bool precedes(const brute *b, uint32_t r, uint32_t q)
{
    const ri_rule *left = &b->data->rules[r];
    const ri_rule *right = &b->data->rules[q];
    return left->tier != right->tier ? left->tier > right->tier
                                     : ri_policy_overrides(b->policy, r, q);
}

static uint8_t letter_of(const brute *b, uint32_t r)
{
    return b->data->rules[r].assign.items[0].letter;
}

static bool conditional(const brute *b, uint32_t r)
{
    return b->data->rules[r].when != RI_NO_FUNCTION;
}

static const char *whom(const brute *b, uint32_t r)
{
    return b->data->rules[r].assign.items[0].holder->key;
}

/* Whether something goes before one of two rules at a point. */
static bool beaten(const brute *b, uint32_t at, uint32_t r, uint32_t q, bool whens)
{
    for (uint32_t x = 0; x < b->data->n_rules; x++) {
        if (x != r && x != q && b->match[x][at] && letter_of(b, x) == letter_of(b, r) &&
            (whens || !conditional(b, x)) && (precedes(b, x, r) || precedes(b, x, q))) {
            return true;
        }
    }
    return false;
}

static const ri_verdict *verdict_of(const brute *b, ri_verdict_kind kind, uint32_t rule,
                                    uint32_t other)
{
    for (size_t i = 0; i < b->analysis->n; i++) {
        const ri_verdict *v = &b->analysis->verdicts[i];
        if (v->kind == kind && v->rule == rule && (other == RI_NONE || v->other == other)) {
            return v;
        }
    }
    return NULL;
}

static unsigned met[RI_VERDICT_COUNT][3]; /* how often each was to be found, and how */

/* What a verdict has to be: 0 none, 1 possible, 2 certain. */
static void expect(const brute *b, ri_verdict_kind kind, uint32_t rule, uint32_t other,
                   const ri_verdict *verdict, int wanted)
{
    met[kind][wanted]++;
    const int found = verdict == NULL ? 0 : verdict->certain ? 2 : 1;
    if (found != wanted) {
        fail_msg("verdict %d of %u and %u: %d, not %d, in\n%s", (int)kind, (unsigned)rule,
                 (unsigned)other, found, wanted, b->text);
    }
}

static void check_conflict(const brute *b, uint32_t r, uint32_t q)
{
    int wanted = 0;
    if (letter_of(b, r) == b->data->scheme.accountable && letter_of(b, q) == letter_of(b, r) &&
        strcmp(whom(b, r), whom(b, q)) != 0 && !precedes(b, r, q) && !precedes(b, q, r)) {
        for (uint32_t at = 0; at < POINTS && wanted < 2; at++) {
            if (!b->match[r][at] || !b->match[q][at] || beaten(b, at, r, q, false)) {
                continue;
            }
            const bool sure =
                !conditional(b, r) && !conditional(b, q) && !beaten(b, at, r, q, true);
            wanted = sure ? 2 : 1;
        }
    }
    expect(b, RI_VERDICT_CONFLICT, r, q, verdict_of(b, RI_VERDICT_CONFLICT, r, q), wanted);
}

static bool ever(const brute *b, uint32_t r)
{
    for (uint32_t at = 0; at < POINTS; at++) {
        if (b->match[r][at]) {
            return true;
        }
    }
    return false;
}

static void check_shadow(const brute *b, uint32_t r)
{
    int wanted = ever(b, r) ? 2 : 0;
    for (uint32_t at = 0; at < POINTS && wanted > 0; at++) {
        if (b->match[r][at] && !beaten(b, at, r, r, false)) {
            wanted = beaten(b, at, r, r, true) ? 1 : 0;
        }
    }
    const ri_verdict *found = verdict_of(b, RI_VERDICT_SHADOWED, r, RI_NONE);
    expect(b, RI_VERDICT_SHADOWED, r, r, found, wanted);
}

/* How two matches lie: bit 0 they meet, bit 1 r has some that q has not, bit 2 the other way. */
static unsigned lie(const brute *b, uint32_t r, uint32_t q)
{
    unsigned how = 0;
    for (uint32_t at = 0; at < POINTS; at++) {
        how |= b->match[r][at] && b->match[q][at] ? 1u : 0;
        how |= b->match[r][at] && !b->match[q][at] ? 2u : 0;
        how |= !b->match[r][at] && b->match[q][at] ? 4u : 0;
    }
    return how;
}

static bool names(const ri_rule *rule, uint32_t other)
{
    return rule->n_overrides == 1 && rule->overrides[0] == other;
}

/* Whether r, or what overrides it through chains, meets q, or what that overrides. */
static bool leads_on(const brute *b, uint32_t r, uint32_t q)
{
    for (uint32_t x = 0; x < b->data->n_rules; x++) {
        for (uint32_t y = 0; y < b->data->n_rules; y++) {
            if ((x == r || ri_policy_overrides(b->policy, x, r)) &&
                (y == q || ri_policy_overrides(b->policy, q, y)) &&
                letter_of(b, x) == letter_of(b, y) && (lie(b, x, y) & 1u) != 0) {
                return true;
            }
        }
    }
    return false;
}

static unsigned linking; /* overrides of rules that never meet, and yet of use */

static void check_override(const brute *b, uint32_t r, uint32_t q)
{
    if (!names(&b->data->rules[r], q)) {
        return;
    }
    const unsigned how = lie(b, r, q);
    const bool unused = !leads_on(b, r, q);
    const bool met_here = (how & 1u) != 0 && letter_of(b, r) == letter_of(b, q);
    linking += !unused && !met_here ? 1 : 0;
    const ri_verdict *found = verdict_of(b, RI_VERDICT_UNUSED, r, q);
    expect(b, RI_VERDICT_UNUSED, r, q, found, unused ? 2 : 0);
    const bool general = ever(b, q) && (how & 4u) == 0 && (how & 2u) != 0;
    found = verdict_of(b, RI_VERDICT_GENERAL, r, q);
    expect(b, RI_VERDICT_GENERAL, r, q, found, !general ? 0 : conditional(b, r) ? 1 : 2);
}

/* Whom a letter has at a point, as a set of positions, with or without a rule. */
static unsigned holders(const brute *b, uint32_t at, uint8_t letter, uint32_t without)
{
    unsigned set = 0;
    for (uint32_t r = 0; r < b->data->n_rules; r++) {
        bool wins = r != without && b->match[r][at] && letter_of(b, r) == letter;
        for (uint32_t x = 0; x < b->data->n_rules && wins; x++) {
            wins = x == without || x == r || !b->match[x][at] || letter_of(b, x) != letter ||
                   !precedes(b, x, r);
        }
        set |= wins ? 1u << (unsigned)(whom(b, r)[1] - '0') : 0;
    }
    return set;
}

static void check_same(const brute *b, uint32_t r, uint32_t q)
{
    const ri_rule *left = &b->data->rules[r];
    const ri_rule *right = &b->data->rules[q];
    const ri_verdict *subsumed = verdict_of(b, RI_VERDICT_SUBSUMED, r, q);
    const ri_verdict *duplicate = verdict_of(b, RI_VERDICT_DUPLICATE, r, q);
    const ri_verdict *found = subsumed != NULL ? subsumed : duplicate;
    met[RI_VERDICT_SUBSUMED][subsumed == NULL ? 0 : subsumed->certain ? 2 : 1]++;
    met[RI_VERDICT_DUPLICATE][duplicate == NULL ? 0 : duplicate->certain ? 2 : 1]++;
    if (found != NULL && found->certain) { /* it is not missed, where all rules are certain */
        bool whens = false;
        for (uint32_t x = 0; x < b->data->n_rules; x++) {
            whens = whens || conditional(b, x);
        }
        for (uint32_t at = 0; at < POINTS && !whens; at++) {
            if (holders(b, at, letter_of(b, r), RI_NONE) != holders(b, at, letter_of(b, r), r)) {
                fail_msg("rule %u is missed in\n%s", (unsigned)r, b->text);
            }
        }
        assert_int_equal(lie(b, r, q) & 2u, 0);
    }
    const bool plain = left->n_overrides == 0 && right->n_overrides == 0;
    bool named = false;
    for (uint32_t x = 0; x < b->data->n_rules; x++) {
        named =
            named || ri_policy_overrides(b->policy, x, r) || ri_policy_overrides(b->policy, x, q);
    }
    if (plain && !named && left->tier == right->tier && letter_of(b, r) == letter_of(b, q) &&
        strcmp(whom(b, r), whom(b, q)) == 0 && ever(b, r) && (lie(b, r, q) & 2u) == 0 &&
        !conditional(b, q)) {
        bool told = false;
        for (size_t i = 0; i < b->analysis->n; i++) {
            const ri_verdict *v = &b->analysis->verdicts[i];
            told = told || ((v->kind == RI_VERDICT_SUBSUMED || v->kind == RI_VERDICT_DUPLICATE) &&
                            v->certain &&
                            (v->rule == r || (v->kind == RI_VERDICT_DUPLICATE && v->other == r)));
        }
        if (!told) {
            fail_msg("nothing says that %u is in %u in\n%s", (unsigned)r, (unsigned)q, b->text);
        }
    }
}

static void check_uncovered(const brute *b)
{
    int wanted = 0;
    for (uint32_t at = 0; at < POINTS && wanted < 2; at++) {
        bool covered = point_at(at).day != 0;
        bool perhaps = covered;
        for (uint32_t r = 0; r < b->data->n_rules; r++) {
            if (b->match[r][at] && letter_of(b, r) == b->data->scheme.accountable) {
                perhaps = true;
                covered = covered || !conditional(b, r);
            }
        }
        wanted = !perhaps ? 2 : !covered && wanted == 0 ? 1 : wanted;
    }
    expect(b, RI_VERDICT_UNCOVERED, 0, 0, verdict_of(b, RI_VERDICT_UNCOVERED, RI_NONE, RI_NONE),
           wanted);
}

static void check_dead(const brute *b, uint32_t r)
{
    const ri_verdict *found = verdict_of(b, RI_VERDICT_DEAD, r, RI_NONE);
    const bool nothing = found != NULL && found->idle == RI_IDLE_NOTHING;
    assert_int_equal(nothing, !ever(b, r));
    met[RI_VERDICT_DEAD][nothing ? 2 : 0]++;
}

static void compare(const brute *b)
{
    for (uint32_t r = 0; r < b->data->n_rules; r++) {
        check_dead(b, r);
        check_shadow(b, r);
        for (uint32_t q = 0; q < b->data->n_rules; q++) {
            if (q > r) {
                check_conflict(b, r, q);
            }
            if (q != r) {
                check_override(b, r, q);
                check_same(b, r, q);
            }
        }
    }
    check_uncovered(b);
}

static void analyze_one(raci_model *model, const ri_snapshot *s)
{
    static bool match[RULES_MAX][POINTS];
    ri_text text = RI_TEXT_INIT;
    ri_analysis analysis = {0};
    raci_error err = {0};
    say_policy(&text, 2 + random_below(RULES_MAX - 1), chance(40));
    raci_policy *policy = policy_of(model, ri_text_string(&text));
    ri_arena *arena = ri_arena_new();
    brute b = {policy, ri_policy_data_of(policy), &analysis, match, ri_text_string(&text)};
    assert_int_equal(ri_analyze(&analysis, arena, policy, s, day(day_texts[0]), &err), RACI_OK);
    for (uint32_t r = 0; r < b.data->n_rules; r++) {
        for (uint32_t at = 0; at < POINTS; at++) {
            const point p = point_at(at);
            match[r][at] = matches(&b.data->rules[r], &p);
        }
    }
    compare(&b);
    ri_arena_free(arena);
    raci_policy_free(policy);
    ri_text_free(&text);
}

static void test_brute_force(void **unused)
{
    (void)unused;
    raci_model *model = organization(world_files);
    ri_snapshot *s = snapshot_at(model, day_texts[0]);
    state = 20260701;
    for (int i = 0; i < POLICIES; i++) {
        analyze_one(model, s);
    }
    ri_snapshot_free(s);
    raci_model_close(model);
    assert_true(linking > 0);
    for (int kind = 0; kind < RI_VERDICT_COUNT; kind++) { /* all of it has occurred */
        const bool certain_only = kind == RI_VERDICT_DEAD || kind == RI_VERDICT_UNUSED;
        if (kind != RI_VERDICT_UNREASONED) {
            assert_true(met[kind][0] > 0 && met[kind][2] > 0);
            assert_true(certain_only || met[kind][1] > 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brute_force),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The comparison of two policies against brute force: all subjects of a small domain are there,
 * both policies are evaluated on all of them, and what is said to be certain must be what that
 * shows. What surely is not there must not show, and all that shows must be found.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>

#include "policies.h"
#include "resolve/relation.h"
#include "resolve/resolver.h"

enum { RULES = 6, PAIRS = 700, DAYS = 2, LETTERS = 2 };
enum { LEFT_OPEN = 332 }; /* of all that these pairs ask: as many as now, or fewer */
enum { TOUCHPOINTS = 3 * 3 * 4 * 8 * 2 * 2, KEPT = TOUCHPOINTS * DAYS };

static const char *const day_texts[DAYS] = {"2026-07-01", "2026-09-01"};
static const char *const letters[LETTERS] = {"A", "C"};

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

#define ANY(list) random_below(sizeof(list) / sizeof *(list))

/* ---- the domain: every touchpoint that rules can tell apart ---- */

static const char structure[] =
    "== units.csv\nkey,name,parent,head\nu0,U0,,p0\nu1,U1,u0,p1\nu2,U2,,p2\n"
    "== positions.csv\nkey,title,unit,reports_to\np0,P0,u0,\np1,P1,u1,p0\np2,P2,u2,p0\n"
    "== stages.csv\nkey,name,order\ns0,S0,1\ns1,S1,2\n"
    "== touchpoints.csv\nkey,name,stage,tags,units,moment_of_truth,order\n";

static raci_model *world(void)
{
    static const char *const keys[] = {"a", "b", "c"};
    static const char *const stages[] = {"s0", "s1", ""};
    static const char *const tags[] = {"", "x", "y", "x;y"};
    static const char *const units[] = {"",      "u0",    "u1",    "u2",
                                        "u0;u1", "u0;u2", "u1;u2", "u0;u1;u2"};
    ri_text text = RI_TEXT_INIT;
    ri_text_add(&text, structure);
    for (unsigned i = 0; i < TOUCHPOINTS; i++) {
        ri_text_format(&text, "%s-%u,T,%s,%s,%s,%s,%u\n", keys[i % 3], i, stages[i / 3 % 3],
                       tags[i / 9 % 4], units[i / 36 % 8], i / 288 % 2 == 0 ? "no" : "yes",
                       i / 576 % 2 + 1);
    }
    raci_model *model = organization(ri_text_string(&text));
    ri_text_free(&text);
    return model;
}

/* ---- policies ---- */

enum { DIMENSIONS = 5 };

static const char *const conditions[DIMENSIONS][5] = {
    {"stage = \"s0\"", "stage = \"s1\"", "stage = { \"s0\", \"s1\" }", "stage = except { \"s0\" }",
     "stage = except { \"s0\", \"s1\" }"},
    {"tag = \"x\"", "tag = \"y\"", "tag = { \"x\", \"y\" }", "tag = except { \"x\" }",
     "tag = except { \"x\", \"y\" }"},
    {"unit = \"u0\"", "unit = \"u1\"", "unit = { \"u1\", \"u2\" }", "unit = except { \"u0\" }",
     "unit = \"u2\""},
    {"moment_of_truth = true", "moment_of_truth = false", "moment_of_truth = true",
     "moment_of_truth = false", "moment_of_truth = true"},
    {"key = \"a-*\"", "key = \"b-*\"", "key = except { \"a-*\" }", "key = \"*\"",
     "key = except { \"*\" }"},
};
static const char *const tiers[] = {"default", "rule", "rule", "exception", "law"};
static const char *const plain_whom[] = {
    "\"position:p0\"",     "\"position:p1\"",
    "\"position:p2\"",     "{ \"position:p0\", \"position:p1\" }",
    "\"unit:u1\"",         "\"office:none\"",
    "head_of(\"unit:u2\")"};
static const char *const vague_whom[] = {
    "head_of_delivering_unit()", "delivering_units()",
    "function(s) return s.order == 1 and \"position:p0\" or nil end",
    "{ head_of_delivering_unit(), \"position:p2\" }"};
static const char *const plain_bans[] = {"\"position:p1\"", "under(\"unit:u0\")", "\"unit:u2\""};
static const char *const vague_bans[] = {"head_of_delivering_unit()",
                                         "manager_of(\"position:p1\")"};

typedef struct one {
    uint32_t tier;
    const char *on[DIMENSIONS];
    const char *when;
    const char *from;
    const char *whom[LETTERS];
    const char *ban;
    uint32_t ban_letter;
    uint32_t overrides; /* an earlier one of that tier, or RULES */
} one;

static void make_rule(one *rules, uint32_t i, bool vague)
{
    one *rule = &rules[i];
    *rule = (one){.tier = ANY(tiers), .overrides = RULES};
    for (uint32_t d = 0; d < DIMENSIONS; d++) {
        const uint32_t odds = d == DIMENSIONS - 1 ? 8 : 30;
        rule->on[d] = chance(odds) ? conditions[d][random_below(5)] : NULL;
    }
    if (vague && chance(25)) {
        rule->when = chance(50) ? "s.order == 1" : "s.order == 2";
    }
    rule->from = chance(10) ? day_texts[1] : NULL;
    for (uint32_t letter = 0; letter < LETTERS; letter++) {
        if (chance(60)) {
            rule->whom[letter] =
                vague && chance(25) ? vague_whom[ANY(vague_whom)] : plain_whom[ANY(plain_whom)];
        }
    }
    if (chance(25)) {
        rule->ban = vague && chance(25) ? vague_bans[ANY(vague_bans)] : plain_bans[ANY(plain_bans)];
        rule->ban_letter = random_below(LETTERS);
    }
    for (uint32_t k = 0; k < i; k++) {
        if (strcmp(tiers[rules[k].tier], tiers[rule->tier]) == 0 && chance(15)) {
            rule->overrides = k;
        }
    }
}

/* Says a rule, or that part of it on which one more condition holds. */
static void say_rule(ri_text *out, const one *rule, uint32_t i, const char *name, const char *more)
{
    ri_text_format(out, "%s \"%s%u%s\" { because = \"x\", match = {", tiers[rule->tier], name,
                   (unsigned)i, more != NULL && more[8] == 'e' ? "+" : "");
    for (uint32_t d = 0; d < DIMENSIONS; d++) {
        if (rule->on[d] != NULL) {
            ri_text_format(out, " %s,", rule->on[d]);
        }
    }
    ri_text_format(out, "%s },", more != NULL ? more : "");
    if (rule->when != NULL) {
        ri_text_format(out, " when = function(s) return %s end,", rule->when);
    }
    if (rule->from != NULL) {
        ri_text_format(out, " from = \"%s\",", rule->from);
    }
    if (rule->ban != NULL) {
        ri_text_format(out, " forbid = { %s = %s },", letters[rule->ban_letter], rule->ban);
    }
    if (rule->overrides != RULES) {
        ri_text_format(out, " overrides = { \"%s%u\" },", name, (unsigned)rule->overrides);
    }
    if (rule->whom[0] != NULL || rule->whom[1] != NULL || rule->ban == NULL) {
        ri_text_add(out, " assign = {");
        for (uint32_t letter = 0; letter < LETTERS; letter++) {
            if (rule->whom[letter] != NULL || (letter == 0 && rule->whom[1] == NULL)) {
                ri_text_format(out, " %s = %s,", letters[letter],
                               rule->whom[letter] != NULL ? rule->whom[letter] : plain_whom[0]);
            }
        }
        ri_text_add(out, " },");
    }
    ri_text_add(out, " }\n");
}

static bool is_overridden(const one *rules, uint32_t i)
{
    for (uint32_t k = 0; k < RULES; k++) {
        if (rules[k].overrides == i) {
            return true;
        }
    }
    return false;
}

/* The same policy in other words: other names, the other way round, cut up by stages. */
static void say_otherwise(ri_text *out, const one *rules, uint32_t without)
{
    ri_text_add(out, "policy { name = \"second\" }\n");
    for (uint32_t i = RULES; i-- > 0;) {
        const bool cut = rules[i].on[0] == NULL && !is_overridden(rules, i) && chance(60);
        if (i == without) {
            continue;
        }
        say_rule(out, &rules[i], i, "other", cut ? " stage = \"s0\"" : NULL);
        if (cut) {
            one rest = rules[i];
            rest.on[0] = "stage = except { \"s0\" }";
            say_rule(out, &rest, i + 100, "other", NULL);
        }
    }
}

/* ---- brute force ---- */

/* On a touchpoint: who has a letter, and to whom it is forbidden, as sets. */
typedef struct answer {
    uint64_t holders;
    uint64_t banned; /* bans by how they are written */
} answer;

static answer answers[2][LETTERS][KEPT];

static uint64_t holders_of(const ri_outcome *of)
{
    uint64_t set = 0;
    for (uint32_t k = 0; k < of->n_holders; k++) {
        set |= UINT64_C(1) << (ri_ref_kind(of->holders[k]) == RI_POSITION
                                   ? ri_ref_index(of->holders[k])
                                   : 8 + ri_ref_index(of->holders[k]));
    }
    return set;
}

/* Bans of this test differ in form, or in what they name. */
static uint64_t banned_of(const ri_settlement *t, const ri_policy_data *data, uint8_t letter)
{
    uint64_t set = 0;
    for (uint32_t i = 0; i < t->n_applicable; i++) {
        const ri_grants *forbid = &data->rules[t->applicable[i]].forbid;
        for (uint32_t k = 0; k < forbid->n; k++) {
            if (forbid->items[k].letter == letter) {
                const ri_holder *holder = forbid->items[k].holder;
                set |= UINT64_C(1)
                       << (4 * (unsigned)holder->form + (holder->kind == RI_POSITION ? 1 : 0));
            }
        }
    }
    return set;
}

static void evaluate_all(raci_policy *policy, const ri_snapshot *s, int side, uint32_t first)
{
    raci_error err = {0};
    ri_resolver *resolver = NULL;
    const ri_settlement *t = NULL;
    const ri_policy_data *data = ri_policy_data_of(policy);
    assert_int_equal(ri_resolver_new(&resolver, policy, s, &err), RACI_OK);
    for (uint32_t i = 0; i < TOUCHPOINTS; i++) {
        assert_int_equal(ri_resolve(&t, resolver, ri_ref_make(RI_TOUCHPOINT, i), &err), RACI_OK);
        for (uint32_t letter = 0; letter < LETTERS; letter++) {
            const uint8_t number = (uint8_t)ri_scheme_letter(&data->scheme, letters[letter]);
            answers[side][letter][first + i] =
                (answer){holders_of(&t->letters[number]), banned_of(t, data, number)};
        }
    }
    ri_resolver_free(resolver);
}

static bool shows(uint32_t letter, ri_relation_way way)
{
    for (uint32_t i = 0; i < KEPT; i++) {
        const uint64_t first = answers[0][letter][i].holders;
        const uint64_t second = answers[1][letter][i].holders;
        if (first != second && way == (second == 0  ? RI_RELATION_LOST
                                       : first == 0 ? RI_RELATION_GAINED
                                                    : RI_RELATION_OTHERS)) {
            return true;
        }
    }
    return false;
}

/* Whether one side forbids somewhere what the other does not. */
static bool bans_more(uint32_t letter, int side)
{
    for (uint32_t i = 0; i < KEPT; i++) {
        if ((answers[side][letter][i].banned & ~answers[1 - side][letter][i].banned) != 0) {
            return true;
        }
    }
    return false;
}

static unsigned met[RI_RELATION_COUNT][RI_KNOWN_SURELY + 1];
static unsigned verdicts[RI_DIFFERENT + 1][2];

static const ri_relation_part *part_of(const ri_relation *relation, ri_aspect aspect,
                                       const char *letter)
{
    for (uint32_t i = 0; i < relation->n; i++) {
        if (relation->parts[i].aspect == aspect && strcmp(relation->parts[i].letter, letter) == 0) {
            return &relation->parts[i];
        }
    }
    return NULL;
}

static unsigned bans_met[RI_KNOWN_SURELY + 1];

static void judge_bans(const ri_relation *relation, uint32_t letter, const char *texts[2])
{
    const ri_relation_part *part = part_of(relation, RI_ASPECT_FORBID, letters[letter]);
    for (int side = 0; side < 2; side++) {
        const ri_relation_way way = side == 0 ? RI_RELATION_LOST : RI_RELATION_GAINED;
        const ri_known known = part != NULL ? part->ways[way].known : RI_KNOWN_NOT;
        const bool there = bans_more(letter, side);
        bans_met[known]++;
        if (there ? known == RI_KNOWN_NOT : known == RI_KNOWN_SURELY) {
            fail_msg("bans of %s, side %d: %d in\n%s\nand\n%s", letters[letter], side, (int)known,
                     texts[0], texts[1]);
        }
    }
}

static void judge(const ri_relation *relation, const char *texts[2], bool vague, bool same)
{
    for (uint32_t letter = 0; letter < LETTERS; letter++) {
        const ri_relation_part *part = part_of(relation, RI_ASPECT_ASSIGN, letters[letter]);
        judge_bans(relation, letter, texts);
        bool certain = true;
        for (int way = 0; way < RI_RELATION_COUNT; way++) {
            const ri_known known = part != NULL ? part->ways[way].known : RI_KNOWN_NOT;
            const bool there = shows(letter, (ri_relation_way)way);
            met[way][known]++;
            bool fine = there ? known != RI_KNOWN_NOT : known != RI_KNOWN_SURELY;
            if (!vague) { /* nothing is left open */
                fine = fine && known == (there ? RI_KNOWN_SURELY : RI_KNOWN_NOT);
            }
            if (!fine) {
                fail_msg("%s, way %d is %s, and said to be %d, in\n%s\nand\n%s", letters[letter],
                         way, there ? "there" : "not there", (int)known, texts[0], texts[1]);
            }
            for (uint32_t i = 0; part != NULL && i < part->ways[way].n; i++) {
                assert_int_equal(part->ways[way].witnesses[i].side[0].n > 0,
                                 way != RI_RELATION_GAINED);
                assert_int_equal(part->ways[way].witnesses[i].side[1].n > 0,
                                 way != RI_RELATION_LOST);
            }
        }
        if (part != NULL) {
            const ri_comparison comparison = ri_part_compares(part, &certain);
            verdicts[comparison][certain]++;
            if (same) { /* functions that say the same are the same */
                assert_int_equal(comparison, RI_EQUIVALENT);
                assert_true(certain);
            }
        }
    }
}

static void relate_two(raci_model *model, ri_snapshot *const s[DAYS], bool vague)
{
    one rules[RULES];
    ri_text text[2] = {RI_TEXT_INIT, RI_TEXT_INIT};
    raci_policy *policies[2];
    ri_relation relation = {0};
    raci_error err = {0};
    uint32_t without = RULES;
    bool same = true;
    for (uint32_t i = 0; i < RULES; i++) {
        make_rule(rules, i, vague);
    }
    ri_text_add(&text[0], "policy { name = \"first\" }\n");
    for (uint32_t i = 0; i < RULES; i++) {
        say_rule(&text[0], &rules[i], i, "one", NULL);
    }
    if (chance(35)) {
        const uint32_t i = random_below(RULES);
        without = is_overridden(rules, i) ? RULES : i;
        same = without == RULES;
    } else if (chance(60)) {
        make_rule(rules, RULES - 1, vague);
        same = false;
    }
    say_otherwise(&text[1], rules, without);
    for (int side = 0; side < 2; side++) {
        policies[side] = policy_of(model, ri_text_string(&text[side]));
        for (uint32_t d = 0; d < DAYS; d++) {
            evaluate_all(policies[side], s[d], side, d * TOUCHPOINTS);
        }
    }
    raci_policy *const both[2] = {policies[0], policies[1]};
    const char *texts[2] = {ri_text_string(&text[0]), ri_text_string(&text[1])};
    ri_arena *arena = ri_arena_new();
    assert_int_equal(ri_relate(&relation, arena, both, s[0], day(day_texts[0]), &err), RACI_OK);
    judge(&relation, texts, vague, same);
    ri_arena_free(arena);
    for (int side = 0; side < 2; side++) {
        raci_policy_free(policies[side]);
        ri_text_free(&text[side]);
    }
}

/* What functions decide is left open, and nothing that can be known all the same. */
static unsigned count_open(void)
{
    unsigned n = bans_met[RI_KNOWN_MAYBE];
    for (int way = 0; way < RI_RELATION_COUNT; way++) {
        n += met[way][RI_KNOWN_MAYBE];
    }
    return n;
}

static void test_brute_force(void **unused)
{
    (void)unused;
    raci_model *model = world();
    ri_snapshot *s[DAYS] = {snapshot_at(model, day_texts[0]), snapshot_at(model, day_texts[1])};
    state = 20260701;
    for (int i = 0; i < PAIRS; i++) {
        relate_two(model, s, i % 2 == 1);
    }
    ri_snapshot_free(s[0]);
    ri_snapshot_free(s[1]);
    raci_model_close(model);
    for (int way = 0; way < RI_RELATION_COUNT; way++) { /* all of it has occurred */
        assert_true(met[way][RI_KNOWN_NOT] > 0 && met[way][RI_KNOWN_MAYBE] > 0);
        assert_true(met[way][RI_KNOWN_SURELY] > 0);
    }
    assert_true(bans_met[RI_KNOWN_NOT] > 0 && bans_met[RI_KNOWN_SURELY] > 0);
    assert_true(count_open() <= LEFT_OPEN);
    for (int comparison = 0; comparison <= RI_DIFFERENT; comparison++) {
        /* Of so few globs it is always known that policies are equivalent. */
        assert_true(verdicts[comparison][1] > 0);
        assert_true(verdicts[comparison][0] > 0 || comparison == RI_EQUIVALENT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brute_force),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* How two policies compare in general: each row is two policies and what is said of them. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "policies.h"
#include "record/run_diff.h"
#include "report/expression.h"
#include "report/general_view.h"

#define P "policy { name = \"p\" }\n"

typedef struct pair {
    const char *name;
    const char *from;
    const char *to;
    const char *expected;
} pair;

static const pair pairs[] = {
    {"nothing at all", P, P, "equivalent\n"},
    {"the same under other names, in another order",
     P "rule \"a\" { match = { stage = \"usage\" }, assign = { A = \"position:coo\" } }\n"
       "default \"b\" { assign = { A = \"position:cmo\" } }\n",
     P "default \"x\" { assign = { A = \"unit:marketing\" } }\n"
       "rule \"y\" { match = { stage = \"usage\" }, assign = { A = \"position:coo\" } }\n",
     "equivalent\nassign A equivalent 0/2 0/2\n"},
    {"one rule on two channels, or two rules",
     P
     "rule \"a\" { match = { channel = { \"web\", \"phone\" } }, assign = { A = \"position:coo\", "
     "R = \"unit:support\" } }\n",
     P "rule \"x\" { match = { channel = \"web\" }, assign = { A = \"position:coo\", "
       "R = \"unit:support\" } }\n"
       "rule \"y\" { match = { channel = \"phone\" }, assign = { A = \"position:coo\" } }\n"
       "rule \"z\" { match = { channel = \"phone\" }, assign = { R = \"unit:support\" } }\n",
     "equivalent\nassign A equivalent 0/1 0/2\nassign R equivalent 0/1 0/2\n"},
    {"a rule more",
     P "rule \"a\" { match = { stage = \"usage\" }, assign = { A = \"position:coo\" } }\n",
     P "rule \"a\" { match = { stage = \"usage\" }, assign = { A = \"position:coo\" } }\n"
       "rule \"b\" { match = { stage = \"support\" }, assign = { A = \"position:coo\" } }\n",
     "wider\nassign A wider 0/1 1/2\n"
     "  gained certain, 1 here\n"
     "    stage = \"support\": nobody; position:coo by b\n"},
    {"a ban more", P "rule \"a\" { assign = { A = \"position:coo\" } }\n",
     P "rule \"a\" { assign = { A = \"position:coo\" } }\n"
       "exception \"no\" { because = \"so\", match = { tag = \"dispute\" }, "
       "forbid = { A = under(\"unit:operations\") } }\n",
     "narrower\nassign A narrower 1/1 0/1\n"
     "  lost certain, 1 here\n"
     "    tag = \"dispute\": position:coo by a; nobody, no\n"
     "forbid A wider 0/0 1/1\n"
     "  gained certain\n"
     "    tag = \"dispute\": nobody; under(unit:operations) by no\n"},
    {"a ban of somebody who has nothing", P "rule \"a\" { assign = { A = \"position:coo\" } }\n",
     P "rule \"a\" { assign = { A = \"position:coo\" } }\n"
       "exception \"no\" { because = \"so\", forbid = { A = \"unit:finance\" } }\n",
     "different\nassign A equivalent 0/1 0/1\n"
     "forbid A wider 0/0 1/1\n"
     "  gained certain\n"
     "    : nobody; unit:finance by no\n"},
    {"a law before what another policy bans", P "law \"a\" { assign = { A = \"position:coo\" } }\n",
     P "law \"a\" { assign = { A = \"position:coo\" } }\n"
       "exception \"no\" { because = \"so\", forbid = { A = \"position:coo\" } }\n",
     "different\nassign A equivalent 0/1 0/1\n"
     "forbid A wider 0/0 1/1\n"
     "  gained certain\n"
     "    : nobody; position:coo by no\n"},
    {"other holders in a part", P "rule \"a\" { assign = { A = \"position:coo\" } }\n",
     P "rule \"a\" { assign = { A = \"position:coo\" } }\n"
       "exception \"b\" { because = \"so\", match = { criticality = { min = 5 } }, "
       "assign = { A = \"position:cfo\" } }\n",
     "different\nassign A different 1/1 1/2\n"
     "  others certain, 1 here\n"
     "    criticality = 5: position:coo by a; position:cfo by b\n"},
    {"an override, or an exception",
     P "rule \"a\" { assign = { A = \"position:coo\" } }\n"
       "rule \"b\" { match = { stage = \"usage\" }, overrides = \"a\", "
       "assign = { A = \"position:cfo\" } }\n",
     P "rule \"a\" { assign = { A = \"position:coo\" } }\n"
       "exception \"b\" { because = \"so\", match = { stage = \"usage\" }, "
       "assign = { A = \"position:cfo\" } }\n",
     "equivalent\nassign A equivalent 0/2 0/2\n"},
    {"a function that stands elsewhere, and holds the same",
     P "local n = 3\nrule \"a\" { when = function(s) return s.order == n end, "
       "assign = { A = \"position:coo\" } }\n",
     P "\n\nlocal least = 2 + 1\n\nrule \"a\" { when = function(t) return t.order == least end, "
       "assign = { A = \"position:coo\" } }\n",
     "equivalent\nassign A equivalent 0/1 0/1\n"},
    {"a function that holds something else",
     P "local n = 33\nrule \"a\" { when = function(s) return s.order == n end, "
       "assign = { A = \"position:coo\" } }\n",
     P "local n = 34\nrule \"a\" { when = function(s) return s.order == n end, "
       "assign = { A = \"position:coo\" } }\n",
     "different, possibly\nassign A different, possibly 1/1 1/1\n"
     "  lost possible\n"
     "    : position:coo by a; nobody\n"
     "  gained possible\n"
     "    : nobody; position:coo by a\n"},
    {"functions that call what a file declares",
     P
     "list = { \"a\", { x = 1 } }\nfunction few(s) return #list < 3 and few ~= s end\n"
     "rule \"a\" { when = few, assign = { A = function(s) return few(s) and \"unit:acme\" end } }\n",
     P
     "function few(s) return #list < 3 and few ~= s end\nlist = { \"a\", { x = 1 } }\n"
     "rule \"a\" { when = few, assign = { A = function(s) return few(s) and \"unit:acme\" end } }\n",
     "equivalent\nassign A equivalent 0/1 0/1\n"},
    {"a table that a function holds",
     P "local list = { \"a\", x = { 1 } }\nrule \"a\" { when = function(s) return list[s.key] end, "
       "assign = { R = \"unit:acme\" } }\n",
     P "local list = { \"a\", x = { 2 } }\nrule \"a\" { when = function(s) return list[s.key] end, "
       "assign = { R = \"unit:acme\" } }\n",
     "different, possibly\nassign R different, possibly 1/1 1/1\n"
     "  lost possible\n"
     "    : unit:acme by a; nobody\n"
     "  gained possible\n"
     "    : nobody; unit:acme by a\n"},
    {"whoever delivers may be the one",
     P "rule \"a\" { match = { tag = \"none\" }, assign = { A = \"position:coo\" } }\n",
     P "rule \"a\" { match = { tag = \"none\" }, assign = { A = head_of_delivering_unit() } }\n",
     "different, possibly\nassign A different, possibly 1/1 1/1\n"
     "  lost unknown\n"
     "  gained unknown\n"
     "  others possible\n"
     "    tag = \"none\": position:coo by a; head_of_delivering_unit() by a\n"},
    {"somebody who is named by an office, too",
     P
     "rule \"a\" { assign = { A = \"office:cmo\", C = { \"unit:finance\", \"unit:support\" } } }\n",
     P "rule \"a\" { assign = { A = head_of(\"unit:marketing\"), C = \"unit:support\" } }\n"
       "rule \"b\" { assign = { C = \"unit:finance\" } }\n",
     "equivalent\nassign A equivalent 0/1 0/1\nassign C equivalent 0/1 0/2\n"},
    {"from a day on", P "rule \"a\" { assign = { I = \"unit:acme\" } }\n",
     P "rule \"a\" { to = \"2026-06-01\", assign = { I = \"unit:acme\" } }\n",
     "narrower\nassign I narrower 1/1 0/1\n"
     "  lost certain\n"
     "    on 2026-06-01: unit:acme by a; nobody\n"},
    {"globs cut up",
     P "rule \"a\" { match = { key = \"a*\" }, assign = { A = \"position:coo\" } }\n",
     P "rule \"a\" { match = { key = \"a*\" }, assign = { A = \"position:coo\" } }\n"
       "rule \"b\" { match = { key = \"a*d\" }, assign = { A = \"position:coo\" } }\n",
     "equivalent\nassign A equivalent 0/1 0/2\n"},
    {"requirements",
     P "rule \"a\" { require = { C = { \"unit:acme\", under(\"unit:support\") } } }\n",
     P "rule \"a\" { require = { C = { \"unit:acme\", under(\"unit:support\") } } }\n"
       "rule \"b\" { match = { stage = \"usage\" }, overrides = \"a\" }\n",
     "different\nrequire C narrower 1/1 0/1\n"
     "  lost certain\n"
     "    stage = \"usage\": unit:acme, under(unit:support) by a; nobody\n"},
    {"passages", P "rule \"a\" { on = \"handoff\", assign = { A = \"position:cxo\" } }\n",
     P "rule \"a\" { on = \"handoff\", match = { crosses_departments = true }, "
       "assign = { A = \"position:cxo\" } }\n",
     "narrower\nassign A narrower 1/1 0/1\n"
     "  lost certain, 1 here\n"
     "    crosses_departments = false: position:cxo by a; nobody\n"},
    {"letters of another scheme",
     P "rule \"a\" { assign = { A = \"position:cxo\", I = \"unit:acme\" } }\n",
     "policy { name = \"p\", scheme = \"DACI\" }\n"
     "rule \"a\" { assign = { D = \"position:cxo\", I = \"unit:acme\" } }\n",
     "different\nassign A narrower 1/1 0/0\n"
     "  lost certain, 4 here\n"
     "    : position:cxo by a; nobody\n"
     "assign D wider 0/0 1/1\n"
     "  gained certain, 5 here\n"
     "    : nobody; position:cxo by a\n"
     "assign I equivalent 0/1 0/1\n"},
};

/* ---- as text ---- */

static void add_side(ri_text *out, const ri_saying *saying, const raci_policy *policy)
{
    const ri_rule *rules = ri_policy_data_of(policy)->rules;
    ri_text_add(out, saying->n == 0 ? "nobody" : "");
    for (uint32_t i = 0; i < saying->n; i++) {
        ri_text_add(out, i > 0 ? " and " : "");
        ri_write_expression(out, saying->named[i].whom);
        ri_text_format(out, " by %s", rules[saying->named[i].rule].name);
    }
    for (uint32_t i = 0; i < saying->n_bans; i++) {
        ri_text_format(out, ", %s", rules[saying->bans[i]].name);
    }
}

static void add_way(ri_text *out, const raci_diff *diff, const char *name, const ri_found_way *way,
                    const ri_here *here)
{
    static const char *const known[] = {"no", "unknown", "possible", "certain"};
    if (way->known == RI_KNOWN_NOT) {
        return;
    }
    ri_text_format(out, "  %s %s", name, known[way->known]);
    if (here->all > 0) {
        ri_text_format(out, ", %zu here", here->all);
    }
    ri_text_char(out, '\n');
    for (uint32_t i = 0; i < way->n && i < 1; i++) {
        ri_text_format(out, "    %s: ", way->witnesses[i].subject->said);
        add_side(out, &way->witnesses[i].side[0], diff->before->policy);
        ri_text_add(out, "; ");
        add_side(out, &way->witnesses[i].side[1], diff->after->policy);
        ri_text_char(out, '\n');
    }
}

static void add_part(ri_text *out, const raci_diff *diff, uint32_t i)
{
    static const char *const aspects[] = {"assign", "forbid", "require"};
    static const char *const ways[] = {"lost", "gained", "others"};
    const ri_relation_part *part = &diff->general->relation.parts[i];
    bool certain = true;
    const ri_comparison comparison = ri_part_compares(part, &certain);
    ri_text_format(out, "%s %s %s%s %u/%u %u/%u", aspects[part->aspect], part->letter,
                   ri_comparison_name(comparison), certain ? "" : ", possibly",
                   (unsigned)part->differ[0], (unsigned)part->rules[0], (unsigned)part->differ[1],
                   (unsigned)part->rules[1]);
    if (part->undecided > 0) {
        ri_text_format(out, ", %u undecided", (unsigned)part->undecided);
    }
    ri_text_char(out, '\n');
    for (int way = 0; way < RI_RELATION_COUNT; way++) {
        add_way(out, diff, ways[way], &part->ways[way], &diff->general->here[i][way]);
    }
}

static void compare(raci_model *model, const char *from, const char *to, ri_text *out)
{
    raci_policy *before = policy_of(model, from);
    raci_policy *after = policy_of(model, to);
    raci_diff *diff = NULL;
    raci_error err = {0};
    if (raci_diff_policies(&diff, model, before, after, "a", "b", "2026-03-01", 0, &err) !=
        RACI_OK) {
        fail_msg("%s", err.message);
    }
    ri_text_format(out, "%s%s\n", ri_comparison_name(diff->general->comparison),
                   diff->general->certain ? "" : ", possibly");
    for (uint32_t i = 0; i < diff->general->relation.n; i++) {
        add_part(out, diff, i);
    }
    raci_diff_free(diff);
    raci_policy_free(before);
    raci_policy_free(after);
}

static void tells(void **state)
{
    const pair *x = *state;
    raci_model *model = organization(policy_organization);
    ri_text told = RI_TEXT_INIT;
    compare(model, x->from, x->to, &told);
    assert_string_equal(ri_text_string(&told), x->expected);
    ri_text_free(&told);
    raci_model_close(model);
}

/* So many globs that may stand anywhere in a key have more keys than can be gone through. */
static void tells_what_is_not_known(void **state)
{
    raci_model *model = organization(policy_organization);
    ri_text from = RI_TEXT_INIT;
    ri_text to = RI_TEXT_INIT;
    ri_text told = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&from, P "rule \"a\" { match = { key = { ");
    for (int i = 0; i < 40; i++) {
        ri_text_format(&from, "\"*%c%c*\", ", 'a' + i / 20, 'a' + i % 20);
    }
    ri_text_add(&from, "} }, assign = { A = \"position:coo\" } }\n");
    ri_text_format(&to,
                   "%srule \"b\" { match = { key = \"*aa*ab*\" }, "
                   "assign = { A = \"position:coo\" } }\n",
                   ri_text_string(&from));
    compare(model, ri_text_string(&from), ri_text_string(&to), &told);
    assert_string_equal(ri_text_string(&told),
                        "equivalent, possibly\nassign A equivalent, possibly 0/1 0/2, 1 undecided\n"
                        "  gained unknown\n"
                        "  others unknown\n");
    ri_text_free(&told);
    ri_text_free(&to);
    ri_text_free(&from);
    raci_model_close(model);
}

/* ---- want of memory ---- */

typedef struct both {
    raci_policy *policies[2];
    const ri_snapshot *s;
} both;

static bool relate_once(void *payload)
{
    both *b = payload;
    raci_error err = {0};
    ri_relation relation = {0};
    ri_arena *arena = ri_arena_new();
    const raci_status status =
        arena != NULL ? ri_relate(&relation, arena, b->policies, b->s, day("2026-03-01"), &err)
                      : RACI_NOMEM;
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_arena_free(arena);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    raci_model *model = organization(policy_organization);
    ri_snapshot *s = snapshot_at(model, "2026-03-01");
    both b = {.s = s};
    static const char when[] = P "local list = { 1, { 2 } }\nrule \"a\" { match = { tag = \"x\" }, "
                                 "when = function(s) return list[s.order] end, assign = "
                                 "{ A = \"position:coo\" } }\nlaw \"b\" { forbid = { A = "
                                 "head_of_delivering_unit() } }\n";
    b.policies[0] = policy_of(model, when);
    b.policies[1] = policy_of(model, P "rule \"a\" { assign = { A = head_of_delivering_unit() } }\n"
                                       "rule \"c\" { on = \"handoff\", assign = { A = "
                                       "\"position:cxo\" } }\n");
    assert_true(with_all_failures(relate_once, &b) > 50);
    raci_policy_free(b.policies[0]);
    raci_policy_free(b.policies[1]);
    ri_snapshot_free(s);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_what_is_not_known),
                                       cmocka_unit_test(survives_want_of_memory)};
    int failed = RUN_ROWS("in general", pairs, tells);
    return failed + cmocka_run_group_tests_name("beyond the pairs", tests, NULL, NULL);
}

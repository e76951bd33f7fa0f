/*
 * Random policies for random organizations: rules of all tiers and kinds of holders, some with
 * functions, and settings and checks of their own.
 *
 * Include it after random_steps.h.
 */
#ifndef TEST_RANDOM_POLICY_H
#define TEST_RANDOM_POLICY_H

#include "random_steps.h"

static const char *const kinds_on[] = {"touchpoint", "touchpoint", "touchpoint",
                                       "handoff",    "journey",    "enterprise"};
static const char *const tiers[] = {"default", "rule", "rule", "exception", "law"};
static const char *const matches[] = {
    "stage = \"s0\"",           "channel = { \"c0\", \"c1\" }",
    "journey = \"j0\"",         "unit = \"u1\"",
    "unit = except { \"u0\" }", "key = { \"t?\", \"x*\" }",
    "attr = { note = \"n\" }",  "criticality = { min = 3 }",
    "moment_of_truth = true",   "tag = \"x\"",
};
static const char *const grants[] = {
    "head_of_delivering_unit()",
    "head_of_delivering_unit()",
    "delivering_units()",
    "journey_lead()",
    "team_of_journey()",
    "\"position:p0\"",
    "{ \"unit:u1\", \"position:p2\" }",
    "\"person:q1\"",
    "\"team:g0\"",
    "\"office:cxo\"",
    "\"office:cmo\"",
    "head_of(\"unit:u2\")",
    "lead_of(\"team:g1\")",
    "manager_of(head_of_delivering_unit())",
    "function(s) return \"position:p1\" end",
    ("function(s) for _, key in ipairs(s.units) do local u = org.unit(key) local h = u and u:head() "
     "if h and not h.vacant then return \"position:\" .. h.key end end end"),
    "function(s) return s.attr.note and \"office:cco\" or \"unit:u3\" end",
};
static const char *const whens[] = {
    "function(s) return s.key > \"t3\" end",
    "function(s) return s.criticality and s.criticality > 2 end",
    "function(s) return s:has_tag(\"x\") end",
    "function(s) return s:delivered_under(\"u1\") end",
    "function(s) local p = org.position(\"p1\") return p and not p.vacant end",
    "function(s) return org.office(\"cxo\")[1] ~= nil end",
};
static const char *const bans[] = {
    "under(\"unit:u1\")", "under(\"position:p0\")", "\"position:p3\"", "head_of(\"unit:u0\")",
    "\"unit:u4\"",        "\"office:ceo\"",
};
static const char *const extras[] = {
    "escalation { first = \"lowest_common_superior\" }\n",
    "owner = \"office:cmo\"",
    "owner = \"position:p1\"",
    "check \"mine\" { on = \"touchpoint\", test = function(t) local a = t.letters.A[1] "
    "if a and a.key > \"p4\" then return \"late in the list\" end end }\n",
    "check \"mine\" { on = \"unit\", test = function(u) local h = u:head() "
    "if h and h.vacant then return \"vacant\", \"position:\" .. h.key end end }\n",
    "checks { [\"too-many-responsible\"] = { max = 1 }, [\"overloaded-accountable\"] = { max = 2 } }\n",
    "checks { unacknowledged = {} }\n",
};

#define ANY(list) ((list)[random_below(COUNT(list))])

static inline void say_match(ri_text *out, const char *on)
{
    if (strcmp(on, "touchpoint") == 0) {
        ri_text_format(out, " match = { %s },", ANY(matches));
    } else if (strcmp(on, "handoff") == 0) {
        ri_text_format(out, " match = { from = { %s }%s },", ANY(matches),
                       chance(50) ? ", crosses_departments = true" : "");
    } else if (strcmp(on, "journey") == 0) {
        ri_text_add(out, " match = { key = \"j?\" },");
    }
}

static inline void say_rule(ri_text *out, uint32_t i)
{
    const char *on = ANY(kinds_on);
    ri_text_format(out, "%s \"r%u\" { on = \"%s\", because = \"x\",", ANY(tiers), i, on);
    if (chance(60)) {
        say_match(out, on);
    }
    if (chance(25)) {
        ri_text_format(out, " when = %s,", ANY(whens));
    }
    if (chance(25)) {
        ri_text_format(out, " forbid = { %s = %s },", ANY(step_letters), ANY(bans));
    }
    if (chance(20)) {
        ri_text_format(out, " require = { %s = %s },", ANY(step_letters), ANY(bans));
    }
    ri_text_format(out, " assign = { %s = %s, %s = %s } }\n", chance(70) ? "A" : "C", ANY(grants),
                   chance(70) ? "R" : "I", ANY(grants));
}

static inline void random_policy(ri_text *out)
{
    const uint32_t n = 2 + random_below(7);
    const char *extra = chance(70) ? ANY(extras) : "";
    const bool owner = strncmp(extra, "owner", 5) == 0;
    ri_text_format(out, "policy { name = \"random\", %s }\n%s", owner ? extra : "",
                   owner ? "" : extra);
    for (uint32_t i = 0; i < n; i++) {
        say_rule(out, i);
    }
}

#endif

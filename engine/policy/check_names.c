/*
 * The names of the core checks, so that a policy cannot set one that does not
 * exist. What each does stands in the check layer.
 */
#include <string.h>

#include "policy/loader.h"

const char *const ri_check_names[] = {
    "acceptance-expired",
    "acting-too-long",
    "clashing-letters",
    "coming-gap",
    "conflicting-rules",
    "contested",
    "cxo-unempowered",
    "dead-rule",
    "disputed",
    "double-line",
    "duplicate-rule",
    "feedback-silo",
    "general-beats-special",
    "inverted-line",
    "joint-accountable",
    "journey-not-cross-functional",
    "journey-without-lead",
    "lead-disagrees",
    "letter-count",
    "many-accountable",
    "many-roots",
    "missing-deliverer",
    "model-needs",
    "moment-of-truth-unprotected",
    "no-accountable",
    "no-ceo",
    "no-cxo",
    "no-final-arbiter",
    "no-responsible",
    "no-role",
    "nobody-told",
    "one-person-many-seats",
    "only-by-default",
    "only-informed",
    "orphan-position",
    "out-of-remit",
    "overloaded-accountable",
    "overloaded-consulted",
    "overloaded-responsible",
    "override-without-reason",
    "powerless-accountable",
    "promise-unheard",
    "reporting-cycle",
    "required-missing",
    "rule-failed",
    "ruling-contradicted",
    "ruling-expired",
    "ruling-outdated",
    "shadowed-rule",
    "silent-handoff",
    "silo-touchpoint",
    "single-point-of-failure",
    "stale-row",
    "step-not-applicable",
    "subsumed-rule",
    "too-high",
    "too-many-consulted",
    "too-many-responsible",
    "unacknowledged",
    "uncovered",
    "uneven-channels",
    "unit-cycle",
    "unit-without-head",
    "unowned-handoff",
    "unresolved-holder",
    "unused-override",
    "vacant-accountable",
    "vacant-head",
    "vacant-responsible",
    "vacant-seat",
};

const size_t ri_check_names_count = sizeof ri_check_names / sizeof *ri_check_names;

const char *ri_check_name(size_t i)
{
    return i < ri_check_names_count ? ri_check_names[i] : NULL;
}

bool ri_check_is_core(const char *name)
{
    for (size_t i = 0; i < ri_check_names_count; i++) {
        if (strcmp(ri_check_names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/*
 * The checks of this version, as data.
 */
#include <string.h>

#include "base/order.h"
#include "check/checking.h"
#include "check/overall.h"

/* In the order of ri_code. */
static const ri_check_info checks[RI_CODE_COUNT] = {
    {"acceptance-expired", RI_KIND_POLICY, RACI_WARNING, .local = NULL},
    {"acting-too-long", RI_KIND_RISK, RACI_WARNING, .local = ri_check_acting_too_long,
     .traits = RI_TRAIT_ACTING_A},
    {"clashing-letters", RI_KIND_RISK, RACI_INFO, .local = ri_check_clashing_letters},
    {"coming-gap", RI_KIND_GAP, RACI_WARNING, .local = ri_check_coming_gap,
     .traits = RI_TRAIT_ENDING_A},
    {"contested", RI_KIND_CONFLICT, RACI_ERROR, .local = ri_check_contested,
     .traits = RI_TRAIT_CONTESTED},
    {"cxo-unempowered", RI_KIND_RISK, RACI_WARNING, .overall = ri_check_cxo_unempowered},
    {"disputed", RI_KIND_CONFLICT, RACI_ERROR, .local = ri_check_disputed},
    {"double-line", RI_KIND_HYGIENE, RACI_INFO, .overall = ri_check_double_line},
    {"feedback-silo", RI_KIND_GAP, RACI_WARNING, .overall = ri_check_feedback_silo, .around = true},
    {"inverted-line", RI_KIND_RISK, RACI_WARNING, .local = ri_check_inverted_line,
     .traits = RI_TRAIT_TOUCHPOINT | RI_TRAIT_ONE_A | RI_TRAIT_R},
    {"joint-accountable", RI_KIND_RISK, RACI_INFO, .local = ri_check_joint_accountable,
     .traits = RI_TRAIT_JOINT_A},
    {"journey-not-cross-functional", RI_KIND_RISK, RACI_INFO,
     .overall = ri_check_journey_not_cross_functional, .around = true},
    {"journey-without-lead", RI_KIND_GAP, RACI_WARNING, .local = ri_check_journey_without_lead,
     .traits = RI_TRAIT_JOURNEY | RI_TRAIT_NO_A},
    {"lead-disagrees", RI_KIND_CONFLICT, RACI_WARNING, .local = ri_check_lead_disagrees,
     .traits = RI_TRAIT_JOURNEY | RI_TRAIT_A},
    {"letter-count", RI_KIND_GAP, RACI_ERROR, .local = ri_check_letter_count,
     .traits = RI_TRAIT_TOUCHPOINT},
    {"many-accountable", RI_KIND_CONFLICT, RACI_ERROR, .local = ri_check_many_accountable,
     .traits = RI_TRAIT_MANY_A},
    {"many-roots", RI_KIND_HYGIENE, RACI_ERROR, .overall = ri_check_many_roots},
    {"missing-deliverer", RI_KIND_GAP, RACI_WARNING, .local = ri_check_missing_deliverer,
     .traits = RI_TRAIT_TOUCHPOINT},
    {"model-needs", RI_KIND_HYGIENE, RACI_WARNING, .overall = ri_check_model_needs},
    {"moment-of-truth-unprotected", RI_KIND_GAP, RACI_ERROR, .local = ri_check_moment_of_truth,
     .traits = RI_TRAIT_TRUTH},
    {"no-accountable", RI_KIND_GAP, RACI_ERROR, .local = ri_check_no_accountable,
     .traits = RI_TRAIT_TOUCHPOINT | RI_TRAIT_NO_A},
    {"no-ceo", RI_KIND_GAP, RACI_ERROR, .overall = ri_check_no_ceo},
    {"no-cxo", RI_KIND_GAP, RACI_WARNING, .overall = ri_check_no_cxo},
    {"no-final-arbiter", RI_KIND_GAP, RACI_ERROR, .local = NULL},
    {"no-responsible", RI_KIND_GAP, RACI_ERROR, .local = ri_check_no_responsible,
     .traits = RI_TRAIT_TOUCHPOINT | RI_TRAIT_NO_R},
    {"no-role", RI_KIND_GAP, RACI_INFO, .overall = ri_check_no_role},
    {"nobody-told", RI_KIND_GAP, RACI_INFO, .local = ri_check_nobody_told,
     .traits = RI_TRAIT_TOUCHPOINT},
    {"one-person-many-seats", RI_KIND_RISK, RACI_WARNING, .local = ri_check_one_person_many_seats,
     .traits = RI_TRAIT_TWIN_A},
    {"only-by-default", RI_KIND_RISK, RACI_WARNING, .local = ri_check_only_by_default,
     .traits = RI_TRAIT_ONE_A},
    {"only-informed", RI_KIND_GAP, RACI_WARNING, .local = ri_check_only_informed,
     .traits = RI_TRAIT_TOUCHPOINT},
    {"orphan-position", RI_KIND_HYGIENE, RACI_WARNING, .overall = ri_check_orphan_position},
    {"out-of-remit", RI_KIND_POLICY, RACI_WARNING, .local = ri_check_out_of_remit,
     .traits = RI_TRAIT_A},
    {"overloaded-accountable", RI_KIND_RISK, RACI_WARNING,
     .overall = ri_check_overloaded_accountable},
    {"overloaded-consulted", RI_KIND_RISK, RACI_WARNING, .overall = ri_check_overloaded_consulted},
    {"overloaded-responsible", RI_KIND_RISK, RACI_WARNING,
     .overall = ri_check_overloaded_responsible},
    {"override-without-reason", RI_KIND_POLICY, RACI_WARNING,
     .overall = ri_check_override_without_reason, .note = ri_note_unreasoned,
     .traits = RI_TRAIT_BEATEN},
    {"powerless-accountable", RI_KIND_CONFLICT, RACI_ERROR, .local = ri_check_powerless_accountable,
     .traits = RI_TRAIT_ONE_A | RI_TRAIT_R},
    {"promise-unheard", RI_KIND_GAP, RACI_WARNING, .overall = ri_check_promise_unheard,
     .around = true},
    {"reporting-cycle", RI_KIND_HYGIENE, RACI_ERROR, .overall = ri_check_reporting_cycle},
    {"required-missing", RI_KIND_GAP, RACI_ERROR, .local = ri_check_required_missing,
     .traits = RI_TRAIT_MISSING},
    {"rule-failed", RI_KIND_POLICY, RACI_ERROR, .overall = ri_check_rule_failed},
    {"ruling-contradicted", RI_KIND_POLICY, RACI_WARNING, .local = ri_check_ruling_contradicted},
    {"ruling-expired", RI_KIND_POLICY, RACI_WARNING, .overall = ri_check_ruling_expired},
    {"ruling-outdated", RI_KIND_POLICY, RACI_WARNING, .overall = ri_check_ruling_outdated},
    {"silent-handoff", RI_KIND_GAP, RACI_WARNING, .passage = ri_check_silent_handoff},
    {"silo-touchpoint", RI_KIND_RISK, RACI_INFO, .local = ri_check_silo_touchpoint,
     .traits = RI_TRAIT_TOUCHPOINT},
    {"single-point-of-failure", RI_KIND_RISK, RACI_INFO, .local = ri_check_single_point,
     .traits = RI_TRAIT_TOUCHPOINT | RI_TRAIT_R},
    {"stale-row", RI_KIND_HYGIENE, RACI_INFO, .local = ri_check_stale_row,
     .traits = RI_TRAIT_REVIEWED},
    {"too-high", RI_KIND_RISK, RACI_INFO, .local = ri_check_too_high,
     .traits = RI_TRAIT_TOUCHPOINT | RI_TRAIT_ONE_A | RI_TRAIT_R},
    {"too-many-consulted", RI_KIND_RISK, RACI_WARNING, .local = ri_check_too_many_consulted},
    {"too-many-responsible", RI_KIND_RISK, RACI_WARNING, .local = ri_check_too_many_responsible},
    {"unacknowledged", RI_KIND_GAP, RACI_INFO, .overall = ri_check_unacknowledged, .asked = true},
    {"uneven-channels", RI_KIND_RISK, RACI_INFO, .overall = ri_check_uneven_channels,
     .around = true},
    {"unit-cycle", RI_KIND_HYGIENE, RACI_ERROR, .overall = ri_check_unit_cycle},
    {"unit-without-head", RI_KIND_HYGIENE, RACI_WARNING, .overall = ri_check_unit_without_head},
    {"unowned-handoff", RI_KIND_GAP, RACI_WARNING, .passage = ri_check_unowned_handoff},
    {"unresolved-holder", RI_KIND_GAP, RACI_ERROR, .local = ri_check_unresolved_holder,
     .traits = RI_TRAIT_UNRESOLVED},
    {"vacant-accountable", RI_KIND_GAP, RACI_ERROR, .local = ri_check_vacant_accountable,
     .traits = RI_TRAIT_VACANT_A},
    {"vacant-head", RI_KIND_HYGIENE, RACI_WARNING, .overall = ri_check_vacant_head},
    {"vacant-responsible", RI_KIND_GAP, RACI_ERROR, .local = ri_check_vacant_responsible,
     .traits = RI_TRAIT_VACANT_R},
    {"vacant-seat", RI_KIND_HYGIENE, RACI_INFO, .overall = ri_check_vacant_seat},
};

const ri_check_info *ri_check_info_of(ri_code code)
{
    return &checks[code];
}

const char *raci_check_code(size_t i)
{
    return i < RI_CODE_COUNT ? checks[i].name : NULL;
}

int ri_code_find(const char *name)
{
    for (int i = 0; i < RI_CODE_COUNT; i++) {
        if (strcmp(checks[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

/* ---- with those of a policy ---- */

static int compare_own(const void *own, const void *name, const void *context)
{
    (void)context;
    return strcmp(((const ri_own_check *)own)->name, name);
}

int ri_code_find_any(const ri_policy_data *policy, const char *name)
{
    const ri_own_check *own = policy->checks;
    size_t at = ri_order_place(own, policy->n_checks, sizeof *own, compare_own, name, NULL);
    return at < policy->n_checks && compare_own(&own[at], name, NULL) == 0 ? RI_CODE_COUNT + (int)at
                                                                           : ri_code_find(name);
}

uint32_t ri_code_total(const ri_policy_data *policy)
{
    return RI_CODE_COUNT + policy->n_checks;
}

const char *ri_code_name(const ri_policy_data *policy, ri_code code)
{
    return code < RI_CODE_COUNT ? checks[code].name : policy->checks[code - RI_CODE_COUNT].name;
}

ri_finding_kind ri_code_kind(const ri_policy_data *policy, ri_code code)
{
    return code < RI_CODE_COUNT ? checks[code].kind : policy->checks[code - RI_CODE_COUNT].kind;
}

int ri_code_order(const ri_policy_data *policy, ri_code a, ri_code b)
{
    if ((a < RI_CODE_COUNT) == (b < RI_CODE_COUNT)) {
        return a < b ? -1 : a > b;
    }
    return strcmp(ri_code_name(policy, a), ri_code_name(policy, b));
}

/* ---- names ---- */

const char *ri_finding_kind_name(ri_finding_kind kind)
{
    static const char *const names[RI_FINDING_KIND_COUNT] = {"conflict", "gap", "risk", "hygiene",
                                                             "policy"};
    return (unsigned)kind < RI_FINDING_KIND_COUNT ? names[kind] : "";
}

const char *ri_severity_name(raci_severity severity)
{
    switch (severity) {
    case RACI_INFO:
        return "info";
    case RACI_WARNING:
        return "warning";
    case RACI_ERROR:
        return "error";
    }
    return "";
}

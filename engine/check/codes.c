/*
 * The checks of this version, as data.
 */
#include <string.h>

#include "check/checking.h"

/* In the order of ri_code. */
static const ri_check_info checks[RI_CODE_COUNT] = {
    {"acceptance-expired", RI_KIND_POLICY, RACI_WARNING, .local = NULL},
    {"acting-too-long", RI_KIND_RISK, RACI_WARNING, .local = NULL},
    {"clashing-letters", RI_KIND_RISK, RACI_INFO, .local = NULL},
    {"coming-gap", RI_KIND_GAP, RACI_WARNING, .local = NULL},
    {"contested", RI_KIND_CONFLICT, RACI_ERROR, .local = ri_check_contested},
    {"cxo-unempowered", RI_KIND_RISK, RACI_WARNING, .overall = ri_check_cxo_unempowered},
    {"disputed", RI_KIND_CONFLICT, RACI_ERROR, .local = NULL},
    {"double-line", RI_KIND_HYGIENE, RACI_INFO, .local = NULL},
    {"feedback-silo", RI_KIND_GAP, RACI_WARNING, .local = NULL},
    {"inverted-line", RI_KIND_RISK, RACI_WARNING, .local = NULL},
    {"joint-accountable", RI_KIND_RISK, RACI_INFO, .local = ri_check_joint_accountable},
    {"journey-not-cross-functional", RI_KIND_RISK, RACI_INFO, .local = NULL},
    {"journey-without-lead", RI_KIND_GAP, RACI_WARNING, .local = ri_check_journey_without_lead},
    {"lead-disagrees", RI_KIND_CONFLICT, RACI_WARNING, .local = ri_check_lead_disagrees},
    {"letter-count", RI_KIND_GAP, RACI_ERROR, .local = ri_check_letter_count},
    {"many-accountable", RI_KIND_CONFLICT, RACI_ERROR, .local = ri_check_many_accountable},
    {"many-roots", RI_KIND_HYGIENE, RACI_ERROR, .local = NULL},
    {"missing-deliverer", RI_KIND_GAP, RACI_WARNING, .local = NULL},
    {"moment-of-truth-unprotected", RI_KIND_GAP, RACI_ERROR, .local = NULL},
    {"no-accountable", RI_KIND_GAP, RACI_ERROR, .local = ri_check_no_accountable},
    {"no-ceo", RI_KIND_GAP, RACI_ERROR, .overall = ri_check_no_ceo},
    {"no-cxo", RI_KIND_GAP, RACI_WARNING, .overall = ri_check_no_cxo},
    {"no-final-arbiter", RI_KIND_GAP, RACI_ERROR, .local = NULL},
    {"no-responsible", RI_KIND_GAP, RACI_ERROR, .local = ri_check_no_responsible},
    {"no-role", RI_KIND_GAP, RACI_INFO, .local = NULL},
    {"nobody-told", RI_KIND_GAP, RACI_INFO, .local = NULL},
    {"one-person-many-seats", RI_KIND_RISK, RACI_WARNING, .local = ri_check_one_person_many_seats},
    {"only-by-default", RI_KIND_RISK, RACI_WARNING, .local = ri_check_only_by_default},
    {"only-informed", RI_KIND_GAP, RACI_WARNING, .local = NULL},
    {"orphan-position", RI_KIND_HYGIENE, RACI_WARNING, .local = NULL},
    {"out-of-remit", RI_KIND_POLICY, RACI_WARNING, .local = NULL},
    {"overloaded-accountable", RI_KIND_RISK, RACI_WARNING, .local = NULL},
    {"overloaded-consulted", RI_KIND_RISK, RACI_WARNING, .local = NULL},
    {"overloaded-responsible", RI_KIND_RISK, RACI_WARNING, .local = NULL},
    {"override-without-reason", RI_KIND_POLICY, RACI_WARNING, .local = NULL},
    {"powerless-accountable", RI_KIND_CONFLICT, RACI_ERROR,
     .local = ri_check_powerless_accountable},
    {"promise-unheard", RI_KIND_GAP, RACI_WARNING, .local = NULL},
    {"reporting-cycle", RI_KIND_HYGIENE, RACI_ERROR, .local = NULL},
    {"required-missing", RI_KIND_GAP, RACI_ERROR, .local = ri_check_required_missing},
    {"rule-failed", RI_KIND_POLICY, RACI_ERROR, .overall = ri_check_rule_failed},
    {"ruling-contradicted", RI_KIND_POLICY, RACI_WARNING, .local = NULL},
    {"ruling-expired", RI_KIND_POLICY, RACI_WARNING, .local = NULL},
    {"ruling-outdated", RI_KIND_POLICY, RACI_WARNING, .local = NULL},
    {"silent-handoff", RI_KIND_GAP, RACI_WARNING, .local = NULL},
    {"silo-touchpoint", RI_KIND_RISK, RACI_INFO, .local = NULL},
    {"single-point-of-failure", RI_KIND_RISK, RACI_INFO, .local = NULL},
    {"stale-row", RI_KIND_HYGIENE, RACI_INFO, .local = NULL},
    {"too-high", RI_KIND_RISK, RACI_INFO, .local = NULL},
    {"too-many-consulted", RI_KIND_RISK, RACI_WARNING, .local = ri_check_too_many_consulted},
    {"too-many-responsible", RI_KIND_RISK, RACI_WARNING, .local = ri_check_too_many_responsible},
    {"uneven-channels", RI_KIND_RISK, RACI_INFO, .local = NULL},
    {"unit-cycle", RI_KIND_HYGIENE, RACI_ERROR, .local = NULL},
    {"unit-without-head", RI_KIND_HYGIENE, RACI_WARNING, .local = NULL},
    {"unowned-handoff", RI_KIND_GAP, RACI_WARNING, .passage = ri_check_unowned_handoff},
    {"unresolved-holder", RI_KIND_GAP, RACI_ERROR, .local = ri_check_unresolved_holder},
    {"vacant-accountable", RI_KIND_GAP, RACI_ERROR, .local = ri_check_vacant_accountable},
    {"vacant-head", RI_KIND_HYGIENE, RACI_WARNING, .local = NULL},
    {"vacant-responsible", RI_KIND_GAP, RACI_ERROR, .local = ri_check_vacant_responsible},
    {"vacant-seat", RI_KIND_HYGIENE, RACI_INFO, .overall = ri_check_vacant_seat},
};

const ri_check_info *ri_check_info_of(ri_code code)
{
    return &checks[code];
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

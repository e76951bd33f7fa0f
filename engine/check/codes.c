/*
 * The checks of this version, as data.
 */
#include <string.h>

#include "check/checking.h"

/* In the order of ri_code. */
static const ri_check_info checks[RI_CODE_COUNT] = {
    {"contested", RI_KIND_CONFLICT, RACI_ERROR, true, ri_check_contested},
    {"cxo-unempowered", RI_KIND_RISK, RACI_WARNING, false, NULL},
    {"joint-accountable", RI_KIND_RISK, RACI_INFO, true, ri_check_joint_accountable},
    {"journey-without-lead", RI_KIND_GAP, RACI_WARNING, true, ri_check_journey_without_lead},
    {"lead-disagrees", RI_KIND_CONFLICT, RACI_WARNING, true, ri_check_lead_disagrees},
    {"letter-count", RI_KIND_GAP, RACI_ERROR, true, ri_check_letter_count},
    {"many-accountable", RI_KIND_CONFLICT, RACI_ERROR, true, ri_check_many_accountable},
    {"no-accountable", RI_KIND_GAP, RACI_ERROR, true, ri_check_no_accountable},
    {"no-ceo", RI_KIND_GAP, RACI_ERROR, false, NULL},
    {"no-cxo", RI_KIND_GAP, RACI_WARNING, false, NULL},
    {"no-final-arbiter", RI_KIND_GAP, RACI_ERROR, false, NULL},
    {"no-responsible", RI_KIND_GAP, RACI_ERROR, true, ri_check_no_responsible},
    {"one-person-many-seats", RI_KIND_RISK, RACI_WARNING, true, ri_check_one_person_many_seats},
    {"only-by-default", RI_KIND_RISK, RACI_WARNING, true, ri_check_only_by_default},
    {"powerless-accountable", RI_KIND_CONFLICT, RACI_ERROR, true, ri_check_powerless_accountable},
    {"required-missing", RI_KIND_GAP, RACI_ERROR, true, ri_check_required_missing},
    {"rule-failed", RI_KIND_POLICY, RACI_ERROR, false, NULL},
    {"too-many-consulted", RI_KIND_RISK, RACI_WARNING, true, ri_check_too_many_consulted},
    {"too-many-responsible", RI_KIND_RISK, RACI_WARNING, true, ri_check_too_many_responsible},
    {"unowned-handoff", RI_KIND_GAP, RACI_WARNING, false, NULL},
    {"unresolved-holder", RI_KIND_GAP, RACI_ERROR, true, ri_check_unresolved_holder},
    {"vacant-accountable", RI_KIND_GAP, RACI_ERROR, true, ri_check_vacant_accountable},
    {"vacant-responsible", RI_KIND_GAP, RACI_ERROR, true, ri_check_vacant_responsible},
    {"vacant-seat", RI_KIND_HYGIENE, RACI_INFO, false, NULL},
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

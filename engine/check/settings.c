#include <math.h>
#include <string.h>

#include "check/checking.h"

static void take_number(double *out, double said)
{
    if (!isnan(said)) {
        *out = said;
    }
}

static raci_severity severity_of(ri_severity declared)
{
    return declared == RI_ERROR ? RACI_ERROR : declared == RI_WARNING ? RACI_WARNING : RACI_INFO;
}

raci_severity ri_code_severity(const ri_policy_data *policy, ri_code code)
{
    return code < RI_CODE_COUNT ? ri_check_info_of(code)->severity
                                : severity_of(policy->checks[code - RI_CODE_COUNT].severity);
}

static void take_setting(ri_in_force *force, const ri_check_setting *setting)
{
    force->on = !setting->off;
    if (setting->severity != RI_SEVERITY_DEFAULT) {
        force->severity = severity_of(setting->severity);
    }
    take_number(&force->max, setting->max);
    take_number(&force->min, setting->min);
    take_number(&force->share, setting->share);
    take_number(&force->days, setting->days);
    force->attr = setting->attr;
}

/* With the numbers of the check of that name; an own check has none. */
static ri_in_force unsaid(const char *name, raci_severity severity)
{
    const ri_check_limits *limits = ri_check_limits_of(name);
    return (ri_in_force){.on = true,
                         .severity = severity,
                         .max = limits->max,
                         .min = limits->min,
                         .share = limits->share,
                         .days = limits->days};
}

/* Checks that the policy names and this version has not are somebody else's. */
void ri_settings_read(ri_in_force *in_force, const ri_policy_data *policy)
{
    for (int i = 0; i < RI_CODE_COUNT; i++) {
        const ri_check_info *info = ri_check_info_of((ri_code)i);
        in_force[i] = unsaid(info->name, ri_code_severity(policy, (ri_code)i));
        in_force[i].on = !info->asked;
    }
    for (uint32_t i = 0; i < policy->n_checks; i++) {
        const ri_own_check *own = &policy->checks[i];
        const ri_code code = (ri_code)(RI_CODE_COUNT + i);
        in_force[code] = unsaid(own->name, ri_code_severity(policy, code));
    }
    for (uint32_t i = 0; i < policy->n_settings; i++) {
        int code = ri_code_find_any(policy, policy->settings[i].check);
        if (code >= 0) {
            take_setting(&in_force[code], &policy->settings[i]);
        }
    }
    for (uint32_t i = 0; i < policy->escalation.n_also; i++) {
        int code = ri_code_find_any(policy, policy->escalation.also[i]);
        if (code >= 0) {
            in_force[code].also = true;
        }
    }
    for (uint32_t i = 0; i < policy->escalation.n_never; i++) {
        int code = ri_code_find_any(policy, policy->escalation.never[i]);
        if (code >= 0) {
            in_force[code].never = true;
        }
    }
    /* Who is to decide cannot be asked to decide that they are not there. */
    in_force[RI_NO_CEO].never = true;
    in_force[RI_NO_CXO].never = true;
    in_force[RI_NO_FINAL_ARBITER].never = true;
}

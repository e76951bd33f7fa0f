#include <math.h>
#include <string.h>

#include "check/checking.h"

/* More holders than this are too many, unless the policy says otherwise. */
#define MAX_RESPONSIBLE 3.0
#define MAX_CONSULTED 4.0

static void take_setting(ri_in_force *force, const ri_check_setting *setting)
{
    force->on = !setting->off;
    switch (setting->severity) {
    case RI_SEVERITY_DEFAULT:
        break;
    case RI_INFO:
        force->severity = RACI_INFO;
        break;
    case RI_WARNING:
        force->severity = RACI_WARNING;
        break;
    case RI_ERROR:
        force->severity = RACI_ERROR;
        break;
    }
    if (!isnan(setting->max)) {
        force->max = setting->max;
    }
}

/* Checks that the policy names and this version has not are somebody else's. */
void ri_settings_read(ri_in_force in_force[RI_CODE_COUNT], const ri_policy_data *policy)
{
    for (int i = 0; i < RI_CODE_COUNT; i++) {
        in_force[i] = (ri_in_force){
            .on = true, .severity = ri_check_info_of((ri_code)i)->severity, .max = INFINITY};
    }
    in_force[RI_TOO_MANY_RESPONSIBLE].max = MAX_RESPONSIBLE;
    in_force[RI_TOO_MANY_CONSULTED].max = MAX_CONSULTED;
    for (uint32_t i = 0; i < policy->n_settings; i++) {
        int code = ri_code_find(policy->settings[i].check);
        if (code >= 0) {
            take_setting(&in_force[code], &policy->settings[i]);
        }
    }
    for (uint32_t i = 0; i < policy->escalation.n_also; i++) {
        int code = ri_code_find(policy->escalation.also[i]);
        if (code >= 0) {
            in_force[code].also = true;
        }
    }
    for (uint32_t i = 0; i < policy->escalation.n_never; i++) {
        int code = ri_code_find(policy->escalation.never[i]);
        if (code >= 0) {
            in_force[code].never = true;
        }
    }
    /* Who is to decide cannot be asked to decide that they are not there. */
    in_force[RI_NO_CEO].never = true;
    in_force[RI_NO_CXO].never = true;
    in_force[RI_NO_FINAL_ARBITER].never = true;
}

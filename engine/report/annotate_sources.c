/* The findings and checks of results, and of what differs between two. */
#include "report/annotated.h"

#include "check/checking.h"
#include "scenario/two_results.h"

/* ---- a result ---- */

static void describe(ri_annotated_check *out, const ri_policy_data *policy, ri_code code, bool on)
{
    *out = (ri_annotated_check){.name = ri_code_name(policy, code),
                                .says = ri_code_says(policy, code),
                                .own = code >= RI_CODE_COUNT,
                                .kind = ri_finding_kind_name(ri_code_kind(policy, code)),
                                .severity = ri_code_severity(policy, code),
                                .on = on};
}

static bool finding_of_result(ri_annotation *out, void *context, size_t i, ri_arena *arena)
{
    const raci_result *result = context;
    const bool accepted = i >= result->n_findings;
    const ri_finding *finding =
        accepted ? &result->accepted[i - result->n_findings] : &result->findings[i];
    out->standing = accepted ? RI_STANDING_ACCEPTED : RI_STANDING;
    return ri_recorded_of(&out->finding, result, finding, arena);
}

static void check_of_result(ri_annotated_check *out, void *context, size_t i)
{
    const raci_result *result = context;
    describe(out, ri_policy_data_of(result->policy), (ri_code)i, result->asked[i]);
}

ri_annotated ri_annotated_result(const raci_result *result)
{
    return (ri_annotated){.asker = "check",
                          .context = (void *)result,
                          .n = result->n_findings + result->n_accepted,
                          .at = finding_of_result,
                          .n_checks = ri_code_total(ri_policy_data_of(result->policy)),
                          .check = check_of_result};
}

/* ---- a difference ---- */

static bool finding_of_difference(ri_annotation *out, void *context, size_t i, ri_arena *arena)
{
    static const ri_annotation_standing standings[RI_CHANGES] = {
        [RI_CHANGE_NEW] = RI_STANDING_NEW,
        [RI_CHANGE_EXISTING] = RI_STANDING_AS_BEFORE,
        [RI_CHANGE_CHANGED] = RI_STANDING_CHANGED,
        [RI_CHANGE_GONE] = RI_STANDING_NO_MORE,
    };
    const ri_annotated_difference *of = context;
    const ri_diff_finding *item = &of->difference->findings[i];
    (void)arena; /* its texts live as long as the difference */
    *out = (ri_annotation){.finding = item->finding, .standing = standings[item->change]};
    return true;
}

/* The code of the i-th of the first side's own checks that the second side has not; how many codes
   the first side has where there are not so many. */
static size_t only_before(const ri_annotated_difference *of, size_t i)
{
    const ri_policy_data *before = ri_policy_data_of(of->before->policy);
    const ri_policy_data *after = ri_policy_data_of(of->after->policy);
    size_t code = RI_CODE_COUNT;
    for (; code < ri_code_total(before); code++) {
        if (ri_code_find_any(after, ri_code_name(before, (ri_code)code)) < 0 && i-- == 0) {
            break;
        }
    }
    return code;
}

/* Those of the second side; then what only the first one has. */
static void check_of_difference(ri_annotated_check *out, void *context, size_t i)
{
    const ri_annotated_difference *of = context;
    const size_t n = ri_code_total(ri_policy_data_of(of->after->policy));
    if (i < n) {
        check_of_result(out, (void *)of->after, i);
    } else {
        check_of_result(out, (void *)of->before, only_before(of, i - n));
    }
}

ri_annotated ri_annotated_changes(ri_annotated_difference *of, const char *asker)
{
    size_t only = 0;
    while (only_before(of, only) < ri_code_total(ri_policy_data_of(of->before->policy))) {
        only++;
    }
    return (ri_annotated){.asker = asker,
                          .context = of,
                          .n = of->difference->n_findings,
                          .at = finding_of_difference,
                          .n_checks = ri_code_total(ri_policy_data_of(of->after->policy)) + only,
                          .check = check_of_difference};
}

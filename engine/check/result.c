/*
 * Reading a result.
 */
#include "check/result.h"

#include "base/fail.h"
#include "check/checking.h"

void raci_result_free(raci_result *result)
{
    if (result == NULL) {
        return;
    }
    ri_matrix_free(&result->matrix);
    ri_tally_free(&result->tally);
    ri_resolver_free(result->resolver);
    ri_snapshot_free(result->snapshot);
    ri_arena_free(result->arena);
}

/* Those of subjects that were not looked at again, and follow from these alone. */
bool ri_result_retains(const raci_result *result, const ri_finding *finding)
{
    if (result->due.words == NULL || finding->code >= RI_CODE_COUNT ||
        finding->code == RI_ACCEPTANCE_EXPIRED || !ri_is_subject(finding->subject)) {
        return false;
    }
    const ri_check_info *info = ri_check_info_of(finding->code);
    return (info->overall == NULL || info->around) &&
           !ri_bits_has(&result->due, ri_subject_number(result->snapshot, finding->subject));
}

size_t *ri_summary_route(ri_summary *summary, const ri_snapshot *s, const ri_escalated *route,
                         uint32_t cxo, uint32_t ceo)
{
    if (!route->any) {
        return NULL;
    }
    if (route->to == RI_NONE) {
        return &summary->escalated_none;
    }
    const uint32_t office = s->positions.office[ri_ref_index(route->to)];
    if (office == RI_NONE) {
        return &summary->escalated_other;
    }
    return office == cxo   ? &summary->escalated_cxo
           : office == ceo ? &summary->escalated_ceo
                           : &summary->escalated_other;
}

size_t raci_result_count(const raci_result *result, raci_severity at_least)
{
    size_t count = 0;
    for (int severity = RACI_INFO; severity <= RACI_ERROR; severity++) {
        if (severity >= (int)at_least) {
            count += result->summary.severities[severity];
        }
    }
    return count;
}

bool ri_rules_failed(const ri_resolver *resolver, raci_error *err)
{
    uint32_t n = 0;
    const ri_rule_failure *first = ri_resolver_failures(resolver, &n);
    if (n > 0) { /* what is no fault of a line is one of the rule */
        const bool of_rule =
            first->failure.file[0] == '\0' && ri_source_line(resolver, first->rule) > 0;
        (void)ri_fail_at(
            err, RACI_POLICY, of_rule ? ri_source_file(resolver, first->rule) : first->failure.file,
            of_rule ? ri_source_line(resolver, first->rule) : first->failure.line, 0,
            "'%s' failed: %s", ri_source_name(resolver, first->rule), first->failure.message);
    }
    return n > 0;
}

int raci_result_failed(const raci_result *result, raci_error *err)
{
    return ri_rules_failed(result->resolver, err);
}

size_t raci_result_findings(const raci_result *result)
{
    return result->n_findings;
}

raci_status raci_result_finding(raci_finding *out, const raci_result *result, size_t i,
                                raci_error *err)
{
    if (i >= result->n_findings) {
        return ri_fail(err, RACI_INVALID, "there is no finding %zu of %zu", i, result->n_findings);
    }
    const ri_finding *finding = &result->findings[i];
    const ri_policy_data *policy = ri_resolver_policy(result->resolver);
    *out = (raci_finding){
        .key = finding->key,
        .fingerprint = finding->fingerprint,
        .code = finding->code_name,
        .kind = ri_finding_kind_name(finding->kind),
        .severity = finding->severity,
        .subject = finding->subject_text,
        .letter =
            finding->letter != RI_NO_LETTER ? policy->scheme.letters[finding->letter].letter : NULL,
        .message = finding->message,
    };
    return RACI_OK;
}

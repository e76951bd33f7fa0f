#include "case_print.h"

#include <string.h>

#include "base/digest.h"

/* ---- the matrix ---- */

static void print_row(ri_text *out, const raci_result *result, uint32_t number)
{
    const ri_snapshot *s = result->snapshot;
    const ri_scheme *scheme = &ri_resolver_policy(result->resolver)->scheme;
    size_t any = 0;
    for (uint8_t letter = 0; letter < scheme->n; letter++) {
        uint32_t n = 0;
        const ri_ref *holders = ri_matrix_holders(&result->matrix, number, letter, &n);
        if (n > 0 && any++ == 0) {
            ri_snapshot_reference(s, ri_subject_at(s, number), out);
        }
        for (uint32_t i = 0; i < n; i++) {
            if (i == 0) {
                ri_text_format(out, " %s=", scheme->letters[letter].letter);
            } else {
                ri_text_char(out, ',');
            }
            ri_snapshot_reference(s, holders[i], out);
        }
    }
    if (any > 0) {
        ri_text_char(out, '\n');
    }
}

void case_print_matrix(ri_text *out, const raci_result *result)
{
    for (uint32_t i = 0; i < ri_subject_count(result->snapshot); i++) {
        print_row(out, result, i);
    }
}

/* ---- findings ---- */

static const ri_finding *find_key(const raci_result *result, const char *key)
{
    for (size_t i = 0; i < result->n_findings; i++) {
        if (strcmp(result->findings[i].key, key) == 0) {
            return &result->findings[i];
        }
    }
    for (size_t i = 0; i < result->n_accepted; i++) {
        if (strcmp(result->accepted[i].key, key) == 0) {
            return &result->accepted[i];
        }
    }
    return NULL;
}

static void print_head(ri_text *out, const raci_result *result, const ri_finding *finding)
{
    const ri_scheme *scheme = &ri_resolver_policy(result->resolver)->scheme;
    ri_text_format(out, "%s %s", finding->code_name, finding->subject_text);
    if (finding->letter != RI_NO_LETTER) {
        ri_text_format(out, " %s", scheme->letters[finding->letter].letter);
    }
}

static void print_route(ri_text *out, const raci_result *result, const ri_escalated *route)
{
    if (!route->any) {
        return;
    }
    ri_text_add(out, " to ");
    if (route->to != RI_NONE) {
        ri_snapshot_reference(result->snapshot, route->to, out);
    } else {
        ri_text_add(out, "nobody");
    }
    for (uint32_t i = 0; i < route->n_path; i++) {
        const ri_skip *skip = &route->path[i];
        ri_text_add(out, i == 0 ? " past " : ",");
        if (skip->to != RI_NONE) {
            ri_snapshot_reference(result->snapshot, skip->to, out);
        } else {
            ri_text_format(out, "office:%s", skip->office);
        }
        ri_text_format(out, "=%s", skip->skipped);
    }
}

static void print_finding(ri_text *out, const raci_result *result, const ri_finding *finding)
{
    print_head(out, result, finding);
    ri_text_format(out, " %s/%s", ri_finding_kind_name(finding->kind),
                   ri_severity_name(finding->severity));
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        ri_text_add(out, i == 0 ? " of " : ",");
        ri_snapshot_reference(result->snapshot, finding->parties[i], out);
    }
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        ri_text_format(out, "%s'%s'", i == 0 ? " by " : ",",
                       ri_source_name(result->resolver, finding->rules[i]));
    }
    print_route(out, result, &finding->escalate);
    if (finding->cause[0] != '\0') {
        const ri_finding *cause = find_key(result, finding->cause);
        ri_text_add(out, " cause ");
        if (cause != NULL) {
            print_head(out, result, cause);
        } else {
            ri_text_add(out, "that is no finding");
        }
    }
    ri_text_char(out, '\n');
}

void case_print_findings(ri_text *out, const raci_result *result)
{
    for (size_t i = 0; i < result->n_findings; i++) {
        print_finding(out, result, &result->findings[i]);
    }
    for (size_t i = 0; i < result->n_accepted; i++) {
        ri_text_add(out, "accepted ");
        print_finding(out, result, &result->accepted[i]);
    }
}

/* ---- identities ---- */

static bool is_one_of(const char *code, const char *const *codes)
{
    while (*codes != NULL && strcmp(*codes, code) != 0) {
        codes++;
    }
    return *codes != NULL;
}

void case_expected_key(char out[17], const ri_resolver *resolver, const ri_finding *finding)
{
    static const char *const by_position[] = {
        "acting-too-long", "coming-gap", "vacant-accountable", "vacant-head", "vacant-responsible",
        "vacant-seat",     NULL};
    static const char *const by_another[] = {"disputed",          "feedback-silo",
                                             "missing-deliverer", "promise-unheard",
                                             "uneven-channels",   NULL};
    static const char *const by_rule[] = {"required-missing", "unresolved-holder", "rule-failed",
                                          NULL};
    const char *code = finding->code_name;
    const ri_scheme *scheme = &ri_resolver_policy(resolver)->scheme;
    ri_text text = RI_TEXT_INIT;
    ri_digest digest;
    ri_text_format(&text, "%s\n%s\n%s\n", code, finding->subject_text,
                   finding->letter != RI_NO_LETTER ? scheme->letters[finding->letter].letter : "");
    if (is_one_of(code, by_position) && finding->n_parties == 1) {
        ri_snapshot_reference(ri_resolver_snapshot(resolver), finding->parties[0], &text);
    }
    if (is_one_of(code, by_another) && finding->other != RI_NONE) {
        ri_snapshot_reference(ri_resolver_snapshot(resolver), finding->other, &text);
    }
    if (is_one_of(code, by_rule) && finding->n_rules == 1) {
        ri_text_format(&text, "rule:%s", ri_source_name(resolver, finding->rules[0]));
    }
    ri_text_char(&text, '\n');
    ri_digest_begin(&digest);
    ri_digest_add(&digest, text.bytes, text.length);
    ri_digest_end(&digest, out, 16);
    ri_text_free(&text);
}

void case_expected_fingerprint(char out[17], const ri_resolver *resolver, const ri_finding *finding)
{
    ri_text text = RI_TEXT_INIT;
    ri_digest digest;
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        ri_snapshot_reference(ri_resolver_snapshot(resolver), finding->parties[i], &text);
        ri_text_char(&text, '\n');
    }
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        ri_text_format(&text, "%s\n", ri_source_name(resolver, finding->rules[i]));
    }
    ri_digest_begin(&digest);
    ri_digest_add(&digest, ri_text_string(&text), text.length);
    ri_digest_end(&digest, out, 16);
    ri_text_free(&text);
}

/*
 * Whether the findings that a case expects are there.
 */
#include <string.h>

#include "base/fail.h"
#include "check/checking.h"
#include "check/finding.h"
#include "scenario/outcome.h"
#include "scenario/tests.h"

#define NAMED_MAX 4 /* of many the first are named */

bool ri_judge_about(ri_judging *j, const char *subject, const char *text)
{
    const ri_snapshot *s = j->r->snapshot;
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (strcmp(subject, text) == 0) {
        return true;
    }
    if (!ri_reference_split(subject, &kind, &key)) { /* rule:NAME */
        return strncmp(subject, "rule:", 5) == 0 && strcmp(subject + 5, text) == 0;
    }
    const ri_ref ref =
        kind == RI_ENTERPRISE || kind == RI_RULE ? RI_NONE : ri_snapshot_find(s, kind, key);
    return ref != RI_NONE ? ri_is_called(j, s, ref, text) : strcmp(key, text) == 0;
}

/* ---- what one has beside check and subject ---- */

/* What the words of an expectation name. */
typedef struct details {
    uint8_t letter;
    ri_ref to;
    ri_ref *parties; /* as many as it says */
} details;

/* false: one of the words names nothing, which `found` then says. */
static bool read_details(ri_judging *j, details *out)
{
    const ri_expectation *e = j->e;
    out->parties = ri_arena_array(j->view->arena, (size_t)e->n_parties + 1, sizeof *out->parties);
    if (out->parties == NULL) {
        j->status = ri_fail_nomem(j->err);
        return false;
    }
    for (uint32_t i = 0; i < e->n_parties; i++) {
        if (!ri_judge_holder(j, j->r, e->parties[i], &out->parties[i])) {
            return false;
        }
    }
    return (e->letter == NULL || ri_judge_letter(j, e->letter, &out->letter)) &&
           (e->to == NULL || ri_judge_holder(j, j->r, e->to, &out->to));
}

static bool has_parties(const ri_expectation *e, const details *wanted, const ri_finding *finding)
{
    for (uint32_t i = 0; i < e->n_parties; i++) {
        bool met = false;
        for (uint32_t k = 0; k < finding->n_parties; k++) {
            met = met || finding->parties[k] == wanted->parties[i];
        }
        if (!met) {
            return false;
        }
    }
    return e->parties == NULL || e->n_parties == finding->n_parties;
}

static bool has_details(const ri_expectation *e, const details *wanted, const ri_finding *finding)
{
    return (e->letter == NULL || finding->letter == wanted->letter) &&
           (e->to == NULL || (finding->escalate.any && finding->escalate.to == wanted->to)) &&
           has_parties(e, wanted, finding) &&
           (e->severity == NULL || strcmp(ri_severity_name(finding->severity), e->severity) == 0);
}

/* ---- what is said ---- */

static void say_expected(ri_judging *j)
{
    const ri_expectation *e = j->e;
    ri_text_format(&j->expected, "%s is%s found", e->name,
                   e->verb == RI_EXPECT_NO_FINDING ? " not" : "");
    if (e->subject != NULL) {
        ri_text_format(&j->expected, " on '%s'", e->subject);
    }
    if (e->letter != NULL) {
        ri_text_format(&j->expected, ", about %s", e->letter);
    }
    if (e->severity != NULL) {
        ri_text_format(&j->expected, ", as %s", e->severity);
    }
    if (e->to != NULL) {
        ri_text_format(&j->expected, ", and goes to %s", e->to);
    }
    for (uint32_t i = 0; i < e->n_parties; i++) {
        ri_text_format(&j->expected, "%s%s", i == 0 ? ", between " : ", ", e->parties[i]);
    }
}

bool ri_judge_check(ri_judging *j)
{
    const ri_policy_data *policy = ri_resolver_policy(j->r->resolver);
    raci_error miss = {.status = RACI_OK};
    if (strcmp(j->e->name, "step-not-applicable") == 0 ||
        ri_code_find_any(policy, j->e->name) >= 0) {
        return true;
    }
    (void)ri_code_unknown(policy, j->e->name, &miss);
    ri_text_add(&j->found, miss.message);
    return false;
}

/* The rules that a finding names. */
static void say_rules(ri_judging *j, const ri_finding *finding)
{
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        ri_text_add(&j->why, i > 0 ? "; " : "");
        ri_say_rule(&j->why, j->r->resolver, finding->rules[i]);
    }
}

/* One that is there, though it should not, or is otherwise. */
static void say_finding(ri_judging *j, const ri_finding *finding)
{
    size_t length = strlen(finding->message);
    length -= length > 0 && finding->message[length - 1] == '.';
    ri_text_add(&j->found, j->found.length > 0 ? ": " : "");
    ri_text_bytes(&j->found, finding->message, length);
    ri_text_format(&j->found, " (%s)", ri_severity_name(finding->severity));
    if (finding->escalate.any) {
        ri_text_add(&j->found, ", which goes to ");
        ri_say_refs(&j->found, j->r->snapshot, &finding->escalate.to,
                    finding->escalate.to != RI_NONE);
    }
    say_rules(j, finding);
}

/* What is found on the subject, or by the check elsewhere. */
static void say_instead(ri_judging *j)
{
    const ri_expectation *e = j->e;
    size_t n = 0;
    for (size_t i = 0; i < j->r->n_findings; i++) {
        const ri_finding *finding = &j->r->findings[i];
        const bool there =
            e->subject != NULL && ri_judge_about(j, finding->subject_text, e->subject);
        if (!there && strcmp(finding->code_name, e->name) != 0) {
            continue;
        }
        if (n++ < NAMED_MAX) {
            ri_text_format(&j->found, "%s%s on %s", n == 1 ? "there is " : ", ", finding->code_name,
                           finding->subject_text);
        }
    }
    if (n == 0) {
        ri_text_add(&j->found, e->subject != NULL ? "nothing is found on it" : "it is not found");
    } else if (n > NAMED_MAX) {
        ri_text_format(&j->found, " and %zu more", n - NAMED_MAX);
    }
}

/* ---- judging ---- */

/* Steps that did not apply are findings of a scenario's own, and have nothing but a severity. */
static bool is_such_a_step(const ri_judging *j, const ri_unfit *unfit)
{
    const ri_expectation *e = j->e;
    const char *severity = ri_unfit_severity(ri_resolver_policy(j->r->resolver));
    const char *subject = e->subject != NULL ? e->subject : "";
    subject += strncmp(subject, "scenario:", 9) == 0 ? 9 : 0;
    return (e->subject == NULL || strcmp(subject, unfit->turn->scenario->name) == 0) &&
           (e->severity == NULL || strcmp(e->severity, severity) == 0) && e->letter == NULL &&
           e->to == NULL && e->n_parties == 0;
}

static bool judge_steps(ri_judging *j)
{
    const ri_unfits *unfits = &j->view->unfits;
    size_t i = 0;
    while (i < unfits->n && !is_such_a_step(j, &unfits->items[i])) {
        i++;
    }
    const bool met = i < unfits->n;
    if (unfits->n == 0) {
        ri_text_add(&j->found, "every step applies");
    } else if (met) {
        ri_text_add(&j->found, unfits->items[i].why);
    } else {
        ri_text_format(&j->found, "%s, on scenario:%s (%s)", unfits->items[0].why,
                       unfits->items[0].turn->scenario->name,
                       ri_unfit_severity(ri_resolver_policy(j->r->resolver)));
    }
    return met == (j->e->verb == RI_EXPECT_FINDING);
}

bool ri_judge_findings(ri_judging *j)
{
    const bool wanted = j->e->verb == RI_EXPECT_FINDING;
    const ri_finding *near = NULL;
    details named = {.to = RI_NONE};
    say_expected(j);
    if (!ri_judge_check(j)) {
        return false;
    }
    if (strcmp(j->e->name, "step-not-applicable") == 0) {
        return judge_steps(j);
    }
    if (!read_details(j, &named)) {
        return false;
    }
    for (size_t i = 0; i < j->r->n_findings; i++) {
        const ri_finding *finding = &j->r->findings[i];
        if (strcmp(finding->code_name, j->e->name) != 0 ||
            (j->e->subject != NULL && !ri_judge_about(j, finding->subject_text, j->e->subject))) {
            continue;
        }
        near = finding;
        if (has_details(j->e, &named, finding)) {
            if (!wanted) {
                say_finding(j, finding);
            }
            return wanted;
        }
    }
    if (near == NULL && j->e->subject != NULL && !ri_judge_there(j, j->e->subject)) {
        return false;
    }
    if (wanted && near != NULL) {
        say_finding(j, near);
    } else if (wanted) {
        say_instead(j);
    }
    return !wanted;
}

/*
 * Whether what a case expects of letters is so; and whom and what its words name.
 */
#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/order.h"
#include "base/utf8.h"
#include "check/checking.h"
#include "check/seeking.h"
#include "model/power.h"
#include "scenario/tests.h"

#include <string.h>

/* ---- names ---- */

static bool are_folded_same(const char *a, const char *b, bool *failed)
{
    ri_text x = RI_TEXT_INIT;
    ri_text y = RI_TEXT_INIT;
    ri_utf8_fold(&x, a);
    ri_utf8_fold(&y, b);
    *failed = *failed || x.failed || y.failed;
    const bool same = !*failed && strcmp(ri_text_string(&x), ri_text_string(&y)) == 0;
    ri_text_free(&x);
    ri_text_free(&y);
    return same;
}

bool ri_is_called(ri_judging *j, const ri_snapshot *s, ri_ref ref, const char *text)
{
    ri_text reference = RI_TEXT_INIT;
    ri_snapshot_reference(s, ref, &reference);
    bool failed = reference.failed;
    const bool same = strcmp(ri_text_string(&reference), text) == 0 ||
                      strcmp(ri_snapshot_key(s, ref), text) == 0 ||
                      are_folded_same(ri_snapshot_name(s, ref), text, &failed);
    ri_text_free(&reference);
    if (failed && !same) {
        j->status = ri_fail_nomem(j->err);
    }
    return same;
}

/* Whether a text names an office of the position. */
static bool is_office(const ri_snapshot *s, ri_ref ref, const char *text)
{
    const char *office = strncmp(text, "office:", 7) == 0 ? text + 7 : text;
    uint32_t n = 0;
    const uint32_t *holders = ri_snapshot_office(s, office, &n);
    return ri_ref_kind(ref) == RI_POSITION && n == 1 && holders[0] == ri_ref_index(ref);
}

/* What was sought and is nothing. */
static bool not_found(ri_judging *j, raci_status status, const raci_error *miss)
{
    if (status == RACI_NOMEM) {
        j->status = ri_fail_nomem(j->err);
    }
    ri_text_add(&j->found, miss->message);
    return false;
}

/* What is near is not what was said: a test takes names exactly. */
static bool only_near(ri_judging *j, const ri_snapshot *s, ri_ref ref, const char *text)
{
    ri_text_format(&j->found, "nothing is called '%s'; did you mean '%s'?", text,
                   ri_snapshot_key(s, ref));
    return false;
}

bool ri_judge_subject(ri_judging *j, const raci_result *r, const char *text, ri_ref *out)
{
    const ri_snapshot *s = r->snapshot;
    ri_sought sought = {.key = NULL};
    raci_error miss = {.status = RACI_OK};
    const raci_status status = ri_seek(&sought, j->view->arena, r->model, r->date, text, &miss);
    if (status != RACI_OK) {
        return not_found(j, status, &miss);
    }
    for (size_t i = 0; i < sought.n_candidates; i++) {
        ri_text_format(&j->found, "%s%s", i == 0 ? "it may be one of several: " : ", ",
                       sought.candidates[i].ref);
    }
    if (sought.n_candidates > 0) {
        return false;
    }
    *out = sought.kind == RI_ENTERPRISE ? ri_ref_make(RI_ENTERPRISE, 0)
                                        : ri_snapshot_find(s, sought.kind, sought.key);
    if (*out == RI_NONE) {
        ri_text_format(&j->found, "there is no '%s' on the day", text);
        return false;
    }
    return sought.kind == RI_ENTERPRISE || ri_is_called(j, s, *out, text) ||
           only_near(j, s, *out, text);
}

bool ri_judge_holder(ri_judging *j, const raci_result *r, const char *text, ri_ref *out)
{
    raci_error miss = {.status = RACI_OK};
    const raci_status status = ri_asked_holder(out, r, text, &miss);
    if (status != RACI_OK) {
        return not_found(j, status, &miss);
    }
    return ri_is_called(j, r->snapshot, *out, text) || is_office(r->snapshot, *out, text) ||
           only_near(j, r->snapshot, *out, text);
}

bool ri_judge_letter(ri_judging *j, const char *text, uint8_t *out)
{
    const ri_scheme *scheme = &ri_resolver_policy(j->r->resolver)->scheme;
    raci_error miss = {.status = RACI_OK};
    if (strcmp(text, "accountable") == 0) {
        *out = scheme->accountable;
        return true;
    }
    if (strcmp(text, "responsible") == 0) {
        *out = scheme->responsible;
        return true;
    }
    bool failed = false;
    for (uint8_t i = 0; i < scheme->n; i++) {
        if (are_folded_same(scheme->letters[i].name, text, &failed)) {
            *out = i;
            return true;
        }
    }
    const raci_status status = failed ? RACI_NOMEM : ri_letter_named(out, scheme, text, &miss);
    return status == RACI_OK || not_found(j, status, &miss);
}

const ri_settlement *ri_judge_settle(ri_judging *j, ri_ref subject)
{
    const ri_settlement *t = NULL;
    if (j->asker == NULL) {
        j->status = ri_resolver_new(&j->asker, j->r->policy, j->r->snapshot, j->err);
    }
    if (j->status == RACI_OK) {
        j->status = ri_resolve(&t, j->asker, subject, j->err);
    }
    return j->status == RACI_OK ? t : NULL;
}

/* ---- letters ---- */

bool ri_judge_holders(ri_judging *j, const ri_named_holders *of, ri_ref *out, size_t *n)
{
    const ri_snapshot *s = of->in->snapshot;
    const bool as_positions = of->letter == ri_resolver_policy(j->r->resolver)->scheme.accountable;
    for (uint32_t i = 0; i < of->n; i++) {
        if (!ri_judge_holder(j, of->in, of->words[i], &out[i])) {
            if (j->e->split && of->n > 1) {
                ri_text_add(&j->found, " (a name with a comma or 'and' in it stands in quotes)");
            }
            return false;
        }
        const uint32_t position = as_positions ? ri_holder_position(s, out[i]) : RI_NONE;
        out[i] = position != RI_NONE ? ri_ref_make(RI_POSITION, position) : out[i];
    }
    *n = ri_order_unique(out, of->n);
    return true;
}

/* Whether the letter's holders are the named ones, as the expectation wants it. */
static bool fits(const ri_expectation *e, const ri_outcome *outcome, const ri_ref *named, size_t n)
{
    size_t had = 0;
    for (size_t i = 0; i < n; i++) {
        had += ri_order_has(outcome->holders, outcome->n_holders, named[i]);
    }
    return e->verb == RI_EXPECT_HOLDS_NOT ? had == 0
           : e->verb == RI_EXPECT_HOLDS   ? had == n
                                          : had == n && n == outcome->n_holders;
}

static void say_expected(ri_judging *j)
{
    const ri_expectation *e = j->e;
    ri_text_format(&j->expected, "%s on '%s' is%s with ", e->letter, e->subject,
                   e->verb == RI_EXPECT_HOLDS_NOT ? " not"
                   : e->verb == RI_EXPECT_HOLDS   ? " also"
                                                  : "");
    ri_say_list(&j->expected, e->holders, e->n_holders);
}

/* Whether the policy has the rule, or the organization the stated row or ruling. */
static bool is_rule(ri_judging *j)
{
    const ri_policy_data *policy = ri_resolver_policy(j->r->resolver);
    ri_nearest search;
    ri_nearest_begin(&search, j->e->name);
    for (uint32_t i = 0; i < policy->n_rules; i++) {
        if (strcmp(policy->rules[i].name, j->e->name) == 0) {
            return true;
        }
        ri_nearest_offer(&search, policy->rules[i].name);
    }
    if (strncmp(j->e->name, "stated:", 7) == 0 || strncmp(j->e->name, "ruling:", 7) == 0) {
        return true;
    }
    ri_text_format(&j->found, "there is no rule '%s'", j->e->name);
    if (search.best != NULL) {
        ri_text_format(&j->found, "; did you mean '%s'?", search.best);
    }
    return false;
}

/* Whether the rule is one of those by which somebody has the letter. */
static bool is_decided(ri_judging *j, const ri_outcome *outcome)
{
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        if (outcome->givings[i].fate == RI_KEPT &&
            strcmp(ri_source_name(j->asker, outcome->givings[i].winner), j->e->name) == 0) {
            return true;
        }
    }
    return false;
}

bool ri_judge_letters(ri_judging *j)
{
    const ri_expectation *e = j->e;
    ri_ref subject = RI_NONE;
    uint8_t letter = 0;
    size_t n = 0;
    if (e->verb == RI_EXPECT_DECIDED) {
        ri_text_format(&j->expected, "'%s' decides %s on '%s'", e->name, e->letter, e->subject);
    } else {
        say_expected(j);
    }
    ri_ref *named = ri_arena_array(j->view->arena, (size_t)e->n_holders + 1, sizeof *named);
    if (named == NULL) {
        j->status = ri_fail_nomem(j->err);
    }
    if (named == NULL || !ri_judge_letter(j, e->letter, &letter) ||
        !ri_judge_subject(j, j->r, e->subject, &subject) ||
        !ri_judge_holders(j, &(ri_named_holders){j->r, letter, e->holders, e->n_holders}, named,
                          &n) ||
        (e->verb == RI_EXPECT_DECIDED && !is_rule(j))) {
        return false;
    }
    const ri_settlement *t = ri_judge_settle(j, subject);
    if (t == NULL) {
        return false;
    }
    const ri_outcome *outcome = &t->letters[letter];
    if (e->verb == RI_EXPECT_DECIDED ? is_decided(j, outcome) : fits(e, outcome, named, n)) {
        return true;
    }
    ri_say_letter_on(&j->found, j->r, letter, subject);
    ri_text_add(&j->found, " is with ");
    ri_say_refs(&j->found, j->r->snapshot, outcome->holders, outcome->n_holders);
    ri_say_reasons(&j->why, j->asker, t, letter);
    return false;
}

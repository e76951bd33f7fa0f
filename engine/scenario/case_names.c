/*
 * Whether what a finding is expected on, or not, is there at all: what nobody has called so can
 * have no finding, and a case that says so would hold for ever.
 */
#include <string.h>

#include "base/fail.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "resolve/subjects.h"
#include "scenario/tests.h"

/* What a text is held against. */
typedef struct calling {
    const char *text;
    ri_text folded; /* the text */
    ri_text other;  /* scratch: a name */
} calling;

static bool is_key(const ri_snapshot *s, const char *text)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (ri_reference_split(text, &kind, &key)) {
        return kind == RI_ENTERPRISE ||
               (kind != RI_RULE && kind != RI_OFFICE && ri_snapshot_find(s, kind, key) != RI_NONE);
    }
    for (kind = 0; kind < RI_KIND_COUNT; kind++) {
        if ((kind == RI_HANDOFF || ri_snapshot_rows(s, kind) != NULL) &&
            ri_snapshot_find(s, kind, text) != RI_NONE) {
            return true;
        }
    }
    return false;
}

/* A rule or check of the policy, or a row that stands for a rule. */
static bool is_rule(const char *text, const ri_policy_data *policy)
{
    const char *name = strncmp(text, "rule:", 5) == 0 ? text + 5 : text;
    bool is = strncmp(name, "stated:", 7) == 0 || strncmp(name, "ruling:", 7) == 0;
    for (uint32_t i = 0; i < policy->n_rules && !is; i++) {
        is = strcmp(policy->rules[i].name, name) == 0;
    }
    for (uint32_t i = 0; i < policy->n_checks && !is; i++) {
        is = strcmp(policy->checks[i].name, name) == 0;
    }
    return is;
}

static bool is_name(calling *c, const char *name)
{
    ri_text_clear(&c->other);
    ri_utf8_fold(&c->other, name);
    return strcmp(ri_text_string(&c->other), ri_text_string(&c->folded)) == 0;
}

/* A thing of a kind by its name. */
static bool is_of_kind(calling *c, const ri_snapshot *s, ri_kind kind)
{
    const ri_rows *rows = ri_snapshot_rows(s, kind);
    const uint32_t n = kind == RI_HANDOFF ? s->handoffs.n : rows != NULL ? rows->n : 0;
    for (uint32_t i = 0; i < n; i++) {
        const ri_ref ref = ri_ref_make(kind, i);
        if (ri_thing_there(s, ref) && is_name(c, ri_snapshot_name(s, ref))) {
            return true;
        }
    }
    return false;
}

static bool is_there(calling *c, const ri_snapshot *s)
{
    bool there = is_key(s, c->text);
    for (ri_kind kind = 0; kind < RI_KIND_COUNT && !there; kind++) {
        there = is_of_kind(c, s, kind);
    }
    return there;
}

/* Offers all that is there; what a handoff is called is made anew each time. */
static void offer_things(ri_nearest *near, const ri_snapshot *s)
{
    for (ri_kind kind = 0; kind < RI_KIND_COUNT; kind++) {
        const ri_rows *rows = ri_snapshot_rows(s, kind);
        for (uint32_t i = 0; rows != NULL && i < rows->n; i++) {
            const ri_ref ref = ri_ref_make(kind, i);
            if (ri_thing_there(s, ref)) {
                ri_nearest_offer(near, ri_snapshot_name(s, ref));
                ri_nearest_offer(near, ri_snapshot_key(s, ref));
            }
        }
    }
}

static void say_unknown(ri_judging *j, const char *text)
{
    const ri_policy_data *policy = ri_resolver_policy(j->r->resolver);
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    ri_nearest near;
    ri_nearest_begin(&near, ri_reference_split(text, &kind, &key) ? key : text);
    offer_things(&near, j->r->snapshot);
    if (j->view->before != NULL) {
        offer_things(&near, j->view->before->snapshot);
    }
    for (uint32_t i = 0; i < policy->n_rules; i++) {
        ri_nearest_offer(&near, policy->rules[i].name);
    }
    for (uint32_t i = 0; i < policy->n_checks; i++) {
        ri_nearest_offer(&near, policy->checks[i].name);
    }
    ri_text_format(&j->found, "nothing is called '%s'", text);
    if (near.best != NULL) {
        ri_text_format(&j->found, "; did you mean '%s'?", near.best);
    }
}

bool ri_judge_there(ri_judging *j, const char *text)
{
    const raci_result *before = j->view->before;
    calling c = {.text = text, .folded = RI_TEXT_INIT, .other = RI_TEXT_INIT};
    ri_utf8_fold(&c.folded, text);
    const bool there = is_there(&c, j->r->snapshot) ||
                       (before != NULL && is_there(&c, before->snapshot)) ||
                       is_rule(text, ri_resolver_policy(j->r->resolver));
    if (!there) {
        say_unknown(j, text);
    }
    if (c.folded.failed || c.other.failed) {
        j->status = ri_fail_nomem(j->err);
    }
    ri_text_free(&c.folded);
    ri_text_free(&c.other);
    return there;
}

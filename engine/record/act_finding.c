#include "record/act_finding.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "check/seek_finding.h"

#define TOLD_MAX 5 /* of several that a text may mean */

static raci_status fail_several(const ri_finding_sought *sought, const char *text, raci_error *err)
{
    ri_text list = RI_TEXT_INIT;
    for (size_t i = 0; i < sought->n_candidates && i < TOLD_MAX; i++) {
        const ri_finding *finding = sought->candidates[i].finding;
        ri_text_format(&list, "%s%s (%s, %s)", i > 0 ? ", " : "", finding->key, finding->code_name,
                       finding->subject_text);
    }
    const raci_status status = list.failed
                                   ? ri_fail_nomem(err)
                                   : ri_fail(err, RACI_INVALID,
                                             "'%s' may mean %zu findings: %s%s; say which by "
                                             "its key",
                                             text, sought->n_candidates, ri_text_string(&list),
                                             sought->n_candidates > TOLD_MAX ? " and others" : "");
    ri_text_free(&list);
    return status;
}

raci_status ri_finding_meant(const ri_finding **out, const raci_result *result, const char *text,
                             ri_arena *arena, raci_error *err)
{
    ri_finding_sought sought = {.finding = NULL};
    if (raci_result_failed(result, err)) {
        return RACI_POLICY;
    }
    if (result->model_digest[0] == '\0') {
        return ri_fail(err, RACI_INVALID, "the evaluation is not whole");
    }
    raci_status status = ri_seek_finding(&sought, result, text, arena, err);
    if (status == RACI_OK && sought.finding == NULL) {
        return fail_several(&sought, text, err);
    }
    if (status == RACI_OK) {
        *out = sought.finding;
    }
    return status;
}

const ri_acceptance *ri_finding_acceptance(const raci_result *result, const ri_finding *finding)
{
    const ri_snapshot *s = result->snapshot;
    for (uint32_t i = 0; i < s->n_acceptances; i++) {
        if (strcmp(s->acceptances[i].finding, finding->key) == 0 &&
            strcmp(s->acceptances[i].fingerprint, finding->fingerprint) == 0) {
            return &s->acceptances[i];
        }
    }
    return NULL;
}

/* ---- whose it is ---- */

typedef struct gathering {
    ri_addressees *out;
    size_t capacity;
    const ri_snapshot *s;
    ri_arena *arena;
} gathering;

static bool add(gathering *g, const ri_finding *finding)
{
    if (!finding->escalate.any) {
        return true;
    }
    g->out->any = true;
    g->out->reason = finding->escalate.reason;
    if (finding->escalate.to == RI_NONE) {
        return true;
    }
    const char *key = ri_snapshot_key(g->s, finding->escalate.to);
    for (size_t i = 0; i < g->out->n; i++) {
        if (strcmp(g->out->refs[i] + strlen("position:"), key) == 0) {
            return true;
        }
    }
    const char *ref = ri_arena_format(g->arena, "position:%s", key);
    return ref != NULL && RI_PUSH(g->out->refs, g->out->n, g->capacity, ref);
}

raci_status ri_finding_addressees(ri_addressees *out, const raci_result *result,
                                  const ri_finding *finding, ri_arena *arena, raci_error *err)
{
    ri_addressees found = {.n = 0};
    gathering g = {.out = &found, .s = result->snapshot, .arena = arena};
    bool done = add(&g, finding);
    for (size_t i = 0; done && !finding->escalate.any && i < result->n_findings; i++) {
        if (strcmp(result->findings[i].cause, finding->key) == 0) {
            done = add(&g, &result->findings[i]);
        }
    }
    const char **refs =
        done ? ri_arena_keep(arena, (const void *)found.refs, found.n, sizeof *refs) : NULL;
    ri_free((void *)found.refs);
    found.refs = refs;
    *out = found;
    return refs != NULL ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_addressees_allow(const ri_addressees *to, const ri_actor *actor, const char *what,
                                raci_error *err)
{
    if (to->any && to->n == 0) {
        return ri_fail(err, RACI_INVALID, "nobody can %s it: %s", what, to->reason);
    }
    for (size_t i = 0; i < to->n; i++) {
        if (!ri_actor_stands_for(actor, to->refs[i])) {
            return ri_fail(err, RACI_INVALID,
                           "%s (%s) cannot %s it: that is for %s, or whoever is above", actor->name,
                           actor->ref, what, ri_act_name_of(actor->s, to->refs[i]));
        }
    }
    return RACI_OK;
}

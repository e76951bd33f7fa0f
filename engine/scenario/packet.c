#include "scenario/packet.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "check/checking.h"
#include "model/known.h"

/* ---- what is about it among the findings ---- */

static bool find_followers(raci_packet *p)
{
    const raci_result *result = p->result;
    size_t n = 0;
    for (size_t i = 0; i < result->n_findings; i++) {
        n += strcmp(result->findings[i].cause, p->finding->key) == 0;
    }
    p->followers = ri_arena_array(p->arena, n, sizeof *p->followers);
    for (size_t i = 0; p->followers != NULL && i < result->n_findings; i++) {
        if (strcmp(result->findings[i].cause, p->finding->key) == 0) {
            p->followers[p->n_followers++].finding = &result->findings[i];
        }
    }
    return p->followers != NULL;
}

static void find_route(raci_packet *p)
{
    p->route = p->finding->escalate.any ? p->finding : NULL;
    for (size_t i = 0; p->route == NULL && i < p->n_followers; i++) {
        const ri_finding *follower = p->followers[i].finding;
        p->route = follower->escalate.any ? follower : NULL;
    }
}

/* It, and what waits because of it. */
static bool find_stakes(raci_packet *p)
{
    ri_finding_at *all = ri_arena_array(p->arena, p->n_followers + 1, sizeof *all);
    size_t n = 0;
    if (all == NULL) {
        return false;
    }
    if (p->route == NULL || p->finding->escalate.any) {
        all[n++].finding = p->finding;
    }
    for (size_t i = 0; i < p->n_followers; i++) {
        if (p->route == NULL || p->followers[i].finding->escalate.any) {
            all[n++] = p->followers[i];
        }
    }
    p->waiting = ri_waiting_longest(p->result, all, n);
    if (p->acceptance != NULL || p->route == NULL) {
        p->waiting.due = RI_DAY_MAX; /* nobody is asked */
        p->waiting.overdue = false;
    }
    return ri_stakes_find(&p->stakes, p->result, all, n, p->arena);
}

static bool take_finding(raci_packet *p)
{
    const ri_finding *root = ri_keyed_root(&p->keyed, p->finding);
    p->cause = root != p->finding ? root : NULL;
    p->acceptance =
        ri_acceptance_covering(p->result->snapshot, p->finding->key, p->finding->fingerprint);
    if (!find_followers(p)) {
        return false;
    }
    find_route(p);
    return find_stakes(p) &&
           ri_surroundings_find(&p->around, p->result->snapshot, p->finding->subject, p->arena);
}

/* ---- what was tried ---- */

/* Keys of rows that stand in order. */
static const char **keys_of(const ri_rows *rows, const uint32_t *indexes, size_t n, ri_arena *arena)
{
    const char **keys = ri_arena_array(arena, n, sizeof *keys);
    for (size_t i = 0; keys != NULL && i < n; i++) {
        keys[i] = rows->key[indexes[i]];
    }
    return keys;
}

static raci_status find_tried(raci_packet *p, raci_error *err)
{
    const ri_snapshot *s = p->result->snapshot;
    uint32_t *positions = ri_arena_array(p->arena, p->claims.n, sizeof *positions);
    size_t n = 0;
    for (size_t i = 0; positions != NULL && i < p->claims.n; i++) {
        if (ri_ref_kind(p->claims.items[i].claimant) == RI_POSITION) {
            positions[n++] = ri_ref_index(p->claims.items[i].claimant);
        }
    }
    if (positions == NULL) {
        return ri_fail_nomem(err);
    }
    const ri_tried_about about = {
        .key = p->finding->key,
        .subject = p->finding->subject_text,
        .touchpoints =
            keys_of(&s->touchpoints.rows, p->stakes.touchpoints, p->stakes.n_touchpoints, p->arena),
        .n_touchpoints = p->stakes.n_touchpoints,
        .positions = keys_of(&s->positions.rows, positions, n, p->arena),
        .n_positions = n,
    };
    return about.touchpoints != NULL && about.positions != NULL
               ? ri_tried_find(&p->tried, ri_model_store(p->result->model), &about, p->arena, err)
               : ri_fail_nomem(err);
}

/* ---- the options and the claims ---- */

/* Who would rule, for the trial: it changes nothing. */
static const char *judge(const raci_packet *p)
{
    const ri_ref to = p->route != NULL ? p->route->escalate.to : RI_NONE;
    return to == RI_NONE
               ? "office:ceo"
               : ri_arena_format(p->arena, "position:%s", ri_snapshot_key(p->result->snapshot, to));
}

static raci_status try_options(raci_packet *p, raci_error *err)
{
    const char *by = judge(p);
    return by != NULL
               ? ri_option_effects_find(&p->effects, p->result, p->finding, by, p->arena, err)
               : ri_fail_nomem(err);
}

/* Reasons were not kept: the subject is answered once more. */
static raci_status answer_again(raci_packet *p, raci_error *err)
{
    const raci_result *result = p->result;
    const ri_ref subject = p->finding->subject;
    if (!ri_is_subject(subject) && ri_ref_kind(subject) != RI_ENTERPRISE) {
        return RACI_OK;
    }
    raci_status status = ri_resolver_new(&p->resolver, result->policy, result->snapshot, err);
    ri_policy_set_model(result->policy, result->model);
    if (status == RACI_OK) {
        status = ri_resolve(&p->settlement, p->resolver, subject, err);
    }
    return status == RACI_OK ? ri_resolver_end(p->resolver, err) : status;
}

static raci_status fill(raci_packet *p, raci_error *err)
{
    if (!take_finding(p)) {
        return ri_fail_nomem(err);
    }
    raci_status status = try_options(p, err);
    if (status == RACI_OK) {
        status = answer_again(p, err);
    }
    if (status == RACI_OK &&
        !ri_claims_find(&p->claims, p->result, p->finding, p->settlement, p->arena)) {
        status = ri_fail_nomem(err);
    }
    return status == RACI_OK ? find_tried(p, err) : status;
}

/* ---- the whole ---- */

raci_status raci_packet_new(raci_packet **out, const raci_result *result, const char *text,
                            raci_error *err)
{
    if (result->counts_only || result->narrowed) {
        return ri_fail(err, RACI_INVALID,
                       "a packet needs all findings, rather than some or counts");
    }
    ri_arena *arena = ri_arena_new();
    raci_packet *p = arena != NULL ? ri_arena_take(arena, sizeof *p) : NULL;
    if (p == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *p = (raci_packet){.arena = arena, .result = result};
    raci_status status = ri_waiting_recall(result, err);
    if (status == RACI_OK) {
        status = ri_keyed_findings_make(&p->keyed, result, arena) ? RACI_OK : ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = ri_seek_finding(&p->sought, result, text, arena, err);
    }
    if (status == RACI_OK && p->sought.finding != NULL) {
        p->finding = p->sought.finding;
        status = fill(p, err);
    }
    if (status != RACI_OK) {
        raci_packet_free(p);
        return status;
    }
    *out = p;
    return RACI_OK;
}

void raci_packet_free(raci_packet *p)
{
    if (p != NULL) {
        ri_option_effects_free(&p->effects);
        ri_resolver_free(p->resolver);
        ri_arena_free(p->arena); /* the packet itself lies in it */
    }
}

size_t raci_packet_candidates(const raci_packet *p)
{
    return p->sought.n_candidates;
}

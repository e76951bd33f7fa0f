#include "record/actor.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "check/seeking.h"

/* Whom the text means; of an office its position. */
static raci_status find_fit(ri_named_fit *out, raci_model *model, int32_t date, const char *text,
                            ri_arena *arena, raci_error *err)
{
    if (text == NULL || text[0] == '\0') {
        return ri_fail(err, RACI_INVALID, "say who does it: a position or a person");
    }
    raci_status status = ri_seek_holder(out, arena, model, date, text, err);
    if (status == RACI_OK && out->kind != RI_POSITION && out->kind != RI_PERSON) {
        return ri_fail(err, RACI_INVALID, "who does it is a position or a person, and '%s' is a %s",
                       text, ri_kind_name(out->kind));
    }
    return status;
}

static raci_status load(ri_actor *a, raci_model *model, int32_t date, const ri_named_fit *fit,
                        const char *const *others, size_t n_others, raci_error *err)
{
    raci_status status = ri_focus_new(&a->focus, model, date, err);
    if (status == RACI_OK) {
        status = ri_focus_add(a->focus, fit->kind, fit->key, err);
    }
    for (size_t i = 0; status == RACI_OK && i < n_others; i++) {
        ri_kind kind = RI_POSITION;
        const char *key = NULL;
        if (ri_reference_split(others[i], &kind, &key)) {
            status = ri_focus_add(a->focus, kind, key, err);
        }
    }
    return status == RACI_OK ? ri_snapshot_focus(&a->s, a->focus, err) : status;
}

/* The positions behind a reference: itself, those of an office, a person's. */
static const uint32_t *positions_of(const ri_snapshot *s, const char *ref, uint32_t *one,
                                    uint32_t *n)
{
    ri_kind kind = RI_POSITION;
    const char *key = NULL;
    *n = 0;
    if (!ri_reference_split(ref, &kind, &key)) {
        return one;
    }
    if (kind == RI_OFFICE) {
        return ri_snapshot_office(s, key, n);
    }
    const ri_ref found = ri_snapshot_find(s, kind, key);
    if (found == RI_NONE) {
        return one;
    }
    if (kind == RI_PERSON) {
        const ri_lists *of = &s->people.positions;
        const uint32_t at = ri_ref_index(found);
        *n = of->first[at + 1] - of->first[at];
        return RI_FROM(of->items, of->first[at]);
    }
    *one = ri_holder_position(s, found);
    *n = *one != RI_NONE;
    return one;
}

static raci_status sit(ri_actor *a, const ri_named_fit *fit, int32_t date, ri_arena *arena,
                       raci_error *err)
{
    char day[11];
    uint32_t *one = ri_arena_take(arena, sizeof *one);
    a->ref = ri_arena_format(arena, "%s:%s", ri_kind_name(fit->kind), fit->key);
    if (one == NULL || a->ref == NULL) {
        return ri_fail_nomem(err);
    }
    a->positions = positions_of(a->s, a->ref, one, &a->n);
    a->name = fit->name != NULL ? fit->name : fit->key;
    if (fit->kind == RI_POSITION && (a->n == 0 || ri_position_vacant(a->s, a->positions[0]))) {
        return ri_fail(err, RACI_INVALID, "nobody sits in '%s' (%s) on %s", a->name, a->ref,
                       ri_day_format(date, day));
    }
    return RACI_OK;
}

raci_status ri_actor_find(ri_actor *out, raci_model *model, int32_t date, const char *text,
                          const char *const *others, size_t n_others, ri_arena *arena,
                          raci_error *err)
{
    ri_actor made = {.n = 0};
    ri_named_fit fit;
    raci_status status = find_fit(&fit, model, date, text, arena, err);
    if (status == RACI_OK) {
        status = load(&made, model, date, &fit, others, n_others, err);
    }
    if (status == RACI_OK) {
        status = sit(&made, &fit, date, arena, err);
    }
    if (status != RACI_OK) {
        ri_actor_free(&made);
        return status;
    }
    *out = made;
    return RACI_OK;
}

void ri_actor_free(ri_actor *actor)
{
    ri_snapshot_free(actor->s);
    ri_focus_free(actor->focus);
    actor->s = NULL;
    actor->focus = NULL;
}

bool ri_actor_stands_for(const ri_actor *actor, const char *ref)
{
    uint32_t one = RI_NONE;
    uint32_t n = 0;
    const uint32_t *theirs = positions_of(actor->s, ref, &one, &n);
    bool stands = strcmp(ref, actor->ref) == 0 || n == 0;
    for (uint32_t i = 0; i < actor->n && !stands; i++) {
        const uint32_t p = actor->positions[i];
        stands = ri_position_has_office(actor->s, p, "ceo");
        for (uint32_t k = 0; k < n && !stands; k++) {
            stands = theirs[k] == p || ri_position_under(actor->s, theirs[k], p);
        }
    }
    return stands;
}

raci_status ri_actor_position(uint32_t *out, const ri_actor *actor, raci_error *err)
{
    if (actor->n == 0) {
        return ri_fail(err, RACI_INVALID, "%s (%s) sits in no position", actor->name, actor->ref);
    }
    if (actor->n > 1) {
        return ri_fail(err, RACI_INVALID,
                       "%s (%s) sits in %u positions, position:%s and position:%s among them; say "
                       "as which",
                       actor->name, actor->ref, (unsigned)actor->n,
                       actor->s->positions.rows.key[actor->positions[0]],
                       actor->s->positions.rows.key[actor->positions[1]]);
    }
    *out = actor->positions[0];
    return RACI_OK;
}

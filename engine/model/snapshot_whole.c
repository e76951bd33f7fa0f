/*
 * Loading the parts of a snapshot one after the other, and all of them at once.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/basis.h"

/* The sets stay in their tables, where more can be put. */
static bool keep_tables(ri_loading *l)
{
    ri_snapshot *s = l->s;
    ri_basis *basis = l->basis;
    bool done = ri_set_publish(&basis->unit_rows, &l->unit_sets, l->arena, &s->unit_sets) &&
                ri_set_publish(&basis->tag_rows, &l->tag_sets, l->arena, &s->tag_sets) &&
                ri_set_publish(&basis->journey_rows, &l->journey_sets, l->arena, &s->journey_sets);
    basis->unit_sets = l->unit_sets;
    basis->tag_sets = l->tag_sets;
    basis->journey_sets = l->journey_sets;
    l->unit_sets = l->tag_sets = l->journey_sets = (ri_set_table){0};
    return done;
}

static raci_status finish(ri_loading *l, raci_error *err)
{
    ri_snapshot *s = l->s;
    if (l->basis != NULL) {
        return keep_tables(l) ? RACI_OK : ri_fail_nomem(err);
    }
    bool done = ri_set_finish(&l->unit_sets, l->arena, &s->unit_sets) &&
                ri_set_finish(&l->tag_sets, l->arena, &s->tag_sets) &&
                ri_set_finish(&l->journey_sets, l->arena, &s->journey_sets);
    return done ? RACI_OK : ri_fail_nomem(err);
}

static raci_status load_parts(ri_loading *l, raci_error *err)
{
    static raci_status (*const parts[])(ri_loading *, raci_error *) = {
        ri_load_stages,     ri_load_places, ri_load_columns,     ri_load_touchpoints,
        ri_load_attributes, ri_load_lists,  ri_load_tenure,      ri_load_lines,
        ri_load_journeys,   ri_load_links,  ri_load_handoffs,    ri_load_walks,
        ri_load_mandates,   ri_load_stated, ri_load_acceptances, ri_load_acknowledged,
        ri_load_basis,      finish,
    };
    raci_status status = RACI_OK;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == RACI_OK; i++) {
        status = parts[i](l, err);
    }
    return status;
}

static void free_loading(ri_loading *l)
{
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        ri_ids_free(&l->ids[kind]);
        ri_ids_free(&l->periods[kind]);
    }
    ri_set_free(&l->unit_sets);
    ri_set_free(&l->tag_sets);
    ri_set_free(&l->journey_sets);
    ri_map_free(&l->tag_texts);
    ri_map_free(&l->holders);
    ri_free(l->steps.items);
    ri_free(l->hidden.items);
    ri_free(l->gathered.items);
    ri_pairs_free(&l->pairs);
    ri_text_free(&l->line);
    ri_free(l->items);
    ri_free(l->there);
}

/* An empty snapshot, in its own arena. */
static ri_snapshot *make_snapshot(int32_t date, bool whole)
{
    ri_arena *arena = ri_arena_new();
    ri_snapshot *s = arena != NULL ? ri_arena_take(arena, sizeof *s) : NULL;
    if (s == NULL) {
        ri_arena_free(arena);
        return NULL;
    }
    s->date = date;
    s->whole = whole;
    s->own = ri_arena_take(arena, sizeof *s->own);
    if (s->own == NULL) {
        ri_arena_free(arena);
        return NULL;
    }
    s->own->arena = arena;
    s->words = ri_intern_new();
    s->own->texts = ri_intern_new();
    if (s->words == NULL || s->own->texts == NULL) {
        ri_snapshot_free(s);
        return NULL;
    }
    return s;
}

raci_status ri_loading_run(ri_snapshot **out, ri_store *store, int32_t date, const ri_reach *reach,
                           const ri_places *places, ri_basis *basis, bool names, raci_error *err)
{
    ri_snapshot *s = make_snapshot(date, reach == NULL);
    if (s == NULL) {
        return ri_fail_nomem(err);
    }
    ri_loading loading = {.store = store,
                          .s = s,
                          .arena = s->own->arena,
                          .reach = reach,
                          .places = places,
                          .basis = basis,
                          .names = names};
    (void)ri_day_format(date, loading.date);
    raci_status status = load_parts(&loading, err);
    free_loading(&loading);
    if (status != RACI_OK) {
        ri_snapshot_free(s);
        return status;
    }
    *out = s;
    return RACI_OK;
}

raci_status ri_loading_end(ri_snapshot **out, ri_snapshot *s, ri_store *store, raci_status status)
{
    ri_store_release(store);
    if (status != RACI_OK) {
        ri_snapshot_free(s);
        return status;
    }
    *out = s;
    return RACI_OK;
}

static raci_status load(ri_snapshot **out, raci_model *model, int32_t date, const ri_places *places,
                        ri_basis *basis, bool names, raci_error *err)
{
    ri_store *store = ri_model_store(model);
    ri_snapshot *s = NULL;
    raci_status status = RACI_OK;
    if (!ri_store_writing(store)) { /* what somebody is changing was trusted before */
        status = ri_model_trust(model, err);
    }
    if (status == RACI_OK) {
        status = ri_store_hold(store, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    status = ri_loading_run(&s, store, date, NULL, places, basis, names, err);
    return ri_loading_end(out, s, store, status);
}

raci_status ri_snapshot_load(ri_snapshot **out, raci_model *model, int32_t date, bool names,
                             raci_error *err)
{
    return load(out, model, date, NULL, NULL, names, err);
}

raci_status ri_snapshot_load_among(ri_snapshot **out, raci_model *model, int32_t date,
                                   const ri_places *places, raci_error *err)
{
    return load(out, model, date, places, NULL, true, err);
}

raci_status ri_snapshot_load_basis(ri_snapshot **out, raci_model *model, int32_t date,
                                   const ri_places *places, raci_error *err)
{
    ri_basis *basis = ri_alloc(sizeof *basis);
    if (basis == NULL) {
        return ri_fail_nomem(err);
    }
    *basis = (ri_basis){.steps = NULL};
    raci_status status = load(out, model, date, places, basis, true, err);
    if (status != RACI_OK) {
        ri_basis_free(basis);
        return status;
    }
    (*out)->own->basis = basis;
    return RACI_OK;
}

void ri_snapshot_free(ri_snapshot *s)
{
    if (s == NULL) {
        return;
    }
    ri_basis_free(s->own->basis);
    if (s->own->of == NULL) {
        ri_intern_free(s->words);
        ri_intern_free(s->own->texts);
    }
    ri_intern_free(s->own->asked);
    ri_intern_free(s->own->lacking);
    ri_arena_free(s->own->arena);
}

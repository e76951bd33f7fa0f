#include "resolve/matcher.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "model/power.h"
#include "resolve/facet.h"

/* A match whose key condition needs its globs tried. */
typedef struct wild_key {
    uint32_t match;
    const ri_condition *condition;
} wild_key;

struct ri_matcher {
    ri_arena *arena;
    const ri_snapshot *snapshot;
    ri_kind kind;
    const ri_match *const *matches;
    uint32_t n;
    uint32_t words;
    ri_facet *facets;
    size_t n_facets;
    size_t facet_capacity;
    wild_key *wild;
    size_t n_wild;
    size_t wild_capacity;
};

uint32_t ri_matcher_words(const ri_matcher *matcher)
{
    return matcher->words;
}

void ri_matcher_free(ri_matcher *matcher)
{
    if (matcher == NULL) {
        return;
    }
    for (size_t i = 0; i < matcher->n_facets; i++) {
        ri_facet_end(&matcher->facets[i]);
    }
    ri_free(matcher->facets);
    ri_free(matcher->wild);
}

/* ---- rows of the values that touchpoints have ---- */

/* Collects the classes of a unit: its own and those of the units above it, since a
   match that names a unit holds for all below. */
static bool unit_classes(const ri_matcher *m, const ri_facet *facet, uint32_t unit,
                         ri_indexes *classes)
{
    const ri_units *units = &m->snapshot->units;
    for (; unit != RI_NONE; unit = units->up[unit]) {
        if (!RI_PUSH(classes->items, classes->n, classes->capacity,
                     ri_facet_class(facet, units->rows.key[unit]))) {
            return false;
        }
    }
    return true;
}

/* Collects the classes of one item of a set in the facet's dimension. */
static bool item_classes(const ri_matcher *m, const ri_facet *facet, uint32_t item,
                         ri_indexes *classes)
{
    const char *value;
    if (facet->dimension == RI_DIM_UNIT) {
        return unit_classes(m, facet, item, classes);
    }
    if (facet->dimension == RI_DIM_TAG) {
        value = ri_intern_get(m->snapshot->words, item);
    } else {
        value = m->snapshot->journeys.rows.key[item];
    }
    return RI_PUSH(classes->items, classes->n, classes->capacity, ri_facet_class(facet, value));
}

/* Finds the row of every set that touchpoints share. */
static raci_status rows_of_sets(const ri_matcher *m, ri_facet *facet, const ri_sets *sets,
                                raci_error *err)
{
    ri_indexes classes = {NULL, 0, 0};
    raci_status status = RACI_OK;
    facet->row_of = ri_alloc(sets->n * sizeof *facet->row_of);
    if (facet->row_of == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t set = 0; set < sets->n && status == RACI_OK; set++) {
        bool fits = true;
        classes.n = 0;
        for (uint32_t i = sets->of.first[set]; i < sets->of.first[set + 1]; i++) {
            fits = fits && item_classes(m, facet, sets->of.items[i], &classes);
        }
        facet->row_of[set] =
            fits ? ri_facet_row(facet, m->arena, classes.items, classes.n) : RI_NONE;
        if (facet->row_of[set] == RI_NONE) {
            status = ri_fail_nomem(err);
        }
    }
    ri_free(classes.items);
    return status;
}

/* Finds the row of every stage or channel; the last row is that of none. */
static raci_status rows_of_keys(const ri_matcher *m, ri_facet *facet, const ri_rows *rows,
                                raci_error *err)
{
    facet->row_of = ri_alloc((rows->n + 1) * sizeof *facet->row_of);
    if (facet->row_of == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i <= rows->n; i++) {
        uint32_t value = i < rows->n ? ri_facet_class(facet, rows->key[i]) : 0;
        facet->row_of[i] = ri_facet_row(facet, m->arena, &value, 1);
        if (facet->row_of[i] == RI_NONE) {
            return ri_fail_nomem(err);
        }
    }
    return RACI_OK;
}

/* Finds the row of every number a masked dimension can have. */
static raci_status rows_of_numbers(const ri_matcher *m, ri_facet *facet, raci_error *err)
{
    enum { NUMBERS = 6 };
    facet->row_of = ri_alloc(NUMBERS * sizeof *facet->row_of);
    if (facet->row_of == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t value = 0; value < NUMBERS; value++) {
        char text[4];
        snprintf(text, sizeof text, "%u", (unsigned)value);
        uint32_t class = ri_facet_class(facet, text);
        facet->row_of[value] = ri_facet_row(facet, m->arena, &class, 1);
        if (facet->row_of[value] == RI_NONE) {
            return ri_fail_nomem(err);
        }
    }
    return RACI_OK;
}

/* Makes the rows of keys and attribute values that matches name, each alone. */
static raci_status rows_of_named(const ri_matcher *m, ri_facet *facet, raci_error *err)
{
    uint32_t n = ri_intern_count(facet->values) + 1;
    facet->row_of = ri_alloc(n * sizeof *facet->row_of);
    if (facet->row_of == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t class = i;
        facet->row_of[i] = ri_facet_row(facet, m->arena, &class, 1);
        if (facet->row_of[i] == RI_NONE) {
            return ri_fail_nomem(err);
        }
    }
    return RACI_OK;
}

static raci_status find_rows(const ri_matcher *m, ri_facet *facet, raci_error *err)
{
    const ri_snapshot *s = m->snapshot;
    switch (facet->dimension) {
    case RI_DIM_JOURNEY:
        return rows_of_sets(m, facet, &s->journey_sets, err);
    case RI_DIM_TAG:
        return rows_of_sets(m, facet, &s->tag_sets, err);
    case RI_DIM_UNIT:
        return rows_of_sets(m, facet, &s->unit_sets, err);
    case RI_DIM_STAGE:
        return rows_of_keys(m, facet, &s->stages.rows, err);
    case RI_DIM_CHANNEL:
        return rows_of_keys(m, facet, &s->channels.rows, err);
    case RI_DIM_CRITICALITY:
    case RI_DIM_TRUTH:
    case RI_DIM_MANAGED:
        return rows_of_numbers(m, facet, err);
    case RI_DIM_KEY:
    case RI_DIM_ATTRIBUTE:
    case RI_DIM_COUNT:
        break;
    }
    return rows_of_named(m, facet, err);
}

/* ---- compiling ---- */

static bool facet_known(const ri_matcher *m, const ri_condition *condition)
{
    for (size_t i = 0; i < m->n_facets; i++) {
        const ri_facet *facet = &m->facets[i];
        if (facet->dimension == condition->dimension &&
            (facet->dimension != RI_DIM_ATTRIBUTE ||
             strcmp(facet->name, condition->attribute) == 0)) {
            return true;
        }
    }
    return false;
}

static raci_status add_facet(ri_matcher *m, const ri_condition *condition, raci_error *err)
{
    ri_facet facet = {.dimension = condition->dimension, .attribute = RI_NONE};
    if (facet.dimension == RI_DIM_ATTRIBUTE) {
        facet.name = condition->attribute;
        facet.attribute = ri_intern_find(m->snapshot->words, condition->attribute);
    }
    if (!RI_PUSH(m->facets, m->n_facets, m->facet_capacity, facet)) {
        return ri_fail_nomem(err);
    }
    ri_facet *kept = &m->facets[m->n_facets - 1];
    raci_status status = ri_facet_begin(kept, m->arena, m->matches, m->n, err);
    return status == RACI_OK ? find_rows(m, kept, err) : status;
}

static raci_status add_conditions(ri_matcher *m, uint32_t match, raci_error *err)
{
    for (uint32_t i = 0; i < m->matches[match]->n; i++) {
        const ri_condition *condition = &m->matches[match]->conditions[i];
        if (!facet_known(m, condition)) {
            raci_status status = add_facet(m, condition, err);
            if (status != RACI_OK) {
                return status;
            }
        }
        if (condition->dimension == RI_DIM_KEY && ri_condition_wild(condition)) {
            wild_key wild = {match, condition};
            if (!RI_PUSH(m->wild, m->n_wild, m->wild_capacity, wild)) {
                return ri_fail_nomem(err);
            }
        }
    }
    return RACI_OK;
}

raci_status ri_matcher_new(ri_matcher **out, ri_arena *arena, const ri_snapshot *snapshot,
                           ri_kind kind, const ri_match *const *matches, uint32_t n,
                           raci_error *err)
{
    ri_matcher *m = ri_arena_take(arena, sizeof *m);
    if (m == NULL) {
        return ri_fail_nomem(err);
    }
    m->arena = arena;
    m->snapshot = snapshot;
    m->kind = kind;
    m->matches = matches;
    m->n = n;
    m->words = n / 64 + 1;
    for (uint32_t i = 0; i < n; i++) {
        raci_status status = add_conditions(m, i, err);
        if (status != RACI_OK) {
            ri_matcher_free(m);
            return status;
        }
    }
    *out = m;
    return RACI_OK;
}

/* ---- asking ---- */

/* The row's number in the facet's row_of. */
static uint32_t place_in_facet(const ri_matcher *m, const ri_facet *facet, uint32_t row)
{
    const ri_touchpoints *t = &m->snapshot->touchpoints;
    switch (facet->dimension) {
    case RI_DIM_JOURNEY:
        return t->journey_set[row];
    case RI_DIM_TAG:
        return t->tag_set[row];
    case RI_DIM_UNIT:
        return t->unit_set[row];
    case RI_DIM_STAGE:
        return t->stage[row] == RI_NONE ? m->snapshot->stages.rows.n : t->stage[row];
    case RI_DIM_CHANNEL:
        return t->channel[row] == RI_NONE ? m->snapshot->channels.rows.n : t->channel[row];
    case RI_DIM_CRITICALITY:
        return t->criticality[row];
    case RI_DIM_TRUTH:
        return t->truth[row];
    case RI_DIM_MANAGED:
        return t->managed[row];
    case RI_DIM_ATTRIBUTE: {
        const char *value = facet->attribute == RI_NONE
                                ? NULL
                                : ri_snapshot_attribute(m->snapshot, m->kind, row, facet->name);
        return value == NULL ? 0 : ri_facet_class(facet, value);
    }
    case RI_DIM_KEY:
    case RI_DIM_COUNT:
        break;
    }
    return ri_facet_class(facet, ri_snapshot_rows(m->snapshot, m->kind)->key[row]);
}

static bool key_fits(const ri_condition *condition, const char *key)
{
    for (uint32_t i = 0; i < condition->n_values; i++) {
        if (ri_glob(condition->values[i], key)) {
            return !condition->except;
        }
    }
    return condition->except;
}

void ri_matcher_and(const ri_matcher *matcher, uint32_t row, uint64_t *bits)
{
    for (size_t f = 0; f < matcher->n_facets; f++) {
        const ri_facet *facet = &matcher->facets[f];
        const uint64_t *allowed = facet->row[facet->row_of[place_in_facet(matcher, facet, row)]];
        for (uint32_t w = 0; w < matcher->words; w++) {
            bits[w] &= allowed[w];
        }
    }
    for (size_t i = 0; i < matcher->n_wild; i++) {
        const wild_key *wild = &matcher->wild[i];
        uint64_t bit = UINT64_C(1) << (wild->match % 64);
        if ((bits[wild->match / 64] & bit) == 0) {
            continue;
        }
        const char *key = ri_snapshot_rows(matcher->snapshot, matcher->kind)->key[row];
        if (!key_fits(wild->condition, key)) {
            bits[wild->match / 64] &= ~bit;
        }
    }
}

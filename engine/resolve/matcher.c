#include "resolve/matcher.h"

#include <string.h>

#include "base/bits.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/power.h"
#include "resolve/facet.h"

/* A facet as one snapshot needs it. */
typedef struct aspect {
    ri_facet *facet;    /* owned, or that of the matcher this one stands beside */
    uint32_t attribute; /* RI_DIM_ATTRIBUTE: its word, RI_NONE when no row has it */
    uint32_t *row_of;   /* per place: the facet's row, RI_NONE until it is first asked for */
    size_t n_places;
    bool shares; /* row_of is the other matcher's */
} aspect;

struct ri_matcher {
    ri_arena *arena;
    bool beside; /* its facets are another one's */
    const ri_snapshot *snapshot;
    ri_kind kind;
    const ri_match *const *matches;
    uint32_t n;
    uint32_t words;
    aspect *aspects;
    size_t n_aspects;
    size_t aspect_capacity;
    uint64_t *wild;                   /* bits of the matches whose globs are to be tried; NULL: */
    const ri_condition **wild_key_of; /* none. And by match the condition that has them */
    ri_indexes classes;               /* room for those of one place */
};

void ri_matcher_free(ri_matcher *matcher)
{
    if (matcher == NULL) {
        return;
    }
    for (size_t i = 0; i < matcher->n_aspects; i++) {
        aspect *kept = &matcher->aspects[i];
        if (!kept->shares) {
            ri_free(kept->row_of);
        }
        if (!matcher->beside) {
            ri_facet_end(kept->facet);
        }
    }
    ri_free(matcher->aspects);
    ri_free(matcher->classes.items);
}

/* ---- places: which of a facet's rows a touchpoint or journey asks for ---- */

enum { NUMBERS = 6 }; /* criticality: unset and 1 to 5; truth and managed use two */

/* How many places the facet has. */
static size_t count_places(const ri_matcher *m, const ri_facet *facet)
{
    const ri_snapshot *s = m->snapshot;
    switch (facet->dimension) {
    case RI_DIM_JOURNEY:
        return s->journey_sets.n;
    case RI_DIM_TAG:
        return s->tag_sets.n;
    case RI_DIM_UNIT:
        return s->unit_sets.n;
    case RI_DIM_STAGE:
        return (size_t)s->stages.rows.n + 1; /* the last place is that of none */
    case RI_DIM_CHANNEL:
        return (size_t)s->channels.rows.n + 1;
    case RI_DIM_CRITICALITY:
    case RI_DIM_TRUTH:
    case RI_DIM_MANAGED:
        return NUMBERS;
    case RI_DIM_KEY:
    case RI_DIM_ATTRIBUTE:
    case RI_DIM_COUNT:
        break;
    }
    return (size_t)ri_intern_count(facet->values) + 1; /* by class */
}

/* The place of a row of the snapshot. */
static uint32_t place_of(const ri_matcher *m, const aspect *of, uint32_t row)
{
    const ri_facet *facet = of->facet;
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
        const char *value =
            of->attribute == RI_NONE
                ? NULL
                : ri_rows_attribute(ri_snapshot_rows(m->snapshot, m->kind), row, of->attribute);
        return value == NULL ? 0 : ri_facet_class(facet, value);
    }
    case RI_DIM_KEY:
    case RI_DIM_COUNT:
        break;
    }
    return ri_facet_class(facet, ri_snapshot_rows(m->snapshot, m->kind)->key[row]);
}

/* ---- rows: made when a place is first asked for ---- */

static bool add_class(ri_matcher *m, const ri_facet *facet, const char *value)
{
    ri_indexes *classes = &m->classes;
    return RI_PUSH(classes->items, classes->n, classes->capacity, ri_facet_class(facet, value));
}

/* The classes of the items of a set. A unit has its own and those of the units
   above it, since a match that names a unit holds for all below. */
static bool add_set(ri_matcher *m, const ri_facet *facet, const ri_sets *sets, uint32_t set)
{
    const ri_snapshot *s = m->snapshot;
    bool fits = true;
    for (uint32_t i = sets->of.first[set]; i < sets->of.first[set + 1] && fits; i++) {
        uint32_t item = sets->of.items[i];
        if (facet->dimension == RI_DIM_TAG) {
            fits = add_class(m, facet, ri_intern_get(s->words, item));
        } else if (facet->dimension == RI_DIM_JOURNEY) {
            fits = add_class(m, facet, s->journeys.rows.key[item]);
        } else {
            /* Where units are above themselves all of the circle are: bounded by their number. */
            for (uint32_t n = s->units.rows.n; item != RI_NONE && n > 0 && fits; n--) {
                fits = add_class(m, facet, s->units.rows.key[item]);
                item = s->units.parent[item];
            }
        }
    }
    return fits;
}

static bool add_key(ri_matcher *m, const ri_facet *facet, const ri_rows *rows, uint32_t place)
{
    return place >= rows->n || add_class(m, facet, rows->key[place]);
}

static bool add_number(ri_matcher *m, const ri_facet *facet, uint32_t number)
{
    const char text[] = {(char)('0' + number), '\0'};
    return add_class(m, facet, text);
}

/* Collects the classes of a place into m->classes. */
static bool collect_classes(ri_matcher *m, const ri_facet *facet, uint32_t place)
{
    const ri_snapshot *s = m->snapshot;
    m->classes.n = 0;
    switch (facet->dimension) {
    case RI_DIM_JOURNEY:
        return add_set(m, facet, &s->journey_sets, place);
    case RI_DIM_TAG:
        return add_set(m, facet, &s->tag_sets, place);
    case RI_DIM_UNIT:
        return add_set(m, facet, &s->unit_sets, place);
    case RI_DIM_STAGE:
        return add_key(m, facet, &s->stages.rows, place);
    case RI_DIM_CHANNEL:
        return add_key(m, facet, &s->channels.rows, place);
    case RI_DIM_CRITICALITY:
    case RI_DIM_TRUTH:
    case RI_DIM_MANAGED:
        return add_number(m, facet, place);
    case RI_DIM_KEY:
    case RI_DIM_ATTRIBUTE:
    case RI_DIM_COUNT:
        break;
    }
    return RI_PUSH(m->classes.items, m->classes.n, m->classes.capacity, place);
}

/* The bits of a place, or NULL when memory is exhausted. */
static const uint64_t *bits_of(ri_matcher *m, const aspect *of, uint32_t place)
{
    ri_facet *facet = of->facet;
    uint32_t row = of->row_of[place];
    if (row == RI_NONE) {
        if (!collect_classes(m, facet, place)) {
            return NULL;
        }
        row = ri_facet_row(facet, m->classes.items, m->classes.n);
        if (row == RI_NONE) {
            return NULL;
        }
        of->row_of[place] = row;
    }
    return facet->row[row];
}

/* ---- compiling ---- */

/* The aspect of a condition's dimension, or NULL while there is none. */
static const aspect *aspect_of(const ri_matcher *m, const ri_condition *condition)
{
    for (size_t i = 0; i < m->n_aspects; i++) {
        const ri_facet *facet = m->aspects[i].facet;
        if (facet->dimension == condition->dimension &&
            (facet->dimension != RI_DIM_ATTRIBUTE ||
             strcmp(facet->name, condition->attribute) == 0)) {
            return &m->aspects[i];
        }
    }
    return NULL;
}

/* What the matcher's snapshot has of a facet. */
static bool look_at(const ri_matcher *m, aspect *of)
{
    if (of->facet->dimension == RI_DIM_ATTRIBUTE) {
        of->attribute = ri_intern_find(m->snapshot->words, of->facet->name);
    }
    of->n_places = count_places(m, of->facet);
    of->row_of = ri_alloc(of->n_places * sizeof *of->row_of);
    if (of->row_of == NULL) {
        return false;
    }
    memset(of->row_of, 0xFF, of->n_places * sizeof *of->row_of); /* RI_NONE everywhere */
    return true;
}

static raci_status add_facet(ri_matcher *m, const ri_condition *condition, raci_error *err)
{
    ri_facet *facet = ri_arena_take(m->arena, sizeof *facet);
    if (facet == NULL) {
        return ri_fail_nomem(err);
    }
    facet->dimension = condition->dimension;
    facet->name = condition->attribute;
    if (!RI_PUSH(m->aspects, m->n_aspects, m->aspect_capacity,
                 (aspect){.facet = facet, .attribute = RI_NONE})) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_facet_begin(facet, m->arena, m->matches, m->n, err);
    if (status != RACI_OK) {
        return status;
    }
    return look_at(m, &m->aspects[m->n_aspects - 1]) ? RACI_OK : ri_fail_nomem(err);
}

static bool note_wild(ri_matcher *m, uint32_t match, const ri_condition *condition)
{
    if (m->wild == NULL) {
        m->wild_key_of = ri_arena_array(m->arena, m->n, sizeof(void *));
        m->wild = ri_arena_array(m->arena, m->words, sizeof *m->wild);
    }
    if (m->wild == NULL || m->wild_key_of == NULL) {
        return false;
    }
    m->wild[match / 64] |= UINT64_C(1) << (match % 64);
    m->wild_key_of[match] = condition;
    return true;
}

static raci_status add_conditions(ri_matcher *m, uint32_t match, raci_error *err)
{
    for (uint32_t i = 0; i < m->matches[match]->n; i++) {
        const ri_condition *condition = &m->matches[match]->conditions[i];
        if (aspect_of(m, condition) == NULL) {
            raci_status status = add_facet(m, condition, err);
            if (status != RACI_OK) {
                return status;
            }
        }
        if (condition->dimension == RI_DIM_KEY && ri_condition_wild(condition) &&
            !note_wild(m, match, condition)) {
            return ri_fail_nomem(err);
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

/* Places that are the same ones in two snapshots have the same rows: all but sets of units
   whose tree is another one. New sets stand behind the others. */
static bool same_places(const ri_matcher *of, const ri_matcher *m, const ri_facet *facet)
{
    return facet->dimension != RI_DIM_UNIT ||
           of->snapshot->units.parent == m->snapshot->units.parent;
}

static bool take_aspect(const ri_matcher *of, ri_matcher *m, const aspect *other)
{
    aspect *own = &m->aspects[m->n_aspects];
    *own = (aspect){.facet = other->facet, .attribute = other->attribute};
    if (same_places(of, m, other->facet) && count_places(m, other->facet) == other->n_places) {
        own->row_of = other->row_of;
        own->n_places = other->n_places;
        own->shares = true;
        own->attribute = other->facet->dimension == RI_DIM_ATTRIBUTE
                             ? ri_intern_find(m->snapshot->words, other->facet->name)
                             : other->attribute;
    } else if (!look_at(m, own)) {
        return false;
    } else if (same_places(of, m, other->facet)) {
        memcpy(own->row_of, other->row_of, other->n_places * sizeof *own->row_of);
    }
    m->n_aspects++;
    return true;
}

raci_status ri_matcher_beside(ri_matcher **out, ri_arena *arena, const ri_matcher *of,
                              const ri_snapshot *snapshot, raci_error *err)
{
    ri_matcher *m = ri_arena_take(arena, sizeof *m);
    bool done = m != NULL;
    if (done) {
        *m = *of;
        m->snapshot = snapshot;
        m->beside = true;
        m->classes = (ri_indexes){NULL, 0, 0};
        m->n_aspects = 0;
        m->aspects = ri_alloc(of->n_aspects * sizeof *m->aspects);
        done = m->aspects != NULL;
    }
    for (size_t i = 0; done && i < of->n_aspects; i++) {
        done = take_aspect(of, m, &of->aspects[i]);
    }
    if (!done) {
        ri_matcher_free(m);
        return ri_fail_nomem(err);
    }
    *out = m;
    return RACI_OK;
}

/* ---- asking ---- */

/* Takes away the matches whose key globs do not fit. */
static void try_globs(const ri_matcher *m, uint32_t row, uint64_t *bits)
{
    const char *key = ri_snapshot_rows(m->snapshot, m->kind)->key[row];
    for (uint32_t w = 0; w < m->words; w++) {
        for (uint64_t rest = bits[w] & m->wild[w]; rest != 0; rest &= rest - 1) {
            if (!ri_condition_fits(m->wild_key_of[w * 64 + ri_bits_lowest(rest)], key)) {
                bits[w] &= ~(rest & (~rest + 1));
            }
        }
    }
}

bool ri_matcher_and(ri_matcher *matcher, uint32_t row, uint64_t *bits)
{
    for (size_t i = 0; i < matcher->n_aspects; i++) {
        const aspect *of = &matcher->aspects[i];
        const uint64_t *allowed = bits_of(matcher, of, place_of(matcher, of, row));
        if (allowed == NULL) {
            return false;
        }
        for (uint32_t w = 0; w < matcher->words; w++) {
            bits[w] &= allowed[w];
        }
    }
    if (matcher->wild != NULL) {
        try_globs(matcher, row, bits);
    }
    return true;
}

bool ri_matcher_failing(ri_matcher *matcher, uint32_t match, uint32_t row,
                        const ri_condition **first, uint32_t *failing)
{
    *first = NULL;
    *failing = 0;
    for (uint32_t i = 0; i < matcher->matches[match]->n; i++) {
        const ri_condition *condition = &matcher->matches[match]->conditions[i];
        const aspect *of = aspect_of(matcher, condition);
        const uint64_t *allowed = bits_of(matcher, of, place_of(matcher, of, row));
        if (allowed == NULL) {
            return false;
        }
        bool holds = (allowed[match / 64] >> (match % 64) & 1u) != 0;
        if (holds && condition->dimension == RI_DIM_KEY && ri_condition_wild(condition)) {
            holds = ri_condition_fits(condition,
                                      ri_snapshot_rows(matcher->snapshot, matcher->kind)->key[row]);
        }
        if (!holds && (*failing)++ == 0) {
            *first = condition;
        }
    }
    return true;
}

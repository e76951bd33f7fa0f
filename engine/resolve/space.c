#include "resolve/space.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

bool ri_space_holds_today(const ri_space *space, uint32_t i)
{
    const ri_rule *rule = ri_space_rule(space, i);
    return rule->from <= space->date && space->date < rule->to;
}

bool ri_space_has_key(const ri_space *space, const char *key)
{
    return space->s != NULL && ri_snapshot_find(space->s, ri_space_matched(space), key) != RI_NONE;
}

const ri_match *ri_space_match(const ri_space *space, uint32_t i, ri_axis_side side)
{
    const ri_rule *rule = ri_space_rule(space, i);
    return side == RI_AXIS_ON     ? &rule->match
           : side == RI_AXIS_FROM ? &rule->match_from
                                  : &rule->match_to;
}

static bool is_on(const ri_axis *axis, const ri_condition *condition)
{
    return axis->dimension == (int)condition->dimension &&
           (axis->dimension != RI_DIM_ATTRIBUTE ||
            strcmp(axis->attribute, condition->attribute) == 0);
}

const ri_condition *ri_axis_condition(const ri_space *space, const ri_axis *axis, uint32_t i)
{
    const ri_match *match = ri_space_match(space, i, axis->side);
    for (uint32_t k = 0; k < match->n; k++) {
        if (is_on(axis, &match->conditions[k])) {
            return &match->conditions[k];
        }
    }
    return NULL;
}

/* ---- axes ---- */

#define AXES_MAX 2000 /* attributes may have any names */

typedef struct axes {
    ri_axis *items;
    size_t n;
    size_t capacity;
} axes;

static bool meet_side(axes *met, const ri_match *match, ri_axis_side side)
{
    for (uint32_t k = 0; k < match->n && met->n <= AXES_MAX; k++) {
        const ri_condition *condition = &match->conditions[k];
        size_t at = 0;
        while (at < met->n && (met->items[at].side != side || !is_on(&met->items[at], condition))) {
            at++;
        }
        const ri_axis axis = {.side = side,
                              .dimension = (int)condition->dimension,
                              .attribute = condition->attribute};
        if (at == met->n && !RI_PUSH(met->items, met->n, met->capacity, axis)) {
            return false;
        }
    }
    return true;
}

/* The axes that matches speak of; days and crossing are always there, where they can be. */
static bool meet_axes(const ri_space *space, axes *met)
{
    bool fits = RI_PUSH(met->items, met->n, met->capacity, (ri_axis){.dimension = RI_AXIS_DAYS});
    if (space->on == RI_HANDOFF) {
        fits = fits &&
               RI_PUSH(met->items, met->n, met->capacity, (ri_axis){.dimension = RI_AXIS_CROSSING});
    }
    for (uint32_t i = 0; fits && i < space->n; i++) {
        const ri_rule *rule = ri_space_rule(space, i);
        fits = meet_side(met, &rule->match, RI_AXIS_ON) &&
               meet_side(met, &rule->match_from, RI_AXIS_FROM) &&
               meet_side(met, &rule->match_to, RI_AXIS_TO);
    }
    return fits;
}

/* ---- spans ---- */

/* What is being read of one axis. */
typedef struct reading {
    ri_space *space;
    ri_axis *axis;
    ri_intern *different; /* spans, as bytes: a word that is `any`, and the bits */
    uint64_t *bytes;      /* such a one; its bits begin at [1] */
} reading;

static bool is_full(const ri_axis *axis, const uint64_t *bits)
{
    for (uint32_t w = 0; w < axis->n / 64; w++) {
        if (bits[w] != UINT64_MAX) {
            return false;
        }
    }
    return bits[axis->n / 64] == (UINT64_C(1) << (axis->n % 64)) - 1;
}

static bool is_empty(const ri_axis *axis, const uint64_t *bits)
{
    for (uint32_t w = 0; w < axis->words; w++) {
        if (bits[w] != 0) {
            return false;
        }
    }
    return true;
}

/* Keeps what rule i says, which stands in `bytes`. false: memory is exhausted. */
static bool keep_span(const reading *r, uint32_t i)
{
    const ri_axis *axis = r->axis;
    const uint64_t *bits = r->bytes + 1;
    const bool any = r->bytes[0] != 0;
    if (axis->sets ? !any && is_empty(axis, bits) : is_full(axis, bits)) {
        return true; /* it says nothing */
    }
    /* Of keys that are not all known others may fit. */
    if ((any || !axis->sets) && is_empty(axis, bits) && !axis->within_loose) {
        ri_bit_set(r->space->empty, i);
    }
    axis->span_of[i] = ri_intern_put(r->different, (const char *)r->bytes,
                                     (size_t)(axis->words + 1) * sizeof *r->bytes);
    return axis->span_of[i] != RI_NONE;
}

static void read_days(const reading *r, const ri_rule *rule)
{
    for (uint32_t v = 0; v < r->axis->n; v++) {
        if (rule->from <= r->axis->number[v] && r->axis->number[v] < rule->to) {
            ri_bit_set(r->bytes + 1, v);
        }
    }
}

/* false: the rule says nothing on the axis. */
static bool read_rule(const reading *r, const ri_axis_reader *reader, uint32_t i)
{
    const ri_axis *axis = r->axis;
    const ri_rule *rule = ri_space_rule(r->space, i);
    uint64_t *bits = r->bytes + 1;
    memset(r->bytes, 0, (size_t)(axis->words + 1) * sizeof *r->bytes);
    if (axis->dimension == RI_AXIS_DAYS) {
        read_days(r, rule);
        return true;
    }
    if (axis->dimension == RI_AXIS_CROSSING) {
        bits[0] = rule->crossing == RI_CROSSING_ANY ? 3 : rule->crossing == RI_CROSSING_YES ? 2 : 1;
        return true;
    }
    const ri_condition *condition = ri_axis_condition(r->space, axis, i);
    if (condition == NULL) {
        return false;
    }
    if (axis->dimension == RI_DIM_KEY) {
        ri_axis_read_keys(axis, reader, condition, bits);
    } else {
        ri_axis_read(axis, reader, condition, bits);
    }
    if (axis->sets) {
        r->bytes[0] = condition->except ? 0 : 1;
    } else if (condition->except && axis->number == NULL) { /* in numbers it is there already */
        for (uint32_t v = 0; v < axis->n; v++) {
            bits[v / 64] ^= UINT64_C(1) << (v % 64);
        }
    }
    return true;
}

static ri_span span_of(const ri_axis *axis, const uint64_t *bytes)
{
    ri_span span = {.bits = bytes + 1, .any = bytes[0] != 0};
    for (uint32_t w = 0; w < axis->words; w++) {
        if (span.bits[w] != 0) {
            span.first = span.end == 0 ? w : span.first;
            span.end = w + 1;
        }
    }
    return span;
}

static bool give_spans(const reading *r)
{
    ri_axis *axis = r->axis;
    axis->n_spans = ri_intern_count(r->different);
    axis->spans = ri_arena_array(r->space->arena, axis->n_spans, sizeof *axis->spans);
    for (uint32_t k = 0; axis->spans != NULL && k < axis->n_spans; k++) {
        const char *bytes = ri_intern_get(r->different, k);
        uint64_t *copy = ri_arena_keep(r->space->arena, bytes, axis->words + 1, sizeof(uint64_t));
        if (copy == NULL) {
            return false;
        }
        axis->spans[k] = span_of(axis, copy);
    }
    return axis->spans != NULL;
}

static raci_status read_axis(ri_space *space, ri_axis *axis, raci_error *err)
{
    ri_axis_reader reader = {0};
    reading r = {.space = space, .axis = axis};
    raci_status status = ri_axis_find_values(space, axis, &reader, err);
    if (status == RACI_OK) {
        axis->words = axis->n / 64 + 1;
        axis->span_of = ri_arena_array(space->arena, space->n, sizeof *axis->span_of);
        r.bytes = ri_arena_array(space->arena, axis->words + 1, sizeof *r.bytes);
        r.different = ri_intern_new();
        bool fits = axis->span_of != NULL && r.bytes != NULL && r.different != NULL;
        for (uint32_t i = 0; fits && i < space->n; i++) {
            axis->span_of[i] = RI_NONE;
            fits = !read_rule(&r, &reader, i) || keep_span(&r, i);
        }
        status = fits && give_spans(&r) ? RACI_OK : ri_fail_nomem(err);
    }
    ri_intern_free(r.different);
    ri_axis_reader_end(&reader);
    return status;
}

/* ---- the space ---- */

static bool choose_rules(ri_space *space)
{
    uint32_t *rules = ri_arena_array(space->arena, space->data->n_rules, sizeof *rules);
    for (uint32_t i = 0; rules != NULL && i < space->data->n_rules; i++) {
        const ri_rule *rule = &space->data->rules[i];
        if (rule->on == space->on && rule->to > space->date) {
            rules[space->n++] = i;
        }
    }
    space->rules = rules;
    space->words = space->n / 64 + 1;
    space->empty = ri_arena_array(space->arena, space->words, sizeof *space->empty);
    return rules != NULL && space->empty != NULL;
}

static bool fill_full(ri_space *space)
{
    for (uint32_t a = 0; a < space->n_axes; a++) {
        space->within_loose = space->within_loose || space->axes[a].within_loose;
        space->meets_loose = space->meets_loose || space->axes[a].meets_loose;
        space->axes[a].first_word = space->region_words;
        space->region_words += space->axes[a].words;
    }
    space->full = ri_arena_array(space->arena, space->region_words, sizeof *space->full);
    for (uint32_t a = 0; space->full != NULL && a < space->n_axes; a++) {
        for (uint32_t v = 0; v < space->axes[a].n; v++) {
            ri_bit_set(space->full + space->axes[a].first_word, v);
        }
    }
    return space->full != NULL;
}

raci_status ri_space_build(ri_space *out, ri_arena *arena, const ri_policy_data *data,
                           const ri_snapshot *snapshot, ri_kind on, int32_t date, raci_error *err)
{
    ri_space space = {.arena = arena, .data = data, .s = snapshot, .on = on, .date = date};
    axes met = {0};
    raci_status status =
        choose_rules(&space) && meet_axes(&space, &met) ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK && met.n > AXES_MAX) {
        status = ri_fail(err, RACI_LIMIT,
                         "the matches of rules on one kind of subject speak of "
                         "more than %d things",
                         AXES_MAX);
    }
    if (status == RACI_OK) {
        space.axes = ri_arena_keep(arena, met.items, met.n, sizeof *met.items);
        space.n_axes = (uint32_t)met.n;
        status = space.axes != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    for (uint32_t a = 0; a < space.n_axes && status == RACI_OK; a++) {
        status = read_axis(&space, &space.axes[a], err);
    }
    if (status == RACI_OK && !fill_full(&space)) {
        status = ri_fail_nomem(err);
    }
    ri_free(met.items);
    if (status == RACI_OK) {
        *out = space;
    }
    return status;
}

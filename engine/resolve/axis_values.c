/*
 * The values of an axis: those of the model that rules tell apart, or those that rules
 * mention, and one for all others.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "resolve/space.h"

/* Meets the values that rules mention there. */
static bool meet_mentioned(const ri_space *space, const ri_axis *axis, ri_intern *names)
{
    for (uint32_t i = 0; i < space->n; i++) {
        const ri_condition *condition = ri_axis_condition(space, axis, i);
        for (uint32_t k = 0; condition != NULL && k < condition->n_values; k++) {
            if (ri_intern_string(names, condition->values[k]) == RI_NONE) {
                return false;
            }
        }
    }
    return true;
}

static bool meet_rows(const ri_rows *rows, ri_intern *names)
{
    for (uint32_t i = 0; i < rows->n; i++) {
        if (ri_row_there(rows, i) && ri_intern_string(names, rows->key[i]) == RI_NONE) {
            return false;
        }
    }
    return true;
}

/* Texts as values; `others`: and one that is none of them. */
static raci_status give_texts(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                              bool others, raci_error *err)
{
    return ri_axis_give_values(space, axis, reader, ri_intern_count(reader->names), others, err);
}

/* ---- one value each: stages, channels, attributes ---- */

/* Whether some touchpoint has none of the values; without a model any may. */
static bool has_others(const ri_space *space, const ri_axis *axis, const ri_intern *names)
{
    if (space->s == NULL) {
        return true;
    }
    const ri_touchpoints *t = &space->s->touchpoints;
    for (uint32_t i = 0; i < t->rows.n; i++) {
        bool has = true;
        if (!ri_row_there(&t->rows, i)) {
            continue;
        }
        if (axis->dimension == RI_DIM_STAGE) {
            has = t->stage[i] != RI_NONE;
        } else if (axis->dimension == RI_DIM_CHANNEL) {
            has = t->channel[i] != RI_NONE;
        } else {
            const char *value = ri_snapshot_attribute(space->s, RI_TOUCHPOINT, i, axis->attribute);
            has = value != NULL && ri_intern_find(names, value) != RI_NONE;
        }
        if (!has) {
            return true;
        }
    }
    return false;
}

static raci_status find_texts(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                              raci_error *err)
{
    bool fits = true;
    if (space->s != NULL && axis->dimension == RI_DIM_STAGE) {
        fits = meet_rows(&space->s->stages.rows, reader->names);
    } else if (space->s != NULL && axis->dimension == RI_DIM_CHANNEL) {
        fits = meet_rows(&space->s->channels.rows, reader->names);
    }
    if (!fits || !meet_mentioned(space, axis, reader->names)) {
        return ri_fail_nomem(err);
    }
    return give_texts(space, axis, reader, has_others(space, axis, reader->names), err);
}

/* ---- numbers ---- */

enum { CRITICALITY_MAX = 5 };

static bool any_uncritical(const ri_space *space)
{
    if (space->s == NULL) {
        return true;
    }
    const ri_touchpoints *t = &space->s->touchpoints;
    for (uint32_t i = 0; i < t->rows.n; i++) {
        if (ri_row_there(&t->rows, i) && t->criticality[i] == 0) {
            return true;
        }
    }
    return false;
}

static raci_status give_numbers(const ri_space *space, ri_axis *axis, int32_t first, uint32_t n,
                                raci_error *err)
{
    axis->n = n;
    axis->number = ri_arena_array(space->arena, n, sizeof *axis->number);
    for (uint32_t v = 0; axis->number != NULL && v < n; v++) {
        axis->number[v] = first + (int32_t)v;
    }
    return axis->number != NULL ? RACI_OK : ri_fail_nomem(err);
}

static int by_number(const void *a, const void *b, const void *context)
{
    const int32_t left = *(const int32_t *)a;
    const int32_t right = *(const int32_t *)b;
    (void)context;
    return left < right ? -1 : left > right;
}

/* The days on which something begins or ends, from the date on. */
static raci_status find_days(const ri_space *space, ri_axis *axis, raci_error *err)
{
    int32_t *days = ri_arena_array(space->arena, 2 * (size_t)space->n + 1, sizeof *days);
    size_t n = 0;
    size_t kept = 0;
    if (days == NULL) {
        return ri_fail_nomem(err);
    }
    days[n++] = space->date;
    for (uint32_t i = 0; i < space->n; i++) {
        const ri_rule *rule = ri_space_rule(space, i);
        if (rule->from > space->date) {
            days[n++] = rule->from;
        }
        if (rule->to != INT32_MAX) {
            days[n++] = rule->to;
        }
    }
    if (!ri_order(days, n, sizeof *days, by_number, NULL)) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || days[i] != days[kept - 1]) {
            days[kept++] = days[i];
        }
    }
    axis->n = (uint32_t)kept;
    axis->number = days;
    return RACI_OK;
}

/* ---- units: classes of those that lie below the same named ones ---- */

/* Marks the named units at or above a unit. */
static bool mark_above(const ri_snapshot *s, const ri_intern *names, uint32_t unit, uint64_t *bits)
{
    bool any = false;
    /* Where units are above themselves all of the circle are: bounded by their number. */
    for (uint32_t n = s->units.rows.n; unit != RI_NONE && n > 0; n--) {
        const uint32_t name = ri_intern_find(names, s->units.rows.key[unit]);
        if (name != RI_NONE) {
            ri_bit_set(bits, name);
            any = true;
        }
        unit = s->units.parent[unit];
    }
    return any;
}

static bool class_units(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                        ri_intern *classes)
{
    const ri_units *units = &space->s->units;
    const size_t size = reader->class_words * sizeof(uint64_t);
    uint64_t *bits = ri_arena_take(space->arena, size);
    axis->value = ri_arena_array(space->arena, units->rows.n, sizeof *axis->value);
    reader->classes = ri_arena_array(space->arena, units->rows.n, sizeof *reader->classes);
    if (bits == NULL || axis->value == NULL || reader->classes == NULL) {
        return false;
    }
    for (uint32_t u = 0; u < units->rows.n; u++) {
        memset(bits, 0, size);
        if (!ri_row_there(&units->rows, u) || !mark_above(space->s, reader->names, u, bits)) {
            continue;
        }
        const uint32_t class = ri_intern_put(classes, (const char *)bits, size);
        if (class == RI_NONE) {
            return false;
        }
        if (class == axis->n) { /* a new one */
            axis->value[axis->n] = units->rows.key[u];
            reader->classes[axis->n] = ri_arena_keep(space->arena, bits, 1, size);
            if (reader->classes[axis->n++] == NULL) {
                return false;
            }
        }
    }
    return true;
}

static raci_status find_units(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                              raci_error *err)
{
    if (!meet_mentioned(space, axis, reader->names)) {
        return ri_fail_nomem(err);
    }
    axis->sets = true;
    if (space->s == NULL) {
        axis->meets_loose = true;
        return give_texts(space, axis, reader, false, err);
    }
    reader->class_words = ri_intern_count(reader->names) / 64 + 1;
    ri_intern *classes = ri_intern_new();
    const bool fits = classes != NULL && class_units(space, axis, reader, classes);
    ri_intern_free(classes);
    return fits ? RACI_OK : ri_fail_nomem(err);
}

/* ---- all of them ---- */

raci_status ri_axis_find_values(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                                raci_error *err)
{
    bool unset = false;
    reader->names = ri_intern_new();
    if (reader->names == NULL) {
        return ri_fail_nomem(err);
    }
    switch (axis->dimension) {
    case RI_DIM_KEY:
        return ri_axis_find_keys(space, axis, reader, err);
    case RI_DIM_UNIT:
        return find_units(space, axis, reader, err);
    case RI_DIM_TAG:
    case RI_DIM_JOURNEY:
        axis->sets = true;
        return meet_mentioned(space, axis, reader->names)
                   ? give_texts(space, axis, reader, false, err)
                   : ri_fail_nomem(err);
    case RI_DIM_CRITICALITY:
        unset = any_uncritical(space);
        return give_numbers(space, axis, unset ? 0 : 1, CRITICALITY_MAX + (unset ? 1 : 0), err);
    case RI_DIM_TRUTH:
    case RI_DIM_MANAGED:
    case RI_AXIS_CROSSING:
        return give_numbers(space, axis, 0, 2, err);
    case RI_AXIS_DAYS:
        return find_days(space, axis, err);
    default:
        return find_texts(space, axis, reader, err);
    }
}

void ri_axis_reader_end(ri_axis_reader *reader)
{
    ri_intern_free(reader->names);
}

/* The classes that lie at or below a named unit. */
static void read_unit(const ri_axis *axis, const ri_axis_reader *reader, uint32_t name,
                      uint64_t *bits)
{
    for (uint32_t v = 0; v < axis->n; v++) {
        if (ri_bit_of((const uint64_t *)(const void *)reader->classes[v], name)) {
            ri_bit_set(bits, v);
        }
    }
}

void ri_axis_read(const ri_axis *axis, const ri_axis_reader *reader, const ri_condition *condition,
                  uint64_t *bits)
{
    for (uint32_t v = 0; axis->number != NULL && v < axis->n; v++) {
        if ((condition->mask >> axis->number[v] & 1u) != 0) {
            ri_bit_set(bits, v);
        }
    }
    for (uint32_t k = 0; axis->number == NULL && k < condition->n_values; k++) {
        const uint32_t name = ri_intern_find(reader->names, condition->values[k]);
        if (reader->classes != NULL) {
            read_unit(axis, reader, name, bits);
        } else {
            ri_bit_set(bits, reader->value_of[name]);
        }
    }
}

/*
 * A subject that is not there: its values, and the words in which a match would say them.
 */
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "base/text.h"
#include "resolve/analyst.h"

/* What is being imagined. */
typedef struct imagining {
    ri_analyst *a;
    const ri_region *region;
    ri_text said;
    ri_trait *traits;
    size_t n;
    size_t capacity;
    int32_t day;
} imagining;

static void add_trait(imagining *i, const ri_axis *axis, const char *value, int32_t number)
{
    const ri_trait trait = {(uint8_t)axis->side, (ri_dimension)axis->dimension, axis->attribute,
                            value, number};
    if (!RI_PUSH(i->traits, i->n, i->capacity, trait)) {
        i->a->out_of_memory = true;
    }
}

static const char *axis_name(const ri_axis *axis)
{
    static const char *const names[] = {
        "key", "journey", "stage",       "channel",         "unit",
        "tag", "attr",    "criticality", "moment_of_truth", "managed"};
    return axis->dimension < RI_DIM_COUNT ? names[axis->dimension] : "crosses_departments";
}

static void say_name(imagining *i, const ri_axis *axis)
{
    static const char *const sides[] = {"", "from.", "to."};
    ri_text_format(&i->said, "%s%s%s", i->said.length > 0 ? ", " : "", sides[axis->side],
                   axis_name(axis));
    if (axis->dimension == RI_DIM_ATTRIBUTE) {
        ri_text_format(&i->said, ".%s", axis->attribute);
    }
}

static void take_number(imagining *i, const ri_axis *axis, int32_t number)
{
    char day[11];
    if (axis->dimension == RI_AXIS_DAYS) {
        if (number != i->day) { /* today goes without saying */
            ri_text_format(&i->said, "%son %s", i->said.length > 0 ? ", " : "",
                           ri_day_format(number, day));
        }
        i->day = number;
        return;
    }
    say_name(i, axis);
    add_trait(i, axis, NULL, number);
    if (axis->dimension != RI_DIM_CRITICALITY) {
        ri_text_format(&i->said, " = %s", number != 0 ? "true" : "false");
    } else if (number != 0) {
        ri_text_format(&i->said, " = %d", (int)number);
    } else {
        ri_text_add(&i->said, " unset");
    }
}

static void take_single(imagining *i, const ri_axis *axis, uint32_t value)
{
    if (axis->number != NULL) {
        take_number(i, axis, axis->number[value]);
        return;
    }
    say_name(i, axis);
    if (axis->value[value] == NULL || strcmp(axis->value[value], RI_OTHER_KEY) == 0) {
        ri_text_add(&i->said, axis->value[value] == NULL ? " unset or another" : " another");
    } else {
        ri_text_format(&i->said, " = \"%s\"", axis->value[value]);
        add_trait(i, axis, axis->value[value], 0);
    }
}

/* The first value that may be there of a set of which one must be. */
static uint32_t needed(const ri_axis *axis, const uint64_t *may, const ri_must *must)
{
    uint32_t w = 0;
    while (w + 1 < axis->words && (may[w] & must->bits[w]) == 0) {
        w++; /* a region has some */
    }
    return w * 64 + ri_bits_lowest(may[w] & must->bits[w]);
}

static void take_set(imagining *i, uint32_t a)
{
    const ri_axis *axis = &i->a->space.axes[a];
    const uint64_t *may = i->region->bits + axis->first_word;
    uint32_t values[RI_MUSTS_MAX];
    size_t n = 0;
    for (uint32_t m = 0; m < i->region->n_musts; m++) {
        if (i->region->musts[m].axis == a) {
            values[n++] = needed(axis, may, &i->region->musts[m]);
        }
    }
    n = n > 0 ? ri_order_unique(values, n) : 0;
    say_name(i, axis);
    for (size_t v = 0; v < n; v++) {
        ri_text_format(&i->said, "%s\"%s\"", v > 0 ? " and " : " = ", axis->value[values[v]]);
        add_trait(i, axis, axis->value[values[v]], 0);
    }
    ri_text_add(&i->said, n > 0 ? "" : " another or none");
}

const ri_imagined *ri_witness_of(ri_analyst *a, const ri_region *region)
{
    imagining i = {.a = a, .region = region, .said = RI_TEXT_INIT, .day = a->date};
    for (uint32_t x = 0; x < a->space.n_axes; x++) {
        const ri_axis *axis = &a->space.axes[x];
        if (!ri_region_says(&a->space, region, x)) {
            continue;
        }
        if (axis->sets) {
            take_set(&i, x);
        } else {
            take_single(&i, axis, ri_region_value(&a->space, region, x));
        }
    }
    ri_imagined *out = ri_arena_take(a->arena, sizeof *out);
    if (out != NULL) {
        out->said = ri_arena_copy(a->arena, ri_text_string(&i.said), i.said.length);
        out->traits = ri_arena_keep(a->arena, i.traits, i.n, sizeof *i.traits);
        out->n = (uint32_t)i.n;
        out->day = i.day;
    }
    if (out == NULL || out->said == NULL || out->traits == NULL || i.said.failed) {
        a->out_of_memory = true;
        out = NULL;
    }
    ri_text_free(&i.said);
    ri_free(i.traits);
    return out;
}

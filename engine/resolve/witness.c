/*
 * A subject that is not there, in the words in which a match would say it.
 */
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "resolve/analyst.h"

static const char *const sides[] = {"", "from.", "to."};

static const char *axis_name(const ri_axis *axis)
{
    static const char *const names[] = {
        "key", "journey", "stage",       "channel",         "unit",
        "tag", "attr",    "criticality", "moment_of_truth", "managed"};
    return axis->dimension < RI_DIM_COUNT ? names[axis->dimension] : "crosses_departments";
}

static void say_name(ri_text *out, const ri_axis *axis)
{
    ri_text_format(out, "%s%s%s", out->length > 0 ? ", " : "", sides[axis->side], axis_name(axis));
    if (axis->dimension == RI_DIM_ATTRIBUTE) {
        ri_text_format(out, ".%s", axis->attribute);
    }
}

static void say_number(ri_text *out, const ri_axis *axis, int32_t number)
{
    char day[11];
    if (axis->dimension == RI_AXIS_DAYS) {
        ri_text_format(out, "%son %s", out->length > 0 ? ", " : "", ri_day_format(number, day));
        return;
    }
    say_name(out, axis);
    if (axis->dimension != RI_DIM_CRITICALITY) {
        ri_text_format(out, " = %s", number != 0 ? "true" : "false");
    } else if (number != 0) {
        ri_text_format(out, " = %d", (int)number);
    } else {
        ri_text_add(out, " unset");
    }
}

static void say_single(ri_text *out, const ri_axis *axis, uint32_t value)
{
    if (axis->number != NULL) {
        say_number(out, axis, axis->number[value]);
        return;
    }
    say_name(out, axis);
    if (axis->value[value] == NULL || strcmp(axis->value[value], RI_OTHER_KEY) == 0) {
        ri_text_add(out, axis->value[value] == NULL ? " unset or another" : " another");
    } else {
        ri_text_format(out, " = \"%s\"", axis->value[value]);
    }
}

/* Of each set of which some value must be there one value that may. */
static void say_set(ri_text *out, const ri_space *space, const ri_region *region, uint32_t a)
{
    const ri_axis *axis = &space->axes[a];
    const uint64_t *may = region->bits + axis->first_word;
    bool any = false;
    for (uint32_t v = 0; v < axis->n; v++) {
        bool first = false; /* of the values that some set could have */
        for (uint32_t i = 0; i < region->n_musts && !first; i++) {
            const ri_must *must = &region->musts[i];
            uint32_t at = 0;
            if (must->axis != a) {
                continue;
            }
            while (!ri_bit_of(may, at) || !ri_bit_of(must->bits, at)) {
                at++; /* a region has some */
            }
            first = at == v;
        }
        if (first) {
            if (!any) {
                say_name(out, axis);
            }
            ri_text_format(out, "%s\"%s\"", any ? " and " : " = ", axis->value[v]);
            any = true;
        }
    }
    if (!any) {
        say_name(out, axis);
        ri_text_add(out, " another or none");
    }
}

const char *ri_witness_said(ri_analyst *a, const ri_region *region)
{
    const ri_space *space = &a->space;
    ri_text text = RI_TEXT_INIT;
    for (uint32_t x = 0; x < space->n_axes; x++) {
        const ri_axis *axis = &space->axes[x];
        if (!ri_region_says(space, region, x)) {
            continue;
        }
        const uint32_t value = axis->sets ? 0 : ri_region_value(space, region, x);
        if (axis->sets) {
            say_set(&text, space, region, x);
        } else if (axis->dimension != RI_AXIS_DAYS || value > 0) { /* today goes without saying */
            say_single(&text, axis, value);
        }
    }
    const char *said = ri_arena_copy(a->arena, ri_text_string(&text), text.length);
    if (said == NULL || text.failed) {
        a->out_of_memory = true;
    }
    ri_text_free(&text);
    return said;
}

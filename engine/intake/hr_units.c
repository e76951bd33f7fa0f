#include <string.h>

#include "base/memory.h"
#include "intake/hr_inside.h"

/* Appends a unit. */
static bool add_unit(ri_hr *hr, const char *name, ri_hr_role role, uint32_t parent, uint32_t line)
{
    ri_hr_part part = {.parent = parent, .line = line, .role = role};
    part.key = ri_keys_made_take(hr->unit_keys, name, "unit", NULL);
    part.name = ri_arena_string(hr->arena, name);
    return part.key != NULL && part.name != NULL &&
           RI_PUSH(hr->units, hr->n_units, hr->units_capacity, part);
}

/* Any way will do, if it is the only one of the number. */
static void add_number(ri_text *out, uint32_t number)
{
    for (uint32_t rest = number; rest > 0; rest /= 26) {
        ri_text_char(out, (char)('a' + rest % 26));
    }
}

/* The unit of that name in another, made when it is new. */
static bool enter(ri_hr *hr, const char *name, ri_hr_role role, uint32_t line, uint32_t *at)
{
    const char *words = ri_hr_name_words(hr, name, false);
    if (words == NULL) {
        return false;
    }
    if (*at != RI_NONE) {
        /* "Ministry of Defence" in "Ministry of Defence" is one unit. */
        ri_text_clear(&hr->scratch);
        ri_text_add(&hr->scratch, words);
        const char *above = ri_hr_name_words(hr, hr->units[*at].name, false);
        if (above == NULL || hr->scratch.failed) {
            return false;
        }
        if (strcmp(above, ri_text_string(&hr->scratch)) == 0) {
            return true;
        }
        words = ri_hr_name_words(hr, name, false);
        if (words == NULL) {
            return false;
        }
    }
    ri_text_clear(&hr->scratch);
    add_number(&hr->scratch, *at);
    ri_text_char(&hr->scratch, '\n');
    ri_text_add(&hr->scratch, words);
    if (hr->scratch.failed) {
        return false;
    }
    uint32_t met = ri_hr_led(hr, RI_HR_IS_UNIT, hr->scratch.bytes);
    if (met == RI_NONE) {
        met = (uint32_t)hr->n_units;
        if (!ri_hr_lead(hr, RI_HR_IS_UNIT, hr->scratch.bytes, met) ||
            !add_unit(hr, name, role, *at, line)) {
            return false;
        }
    }
    *at = met;
    return true;
}

bool ri_hr_place_unit(ri_hr *hr, const ri_book_row *row, uint32_t *out)
{
    *out = RI_NONE;
    for (size_t i = 0; i < hr->n_levels; i++) {
        const char *name = ri_hr_text(row, hr->levels[i]);
        ri_hr_role role = hr->columns->columns[hr->levels[i]].role;
        if (*name != '\0' && !enter(hr, name, role, row->line, out)) {
            return false;
        }
    }
    return true;
}

const char *ri_hr_unit_kind(ri_hr_role role)
{
    switch (role) {
    case RI_HR_ORGANIZATION:
        return "company";
    case RI_HR_DIVISION:
        return "division";
    case RI_HR_DEPARTMENT:
        return "department";
    case RI_HR_TEAM:
        return "team";
    default:
        return "unit";
    }
}

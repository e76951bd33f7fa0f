/*
 * Reporting lines, the tree of units, and the department of each unit.
 */
#include "base/fail.h"
#include "base/memory.h"
#include "model/lines.h"
#include "model/loading.h"

/* Kinds are people's words: 'Division' is one too. `kind` is in lower case. */
static bool is_kind(const ri_snapshot *s, uint32_t word, const char *kind)
{
    const char *text = word != RI_NONE ? ri_intern_get(s->words, word) : "";
    while (*text != '\0' && *kind != '\0') {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
        if (c != *kind) {
            return false;
        }
        text++;
        kind++;
    }
    return *text == *kind;
}

/* The nearest division or department at or above, else the unit directly under the
   nearest company, or the top. Parents come before their units in `at`. `divided` is
   scratch: whether a unit's department is a division or department. */
static void find_departments(const ri_snapshot *s, uint32_t *department, uint8_t *divided)
{
    const ri_units *units = &s->units;
    for (uint32_t i = 0; i < units->rows.n; i++) {
        uint32_t unit = units->at[i];
        uint32_t above = units->up[unit];
        divided[unit] = is_kind(s, units->kind[unit], "department") ||
                        is_kind(s, units->kind[unit], "division");
        if (divided[unit] || above == RI_NONE) {
            department[unit] = unit;
        } else if (divided[above]) {
            divided[unit] = 1;
            department[unit] = department[above];
        } else if (is_kind(s, units->kind[unit], "company") ||
                   is_kind(s, units->kind[above], "company")) {
            department[unit] = unit;
        } else {
            department[unit] = department[above];
        }
    }
}

static bool line_units(ri_loading *l)
{
    ri_units *units = &l->s->units;
    uint32_t n = units->rows.n;
    ri_lines lines = {0};
    uint8_t *divided = ri_alloc(n);
    bool done = divided != NULL && ri_lines_build(&lines, l->arena, n, units->parent) &&
                ri_numbers(&units->at, l->arena, n) && ri_numbers(&units->department, l->arena, n);
    if (done) {
        units->up = lines.up;
        units->loop = lines.loop;
        units->enter = lines.enter;
        units->leave = lines.leave;
        for (uint32_t unit = 0; unit < n; unit++) {
            units->at[units->enter[unit]] = unit;
        }
        find_departments(l->s, units->department, divided);
    }
    ri_free(divided);
    return done;
}

raci_status ri_load_lines(ri_loading *l, raci_error *err)
{
    ri_positions *positions = &l->s->positions;
    ri_lines lines = {0};
    if (!line_units(l) ||
        !ri_lines_build(&lines, l->arena, positions->rows.n, positions->reports_to)) {
        return ri_fail_nomem(err);
    }
    positions->up = lines.up;
    positions->loop = lines.loop;
    positions->enter = lines.enter;
    positions->leave = lines.leave;
    return RACI_OK;
}

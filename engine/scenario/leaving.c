/*
 * Somebody leaves: the scenario of that.
 */
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "model/power.h"
#include "model/snapshot.h"
#include "scenario/outcome.h"

typedef struct leaving {
    const ri_snapshot *s;
    ri_arena *arena;
    const char **steps;
    size_t n;
    size_t capacity;
    bool failed;
} leaving;

static void add(leaving *l, const char *word, const char *field, const char *key, const char *day)
{
    const char *step =
        ri_arena_format(l->arena, "%s { %s = \"%s\", on = \"%s\" }", word, field, key, day);
    l->failed = l->failed || step == NULL || !RI_PUSH(l->steps, l->n, l->capacity, step);
}

/* A position that somebody sits in. */
static void vacate(leaving *l, uint32_t position, const char *day)
{
    if (l->s->positions.first_seat[position] < l->s->positions.first_seat[position + 1]) {
        add(l, "vacate", "position", l->s->positions.rows.key[position], day);
    }
}

static void leave_unit(leaving *l, uint32_t unit, const char *day)
{
    const ri_positions *positions = &l->s->positions;
    for (uint32_t i = 0; i < positions->rows.n; i++) {
        if (positions->unit[i] != RI_NONE && ri_unit_within(l->s, positions->unit[i], unit)) {
            vacate(l, i, day);
        }
    }
}

static raci_status list(leaving *l, const char *holder, const char *day, raci_error *err)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (!ri_reference_split(holder, &kind, &key) ||
        (kind != RI_PERSON && kind != RI_POSITION && kind != RI_UNIT && kind != RI_TEAM)) {
        return ri_fail(err, RACI_INVALID,
                       "expected a person, a position, a unit or a team, found '%s'", holder);
    }
    const ri_ref ref = ri_snapshot_find(l->s, kind, key);
    if (ref == RI_NONE) {
        return ri_fail(err, RACI_NOTFOUND, "there is no %s on %s", holder, day);
    }
    const uint32_t row = ri_ref_index(ref);
    if (kind == RI_PERSON) {
        if (l->s->people.positions.first[row] < l->s->people.positions.first[row + 1]) {
            add(l, "leave", "person", key, day);
        }
    } else if (kind == RI_POSITION) {
        vacate(l, row, day);
    } else if (kind == RI_UNIT) {
        leave_unit(l, row, day);
    } else {
        for (uint32_t i = l->s->teams.members.first[row]; i < l->s->teams.members.first[row + 1];
             i++) {
            vacate(l, l->s->teams.members.items[i], day);
        }
    }
    if (l->n == 0 && !l->failed) {
        return ri_fail(err, RACI_INVALID,
                       kind == RI_PERSON ? "%s ('%s') has no seat to leave on %s"
                                         : "nobody sits in %s ('%s') on %s, so nobody can leave",
                       ri_snapshot_name(l->s, ref), holder, day);
    }
    return l->failed ? ri_fail_nomem(err) : RACI_OK;
}

raci_status ri_scenario_of_leaving(raci_scenario **out, raci_model *model, const char *holder,
                                   const char *day, raci_error *err)
{
    leaving l = {.arena = ri_arena_new()};
    ri_snapshot *s = NULL;
    int32_t date = 0;
    raci_status status = l.arena != NULL ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK && !ri_day_parse(day, strlen(day), &date)) {
        status = ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'", day);
    }
    if (status == RACI_OK) {
        status = ri_snapshot_load(&s, model, date, true, err);
    }
    if (status == RACI_OK) {
        l.s = s;
        status = list(&l, holder, day, err);
    }
    if (status == RACI_OK) {
        status = raci_scenario_of_steps(out, l.steps, l.n, NULL, NULL, err);
    }
    ri_snapshot_free(s);
    ri_free((void *)l.steps);
    ri_arena_free(l.arena);
    return status;
}

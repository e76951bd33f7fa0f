#include "resolve/tally.h"

#include <string.h>

#include "base/memory.h"

static const ri_kind kinds[] = {RI_PERSON, RI_POSITION, RI_TEAM, RI_UNIT};
#define KINDS (sizeof kinds / sizeof kinds[0])

static uint32_t *zeros(size_t n)
{
    return n <= SIZE_MAX / sizeof(uint32_t) ? ri_alloc_zeroed(n * sizeof(uint32_t)) : NULL;
}

static bool make(ri_tally *t)
{
    bool done = true;
    for (size_t i = 0; i < KINDS; i++) {
        const ri_kind kind = kinds[i];
        t->all[kind] = zeros(t->n[kind]);
        t->on_those[kind] = zeros((size_t)t->n[kind] * t->n_letters);
        done = done && t->all[kind] != NULL && t->on_those[kind] != NULL;
    }
    return done;
}

bool ri_tally_begin(ri_tally *t, const ri_snapshot *s, uint32_t n_letters)
{
    *t = (ri_tally){.n_letters = n_letters};
    for (size_t i = 0; i < KINDS; i++) {
        t->n[kinds[i]] = ri_snapshot_rows(s, kinds[i])->n;
    }
    return make(t);
}

void ri_tally_clear(ri_tally *t)
{
    for (size_t i = 0; i < KINDS; i++) {
        const ri_kind kind = kinds[i];
        memset(t->all[kind], 0, t->n[kind] * sizeof *t->all[kind]);
        memset(t->on_those[kind], 0, (size_t)t->n[kind] * t->n_letters * sizeof *t->on_those[kind]);
    }
}

void ri_tally_share(ri_tally *out, const ri_tally *of)
{
    *out = *of;
    memset(out->shared, 1, sizeof out->shared);
}

/* Counts of a kind of its own. */
static bool own(ri_tally *t, ri_kind kind)
{
    const size_t n = t->n[kind];
    const size_t n_on = n * t->n_letters;
    uint32_t *all = ri_alloc(n * sizeof *all);
    uint32_t *on_those = ri_alloc(n_on * sizeof *on_those);
    if (all == NULL || on_those == NULL) {
        ri_free(all);
        ri_free(on_those);
        return false;
    }
    memcpy(all, t->all[kind], n * sizeof *all);
    memcpy(on_those, t->on_those[kind], n_on * sizeof *on_those);
    t->all[kind] = all;
    t->on_those[kind] = on_those;
    t->shared[kind] = false;
    return true;
}

/* One less is so much more, as numbers wrap. */
static bool count(ri_tally *t, const ri_row *row, ri_kind subject, uint32_t one)
{
    for (uint32_t i = 0; i < row->n; i++) {
        const ri_kind kind = ri_ref_kind(row->holder[i]);
        const size_t at = ri_ref_index(row->holder[i]);
        if (t->all[kind] == NULL) {
            continue;
        }
        if (t->shared[kind] && !own(t, kind)) {
            return false;
        }
        t->all[kind][at] += one;
        if (subject == RI_TOUCHPOINT) {
            t->on_those[kind][at * t->n_letters + row->letter[i]] += one;
        }
    }
    return true;
}

bool ri_tally_add(ri_tally *t, const ri_row *row, ri_kind subject)
{
    return count(t, row, subject, 1);
}

bool ri_tally_take(ri_tally *t, const ri_row *row, ri_kind subject)
{
    return count(t, row, subject, UINT32_MAX);
}

uint32_t ri_tally_on(const ri_tally *t, ri_kind kind, uint32_t row, uint8_t letter)
{
    return t->on_those[kind][(size_t)row * t->n_letters + letter];
}

/* ---- whom letters reach ---- */

static void spread_lists(uint32_t *reached, const ri_tally *t, ri_kind kind,
                         const ri_lists *positions)
{
    for (uint32_t row = 0; row < t->n[kind]; row++) {
        for (uint32_t i = positions->first[row];
             t->all[kind][row] != 0 && i < positions->first[row + 1]; i++) {
            reached[positions->items[i]] = 1;
        }
    }
}

/* A unit reaches everything at or below it; on a circle that is all of the circle and
   what hangs on it. Beginnings and ends are noted in the order of the tree and summed: `covered`
   is by preorder number of units how many above them hold one. */
static void spread_units(uint32_t *reached, uint32_t *covered, const ri_tally *t,
                         const ri_snapshot *s)
{
    const ri_units *units = &s->units;
    for (uint32_t u = 0; u < units->rows.n; u++) {
        const bool round = units->loop != NULL && units->loop[u] != RI_NONE;
        const uint32_t top = round ? units->loop[u] : u;
        if (t->all[RI_UNIT][u] != 0) {
            covered[units->enter[top]] += 1;
            covered[units->leave[top]] -= 1; /* wraps, and back in the sum */
        }
    }
    for (uint32_t at = 1; at < units->rows.n; at++) {
        covered[at] += covered[at - 1];
    }
    for (uint32_t p = 0; p < s->positions.rows.n; p++) {
        const uint32_t unit = s->positions.unit[p];
        if (unit != RI_NONE && covered[units->enter[unit]] != 0) {
            reached[p] = 1;
        }
    }
}

uint32_t *ri_tally_reached(const ri_tally *t, const ri_snapshot *s)
{
    uint32_t *reached = zeros(s->positions.rows.n);
    uint32_t *covered = zeros((size_t)s->units.rows.n + 1);
    if (reached == NULL || covered == NULL) {
        ri_free(reached);
        ri_free(covered);
        return NULL;
    }
    for (uint32_t p = 0; p < t->n[RI_POSITION]; p++) {
        reached[p] = t->all[RI_POSITION][p] != 0;
    }
    spread_lists(reached, t, RI_TEAM, &s->teams.members);
    spread_lists(reached, t, RI_PERSON, &s->people.positions);
    spread_units(reached, covered, t, s);
    ri_free(covered);
    return reached;
}

void ri_tally_free(ri_tally *t)
{
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        if (!t->shared[kind]) {
            ri_free(t->all[kind]);
            ri_free(t->on_those[kind]);
        }
    }
    *t = (ri_tally){0};
}

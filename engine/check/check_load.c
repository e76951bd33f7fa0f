/*
 * Checks of how much is on one position's shoulders: too much, or nothing.
 */
#include <string.h>

#include "base/memory.h"
#include "check/overall.h"

/* Zeroed numbers, or NULL after noting that memory is exhausted. */
static uint32_t *zeros(ri_checking *c, size_t n)
{
    uint32_t *out = ri_alloc((n > 0 ? n : 1) * sizeof *out);
    if (out == NULL) {
        c->out_of_memory = true;
        return NULL;
    }
    memset(out, 0, n * sizeof *out);
    return out;
}

/* ---- too much ---- */

/* On how many touchpoints each position itself holds a letter. Touchpoints are the
   last subjects, so that their holdings stand together. */
static void count_held(const ri_snapshot *s, const ri_matrix *matrix, uint8_t letter,
                       uint32_t *count)
{
    const ri_ref first = ri_ref_make(RI_TOUCHPOINT, 0);
    for (size_t i = matrix->first[ri_subject_number(s, first)]; i < matrix->n_holdings; i++) {
        if (matrix->letter[i] == letter && ri_ref_kind(matrix->holder[i]) == RI_POSITION) {
            count[ri_ref_index(matrix->holder[i])]++;
        }
    }
}

static void check_overloaded(ri_checking *c, const ri_matrix *matrix, ri_code code, uint8_t letter)
{
    const ri_in_force *force = &c->in_force[code];
    const uint32_t all = c->s->touchpoints.rows.n - c->s->touchpoints.rows.n_absent;
    const uint32_t n = c->s->positions.rows.n;
    if (letter == RI_NO_LETTER || all == 0) {
        return;
    }
    uint32_t *count = zeros(c, n);
    if (count == NULL) {
        return;
    }
    count_held(c->s, matrix, letter, count);
    for (uint32_t p = 0; p < n; p++) {
        const double held = count[p];
        const bool most = (double)all >= force->min && held > force->share * (double)all;
        if (!most && !(held > force->max)) {
            continue;
        }
        const ri_tale tale = {.count = count[p], .of = all, .letter = letter};
        ri_draft draft = ri_draft_begin(c, code, ri_ref_make(RI_POSITION, p), RI_NO_LETTER);
        draft.tale = &tale;
        ri_draft_party(c, draft.id.subject);
        ri_draft_add(c, &draft);
    }
    ri_free(count);
}

void ri_check_overloaded_accountable(ri_checking *c, const ri_matrix *matrix)
{
    check_overloaded(c, matrix, RI_OVERLOADED_ACCOUNTABLE, c->a);
}

void ri_check_overloaded_responsible(ri_checking *c, const ri_matrix *matrix)
{
    check_overloaded(c, matrix, RI_OVERLOADED_RESPONSIBLE, c->r);
}

void ri_check_overloaded_consulted(ri_checking *c, const ri_matrix *matrix)
{
    check_overloaded(c, matrix, RI_OVERLOADED_CONSULTED, c->consulted);
}

/* ---- nothing ---- */

const bool *ri_lettered_positions(ri_checking *c, const ri_matrix *matrix)
{
    if (c->lettered != NULL) {
        return c->lettered;
    }
    c->lettered = ri_arena_array(c->arena, c->s->positions.rows.n, sizeof *c->lettered);
    if (c->lettered == NULL) {
        c->out_of_memory = true;
        return NULL;
    }
    for (size_t i = 0; i < matrix->n_holdings; i++) {
        if (ri_ref_kind(matrix->holder[i]) == RI_POSITION) {
            c->lettered[ri_ref_index(matrix->holder[i])] = true;
        }
    }
    return c->lettered;
}

/* Who holds a letter somewhere, by kind and row. */
typedef struct holders_met {
    uint32_t *units;
    uint32_t *teams;
    uint32_t *people;
    uint32_t *covered; /* preorder number of units -> units above it that hold one */
    uint32_t *reached; /* positions that have one through any of these */
} holders_met;

static bool begin_met(ri_checking *c, holders_met *met)
{
    const ri_snapshot *s = c->s;
    met->units = zeros(c, s->units.rows.n);
    met->teams = zeros(c, s->teams.rows.n);
    met->people = zeros(c, s->people.rows.n);
    met->covered = zeros(c, (size_t)s->units.rows.n + 1);
    met->reached = zeros(c, s->positions.rows.n);
    return met->units != NULL && met->teams != NULL && met->people != NULL &&
           met->covered != NULL && met->reached != NULL;
}

static void end_met(holders_met *met)
{
    ri_free(met->units);
    ri_free(met->teams);
    ri_free(met->people);
    ri_free(met->covered);
    ri_free(met->reached);
}

/* Each holder is marked once, however much it holds, and then spread once. */
static void meet_holders(holders_met *met, const ri_matrix *matrix)
{
    for (size_t i = 0; i < matrix->n_holdings; i++) {
        const uint32_t at = ri_ref_index(matrix->holder[i]);
        switch (ri_ref_kind(matrix->holder[i])) {
        case RI_UNIT:
            met->units[at] = 1;
            break;
        case RI_TEAM:
            met->teams[at] = 1;
            break;
        case RI_PERSON:
            met->people[at] = 1;
            break;
        default:
            break;
        }
    }
}

static void spread_list(holders_met *met, const ri_lists *positions, uint32_t row)
{
    for (uint32_t i = positions->first[row]; i < positions->first[row + 1]; i++) {
        met->reached[positions->items[i]] = 1;
    }
}

/* A unit reaches everything at or below it; on a circle that is all of the circle and
   what hangs on it. Beginnings and ends are noted in the order of the tree and summed. */
static void spread_units(const ri_snapshot *s, holders_met *met)
{
    const ri_units *units = &s->units;
    for (uint32_t u = 0; u < units->rows.n; u++) {
        const bool round = units->loop != NULL && units->loop[u] != RI_NONE;
        const uint32_t top = round ? units->loop[u] : u;
        if (met->units[u] != 0) {
            met->covered[units->enter[top]] += 1;
            met->covered[units->leave[top]] -= 1; /* wraps, and back in the sum */
        }
    }
    for (uint32_t at = 1; at < units->rows.n; at++) {
        met->covered[at] += met->covered[at - 1];
    }
    for (uint32_t p = 0; p < s->positions.rows.n; p++) {
        const uint32_t unit = s->positions.unit[p];
        if (unit != RI_NONE && met->covered[units->enter[unit]] != 0) {
            met->reached[p] = 1;
        }
    }
}

/* Which units deliver a touchpoint; the sets of them are looked at once each. */
static bool find_delivering(ri_checking *c, uint32_t *delivers)
{
    const ri_snapshot *s = c->s;
    uint32_t *used = zeros(c, s->unit_sets.n);
    if (used == NULL) {
        return false;
    }
    for (uint32_t t = 0; t < s->touchpoints.rows.n; t++) {
        used[s->touchpoints.unit_set[t]] = 1;
    }
    for (uint32_t set = 0; set < s->unit_sets.n; set++) {
        const ri_lists *of = &s->unit_sets.of;
        for (uint32_t i = of->first[set]; used[set] != 0 && i < of->first[set + 1]; i++) {
            delivers[of->items[i]] = 1;
        }
    }
    ri_free(used);
    return true;
}

static bool is_at_work(const ri_snapshot *s, const uint32_t *delivers, uint32_t position)
{
    const ri_lists *heads = &s->positions.heads;
    const uint32_t unit = s->positions.unit[position];
    bool works = unit != RI_NONE && delivers[unit] != 0;
    for (uint32_t i = heads->first[position]; !works && i < heads->first[position + 1]; i++) {
        works = delivers[heads->items[i]] != 0;
    }
    return works;
}

static void find_idle(ri_checking *c, const holders_met *met, const bool *lettered,
                      const uint32_t *delivers)
{
    for (uint32_t p = 0; p < c->s->positions.rows.n; p++) {
        if (lettered[p] || met->reached[p] != 0 || ri_position_vacant(c->s, p) ||
            !is_at_work(c->s, delivers, p)) {
            continue;
        }
        ri_draft draft = ri_draft_begin(c, RI_NO_ROLE, ri_ref_make(RI_POSITION, p), RI_NO_LETTER);
        ri_draft_party(c, draft.id.subject);
        ri_draft_add(c, &draft);
    }
}

void ri_check_no_role(ri_checking *c, const ri_matrix *matrix)
{
    const ri_snapshot *s = c->s;
    holders_met met = {0};
    uint32_t *delivers = zeros(c, s->units.rows.n);
    const bool *lettered = ri_lettered_positions(c, matrix);
    if (delivers != NULL && lettered != NULL && begin_met(c, &met) &&
        find_delivering(c, delivers)) {
        meet_holders(&met, matrix);
        for (uint32_t team = 0; team < s->teams.rows.n; team++) {
            if (met.teams[team] != 0) {
                spread_list(&met, &s->teams.members, team);
            }
        }
        for (uint32_t person = 0; person < s->people.rows.n; person++) {
            if (met.people[person] != 0) {
                spread_list(&met, &s->people.positions, person);
            }
        }
        spread_units(s, &met);
        find_idle(c, &met, lettered, delivers);
    }
    end_met(&met);
    ri_free(delivers);
}

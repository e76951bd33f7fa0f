/* What the organization of a case has to have, so that it is as the analysis saw it. */
#include "report/lint_tests.h"

static const ri_kind table_kinds[RI_CASE_TABLES] = {RI_UNIT, RI_POSITION, RI_TEAM, RI_PERSON,
                                                    RI_JOURNEY};

const char *ri_case_key(const ri_lint_case *c, ri_kind kind, uint32_t row)
{
    return ri_snapshot_rows(c->lint->snapshot, kind)->key[row];
}

uint32_t ri_case_row(const ri_lint_case *c, int table, const char *key)
{
    const ri_ref ref = c->lint->snapshot != NULL
                           ? ri_snapshot_find(c->lint->snapshot, table_kinds[table], key)
                           : RI_NONE;
    return ref != RI_NONE ? ri_ref_index(ref) : RI_NONE;
}

static void add_key(ri_lint_case *c, int table, const char *key)
{
    if (ri_intern_string(c->keys[table], key) == RI_NONE) {
        c->failed = true;
    }
}

static void need_position(ri_lint_case *c, uint32_t position)
{
    if (position != RI_NONE) {
        add_key(c, RI_CASE_POSITIONS, ri_case_key(c, RI_POSITION, position));
    }
}

void ri_case_need_unit(ri_lint_case *c, const char *key)
{
    uint32_t unit = ri_case_row(c, RI_CASE_UNITS, key);
    add_key(c, RI_CASE_UNITS, key);
    while (unit != RI_NONE) {
        add_key(c, RI_CASE_UNITS, ri_case_key(c, RI_UNIT, unit));
        need_position(c, c->lint->snapshot->units.head[unit]);
        unit = c->lint->snapshot->units.up[unit];
    }
}

static void need_list(ri_lint_case *c, const ri_lists *positions, uint32_t row)
{
    for (uint32_t i = positions->first[row]; i < positions->first[row + 1]; i++) {
        need_position(c, positions->items[i]);
    }
}

static void need_team(ri_lint_case *c, const char *key)
{
    const uint32_t team = ri_case_row(c, RI_CASE_TEAMS, key);
    if (team != RI_NONE) {
        add_key(c, RI_CASE_TEAMS, key);
        need_list(c, &c->lint->snapshot->teams.members, team);
    }
}

void ri_case_need_journey(ri_lint_case *c, const char *key)
{
    const uint32_t journey = ri_case_row(c, RI_CASE_JOURNEYS, key);
    add_key(c, RI_CASE_JOURNEYS, key);
    if (journey != RI_NONE) {
        const uint32_t team = c->lint->snapshot->journeys.team[journey];
        need_position(c, c->lint->snapshot->journeys.lead[journey]);
        if (team != RI_NONE) {
            need_team(c, ri_case_key(c, RI_TEAM, team));
        }
    }
}

static void need_office(ri_lint_case *c, const char *office)
{
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(c->lint->snapshot, office, &n);
    for (uint32_t i = 0; i < n; i++) {
        need_position(c, positions[i]);
    }
}

static void need_reference(ri_lint_case *c, const ri_holder *holder)
{
    const ri_snapshot *s = c->lint->snapshot;
    if (holder->kind == RI_UNIT) {
        ri_case_need_unit(c, holder->key);
    } else if (holder->kind == RI_POSITION) {
        add_key(c, RI_CASE_POSITIONS, holder->key);
    } else if (holder->kind == RI_OFFICE && s != NULL) {
        need_office(c, holder->key);
    } else if (holder->kind == RI_TEAM) {
        need_team(c, holder->key);
    } else if (holder->kind == RI_PERSON &&
               ri_case_row(c, RI_CASE_PEOPLE, holder->key) != RI_NONE) {
        add_key(c, RI_CASE_PEOPLE, holder->key);
        need_list(c, &s->people.positions, ri_case_row(c, RI_CASE_PEOPLE, holder->key));
    }
}

static void need_holder(ri_lint_case *c, const ri_holder *holder)
{
    c->superiors = c->superiors || holder->form == RI_HOLD_MANAGER_OF;
    if (holder->key != NULL) {
        need_reference(c, holder);
    }
    for (uint32_t i = 0; i < holder->n_items; i++) {
        need_holder(c, holder->items[i]);
    }
}

void ri_case_need_rules(ri_lint_case *c, const ri_lint_finding *finding)
{
    const ri_policy_data *data = ri_policy_data_of(c->lint->policy);
    const char *office = ri_lint_office(c->lint, finding->verdict);
    if (office != NULL) {
        need_office(c, office);
    }
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        const ri_grants *assign = &data->rules[finding->rules[i]].assign;
        for (uint32_t k = 0; k < assign->n; k++) {
            need_holder(c, assign->items[k].holder);
        }
    }
}

void ri_case_need_superiors(ri_lint_case *c)
{
    /* Their number grows as they are found. */
    for (uint32_t i = 0; c->superiors && i < ri_intern_count(c->keys[RI_CASE_POSITIONS]); i++) {
        const uint32_t row =
            ri_case_row(c, RI_CASE_POSITIONS, ri_intern_get(c->keys[RI_CASE_POSITIONS], i));
        if (row != RI_NONE) {
            need_position(c, c->lint->snapshot->positions.up[row]);
        }
    }
}

#include "base/day.h"
#include "base/fail.h"
#include "model/loading.h"

static void take_period(ri_stmt *stmt, int at, ri_rows *rows, uint32_t row)
{
    rows->from[row] = ri_column_day(stmt, at, RI_DAY_MIN);
    rows->to[row] = ri_column_day(stmt, at + 1, RI_DAY_MAX);
}

static raci_status take_unit(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_units *units = &l->s->units;
    uint32_t row = RI_NONE;
    if (!ri_loading_row(l, stmt, RI_UNIT, &row)) {
        return ri_fail_nomem(err);
    }
    if (row == RI_NONE) {
        return RACI_OK;
    }
    take_period(stmt, 8, &units->rows, row);
    units->parent[row] = ri_loading_ref(l, stmt, 2, RI_UNIT);
    units->head[row] = ri_loading_ref(l, stmt, 3, RI_POSITION);
    bool done = ri_loading_word(l, stmt, 4, &units->kind[row]) &&
                ri_loading_word(l, stmt, 5, &units->func[row]) &&
                ri_loading_tags(l, stmt, 6, &units->tag_set[row]) &&
                ri_loading_name(l, stmt, 7, &units->rows, row);
    return done ? RACI_OK : ri_fail_nomem(err);
}

static bool take_office(ri_loading *l, ri_stmt *stmt, int at, uint32_t *out)
{
    const char *office = ri_column_text(stmt, at, NULL);
    *out = RI_NONE;
    if (office == NULL || *office == '\0') {
        return true;
    }
    ri_text_clear(&l->line);
    ri_office_word(&l->line, office);
    if (!l->line.failed) {
        *out = ri_intern_put(l->s->words, l->line.bytes, l->line.length);
    }
    return *out != RI_NONE;
}

static raci_status take_position(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_positions *positions = &l->s->positions;
    uint32_t row = RI_NONE;
    if (!ri_loading_row(l, stmt, RI_POSITION, &row)) {
        return ri_fail_nomem(err);
    }
    if (row == RI_NONE) {
        return RACI_OK;
    }
    take_period(stmt, 7, &positions->rows, row);
    positions->unit[row] = ri_loading_ref(l, stmt, 2, RI_UNIT);
    positions->reports_to[row] = ri_loading_ref(l, stmt, 3, RI_POSITION);
    bool done = take_office(l, stmt, 4, &positions->office[row]) &&
                ri_loading_shared(l, stmt, 5, &positions->grade[row]) &&
                ri_loading_name(l, stmt, 6, &positions->rows, row);
    return done ? RACI_OK : ri_fail_nomem(err);
}

static raci_status take_person(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_people *people = &l->s->people;
    uint32_t row = RI_NONE;
    if (!ri_loading_row(l, stmt, RI_PERSON, &row)) {
        return ri_fail_nomem(err);
    }
    if (row == RI_NONE) {
        return RACI_OK;
    }
    take_period(stmt, 4, &people->rows, row);
    bool done = ri_loading_column(l, stmt, 2, &people->email[row]) &&
                ri_loading_name(l, stmt, 3, &people->rows, row);
    return done ? RACI_OK : ri_fail_nomem(err);
}

static raci_status take_team(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_teams *teams = &l->s->teams;
    uint32_t row = RI_NONE;
    if (!ri_loading_row(l, stmt, RI_TEAM, &row)) {
        return ri_fail_nomem(err);
    }
    if (row == RI_NONE) {
        return RACI_OK;
    }
    take_period(stmt, 5, &teams->rows, row);
    teams->lead[row] = ri_loading_ref(l, stmt, 3, RI_POSITION);
    bool done = ri_loading_word(l, stmt, 2, &teams->kind[row]) &&
                ri_loading_name(l, stmt, 4, &teams->rows, row);
    return done ? RACI_OK : ri_fail_nomem(err);
}

static raci_status take_journey(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    ri_journeys *journeys = &l->s->journeys;
    uint32_t row = RI_NONE;
    if (!ri_loading_row(l, stmt, RI_JOURNEY, &row)) {
        return ri_fail_nomem(err);
    }
    if (row == RI_NONE) {
        return RACI_OK;
    }
    journeys->lead[row] = ri_loading_ref(l, stmt, 2, RI_POSITION);
    journeys->team[row] = ri_loading_ref(l, stmt, 3, RI_TEAM);
    return ri_loading_name(l, stmt, 4, &journeys->rows, row) ? RACI_OK : ri_fail_nomem(err);
}

static bool make_periods(ri_rows *rows, ri_arena *arena)
{
    rows->from = ri_arena_array(arena, rows->n, sizeof *rows->from);
    rows->to = ri_arena_array(arena, rows->n, sizeof *rows->to);
    return rows->from != NULL && rows->to != NULL;
}

static bool make_units(ri_units *units, ri_arena *arena)
{
    uint32_t n = units->rows.n;
    return ri_numbers(&units->parent, arena, n) && ri_numbers(&units->head, arena, n) &&
           ri_numbers(&units->kind, arena, n) && ri_numbers(&units->func, arena, n) &&
           ri_numbers(&units->tag_set, arena, n);
}

static bool make_positions(ri_positions *positions, ri_arena *arena)
{
    uint32_t n = positions->rows.n;
    positions->grade = ri_arena_array(arena, n, sizeof *positions->grade);
    return positions->grade != NULL && ri_numbers(&positions->unit, arena, n) &&
           ri_numbers(&positions->reports_to, arena, n) && ri_numbers(&positions->office, arena, n);
}

static bool make_columns(ri_snapshot *s, ri_arena *arena)
{
    s->people.email = ri_arena_array(arena, s->people.rows.n, sizeof *s->people.email);
    return s->people.email != NULL && make_periods(&s->units.rows, arena) &&
           make_periods(&s->positions.rows, arena) && make_periods(&s->people.rows, arena) &&
           make_periods(&s->teams.rows, arena) && make_units(&s->units, arena) &&
           make_positions(&s->positions, arena) &&
           ri_numbers(&s->teams.kind, arena, s->teams.rows.n) &&
           ri_numbers(&s->teams.lead, arena, s->teams.rows.n) &&
           ri_numbers(&s->journeys.lead, arena, s->journeys.rows.n) &&
           ri_numbers(&s->journeys.team, arena, s->journeys.rows.n);
}

static void blank_periods(const ri_rows *rows)
{
    for (uint32_t row = 0; rows->absent != NULL && row < rows->n; row++) {
        if (rows->absent[row] != 0) {
            rows->from[row] = RI_DAY_MIN;
            rows->to[row] = RI_DAY_MAX;
        }
    }
}

/* What has a place but is not there says nothing. */
static void blank(const ri_loading *l)
{
    const ri_snapshot *s = l->s;
    const struct {
        ri_kind kind;
        uint32_t *column;
    } columns[] = {
        {RI_UNIT, s->units.parent},         {RI_UNIT, s->units.head},
        {RI_UNIT, s->units.kind},           {RI_UNIT, s->units.func},
        {RI_POSITION, s->positions.unit},   {RI_POSITION, s->positions.reports_to},
        {RI_POSITION, s->positions.office}, {RI_TEAM, s->teams.kind},
        {RI_TEAM, s->teams.lead},           {RI_JOURNEY, s->journeys.lead},
        {RI_JOURNEY, s->journeys.team},
    };
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        ri_loading_blank(l, columns[i].kind, columns[i].column);
    }
    blank_periods(&s->units.rows);
    blank_periods(&s->positions.rows);
    blank_periods(&s->people.rows);
    blank_periods(&s->teams.rows);
}

raci_status ri_load_columns(ri_loading *l, raci_error *err)
{
    static const struct {
        ri_scan scan;
        ri_take_fn take;
    } tables[] = {
        {{STMT_SNAPSHOT_UNITS, STMT_SNAPSHOT_UNIT, true, false, true, RI_UNIT}, take_unit},
        {{STMT_SNAPSHOT_POSITIONS, STMT_SNAPSHOT_POSITION, true, false, true, RI_POSITION},
         take_position},
        {{STMT_SNAPSHOT_PEOPLE, STMT_SNAPSHOT_PERSON, true, false, true, RI_PERSON}, take_person},
        {{STMT_SNAPSHOT_TEAMS, STMT_SNAPSHOT_TEAM, true, false, true, RI_TEAM}, take_team},
        {{STMT_SNAPSHOT_JOURNEYS, STMT_SNAPSHOT_JOURNEY, true, false, true, RI_JOURNEY},
         take_journey},
    };
    if (!make_columns(l->s, l->arena)) {
        return ri_fail_nomem(err);
    }
    blank(l);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        raci_status status = ri_loading_each(l, &tables[i].scan, tables[i].take, err);
        if (status != RACI_OK) {
            return status;
        }
    }
    return RACI_OK;
}

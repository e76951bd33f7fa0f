/*
 * Reporting lines, the tree of units, and the department of each unit.
 */
#include "base/fail.h"
#include "base/memory.h"
#include "model/lines.h"
#include "model/loading.h"

/* Kinds are people's words: 'Division' is one too. `kind` is in lower case. */
static bool is_kind(const char *text, const char *kind)
{
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

/* What a unit is, as far as departments go. */
enum { PART, DEPARTMENT, COMPANY };

static uint8_t sort_of(const char *kind)
{
    if (is_kind(kind, "department") || is_kind(kind, "division")) {
        return DEPARTMENT;
    }
    return is_kind(kind, "company") ? COMPANY : PART;
}

/* The nearest division or department above a unit at which a circle was cut; the unit
   itself where there is none, or no circle. */
static uint32_t around(const uint32_t *parent, uint32_t unit, const uint8_t *sort)
{
    for (uint32_t up = parent[unit]; up != RI_NONE && up != unit; up = parent[up]) {
        if (sort[up] == DEPARTMENT) {
            return up;
        }
    }
    return unit;
}

/* The nearest division or department at or above, else the unit directly under the
   nearest company, or the top. Parents come before their units in `at`. What is below a
   department becomes a part of it, whatever its own sort. */
static void find_departments(const ri_lines *lines, uint32_t n, const uint32_t *parent,
                             const uint32_t *at, uint8_t *sort, uint32_t *department)
{
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t unit = at[i];
        const uint32_t above = lines->up[unit];
        if (above == RI_NONE && sort[unit] != DEPARTMENT) {
            department[unit] = around(parent, unit, sort);
            sort[unit] = department[unit] != unit ? DEPARTMENT : sort[unit];
        } else if (sort[unit] == DEPARTMENT) {
            department[unit] = unit;
        } else if (sort[above] == DEPARTMENT) {
            sort[unit] = DEPARTMENT;
            department[unit] = department[above];
        } else {
            bool top = sort[unit] == COMPANY || sort[above] == COMPANY;
            department[unit] = top ? unit : department[above];
        }
    }
}

/* Among units that are there; `absent` as of rows. */
static bool differ(const uint32_t *department, uint32_t n, const uint8_t *absent)
{
    uint32_t first = RI_NONE;
    for (uint32_t i = 0; i < n; i++) {
        if (absent != NULL && absent[i] != 0) {
            continue;
        }
        if (first != RI_NONE && department[i] != first) {
            return true;
        }
        first = department[i];
    }
    return false;
}

/* Numbers n units of a tree and gives the department of each. */
static bool line_tree(ri_arena *arena, uint32_t n, const uint32_t *parent, uint8_t *sort,
                      ri_lines *lines, uint32_t **at, uint32_t **department)
{
    if (!ri_lines_build(lines, arena, n, parent) || !ri_numbers(at, arena, n) ||
        !ri_numbers(department, arena, n)) {
        return false;
    }
    for (uint32_t unit = 0; unit < n; unit++) {
        (*at)[lines->enter[unit]] = unit;
    }
    find_departments(lines, n, parent, *at, sort, *department);
    return true;
}

bool ri_line_units(ri_loading *l)
{
    ri_units *units = &l->s->units;
    ri_lines lines = {0};
    uint8_t *sort = ri_alloc(units->rows.n);
    bool done = sort != NULL;
    for (uint32_t unit = 0; done && unit < units->rows.n; unit++) {
        const uint32_t kind = units->kind[unit];
        sort[unit] = sort_of(kind != RI_NONE ? ri_intern_get(l->s->words, kind) : "");
    }
    if (done) {
        done = line_tree(l->arena, units->rows.n, units->parent, sort, &lines, &units->at,
                         &units->department);
    }
    units->up = lines.up;
    units->loop = lines.loop;
    units->enter = lines.enter;
    units->leave = lines.leave;
    l->s->several_departments =
        done && differ(units->department, units->rows.n, units->rows.absent);
    ri_free(sort);
    return done;
}

bool ri_line_positions(ri_loading *l)
{
    ri_positions *positions = &l->s->positions;
    ri_lines lines = {0};
    if (!ri_lines_build(&lines, l->arena, positions->rows.n, positions->reports_to) ||
        !ri_lines_climb(&positions->depth, &positions->jump, l->arena, positions->rows.n, &lines)) {
        return false;
    }
    positions->up = lines.up;
    positions->loop = lines.loop;
    positions->enter = lines.enter;
    positions->leave = lines.leave;
    return true;
}

/* ---- whether the organization has several departments, of which few may be loaded ---- */

/* A unit while all of them are looked at. */
typedef struct unit_met {
    int64_t id;
    int64_t parent; /* -1: none */
    uint8_t sort;
} unit_met;

static raci_status count_row(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    (void)stmt, (void)err;
    l->n_items++;
    return RACI_OK;
}

/* Columns: unit id, parent id, kind. */
static raci_status take_unit(ri_loading *l, ri_stmt *stmt, raci_error *err)
{
    unit_met *met = ri_gather(&l->gathered, sizeof *met);
    if (met == NULL) {
        return ri_fail_nomem(err);
    }
    const char *kind = ri_column_text(stmt, 2, NULL);
    *met = (unit_met){.id = ri_column_int(stmt, 0),
                      .parent = ri_column_null(stmt, 1) ? -1 : ri_column_int(stmt, 1),
                      .sort = sort_of(kind != NULL ? kind : "")};
    return RACI_OK;
}

/* `parent` and `sort` have room for the n units met. */
static bool compare_met(ri_loading *l, const unit_met *met, uint32_t n, uint32_t *parent,
                        uint8_t *sort)
{
    ri_lines lines = {0};
    ri_map rows = {0};
    uint32_t *at = NULL;
    uint32_t *department = NULL;
    bool done = true;
    for (uint32_t i = 0; i < n && done; i++) {
        done = ri_map_put(&rows, (uint64_t)met[i].id, i);
        sort[i] = met[i].sort;
    }
    for (uint32_t i = 0; i < n && done; i++) {
        parent[i] = RI_NONE;
        if (met[i].parent >= 0) {
            (void)ri_map_get(&rows, (uint64_t)met[i].parent, &parent[i]);
        }
    }
    done = done && line_tree(l->arena, n, parent, sort, &lines, &at, &department);
    l->s->several_departments = done && differ(department, n, NULL);
    ri_map_free(&rows);
    return done;
}

/* Two units that cannot be of one department are found at once in nearly every
   organization; only without them all units are looked at. */
static raci_status find_several(ri_loading *l, raci_error *err)
{
    l->n_items = 0;
    raci_status status = ri_loading_read(l, STMT_SNAPSHOT_DEPARTMENTS, true, NULL, count_row, err);
    l->s->several_departments = l->n_items > 1;
    l->n_items = 0;
    if (status != RACI_OK || l->s->several_departments) {
        return status;
    }
    status = ri_loading_read(l, STMT_SNAPSHOT_UNIT_TREE, true, NULL, take_unit, err);
    const uint32_t n = (uint32_t)l->gathered.n;
    uint32_t *parent = ri_alloc(n * sizeof *parent);
    uint8_t *sort = ri_alloc(n);
    if (status == RACI_OK &&
        (parent == NULL || sort == NULL || !compare_met(l, l->gathered.items, n, parent, sort))) {
        status = ri_fail_nomem(err);
    }
    l->gathered.n = 0;
    ri_free(parent);
    ri_free(sort);
    return status;
}

raci_status ri_load_lines(ri_loading *l, raci_error *err)
{
    if (!ri_line_units(l) || !ri_line_positions(l)) {
        return ri_fail_nomem(err);
    }
    return l->reach != NULL && !l->s->several_departments ? find_several(l, err) : RACI_OK;
}

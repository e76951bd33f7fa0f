/*
 * The organization of a case as a model in memory.
 */
#include <string.h>

#include "base/fail.h"
#include "base/intern.h"
#include "model/sample_import.h"
#include "model/staged.h"
#include "scenario/tests.h"

/* What the rows of one table have. */
typedef struct staging {
    const ri_case_organization *of;
    ri_staged *staged;
    ri_arena *arena;
    ri_intern *columns;
} staging;

static raci_status begin_table(staging *s, int tab, raci_error *err)
{
    const ri_case_organization *of = s->of;
    const char *names[RI_CSV_COLUMNS_MAX];
    for (size_t i = 0; i < of->n_rows; i++) {
        for (uint32_t k = 0; of->rows[i].tab == tab && k < of->rows[i].n; k++) {
            if (ri_intern_string(s->columns, of->rows[i].cells[k].column) == RI_NONE) {
                return ri_fail_nomem(err);
            }
        }
    }
    const uint32_t n = ri_intern_count(s->columns);
    if (n > RI_CSV_COLUMNS_MAX) {
        return ri_fail_at(err, RACI_LIMIT, of->file, of->line, 0, "%s have more than %d columns",
                          ri_tables[tab].name, RI_CSV_COLUMNS_MAX);
    }
    for (uint32_t i = 0; i < n; i++) {
        names[i] = ri_intern_get(s->columns, i);
    }
    return n > 0 ? ri_staged_columns(s->staged, tab, names, n, err) : RACI_OK;
}

static raci_status add_row(staging *s, const ri_case_row *row, raci_error *err)
{
    const char *cells[RI_CSV_COLUMNS_MAX] = {NULL};
    for (uint32_t k = 0; k < row->n; k++) {
        cells[ri_intern_find(s->columns, row->cells[k].column)] = row->cells[k].text;
    }
    return ri_staged_row(s->staged, row->tab, cells, (uint32_t)row->line, err);
}

static raci_status stage_table(staging *s, int tab, raci_error *err)
{
    s->columns = ri_intern_new();
    raci_status status = s->columns != NULL ? begin_table(s, tab, err) : ri_fail_nomem(err);
    for (size_t i = 0; i < s->of->n_rows && status == RACI_OK; i++) {
        if (s->of->rows[i].tab == tab) {
            status = add_row(s, &s->of->rows[i], err);
        }
    }
    ri_intern_free(s->columns);
    return status;
}

/* ---- what is named only ---- */

/* A table whose rows need not be given where other rows name them: stages, channels, people. */
typedef struct named_only {
    int tab;
    int in;             /* the table of these rows */
    const char *column; /* and theirs that names it */
} named_only;

static const named_only nameless[] = {
    {RI_TABLE_STAGES, RI_TABLE_TOUCHPOINTS, "stage"},
    {RI_TABLE_CHANNELS, RI_TABLE_TOUCHPOINTS, "channel"},
    {RI_TABLE_PEOPLE, RI_TABLE_SEATS, "person"},
};

static const char *cell_of(const ri_case_row *row, const char *column)
{
    for (uint32_t k = 0; k < row->n; k++) {
        if (strcmp(row->cells[k].column, column) == 0) {
            return row->cells[k].text;
        }
    }
    return NULL;
}

/* Adds those that no row has given, each once. */
static raci_status add_named(staging *s, const named_only *of, raci_error *err)
{
    static const char *const key[] = {"key"};
    ri_intern *given = ri_intern_new();
    raci_status status = given != NULL ? RACI_OK : ri_fail_nomem(err);
    for (size_t i = 0; i < s->of->n_rows && status == RACI_OK; i++) {
        const ri_case_row *row = &s->of->rows[i];
        const char *text = row->tab == of->tab ? cell_of(row, "key") : NULL;
        if (text != NULL && ri_intern_string(given, text) == RI_NONE) {
            status = ri_fail_nomem(err);
        }
    }
    if (status == RACI_OK) {
        status = ri_staged_columns(s->staged, of->tab, key, 1, err);
    }
    for (size_t i = 0; i < s->of->n_rows && status == RACI_OK; i++) {
        const ri_case_row *row = &s->of->rows[i];
        const char *text = row->tab == of->in ? cell_of(row, of->column) : NULL;
        if (text == NULL || text[0] == '\0' || ri_intern_find(given, text) != RI_NONE) {
            continue;
        }
        status = ri_intern_string(given, text) != RI_NONE
                     ? ri_staged_row(s->staged, of->tab, &text, (uint32_t)row->line, err)
                     : ri_fail_nomem(err);
    }
    ri_intern_free(given);
    return status;
}

/* ---- all of it ---- */

static raci_status take_rows(raci_model *model, const ri_case_organization *of,
                             raci_problem_fn problem, void *payload, raci_error *err)
{
    staging s = {.of = of};
    const ri_import_way way = {.dry_run = false};
    raci_status status = ri_staged_new(&s.staged, true, err);
    if (status == RACI_OK) {
        status = ri_staged_source(s.staged, of->file, err);
    }
    for (int tab = 0; tab < RI_TABLE_COUNT && status == RACI_OK; tab++) {
        status = stage_table(&s, tab, err);
    }
    for (size_t i = 0; i < sizeof nameless / sizeof nameless[0] && status == RACI_OK; i++) {
        status = add_named(&s, &nameless[i], err);
    }
    if (status == RACI_OK && of->n_rows > 0) {
        status = ri_staged_import(s.staged, model, &way, NULL, problem, payload, err);
    }
    ri_staged_free(s.staged);
    return status;
}

raci_status ri_case_model(raci_model **out, const ri_case_organization *organization,
                          raci_problem_fn problem, void *payload, raci_error *err)
{
    const ri_case_organization *of = organization;
    raci_model *model = NULL;
    raci_error cause = {.status = RACI_OK};
    raci_status status = ri_model_in_memory(&model, err);
    if (status != RACI_OK) {
        return status;
    }
    switch (of->source) {
    case RI_CASE_SAMPLE:
        status = ri_sample_import(model, of->name, &cause);
        break;
    case RI_CASE_FOLDER:
        status = raci_model_import(model, of->name, 0, NULL, problem, payload, &cause);
        break;
    default:
        status = take_rows(model, of, problem, payload, &cause);
        break;
    }
    if (status != RACI_OK) {
        raci_model_close(model);
        return cause.file[0] != '\0'
                   ? ri_fail_at(err, status, cause.file, cause.line, cause.column, "%s",
                                cause.message)
                   : ri_fail_at(err, status, of->file, of->line, 0, "%s", cause.message);
    }
    *out = model;
    return RACI_OK;
}

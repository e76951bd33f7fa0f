#include "record/recorded_finding.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

static raci_status files_of(ri_recorded_files *out, ri_store *store, int64_t run, ri_arena *arena,
                            raci_error *err)
{
    ri_run_row row;
    raci_status status = ri_run_row_get(&row, store, run, arena, err);
    return status == RACI_OK
               ? ri_run_files(&out->items, &out->n, store, row.policy_id, false, arena, err)
               : status;
}

/* Where a file was found that the record calls so; itself when it is called by path. */
static const char *found_at(const ri_recorded_files *files, const char *name)
{
    const char *found = name;
    size_t times = 0;
    for (size_t i = 0; i < files->n; i++) {
        if (strcmp(files->items[i].name, name) == 0) {
            found = files->items[i].file;
            times++;
        }
    }
    return times == 1 ? found : name;
}

raci_status ri_recorded_rules_read(ri_recorded_finding *finding, const ri_recorded_files *files,
                                   ri_store *store, ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    ri_recorded_rule *rules = NULL;
    size_t capacity = 0;
    bool row = false;
    if (finding->row.rules == 0) {
        return RACI_OK;
    }
    raci_status status = ri_store_stmt(&stmt, store, STMT_RUN_RULES_OF, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, finding->row.rules);
    while ((status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        const char *name = ri_column_needed(stmt, 0, NULL);
        const char *file = ri_column_null(stmt, 1) ? NULL : ri_column_text(stmt, 1, NULL);
        ri_recorded_rule rule = {.line = (int)ri_column_int(stmt, 2)};
        rule.name = name != NULL ? ri_arena_string(arena, name) : NULL;
        rule.file = file != NULL ? ri_arena_string(arena, found_at(files, file)) : NULL;
        if (rule.name == NULL || (file != NULL && rule.file == NULL) ||
            !RI_PUSH(rules, finding->n_rules, capacity, rule)) {
            status = ri_fail_nomem(err);
            break;
        }
    }
    ri_reset(stmt);
    if (status == RACI_OK && rules != NULL) {
        finding->rules = ri_arena_keep(arena, rules, finding->n_rules, sizeof *rules);
        status = finding->rules != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(rules);
    return status;
}

/* The rows alone. */
static raci_status read_rows(ri_recorded_finding **items, size_t *n, ri_store *store, int64_t run,
                             const char *subject, ri_arena *arena, raci_error *err)
{
    ri_stmt *stmt = NULL;
    size_t capacity = 0;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RUN_FINDINGS_OF, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, run);
    ri_bind_text(stmt, 2, subject);
    while ((status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        ri_finding_row row;
        ri_recorded_finding finding = {0};
        status = ri_finding_row_read(&row, stmt, err);
        if (status != RACI_OK) {
            break;
        }
        if (row.accepted) {
            continue;
        }
        if (!ri_finding_row_copy(&finding.row, &row, arena) ||
            !RI_PUSH(*items, *n, capacity, finding)) {
            status = ri_fail_nomem(err);
            break;
        }
    }
    ri_reset(stmt);
    return status;
}

raci_status ri_recorded_findings_of(ri_recorded_finding **out, size_t *n, ri_store *store,
                                    int64_t run, const char *subject, ri_arena *arena,
                                    raci_error *err)
{
    ri_recorded_files files = {0};
    ri_recorded_finding *items = NULL;
    size_t count = 0;
    raci_status status = read_rows(&items, &count, store, run, subject, arena, err);
    if (status == RACI_OK && count > 0) {
        status = files_of(&files, store, run, arena, err);
    }
    for (size_t i = 0; status == RACI_OK && i < count; i++) {
        status = ri_recorded_rules_read(&items[i], &files, store, arena, err);
    }
    if (status == RACI_OK) {
        *n = count;
        *out = ri_arena_keep(arena, items, count, sizeof **out);
        status = *out != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    ri_free(items);
    return status;
}

raci_severity ri_recorded_severity(const char *name)
{
    return strcmp(name, "error") == 0     ? RACI_ERROR
           : strcmp(name, "warning") == 0 ? RACI_WARNING
                                          : RACI_INFO;
}

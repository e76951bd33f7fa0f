/* What can only be judged when all rows of a file, or all files, are read. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "model/import.h"

/* Reads the row at `place` again and brings it into the model for good. */
static raci_status match_again(ri_import *import, int64_t place, int line, raci_error *err)
{
    ri_csv_row csv;
    ri_import_row row;
    bool there = false;
    if (lseek(import->file, (off_t)place, SEEK_SET) < 0) {
        return ri_fail(err, RACI_IO, "'%s/%s.csv' cannot be read again: %s", import->dir,
                       import->table->name, strerror(errno));
    }
    ri_csv_resume(import->csv, (uint64_t)place, line);
    import->again = true;
    raci_status status = ri_import_next(import, &csv, &there, err);
    if (status == RACI_OK && there) {
        status = ri_import_cells(import, &csv, &row, err);
    }
    import->again = false;
    return status == RACI_OK && there ? ri_import_match(import, &row, true, err) : status;
}

/* Tells of rows of one key that the import left overlapping. Two that it met
   both were told of when the second was met. */
static raci_status check_key(ri_import *import, int64_t identity, raci_error *err)
{
    raci_status status = ri_import_find(import, identity, err);
    if (status != RACI_OK) {
        return status;
    }
    for (size_t i = 0; i < import->n_found; i++) {
        const ri_found *met = &import->found[i];
        for (size_t j = 0; met->met && j < import->n_found; j++) {
            const ri_found *other = &import->found[j];
            if (!other->met && import->way->as_of == NULL && ri_found_overlap(met, other)) {
                ri_import_duplicate(import, met->line, met->column);
                break;
            }
        }
    }
    return RACI_OK;
}

raci_status ri_import_waiting(ri_import *import, raci_error *err)
{
    /* First every row finds its place, then the keys are looked at. */
    for (int round = 0; round < 2; round++) {
        ri_stmt *stmt = NULL;
        bool more = false;
        int64_t before = 0;
        raci_status status = ri_store_stmt(&stmt, import->store, STMT_IMPORT_LATER, err);
        if (status != RACI_OK) {
            return status;
        }
        ri_bind_int(stmt, 1, import->tab);
        while ((status = ri_step(stmt, &more, err)) == RACI_OK && more) {
            int64_t identity = ri_column_int(stmt, 0);
            int64_t place = ri_column_int(stmt, 2);
            if (round == 0 && place >= 0) {
                status = match_again(import, place, (int)ri_column_int(stmt, 1), err);
            } else if (round == 1 && identity != before) {
                status = check_key(import, identity, err);
            }
            before = identity;
            if (status != RACI_OK) {
                ri_reset(stmt);
                return status;
            }
        }
        if (status != RACI_OK) {
            return status;
        }
    }
    return RACI_OK;
}

static raci_status check_unknown(ri_import *import, enum ri_query query, ri_kind kind,
                                 raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = RACI_OK;
    if ((import->torn_kinds & UINT32_C(1) << kind) != 0) {
        return RACI_OK;
    }
    status = ri_store_stmt(&stmt, import->store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, kind);
    while ((status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const char *key = ri_column_text(stmt, 3, NULL);
        import->tab = (int)ri_column_int(stmt, 0);
        ri_text_format(&import->message, "unknown %s '%s'", ri_kind_name(kind), key);
        ri_import_problem(import, (int)ri_column_int(stmt, 1), (int)ri_column_int(stmt, 2), kind,
                          key);
    }
    return status;
}

/* Tells of teams whose lead is not a member while leading. */
static raci_status check_leads(ri_import *import, enum ri_query query, int tab, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, import->store, query, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, tab);
    import->tab = tab;
    while ((status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const char *team = ri_column_text(stmt, 2, NULL);
        const char *lead = ri_column_text(stmt, 3, NULL);
        ri_text_format(&import->message,
                       "the lead '%s' of the team '%s' is not a member of it while leading", lead,
                       team);
        ri_import_problem(import, (int)ri_column_int(stmt, 0), (int)ri_column_int(stmt, 1),
                          RI_KIND_COUNT, NULL);
    }
    return status;
}

raci_status ri_import_check(ri_import *import, raci_error *err)
{
    raci_status status = check_unknown(import, STMT_IMPORT_UNKNOWN_POSITIONS, RI_POSITION, err);
    if (status == RACI_OK) {
        status = check_unknown(import, STMT_IMPORT_UNKNOWN_UNITS, RI_UNIT, err);
    }
    if (status == RACI_OK && !import->members_torn) {
        status = check_leads(import, STMT_IMPORT_STRANGE_LEADS, RI_TABLE_TEAMS, err);
    }
    if (status == RACI_OK && !import->members_torn) {
        status = check_leads(import, STMT_IMPORT_LOST_LEADS, RI_TABLE_MEMBERS, err);
    }
    return status;
}

/*
 * What an import met of the rows that a model had, and those rows' keys.
 */
#ifndef RI_MET_H
#define RI_MET_H

#include "base/arena.h"
#include "base/map.h"
#include "model/import.h"

/* Notes the rows of a table that were there before the import and that it met; the map is empty
   before. */
raci_status ri_import_met(ri_map *met, const ri_import *import, int tab, raci_error *err);
/* Whether it met one of these, by its id. */
bool ri_met_has(const ri_map *met, int64_t id);
/* The grouping columns of the row that a statement of the table's rows is at, as they are stored;
   texts lie in the arena. */
raci_status ri_stored_key(ri_datum *key, ri_store *store, const ri_table *table, ri_stmt *stmt,
                          ri_arena *arena, raci_error *err);

#endif

#include "model/met.h"

#include "base/fail.h"
#include "model/lookup.h"

#define TOGETHER 32 /* rows whose bits are one value of the map: ids mostly have no gaps */

bool ri_met_has(const ri_map *met, int64_t id)
{
    uint32_t bits = 0;
    return ri_map_get(met, (uint64_t)id / TOGETHER, &bits) &&
           (bits >> (uint64_t)id % TOGETHER & 1U) != 0;
}

raci_status ri_import_met(ri_map *met, const ri_import *import, int tab, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool more = false;
    raci_status status = ri_store_stmt(&stmt, import->store, STMT_IMPORT_MET, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, tab);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const uint64_t id = (uint64_t)ri_column_int(stmt, 0);
        uint32_t bits = 0;
        if ((int64_t)id > import->last_id[tab]) {
            continue;
        }
        (void)ri_map_get(met, id / TOGETHER, &bits);
        if (!ri_map_put(met, id / TOGETHER, bits | UINT32_C(1) << id % TOGETHER)) {
            ri_reset(stmt);
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

raci_status ri_stored_key(ri_datum *key, ri_store *store, const ri_table *table, ri_stmt *stmt,
                          ri_arena *arena, raci_error *err)
{
    raci_status status = RACI_OK;
    for (int i = 0; status == RACI_OK && i < (int)table->n; i++) {
        const ri_column *column = &table->columns[i];
        size_t length = 0;
        const char *text = ri_column_text(stmt, i + 1, &length);
        bool known = false;
        int64_t id = 0;
        key[i] = (ri_datum){.type = RI_DATUM_NONE};
        if (!column->grouping || text == NULL) {
            continue;
        }
        if (!ri_column_is_number(table, i)) {
            key[i] = (ri_datum){RI_DATUM_TEXT, 0, ri_arena_copy(arena, text, length), length};
            status = key[i].bytes != NULL ? RACI_OK : ri_fail_nomem(err);
            continue;
        }
        status = ri_lookup(&id, &known, store,
                           column->type == RI_CELL_KEY ? table->kind : ri_column_kind(column), text,
                           length, err);
        key[i] = ri_datum_number(id);
    }
    return status;
}

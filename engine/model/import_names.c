/* Cells that name something else: bare keys, lists of them, references. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "model/import.h"

static void unknown(ri_import *import, const ri_piece *at, ri_kind kind, const char *key)
{
    if ((import->torn_kinds & UINT32_C(1) << kind) != 0) {
        return; /* what exists is not known either */
    }
    ri_text_format(&import->message, "unknown %s '%s'", ri_kind_name(kind), key);
    ri_import_problem(import, at->cell->line, ri_piece_column(at), kind, key);
}

/* Whether the file that says what exists of a kind is still to be read. */
static bool is_still_to_come(const ri_import *import, ri_kind kind)
{
    for (int tab = import->tab; tab < RI_TABLE_COUNT; tab++) {
        if (ri_tables[tab].kind == kind) {
            return true;
        }
    }
    return false;
}

static raci_status note_pending(ri_import *import, const ri_piece *at, ri_kind kind, int64_t id,
                                raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, import->store, STMT_IMPORT_NOTE_PENDING, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, import->tab);
    ri_bind_int(stmt, 2, kind);
    ri_bind_int(stmt, 3, id);
    ri_bind_int(stmt, 4, at->cell->line);
    ri_bind_int(stmt, 5, ri_piece_column(at));
    return ri_run(stmt, err);
}

/* Tells what is wrong with a text that is no bare key, and what may be meant. */
static void refuse_link(ri_import *import, const ri_piece *at, ri_kind kind)
{
    char what[64];
    const char *colon = memchr(at->bytes, ':', at->length);
    (void)snprintf(what, sizeof what, "the bare key of a %s", ri_kind_name(kind));
    if (colon == NULL) {
        ri_piece_refuse_key(import, at, what);
        return;
    }
    ri_piece rest = *at;
    rest.bytes = colon + 1;
    rest.length = at->length - (size_t)(colon + 1 - at->bytes);
    bool same = strlen(ri_kind_name(kind)) == (size_t)(colon - at->bytes) &&
                memcmp(ri_kind_name(kind), at->bytes, (size_t)(colon - at->bytes)) == 0;
    ri_piece_expected(import, at, what);
    if (same && ri_key_valid(rest.bytes, rest.length)) {
        ri_text_format(&import->message, "; write '%.*s'", (int)rest.length, rest.bytes);
    }
    ri_import_problem(import, at->cell->line, ri_piece_column(at), RI_KIND_COUNT, NULL);
}

/* A bare key: *id stays 0 when it is wrong. */
raci_status ri_import_link(ri_import *import, const ri_piece *at, int64_t *id, raci_error *err)
{
    char key[RI_KEY_MAX + 1];
    ri_kind kind = ri_column_kind(at->column);
    bool known = false;
    *id = 0;
    if (!ri_key_valid(at->bytes, at->length)) {
        refuse_link(import, at, kind);
        return RACI_OK;
    }
    memcpy(key, at->bytes, at->length);
    key[at->length] = '\0';
    raci_status status =
        ri_key_cache_lookup(id, &known, import->cache, import->store, kind, key, at->length, err);
    if (status != RACI_OK || known) {
        return status;
    }
    if (!is_still_to_come(import, kind)) {
        *id = 0;
        unknown(import, at, kind, key);
        return RACI_OK;
    }
    if (*id == 0) {
        status = ri_lookup_make(id, import->store, kind, key, at->length, err);
    }
    return status == RACI_OK ? note_pending(import, at, kind, *id, err) : status;
}

raci_status ri_import_links(ri_import *import, ri_piece rest, ri_import_row *row, raci_error *err)
{
    ri_piece item;
    while (ri_piece_next(&rest, &item)) {
        int64_t id = 0;
        raci_status status = ri_import_link(import, &item, &id, err);
        if (status != RACI_OK) {
            return status;
        }
        bool again = id == 0;
        for (size_t i = 0; i < row->n_items && !again; i++) {
            again = import->items[i] == id;
        }
        if (again) {
            continue;
        }
        if (row->n_items == RI_LIST_MAX) {
            ri_text_format(&import->message, "expected a list of at most %d keys", RI_LIST_MAX);
            ri_import_cell_problem(import, rest.cell);
            return RACI_OK;
        }
        import->items[row->n_items++] = id;
    }
    return RACI_OK;
}

/* "'position:…', 'unit:…' or 'office:…'". */
static void list_kinds(char *out, size_t size, const ri_column *column)
{
    uint32_t rest = column->kinds;
    size_t used = 0;
    bool star = column->type == RI_CELL_SCOPE;
    (void)snprintf(out, size, "%s", star ? "'*'" : "");
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        uint32_t bit = UINT32_C(1) << kind;
        if ((rest & bit) == 0) {
            continue;
        }
        rest &= ~bit;
        used = strlen(out);
        (void)snprintf(out + used, size - used, "%s'%s%s'",
                       used == 0   ? ""
                       : rest == 0 ? " or "
                                   : ", ",
                       ri_kind_name((ri_kind)kind),
                       kind == RI_ENTERPRISE ? ""
                       : kind == RI_HANDOFF  ? ":a->b"
                                             : ":…");
    }
}

/* Tells when what a reference names does not exist. Offices need no position. */
static raci_status check_named(ri_import *import, const ri_piece *at, ri_kind kind, const char *key,
                               size_t length, raci_error *err)
{
    char name[RI_KEY_MAX + 1];
    int64_t id = 0;
    bool known = false;
    if (!ri_kind_stored(kind)) {
        return RACI_OK;
    }
    raci_status status =
        ri_key_cache_lookup(&id, &known, import->cache, import->store, kind, key, length, err);
    if (status == RACI_OK && !known) {
        memcpy(name, key, length);
        name[length] = '\0';
        unknown(import, at, kind, name);
    }
    return status;
}

raci_status ri_import_reference(ri_import *import, const ri_piece *at, ri_datum *out,
                                raci_error *err)
{
    char text[2 * RI_KEY_MAX + 32];
    char what[256];
    ri_kind kind = RI_KIND_COUNT;
    const char *key = "";
    *out = (ri_datum){RI_DATUM_TEXT, 0, at->bytes, at->length};
    if (at->column->type == RI_CELL_SCOPE && at->length == 1 && at->bytes[0] == '*') {
        return RACI_OK;
    }
    bool valid = at->length < sizeof text;
    if (valid) {
        memcpy(text, at->bytes, at->length);
        text[at->length] = '\0';
        valid =
            ri_reference_split(text, &kind, &key) && (at->column->kinds & UINT32_C(1) << kind) != 0;
    }
    if (!valid) {
        list_kinds(what, sizeof what, at->column);
        ri_piece_refuse(import, at, what);
        return RACI_OK;
    }
    if (kind != RI_HANDOFF) {
        return check_named(import, at, kind, key, strlen(key), err);
    }
    const char *angle = strchr(key, '>');
    raci_status status =
        check_named(import, at, RI_TOUCHPOINT, key, (size_t)(angle - 1 - key), err);
    return status == RACI_OK
               ? check_named(import, at, RI_TOUCHPOINT, angle + 1, strlen(angle + 1), err)
               : status;
}

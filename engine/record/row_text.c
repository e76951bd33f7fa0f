#include "record/row_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/order.h"
#include "model/lookup.h"
#include "record/recorded_change.h"

/* ---- saying ---- */

static void escape(ri_text *out, const char *bytes, size_t length, bool name)
{
    for (size_t i = 0; i < length; i++) {
        const char c = bytes[i];
        if (c == '\\' || c == '\n' || (name && c == '=')) {
            ri_text_char(out, '\\');
        }
        ri_text_char(out, c == '\n' ? 'n' : c);
    }
}

static ri_kind kind_of(const ri_table *table, int i)
{
    const ri_column *column = &table->columns[i];
    return column->type == RI_CELL_KEY ? table->kind : ri_column_kind(column);
}

/* Whether a column holds the identity of a thing. */
static bool is_identity(const ri_table *table, int i)
{
    const ri_cell_type type = table->columns[i].type;
    return type == RI_CELL_LINK || (type == RI_CELL_KEY && table->periods);
}

static raci_status say_list(ri_text *out, ri_store *store, const ri_table *table, int i,
                            const ri_stored_row *row, raci_error *err)
{
    raci_status status = RACI_OK;
    if (row->n_items == 0) {
        return RACI_OK;
    }
    ri_text_format(out, "%s=", table->columns[i].name);
    for (size_t k = 0; status == RACI_OK && k < row->n_items; k++) {
        ri_text_add(out, k > 0 ? ";" : "");
        status = ri_lookup_key(out, store, kind_of(table, i), row->items[k], err);
    }
    ri_text_char(out, '\n');
    return status;
}

static raci_status say_cell(ri_text *out, ri_store *store, const ri_table *table, int i,
                            const ri_datum *value, raci_error *err)
{
    raci_status status = RACI_OK;
    if (value->type == RI_DATUM_NONE) {
        return RACI_OK;
    }
    ri_text_format(out, "%s=", table->columns[i].name);
    if (value->type == RI_DATUM_TEXT) {
        escape(out, value->bytes, value->length, false);
    } else if (is_identity(table, i)) {
        status = ri_lookup_key(out, store, kind_of(table, i), value->number, err);
    } else if (table->columns[i].type == RI_CELL_FLAG) {
        ri_text_add(out, value->number != 0 ? "yes" : "no");
    } else {
        ri_text_format(out, "%lld", (long long)value->number);
    }
    ri_text_char(out, '\n');
    return status;
}

raci_status ri_row_say(ri_text *out, ri_store *store, int tab, const ri_stored_row *row,
                       raci_error *err)
{
    const ri_table *table = &ri_tables[tab];
    raci_status status = RACI_OK;
    for (int i = 0; status == RACI_OK && i < (int)table->n; i++) {
        status = table->columns[i].type == RI_CELL_LINKS
                     ? say_list(out, store, table, i, row, err)
                     : say_cell(out, store, table, i, &row->values[i], err);
    }
    for (size_t i = 0; i < row->n_attributes; i++) {
        escape(out, row->attributes[2 * i], strlen(row->attributes[2 * i]), true);
        ri_text_char(out, '=');
        escape(out, row->attributes[2 * i + 1], strlen(row->attributes[2 * i + 1]), false);
        ri_text_char(out, '\n');
    }
    return status;
}

raci_status ri_rows_say(const char ***out, ri_store *store, int tab, const ri_stored_row *rows,
                        size_t n, ri_arena *arena, raci_error *err)
{
    ri_text text = RI_TEXT_INIT;
    raci_status status = RACI_OK;
    const char **texts = ri_arena_array(arena, n, sizeof *texts);
    for (size_t i = 0; texts != NULL && status == RACI_OK && i < n; i++) {
        ri_text_clear(&text);
        status = ri_row_say(&text, store, tab, &rows[i], err);
        texts[i] = text.failed ? NULL : ri_arena_string(arena, ri_text_string(&text));
        if (status == RACI_OK && texts[i] == NULL) {
            status = ri_fail_nomem(err);
        }
    }
    ri_text_free(&text);
    if (texts == NULL || (status == RACI_OK && !ri_order_texts(texts, n))) {
        return ri_fail_nomem(err);
    }
    *out = texts;
    return status;
}

/* ---- reading ---- */

/* Takes what stands before `end`, which it passes. */
static raci_status take(const char **out, const char **at, char end, ri_arena *arena,
                        raci_error *err)
{
    const char *stop = *at;
    while (*stop != '\0' && *stop != end) {
        stop += *stop == '\\' && stop[1] != '\0' ? 2 : 1;
    }
    if (*stop != end) {
        return ri_fail(err, RACI_FORMAT, "a row in the record is none: '%.40s'", *at);
    }
    char *text = ri_arena_copy(arena, *at, (size_t)(stop - *at));
    char *to = text;
    if (text == NULL) {
        return ri_fail_nomem(err);
    }
    for (const char *c = *at; c < stop; c++) {
        const bool escaped = *c == '\\';
        c += escaped;
        *to++ = escaped && *c == 'n' ? '\n' : *c;
    }
    *to = '\0';
    *out = text;
    *at = stop + 1;
    return RACI_OK;
}

static raci_status identity(int64_t *id, ri_store *store, ri_kind kind, const char *key,
                            size_t length, raci_error *err)
{
    bool known = false;
    raci_status status = ri_lookup(id, &known, store, kind, key, length, err);
    if (status == RACI_OK && *id == 0) {
        status = ri_kind_stored(kind) && kind != RI_STAGE && kind != RI_CHANNEL
                     ? ri_lookup_make(id, store, kind, key, length, err)
                     : ri_fail(err, RACI_NOTFOUND, "there is no %s '%.*s' any more",
                               ri_kind_name(kind), (int)length, key);
    }
    return status;
}

static raci_status read_list(ri_stored_row *out, ri_store *store, ri_kind kind, const char *text,
                             ri_arena *arena, raci_error *err)
{
    size_t n = 1;
    for (const char *c = text; *c != '\0'; c++) {
        n += *c == ';';
    }
    out->items = ri_arena_array(arena, n, sizeof *out->items);
    raci_status status = out->items != NULL ? RACI_OK : ri_fail_nomem(err);
    while (status == RACI_OK && *text != '\0') {
        const size_t length = strcspn(text, ";");
        status = identity(&out->items[out->n_items++], store, kind, text, length, err);
        text += length + (text[length] == ';');
    }
    return status;
}

static raci_status read_cell(ri_stored_row *out, ri_store *store, const ri_table *table, int i,
                             const char *text, ri_arena *arena, raci_error *err)
{
    raci_status status = RACI_OK;
    int64_t id = 0;
    if (table->columns[i].type == RI_CELL_LINKS) {
        return read_list(out, store, kind_of(table, i), text, arena, err);
    }
    if (is_identity(table, i)) {
        status = identity(&id, store, kind_of(table, i), text, strlen(text), err);
        out->values[i] = ri_datum_number(id);
    } else if (table->columns[i].type == RI_CELL_FLAG) {
        out->values[i] = ri_datum_number(*text == 'y');
    } else if (ri_column_is_number(table, i)) {
        out->values[i] = ri_datum_number(strtoll(text, NULL, 10));
    } else {
        out->values[i] = (ri_datum){RI_DATUM_TEXT, 0, text, strlen(text)};
    }
    return status;
}

raci_status ri_row_read(ri_stored_row *out, ri_store *store, int tab, const char *text,
                        ri_arena *arena, raci_error *err)
{
    const ri_table *table = &ri_tables[tab];
    raci_status status = RACI_OK;
    size_t lines = 0;
    for (const char *c = text; *c != '\0'; c++) {
        lines += *c == '\n';
    }
    *out = (ri_stored_row){.attributes = ri_arena_array(arena, 2 * lines, sizeof(char *))};
    if (out->attributes == NULL) {
        return ri_fail_nomem(err);
    }
    while (status == RACI_OK && *text != '\0') {
        const char *name = "";
        const char *value = "";
        status = take(&name, &text, '=', arena, err);
        if (status == RACI_OK) {
            status = take(&value, &text, '\n', arena, err);
        }
        const int i = ri_table_column(table, name, strlen(name));
        if (status != RACI_OK) {
            break;
        }
        if (i >= 0) {
            status = read_cell(out, store, table, i, value, arena, err);
        } else {
            out->attributes[2 * out->n_attributes] = name;
            out->attributes[2 * out->n_attributes++ + 1] = value;
        }
    }
    return status;
}

/* Appends what stands before `end`, which it passes. false: it is not there. */
static bool unescape(ri_text *out, const char **at, char end)
{
    for (; **at != '\0' && **at != end; (*at)++) {
        const bool escaped = **at == '\\' && (*at)[1] != '\0';
        *at += escaped;
        ri_text_char(out, escaped && **at == 'n' ? '\n' : **at);
    }
    const bool found = **at != '\0';
    *at += found;
    return found;
}

bool ri_row_cell(ri_text *name, ri_text *value, const char **at)
{
    ri_text_clear(name);
    ri_text_clear(value);
    return unescape(name, at, '=') && unescape(value, at, '\n');
}

void ri_row_key(ri_text *out, const char *tab, const char *text)
{
    const ri_table *table = ri_table_named(tab);
    bool any = false;
    while (table != NULL && *text != '\0') {
        const size_t name = strcspn(text, "=\n");
        const size_t line = strcspn(text, "\n");
        const int i = ri_table_column(table, text, name);
        if (i >= 0 && table->columns[i].grouping && name < line) {
            ri_text_add(out, any ? ", " : "");
            ri_text_bytes(out, text + name + 1, line - name - 1);
            any = true;
        }
        text += line + (text[line] == '\n');
    }
}

#include "intake/values.h"

#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "intake/decode.h"

ri_value *ri_values_begin(ri_values *values, ri_arena *arena, const char *path)
{
    *values = (ri_values){.arena = arena, .path = path};
    ri_value *all = ri_arena_take(arena, sizeof *all);
    if (all != NULL) {
        all->kind = RI_VALUE_LIST;
        all->bytes = "";
        all->line = 1;
        all->column = 1;
        values->open[0] = all;
        values->depth = 1;
    }
    return all;
}

/* A copy in which U+FFFD stands for NUL; NULL when memory is exhausted. */
static const char *keep(ri_values *values, const char *bytes, size_t *n)
{
    if (memchr(bytes, '\0', *n) == NULL) {
        return ri_arena_copy(values->arena, bytes, *n);
    }
    ri_text text = RI_TEXT_INIT;
    for (size_t i = 0; i < *n; i++) {
        ri_text_bytes(&text, bytes[i] != '\0' ? bytes + i : "\xef\xbf\xbd",
                      bytes[i] != '\0' ? 1 : 3);
    }
    const char *kept =
        text.failed ? NULL : ri_arena_copy(values->arena, ri_text_string(&text), text.length);
    *n = text.length;
    ri_text_free(&text);
    return kept;
}

raci_status ri_values_key(ri_values *values, const char *bytes, size_t n, raci_error *err)
{
    if (n > RI_VALUES_KEY_MAX) {
        return ri_fail_at(err, RACI_LIMIT, values->path, 0, 0,
                          "the key '%.20s…' has more than %d bytes", bytes, RI_VALUES_KEY_MAX);
    }
    values->key = keep(values, bytes, &n);
    return values->key != NULL ? RACI_OK : ri_fail_nomem(err);
}

/* Adds an empty value behind the last one of what is open. */
static raci_status append(ri_values *values, const ri_value *like, raci_error *err)
{
    if (values->n++ == RI_VALUES_MAX) {
        return ri_fail_at(err, RACI_LIMIT, values->path, (int)like->line, (int)like->column,
                          "the text has more than %d values", RI_VALUES_MAX);
    }
    if (values->depth == RI_VALUES_DEPTH) {
        return ri_fail_at(err, RACI_LIMIT, values->path, (int)like->line, (int)like->column,
                          "values stand within values more than %d deep", RI_VALUES_DEPTH);
    }
    ri_value *value = ri_arena_keep(values->arena, like, 1, sizeof *like);
    if (value == NULL) {
        return ri_fail_nomem(err);
    }
    value->key = values->key;
    value->first = NULL;
    value->next = NULL;
    values->key = NULL;
    const size_t top = values->depth - 1;
    if (values->last[top] != NULL) {
        values->last[top]->next = value;
    } else {
        values->open[top]->first = value;
    }
    values->last[top] = value;
    if (value->kind != RI_VALUE_TEXT) {
        values->open[values->depth] = value;
        values->last[values->depth++] = NULL;
    }
    return RACI_OK;
}

raci_status ri_values_add(ri_values *values, ri_value_kind kind, const char *bytes, size_t n,
                          uint32_t line, uint32_t column, raci_error *err)
{
    ri_value like = {.kind = kind, .bytes = "", .line = line, .column = column};
    if (n > 0) {
        like.bytes = keep(values, bytes, &n);
        if (like.bytes == NULL) {
            return ri_fail_nomem(err);
        }
    }
    like.length = (uint32_t)n;
    return append(values, &like, err);
}

void ri_values_close(ri_values *values)
{
    values->depth--;
}

raci_status ri_values_copy(ri_values *values, const ri_value *of, raci_error *err)
{
    raci_status status = append(values, of, err);
    if (status != RACI_OK || of->kind == RI_VALUE_TEXT) {
        return status;
    }
    for (const ri_value *child = of->first; child != NULL && status == RACI_OK;
         child = child->next) {
        values->key = child->key;
        status = ri_values_copy(values, child, err);
    }
    ri_values_close(values);
    return status;
}

const ri_value *ri_value_get(const ri_value *value, const char *key)
{
    const ri_value *found = NULL;
    if (!ri_value_is(value, RI_VALUE_OBJECT)) {
        return NULL;
    }
    for (const ri_value *child = value->first; child != NULL; child = child->next) {
        found = strcmp(child->key, key) == 0 ? child : found;
    }
    return found;
}

bool ri_value_is(const ri_value *value, ri_value_kind kind)
{
    return value != NULL && value->kind == kind;
}

raci_status ri_values_read(const ri_value **out, ri_values *values, ri_arena *arena,
                           const char *path, bool json, ri_decode *source, raci_error *err)
{
    ri_text text = RI_TEXT_INIT;
    const ri_value *all = ri_values_begin(values, arena, path);
    raci_status status =
        all != NULL ? ri_decode_all(source, RI_VALUES_BYTES, &text, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = json ? ri_json_read(values, ri_text_string(&text), text.length, err)
                      : ri_yaml_read(values, ri_text_string(&text), text.length, err);
    }
    ri_text_free(&text);
    *out = all;
    return status;
}

#include "policy/repeated_names.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"

/* ---- what a token names ---- */

/* Without its brackets, and the end of line after the first of them, which is no part of it. */
static ri_field_name within_long_brackets(ri_field_name text)
{
    size_t edge = 2;
    while (text.bytes[edge - 1] == '=') {
        edge++;
    }
    text.bytes += edge;
    text.length = text.length >= 2 * edge ? text.length - 2 * edge : 0;
    const char first = text.length > 0 ? text.bytes[0] : '\0';
    if (first == '\n' || first == '\r') {
        const char second = text.length > 1 ? text.bytes[1] : '\0';
        const size_t skip = (second == '\n' || second == '\r') && second != first ? 2 : 1;
        text.bytes += skip;
        text.length -= skip;
    }
    return text;
}

/* false: only the compiler knows what it comes to. */
static bool read_name(ri_field_name *out, const ri_token *token)
{
    *out = (ri_field_name){token->bytes, token->length, token->line};
    if (token->kind == RI_TOKEN_NAME) {
        return true;
    }
    if (token->bytes[0] == '[') {
        *out = within_long_brackets(*out);
        return true;
    }
    if (token->length < 2 || memchr(token->bytes, '\\', token->length) != NULL) {
        return false;
    }
    out->bytes++;
    out->length -= 2;
    return true;
}

bool ri_field_names_add(ri_field_names *names, const ri_token *name)
{
    ri_field_name field;
    return !read_name(&field, name) || RI_PUSH(names->items, names->n, names->capacity, field);
}

/* ---- repetitions ---- */

static bool same_name(const ri_field_name *a, const ri_field_name *b)
{
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

static int compare_names(const void *a, const void *b, const void *context)
{
    const ri_field_name *x = a;
    const ri_field_name *y = b;
    (void)context;
    if (x->length != y->length) {
        return x->length < y->length ? -1 : 1;
    }
    return memcmp(x->bytes, y->bytes, x->length);
}

bool ri_field_names_end(ri_field_names *names, size_t from, ri_repeated_name *repeated)
{
    ri_field_name *own = RI_FROM(names->items, from);
    const size_t n = names->n - from;
    *repeated = (ri_repeated_name){{NULL, 0, 0}, {NULL, 0, 0}};
    names->n = from;
    /* Sorted rather than hashed, so that no choice of names makes it slow. */
    if (!ri_order(own, n, sizeof *own, compare_names, NULL)) {
        return false;
    }
    for (size_t i = 0, next = 0; i < n; i = next) {
        for (next = i + 1; next < n && same_name(&own[i], &own[next]); next++) {
        }
        if (next > i + 1 &&
            (repeated->again.bytes == NULL || own[i + 1].bytes < repeated->again.bytes)) {
            *repeated = (ri_repeated_name){own[i], own[i + 1]}; /* the order is stable */
        }
    }
    return true;
}

void ri_field_names_free(ri_field_names *names)
{
    ri_free(names->items);
    *names = (ri_field_names){NULL, 0, 0};
}

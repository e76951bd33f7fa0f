/*
 * A text of values within values, as YAML and JSON are: lists, objects, and what they end in.
 */
#ifndef RI_VALUES_H
#define RI_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "raci/error.h"

#define RI_VALUES_MAX 4000000
#define RI_VALUES_DEPTH 64
#define RI_VALUES_KEY_MAX 1024   /* bytes; also of keys within keys */
#define RI_VALUES_BYTES 67108864 /* of the text */

typedef enum ri_value_kind { RI_VALUE_TEXT, RI_VALUE_LIST, RI_VALUE_OBJECT } ri_value_kind;

typedef struct ri_value {
    const char *key;   /* in an object; else NULL */
    const char *bytes; /* of a text, without NUL in it; "" for null */
    struct ri_value *first;
    struct ri_value *next; /* beside it */
    uint32_t length;
    uint32_t line;
    uint32_t column; /* in bytes */
    ri_value_kind kind;
} ri_value;

/* What is being built: begun with ri_values_begin, which gives the list of all documents. */
typedef struct ri_values {
    ri_arena *arena;
    const char *path; /* for messages */
    ri_value *open[RI_VALUES_DEPTH];
    ri_value *last[RI_VALUES_DEPTH]; /* of each open one's values */
    size_t depth;
    const char *key; /* of the next value */
    size_t n;
} ri_values;

/* NULL when memory is exhausted. */
ri_value *ri_values_begin(ri_values *values, ri_arena *arena, const char *path);
/* Says the key of the next value. Fails with RACI_LIMIT, RACI_NOMEM. */
raci_status ri_values_key(ri_values *values, const char *bytes, size_t n, raci_error *err);
/* Adds a value to the one that is open; a list or an object is open from then on, until it is
   closed. Fails with RACI_LIMIT, RACI_NOMEM. */
raci_status ri_values_add(ri_values *values, ri_value_kind kind, const char *bytes, size_t n,
                          uint32_t line, uint32_t column, raci_error *err);
void ri_values_close(ri_values *values);
/* Adds a copy of a value that is whole, with all it has. */
raci_status ri_values_copy(ri_values *values, const ri_value *of, raci_error *err);

/* The value of a key: the last one; NULL when the value is no object or has none of it. */
const ri_value *ri_value_get(const ri_value *value, const char *key);
bool ri_value_is(const ri_value *value, ri_value_kind kind); /* false for NULL */

/* Begins the values and reads all of a source into them, as JSON or as YAML; *out is the list of
   all documents. Fails as these do, or as the source does. */
struct ri_decode;
raci_status ri_values_read(const ri_value **out, ri_values *values, ri_arena *arena,
                           const char *path, bool json, struct ri_decode *source, raci_error *err);
/* Read all documents of a text into the values. Fail with RACI_INPUT and the place, RACI_LIMIT,
   RACI_NOMEM. */
raci_status ri_yaml_read(ri_values *values, const char *bytes, size_t n, raci_error *err);
raci_status ri_json_read(ri_values *values, const char *bytes, size_t n, raci_error *err);

#endif

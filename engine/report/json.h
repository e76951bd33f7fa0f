/*
 * JSON, streamed: compact, UTF-8, keys in the order in which they come. Each
 * value at the top ends its line, so that a document and JSON Lines are one.
 */
#ifndef RI_JSON_H
#define RI_JSON_H

#include <stdbool.h>

#include "base/sink.h"
#include "report/emit.h"

typedef struct ri_json {
    ri_sink *sink;
    unsigned depth;
    bool comma; /* whether a value stands before, in the same object or list */
} ri_json;

/* The receiver that writes into the sink; `json` is its state. */
ri_emit ri_json_emit(ri_json *json, ri_sink *sink);

/* Writes a string with its quotes. What is not valid UTF-8 becomes U+FFFD; control
   characters, line separators and bidi controls, which would act on a terminal or
   in a script, are written as \uXXXX. */
void ri_json_string(ri_sink *sink, const char *value);

#endif

#include "report/emit.h"

#include <inttypes.h>
#include <stdio.h>

void ri_emit_open(const ri_emit *emit, char bracket)
{
    emit->receiver->open(emit->self, bracket);
}

void ri_emit_close(const ri_emit *emit, char bracket)
{
    emit->receiver->close(emit->self, bracket);
}

void ri_emit_key(const ri_emit *emit, const char *key)
{
    emit->receiver->key(emit->self, key);
}

void ri_emit_open_key(const ri_emit *emit, const char *key, char bracket)
{
    ri_emit_key(emit, key);
    ri_emit_open(emit, bracket);
}

void ri_emit_string(const ri_emit *emit, const char *value)
{
    if (value == NULL) {
        emit->receiver->word(emit->self, "null");
    } else {
        emit->receiver->string(emit->self, value);
    }
}

void ri_emit_number(const ri_emit *emit, uint64_t value)
{
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%" PRIu64, value);
    emit->receiver->word(emit->self, digits);
}

void ri_emit_field(const ri_emit *emit, const char *key, const char *value)
{
    ri_emit_key(emit, key);
    ri_emit_string(emit, value);
}

void ri_emit_count(const ri_emit *emit, const char *key, size_t value)
{
    ri_emit_key(emit, key);
    ri_emit_number(emit, value);
}

void ri_emit_null(const ri_emit *emit, const char *key)
{
    ri_emit_field(emit, key, NULL);
}

void ri_emit_bool(const ri_emit *emit, const char *key, int value)
{
    ri_emit_key(emit, key);
    emit->receiver->word(emit->self, value ? "true" : "false");
}

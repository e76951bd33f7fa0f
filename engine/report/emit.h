/*
 * A document as events: objects, lists, keys and values. What receives them
 * (JSON, the cells of a table) turns them into bytes; because each element is
 * described once, by the events it gives, the formats cannot disagree.
 */
#ifndef RI_EMIT_H
#define RI_EMIT_H

#include <stddef.h>
#include <stdint.h>

/* What a receiver of events does with each. */
typedef struct ri_receiver {
    void (*open)(void *self, char bracket);  /* '{' or '[' */
    void (*close)(void *self, char bracket); /* '}' or ']' */
    void (*key)(void *self, const char *name);
    void (*string)(void *self, const char *value);
    void (*word)(void *self, const char *word); /* a number, true, false, null */
} ri_receiver;

typedef struct ri_emit {
    const ri_receiver *receiver;
    void *self;
} ri_emit;

void ri_emit_open(const ri_emit *emit, char bracket);
void ri_emit_close(const ri_emit *emit, char bracket);
/* A key followed by '{' or '['. */
void ri_emit_open_key(const ri_emit *emit, const char *key, char bracket);
void ri_emit_key(const ri_emit *emit, const char *key);
/* Values; a NULL string is null. */
void ri_emit_string(const ri_emit *emit, const char *value);
void ri_emit_number(const ri_emit *emit, uint64_t value);
/* A key and its value. */
void ri_emit_field(const ri_emit *emit, const char *key, const char *value);
void ri_emit_count(const ri_emit *emit, const char *key, size_t value);
void ri_emit_null(const ri_emit *emit, const char *key);
void ri_emit_bool(const ri_emit *emit, const char *key, int value);

#endif

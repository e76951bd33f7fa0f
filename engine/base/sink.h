/*
 * Where rendered bytes go: a buffered writer over the caller's raci_write_fn.
 */
#ifndef RI_SINK_H
#define RI_SINK_H

#include <stddef.h>

#include "base/printf.h"
#include "raci/error.h"

typedef struct ri_sink {
    raci_write_fn write;
    void *payload;
    int stopped; /* the writer's non-zero answer, kept */
    int reason;  /* errno as the writer left it, 0 when it set none */
    size_t used;
    char buffer[16384];
} ri_sink;

void ri_sink_init(ri_sink *sink, raci_write_fn write, void *payload);
void ri_sink_add(ri_sink *sink, const char *string);
void ri_sink_bytes(ri_sink *sink, const char *bytes, size_t length);
void ri_sink_format(ri_sink *sink, const char *format, ...) RI_PRINTF(2, 3);
/* Passes on what is buffered. RACI_STOPPED when the writer stopped. */
raci_status ri_sink_flush(ri_sink *sink, raci_error *err);

#endif

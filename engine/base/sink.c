#define _POSIX_C_SOURCE 200809L

#include "base/sink.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

void ri_sink_init(ri_sink *sink, raci_write_fn write, void *payload)
{
    sink->write = write;
    sink->payload = payload;
    sink->stopped = 0;
    sink->reason = 0;
    sink->used = 0;
}

/* Calls the writer once; keeps its answer and the reason it left in errno. */
static void pass_on(ri_sink *sink, const char *bytes, size_t length)
{
    if (sink->stopped != 0 || length == 0) {
        return;
    }
    errno = 0;
    sink->stopped = sink->write(bytes, length, sink->payload);
    if (sink->stopped != 0) {
        sink->reason = errno;
    }
}

static void empty_buffer(ri_sink *sink)
{
    pass_on(sink, sink->buffer, sink->used);
    sink->used = 0;
}

void ri_sink_add(ri_sink *sink, const char *string)
{
    ri_sink_bytes(sink, string, strlen(string));
}

void ri_sink_bytes(ri_sink *sink, const char *bytes, size_t length)
{
    if (length == 0) {
        return;
    }
    if (length > sizeof sink->buffer - sink->used) {
        empty_buffer(sink);
    }
    if (length >= sizeof sink->buffer) {
        pass_on(sink, bytes, length);
        return;
    }
    memcpy(sink->buffer + sink->used, bytes, length);
    sink->used += length;
}

void ri_sink_format(ri_sink *sink, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    size_t room = sizeof sink->buffer - sink->used;
    int length = vsnprintf(sink->buffer + sink->used, room, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length < room) {
        sink->used += (size_t)length;
        return;
    }
    empty_buffer(sink);
    if (length >= 0 && (size_t)length < sizeof sink->buffer) {
        va_start(arguments, format);
        (void)vsnprintf(sink->buffer, sizeof sink->buffer, format, arguments);
        va_end(arguments);
        sink->used = (size_t)length;
        return;
    }
    char *whole = length >= 0 ? ri_alloc((size_t)length + 1) : NULL;
    if (whole == NULL) {
        sink->stopped = 1;
        sink->reason = ENOMEM;
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(whole, (size_t)length + 1, format, arguments);
    va_end(arguments);
    pass_on(sink, whole, (size_t)length);
    ri_free(whole);
}

raci_status ri_sink_flush(ri_sink *sink, raci_error *err)
{
    empty_buffer(sink);
    if (sink->stopped == 0) {
        return RACI_OK;
    }
    if (sink->reason == 0) {
        return ri_fail(err, RACI_STOPPED, "the writer stopped");
    }
    if (sink->reason == ENOMEM) {
        return ri_fail_nomem(err);
    }
    char why[128];
    if (strerror_r(sink->reason, why, sizeof why) != 0) {
        return ri_fail(err, RACI_IO, "writing failed: error %d", sink->reason);
    }
    return ri_fail(err, RACI_IO, "writing failed: %s", why);
}

#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *raci_status_name(raci_status status)
{
    switch (status) {
    case RACI_OK:
        return "ok";
    case RACI_NOMEM:
        return "out of memory";
    case RACI_INVALID:
        return "invalid argument";
    case RACI_NOTFOUND:
        return "not found";
    case RACI_EXISTS:
        return "exists already";
    case RACI_IO:
        return "input or output failed";
    case RACI_BUSY:
        return "busy";
    case RACI_FORMAT:
        return "damaged or no model";
    case RACI_NEWER:
        return "written by a newer version";
    case RACI_INPUT:
        return "invalid input";
    case RACI_POLICY:
        return "invalid policy";
    case RACI_LIMIT:
        return "limit exceeded";
    case RACI_STOPPED:
        return "stopped";
    case RACI_INTERNAL:
        return "internal error";
    case RACI_CHANGED:
        return "changed since";
    }
    return "unknown status";
}

const char *raci_version(void)
{
    return RACI_VERSION;
}

/* Drops a character of which the end was cut off. */
static void drop_cut_character(char *string)
{
    size_t length = strlen(string);
    size_t start = length;
    while (start > 0 && length - start < 4) {
        unsigned char byte = (unsigned char)string[--start];
        if (byte < 0x80) {
            return;
        }
        if (byte >= 0xc0) {
            size_t whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            if (length - start < whole) {
                string[start] = '\0';
            }
            return;
        }
    }
}

static raci_status fill(raci_error *err, raci_status status, const char *file, int line, int column,
                        const char *format, va_list arguments)
{
    if (err == NULL || err->status != RACI_OK) {
        return status;
    }
    err->status = status;
    err->line = line;
    err->column = column;
    (void)snprintf(err->file, sizeof err->file, "%s", file != NULL ? file : "");
    drop_cut_character(err->file);
    if (vsnprintf(err->message, sizeof err->message, format, arguments) < 0) {
        (void)snprintf(err->message, sizeof err->message, "%s", raci_status_name(status));
    }
    drop_cut_character(err->message);
    return status;
}

raci_status ri_fail(raci_error *err, raci_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)fill(err, status, NULL, 0, 0, format, arguments);
    va_end(arguments);
    return status;
}

raci_status ri_fail_at(raci_error *err, raci_status status, const char *file, int line, int column,
                       const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)fill(err, status, file, line, column, format, arguments);
    va_end(arguments);
    return status;
}

void ri_error_clear(raci_error *err)
{
    if (err != NULL) {
        *err = (raci_error){0};
    }
}

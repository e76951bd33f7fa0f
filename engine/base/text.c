#include "base/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

/* Makes room for `extra` more bytes and the closing NUL. */
static bool reserve(ri_text *text, size_t extra)
{
    if (text->failed) {
        return false;
    }
    if (extra >= SIZE_MAX - text->length ||
        !ri_grow((void **)&text->bytes, &text->capacity, text->length + extra + 1, 1)) {
        text->failed = true;
        return false;
    }
    return true;
}

void ri_text_add(ri_text *text, const char *string)
{
    ri_text_bytes(text, string, strlen(string));
}

void ri_text_bytes(ri_text *text, const char *bytes, size_t length)
{
    if (!reserve(text, length)) {
        return;
    }
    if (length > 0) {
        memcpy(text->bytes + text->length, bytes, length);
    }
    text->length += length;
    text->bytes[text->length] = '\0';
}

void ri_text_char(ri_text *text, char c)
{
    ri_text_bytes(text, &c, 1);
}

void ri_text_format(ri_text *text, const char *format, ...)
{
    if (!reserve(text, 64)) {
        return;
    }
    size_t room = text->capacity - text->length;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text->bytes + text->length, room, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length >= room && reserve(text, (size_t)length)) {
        va_start(arguments, format);
        (void)vsnprintf(text->bytes + text->length, (size_t)length + 1, format, arguments);
        va_end(arguments);
    }
    if (length < 0 || text->failed) {
        text->failed = true;
        text->bytes[text->length] = '\0';
        return;
    }
    text->length += (size_t)length;
}

static bool has_item(const ri_text *list, const char *bytes, size_t length)
{
    for (size_t at = 0; at < list->length;) {
        const char *end = memchr(list->bytes + at, ';', list->length - at);
        const size_t taken = end != NULL ? (size_t)(end - list->bytes) - at : list->length - at;
        if (taken == length && memcmp(list->bytes + at, bytes, length) == 0) {
            return true;
        }
        at += taken + 1;
    }
    return false;
}

bool ri_text_item(ri_text *list, const char *bytes, size_t length)
{
    if (has_item(list, bytes, length)) {
        return false;
    }
    if (list->length > 0) {
        ri_text_char(list, ';');
    }
    ri_text_bytes(list, bytes, length);
    return true;
}

const char *ri_text_string(const ri_text *text)
{
    return text->bytes != NULL ? text->bytes : "";
}

void ri_text_clear(ri_text *text)
{
    text->length = 0;
    if (text->bytes != NULL) {
        text->bytes[0] = '\0';
    }
}

void ri_text_renew(ri_text *text)
{
    text->failed = false;
    ri_text_clear(text);
}

void ri_text_free(ri_text *text)
{
    ri_free(text->bytes);
    *text = (ri_text)RI_TEXT_INIT;
}

/*
 * What somebody writes, as a text.
 */
#ifndef TEST_APPENDED_H
#define TEST_APPENDED_H

#include "base/text.h"

/* A function to write with (raci_write_fn), whose payload is an ri_text. */
static inline int append_text(const char *data, size_t length, void *payload)
{
    ri_text *out = payload;
    ri_text_bytes(out, data, length);
    return out->failed ? 1 : 0;
}

#endif

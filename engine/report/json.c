#include "report/json.h"

#include <string.h>

#include "base/utf8.h"

static const char *short_escape(unsigned char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

/* How many bytes the character at `at` has; 0 when it is not valid. */
static size_t character(const char *at)
{
    size_t length = 1;
    unsigned char first = (unsigned char)*at;
    if (first >= 0x80) {
        length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    }
    for (size_t i = 1; i < length; i++) {
        if (at[i] == '\0') {
            return 0;
        }
    }
    return ri_utf8_valid(at, length, NULL) ? length : 0;
}

/* The code point of a valid character of two or three bytes that must not stand
   as it is; 0 for all others. */
static unsigned acting(const char *at, size_t length)
{
    const unsigned char *b = (const unsigned char *)at;
    if (length == 2 && b[0] == 0xc2 && b[1] < 0xa0) {
        return b[1]; /* C1 controls */
    }
    if (length == 2 && b[0] == 0xd8 && b[1] == 0x9c) {
        return 0x061c; /* Arabic letter mark */
    }
    if (length == 3 && b[0] == 0xe2 && (b[1] == 0x80 || b[1] == 0x81)) {
        unsigned c = 0x2000U | (b[1] & 1U) << 6 | (b[2] & 0x3fU);
        bool mark = c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
                    (c >= 0x2066 && c <= 0x2069);
        return mark ? c : 0;
    }
    return 0;
}

void ri_json_string(ri_sink *sink, const char *value)
{
    const char *plain = value; /* what is still to be copied begins here */
    const char *at = value;
    ri_sink_bytes(sink, "\"", 1);
    while (*at != '\0') {
        unsigned char c = (unsigned char)*at;
        size_t length = c < 0x80 ? 1 : character(at);
        unsigned code = length > 1 ? acting(at, length) : 0;
        const char *escape = length == 1 ? short_escape(c) : NULL;
        if (length > 0 && code == 0 && escape == NULL && c >= 0x20 && c != 0x7f) {
            at += length;
            continue;
        }
        ri_sink_bytes(sink, plain, (size_t)(at - plain));
        if (escape != NULL) {
            ri_sink_add(sink, escape);
        } else if (length == 0) {
            ri_sink_add(sink, "\\ufffd");
        } else {
            ri_sink_format(sink, "\\u%04x", code != 0 ? code : c);
        }
        at += length > 0 ? length : 1;
        plain = at;
    }
    ri_sink_bytes(sink, plain, (size_t)(at - plain));
    ri_sink_bytes(sink, "\"", 1);
}

static void before_value(ri_json *json)
{
    if (json->comma) {
        ri_sink_bytes(json->sink, ",", 1);
    }
}

static void after_value(ri_json *json)
{
    json->comma = json->depth > 0;
    if (json->depth == 0) {
        ri_sink_bytes(json->sink, "\n", 1);
    }
}

static void open_bracket(void *self, char bracket)
{
    ri_json *json = self;
    before_value(json);
    ri_sink_bytes(json->sink, &bracket, 1);
    json->depth++;
    json->comma = false;
}

static void close_bracket(void *self, char bracket)
{
    ri_json *json = self;
    ri_sink_bytes(json->sink, &bracket, 1);
    json->depth--;
    after_value(json);
}

static void put_key(void *self, const char *name)
{
    ri_json *json = self;
    before_value(json);
    ri_json_string(json->sink, name);
    ri_sink_bytes(json->sink, ":", 1);
    json->comma = false;
}

static void put_string(void *self, const char *value)
{
    ri_json *json = self;
    before_value(json);
    ri_json_string(json->sink, value);
    after_value(json);
}

static void put_word(void *self, const char *word)
{
    ri_json *json = self;
    before_value(json);
    ri_sink_add(json->sink, word);
    after_value(json);
}

ri_emit ri_json_emit(ri_json *json, ri_sink *sink)
{
    static const ri_receiver receiver = {open_bracket, close_bracket, put_key, put_string,
                                         put_word};
    *json = (ri_json){.sink = sink};
    return (ri_emit){&receiver, json};
}

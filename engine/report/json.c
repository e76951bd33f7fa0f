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

/* Writes a character as an escape, or two where it is beyond what one can say. */
static void put_escaped(ri_sink *sink, uint32_t code)
{
    if (code < 0x10000) {
        ri_sink_format(sink, "\\u%04x", (unsigned)code);
    } else {
        code -= 0x10000;
        ri_sink_format(sink, "\\u%04x\\u%04x", (unsigned)(0xd800 + (code >> 10)),
                       (unsigned)(0xdc00 + (code & 0x3ff)));
    }
}

/* Whether the character at `at` stands for itself. */
static bool is_plain(const char *at, uint32_t code)
{
    if (code < 0x80) {
        return code >= 0x20 && code != 0x7f && code != '"' && code != '\\' &&
               !(code == '#' && ri_utf8_begins_command(at));
    }
    return ri_utf8_shown(code);
}

void ri_json_string(ri_sink *sink, const char *value)
{
    const char *plain = value; /* what is still to be copied begins here */
    const char *at = value;
    size_t left = strlen(value);
    ri_sink_bytes(sink, "\"", 1);
    while (left > 0) {
        uint32_t code = 0;
        const size_t length = ri_utf8_next(at, left, &code);
        const bool valid = length > 1 || code < 0x80; /* else U+FFFD stands for a byte */
        if (valid && is_plain(at, code)) {
            at += length;
            left -= length;
            continue;
        }
        const char *escape = length == 1 ? short_escape((unsigned char)*at) : NULL;
        ri_sink_bytes(sink, plain, (size_t)(at - plain));
        if (escape != NULL) {
            ri_sink_add(sink, escape);
        } else {
            put_escaped(sink, code);
        }
        at += length;
        left -= length;
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

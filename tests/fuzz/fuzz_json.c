/*
 * Any text, as decode.c gives it, as JSON: refused at a place, or values that can be written
 * again, from which the same is read.
 */
#define _POSIX_C_SOURCE 200809L

#include "base/text.h"
#include "fuzz_book.h"
#include "intake/values.h"

/* The values of the bytes, in the arena; NULL when they are refused. */
static const ri_value *read_json(ri_arena *arena, const char *bytes, size_t n)
{
    ri_values values;
    raci_error err = {0};
    const ri_value *all = ri_values_begin(&values, arena, "fuzz.json");
    REQUIRE(all != NULL);
    const raci_status status = ri_json_read(&values, bytes, n, &err);
    if (status != RACI_OK) {
        REQUIRE(status == RACI_INPUT || status == RACI_LIMIT);
        REQUIRE(err.status == status && err.message[0] != '\0' && err.line >= 0);
        return NULL;
    }
    return all;
}

static void say_text(ri_text *out, const char *bytes, size_t n)
{
    ri_text_char(out, '"');
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 || c == '"' || c == '\\') {
            ri_text_format(out, "\\u%04x", c);
        } else {
            ri_text_char(out, bytes[i]);
        }
    }
    ri_text_char(out, '"');
}

static void say(ri_text *out, const ri_value *value, size_t depth);

static void say_inside(ri_text *out, const ri_value *value, size_t depth)
{
    const bool object = value->kind == RI_VALUE_OBJECT;
    ri_text_char(out, object ? '{' : '[');
    for (const ri_value *each = value->first; each != NULL; each = each->next) {
        ri_text_add(out, each != value->first ? "," : "");
        REQUIRE((each->key != NULL) == object);
        if (object) {
            say_text(out, each->key, strlen(each->key));
            ri_text_char(out, ':');
        }
        say(out, each, depth + 1);
    }
    ri_text_char(out, object ? '}' : ']');
}

static void say(ri_text *out, const ri_value *value, size_t depth)
{
    REQUIRE(depth <= RI_VALUES_DEPTH && value->line >= 1 && value->column >= 1);
    if (value->kind != RI_VALUE_TEXT) {
        say_inside(out, value, depth);
        return;
    }
    REQUIRE(value->first == NULL && value->bytes[value->length] == '\0');
    REQUIRE(ri_utf8_valid(value->bytes, value->length, NULL));
    say_text(out, value->bytes, value->length);
}

/* All documents, a line each. */
static void say_all(ri_text *out, const ri_value *all)
{
    for (const ri_value *each = all->first; each != NULL; each = each->next) {
        say(out, each, 1);
        ri_text_char(out, '\n');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n == 0 || !ri_utf8_valid((const char *)bytes, n, NULL)) {
        return 0;
    }
    ri_arena *arena = ri_arena_new();
    ri_text said = RI_TEXT_INIT;
    ri_text again = RI_TEXT_INIT;
    const ri_value *first = read_json(arena, (const char *)bytes, n);
    if (first != NULL) {
        say_all(&said, first);
        const ri_value *second = read_json(arena, ri_text_string(&said), said.length);
        REQUIRE(second != NULL);
        say_all(&again, second);
        REQUIRE(strcmp(ri_text_string(&said), ri_text_string(&again)) == 0);
    }
    ri_text_free(&said);
    ri_text_free(&again);
    ri_arena_free(arena);
    return 0;
}

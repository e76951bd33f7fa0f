#include "policy/function_code.h"

#include <lua.h>
#include <stdint.h>
#include <string.h>

enum {
    HEADER = 4 + 1 + 1 + 6 + 3 + sizeof(lua_Integer) + sizeof(lua_Number),
    UPVALUE = 3,     /* bytes for each */
    INSTRUCTION = 4, /* likewise */
    NESTED_MAX = 190 /* functions in functions: as many as the compiler takes */
};

/* Kinds of constants. */
enum {
    CONSTANT_NIL = 0x00,
    CONSTANT_FALSE = 0x01,
    CONSTANT_TRUE = 0x11,
    CONSTANT_INTEGER = 0x03,
    CONSTANT_FLOAT = 0x13,
    CONSTANT_SHORT = 0x04,
    CONSTANT_LONG = 0x14
};

typedef struct reading {
    ri_digest *to;
    const unsigned char *at;
    const unsigned char *end;
    int depth;
    bool sound;
} reading;

/* Passes bytes on, or over. */
static void take(reading *r, size_t n, bool keep)
{
    if (!r->sound || n > (size_t)(r->end - r->at)) {
        r->sound = false;
        return;
    }
    if (keep) {
        ri_digest_add(r->to, r->at, n);
    }
    r->at += n;
}

/* A number in groups of seven bits, of which the last has the eighth. */
static size_t take_size(reading *r, bool keep)
{
    size_t value = 0;
    unsigned char byte = 0;
    while (r->sound && (byte & 0x80u) == 0) {
        if (r->at == r->end || value > SIZE_MAX >> 7) {
            r->sound = false;
            return 0;
        }
        byte = *r->at;
        value = value << 7 | (byte & 0x7Fu);
        take(r, 1, keep);
    }
    return r->sound ? value : 0;
}

/* Its length is one more, and 0 for none. */
static void take_string(reading *r)
{
    const size_t size = take_size(r, true);
    take(r, size > 0 ? size - 1 : 0, true);
}

static void take_vector(reading *r, size_t size)
{
    const size_t n = take_size(r, true);
    if (n > SIZE_MAX / size) {
        r->sound = false;
    }
    take(r, r->sound ? n * size : 0, true);
}

static void take_constants(reading *r)
{
    for (size_t n = take_size(r, true); r->sound && n > 0; n--) {
        const int kind = r->at < r->end ? *r->at : -1;
        take(r, 1, true);
        switch (kind) {
        case CONSTANT_NIL:
        case CONSTANT_FALSE:
        case CONSTANT_TRUE:
            break;
        case CONSTANT_INTEGER:
            take(r, sizeof(lua_Integer), true);
            break;
        case CONSTANT_FLOAT:
            take(r, sizeof(lua_Number), true);
            break;
        case CONSTANT_SHORT:
        case CONSTANT_LONG:
            take_string(r);
            break;
        default:
            r->sound = false;
            break;
        }
    }
}

static void take_function(reading *r);

static void take_functions(reading *r)
{
    for (size_t n = take_size(r, true); r->sound && n > 0; n--) {
        take_function(r);
    }
}

/* Lines of instructions, names of variables and of what is held: a stripped dump has none. */
static void take_no_names(reading *r)
{
    for (int i = 0; i < 4; i++) {
        if (take_size(r, true) != 0) {
            r->sound = false;
        }
    }
}

static void take_function(reading *r)
{
    if (++r->depth > NESTED_MAX) {
        r->sound = false;
    }
    take_string(r);      /* where it is from: nothing */
    take_size(r, false); /* the lines on which it begins and ends */
    take_size(r, false);
    take(r, 3, true); /* parameters, whether there are more, its stack */
    take_vector(r, INSTRUCTION);
    take_constants(r);
    take_vector(r, UPVALUE);
    take_functions(r);
    take_no_names(r);
    r->depth--;
}

bool ri_function_code_add(ri_digest *to, const unsigned char *bytes, size_t length)
{
    reading r = {.to = to, .at = bytes, .end = bytes + length, .sound = true};
    take(&r, HEADER, true);
    take(&r, 1, true); /* how many things it holds */
    take_function(&r);
    return r.sound && r.at == r.end;
}

#include "policy/library.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "policy/fuel.h"
#include "policy/machine.h"

/*
 * string.format without %p, which shows addresses, %a and %q. A width or precision
 * has at most two digits.
 */

#define WHO "string.format"
#define PIECE_MAX 512  /* "%99.99f" of the largest number has 411 characters */
#define PADDED_MAX 400 /* bytes of a text for %s with a width */

/* What printf allows for a letter. */
typedef struct letter {
    char letter;
    const char *flags;
    bool precision;
    const char *size; /* before the letter, for printf */
} letter;

static const letter letters[] = {
    {'d', "-+0 ", true, "ll"}, {'i', "-+0 ", true, "ll"}, {'u', "-0", true, "ll"},
    {'x', "-#0", true, "ll"},  {'X', "-#0", true, "ll"},  {'o', "-#0", true, "ll"},
    {'c', "-", false, ""},     {'s', "-", true, ""},      {'e', "-+#0 ", true, ""},
    {'E', "-+#0 ", true, ""},  {'f', "-+#0 ", true, ""},  {'g', "-+#0 ", true, ""},
    {'G', "-+#0 ", true, ""},
};

typedef struct directive {
    char text[16]; /* for printf: "%-5.2lld" */
    char letter;
    bool plain; /* without flags, width and precision */
} directive;

static const char *skip_digits(const char *at)
{
    for (int i = 0; i < 2 && *at >= '0' && *at <= '9'; i++) {
        at++;
    }
    return at;
}

static int refuse(lua_State *L)
{
    return ri_raise(L, 1,
                    WHO ": a directive it does not know; there are "
                        "%%d i u c x X o e E f g G s, flags, and two digits for width "
                        "and precision");
}

/* Reads what follows a '%'; gives what follows the directive. MAY RAISE. */
static const char *read_directive(lua_State *L, const char *begin, directive *out)
{
    const char *flags_end = begin + strspn(begin, "-+ #0");
    const char *at = skip_digits(flags_end);
    bool precision = *at == '.';
    at = precision ? skip_digits(at + 1) : at;
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        const letter *known = &letters[i];
        if (*at != known->letter) {
            continue;
        }
        bool allowed = strspn(begin, known->flags) == (size_t)(flags_end - begin) &&
                       (known->precision || !precision) && at - begin <= 10;
        if (!allowed) {
            refuse(L);
        }
        (void)snprintf(out->text, sizeof out->text, "%%%.*s%s%c", (int)(at - begin), begin,
                       known->size, known->letter);
        out->letter = known->letter;
        out->plain = at == begin;
        return at + 1;
    }
    refuse(L);
    return at;
}

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* read_directive has made them */
#endif

/* Formats a number into `piece`; gives its length. MAY RAISE. */
static size_t format_number(lua_State *L, int n, const directive *what, char piece[PIECE_MAX])
{
    int length = 0;
    if (what->letter == 'c') {
        int byte = (unsigned char)ri_argument_integer(L, n, WHO);
        length = snprintf(piece, PIECE_MAX, what->text, byte);
    } else if (strchr("eEfgG", what->letter) != NULL) {
        lua_Number x = ri_argument_number(L, n, WHO);
        if (isnan(x)) {
            x = (lua_Number)NAN; /* its sign would be the processor's */
        }
        length = snprintf(piece, PIECE_MAX, what->text, x);
    } else {
        long long i = ri_argument_integer(L, n, WHO);
        length = snprintf(piece, PIECE_MAX, what->text, i);
    }
    return length > 0 ? (size_t)length : 0;
}

/* Appends the text of the value at n. MAY RAISE. */
static void add_text(lua_State *L, luaL_Buffer *buffer, int n, const directive *what)
{
    char piece[PIECE_MAX];
    size_t length = 0;
    ri_push_text_of(L, n);
    const char *text = lua_tolstring(L, -1, &length);
    ri_text_allow(L, length);
    if (what->plain) {
        luaL_addvalue(buffer);
        return;
    }
    if (strlen(text) != length || length >= PADDED_MAX) {
        ri_raise(L, 1, WHO ": a text for %%s with a width has at most %d bytes, none of them zero",
                 PADDED_MAX - 1);
    }
    int written = snprintf(piece, sizeof piece, what->text, text);
    lua_pop(L, 1);
    luaL_addlstring(buffer, piece, written > 0 ? (size_t)written : 0);
}

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

/* Appends what the directive after a '%' makes of argument n. MAY RAISE. */
static const char *add_directive(lua_State *L, luaL_Buffer *buffer, const char *at, int n, int last)
{
    char piece[PIECE_MAX];
    directive what;
    at = read_directive(L, at, &what);
    if (n > last) { /* not lua_isnone: the buffer stands there */
        ri_raise(L, 1, WHO ": argument %d is missing", n);
    }
    if (what.letter == 's') {
        add_text(L, buffer, n, &what);
    } else {
        size_t length = format_number(L, n, &what, piece);
        ri_fuel_take(L, length); /* a long one takes long */
        luaL_addlstring(buffer, piece, length);
    }
    return at;
}

int ri_library_format(lua_State *L)
{
    size_t length = 0;
    int last = lua_gettop(L);
    const char *at = ri_argument_text(L, 1, WHO, &length);
    const char *end = at + length;
    ri_text_allow(L, length);
    ri_fuel_take(L, 8);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (int n = 2; at < end;) {
        const char *percent = memchr(at, '%', (size_t)(end - at));
        const char *until = percent != NULL ? percent : end;
        luaL_addlstring(&buffer, at, (size_t)(until - at));
        if (percent == NULL) {
            break;
        }
        ri_fuel_take(L, 8);
        if (percent[1] == '%') {
            luaL_addchar(&buffer, '%');
            at = percent + 2;
        } else {
            at = add_directive(L, &buffer, percent + 1, n++, last);
        }
        if (luaL_bufflen(&buffer) > RI_MACHINE_STRING) {
            ri_text_allow(L, luaL_bufflen(&buffer));
        }
    }
    luaL_pushresult(&buffer);
    return 1;
}

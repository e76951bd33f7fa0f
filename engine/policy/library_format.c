#include "policy/library.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "policy/machine.h"

/*
 * string.format: %d %i %u %c %x %X %o, %e %E %f %g %G, %s, %%. No %p, which shows
 * addresses, no %a, and no %q. A width or precision has at most two digits.
 */

#define WHO "string.format"
#define PIECE_MAX 512 /* "%99.99f" of the largest number has 411 characters */

typedef struct directive {
    char text[16]; /* "%-5.2" */
    size_t length;
    char letter;
    bool plain; /* "%" alone */
} directive;

/* Copies at most two digits. */
static const char *take_digits(const char *at, directive *out)
{
    for (int i = 0; i < 2 && *at >= '0' && *at <= '9'; i++) {
        out->text[out->length++] = *at++;
    }
    return at;
}

/* Reads what follows a '%'; gives what follows the directive. MAY RAISE. */
static const char *read_directive(lua_State *L, const char *at, directive *out)
{
    out->length = 0;
    out->text[out->length++] = '%';
    while (*at != '\0' && strchr("-+ #0", *at) != NULL && out->length < 6) {
        out->text[out->length++] = *at++;
    }
    at = take_digits(at, out);
    if (*at == '.') {
        out->text[out->length++] = *at++;
        at = take_digits(at, out);
    }
    out->plain = out->length == 1;
    out->letter = *at;
    if (*at == '\0' || strchr("diucxXoeEfgGs%", *at) == NULL) {
        char shown[2] = {*at, '\0'};
        ri_raise(L, 1, WHO ": '%s%s' is not a directive; there are d i u c x X o e E f g G s %%",
                 (out->text[out->length] = '\0', out->text), shown);
    }
    return at + 1;
}

/* Ends the directive's text with a length and the letter, for printf. */
static const char *finish(directive *what, const char *size, char letter)
{
    (void)snprintf(what->text + what->length, sizeof what->text - what->length, "%s%c", size,
                   letter);
    return what->text;
}

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* read_directive has checked them */
#endif

/* Formats a number into `piece`; gives its length. MAY RAISE. */
static size_t format_number(lua_State *L, int n, directive *what, char piece[PIECE_MAX])
{
    int length = 0;
    if (what->letter == 'c') {
        length = snprintf(piece, PIECE_MAX, finish(what, "", 'c'),
                          (int)(unsigned char)ri_argument_integer(L, n, WHO));
    } else if (strchr("eEfgG", what->letter) != NULL) {
        lua_Number x = ri_argument_number(L, n, WHO);
        if (isnan(x)) {
            x = fabs(x); /* the sign of nan is the processor's */
        }
        length = snprintf(piece, PIECE_MAX, finish(what, "", what->letter), x);
    } else {
        length = snprintf(piece, PIECE_MAX, finish(what, "ll", what->letter),
                          (long long)ri_argument_integer(L, n, WHO));
    }
    return length > 0 ? (size_t)length : 0;
}

/* Appends the text of the value at n. MAY RAISE. */
static void add_text(lua_State *L, luaL_Buffer *buffer, int n, directive *what)
{
    char piece[PIECE_MAX];
    size_t length = 0;
    if (lua_isnone(L, n)) {
        ri_argument_error(L, n, WHO, "a value");
    }
    ri_push_text_of(L, n);
    const char *text = lua_tolstring(L, -1, &length);
    ri_text_allow(L, length + luaL_bufflen(buffer));
    if (what->plain) {
        luaL_addvalue(buffer);
        return;
    }
    if (strlen(text) != length || length >= 400) {
        ri_raise(L, 1, WHO ": a text for %%s with a width must be short and without zero bytes");
    }
    int written = snprintf(piece, sizeof piece, finish(what, "", 's'), text);
    lua_pop(L, 1);
    luaL_addlstring(buffer, piece, written > 0 ? (size_t)written : 0);
}

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

int ri_library_format(lua_State *L)
{
    size_t length = 0;
    const char *at = ri_argument_text(L, 1, WHO, &length);
    const char *end = at + length;
    char piece[PIECE_MAX];
    ri_text_allow(L, length);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (int n = 2; at < end;) {
        const char *percent = memchr(at, '%', (size_t)(end - at));
        luaL_addlstring(&buffer, at, (size_t)((percent != NULL ? percent : end) - at));
        if (percent == NULL) {
            break;
        }
        ri_fuel_spend(L, 8);
        directive what;
        at = read_directive(L, percent + 1, &what);
        if (what.letter == '%') {
            luaL_addchar(&buffer, '%');
        } else if (what.letter == 's') {
            add_text(L, &buffer, n++, &what);
        } else {
            luaL_addlstring(&buffer, piece, format_number(L, n++, &what, piece));
        }
        ri_text_allow(L, luaL_bufflen(&buffer) > RI_MACHINE_STRING ? luaL_bufflen(&buffer) : 0);
    }
    luaL_pushresult(&buffer);
    return 1;
}

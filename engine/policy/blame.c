#include "policy/blame.h"

#include <lauxlib.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "policy/state.h"

/* The error value of every error of ours: the rest is in the machine's blame. */
static char raised;

void ri_blame_clear(ri_machine *machine)
{
    machine->blame.status = RACI_OK;
    machine->blame.file = NULL;
    machine->blame.line = 0;
    machine->blame.message[0] = '\0';
}

/* ---- where ---- */

/* The file of a chunk name, "=N" for the N-th file; NULL when it is none. */
static const char *file_of(const ri_machine *machine, const lua_Debug *ar)
{
    if (ar->what[0] == 'C' || ar->source[0] != '=') {
        return NULL;
    }
    size_t number = (size_t)strtoul(ar->source + 1, NULL, 10);
    return number < machine->n_files ? machine->files[number] : NULL;
}

/* The nearest code of a policy from `level` upwards. */
static bool find_place(lua_State *L, int level, lua_Debug *ar, const char **file)
{
    for (; lua_getstack(L, level, ar); level++) {
        lua_getinfo(L, "Sl", ar);
        *file = file_of(ri_machine_at(L), ar);
        if (*file != NULL) {
            return true;
        }
    }
    return false;
}

bool ri_where(lua_State *L, int level, const char **file, int *line)
{
    lua_Debug ar;
    if (!find_place(L, level, &ar, file)) {
        return false;
    }
    *line = ar.currentline;
    return true;
}

/* Where the function begins that the engine called: the same whenever the
   processor's clock ends it. */
static void place_outermost(lua_State *L, ri_blame *blame)
{
    lua_Debug ar;
    for (int level = 0; lua_getstack(L, level, &ar); level++) {
        lua_getinfo(L, "S", &ar);
        const char *file = file_of(ri_machine_at(L), &ar);
        if (file != NULL) {
            blame->file = file;
            blame->line = ar.linedefined > 0 ? ar.linedefined : 1;
        }
    }
}

/* ---- raising ---- */

static int raise(lua_State *L, ri_blame *blame, raci_status status)
{
    blame->status = status;
    lua_pushlightuserdata(L, &raised);
    return lua_error(L);
}

int ri_raise(lua_State *L, int level, const char *format, ...)
{
    ri_blame *blame = &ri_machine_at(L)->blame;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(blame->message, sizeof blame->message, format, arguments);
    va_end(arguments);
    blame->file = NULL;
    blame->line = 0;
    /* Nobody at that level: the nearest there is. */
    while (!ri_where(L, level, &blame->file, &blame->line) && level > 1) {
        level--;
    }
    return raise(L, blame, RACI_POLICY);
}

int ri_blame_at(lua_State *L, raci_status status, const char *file, int line, const char *format,
                ...)
{
    ri_blame *blame = &ri_machine_at(L)->blame;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(blame->message, sizeof blame->message, format, arguments);
    va_end(arguments);
    blame->file = file;
    blame->line = line;
    return raise(L, blame, status);
}

static void blame_limit(lua_State *L, ri_blame *blame, ri_limit limit)
{
    (void)snprintf(blame->message, sizeof blame->message, "%s", ri_fuel_message(limit));
    blame->file = NULL;
    blame->line = 0;
    if (limit == RI_LIMIT_CPU) {
        place_outermost(L, blame);
    } else {
        (void)ri_where(L, 0, &blame->file, &blame->line);
    }
    blame->status = limit == RI_LIMIT_MEMORY ? RACI_NOMEM : RACI_LIMIT;
}

int ri_blame_limit(lua_State *L, ri_limit limit)
{
    ri_blame *blame = &ri_machine_at(L)->blame;
    blame_limit(L, blame, limit);
    return raise(L, blame, blame->status);
}

void ri_blame_refusal(ri_machine *machine)
{
    if (machine->L != NULL) {
        blame_limit(machine->L, &machine->refusal, machine->budget.refused);
    }
}

/* ---- what an error value says ---- */

/* Takes a text without the "N:line: " that Lua put before it. */
static void say_text(ri_blame *blame, const char *text, const lua_Debug *ar, bool placed)
{
    char prefix[LUA_IDSIZE + 32];
    if (placed) {
        int n = snprintf(prefix, sizeof prefix, "%s:%d: ", ar->short_src, ar->currentline);
        if (n > 0 && strncmp(text, prefix, (size_t)n) == 0) {
            text += n;
        }
    }
    (void)snprintf(blame->message, sizeof blame->message, "%s", text);
    if (strcmp(text, "C stack overflow") == 0 || strcmp(text, "stack overflow") == 0) {
        (void)snprintf(blame->message, sizeof blame->message, "%s",
                       ri_fuel_message(RI_LIMIT_DEPTH));
        blame->status = RACI_LIMIT;
    }
}

int ri_blame_handler(lua_State *L)
{
    /* stack: error value */
    ri_blame *blame = &ri_machine_at(L)->blame;
    if (lua_touserdata(L, 1) == &raised) {
        return 1;
    }
    lua_Debug ar;
    bool placed = find_place(L, 1, &ar, &blame->file);
    blame->line = placed ? ar.currentline : 0;
    blame->status = RACI_POLICY;
    if (lua_type(L, 1) == LUA_TSTRING) { /* not lua_isstring: numbers would be converted */
        say_text(blame, lua_tostring(L, 1), &ar, placed);
    } else {
        (void)snprintf(blame->message, sizeof blame->message, "an error that is a %s, not a text",
                       luaL_typename(L, 1));
    }
    return 1;
}

/* ---- telling ---- */

/* Copies a text so that it cannot act where it is shown, cut at a character. */
static void copy_shown(char *out, size_t size, const char *text)
{
    ri_text shown = RI_TEXT_INIT;
    ri_utf8_show(&shown, text);
    const char *from = shown.failed ? text : ri_text_string(&shown);
    size_t length = strlen(from);
    bool cut = length >= size;
    if (cut) {
        length = size - sizeof "…";
        while (length > 0 && ((unsigned char)from[length] & 0xc0) == 0x80) {
            length--;
        }
    }
    (void)snprintf(out, size, "%.*s%s", (int)length, from, cut ? "…" : "");
    if (shown.failed) { /* no memory to write them out */
        for (char *c = out; *c != '\0'; c++) {
            if ((unsigned char)*c < 0x20 || (unsigned char)*c >= 0x7f) {
                *c = '?';
            }
        }
    }
    ri_text_free(&shown);
}

void ri_blame_tell(ri_machine *machine, int result, ri_call_failure *failure, raci_status *status)
{
    ri_blame *blame = result == LUA_ERRMEM ? &machine->refusal : &machine->blame;
    if (result == LUA_ERRERR) {
        blame_limit(machine->L, blame, RI_LIMIT_DEPTH);
    }
    if (status != NULL) {
        *status = blame->status;
    }
    if (failure != NULL) {
        copy_shown(failure->file, sizeof failure->file, blame->file != NULL ? blame->file : "");
        failure->line = blame->line;
        copy_shown(failure->message, sizeof failure->message, blame->message);
    }
}

#include "policy/machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "policy/backstop.h"
#include "policy/blame.h"
#include "policy/environment.h"
#include "policy/gate.h"
#include "policy/library.h"
#include "policy/selftest.h"
#include "policy/state.h"

/* ---- the registry ---- */

static const char slots[RI_SLOT_COUNT];

void ri_slot_push(lua_State *L, ri_slot slot)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &slots[slot]);
}

void ri_slot_set(lua_State *L, ri_slot slot)
{
    lua_rawsetp(L, LUA_REGISTRYINDEX, &slots[slot]);
}

/* ---- life ---- */

static int set_up(lua_State *L)
{
    ri_machine_at(L)->budget.free = true;
    /* Lua makes this text outside any protection when its stack ends while an
       error is handled: it must be there already. */
    lua_createtable(L, 1, 0);
    lua_pushliteral(L, "error in error handling");
    lua_rawseti(L, -2, 1);
    ri_slot_set(L, RI_SLOT_ANCHORS);
    lua_newtable(L);
    ri_slot_set(L, RI_SLOT_KEPT);
    ri_environment_open(L);
    ri_library_open(L);
    return 0;
}

raci_status ri_machine_new(ri_machine **out, raci_error *err)
{
    raci_status status = ri_selftest(err);
    ri_machine *machine = status == RACI_OK ? ri_alloc(sizeof *machine) : NULL;
    if (machine == NULL) {
        return status != RACI_OK ? status : ri_fail_nomem(err);
    }
    memset(machine, 0, sizeof *machine);
    machine->budget.free = true;
    machine->locale = ri_plain_locale_new();
    lua_State *L = machine->locale != NULL ? lua_newstate(ri_fuel_allocate, machine) : NULL;
    if (L == NULL) {
        ri_machine_free(machine);
        return ri_fail_nomem(err);
    }
    machine->L = L;
    *(ri_machine **)lua_getextraspace(L) = machine;
    lua_gc(L, LUA_GCSTOP); /* fuel.c says when */
    ri_call_failure failure;
    if (!ri_machine_enter(machine, set_up, NULL, &failure, &status)) {
        ri_machine_free(machine);
        return ri_fail(err, status, "%s", failure.message);
    }
    *out = machine;
    return RACI_OK;
}

void ri_machine_free(ri_machine *machine)
{
    if (machine == NULL) {
        return;
    }
    if (machine->L != NULL) {
        lua_sethook(machine->L, NULL, 0, 0);
        machine->budget.free = true;
        lua_close(machine->L);
    }
    for (size_t i = 0; i < machine->n_files; i++) {
        ri_free(machine->files[i]);
    }
    ri_free(machine->files);
    ri_free(machine->changes);
    ri_plain_locale_free(machine->locale);
    ri_free(machine);
}

bool ri_machine_enter(ri_machine *machine, lua_CFunction body, void *payload,
                      ri_call_failure *failure, raci_status *status)
{
    lua_State *L = machine->L;
    if (machine->entered) { /* a defect of ours; Lua's state would not survive it */
        ri_blame_clear(machine);
        machine->blame.status = RACI_INTERNAL;
        ri_blame_tell(machine, LUA_ERRRUN, failure, status);
        return false;
    }
    machine->entered = true;
    ri_plain_locale outside = ri_plain_locale_use(machine->locale);
    ri_blame_clear(machine);
    ri_fuel_begin(machine);
    lua_settop(L, 0);
    lua_pushcfunction(L, ri_blame_handler);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, payload);
    int result = lua_pcall(L, 1, 0, 1);
    if (result != LUA_OK) {
        ri_blame_tell(machine, result, failure, status);
    }
    lua_settop(L, 0);
    (void)ri_plain_locale_use(outside);
    machine->entered = false;
    return result == LUA_OK;
}

size_t ri_machine_held(const ri_machine *machine)
{
    return machine->budget.bytes;
}

void ri_machine_set_owner(ri_machine *machine, void *owner)
{
    machine->owner = owner;
}

void *ri_machine_owner(lua_State *L)
{
    return ri_machine_at(L)->owner;
}

/* ---- compiling ---- */

/* The number of a file, which is made its chunk's name: Lua would cut a long one. */
static size_t number_file(lua_State *L, const char *file)
{
    ri_machine *machine = ri_machine_at(L);
    size_t size = strlen(file) + 1;
    char *copy = ri_alloc(size);
    bool kept =
        copy != NULL && RI_PUSH(machine->files, machine->n_files, machine->files_capacity, copy);
    if (!kept) {
        ri_free(copy);
        ri_blame_limit(L, RI_LIMIT_MEMORY);
        return 0; /* not reached */
    }
    memcpy(copy, file, size);
    return machine->n_files - 1;
}

/* A source, given to the compiler piece by piece, so that it is known how far it
   got, and a form that it is slow on does not hold it for ever. */
struct source {
    const char *bytes;
    size_t length;
    int line; /* the last one given; a piece ends with its line or within it */
    bool line_ended;
    double begun;  /* on the processor's clock */
    size_t unread; /* bytes given since the clock was read */
};

#define PIECE_MAX 1024

static const char *read_piece(lua_State *L, void *payload, size_t *size)
{
    struct source *source = payload;
    const char *piece = source->bytes;
    size_t most = source->length < PIECE_MAX ? source->length : PIECE_MAX;
    if (most == 0) {
        *size = 0;
        return NULL;
    }
    if (source->unread >= PIECE_MAX) {
        source->unread = 0;
        if (ri_backstop_seconds() - source->begun > RI_CPU_COMPILING) {
            lua_pushnil(L);
            lua_error(L);
        }
    }
    const char *newline = memchr(piece, '\n', most);
    *size = newline != NULL ? (size_t)(newline - piece) + 1 : most;
    source->bytes += *size;
    source->length -= *size;
    source->unread += *size;
    source->line += source->line_ended ? 1 : 0;
    source->line_ended = newline != NULL;
    return piece;
}

/* Takes the "N:line: " from a message of the compiler's. */
static const char *after_place(const char *said, int *line)
{
    const char *colon = strchr(said, ':');
    char *end = NULL;
    long number = colon != NULL ? strtol(colon + 1, &end, 10) : 0;
    if (end == NULL || end == colon + 1 || strncmp(end, ": ", 2) != 0) {
        return said;
    }
    *line = (int)number;
    return end + 2;
}

/* Raises what the compiler said; of its own stack it says no place, and nothing at
   all when it was stopped. */
static void refuse(lua_State *L, int result, const char *file, const struct source *source)
{
    const char *said = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    int line = source->line;
    if (result == LUA_ERRMEM) {
        ri_limit limit = ri_machine_at(L)->budget.refused;
        ri_blame_at(L, limit == RI_LIMIT_MEMORY ? RACI_NOMEM : RACI_LIMIT, file, line, "%s",
                    ri_fuel_message(limit));
    } else if (said == NULL) {
        ri_blame_at(L, RACI_LIMIT, file, 1, "the compiler takes too long over this file");
    } else if (strstr(said, "C stack overflow") != NULL) {
        ri_blame_at(L, RACI_LIMIT, file, line,
                    "operators, brackets or blocks are nested too deeply");
    } else {
        said = after_place(said, &line);
        ri_blame_at(L, RACI_POLICY, file, line, "%s", said);
    }
}

void ri_machine_compile(lua_State *L, const char *file, const char *bytes, size_t length, int env)
{
    ri_machine *machine = ri_machine_at(L);
    env = lua_absindex(L, env);
    size_t number = number_file(L, file);
    file = machine->files[number];
    double paused = ri_fuel_pause(machine);
    struct source source = {bytes, length, 0, true, ri_backstop_seconds(), 0};
    ri_gate_check(L, file, &source.bytes, &source.length);
    char name[32];
    (void)snprintf(name, sizeof name, "=%zu", number);
    bool was_free = machine->budget.free;
    machine->budget.free = true; /* the length of the source is the limit */
    int result = lua_load(L, read_piece, &source, name, "t");
    machine->budget.free = was_free;
    /* stack: … (function | message) */
    if (result != LUA_OK) {
        refuse(L, result, file, &source);
    }
    lua_pushvalue(L, env);
    if (lua_setupvalue(L, -2, 1) == NULL) { /* a main function always has _ENV */
        lua_pop(L, 1);
    }
    ri_fuel_resume(machine, paused);
}

/* ---- kept functions ---- */

int ri_machine_keep(lua_State *L)
{
    /* stack: … function */
    ri_slot_push(L, RI_SLOT_KEPT);
    lua_insert(L, -2);
    int handle = (int)lua_rawlen(L, -2);
    lua_rawseti(L, -2, handle + 1);
    lua_pop(L, 1);
    return handle;
}

void ri_machine_push_kept(lua_State *L, int handle)
{
    ri_machine_at(L)->used = true;
    ri_slot_push(L, RI_SLOT_KEPT);
    lua_rawgeti(L, -1, handle + 1);
    lua_remove(L, -2);
}

/*
 * Running Lua in a machine for tests. What came of it is one text:
 * "= RESULT", or "FILE:LINE: MESSAGE [STATUS]".
 */
#ifndef TEST_LUA_RUN_H
#define TEST_LUA_RUN_H

#include <lua.h>
#include <stdio.h>
#include <string.h>

#include "policy/machine.h"
#include "rows.h"

typedef struct lua_run {
    ri_machine *machine;
    const char *file;
    const char *source;
    size_t length;
    int handle; /* of the function that the source returned, or -1 */
    raci_status status;
    ri_call_failure failure;
    char result[1024];
    char verdict[2048];
} lua_run;

static inline void run_open(lua_run *run)
{
    raci_error err;
    memset(run, 0, sizeof *run);
    memset(&err, 0, sizeof err);
    assert_int_equal(ri_machine_new(&run->machine, &err), RACI_OK);
    run->handle = -1;
}

static inline void run_close(lua_run *run)
{
    ri_machine_free(run->machine);
}

/* Keeps the function on top, or the text of what is there; pops it. */
static inline void run_take(lua_State *L, lua_run *run)
{
    switch (lua_type(L, -1)) {
    case LUA_TFUNCTION:
        run->handle = ri_machine_keep(L);
        (void)snprintf(run->result, sizeof run->result, "function");
        return;
    case LUA_TSTRING:
        (void)snprintf(run->result, sizeof run->result, "%s", lua_tostring(L, -1));
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, -1)) {
            (void)snprintf(run->result, sizeof run->result, "%lld",
                           (long long)lua_tointeger(L, -1));
        } else {
            (void)snprintf(run->result, sizeof run->result, "%.17g", lua_tonumber(L, -1));
        }
        break;
    case LUA_TBOOLEAN:
        (void)snprintf(run->result, sizeof run->result, "%s",
                       lua_toboolean(L, -1) ? "true" : "false");
        break;
    default:
        (void)snprintf(run->result, sizeof run->result, "%s", lua_typename(L, lua_type(L, -1)));
        break;
    }
    lua_pop(L, 1);
}

static inline int run_load_body(lua_State *L)
{
    lua_run *run = lua_touserdata(L, 1);
    ri_machine_environment(L);
    ri_machine_compile(L, run->file, run->source, run->length, -1);
    lua_call(L, 0, 1);
    run_take(L, run);
    return 0;
}

static inline int run_call_body(lua_State *L)
{
    lua_run *run = lua_touserdata(L, 1);
    ri_machine_push_kept(L, run->handle);
    lua_call(L, 0, 1);
    int handle = run->handle;
    run_take(L, run);
    run->handle = handle;
    return 0;
}

static inline int run_freeze_body(lua_State *L)
{
    ri_machine_freeze(L);
    return 0;
}

static inline int run_changed_body(lua_State *L)
{
    lua_run *run = lua_touserdata(L, 1);
    const char *changed = ri_machine_changed(L, run->handle);
    (void)snprintf(run->result, sizeof run->result, "%s", changed != NULL ? changed : "");
    return 0;
}

static inline const char *run_enter(lua_run *run, lua_CFunction body)
{
    run->result[0] = '\0';
    memset(&run->failure, 0, sizeof run->failure);
    run->status = RACI_OK;
    if (ri_machine_enter(run->machine, body, run, &run->failure, &run->status)) {
        (void)snprintf(run->verdict, sizeof run->verdict, "= %s", run->result);
    } else {
        (void)snprintf(run->verdict, sizeof run->verdict, "%s:%d: %s [%s]", run->failure.file,
                       run->failure.line, run->failure.message, raci_status_name(run->status));
    }
    return run->verdict;
}

/* Loads a source as a file of its own; gives the verdict. */
static inline const char *run_bytes(lua_run *run, const char *file, const char *bytes,
                                    size_t length)
{
    run->file = file;
    run->source = bytes;
    run->length = length;
    return run_enter(run, run_load_body);
}

static inline const char *run_load(lua_run *run, const char *source)
{
    return run_bytes(run, "p.lua", source, strlen(source));
}

static inline const char *run_freeze(lua_run *run)
{
    return run_enter(run, run_freeze_body);
}

static inline const char *run_call(lua_run *run)
{
    return run_enter(run, run_call_body);
}

/* The variable that has changed, "" for none. */
static inline const char *run_changed(lua_run *run)
{
    assert_string_equal(run_enter(run, run_changed_body), run->verdict);
    return run->result;
}

/* Checks what one source gives when it is loaded in a fresh machine and, if it
   returns a function, frozen and called. */
static inline const char *run_once(lua_run *run, const char *source)
{
    run_open(run);
    const char *verdict = run_load(run, source);
    if (run->handle >= 0) {
        assert_string_equal(run_freeze(run), "= ");
        verdict = run_call(run);
    }
    run_close(run);
    return verdict;
}

#endif

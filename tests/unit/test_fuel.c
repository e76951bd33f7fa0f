/* The budget: what is counted, what is bounded, and that it is the same each time. */
#include <lauxlib.h>

#include "lua_run.h"
#include "policy/state.h"

#define FUEL "p.lua:1: stopped after 5 million steps; does a loop never end? [limit exceeded]"

/* ---- steps ---- */

static void every_entry_has_fresh_fuel(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_load(&run, "return function() for i = 1, 1e6 do end return 1 end"),
                        "= function");
    for (int i = 0; i < 20; i++) {
        assert_string_equal(run_call(&run), "= 1");
    }
    assert_string_equal(run_load(&run, "while true do end"), FUEL);
    assert_string_equal(run_call(&run), "= 1");
    run_close(&run);
}

static int fuel_body(lua_State *L)
{
    lua_run *run = lua_touserdata(L, 1);
    uint64_t before = ri_machine_at(L)->budget.fuel;
    ri_machine_push_kept(L, run->handle);
    lua_call(L, 0, 0);
    (void)snprintf(run->result, sizeof run->result, "%llu",
                   (unsigned long long)(before - ri_machine_at(L)->budget.fuel));
    return 0;
}

struct row {
    const char *name;
    const char *source; /* returns a function */
    unsigned least;     /* steps that calling it takes */
    unsigned most;
};

static const struct row rows[] = {
    {"nothing", "return function() end", 0, 100},
    {"a loop", "return function() for i = 1, 100000 do end end", 100000, 100200},
    {"a long text", "local s = ('x'):rep(1000) return function() return s:rep(1000) end", 90000,
     100000},
    {"a concatenation", "local s = ('x'):rep(500000) return function() return s .. s end", 15000,
     16500},
    {"a table", "return function() local t = {} for i = 1, 65536 do t[i] = i end end", 130000,
     300000},
    {"short texts", "return function() for i = 1, 10000 do local s = 'k' .. i end end", 40000,
     50500},
    {"small tables", "return function() for i = 1, 10000 do local t = { i } end end", 20000, 60000},
    {"pairs",
     "local t = {} for i = 1, 1000 do t[i] = i end return function() for k in pairs(t) do "
     "end end",
     10000, 30000},
    {"sorted", "local t = {} for i = 1, 1000 do t[i] = -i end return function() sorted(t) end",
     10000, 40000},
    {"find", "local s = ('a'):rep(160000) return function() s:find('b') end", 10000, 10200},
    {"split", "local s = ('a,'):rep(1000) return function() s:split(',') end", 3000, 10000},
    {"an unread long text costs nothing",
     "local s = ('a'):rep(160000) return function() local t = s "
     "return #t end",
     0, 100},
};

static void takes_steps(void **state)
{
    const struct row *row = *state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_load(&run, row->source), "= function");
    assert_string_equal(run_freeze(&run), "= ");
    assert_string_equal(run_enter(&run, fuel_body), run.verdict);
    unsigned long steps = strtoul(run.result, NULL, 10);
    assert_in_range(steps, row->least, row->most);
    run_close(&run);
}

/* The steps of a call do not depend on what was called before, on what lies in
   memory, or on when garbage is collected. */
static void steps_do_not_depend_on_the_past(void **state)
{
    static const char source[] =
        "local function deep(n) if n > 0 then deep(n - 1) end end\n"
        "return function()\n"
        "  local t, s = {}, ''\n"
        "  for i = 1, 3000 do t['key' .. i] = ('v'):rep(i % 200) .. i end\n"
        "  for k, v in pairs(t) do s = s .. #v end\n"
        "  deep(100)\n"
        "  return #s .. table.concat(sorted({ 'b', 'a' }))\n"
        "end\n";
    char first[sizeof((lua_run *)0)->result] = "";
    (void)state;
    for (int past = 0; past < 6; past++) {
        lua_run run;
        run_open(&run);
        assert_string_equal(run_load(&run, "return function() local function f(n) if n > 0 then "
                                           "return 1 + f(n - 1) end return 0 end f(900) "
                                           "local t = {} for i = 1, 20000 do t[i] = 'k' .. i end "
                                           "end"),
                            "= function");
        for (int i = 0; i < past * past; i++) {
            assert_string_equal(run_call(&run), "= nil");
        }
        assert_string_equal(run_load(&run, source), "= function");
        for (int i = 0; i < 3; i++) {
            assert_string_equal(run_enter(&run, fuel_body), run.verdict);
            if (first[0] == '\0') {
                (void)snprintf(first, sizeof first, "%s", run.result);
            }
            assert_string_equal(run.result, first);
        }
        run_close(&run);
    }
}

/* The line where fuel ends is the same in every run. */
static void it_ends_at_the_same_line(void **state)
{
    (void)state;
    char first[2048] = "";
    for (int i = 0; i < 5; i++) {
        lua_run run;
        const char *verdict =
            run_once(&run, "local t = {}\nwhile true do\n  for i = 1, 50 do\n"
                           "    t[#t + 1] = 'x' .. #t\n  end\n  if #t > 5000 then\n"
                           "    t = {}\n  end\n  local s = table.concat(t)\nend\n");
        if (i == 0) {
            (void)snprintf(first, sizeof first, "%s", verdict);
        }
        assert_string_equal(verdict, first);
    }
    assert_non_null(strstr(first, "stopped after 5 million steps"));
}

/* ---- the engine's own work ---- */

static int spend_body(lua_State *L)
{
    ri_fuel_spend(L, RI_FUEL - 10);
    ri_fuel_spend(L, 10);
    ri_fuel_spend(L, 1);
    return 0;
}

static void work_of_the_engine_counts(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(
        run_enter(&run, spend_body),
        ":0: stopped after 5 million steps; does a loop never end? [limit exceeded]");
    assert_string_equal(run_load(&run, "return 1"), "= 1");
    run_close(&run);
}

/* ---- what nothing catches ---- */

/* A library that an engine might add by mistake. */
static int protected_call(lua_State *L)
{
    lua_pushboolean(L, lua_pcall(L, lua_gettop(L) - 1, 0, 0) == LUA_OK);
    return 1;
}

static int add_catching_body(lua_State *L)
{
    lua_pushcfunction(L, protected_call);
    ri_machine_global(L, "try");
    return 0;
}

static void nothing_catches_the_end_of_fuel(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_enter(&run, add_catching_body), "= ");
    assert_string_equal(run_load(&run, "return try(function() error('x') end)"), "= false");
    assert_string_equal(run_load(&run, "while true do try(function() while true do end end) end"),
                        FUEL);
    assert_string_equal(run_load(&run, "try(function() while true do end end) return 1"), FUEL);
    run_close(&run);
}

/* ---- memory ---- */

static void memory_is_bounded_across_calls(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_load(&run,
                                 "local kept = {} return function() for i = 1, 40 do "
                                 "kept[#kept + 1] = ('x'):rep(1e3):rep(1e3) .. #kept end end"),
                        "= function");
    int calls = 0;
    while (strcmp(run_call(&run), "= nil") == 0) {
        assert_true(++calls < 100);
    }
    assert_string_equal(run.verdict,
                        "p.lua:1: stopped: the policy holds more than 512 MiB [limit exceeded]");
    assert_true(run.machine->budget.bytes <= RI_MACHINE_MEMORY);
    assert_string_equal(run_load(&run, "return 1"), "= 1");
    run_close(&run);
}

static void garbage_is_collected(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_load(&run, "return function() local s = ('x'):rep(1e3):rep(1e3) end"),
                        "= function");
    for (int i = 0; i < 500; i++) {
        assert_string_equal(run_call(&run), "= nil");
        assert_true(run.machine->budget.bytes < 8u << 20);
    }
    run_close(&run);
}

/* What fuel.c takes for Lua's stack and string table is them. */
static void it_knows_the_blocks_of_the_state(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    const ri_budget *budget = &run.machine->budget;
    const void *strings = budget->strings;
    assert_non_null(strings);
    assert_in_range(budget->stack_bytes, 40 * 16, 100 * 16);
    assert_string_equal(run_load(&run, "local function f(n) if n > 0 then return 1 + f(n - 1) end "
                                       "return 0 end f(300) for i = 1, 2000 do local s = 'k' .. i "
                                       "end return f(300)"),
                        "= 300");
    assert_in_range(budget->stack_bytes, 300 * 2 * 16, 300 * 16 * 16);
    assert_ptr_not_equal(budget->strings, strings);
    run_close(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_has_fresh_fuel),
        cmocka_unit_test(steps_do_not_depend_on_the_past),
        cmocka_unit_test(it_ends_at_the_same_line),
        cmocka_unit_test(work_of_the_engine_counts),
        cmocka_unit_test(nothing_catches_the_end_of_fuel),
        cmocka_unit_test(memory_is_bounded_across_calls),
        cmocka_unit_test(garbage_is_collected),
        cmocka_unit_test(it_knows_the_blocks_of_the_state),
    };
    int failed = RUN_ROWS("steps", rows, takes_steps);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}

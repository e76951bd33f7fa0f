/* After loading: what a policy can still change, and what is noticed when it did. */
#include "lua_run.h"
#include "policy/freeze.h"

struct row {
    const char *name;
    const char *source; /* returns a function, which is called twice */
    const char *first;
    const char *second;
    const char *changed; /* the variable that has changed then; "" for none */
};

#define WRONG(message) "p.lua:1: " message " [invalid policy]"
#define READ_ONLY(name) WRONG("'" name "' cannot be assigned: this table is read-only")

static const struct row rows[] = {
    /* counters */
    {"an upvalue", "local n = 0 return function() n = n + 1 return n end", "= 1", "= 2", "n"},
    {"a global", "n = 0 return function() n = n + 1 end",
     WRONG("'n' cannot be assigned: after loading a policy is read-only"),
     WRONG("'n' cannot be assigned: after loading a policy is read-only"), ""},
    {"a new global", "return function() n = 1 end",
     WRONG("'n' cannot be assigned: after loading a policy is read-only"),
     WRONG("'n' cannot be assigned: after loading a policy is read-only"), ""},
    {"a field", "local t = { n = 0 } return function() t.n = t.n + 1 end", READ_ONLY("n"),
     READ_ONLY("n"), ""},
    {"a new field", "local t = {} return function() t.n = 1 end", READ_ONLY("n"), READ_ONLY("n"),
     ""},
    {"a number as key", "local t = {} return function() t[1] = 1 end",
     WRONG("this table is read-only"), WRONG("this table is read-only"), ""},
    {"a field of a field", "local t = { a = { b = {} } } return function() t.a.b.n = 1 end",
     READ_ONLY("n"), READ_ONLY("n"), ""},
    {"a field of a global", "t = {} return function() t.n = 1 end", READ_ONLY("n"), READ_ONLY("n"),
     ""},
    {"table.insert", "local t = {} return function() table.insert(t, 1) end",
     WRONG("table.insert: this table is read-only"), WRONG("table.insert: this table is read-only"),
     ""},
    {"table.remove", "local t = { 1 } return function() return table.remove(t) end",
     WRONG("table.remove: this table is read-only"), WRONG("table.remove: this table is read-only"),
     ""},
    {"a table as a key", "local k = {} local t = { [k] = 1 } return function() k.n = 1 end",
     READ_ONLY("n"), READ_ONLY("n"), ""},
    {"a table that is only a key",
     "local t = { [{}] = 1 } local f = function() local k = t.x end "
     "return function() f() return 1 end",
     "= 1", "= 1", ""},
    {"a table in a function's upvalue",
     "local function make() local t = {} return function() t.n = "
     "(t.n or 0) + 1 end end local f = make() return function() "
     "f() end",
     READ_ONLY("n"), READ_ONLY("n"), ""},
    {"a table behind a function in a table",
     "local t = { f = (function() local u = {} return "
     "function() u.n = 1 end end)() } return function() "
     "t.f() end",
     READ_ONLY("n"), READ_ONLY("n"), ""},
    {"the table of a walk",
     "local step, walk = pairs({ a = {} }) return function() local k, v = "
     "step(walk) v.n = (v.n or 0) + 1 return v.n end",
     READ_ONLY("n"), READ_ONLY("n"), ""},
    {"a walk",
     "local step, walk = pairs({ a = 1, b = 2 }) return function() return (step(walk)) end", "= a",
     "= a", ""},
    {"the list of ipairs",
     "local step, list, i = ipairs({ {} }) return function() local j, v = "
     "step(list, i) v.n = 1 end",
     READ_ONLY("n"), READ_ONLY("n"), ""},
    {"an upvalue of a function it calls",
     "local n = 0 local function help() n = n + 1 return n end "
     "return function() return help() end",
     "= 1", "= 2", "n"},
    {"an upvalue of a global function",
     "local n = 0 function help() n = n + 1 return n end "
     "return function() return help() end",
     "= 1", "= 2", "n"},
    {"an upvalue of a function in a table",
     "local n = 0 local t = { { f = function() n = n + 1 "
     "return n end } } return function() return t[1].f() "
     "end",
     "= 1", "= 2", "n"},
    {"an upvalue that two share",
     "local n = 0 local function up() n = n + 1 end return function() "
     "up() return n end",
     "= 1", "= 2", "n"},
    {"an upvalue of no consequence",
     "local n = 0 local function other() n = n + 1 end "
     "return function() return 1 end",
     "= 1", "= 1", ""},
    {"the first of many names",
     "local b, a = 0, 0 return function() b = b + 1 a = a + 1 return a "
     "end",
     "= 1", "= 2", "a"},
    {"an upvalue that is nil",
     "local last return function() local was = last last = 1 return was "
     "end",
     "= nil", "= 1", "last"},
    {"an upvalue that becomes nil",
     "local first = 1 return function() local was = first first = "
     "nil return was end",
     "= 1", "= nil", "first"},
    {"a cache in an upvalue",
     "local cache return function() cache = cache or { n = 0 } cache.n = "
     "cache.n + 1 return cache.n end",
     "= 1", "= 2", "cache"},
    {"a whole number that becomes a float",
     "local n = 1 return function() local t = math.type(n) n "
     "= n + 0.0 return t end",
     "= integer", "= float", "n"},
    {"zero that becomes negative",
     "local n = 0.0 return function() local t = 1 / n n = -0.0 return "
     "t end",
     "= inf", "= -inf", "n"},
    {"a table that is swapped",
     "local a, b = { 'a' }, { 'b' } return function() a, b = b, a return "
     "a[1] end",
     "= b", "= a", ""},
    {"a table that is swapped once",
     "local a, b, done = { 'a' }, { 'b' }, false return function() "
     "if not done then a, b, done = b, a, true end return a[1] end",
     "= b", "= b", "a"},

    /* what is not a change */
    {"what is not a number stays so", "local n = 0 / 0 return function() n = 0 / 0 return 1 end",
     "= 1", "= 1", ""},
    {"an upvalue that is set to what it was",
     "local n = 1 return function() n = 2 n = 1 return n "
     "end",
     "= 1", "= 1", ""},
    {"a table of the call's own",
     "return function() local t = {} t.n = 1 table.insert(t, 2) return "
     "t.n + t[1] end",
     "= 3", "= 3", ""},
    {"an upvalue of the call's own",
     "return function() local n = 0 local function f() n = n + 1 end "
     "f() f() return n end",
     "= 2", "= 2", ""},

    /* read-only tables are tables like others */
    {"reading",
     "local t = { 1, 2, 3, a = 'x', [2.5] = 'y', [true] = 'z' } return function() return "
     "t[1] .. t[3] .. t.a .. t[2.5] .. t[true] .. tostring(t.b) .. #t end",
     "= 13xyznil3", "= 13xyznil3", ""},
    {"pairs and ipairs",
     "local t = { 1, 2, a = 'x' } return function() local s = '' for k, v in "
     "pairs(t) do s = s .. k .. v end for i, v in ipairs(t) do s = s .. v end "
     "return s end",
     "= 1122ax12", "= 1122ax12", ""},
    {"functions of table",
     "local t = { 'b', 'a' } return function() return table.concat(t, ',') .. "
     "table.unpack(t, 2) .. sorted(t)[1] end",
     "= b,aaa", "= b,aaa", ""},
    {"type and equality",
     "local t = {} local u = { t } return function() return type(t) == 'table' "
     "and u[1] == t and t ~= {} end",
     "= true", "= true", ""},
    {"cycles", "local t = {} t.t = t t[t] = t return function() return t.t.t == t[t] end", "= true",
     "= true", ""},
    {"globals", "a = 1 function f() return a end return function() return f() + a end", "= 2",
     "= 2", ""},
    {"a recursive function",
     "local function f(n) return n == 0 and 0 or 1 + f(n - 1) end return "
     "function() return f(9) end",
     "= 9", "= 9", ""},
    {"a text's methods", "local s = 'a,b' return function() return #s:split(',') end", "= 2", "= 2",
     ""},
};

static void keeps_nothing(void **state)
{
    const struct row *row = *state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_load(&run, row->source), "= function");
    assert_string_equal(run_changed(&run), ""); /* before the freeze there is nothing to say */
    assert_string_equal(run_freeze(&run), "= ");
    assert_string_equal(run_changed(&run), "");
    assert_string_equal(run_call(&run), row->first);
    assert_string_equal(run_call(&run), row->second);
    assert_string_equal(run_changed(&run), row->changed);
    assert_string_equal(run_changed(&run), row->changed);
    run_close(&run);
}

/* ---- several files and functions ---- */

/* Loads a second file into the same machine; gives its function. */
static int add(lua_run *run, const char *file, const char *source)
{
    assert_string_equal(run_bytes(run, file, source, strlen(source)), "= function");
    return run->handle;
}

static const char *call(lua_run *run, int handle)
{
    run->handle = handle;
    return run_call(run);
}

static void files_have_names_of_their_own(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    int one =
        add(&run, "one.lua", "x = 1 function f() return x end return function() return f() end");
    int two = add(&run, "two.lua", "x = 2 return function() return f end");
    assert_string_equal(run_freeze(&run), "= ");
    assert_string_equal(call(&run, one), "= 1");
    assert_string_equal(call(&run, two), "two.lua:1: unknown name 'f' [invalid policy]");
    run_close(&run);
}

/* Only the functions that can reach the variable are told of. */
static void changes_are_told_of_whom_they_reach(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    int counting = add(&run, "one.lua", "local n = 0 return function() n = n + 1 return n end");
    int other = add(&run, "one.lua", "local n = 0 return function() return n end");
    int calling = add(&run, "two.lua",
                      "local m = 0 function up() m = m + 1 end "
                      "return function() up() end");
    assert_string_equal(run_freeze(&run), "= ");
    const struct {
        int called;
        const char *changed[3];
    } steps[] = {{other, {"", "", ""}}, {counting, {"n", "", ""}}, {calling, {"n", "", "m"}}};
    for (size_t i = 0; i < COUNT(steps); i++) {
        (void)call(&run, steps[i].called);
        const int handles[] = {counting, other, calling};
        for (size_t k = 0; k < COUNT(handles); k++) {
            run.handle = handles[k];
            assert_string_equal(run_changed(&run), steps[i].changed[k]);
        }
    }
    run_close(&run);
}

/* ---- large and deep ---- */

static void deep_tables_need_no_stack(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_load(&run,
                                 "local t = {} for i = 1, 200000 do t = { t } end "
                                 "local f = function() return 0 end "
                                 "for i = 1, 100000 do local g = f f = function() return g end end "
                                 "return function() local n, u = 0, t while u[1] do u = u[1] "
                                 "n = n + 1 end return n, f() end"),
                        "= function");
    assert_string_equal(run_freeze(&run), "= ");
    assert_string_equal(run_call(&run), "= 200000");
    assert_string_equal(run_changed(&run), "");
    run_close(&run);
}

static void many_functions_are_told_apart(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_load(&run, "local t, n = {}, 0 for i = 1, 50000 do local k = 0 t[i] = "
                                       "function() k = k + 1 end end "
                                       "return function() n = n + 1 t[n]() end"),
                        "= function");
    assert_string_equal(run_freeze(&run), "= ");
    for (int i = 0; i < 100; i++) {
        assert_string_equal(run_call(&run), "= nil");
    }
    assert_string_equal(run_changed(&run), "k");
    run_close(&run);
}

/* ---- tables of the engine ---- */

static int lock_body(lua_State *L)
{
    lua_newtable(L);
    lua_pushinteger(L, 7);
    lua_rawseti(L, -2, 1);
    lua_pushliteral(L, "x");
    lua_setfield(L, -2, "a");
    assert_false(ri_is_frozen(L, -1));
    ri_table_lock(L);
    assert_true(ri_is_frozen(L, -1));
    assert_int_equal(lua_gettop(L), 2);
    ri_contents(L, 2);
    assert_int_equal(lua_rawlen(L, -1), 1);
    assert_false(ri_is_frozen(L, -1));
    lua_pop(L, 1);
    ri_machine_global(L, "given");
    assert_int_equal(lua_gettop(L), 1);
    lua_pushinteger(L, 1);
    assert_false(ri_is_frozen(L, -1));
    return 0;
}

static void the_engine_can_lock_tables(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_enter(&run, lock_body), "= ");
    assert_string_equal(run_load(&run, "return given[1] .. given.a .. #given"), "= 7x1");
    assert_string_equal(run_load(&run, "given.a = 1"), READ_ONLY("a"));
    assert_string_equal(run_load(&run, "given = 1"),
                        WRONG("'given' is a name of the rule language; choose another"));
    run_close(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_have_names_of_their_own),
        cmocka_unit_test(changes_are_told_of_whom_they_reach),
        cmocka_unit_test(deep_tables_need_no_stack),
        cmocka_unit_test(many_functions_are_told_apart),
        cmocka_unit_test(the_engine_can_lock_tables),
    };
    int failed = RUN_ROWS("functions", rows, keeps_nothing);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}

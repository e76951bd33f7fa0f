/* The machine: entries, errors and whom they blame, environments, want of memory. */
#define _POSIX_C_SOURCE 200809L

#include <lauxlib.h>
#include <locale.h>
#include <time.h>

#include "base/utf8.h"
#include "lua_run.h"

#define WRONG(message) "p.lua:1: " message " [invalid policy]"

/* ---- entries ---- */

static int owner_body(lua_State *L)
{
    lua_run *run = lua_touserdata(L, 1);
    assert_int_equal(lua_gettop(L), 1);
    assert_ptr_equal(ri_machine_owner(L), run);
    return 0;
}

static void a_body_gets_its_payload(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    ri_machine_set_owner(run.machine, &run);
    assert_string_equal(run_enter(&run, owner_body), "= ");
    assert_true(ri_machine_enter(run.machine, owner_body, &run, NULL, NULL));
    run_close(&run);
    ri_machine_free(NULL);
}

static int nesting_body(lua_State *L)
{
    lua_run *run = lua_touserdata(L, 1);
    ri_call_failure failure;
    raci_status status = RACI_OK;
    assert_false(ri_machine_enter(run->machine, owner_body, run, &failure, &status));
    assert_int_equal(status, RACI_INTERNAL);
    return 0;
}

static void entries_do_not_nest(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_enter(&run, nesting_body), "= ");
    assert_string_equal(run_load(&run, "return 1"), "= 1");
    run_close(&run);
}

static int keep_body(lua_State *L)
{
    for (int i = 0; i < 3; i++) {
        lua_pushcfunction(L, owner_body);
        assert_int_equal(ri_machine_keep(L), i);
        assert_int_equal(lua_gettop(L), 1);
    }
    ri_machine_push_kept(L, 2);
    assert_ptr_equal(lua_tocfunction(L, -1), owner_body);
    assert_int_equal(lua_gettop(L), 2);
    return 0;
}

static void functions_are_kept(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_enter(&run, keep_body), "= ");
    run_close(&run);
}

/* ---- errors ---- */

static int blame_caller(lua_State *L)
{
    return ri_raise(L, (int)lua_tointeger(L, 1), "level %d of %s", (int)lua_tointeger(L, 1),
                    "three");
}

static int auxiliary_error(lua_State *L)
{
    return luaL_error(L, "from the auxiliary library");
}

static int checked_argument(lua_State *L)
{
    luaL_checkinteger(L, 1);
    return 0;
}

static int where_am_i(lua_State *L)
{
    const char *file = NULL;
    int line = 0;
    assert_true(ri_where(L, 1, &file, &line));
    lua_pushfstring(L, "%s:%d", file, line);
    return 1;
}

static int nowhere_body(lua_State *L)
{
    const char *file = NULL;
    int line = 0;
    assert_false(ri_where(L, 1, &file, &line));
    return ri_raise(L, 1, "nobody's %s", "fault");
}

static int add_names_body(lua_State *L)
{
    static const struct {
        const char *name;
        lua_CFunction function;
    } names[] = {{"blame", blame_caller},
                 {"auxiliary", auxiliary_error},
                 {"checked", checked_argument},
                 {"where", where_am_i}};
    for (size_t i = 0; i < COUNT(names); i++) {
        lua_pushcfunction(L, names[i].function);
        ri_machine_global(L, names[i].name);
    }
    return 0;
}

struct row {
    const char *name;
    const char *source;
    const char *verdict;
};

static const struct row rows[] = {
    {"the caller", "\n\nblame(1)", "p.lua:3: level 1 of three [invalid policy]"},
    {"the caller's caller", "local function f()\nblame(2) end\nf()",
     "p.lua:3: level 2 of three [invalid policy]"},
    {"beyond the outermost", "\nblame(3)", "p.lua:2: level 3 of three [invalid policy]"},
    {"the auxiliary library", "\nauxiliary()",
     "p.lua:2: from the auxiliary library [invalid policy]"},
    {"its arguments", "\nchecked({})",
     "p.lua:2: bad argument #1 to 'checked' (number expected, got table) [invalid policy]"},
    {"a method of its own", "\nlocal t = { checked = checked } t:checked()",
     "p.lua:2: calling 'checked' on bad self (number expected, got table) [invalid policy]"},
    {"where", "return\nwhere()", "= p.lua:2"},
    {"in a tail call", "local function f()\nreturn blame(1) end\nf()",
     "p.lua:2: level 1 of three [invalid policy]"},
    {"in a function of sorted", "sorted({ 1, 2 }, function(a, b)\nreturn a.x.y end)",
     "p.lua:2: attempt to index a number value (local 'a') [invalid policy]"},
    {"by sorted itself", "\nsorted({ 1, {} })",
     "p.lua:2: sorted: a number and a table have no order; give a function that tells it "
     "[invalid policy]"},
    {"in an iterator", "for x in function()\nblame(1) end do end",
     "p.lua:2: level 1 of three [invalid policy]"},
    {"a call of nil", "local t = {}\nt.f()",
     "p.lua:2: attempt to call a nil value (field 'f') [invalid policy]"},
    {"arithmetic", "local a = 'x'\nreturn a + 1",
     "p.lua:2: attempt to perform arithmetic on a string value (local 'a') [invalid policy]"},
    {"a division by zero", "return 1 // 0", "p.lua:1: attempt to divide by zero [invalid policy]"},
    {"a key that is nil", "local t = {}\nt[nil] = 1",
     "p.lua:2: table index is nil [invalid policy]"},
    {"a for loop without numbers", "for i = 1, {} do end",
     WRONG("bad 'for' limit (number expected, got table)")},
    {"a text that looks like a place", "error('p.lua:7: x')", WRONG("p.lua:7: x")},
    {"a name that is unknown", "\nreturn undefined",
     "p.lua:2: unknown name 'undefined' "
     "[invalid policy]"},
    {"a name that is nearly right", "threshold = 4 return treshold",
     WRONG("unknown name 'treshold'; did you mean 'threshold'?")},
    {"a name of the library", "return sortd",
     WRONG("unknown name 'sortd'; did you mean 'sorted'?")},
    {"a name of the binding", "return blaem", WRONG("unknown name 'blaem'; did you mean 'blame'?")},
    {"a name that is absent", "next({})", WRONG("'next' is not available in policies; use pairs")},
    {"a name that was made nil", "x = 1 x = nil return x", WRONG("unknown name 'x'")},
    {"a name of the language", "blame = 1",
     WRONG("'blame' is a name of the rule language; choose another")},
    {"a function of that name", "function blame() end",
     WRONG("'blame' is a name of the rule language; choose another")},
    {"a local of that name is fine", "local blame = 1 return blame", "= 1"},
    {"a name of one's own twice", "x = 1 x = x + 1 return x", "= 2"},
    {"a name that standard Lua has", "print = 1 return print", "= 1"},
};

static void blames(void **state)
{
    const struct row *row = *state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_enter(&run, add_names_body), "= ");
    assert_string_equal(run_load(&run, row->source), row->verdict);
    run_close(&run);
}

static void nobody_can_be_blamed(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_enter(&run, nowhere_body), ":0: nobody's fault [invalid policy]");
    run_close(&run);
}

/* A function of one file that another calls is blamed in its own file. */
static int share_body(lua_State *L)
{
    lua_run *run = lua_touserdata(L, 1);
    ri_machine_push_kept(L, run->handle);
    ri_machine_global(L, "shared");
    return 0;
}

static void the_right_file_is_blamed(void **state)
{
    char name[301];
    char source[] = "\n\nreturn function() local t = nil t.x = 1 end";
    (void)state;
    lua_run run;
    run_open(&run);
    memset(name, 'd', 300);
    memcpy(name + 290, "/\x1b[3m.lua", 10); /* and a NUL */
    (void)run_bytes(&run, name, source, strlen(source));
    assert_string_equal(run_enter(&run, share_body), "= ");
    (void)run_load(&run, "shared()");
    assert_int_equal(run.failure.line, 3);
    assert_int_equal(strlen(run.failure.file), 255);
    assert_non_null(strstr(run.failure.file, "dddd"));
    assert_null(strchr(run.failure.file, '\x1b'));
    assert_string_equal(run_bytes(&run, "a/b/[string \"x\"].lua", "x.y = 1", 7),
                        "a/b/[string \"x\"].lua:1: unknown name 'x' [invalid policy]");
    run_close(&run);
}

static void messages_are_cut_at_a_character(void **state)
{
    (void)state;
    lua_run run;
    static const char *const sources[] = {"error(('\\u{e9}'):rep(1000))",
                                          "error('x' .. ('\\u{e9}'):rep(1000))",
                                          "error(('\\27'):rep(100000))", "error(('x'):rep(511))"};
    for (size_t i = 0; i < COUNT(sources); i++) {
        (void)run_once(&run, sources[i]);
        size_t length = strlen(run.failure.message);
        assert_true(length <= 511 && length >= 505);
        assert_true(ri_utf8_valid(run.failure.message, length, NULL));
        bool whole = strstr(sources[i], "511") != NULL;
        assert_int_equal(strcmp(run.failure.message + length - 3, "…") != 0, whole);
    }
}

/* ---- the locale ---- */

static void numbers_know_no_locale(void **state)
{
    static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8",
                                          "tr_TR.UTF-8", "C.UTF-8",    "C"};
    (void)state;
    for (size_t i = 0; i < COUNT(locales); i++) {
        if (setlocale(LC_ALL, locales[i]) == NULL) {
            continue; /* not installed */
        }
        lua_run run;
        assert_string_equal(run_once(&run, "return function() return 1.5 .. tostring(2.5) .. "
                                           "('%.1f'):format(3.5) .. tostring(tonumber('4.5')) .. "
                                           "('I'):lower() .. tostring('a' < 'B') .. 0x.8p1 end"),
                            "= 1.52.53.54.5ifalse1.0");
        (void)setlocale(LC_ALL, "C");
    }
}

/* ---- cost ---- */

static int call_body(lua_State *L)
{
    const lua_run *run = lua_touserdata(L, 1);
    ri_machine_push_kept(L, run->handle);
    lua_call(L, 0, 1);
    return 0;
}

static void an_empty_call_takes_less_than_a_microsecond(void **state)
{
    enum { CALLS = 100000 };
    struct timespec begun;
    struct timespec ended;
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_load(&run, "return function() return true end"), "= function");
    assert_string_equal(run_freeze(&run), "= ");
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begun);
    for (int i = 0; i < CALLS; i++) {
        assert_true(ri_machine_enter(run.machine, call_body, &run, &run.failure, &run.status));
    }
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ended);
    double seconds =
        (double)(ended.tv_sec - begun.tv_sec) + (double)(ended.tv_nsec - begun.tv_nsec) * 1e-9;
#if !defined(__SANITIZE_ADDRESS__) && defined(NDEBUG)
    assert_true(seconds / CALLS < 1e-6);
#else
    assert_true(seconds > 0);
#endif
    run_close(&run);
}

/* ---- want of memory ---- */

/* Enters, and says whether it went well; what goes wrong is want of memory. */
static bool goes_well(lua_run *run, lua_CFunction body)
{
    bool done = ri_machine_enter(run->machine, body, run, &run->failure, &run->status);
    if (!done) {
        assert_int_equal(run->status, RACI_NOMEM);
        assert_string_equal(run->failure.message, "memory is exhausted");
    }
    return done;
}

static bool live_a_whole_life(void *payload)
{
    static const char source[] =
        "limits = { a = { 1, 2, { 3 } }, b = 'x' }\n"
        "local n = 0\n"
        "local function bump() n = n + 1 end\n"
        "return function()\n"
        "  bump()\n"
        "  local out = {}\n"
        "  for k, v in pairs(limits) do table.insert(out, k .. ('%s %d'):format(type(v), #out)) end\n"
        "  for i = 1, 30 do out[#out + 1] = ('long '):rep(20) .. i end\n"
        "  local joined = table.concat(sorted(out), ','):upper()\n"
        "  return joined:split(',')[1] .. #joined:sub(1, 300) .. tostring(1.5)\n"
        "end\n";
    lua_run run;
    raci_error err;
    (void)payload;
    memset(&run, 0, sizeof run);
    memset(&err, 0, sizeof err);
    run.handle = -1;
    run.file = "p.lua";
    run.source = source;
    run.length = sizeof source - 1;
    if (ri_machine_new(&run.machine, &err) != RACI_OK) {
        assert_int_equal(err.status, RACI_NOMEM);
        return false;
    }
    bool done = goes_well(&run, add_names_body) && goes_well(&run, run_load_body) &&
                goes_well(&run, run_freeze_body) && goes_well(&run, run_call_body) &&
                goes_well(&run, run_call_body);
    if (done) {
        assert_string_equal(run.result, "ATABLE 03001.5");
        done = goes_well(&run, run_changed_body);
        assert_true(!done || strcmp(run.result, "n") == 0);
    }
    ri_machine_free(run.machine);
    return done;
}

static void want_of_memory_is_told(void **state)
{
    (void)state;
    assert_true(with_all_failures(live_a_whole_life, NULL) > 300);
}

/* The same, where each failing statement also makes a message. */
static bool fail_for_other_reasons(void *payload)
{
    static const char *const sources[] = {"error('\\27[31m')", "return undefined", "x = = 1",
                                          "local t = {} return t[1 < 2]", "string.upper({})"};
    lua_run run;
    (void)payload;
    memset(&run, 0, sizeof run);
    if (ri_machine_new(&run.machine, NULL) != RACI_OK) {
        return false;
    }
    bool done = true;
    for (size_t i = 0; i < COUNT(sources) && done; i++) {
        run.file = "p.lua";
        run.source = sources[i];
        run.length = strlen(sources[i]);
        assert_false(ri_machine_enter(run.machine, run_load_body, &run, &run.failure, &run.status));
        assert_true(run.failure.message[0] != '\0');
        assert_null(strchr(run.failure.message, '\x1b'));
        done = run.status == RACI_POLICY;
        assert_true(done || run.status == RACI_NOMEM);
    }
    ri_machine_free(run.machine);
    return done;
}

static void errors_are_told_without_memory(void **state)
{
    (void)state;
    bool done = false;
    for (size_t first = 0; !done; first++) {
        ri_alloc_fail_from(first);
        done = fail_for_other_reasons(NULL);
        size_t asked = ri_alloc_fail_from(SIZE_MAX);
        assert_true(first < 100000);
        done = done && asked <= first;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_gets_its_payload),
        cmocka_unit_test(entries_do_not_nest),
        cmocka_unit_test(functions_are_kept),
        cmocka_unit_test(nobody_can_be_blamed),
        cmocka_unit_test(the_right_file_is_blamed),
        cmocka_unit_test(messages_are_cut_at_a_character),
        cmocka_unit_test(numbers_know_no_locale),
        cmocka_unit_test(an_empty_call_takes_less_than_a_microsecond),
        cmocka_unit_test(want_of_memory_is_told),
        cmocka_unit_test(errors_are_told_without_memory),
    };
    int failed = RUN_ROWS("errors", rows, blames);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}

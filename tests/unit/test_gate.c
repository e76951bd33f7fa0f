/* The gate: which sources it refuses, at which line, and which it lets pass. */
#include "lua_run.h"
#include "policy/selftest.h"
#include "policy/tokens.h"

/* ---- tokens ---- */

struct token_row {
    const char *name;
    const char *source;
    const char *tokens; /* "line:token", by blanks; blanks within are written as ~ */
};

static const struct token_row token_rows[] = {
    {"names and keywords", "local a_1 = nil", "1:local 1:a_1 1:= 1:nil"},
    {"numbers", "1 0x1F 3.5 .5 1e-3 0x1p+4 1..2", "1:1 1:0x1F 1:3.5 1:.5 1:1e-3 1:0x1p+4 1:1..2"},
    {"a number and a name", "3x", "1:3x"},
    {"dots", "a.b a..b ...", "1:a 1:. 1:b 1:a 1:.. 1:b 1:..."},
    {"symbols", "a==b~=c<=d>=e//f::g<<h>>i~j",
     "1:a 1:== 1:b 1:~= 1:c 1:<= 1:d 1:>= 1:e 1:// 1:f 1::: 1:g 1:<< 1:h 1:>> 1:i 1:~ 1:j"},
    {"strings", "'a' \"b'\" '\\'' \"\\\"\"", "1:'a' 1:\"b'\" 1:'\\'' 1:\"\\\"\""},
    {"an escaped backslash ends no escape", "'\\\\' & ''", "1:'\\\\' 1:& 1:''"},
    {"an escaped newline", "'a\\\nb' c", "1:'a\\\nb' 2:c"},
    {"an escaped carriage return and newline", "'a\\\r\nb' c", "1:'a\\\r\nb' 2:c"},
    {"the escape that skips blanks", "'a\\z  \n \t b' c", "1:'a\\z~~\n~\t~b' 2:c"},
    {"long strings", "[[a]] [=[b]]]=] [==[\n]=]]==] c", "1:[[a]] 1:[=[b]]]=] 1:[==[\n]=]]==] 2:c"},
    {"a bracket is no long string", "a[b[=c]]", "1:a 1:[ 1:b 1:[ 1:= 1:c 1:] 1:]"},
    {"comments", "a -- b\nc --[[ d\n e ]] f --[==[ ]] ]==] g", "1:a 2:c 3:f 3:g"},
    {"a comment that only looks long", "--[ [\na --[=\nb", "2:a 3:b"},
    {"lines", "a\nb\r\nc\rd\n\re", "1:a 2:b 3:c 4:d 5:e"},
    {"a string that does not end", "a 'b\nc", "1:a 1:'b\nc"},
    {"an escape at the end", "'\\", "1:'\\"},
    {"nothing", "", ""},
};

static void cuts_tokens(void **state)
{
    const struct token_row *row = *state;
    ri_text found = RI_TEXT_INIT;
    ri_tokens tokens;
    ri_tokens_begin(&tokens, row->source, strlen(row->source));
    for (;;) {
        ri_token token = ri_tokens_next(&tokens);
        if (token.kind == RI_TOKEN_END) {
            break;
        }
        ri_text_format(&found, "%s%d:", found.length > 0 ? " " : "", token.line);
        for (size_t i = 0; i < token.length; i++) {
            ri_text_char(&found, token.bytes[i] == ' ' ? '~' : token.bytes[i]);
        }
    }
    assert_string_equal(ri_text_string(&found), row->tokens);
    ri_text_free(&found);
}

/* ---- refusals ---- */

struct row {
    const char *name;
    const char *source;
    int line;            /* of the refusal; 0: it passes */
    const char *message; /* a part of it */
};

#define COMPARISON "a comparison within [ ]"
#define BITWISE "bitwise operators"
#define TWICE "\"a\" is given twice in one table; the first is on line 1"
#define LONG "12345678901234567890123456789012345678901234567890123456789"

static const struct row rows[] = {
    {"nothing", "", 0, ""},
    {"a first line with #", "#!/usr/bin/env raci\nlocal x = 1", 0, ""},
    {"only a first line with #", "#!", 0, ""},
    {"a first line with #, and lines after it", "#!x\n\nlocal x = 1 & 2", 3, BITWISE},
    {"a byte order mark", "\xef\xbb\xbflocal x = 1", 0, ""},
    {"a byte order mark and a first line with #", "\xef\xbb\xbf# x\nlocal x = 1", 0, ""},
    {"a byte order mark later on", "local x = 1 \xef\xbb\xbf", 1, "unexpected symbol"},

    {"index <", "local t = {}\nlocal x = t[1 < 2]", 2, COMPARISON},
    {"index >", "local t = {}\nlocal x = t[1 > 2]", 2, COMPARISON},
    {"index <=", "local t = {}\nlocal x = t[1 <= 2]", 2, COMPARISON},
    {"index >=", "local t = {}\nlocal x = t[1 >= 2]", 2, COMPARISON},
    {"index ==", "local t = {}\nlocal x = t[1 == 2]", 2, COMPARISON},
    {"index ~=", "local t = {}\nlocal x = t[1 ~= 2]", 2, COMPARISON},
    {"index of an index", "local t = {}\nlocal x = t.a[1][1 < 2]", 2, COMPARISON},
    {"index of a call", "local x = type(1)[\n1 < 2]", 2, COMPARISON},
    {"index of a call with a text", "local x = type'a'[1 < 2]", 1, COMPARISON},
    {"index of a call with a table", "local x = type{}[1 < 2]", 1, COMPARISON},
    {"index of parentheses", "local x = ({})[1 < 2]", 1, COMPARISON},
    {"index in a constructor", "local t = {}\nt = { t[1 < 2] }", 2, COMPARISON},
    {"index in a key", "local t = {}\nt = { [t[1 < 2]] = 1 }", 2, COMPARISON},
    {"index in a function in an index", "local t = {}\nt = t[(function() return t[1 < 2] end)()]",
     2, COMPARISON},
    {"a comparison beside an index", "local t = {}\nlocal x = t[1] < (t[2] or 1)", 2,
     "attempt to compare"},
    {"a key", "local t = { [1 < 2] = 1; [2 < 1] = 2, [1 == 1] = 3 }", 0, ""},
    {"in arguments", "local t = {}\nlocal x = t[type(1 < 2)]", 0, ""},
    {"in a constructor in an index", "local t = {}\nlocal x = t[#{ 1 < 2 }]", 0, ""},
    {"in a function in an index", "local t = {}\nlocal x = t[(function() return 1 < 2 end)()]", 0,
     ""},
    {"attributes", "local x <const>, y <close> = 1, nil", 0, ""},

    {"and", "local x = 1 & 2", 1, BITWISE},
    {"or", "local x = 1 | 2", 1, BITWISE},
    {"exclusive or", "local x = 1 ~ 2", 1, BITWISE},
    {"not", "local x = ~2", 1, BITWISE},
    {"shift left", "local x = 1 << 2", 1, BITWISE},
    {"shift right", "local x = 1 >> 2", 1, BITWISE},
    {"in a long comment", "--[[ 1 & 2 ]] local x = 1", 0, ""},
    {"after a long comment", "--[[ ]] local x = 1 & 2", 1, BITWISE},
    {"in a text", "local x = '1 & 2' .. \"~\" .. [[|]]", 0, ""},
    {"after a text with escapes", "local x = '\\'' & 1", 1, BITWISE},

    {"_ENV", "local x = 1\nlocal y = _ENV", 2, "'_ENV' is not available"},
    {"_ENV as a field", "local x = {} x._ENV = 1", 1, "'_ENV' is not available"},
    {"a name like it", "local _ENVY, ENV = 1", 0, ""},
    {"in a text, too", "local x = '_ENV'", 0, ""},

    {"a name twice", "local x = {\n a = 1,\n b = 2,\n a = 3 }", 4,
     "\"a\" is given twice in one table; the first is on line 2"},
    {"a name twice on one line", "local x = { a = 1; a = 2 }", 1, TWICE},
    {"a name and a text", "local x = { a = 1,\n['a'] = 2 }", 2, TWICE},
    {"texts in all quotes", "local x = { [\"a b\"] = 1,\n[ [=[\na b]=] ] = 2 }", 2,
     "\"a b\" is given twice in one table; the first is on line 1"},
    {"a long text with a newline of two", "local x = { [ [[\r\na]] ] = 1,\na = 2 }", 3, TWICE},
    {"texts with a multibyte letter", "local x = { ['\xc3\xa9'] = 1, ['\xc3\xa9'] = 2 }", 1,
     "\"\xc3\xa9\" is given twice"},
    {"a long name", "local x = { ['" LONG "\xc3\xa9z'] = 1, ['" LONG "\xc3\xa9z'] = 2 }", 1,
     "\"" LONG "\xe2\x80\xa6\" is given twice"},
    {"the repetition that comes first", "local x = { b = 1, a = 2,\na = 3,\nb = 4, a = 5,\nb = 6 }",
     2, "\"a\" is given twice in one table; the first is on line 1"},
    {"a name thrice", "local x = { a = 1,\na = 2,\na = 3 }", 2, "the first is on line 1"},
    {"among very many names",
     "local x = { a1=1, a2=1, a3=1, a4=1, a5=1, a6=1, a7=1, a8=1, a9=1, b1=1, b2=1, b3=1,\n"
     "b4=1, b5=1, b6=1, b7=1, b8=1, b9=1, a5=1, c1=1, c2=1, c3=1, c4=1, c5=1, c6=1, c7=1 }",
     2, "\"a5\" is given twice"},
    {"a name twice in a table in a table", "local x = { a = 1, b = { c = 1, c = 2 }, a = 2 }", 1,
     "\"c\" is given twice"},
    {"around a table", "local x = { a = 1, b = { a = 1 },\na = 2 }", 2, TWICE},
    {"around a function", "local x = { a = 1, f = function() local a = 1; a = 2 end,\na = 2 }", 2,
     TWICE},
    {"in a function in a table", "local x = { a = function() return { b = 1,\nb = 2 } end }", 2,
     "\"b\" is given twice"},
    {"in arguments without parentheses", "local x = type { a = 1,\na = 2 }", 2, TWICE},
    {"in an index", "local t = {}\nlocal x = t[#{ a = 1, a = 2 }]", 2, "the first is on line 2"},
    {"one name in tables within and beside",
     "local x = { a = { a = 1 }, { a = 2 }, b = { a = 3 } }", 0, ""},
    {"one name in two functions",
     "local x = { f = function() local a, b = 1; a = 2; a, b = 3 end,"
     " g = function() local a; a = 1 end }",
     0, ""},
    {"comparisons", "local a = 1\nlocal x = { a == 1, a == 2, b = a == 1, c = a ~= 1 }", 0, ""},
    {"names of one beginning", "local x = { a = 1, ab = 2, abc = 3, [''] = 4, ['a '] = 5 }", 0, ""},
    {"names and values", "local a, b = 1, 2\nlocal x = { a, b, a = b, b = a, a, [a] = a, [b] = a }",
     0, ""},
    {"keys that are worked out",
     "local n = 0\nlocal function f() n = n + 1 return n end\n"
     "local x = { [f 'a'] = 1, [f 'a'] = 2, [f() .. 'b'] = 3, [f() .. 'b'] = 4, [#'c'] = 5 }",
     0, ""},
    {"a key behind the key of another table", "local x = { ['a'] = 1, [{ ['a'] = 2 }] = 3 }", 0,
     ""},
    {"a text with an escape is no long text", "local x = { ['\\n'] = 1, [ [[\\n]] ] = 2 }", 0, ""},
    {"what is no field", "local x = { b.a = 1, c.a = 2 }", 1, "'}' expected near '='"},

    {"what the compiler refuses", "local x =\n= 1", 2, "unexpected symbol near '='"},
    {"brackets that do not match", "local x = (1]", 1, "expected near"},
    {"an end too many", "end", 1, "near 'end'"},
    {"a bracket too many", "local x = 1)", 1, "near ')'"},
    {"a function that does not end", "\nlocal function f()", 2, "'end' expected"},
};

static void refuses_or_lets_pass(void **state)
{
    const struct row *row = *state;
    lua_run run;
    run_open(&run);
    (void)run_bytes(&run, "gate.lua", row->source, strlen(row->source));
    if (row->line == 0) {
        assert_string_equal(run.verdict, "= nil");
    } else {
        assert_string_equal(run.failure.file, "gate.lua");
        assert_int_equal(run.failure.line, row->line);
        assert_non_null(strstr(run.failure.message, row->message));
        assert_int_equal(run.status, RACI_POLICY);
    }
    run_close(&run);
}

/* ---- many names ---- */

/* A table of n names of one length that differ at their end alone, the last of them twice. */
static char *table_of(size_t n)
{
    ri_text source = RI_TEXT_INIT;
    ri_text_add(&source, "local x = {\n");
    for (size_t i = 0; i < n; i++) {
        ri_text_format(&source, "name_%0120zu = 1,\n", i);
    }
    ri_text_format(&source, "name_%0120zu = 2 }", n - 1);
    assert_false(source.failed);
    return source.bytes;
}

static void finds_one_of_very_many(void **state)
{
    (void)state;
    const size_t n = 20000;
    char *source = table_of(n);
    lua_run run;
    run_open(&run);
    (void)run_bytes(&run, "many.lua", source, strlen(source));
    assert_int_equal(run.failure.line, (int)n + 2);
    assert_non_null(strstr(run.failure.message, "is given twice in one table"));
    assert_non_null(strstr(run.failure.message, "the first is on line 20001"));
    run_close(&run);
    ri_free(source);
}

/* Whichever allocation fails, it is told, and nothing leaks. */
static void tells_of_want_of_memory(void **state)
{
    (void)state;
    char *source = table_of(50);
    bool found = false;
    for (size_t first = 0; first < 400 && !found; first++) {
        lua_run run;
        run_open(&run);
        ri_alloc_fail_from(first);
        (void)run_bytes(&run, "many.lua", source, strlen(source));
        (void)ri_alloc_fail_from(SIZE_MAX);
        found = run.status == RACI_POLICY;
        assert_true(found || run.status == RACI_NOMEM);
        run_close(&run);
    }
    assert_true(found);
    ri_free(source);
}

/* ---- bytes ---- */

static void refuses_a_zero_byte(void **state)
{
    (void)state;
    lua_run run;
    run_open(&run);
    assert_string_equal(run_bytes(&run, "z.lua", "local x\n\0", 9),
                        "z.lua:2: a zero byte [invalid policy]");
    run_close(&run);
}

/* Every cut of a text is refused or taken, and nothing is read beyond it. */
static void takes_any_cut(void **state)
{
    static const char whole[] =
        "local a = { [1 < 2] = 'x\\z\n' .. [==[ ]] ]==], --[[ c\n]] b = 0x1p4 }\n"
        "a.b = a[1]:c \"\\u{e9}\" // 2 ::l:: goto l --[=[";
    (void)state;
    for (size_t length = 0; length < sizeof whole; length++) {
        char *copy = malloc(length + 1); /* its end is the sanitizer's */
        assert_non_null(copy);
        memcpy(copy, whole, length);
        lua_run run;
        run_open(&run);
        (void)run_bytes(&run, "cut.lua", copy, length);
        assert_true(run.verdict[0] != '\0');
        run_close(&run);
        free(copy);
    }
}

/* ---- why it is there ---- */

static void self_test_agrees_with_the_release(void **state)
{
    (void)state;
    bool wrong = ri_lua_miscompiles();
    assert_int_equal(ri_lua_miscompiles(), wrong);
#if LUA_VERSION_RELEASE_NUM == 50404
    assert_true(wrong);
#endif
}

static void self_test_survives_want_of_memory(void **state)
{
    (void)state;
    for (size_t first = 0; first < 400; first++) {
        ri_alloc_fail_from(first);
        bool wrong = ri_lua_miscompiles();
        (void)ri_alloc_fail_from(SIZE_MAX);
        assert_true(wrong || first > 0);
    }
}

/* What the gate lets pass in their place is right, or nothing is evaluated. */
static void self_test_tells_right_from_wrong(void **state)
{
    (void)state;
    raci_error err = {0};
    assert_int_equal(ri_selftest(&err), RACI_OK);
    assert_int_equal(ri_lua_try("return 1 + 1 == 2", &err), RACI_OK);
    assert_int_equal(ri_lua_try("return 1 + 1 == 3", &err), RACI_INTERNAL);
    assert_non_null(strstr(err.message, "compiles programs wrongly"));
    assert_int_equal(ri_lua_try("return nothing.at.all", NULL), RACI_INTERNAL);
    assert_int_equal(ri_lua_try("return (", NULL), RACI_INTERNAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(self_test_survives_want_of_memory),
        cmocka_unit_test(self_test_agrees_with_the_release),
        cmocka_unit_test(self_test_tells_right_from_wrong),
        cmocka_unit_test(refuses_a_zero_byte),
        cmocka_unit_test(takes_any_cut),
        cmocka_unit_test(finds_one_of_very_many),
        cmocka_unit_test(tells_of_want_of_memory),
    };
    int failed = RUN_ROWS("tokens", token_rows, cuts_tokens);
    failed += RUN_ROWS("sources", rows, refuses_or_lets_pass);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}

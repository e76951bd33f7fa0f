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
    };
    int failed = RUN_ROWS("tokens", token_rows, cuts_tokens);
    failed += RUN_ROWS("sources", rows, refuses_or_lets_pass);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}

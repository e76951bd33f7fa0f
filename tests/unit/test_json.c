#include "report/json.h"

#include "appended.h"
#include "base/text.h"
#include "rows.h"

struct row {
    const char *name;
    const char *given;
    const char *expected;
};

static const struct row rows[] = {
    {"plain", "plain text", "\"plain text\""},
    {"empty", "", "\"\""},
    {"quote and backslash", "a \"b\" \\c", "\"a \\\"b\\\" \\\\c\""},
    {"short escapes", "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
    {"other controls", "\001\033[31m\037\177", "\"\\u0001\\u001b[31m\\u001f\\u007f\""},
    {"markup stays", "<script>&'/", "\"<script>&'/\""},
    {"umlaut, Chinese, emoji stay", "ü漢😀", "\"ü漢😀\""},
    {"C1 controls",
     "\xc2\x9b"
     "31m\xc2\x80\xc2\x9f\xc2\xa0",
     "\"\\u009b31m\\u0080\\u009f\xc2\xa0\""},
    {"line separators",
     "a\xe2\x80\xa8\xe2\x80\xa9"
     "b",
     "\"a\\u2028\\u2029b\""},
    {"bidi controls", "\xe2\x80\x8e\xe2\x80\x8f\xe2\x80\xaa\xe2\x80\xae\xe2\x81\xa6\xe2\x81\xa9",
     "\"\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069\""},
    {"Arabic letter mark", "\xd8\x9c\xd8\xa7", "\"\\u061c\xd8\xa7\""},
    {"what is not seen", "\xe2\x80\x8b\xe2\x80\x8d\xe2\x80\xaf\xef\xbb\xbf\xef\xb8\x8f",
     "\"\\u200b\\u200d\xe2\x80\xaf\\ufeff\\ufe0f\""},
    {"soft hyphen and its neighbours", "\xc2\xac\xc2\xad\xc2\xae", "\"\xc2\xac\\u00ad\xc2\xae\""},
    {"tags", "\xf3\xa0\x80\x81\xf3\xa0\x81\x81", "\"\\udb40\\udc01\\udb40\\udc41\""},
    {"the last code point", "\xf4\x8f\xbf\xbf", "\"\\udbff\\udfff\""},
    {"U+FFFD itself stays", "\xef\xbf\xbd", "\"\xef\xbf\xbd\""},
    {"commands of a workflow's runner", "##[error]x ##vso[y # ##x #[",
     "\"\\u0023#[error]x \\u0023#vso[y # ##x #[\""},
    {"stray continuation", "a\x80z", "\"a\\ufffdz\""},
    {"overlong", "\xc0\xaf", "\"\\ufffd\\ufffd\""},
    {"surrogate", "\xed\xa0\x80", "\"\\ufffd\\ufffd\\ufffd\""},
    {"cut off at the end", "x\xe6\xbc", "\"x\\ufffd\\ufffd\""},
    {"beyond the last code point", "\xf4\x90\x80\x80", "\"\\ufffd\\ufffd\\ufffd\\ufffd\""},
};

static void writes_strings(void **state)
{
    const struct row *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_sink sink;
    ri_sink_init(&sink, append_text, &out);
    ri_json_string(&sink, row->given);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static void writes_documents(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    ri_sink sink;
    ri_json json;
    ri_sink_init(&sink, append_text, &out);
    ri_emit emit = ri_json_emit(&json, &sink);
    ri_emit_open(&emit, '{');
    ri_emit_field(&emit, "a", "x");
    ri_emit_null(&emit, "b");
    ri_emit_open_key(&emit, "c", '[');
    ri_emit_close(&emit, ']');
    ri_emit_open_key(&emit, "d", '[');
    ri_emit_number(&emit, UINT64_MAX);
    ri_emit_open(&emit, '{');
    ri_emit_close(&emit, '}');
    ri_emit_open(&emit, '{');
    ri_emit_count(&emit, "e", 0);
    ri_emit_bool(&emit, "f", 1);
    ri_emit_close(&emit, '}');
    ri_emit_string(&emit, "y");
    ri_emit_close(&emit, ']');
    ri_emit_field(&emit, "last", NULL);
    ri_emit_close(&emit, '}');
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&out),
                        "{\"a\":\"x\",\"b\":null,\"c\":[],\"d\":[18446744073709551615,{},"
                        "{\"e\":0,\"f\":true},\"y\"],\"last\":null}\n");
    ri_text_free(&out);
}

static void ends_each_value_at_the_top(void **state)
{
    (void)state;
    ri_text out = RI_TEXT_INIT;
    ri_sink sink;
    ri_json json;
    ri_sink_init(&sink, append_text, &out);
    ri_emit emit = ri_json_emit(&json, &sink);
    for (int i = 0; i < 2; i++) {
        ri_emit_open(&emit, '{');
        ri_emit_count(&emit, "i", (size_t)i);
        ri_emit_close(&emit, '}');
    }
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&out), "{\"i\":0}\n{\"i\":1}\n");
    ri_text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_documents),
        cmocka_unit_test(ends_each_value_at_the_top),
    };
    return RUN_ROWS("string", rows, writes_strings) + cmocka_run_group_tests(tests, NULL, NULL);
}

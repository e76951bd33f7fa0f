/* CODEOWNERS and OWNERS files as rows of cells, and which files are such. */
#define _POSIX_C_SOURCE 200809L

#include "books.h"

struct reading {
    const char *name;
    const char *file;
    const char *given;
    const char *expected;
};

static const struct reading readings[] = {
    {"nothing", "CODEOWNERS", "", ""},
    {"lines", "CODEOWNERS", "# all\n\n*   @a\n/docs/\t@o/w  b@x.example # why\n  \n",
     "1:1=# all\n3:1=* | 3:5=@a\n4:1=/docs/ | 4:8=@o/w | 4:14=b@x.example | 4:26=# why\n"},
    {"blanks and escapes", "CODEOWNERS", "  /a\\ b/ @a\r\n\\#c @b\r\n/d\\",
     "1:3=/a\\ b/ | 1:10=@a\n2:1=\\#c | 2:5=@b\n3:1=/d\\\n"},
    {"headings", "CODEOWNERS", "[A b][2] @x\n^[C]\n[d]e @y\n[f][] @z\n[] @w\n[g\n",
     "1:1=[A b][2] | 1:10=@x\n2:1=^[C]\n3:1=[d]e | 3:6=@y\n4:1=[f][] | 4:7=@z\n"
     "5:1=[] | 5:4=@w\n6:1=[g\n"},
    {"another name", "CODEOWNERS.old", "* @a\n", "1:1=* | 1:3=@a\n"},
    {"its end", "web.CODEOWNERS", "* @a\n", "1:1=* | 1:3=@a\n"},
    {"by what it says", "owners.txt", "# x\n* @a\n/b @c @d/e",
     "1:1=# x\n2:1=* | 2:3=@a\n"
     "3:1=/b | 3:4=@c | 3:7=@d/e\n"},
    {"other text", "owners.txt", "* @a\nhello there\n", "1:1=* @a\n2:1=hello there\n"},
    {"a text of one word", "owners.txt", "hello", "1:1=hello\n"},
    {"invalid bytes", "CODEOWNERS", "/\xff\xfe @a\n/\xc3\xa4\xc3\xb6\xc3\xbc @b\n",
     "!1:1 expected text in utf-8, found what is none: \xef\xbf\xbd stands for it\n"
     "1:1=/\xef\xbf\xbd\xef\xbf\xbd | 1:9=@a\n2:1=/\xc3\xa4\xc3\xb6\xc3\xbc | 2:9=@b\n"},
    {"OWNERS", "OWNERS",
     "approvers:\n- ann\n- bob # b\nreviewers: [cy]\nlabels:\n- x/y\n"
     "options: {no_parent_owners: true}\n"
     "filters:\n  '\\.go$':\n    approvers: [di]\n    labels: [go]\n  'x': y\nnote: z\n",
     "2:3=approvers | 2:3=ann\n3:3=approvers | 3:3=bob\n4:13=reviewers | 4:13=cy\n"
     "6:3=labels | 6:3=x/y\n7:29=no_parent_owners | 7:29=true\n"
     "10:17=approvers | 10:17=di | 10:17=\\.go$\n11:14=labels | 11:14=go | 11:14=\\.go$\n"
     "12:8=filters | 12:8=y | 12:8=x\n13:7=note | 13:7=z\n"},
    {"OWNERS_ALIASES", "OWNERS_ALIASES", "aliases:\n  sig:\n  - ann\n  - bob\n  none: []\n",
     "3:5=aliases | 3:5=ann | 3:5=sig\n4:5=aliases | 4:5=bob | 4:5=sig\n"
     "!5:9 expected a name, found a list or an object: it is not read\n"
     "5:9=aliases | 5:9= | 5:9=none\n"},
    {"keys with nothing", "OWNERS", "reviewers:\nlabels: []\napprovers:\n- ann\n",
     "4:3=approvers | 4:3=ann\n"},
    {"no names", "OWNERS", "approvers:\n- [a]\n- ~\n",
     "!2:3 expected a name, found a list or an object: it is not read\n"
     "2:3=approvers\n3:3=approvers\n"},
    {"an OWNERS file of another kind", "OWNERS", "ann@x.example\nper-file *.c=bob@x.example\n",
     "failed: invalid input: 1:1 expected keys such as 'approvers:', as OWNERS files of Kubernetes have "
     "them, found a text\n"},
    {"two documents", "OWNERS", "approvers: [a]\n---\napprovers: [b]\n",
     "!3:1 a second document begins here: it is not read\n1:13=approvers | 1:13=a\n"},
    {"an OWNERS file that says nothing", "OWNERS", "# nothing\n", ""},
    {"no YAML", "OWNERS", "approvers: [a\n",
     "failed: invalid input: 2:1 this is no YAML: did not find expected ',' or ']'\n"},
};

static void reads(void **state)
{
    const struct reading *row = *state;
    ri_text out = RI_TEXT_INIT;
    (void)books_read_bytes(row->file, row->given, strlen(row->given), NULL, &out);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

/* Ten megabytes in a line, and more owners than a row has cells. */
static void cuts_long_lines(void **state)
{
    (void)state;
    ri_text given = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    for (size_t i = 0; i < 10485760 / 16; i++) {
        ri_text_add(&given, "0123456789abcdef");
    }
    ri_text_add(&given, "\n/a");
    for (size_t i = 0; i < 3000; i++) {
        ri_text_add(&given, " @b");
    }
    assert_int_equal(books_read_bytes("CODEOWNERS", given.bytes, given.length, NULL, &out),
                     RACI_OK);
    assert_non_null(strstr(out.bytes, "!1:1 the cell has more than 65536 bytes: it is cut there"));
    assert_non_null(strstr(out.bytes, "the row has more than 2048 cells: it is cut there"));
    ri_text_free(&out);
    ri_text_free(&given);
}

/* Aliases of aliases, ten to the tenth. */
static void stops_bombs(void **state)
{
    (void)state;
    ri_text given = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    ri_text_add(&given, "a: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 10; i++) {
        ri_text_format(&given, "a%d: &a%d [", i, i);
        for (int k = 0; k < 10; k++) {
            ri_text_format(&given, "%s*a%d", k > 0 ? "," : "", i - 1);
        }
        ri_text_add(&given, "]\n");
    }
    assert_int_equal(books_read_bytes("OWNERS", given.bytes, given.length, NULL, &out), RACI_LIMIT);
    ri_text_free(&out);
    ri_text_free(&given);
}

static void fails_without_memory(void **state)
{
    static const char lines[] = "[A] @x\n/a @b\n";
    static const char values[] = "approvers: [a]\nfilters: {x: {reviewers: [b]}}\n";
    (void)state;
    books_exhaust("CODEOWNERS", lines, sizeof lines - 1);
    books_exhaust("OWNERS", values, sizeof values - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_long_lines),
        cmocka_unit_test(stops_bombs),
        cmocka_unit_test(fails_without_memory),
    };
    int failed = RUN_ROWS("files of owners", readings, reads);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}

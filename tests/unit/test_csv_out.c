#include "report/csv_out.h"

#include "rows.h"

struct row {
    const char *name;
    const char *given;
    const char *expected;
};

static const struct row rows[] = {
    {"plain", "plain text", "plain text"},
    {"empty", "", ""},
    {"comma", "a,b", "\"a,b\""},
    {"quotes", "say \"x\"", "\"say \"\"x\"\"\""},
    {"line break", "a\nb", "\"a\nb\""},
    {"carriage return", "a\rb", "\"a\rb\""},
    {"semicolon needs no quotes", "a;b", "a;b"},
    {"formula =", "=1+1", "'=1+1"},
    {"formula +", "+1", "'+1"},
    {"formula -", "-1", "'-1"},
    {"formula @", "@SUM(A1)", "'@SUM(A1)"},
    {"tab", "\tx", "'\tx"},
    {"return first", "\rx", "\"'\rx\""},
    {"apostrophe before a formula", "'=1", "''=1"},
    {"many apostrophes", "'''-x", "''''-x"},
    {"apostrophe alone", "'tis", "'tis"},
    {"only apostrophes", "''", "''"},
    {"formula with a comma", "=A1,B1", "\"'=A1,B1\""},
    {"formula with quotes", "=\"x\"", "\"'=\"\"x\"\"\""},
    {"sign later on", "a=1", "a=1"},
    {"escape", "\033[31m", "\\u{001B}[31m"},
    {"bell and delete", "a\007b\177", "a\\u{0007}b\\u{007F}"},
    {"C1",
     "\xc2\x9b"
     "1m\xc2\xa0",
     "\\u{009B}1m\xc2\xa0"},
    {"no UTF-8", "a\x80z\xff", "a\\x{80}z\\x{FF}"},
    {"U+FFFD itself stays", "\xef\xbf\xbd", "\xef\xbf\xbd"},
    {"marks of direction stay: data", "\xe2\x80\xae", "\xe2\x80\xae"},
    {"blanks stay", "  a  ", "  a  "},
    {"other scripts stay", "漢字 ü", "漢字 ü"},
};

static void writes(void **state)
{
    const struct row *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_csv_out_cell(&out, row->given);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

int main(void)
{
    return RUN_ROWS("cell", rows, writes);
}

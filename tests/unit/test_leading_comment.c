#include "policy/leading_comment.h"

#include "rows.h"

struct row {
    const char *name;
    const char *lua;
    const char *comment;
    const char *description; /* of what is called "m" */
    size_t paragraph;        /* of the description, in bytes */
};

static const struct row rows[] = {
    {"one line", "-- m: an idea.\n\npolicy {}\n", "m: an idea.", "an idea.", 8},
    {"lines are joined", "-- m: an\n-- idea.\npolicy {}\n", "m: an idea.", "an idea.", 8},
    {"without its name", "-- an idea.\n", "an idea.", "an idea.", 8},
    {"with another one's name", "-- mm: an idea\n", "mm: an idea", "mm: an idea", 11},
    {"its name within", "-- a m: b\n", "a m: b", "a m: b", 6},
    {"paragraphs", "-- m: an idea\n--\n--\t \n-- more\n-- of it\n--\n\n-- later\n",
     "m: an idea\n\nmore of it", "an idea\n\nmore of it", 7},
    {"items", "-- m: idea\n--\n-- - one\n--   goes on\n-- - two\n--\n-- - three\n",
     "m: idea\n\n- one goes on\n- two\n\n- three", "idea\n\n- one goes on\n- two\n\n- three", 4},
    {"a dash within", "-- a - b\n-- -\n-- -c\n", "a - b - -c", "a - b - -c", 10},
    {"no end of line", "-- m: an idea", "m: an idea", "an idea", 7},
    {"lines of another system", "-- m: an\r\n-- idea\r\npolicy {}\r\n", "m: an idea", "an idea", 7},
    {"nothing before it", "\n-- m: an idea\n", "", "", 0},
    {"no comment", "policy {}\n-- m: an idea\n", "", "", 0},
    {"a long comment", "--[[ m: an idea ]]\n", "", "", 0},
    {"an empty comment", "--\n--\n", "", "", 0},
    {"empty", "", "", "", 0},
};

static void reads(void **state)
{
    const struct row *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_leading_comment(&out, row->lua, strlen(row->lua));
    assert_string_equal(ri_text_string(&out), row->comment);
    const char *description = ri_leading_unnamed(ri_text_string(&out), "m");
    assert_string_equal(description, row->description);
    assert_int_equal(ri_leading_paragraph(description), row->paragraph);
    ri_text_free(&out);
}

int main(void)
{
    return RUN_ROWS("leading comments", rows, reads);
}

/* What somebody said of a file: one by one, and in map files. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"
#include "scratch.h"

#include "intake/answers.h"

typedef struct row {
    const char *name;
    const char *map;      /* the text of a map file */
    const char *expected; /* as it is written again; or what is wrong with it */
} row;

static const row rows[] = {
    {"nothing", "", ""},
    {"comments and empty lines", "# one\n\n   # two\n \t\r\n", ""},
    {"all that may be said",
     "column = Boss=superior-id\ndates=day-first\nlines = keep\nkeyed = person\nlayout = grid\n"
     "headings = no\nparty = Sales, North\nactivity = Everything\nencoding = cp1252\n"
     "parties = team\nletters = R=A\ncolumn = #3=ignored\n",
     "activity = Everything\ndates = day-first\nencoding = cp1252\nheadings = no\nkeyed = person\n"
     "layout = grid\nletters = R=A\nlines = keep\nparties = team\nparty = Sales, North\n"
     "column = Boss=superior-id\ncolumn = #3=ignored\n"},
    {"blanks around it", "  dates \t = \t month-first \r\n", "dates = month-first\n"},
    {"without a line's end", "lines = strict", "lines = strict\n"},
    {"a dictionary in parts", "letters = R=A\nletters = A=R", "letters = R=A, A=R\n"},
    {"the same twice", "lines = keep\nlines = keep\n", "lines = keep\n"},
    {"a heading with an equals sign", "column = a=b=title\n", "column = a=b=title\n"},
    {"no equals sign", "dates day-first\n",
     "a.map:1: expected 'name = value', found 'dates day-first'"},
    {"an unknown name", "# x\ndate = day-first\n",
     "a.map:2: there is nothing called 'date' to be said of a file; did you mean 'dates'?"},
    {"a far name", "colour = red\n",
     "a.map:1: there is nothing called 'colour' to be said of a file"},
    {"another value", "dates = us\n", "a.map:1: dates is one of day-first|month-first, found 'us'"},
    {"a part of a value", "dates = day\n",
     "a.map:1: dates is one of day-first|month-first, found 'day'"},
    {"no value", "party =\n",
     "a.map:1: party takes a text of one line in UTF-8, of 65536 bytes at most"},
    {"no text", "party = \xff\n",
     "a.map:1: party takes a text of one line in UTF-8, of 65536 bytes at most"},
    {"said twice", "lines = keep\n\nlines = strict\n",
     "a.map:3: lines was said to be 'keep', and is said to be 'strict'"},
    {"a column that is nothing", "column = Boss\n",
     "a.map:1: column takes two things, such as 'Boss=superior-id', found 'Boss'"},
    {"a column of no heading", "column = =title\n",
     "a.map:1: column takes two things, such as 'Boss=superior-id', found '=title'"},
};

static void reads_maps(void **state)
{
    const row *x = *state;
    char path[SCRATCH_PATH];
    scratch s;
    ri_answers *answers = NULL;
    ri_text said = RI_TEXT_INIT;
    raci_error err = {0};
    scratch_make_small(&s);
    scratch_write(&s, "a.map", x->map, strlen(x->map));
    assert_int_equal(ri_answers_new(&answers, &err), RACI_OK);
    if (ri_answers_read(answers, scratch_path(&s, "a.map", path), &err) == RACI_OK) {
        ri_answers_say(answers, &said);
    } else {
        assert_int_equal(err.status, RACI_INPUT);
        ri_text_format(&said, "%s:%d: %s", strrchr(err.file, '/') + 1, err.line, err.message);
    }
    assert_string_equal(ri_text_string(&said), x->expected);
    ri_text_free(&said);
    ri_answers_free(answers);
    scratch_remove(&s);
}

static void has_limits(void **state)
{
    char path[SCRATCH_PATH];
    scratch s;
    raci_error err = {0};
    ri_answers *answers = NULL;
    char *large = malloc(RI_ANSWERS_FILE + 1);
    (void)state;
    assert_non_null(large);
    memset(large, '#', RI_ANSWERS_FILE + 1);
    scratch_make_small(&s);
    scratch_write(&s, "a.map", large, RI_ANSWERS_FILE + 1);
    assert_int_equal(ri_answers_new(&answers, &err), RACI_OK);
    assert_int_equal(ri_answers_read(answers, scratch_path(&s, "a.map", path), &err), RACI_LIMIT);
    err = (raci_error){0};
    assert_int_equal(ri_answers_read(answers, scratch_path(&s, "b.map", path), &err),
                     RACI_NOTFOUND);
    err = (raci_error){0};
    for (int i = 0; i < RI_ANSWERS_MAX; i++) {
        assert_int_equal(ri_answers_add(answers, "column", "a=title", &err), RACI_OK);
    }
    assert_int_equal(ri_answers_add(answers, "column", "a=title", &err), RACI_LIMIT);
    free(large);
    ri_answers_free(answers);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(has_limits)};
    const int failed = RUN_ROWS("maps", rows, reads_maps);
    return failed + cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}

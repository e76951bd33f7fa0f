#define _POSIX_C_SOURCE 200809L

#include "folders.h"

struct cycle {
    const char *name;
    const char *before;
    const char *files;
    const char *problems; /* "" when there is none */
};

static const struct cycle cycles[] = {
    {"a tree", NULL, "== units.csv\nkey,parent\nc,b\nb,a\na,\nd,a\n", ""},
    {"itself", NULL, "== units.csv\nkey,parent\na,a\n",
     "units.csv:2:3: a unit that is a part of itself: a\n"},
    {"each other", NULL, "== positions.csv\nreports_to,key\na,b\nb,a\na,c\n",
     "positions.csv:3:1: positions that report to each other: a -> b -> a\n"},
    {"told at the smallest key", NULL, "== units.csv\nkey,parent\nz,y\ny,x\nx,z\nw,x\nv,w\n",
     "units.csv:4:3: units that are parts of each other: x -> z -> y -> x\n"},
    {"two of them", NULL, "== units.csv\nkey,parent\na,b\nb,a\nc,d\nd,c\n",
     "units.csv:2:3: units that are parts of each other: a -> b -> a\n"
     "units.csv:4:3: units that are parts of each other: c -> d -> c\n"},
    {"a long one is cut", NULL,
     "== positions.csv\nkey,reports_to\na,b\nb,c\nc,d\nd,e\ne,f\nf,g\ng,h\nh,a\n",
     "positions.csv:2:3: positions that report to each other: a -> b -> c -> d -> e -> \xe2\x80\xa6 "
     "(8 in all) -> a\n"},
    {"six are not", NULL, "== positions.csv\nkey,reports_to\na,b\nb,c\nc,d\nd,e\ne,f\nf,a\n",
     "positions.csv:2:3: positions that report to each other: a -> b -> c -> d -> e -> f -> a\n"},
    {"of one and the same period", NULL,
     "== units.csv\nkey,parent,from,to\na,b,2020-01-01,2021-01-01\nb,a,2020-01-01,2021-01-01\n",
     "units.csv:2:3: units that are parts of each other: a -> b -> a\n"},
    {"never at one time", NULL,
     "== units.csv\nkey,parent,from,to\na,b,,2021-01-01\nb,,,2021-01-01\na,,2021-01-01,\n"
     "b,a,2021-01-01,\n",
     ""},
    {"overlapping periods are for the checks", NULL,
     "== units.csv\nkey,parent,from\na,b,\nb,a,2020-01-01\n", ""},
    {"with the model", "== units.csv\nkey,parent\na,b\nb,c\nc,\n",
     "== units.csv\nkey,parent\nc,a\n",
     "units.csv:2:3: units that are parts of each other: c -> a -> b -> c\n"},
    {"by a change of period only", "== units.csv\nkey,parent,from\na,b,\nb,a,2020-01-01\n",
     "== units.csv\nkey,from\nb,\n",
     "units.csv:2:1: units that are parts of each other: b -> a -> b\n"},
    {"hanging under a cycle", NULL, "== units.csv\nkey,parent\na,b\nb,c\nc,b\nd,a\n",
     "units.csv:3:3: units that are parts of each other: b -> c -> b\n"},
};

static void finds(void **state)
{
    const struct cycle *row = *state;
    scratch s;
    ri_text problems = RI_TEXT_INIT;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    if (row->before != NULL) {
        folder_take(&s, model, row->before);
    }
    raci_status status = folder_import(&s, model, row->files, NULL, &problems);
    assert_string_equal(ri_text_string(&problems), row->problems);
    assert_int_equal(status, row->problems[0] != '\0' ? RACI_INPUT : RACI_OK);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

/* A line of any depth, and a cycle of any length, take linear time and no stack. */
static void finds_deep_ones(void **state)
{
    scratch s;
    ri_text files = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    ri_text_add(&files, "== positions.csv\nkey,reports_to\n");
    for (int i = 10000; i < 30000; i++) {
        ri_text_format(&files, "p%d,p%d\n", i, i + 1);
    }
    ri_text_add(&files, "p30000,\n");
    folder_take(&s, model, ri_text_string(&files));
    assert_int_equal(folder_import(&s, model, "== positions.csv\nkey,reports_to\np30000,p10000\n",
                                   NULL, &problems),
                     RACI_INPUT);
    assert_string_equal(ri_text_string(&problems),
                        "positions.csv:2:8: positions that report to each other: p30000 -> p10000 "
                        "-> p10001 -> p10002 -> p10003 -> \xe2\x80\xa6 (20001 in all) -> p30000\n");
    ri_text_free(&files);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_deep_ones)};
    return RUN_ROWS("finds", cycles, finds) +
           cmocka_run_group_tests_name("import cycles", tests, NULL, NULL);
}

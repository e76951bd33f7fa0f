#define _POSIX_C_SOURCE 200809L

#include "folders.h"

#define UNIT_HEADER "key,name,parent,head,kind,function,tags,from,to"
#define STAFF "== positions.csv\nkey\nceo\ncoo\n== people.csv\nkey\ndana\nlee\n"

/* What the model has, what is imported, what that does, and one file after it. */
struct matching {
    const char *name;
    const char *before;
    const char *files;
    const char *counts; /* added updated unchanged */
    const char *file;
    const char *after; /* without its header */
};

static const struct matching matchings[] = {
    {"new rows", "== units.csv\nkey\na\n", "== units.csv\nkey,name\nb,B\n", "1 0 0", "units.csv",
     "a,,,,,,,,\nb,B,,,,,,,\n"},
    {"the same again", "== units.csv\nkey,name,tags\na,A,x;y\n",
     "== units.csv\nkey,name,tags\na,A,x; y\n", "0 0 1", "units.csv", "a,A,,,,,x;y,,\n"},
    {"columns the file lacks stay", "== units.csv\nkey,name,kind,z\na,A,team,1\n",
     "== units.csv\nkey,name\na,Alpha\n", "0 1 0", "units.csv", "a,Alpha,,,team,,,,,1\n"},
    {"an empty cell unsets", "== units.csv\nkey,name,kind,z\na,A,team,1\n",
     "== units.csv\nkey,name,z\na,,\n", "0 1 0", "units.csv", "a,,,,team,,,,\n"},
    {"an attribute alone is a change", "== units.csv\nkey,z\na,1\nb,1\n",
     "== units.csv\nkey,z\na,2\nb,1\n", "0 1 1", "units.csv", "a,,,,,,,,,2\nb,,,,,,,,,1\n"},
    {"a list alone is a change",
     "== units.csv\nkey\nu\nv\n== touchpoints.csv\nkey,units\na,u;v\nb,u\n",
     "== touchpoints.csv\nkey,units\na,v;u\nb,u\n", "0 1 1", "touchpoints.csv",
     "a,,,,,,,v;u,,,,,,\nb,,,,,,,u,,,,,,\n"},
    {"a list the file lacks stays", "== units.csv\nkey\nu\n== touchpoints.csv\nkey,units\na,u\n",
     "== touchpoints.csv\nkey,name\na,A\n", "0 1 0", "touchpoints.csv", "a,A,,,,,,u,,,,,,\n"},
    /* periods */
    {"the same from", "== units.csv\nkey,name,from,to\na,A,2020-01-01,2022-01-01\n",
     "== units.csv\nkey,name,from,to\na,B,2020-01-01,2023-01-01\n", "0 1 0", "units.csv",
     "a,B,,,,,,2020-01-01,2023-01-01\n"},
    {"a later period", "== units.csv\nkey,name,from,to\na,A,,2022-01-01\n",
     "== units.csv\nkey,name,from,to\na,B,2022-01-01,\n", "1 0 0", "units.csv",
     "a,A,,,,,,,2022-01-01\na,B,,,,,,2022-01-01,\n"},
    {"the one period that overlaps moves", "== units.csv\nkey,name,from,to\na,A,2020-01-01,\n",
     "== units.csv\nkey,from,to\na,2021-01-01,2022-01-01\n", "0 1 0", "units.csv",
     "a,A,,,,,,2021-01-01,2022-01-01\n"},
    {"a period is split", "== units.csv\nkey,name,from,to\na,A,2020-01-01,\n",
     "== units.csv\nkey,name,from,to\na,B,2022-01-01,\na,A,2020-01-01,2022-01-01\n", "1 1 0",
     "units.csv", "a,A,,,,,,2020-01-01,2022-01-01\na,B,,,,,,2022-01-01,\n"},
    {"no dates in the file, one period", "== units.csv\nkey,name,from\na,A,2020-01-01\n",
     "== units.csv\nkey,name\na,B\n", "0 1 0", "units.csv", "a,B,,,,,,2020-01-01,\n"},
    {"only an end in the file", "== units.csv\nkey,name,from\na,A,2020-01-01\n",
     "== units.csv\nkey,to\na,2030-01-01\n", "0 1 0", "units.csv",
     "a,A,,,,,,2020-01-01,2030-01-01\n"},
    {"several periods at once", "== units.csv\nkey\nb\n",
     "== units.csv\nkey,from,to\na,2021-01-01,\na,,2020-01-01\na,2020-01-01,2021-01-01\n", "3 0 0",
     "units.csv",
     "a,,,,,,,,2020-01-01\na,,,,,,,2020-01-01,2021-01-01\na,,,,,,,2021-01-01,\nb,,,,,,,,\n"},
    /* rows without keys */
    {"seats by position, person, kind and from",
     STAFF "== seats.csv\nposition,person,kind,from,to\nceo,dana,holder,2020-01-01,\n",
     "== seats.csv\nposition,person,kind,from,to\nceo,dana,,2020-01-01,2022-01-01\n"
     "ceo,dana,acting,2020-01-01,\nceo,dana,holder,2023-01-01,\nceo,lee,,,\n",
     "3 1 0", "seats.csv",
     "ceo,dana,acting,2020-01-01,\nceo,dana,holder,2020-01-01,2022-01-01\n"
     "ceo,dana,holder,2023-01-01,\nceo,lee,holder,,\n"},
    {"seats without dates in the file",
     STAFF "== seats.csv\nposition,person,from\nceo,dana,2020-01-01\n",
     "== seats.csv\nposition,person,note\nceo,dana,x\n", "0 1 0", "seats.csv",
     "ceo,dana,holder,2020-01-01,,x\n"},
    {"members by team and position",
     STAFF "== teams.csv\nkey\nt\n== team_members.csv\nteam,position,from\nt,ceo,2020-01-01\n",
     "== team_members.csv\nteam,position,from\nt,ceo,2021-01-01\nt,coo,\n", "1 1 0",
     "team_members.csv", "t,ceo,2021-01-01,\nt,coo,,\n"},
    {"stages by key", "== stages.csv\nkey,name,order\ns,S,1\n",
     "== stages.csv\nkey,order\ns,2\nr,1\n", "1 1 0", "stages.csv", "r,,1\ns,S,2\n"},
    {"steps by journey and touchpoint",
     "== journeys.csv\nkey\nj\n== touchpoints.csv\nkey\na\n== journey_steps.csv\n"
     "journey,touchpoint,order\nj,a,1\n",
     "== journey_steps.csv\njourney,touchpoint,order\nj,a,2\n", "0 1 0", "journey_steps.csv",
     "j,a,2\n"},
    {"links by all three",
     "== touchpoints.csv\nkey\na\nb\n== links.csv\nfrom,to,kind\na,b,promise\n",
     "== links.csv\nfrom,to,kind\na,b,promise\na,b,feedback\nb,a,promise\n", "2 0 1", "links.csv",
     "a,b,feedback\na,b,promise\nb,a,promise\n"},
    {"stated rows by touchpoint, letter and holder",
     STAFF "== touchpoints.csv\nkey\na\n== stated.csv\ntouchpoint,letter,holder,reason\n"
           "a,A,position:ceo,why\n",
     "== stated.csv\ntouchpoint,letter,holder\na,A,position:ceo\na,R,position:ceo\n", "1 0 1",
     "stated.csv", "a,A,position:ceo,why\na,R,position:ceo,\n"},
    {"mandates by position, scope and from",
     STAFF "== mandates.csv\nposition,scope,from\nceo,*,2020-01-01\n",
     "== mandates.csv\nposition,scope,from,to\nceo,*,2020-01-01,2021-01-01\nceo,*,2022-01-01,\n",
     "1 1 0", "mandates.csv", "ceo,*,2020-01-01,2021-01-01\nceo,*,2022-01-01,\n"},
};

static void matches(void **state)
{
    const struct matching *row = *state;
    char counts[64];
    scratch s;
    raci_import_counts done = {0};
    ri_text problems = RI_TEXT_INIT;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, row->before);
    if (folder_import(&s, model, row->files, &done, &problems) != RACI_OK) {
        fail_msg("%s", ri_text_string(&problems));
    }
    (void)snprintf(counts, sizeof counts, "%zu %zu %zu", done.added, done.updated, done.unchanged);
    assert_string_equal(counts, row->counts);
    char *after = folder_export(&s, model, row->file);
    assert_string_equal(strchr(after, '\n') + 1, row->after);
    free(after);
    raci_model_close(model);
    scratch_remove(&s);
}

/* The order of the rows of a file does not matter. */
static void matches_backwards(void **state)
{
    const struct matching *row = *state;
    const char *lines[32];
    size_t lengths[32];
    size_t n = 0;
    scratch s;
    ri_text turned = RI_TEXT_INIT;
    /* The file's name and header, then its rows from the last to the first. */
    const char *at = row->files;
    while (*at != '\0') {
        size_t length = strcspn(at, "\n") + 1;
        bool head = strncmp(at, "== ", 3) == 0;
        if (head) {
            assert_true(n == 0); /* rows of several files are not turned here */
            size_t header = length + strcspn(at + length, "\n") + 1;
            ri_text_bytes(&turned, at, header);
            at += header;
            continue;
        }
        lines[n] = at;
        lengths[n++] = length;
        at += length;
    }
    while (n-- > 0) {
        ri_text_bytes(&turned, lines[n], lengths[n]);
    }
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, row->before);
    folder_take(&s, model, ri_text_string(&turned));
    char *after = folder_export(&s, model, row->file);
    assert_string_equal(strchr(after, '\n') + 1, row->after);
    free(after);
    ri_text_free(&turned);
    raci_model_close(model);
    scratch_remove(&s);
}

struct clash {
    const char *name;
    const char *before;
    const char *files;
    const char *problems;
};

#define OVERLAP ": duplicate key: the period overlaps another of this key\n"

static const struct clash clashes[] = {
    {"a key twice", "== units.csv\nkey\nx\n", "== units.csv\nkey,name\na,A\nb,B\na,C\n",
     "units.csv:4:1" OVERLAP},
    {"a key of the model twice", "== units.csv\nkey\na\n", "== units.csv\nname,key\nA,a\nB,a\n",
     "units.csv:3:3" OVERLAP},
    {"overlapping periods", "== units.csv\nkey\nx\n",
     "== units.csv\nkey,from,to\na,2020-01-01,2022-01-01\na,2021-12-31,\n",
     "units.csv:3:1" OVERLAP},
    {"overlapping the model, which has two",
     "== units.csv\nkey,from,to\na,2020-01-01,2021-01-01\na,2021-01-01,2022-01-01\n",
     "== units.csv\nkey,from,to\na,2020-06-01,2021-06-01\n", "units.csv:2:1" OVERLAP},
    {"grown over another of the model",
     "== units.csv\nkey,from,to\na,2020-01-01,2021-01-01\na,2021-01-01,2022-01-01\n",
     "== units.csv\nkey,from,to\na,2020-01-01,\n", "units.csv:2:1" OVERLAP},
    {"moved over two of the model",
     "== units.csv\nkey,name,from,to\na,A,2020-01-01,2021-01-01\na,B,2021-01-01,2022-01-01\n",
     "== units.csv\nkey,name,from,to\na,B,2021-06-01,2022-06-01\na,A,2020-06-01,2021-06-01\n",
     "units.csv:3:1" OVERLAP},
    {"told at the later row", "== units.csv\nkey,from,to\na,2020-01-01,2021-01-01\n",
     "== units.csv\nkey,from,to\na,2024-01-01,2026-01-01\nb,,\na,2023-01-01,2025-01-01\n",
     "units.csv:4:1" OVERLAP},
    {"told at the later row, which came first in time",
     "== units.csv\nkey,from,to\na,2020-01-01,2021-01-01\n",
     "== units.csv\nkey,from,to\na,2023-01-01,2025-01-01\na,2024-01-01,2026-01-01\n",
     "units.csv:3:1" OVERLAP},
    {"no dates and several periods", "== units.csv\nkey,from,to\na,,2021-01-01\na,2021-01-01,\n",
     "== units.csv\nkey,name\na,A\n",
     "units.csv:2:1: the model has 2 periods of this: the column 'from' must say which is "
     "meant\n"},
    {"an end before the model's beginning", "== units.csv\nkey,from\na,2020-01-01\n",
     "== units.csv\nkey,to\na,2019-01-01\n",
     "units.csv:2:1: 'to' 2019-01-01 must be after 'from' 2020-01-01\n"},
    {"a seat twice", STAFF,
     "== seats.csv\nposition,person,kind\nceo,dana,\nceo,dana,holder\nceo,dana,acting\n",
     "seats.csv:3:1: duplicate row: another has the same position, person, kind and from\n"},
    {"a member twice", STAFF "== teams.csv\nkey\nt\n",
     "== team_members.csv\nposition,team\nceo,t\nceo,t\n",
     "team_members.csv:3:5: duplicate row: another has the same team, position\n"},
    {"a stage twice", "== stages.csv\nkey\ns\n", "== stages.csv\nkey\ns\nr\ns\n",
     "stages.csv:4:1: duplicate key\n"},
    {"a walk twice", STAFF "== channels.csv\nkey\nweb\n",
     "== walks.csv\nposition,channel,date\nceo,web,2026-01-01\nceo,web,2026-01-02\n"
     "ceo,web,2026-01-01\n",
     "walks.csv:4:1: duplicate row: another has the same position, channel, date\n"},
};

static void clashes_are_told(void **state)
{
    const struct clash *row = *state;
    scratch s;
    ri_text problems = RI_TEXT_INIT;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, row->before);
    assert_int_equal(folder_import(&s, model, row->files, NULL, &problems), RACI_INPUT);
    assert_string_equal(ri_text_string(&problems), row->problems);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

/* A thousand periods of one key are enough. */
static void limits_periods(void **state)
{
    scratch s;
    ri_text files = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    ri_text_add(&files, "== units.csv\nkey,from,to\n");
    for (int year = 1000; year <= 2000; year++) {
        ri_text_format(&files, "a,%d-01-01,%d-01-01\n", year, year + 1);
    }
    assert_int_equal(folder_import(&s, model, ri_text_string(&files), NULL, &problems), RACI_INPUT);
    assert_string_equal(ri_text_string(&problems),
                        "units.csv:1002:1: more than 1000 rows of one key\n");
    ri_text_free(&files);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(limits_periods)};
    return RUN_ROWS("matches", matchings, matches) +
           RUN_ROWS("matches backwards", matchings, matches_backwards) +
           RUN_ROWS("clashes", clashes, clashes_are_told) +
           cmocka_run_group_tests_name("import match", tests, NULL, NULL);
}

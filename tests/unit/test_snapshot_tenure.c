#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "describe.h"
#include "organization.h"

/* Each position tells one story of who came and went; the date is 2026-07-01. */
static const char stories[] =
    "== positions.csv\n"
    "key,from,to\n"
    "always,,\nempty,,\nleaves,,\nhanded-over,,\nday-between,,\noverlap,,\ntwo-ends,,\n"
    "person-leaves,,\nperson-stays,,\nperson-returns,,\n"
    "closes,,2026-08-01\n"
    "closes-later,,2026-08-02\n"
    "pauses,,2026-08-01\npauses,2026-09-01,\n"
    "pauses-filled,,2026-08-01\npauses-filled,2026-09-01,\n"
    "back-and-forth,,\ntomorrow,,\ntoday,,\n"
    "was-acting,,\nwas-held,,\nwas-both,,\nwas-acting-before,,\n"
    "== people.csv\n"
    "key,from,to\n"
    "ann,,\nbob,,\n"
    "gone,,2026-06-01\n"
    "leaver,,2026-08-15\n"
    "renamed,,2026-08-15\nrenamed,2026-08-15,\n"
    "sabbatical,,2026-08-15\nsabbatical,2026-10-01,\n"
    "== seats.csv\n"
    "position,person,kind,from,to\n"
    "always,ann,holder,,\n"
    "leaves,ann,holder,2025-03-01,2026-08-01\n"
    "handed-over,ann,holder,,2026-08-01\nhanded-over,bob,holder,2026-08-01,\n"
    "day-between,ann,holder,,2026-08-01\nday-between,bob,holder,2026-08-02,\n"
    "overlap,ann,holder,,2026-08-01\noverlap,bob,acting,2026-07-20,2026-09-01\n"
    "two-ends,ann,holder,,2026-08-01\ntwo-ends,bob,delegate,,2026-10-01\n"
    "person-leaves,leaver,holder,,\n"
    "person-stays,renamed,holder,,\n"
    "person-returns,sabbatical,holder,,\n"
    "closes,ann,holder,,2026-08-01\n"
    "closes-later,ann,holder,,2026-08-01\n"
    "pauses,ann,holder,,2026-08-01\n"
    "pauses-filled,ann,holder,,2026-08-01\npauses-filled,bob,holder,2026-09-01,\n"
    "back-and-forth,ann,holder,,2026-07-10\nback-and-forth,bob,holder,2026-07-10,2026-07-20\n"
    "back-and-forth,ann,holder,2026-07-20,2026-07-30\n"
    "tomorrow,ann,holder,,2026-07-02\n"
    "today,ann,holder,2026-07-01,\n"
    "was-acting,bob,holder,2025-01-01,2026-01-01\nwas-acting,ann,acting,2026-01-01,2026-06-01\n"
    "was-held,ann,acting,2025-01-01,2026-01-01\nwas-held,gone,holder,2026-01-01,2026-07-01\n"
    "was-both,ann,acting,,2026-05-01\nwas-both,bob,holder,,2026-05-01\n"
    "was-acting-before,ann,acting,,2026-05-01\nwas-acting-before,bob,holder,2026-05-01,\n";

struct story {
    const char *name;
    const char *what;
    const char *expected;
};

static const struct story rows[] = {
    {"a seat without end", "position:always", "holder=ann(..)"},
    {"nobody ever", "position:empty", ""},
    {"a seat that ends", "position:leaves",
     "holder=ann(2025-03-01..2026-08-01) vacant_on=2026-08-01 reseated=2025-03-01"},
    {"the next one begins that day", "position:handed-over", "holder=ann(..2026-08-01)"},
    {"the next one begins the day after", "position:day-between",
     "holder=ann(..2026-08-01) vacant_on=2026-08-01"},
    {"somebody acts beyond the end, and then ends too", "position:overlap",
     "holder=ann(..2026-08-01) vacant_on=2026-09-01"},
    {"the later of two ends counts", "position:two-ends",
     "holder=ann(..2026-08-01) delegate=bob(..2026-10-01) vacant_on=2026-10-01"},
    {"the person leaves", "position:person-leaves", "holder=leaver(..) vacant_on=2026-08-15"},
    {"the person's next period begins that day", "position:person-stays", "holder=renamed(..)"},
    {"the person is away for a while", "position:person-returns",
     "holder=sabbatical(..) vacant_on=2026-08-15"},
    {"what is gone that day is not vacant", "position:closes", "holder=ann(..2026-08-01)"},
    {"it is there for one more day", "position:closes-later",
     "holder=ann(..2026-08-01) vacant_on=2026-08-01"},
    {"vacant when it is there again", "position:pauses",
     "holder=ann(..2026-08-01) vacant_on=2026-09-01"},
    {"filled when it is there again", "position:pauses-filled", "holder=ann(..2026-08-01)"},
    {"the same person comes back", "position:back-and-forth",
     "holder=ann(..2026-07-10) vacant_on=2026-07-30"},
    {"vacant tomorrow", "position:tomorrow", "holder=ann(..2026-07-02) vacant_on=2026-07-02"},
    {"a seat that begins on the date", "position:today",
     "holder=ann(2026-07-01..) reseated=2026-07-01"},
    {"an acting seat ended last", "position:was-acting",
     "last_acting=2026-06-01 reseated=2026-06-01"},
    {"an ordinary seat ended last, on the date, of a person who is gone", "position:was-held",
     "last_end=2026-07-01 reseated=2026-07-01"},
    {"both ended on that day", "position:was-both", "last_end=2026-05-01 reseated=2026-05-01"},
    {"an acting one ended, and it was filled", "position:was-acting-before",
     "holder=bob(2026-05-01..) last_acting=2026-05-01 reseated=2026-05-01"},
    {"of a person all seats count, whatever the position", "person:bob",
     "positions=two-ends,was-acting-before reseated=2026-05-01"},
    {"of a person the date itself counts, the future does not", "person:ann",
     "positions=always,back-and-forth,closes,closes-later,day-between,handed-over,leaves,overlap,"
     "pauses,pauses-filled,today,tomorrow,two-ends reseated=2026-07-01"},
};

static raci_model *model;

static void tells(void **state)
{
    const struct story *story = *state;
    ri_snapshot *s = snapshot_at(model, "2026-07-01");
    ri_text text = RI_TEXT_INIT;
    describe(s, named(s, story->what), false, &text);
    assert_string_equal(ri_text_string(&text), story->expected);
    ri_text_free(&text);
    ri_snapshot_free(s);
}

/* The same of a snapshot that holds one position or person only. */
static void tells_focused(void **state)
{
    const struct story *story = *state;
    raci_error err = {0};
    ri_focus *focus = NULL;
    ri_snapshot *s = NULL;
    ri_text text = RI_TEXT_INIT;
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    assert_true(ri_reference_split(story->what, &kind, &key));
    assert_int_equal(ri_focus_new(&focus, model, day("2026-07-01"), &err), RACI_OK);
    assert_int_equal(ri_focus_add(focus, kind, key, &err), RACI_OK);
    assert_int_equal(ri_snapshot_focus(&s, focus, &err), RACI_OK);
    describe(s, named(s, story->what), false, &text);
    assert_string_equal(ri_text_string(&text), story->expected);
    ri_text_free(&text);
    ri_snapshot_free(s);
    ri_focus_free(focus);
}

/* ---- departments ---- */

struct division {
    const char *name;
    const char *units; /* lines of units.csv: key, parent, kind, from */
    bool several;
};

static const struct division divisions[] = {
    {"no unit at all", "", false},
    {"one unit", "a,,,\n", false},
    {"a company and a unit in it", "a,,company,\nb,a,,\n", true},
    {"a unit, and one in it", "a,,,\nb,a,team,\n", false},
    {"a department, and a company in it", "a,,department,\nb,a,Company,\nc,b,,\n", false},
    {"a unit, and a company in it", "a,,,\nb,a,company,\n", true},
    {"a company in a team in a department", "a,,Division,\nb,a,,\nc,b,company,\n", false},
    {"two units without parent", "a,,,\nb,,,\n", true},
    {"a department below another", "a,,department,\nb,a,department,\n", true},
    {"a parent that is not there", "a,,,2027-01-01\nb,a,,\nc,b,,\n", false},
    {"two such", "a,,,2027-01-01\nb,a,,\nc,a,,\n", true},
};

static void divides(void **state)
{
    const struct division *division = *state;
    raci_error err = {0};
    ri_focus *focus = NULL;
    ri_snapshot *s = NULL;
    ri_text files = RI_TEXT_INIT;
    ri_text_format(&files, "== units.csv\nkey,parent,kind,from\n%s", division->units);
    raci_model *divided = organization(files.bytes);
    ri_snapshot *whole = snapshot_at(divided, "2026-07-01");
    assert_int_equal(whole->several_departments, division->several);
    assert_int_equal(ri_focus_new(&focus, divided, day("2026-07-01"), &err), RACI_OK);
    assert_int_equal(ri_snapshot_focus(&s, focus, &err), RACI_OK);
    assert_int_equal(s->units.rows.n, 0);
    assert_int_equal(s->several_departments, division->several);
    ri_snapshot_free(s);
    ri_snapshot_free(whole);
    ri_focus_free(focus);
    ri_text_free(&files);
    raci_model_close(divided);
}

int main(void)
{
    model = organization(stories);
    int failed = RUN_ROWS("tenure", rows, tells);
    failed += RUN_ROWS("tenure, focused", rows, tells_focused);
    failed += RUN_ROWS("departments", divisions, divides);
    raci_model_close(model);
    return failed;
}

/* Rulings and acceptances that have ended, and rulings whose subject others deliver now. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/day.h"
#include "organization.h"

#define BASE                                                                                       \
    "== units.csv\nkey,parent,head,kind,from,to\nacme,,ceo,company,,\nnorth,acme,ceo,team,,\n"     \
    "south,acme,ceo,team,,\ngone,acme,ceo,team,,2026-03-01\n"                                      \
    "== positions.csv\nkey,unit\nceo,acme\n"                                                       \
    "== touchpoints.csv\nkey,units,from,to\n"                                                      \
    "kept,south;north,,2026-03-01\nkept,north;south,2026-03-01,\n"                                 \
    "moved,south,,2026-03-01\nmoved,north,2026-03-01,\n"                                           \
    "lost,north;gone,,\n"                                                                          \
    "empty,,,2026-03-01\nempty,north,2026-03-01,\n"                                                \
    "new,north,2026-03-01,\n"                                                                      \
    "a-,north,,\n"                                                                                 \
    "== links.csv\nfrom,to,kind\na-,moved,handoff\na-,kept,handoff\n"                              \
    "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"

struct row {
    const char *name;
    const char *rulings;
    const char *expected; /* subject, '+' when others deliver it, '!' when it has ended */
};

static const struct row rows[] = {
    {"the same units in another order", "touchpoint:kept,A,unit:north,office:ceo,,2026-02-01,\n",
     "touchpoint:kept"},
    {"other units", "touchpoint:moved,A,unit:north,office:ceo,,2026-02-01,\n", "touchpoint:moved+"},
    {"since it began the same", "touchpoint:moved,A,unit:north,office:ceo,,2026-03-01,\n",
     "touchpoint:moved"},
    {"no beginning", "touchpoint:moved,A,unit:north,office:ceo,,,\n", "touchpoint:moved"},
    {"a unit that is gone", "touchpoint:lost,A,unit:north,office:ceo,,2026-02-01,\n",
     "touchpoint:lost+"},
    {"none then", "touchpoint:empty,A,unit:north,office:ceo,,2026-02-01,\n", "touchpoint:empty+"},
    {"not there then", "touchpoint:new,A,unit:north,office:ceo,,2026-02-01,\n", "touchpoint:new"},
    {"a handoff of which a side moved, and a key that ends as an arrow begins",
     "handoff:a-->moved,A,unit:north,office:ceo,,2026-02-01,\n", "handoff:a-->moved+"},
    {"a handoff that is the same", "handoff:a-->kept,A,unit:north,office:ceo,,2026-02-01,\n",
     "handoff:a-->kept"},
    {"what has no units", "enterprise,A,unit:north,office:ceo,,2026-02-01,\n", "enterprise"},
    {"each by its own day",
     "touchpoint:moved,A,unit:north,office:ceo,,2026-02-01,\n"
     "touchpoint:moved,C,unit:north,office:ceo,,2026-04-01,\n"
     "touchpoint:moved,R,unit:north,office:ceo,,2026-02-01,\n",
     "touchpoint:moved+ touchpoint:moved touchpoint:moved+"},
    {"those that have ended stand last",
     "touchpoint:kept,A,unit:north,office:ceo,,2026-01-01,2026-07-01\n"
     "touchpoint:kept,A,unit:south,office:ceo,,2026-01-01,2026-07-02\n"
     "touchpoint:moved,A,unit:south,office:ceo,,2026-05-01,\n",
     "touchpoint:kept touchpoint:moved touchpoint:kept!"},
    {"one that has not begun", "touchpoint:kept,A,unit:north,office:ceo,,2026-07-02,\n", ""},
};

static void tells(void **state)
{
    const struct row *row = *state;
    ri_text files = RI_TEXT_INIT;
    ri_text found = RI_TEXT_INIT;
    ri_text_add(&files, BASE);
    ri_text_add(&files, row->rulings);
    raci_model *model = organization(ri_text_string(&files));
    ri_snapshot *s = snapshot_at(model, "2026-07-01");
    for (uint32_t i = 0; i < s->n_rulings + s->n_ended_rulings; i++) {
        ri_text_add(&found, i > 0 ? " " : "");
        ri_snapshot_reference(s, s->rulings[i].subject, &found);
        ri_text_add(&found, s->rulings[i].moved ? "+" : "");
        ri_text_add(&found, i >= s->n_rulings ? "!" : "");
    }
    assert_string_equal(ri_text_string(&found), row->expected);
    ri_text_free(&files);
    ri_text_free(&found);
    ri_snapshot_free(s);
    raci_model_close(model);
}

static void keeps_acceptances_that_have_ended(void **state)
{
    (void)state;
    raci_model *model =
        organization("== positions.csv\nkey\nceo\n"
                     "== acceptances.csv\nkey,fingerprint,by,from,to\n"
                     "0000000000000001,00000000000000aa,position:ceo,,2026-07-01\n"
                     "0000000000000002,00000000000000aa,position:ceo,,\n"
                     "0000000000000000,00000000000000aa,position:ceo,,2026-06-01\n"
                     "0000000000000003,00000000000000aa,position:ceo,2026-07-02,\n");
    ri_snapshot *s = snapshot_at(model, "2026-07-01");
    assert_int_equal(s->n_acceptances, 1);
    assert_int_equal(s->n_ended_acceptances, 2);
    assert_string_equal(s->acceptances[0].finding, "0000000000000002");
    assert_int_equal(s->acceptances[0].to, RI_DAY_MAX);
    assert_string_equal(s->acceptances[1].finding, "0000000000000000");
    assert_string_equal(s->acceptances[2].finding, "0000000000000001");
    ri_snapshot_free(s);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_acceptances_that_have_ended)};
    return RUN_ROWS("tells", rows, tells) +
           cmocka_run_group_tests_name("acceptances", tests, NULL, NULL);
}

/* The timeline: what each day brings; and that it is the same whether days are evaluated in
   full or had from others. */
#define _POSIX_C_SOURCE 200809L

#include "appended.h"
#include "rows.h"

#define add_holder random_holder
#include "random_steps.h"
#undef add_holder

#include "policies.h"
#include "random_policy.h"
#include "recording.h"

#include "scenario/timeline_days.h"

#if defined(__SANITIZE_ADDRESS__)
#define SEEDS 40
#else
#define SEEDS 200
#endif

/* ---- what days bring ---- */

#define POLICY                                                                                     \
    RECORDING_HEAD RECORDING_CALM                                                                  \
        "rule \"heads answer\" { because = \"so\", to = \"2026-09-01\", assign = { A = "           \
        "head_of_delivering_unit(), R = delivering_units() } }\n"                                  \
        "default \"the chief answers\" { because = \"so\", assign = { A = \"position:ceo\", R = "  \
        "\"position:ceo\" } }\n"

/* A line for each thing: its day, what it is, about what, by which check, who must act. */
static void tell_items(ri_text *out, const raci_timeline *t)
{
    char date[11];
    for (size_t i = 0; i < t->n; i++) {
        const ri_due_item *item = &t->items[i];
        ri_text_format(out, "%s %s %s", ri_day_format(item->day, date), ri_due_name(item->what),
                       item->subject);
        ri_text_format(out, " %s -> %s: %s\n", item->code != NULL ? item->code : "-",
                       item->to != NULL ? item->to : "nobody",
                       item->cause != NULL ? item->cause : "-");
    }
}

static void expect(const char *files, const char *policy, const char *date, int days,
                   const char *expected)
{
    recording r;
    raci_timeline *t = NULL;
    raci_error err = {0};
    ri_text told = RI_TEXT_INIT;
    const raci_timeline_options how = {.date = date, .days = days};
    recording_make(&r, files, policy);
    assert_int_equal(raci_timeline_open(&t, r.model, r.policy, &how, &err), RACI_OK);
    tell_items(&told, t);
    assert_string_equal(ri_text_string(&told), expected);
    assert_int_equal(raci_timeline_failed(t, NULL), 0);
    raci_timeline_free(t);
    ri_text_free(&told);
    recording_remove(&r);
}

static void seats_and_reviews(void **state)
{
    (void)state;
    expect(RECORDING_UNITS RECORDING_POSITIONS
           "== people.csv\nkey,name\nann,Ann Ito\nxia,Xia Wu\nmia,Mia Roe\ndan,Dan Ruiz\n"
           "== seats.csv\nposition,person,kind,from,to\nceo,ann,holder,,\ncxo,xia,holder,,\n"
           "cmo,mia,holder,,2026-07-15\ncoo,dan,acting,2025-06-01,2026-07-20\n"
           "coo,ann,holder,2026-07-20,\n"
           "== touchpoints.csv\nkey,name,units,reviewed_on\nlook,Look around,marketing,\n"
           "pay,Pay,ops,2025-07-09\n",
           RECORDING_POLICY, "2026-07-01", 30,
           /* the review is 365 days old on the 9th, more on the 10th */
           "2026-07-10 stale touchpoint:pay stale-row -> position:coo: last reviewed on "
           "2025-07-09\n"
           "2026-07-15 vacant position:cmo vacant-seat -> position:ceo: the seat of Mia Roe as "
           "Marketing Chief ends\n"
           "2026-07-15 unowned touchpoint:look vacant-accountable -> position:cxo: the seat of "
           "Mia Roe as Marketing Chief ends\n"
           "2026-07-15 finding unit:marketing vacant-head -> position:ceo: the seat of Mia Roe as "
           "Marketing Chief ends\n"
           "2026-07-20 expired position:coo - -> position:ceo: the acting seat of Dan Ruiz as "
           "Operations Chief ends\n");
}

static void rules_and_decisions(void **state)
{
    (void)state;
    expect(RECORDING_ORGANIZATION
           "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"
           "touchpoint:pay,A,position:coo,position:cxo,so,2026-01-01,2026-08-01\n"
           "== mandates.csv\nposition,scope,from,to\ncxo,*,,2026-08-02\n"
           "cxo,*,2026-08-02,\ncoo,unit:ops,,2026-08-03\n",
           POLICY, "2026-07-15", 60,
           "2026-08-01 expired touchpoint:pay ruling-expired -> position:cxo: the ruling that "
           "gives A on 'Pay' to Operations Chief ends\n"
           "2026-08-03 expired position:coo - -> position:ceo: the mandate of Operations Chief "
           "over Operations ends\n"
           "2026-09-01 expired rule:heads answer - -> position:cxo: the rule 'heads answer' "
           "ends\n"
           "2026-09-01 finding touchpoint:look missing-deliverer -> position:ceo: the rule 'heads "
           "answer' ends\n"
           "2026-09-01 finding touchpoint:pay missing-deliverer -> position:ceo: the rule 'heads "
           "answer' ends\n");
}

static void nothing_is_something(void **state)
{
    (void)state;
    expect(RECORDING_ORGANIZATION, RECORDING_POLICY, "2026-07-01", 180, "");
}

/* A row that ends where the next of the same thing begins is one change. */
static void a_change_is_told_once(void **state)
{
    recording r;
    raci_timeline *t = NULL;
    raci_error err = {0};
    const raci_timeline_options how = {.date = "2026-07-01", .days = 60};
    (void)state;
    recording_make(&r,
                   RECORDING_UNITS RECORDING_POSITIONS
                   "== people.csv\nkey,name,from,to\nann,Ann Ito,,2026-08-02\n"
                   "ann,Ann Roe,2026-08-02,\nxia,Xia Wu,,\n"
                   "== journeys.csv\nkey,name,from,to\nbuy,Buying,,2026-08-01\n"
                   "buy,Buying online,2026-08-01,\nuse,Use,,2026-08-01\n",
                   RECORDING_POLICY);
    assert_int_equal(raci_timeline_open(&t, r.model, r.policy, &how, &err), RACI_OK);
    assert_int_equal(t->n_turns, 3);
    assert_string_equal(t->turns[0].said, "the journey 'Buying' changes");
    assert_string_equal(t->turns[1].said, "the journey 'Use' ends");
    assert_string_equal(t->turns[2].said, "Ann Ito changes");
    raci_timeline_free(t);
    recording_remove(&r);
}

static void refuses_what_is_no_time(void **state)
{
    static const struct {
        const char *date;
        int days;
    } rows[] = {{"2026-02-30", 10},  {NULL, 10},
                {"2026-07-01", 0},   {"2026-07-01", -1},
                {"9999-12-01", 180}, {"2026-07-01", RACI_TIMELINE_DAYS_MAX + 1}};
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    for (size_t i = 0; i < COUNT(rows); i++) {
        raci_timeline *t = NULL;
        raci_error err = {0};
        const raci_timeline_options how = {.date = rows[i].date, .days = rows[i].days};
        assert_int_equal(raci_timeline_open(&t, r.model, r.policy, &how, &err), RACI_INVALID);
        assert_null(t);
        assert_string_not_equal(err.message, "");
    }
    recording_remove(&r);
}

/* ---- in full, and not ---- */

/* Seats that begin and end on days on which nothing else does. */
static void add_later_seats(raci_model *model)
{
    scratch s;
    ri_text text = RI_TEXT_INIT;
    ri_text_add(&text, "== seats.csv\nposition,person,kind,from,to\n");
    for (uint32_t i = 0; i < 12; i++) {
        ri_text_format(&text, "p%u,q%u,%s,2026-05-%02u,", random_below(POSITIONS),
                       random_below(PEOPLE), seat_kinds[random_below(3)], 2 + 2 * i);
        if (chance(70)) {
            ri_text_format(&text, "2026-06-%02u", 1 + random_below(20));
        }
        ri_text_char(&text, '\n');
    }
    scratch_make_small(&s);
    folder_take(&s, model, ri_text_string(&text));
    ri_text_free(&text);
    scratch_remove(&s);
}

/* NULL where there is none of that seed. */
static raci_model *organization_with_later_seats(void)
{
    raci_model *copy = NULL;
    raci_model *model = random_organization();
    if (model != NULL) {
        assert_int_equal(ri_model_copy(&copy, model, NULL), RACI_OK);
        add_later_seats(copy);
        raci_model_close(model);
    }
    return copy;
}

static void tell(ri_text *out, raci_model *model, raci_policy *policy, int in_full)
{
    raci_timeline *t = NULL;
    raci_error err = {0};
    const raci_look look = {.columns = 80};
    const raci_timeline_options how = {.date = "2026-03-15", .days = 100, .in_full = in_full};
    if (raci_timeline_open(&t, model, policy, &how, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    assert_int_equal(raci_report_timeline(t, RACI_JSON, &look, append_text, out, &err), RACI_OK);
    assert_int_equal(raci_report_timeline(t, RACI_TEXT, &look, append_text, out, &err), RACI_OK);
    raci_timeline_free(t);
}

/* Gives whether some day in May, on which only seats turn, brings something. */
static bool compare(raci_model *model, raci_policy *policy, uint64_t seed)
{
    ri_text quick = RI_TEXT_INIT;
    ri_text full = RI_TEXT_INIT;
    tell(&quick, model, policy, 0);
    tell(&full, model, policy, 1);
    const bool met = strstr(ri_text_string(&quick), "\"date\":\"2026-05") != NULL;
    if (strcmp(ri_text_string(&quick), ri_text_string(&full)) != 0) {
        print_error("%s\n%s\n", ri_text_string(&quick), ri_text_string(&full));
        fail_msg("seed %llu", (unsigned long long)seed);
    }
    ri_text_free(&quick);
    ri_text_free(&full);
    return met;
}

static void days_had_from_others_are_the_same(void **state)
{
    size_t met = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        random_state = seed * 104729;
        raci_model *model = organization_with_later_seats();
        ri_text text = RI_TEXT_INIT;
        random_policy(&text);
        if (model != NULL) {
            loaded l = policy_load(model, ri_text_string(&text));
            met += l.policy != NULL && compare(model, l.policy, seed);
            policy_unload(&l);
        }
        raci_model_close(model);
        ri_text_free(&text);
    }
    assert_true(met > SEEDS / 5);
}

/* ---- memory ---- */

static int forget(const char *data, size_t length, void *payload)
{
    (void)data;
    (void)length;
    (void)payload;
    return 0;
}

static bool attempt(void *payload)
{
    recording *r = payload;
    raci_timeline *t = NULL;
    raci_error err = {0};
    const raci_look look = {.columns = 80};
    const raci_timeline_options how = {.date = "2026-07-05", .days = 60};
    raci_status status = raci_timeline_open(&t, r->model, r->policy, &how, &err);
    if (status == RACI_OK) {
        status = raci_report_timeline(t, RACI_TEXT, &look, forget, NULL, &err);
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_timeline_free(t);
    return status == RACI_OK;
}

static void survives_every_failure(void **state)
{
    recording r;
    (void)state;
    recording_make(&r,
                   RECORDING_ORGANIZATION
                   "== seats.csv\nposition,person,kind,from,to\ncmo,ann,acting,2026-07-01,"
                   "2026-07-10\n",
                   POLICY);
    assert_true(with_all_failures(attempt, &r) > 50);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seats_and_reviews),
        cmocka_unit_test(rules_and_decisions),
        cmocka_unit_test(nothing_is_something),
        cmocka_unit_test(a_change_is_told_once),
        cmocka_unit_test(refuses_what_is_no_time),
        cmocka_unit_test(days_had_from_others_are_the_same),
        cmocka_unit_test(survives_every_failure),
    };
    return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}

#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/memory.h"
#include "describe.h"
#include "random_organization.h"

/* What a focused snapshot says of one thing must be what the whole one says. */
static void agree_on(const ri_snapshot *whole, const ri_snapshot *s, ri_ref ref)
{
    ri_text reference = RI_TEXT_INIT;
    ri_text expected = RI_TEXT_INIT;
    ri_text found = RI_TEXT_INIT;
    ri_snapshot_reference(s, ref, &reference);
    describe(whole, named(whole, reference.bytes), true, &expected);
    describe(s, ref, true, &found);
    if (strcmp(ri_text_string(&expected), ri_text_string(&found)) != 0) {
        fail_msg("%s: '%s', but focused '%s'", reference.bytes, ri_text_string(&expected),
                 ri_text_string(&found));
    }
    ri_text_free(&reference);
    ri_text_free(&expected);
    ri_text_free(&found);
}

static ri_ref same(const ri_snapshot *to, const ri_snapshot *from, ri_ref ref)
{
    if (ref == RI_NONE) {
        return RI_NONE;
    }
    return ri_snapshot_find(to, ri_ref_kind(ref), ri_snapshot_key(from, ref));
}

static void agree_on_seats(const ri_snapshot *whole, const ri_snapshot *s, ri_ref holder)
{
    ri_indexes expected = {0};
    ri_indexes found = {0};
    assert_true(holder == RI_NONE || ri_holder_seats(whole, same(whole, s, holder), &expected));
    assert_true(holder == RI_NONE || ri_holder_seats(s, holder, &found));
    assert_int_equal(found.n, expected.n);
    for (size_t i = 0; i < found.n; i++) {
        const ri_seat *a = &whole->seats[expected.items[i]];
        const ri_seat *b = &s->seats[found.items[i]];
        assert_int_equal(a->kind, b->kind);
        assert_string_equal(whole->people.rows.key[a->person], s->people.rows.key[b->person]);
        assert_string_equal(whole->positions.rows.key[a->position],
                            s->positions.rows.key[b->position]);
    }
    ri_free(expected.items);
    ri_free(found.items);
}

static void agree_on_power(const ri_snapshot *whole, const ri_snapshot *s, uint32_t p,
                           ri_ref holder, ri_ref subject)
{
    ri_ref position = ri_ref_make(RI_POSITION, p);
    ri_ref whole_position = same(whole, s, position);
    uint32_t whole_p = ri_ref_index(whole_position);
    ri_ref whole_holder = same(whole, s, holder);
    ri_ref whole_subject = same(whole, s, subject);
    assert_int_equal(ri_commands(whole, whole_p, whole_holder, whole_subject),
                     ri_commands(s, p, holder, subject));
    assert_int_equal(ri_commands(whole, whole_p, whole_holder, RI_NONE),
                     ri_commands(s, p, holder, RI_NONE));
    assert_int_equal(ri_includes(whole, whole_holder, whole_position),
                     ri_includes(s, holder, position));
    uint32_t stands = ri_holder_position(whole, whole_holder);
    assert_int_equal(ri_holder_position(s, holder) == RI_NONE, stands == RI_NONE);
    if (stands != RI_NONE) {
        uint32_t both[] = {whole_p, stands};
        uint32_t here[] = {p, ri_holder_position(s, holder)};
        uint32_t expected = ri_lowest_common_superior(whole, both, 2);
        uint32_t found = ri_lowest_common_superior(s, here, 2);
        assert_int_equal(expected == RI_NONE, found == RI_NONE);
        assert_true(found == RI_NONE ||
                    strcmp(whole->positions.rows.key[expected], s->positions.rows.key[found]) == 0);
    }
}

/* Everything in a focused snapshot, and all that follows from it about the subject. */
static void agree(const ri_snapshot *whole, const ri_snapshot *s, ri_ref subject)
{
    static const ri_kind holders[] = {RI_PERSON, RI_POSITION, RI_TEAM, RI_UNIT};
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        const ri_rows *rows = ri_snapshot_rows(s, (ri_kind)kind);
        for (uint32_t i = 0; rows != NULL && i < rows->n; i++) {
            agree_on(whole, s, ri_ref_make((ri_kind)kind, i));
        }
    }
    for (uint32_t i = 0; i < s->handoffs.n; i++) {
        agree_on(whole, s, ri_ref_make(RI_HANDOFF, i));
    }
    agree_on(whole, s, ri_ref_make(RI_ENTERPRISE, 0));
    assert_int_equal(s->has_mandates, whole->has_mandates);
    assert_int_equal(s->several_departments, whole->several_departments);
    for (size_t k = 0; k < COUNT(holders); k++) {
        const ri_rows *rows = ri_snapshot_rows(s, holders[k]);
        for (uint32_t i = 0; i < rows->n; i++) {
            for (uint32_t p = 0; p < s->positions.rows.n; p++) {
                agree_on_power(whole, s, p, ri_ref_make(holders[k], i), subject);
            }
        }
    }
}

/* What a question asks of a snapshot, to be asked again until nothing is lacking. */
typedef void (*ask_fn)(const ri_snapshot *s, const char *subject);

static ri_snapshot *focus_on(raci_model *model, const char *date, const char *subject, ask_fn ask)
{
    raci_error err = {0};
    ri_focus *focus = NULL;
    ri_snapshot *s = NULL;
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    assert_true(ri_reference_split(subject, &kind, &key));
    assert_int_equal(ri_focus_new(&focus, model, day(date), &err), RACI_OK);
    assert_int_equal(ri_focus_add(focus, kind, key, &err), RACI_OK);
    for (int rounds = 0;; rounds++) {
        assert_true(rounds < 5);
        assert_int_equal(ri_snapshot_focus(&s, focus, &err), RACI_OK);
        ask(s, subject);
        assert_false(ri_snapshot_failed(s));
        if (!ri_focus_extend(focus, s)) {
            break;
        }
        ri_snapshot_free(s);
    }
    ri_focus_free(focus);
    return s;
}

static void ask_itself(const ri_snapshot *s, const char *subject)
{
    (void)named(s, subject);
}

static void ask_people(const ri_snapshot *s, const char *subject)
{
    ri_indexes seats = {0};
    assert_true(ri_holder_seats(s, named(s, subject), &seats));
    ri_free(seats.items);
}

static void ask_offices(const ri_snapshot *s, const char *subject)
{
    uint32_t n = 0;
    (void)subject;
    (void)ri_snapshot_office(s, "cmo", &n);
    (void)ri_snapshot_office(s, "CCO", &n);
}

static void ask_journey(const ri_snapshot *s, const char *subject)
{
    ri_ref journey = named(s, subject);
    if (journey != RI_NONE) {
        ri_snapshot_need_journey(s, ri_ref_index(journey));
    }
}

static void ask_all(const ri_snapshot *s, const char *subject)
{
    (void)subject;
    ri_snapshot_need_whole(s);
}

static void agree_on_office(const ri_snapshot *whole, const ri_snapshot *s, const char *office)
{
    uint32_t n = 0;
    uint32_t n_whole = 0;
    const uint32_t *found = ri_snapshot_office(s, office, &n);
    const uint32_t *expected = ri_snapshot_office(whole, office, &n_whole);
    assert_int_equal(n, n_whole);
    for (uint32_t i = 0; i < n; i++) {
        assert_string_equal(s->positions.rows.key[found[i]],
                            whole->positions.rows.key[expected[i]]);
    }
}

static void agree_on_subject(raci_model *model, const ri_snapshot *whole, const char *date,
                             const char *subject)
{
    ri_snapshot *s = focus_on(model, date, subject, ask_itself);
    ri_ref there = named(s, subject);
    assert_int_equal(there == RI_NONE, named(whole, subject) == RI_NONE);
    if (there != RI_NONE && ri_ref_kind(there) == RI_HANDOFF) {
        assert_int_equal(s->handoffs.n, 1);
    }
    agree(whole, s, there);
    agree_on_office(whole, s, "ceo");
    agree_on_office(whole, s, "CXO");
    ri_snapshot_free(s);
}

static void agree_on_wide(raci_model *model, const ri_snapshot *whole, const char *date)
{
    ri_text subject = RI_TEXT_INIT;
    for (uint32_t i = 0; i < UNITS; i++) {
        ri_text_clear(&subject);
        ri_text_format(&subject, "unit:u%u", i);
        ri_snapshot *s = focus_on(model, date, subject.bytes, ask_people);
        agree(whole, s, RI_NONE);
        agree_on_seats(whole, s, named(s, subject.bytes));
        ri_snapshot_free(s);
    }
    for (uint32_t i = 0; i < JOURNEYS; i++) {
        ri_text_clear(&subject);
        ri_text_format(&subject, "journey:j%u", i);
        ri_snapshot *s = focus_on(model, date, subject.bytes, ask_journey);
        ri_text expected = RI_TEXT_INIT;
        ri_text found = RI_TEXT_INIT;
        describe(whole, named(whole, subject.bytes), false, &expected);
        describe(s, named(s, subject.bytes), false, &found);
        assert_string_equal(ri_text_string(&found), ri_text_string(&expected));
        ri_text_free(&expected);
        ri_text_free(&found);
        ri_snapshot_free(s);
    }
    ri_text_free(&subject);
    ri_snapshot *s = focus_on(model, date, "enterprise", ask_offices);
    agree(whole, s, ri_ref_make(RI_ENTERPRISE, 0));
    agree_on_office(whole, s, "cmo");
    agree_on_office(whole, s, "cco");
    ri_snapshot_free(s);
}

static void agree_on_date(raci_model *model, const char *date)
{
    static const struct {
        const char *form;
        uint32_t n;
    } kinds[] = {{"touchpoint:t%u", TOUCHPOINTS}, {"journey:j%u", JOURNEYS},
                 {"person:q%u", PEOPLE},          {"team:g%u", TEAMS},
                 {"position:p%u", POSITIONS + 1}, {"unit:u%u", UNITS}};
    ri_snapshot *whole = snapshot_at(model, date);
    char subject[64];
    for (size_t k = 0; k < COUNT(kinds); k++) {
        for (uint32_t i = 0; i < kinds[k].n; i++) {
            const char *form = kinds[k].form;
            (void)snprintf(subject, sizeof subject, "%.*s%u", (int)strlen(form) - 2, form, i);
            agree_on_subject(model, whole, date, subject);
        }
    }
    for (uint32_t i = 0; i < TOUCHPOINTS * TOUCHPOINTS; i++) {
        (void)snprintf(subject, sizeof subject, "handoff:t%u->t%u", i / TOUCHPOINTS,
                       i % TOUCHPOINTS);
        agree_on_subject(model, whole, date, subject);
    }
    agree_on_subject(model, whole, date, "enterprise");
    agree_on_wide(model, whole, date);
    ri_snapshot_free(whole);
}

static void whole_and_focused_agree(void **state)
{
    int tried = 0;
    (void)state;
    for (uint32_t seed = 1; tried < 24; seed++) {
        random_state = seed;
        raci_model *model = random_organization();
        assert_true(seed < 200);
        if (model != NULL) {
            agree_on_date(model, dates[seed % COUNT(dates)]);
            tried++;
        }
        raci_model_close(model);
    }
}

static void everything_when_needed(void **state)
{
    random_state = 3;
    raci_model *model = organization("== units.csv\nkey,parent\na,\nb,a\nc,\n");
    (void)state;
    ri_snapshot *s = focus_on(model, "2026-01-01", "unit:b", ask_itself);
    assert_false(s->whole);
    assert_int_equal(s->units.rows.n, 2);
    ri_snapshot_free(s);
    s = focus_on(model, "2026-01-01", "unit:b", ask_all);
    assert_true(s->whole);
    assert_int_equal(s->units.rows.n, 3);
    ri_snapshot_free(s);
    raci_model_close(model);
}

static bool attempt(void *payload)
{
    raci_error err = {0};
    ri_focus *focus = NULL;
    ri_snapshot *s = NULL;
    bool done = ri_focus_new(&focus, payload, day("2026-02-01"), &err) == RACI_OK &&
                ri_focus_add(focus, RI_HANDOFF, "t0->t1", &err) == RACI_OK &&
                ri_focus_add(focus, RI_TOUCHPOINT, "t3", &err) == RACI_OK &&
                ri_snapshot_focus(&s, focus, &err) == RACI_OK;
    assert_true(done || err.status == RACI_NOMEM);
    if (done) {
        ri_indexes seats = {0};
        (void)ri_snapshot_find(s, RI_TEAM, "g9");
        done = ri_holder_seats(s, ri_ref_make(RI_UNIT, 0), &seats);
        ri_free(seats.items);
        (void)ri_focus_extend(focus, s);
        done = done && !ri_snapshot_failed(s);
    }
    ri_snapshot_free(s);
    ri_focus_free(focus);
    return done;
}

static void exhausted_memory(void **state)
{
    raci_model *model = NULL;
    (void)state;
    for (random_state = 1; model == NULL; random_state++) {
        model = random_organization();
    }
    assert_true(with_all_failures(attempt, model) > 50);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_and_focused_agree),
        cmocka_unit_test(everything_when_needed),
        cmocka_unit_test(exhausted_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

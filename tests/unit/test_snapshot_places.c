/* A snapshot that has places for more than is there says what one without them says. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/memory.h"
#include "describe.h"
#include "model/basis.h"
#include "random_organization.h"

/* Keys of all kinds, in order: some that are there, some of other days, some of none. */
typedef struct further {
    char text[64][16];
    const char *keys[RI_KIND_COUNT][24];
    ri_places places;
    size_t n;
} further;

static int by_text(const void *a, const void *b)
{
    const char *const *x = a;
    const char *const *y = b;
    return strcmp(*x, *y);
}

static void add_further(further *f, ri_kind kind, char letter, uint32_t n)
{
    size_t count = 0;
    for (uint32_t i = 0; i < n + 4; i++) {
        char *text = f->text[f->n];
        if (!chance(40)) {
            continue;
        }
        (void)snprintf(text, sizeof f->text[0], i < n ? "%c%u" : "%c%u-", letter, i);
        f->keys[kind][count++] = text;
        f->n++;
    }
    qsort(f->keys[kind], count, sizeof f->keys[kind][0], by_text);
    f->places.keys[kind] = f->keys[kind];
    f->places.n[kind] = count;
}

static void random_places(further *f)
{
    memset(f, 0, sizeof *f);
    add_further(f, RI_UNIT, 'u', UNITS);
    add_further(f, RI_POSITION, 'p', POSITIONS);
    add_further(f, RI_PERSON, 'q', PEOPLE);
    add_further(f, RI_TEAM, 'g', TEAMS);
    add_further(f, RI_TOUCHPOINT, 't', TOUCHPOINTS);
    add_further(f, RI_STAGE, 's', 3);
}

/* What one snapshot says of a thing, the other must say. */
static void agree_on(const ri_snapshot *s, const ri_snapshot *other, ri_ref ref)
{
    ri_text reference = RI_TEXT_INIT;
    ri_text expected = RI_TEXT_INIT;
    ri_text found = RI_TEXT_INIT;
    ri_snapshot_reference(s, ref, &reference);
    describe(s, ref, false, &expected);
    describe(other, named(other, reference.bytes), false, &found);
    if (strcmp(ri_text_string(&expected), ri_text_string(&found)) != 0) {
        fail_msg("%s: '%s', but among others '%s'", reference.bytes, ri_text_string(&expected),
                 ri_text_string(&found));
    }
    ri_text_free(&reference);
    ri_text_free(&expected);
    ri_text_free(&found);
}

static uint32_t count_there(const ri_rows *rows)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < rows->n; i++) {
        n += ri_row_there(rows, i);
        assert_true(i == 0 || strcmp(rows->key[i - 1], rows->key[i]) < 0);
    }
    assert_int_equal(rows->n - n, rows->n_absent);
    return n;
}

static uint32_t count_handoffs(const ri_handoffs *handoffs)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < handoffs->n; i++) {
        n += ri_handoff_there(handoffs, i);
    }
    return n;
}

static void agree(const ri_snapshot *s, const ri_snapshot *other)
{
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        const ri_rows *rows = ri_snapshot_rows(s, (ri_kind)kind);
        for (uint32_t i = 0; rows != NULL && i < rows->n; i++) {
            agree_on(s, other, ri_ref_make((ri_kind)kind, i));
        }
        if (rows != NULL) {
            assert_int_equal(count_there(ri_snapshot_rows(other, (ri_kind)kind)), rows->n);
        }
    }
    for (uint32_t i = 0; i < s->handoffs.n; i++) {
        agree_on(s, other, ri_ref_make(RI_HANDOFF, i));
    }
    agree_on(s, other, ri_ref_make(RI_ENTERPRISE, 0));
    assert_int_equal(count_handoffs(&other->handoffs), s->handoffs.n);
    assert_int_equal(other->n_seats, s->n_seats);
    assert_int_equal(other->n_mandates, s->n_mandates);
    assert_int_equal(other->has_mandates, s->has_mandates);
    assert_int_equal(other->several_departments, s->several_departments);
}

static void compare(raci_model *model, const char *date, bool basis)
{
    raci_error err = {0};
    ri_snapshot *among = NULL;
    ri_snapshot *plain = snapshot_at(model, date);
    further f;
    random_places(&f);
    const char *passages[] = {"t0->t1", "t1->t2", "t3->t0", "t9-->t0"};
    f.places.keys[RI_HANDOFF] = passages;
    f.places.n[RI_HANDOFF] = COUNT(passages);
    raci_status status = basis ? ri_snapshot_load_basis(&among, model, day(date), &f.places, &err)
                               : ri_snapshot_load_among(&among, model, day(date), &f.places, &err);
    assert_int_equal(status, RACI_OK);
    agree(plain, among);
    ri_snapshot_free(among);
    ri_snapshot_free(plain);
}

static void places_change_nothing(void **state)
{
    (void)state;
    size_t compared = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        random_state = seed * 977;
        raci_model *model = random_organization();
        for (size_t i = 0; model != NULL && i < COUNT(dates); i++) {
            compare(model, dates[i], (seed + i) % 2 == 0);
            compared++;
        }
        raci_model_close(model);
    }
    assert_true(compared > 200);
}

/* ---- memory ---- */

static bool attempt(void *payload)
{
    raci_error err = {0};
    ri_snapshot *s = NULL;
    random_state = 4711;
    further f;
    random_places(&f);
    raci_status status = ri_snapshot_load_basis(&s, payload, day("2026-02-15"), &f.places, &err);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    if (status == RACI_OK) {
        ri_snapshot_free(s);
    }
    return status == RACI_OK;
}

static void survives_exhaustion(void **state)
{
    (void)state;
    random_state = 7;
    raci_model *model = random_organization();
    assert_non_null(model);
    (void)with_all_failures(attempt, model);
    raci_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(places_change_nothing),
                                       cmocka_unit_test(survives_exhaustion)};
    return cmocka_run_group_tests_name("snapshot places", tests, NULL, NULL);
}

/* Pairs of touchpoints, against the definition, however they are sought. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/memory.h"
#include "check/channel_pairs.h"
#include "evaluation.h"

#define N 150  /* in bits more than one word, of which */
#define FEW 24 /* most rounds need one */

#define ORGANIZATION                                                                               \
    EVALUATION_UNITS EVALUATION_POSITIONS                                                          \
        "one,One,ops,coo,\ntwo,Two,marketing,cmo,\nthree,Three,billing,billing-lead,\n"            \
        "four,Four,ops,coo,\n" EVALUATION_PEOPLE EVALUATION_SEATS EVALUATION_TOUCHPOINTS

static uint64_t seed = 88172645463325252u;

static uint32_t any(uint32_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed % n);
}

/* A stage with touchpoints of up to A_MAX A's and up to two of whom are told. */
#define A_MAX 4
typedef struct stage_of {
    ri_met items[N];
    ri_ref holders[N][A_MAX + 3];
    uint8_t letters[N][A_MAX + 3];
    size_t n;
} stage_of;

static ri_ref any_holder(const ri_snapshot *s)
{
    return any(2) == 0 ? ri_ref_make(RI_POSITION, any(s->positions.rows.n))
                       : ri_ref_make(RI_UNIT, any(s->units.rows.n));
}

static void make(stage_of *stage, const ri_checking *c, uint32_t n_positions, uint32_t most)
{
    const ri_snapshot *s = c->s;
    stage->n = 2 + any(most - 2);
    for (size_t i = 0; i < stage->n; i++) {
        ri_met *item = &stage->items[i];
        const uint32_t first = any(n_positions);
        uint32_t n = 0;
        stage->holders[i][n++] = ri_ref_make(RI_POSITION, first);
        for (uint32_t next = first + 1; next < n_positions && n < A_MAX; next++) {
            if (any(most == N ? 2 : 3) == 0) {
                stage->holders[i][n++] = ri_ref_make(RI_POSITION, next);
            }
        }
        memset(stage->letters[i], 0, sizeof stage->letters[i]);
        *item = (ri_met){.a = stage->holders[i], .n_a = n, .channel = any(3)};
        item->home = ri_position_department(s, first);
        for (uint32_t more = any(3); more > 0; more--) {
            stage->letters[i][n] = 1;
            stage->holders[i][n++] = any_holder(s);
        }
        if (most == N && any(16) != 0) { /* else everybody is in some pair */
            stage->letters[i][n] = 1;
            stage->holders[i][n++] = ri_ref_make(RI_UNIT, 0);
        }
        item->row = (ri_row){stage->holders[i], stage->letters[i], n};
    }
}

static bool told(const ri_snapshot *s, const ri_met *x, const ri_met *y)
{
    for (uint32_t i = 0; i < x->n_a; i++) {
        for (uint32_t j = 0; j < y->row.n; j++) {
            if (ri_includes(s, y->row.holder[j], x->a[i])) {
                return true;
            }
        }
    }
    return false;
}

/* The positions of every A in a pair, as bits. */
static uint64_t by_definition(ri_checking *c, const stage_of *stage)
{
    uint64_t out = 0;
    for (size_t i = 0; i < stage->n; i++) {
        for (size_t j = 0; j < stage->n; j++) {
            const ri_met *x = &stage->items[i];
            const ri_met *y = &stage->items[j];
            if (x->channel != y->channel && ri_departments_differ(c, x->a, x->n_a, y->a, y->n_a) &&
                !told(c->s, x, y) && !told(c->s, y, x)) {
                for (uint32_t k = 0; k < x->n_a; k++) {
                    out |= UINT64_C(1) << ri_ref_index(x->a[k]);
                }
            }
        }
    }
    return out;
}

static uint64_t found(ri_pairing *k, stage_of *stage, bool *some)
{
    uint64_t out = 0;
    for (size_t i = 0; i < stage->n; i++) {
        stage->items[i].paired = false;
    }
    *some = ri_find_pairs(k, stage->items, stage->n);
    for (size_t i = 0; i < stage->n; i++) {
        for (uint32_t j = 0; stage->items[i].paired && j < stage->items[i].n_a; j++) {
            out |= UINT64_C(1) << ri_ref_index(stage->items[i].a[j]);
        }
    }
    return out;
}

static void finds_what_the_definition_says(void **state)
{
    (void)state;
    evaluation e = evaluate(ORGANIZATION, "policy { scheme = \"RACI\" }\n");
    ri_checking c = {.s = e.result->snapshot};
    ri_pairing in_bits = {.c = &c, .most_words = SIZE_MAX};
    ri_pairing each = {.c = &c, .most_words = 0};
    size_t with = 0;
    size_t without = 0;
    for (int round = 0; round < 4000; round++) {
        stage_of stage;
        bool some = false;
        const bool many = round % 20 == 0;
        make(&stage, &c, many ? c.s->positions.rows.n : 2 + any(4), many ? N : FEW);
        const uint64_t expected = by_definition(&c, &stage);
        assert_int_equal(found(&in_bits, &stage, &some), expected);
        assert_int_equal(some, expected != 0);
        assert_int_equal(found(&each, &stage, &some), expected);
        assert_int_equal(some, expected != 0);
        with += some;
        without += !some;
    }
    assert_true(with > 100 && without > 100);
    assert_false(c.out_of_memory);
    ri_pairing_free(&in_bits);
    ri_pairing_free(&each);
    ri_free(c.scratch.items);
    evaluation_free(&e);
}

/* Whatever allocation fails, it is noted, and nothing is found by mistake. */
static void survives_want_of_memory(void **state)
{
    (void)state;
    evaluation e = evaluate(ORGANIZATION, "policy { scheme = \"RACI\" }\n");
    stage_of stage;
    ri_checking c = {.s = e.result->snapshot};
    do {
        make(&stage, &c, 5, FEW);
    } while (by_definition(&c, &stage) == 0);
    bool done = false;
    for (size_t first = 0; !done && first < 100; first++) {
        ri_checking checking = {.s = e.result->snapshot};
        ri_pairing k = {.c = &checking, .most_words = SIZE_MAX};
        bool some = false;
        (void)ri_alloc_fail_from(first);
        (void)found(&k, &stage, &some);
        (void)ri_alloc_fail_from(SIZE_MAX);
        done = !checking.out_of_memory;
        assert_true(!done || some);
        ri_pairing_free(&k);
        ri_free(checking.scratch.items);
    }
    assert_true(done);
    ri_free(c.scratch.items);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_what_the_definition_says),
                                       cmocka_unit_test(survives_want_of_memory)};
    return cmocka_run_group_tests_name("channel pairs", tests, NULL, NULL);
}

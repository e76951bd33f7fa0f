/* Processes that do a part of some work. */
#define _POSIX_C_SOURCE 200809L

#include "base/worker.h"

#include <signal.h>
#include <time.h>

#include "rows.h"

#define MANY ((size_t)1 << 18) /* more than a pipe holds */

static uint32_t numbers[MANY];

static void gives_numbers(const ri_worker_self *self, void *payload)
{
    const uint32_t *first = payload;
    for (size_t i = 0; i < MANY; i++) {
        numbers[i] = *first + (uint32_t)i;
    }
    (void)ri_worker_give(self, numbers, sizeof numbers);
}

static void takes_what_is_given(void **state)
{
    (void)state;
    ri_worker workers[3] = {{0}};
    uint32_t first[3] = {7, 70, 700};
    uint32_t taken[64];
    char more;
    for (size_t i = 0; i < 3; i++) {
        assert_true(ri_worker_start(&workers[i], gives_numbers, &first[i]));
    }
    for (size_t at = 0; at < MANY; at += 64) { /* in turns: each waits until it is read */
        for (size_t i = 0; i < 3; i++) {
            assert_true(ri_worker_take(&workers[i], taken, sizeof taken));
            assert_int_equal(taken[0], first[i] + at);
            assert_int_equal(taken[63], first[i] + at + 63);
        }
    }
    for (size_t i = 0; i < 3; i++) {
        assert_false(ri_worker_take(&workers[i], &more, 1));
        (void)ri_worker_end(&workers[i]);
        assert_int_equal(workers[i].pid, 0);
    }
    assert_int_equal(numbers[0], 0); /* they wrote into memory of their own */
}

static void dies(const ri_worker_self *self, void *payload)
{
    (void)payload;
    self->note[0] = 12;
    (void)ri_worker_give(self, "ab", 2);
    (void)raise(SIGKILL);
}

static void tells_how_one_ended(void **state)
{
    (void)state;
    ri_worker worker = {0};
    char bytes[3];
    assert_true(ri_worker_start(&worker, dies, NULL));
    assert_int_equal(worker.note[1], UINT32_MAX);
    assert_false(ri_worker_take(&worker, bytes, 3));
    assert_int_equal(worker.note[0], 12);
    assert_int_equal(ri_worker_end(&worker), SIGKILL);
    assert_int_equal(ri_worker_end(&worker), 0);
}

/* One call that never comes back, after others that do. */
static void never_ends(const ri_worker_self *self, void *payload)
{
    (void)payload;
    (void)ri_worker_give(self, "a", 1);
    self->note[2]++;
    self->note[1] = 7;
    self->note[0] = 12;
    for (;;) {
        self->note[1] = 7;
    }
}

static void ends_one_that_never_ends(void **state)
{
    (void)state;
    ri_worker worker = {0};
    char byte = 0;
    assert_true(ri_worker_start(&worker, never_ends, NULL));
    assert_true(ri_worker_take(&worker, &byte, 1));
    assert_false(ri_worker_take(&worker, &byte, 1));
    assert_int_equal(worker.note[0], 12);
    assert_int_equal(ri_worker_end(&worker), SIGKILL);
}

/* Longer than one call may take, but many of them. */
static void calls_often(const ri_worker_self *self, void *payload)
{
    const uint32_t *seconds = payload;
    const clock_t end = clock() + (clock_t)*seconds * CLOCKS_PER_SEC;
    self->note[0] = 12;
    while (clock() < end) {
        self->note[2]++;
    }
    (void)ri_worker_give(self, "a", 1);
}

static void lets_others_go_on(void **state)
{
    (void)state;
    ri_worker worker = {0};
    uint32_t seconds = (uint32_t)RI_WORKER_SECONDS + 1;
    char byte = 0;
    assert_true(ri_worker_start(&worker, calls_often, &seconds));
    assert_true(ri_worker_take(&worker, &byte, 1));
    (void)ri_worker_end(&worker);
}

/* Those that are started later hold the pipes of the first. */
static void ends_those_that_nobody_reads(void **state)
{
    (void)state;
    ri_worker workers[3] = {{0}};
    uint32_t first = 0;
    for (size_t i = 0; i < 3; i++) {
        assert_true(ri_worker_start(&workers[i], gives_numbers, &first));
    }
    for (size_t i = 0; i < 3; i++) {
        (void)ri_worker_end(&workers[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_given),          cmocka_unit_test(tells_how_one_ended),
        cmocka_unit_test(ends_one_that_never_ends),     cmocka_unit_test(lets_others_go_on),
        cmocka_unit_test(ends_those_that_nobody_reads),
    };
    return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}

/* Short times: what readings cost, and what others had of the processor, is no part of them. */
#define _POSIX_C_SOURCE 200809L

#include "base/stopwatch.h"

#include "rows.h"

/* A machine whose clocks go on by what a reading takes, and by what the test says. */
static struct {
    uint64_t clock;
    uint64_t spent;
} machine;

enum { CLOCK_COST = 20, SPENT_COST = 400 };

static void work(uint64_t nanoseconds)
{
    machine.clock += nanoseconds;
    machine.spent += nanoseconds;
}

static uint64_t read_clock(void *payload)
{
    (void)payload;
    work(CLOCK_COST);
    return machine.clock;
}

static uint64_t read_spent(void *payload)
{
    (void)payload;
    work(SPENT_COST);
    return machine.spent;
}

static const raci_gauge gauge = {read_spent, read_clock, read_spent, read_spent, NULL};

static void learns_what_readings_cost(void **state)
{
    ri_stopwatch watch;
    (void)state;
    ri_stopwatch_begin(&watch, &gauge);
    assert_int_equal(watch.clock_cost, CLOCK_COST);
    assert_int_equal(watch.spent_cost, SPENT_COST);
}

struct row {
    const char *name;
    uint64_t worked;
    uint64_t others; /* had the processor meanwhile */
    int64_t least;   /* what the watch says */
    int64_t most;
};

static const struct row rows[] = {
    {"nothing", 0, 0, 0, 0},
    {"a little", 70, 0, 70, 70},
    {"much", 5000000, 0, 5000000, 5000000},
    {"much, with others", 5000000, 4000000, 5000000, 5001000},
    {"a little, with others", 70, 4000000, 0, 1000},
};

static void laps_are_what_was_worked(void **state)
{
    const struct row *row = *state;
    ri_stopwatch watch;
    ri_stopwatch_begin(&watch, &gauge);
    ri_stopwatch_start(&watch);
    for (int lap = 0; lap < 3; lap++) {
        work(row->worked);
        machine.clock += row->others;
        assert_in_range(ri_stopwatch_lap(&watch), row->least, row->most);
    }
}

static void times_within_a_lap(void **state)
{
    const struct row *row = *state;
    ri_stopwatch watch;
    ri_stopwatch_begin(&watch, &gauge);
    ri_stopwatch_start(&watch);
    work(1000);
    const uint64_t then = ri_stopwatch_now(&watch);
    work(row->worked);
    machine.clock += row->others;
    assert_in_range(ri_stopwatch_since(&watch, then), row->least, row->most);
    work(1000);
    /* What others had within is no part of the lap around it. */
    assert_in_range(ri_stopwatch_lap(&watch), row->least + 2000, row->most + 4000);
}

int main(void)
{
    struct CMUnitTest tests[2 * COUNT(rows) + 1];
    size_t n = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        tests[n] = (struct CMUnitTest){rows[i].name, laps_are_what_was_worked, NULL, NULL, NULL};
        memcpy(&tests[n++].initial_state, &(const void *){&rows[i]}, sizeof(void *));
        tests[n] = (struct CMUnitTest){rows[i].name, times_within_a_lap, NULL, NULL, NULL};
        memcpy(&tests[n++].initial_state, &(const void *){&rows[i]}, sizeof(void *));
    }
    tests[n++] = (struct CMUnitTest){"readings", learns_what_readings_cost, NULL, NULL, NULL};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is called what: looked up, and nothing stays open for it. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"

#include "base/day.h"
#include "model/named.h"

#define DAY "2026-07-01"

static void tells_name_and_place(void **state)
{
    recording r;
    int32_t day = 0;
    ri_named_thing thing;
    (void)state;
    assert_true(ri_day_parse(DAY, strlen(DAY), &day));
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(ri_named_thing_of(&thing, r.model, RI_POSITION, "coo", day, NULL), RACI_OK);
    assert_true(thing.there);
    assert_string_equal(thing.name, "Operations Chief");
    assert_string_equal(thing.place, "ops");
    assert_int_equal(ri_named_thing_of(&thing, r.model, RI_TOUCHPOINT, "pay", day, NULL), RACI_OK);
    assert_string_equal(thing.name, "Pay");
    assert_null(thing.place);
    assert_int_equal(ri_named_thing_of(&thing, r.model, RI_UNIT, "x", day, NULL), RACI_OK);
    assert_false(thing.there);
    recording_remove(&r);
}

/* Whoever has asked, and keeps the answer, keeps nobody from writing. */
static void leaves_others_to_write(void **state)
{
    recording r;
    raci_holders *holders = NULL;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_int_equal(raci_holders_find(&holders, r.model, DAY, "Operations Chief", NULL), RACI_OK);
    recording_sql(&r, "UPDATE meta SET value = value WHERE name = 'record'; DELETE FROM seats");
    assert_string_equal(raci_holders_reference(holders, 0), "position:coo");
    raci_holders_free(holders);
    recording_remove(&r);
}

static bool try_naming(void *payload)
{
    recording *r = payload;
    ri_named_thing thing;
    raci_status status = ri_named_thing_of(&thing, r->model, RI_POSITION, "coo", 20000, NULL);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    recording r;
    (void)state;
    recording_make(&r, RECORDING_ORGANIZATION, RECORDING_POLICY);
    assert_true(with_every_failure(try_naming, &r) > 0);
    recording_remove(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_name_and_place),
        cmocka_unit_test(leaves_others_to_write),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests_name("named", tests, NULL, NULL);
}

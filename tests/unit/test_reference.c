#include "rows.h"

#include "model/reference.h"

struct splitting {
    const char *name;
    bool valid;
    ri_kind kind;
    const char *key;
};

static const struct splitting splittings[] = {
    {"unit:ops", true, RI_UNIT, "ops"},
    {"position:a.b_c-1", true, RI_POSITION, "a.b_c-1"},
    {"person:9", true, RI_PERSON, "9"},
    {"office:cxo", true, RI_OFFICE, "cxo"},
    {"team:t", true, RI_TEAM, "t"},
    {"stage:s", true, RI_STAGE, "s"},
    {"channel:web", true, RI_CHANNEL, "web"},
    {"journey:j", true, RI_JOURNEY, "j"},
    {"touchpoint:t", true, RI_TOUCHPOINT, "t"},
    {"rule:r", true, RI_RULE, "r"},
    {"enterprise", true, RI_ENTERPRISE, ""},
    {"handoff:a->b", true, RI_HANDOFF, "a->b"},
    {"handoff:a-->b", true, RI_HANDOFF, "a-->b"},
    {"", false, RI_UNIT, NULL},
    {"ops", false, RI_UNIT, NULL},
    {":ops", false, RI_UNIT, NULL},
    {"unit:", false, RI_UNIT, NULL},
    {"unit", false, RI_UNIT, NULL},
    {"units:ops", false, RI_UNIT, NULL},
    {"Unit:ops", false, RI_UNIT, NULL},
    {"unit:Ops", false, RI_UNIT, NULL},
    {"unit: ops", false, RI_UNIT, NULL},
    {"unit:-ops", false, RI_UNIT, NULL},
    {"unit:a:b", false, RI_UNIT, NULL},
    {"enterprise:", false, RI_UNIT, NULL},
    {"enterprise:x", false, RI_UNIT, NULL},
    {"handoff:a", false, RI_UNIT, NULL},
    {"handoff:a->", false, RI_UNIT, NULL},
    {"handoff:->b", false, RI_UNIT, NULL},
    {"handoff:>b", false, RI_UNIT, NULL},
    {"handoff:a>b", false, RI_UNIT, NULL},
    {"handoff:a->b->c", false, RI_UNIT, NULL},
};

static void splits(void **state)
{
    const struct splitting *row = *state;
    ri_kind kind = RI_KIND_COUNT;
    const char *key = "untouched";
    assert_int_equal(ri_reference_split(row->name, &kind, &key), row->valid);
    assert_int_equal(kind, row->valid ? row->kind : RI_KIND_COUNT);
    assert_string_equal(key, row->valid ? row->key : "untouched");
}

struct keyed {
    const char *name;
    bool valid;
};

static const struct keyed keys[] = {
    {"a", true},    {"0", true},    {"a-b.c_d", true}, {"a--", true},       {"", false},
    {"-a", false},  {".a", false},  {"_a", false},     {"A", false},        {"a b", false},
    {"a/b", false}, {"a;b", false}, {"a\n", false},    {"\xc3\xa9", false}, {"a>", false},
};

static void knows_keys(void **state)
{
    const struct keyed *row = *state;
    assert_int_equal(ri_key_valid(row->name, strlen(row->name)), row->valid);
}

static void limits_keys(void **state)
{
    char key[RI_KEY_MAX + 1];
    (void)state;
    memset(key, 'a', sizeof key);
    assert_true(ri_key_valid(key, RI_KEY_MAX));
    assert_false(ri_key_valid(key, RI_KEY_MAX + 1));
}

/* Comparing references as numbers must compare their text. */
static void orders_kinds(void **state)
{
    (void)state;
    for (int kind = 1; kind < RI_KIND_COUNT; kind++) {
        assert_true(strcmp(ri_kind_name((ri_kind)(kind - 1)), ri_kind_name((ri_kind)kind)) < 0);
    }
    ri_ref ref = ri_ref_make(RI_UNIT, 77);
    assert_int_equal(ri_ref_kind(ref), RI_UNIT);
    assert_int_equal(ri_ref_index(ref), 77);
    assert_true(ri_ref_make(RI_CHANNEL, RI_REF_MAX) < ri_ref_make(RI_ENTERPRISE, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_keys),
        cmocka_unit_test(orders_kinds),
    };
    return RUN_ROWS("splits", splittings, splits) + RUN_ROWS("keys", keys, knows_keys) +
           cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}

#define _POSIX_C_SOURCE 200809L

#include "folders.h"

#include "model/known.h"
#include "model/lookup.h"

static void stores_eight_kinds(void **state)
{
    int n = 0;
    (void)state;
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        n += ri_kind_stored((ri_kind)kind) ? 1 : 0;
    }
    assert_int_equal(n, 8);
    assert_false(ri_kind_stored(RI_OFFICE));
    assert_false(ri_kind_stored(RI_HANDOFF));
}

/* An identity is not yet something that exists. */
static void tells_identity_from_existence(void **state)
{
    int64_t id = 99;
    int64_t again = 0;
    bool known = true;
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    ri_store *store = ri_model_store(model);
    assert_int_equal(ri_lookup(&id, &known, store, RI_UNIT, "ops", 3, NULL), RACI_OK);
    assert_int_equal(id, 0);
    assert_false(known);
    assert_int_equal(ri_lookup_make(&id, store, RI_UNIT, "ops", 3, NULL), RACI_OK);
    assert_int_equal(ri_lookup(&again, &known, store, RI_UNIT, "ops", 3, NULL), RACI_OK);
    assert_int_equal(again, id);
    assert_false(known);

    /* The cache keeps only what exists, since that does not change. */
    ri_key_cache *cache = ri_key_cache_new();
    assert_non_null(cache);
    assert_int_equal(ri_key_cache_lookup(&again, &known, cache, store, RI_UNIT, "ops", 3, NULL),
                     RACI_OK);
    assert_false(known);
    folder_take(&s, model, "== units.csv\nkey\nops\n");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ri_key_cache_lookup(&again, &known, cache, store, RI_UNIT, "ops", 3, NULL),
                         RACI_OK);
        assert_int_equal(again, id);
        assert_true(known);
        assert_int_equal(
            ri_key_cache_lookup(&again, &known, cache, store, RI_POSITION, "ops", 3, NULL),
            RACI_OK);
        assert_int_equal(again, 0);
        assert_false(known);
    }
    ri_key_cache_free(cache);
    raci_model_close(model);
    scratch_remove(&s);
}

/* Keys that are pushed out of the cache, or too long for it, are found too. */
static void finds_what_is_not_cached(void **state)
{
    scratch s;
    ri_text files = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    ri_key_cache *cache = ri_key_cache_new();
    assert_non_null(cache);
    ri_text_add(&files, "== stages.csv\nkey\n");
    for (int i = 0; i < 20000; i++) {
        ri_text_format(&files, "%0*d\n", i % 2 == 0 ? 8 : 100, i);
    }
    folder_take(&s, model, ri_text_string(&files));
    for (int i = 0; i < 40000; i++) {
        char key[128];
        int64_t id = 0;
        bool known = false;
        int length = snprintf(key, sizeof key, "%0*d", i % 2 == 0 ? 8 : 100, i % 20000);
        assert_int_equal(ri_key_cache_lookup(&id, &known, cache, ri_model_store(model), RI_STAGE,
                                             key, (size_t)length, NULL),
                         RACI_OK);
        assert_true(known);
        assert_int_equal(id, i % 20000 + 1);
    }
    ri_text_free(&files);
    ri_key_cache_free(cache);
    raci_model_close(model);
    scratch_remove(&s);
}

static void spends_a_budget(void **state)
{
    char out[RI_KEY_MAX + 1] = "?";
    size_t offers = 5;
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    ri_store *store = ri_model_store(model);
    folder_take(&s, model, "== stages.csv\nkey\nuse\nbuy\nask\n");
    assert_int_equal(ri_lookup_nearest(out, sizeof out, store, RI_STAGE, "usee", &offers, NULL),
                     RACI_OK);
    assert_string_equal(out, "use");
    assert_int_equal(offers, 2);
    assert_int_equal(ri_lookup_nearest(out, sizeof out, store, RI_STAGE, "usee", &offers, NULL),
                     RACI_OK);
    assert_string_equal(out, "");
    assert_int_equal(offers, 0);
    raci_model_close(model);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stores_eight_kinds),
        cmocka_unit_test(tells_identity_from_existence),
        cmocka_unit_test(finds_what_is_not_cached),
        cmocka_unit_test(spends_a_budget),
    };
    return cmocka_run_group_tests_name("lookup", tests, NULL, NULL);
}

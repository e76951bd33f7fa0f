/* The digest by which a check knows a card is that of the card's lines, whoever has what. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#define add_holder random_holder
#include "random_steps.h"
#undef add_holder

#include "check/card.h"
#include "check/result.h"
#include "policies.h"
#include "random_policy.h"

static void expect_digest(ri_cards *cards, ri_ref holder)
{
    ri_card card;
    char digest[65];
    assert_true(ri_card_make(&card, cards, holder));
    assert_true(ri_card_digest(digest, cards, holder));
    assert_string_equal(digest, card.digest);
}

static void digests_agree(void **state)
{
    static const ri_kind kinds[] = {RI_POSITION, RI_UNIT, RI_TEAM, RI_PERSON};
    const raci_check_options options = {.date = "2026-02-15", .whole = 1};
    size_t cards = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        ri_cards all;
        ri_arena *arena = ri_arena_new();
        raci_result *result = NULL;
        ri_text text = RI_TEXT_INIT;
        random_state = seed;
        raci_model *model = random_organization();
        if (model == NULL) {
            ri_arena_free(arena);
            continue;
        }
        random_policy(&text);
        raci_policy *policy = policy_of(model, ri_text_string(&text));
        assert_int_equal(raci_check(&result, model, policy, &options, NULL), RACI_OK);
        assert_true(ri_cards_begin(&all, result->snapshot, &result->matrix,
                                   ri_policy_data_of(policy), arena));
        for (size_t k = 0; k < COUNT(kinds); k++) {
            const ri_rows *rows = ri_snapshot_rows(result->snapshot, kinds[k]);
            for (uint32_t i = 0; i < rows->n; i++, cards++) {
                expect_digest(&all, ri_ref_make(kinds[k], i));
            }
        }
        ri_arena_free(arena);
        raci_result_free(result);
        raci_policy_free(policy);
        raci_model_close(model);
        ri_text_free(&text);
    }
    assert_true(cards > 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(digests_agree)};
    return cmocka_run_group_tests_name("card_lines", tests, NULL, NULL);
}

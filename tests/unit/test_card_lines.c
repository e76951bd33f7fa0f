/* The digest by which a check knows a card is that of the card's lines, whoever has what. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#define add_holder random_holder
#include "random_steps.h"
#undef add_holder

#include "check/card.h"
#include "check/result.h"
#include "evaluation.h"
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

/* Who acknowledges a card is a person, whatever else goes by the name of a holder. */
static void is_for_a_person(void **state)
{
    static const struct {
        const char *holder;
        const char *person;
        bool is_for;
    } rows[] = {
        {"person:ann", "person:ann", true},     {"person:ann", "person:bob", false},
        {"person:ann", "person:nobody", false}, {"person:ann", "ann", false},
        {"unit:acme", "unit:acme", false},      {"position:ceo", "position:ceo", false},
    };
    const ri_indexes none = {.n = 0};
    evaluation e = evaluate(EVALUATION_ORGANIZATION, "policy { scheme = \"RACI\" }\n");
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        ri_kind kind = RI_KIND_COUNT;
        const char *key = NULL;
        assert_true(ri_reference_split(rows[i].holder, &kind, &key));
        const ri_ref holder = ri_snapshot_find(e.result->snapshot, kind, key);
        assert_int_not_equal(holder, RI_NONE);
        assert_int_equal(ri_card_is_for(e.result->snapshot, &none, holder, rows[i].person),
                         rows[i].is_for);
    }
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_agree),
        cmocka_unit_test(is_for_a_person),
    };
    return cmocka_run_group_tests_name("card_lines", tests, NULL, NULL);
}

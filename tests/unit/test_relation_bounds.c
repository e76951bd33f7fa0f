/*
 * The comparison of two policies where there is more than is gone through: it does not say then
 * that they are the same, nor that they are not.
 */
#define _POSIX_C_SOURCE 200809L

#include "policies.h"
#include "resolve/relation.h"
#include "resolve/space.h"

static const char organization_files[] =
    "== units.csv\nkey,name\nops,Operations\n"
    "== positions.csv\nkey,title,unit\ncoo,Chief,ops\ncmo,Marketing,ops\n"
    "== touchpoints.csv\nkey,name\npay,Pay\nw11w13w17w19w23,Five words\n";

/* Of words that may stand anywhere there are more sets than are told apart; none of the rules
   here gives the letter that is compared. */
#define MANY_GLOBS                                                                                 \
    "for i = 10, 49 do rule('word ' .. i) { because = 'x', match = { key = '*w' .. i .. '*' },\n"  \
    "  assign = { I = 'unit:ops' } } end\n"

#define NAMED "policy { name = 'p' }\n"

/* Two policies, compared. */
typedef struct compared {
    raci_model *model;
    raci_policy *policies[2];
    ri_snapshot *snapshot;
    ri_arena *arena;
    ri_relation relation;
} compared;

static compared compare(const char *first, const char *second)
{
    const char *const texts[2] = {first, second};
    compared c = {.model = organization(organization_files), .arena = ri_arena_new()};
    raci_error err = {0};
    for (int side = 0; side < 2; side++) {
        c.policies[side] = policy_of(c.model, texts[side]);
    }
    c.snapshot = snapshot_at(c.model, "2026-07-01");
    assert_int_equal(
        ri_relate(&c.relation, c.arena, c.policies, c.snapshot, day("2026-07-01"), &err), RACI_OK);
    return c;
}

static void compared_free(compared *c)
{
    ri_arena_free(c->arena);
    ri_snapshot_free(c->snapshot);
    raci_policy_free(c->policies[0]);
    raci_policy_free(c->policies[1]);
    raci_model_close(c->model);
}

static const ri_relation_part *assigned(const compared *c, const char *letter)
{
    for (uint32_t i = 0; i < c->relation.n; i++) {
        const ri_relation_part *part = &c->relation.parts[i];
        if (part->aspect == RI_ASPECT_ASSIGN && strcmp(part->letter, letter) == 0) {
            return part;
        }
    }
    fail_msg("nothing is said of %s", letter);
    return NULL;
}

static void expect(const ri_relation_part *part, ri_known lost, ri_known gained, ri_known others)
{
    assert_int_equal(part->ways[RI_RELATION_LOST].known, lost);
    assert_int_equal(part->ways[RI_RELATION_GAINED].known, gained);
    assert_int_equal(part->ways[RI_RELATION_OTHERS].known, others);
}

/* One rule for two words, and one for each, come to the same: it is known where globs are few. */
static void knows_of_few_globs_that_policies_are_the_same(void **unused)
{
    (void)unused;
    bool certain = false;
    compared c = compare(
        NAMED "rule 'both' { match = { key = { '*w10*', '*w20*' } }, assign = { A = "
              "'position:coo' } }\n",
        NAMED "rule 'one' { match = { key = '*w10*' }, assign = { A = 'position:coo' } }\n"
              "rule 'other' { match = { key = '*w20*' }, assign = { A = 'position:coo' } }\n");
    const ri_relation_part *part = assigned(&c, "A");
    expect(part, RI_KNOWN_NOT, RI_KNOWN_NOT, RI_KNOWN_NOT);
    assert_int_equal(part->undecided, 0);
    assert_int_equal(ri_part_compares(part, &certain), RI_EQUIVALENT);
    assert_true(certain);
    compared_free(&c);
}

static void leaves_open_what_many_globs_come_to(void **unused)
{
    (void)unused;
    bool certain = true;
    compared c = compare(
        NAMED MANY_GLOBS "rule 'both' { match = { key = { '*w10*', '*w20*' } }, assign = { A = "
                         "'position:coo' } }\n",
        NAMED MANY_GLOBS
        "rule 'one' { match = { key = '*w10*' }, assign = { A = 'position:coo' } }\n"
        "rule 'other' { match = { key = '*w20*' }, assign = { A = 'position:coo' } }\n");
    const ri_relation_part *part = assigned(&c, "A");
    assert_int_equal(part->ways[RI_RELATION_LOST].known, RI_KNOWN_UNFOUND);
    assert_int_equal(ri_part_compares(part, &certain), RI_EQUIVALENT);
    assert_false(certain);
    part = assigned(&c, "I"); /* rules that are the same need no search */
    expect(part, RI_KNOWN_NOT, RI_KNOWN_NOT, RI_KNOWN_NOT);
    assert_int_equal(ri_part_compares(part, &certain), RI_EQUIVALENT);
    assert_true(certain);
    compared_free(&c);
}

static bool fits_all(const char *key)
{
    static const char *const words[] = {"w11", "w13", "w17", "w19", "w23"};
    bool all = true;
    for (uint32_t i = 0; i < COUNT(words); i++) {
        all = all && strstr(key, words[i]) != NULL;
    }
    return all;
}

/* Of many globs, too, there is a value for what a key of the model fits, however many these are. */
static void keys_that_are_there_are_told_apart(void **unused)
{
    (void)unused;
    raci_model *model = organization(organization_files);
    raci_policy *policy = policy_of(model, NAMED MANY_GLOBS);
    ri_snapshot *s = snapshot_at(model, "2026-07-01");
    ri_arena *arena = ri_arena_new();
    ri_space space;
    raci_error err = {0};
    uint32_t found = 0;
    assert_int_equal(ri_space_build(&space, arena, ri_policy_data_of(policy), s, RI_TOUCHPOINT,
                                    day("2026-07-01"), &err),
                     RACI_OK);
    for (uint32_t a = 0; a < space.n_axes; a++) {
        const ri_axis *axis = &space.axes[a];
        for (uint32_t i = 0; axis->dimension == RI_DIM_KEY && i < axis->n; i++) {
            found += fits_all(axis->value[i]) ? 1 : 0;
        }
    }
    assert_int_equal(found, 1);
    ri_arena_free(arena);
    ri_snapshot_free(s);
    raci_policy_free(policy);
    raci_model_close(model);
}

static void leaves_open_what_very_many_rules_come_to(void **unused)
{
    (void)unused;
    static const char many[] =
        NAMED "for i = 1, 5001 do rule('r' .. i) { because = 'x', match = { key = 'k' .. i },\n"
              "  assign = { A = 'position:coo' } } end\n";
    bool certain = true;
    compared c = compare(many, many);
    const ri_relation_part *part = assigned(&c, "A");
    expect(part, RI_KNOWN_UNFOUND, RI_KNOWN_UNFOUND, RI_KNOWN_UNFOUND);
    assert_int_equal(part->rules[0], 5001);
    assert_int_equal(part->rules[1], 5001);
    assert_int_equal(part->undecided, 2 * 5001);
    assert_int_equal(ri_part_compares(part, &certain), RI_EQUIVALENT);
    assert_false(certain);
    compared_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_of_few_globs_that_policies_are_the_same),
        cmocka_unit_test(leaves_open_what_many_globs_come_to),
        cmocka_unit_test(keys_that_are_there_are_told_apart),
        cmocka_unit_test(leaves_open_what_very_many_rules_come_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

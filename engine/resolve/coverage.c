#include "resolve/coverage.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "resolve/subjects.h"
#include "resolve/workings.h"

ri_coverage *ri_coverage_new(void)
{
    ri_coverage *coverage = ri_alloc(sizeof *coverage);
    if (coverage == NULL) {
        return NULL;
    }
    *coverage = (ri_coverage){.arena = ri_arena_new()};
    if (coverage->arena == NULL) {
        ri_free(coverage);
        return NULL;
    }
    return coverage;
}

void ri_coverage_free(ri_coverage *coverage)
{
    if (coverage != NULL) {
        ri_free(coverage->rules);
        ri_arena_free(coverage->arena);
        ri_free(coverage);
    }
}

static int by_place(const void *item, const void *key, const void *context)
{
    const ri_rule_use *x = item;
    const ri_rule_use *y = key;
    (void)context;
    int order = strcmp(x->file, y->file);
    if (order == 0) {
        order = (x->line > y->line) - (x->line < y->line);
    }
    return order != 0 ? order : strcmp(x->name, y->name);
}

/* The place of a rule, which is made where there is none. SIZE_MAX: memory is exhausted. */
static size_t place_of(ri_coverage *coverage, const ri_rule *rule)
{
    ri_rule_use use = {.file = rule->file,
                       .name = rule->name,
                       .line = rule->line,
                       .tier = rule->tier,
                       .assigns = rule->assign.n > 0,
                       .asks = rule->when != RI_NO_FUNCTION};
    const size_t at =
        ri_order_place(coverage->rules, coverage->n, sizeof use, by_place, &use, NULL);
    if (at < coverage->n && by_place(&coverage->rules[at], &use, NULL) == 0) {
        return at;
    }
    use.file = ri_arena_string(coverage->arena, rule->file); /* the policy is freed earlier */
    use.name = ri_arena_string(coverage->arena, rule->name);
    if (use.file == NULL || use.name == NULL ||
        !RI_PUSH(coverage->rules, coverage->n, coverage->capacity, use)) {
        return SIZE_MAX;
    }
    memmove(&coverage->rules[at + 1], &coverage->rules[at],
            (coverage->n - 1 - at) * sizeof *coverage->rules);
    coverage->rules[at] = use;
    return at;
}

/* Of each letter the winners, of each winner once. */
static void note_winners(const ri_settlement *t, uint32_t n_letters, uint32_t n_rules, bool *won)
{
    for (uint32_t letter = 0; letter < n_letters; letter++) {
        const ri_outcome *outcome = &t->letters[letter];
        for (uint32_t i = 0; i < outcome->n_winners; i++) {
            if (outcome->winners[i] < n_rules) {
                won[outcome->winners[i]] = true;
            }
        }
    }
}

static void note(ri_coverage *coverage, const size_t *places, const ri_resolver *resolver,
                 const ri_settlement *t, bool *won)
{
    const ri_policy_data *policy = ri_resolver_policy(resolver);
    memset(won, 0, policy->n_rules * sizeof *won);
    note_winners(t, policy->scheme.n, policy->n_rules, won);
    for (uint32_t i = 0; i < t->n_applicable; i++) {
        if (t->applicable[i] < policy->n_rules) {
            coverage->rules[places[t->applicable[i]]].applied++;
            coverage->rules[places[t->applicable[i]]].won += won[t->applicable[i]];
        }
    }
}

/* What the resolver has counted of conditions. */
static void take_answers(ri_coverage *coverage, const size_t *places, const ri_resolver *resolver)
{
    for (uint32_t i = 0; i < ri_resolver_policy(resolver)->n_rules; i++) {
        coverage->rules[places[i]].agreed += resolver->answers[i].agreed;
        coverage->rules[places[i]].declined += resolver->answers[i].declined;
    }
}

static raci_status go_over(ri_coverage *coverage, const size_t *places, ri_resolver *resolver,
                           bool *won, raci_error *err)
{
    const ri_snapshot *s = ri_resolver_snapshot(resolver);
    raci_status status = RACI_OK;
    for (uint32_t i = 0; i < ri_subject_count(s) && status == RACI_OK; i++) {
        const ri_settlement *t = NULL;
        if (ri_thing_there(s, ri_subject_at(s, i))) {
            status = ri_resolve(&t, resolver, ri_subject_at(s, i), err);
        }
        if (t != NULL && status == RACI_OK) {
            note(coverage, places, resolver, t, won);
        }
    }
    return status;
}

raci_status ri_coverage_add(ri_coverage *coverage, raci_policy *policy, const ri_snapshot *snapshot,
                            raci_error *err)
{
    const ri_policy_data *data = ri_policy_data_of(policy);
    ri_resolver *resolver = NULL;
    ri_arena *arena = ri_arena_new();
    size_t *places = arena != NULL ? ri_arena_array(arena, data->n_rules, sizeof *places) : NULL;
    bool *won = arena != NULL ? ri_arena_array(arena, data->n_rules, sizeof *won) : NULL;
    ri_answers *answers =
        arena != NULL ? ri_arena_array(arena, data->n_rules, sizeof *answers) : NULL;
    raci_status status =
        places != NULL && won != NULL && answers != NULL ? RACI_OK : ri_fail_nomem(err);
    /* First all are given a place, so that none moves any more. */
    for (int round = 0; round < 2 && status == RACI_OK; round++) {
        for (uint32_t i = 0; i < data->n_rules && status == RACI_OK; i++) {
            places[i] = place_of(coverage, &data->rules[i]);
            status = places[i] != SIZE_MAX ? RACI_OK : ri_fail_nomem(err);
        }
    }
    if (status == RACI_OK) {
        status = ri_resolver_new(&resolver, policy, snapshot, err);
    }
    if (status == RACI_OK) {
        resolver->answers = answers;
        status = go_over(coverage, places, resolver, won, err);
        take_answers(coverage, places, resolver);
    }
    if (status == RACI_OK) {
        status = ri_resolver_end(resolver, err);
    }
    ri_resolver_free(resolver);
    ri_arena_free(arena);
    return status;
}

void ri_rule_use_count(const ri_rule_use *use, size_t *seen, size_t *all)
{
    *all += 1u + use->assigns + 2u * use->asks;
    *seen += (size_t)(use->applied > 0) + (use->assigns && use->won > 0);
    *seen += use->asks ? (size_t)(use->agreed > 0) + (use->declined > 0) : 0;
}

void ri_coverage_count(const ri_coverage *coverage, size_t *seen, size_t *all)
{
    *seen = 0;
    *all = 0;
    for (size_t i = 0; i < coverage->n; i++) {
        ri_rule_use_count(&coverage->rules[i], seen, all);
    }
}

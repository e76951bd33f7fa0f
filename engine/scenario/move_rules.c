/*
 * By which rules a letter moved. Evaluation keeps holders, not reasons: each side is asked again,
 * about those subjects alone.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/result.h"
#include "model/power.h"
#include "scenario/two_results.h"

/* One side of a difference while it is asked. */
typedef struct asking {
    ri_difference *d;
    const raci_result *result;
    int side;
    ri_resolver *resolver;
    ri_indexes sources; /* of one letter, each once */
} asking;

static bool note(asking *a, ri_source source)
{
    for (size_t i = 0; i < a->sources.n; i++) {
        if (a->sources.items[i] == source) {
            return true;
        }
    }
    return RI_PUSH(a->sources.items, a->sources.n, a->sources.capacity, source);
}

/* Those that give the letter, and those because of which somebody does not have what was given. */
static bool gather(asking *a, const ri_settlement *t, uint8_t letter)
{
    const ri_outcome *outcome = &t->letters[letter];
    bool done = true;
    a->sources.n = 0;
    for (uint32_t i = 0; i < outcome->n_winners && done; i++) {
        done = note(a, outcome->winners[i]);
    }
    for (uint32_t i = 0; i < outcome->n_givings && done; i++) {
        const ri_giving *giving = &outcome->givings[i];
        for (uint32_t k = 0; k < giving->n_bans && done; k++) {
            done = note(a, t->bans[giving->first_ban + k]);
        }
    }
    return done;
}

static int by_name(const void *x, const void *y, const void *context)
{
    const ri_resolver *resolver = context;
    return strcmp(ri_source_name(resolver, *(const uint32_t *)x),
                  ri_source_name(resolver, *(const uint32_t *)y));
}

static bool keep(asking *a, ri_move *move)
{
    const ri_indexes *sources = &a->sources;
    ri_recorded_rule *rules = ri_arena_array(a->d->arena, sources->n, sizeof *rules);
    if (rules == NULL ||
        !ri_order(sources->items, sources->n, sizeof *sources->items, by_name, a->resolver)) {
        return false;
    }
    for (size_t i = 0; i < sources->n; i++) {
        if (!ri_recorded_rule_of(&rules[i], a->resolver, sources->items[i], a->d->arena)) {
            return false;
        }
    }
    move->rules[a->side] = rules;
    move->n_rules[a->side] = sources->n;
    return true;
}

static raci_status ask(asking *a, raci_error *err)
{
    const ri_scheme *scheme = &ri_policy_data_of(a->result->policy)->scheme;
    const char *asked = "";
    const ri_settlement *t = NULL;
    raci_status status = RACI_OK;
    for (size_t i = 0; i < a->d->n_moves && status == RACI_OK; i++) {
        ri_move *move = &a->d->moves[i];
        const int letter = ri_scheme_letter(scheme, move->letter);
        if (strcmp(asked, move->subject) != 0) { /* its letters stand one after the other */
            const ri_ref subject = ri_meant_there(a->result->snapshot, move->subject);
            asked = move->subject;
            t = NULL;
            status = subject != RI_NONE ? ri_resolve(&t, a->resolver, subject, err) : RACI_OK;
        }
        if (status == RACI_OK && t != NULL && letter >= 0 &&
            (!gather(a, t, (uint8_t)letter) || !keep(a, move))) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

static raci_status ask_side(ri_difference *d, const raci_result *result, int side, raci_error *err)
{
    asking a = {.d = d, .result = result, .side = side};
    raci_status status = ri_resolver_new(&a.resolver, result->policy, result->snapshot, err);
    if (status == RACI_OK) {
        ri_policy_set_model(result->policy, result->model);
        status = ask(&a, err);
    }
    if (status == RACI_OK) {
        status = ri_resolver_end(a.resolver, err);
    }
    ri_resolver_free(a.resolver);
    ri_free(a.sources.items);
    return status;
}

raci_status ri_move_rules(ri_difference *out, const raci_result *before, const raci_result *after,
                          raci_error *err)
{
    raci_status status = ask_side(out, before, 0, err);
    out->reasoned = true;
    return status == RACI_OK ? ask_side(out, after, 1, err) : status;
}

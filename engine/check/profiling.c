#include "check/profiling.h"

#include "base/fail.h"
#include "base/memory.h"

#define CLOSELY 8192 /* subjects that are looked at closely, about, where there are more */

raci_status raci_profile_new(raci_profile **out, const raci_gauge *gauge, raci_error *err)
{
    raci_profile *profile = ri_alloc(sizeof *profile);
    if (profile == NULL) {
        return ri_fail_nomem(err);
    }
    *profile = (raci_profile){.at = RACI_PHASE_COUNT, .arena = ri_arena_new()};
    if (profile->arena == NULL) {
        ri_free(profile);
        return ri_fail_nomem(err);
    }
    ri_stopwatch_begin(&profile->costs.watch, gauge);
    *out = profile;
    return RACI_OK;
}

void raci_profile_free(raci_profile *profile)
{
    if (profile != NULL) {
        ri_arena_free(profile->arena);
        ri_free(profile);
    }
}

static uint64_t spent(const raci_profile *profile)
{
    const raci_gauge *gauge = &profile->costs.watch.gauge;
    return gauge->spent(gauge->payload);
}

static uint64_t in_use(const raci_profile *profile)
{
    const raci_gauge *gauge = &profile->costs.watch.gauge;
    return gauge->in_use(gauge->payload);
}

static int64_t difference(uint64_t now, uint64_t then)
{
    return (int64_t)(now - then);
}

void raci_profile_enter(raci_profile *profile, raci_phase phase)
{
    if (profile == NULL) {
        return;
    }
    if (profile->at != RACI_PHASE_COUNT) {
        ri_phase_cost *cost = &profile->phases[profile->at];
        cost->spent += difference(spent(profile), profile->spent);
        cost->grown += difference(in_use(profile), profile->in_use);
    }
    profile->at = phase;
    if (phase != RACI_PHASE_COUNT) {
        profile->phases[phase].entered = true;
        profile->in_use = in_use(profile);
        profile->spent = spent(profile);
    }
}

raci_status ri_profile_begin(raci_profile *profile, const ri_policy_data *policy, uint32_t subjects,
                             raci_error *err)
{
    const uint32_t n = ri_code_total(policy);
    profile->costs.rules =
        ri_arena_array(profile->arena, policy->n_rules, sizeof *profile->costs.rules);
    profile->checks = ri_arena_array(profile->arena, n, sizeof *profile->checks);
    profile->closely = ri_arena_array(profile->arena, n, sizeof *profile->closely);
    if (profile->costs.rules == NULL || profile->checks == NULL || profile->closely == NULL) {
        return ri_fail_nomem(err);
    }
    profile->n_checks = n;
    profile->every = 1 + subjects / CLOSELY;
    return RACI_OK;
}

/* ---- subjects ---- */

void ri_profile_subjects(raci_profile *profile, raci_policy *policy)
{
    raci_profile_enter(profile, RACI_PHASE_MATCH);
    profile->phases[RACI_PHASE_WHEN].entered = true;
    profile->phases[RACI_PHASE_SETTLE].entered = true;
    profile->held = ri_policy_held(policy);
    profile->readings = profile->costs.watch.readings;
    ri_stopwatch_start(&profile->costs.watch);
}

/* Whether a thing is looked at closely: by no pattern that journeys have, too. */
static bool is_close(const raci_profile *profile, uint32_t number)
{
    return (number * UINT32_C(2654435769) >> 8) % profile->every == 0;
}

void ri_profile_subject(raci_profile *profile, uint32_t number)
{
    profile->costs.close = is_close(profile, number);
    if (profile->costs.close) {
        ri_stopwatch_start(&profile->costs.watch);
    }
}

bool ri_profile_is_close(const raci_profile *profile)
{
    return profile->costs.close;
}

void ri_profile_settled(raci_profile *profile, const ri_policy_data *policy, const ri_settlement *t)
{
    if (profile->costs.close) {
        profile->costs.settle += ri_stopwatch_lap(&profile->costs.watch);
    }
    ri_costs_won(&profile->costs, policy, t);
    if (profile->costs.close) {
        (void)ri_stopwatch_lap(&profile->costs.watch);
    }
}

void ri_profile_looked(raci_profile *profile, ri_code code)
{
    profile->closely[code] += ri_stopwatch_lap(&profile->costs.watch);
}

/* What of `whole` is a part's, when all parts together are `of`. */
static int64_t share(int64_t whole, int64_t part, int64_t of)
{
    return of > 0 && part > 0 ? (int64_t)((double)whole * ((double)part / (double)of)) : 0;
}

/* Nanoseconds of all checks together on the things that were looked at closely. */
static int64_t seen_checks(const raci_profile *profile)
{
    int64_t all = 0;
    for (uint32_t i = 0; i < profile->n_checks; i++) {
        all += profile->closely[i] > 0 ? profile->closely[i] : 0;
    }
    return all;
}

/* Spreads nanoseconds over checks as those were seen to divide that look at things. */
static void spread(raci_profile *profile, int64_t whole)
{
    const int64_t all = seen_checks(profile);
    for (uint32_t i = 0; i < profile->n_checks; i++) {
        profile->checks[i] += share(whole, profile->closely[i], all);
        profile->closely[i] = 0;
    }
}

/* What the subjects took, without what measuring took. */
static int64_t net(const raci_profile *profile)
{
    const ri_stopwatch *watch = &profile->costs.watch;
    const uint64_t closely = profile->costs.subjects / profile->every;
    const uint64_t measuring =
        (watch->readings - profile->readings) * watch->clock_cost + closely * watch->spent_cost;
    const int64_t all = difference(spent(profile), profile->spent);
    return all > (int64_t)measuring ? all - (int64_t)measuring : 0;
}

static int64_t above_zero(int64_t value)
{
    return value > 0 ? value : 0;
}

void ri_profile_divide(raci_profile *profile, raci_policy *policy, size_t kept, size_t found)
{
    ri_phase_cost *phases = profile->phases;
    const int64_t whole = net(profile);
    const int64_t asked = above_zero(profile->costs.when);
    const int64_t when = asked < whole ? asked : whole;
    const int64_t match = above_zero(profile->costs.match);
    const int64_t settle = above_zero(profile->costs.settle);
    const int64_t checks = seen_checks(profile);
    const int64_t all = match + settle + checks;
    const int64_t in_settle = share(whole - when, settle, all);
    const int64_t in_checks = share(whole - when, checks, all);
    phases[RACI_PHASE_WHEN].spent += when;
    phases[RACI_PHASE_SETTLE].spent += in_settle;
    phases[RACI_PHASE_CHECKS].spent += in_checks;
    phases[RACI_PHASE_MATCH].spent += whole - when - in_settle - in_checks;
    spread(profile, in_checks);

    const int64_t grown = difference(in_use(profile), profile->in_use);
    const int64_t held = above_zero(difference(ri_policy_held(policy), profile->held));
    phases[RACI_PHASE_WHEN].grown += held;
    phases[RACI_PHASE_SETTLE].grown += (int64_t)kept;
    phases[RACI_PHASE_CHECKS].grown += (int64_t)found;
    phases[RACI_PHASE_MATCH].grown += above_zero(grown - held - (int64_t)(kept + found));
    profile->at = RACI_PHASE_COUNT;
    raci_profile_enter(profile, RACI_PHASE_CHECKS);
}

/* ---- checks that are not of one subject ---- */

uint64_t ri_profile_moment(const raci_profile *profile)
{
    return profile != NULL ? spent(profile) : 0;
}

static int64_t since_then(const raci_profile *profile, uint64_t then)
{
    return above_zero(difference(spent(profile), then) - (int64_t)profile->costs.watch.spent_cost);
}

void ri_profile_checked(raci_profile *profile, ri_code code, uint64_t since)
{
    if (profile != NULL) {
        profile->checks[code] += since_then(profile, since);
    }
}

void ri_profile_shared(raci_profile *profile, uint64_t since)
{
    if (profile != NULL) {
        spread(profile, since_then(profile, since));
    }
}

/*
 * What the rules of a policy cost while subjects are answered, where somebody wants to know:
 * how often each matched, was asked and won is counted; every call into Lua is timed; finding
 * the rules and settling them is timed on those subjects that are looked at closely.
 */
#ifndef RI_COSTS_H
#define RI_COSTS_H

#include "base/stopwatch.h"
#include "resolve/resolver.h"

typedef struct ri_rule_cost {
    size_t matched; /* subjects on which its match held */
    size_t called;  /* how often its `when` was called, */
    size_t agreed;  /* and said yes */
    size_t won;     /* subjects on which it won some letter */
    int64_t lua;    /* nanoseconds in all its functions */
    uint32_t seen;  /* the last subject on which it won, counted from 1 */
} ri_rule_cost;

typedef struct ri_costs {
    ri_stopwatch watch;
    ri_rule_cost *rules; /* by rule */
    size_t called;       /* conditions in all, */
    int64_t when;        /* and their nanoseconds */
    bool close;          /* the subject at hand is timed closely */
    int64_t asked;       /* nanoseconds that asking conditions took of the lap at hand */
    int64_t match;       /* nanoseconds of the subjects that were: finding rules, */
    int64_t settle;      /* and what follows from them */
    uint32_t subjects;   /* so many were answered */
} ri_costs;

/* From here on the resolver notes there what it does; NULL: nowhere. Borrowed. */
void ri_resolver_measure(ri_resolver *resolver, ri_costs *costs);
/* Counts whose rules won on the subject. */
void ri_costs_won(ri_costs *costs, const ri_policy_data *policy, const ri_settlement *t);
/* Notes a call of a function of a rule that began when the clock said `then`; likewise of its
   `when`, which answered. */
void ri_costs_call(ri_costs *costs, uint32_t rule, uint64_t then);
void ri_costs_when(ri_costs *costs, uint32_t rule, uint64_t then, bool answer);
/* Ends the search for rules of a subject that is looked at closely. */
void ri_costs_matched(ri_costs *costs);

#endif

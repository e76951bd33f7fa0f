/*
 * What rules did on organizations: which applied, which won, what their conditions said.
 */
#ifndef RI_COVERAGE_H
#define RI_COVERAGE_H

#include "base/arena.h"
#include "resolve/resolver.h"

/* One rule of a policy; equal file, line and name are one rule, in whatever policy. */
typedef struct ri_rule_use {
    const char *file;
    const char *name;
    int line;
    ri_tier tier;
    bool assigns;    /* only such a rule can win */
    bool asks;       /* it has a `when` */
    size_t applied;  /* on how many subjects, over all organizations */
    size_t won;      /* on how many of them it won some letter */
    size_t agreed;   /* how often its `when` said yes */
    size_t declined; /* how often no */
} ri_rule_use;

typedef struct ri_coverage {
    ri_arena *arena;
    ri_rule_use *rules; /* by file, line, name */
    size_t n;
    size_t capacity;
} ri_coverage;

/* Gives an owned one. NULL: memory is exhausted. */
ri_coverage *ri_coverage_new(void);
void ri_coverage_free(ri_coverage *coverage); /* NULL is allowed */

/* Counts what the rules of a policy do on a snapshot: goes over all its subjects. No run of the
   policy may be on. */
raci_status ri_coverage_add(ri_coverage *coverage, raci_policy *policy, const ri_snapshot *snapshot,
                            raci_error *err);

/* What of a rule there is to see, and how much of it was seen: that it applies, that it wins, and
   both answers of its `when`. */
void ri_rule_use_count(const ri_rule_use *use, size_t *seen, size_t *all);
/* The same of all rules. */
void ri_coverage_count(const ri_coverage *coverage, size_t *seen, size_t *all);

#endif

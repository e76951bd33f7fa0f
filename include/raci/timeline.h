/*
 * What time will bring: which seats become vacant, which touchpoints nobody answers for any
 * more, what expires and what goes stale, day by day.
 */
#ifndef RACI_TIMELINE_H
#define RACI_TIMELINE_H

#include "raci/check.h"

#ifdef __cplusplus
extern "C" {
#endif

#define RACI_TIMELINE_DAYS 180       /* unless said otherwise */
#define RACI_TIMELINE_DAYS_MAX 36525 /* a century */

typedef struct raci_timeline raci_timeline;

typedef struct raci_timeline_options {
    const char *date; /* ISO: the day from which on it looks */
    int days;         /* how far, from 1 to RACI_TIMELINE_DAYS_MAX */
    int in_full;      /* evaluates every day in full, instead of only what can differ: slower,
                         and the same */
} raci_timeline_options;

/* Evaluates the days after the date up to `days` later on which something begins or ends, in the
   model or by the policy, and keeps what each brings that the day before did not have. Model
   and policy must outlive it. Gives an owned timeline. Fails with RACI_INVALID (date, days),
   RACI_NOMEM and the model's statuses. */
raci_status raci_timeline_open(raci_timeline **out, raci_model *model, raci_policy *policy,
                               const raci_timeline_options *options, raci_error *err);
void raci_timeline_free(raci_timeline *timeline); /* NULL is allowed */
/* How many things it has, on all days. */
size_t raci_timeline_count(const raci_timeline *timeline);
/* As raci_result_failed, on any of the days. */
int raci_timeline_failed(const raci_timeline *timeline, raci_error *err);

#ifdef __cplusplus
}
#endif
#endif

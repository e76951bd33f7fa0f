/*
 * Going through the subjects of an evaluation: in this process (run.c), or spread over workers
 * (spread.c).
 */
#ifndef RI_RUNNING_H
#define RI_RUNNING_H

#include "check/checking.h"
#include "check/outlook.h"

typedef struct ri_running {
    raci_result *result;
    ri_checking *c;
    ri_outlook *outlook; /* what is to be noted beside the result, or NULL */
} ri_running;

/* Answers one subject, keeps its row, and shows it to the local checks. */
raci_status ri_run_subject(ri_running *running, uint32_t number, raci_error *err);
/* All of them, one after the other. */
raci_status ri_run_subjects(ri_running *running, raci_error *err);

/* The same by so many workers, with the same outcome whatever their number. Without an outlook
   only. Gives to *done whether it did: where functions keep something between calls, or there
   are no processes to be had, nothing was done, and the subjects are still to be gone through.
   A rule of which a function ended a worker has failed. */
raci_status ri_spread_subjects(bool *done, ri_running *running, uint32_t workers, raci_error *err);

#endif

/*
 * Processes that do a part of some work: each is forked off, sees all that is in memory as it
 * is then, and hands bytes back through a pipe. All else is closed to it (confined.h), and it ends
 * without any of what a program does when it ends. What it hands back is to be read like any input.
 */
#ifndef RI_WORKER_H
#define RI_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RI_WORKER_NOTES 3

/* Of the processor, for one thing that it noted. */
#define RI_WORKER_SECONDS 3.0

typedef struct ri_worker {
    long pid;                /* 0: none */
    int from;                /* its bytes come here */
    volatile uint32_t *note; /* shared with it: what it notes is known even if it dies */
} ri_worker;

/* What a worker notes: two numbers that say what it does, the first UINT32_MAX while that cannot
   be endless; and one that is another for each time it begins something. */

typedef struct ri_worker_self {
    int to;
    volatile uint32_t *note;
} ri_worker_self;

/* Starts one that calls `work` and ends. false: the system has no process left. */
bool ri_worker_start(ri_worker *out, void (*work)(const ri_worker_self *self, void *payload),
                     void *payload);
/* In the worker: hands bytes over, waiting until there is room. false: nobody reads. */
bool ri_worker_give(const ri_worker_self *self, const void *bytes, size_t n);
/* Reads exactly n bytes. false: it ended before it gave as many; or it was ended, since it had the
   processor for RI_WORKER_SECONDS over one thing that it noted. */
bool ri_worker_take(const ri_worker *worker, void *bytes, size_t n);
/* Ends it, and waits. Gives the signal by which it ended, or 0. */
int ri_worker_end(ri_worker *worker);

#endif

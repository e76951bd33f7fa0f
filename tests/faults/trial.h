/*
 * A call of the program or of the library, and what becomes of it when the system fails it.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_TRIAL_H
#define TEST_TRIAL_H

#include "faulting.h"
#include "work_tree.h"

/* How far the answer of a call that succeeds is given. */
typedef enum how_exact {
    EXACT,
    VARIES, /* it measures, so that no two are the same */
    OFFERS, /* it tells what it can find out, and never complains */
    BOOK    /* libxlsxwriter writes it, which does not notice everything: README.md */
} how_exact;

typedef struct call {
    const char *name;
    const char *line;      /* what comes after `raci`; quotes hold words together */
    int (*function)(void); /* instead of a line: prints, and gives an exit status */
    int status;            /* what it gives when nothing fails */
    how_exact exact;
    int also; /* another status, with a document that says what could not be done; 0: none */
} call;

/* What a call did. */
typedef struct outcome {
    int state; /* as of waitpid */
    char *out;
    size_t n_out;
    char *err;
    tree after;
} outcome;

/* Where calls work, and what lies there before each. */
typedef struct workshop {
    scratch s;
    char folder[SCRATCH_PATH];
    tree before;
    faulting *shared;
} workshop;

void workshop_open(workshop *w);
void workshop_close(workshop *w);

/* How output is taken. */
typedef enum outlet { OUTLET_FILE, OUTLET_CLOSED_PIPE, OUTLET_FULL, OUTLET_NONE } outlet;

typedef struct circumstances {
    faulting fault; /* `kind` FAULT_KINDS: none */
    size_t (*own)(
        size_t which); /* not NULL: lets raci's own memory alone fail, from one on or at it */
    outlet out;
    outlet err;
    size_t largest_file; /* that may be written, in bytes; 0: any */
    const char *as_user; /* not NULL: without root's privileges */
} circumstances;

/* Runs it, in what `before` says unless `stays` is set: then where it left off. *asked is how much
   it asked raci's own allocator for (may be NULL). To be emptied. */
void trial_run(outcome *out, workshop *w, const call *c, const circumstances *under, bool stays);
void outcome_empty(outcome *o);

/* Compares what it did with what it does when nothing fails. NULL: as promised; else what is wrong,
   valid until the next call. */
const char *trial_judge(const workshop *w, const call *c, const outcome *expected,
                        const outcome *found, const circumstances *under);

#endif

/*
 * Faults: what the system is asked for fails from the N-th time on, or that once.
 *
 * The program defines the functions of the C library that are asked (malloc, read, open …), so
 * that everything in the process comes by here: raci, and the libraries that it stands on.
 */
#ifndef TEST_FAULTING_H
#define TEST_FAULTING_H

#include <stdbool.h>
#include <stddef.h>

/* What the system is asked for. */
typedef enum fault_kind {
    FAULT_MEMORY,
    FAULT_OPEN,     /* a file or a folder */
    FAULT_OPEN_OUT, /* a file that is to be written; comes after FAULT_OPEN */
    FAULT_LIST,     /* what a folder has */
    FAULT_READ,
    FAULT_WRITE,
    FAULT_SYNC,
    FAULT_TRUNCATE,
    FAULT_CLOSE,
    FAULT_DELETE,
    FAULT_RENAME,
    FAULT_FOLDER, /* making one */
    FAULT_LOCK,
    FAULT_MAP, /* memory that processes share */
    FAULT_KINDS
} fault_kind;

/* What fails, and what came of it; in memory that parent and child share. */
typedef struct faulting {
    fault_kind kind;
    size_t first; /* counting from 0 */
    bool once;
    bool half; /* of a write: half of it is done, and what comes then fails */
    int reason;
    size_t asked[FAULT_KINDS];
    size_t failed;
    size_t failed_out; /* of these, in writing or closing standard output */
    char made[64];     /* a temporary file, which is left where deleting fails */
} faulting;

/* What fails now; NULL: nothing, and nothing is counted. */
extern faulting *faulting_now;

/* Counts one that is asked for; whether it fails, with errno set. Standard error never does. */
bool faulting_meets(fault_kind kind);

#endif

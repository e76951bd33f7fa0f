/*
 * What can go wrong, and how the library says so.
 *
 * Every fallible function returns a raci_status and takes a raci_error as its
 * last parameter, which may be NULL. The caller owns it; filling it never
 * allocates. The first error wins: a later one never overwrites it. Findings
 * about an organization are results, never errors.
 */
#ifndef RACI_ERROR_H
#define RACI_ERROR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum raci_status {
    RACI_OK = 0,
    RACI_NOMEM = -1,     /* memory is exhausted */
    RACI_INVALID = -2,   /* the caller's arguments make no sense together */
    RACI_NOTFOUND = -3,  /* a file or a name that was asked for is not there */
    RACI_EXISTS = -4,    /* something is there already and is not overwritten */
    RACI_IO = -5,        /* reading or writing failed: disk, permission */
    RACI_BUSY = -6,      /* another process is writing the model */
    RACI_FORMAT = -7,    /* the file is not a model, or is damaged */
    RACI_NEWER = -8,     /* the model was written by a newer raci */
    RACI_INPUT = -9,     /* imported files have errors; nothing was written */
    RACI_POLICY = -10,   /* the policy is invalid */
    RACI_LIMIT = -11,    /* a documented limit is exceeded */
    RACI_STOPPED = -12,  /* a callback asked to stop */
    RACI_INTERNAL = -13, /* a defect of the library */
    RACI_CHANGED = -14   /* what was to be undone is not as it was left; nothing was written */
} raci_status;

/* One error. Strings are NUL-terminated and cut to size at a character's
   boundary; `file` is empty and `line`, `column` are 0 where there is none.
   Lines and columns count from 1; a column counts bytes. */
typedef struct raci_error {
    raci_status status;
    int line;
    int column;
    char file[256];
    char message[768];
} raci_error;

/* Called for each problem found in imported files or policies, in order of
   file, line and column; `file` is NULL where it is in none, as when a change cannot be
   taken back. Strings are valid during the call only. */
typedef void (*raci_problem_fn)(const char *file, int line, int column, const char *message,
                                void *payload);

/* The only way bytes leave the library. A non-zero return stops the writer,
   which then fails with RACI_STOPPED (or RACI_IO when errno is set). */
typedef int (*raci_write_fn)(const char *data, size_t length, void *payload);

/* Gives the status' name in lower case, such as "not found"; borrowed, static. */
const char *raci_status_name(raci_status status);

/* Gives the version of the library, such as "0.1.0"; borrowed, static. */
const char *raci_version(void);

#ifdef __cplusplus
}
#endif
#endif

/*
 * What the program says when something goes wrong, and its exit statuses.
 */
#ifndef CLI_FAILURE_H
#define CLI_FAILURE_H

#include "cli/options.h"

enum {
    EXIT_FINE = 0,
    EXIT_FOUND = 1, /* findings, or several things fit */
    EXIT_USAGE = 2,
    EXIT_INVALID = 3, /* the model, the policy, imported files; a rule failed */
    EXIT_MACHINE = 4  /* disk, memory, permission, busy */
};

#define PROBLEMS_MAX 100

/* Problems in files, as the library tells them. */
typedef struct problems {
    raci_error items[PROBLEMS_MAX];
    size_t n;
} problems;

/* A raci_problem_fn whose payload is a `problems`. */
void problems_note(const char *file, int line, int column, const char *message, void *payload);

/* Fills an error as the library does; the first one wins. Gives the status. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
raci_status
fail(raci_error *err, raci_status status, const char *format, ...);

/* Which part of the work failed: the same status may mean different things. */
typedef enum stage {
    STAGE_USAGE,   /* reading the command line */
    STAGE_OPENING, /* model and policy */
    STAGE_ASKING   /* everything else */
} stage;

/* Tells of an error on standard error and, in JSON formats, on standard output;
   `found` may be NULL. Gives the exit status. */
int failure_tell(const options *o, stage at, const raci_error *err, const problems *found);

/* A line of its own on standard error: "raci: NOTE TEXT". */
void failure_note(const char *note, const char *text);
/* The same with what went wrong, and where. */
void failure_note_error(const char *note, const raci_error *err);

/* The message of a rule that failed: standard error only, as the document tells
   it too. Gives the exit status. */
int failure_of_rule(const raci_error *err);

#endif

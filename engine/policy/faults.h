/*
 * The problems of a policy: collected while it loads, so that all of them are
 * told at once, and told in an order that the order of files cannot change.
 */
#ifndef RI_FAULTS_H
#define RI_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/printf.h"
#include "model/known.h"
#include "policy/declared.h"

#define RI_FAULTS_TOLD 100   /* of a policy; a file that has as many is left */
#define RI_FAULTS_KEPT 10000 /* a policy that has more is told of some of these */

typedef struct ri_fault {
    const char *file;
    int line;
    const char *message;
    ri_kind kind;     /* of the unknown name */
    const char *name; /* an unknown name whose nearest is to be told; NULL for none */
    const char *by;   /* the rule that overrides a rule of that name; it is never offered */
} ri_fault;

/* A zeroed one with an arena is empty. */
typedef struct ri_faults {
    ri_arena *arena;
    const ri_policy_data *data; /* where the names of rules are, at the end */
    ri_fault *items;
    size_t n;
    size_t capacity;
    size_t in_file; /* how many since it was last set to 0 */
    bool failed;    /* memory ran out */
} ri_faults;

/* `file` must live as long as the arena. */
void ri_faults_add(ri_faults *faults, const char *file, int line, const char *format, ...)
    RI_PRINTF(4, 5);
/* The same, of a name that the model has on no date, or of a rule that the policy
   has not: when told, the nearest one that exists is added, but not the rule `by`
   (NULL for none) that would name itself. `name` and `by` must live as long as the
   arena. */
void ri_faults_unknown(ri_faults *faults, const char *file, int line, ri_kind kind,
                       const char *name, const char *by, const char *message);

/* Tells the first RI_FAULTS_TOLD of them by file and line to `problem` (may be
   NULL) and the first to err. RACI_POLICY when there are any. */
raci_status ri_faults_tell(ri_faults *faults, raci_model *model, raci_problem_fn problem,
                           void *payload, raci_error *err);
void ri_faults_free(ri_faults *faults);

#endif

/*
 * A second wall around policies: what the calling process may do to the system is cut down to
 * what an evaluation needs, so that whoever breaks out of the sandbox of the rule language gets
 * nowhere. For programs that evaluate policies of people they do not trust, before they load them.
 */
#ifndef RACI_CONFINE_H
#define RACI_CONFINE_H

#include "raci/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What it may do all the same. */
typedef enum raci_may {
    RACI_MAY_WRITE_FILES = 1, /* make, change and remove them; else only read them */
    RACI_MAY_HAVE_WORKERS = 2 /* for raci_check_options.workers */
} raci_may;

/* From now on, and until it ends, the process with all its threads may start no program and no
   process, have no socket, and run no memory that it wrote: whoever tries to start one or to
   have one is ended at once (SIGSYS), for that is an attack. Everything else that an
   evaluation does not need is refused as not permitted. What is open stays open, and can be
   written to. `may` is 0, or several of raci_may added. A second call can only take away more,
   and is refused where the first left no RACI_MAY_HAVE_WORKERS. Fails with RACI_NOTFOUND where
   the system has no such means, and nothing was changed; with RACI_INTERNAL, RACI_NOMEM. */
raci_status raci_confine(int may, raci_error *err);

#ifdef __cplusplus
}
#endif
#endif

/*
 * What a process may still ask of the system, once it runs what other people wrote. A filter of
 * the kernel's (seccomp) looks at each system call. Programs ask for it with raci_confine, which
 * is in confined.c, too.
 */
#ifndef RI_CONFINED_H
#define RI_CONFINED_H

#include <stdbool.h>

#include "raci/confine.h"

/* Confines a worker: it may compute, have memory, write to `to`, and end; for anything else it
   is ended. It holds no other file, and beside what it has now only so much memory as
   policies may. false: the system has such means, and failed. */
bool ri_confine_worker(int to);

/* Whether this build confines at all: it does on Linux, but for what a sanitizer or a
   measurement of coverage does at the end of a process. */
bool ri_confine_is_there(void);

#endif

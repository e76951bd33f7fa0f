/*
 * The only place where the program asks what time it is; gauge.h measures how much of it passes.
 */
#ifndef CLI_CLOCK_H
#define CLI_CLOCK_H

#include <stdint.h>

#include "cli/options.h"

#define TIME_SIZE 32

/* When something is recorded: what --recorded-at says, else now, in UTC. */
const char *recorded_at(const options *o, char buffer[TIME_SIZE]);
/* Today by the local clock. Static. */
const char *today(void);
/* From some point on, which nobody can move. */
uint64_t milliseconds(void);

#endif

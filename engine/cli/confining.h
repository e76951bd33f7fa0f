/*
 * The program confines itself before it runs what other people wrote.
 */
#ifndef CLI_CONFINING_H
#define CLI_CONFINING_H

#include "cli/options.h"

/* Before policies and scenarios are loaded: from then on the program can start no other and has
   no network; and where the command only prints an answer, it can write no file. Does nothing
   when it was done before, and where the system has no such means. */
raci_status confine(const options *o, raci_error *err);

#endif

/*
 * Role cards as files: one for each position that has letters.
 */
#ifndef CLI_CARDS_OUT_H
#define CLI_CARDS_OUT_H

#include "cli/output.h"

/* Writes them into the folder that the options name, which is made if it is not there: all of
   them or none. Files that it wrote earlier are replaced; where something else has the name of
   one, nothing is written: RACI_EXISTS. */
raci_status cards_write(raci_briefs *briefs, const options *o, raci_error *err);
/* Tells which files there are. */
raci_status cards_told(const raci_briefs *briefs, const options *o, const output *out,
                       raci_error *err);

#endif

/*
 * Documents of tests beside files that say how they have to be.
 */
#ifndef CLI_GOLDEN_FILES_H
#define CLI_GOLDEN_FILES_H

#include "cli/failure.h"

/* As raci_tests_options has it; with `update` the file is written where it is otherwise. Fails
   with RACI_IO, RACI_NOTFOUND (whom the document is about), RACI_NOMEM. */
raci_status golden_compare(int *same, char found[RACI_GOLDEN_FOUND], const raci_golden *golden,
                           bool update, raci_error *err);

#endif

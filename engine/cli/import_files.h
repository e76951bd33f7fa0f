/*
 * `import` of files that are not canonical: told first, and imported by a map.
 */
#ifndef CLI_IMPORT_FILES_H
#define CLI_IMPORT_FILES_H

#include "cli/options.h"

/* Gives the exit status. */
int import_files(const options *asked);

#endif

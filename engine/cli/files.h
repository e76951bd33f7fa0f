/*
 * Making folders and files, never over what is there.
 */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include <stddef.h>

#include "cli/evaluate.h"

/* "FOLDER/NAME" to out; a folder of "" or "." leaves the name alone. Fails with
   RACI_INVALID when it is too long. */
raci_status file_path(char out[PATH_SIZE], const char *folder, const char *name, raci_error *err);
/* Makes a folder unless it is there; *made tells which. Fails with RACI_IO, and
   with RACI_EXISTS when something else is there. */
raci_status folder_make(const char *path, bool *made, raci_error *err);
/* Fails with RACI_EXISTS when something is there. */
raci_status file_free(const char *path, raci_error *err);
/* Writes a new file whole. Fails with RACI_EXISTS, RACI_IO. */
raci_status file_write(const char *path, const char *bytes, size_t length, raci_error *err);

#endif

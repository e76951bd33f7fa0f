/*
 * Making folders and files: whole, and over what is there only where that is asked for.
 */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include <stddef.h>

#include "cli/evaluate.h"

/* "FOLDER/NAME" to out; a folder of "" or "." leaves the name alone. Fails with
   RACI_INVALID when it is too long. */
raci_status file_path(char out[PATH_SIZE], const char *folder, const char *name, raci_error *err);
/* Whether its name ends so, and is more than that. */
bool file_ends_in(const char *path, const char *ending);
/* Makes a folder unless it is there; *made tells which. Fails with RACI_IO, and
   with RACI_EXISTS when something else is there. */
raci_status folder_make(const char *path, bool *made, raci_error *err);
/* Fails with RACI_EXISTS when something is there. */
raci_status file_free(const char *path, raci_error *err);
/* Writes a new file whole. Fails with RACI_EXISTS, RACI_IO. */
raci_status file_write(const char *path, const char *bytes, size_t length, raci_error *err);
/* The second half of that: writes all of a file that was just made, waits until it is on the disk
   where it has to last, and closes it. Fails with RACI_IO; then the file is gone. */
raci_status file_fill(int file, const char *path, bool lasting, const char *bytes, size_t length,
                      raci_error *err);

/* A file that takes the place of what is there, once it is whole. */
typedef struct replacing {
    const char *path;
    char beside[PATH_SIZE]; /* where it is written until then: a hidden name in the same folder */
    int file;
    int reason; /* why it could not be written, or 0 */
} replacing;

/* Begins one. Fails with RACI_EXISTS when something is there that is no file, RACI_INVALID,
   RACI_IO. */
raci_status file_replace_begin(replacing *out, const char *path, raci_error *err);
/* A raci_write_fn whose payload is a `replacing`. */
int file_replace_write(const char *data, size_t length, void *payload);
/* Ends it after all was written in `status`; unless that is RACI_OK nothing is replaced. Gives
   `status`, or RACI_IO. */
raci_status file_replace_end(replacing *file, raci_status status, raci_error *err);

/* The same in two steps, for many files: all are whole before the first takes its place, though
   not waited for until they are on the disk. Unless `status` is RACI_OK, it is gone. */
raci_status file_replace_close(replacing *file, raci_status status, raci_error *err);
raci_status file_replace_settle(const replacing *file, raci_status status, raci_error *err);
/* For the second step alone: the same file, as it was named for the first. */
raci_status file_replace_name(replacing *out, const char *path, raci_error *err);
/* The second step of a file that is whole and on the disk, where nothing may be replaced: waits
   until the folder is on the disk, too. Fails with RACI_EXISTS, RACI_IO; then the file is as it
   was. */
raci_status file_name_new(const replacing *file, raci_error *err);

#endif

/*
 * A list of paths, one a line, as `git ls-files` prints them.
 */
#ifndef RI_PATH_LIST_H
#define RI_PATH_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "raci/error.h"

#define RI_PATH_LIST_BYTES 1073741824 /* of the file */

typedef struct ri_path_list {
    const char **paths; /* each once, in the order of the file, without "./" */
    size_t n;
    size_t capacity;
    size_t refused;
} ri_path_list;

/* Called for each line that is no path, with the reason. A return other than 0 ends the reading. */
typedef int (*ri_path_refused_fn)(uint32_t line, const char *why, void *payload);

/* Reads a list into an empty one; its texts live in the arena, the list is freed with ri_free of
   `paths`. Paths that git quotes are read as they are meant. Fails with RACI_NOTFOUND, RACI_IO,
   RACI_INPUT (it is no text), RACI_LIMIT, RACI_STOPPED, RACI_NOMEM. */
raci_status ri_path_list_read(ri_path_list *out, ri_arena *arena, const char *file,
                              ri_path_refused_fn refused, void *payload, raci_error *err);

#endif

/*
 * Many patterns of paths, to be asked which of them holds for a path: the last one that matches,
 * in each group. Patterns lie by what of them has no wildcard, so that a path is compared with
 * few of them.
 */
#ifndef RI_PATH_INDEX_H
#define RI_PATH_INDEX_H

#include <stdint.h>

#include "intake/path_pattern.h"
#include "raci/error.h"

typedef struct ri_path_index ri_path_index;

#define RI_PATH_INDEX_WORK UINT64_C(20000000000) /* about a minute */

/* `work` is how many bytes may be looked at, over all paths. Gives an owned object, or NULL when
   memory is exhausted. */
ri_path_index *ri_path_index_new(uint64_t work);
void ri_path_index_free(ri_path_index *index); /* NULL is allowed */

/* Adds a pattern, which must outlive the index; the first one has the number 0. Groups are
   numbers from 0. false when memory is exhausted. */
bool ri_path_index_add(ri_path_index *index, const ri_path_pattern *pattern, uint32_t group);

/* Gives the numbers of the patterns that hold for a path, ascending, borrowed until the next
   call. The path has at most RI_PATH_MAX bytes. Fails with RACI_LIMIT when all that was asked
   so far took more work than was allowed, RACI_NOMEM. */
raci_status ri_path_index_find(ri_path_index *index, const char *path, const uint32_t **out,
                               size_t *n, raci_error *err);

#endif

/*
 * Row ids of a table to indexes of a snapshot.
 */
#ifndef RI_IDS_H
#define RI_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/map.h"

/* Ids are mostly small and dense, so they index an array; ids far beyond what the
   number of rows explains go to a map, lest a forged file ask for all memory. */
typedef struct ri_ids {
    uint32_t *dense;
    size_t n_dense;
    size_t limit; /* ids from here on are never in the array */
    ri_map sparse;
} ri_ids;

/* Expects about that many ids. A zeroed ri_ids is valid too, if slow. */
void ri_ids_expect(ri_ids *ids, size_t n);
bool ri_ids_put(ri_ids *ids, int64_t id, uint32_t index); /* false: exhausted */
uint32_t ri_ids_sparse(const ri_ids *ids, int64_t id);
/* Gives every id the index to[index] instead, RI_NONE to forget it. */
void ri_ids_renumber(ri_ids *ids, const uint32_t *to);
void ri_ids_free(ri_ids *ids);

/* The index of an id, RI_NONE when it was not put. Asked millions of times. */
static inline uint32_t ri_ids_get(const ri_ids *ids, int64_t id)
{
    return id >= 0 && (uint64_t)id < ids->n_dense ? ids->dense[id] : ri_ids_sparse(ids, id);
}

#endif

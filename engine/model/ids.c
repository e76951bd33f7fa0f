#include "model/ids.h"

#include <string.h>

#include "base/memory.h"

void ri_ids_expect(ri_ids *ids, size_t n)
{
    ids->limit = n < SIZE_MAX / 16 ? n * 8 + 1024 : SIZE_MAX / 2;
}

/* Lets the array reach `id`, at least doubling it. */
static bool lengthen(ri_ids *ids, size_t id)
{
    size_t larger = ids->n_dense * 2 > id ? ids->n_dense * 2 : id + 1;
    if (larger > ids->limit) {
        larger = ids->limit;
    }
    if (larger < 64) {
        larger = ids->limit < 64 ? ids->limit : 64;
    }
    uint32_t *dense = ri_realloc(ids->dense, larger * sizeof *dense);
    if (dense == NULL) {
        return false;
    }
    memset(dense + ids->n_dense, 0xff, (larger - ids->n_dense) * sizeof *dense); /* RI_NONE */
    ids->dense = dense;
    ids->n_dense = larger;
    return true;
}

bool ri_ids_put(ri_ids *ids, int64_t id, uint32_t index)
{
    if (id < 0) {
        return true; /* no file of ours has one: what it stands for is not there */
    }
    if ((uint64_t)id >= ids->limit) {
        return ri_map_put(&ids->sparse, (uint64_t)id, index);
    }
    if ((size_t)id >= ids->n_dense && !lengthen(ids, (size_t)id)) {
        return false;
    }
    ids->dense[id] = index;
    return true;
}

uint32_t ri_ids_sparse(const ri_ids *ids, int64_t id)
{
    uint32_t index = RI_NONE;
    bool known = id >= 0 && ids->sparse.count > 0 && ri_map_get(&ids->sparse, (uint64_t)id, &index);
    return known ? index : RI_NONE;
}

void ri_ids_renumber(ri_ids *ids, const uint32_t *to)
{
    for (size_t i = 0; i < ids->n_dense; i++) {
        if (ids->dense[i] != RI_NONE) {
            ids->dense[i] = to[ids->dense[i]];
        }
    }
    /* What stands in free places of the map is no index. */
    for (size_t i = 0; i < ids->sparse.capacity; i++) {
        if (ids->sparse.keys[i] != UINT64_MAX && ids->sparse.values[i] != RI_NONE) {
            ids->sparse.values[i] = to[ids->sparse.values[i]];
        }
    }
}

void ri_ids_free(ri_ids *ids)
{
    ri_free(ids->dense);
    ri_map_free(&ids->sparse);
    *ids = (ri_ids){0};
}

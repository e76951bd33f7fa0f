/*
 * Numbers to numbers: an open-addressing hash map from uint64 to uint32.
 */
#ifndef RI_MAP_H
#define RI_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ri_map {
    uint64_t *keys;
    uint32_t *values;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
} ri_map;

/* A zeroed ri_map is an empty one. The key UINT64_MAX is not allowed. */
bool ri_map_put(ri_map *map, uint64_t key, uint32_t value); /* false: exhausted */
bool ri_map_get(const ri_map *map, uint64_t key, uint32_t *value);
void ri_map_free(ri_map *map);

#endif

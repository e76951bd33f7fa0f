#include "base/map.h"

#include "base/memory.h"

#define EMPTY UINT64_MAX

/* The key's place, or the empty one where it belongs. */
static size_t place_of(const uint64_t *keys, size_t capacity, uint64_t key)
{
    /* The finalizer of SplitMix64 spreads keys that differ in few bits. */
    uint64_t hash = (key ^ (key >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = (hash ^ (hash >> 27)) * UINT64_C(0x94d049bb133111eb);
    size_t place = (size_t)(hash ^ (hash >> 31)) & (capacity - 1);
    while (keys[place] != key && keys[place] != EMPTY) {
        place = (place + 1) & (capacity - 1);
    }
    return place;
}

static bool enlarge(ri_map *map)
{
    size_t larger = map->capacity > 0 ? map->capacity * 2 : 16;
    if (larger < map->capacity || larger > SIZE_MAX / sizeof *map->keys) {
        return false;
    }
    uint64_t *keys = ri_alloc(larger * sizeof *keys);
    uint32_t *values = ri_alloc(larger * sizeof *values);
    if (keys == NULL || values == NULL) {
        ri_free(keys);
        ri_free(values);
        return false;
    }
    for (size_t i = 0; i < larger; i++) {
        keys[i] = EMPTY;
    }
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->keys[i] != EMPTY) {
            size_t place = place_of(keys, larger, map->keys[i]);
            keys[place] = map->keys[i];
            values[place] = map->values[i];
        }
    }
    ri_free(map->keys);
    ri_free(map->values);
    map->keys = keys;
    map->values = values;
    map->capacity = larger;
    return true;
}

bool ri_map_put(ri_map *map, uint64_t key, uint32_t value)
{
    if (map->capacity > 0) {
        size_t place = place_of(map->keys, map->capacity, key);
        if (map->keys[place] == key) {
            map->values[place] = value;
            return true;
        }
    }
    if (map->count + 1 > map->capacity / 4 * 3 && !enlarge(map)) {
        return false;
    }
    size_t place = place_of(map->keys, map->capacity, key);
    map->keys[place] = key;
    map->values[place] = value;
    map->count++;
    return true;
}

bool ri_map_get(const ri_map *map, uint64_t key, uint32_t *value)
{
    if (map->capacity == 0) {
        return false;
    }
    size_t place = place_of(map->keys, map->capacity, key);
    if (map->keys[place] == EMPTY) {
        return false;
    }
    *value = map->values[place];
    return true;
}

void ri_map_free(ri_map *map)
{
    ri_free(map->keys);
    ri_free(map->values);
    *map = (ri_map){0};
}

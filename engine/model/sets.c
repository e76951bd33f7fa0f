#include "model/sets.h"

#include <string.h>

#include "base/map.h"
#include "base/memory.h"

/* Lists up to here are searched for repetitions item by item. */
#define SHORT ((size_t)32)

static uint32_t hash_of(const uint32_t *items, size_t n)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ items[i]) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return (uint32_t)(hash ^ (hash >> 32));
}

uint32_t ri_set_count(const ri_set_table *table)
{
    return (uint32_t)table->n_ends + 1;
}

const uint32_t *ri_set_get(const ri_set_table *table, uint32_t set, size_t *n)
{
    if (set == 0) {
        *n = 0;
        return NULL;
    }
    size_t first = set > 1 ? table->ends[set - 2] : 0;
    *n = table->ends[set - 1] - first;
    return RI_FROM(table->items, first);
}

/* The slot of the set with these items, or the empty one where it belongs. */
static uint32_t *slot_of(const ri_set_table *table, const uint32_t *items, size_t n)
{
    size_t mask = table->n_slots - 1;
    for (size_t i = hash_of(items, n) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &table->slots[i];
        if (*slot == 0) {
            return slot;
        }
        size_t met_n = 0;
        const uint32_t *met = ri_set_get(table, *slot, &met_n);
        if (met_n == n && memcmp(met, items, n * sizeof *items) == 0) {
            return slot;
        }
    }
}

static bool add_slots(ri_set_table *table)
{
    size_t larger = table->n_slots > 0 ? table->n_slots * 2 : 16;
    uint32_t *slots = ri_alloc(larger * sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    memset(slots, 0, larger * sizeof *slots);
    ri_free(table->slots);
    table->slots = slots;
    table->n_slots = larger;
    for (uint32_t set = 1; set < ri_set_count(table); set++) {
        size_t n = 0;
        const uint32_t *items = ri_set_get(table, set, &n);
        *slot_of(table, items, n) = set;
    }
    return true;
}

/* Drops repetitions from a list of any length, by a small table of its items. */
static bool drop_repeated_in_long(uint32_t *items, size_t *n)
{
    ri_map met = {0};
    size_t kept = 0;
    bool room = true;
    for (size_t i = 0; i < *n && room; i++) {
        uint32_t ignored = 0;
        if (!ri_map_get(&met, items[i], &ignored)) {
            room = ri_map_put(&met, items[i], 0);
            items[kept++] = items[i];
        }
    }
    ri_map_free(&met);
    *n = kept;
    return room;
}

bool ri_set_unrepeat(uint32_t *items, size_t *n)
{
    if (*n > SHORT) {
        return drop_repeated_in_long(items, n);
    }
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        size_t at = 0;
        while (at < kept && items[at] != items[i]) {
            at++;
        }
        if (at == kept) {
            items[kept++] = items[i];
        }
    }
    *n = kept;
    return true;
}

uint32_t ri_set_put(ri_set_table *table, uint32_t *items, size_t *n)
{
    if (!ri_set_unrepeat(items, n)) {
        return RI_NONE;
    }
    if (*n == 0) {
        return 0;
    }
    if ((table->n_slots < 16 || table->n_ends > table->n_slots / 2) && !add_slots(table)) {
        return RI_NONE;
    }
    uint32_t *slot = slot_of(table, items, *n);
    if (*slot != 0) {
        return *slot;
    }
    if (*n > UINT32_MAX - table->n_items || table->n_ends >= RI_NONE - 1 ||
        !ri_grow((void **)&table->items, &table->items_capacity, table->n_items + *n,
                 sizeof *items) ||
        !ri_grow((void **)&table->ends, &table->ends_capacity, table->n_ends + 1,
                 sizeof *table->ends)) {
        return RI_NONE;
    }
    memcpy(table->items + table->n_items, items, *n * sizeof *items);
    table->n_items += *n;
    table->ends[table->n_ends++] = (uint32_t)table->n_items;
    *slot = (uint32_t)table->n_ends;
    return *slot;
}

bool ri_set_finish(const ri_set_table *table, ri_arena *arena, ri_sets *out)
{
    out->n = ri_set_count(table);
    out->of.first = ri_arena_array(arena, (size_t)out->n + 1, sizeof *out->of.first);
    out->of.items = ri_arena_array(arena, table->n_items, sizeof *out->of.items);
    if (out->of.first == NULL || out->of.items == NULL) {
        return false;
    }
    if (table->n_ends > 0) {
        memcpy(out->of.first + 2, table->ends, table->n_ends * sizeof *table->ends);
        memcpy(out->of.items, table->items, table->n_items * sizeof *table->items);
    }
    return true;
}

/* Room for `need` numbers with the first `n` kept; twice as much, so that it lasts. */
static bool widen(uint32_t **numbers, size_t *room, size_t n, size_t need, ri_arena *arena)
{
    if (need <= *room) {
        return true;
    }
    uint32_t *larger = ri_arena_array(arena, need * 2 + 64, sizeof *larger);
    if (larger == NULL) {
        return false;
    }
    if (n > 0) {
        memcpy(larger, *numbers, n * sizeof *larger);
    }
    *numbers = larger;
    *room = need * 2 + 64;
    return true;
}

bool ri_set_publish(ri_set_rows *rows, const ri_set_table *table, ri_arena *arena, ri_sets *out)
{
    const uint32_t n = ri_set_count(table);
    const size_t kept = rows->n > 0 ? (size_t)rows->n + 1 : 0;
    const size_t kept_items = rows->n > 0 ? rows->first[rows->n] : 0;
    if (!widen(&rows->first, &rows->first_room, kept, (size_t)n + 1, arena) ||
        !widen(&rows->items, &rows->items_room, kept_items, table->n_items, arena)) {
        return false;
    }
    for (uint32_t set = rows->n; set < n; set++) {
        rows->first[set + 1] = set == 0 ? 0 : table->ends[set - 1];
    }
    if (table->n_items > kept_items) {
        memcpy(rows->items + kept_items, table->items + kept_items,
               (table->n_items - kept_items) * sizeof *rows->items);
    }
    rows->n = n;
    *out = (ri_sets){.n = n, .of = {rows->first, rows->items}};
    return true;
}

void ri_set_free(ri_set_table *table)
{
    ri_free(table->items);
    ri_free(table->ends);
    ri_free(table->slots);
    *table = (ri_set_table){0};
}

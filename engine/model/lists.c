#include "model/lists.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "model/sets.h"

bool ri_pairs_add(ri_pairs *pairs, uint32_t row, uint32_t item)
{
    /* Offsets have 32 bits. */
    return pairs->n < UINT32_MAX &&
           RI_PUSH(pairs->items, pairs->n, pairs->capacity, (ri_pair){row, item});
}

void ri_pairs_free(ri_pairs *pairs)
{
    ri_free(pairs->items);
    *pairs = (ri_pairs){0};
}

/* A counting sort: row r's offset stands at first[r + 2] while counting and at
   first[r + 1] while placing, and so ends up as the end of r. */
bool ri_lists_build(ri_lists *out, ri_arena *arena, uint32_t n, const ri_pairs *pairs)
{
    uint32_t *first = ri_arena_array(arena, (size_t)n + 2, sizeof *first);
    uint32_t *items = ri_arena_array(arena, pairs->n, sizeof *items);
    if (first == NULL || items == NULL) {
        return false;
    }
    for (size_t i = 0; i < pairs->n; i++) {
        first[(size_t)pairs->items[i].row + 2]++;
    }
    for (size_t r = 1; r <= n; r++) {
        first[r + 1] += first[r];
    }
    for (size_t i = 0; i < pairs->n; i++) {
        items[first[(size_t)pairs->items[i].row + 1]++] = pairs->items[i].item;
    }
    out->first = first;
    out->items = items;
    return true;
}

void ri_lists_sort(ri_lists *lists, uint32_t n)
{
    uint32_t kept = 0;
    uint32_t from = lists->first[0];
    for (uint32_t r = 0; r < n; r++) {
        uint32_t end = lists->first[r + 1];
        size_t left = ri_order_unique(lists->items + from, end - from);
        memmove(lists->items + kept, lists->items + from, left * sizeof *lists->items);
        kept += (uint32_t)left;
        from = end;
        lists->first[r + 1] = kept;
    }
}

bool ri_lists_unrepeat(ri_lists *lists, uint32_t n)
{
    uint32_t kept = 0;
    uint32_t from = lists->first[0];
    for (uint32_t r = 0; r < n; r++) {
        uint32_t end = lists->first[r + 1];
        size_t left = end - from;
        if (!ri_set_unrepeat(lists->items + from, &left)) {
            return false;
        }
        memmove(lists->items + kept, lists->items + from, left * sizeof *lists->items);
        kept += (uint32_t)left;
        from = end;
        lists->first[r + 1] = kept;
    }
    return true;
}

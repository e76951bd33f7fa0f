#include "model/lines.h"

#include <string.h>

#include "base/intern.h"
#include "base/memory.h"

/* Marks the cycle that `on` stands on and cuts it at its smallest row. */
static bool cut(ri_lines *lines, ri_arena *arena, uint32_t n, const uint32_t *parent, uint32_t on)
{
    if (lines->loop == NULL) {
        lines->loop = ri_arena_array(arena, n, sizeof *lines->loop);
        if (lines->loop == NULL) {
            return false;
        }
        memset(lines->loop, 0xff, n * sizeof *lines->loop); /* RI_NONE */
    }
    uint32_t smallest = on;
    for (uint32_t row = parent[on]; row != on; row = parent[row]) {
        smallest = row < smallest ? row : smallest;
    }
    uint32_t row = smallest;
    do {
        lines->loop[row] = smallest;
        row = parent[row];
    } while (row != smallest);
    lines->up[smallest] = RI_NONE;
    return true;
}

/* Walks up from every row, as far as no earlier walk has been. A walk that meets
   itself has found a cycle. `walk` has n numbers, all RI_NONE. */
static bool cut_cycles(ri_lines *lines, ri_arena *arena, uint32_t n, const uint32_t *parent,
                       uint32_t *walk)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t row = i;
        while (row != RI_NONE && walk[row] == RI_NONE) {
            walk[row] = i;
            row = parent[row];
        }
        if (row != RI_NONE && walk[row] == i && !cut(lines, arena, n, parent, row)) {
            return false;
        }
    }
    return true;
}

/* Numbers rows on the way down and up again; `child` and `next` are scratch with n + 1
   and n numbers. The parent of all roots is the row n. */
static void number(ri_lines *lines, uint32_t n, uint32_t *child, uint32_t *next)
{
    memset(child, 0xff, ((size_t)n + 1) * sizeof *child); /* RI_NONE */
    for (uint32_t i = n; i-- > 0;) {
        uint32_t above = lines->up[i] != RI_NONE ? lines->up[i] : n;
        next[i] = child[above];
        child[above] = i;
    }
    uint32_t count = 0;
    uint32_t row = child[n];
    while (row != RI_NONE) {
        lines->enter[row] = count++;
        if (child[row] != RI_NONE) {
            row = child[row];
            continue;
        }
        while (row != RI_NONE) {
            lines->leave[row] = count;
            if (next[row] != RI_NONE) {
                row = next[row];
                break;
            }
            row = lines->up[row];
        }
    }
}

bool ri_lines_build(ri_lines *out, ri_arena *arena, uint32_t n, const uint32_t *parent)
{
    ri_lines lines = {0};
    lines.up = ri_arena_array(arena, n, sizeof *lines.up);
    lines.enter = ri_arena_array(arena, n, sizeof *lines.enter);
    lines.leave = ri_arena_array(arena, n, sizeof *lines.leave);
    uint32_t *scratch = ri_alloc(((size_t)n * 2 + 1) * sizeof *scratch);
    bool done = lines.up != NULL && lines.enter != NULL && lines.leave != NULL && scratch != NULL;
    if (done) {
        if (n > 0) {
            memcpy(lines.up, parent, n * sizeof *parent);
        }
        memset(scratch, 0xff, n * sizeof *scratch); /* RI_NONE */
        done = cut_cycles(&lines, arena, n, parent, scratch);
    }
    if (done) {
        number(&lines, n, scratch, scratch + n + 1);
        *out = lines;
    }
    ri_free(scratch);
    return done;
}

bool ri_lines_climb(uint32_t **depth, uint32_t **jump, ri_arena *arena, uint32_t n,
                    const ri_lines *lines)
{
    uint32_t *far = ri_arena_array(arena, n, sizeof *far);
    uint32_t *deep = ri_arena_array(arena, n, sizeof *deep);
    uint32_t *at = ri_alloc(n * sizeof *at);
    const bool done = far != NULL && deep != NULL && at != NULL;
    for (uint32_t row = 0; done && row < n; row++) {
        at[lines->enter[row]] = row;
    }
    for (uint32_t i = 0; done && i < n; i++) { /* a row comes after the one above it */
        const uint32_t row = at[i];
        const uint32_t above = lines->up[row];
        if (above == RI_NONE) {
            deep[row] = 0;
            far[row] = row;
            continue;
        }
        /* Two jumps of one length become one of twice that, as in a skew binary number. */
        const uint32_t one = far[above];
        const bool twice = deep[above] - deep[one] == deep[one] - deep[far[one]];
        deep[row] = deep[above] + 1;
        far[row] = twice ? far[one] : above;
    }
    ri_free(at);
    *depth = deep;
    *jump = far;
    return done;
}

bool ri_lines_within(const ri_lines *lines, uint32_t v, uint32_t u)
{
    if (lines->loop != NULL && lines->loop[u] != RI_NONE) {
        u = lines->loop[u];
    }
    return lines->enter[u] <= lines->enter[v] && lines->enter[v] < lines->leave[u];
}

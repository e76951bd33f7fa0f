#include "report/forest.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"

static int compare_keys(const void *a, const void *b, const void *context)
{
    const ri_forest *f = context;
    return strcmp(f->findings[*(const uint32_t *)a].key, f->findings[*(const uint32_t *)b].key);
}

static int compare_to_key(const void *place, const void *key, const void *context)
{
    const ri_forest *f = context;
    return strcmp(f->findings[*(const uint32_t *)place].key, key);
}

static uint32_t find_key(const ri_forest *f, const char *key)
{
    size_t at = ri_order_place(f->by_key, f->n, sizeof *f->by_key, compare_to_key, key, f);
    return at < f->n && compare_to_key(&f->by_key[at], key, f) == 0 ? f->by_key[at] : RI_NONE;
}

/* By group of roots: severity, worst first, then code; children by their parent. */
static int compare_places(const void *a, const void *b, const void *context)
{
    const ri_forest *f = context;
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    bool root_x = f->parent[x] == RI_NONE;
    bool root_y = f->parent[y] == RI_NONE;
    if (root_x != root_y) {
        return root_x ? -1 : 1;
    }
    if (!root_x && f->parent[x] != f->parent[y]) {
        return f->parent[x] < f->parent[y] ? -1 : 1;
    }
    if (f->severity[x] != f->severity[y]) {
        return f->severity[x] > f->severity[y] ? -1 : 1;
    }
    if (f->findings[x].code != f->findings[y].code) {
        return strcmp(f->findings[x].code_name, f->findings[y].code_name);
    }
    bool met_x = ri_ref_kind(f->findings[x].subject) == RI_TOUCHPOINT;
    bool met_y = ri_ref_kind(f->findings[y].subject) == RI_TOUCHPOINT;
    if (!root_x && met_x != met_y) { /* what customers meet tells more than the passages */
        return met_x ? -1 : 1;
    }
    return x < y ? -1 : x > y;
}

/* Raises the severity of everything above a finding; cuts cycles of causes. */
static void raise_above(ri_forest *f, uint32_t i)
{
    raci_severity severity = f->severity[i];
    uint32_t at = i;
    for (int depth = 0; f->parent[at] != RI_NONE; depth++) {
        if (depth == RI_FOREST_DEPTH) {
            f->parent[at] = RI_NONE;
            return;
        }
        at = f->parent[at];
        if (f->severity[at] < severity) {
            f->severity[at] = severity;
        }
    }
}

bool ri_forest_grow(ri_forest *f, const ri_finding *findings, size_t n)
{
    f->findings = findings;
    f->n = n;
    f->by_key = ri_alloc(f->n * sizeof *f->by_key);
    f->parent = ri_alloc(f->n * sizeof *f->parent);
    f->severity = ri_alloc(f->n * sizeof *f->severity);
    f->order = ri_alloc(f->n * sizeof *f->order);
    if (f->by_key == NULL || f->parent == NULL || f->severity == NULL || f->order == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < f->n; i++) {
        f->by_key[i] = i;
        f->order[i] = i;
        f->severity[i] = f->findings[i].severity;
    }
    if (!ri_order(f->by_key, f->n, sizeof *f->by_key, compare_keys, f)) {
        return false;
    }
    for (uint32_t i = 0; i < f->n; i++) {
        const char *cause = f->findings[i].cause;
        f->parent[i] = cause[0] != '\0' ? find_key(f, cause) : RI_NONE;
        f->parent[i] = f->parent[i] == i ? RI_NONE : f->parent[i];
    }
    for (uint32_t i = 0; i < f->n; i++) {
        raise_above(f, i);
    }
    if (!ri_order(f->order, f->n, sizeof *f->order, compare_places, f)) {
        return false;
    }
    while (f->n_roots < f->n && f->parent[f->order[f->n_roots]] == RI_NONE) {
        f->n_roots++;
    }
    return true;
}

void ri_forest_free(ri_forest *f)
{
    ri_free(f->by_key);
    ri_free(f->parent);
    ri_free(f->severity);
    ri_free(f->order);
}

static int compare_parent(const void *place, const void *parent, const void *context)
{
    const ri_forest *f = context;
    const uint32_t left = f->parent[*(const uint32_t *)place];
    const uint32_t right = *(const uint32_t *)parent;
    return left < right ? -1 : left > right;
}

size_t ri_forest_first(const ri_forest *f, uint32_t parent)
{
    return f->n_roots + ri_order_place(f->order + f->n_roots, f->n - f->n_roots, sizeof *f->order,
                                       compare_parent, &parent, f);
}

size_t ri_forest_group_end(const ri_forest *f, size_t k)
{
    const uint32_t i = f->order[k];
    size_t end = k + 1;
    while (end < f->n_roots && f->severity[f->order[end]] == f->severity[i] &&
           f->findings[f->order[end]].code == f->findings[i].code) {
        end++;
    }
    return end;
}

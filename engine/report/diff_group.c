/* Findings of one status: what is below what, and in which order. */
#include "report/diff_group.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"

const ri_finding_row *ri_diff_row(const ri_diff_group *g, uint32_t i)
{
    return &g->d->findings[i].finding.row;
}

static raci_severity severity_of(const ri_diff_group *g, uint32_t i)
{
    return ri_recorded_severity(ri_diff_row(g, i)->severity);
}

static int by_key(const void *a, const void *b, const void *context)
{
    const ri_diff_group *g = context;
    return strcmp(ri_diff_row(g, *(const uint32_t *)a)->key,
                  ri_diff_row(g, *(const uint32_t *)b)->key);
}

static int place_of_key(const void *item, const void *key, const void *context)
{
    const ri_diff_group *g = context;
    return strcmp(ri_diff_row(g, *(const uint32_t *)item)->key, key);
}

/* The finding of the group that is the cause of one, or RI_NONE. `sorted` by key. */
static uint32_t cause_of(const ri_diff_group *g, const uint32_t *sorted, uint32_t i)
{
    const char *cause = ri_diff_row(g, i)->cause;
    if (cause == NULL) {
        return RI_NONE;
    }
    const size_t at = ri_order_place(sorted, g->n, sizeof *sorted, place_of_key, cause, g);
    return at < g->n && sorted[at] != i && strcmp(ri_diff_row(g, sorted[at])->key, cause) == 0
               ? sorted[at]
               : RI_NONE;
}

/* Causes lead to a root in a few steps; what goes round is its own. */
static uint32_t root_of(const ri_diff_group *g, const uint32_t *sorted, uint32_t i)
{
    uint32_t at = i;
    for (int steps = 0; steps < 8; steps++) {
        const uint32_t cause = cause_of(g, sorted, at);
        if (cause == RI_NONE) {
            return at;
        }
        at = cause;
    }
    return i;
}

static int compare(const void *a, const void *b, const void *context)
{
    const ri_diff_group *g = context;
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    const bool x_root = g->root[x] == x;
    const bool y_root = g->root[y] == y;
    if (x_root != y_root) {
        return x_root ? -1 : 1;
    }
    if (!x_root && g->root[x] != g->root[y]) {
        return g->root[x] < g->root[y] ? -1 : 1;
    }
    const uint8_t left = x_root ? g->worst[x] : (uint8_t)severity_of(g, x);
    const uint8_t right = y_root ? g->worst[y] : (uint8_t)severity_of(g, y);
    if (left != right) {
        return left > right ? -1 : 1;
    }
    const int code = strcmp(ri_diff_row(g, x)->code, ri_diff_row(g, y)->code);
    const uint32_t a_step = g->d->findings[x].finding.step;
    const uint32_t b_step = g->d->findings[y].finding.step;
    return code != 0          ? code
           : a_step != b_step ? (a_step > b_step) - (a_step < b_step)
                              : (x > y) - (x < y);
}

bool ri_diff_group_make(ri_diff_group *g, const ri_difference *d, ri_change change)
{
    *g = (ri_diff_group){.d = d};
    const size_t all = d->n_findings;
    uint32_t *sorted = ri_alloc(all * sizeof *sorted);
    g->order = ri_alloc(all * sizeof *g->order);
    g->root = ri_alloc(all * sizeof *g->root);
    g->worst = ri_alloc(all);
    bool done = sorted != NULL && g->order != NULL && g->root != NULL && g->worst != NULL;
    for (uint32_t i = 0; done && i < all; i++) {
        if (d->findings[i].change == change) {
            sorted[g->n] = i;
            g->order[g->n++] = i;
        }
    }
    done = done && ri_order(sorted, g->n, sizeof *sorted, by_key, g);
    for (size_t i = 0; done && i < g->n; i++) {
        g->worst[g->order[i]] = 0;
    }
    for (size_t i = 0; done && i < g->n; i++) {
        const uint32_t at = g->order[i];
        const uint32_t root = root_of(g, sorted, at);
        const uint8_t severity = (uint8_t)severity_of(g, at);
        g->root[at] = root;
        g->n_roots += root == at;
        g->worst[root] = severity > g->worst[root] ? severity : g->worst[root];
    }
    ri_free(sorted);
    return done && ri_order(g->order, g->n, sizeof *g->order, compare, g);
}

size_t ri_diff_code_end(const ri_diff_group *g, size_t k, size_t end)
{
    const ri_finding_row *first = ri_diff_row(g, g->order[k]);
    const bool roots = k < g->n_roots;
    size_t at = k + 1;
    while (at < end && strcmp(ri_diff_row(g, g->order[at])->code, first->code) == 0 &&
           (!roots || g->worst[g->order[at]] == g->worst[g->order[k]])) {
        at++;
    }
    return at;
}

static int by_root(const void *item, const void *root, const void *context)
{
    const ri_diff_group *g = context;
    const uint32_t of = g->root[*(const uint32_t *)item];
    const uint32_t wanted = *(const uint32_t *)root;
    return (of > wanted) - (of < wanted);
}

size_t ri_diff_effects(const ri_diff_group *g, uint32_t root, size_t *end)
{
    const size_t first = g->n_roots + ri_order_place(g->order + g->n_roots, g->n - g->n_roots,
                                                     sizeof *g->order, by_root, &root, g);
    *end = first;
    while (*end < g->n && g->root[g->order[*end]] == root) {
        ++*end;
    }
    return first;
}

void ri_diff_group_free(ri_diff_group *g)
{
    ri_free(g->order);
    ri_free(g->root);
    ri_free(g->worst);
}

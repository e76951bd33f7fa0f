/*
 * Findings that are new, changed or gone, for people: the worst first, of many alike the
 * first ones in full, and what follows from a finding below it.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "report/difference_view.h"
#include "report/recorded_view.h"
#include "report/sentences.h"

#define TOLD 3   /* of one check so many are told in full; */
#define NAMED 20 /* of the others so many are named */

/* The findings of one status. */
typedef struct group {
    ri_page *page;
    const ri_difference *d;
    ri_names *names;
    ri_text *line;
    uint32_t *order; /* roots by severity, code and place; then those below, by root */
    size_t n;
    size_t n_roots;
    uint32_t *root; /* by place in the difference: the root that it is below, or itself; */
    uint8_t *worst; /* of a root the worst severity in it and below it */
} group;

static const ri_finding_row *row_of(const group *g, uint32_t i)
{
    return &g->d->findings[i].finding.row;
}

static raci_severity severity_of(const group *g, uint32_t i)
{
    return ri_recorded_severity(row_of(g, i)->severity);
}

/* ---- what is below what ---- */

static int by_key(const void *a, const void *b, const void *context)
{
    const group *g = context;
    return strcmp(row_of(g, *(const uint32_t *)a)->key, row_of(g, *(const uint32_t *)b)->key);
}

static int place_of_key(const void *item, const void *key, const void *context)
{
    const group *g = context;
    return strcmp(row_of(g, *(const uint32_t *)item)->key, key);
}

/* The finding of the group that is the cause of one, or RI_NONE. `sorted` by key. */
static uint32_t cause_of(const group *g, const uint32_t *sorted, uint32_t i)
{
    const char *cause = row_of(g, i)->cause;
    if (cause == NULL) {
        return RI_NONE;
    }
    const size_t at = ri_order_place(sorted, g->n, sizeof *sorted, place_of_key, cause, g);
    return at < g->n && sorted[at] != i && strcmp(row_of(g, sorted[at])->key, cause) == 0
               ? sorted[at]
               : RI_NONE;
}

/* Causes lead to a root in a few steps; what goes round is its own. */
static uint32_t root_of(const group *g, const uint32_t *sorted, uint32_t i)
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
    const group *g = context;
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
    const int code = strcmp(row_of(g, x)->code, row_of(g, y)->code);
    const uint32_t a_step = g->d->findings[x].finding.step;
    const uint32_t b_step = g->d->findings[y].finding.step;
    return code != 0          ? code
           : a_step != b_step ? (a_step > b_step) - (a_step < b_step)
                              : (x > y) - (x < y);
}

static bool gather(group *g, ri_change change)
{
    const size_t all = g->d->n_findings;
    uint32_t *sorted = ri_alloc(all * sizeof *sorted);
    g->order = ri_alloc(all * sizeof *g->order);
    g->root = ri_alloc(all * sizeof *g->root);
    g->worst = ri_alloc(all);
    bool done = sorted != NULL && g->order != NULL && g->root != NULL && g->worst != NULL;
    for (uint32_t i = 0; done && i < all; i++) {
        if (g->d->findings[i].change == change) {
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

/* ---- telling ---- */

/* "monthly bill; paper bill; and 3 more": the subjects of order[from] … order[to - 1]. */
static void say_subjects(const group *g, size_t from, size_t to)
{
    const size_t named = to - from > NAMED + 1 ? from + NAMED : to;
    const char *before = NULL;
    for (size_t k = from; k < named; k++) {
        const char *subject = row_of(g, g->order[k])->subject;
        if (before == NULL || strcmp(before, subject) != 0) { /* not once for each letter */
            ri_text_add(g->line, before != NULL ? "; " : "");
            ri_say_named(g->line, g->names, subject);
        }
        before = subject;
    }
    if (named < to) {
        ri_text_format(g->line, "; and %zu more", to - named);
    }
}

/* Where those of the same code end that begin at k, within `end`. */
static size_t end_of_code(const group *g, size_t k, size_t end)
{
    const ri_finding_row *first = row_of(g, g->order[k]);
    const bool roots = k < g->n_roots;
    size_t at = k + 1;
    while (at < end && strcmp(row_of(g, g->order[at])->code, first->code) == 0 &&
           (!roots || g->worst[g->order[at]] == g->worst[g->order[k]])) {
        at++;
    }
    return at;
}

static int by_root(const void *item, const void *root, const void *context)
{
    const group *g = context;
    const uint32_t of = g->root[*(const uint32_t *)item];
    const uint32_t wanted = *(const uint32_t *)root;
    return (of > wanted) - (of < wanted);
}

/* What is below a root: how many of each check, and where. */
static void put_effects(const group *g, uint32_t root)
{
    size_t first = g->n_roots + ri_order_place(g->order + g->n_roots, g->n - g->n_roots,
                                               sizeof *g->order, by_root, &root, g);
    size_t end = first;
    while (end < g->n && g->root[g->order[end]] == root) {
        end++;
    }
    for (size_t k = first; k < end;) {
        const size_t next = end_of_code(g, k, end);
        ri_text_add(g->line, "from it follows ");
        ri_say(g->line, row_of(g, g->order[k])->code);
        if (next - k > 1) {
            ri_text_format(g->line, " (%zu)", next - k);
        }
        ri_text_add(g->line, ": ");
        say_subjects(g, k, next);
        ri_page_take(g->page, "     ", "       ", g->line);
        k = next;
    }
}

/* Parties, or nobody: "position:coo;position:cso". */
static void say_parties(const group *g, const char *parties)
{
    char item[RI_PARTY_SIZE];
    size_t n = 0;
    while (ri_recorded_party(item, &parties)) {
        ri_text_add(g->line, n++ > 0 ? ", " : "");
        ri_say_seated(g->line, g->names, item);
    }
    ri_text_add(g->line, n == 0 ? "nobody" : "");
}

/* What a changed finding was: what it said, or where it says the same, who was in it, or the
   rules. */
static void put_earlier(const group *g, const ri_diff_finding *item)
{
    const ri_finding_row *was = &item->was.row;
    if (item->change != RI_CHANGE_CHANGED) {
        return;
    }
    g->names->side = RI_BEFORE;
    if (strcmp(was->message, item->finding.row.message) != 0) {
        ri_text_add(g->line, "before: ");
        ri_say(g->line, was->message);
    } else if (strcmp(was->parties, item->finding.row.parties) != 0) {
        ri_text_add(g->line, "before, in it: ");
        say_parties(g, was->parties);
        g->names->side = RI_AFTER;
        ri_text_add(g->line, "; now: ");
        say_parties(g, item->finding.row.parties);
    } else {
        ri_text_add(g->line, "before ");
        ri_say_recorded_rules(g->line, item->was.rules, item->was.n_rules);
    }
    g->names->side = RI_AFTER;
    ri_page_take(g->page, "     ", "     ", g->line);
}

static void put_code(const group *g, size_t k, size_t end)
{
    const bool steps = g->d->findings[g->order[k]].finding.step != 0; /* none is like another */
    const size_t told = end - k > TOLD + 1 && !steps ? k + TOLD : end;
    for (size_t at = k; at < told; at++) {
        const ri_diff_finding *item = &g->d->findings[g->order[at]];
        ri_put_recorded(g->page, &item->finding, "     ", g->names, g->line);
        put_earlier(g, item);
        put_effects(g, g->order[at]);
    }
    if (told < end) {
        ri_text_format(g->line, "and %zu more %s: ", end - told, row_of(g, g->order[k])->code);
        say_subjects(g, told, end);
        ri_page_take(g->page, "  ", "     ", g->line);
    }
}

bool ri_put_changed(ri_page *page, const ri_difference *d, ri_change change, const char *title,
                    ri_names *names, ri_text *line)
{
    group g = {.page = page, .d = d, .names = names, .line = line};
    const bool done = gather(&g, change);
    names->side = change == RI_CHANGE_GONE ? RI_BEFORE : RI_AFTER;
    if (done && g.n > 0) {
        ri_text_format(line, RI_BOLD "%s" RI_PLAIN, title);
        ri_page_take(page, "", "", line);
        for (size_t k = 0; k < g.n_roots;) {
            const size_t end = end_of_code(&g, k, g.n_roots);
            put_code(&g, k, end);
            k = end;
        }
        ri_page_gap(page);
    }
    ri_free(g.order);
    ri_free(g.root);
    ri_free(g.worst);
    return done;
}

bool ri_put_differences(ri_page *page, const ri_difference *d, ri_names *names, ri_text *line)
{
    return ri_put_changed(page, d, RI_CHANGE_NEW, "New", names, line) &&
           ri_put_changed(page, d, RI_CHANGE_CHANGED, "Changed", names, line) &&
           ri_put_changed(page, d, RI_CHANGE_GONE, "Gone", names, line) &&
           ri_put_changed(page, d, RI_CHANGE_EXISTING, "As before", names, line);
}

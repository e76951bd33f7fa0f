#include "check/grounds.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "resolve/subjects.h"

bool ri_grounds_begin(ri_grounds *g, const ri_snapshot *s, uint32_t n)
{
    *g = (ri_grounds){.s = s, .n = n};
    g->of = ri_alloc((size_t)n * sizeof *g->of);
    g->open = ri_alloc(n);
    if (g->of == NULL || g->open == NULL) {
        return false;
    }
    memset(g->of, 0, (size_t)n * sizeof *g->of);
    memset(g->open, 0, n);
    return true;
}

/* ---- what a settlement rests on ---- */

static bool push(ri_grounds *g, ri_ref ref, ri_ref subject)
{
    return ref == RI_NONE || ref == subject || RI_PUSH(g->items, g->n_items, g->capacity, ref);
}

/* What is missing is told by its name. */
static bool push_named(ri_grounds *g, const ri_holder *holder, ri_ref subject)
{
    bool done = true;
    for (uint32_t i = 0; i < holder->n_items && done; i++) {
        done = push_named(g, holder->items[i], subject);
    }
    return done && (holder->key == NULL || holder->kind == RI_OFFICE ||
                    push(g, ri_snapshot_find(g->s, holder->kind, holder->key), subject));
}

/* Whoever passes a position with an office may have come there by the office. */
static bool push_offices(ri_grounds *g)
{
    const size_t n = g->n_items;
    bool done = true;
    for (size_t i = 0; i < n && done; i++) {
        const ri_ref ref = g->items[i];
        const uint32_t office =
            ri_ref_kind(ref) == RI_POSITION ? g->s->positions.office[ri_ref_index(ref)] : RI_NONE;
        done = office == RI_NONE || push(g, ri_ref_make(RI_OFFICE, office), RI_NONE);
    }
    return done;
}

/* The scratch is what a subject rests on. */
static bool put(ri_grounds *g, uint32_t subject)
{
    g->n_items = ri_order_unique(g->items, g->n_items);
    g->of[subject] = ri_set_put(&g->sets, g->items, &g->n_items);
    return g->of[subject] != RI_NONE;
}

bool ri_grounds_note(ri_grounds *g, uint32_t subject, const ri_settlement *t, uint8_t open)
{
    bool done = true;
    g->n_items = 0;
    for (uint32_t i = 0; i < t->n_links && done; i++) {
        done = push(g, t->links[i], t->subject);
    }
    for (uint32_t i = 0; i < t->n_unresolved && done; i++) {
        done = push(g, t->unresolved[i].about, t->subject);
    }
    for (uint32_t i = 0; i < t->n_missing && done; i++) {
        done = push_named(g, t->missing[i].holder, t->subject);
    }
    g->open[subject] = open;
    g->any |= open;
    return done && push_offices(g) && put(g, subject);
}

/* ---- whom findings name ---- */

static bool push_finding(ri_grounds *g, const ri_finding *finding)
{
    bool done = push(g, finding->other, finding->subject) &&
                push(g, finding->escalate.to, finding->subject);
    for (uint32_t i = 0; i < finding->n_parties && done; i++) {
        done = push(g, finding->parties[i], finding->subject);
    }
    for (uint32_t i = 0; i < finding->escalate.n_path && done; i++) {
        done = push(g, finding->escalate.path[i].to, finding->subject);
    }
    return done;
}

/* All of one subject at once. */
static bool add_of(ri_grounds *g, const ri_finding *findings, size_t n)
{
    const uint32_t subject = ri_subject_number(g->s, findings[0].subject);
    size_t n_had = 0;
    const uint32_t *had = ri_set_get(&g->sets, g->of[subject], &n_had);
    bool done = true;
    g->n_items = 0;
    for (size_t i = 0; i < n_had && done; i++) {
        done = push(g, had[i], findings[0].subject);
    }
    for (size_t i = 0; i < n && done; i++) {
        done = push_finding(g, &findings[i]);
    }
    return done && put(g, subject);
}

bool ri_grounds_add(ri_grounds *g, const ri_finding *findings, size_t n)
{
    bool done = true;
    for (size_t i = 0, next = 0; i < n && done; i = next) {
        for (next = i + 1; next < n && findings[next].subject == findings[i].subject; next++) {
        }
        done = !ri_is_subject(findings[i].subject) || add_of(g, findings + i, next - i);
    }
    return done;
}

/* ---- backwards ---- */

/* Room for lists of `n` items, of which first[i + 2] counts the numbers of item i. */
static bool make_room(ri_backwards *out, uint32_t n, size_t *n_items)
{
    for (uint32_t i = 1; i <= n; i++) {
        out->first[i + 1] += out->first[i];
    }
    *n_items = out->first[n + 1];
    out->items = ri_alloc(*n_items * sizeof *out->items);
    return out->items != NULL;
}

static bool begin_count(ri_backwards *out, uint32_t n)
{
    const size_t size = ((size_t)n + 2) * sizeof *out->first;
    out->first = ri_alloc(size);
    if (out->first != NULL) {
        memset(out->first, 0, size);
    }
    return out->first != NULL;
}

static uint32_t count_of(const ri_grounds *g, ri_kind kind)
{
    const ri_rows *rows = ri_snapshot_rows(g->s, kind);
    return kind == RI_OFFICE    ? ri_intern_count(g->s->words)
           : kind == RI_HANDOFF ? g->s->handoffs.n
           : rows != NULL       ? rows->n
                                : 1;
}

static bool list_sets(ri_grounds *g)
{
    const uint32_t n_sets = ri_set_count(&g->sets);
    bool done = true;
    for (int kind = 0; kind < RI_KIND_COUNT && done; kind++) {
        done = begin_count(&g->rests[kind], count_of(g, (ri_kind)kind));
    }
    for (int fill = 0; fill < 2 && done; fill++) {
        for (uint32_t set = 0; set < n_sets; set++) {
            size_t n = 0;
            const uint32_t *items = ri_set_get(&g->sets, set, &n);
            for (size_t i = 0; i < n; i++) {
                ri_backwards *of = &g->rests[ri_ref_kind(items[i])];
                const size_t at = ri_ref_index(items[i]);
                if (fill == 0) {
                    of->first[at + 2]++;
                } else {
                    of->items[of->first[at + 1]++] = set;
                }
            }
        }
        for (int kind = 0; kind < RI_KIND_COUNT && done && fill == 0; kind++) {
            size_t n_items = 0;
            done = make_room(&g->rests[kind], count_of(g, (ri_kind)kind), &n_items);
        }
    }
    return done;
}

static bool list_subjects(ri_grounds *g)
{
    const uint32_t n_sets = ri_set_count(&g->sets);
    size_t n_items = 0;
    if (!begin_count(&g->subjects, n_sets)) {
        return false;
    }
    for (uint32_t i = 0; i < g->n; i++) {
        g->subjects.first[(size_t)g->of[i] + 2] += g->of[i] != 0;
    }
    if (!make_room(&g->subjects, n_sets, &n_items)) {
        return false;
    }
    for (uint32_t i = 0; i < g->n; i++) {
        if (g->of[i] != 0) {
            g->subjects.items[g->subjects.first[(size_t)g->of[i] + 1]++] = i;
        }
    }
    return true;
}

bool ri_grounds_end(ri_grounds *g)
{
    return list_sets(g) && list_subjects(g);
}

static void free_backwards(ri_backwards *of)
{
    ri_free(of->first);
    ri_free(of->items);
}

void ri_grounds_free(ri_grounds *g)
{
    ri_free(g->of);
    ri_free(g->open);
    ri_free(g->items);
    ri_set_free(&g->sets);
    free_backwards(&g->subjects);
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        free_backwards(&g->rests[kind]);
    }
    *g = (ri_grounds){.n = 0};
}

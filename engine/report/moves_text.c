/*
 * Letters with other holders, for people: what goes the same way is told once.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "report/difference_view.h"
#include "report/sentences.h"

#define NAMED 12 /* subjects of one way that are named */

typedef struct moving {
    ri_page *page;
    const ri_difference *d;
    const ri_names *names;
    ri_text *line;
} moving;

static int compare_lists(const char **a, size_t n, const char **b, size_t m)
{
    for (size_t i = 0; i < n && i < m; i++) {
        const int order = strcmp(a[i], b[i]);
        if (order != 0) {
            return order;
        }
    }
    return (n > m) - (n < m);
}

/* By letter and way; equal ones keep the order of their subjects. */
static int compare(const void *a, const void *b, const void *context)
{
    const ri_difference *d = context;
    const ri_move *x = &d->moves[*(const uint32_t *)a];
    const ri_move *y = &d->moves[*(const uint32_t *)b];
    int order = strcmp(x->letter, y->letter);
    order = order != 0 ? order : compare_lists(x->from, x->n_from, y->from, y->n_from);
    return order != 0 ? order : compare_lists(x->to, x->n_to, y->to, y->n_to);
}

static bool has(const char **list, size_t n, const char *wanted)
{
    size_t i = 0;
    while (i < n && strcmp(list[i], wanted) != 0) {
        i++;
    }
    return i < n;
}

/* "Head of Sales and Head of Service": those of one side that the other has not. Gives how
   many there are. */
static size_t say_only(const moving *m, const char **list, size_t n, const char **other,
                       size_t n_other)
{
    size_t only = 0;
    size_t said = 0;
    for (size_t i = 0; i < n; i++) {
        only += !has(other, n_other, list[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (!has(other, n_other, list[i])) {
            ri_text_add(m->line, ri_say_between(said++, only));
            ri_say_named(m->line, m->names, list[i]);
        }
    }
    return only;
}

/* "Head of Service instead of Head of Sales", "also …", "no longer …". */
static void say_way(const moving *m, const ri_move *move)
{
    ri_text gained = RI_TEXT_INIT;
    ri_text lost = RI_TEXT_INIT;
    moving to = *m;
    to.line = &gained;
    const size_t n_gained = say_only(&to, move->to, move->n_to, move->from, move->n_from);
    to.line = &lost;
    const size_t n_lost = say_only(&to, move->from, move->n_from, move->to, move->n_to);
    m->line->failed = m->line->failed || gained.failed || lost.failed;
    if (move->n_to == 0) {
        ri_text_add(m->line, "nobody any more, instead of ");
        ri_text_add(m->line, ri_text_string(&lost));
    } else if (move->n_from == 0) {
        ri_text_add(m->line, ri_text_string(&gained));
        ri_text_add(m->line, ", where nobody had it");
    } else if (n_lost == 0) {
        ri_text_add(m->line, "also ");
        ri_text_add(m->line, ri_text_string(&gained));
    } else if (n_gained == 0) {
        ri_text_add(m->line, "no longer ");
        ri_text_add(m->line, ri_text_string(&lost));
    } else {
        ri_text_add(m->line, ri_text_string(&gained));
        ri_text_add(m->line, " instead of ");
        ri_text_add(m->line, ri_text_string(&lost));
    }
    ri_text_free(&gained);
    ri_text_free(&lost);
}

static void put_way(const moving *m, const uint32_t *order, size_t n)
{
    const ri_move *first = &m->d->moves[order[0]];
    ri_text_add(m->line, RI_CYAN);
    ri_say(m->line, first->letter);
    ri_text_add(m->line, RI_PLAIN "  ");
    say_way(m, first);
    ri_text_add(m->line, RI_DIM);
    if (n > 1) {
        ri_text_format(m->line, " (%zu)", n);
    }
    ri_text_add(m->line, RI_PLAIN);
    ri_page_take(m->page, "  ", "     ", m->line);
    const size_t named = n > NAMED + 1 ? NAMED : n;
    for (size_t i = 0; i < named; i++) {
        ri_text_add(m->line, i > 0 ? "; " : "");
        ri_say_named(m->line, m->names, m->d->moves[order[i]].subject);
    }
    if (named < n) {
        ri_text_format(m->line, "; and %zu more", n - named);
    }
    ri_page_take(m->page, "     ", "     ", m->line);
}

bool ri_put_moves(ri_page *page, const ri_difference *d, const ri_names *names, ri_text *line)
{
    const moving m = {page, d, names, line};
    uint32_t *order = ri_alloc(d->n_moves * sizeof *order);
    if (order == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < d->n_moves; i++) {
        order[i] = i;
    }
    const bool done = ri_order(order, d->n_moves, sizeof *order, compare, d);
    if (done && d->n_moves > 0) {
        ri_page_put(page, "", "", RI_BOLD "Letters with other holders" RI_PLAIN);
    }
    for (size_t k = 0; done && k < d->n_moves;) {
        size_t end = k + 1;
        while (end < d->n_moves && compare(&order[k], &order[end], d) == 0) {
            end++;
        }
        put_way(&m, order + k, end - k);
        k = end;
    }
    if (done && d->n_moves > 0) {
        ri_page_gap(page);
    }
    ri_free(order);
    return done;
}

/*
 * Letters with other holders, for people: what goes the same way is told once.
 */
#include "report/difference_view.h"
#include "report/move_ways.h"
#include "report/recorded_view.h"
#include "report/sentences.h"

#define NAMED 12 /* subjects of one way that are named */

typedef struct moving {
    ri_page *page;
    const ri_difference *d;
    ri_names *names;
    ri_text *line;
} moving;

static void put_way(const moving *m, const ri_move_way *ways, size_t n)
{
    ri_text_add(m->line, RI_CYAN);
    ri_say(m->line, m->d->moves[ways[0].move].letter);
    ri_text_add(m->line, RI_PLAIN "  ");
    ri_text_add(m->line, ways[0].said);
    if (n > 1) {
        ri_text_format(m->line, RI_DIM ", %zu times" RI_PLAIN, n);
    }
    ri_page_take(m->page, "  ", "     ", m->line);
    if (ways[0].by[0] != '\0') {
        ri_text_add(m->line, ways[0].by);
        ri_page_take(m->page, "     ", "     ", m->line);
    }
    const size_t named = n > NAMED + 1 ? NAMED : n;
    for (size_t i = 0; i < named; i++) {
        ri_text_add(m->line, i > 0 ? "; " : "");
        ri_say_named(m->line, m->names, m->d->moves[ways[i].move].subject);
    }
    if (named < n) {
        ri_text_format(m->line, "; and %zu more", n - named);
    }
    ri_page_take(m->page, "       ", "       ", m->line);
}

bool ri_put_moves(ri_page *page, const ri_difference *d, ri_names *names, ri_text *line)
{
    const moving m = {page, d, names, line};
    ri_arena *arena = ri_arena_new();
    const ri_move_way *ways = arena != NULL ? ri_move_ways_of(d, names, arena) : NULL;
    if (ways != NULL && d->n_moves > 0) {
        ri_page_put(page, "", "", RI_BOLD "Letters with other holders" RI_PLAIN);
    }
    for (size_t k = 0; ways != NULL && k < d->n_moves;) {
        const size_t end = ri_move_way_end(ways, k, d);
        put_way(&m, ways + k, end - k);
        k = end;
    }
    if (ways != NULL && d->n_moves > 0) {
        ri_page_gap(page);
    }
    ri_arena_free(arena);
    return ways != NULL;
}

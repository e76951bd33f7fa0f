/*
 * Letters with other holders, for people: what goes the same way is told once.
 */
#include <string.h>

#include "base/arena.h"
#include "base/order.h"
#include "report/difference_view.h"
#include "report/recorded_view.h"
#include "report/sentences.h"

#define NAMED 12 /* subjects of one way that are named */

typedef struct moving {
    ri_page *page;
    const ri_difference *d;
    ri_names *names;
    ri_text *line;
} moving;

/* A move, and in words who gains and who loses, and by which rules: "" where that is not known. */
typedef struct way {
    uint32_t move;
    const char *said;
    const char *by;
} way;

/* By letter and way; equal ones keep the order of their subjects. */
static int compare(const void *a, const void *b, const void *context)
{
    const ri_difference *d = context;
    const way *x = a;
    const way *y = b;
    int order = strcmp(d->moves[x->move].letter, d->moves[y->move].letter);
    order = order != 0 ? order : strcmp(x->said, y->said);
    return order != 0 ? order : strcmp(x->by, y->by);
}

bool ri_move_has(const char **list, size_t n, const char *wanted)
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
        only += !ri_move_has(other, n_other, list[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (!ri_move_has(other, n_other, list[i])) {
            ri_text_add(m->line, ri_say_between(said++, only));
            ri_say_seated(m->line, m->names, list[i]);
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
    m->names->side = RI_AFTER;
    const size_t n_gained = say_only(&to, move->to, move->n_to, move->from, move->n_from);
    to.line = &lost;
    m->names->side = RI_BEFORE;
    const size_t n_lost = say_only(&to, move->from, move->n_from, move->to, move->n_to);
    m->names->side = RI_AFTER;
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

/* "now by "the lead answers" (a.lua:3); before by "heads answer" (b.lua:7)". */
static void say_rules(const moving *m, const ri_move *move)
{
    const size_t before = move->n_rules[0];
    const size_t after = move->n_rules[1];
    ri_text_add(m->line, after > 0 ? "now " : "");
    ri_say_recorded_rules(m->line, move->rules[1], after);
    ri_text_add(m->line, after > 0 && before > 0 ? "; " : "");
    ri_text_add(m->line, before > 0 ? "before " : "");
    ri_say_recorded_rules(m->line, move->rules[0], before);
}

static void put_way(const moving *m, const way *ways, size_t n)
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

/* What say says of a move, in the arena; NULL: memory is exhausted. */
static const char *said_of(const moving *m, const ri_move *move,
                           void (*say)(const moving *m, const ri_move *move), ri_arena *arena)
{
    ri_text_clear(m->line);
    say(m, move);
    return m->line->failed ? NULL : ri_arena_string(arena, ri_text_string(m->line));
}

static bool say_ways(const moving *m, way *ways, ri_arena *arena)
{
    ri_text said = RI_TEXT_INIT;
    moving to = *m;
    bool done = true;
    to.line = &said;
    for (uint32_t i = 0; done && i < m->d->n_moves; i++) {
        const ri_move *move = &m->d->moves[i];
        ways[i] =
            (way){i, said_of(&to, move, say_way, arena), said_of(&to, move, say_rules, arena)};
        done = ways[i].said != NULL && ways[i].by != NULL;
    }
    ri_text_free(&said);
    return done;
}

bool ri_put_moves(ri_page *page, const ri_difference *d, ri_names *names, ri_text *line)
{
    const moving m = {page, d, names, line};
    ri_arena *arena = ri_arena_new();
    way *ways = arena != NULL ? ri_arena_array(arena, d->n_moves, sizeof *ways) : NULL;
    const bool done = ways != NULL && say_ways(&m, ways, arena) &&
                      ri_order(ways, d->n_moves, sizeof *ways, compare, d);
    if (done && d->n_moves > 0) {
        ri_page_put(page, "", "", RI_BOLD "Letters with other holders" RI_PLAIN);
    }
    for (size_t k = 0; done && k < d->n_moves;) {
        size_t end = k + 1;
        while (end < d->n_moves && compare(&ways[k], &ways[end], d) == 0) {
            end++;
        }
        put_way(&m, ways + k, end - k);
        k = end;
    }
    if (done && d->n_moves > 0) {
        ri_page_gap(page);
    }
    ri_arena_free(arena);
    return done;
}

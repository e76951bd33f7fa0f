/* Letters with other holders, in words: what goes the same way stands together. */
#include "report/move_ways.h"

#include <string.h>

#include "base/order.h"
#include "report/recorded_view.h"
#include "report/sentences.h"

typedef struct moving {
    const ri_difference *d;
    ri_names *names;
    ri_text *line;
} moving;

/* By letter and way; equal ones keep the order of their subjects. */
static int compare(const void *a, const void *b, const void *context)
{
    const ri_difference *d = context;
    const ri_move_way *x = a;
    const ri_move_way *y = b;
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

/* What say says of a move, in the arena; NULL: memory is exhausted. */
static const char *said_of(const moving *m, const ri_move *move,
                           void (*say)(const moving *m, const ri_move *move), ri_arena *arena)
{
    ri_text_clear(m->line);
    say(m, move);
    return m->line->failed ? NULL : ri_arena_string(arena, ri_text_string(m->line));
}

static bool say_ways(const moving *m, ri_move_way *ways, ri_arena *arena)
{
    ri_text said = RI_TEXT_INIT;
    moving to = *m;
    bool done = true;
    to.line = &said;
    for (uint32_t i = 0; done && i < m->d->n_moves; i++) {
        const ri_move *move = &m->d->moves[i];
        ways[i] = (ri_move_way){i, said_of(&to, move, say_way, arena),
                                said_of(&to, move, say_rules, arena)};
        done = ways[i].said != NULL && ways[i].by != NULL;
    }
    ri_text_free(&said);
    return done;
}

ri_move_way *ri_move_ways_of(const ri_difference *d, ri_names *names, ri_arena *arena)
{
    const moving m = {d, names, NULL};
    ri_move_way *ways = ri_arena_array(arena, d->n_moves, sizeof *ways);
    return ways != NULL && say_ways(&m, ways, arena) &&
                   ri_order(ways, d->n_moves, sizeof *ways, compare, d)
               ? ways
               : NULL;
}

size_t ri_move_way_end(const ri_move_way *ways, size_t k, const ri_difference *d)
{
    size_t end = k + 1;
    while (end < d->n_moves && compare(&ways[k], &ways[end], d) == 0) {
        end++;
    }
    return end;
}

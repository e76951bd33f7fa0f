#include "check/holdings.h"

#include "base/memory.h"
#include "base/order.h"

/* ---- all of the matrix ---- */

typedef struct one {
    ri_ref holder;
    uint32_t subject; /* by number */
    uint8_t letter;
} one;

static int by_holder(const void *a, const void *b, const void *context)
{
    const one *x = a;
    const one *y = b;
    (void)context;
    return (x->holder > y->holder) - (x->holder < y->holder);
}

/* Subjects come in their order, so that a stable sort by holder is all there is to do. */
static bool gather(one **items, size_t *n, const ri_snapshot *s, const ri_matrix *matrix)
{
    size_t capacity = 0;
    const uint32_t subjects = ri_subject_count(s);
    for (uint32_t subject = 0; subject < subjects; subject++) {
        const ri_row row = ri_matrix_row_of(matrix, subject);
        for (uint32_t i = 0; i < row.n; i++) {
            if (!RI_PUSH(*items, *n, capacity, (one){row.holder[i], subject, row.letter[i]})) {
                return false;
            }
        }
    }
    return ri_order(*items, *n, sizeof **items, by_holder, NULL);
}

static bool lay_out(ri_held *out, const one *items, size_t n, ri_arena *arena)
{
    out->holder = ri_arena_array(arena, n, sizeof *out->holder);
    out->first = ri_arena_array(arena, n + 1, sizeof *out->first);
    out->subject = ri_arena_array(arena, n, sizeof *out->subject);
    out->letter = ri_arena_array(arena, n, sizeof *out->letter);
    if (out->holder == NULL || out->first == NULL || out->subject == NULL || out->letter == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || items[i].holder != items[i - 1].holder) {
            out->first[out->n] = i;
            out->holder[out->n++] = items[i].holder;
        }
        out->subject[i] = ri_subject_at(out->s, items[i].subject);
        out->letter[i] = items[i].letter;
    }
    out->first[out->n] = n;
    return true;
}

bool ri_held_make(ri_held *out, const ri_snapshot *s, const ri_matrix *matrix, ri_arena *arena)
{
    one *items = NULL;
    size_t n = 0;
    *out = (ri_held){.s = s};
    const bool done = gather(&items, &n, s, matrix) && lay_out(out, items, n, arena);
    ri_free(items);
    return done;
}

/* ---- somebody's ---- */

bool ri_held_reaches(const ri_snapshot *s, ri_ref via, ri_ref holder)
{
    if (via == holder) {
        return true;
    }
    if (ri_ref_kind(holder) != RI_PERSON) {
        return ri_includes(s, via, holder);
    }
    const ri_lists *positions = &s->people.positions;
    const uint32_t person = ri_ref_index(holder);
    for (uint32_t i = positions->first[person]; i < positions->first[person + 1]; i++) {
        if (ri_includes(s, via, ri_ref_make(RI_POSITION, positions->items[i]))) {
            return true;
        }
    }
    return false;
}

static int by_subject(const void *a, const void *b, const void *context)
{
    const ri_holding *x = a;
    const ri_holding *y = b;
    (void)context;
    if (x->subject != y->subject) {
        return x->subject < y->subject ? -1 : 1;
    }
    if (x->letter != y->letter) {
        return x->letter < y->letter ? -1 : 1;
    }
    return (x->via > y->via) - (x->via < y->via);
}

bool ri_held_by(ri_holding **out, size_t *n, const ri_held *held, ri_ref holder, ri_arena *arena)
{
    ri_holding *items = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool done = true;
    for (uint32_t h = 0; done && h < held->n; h++) {
        if (!ri_held_reaches(held->s, held->holder[h], holder)) {
            continue;
        }
        for (size_t i = held->first[h]; done && i < held->first[h + 1]; i++) {
            const ri_holding holding = {held->subject[i], held->letter[i], held->holder[h]};
            done = RI_PUSH(items, count, capacity, holding);
        }
    }
    done = done && ri_order(items, count, sizeof *items, by_subject, NULL);
    *out = done ? ri_arena_keep(arena, items, count, sizeof *items) : NULL;
    *n = count;
    ri_free(items);
    return *out != NULL;
}

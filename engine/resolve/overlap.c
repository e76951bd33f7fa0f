#include "resolve/overlap.h"

#include <string.h>

#include "base/bits.h"
#include "base/fail.h"
#include "resolve/span.h"

#define SPANS_KEPT 512                /* of an axis with more, answers are worked out each time */
#define ROW_WORDS (UINT32_C(1) << 23) /* of rows of values; where that is too few there are none */

/* ---- building ---- */

/* Whether a span is about values that something has, rather than has not. */
static bool asks(const ri_axis *axis, const ri_span *span)
{
    return !axis->sets || span->any;
}

/* The rules that say each span, one after the other. */
static bool list_rules(const ri_space *space, const ri_axis *axis, ri_overlap_axis *of)
{
    of->first = ri_arena_array(space->arena, (size_t)axis->n_spans + 2, sizeof *of->first);
    of->rules = ri_arena_array(space->arena, space->n, sizeof *of->rules);
    if (of->first == NULL || of->rules == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < space->n; i++) {
        if (axis->span_of[i] != RI_NONE) {
            of->first[axis->span_of[i] + 2]++;
        }
    }
    for (uint32_t k = 2; k <= axis->n_spans; k++) {
        of->first[k] += of->first[k - 1];
    }
    for (uint32_t i = 0; i < space->n; i++) {
        if (axis->span_of[i] != RI_NONE) {
            of->rules[of->first[axis->span_of[i] + 1]++] = i;
        } else {
            ri_bit_set(of->open, i);
        }
    }
    return true;
}

static bool mark_values(const ri_space *space, const ri_axis *axis, ri_overlap_axis *of)
{
    of->value = ri_arena_array(space->arena, axis->n, sizeof *of->value);
    of->some = ri_arena_array(space->arena, space->words, sizeof *of->some);
    for (uint32_t i = 0; of->value != NULL && of->some != NULL && i < space->n; i++) {
        const ri_span *span = ri_space_span(axis, i);
        if (span == NULL || !asks(axis, span)) {
            continue;
        }
        ri_bit_set(of->some, i);
        const ri_bits bits = {span->bits, axis->n};
        for (uint32_t v = ri_bits_next(&bits, 0, axis->n); v < axis->n;
             v = ri_bits_next(&bits, v + 1, axis->n)) {
            if (of->value[v] == NULL) {
                of->value[v] = ri_arena_array(space->arena, space->words, sizeof **of->value);
            }
            if (of->value[v] == NULL) {
                return false;
            }
            ri_bit_set(of->value[v], i);
        }
    }
    return of->value != NULL && of->some != NULL;
}

static bool build_axis(const ri_space *space, const ri_axis *axis, ri_overlap_axis *of)
{
    of->open = ri_arena_array(space->arena, space->words, sizeof *of->open);
    if (of->open == NULL || !list_rules(space, axis, of)) {
        return false;
    }
    if ((size_t)axis->n * space->words <= ROW_WORDS && !mark_values(space, axis, of)) {
        return false;
    }
    if (axis->n_spans > SPANS_KEPT) {
        return true;
    }
    of->meets = ri_arena_array(space->arena, axis->n_spans, sizeof *of->meets);
    of->wider = ri_arena_array(space->arena, axis->n_spans, sizeof *of->wider);
    return of->meets != NULL && of->wider != NULL;
}

raci_status ri_overlap_build(ri_overlap *out, const ri_space *space, raci_error *err)
{
    ri_overlap overlap = {.space = space};
    overlap.axes = ri_arena_array(space->arena, space->n_axes, sizeof *overlap.axes);
    overlap.meets = ri_arena_array(space->arena, space->words, sizeof *overlap.meets);
    overlap.wider = ri_arena_array(space->arena, space->words, sizeof *overlap.wider);
    overlap.row[0] = ri_arena_array(space->arena, space->words, sizeof(uint64_t));
    overlap.row[1] = ri_arena_array(space->arena, space->words, sizeof(uint64_t));
    bool fits = overlap.axes != NULL && overlap.meets != NULL && overlap.wider != NULL &&
                overlap.row[0] != NULL && overlap.row[1] != NULL;
    for (uint32_t a = 0; fits && a < space->n_axes; a++) {
        fits = build_axis(space, &space->axes[a], &overlap.axes[a]);
    }
    if (!fits) {
        return ri_fail_nomem(err);
    }
    *out = overlap;
    return RACI_OK;
}

/* ---- asking ---- */

/* Sets the rules that say a span in rows. */
static void set_rules(const ri_overlap_axis *of, uint32_t span, uint64_t *row)
{
    for (uint32_t i = of->first[span]; i < of->first[span + 1]; i++) {
        ri_bit_set(row, of->rules[i]);
    }
}

/* From the rows of the values of a span that asks for some. */
static void put_values(const ri_space *space, const ri_axis *axis, const ri_overlap_axis *of,
                       const ri_span *span, uint64_t *row[2])
{
    const ri_bits bits = {span->bits, axis->n};
    memset(row[0], 0, space->words * sizeof *row[0]);
    memset(row[1], 0xFF, space->words * sizeof *row[1]);
    for (uint32_t v = ri_bits_next(&bits, 0, axis->n); v < axis->n;
         v = ri_bits_next(&bits, v + 1, axis->n)) {
        for (uint32_t w = 0; w < space->words; w++) { /* the span's own rule has made the row */
            row[0][w] |= of->value[v][w];
            row[1][w] &= of->value[v][w];
        }
    }
    for (uint32_t w = 0; w < space->words; w++) {
        row[0][w] = (axis->sets ? of->some[w] : row[0][w]) | of->open[w];
        row[1][w] |= of->open[w];
    }
    for (uint32_t k = 0; axis->sets && k < axis->n_spans; k++) {
        if (!axis->spans[k].any && ri_spans_meet(axis, span, &axis->spans[k])) {
            set_rules(of, k, row[0]);
        }
    }
}

/* By laying it beside every other span. */
static void put_spans(const ri_space *space, const ri_axis *axis, const ri_overlap_axis *of,
                      const ri_span *span, uint64_t *row[2])
{
    memcpy(row[0], of->open, space->words * sizeof *row[0]);
    memcpy(row[1], of->open, space->words * sizeof *row[1]);
    for (uint32_t k = 0; k < axis->n_spans; k++) {
        if (!ri_spans_meet(axis, span, &axis->spans[k])) {
            continue;
        }
        set_rules(of, k, row[0]);
        if (ri_span_within(axis, span, &axis->spans[k])) {
            set_rules(of, k, row[1]);
        }
    }
}

/* Whether it is less work to put rows of values together than to lay spans beside each other. */
static bool has_few(const ri_space *space, const ri_axis *axis, const ri_span *span)
{
    const ri_bits bits = {span->bits, axis->n};
    const uint64_t most = (uint64_t)axis->n_spans * (span->end - span->first + 8);
    uint64_t n = 0;
    for (uint32_t v = ri_bits_next(&bits, 0, axis->n); v < axis->n && n * space->words <= most;
         v = ri_bits_next(&bits, v + 1, axis->n)) {
        n++;
    }
    return n > 0 && n * space->words <= most;
}

static void put_rows(const ri_space *space, const ri_axis *axis, const ri_overlap_axis *of,
                     const ri_span *span, uint64_t *row[2])
{
    if (of->value != NULL && asks(axis, span) && has_few(space, axis, span)) {
        put_values(space, axis, of, span, row);
    } else {
        put_spans(space, axis, of, span, row);
    }
}

/* The rows of a span, kept or made now. false: memory is exhausted. */
static bool find_rows(ri_overlap *overlap, uint32_t a, uint32_t span, uint64_t *row[2])
{
    const ri_space *space = overlap->space;
    const ri_axis *axis = &space->axes[a];
    ri_overlap_axis *of = &overlap->axes[a];
    if (of->meets == NULL) {
        row[0] = overlap->row[0];
        row[1] = overlap->row[1];
        put_rows(space, axis, of, &axis->spans[span], row);
        return true;
    }
    const bool kept = of->meets[span] != NULL;
    if (!kept) {
        of->meets[span] = ri_arena_array(space->arena, space->words, sizeof(uint64_t));
        of->wider[span] = ri_arena_array(space->arena, space->words, sizeof(uint64_t));
    }
    row[0] = of->meets[span];
    row[1] = of->wider[span];
    if (row[0] == NULL || row[1] == NULL) {
        return false;
    }
    if (!kept) {
        put_rows(space, axis, of, &axis->spans[span], row);
    }
    return true;
}

bool ri_overlap_ask(ri_overlap *overlap, uint32_t rule)
{
    const ri_space *space = overlap->space;
    for (uint32_t w = 0; w < space->words; w++) {
        overlap->meets[w] = ~space->empty[w];
        overlap->wider[w] = ~space->empty[w];
    }
    for (uint32_t i = space->n; i < space->words * 64; i++) { /* beyond the last */
        overlap->meets[i / 64] &= ~(UINT64_C(1) << (i % 64));
        overlap->wider[i / 64] &= ~(UINT64_C(1) << (i % 64));
    }
    for (uint32_t a = 0; a < space->n_axes; a++) {
        const uint32_t span = space->axes[a].span_of[rule];
        uint64_t *row[2];
        if (span == RI_NONE) { /* all meet it, and only what allows everything contains it */
            for (uint32_t w = 0; w < space->words; w++) {
                overlap->wider[w] &= overlap->axes[a].open[w];
            }
            continue;
        }
        if (!find_rows(overlap, a, span, row)) {
            return false;
        }
        for (uint32_t w = 0; w < space->words; w++) {
            overlap->meets[w] &= row[0][w];
            overlap->wider[w] &= row[1][w];
        }
    }
    return true;
}

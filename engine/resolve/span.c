#include "resolve/span.h"

#include <string.h>

#include "resolve/facet.h"

static bool share(const ri_span *a, const ri_span *b)
{
    const uint32_t end = a->end < b->end ? a->end : b->end;
    for (uint32_t w = a->first > b->first ? a->first : b->first; w < end; w++) {
        if ((a->bits[w] & b->bits[w]) != 0) {
            return true;
        }
    }
    return false;
}

/* Whether a has a bit that b has not. */
static bool exceeds(const ri_span *a, const ri_span *b)
{
    for (uint32_t w = a->first; w < a->end; w++) {
        if ((a->bits[w] & ~b->bits[w]) != 0) {
            return true;
        }
    }
    return false;
}

static bool has_any(const ri_span *span)
{
    return span->end > span->first;
}

bool ri_spans_meet(const ri_axis *axis, const ri_span *a, const ri_span *b)
{
    if (!axis->sets) {
        return share(a, b);
    }
    if (a->any && b->any) { /* a subject may have one of each */
        return has_any(a) && has_any(b);
    }
    if (!a->any && !b->any) { /* it may have none */
        return true;
    }
    return a->any ? exceeds(a, b) : exceeds(b, a);
}

bool ri_span_within(const ri_axis *axis, const ri_span *inner, const ri_span *outer)
{
    if (!axis->sets || (inner->any && outer->any)) {
        return !exceeds(inner, outer);
    }
    if (!inner->any && !outer->any) { /* who has none of many has none of few */
        return !exceeds(outer, inner);
    }
    return false; /* a subject may have others beside, or none at all */
}

/* ---- for sure ---- */

/* Whether each key that fits glob `inner` fits one of the values, whatever keys there are.
   A '?' of the outer one might stand for the inner one's '*'. */
static bool glob_within(const char *inner, const ri_condition *outer)
{
    for (uint32_t k = 0; k < outer->n_values; k++) {
        const char *glob = outer->values[k];
        if (strcmp(inner, glob) == 0 || (strchr(glob, '?') == NULL && ri_glob(glob, inner)) ||
            (!ri_glob_wild(inner) && ri_glob(glob, inner))) {
            return true;
        }
    }
    return false;
}

static bool all_within(const ri_condition *inner, const ri_condition *outer)
{
    for (uint32_t k = 0; k < inner->n_values; k++) {
        if (!glob_within(inner->values[k], outer)) {
            return false;
        }
    }
    return true;
}

static bool keys_within(const ri_condition *inner, const ri_condition *outer)
{
    if (outer == NULL) {
        return true;
    }
    if (inner == NULL || inner->except != outer->except) {
        return false;
    }
    return inner->except ? all_within(outer, inner) : all_within(inner, outer);
}

bool ri_surely_within(const ri_space *space, uint32_t inner, uint32_t outer)
{
    for (uint32_t a = 0; space->within_loose && a < space->n_axes; a++) {
        const ri_axis *axis = &space->axes[a];
        if (axis->within_loose && !keys_within(ri_axis_condition(space, axis, inner),
                                               ri_axis_condition(space, axis, outer))) {
            return false;
        }
    }
    return true;
}

bool ri_surely_meet(const ri_space *space, uint32_t a, uint32_t b)
{
    for (uint32_t k = 0; space->meets_loose && k < space->n_axes; k++) {
        const ri_span *left = ri_space_span(&space->axes[k], a);
        const ri_span *right = ri_space_span(&space->axes[k], b);
        if (space->axes[k].meets_loose && left != NULL && right != NULL &&
            left->any != right->any) {
            return false;
        }
    }
    return true;
}

bool ri_surely_apart(const ri_space *space, uint32_t a, uint32_t b)
{
    for (uint32_t k = 0; k < space->n_axes; k++) {
        const ri_axis *axis = &space->axes[k];
        const ri_span *left = ri_space_span(axis, a);
        const ri_span *right = ri_space_span(axis, b);
        if (!axis->apart_loose && left != NULL && right != NULL &&
            !ri_spans_meet(axis, left, right)) {
            return true;
        }
    }
    return false;
}

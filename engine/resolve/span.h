/*
 * How what two rules say on an axis lies to each other.
 */
#ifndef RI_SPAN_H
#define RI_SPAN_H

#include "resolve/space.h"

/* Whether some subject fits both. */
bool ri_spans_meet(const ri_axis *axis, const ri_span *a, const ri_span *b);
/* Whether what fits `inner` fits `outer`, of spans that something fits. */
bool ri_span_within(const ri_axis *axis, const ri_span *inner, const ri_span *outer);

/* Whether rules of the space lie so for sure, beyond the values that were tried: that what
   rule `inner` says on every axis lies within what `outer` says, if it does so on the
   values; that the rules meet, if they do; that they do not. */
bool ri_surely_within(const ri_space *space, uint32_t inner, uint32_t outer);
bool ri_surely_meet(const ri_space *space, uint32_t a, uint32_t b);
bool ri_surely_apart(const ri_space *space, uint32_t a, uint32_t b);

#endif

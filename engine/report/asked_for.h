/*
 * What a report of everything is asked for: the journey that a text names.
 */
#ifndef RI_ASKED_FOR_H
#define RI_ASKED_FOR_H

#include "model/snapshot.h"

/* The journey of a key or a reference. Fails with RACI_NOTFOUND, naming the nearest. */
raci_status ri_asked_journey(uint32_t *out, const ri_snapshot *s, const char *text,
                             raci_error *err);
/* Whether a subject is the journey, a touchpoint on it, or a passage of which both sides are. */
bool ri_on_journey(const ri_snapshot *s, ri_ref subject, uint32_t journey);

#endif

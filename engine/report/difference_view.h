/*
 * What differs between two evaluations, as documents show it.
 */
#ifndef RI_DIFFERENCE_VIEW_H
#define RI_DIFFERENCE_VIEW_H

#include "record/difference.h"
#include "report/emit.h"
#include "report/page.h"
#include "report/recorded_view.h"

/* The members of the i-th finding: FINDING, and its status. */
void ri_emit_difference(const ri_emit *emit, const ri_difference *d, size_t i);
/* The members of the i-th move: subject, letter, from, to; where the difference has reasons also
   rules. */
void ri_emit_move(const ri_emit *emit, const ri_difference *d, size_t i);
/* The members of the i-th changed finding, as it was: key, fingerprint, severity, parties, rules,
   message. */
void ri_emit_earlier(const ri_emit *emit, const ri_difference *d, size_t i);
/* The members "summary", "findings" and "moves" of a document. */
void ri_emit_differences(const ri_emit *emit, const ri_difference *d);
/* The member "earlier": all changed findings, as they were. */
void ri_emit_all_earlier(const ri_emit *emit, const ri_difference *d);

/* The findings of one status under a title, the worst first, each below its cause. false:
   memory is exhausted. */
bool ri_put_changed(ri_page *page, const ri_difference *d, ri_change change, const char *title,
                    ri_names *names, ri_text *line);
/* All statuses, new ones first. */
bool ri_put_differences(ri_page *page, const ri_difference *d, ri_names *names, ri_text *line);
/* Who gains and loses which letters: those together that go the same way. */
bool ri_put_moves(ri_page *page, const ri_difference *d, ri_names *names, ri_text *line);
/* What a changed finding was: what it said, or where it says the same, who was in it, or the
   rules. */
void ri_say_earlier(ri_text *line, const ri_diff_finding *item, ri_names *names);
/* "3 findings new, 1 changed, 5 gone, 210 as before; 9 letters with other holders." */
void ri_say_difference(ri_text *line, const ri_difference *d);

#endif

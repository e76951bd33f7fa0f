/*
 * Whom the people of an HR export are in the model, when that knows them by other keys: by their
 * e-mail address or, where nothing else is known of them, by their name; and which positions are
 * theirs. What is doubtful is told, and not done.
 */
#ifndef RI_ADOPT_MATCH_H
#define RI_ADOPT_MATCH_H

#include "intake/hr_read.h"
#include "model/adopt.h"

typedef struct ri_matched ri_matched;

/* Goes through what the export gives. Gives an owned object. */
raci_status ri_matched_new(ri_matched **out, ri_adopting *a, const ri_hr_columns *columns,
                           ri_hr *hr, const ri_hr_options *options, raci_error *err);
void ri_matched_free(ri_matched *matched); /* NULL is allowed */

/* The model's key for one of the export's, or that itself. NULL gives NULL. */
const char *ri_matched_person(const ri_matched *matched, const char *key);
const char *ri_matched_position(const ri_matched *matched, const char *key);

/* Tells which lines lead nowhere: as notes of the sheet at hand, or, where they stop the import,
   as problems. */
raci_status ri_adopt_broken(ri_adopting *a, ri_hr *hr, bool stops, raci_error *err);

#endif

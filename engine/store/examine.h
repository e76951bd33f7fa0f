/*
 * A model's file as it was found: nothing in it is believed before it was looked at.
 */
#ifndef RI_EXAMINE_H
#define RI_EXAMINE_H

#include "base/printf.h"
#include "raci/doctor.h"
#include "store/store.h"

/* Who is told of what is wrong: where, and a sentence. */
typedef struct ri_flaw_watch {
    raci_status (*tell)(raci_flaw_kind kind, const char *place, const char *what, void *payload,
                        raci_error *err);
    void *payload;
} ri_flaw_watch;

raci_status ri_flaw_tell(const ri_flaw_watch *watch, raci_flaw_kind kind, const char *place,
                         raci_error *err, const char *format, ...) RI_PRINTF(5, 6);
/* A failure that says something about the file is told as a flaw, and is none any more; a failure
   of the machine stays one. */
raci_status ri_flaw_take(const ri_flaw_watch *watch, raci_flaw_kind kind, const char *place,
                         raci_status status, const raci_error *found, raci_error *err);
/* The same where the flaw was told before, or is told otherwise: RACI_OK unless the machine
   failed. */
raci_status ri_flaw_pass(raci_status status, const raci_error *found, raci_error *err);

/* Opens for reading whatever lies there. *out is NULL where SQLite cannot, or it is no model: then
   that was told. *exact says whether version and tables are this raci's; *older whether they are
   those of an earlier version, of which nothing was told. Fails with RACI_NOTFOUND, RACI_IO,
   RACI_BUSY. */
raci_status ri_store_as_found(ri_store **out, bool *exact, bool *older, const char *path,
                              const ri_flaw_watch *watch, raci_error *err);

/* SQLite's own checks: of the whole file where it is exact, else of those tables that are raci's.
   Of what lies in foreign tables nothing is run. */
raci_status ri_store_examine_pages(ri_store *store, bool exact, const ri_flaw_watch *watch,
                                   raci_error *err);
/* References between rows; and texts, days and times, of an exact schema. */
raci_status ri_store_examine_references(ri_store *store, const ri_flaw_watch *watch,
                                        raci_error *err);
raci_status ri_store_examine_values(ri_store *store, const ri_flaw_watch *watch, raci_error *err);

/* All rows that can be read of the tables that are raci's, in a new model: at `path`, which must
   not be there, or in a file without a name (NULL). What cannot be read, or does not fit, is told;
   *lost counts these tables. Foreign keys are not looked at. */
raci_status ri_store_salvage(ri_store **out, size_t *lost, ri_store *from, const char *path,
                             const ri_flaw_watch *watch, raci_error *err);

#endif

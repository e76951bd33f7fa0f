/*
 * Forgetting people: what says who somebody was goes from the model and its record, and a
 * neutral key stands in its place.
 */
#ifndef RACI_FORGET_H
#define RACI_FORGET_H

#include "raci/model.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct raci_forget_options {
    const char *person;      /* a key, a reference, or a name that one person alone has */
    const char *const *also; /* further texts that mean the person: a former name, a nickname */
    size_t n_also;
    const char *by;          /* who says to do it: a reference; NULL: nobody is said */
    const char *because;     /* why, in UTF-8; NULL: nothing is said */
    const char *date;        /* ISO: the day of the entry */
    const char *recorded_at; /* the time in UTC, "2026-11-22T10:30:00Z" */
    int dry_run;             /* everything is tried, and nothing kept */
} raci_forget_options;

/* What came of it. */
typedef struct raci_forgotten raci_forgotten;

/* Gives a person a neutral key, drops name, address and attributes, and replaces them in every
   text of the model and of its record, in one transaction; records that, without saying who it
   was; then writes the file anew, so that no byte of it is left over. The model must be open for
   writing. It cannot be taken back. Gives an owned object. Fails with RACI_NOTFOUND (nobody is
   called so), RACI_INVALID (several are; by, reason, date, time), RACI_FORMAT when the record is
   not as it was written: what forgetting rewrites could not be told from that, RACI_CHANGED when
   two keys would become one, RACI_BUSY, RACI_IO. Where only the file could not be written anew,
   because somebody reads it, it has not failed: that is told, and is made up for by whoever opens
   the model for writing next. */
raci_status raci_forget(raci_forgotten **out, raci_model *model, const raci_forget_options *options,
                        raci_error *err);
void raci_forgotten_free(raci_forgotten *forgotten); /* NULL is allowed */

/* Looks for the person in a file that raci does not write, or in all files of a folder and those
   below it (hidden ones and links are passed over), and notes the lines. Fails with RACI_NOTFOUND
   (there is none), RACI_IO, RACI_LIMIT (it is too large). */
raci_status raci_forgotten_look(raci_forgotten *forgotten, const char *path, raci_error *err);

/* The number of the entry that says so; 0 in a dry run. */
long long raci_forgotten_entry(const raci_forgotten *forgotten);
/* The key that stands in the place of theirs. */
const char *raci_forgotten_key(const raci_forgotten *forgotten);
/* How many places are left that name the person, or may do so: in the model, in files that were
   looked at; and 1 where the file could not be written anew. */
size_t raci_forgotten_left(const raci_forgotten *forgotten);

#ifdef __cplusplus
}
#endif
#endif

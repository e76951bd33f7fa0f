/*
 * Somebody else's file on its way into the model, and what is told of it: adopt.c goes through
 * the sheets, adopt_hr.c and adopt_matrix.c give the rows of what they recognize to the staging.
 */
#ifndef RI_ADOPT_H
#define RI_ADOPT_H

#include "intake/book.h"
#include "intake/keys_made.h"
#include "model/adopted.h"
#include "model/known_names.h"
#include "model/staged.h"

/* While it is read. */
typedef struct ri_adopting {
    raci_intake *intake;
    raci_model *model;
    ri_book *book;
    ri_staged *staged;
    ri_read_sheet *sheet; /* the one at hand */
    size_t number;        /* its number in the book */
    bool begun[RI_TABLE_COUNT];
    /* Of matrices, over all sheets. */
    ri_known_names *known;
    ri_keys_made *party_keys;
    ri_keys_made *touchpoint_keys;
    ri_intern *activities;      /* "section\nactivity" */
    const char **activity_keys; /* by number of these */
    size_t n_activity_keys;
    size_t activity_keys_capacity;
    ri_intern *stated; /* "touchpoint letter holder" */
} ri_adopting;

/* Appends; texts are copied into the intake's arena. `place` may be NULL. */
raci_status ri_adopt_tell(ri_adopting *a, ri_told_list *list, const char *place, const char *text,
                          raci_error *err);
raci_status ri_adopt_ask(ri_adopting *a, const char *text, const char *option, const char *taken,
                         raci_error *err);
/* Notes how n columns were read; the strings are copied. */
raci_status ri_adopt_columns(ri_adopting *a, const ri_read_column *columns, size_t n,
                             raci_error *err);
/* Begins a table unless it is. */
raci_status ri_adopt_table(ri_adopting *a, int tab, const char *const *columns, size_t n,
                           raci_error *err);
/* Counts the rows of the sheet at hand, of which none is used. */
raci_status ri_adopt_count(ri_adopting *a, raci_error *err);
/* Whether the sheet at hand has questions that must be answered. */
bool ri_adopt_is_open(const ri_adopting *a);

/* Recognizes the sheet at hand and, unless something must be answered, gives its rows to the
   staging. *known is false when it is no such thing; `unlikely`: it may be one that has people,
   but no lines. */
raci_status ri_adopt_hr(bool *known, ri_adopting *a, bool unlikely, raci_error *err);
raci_status ri_adopt_matrix(bool *known, ri_adopting *a, raci_error *err);

#endif

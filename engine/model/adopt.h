/*
 * Somebody else's file on its way into the model, and what is told of it: adopt.c goes through
 * the sheets; adopt_canonical.c, adopt_hr.c, adopt_matrix.c and adopt_inventory.c give the rows of
 * what they recognize to the staging.
 */
#ifndef RI_ADOPT_H
#define RI_ADOPT_H

#include "base/map.h"
#include "intake/book.h"
#include "intake/keys_made.h"
#include "model/adopted.h"
#include "model/known_names.h"
#include "model/staged.h"

/* What files of owners gave so far. */
typedef struct ri_owned ri_owned;

/* While it is read. */
typedef struct ri_adopting {
    raci_intake *intake;
    raci_model *model;
    ri_read_file *file; /* the one at hand */
    ri_book *book;
    ri_staged *staged;
    ri_read_sheet *sheet;         /* the one at hand */
    size_t number;                /* its number in the book */
    size_t first;                 /* the book's first sheet in the intake */
    const char *doing;            /* with it, as raci_progress says */
    size_t shown[RI_TABLE_COUNT]; /* rows of the sheet at hand, as samples */
    bool named[RI_TABLE_COUNT];   /* the second cell of its rows is a name */
    bool several;                 /* sheets, of one file or of many */
    ri_intern *given;             /* "tab key" of rows that several sheets may have */
    bool whole[RI_TABLE_COUNT];   /* tables of which files may be said to have all */
    /* Over all sheets. */
    ri_known_names *known;
    ri_keys_made *keys[RI_KIND_COUNT]; /* of what is new */
    unsigned n_stages;                 /* of these */
    ri_intern *activities;             /* of matrices: "section\nactivity" */
    const char **activity_keys;        /* by number of these */
    size_t n_activity_keys;
    size_t activity_keys_capacity;
    ri_intern *activity_names; /* the keys that they have */
    ri_map stated;             /* "touchpoint letter holder", by fingerprint */
    ri_owned *owned;           /* NULL: no file of owners was met */
    ri_intern *asked;          /* names of which it was asked whom they mean */
    ri_intern *noted;          /* what was told of files, which are read several times */
    bool unnoted;              /* memory was exhausted there */
    raci_problem_fn problem;   /* for further files that have to be opened */
    void *payload;
} ri_adopting;

/* Begins with the i-th sheet of the intake, of the book at hand. */
raci_status ri_adopt_begin(ri_adopting *a, size_t i, raci_error *err);
/* Appends; texts are copied into the intake's arena. `place` may be NULL. */
raci_status ri_adopt_tell(ri_adopting *a, ri_told_list *list, const char *place, const char *text,
                          raci_error *err);
raci_status ri_adopt_ask(ri_adopting *a, const char *text, const char *option, const char *taken,
                         raci_error *err);
/* Notes how n columns were read; the strings are copied. */
raci_status ri_adopt_columns(ri_adopting *a, const ri_read_column *columns, size_t n,
                             raci_error *err);
/* Whom or what a name means, of a kind, or of whatever has letters (RI_KIND_COUNT): as somebody
   said, else who or what the model knows by it. Fails with RACI_INVALID when somebody said what
   there is not. */
raci_status ri_adopt_look(ri_meant *out, const ri_adopting *a, ri_kind kind, const char *name,
                          raci_error *err);
/* The same; a name that several have is asked about, once: it is not guessed. */
raci_status ri_adopt_meant(ri_meant *out, ri_adopting *a, ri_kind kind, const char *name,
                           raci_error *err);
/* A key of that name which nothing of the kind has, neither in the model nor new; `otherwise` as
   in keys_made.h. Borrowed; NULL: memory is exhausted. */
const char *ri_adopt_new_key(const ri_adopting *a, ri_kind kind, const char *name,
                             const char *otherwise);
/* Says which columns the next row of a table has; others stay in it as the model has them. */
raci_status ri_adopt_table(ri_adopting *a, int tab, const char *const *columns, size_t n,
                           raci_error *err);
/* Gives a row of a table to the staging; of several sheets the first that has a key (the first
   cell) says what is known of it, and *given is false of others. `given` may be NULL. */
raci_status ri_adopt_row(bool *given, ri_adopting *a, int tab, const char *const *cells,
                         uint32_t line, raci_error *err);
/* A raci_problem_fn for readers of files, whose payload is the adopting: notes what a file lost,
   once, and hands it on. */
void ri_adopt_problem(const char *file, int line, int column, const char *message, void *payload);
/* Counts the rows of the sheet at hand, all of which share a fate: one of its counters. */
raci_status ri_adopt_count(ri_adopting *a, size_t *fate, raci_error *err);
/* Whether the sheet at hand has questions that must be answered. */
bool ri_adopt_is_open(const ri_adopting *a);

/* The kind that an answer says parties become; `otherwise` without one. */
ri_kind ri_adopt_party_kind(const ri_adopting *a, ri_kind otherwise);
/* Adds a position, unit, team or person of a name that nobody has, and gives the reference of
   what can answer for something, borrowed: of a person the position that they get. `email` is a
   person's, or NULL. */
raci_status ri_adopt_party(const char **out, ri_adopting *a, ri_kind as, const char *name,
                           const char *email, uint32_t line, raci_error *err);

/* Gives the rows of the sheet at hand where it is a canonical table in another form. */
raci_status ri_adopt_canonical(bool *known, ri_adopting *a, raci_error *err);
/* Notes what is lacking in a sheet of which nothing was used. */
raci_status ri_adopt_miss(ri_adopting *a, raci_error *err);
/* Recognizes the sheet at hand and, unless something must be answered, gives its rows to the
   staging. *known is false when it is no such thing; `unlikely`: it may be one that has people,
   but no lines. */
raci_status ri_adopt_hr(bool *known, ri_adopting *a, bool unlikely, raci_error *err);
raci_status ri_adopt_matrix(bool *known, ri_adopting *a, raci_error *err);
/* Where raci wrote the whole workbook, gives what was edited in its matrix to the staging, and says
   of all sheets what they are; else *own is false. */
raci_status ri_adopt_workbook(bool *own, ri_adopting *a, raci_error *err);
/* The same for files of owners, whose second sheet are the paths that were asked for. */
raci_status ri_adopt_owners(bool *known, ri_adopting *a, raci_error *err);
void ri_adopt_owned_free(ri_owned *owned); /* NULL is allowed */
/* The same of an inventory; `told`: only where somebody said that it is one, if of a column only
   inventories have. */
raci_status ri_adopt_inventory(bool *known, ri_adopting *a, bool told, raci_error *err);
/* Whether the sheet looks like an inventory; *more: and surely says more than who owns what. */
raci_status ri_adopt_lists(bool *likely, bool *more, const ri_adopting *a, raci_error *err);

#endif

/*
 * A change of the model while it is written: the rows of the keys that it touches, and
 * what they were before. It lives within one transaction of ri_model_begin.
 */
#ifndef RI_REWRITING_H
#define RI_REWRITING_H

#include "base/intern.h"
#include "model/prospect.h"
#include "model/stored.h"
#include "raci/model.h"

/* The rows of one key of a table. */
typedef struct ri_group {
    int tab;
    ri_datum key[RI_TABLE_COLUMNS_MAX]; /* the grouping columns */
    ri_stored_row *before;              /* as they were before the change */
    size_t n_before;
} ri_group;

typedef struct ri_rewriting {
    raci_model *model;
    ri_store *store;
    ri_arena *arena;
    ri_intern *met; /* the number of a key's text is its place in `groups` */
    ri_text text;
    ri_group *groups; /* in the order in which they were first touched */
    size_t n_groups;
    size_t capacity;
} ri_rewriting;

raci_status ri_rewriting_begin(ri_rewriting *w, raci_model *model, raci_error *err);
void ri_rewriting_end(ri_rewriting *w);

/* The rows of a key as they are now, by id, in the arena. Whoever is to write one of them,
   or to add one, calls this before. */
raci_status ri_rewriting_rows(ri_stored_row **rows, size_t *n, ri_rewriting *w, int tab,
                              const ri_datum *key, raci_error *err);
/* The identity of a key, which is made if it has none. */
raci_status ri_rewriting_identity(int64_t *id, bool *known, ri_rewriting *w, ri_kind kind,
                                  const char *key, raci_error *err);

/* Ends a row of a table with periods on a day (YYYY-MM-DD); one that begins on it goes. */
raci_status ri_rewriting_close(ri_rewriting *w, int tab, ri_stored_row *row, const char *day,
                               raci_error *err);
/* Ends on a day those rows of a key that are in force then; counts them in *n. */
raci_status ri_rewriting_lapse(ri_rewriting *w, int tab, const ri_datum *key, const char *day,
                               size_t *n, raci_error *err);
/* Adds a row that begins on a day: what is in force of its key ends, and it ends where the next
   one of its key begins. */
raci_status ri_rewriting_succeed(ri_rewriting *w, int tab, ri_stored_row *row, const char *day,
                                 raci_error *err);
/* Whether a row is in force on a day, and whether it begins later. */
bool ri_stored_in_force(const ri_table *table, const ri_stored_row *row, const char *day);
bool ri_stored_later(const ri_table *table, const ri_stored_row *row, const char *day);
/* Gives a row the period from the day on until the next of n rows begins. */
void ri_stored_begin_on(const ri_table *table, ri_stored_row *row, const char *day,
                        const ri_stored_row *rows, size_t n);

/* Writes what a prospect has that its snapshot has not, as of the snapshot's day; the rest
   of the model must be as the snapshot has it. */
raci_status ri_rewrite(ri_rewriting *w, ri_prospect *p, raci_error *err);
/* A row that names a thing which has no row. */
typedef struct ri_dangling {
    int tab;
    int64_t id;
    bool about;       /* the row is about it */
    uint32_t columns; /* a bit for each that names it; of lists: that has such items */
    ri_datum key[RI_TABLE_COLUMNS_MAX];
    const char *named; /* one such thing, as a reference */
    bool since;        /* it had a row before the change */
} ri_dangling;

/* Those that name what was touched and, if asked for, those that name what any row names
   that was touched; in the arena. */
raci_status ri_rewriting_dangling(ri_dangling **out, size_t *n, ri_rewriting *w, bool named,
                                  raci_error *err);
/* Units that the change put above themselves on some day, or positions: "a -> b -> a". */
typedef struct ri_circle {
    int tab;
    const char *key; /* the least */
    const char *keys;
} ri_circle;

/* All of them, each once, in the arena. */
raci_status ri_rewriting_circles(ri_circle **out, size_t *n, ri_rewriting *w, raci_error *err);
/* What has no row any more is named by nothing: links to it are unset, rows about it go. */
raci_status ri_rewrite_forgotten(ri_rewriting *w, raci_error *err);

/* ---- rewrite_lists.c: seats, mandates, stated rows ---- */
raci_status ri_rewrite_seats(ri_rewriting *w, ri_prospect *p, const char *day, raci_error *err);
raci_status ri_rewrite_mandates(ri_rewriting *w, ri_prospect *p, const char *day, raci_error *err);
raci_status ri_rewrite_stated(ri_rewriting *w, ri_prospect *p, raci_error *err);

#endif

/*
 * What acts have in common: rows of rulings, acceptances and disputes begun and ended on a day,
 * in one transaction with the entry that says so.
 */
#ifndef RI_ACTING_H
#define RI_ACTING_H

#include "model/decision_columns.h"
#include "model/rewriting.h"
#include "raci/act.h"
#include "record/actor.h"
#include "record/recorded_change.h"

/* The cells of a row, by column; NULL where unset. */
typedef const char *ri_act_cells[RI_TABLE_COLUMNS_MAX];

typedef struct ri_act {
    raci_model *model;
    const raci_act_options *options;
    raci_change *change;
    ri_actor actor;
    ri_rewriting rewriting;
    int32_t date;
    char day[11];
    bool begun; /* the transaction */
} ri_act;

/* Whether the options say a time, and a reason if there must be one; what they say must be of
   the form that it is kept in. Fails with RACI_INVALID. */
raci_status ri_act_options_check(const raci_act_options *options, bool reasoned, raci_error *err);
/* Whether they say until when, and that is after the date. */
raci_status ri_act_until_check(const raci_act_options *options, int32_t date, raci_error *err);

/* An act that nothing was done for yet; looks for who does it, as ri_actor_find does. To be
   ended, whatever comes of it. */
raci_status ri_act_new(ri_act *act, raci_model *model, const char *kind, int32_t date,
                       const raci_act_options *options, const char *const *others, size_t n_others,
                       raci_error *err);
void ri_act_end(ri_act *act);

/* Opens the transaction. With a digest (or NULL) the model must still have it: RACI_BUSY. */
raci_status ri_act_open(ri_act *act, const char *digest, raci_error *err);
/* Adds a row that begins on the day: what is in force of its key ends. */
raci_status ri_act_add(ri_act *act, int tab, ri_act_cells cells, raci_error *err);
/* Ends the rows in force of a key, given by its grouping columns; *n counts them. */
raci_status ri_act_close(ri_act *act, int tab, ri_act_cells key, size_t *n, raci_error *err);
/* The name of what a reference means, or the reference where it is not there. */
const char *ri_act_name_of(const ri_snapshot *s, const char *ref);
/* Records what was done under a title, which may be a scratch text, and gives the change. */
raci_status ri_act_finish(raci_change **out, ri_act *act, ri_text *title, raci_error *err);

#endif

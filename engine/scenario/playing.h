/*
 * Taking a step: what the functions of all steps share.
 *
 * Each looks at everything first, says why it does not apply if it does not, and only then
 * alters the prospect: a step is taken as a whole or not at all.
 */
#ifndef RI_PLAYING_H
#define RI_PLAYING_H

#include "base/text.h"
#include "model/prospect.h"
#include "policy/steps.h"

typedef struct ri_playing {
    ri_prospect *p;
    const ri_scenario_step *step;
    ri_text *why; /* why it does not apply, as a clause; empty while it does */
} ri_playing;

/* Takes a step on the prospect's day. false: it does not apply, and `why` says why; nothing
   was altered then. */
bool ri_play_step(ri_prospect *p, const ri_scenario_step *step, ri_text *why);

/* ---- play_said.c ---- */

/* Says why the step does not apply; the first reason stays. Always false. */
bool ri_misfit(const ri_playing *y, const char *format, ...) RI_PRINTF(2, 3);
/* Whether the step applies so far. */
bool ri_fits(const ri_playing *y);
/* The thing of that key on the day, or RI_NONE after saying that there is none. */
uint32_t ri_need(const ri_playing *y, ri_kind kind, const char *key);
/* The thing that a field names; RI_NONE when it names none, or nothing that is there. */
uint32_t ri_need_field(const ri_playing *y, const char *field, ri_kind kind);
/* The place for a thing that is to be created, or RI_NONE after saying that it is there. */
uint32_t ri_need_free(const ri_playing *y, ri_kind kind, const char *key);
/* The things that a list names, in the prospect's arena; n of them. */
uint32_t *ri_need_all(const ri_playing *y, ri_kind kind, const char **keys, uint32_t n);
/* Whether a text field was said, and is not "". */
bool ri_step_has(const ri_playing *y, const char *field);
/* Tags as a column has them. */
ri_said ri_said_tags(const ri_playing *y, const ri_step_value *tags);
/* The office that is meant: 'cxo' for 'cco', "" for none. */
const char *ri_office_meant(const char *office);
/* The key of a row, for messages; "nothing" for RI_NONE. */
const char *ri_key_of(const ri_playing *y, ri_kind kind, uint32_t row);
/* Whether `row` is below `above` by the links in a column, however far; not itself. */
bool ri_is_below(const ri_playing *y, ri_kind kind, int column, uint32_t row, uint32_t above);

/* Where a row would be linked to after the step. */
typedef uint32_t (*ri_renew_fn)(const ri_playing *y, uint32_t row, const void *payload);
/* Whether the links that would be then lead back to where they begin. */
bool ri_goes_round(const ri_playing *y, ri_kind kind, uint32_t row, ri_renew_fn renew,
                   const void *payload);

/* ---- the steps ---- */

typedef void (*ri_play_fn)(const ri_playing *y);

/* play_units.c */
void ri_play_create_unit(const ri_playing *y);
void ri_play_close_unit(const ri_playing *y);
void ri_play_rename_unit(const ri_playing *y);
void ri_play_move_unit(const ri_playing *y);
void ri_play_set_head(const ri_playing *y);
/* play_regroup.c */
void ri_play_merge_units(const ri_playing *y);
void ri_play_split_unit(const ri_playing *y);
/* Everything that is in a unit, is below it or is delivered by it goes to another one. */
void ri_play_move_contents(const ri_playing *y, uint32_t unit, uint32_t into);
/* play_positions.c */
void ri_play_create_position(const ri_playing *y);
void ri_play_close_position(const ri_playing *y);
void ri_play_move_position(const ri_playing *y);
void ri_play_set_office(const ri_playing *y);
void ri_play_set_lead(const ri_playing *y);
/* play_seats.c */
void ri_play_appoint(const ri_playing *y);
void ri_play_vacate(const ri_playing *y);
void ri_play_leave(const ri_playing *y);
void ri_play_grant(const ri_playing *y);
void ri_play_withdraw(const ri_playing *y);
/* play_touchpoints.c */
void ri_play_create_touchpoint(const ri_playing *y);
void ri_play_change_touchpoint(const ri_playing *y);
void ri_play_close_touchpoint(const ri_playing *y);
void ri_play_hand_over(const ri_playing *y);
/* play_stated.c */
void ri_play_state(const ri_playing *y);
void ri_play_unstate(const ri_playing *y);

#endif

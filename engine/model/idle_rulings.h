/*
 * Rulings that are not in force on a date, which a snapshot of one question has not.
 */
#ifndef RI_IDLE_RULINGS_H
#define RI_IDLE_RULINGS_H

#include "base/arena.h"
#include "model/known.h"

typedef struct ri_idle_ruling {
    const char *name;   /* "ruling:SUBJECT:LETTER:HOLDER" */
    const char *holder; /* a reference */
    const char *reason; /* NULL where unset */
    const char *by;     /* a reference */
    int32_t from;       /* RI_DAY_MIN where unset */
    int32_t to;         /* RI_DAY_MAX where unset */
} ri_idle_ruling;

/* Those on a subject ("touchpoint:checkout") about a letter that have ended by the date or
   begin after it, by holder, then beginning. In the arena. */
raci_status ri_idle_rulings(ri_idle_ruling **out, uint32_t *n, raci_model *model, int32_t date,
                            const char *subject, const char *letter, ri_arena *arena,
                            raci_error *err);

#endif

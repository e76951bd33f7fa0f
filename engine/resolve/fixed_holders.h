/*
 * Whom a rule gives a letter to, as far as that is the same for all subjects: so that two
 * rules can be said to give the same or not without a subject.
 */
#ifndef RI_FIXED_HOLDERS_H
#define RI_FIXED_HOLDERS_H

#include "base/arena.h"
#include "base/intern.h"
#include "model/snapshot.h"
#include "policy/declared.h"

typedef struct ri_fixed {
    uint32_t said;      /* equal numbers: the same expression, RI_NONE for one with a function */
    uint32_t whom;      /* equal numbers: the same holders; RI_NONE: they depend on the subject, or
                       on what is not known */
    uint32_t n;         /* how many these are; 0 for nobody on the date */
    const ri_ref *refs; /* with a model: who; where they are known */
} ri_fixed;

/* What numbers them; zeroed before, freed with ri_fixing_free. */
typedef struct ri_fixing {
    ri_arena *arena;      /* of `refs` */
    const ri_snapshot *s; /* NULL: no model */
    ri_intern *said;
    ri_intern *whom;
} ri_fixing;

raci_status ri_fixing_begin(ri_fixing *out, ri_arena *arena, const ri_snapshot *s, raci_error *err);
void ri_fixing_free(ri_fixing *fixing);
/* For the accountable letter holders are the positions they stand for. false: memory is
   exhausted. */
bool ri_fixed_of(ri_fixed *out, ri_fixing *fixing, const ri_holder *holder, bool as_positions);

/* Whether two expressions give different holders: surely, surely not, or perhaps. */
typedef enum ri_differ { RI_DIFFER_NOT, RI_DIFFER_PERHAPS, RI_DIFFER_SURELY } ri_differ;
ri_differ ri_fixed_differ(const ri_fixed *a, const ri_fixed *b);

/* Whether a `forbid` takes a letter from somebody; perhaps, where that depends on the subject. */
typedef enum ri_hit { RI_HIT_NOT, RI_HIT_MAYBE, RI_HIT_SURELY } ri_hit;
ri_hit ri_ban_hits(const ri_snapshot *s, const ri_holder *target, ri_ref holder);

/* Whether a `forbid` may take a letter from one of these; without a model, or where what it
   means depends on the subject, it may. */
bool ri_may_ban(const ri_snapshot *s, const ri_holder *target, const ri_fixed *of);

#endif

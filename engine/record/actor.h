/*
 * Who does something: whether they are there, where they sit, and what is theirs to decide.
 */
#ifndef RI_ACTOR_H
#define RI_ACTOR_H

#include "base/arena.h"
#include "model/power.h"
#include "raci/model.h"

typedef struct ri_actor {
    ri_focus *focus;
    ri_snapshot *s;            /* with them and everything above them, */
    const char *ref;           /* "position:coo", "person:dana-ruiz"; in the arena */
    const char *name;          /* a title, a name */
    const uint32_t *positions; /* the position, or all that the person sits in */
    uint32_t n;
} ri_actor;

/* Finds whom a text means as of a date; and what `others`, references, name is known beside
   them. Fails with RACI_NOTFOUND naming the nearest, RACI_INVALID when it is neither a position
   nor a person, or nobody sits there. To be freed. */
raci_status ri_actor_find(ri_actor *out, raci_model *model, int32_t date, const char *text,
                          const char *const *others, size_t n_others, ri_arena *arena,
                          raci_error *err);
void ri_actor_free(ri_actor *actor);

/* Whether what was given to one of the others is theirs too: they are it, sit in it, or are above
   it, or are the CEO. What is not there any more is everybody's. */
bool ri_actor_stands_for(const ri_actor *actor, const char *ref);
/* The one position that they are or sit in; fails with RACI_INVALID when it is not one. */
raci_status ri_actor_position(uint32_t *out, const ri_actor *actor, raci_error *err);

#endif

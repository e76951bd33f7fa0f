/*
 * A reach in the making: what reach.c, asked.c and passages.c share.
 */
#ifndef RI_REACHING_H
#define RI_REACHING_H

#include "model/reach.h"

typedef struct ri_waiting {
    ri_kind kind;
    int64_t id;
} ri_waiting;

typedef struct ri_reaching {
    ri_store *store;
    const char *date;
    ri_reach *reach;
    ri_arena *arena;
    ri_map met[RI_KIND_COUNT]; /* ids that are or were waiting */
    ri_waiting *waiting;       /* things to be looked at */
    size_t n_waiting;
    size_t waiting_capacity;
} ri_reaching;

/* Notes a thing to be looked at, once. */
raci_status ri_reaching_note(ri_reaching *r, ri_kind kind, int64_t id, raci_error *err);
/* Notes every id in column `at` of a statement with the date as ?1 and `about` as ?2. */
raci_status ri_reaching_ids(ri_reaching *r, enum ri_query query, int64_t about, int at,
                            ri_kind kind, raci_error *err);
/* The id of the thing with that key; *known is false when no date has it. */
raci_status ri_reaching_id(ri_reaching *r, ri_kind kind, const char *key, size_t length,
                           int64_t *id, bool *known, raci_error *err);
/* Notes what "kind:key", "below:UNIT" or "steps:JOURNEY" asks for. */
raci_status ri_reaching_asked(ri_reaching *r, const char *asked, raci_error *err);
/* Notes the two sides of "a->b", and the handoff if it exists. */
raci_status ri_reaching_handoff(ri_reaching *r, const char *key, raci_error *err);
/* Notes the holders of a touchpoint's stated rows, and whom a subject's rulings and
   disputes name. */
raci_status ri_reaching_stated(ri_reaching *r, int64_t touchpoint, raci_error *err);
raci_status ri_reaching_rulings(ri_reaching *r, ri_kind kind, const char *key, raci_error *err);

#endif

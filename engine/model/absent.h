/*
 * What a model has and an import did not: rows that are in force on a day. They are told, and
 * where the files are said to be the whole they end on that day.
 */
#ifndef RI_ABSENT_H
#define RI_ABSENT_H

#include "base/intern.h"
#include "model/adopted.h"
#include "model/import.h"

typedef struct ri_absent {
    const bool *tables;           /* by table: whether its rows count */
    const ri_intern *touchpoints; /* of stated rows only those of these keys do */
    bool full;                    /* they end; rows without periods are dropped */
    char day[11];
    ri_arena *arena; /* texts lie in it */
    /* What is found. */
    ri_told_list rows; /* the table as the place */
    size_t totals[RI_ADOPTED_TABLES];
} ri_absent;

/* The `finish` of an import; `payload` is an ri_absent. */
raci_status ri_absent_finish(ri_import *import, void *payload, raci_error *err);

#endif

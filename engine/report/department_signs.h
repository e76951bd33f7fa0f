/*
 * Short signs for departments, where there is no room for their names: "CS" for Customer Service,
 * each another one; and for those that are met most, a colour.
 */
#ifndef RI_DEPARTMENT_SIGNS_H
#define RI_DEPARTMENT_SIGNS_H

#include "base/intern.h"
#include "base/map.h"
#include "model/snapshot.h"

#define RI_DEPARTMENT_TONES 8

typedef struct ri_department_sign {
    uint32_t met;  /* how often; of those that are not, the rest says nothing */
    uint32_t code; /* ri_department_code */
    uint8_t tone;  /* from 1 to RI_DEPARTMENT_TONES; 0: none is left for it */
} ri_department_sign;

typedef struct ri_department_signs {
    ri_department_sign *of; /* by unit */
    uint32_t *order;        /* those that are met, most often first */
    uint32_t n;
    ri_intern *codes;
    ri_map numbers; /* of a code that several would have, the last number given */
} ri_department_signs;

/* Begins with none met. false: memory is exhausted. Freed either way. */
bool ri_department_signs_begin(ri_department_signs *signs, const ri_snapshot *s);
void ri_department_signs_meet(ri_department_signs *signs, uint32_t unit);
/* Gives them their signs. false: memory is exhausted. */
bool ri_department_signs_end(ri_department_signs *signs, const ri_snapshot *s);
void ri_department_signs_free(ri_department_signs *signs);

/* Borrowed. */
const char *ri_department_code(const ri_department_signs *signs, uint32_t unit);

#endif

/*
 * Whether somebody is among those whom a `forbid` or `require` means.
 */
#ifndef RI_TARGET_H
#define RI_TARGET_H

#include "model/snapshot.h"

typedef struct ri_target {
    ri_ref ref;
    bool under; /* everything at or below it */
} ri_target;

bool ri_target_means(const ri_snapshot *s, const ri_target *target, ri_ref holder);

#endif

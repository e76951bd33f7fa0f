/*
 * "Did you mean …?": the nearest of many names.
 */
#ifndef RI_NEAREST_H
#define RI_NEAREST_H

#include <stddef.h>

typedef struct ri_nearest {
    const char *wanted;
    const char *best; /* borrowed from the caller; NULL while nothing is near */
    size_t distance;
} ri_nearest;

void ri_nearest_begin(ri_nearest *search, const char *wanted);
/* Offers one name; of equally near ones the first in byte order is kept. Near
   is a distance (insert, drop, replace, swap neighbours) of at most a third of the longer name,
   at least 1 and at most 4; names above 128 bytes are never near. */
void ri_nearest_offer(ri_nearest *search, const char *name);

/* The same of a name of which the beginning was wanted: only as much of it as that counts. */
void ri_nearest_offer_beginning(ri_nearest *search, const char *name);

/* The nearest of n names, or NULL. */
const char *ri_nearest_of(const char *wanted, const char *const *names, size_t n);

#endif

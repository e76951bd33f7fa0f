/*
 * A growing set of small numbers, one bit for each.
 */
#ifndef RI_NUMBER_SET_H
#define RI_NUMBER_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A zeroed one is empty. */
typedef struct ri_number_set {
    uint64_t *words;
    size_t n; /* words that are in use */
    size_t capacity;
} ri_number_set;

bool ri_number_set_put(ri_number_set *set, uint32_t number); /* false: exhausted */
bool ri_number_set_has(const ri_number_set *set, uint32_t number);
void ri_number_set_free(ri_number_set *set);

#endif

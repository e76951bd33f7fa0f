/*
 * Values that no list tells apart, as classes: rules that name many values each mostly name
 * the same ones.
 */
#ifndef RI_VALUE_CLASSES_H
#define RI_VALUE_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct ri_value_classes {
    uint32_t *of; /* by value: its class; once they are numbered, by their first values */
    uint32_t n;   /* classes */
    uint32_t n_values;
    uint32_t *size;   /* by class: values */
    uint32_t *to;     /* where the list at hand moves its values, */
    uint32_t *list;   /* if this is that list's number */
    uint32_t *made;   /* the list that made it */
    uint32_t *unused; /* classes without values */
    uint32_t n_unused;
    uint32_t number; /* of the list at hand */
} ri_value_classes;

/* All values in one class. false: memory is exhausted. */
bool ri_value_classes_begin(ri_value_classes *out, ri_arena *arena, uint32_t n_values);
/* Begins a list: what is on it is told apart from what is not. */
void ri_value_classes_list(ri_value_classes *classes);
/* Puts a value on the list. */
void ri_value_classes_put(ri_value_classes *classes, uint32_t value);
/* Numbers the classes from 0 in the order of their first values. */
void ri_value_classes_number(ri_value_classes *classes);

#endif

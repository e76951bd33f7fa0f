/*
 * Strings to small numbers: equal bytes have equal numbers, counted from 0 in
 * the order of first meeting.
 */
#ifndef RI_INTERN_H
#define RI_INTERN_H

#include <stddef.h>
#include <stdint.h>

#define RI_NONE UINT32_MAX

typedef struct ri_intern ri_intern;

ri_intern *ri_intern_new(void); /* NULL when memory is exhausted */
void ri_intern_free(ri_intern *table);

/* The string's number, given on first meeting; RI_NONE when exhausted. */
uint32_t ri_intern_put(ri_intern *table, const char *bytes, size_t length);
uint32_t ri_intern_string(ri_intern *table, const char *string);
/* The string's number, or RI_NONE when it was never met. */
uint32_t ri_intern_find(const ri_intern *table, const char *string);
/* The string of a number; borrowed until the table is freed. */
const char *ri_intern_get(const ri_intern *table, uint32_t number);
uint32_t ri_intern_count(const ri_intern *table);

#endif

/*
 * Dates as days since 1970-01-01 in the proleptic Gregorian calendar. Periods
 * are half open; an unbounded side is RI_DAY_MIN or RI_DAY_MAX.
 */
#ifndef RI_DAY_H
#define RI_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RI_DAY_MIN INT32_MIN
#define RI_DAY_MAX INT32_MAX

/* Reads exactly YYYY-MM-DD, years 0001 to 9999. false when it is no date. */
bool ri_day_parse(const char *bytes, size_t length, int32_t *out);
/* Writes YYYY-MM-DD and a NUL; "" for an unbounded side, and for a
   day outside the years 0001 to 9999. Gives buffer. */
char *ri_day_format(int32_t day, char buffer[11]);
/* Whether from <= day < to. */
bool ri_day_within(int32_t day, int32_t from, int32_t to);

#endif

/*
 * Dates as other people's files have them: 2024-01-31, 31/01/2024, 1/31/2024, 31.01.2024,
 * 2024/01/31, 31-Jan-2024, 20240131, and the day numbers of spreadsheets.
 *
 * What 01/02/2024 says only its column can tell, or somebody who is asked: one date is read
 * both ways, and a column counts which way all of its dates can be read.
 */
#ifndef RI_DATES_READ_H
#define RI_DATES_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ri_date_order {
    RI_DATES_OPEN,
    RI_DATES_DAY_FIRST,
    RI_DATES_MONTH_FIRST
} ri_date_order;

/* "day-first", "month-first"; "" for open; static. */
const char *ri_date_order_name(ri_date_order order);

typedef enum ri_date_fault {
    RI_DATE_READ,       /* it is a date, in one order at least */
    RI_DATE_BLANK,      /* nothing is there */
    RI_DATE_SHORT_YEAR, /* the year has two digits */
    RI_DATE_NO_DAY,     /* the look of a date, but there is no such day */
    RI_DATE_NONE        /* anything else */
} ri_date_fault;

typedef struct ri_date {
    ri_date_fault fault;
    int32_t day_first;   /* days since 1970-01-01; RI_DAY_MIN: no date in this order */
    int32_t month_first; /* equal to day_first where the order does not matter */
} ri_date;

/* Reads one; blanks around it and a time of day after it are passed over. A number of five
   digits is a spreadsheet's day number (1900 system). */
ri_date ri_date_read(const char *bytes, size_t length);
/* The day in that order, RI_DAY_MIN when it is none; open: where both orders agree. */
int32_t ri_date_in(const ri_date *date, ri_date_order order);
/* What is wrong with a date, for people; "" for none; static. */
const char *ri_date_complaint(ri_date_fault fault);

/* What a column's dates say of their order. A zeroed one is empty. */
typedef struct ri_dates {
    size_t read;
    size_t day_only;   /* can be read day-first only, as 31/01/2024 */
    size_t month_only; /* month-first only */
    size_t either;     /* both ways, and differently: 01/02/2024 */
} ri_dates;

void ri_dates_add(ri_dates *column, const ri_date *date);
/* The order that all dates have that tell one, open when they contradict each other or none
   tells one. */
ri_date_order ri_dates_order(const ri_dates *column);
/* Whether it matters which order is taken, and the column does not say which. */
bool ri_dates_ambiguous(const ri_dates *column);

#endif

#include "intake/dates_read.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

#define SERIAL_EPOCH 25569 /* 1970-01-01 as spreadsheets count days */
#define SERIAL_DIGITS 5    /* 1927 to 2173: fewer digits are years, more are no dates */
#define PARTS 3

const char *ri_date_order_name(ri_date_order order)
{
    static const char *const names[] = {"", "day-first", "month-first"};
    return names[order];
}

const char *ri_date_complaint(ri_date_fault fault)
{
    static const char *const texts[] = {
        [RI_DATE_READ] = "",
        [RI_DATE_BLANK] = "",
        [RI_DATE_SHORT_YEAR] = "expected four digits of the year",
        [RI_DATE_NO_DAY] = "there is no such day",
        [RI_DATE_NONE] = "expected a date such as 2024-01-31",
    };
    return texts[fault];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* One of the three parts of a date. */
typedef struct part {
    int number; /* of a month's name, too */
    size_t digits;
    bool month; /* it is a name */
} part;

static int month_of(const char *bytes, size_t length)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    char lower[10];
    if (length < 3 || length >= sizeof lower) {
        return 0;
    }
    for (size_t i = 0; i < length; i++) {
        lower[i] = (char)(bytes[i] | 0x20);
    }
    for (int i = 0; i < 12; i++) {
        size_t whole = strlen(names[i]);
        bool september = i == 8 && length == 4; /* "Sept" is as common as "Sep" */
        if ((length == 3 || length == whole || september) && memcmp(lower, names[i], length) == 0) {
            return i + 1;
        }
    }
    return 0;
}

static bool is_time(char c)
{
    return is_digit(c) || strchr(":.+-TZAPMapm ", c) != NULL;
}

/* Whether what follows a date is a time of day, or nothing. */
static bool ends_well(const char *bytes, size_t length)
{
    if (length == 0) {
        return true;
    }
    if (bytes[0] != 'T' && bytes[0] != ' ') {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\0' || !is_time(bytes[i])) {
            return false;
        }
    }
    return length > 1 && (is_digit(bytes[1]) || length > 2);
}

/* Reads the part at the beginning; gives its bytes, 0 when there is none. */
static size_t read_part(const char *bytes, size_t length, part *out)
{
    size_t n = 0;
    *out = (part){.number = 0};
    while (n < length && n < 10 && is_letter(bytes[n])) {
        n++;
    }
    if (n > 0) {
        out->month = true;
        out->number = month_of(bytes, n);
        return out->number > 0 ? n : 0;
    }
    for (; n < length && n < 5 && is_digit(bytes[n]); n++) {
        out->number = out->number * 10 + (bytes[n] - '0');
    }
    out->digits = n;
    return n <= 4 ? n : 0;
}

/* What stands between two parts: one of / - . or, beside a month's name, blanks and a comma. */
static size_t read_between(const char *bytes, size_t length, char *mark)
{
    size_t n = 0;
    *mark = '\0';
    if (length > 0 && (bytes[0] == '/' || bytes[0] == '-' || bytes[0] == '.')) {
        *mark = bytes[0];
        return length > 1 && bytes[1] == ' ' ? 2 : 1; /* "31. 1. 2024" */
    }
    if (length > 0 && bytes[0] == ',') {
        n = 1;
    }
    while (n < length && n < 3 && bytes[n] == ' ') {
        n++;
    }
    *mark = n > 0 ? ' ' : '\0';
    return n;
}

static int32_t day_of(const part *year, const part *month, const part *day)
{
    char text[48];
    int32_t out = RI_DAY_MIN;
    int n = snprintf(text, sizeof text, "%04d-%02d-%02d", year->number, month->number, day->number);
    return n == 10 && ri_day_parse(text, 10, &out) ? out : RI_DAY_MIN;
}

static ri_date one_day(int32_t day)
{
    return (ri_date){day == RI_DAY_MIN ? RI_DATE_NO_DAY : RI_DATE_READ, day, day};
}

static ri_date judge(const part parts[PARTS], char mark)
{
    const part *a = &parts[0];
    const part *b = &parts[1];
    const part *c = &parts[2];
    ri_date none = {RI_DATE_NONE, RI_DAY_MIN, RI_DAY_MIN};
    ri_date brief = {RI_DATE_SHORT_YEAR, RI_DAY_MIN, RI_DAY_MIN};
    if (c->month || (a->month && b->month) || (mark == ' ' && !a->month && !b->month)) {
        return none;
    }
    if (a->digits > 2) {
        return a->digits == 4 && c->digits <= 2 ? one_day(day_of(a, b, c)) : none;
    }
    if (b->digits > 2 || c->digits == 1 || c->digits == 3) {
        return none;
    }
    if (c->digits == 2) {
        return brief;
    }
    if (a->month || b->month) {
        return one_day(a->month ? day_of(c, a, b) : day_of(c, b, a));
    }
    if (mark == '.') {
        return one_day(day_of(c, b, a)); /* with dots nobody writes the month first */
    }
    ri_date out = {RI_DATE_READ, day_of(c, b, a), day_of(c, a, b)};
    if (out.day_first == RI_DAY_MIN && out.month_first == RI_DAY_MIN) {
        out.fault = RI_DATE_NO_DAY;
    }
    return out;
}

/* A run of digits alone: a spreadsheet's day, or YYYYMMDD. */
static bool read_number(const char *bytes, size_t length, ri_date *out)
{
    size_t n = 0;
    int32_t number = 0;
    char text[11];
    for (; n < length && n < 9 && is_digit(bytes[n]); n++) {
        number = number * 10 + (bytes[n] - '0');
    }
    if (n == SERIAL_DIGITS) {
        size_t rest = n;
        if (rest < length && bytes[rest] == '.') {
            rest++;
            while (rest < length && is_digit(bytes[rest])) {
                rest++; /* the time of day */
            }
        }
        *out = one_day(number - SERIAL_EPOCH);
        return rest == length && bytes[0] != '0';
    }
    if (n == 8 && length == 8) {
        (void)snprintf(text, sizeof text, "%.4s-%.2s-%.2s", bytes, bytes + 4, bytes + 6);
        int32_t day = RI_DAY_MIN;
        *out = one_day(ri_day_parse(text, 10, &day) ? day : RI_DAY_MIN);
        return true;
    }
    return false;
}

ri_date ri_date_read(const char *bytes, size_t length)
{
    ri_date none = {RI_DATE_NONE, RI_DAY_MIN, RI_DAY_MIN};
    ri_date number = none;
    part parts[PARTS];
    char mark = '\0';
    while (length > 0 && bytes[0] == ' ') {
        bytes++;
        length--;
    }
    while (length > 0 && bytes[length - 1] == ' ') {
        length--;
    }
    if (length == 0) {
        return (ri_date){RI_DATE_BLANK, RI_DAY_MIN, RI_DAY_MIN};
    }
    if (read_number(bytes, length, &number)) {
        return number;
    }
    for (size_t i = 0; i < PARTS; i++) {
        char before = mark;
        size_t n = i > 0 ? read_between(bytes, length, &mark) : 0;
        /* Only a month's name stands among unequal marks: "Jan 31, 2024". */
        if (i > 0 && (n == 0 || (before != '\0' && before != mark))) {
            return none;
        }
        bytes += n;
        length -= n;
        n = read_part(bytes, length, &parts[i]);
        if (n == 0) {
            return none;
        }
        bytes += n;
        length -= n;
    }
    return ends_well(bytes, length) ? judge(parts, mark) : none;
}

int32_t ri_date_in(const ri_date *date, ri_date_order order)
{
    if (order == RI_DATES_OPEN) {
        return date->day_first == date->month_first ? date->day_first : RI_DAY_MIN;
    }
    return order == RI_DATES_DAY_FIRST ? date->day_first : date->month_first;
}

void ri_dates_add(ri_dates *column, const ri_date *date)
{
    if (date->fault != RI_DATE_READ) {
        return;
    }
    column->read++;
    if (date->day_first == date->month_first) {
        return;
    }
    if (date->month_first == RI_DAY_MIN) {
        column->day_only++;
    } else if (date->day_first == RI_DAY_MIN) {
        column->month_only++;
    } else {
        column->either++;
    }
}

ri_date_order ri_dates_order(const ri_dates *column)
{
    if ((column->day_only > 0) == (column->month_only > 0)) {
        return RI_DATES_OPEN;
    }
    return column->day_only > 0 ? RI_DATES_DAY_FIRST : RI_DATES_MONTH_FIRST;
}

bool ri_dates_ambiguous(const ri_dates *column)
{
    bool asked = column->either > 0 || (column->day_only > 0 && column->month_only > 0);
    return asked && ri_dates_order(column) == RI_DATES_OPEN;
}

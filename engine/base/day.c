#include "base/day.h"

/* 400 years of the Gregorian calendar; counting years from March keeps the
   leap day last. 719468 days lie between 0000-03-01 and 1970-01-01. */
#define ERA_DAYS 146097
#define EPOCH 719468
#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY 2932896    /* 9999-12-31 */

static int32_t day_of(int32_t year, int32_t month, int32_t day)
{
    if (month <= 2) {
        year--;
        month += 12;
    }
    int32_t era = year / 400;
    int32_t year_of_era = year % 400;
    int32_t day_of_year = (153 * (month - 3) + 2) / 5 + day - 1;
    return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           EPOCH;
}

static int32_t month_days(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* Reads n digits; -1 when one is none. */
static int32_t digits(const char *bytes, size_t n)
{
    int32_t number = 0;
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] < '0' || bytes[i] > '9') {
            return -1;
        }
        number = number * 10 + (bytes[i] - '0');
    }
    return number;
}

bool ri_day_parse(const char *bytes, size_t length, int32_t *out)
{
    if (length != 10 || bytes[4] != '-' || bytes[7] != '-') {
        return false;
    }
    int32_t year = digits(bytes, 4);
    int32_t month = digits(bytes + 5, 2);
    int32_t day = digits(bytes + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > month_days(year, month)) {
        return false;
    }
    *out = day_of(year, month, day);
    return true;
}

static void put_digits(char *to, size_t n, int32_t number)
{
    while (n-- > 0) {
        to[n] = (char)('0' + number % 10);
        number /= 10;
    }
}

char *ri_day_format(int32_t day, char buffer[11])
{
    buffer[0] = '\0';
    if (day < FIRST_DAY || day > LAST_DAY) {
        return buffer;
    }
    int32_t shifted = day + EPOCH;
    int32_t era = shifted / ERA_DAYS;
    int32_t day_of_era = shifted % ERA_DAYS;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153; /* 0 is March */
    put_digits(buffer, 4, era * 400 + year_of_era + (month >= 10 ? 1 : 0));
    put_digits(buffer + 5, 2, month < 10 ? month + 3 : month - 9);
    put_digits(buffer + 8, 2, day_of_year - (153 * month + 2) / 5 + 1);
    buffer[4] = '-';
    buffer[7] = '-';
    buffer[10] = '\0';
    return buffer;
}

bool ri_day_within(int32_t day, int32_t from, int32_t to)
{
    return from <= day && day < to;
}

#include "intake/xlsx_number.h"

#include <stdint.h>
#include <string.h>

#include "base/day.h"

#define DIGITS 15 /* that are shown */
#define KEPT 40   /* digits of a number that are looked at */
#define EXPONENT_MAX 400
#define DAY_SECONDS 86400

/* 0.d1d2d3… × 10^point; no digits: zero. */
typedef struct decimal {
    bool negative;
    char digits[KEPT];
    int n;
    int point;
} decimal;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The exponent at the end of a number; false when it is none, or beyond all reason. */
static bool read_exponent(const char *at, const char *end, int *exponent)
{
    const bool minus = at < end && *at == '-';
    at += at < end && (*at == '-' || *at == '+');
    if (at == end) {
        return false;
    }
    int value = 0;
    for (; at < end && is_digit(*at) && value <= EXPONENT_MAX; at++) {
        value = value * 10 + (*at - '0');
    }
    *exponent = minus ? -value : value;
    return at == end && value <= EXPONENT_MAX;
}

/* Reads a number as XML has it; false when it is none. */
static bool read_decimal(decimal *out, const char *bytes, size_t n)
{
    const char *at = bytes;
    const char *end = bytes + n;
    *out = (decimal){.negative = n > 0 && *bytes == '-'};
    at += n > 0 && (*at == '-' || *at == '+');
    bool any = false;
    bool fraction = false;
    for (; at < end && (is_digit(*at) || (*at == '.' && !fraction)); at++) {
        if (*at == '.') {
            fraction = true;
            continue;
        }
        any = true;
        if (out->n > 0 || *at != '0') {
            if (out->n < KEPT) {
                out->digits[out->n++] = *at;
            }
            out->point += !fraction;
        } else {
            out->point -= fraction;
        }
        if (out->point > EXPONENT_MAX || out->point < -EXPONENT_MAX) {
            return false;
        }
    }
    int exponent = 0;
    if (!any || (at < end && ((*at | 0x20) != 'e' || !read_exponent(at + 1, end, &exponent)))) {
        return false;
    }
    out->point += exponent;
    return true;
}

/* Keeps so many digits, rounded, without zeros at the end. */
static void round_to(decimal *d, int digits)
{
    if (d->n > digits) {
        bool up = d->digits[digits] >= '5';
        d->n = digits;
        for (int i = digits - 1; up && i >= 0; i--) {
            up = d->digits[i] == '9';
            d->digits[i] = up ? '0' : (char)(d->digits[i] + 1);
        }
        if (up) {
            d->digits[0] = '1'; /* all were nines */
            d->point++;
        }
    }
    while (d->n > 0 && d->digits[d->n - 1] == '0') {
        d->n--;
    }
}

static void write_decimal(ri_text *out, const decimal *d)
{
    if (d->n == 0) {
        ri_text_add(out, "0");
        return;
    }
    ri_text_add(out, d->negative ? "-" : "");
    if (d->point > 21 || d->point < -5) {
        ri_text_char(out, d->digits[0]);
        ri_text_add(out, d->n > 1 ? "." : "");
        ri_text_bytes(out, d->digits + 1, (size_t)d->n - 1);
        ri_text_format(out, "E%+d", d->point - 1);
        return;
    }
    ri_text_add(out, d->point <= 0 ? "0." : "");
    for (int i = d->point; i < 0; i++) {
        ri_text_char(out, '0');
    }
    for (int i = 0; i < d->n || i < d->point; i++) {
        ri_text_add(out, i > 0 && i == d->point ? "." : "");
        ri_text_char(out, i < d->n ? d->digits[i] : '0');
    }
}

/* Days and seconds of a number of days; false when it is none of a date's. */
static bool read_serial(const decimal *d, int32_t *days, int32_t *seconds)
{
    if (d->negative || d->point > 7) {
        return false;
    }
    *days = 0;
    for (int i = 0; i < d->point; i++) {
        *days = *days * 10 + (i < d->n ? d->digits[i] - '0' : 0);
    }
    int64_t fraction = 0; /* of 10^12 */
    for (int i = d->point; i < d->point + 12; i++) {
        fraction = fraction * 10 + (i >= 0 && i < d->n ? d->digits[i] - '0' : 0);
    }
    *seconds = (int32_t)((fraction * DAY_SECONDS + INT64_C(500000000000)) / INT64_C(1000000000000));
    if (*seconds == DAY_SECONDS) {
        *seconds = 0;
        ++*days;
    }
    return true;
}

/* The day of a serial number, from 1970; false where there is none. That 1900 was a leap year,
   as which workbooks count it, it was not. */
static bool day_of(int32_t serial, bool from_1904, int32_t *day)
{
    if (from_1904) {
        *day = serial - 24107;
    } else if (serial > 60) {
        *day = serial - 25569;
    } else if (serial > 0 && serial < 60) {
        *day = serial - 25568;
    } else {
        return false;
    }
    return *day <= 2932896; /* 9999-12-31 */
}

static bool write_date(ri_text *out, const decimal *d, ri_xlsx_shown shown, bool from_1904)
{
    int32_t serial = 0;
    int32_t seconds = 0;
    int32_t day = 0;
    char buffer[11];
    if (!read_serial(d, &serial, &seconds)) {
        return false;
    }
    const bool clock_only = shown == RI_XLSX_TIME && serial == 0;
    if (!clock_only) {
        if (!day_of(serial, from_1904, &day)) {
            return false;
        }
        ri_text_add(out, ri_day_format(day, buffer));
    }
    if (clock_only || (shown != RI_XLSX_DATE && seconds > 0)) {
        ri_text_format(out, "%s%02d:%02d:%02d", clock_only ? "" : "T", (int)(seconds / 3600),
                       (int)(seconds / 60 % 60), (int)(seconds % 60));
    }
    return true;
}

void ri_xlsx_number_text(ri_text *out, const char *bytes, size_t n, ri_xlsx_shown shown,
                         bool from_1904)
{
    decimal d;
    if (!read_decimal(&d, bytes, n)) {
        ri_text_bytes(out, bytes, n);
        return;
    }
    if (shown == RI_XLSX_NUMBER || !write_date(out, &d, shown, from_1904)) {
        round_to(&d, DIGITS);
        write_decimal(out, &d);
    }
}

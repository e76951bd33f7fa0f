/*
 * How a workbook shows numbers, as far as it makes dates of them.
 */
#ifndef RI_XLSX_STYLES_H
#define RI_XLSX_STYLES_H

#include "base/map.h"
#include "intake/xlsx_package.h"

typedef enum ri_xlsx_shown {
    RI_XLSX_NUMBER, /* also what is a duration */
    RI_XLSX_DATE,
    RI_XLSX_TIME,
    RI_XLSX_DATE_TIME
} ri_xlsx_shown;

/* A zeroed one shows numbers only. */
typedef struct ri_xlsx_styles {
    unsigned char *shown; /* of each style that cells name: ri_xlsx_shown */
    size_t n;
    size_t capacity;
    ri_map formats; /* of the workbook's own: ri_xlsx_shown */
} ri_xlsx_styles;

raci_status ri_xlsx_styles_read(ri_xlsx_styles *styles, ri_xlsx_package *package, const char *part,
                                raci_error *err);
ri_xlsx_shown ri_xlsx_style(const ri_xlsx_styles *styles, uint32_t i);
void ri_xlsx_styles_free(ri_xlsx_styles *styles);

/* What a format code as "yyyy-mm-dd hh:mm" makes of numbers. */
ri_xlsx_shown ri_xlsx_format(const char *code);

#endif

/*
 * A workbook's shared strings: cells name them by number.
 */
#ifndef RI_XLSX_STRINGS_H
#define RI_XLSX_STRINGS_H

#include "base/text.h"
#include "intake/xlsx_package.h"

#include <stdint.h>

#define RI_XLSX_STRINGS_MAX 16777216    /* of them */
#define RI_XLSX_STRINGS_BYTES 268435456 /* of all */

/* A zeroed one has none. */
typedef struct ri_xlsx_strings {
    ri_text bytes;
    uint32_t *ends; /* in bytes: where each ends, and the next begins */
    size_t n;
    size_t capacity;
} ri_xlsx_strings;

/* Reads a part of them. Fails as ri_xlsx_xml_read does. */
raci_status ri_xlsx_strings_read(ri_xlsx_strings *strings, ri_xlsx_package *package,
                                 const char *part, raci_error *err);
/* One of them, borrowed; NULL when there is none of that number. */
const char *ri_xlsx_string(const ri_xlsx_strings *strings, uint32_t i, size_t *n);
void ri_xlsx_strings_free(ri_xlsx_strings *strings);

/* Replaces "_x000D_" and the like from `start` on, as which workbooks write characters that XML
   has not. */
void ri_xlsx_unescape(ri_text *text, size_t start);

#endif

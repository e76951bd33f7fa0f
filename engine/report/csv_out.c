#include "report/csv_out.h"

#include <string.h>

#include "base/formula.h"

void ri_csv_out_cell(ri_text *out, const char *value)
{
    bool quoted = strpbrk(value, ",\"\r\n") != NULL;
    if (quoted) {
        ri_text_char(out, '"');
    }
    if (ri_formula_like(value, strlen(value))) {
        ri_text_char(out, '\'');
    }
    for (const char *at = value; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        bool control = c < 0x20 || c == 0x7f;
        bool kept = c == '\t' || c == '\n' || c == '\r';
        if (control && !kept) {
            ri_text_format(out, "\\u{%04X}", c);
        } else if (c == 0xc2 && (unsigned char)at[1] >= 0x80 && (unsigned char)at[1] < 0xa0) {
            ri_text_format(out, "\\u{%04X}", (unsigned char)*++at);
        } else if (c == '"') {
            ri_text_add(out, "\"\"");
        } else {
            ri_text_char(out, *at);
        }
    }
    if (quoted) {
        ri_text_char(out, '"');
    }
}

#include "report/csv_out.h"

#include <string.h>

#include "base/formula.h"
#include "base/utf8.h"

void ri_csv_out_cell(ri_text *out, const char *value)
{
    bool quoted = strpbrk(value, ",\"\r\n") != NULL;
    if (quoted) {
        ri_text_char(out, '"');
    }
    if (ri_formula_like(value, strlen(value))) {
        ri_text_char(out, '\'');
    }
    size_t left = strlen(value);
    for (const char *at = value; left > 0;) {
        uint32_t c = 0;
        const size_t step = ri_utf8_next(at, left, &c);
        const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        const bool kept = c == '\t' || c == '\n' || c == '\r';
        if (step == 1 && c >= 0x80) {
            ri_text_format(out, "\\x{%02X}", (unsigned)(unsigned char)*at);
        } else if (control && !kept) {
            ri_text_format(out, "\\u{%04X}", (unsigned)c);
        } else {
            ri_text_bytes(out, c == '"' ? "\"\"" : at, c == '"' ? 2 : step);
        }
        at += step;
        left -= step;
    }
    if (quoted) {
        ri_text_char(out, '"');
    }
}

#include "model/cell_out.h"

#include <stdbool.h>
#include <string.h>

/* Whether a spreadsheet would take the cell for a formula, or did before an
   apostrophe was put there: ^'*[=+@\t\r-] */
static bool is_formula(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && bytes[at] == '\'') {
        at++;
    }
    return at < length && strchr("=+@\t\r-", bytes[at]) != NULL;
}

void ri_cell_out(ri_sink *sink, const char *bytes, size_t length)
{
    bool quoted = false;
    for (size_t i = 0; i < length && !quoted; i++) {
        quoted = bytes[i] == ',' || bytes[i] == '"' || bytes[i] == '\n' || bytes[i] == '\r';
    }
    ri_sink_add(sink, quoted ? "\"" : "");
    ri_sink_add(sink, is_formula(bytes, length) ? "'" : "");
    while (quoted && length > 0) {
        const char *quote = memchr(bytes, '"', length);
        size_t plain = quote != NULL ? (size_t)(quote - bytes) + 1 : length;
        ri_sink_bytes(sink, bytes, plain);
        ri_sink_add(sink, quote != NULL ? "\"" : "");
        bytes += plain;
        length -= plain;
    }
    ri_sink_bytes(sink, bytes, length);
    ri_sink_add(sink, quoted ? "\"" : "");
}

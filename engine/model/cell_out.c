#include "model/cell_out.h"

#include <stdbool.h>
#include <string.h>

#include "base/formula.h"

void ri_cell_out(ri_sink *sink, const char *bytes, size_t length)
{
    bool quoted = false;
    for (size_t i = 0; i < length && !quoted; i++) {
        quoted = bytes[i] == ',' || bytes[i] == '"' || bytes[i] == '\n' || bytes[i] == '\r';
    }
    ri_sink_add(sink, quoted ? "\"" : "");
    ri_sink_add(sink, ri_formula_like(bytes, length) ? "'" : "");
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

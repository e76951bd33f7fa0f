#include "intake/channel_in_cell.h"

#include <string.h>

#include "intake/names_in_cell.h"

/* Where a name ends: before a bracket, or before " or ". */
static size_t end_of(const char *name, size_t length, bool *several)
{
    static const char word[] = " or ";
    size_t end = 0;
    int depth = 0;
    bool bracket = false;
    size_t kept = length;
    for (; end < length; end++) {
        const bool opens = name[end] == '(' || name[end] == '[';
        const bool closes = name[end] == ')' || name[end] == ']';
        if (opens && !bracket && end > 0) {
            kept = end;
            bracket = true;
        }
        depth += opens ? 1 : closes && depth > 0 ? -1 : 0;
        if (depth == 0 && length - end >= sizeof word - 1 &&
            memcmp(name + end, word, sizeof word - 1) == 0) {
            *several = true;
            break;
        }
    }
    kept = kept < end ? kept : end;
    while (kept > 0 && name[kept - 1] == ' ') {
        kept--;
    }
    return kept > 0 ? kept : length;
}

bool ri_channel_in_cell(ri_text *out, const char *cell)
{
    const char *bytes = cell;
    size_t left = strlen(cell);
    ri_cell_name name;
    ri_cell_name other;
    bool several = false;
    ri_text_clear(out);
    if (!ri_names_next(&bytes, &left, &name)) {
        return false;
    }
    ri_text_bytes(out, name.bytes, end_of(name.bytes, name.length, &several));
    return several || ri_names_next(&bytes, &left, &other);
}

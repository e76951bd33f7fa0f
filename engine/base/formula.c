#include "base/formula.h"

#include <string.h>

bool ri_formula_like(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && bytes[at] == '\'') {
        at++;
    }
    return at < length && bytes[at] != '\0' && strchr("=+@\t\r-", bytes[at]) != NULL;
}

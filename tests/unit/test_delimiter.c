#include "rows.h"

#include "intake/delimiter.h"

struct choice {
    const char *name;
    ri_delimiter_trial trials[4];
    char expected;
};

static const struct choice choices[] = {
    {"no rows", {{'\t', 0, {0}}, {';', 0, {0}}, {',', 0, {0}}}, ','},
    {"one column", {{'\t', 3, {1, 1, 1}}, {',', 3, {1, 1, 1}}}, ','},
    {"one row", {{'\t', 1, {1}}, {';', 1, {4}}, {',', 1, {2}}}, ';'},
    {"most rows agree", {{';', 4, {3, 3, 3, 3}}, {',', 4, {1, 5, 5, 2}}}, ';'},
    {"the first row decides", {{';', 2, {3, 3}}, {',', 2, {4, 4}}}, ','},
    {"the first of equals", {{';', 2, {3, 3}}, {',', 2, {3, 3}}}, ';'},
    {"rows of one cell do not count", {{';', 4, {1, 1, 1, 1}}, {',', 4, {2, 1, 2, 1}}}, ','},
    {"a title above", {{';', 4, {1, 3, 3, 3}}, {',', 4, {2, 1, 1, 1}}}, ';'},
};

static void chooses(void **state)
{
    const struct choice *row = *state;
    size_t n = 0;
    while (n < COUNT(row->trials) && row->trials[n].delimiter != '\0') {
        n++;
    }
    assert_int_equal(ri_delimiter_choose(row->trials, n), row->expected);
}

int main(void)
{
    return RUN_ROWS("chooses", choices, chooses);
}

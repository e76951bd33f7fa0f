/*
 * Tables of cases: what their headings say, and what a cell then expects.
 */
#include <ctype.h>
#include <string.h>

#include "base/nearest.h"
#include "policy/cases_read.h"

/* Headings that are no letter of their own. */
static const struct {
    const char *heading;
    ri_expect_verb verb;
    const char *letter;
} headings[] = {
    {"subject", RI_EXPECT_STAYS, NULL},
    {"touchpoint", RI_EXPECT_STAYS, NULL},
    {"accountable", RI_EXPECT_HOLDERS, "accountable"},
    {"responsible", RI_EXPECT_HOLDERS, "responsible"},
    {"consulted", RI_EXPECT_HOLDERS, "consulted"},
    {"informed", RI_EXPECT_HOLDERS, "informed"},
    {"finding", RI_EXPECT_FINDING, NULL},
    {"no finding", RI_EXPECT_NO_FINDING, NULL},
    {"rule", RI_EXPECT_DECIDED, "accountable"},
};

#define HEADINGS (sizeof headings / sizeof headings[0])

/* A letter of a scheme: short, in capitals, digits and the like. */
static bool is_letter(const char *text)
{
    const size_t length = strlen(text);
    bool right = length > 0 && length <= 4;
    for (size_t i = 0; i < length && right; i++) {
        right = isupper((unsigned char)text[i]) || isdigit((unsigned char)text[i]) != 0;
    }
    return right;
}

bool ri_case_heading(ri_case_column *out, const char *heading, const char **nearest)
{
    ri_nearest search;
    ri_nearest_begin(&search, heading);
    for (size_t i = 0; i < HEADINGS; i++) {
        if (strcmp(headings[i].heading, heading) == 0) {
            *out = (ri_case_column){headings[i].verb, headings[i].letter};
            return true;
        }
        ri_nearest_offer(&search, headings[i].heading);
    }
    if (is_letter(heading)) {
        *out = (ri_case_column){RI_EXPECT_HOLDERS, heading};
        return true;
    }
    *nearest = search.best;
    return false;
}

/* Without blanks at both ends. */
static const char *trimmed(const char *text, size_t *length)
{
    while (*length > 0 && (text[0] == ' ' || text[0] == '\t')) {
        text++;
        (*length)--;
    }
    while (*length > 0 && (text[*length - 1] == ' ' || text[*length - 1] == '\t')) {
        (*length)--;
    }
    return text;
}

const char *ri_case_unquoted(const char *text, size_t *length)
{
    if (*length > 2 && text[0] == '"' && text[*length - 1] == '"' &&
        memchr(text + 1, '"', *length - 2) == NULL) {
        *length -= 2;
        return text + 1;
    }
    return text;
}

/* Where a name that stands in quotes ends, or the text where it begins with none. */
static const char *after_quotes(const char *text)
{
    const char *begin = text + strspn(text, " \t");
    const char *end = begin[0] == '"' ? strchr(begin + 1, '"') : NULL;
    return end != NULL ? end + 1 : text;
}

/* How long the next item is, and what stands between it and the one after. Between quotes
   neither comma nor "and" ends it. */
static size_t item_length(const char *text, size_t *skip)
{
    const char *quoted = after_quotes(text);
    const char *comma = strchr(quoted, ',');
    const char *and = strstr(quoted, " and ");
    *skip = 0;
    if (comma != NULL && (and == NULL || comma < and)) {
        *skip = 1;
        return (size_t)(comma - text);
    }
    *skip = and != NULL ? strlen(" and ") : 0;
    return and != NULL ? (size_t)(and-text) : strlen(text);
}

bool ri_case_items(const char ***items, uint32_t *n, const char *text, ri_arena *arena)
{
    const size_t room = strlen(text) / 2 + 2;
    *items = ri_arena_array(arena, room, sizeof **items);
    *n = 0;
    while (*items != NULL && *text != '\0') {
        size_t skip = 0;
        size_t length = item_length(text, &skip);
        const char *next = text + length + skip;
        const char *item = ri_case_unquoted(trimmed(text, &length), &length);
        if (length > 0 && !(length == 6 && strncmp(item, "nobody", 6) == 0)) {
            (*items)[*n] = ri_arena_copy(arena, item, length);
            if ((*items)[(*n)++] == NULL) {
                return false;
            }
        }
        text = next;
    }
    return *items != NULL;
}

bool ri_case_cell_expects(ri_expectation *out, const ri_case_column *column, const char *subject,
                          const char *cell, ri_arena *arena, bool *failed)
{
    if (column->verb == RI_EXPECT_STAYS || cell[0] == '\0') {
        return false;
    }
    out->verb = column->verb;
    out->letter = column->letter;
    out->subject = subject;
    if (column->verb != RI_EXPECT_HOLDERS) {
        size_t length = strlen(cell);
        const char *name = ri_case_unquoted(cell, &length);
        out->name = ri_arena_copy(arena, name, length);
        *failed = *failed || out->name == NULL;
        return out->name != NULL;
    }
    out->split = true;
    if (!ri_case_items(&out->holders, &out->n_holders, cell, arena)) {
        *failed = true;
        return false;
    }
    return true;
}

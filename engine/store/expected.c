/* The statements that make the tables of this version. */
#include "store/expected.h"

#include <string.h>

#include "base/embedded.h"

/* Skips white space and comments. Sign by sign: a checked build measures all of a long text for
   each call of the functions for strings. */
static const char *skip_blank(const char *at)
{
    bool comment = false;
    for (; *at != '\0'; at++) {
        comment = comment ? *at != '\n' : at[0] == '-' && at[1] == '-';
        if (!comment && *at != ' ' && *at != '\t' && *at != '\r' && *at != '\n') {
            return at;
        }
    }
    return at;
}

static bool begins_with(const char *text, const char *beginning)
{
    while (*beginning != '\0' && *text == *beginning) {
        text++;
        beginning++;
    }
    return *beginning == '\0';
}

/* Whether the statement that begins at `expected` and ends with ';' is `text`,
   apart from blanks and comments, which may be improved without a migration. */
static bool is_statement(const char *expected, const char *text)
{
    for (;;) {
        const char *a = skip_blank(expected);
        const char *b = skip_blank(text);
        if (*b == '\0') {
            return *a == ';';
        }
        if (*a != *b || (a == expected) != (b == text)) {
            return false;
        }
        expected = a + 1;
        text = b + 1;
    }
}

/* The next statement of the schema that makes something, from `at` on. */
static const char *next_made(const char *at)
{
    const char *line = strstr(at, "\nCREATE ");
    return line != NULL ? line + 1 : NULL;
}

/* The schema of this version; NULL in a build that lacks it. */
static const char *newest(void)
{
    const ri_embedded *file = ri_embedded_find(RI_SCHEMA_PATH);
    return file != NULL ? (const char *)file->bytes : NULL;
}

static const char *first_made(void)
{
    const char *schema = newest();
    return schema != NULL ? next_made(schema) : NULL;
}

size_t ri_expected_count(void)
{
    size_t n = 0;
    for (const char *at = first_made(); at != NULL; at = next_made(at)) {
        n++;
    }
    return n;
}

bool ri_expected(const char *text)
{
    const size_t length = strlen(text);
    for (const char *at = first_made(); at != NULL; at = next_made(at)) {
        if (begins_with(at, text) && at[length] == ';') {
            return true; /* as nearly always */
        }
    }
    for (const char *at = first_made(); at != NULL; at = next_made(at)) {
        if (is_statement(at, text)) {
            return true;
        }
    }
    return false;
}

/* The word behind "CREATE UNIQUE INDEX" and the like. */
static size_t name_of(const char **out, const char *statement)
{
    static const char *const words[] = {"CREATE ", "UNIQUE ", "TABLE ", "INDEX ", "VIEW "};
    const char *at = statement;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (begins_with(at, words[i])) {
            at += strlen(words[i]);
        }
    }
    *out = at;
    return strcspn(at, " (\n");
}

bool ri_expected_name(char out[RI_SCHEMA_NAME_SIZE], size_t i)
{
    const char *at = first_made();
    const char *name = NULL;
    for (size_t n = 0; n < i && at != NULL; n++) {
        at = next_made(at);
    }
    if (at == NULL) {
        return false;
    }
    const size_t length = name_of(&name, at);
    if (length >= RI_SCHEMA_NAME_SIZE) {
        return false;
    }
    memcpy(out, name, length);
    out[length] = '\0';
    return true;
}

static bool is_word(const char *word, const char *found, size_t length)
{
    return strlen(word) == length && strncmp(word, found, length) == 0;
}

bool ri_expected_named(const char *name, const char *text)
{
    const char *found = NULL;
    const size_t length = name_of(&found, text);
    return is_word(name, found, length) && ri_expected(text);
}

/* The table that an index is on; what is none is its own. */
static size_t table_of(const char **out, const char *statement)
{
    const size_t length = name_of(out, statement);
    const char *on = skip_blank(*out + length);
    if (strncmp(on, "ON", 2) != 0 || skip_blank(on + 2) == on + 2) {
        return length;
    }
    *out = skip_blank(on + 2);
    return strcspn(*out, " (\n");
}

ri_schema_row ri_schema_row_of(ri_stmt *stmt)
{
    return (ri_schema_row){.type = ri_column_text(stmt, 0, NULL),
                           .text = ri_column_text(stmt, 1, NULL),
                           .name = ri_column_text(stmt, 2, NULL),
                           .table = ri_column_text(stmt, 3, NULL),
                           .texts = ri_column_int(stmt, 4) != 0};
}

bool ri_expected_row(const ri_schema_row *row)
{
    const char *table = NULL;
    if (!row->texts || row->type == NULL || row->text == NULL || row->name == NULL ||
        row->table == NULL) {
        return false;
    }
    const size_t length = table_of(&table, row->text);
    const char *type = strncmp(row->text, "CREATE TABLE ", 13) == 0  ? "table"
                       : strncmp(row->text, "CREATE VIEW ", 12) == 0 ? "view"
                                                                     : "index";
    return strcmp(row->type, type) == 0 && is_word(row->table, table, length) &&
           ri_expected_named(row->name, row->text);
}

bool ri_expected_statistics(const ri_schema_row *row)
{
    return row->texts && row->type != NULL && row->text != NULL &&
           strcmp(row->type, "table") == 0 &&
           strncmp(row->text, "CREATE TABLE sqlite_stat", 24) == 0;
}

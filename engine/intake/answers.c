#define _POSIX_C_SOURCE 200809L

#include "intake/answers.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char a_number[] = "1 to 16384";

/* What may be said, but for columns and names. */
static const struct {
    const char *name;
    size_t at;          /* of the member */
    const char *values; /* with '|' between them, or a_number; NULL: any */
} kinds[] = {
    {"activity", offsetof(ri_answers, activity), NULL},
    {"dates", offsetof(ri_answers, dates), "day-first|month-first"},
    {"encoding", offsetof(ri_answers, encoding), "utf-8|utf-16|cp1252|latin-1"},
    {"first-column", offsetof(ri_answers, first_column), a_number},
    {"headings", offsetof(ri_answers, headings), "yes|no"},
    {"keyed", offsetof(ri_answers, keyed), "person|position"},
    {"layout", offsetof(ri_answers, layout),
     "grid|turned|by-letter|ticks|list|pairs|owners|inventory"},
    {"letters", offsetof(ri_answers, letters), NULL},
    {"lines", offsetof(ri_answers, lines), "keep|strict"},
    {"parties", offsetof(ri_answers, parties), "position|unit|team|person"},
    {"party", offsetof(ri_answers, party), NULL},
    {"paths", offsetof(ri_answers, paths), NULL},
};

raci_status ri_answers_new(ri_answers **out, raci_error *err)
{
    ri_arena *arena = ri_arena_new();
    ri_answers *answers = arena != NULL ? ri_arena_take(arena, sizeof *answers) : NULL;
    if (answers == NULL) {
        ri_arena_free(arena);
        return ri_fail_nomem(err);
    }
    *answers = (ri_answers){.arena = arena};
    *out = answers;
    return RACI_OK;
}

void ri_answers_free(ri_answers *answers)
{
    if (answers != NULL) {
        ri_free(answers->columns);
        ri_free(answers->names);
        ri_arena_free(answers->arena); /* the answers themselves lie in it */
    }
}

/* ---- one answer ---- */

static bool is_one_of(const char *values, const char *value)
{
    if (values == a_number) {
        char *end = NULL;
        const long n = strtol(value, &end, 10);
        return *value >= '0' && *value <= '9' && *end == '\0' && n >= 1 && n <= 16384;
    }
    const size_t length = strlen(value);
    for (const char *at = values; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        if (strcspn(at, "|") == length && strncmp(at, value, length) == 0) {
            return true;
        }
    }
    return false;
}

/* "Boss=superior-id": the last equals sign parts them, for headings and names may have some. */
static raci_status part(const char **left, const char **right, ri_answers *answers,
                        const char *name, const char *value, const char *example, raci_error *err)
{
    const char *equals = strrchr(value, '=');
    if (equals == NULL || equals == value || equals[1] == '\0') {
        return ri_fail(err, RACI_INVALID, "%s takes two things, such as '%s', found '%.200s'", name,
                       example, value);
    }
    *left = ri_arena_copy(answers->arena, value, (size_t)(equals - value));
    *right = ri_arena_string(answers->arena, equals + 1);
    return *left != NULL && *right != NULL ? RACI_OK : ri_fail_nomem(err);
}

static raci_status add_column(ri_answers *answers, const char *value, raci_error *err)
{
    ri_answer_column column;
    raci_status status =
        part(&column.heading, &column.role, answers, "column", value, "Boss=superior-id", err);
    return status != RACI_OK ||
                   RI_PUSH(answers->columns, answers->n_columns, answers->capacity, column)
               ? status
               : ri_fail_nomem(err);
}

static raci_status add_name(ri_answers *answers, const char *value, raci_error *err)
{
    ri_answer_name meant;
    raci_status status =
        part(&meant.name, &meant.reference, answers, "name", value, "Sales=unit:sales", err);
    return status != RACI_OK ||
                   RI_PUSH(answers->names, answers->n_names, answers->names_capacity, meant)
               ? status
               : ri_fail_nomem(err);
}

static raci_status unknown_name(const char *name, raci_error *err)
{
    ri_nearest nearest;
    ri_nearest_begin(&nearest, name);
    ri_nearest_offer(&nearest, "column");
    ri_nearest_offer(&nearest, "name");
    for (size_t i = 0; i < COUNT(kinds); i++) {
        ri_nearest_offer(&nearest, kinds[i].name);
    }
    return nearest.best != NULL
               ? ri_fail(err, RACI_INVALID,
                         "there is nothing called '%.60s' to be said of a file; "
                         "did you mean '%s'?",
                         name, nearest.best)
               : ri_fail(err, RACI_INVALID, "there is nothing called '%.60s' to be said of a file",
                         name);
}

/* A dictionary grows; of anything else the second one must be the first. */
static raci_status set(ri_answers *answers, size_t kind, const char *value, raci_error *err)
{
    const char **place = (const char **)((char *)answers + kinds[kind].at);
    if (kinds[kind].values != NULL && !is_one_of(kinds[kind].values, value)) {
        return ri_fail(err, RACI_INVALID, "%s is one of %s, found '%.200s'", kinds[kind].name,
                       kinds[kind].values, value);
    }
    if (*place != NULL && strcmp(kinds[kind].name, "letters") == 0) {
        *place = ri_arena_format(answers->arena, "%s, %s", *place, value);
    } else if (*place != NULL && strcmp(*place, value) != 0) {
        return ri_fail(err, RACI_INVALID, "%s was said to be '%.100s', and is said to be '%.100s'",
                       kinds[kind].name, *place, value);
    } else {
        *place = ri_arena_string(answers->arena, value);
    }
    return *place != NULL ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_answers_add(ri_answers *answers, const char *name, const char *value,
                           raci_error *err)
{
    const size_t length = strlen(value);
    size_t kind = 0;
    size_t bad = 0;
    if (length == 0 || length > RI_ANSWER_BYTES || strpbrk(value, "\r\n") != NULL ||
        !ri_utf8_valid(value, length, &bad)) {
        return ri_fail(err, RACI_INVALID,
                       "%.60s takes a text of one line in UTF-8, of %d bytes at "
                       "most",
                       name, RI_ANSWER_BYTES);
    }
    if (answers->n == RI_ANSWERS_MAX) {
        return ri_fail(err, RACI_LIMIT, "more than %d things are said of a file", RI_ANSWERS_MAX);
    }
    answers->n++;
    if (strcmp(name, "column") == 0) {
        return add_column(answers, value, err);
    }
    if (strcmp(name, "name") == 0) {
        return add_name(answers, value, err);
    }
    while (kind < COUNT(kinds) && strcmp(kinds[kind].name, name) != 0) {
        kind++;
    }
    return kind < COUNT(kinds) ? set(answers, kind, value, err) : unknown_name(name, err);
}

/* ---- map files ---- */

static void trim(const char **text, size_t *length)
{
    while (*length > 0 && strchr(" \t\r", **text) != NULL) {
        ++*text;
        --*length;
    }
    while (*length > 0 && strchr(" \t\r", (*text)[*length - 1]) != NULL) {
        --*length;
    }
}

/* "name = value"; empty lines and those that begin with '#' say nothing. */
static raci_status read_line(ri_answers *answers, const char *line, size_t length, raci_error *err)
{
    trim(&line, &length);
    if (length == 0 || line[0] == '#') {
        return RACI_OK;
    }
    const char *equals = memchr(line, '=', length);
    if (equals == NULL || memchr(line, '\0', length) != NULL) {
        return ri_fail(err, RACI_INVALID, "expected 'name = value', found '%.*s'",
                       (int)(length < 60 ? length : 60), line);
    }
    const char *name = line;
    size_t name_length = (size_t)(equals - line);
    const char *value = equals + 1;
    size_t value_length = length - name_length - 1;
    trim(&name, &name_length);
    trim(&value, &value_length);
    name = ri_arena_copy(answers->arena, name, name_length);
    value = ri_arena_copy(answers->arena, value, value_length);
    return name != NULL && value != NULL ? ri_answers_add(answers, name, value, err)
                                         : ri_fail_nomem(err);
}

static raci_status read_lines(ri_answers *answers, const char *path, const char *bytes,
                              size_t length, raci_error *err)
{
    raci_status status = RACI_OK;
    for (int line = 1; status == RACI_OK && length > 0; line++) {
        raci_error wrong = {.status = RACI_OK};
        const char *end = memchr(bytes, '\n', length);
        const size_t n = end != NULL ? (size_t)(end - bytes) : length;
        status = read_line(answers, bytes, n, &wrong);
        if (status != RACI_OK) {
            return ri_fail_at(err, status == RACI_INVALID ? RACI_INPUT : status, path, line, 0,
                              "%s", wrong.message);
        }
        bytes += n + (end != NULL);
        length -= n + (end != NULL);
    }
    return status;
}

raci_status ri_answers_read(ri_answers *answers, const char *path, raci_error *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return ri_fail(err, errno == ENOENT ? RACI_NOTFOUND : RACI_IO,
                       "the map '%s' cannot be read: %s", path, strerror(errno));
    }
    char *bytes = ri_alloc(RI_ANSWERS_FILE + 1);
    raci_status status = bytes != NULL ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK) {
        const size_t length = fread(bytes, 1, RI_ANSWERS_FILE + 1, file);
        status = ferror(file) != 0 ? ri_fail(err, RACI_IO, "the map '%s' cannot be read", path)
                 : length > RI_ANSWERS_FILE
                     ? ri_fail(err, RACI_LIMIT, "the map '%s' has more than %d bytes", path,
                               RI_ANSWERS_FILE)
                     : read_lines(answers, path, bytes, length, err);
    }
    ri_free(bytes);
    (void)fclose(file);
    return status;
}

const char *ri_column_option(ri_arena *arena, const char *heading, const char *role)
{
    const char quote = strchr(heading, '\'') == NULL ? '\'' : '"';
    return ri_arena_format(arena, "--column %c%s=%s%c", quote, heading, role, quote);
}

void ri_answers_say(const ri_answers *answers, ri_text *out)
{
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const char *value = *(const char *const *)((const char *)answers + kinds[i].at);
        if (value != NULL) {
            ri_text_format(out, "%s = %s\n", kinds[i].name, value);
        }
    }
    for (size_t i = 0; i < answers->n_columns; i++) {
        ri_text_format(out, "column = %s=%s\n", answers->columns[i].heading,
                       answers->columns[i].role);
    }
    for (size_t i = 0; i < answers->n_names; i++) {
        ri_text_format(out, "name = %s=%s\n", answers->names[i].name, answers->names[i].reference);
    }
}

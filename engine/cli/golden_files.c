#include "cli/golden_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/files.h"

#define SHOWN 160  /* bytes of a line that is otherwise, */
#define BEFORE 60  /* of them at most so many that are equal, */
#define DROPPED 20 /* the last ones: so many give way at a time */

/* What a line has, near where it is otherwise. */
typedef struct excerpt {
    char text[SHOWN];
    size_t n;
    bool cut; /* more stands before it */
} excerpt;

/* A file while a document is held against it. */
typedef struct comparing {
    FILE *file;
    size_t line;    /* in which both are, from 1 */
    bool otherwise; /* from there on */
    bool ended;     /* the file, in the middle of the line */
    excerpt had;    /* of that line what the file has, */
    excerpt says;   /* and what the document */
} comparing;

static bool goes_on(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80; /* a character of several bytes */
}

static void begin_line(excerpt *x)
{
    *x = (excerpt){.n = 0};
}

static void note(excerpt *x, int c, bool otherwise)
{
    if (c == '\n' || c == EOF || x->n + 1 == SHOWN) {
        return;
    }
    if (!otherwise && x->n == BEFORE) {
        size_t dropped = DROPPED;
        while (dropped < x->n && goes_on(x->text[dropped])) {
            dropped++;
        }
        x->n -= dropped;
        memmove(x->text, x->text + dropped, x->n);
        x->cut = true;
    }
    x->text[x->n++] = (char)c;
    x->text[x->n] = '\0';
}

/* Without the part of a character for which there was no room. */
static const char *whole(excerpt *x)
{
    size_t last = x->n;
    while (x->n + 1 == SHOWN && last > 0 && goes_on(x->text[last - 1])) {
        last--;
    }
    if (x->n + 1 == SHOWN && last > 0 && ((unsigned char)x->text[last - 1] & 0xc0) == 0xc0) {
        x->text[last - 1] = '\0';
    }
    return x->text;
}

/* A raci_write_fn. Up to the end of the first line that is otherwise. */
static int compare(const char *data, size_t length, void *payload)
{
    comparing *c = payload;
    for (size_t i = 0; i < length && !c->otherwise; i++) {
        const int had = getc(c->file);
        c->otherwise = had != (unsigned char)data[i];
        c->ended = had == EOF;
        note(&c->had, had, c->otherwise);
        note(&c->says, data[i], c->otherwise);
        if (c->otherwise) {
            for (size_t k = i + 1; k < length && data[i] != '\n' && data[k] != '\n'; k++) {
                note(&c->says, data[k], true);
            }
            for (int rest = had; rest != '\n' && rest != EOF;) {
                rest = getc(c->file);
                note(&c->had, rest, true);
            }
        } else if (data[i] == '\n') {
            c->line++;
            begin_line(&c->had);
            begin_line(&c->says);
        }
    }
    return 0;
}

static void say_otherwise(char found[RACI_GOLDEN_FOUND], comparing *c)
{
    if (c->ended && c->had.n > 0 && strcmp(c->had.text, c->says.text) == 0) {
        (void)snprintf(found, RACI_GOLDEN_FOUND, "line %zu of the file has no end: %s%s", c->line,
                       c->had.cut ? "…" : "", whole(&c->had));
        return;
    }
    (void)snprintf(found, RACI_GOLDEN_FOUND, "line %zu is %s%s, where the file has %s%s", c->line,
                   c->says.cut ? "…" : "", c->says.n > 0 ? whole(&c->says) : "empty",
                   c->had.cut ? "…" : "", c->had.n > 0 ? whole(&c->had) : "no more");
}

static raci_status compare_file(int *same, char found[RACI_GOLDEN_FOUND], const raci_golden *golden,
                                raci_error *err)
{
    comparing c = {.file = fopen(golden->path, "rb"), .line = 1};
    if (c.file == NULL && errno != ENOENT) {
        return fail(err, RACI_IO, "'%s' cannot be read: %s", golden->path, strerror(errno));
    }
    if (c.file == NULL) {
        (void)snprintf(found, RACI_GOLDEN_FOUND, "%s",
                       "there is no such file; 'raci test --update' writes it");
        return RACI_OK;
    }
    raci_status status = raci_report_golden(golden->result, golden->document, compare, &c, err);
    errno = 0;
    const int more = getc(c.file);
    if (ferror(c.file) != 0 && status == RACI_OK) {
        status = fail(err, RACI_IO, "'%s' cannot be read: %s", golden->path,
                      strerror(errno != 0 ? errno : EIO));
    }
    (void)fclose(c.file);
    *same = !c.otherwise && more == EOF;
    if (c.otherwise) {
        say_otherwise(found, &c);
    } else if (more != EOF) {
        (void)snprintf(found, RACI_GOLDEN_FOUND, "it ends before line %zu of the file", c.line);
    }
    return status;
}

static raci_status write_file(const raci_golden *golden, raci_error *err)
{
    replacing file;
    raci_status status = file_replace_begin(&file, golden->path, err);
    if (status != RACI_OK) {
        return status;
    }
    status = raci_report_golden(golden->result, golden->document, file_replace_write, &file, err);
    return file_replace_end(&file, status, err);
}

raci_status golden_compare(int *same, char found[RACI_GOLDEN_FOUND], const raci_golden *golden,
                           bool update, raci_error *err)
{
    raci_status status = compare_file(same, found, golden, err);
    if (status == RACI_OK && !*same && update && golden->keep) {
        const size_t length = strlen(found);
        (void)snprintf(found + length, RACI_GOLDEN_FOUND - length,
                       "; it is not written anew, since a rule failed or another case needs it so");
    } else if (status == RACI_OK && !*same && update) {
        status = write_file(golden, err);
        *same = status == RACI_OK;
        if (*same) {
            failure_note("wrote ", golden->path);
        }
    }
    return status;
}

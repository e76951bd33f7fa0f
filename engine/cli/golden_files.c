#include "cli/golden_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/files.h"

#define SHOWN 160 /* bytes of a line that is otherwise */

/* A file while a document is held against it. */
typedef struct comparing {
    FILE *file;
    size_t line;     /* in which both are, from 1 */
    size_t column;   /* bytes of it that are equal */
    bool otherwise;  /* from there on */
    char had[SHOWN]; /* of that line what the file has, */
    size_t n_had;
    char says[SHOWN]; /* and what the document */
    size_t n_says;
} comparing;

static void note(char to[SHOWN], size_t *n, int c)
{
    if (*n + 1 < SHOWN && c != '\n' && c != EOF) {
        to[(*n)++] = (char)c;
    }
    to[*n] = '\0';
}

/* A raci_write_fn. Up to the end of the first line that is otherwise. */
static int compare(const char *data, size_t length, void *payload)
{
    comparing *c = payload;
    for (size_t i = 0; i < length && !c->otherwise; i++) {
        const int had = getc(c->file);
        note(c->had, &c->n_had, had);
        note(c->says, &c->n_says, data[i]);
        if (had != (unsigned char)data[i]) {
            c->otherwise = true;
            for (size_t k = i + 1; k < length && data[i] != '\n' && data[k] != '\n'; k++) {
                note(c->says, &c->n_says, data[k]);
            }
            for (int rest = had; rest != '\n' && rest != EOF;) {
                rest = getc(c->file);
                note(c->had, &c->n_had, rest);
            }
        } else if (data[i] == '\n') {
            c->line++;
            c->n_had = c->n_says = 0;
            c->had[0] = c->says[0] = '\0';
        }
    }
    return 0;
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
    const int more = getc(c.file);
    (void)fclose(c.file);
    *same = !c.otherwise && more == EOF;
    if (c.otherwise) {
        (void)snprintf(found, RACI_GOLDEN_FOUND, "line %zu is %s, where the file has %s", c.line,
                       c.says[0] != '\0' ? c.says : "empty", c.had[0] != '\0' ? c.had : "no more");
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

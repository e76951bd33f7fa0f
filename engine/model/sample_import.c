#define _POSIX_C_SOURCE 200809L

#include "model/sample_import.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/nameless.h"
#include "base/nearest.h"
#include "model/import.h"
#include "raci/sample.h"

/* The bytes of a file of the sample, or NULL. */
static const char *bytes_of(const char *sample, const char *file, size_t *length)
{
    const char *path = NULL;
    const char *bytes = NULL;
    for (size_t i = 0; raci_sample_file(&path, &bytes, length, sample, i, NULL) == RACI_OK; i++) {
        if (strcmp(path, file) == 0) {
            return bytes;
        }
    }
    return NULL;
}

/* A file without a name, whose descriptor outlives its stream. */
static raci_status open_table(int *out, int tab, void *payload, raci_error *err)
{
    char name[64];
    size_t length = 0;
    (void)snprintf(name, sizeof name, "%s.csv", ri_tables[tab].name);
    const char *bytes = bytes_of(payload, name, &length);
    if (bytes == NULL) {
        return RACI_OK;
    }
    FILE *file = ri_nameless(true);
    if (file != NULL && fwrite(bytes, 1, length, file) == length && fflush(file) == 0) {
        *out = dup(fileno(file));
    }
    raci_status status =
        *out >= 0 && lseek(*out, 0, SEEK_SET) == 0
            ? RACI_OK
            : ri_fail(err, RACI_IO, "%s of the sample cannot be read: %s", name, strerror(errno));
    if (file != NULL) {
        (void)fclose(file);
    }
    return status;
}

static raci_status unknown(const char *sample, raci_error *err)
{
    char name[RACI_SAMPLE_NAME];
    char best[RACI_SAMPLE_NAME] = "";
    ri_nearest search;
    ri_nearest_begin(&search, sample);
    for (size_t i = 0; raci_sample_name(name, i); i++) {
        const char *before = search.best;
        ri_nearest_offer(&search, name);
        if (search.best != before) {
            (void)snprintf(best, sizeof best, "%s", name);
            search.best = best;
        }
    }
    return search.best != NULL
               ? ri_fail(err, RACI_NOTFOUND, "there is no sample '%s'; did you mean '%s'?", sample,
                         best)
               : ri_fail(err, RACI_NOTFOUND, "there is no sample '%s'", sample);
}

raci_status ri_sample_import(raci_model *model, const char *sample, raci_error *err)
{
    char name[RACI_SAMPLE_NAME];
    size_t i = 0;
    if (strlen(sample) >= sizeof name) {
        return unknown(sample, err);
    }
    while (raci_sample_name(name, i) && strcmp(name, sample) != 0) {
        i++;
    }
    if (!raci_sample_name(name, i)) {
        return unknown(sample, err);
    }
    const ri_import_way way = {.open = open_table, .payload = name};
    return ri_import_folder(model, name, &way, NULL, NULL, NULL, err);
}

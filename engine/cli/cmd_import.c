/* Several folders are imported one after the other, each whole or not at all. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/import_files.h"
#include "cli/output.h"
#include "cli/progress.h"

#define FOLDERS_MAX 256

/* The library takes folders; say so of anything else before anything is done. */
static raci_status look_at(const char *path, raci_error *err)
{
    struct stat about;
    if (strcmp(path, "-") == 0) {
        return fail(err, RACI_INVALID,
                    "'-' is standard input, which goes with other files: folders go together");
    }
    if (stat(path, &about) != 0) {
        return fail(err, RACI_NOTFOUND, "there is no file or folder '%s' to import", path);
    }
    if (!S_ISDIR(about.st_mode) && !raci_model_takes(path)) {
        return fail(err, RACI_INVALID,
                    "'%s' is no folder: folders go together, and files; of canonical CSV files "
                    "(units.csv, positions.csv, ...) name the folder",
                    path);
    }
    return RACI_OK;
}

/* Whether what is named are files that are not canonical. */
static bool are_files(const options *o)
{
    struct stat about;
    for (size_t i = 0; i < o->n_operands; i++) {
        if (strcmp(o->operands[i], "-") == 0) {
            continue;
        }
        if (stat(o->operands[i], &about) != 0 || !S_ISREG(about.st_mode) ||
            raci_model_takes(o->operands[i])) {
            return false;
        }
    }
    return true;
}

static raci_status look_at_all(const options *o, raci_error *err)
{
    raci_status status = RACI_OK;
    if (o->n_operands > FOLDERS_MAX) {
        return fail(err, RACI_INVALID, "more than %d folders", FOLDERS_MAX);
    }
    for (size_t i = 0; status == RACI_OK && i < o->n_operands; i++) {
        status = look_at(o->operands[i], err);
    }
    return status;
}

/* ---- folders ---- */

static int import_folders(const options *o)
{
    static problems found;
    static raci_imported done[FOLDERS_MAX];
    output out = {0};
    raci_model *model = NULL;
    raci_error err = {0};
    stage at = STAGE_USAGE;
    raci_status status = look_at_all(o, &err);
    if (status == RACI_OK) {
        at = STAGE_OPENING;
        status = model_open(&model, o, 1, &err);
    }
    if (status == RACI_OK) {
        status = imports_record(model, o, &err);
    }
    if (status == RACI_OK) {
        at = STAGE_ASKING;
        status = output_begin(&out, &err);
    }
    if (status == RACI_OK) {
        progress_begin(o, model);
    }
    size_t n = 0; /* folders that were imported */
    for (; status == RACI_OK && n < o->n_operands; n += status == RACI_OK) {
        done[n].path = o->operands[n];
        status = raci_model_import(model, o->operands[n], o->dry_run, &done[n].counts,
                                   problems_note, &found, &err);
    }
    progress_end();
    if (status == RACI_OK) {
        status = raci_report_import(done, o->n_operands, o->dry_run, o->format, &out.look,
                                    raci_buffer_write, out.buffer, &err);
    }
    raci_model_close(model);
    progress_leave(status);
    if (status != RACI_OK) {
        output_drop(&out);
        int told = failure_tell(o, at, &err, &found);
        for (size_t i = 0; !o->dry_run && i < n && n < o->n_operands; i++) {
            failure_note("imported before that, and kept: ", done[i].path);
        }
        return told;
    }
    return output_end(&out, o, EXIT_FINE);
}

int cmd_import(const options *o)
{
    if (are_files(o)) {
        return import_files(o);
    }
    return import_folders(o);
}

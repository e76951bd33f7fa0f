/*
 * Folders of canonical files for tests of import and export.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_FOLDERS_H
#define TEST_FOLDERS_H

#include "scratch.h"

#include "base/text.h"
#include "raci/model.h"

/* Makes the folder of a file, of which only the last part may be missing. */
static inline void folder_of(const char *path)
{
    char folder[SCRATCH_PATH];
    (void)snprintf(folder, sizeof folder, "%s", path);
    *strrchr(folder, '/') = '\0';
    (void)mkdir(folder, 0777);
}

/* Writes files that stand in one text, each after a line "== NAME". */
static inline void folder_write(const char *dir, const char *text)
{
    (void)mkdir(dir, 0777);
    for (const char *at = text; at != NULL && *at != '\0';) {
        char path[SCRATCH_PATH];
        assert_memory_equal(at, "== ", 3);
        const char *line = strchr(at, '\n');
        assert_non_null(line);
        const char *next = strstr(line, "\n== ");
        size_t length = next != NULL ? (size_t)(next - line) : strlen(line + 1);
        assert_true(snprintf(path, sizeof path, "%s/%.*s", dir, (int)(line - at - 3), at + 3) <
                    (int)sizeof path);
        folder_of(path);
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(line + 1, 1, length, file), length);
        assert_int_equal(fclose(file), 0);
        at = next != NULL ? next + 1 : NULL;
    }
}

/* Collects problems as lines "FILE:LINE:COLUMN: MESSAGE". */
static inline void folder_problem(const char *file, int line, int column, const char *message,
                                  void *payload)
{
    const char *slash = strrchr(file, '/');
    ri_text_format(payload, "%s:%d:%d: %s\n", slash != NULL ? slash + 1 : file, line, column,
                   message);
}

static inline raci_model *folder_model(const scratch *s, const char *name)
{
    char path[SCRATCH_PATH];
    raci_model *model = NULL;
    raci_error err = {0};
    if (raci_model_create(&model, scratch_path(s, name, path), &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return model;
}

/* Imports files that stand in one text; problems are appended to `problems`. */
static inline raci_status folder_import(const scratch *s, raci_model *model, const char *text,
                                        raci_import_counts *counts, ri_text *problems)
{
    char path[SCRATCH_PATH];
    raci_error err = {0};
    scratch_path(s, "in", path);
    folder_write(path, text);
    raci_status status = raci_model_import(model, path, 0, counts, folder_problem, problems, &err);
    assert_int_equal(err.status, status);
    scratch_empty(path);
    return status;
}

/* The same where no problem is expected. */
static inline void folder_take(const scratch *s, raci_model *model, const char *text)
{
    ri_text problems = RI_TEXT_INIT;
    if (folder_import(s, model, text, NULL, &problems) != RACI_OK) {
        fail_msg("%s", ri_text_string(&problems));
    }
    ri_text_free(&problems);
}

/* Exports the model and gives one of the files, to be freed. */
static inline char *folder_export(const scratch *s, raci_model *model, const char *file)
{
    char path[SCRATCH_PATH];
    char name[64];
    raci_error err = {0};
    if (raci_model_export(model, scratch_path(s, "out", path), &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    (void)snprintf(name, sizeof name, "out/%s", file);
    return scratch_read(s, name, NULL);
}

static inline void folder_digest(raci_model *model, char out[65])
{
    const char *digest = NULL;
    assert_int_equal(raci_model_digest(&digest, model, NULL), RACI_OK);
    assert_int_equal(strlen(digest), 64);
    memcpy(out, digest, 65);
}

#endif

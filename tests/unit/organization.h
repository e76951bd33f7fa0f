/*
 * Small organizations for tests: a model made of canonical CSV files that stand
 * in the test as one text, each file after a line "== NAME.csv".
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_ORGANIZATION_H
#define TEST_ORGANIZATION_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "model/snapshot.h"

static inline void organization_path(char *out, size_t size, const char *dir, const char *name,
                                     size_t length)
{
    assert_true(snprintf(out, size, "%s/%.*s", dir, (int)length, name) < (int)size);
}

/* Calls `each` with the path and content of every file of the text. */
static inline void organization_files(const char *dir, const char *text,
                                      void (*each)(const char *path, const char *bytes,
                                                   size_t length))
{
    char path[512];
    const char *at = strncmp(text, "== ", 3) == 0 ? text : NULL;
    while (at != NULL) {
        const char *name = at + 3;
        const char *line = strchr(name, '\n');
        assert_non_null(line);
        const char *next = strstr(line, "\n== ");
        size_t length = next != NULL ? (size_t)(next - line) : strlen(line + 1);
        organization_path(path, sizeof path, dir, name, (size_t)(line - name));
        each(path, line + 1, length);
        at = next != NULL ? next + 1 : NULL;
    }
}

static inline void organization_write(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static inline void organization_remove(const char *path, const char *bytes, size_t length)
{
    (void)bytes, (void)length;
    assert_int_equal(unlink(path), 0);
}

static inline void organization_problem(const char *file, int line, int column, const char *message,
                                        void *payload)
{
    if (payload == NULL) {
        print_error("%s:%d:%d: %s\n", file, line, column, message);
    }
}

/* Imports the files into a new model, of which nothing stays on disk once it is closed.
   NULL when the import refuses them and `may_fail`. */
static inline raci_model *organization_try(const char *text, bool may_fail)
{
    const char *temporary = getenv("TMPDIR");
    char dir[256];
    char path[512];
    raci_model *model = NULL;
    raci_error err = {0};
    (void)snprintf(dir, sizeof dir, "%s/raci-test-XXXXXX",
                   temporary != NULL && *temporary != '\0' ? temporary : "/tmp");
    assert_non_null(mkdtemp(dir));
    organization_path(path, sizeof path, dir, "raci.db", strlen("raci.db"));
    if (raci_model_create(&model, path, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    organization_files(dir, text, organization_write);
    raci_status status =
        raci_model_import(model, dir, 0, NULL, organization_problem, may_fail ? dir : NULL, &err);
    organization_files(dir, text, organization_remove);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(dir), 0);
    if (status != RACI_OK) {
        assert_true(may_fail && status == RACI_INPUT);
        raci_model_close(model);
        return NULL;
    }
    return model;
}

static inline raci_model *organization(const char *text)
{
    return organization_try(text, false);
}

static inline int32_t day(const char *text)
{
    int32_t number = 0;
    assert_true(ri_day_parse(text, strlen(text), &number));
    return number;
}

static inline ri_snapshot *snapshot_at(raci_model *model, const char *date)
{
    ri_snapshot *s = NULL;
    raci_error err = {0};
    if (ri_snapshot_load(&s, model, day(date), true, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return s;
}

/* What "kind:key" names, RI_NONE when it is not there or the text is "none". */
static inline ri_ref named(const ri_snapshot *s, const char *reference)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    if (strcmp(reference, "none") == 0) {
        return RI_NONE;
    }
    assert_true(ri_reference_split(reference, &kind, &key));
    return ri_snapshot_find(s, kind, key);
}

/* The index of something that must be there. */
static inline uint32_t row(const ri_snapshot *s, const char *reference)
{
    ri_ref ref = named(s, reference);
    if (ref == RI_NONE) {
        fail_msg("%s is not there", reference);
    }
    return ri_ref_index(ref);
}

#endif

/*
 * Small organizations for tests: a model made of canonical CSV files that stand
 * in the test as one text, each file after a line "== NAME.csv".
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_ORGANIZATION_H
#define TEST_ORGANIZATION_H

#include "folders.h"

#include "base/day.h"
#include "model/snapshot.h"

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
    scratch s;
    raci_error err = {0};
    scratch_make_small(&s);
    raci_model *model = folder_model(&s, "raci.db");
    folder_write(s.dir, text);
    raci_status status =
        raci_model_import(model, s.dir, 0, NULL, organization_problem, may_fail ? &s : NULL, &err);
    scratch_remove(&s);
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

/*
 * Any bytes as a folder of canonical files, each after a line "== NAME.csv": refused, and nothing
 * is written, whether it is tried or done; or taken, and then taken again without a change, and
 * what is exported of it is the same organization.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_ground.h"

#include "model/tables.h"

static const char plain[] = "policy { name = \"plain\" }\n"
                            "rule \"a\" { assign = { A = head_of_delivering_unit() } }\n";

/* Whether a line names a canonical file; the path is that of the file. */
static bool names_file(const scratch *s, const char *folder, const uint8_t *line, size_t n,
                       char path[SCRATCH_PATH])
{
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        char head[64];
        char inside[128];
        (void)snprintf(head, sizeof head, "== %s.csv", ri_tables[tab].name);
        if (strlen(head) == n && memcmp(line, head, n) == 0) {
            (void)snprintf(inside, sizeof inside, "%s/%s", folder, head + 3);
            (void)scratch_path(s, inside, path);
            return true;
        }
    }
    return false;
}

static void write_folder(const scratch *s, const char *folder, const uint8_t *bytes, size_t n)
{
    char path[SCRATCH_PATH];
    FILE *file = NULL;
    (void)mkdir(scratch_path(s, folder, path), 0777);
    scratch_empty(path);
    for (size_t at = 0; at < n;) {
        const uint8_t *end = memchr(bytes + at, '\n', n - at);
        const size_t length = end != NULL ? (size_t)(end - bytes) - at : n - at;
        if (names_file(s, folder, bytes + at, length, path)) {
            REQUIRE(file == NULL || fclose(file) == 0);
            file = fopen(path, "wb");
            REQUIRE(file != NULL);
        } else if (file != NULL) {
            REQUIRE(fwrite(bytes + at, 1, length, file) == length);
            REQUIRE(end == NULL || fputc('\n', file) == '\n');
        }
        at += length + 1;
    }
    REQUIRE(file == NULL || fclose(file) == 0);
}

static raci_status take(raci_model *model, const char *folder, int dry_run,
                        raci_import_counts *counts)
{
    char path[SCRATCH_PATH];
    size_t told = 0;
    raci_error err = {0};
    const char *dir = scratch_path(&ground_get()->s, folder, path);
    const raci_status status =
        raci_model_import(model, dir, dry_run, counts, ground_problem, &told, &err);
    if (status != RACI_OK) {
        ground_refused(status, &err);
        REQUIRE((status == RACI_INPUT) == (told > 0));
    }
    return status;
}

static void look_at_taken(raci_model *model, const raci_import_counts *counts, const char *digest)
{
    char path[SCRATCH_PATH];
    char again[65];
    raci_error err = {0};
    raci_import_counts second = {0};
    ground *g = ground_get();
    REQUIRE(take(model, "in", 0, &second) == RACI_OK);
    REQUIRE(second.added == 0 && second.updated == 0);
    REQUIRE(second.unchanged == counts->added + counts->updated + counts->unchanged);
    REQUIRE(raci_model_export(model, scratch_path(&g->s, "out", path), &err) == RACI_OK);
    raci_policy *policy = ground_policy(model, plain, strlen(plain));
    REQUIRE(policy != NULL);
    ri_text found = ground_check(model, policy, GROUND_DAY);
    ri_text_free(&found);
    raci_policy_free(policy);
    raci_model_close(model);
    raci_model *other = ground_new();
    if (counts->added > 0) {
        REQUIRE(take(other, "out", 0, NULL) == RACI_OK);
    }
    folder_digest(other, again);
    REQUIRE(strcmp(again, digest) == 0);
    raci_model_close(other);
    scratch_empty(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char before[65];
    char after[65];
    raci_import_counts tried = {0};
    raci_import_counts counts = {0};
    raci_model *model = ground_new();
    write_folder(&ground_get()->s, "in", bytes, n);
    folder_digest(model, before);
    const raci_status dry = take(model, "in", 1, &tried);
    folder_digest(model, after);
    REQUIRE(strcmp(before, after) == 0);
    const raci_status status = take(model, "in", 0, &counts);
    folder_digest(model, after);
    REQUIRE(status == dry);
    if (status != RACI_OK) {
        REQUIRE(strcmp(before, after) == 0);
        raci_model_close(model);
        return 0;
    }
    REQUIRE(tried.added == counts.added && tried.files == counts.files);
    look_at_taken(model, &counts, after);
    return 0;
}

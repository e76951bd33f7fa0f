/* Any bytes as a file of sentences: it is refused with a place, or gives cases that are whole. */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_book.h"
#include "policy/cases.h"

static void note(const char *file, int line, int column, const char *message, void *payload)
{
    size_t *n = payload;
    (void)column;
    REQUIRE(file[0] != '\0' && line > 0 && message[0] != '\0');
    (*n)++;
}

static void look_at(const ri_case *one)
{
    REQUIRE(one->organization != NULL && one->n_expects > 0);
    for (size_t i = 0; i < one->n_expects; i++) {
        const ri_expectation *e = &one->expects[i];
        const bool about = e->verb == RI_EXPECT_FINDING || e->verb == RI_EXPECT_NO_FINDING ||
                           e->verb == RI_EXPECT_BREAKS || e->verb == RI_EXPECT_HEALS ||
                           e->verb == RI_EXPECT_GOLDEN;
        REQUIRE(e->line > 0);
        REQUIRE(about ? e->name != NULL : e->subject != NULL);
        REQUIRE(e->verb != RI_EXPECT_HOLDERS || e->letter != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *path = fuzz_path(".case");
    ri_case_file *file = NULL;
    size_t problems = 0;
    raci_error err = {.status = RACI_OK};
    fuzz_write(path, bytes, n);
    const raci_status status = ri_case_file_read(&file, path, note, &problems, &err);
    (void)unlink(path);
    REQUIRE(status == RACI_OK || status == RACI_POLICY || status == RACI_LIMIT);
    REQUIRE(status == RACI_OK ? problems == 0 : err.message[0] != '\0');
    for (size_t i = 0; status == RACI_OK && i < file->n; i++) {
        look_at(&file->cases[i]);
    }
    ri_case_file_free(file);
    return 0;
}

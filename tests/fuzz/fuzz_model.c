/*
 * Bytes as what a model's file has become: they are the file, where they begin as one, or say
 * what is otherwise in a good one, five bytes for each place: where, and what is there, and how
 * often; or where the file ends. It is refused, or used as any other.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_kept.h"

#define PLACE 5

/* The file as it has become; to be freed. */
static char *damage(const uint8_t *bytes, size_t n, size_t *length)
{
    char *file = malloc(kept.n);
    REQUIRE(file != NULL);
    memcpy(file, kept.bytes, kept.n);
    *length = kept.n;
    for (; n >= PLACE; bytes += PLACE, n -= PLACE) {
        const size_t at = ((size_t)bytes[0] << 16 | (size_t)bytes[1] << 8 | bytes[2]) % kept.n;
        if (bytes[4] == 0xff) {
            *length = at;
        }
        for (size_t i = 0; i <= bytes[4] % 16U && at + i < kept.n; i++) {
            file[at + i] = (char)bytes[3];
        }
    }
    return file;
}

static void read_all(raci_model *model)
{
    char path[SCRATCH_PATH];
    const char *digest = NULL;
    raci_error err = {0};
    (void)kept_went(raci_model_digest(&digest, model, &err), &err);
    err = (raci_error){0};
    (void)kept_went(raci_model_export(model, scratch_path(&fuzz_ground.s, "exported", path), &err),
                    &err);
    kept_check(model);
    (void)kept_proved(model);
    kept_log(model);
    kept_recollect(model);
}

static void write_some(raci_model *model)
{
    size_t problems = 0;
    raci_error err = {0};
    raci_change *change = NULL;
    (void)kept_went(raci_undo(&change, model, 0, GROUND_AT, ground_problem, &problems, &err), &err);
    raci_change_free(change);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char magic[] = "SQLite format 3";
    kept_get();
    const scratch *s = &fuzz_ground.s;
    if (n >= sizeof magic && memcmp(bytes, magic, sizeof magic) == 0) {
        scratch_write(s, "copy.db", bytes, n);
    } else {
        size_t length = 0;
        char *file = damage(bytes, n, &length);
        scratch_write(s, "copy.db", file, length);
        free(file);
    }
    for (int writable = 0; writable < 2; writable++) {
        raci_status status = RACI_OK;
        raci_model *model = ground_open("copy.db", writable, &status);
        if (model != NULL) {
            (writable != 0 ? write_some : read_all)(model);
        }
        raci_model_close(model);
    }
    return 0;
}

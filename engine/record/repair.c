/*
 * Repairing a file: its rows are written into a new one, which takes its place only where an
 * examination finds nothing wrong with it. Whatever is not proved stays as it lies there.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/write_all.h"
#include "model/known.h"
#include "record/chain.h"
#include "record/examination.h"

#define COPIES_MAX 1000

/* ---- files ---- */

static raci_status failed(const char *doing, const char *path, raci_error *err)
{
    return ri_fail(err, RACI_IO, "'%s' cannot be %s: %s", path, doing, strerror(errno));
}

/* Where the bytes of the file that is held go. */
typedef struct copying {
    const char *path; /* of that file */
    const char *copy;
    int file;
    size_t done;
} copying;

/* Pieces overlap; what lies beside the file comes, too. */
static raci_status copy_piece(const char *path, const char *bytes, size_t length, void *payload,
                              raci_error *err)
{
    copying *c = payload;
    const size_t skip = c->done > 0 ? RI_BYTES_OVERLAP : 0;
    if (strcmp(path, c->path) != 0 || length <= skip) {
        return RACI_OK;
    }
    c->done += length - skip;
    return ri_write_all(c->file, bytes + skip, length - skip) ? RACI_OK
                                                              : failed("written", c->copy, err);
}

/* Copies the file through the connection that holds it: if it were opened and closed here, nobody
   would be kept from writing it any more. RACI_EXISTS: there is a file of that name. */
static raci_status copy_to(const char *copy, mode_t mode, ri_store *held, raci_error *err)
{
    copying c = {.path = ri_store_path(held), .copy = copy};
    c.file = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (c.file < 0) {
        return errno == EEXIST ? RACI_EXISTS : failed("made", copy, err);
    }
    raci_status status = ri_store_read_bytes(held, copy_piece, &c, err);
    if (status == RACI_OK && fsync(c.file) != 0) {
        status = failed("written", copy, err);
    }
    if (close(c.file) != 0 && status == RACI_OK) {
        status = failed("written", copy, err);
    }
    if (status != RACI_OK) {
        (void)unlink(copy);
    }
    return status;
}

static raci_status keep_copy(raci_examination *x, mode_t mode, ri_store *held, raci_error *err)
{
    raci_status status = RACI_EXISTS;
    for (int i = 0; status == RACI_EXISTS && i < COPIES_MAX; i++) {
        x->copy = i == 0 ? ri_arena_format(x->arena, "%s.before-repair", x->real)
                         : ri_arena_format(x->arena, "%s.before-repair-%d", x->real, i + 1);
        status = x->copy != NULL ? copy_to(x->copy, mode, held, err) : ri_fail_nomem(err);
    }
    return status == RACI_EXISTS
               ? ri_fail(err, RACI_EXISTS, "'%s.before-repair' and many more exist already",
                         x->path)
               : status;
}

/* ---- the new file ---- */

/* The digest that is proved for what the new file has: the one it notes, or the newest that the
   record has; or with `accept` its own. NULL: none. */
static raci_status choose_digest(const char **out, raci_model *model, char computed[65],
                                 bool accept, raci_error *err)
{
    char noted[RI_FACT_SIZE];
    bool there = false;
    ri_stmt *stmt = NULL;
    bool row = false;
    ri_store *store = ri_model_store(model);
    raci_status status = ri_model_compute(computed, model, err);
    *out = NULL;
    if (status == RACI_OK) {
        status = ri_model_noted(noted, &there, model, err);
    }
    if (status != RACI_OK || strcmp(noted, computed) == 0) {
        return status; /* it stays */
    }
    status = ri_store_stmt(&stmt, store, STMT_CONTENT_RECORDED, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
        const char *recorded = status == RACI_OK && row ? ri_column_text(stmt, 0, NULL) : NULL;
        if (accept || (recorded != NULL && strcmp(recorded, computed) == 0)) {
            *out = computed;
        }
        ri_reset(stmt);
    }
    return status;
}

/* The head, noted apart, where what is left of the note is of the newest entry. */
static raci_status mend_head(ri_store *store, raci_error *err)
{
    char noted[RI_FACT_SIZE];
    char digest[65];
    char head[128];
    bool there = false;
    int64_t number = 0;
    raci_status status = ri_chain_newest(&number, digest, store, err);
    if (status != RACI_OK || number == 0) {
        return status;
    }
    status = ri_store_fact(noted, &there, store, RI_CHAIN_HEAD, err);
    (void)snprintf(head, sizeof head, "%lld %s", (long long)number, digest);
    const bool same_digest = there && strstr(noted, digest) != NULL;
    return status == RACI_OK && same_digest && strcmp(noted, head) != 0
               ? ri_store_set_fact(store, RI_CHAIN_HEAD, head, err)
               : status;
}

static raci_status mend(raci_model *model, bool accept, raci_error *err)
{
    char computed[65];
    const char *digest = NULL;
    ri_store *store = ri_model_store(model);
    raci_status status = ri_store_begin(store, err);
    if (status == RACI_OK) {
        status = choose_digest(&digest, model, computed, accept, err);
    }
    if (status == RACI_OK) {
        status = ri_model_mend(model, digest, err);
    }
    if (status == RACI_OK) {
        status = mend_head(store, err);
    }
    if (status == RACI_OK) {
        status = ri_store_commit(store, err);
    }
    ri_store_rollback(store);
    return status;
}

/* Writes the rows of `from` into a new file. */
static raci_status write_anew(raci_examination *x, size_t *lost, ri_store *from, const char *path,
                              bool accept, raci_error *err)
{
    raci_model *model = NULL;
    ri_store *to = NULL;
    const ri_flaw_watch watch = ri_doctor_watch_lost(x);
    raci_status status = ri_store_salvage(&to, lost, from, path, &watch, err);
    if (status == RACI_OK) {
        status = ri_model_of_store(&model, to, err);
    }
    if (status == RACI_OK) {
        raci_error found = {0};
        status = mend(model, accept, &found);
        if (status != RACI_OK) {
            status = ri_flaw_take(&watch, RACI_FLAW_CONTENT, "", status, &found, err);
        }
    }
    raci_model_close(model);
    return status;
}

/* ---- its place ---- */

/* The name is to last, too. */
static raci_status settle(raci_examination *x, raci_error *err)
{
    char *folder = ri_arena_string(x->arena, x->real);
    if (folder == NULL) {
        return ri_fail_nomem(err);
    }
    char *last = strrchr(folder, '/'); /* the path is a whole one */
    last[last == folder ? 1 : 0] = '\0';
    const int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = file >= 0 && (fsync(file) == 0 || errno == EINVAL);
    raci_status status = done ? RACI_OK : failed("written", folder, err);
    if (file >= 0) {
        (void)close(file);
    }
    return status;
}

/* From here on the file is another one. */
static raci_status put_in_place(raci_examination *x, const char *fresh, ri_store *held,
                                raci_error *err)
{
    static const char *const beside[] = {"-wal", "-shm"};
    struct stat facts;
    const mode_t mode = stat(x->real, &facts) == 0 ? facts.st_mode & 0777 : 0600;
    (void)chmod(fresh, mode);
    raci_status status = keep_copy(x, mode, held, err);
    if (status != RACI_OK) {
        return status;
    }
    /* They are of the old file, and would be taken for the new one's. */
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        const char *path = ri_arena_format(x->arena, "%s%s", x->real, beside[i]);
        if (path == NULL) {
            return ri_fail_nomem(err);
        }
        (void)unlink(path);
    }
    if (rename(fresh, x->real) != 0) {
        return failed("replaced", x->path, err);
    }
    return settle(x, err);
}

static void say_why(raci_examination *x, const raci_examination *fresh, size_t lost)
{
    x->repair = RI_REPAIR_NOT;
    if (lost > 0 && x->lost.n > 0) {
        x->why = ri_arena_format(x->arena, "not all rows can be read: %s", x->lost.items[0].what);
    } else if (fresh != NULL && fresh->flaws.n > 0) {
        x->why = ri_arena_format(x->arena, "in a new file it would still be wrong: %s",
                                 fresh->flaws.items[0].what);
    }
    if (x->why == NULL) {
        x->why = "not all of it can be proved";
    }
}

/* Examines the new file; puts it in the place of the old one where nothing is wrong. */
static raci_status judge(raci_examination *x, const char *path, size_t lost, ri_store *held,
                         raci_error *err)
{
    raci_examination *fresh = NULL;
    raci_status status = raci_examine(&fresh, path, err);
    if (status == RACI_OK && (lost > 0 || fresh->wrong > 0)) {
        say_why(x, fresh, lost);
    } else if (status == RACI_OK) {
        status = put_in_place(x, path, held, err);
        if (status == RACI_OK) {
            x->repair = RI_REPAIR_DONE;
            status = ri_doctor_look(x, x->path, err);
        }
    }
    raci_examination_free(fresh);
    return status;
}

/* Whoever is writing is waited for, and nobody else begins. */
static raci_status hold(ri_store **out, const char *path, raci_error *err)
{
    raci_error ignored = {0};
    ri_store *store = NULL;
    raci_status status = ri_store_open(&store, path, RI_STORE_HELD, err);
    if (status == RACI_OK) {
        status = ri_store_begin(store, &ignored);
        if (status == RACI_BUSY || status == RACI_IO || status == RACI_NOMEM) {
            ri_store_close(store);
            return ri_fail(err, status, "%s", ignored.message);
        }
        *out = store;
        status = RACI_OK; /* what is too damaged to be held nobody writes */
    }
    return status;
}

static bool can_be_repaired(raci_examination *x)
{
    for (size_t i = 0; i < x->flaws.n; i++) {
        if (x->flaws.items[i].kind == RACI_FLAW_VERSION && !x->opened) {
            x->why = "a newer raci may have written it, and is to look after it";
        }
    }
    if (!x->opened && x->why == NULL) {
        x->why = "nothing in it can be read";
    }
    return x->opened;
}

raci_status raci_examination_repair(raci_examination *examination, int accept_content,
                                    raci_error *err)
{
    char real[PATH_MAX];
    ri_store *held = NULL;
    size_t lost = 0;
    if (examination->wrong == 0) {
        examination->repair = RI_REPAIR_NEEDLESS;
        return RACI_OK;
    }
    if (!can_be_repaired(examination)) {
        examination->repair = RI_REPAIR_NOT;
        return RACI_OK;
    }
    if (realpath(examination->path, real) == NULL) { /* a link stays one */
        return failed("found", examination->path, err);
    }
    examination->real = ri_arena_string(examination->arena, real);
    char *fresh = examination->real != NULL
                      ? ri_arena_format(examination->arena, "%s.repairing", examination->real)
                      : NULL;
    if (fresh == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = hold(&held, examination->real, err);
    if (status == RACI_OK) {
        (void)unlink(fresh); /* of a repair that was interrupted */
        status = write_anew(examination, &lost, held, fresh, accept_content != 0, err);
    }
    if (status == RACI_OK) {
        status = judge(examination, fresh, lost, held, err);
    }
    ri_store_close(held);
    if (examination->repair != RI_REPAIR_DONE) {
        (void)unlink(fresh);
    }
    return status;
}

raci_status raci_examination_export(raci_examination *examination, const char *dir, raci_error *err)
{
    ri_store *from = NULL;
    ri_store *to = NULL;
    raci_model *model = NULL;
    size_t lost = 0;
    const ri_flaw_watch watch = ri_doctor_watch_lost(examination);
    examination->lost.n = 0;
    if (!examination->opened) {
        return ri_fail(err, RACI_FORMAT, "nothing in '%s' can be read, so nothing is exported",
                       examination->path);
    }
    raci_status status = ri_store_open(&from, examination->path, RI_STORE_AS_FOUND, err);
    if (status == RACI_OK) {
        status = ri_store_salvage(&to, &lost, from, NULL, &watch, err);
    }
    ri_store_close(from);
    if (status == RACI_OK) {
        status = ri_store_examine_references(to, &watch, err);
    }
    if (status == RACI_OK) {
        status = ri_model_of_store(&model, to, err);
    }
    if (status == RACI_OK) {
        status = raci_model_export(model, dir, err);
        examination->folder = status == RACI_OK ? ri_arena_string(examination->arena, dir) : NULL;
    }
    raci_model_close(model);
    return status;
}

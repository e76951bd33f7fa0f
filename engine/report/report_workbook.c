/* The workbook of an evaluation: its sheets in order, its bytes handed on. */
#define _XOPEN_SOURCE 700 /* P_tmpdir */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/own_workbook.h"
#include "raci/report.h"
#include "report/report_who.h"
#include "report/workbook.h"
#include "scenario/comparison.h"

#define NOON 43200 /* seconds: the library takes a time of 0 for now */
#define SECONDS_OF_DAY 86400

/* The library writes to a path only: a file that nobody else knows, gone once it is read. */
typedef struct passage {
    char path[64];
    FILE *file;
} passage;

static raci_status begin_passage(passage *p, raci_error *err)
{
    (void)snprintf(p->path, sizeof p->path, "%s/raci-XXXXXX", P_tmpdir);
    const int descriptor = mkstemp(p->path);
    p->file = descriptor >= 0 ? fdopen(descriptor, "rb") : NULL;
    if (p->file == NULL) {
        const int reason = errno;
        if (descriptor >= 0) {
            (void)close(descriptor);
            (void)unlink(p->path);
        }
        return ri_fail(err, RACI_IO, "a temporary file cannot be made in '%s': %s", P_tmpdir,
                       strerror(reason));
    }
    return RACI_OK;
}

static void end_passage(passage *p)
{
    if (p->file != NULL) {
        (void)fclose(p->file);
        (void)unlink(p->path);
    }
}

static raci_status hand_on(const passage *p, raci_write_fn write, void *payload, raci_error *err)
{
    char bytes[16384];
    size_t n = 0;
    while ((n = fread(bytes, 1, sizeof bytes, p->file)) > 0) {
        errno = 0;
        if (write(bytes, n, payload) != 0) {
            return errno != 0 ? ri_fail(err, RACI_IO, "writing failed: %s", strerror(errno))
                              : ri_fail(err, RACI_STOPPED, "the writer stopped");
        }
    }
    return ferror(p->file)
               ? ri_fail(err, RACI_IO, "the workbook cannot be read back: %s", strerror(errno))
               : RACI_OK;
}

/* ---- the workbook ---- */

/* Whatever the clock says, it was made on the day that it is of. */
static void sign(ri_workbook *w)
{
    lxw_doc_properties about = {
        .title = "Who answers for what",
        .subject = "Responsibility matrix, findings and escalations",
        .author = "raci",
        .created = (time_t)w->result->date * SECONDS_OF_DAY + NOON,
    };
    if (workbook_set_properties(w->book, &about) != LXW_NO_ERROR) {
        w->failed = true;
    }
}

static raci_status begin(ri_workbook *w, const char *path, raci_error *err)
{
    lxw_workbook_options how = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
    raci_status status = raci_model_digest(&w->digest, w->result->model, err);
    if (status == RACI_OK) {
        status = ri_resolver_new(&w->resolver, w->result->policy, w->result->snapshot, err);
    }
    if (status != RACI_OK) {
        return status;
    }
    ri_view_init(&w->view, w->resolver);
    w->n_letters = w->view.scheme->n;
    for (uint32_t i = 0; i < w->n_letters; i++) {
        w->letters[i] = ri_letter_in_order(w->view.scheme, i);
    }
    w->book = workbook_new_opt(path, &how);
    w->marks = ri_finding_marks_of(w->result);
    if (w->book == NULL || w->marks == NULL || !ri_workbook_holders(w)) {
        return ri_fail_nomem(err);
    }
    sign(w);
    ri_workbook_dress(w);
    return w->failed ? ri_fail_nomem(err) : RACI_OK;
}

static bool of_report(const ri_workbook *w)
{
    return w->of != NULL;
}

static bool has_inbox(const ri_workbook *w)
{
    return w->of != NULL && w->of->inbox != NULL;
}

static bool has_no_inbox(const ri_workbook *w)
{
    return !has_inbox(w);
}

static bool has_scenario(const ri_workbook *w)
{
    return w->of != NULL && w->of->whatif != NULL;
}

static bool has_models(const ri_workbook *w)
{
    return w->of != NULL && w->of->comparison != NULL && w->of->comparison->n > 0;
}

/* The sheets beside the matrix, in their order; of a report, or of every workbook. */
static const struct {
    const char *name;
    bool (*wanted)(const ri_workbook *w); /* NULL: always */
    void (*put)(ri_workbook *w, lxw_worksheet *sheet);
} sheets[] = {
    {RI_OWN_SUMMARY, of_report, ri_workbook_put_summary},
    {RI_OWN_MATRIX, NULL, NULL},
    {RI_OWN_OTHERS, ri_workbook_has_others, ri_workbook_put_others},
    {RI_OWN_FINDINGS, NULL, ri_workbook_put_findings},
    {RI_OWN_INBOX, has_inbox, ri_workbook_put_inbox},
    {RI_OWN_ESCALATIONS, has_no_inbox, ri_workbook_put_escalations},
    {RI_OWN_LOAD, NULL, ri_workbook_put_load},
    {RI_OWN_SEAMS, of_report, ri_workbook_put_seams},
    {RI_OWN_CHANGES, has_scenario, ri_workbook_put_changes},
    {RI_OWN_MOVES, has_scenario, ri_workbook_put_moves},
    {RI_OWN_LOADS, has_scenario, ri_workbook_put_loads},
    {RI_OWN_MODELS, has_models, ri_workbook_put_models},
    {RI_OWN_ANSWERS, has_models, ri_workbook_put_answers},
    {RI_OWN_LEGEND, NULL, ri_workbook_put_legend},
    {RI_OWN_KEPT, NULL, NULL},
};
#define SHEETS (sizeof sheets / sizeof sheets[0])
enum { MATRIX = 1, KEPT = SHEETS - 1 };

/* The matrix is written first, as it is what the other sheets count. */
static void fill(ri_workbook *w, raci_error *err)
{
    lxw_worksheet *made[SHEETS] = {NULL};
    for (size_t i = 0; i < SHEETS; i++) {
        if (sheets[i].wanted == NULL || sheets[i].wanted(w)) {
            made[i] = ri_workbook_sheet(w, sheets[i].name);
        }
    }
    ri_workbook_put_matrix(w, made[MATRIX], made[KEPT], err);
    for (size_t i = 0; i < SHEETS && w->status == RACI_OK && !w->failed; i++) {
        if (made[i] != NULL && sheets[i].put != NULL) {
            sheets[i].put(w, made[i]);
        }
    }
}

/* Closes it, so that the file is whole. */
static raci_status finish(ri_workbook *w, raci_error *err)
{
    raci_status status = ri_resolver_end(w->resolver, err);
    lxw_error error = w->trouble;
    if (status != RACI_OK) {
        return status;
    }
    errno = 0;
    if (error == LXW_NO_ERROR) {
        error = workbook_close(w->book);
        w->book = NULL;
    }
    const int reason = errno;
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) {
        return ri_fail_nomem(err);
    }
    return error == LXW_NO_ERROR ? RACI_OK
                                 : ri_fail(err, RACI_IO, "the workbook cannot be written: %s%s%s",
                                           lxw_strerror(error), reason != 0 ? ": " : "",
                                           reason != 0 ? strerror(reason) : "");
}

static void drop(ri_workbook *w)
{
    /* One of which something is missing the library cannot close: it would follow what is not
       there. */
    lxw_workbook_free(w->book);
    ri_view_free(&w->view);
    ri_resolver_free(w->resolver);
    ri_map_free(&w->columns);
    ri_free(w->holders);
    ri_free(w->marks);
    ri_text_free(&w->line);
    ri_text_free(&w->shown);
    ri_free(w);
}

static raci_status write_workbook(const raci_result *result, const raci_report_content *of,
                                  raci_write_fn write, void *payload, raci_error *err)
{
    passage p = {.file = NULL};
    if (result->counts_only || result->narrowed) {
        return ri_fail(err, RACI_INVALID, "a workbook is of an evaluation with all its findings");
    }
    ri_workbook *w = ri_alloc(sizeof *w);
    if (w == NULL) {
        return ri_fail_nomem(err);
    }
    memset(w, 0, sizeof *w);
    w->result = result;
    w->of = of;
    raci_status status = begin_passage(&p, err);
    if (status == RACI_OK) {
        status = begin(w, p.path, err);
    }
    if (status == RACI_OK) {
        fill(w, err);
        status = ri_report_status(w->status, w->failed || ri_view_failed(&w->view), err);
        status = status == RACI_OK ? finish(w, err) : status;
    }
    if (status == RACI_OK) {
        status = hand_on(&p, write, payload, err);
    }
    drop(w);
    end_passage(&p);
    return status;
}

raci_status raci_report_workbook(const raci_result *result, raci_write_fn write, void *payload,
                                 raci_error *err)
{
    return write_workbook(result, NULL, write, payload, err);
}

raci_status raci_report_book(const raci_report_content *content, raci_write_fn write, void *payload,
                             raci_error *err)
{
    return write_workbook(content->result, content, write, payload, err);
}

#define _POSIX_C_SOURCE 200809L

#include "cli/import_files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/ask_at_terminal.h"
#include "cli/evaluate.h"
#include "cli/output.h"
#include "cli/progress.h"

static raci_status save_map(const options *o, const raci_intake *intake, raci_error *err)
{
    if (o->save_map == NULL) {
        return RACI_OK;
    }
    FILE *file = fopen(o->save_map, "wx");
    if (file == NULL) {
        return fail(err, errno == EEXIST ? RACI_EXISTS : RACI_IO, "the map '%s' cannot be made: %s",
                    o->save_map, strerror(errno));
    }
    bool written = fputs("# How raci reads such a file; see raci help import.\n", file) >= 0 &&
                   fputs(raci_intake_map(intake), file) >= 0;
    written = fclose(file) == 0 && written;
    if (!written) {
        const int reason = errno;
        (void)remove(o->save_map); /* half of it would be taken for the whole */
        return fail(err, RACI_IO, "the map '%s' cannot be written: %s", o->save_map,
                    strerror(reason));
    }
    return RACI_OK;
}

/* Questions that keep an import by a map from being done. */
static raci_status stop_at_questions(const raci_intake *intake, problems *found, raci_error *err)
{
    const char *answer = NULL;
    const char *question = NULL;
    const size_t n = raci_intake_open(intake);
    for (size_t i = 0; (question = raci_intake_question(intake, i, &answer)) != NULL; i++) {
        char line[512];
        (void)snprintf(line, sizeof line, "%s; say %s", question, answer);
        problems_note(NULL, 0, 0, line, found);
    }
    return n == 0 ? RACI_OK
                  : fail(err, RACI_INVALID, "nothing was written: %s must be answered first",
                         n == 1 ? "something" : "some things");
}

/* A file is read several times over, standard input once: it is kept in a file without a name, in
   the place of what it was, so that it is called the same whatever else is open. */
static raci_status keep_input(options *o, raci_error *err)
{
    static char path[] = "/dev/stdin";
    bool known = false;
    char block[65536];
    size_t got = 0;
    for (size_t i = 0; i < o->n_operands; i++) {
        if (strcmp(o->operands[i], "-") != 0) {
            continue;
        }
        if (known) {
            return fail(err, RACI_INVALID, "'-' is standard input, and is there once");
        }
        FILE *kept = tmpfile();
        while (kept != NULL && (got = fread(block, 1, sizeof block, stdin)) > 0) {
            if (fwrite(block, 1, got, kept) != got) {
                break;
            }
        }
        if (kept == NULL || ferror(stdin) != 0 || fflush(kept) != 0 || ferror(kept) != 0 ||
            dup2(fileno(kept), STDIN_FILENO) != STDIN_FILENO) {
            return fail(err, RACI_IO, "standard input cannot be kept: %s", strerror(errno));
        }
        o->operands[i] = path; /* `kept` is open until the end */
        known = true;
    }
    return RACI_OK;
}

/* Reads them; as long as something is open, and somebody answers, once more. */
static raci_status read_files(raci_intake **out, options *o, raci_model *model, bool dry,
                              problems *found, raci_error *err)
{
    bool answered = true;
    raci_status status = RACI_OK;
    while (status == RACI_OK && answered) {
        const raci_intake_options how = {.date = o->at,
                                         .answers = o->answers,
                                         .n_answers = o->n_answers,
                                         .map = o->map,
                                         .full = o->full,
                                         .dry_run = dry};
        raci_intake_free(*out);
        *out = NULL;
        progress_begin(o, model);
        status = raci_intake_read(out, model, o->operands, o->n_operands, &how, problems_note,
                                  found, err);
        progress_end();
        answered = false;
        if (status == RACI_OK && raci_intake_open(*out) > 0 && terminal_can_answer(o)) {
            terminal_ask(&answered, o, *out);
        }
    }
    return status;
}

/* What the checks find once it is imported. An import stands whether they can be run or not; that
   the machine failed is told, and all that is told. */
static raci_status check_after(evaluation *e, const options *o, const raci_intake *intake, bool dry,
                               raci_error *err)
{
    const raci_check_options how = {.date = o->at, .counts_only = 1};
    e->model = raci_intake_model(intake);
    if (e->model == NULL || raci_intake_rows(intake, "stated") == 0) {
        return RACI_OK;
    }
    raci_status status = evaluation_policy(e, o);
    if (status == RACI_OK) {
        status = raci_check(&e->result, e->model, e->policy, &how, &e->err);
    }
    if (status == RACI_NOMEM || status == RACI_IO || status == RACI_BUSY) {
        return fail(err, status, "%s, but the checks cannot be run: %s",
                    dry ? "it could be imported" : "it is imported", e->err.message);
    }
    if (status != RACI_OK) {
        failure_note_error("the checks were not run: ", &e->err);
    }
    return RACI_OK;
}

int import_files(const options *asked)
{
    static problems found;
    static evaluation after;
    static options o; /* with what is answered at the terminal */
    output out = {0};
    raci_model *model = NULL;
    raci_intake *intake = NULL;
    raci_error err = {0};
    int code = EXIT_FINE;
    const bool dry = asked->dry_run || asked->map == NULL;
    stage at = STAGE_OPENING;
    o = *asked;
    raci_status status = keep_input(&o, &err);
    if (status == RACI_OK) {
        status = model_open(&model, &o, !dry, &err);
    }
    if (status == RACI_OK) {
        status = imports_record(model, &o, &err);
    }
    if (status == RACI_OK) {
        at = STAGE_ASKING;
        status = read_files(&intake, &o, model, dry, &found, &err);
    }
    if (status == RACI_OK && !dry) {
        status = stop_at_questions(intake, &found, &err);
    }
    if (status == RACI_OK) {
        status = save_map(&o, intake, &err);
    }
    if (status == RACI_OK) {
        status = output_begin(&out, &err);
    }
    if (status == RACI_OK) {
        code = raci_intake_open(intake) > 0 || !raci_intake_known(intake) ? EXIT_FOUND : EXIT_FINE;
        status = check_after(&after, &o, intake, dry, &err);
    }
    if (status == RACI_OK) {
        status = raci_report_intake(intake, after.result, o.format, &out.look, raci_buffer_write,
                                    out.buffer, &err);
    }
    raci_result_free(after.result);
    raci_policy_free(after.policy);
    raci_intake_free(intake);
    raci_model_close(model);
    progress_leave(status);
    if (status != RACI_OK) {
        output_drop(&out);
        return failure_tell(&o, at, &err, &found);
    }
    return output_end(&out, &o, code);
}

#include <stdio.h>

#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/telling.h"
#include "cli/watch.h"

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    const raci_look look = output_look(out, o);
    return raci_report_check(e->result, o->format, &look, raci_buffer_write, out->buffer, err);
}

/* What was measured, and with it the writing of the document that is left out. */
static raci_status tell_profile(const evaluation *e, const options *o, const output *out,
                                raci_error *err)
{
    const raci_look look = output_look(out, o);
    raci_buffer *document = NULL;
    raci_profile_enter(e->profile, RACI_PHASE_REPORT);
    raci_status status = raci_buffer_new(&document, err);
    if (status == RACI_OK) {
        status = raci_report_check(e->result, o->format, &look, raci_buffer_write, document, err);
    }
    raci_profile_enter(e->profile, RACI_PHASE_COUNT);
    raci_buffer_free(document);
    if (status == RACI_OK) {
        status = raci_report_profile(e->profile, e->result, o->format, &look, raci_buffer_write,
                                     out->buffer, err);
    }
    return status;
}

static int found(const evaluation *e, const options *o)
{
    return raci_result_count(e->result, o->fail_on) > 0 ? EXIT_FOUND : EXIT_FINE;
}

/* Keeps the run; one in which a rule failed is told as ever, and not kept. */
static raci_status record(evaluation *e, const options *o)
{
    char stamp[TIME_SIZE];
    char number[32];
    char head[RACI_KEY_SIZE];
    int64_t run = 0;
    int64_t entry = 0;
    if (raci_result_failed(e->result, NULL)) {
        failure_note("the run is not recorded, because a rule failed", "");
        return RACI_OK;
    }
    raci_status status = raci_record(&run, e->result, recorded_at(o, stamp), &e->err);
    if (status == RACI_OK) {
        (void)snprintf(number, sizeof number, "%lld", (long long)run);
        failure_note("recorded as run ", number);
        status = raci_record_head(&entry, head, e->model, &e->err);
    }
    if (status == RACI_OK) {
        failure_note("its head: ", head);
    }
    return status;
}

static raci_status look_at(const options *o, raci_error *err)
{
    if (o->record && o->watch) {
        return fail(err, RACI_INVALID,
                    "--record writes what --watch looks at: one goes without "
                    "the other");
    }
    if (o->record && o->n_codes > 0) {
        return fail(err, RACI_INVALID, "a run is recorded whole: --record goes without --code");
    }
    if (o->recorded_at != NULL && !o->record) {
        return fail(err, RACI_INVALID, "--recorded-at goes with --record");
    }
    if ((o->summary || o->profile) && o->format > RACI_MD) {
        return fail(err, RACI_INVALID, "--format %s is of findings: it goes without --%s",
                    raci_format_name(o->format), o->summary ? "summary" : "profile");
    }
    if (o->all || o->part_given) {
        return fail(err, RACI_INVALID, "--%s goes with --diff", o->all ? "all" : "list");
    }
    return RACI_OK;
}

static int check(const options *o)
{
    static evaluation e;
    int64_t since = 0;
    raci_check_options how = {.date = o->at,
                              .counts_only = o->summary,
                              .codes = o->n_codes > 0 ? o->codes : NULL,
                              .n_codes = o->n_codes,
                              .workers = o->workers,
                              .whole = o->record || o->new_since != NULL};
    raci_error err = {0};
    if (o->diff != NULL) {
        return check_diff(o);
    }
    if (look_at(o, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_begin(&e, o, o->record);
    if (status == RACI_OK && o->new_since != NULL) {
        e.at = STAGE_ASKING;
        status = raci_run_named(&since, e.model, o->new_since, &e.err);
    }
    if (status == RACI_OK) {
        e.at = STAGE_ASKING;
        how.profile = e.profile;
        status = raci_check(&e.result, e.model, e.policy, &how, &e.err);
    }
    if (o->record || o->new_since != NULL) {
        raci_profile_enter(e.profile, RACI_PHASE_RECORD);
    }
    if (status == RACI_OK && o->record) {
        status = record(&e, o);
    }
    if (status == RACI_OK && o->new_since != NULL) {
        status = raci_result_since(e.result, since, &e.err);
    }
    return tell_and_close(&e, o, status, o->profile ? tell_profile : tell, found);
}

int cmd_check(const options *o)
{
    return o->watch ? watch(o, check) : check(o);
}

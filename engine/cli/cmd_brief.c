/* Role cards: one, or one file for each position; and that they were acknowledged. */
#include <stdio.h>
#include <string.h>

#include "cli/cards_out.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/telling.h"

/* Evaluates everything, and gets the cards ready. */
static raci_status open(evaluation *e, const options *o)
{
    const raci_check_options how = {.date = o->at, .whole = 1};
    raci_status status = raci_check(&e->result, e->model, e->policy, &how, &e->err);
    return status == RACI_OK ? raci_briefs_new(&e->briefs, e->result, &e->err) : status;
}

/* The card of the holder that the first operand names; without one where several fit. */
static raci_status find(evaluation *e, const options *o)
{
    e->at = STAGE_ASKING;
    raci_status status = raci_holders_find(&e->holders, e->model, o->at, o->operands[0], &e->err);
    if (status == RACI_OK && raci_holders_count(e->holders) == 1) {
        status = open(e, o);
        if (status == RACI_OK) {
            status =
                raci_brief_of(&e->brief, e->briefs, raci_holders_reference(e->holders, 0), &e->err);
        }
    }
    return status;
}

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return e->brief == NULL ? raci_report_holders(e->holders, o->format, &out->look,
                                                  raci_buffer_write, out->buffer, err)
                            : raci_report_brief(e->brief, o->format, &out->look, raci_buffer_write,
                                                out->buffer, err);
}

static raci_status tell_written(const evaluation *e, const options *o, const output *out,
                                raci_error *err)
{
    (void)o;
    return cards_told(e->briefs, o, out, err);
}

static int cmd_all(const options *o)
{
    static evaluation e;
    raci_error err = {0};
    if (o->output == NULL || o->n_operands > 0) {
        (void)fail(&err, RACI_INVALID,
                   o->output == NULL ? "--all wants a folder: raci brief --all -o DIR"
                                     : "--all is for everybody: name nobody, or leave --all away");
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    if (strcmp(o->output, "-") == 0) {
        (void)fail(&err, RACI_INVALID,
                   "'-' is standard output, and all cards are a folder of files: name one");
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_open(&e, o);
    if (status == RACI_OK) {
        e.at = STAGE_ASKING;
        status = open(&e, o);
    }
    if (status == RACI_OK && raci_result_failed(e.result, &e.err)) {
        status = RACI_POLICY; /* what nobody should rely on is not handed round */
    }
    if (status == RACI_OK) {
        status = cards_write(e.briefs, o, &e.err);
    }
    return tell_and_close(&e, o, status, tell_written, NULL);
}

int cmd_brief(const options *o)
{
    static evaluation e;
    raci_error err = {0};
    if (o->all) {
        return cmd_all(o);
    }
    if (o->output != NULL || o->n_operands == 0) {
        (void)fail(&err, RACI_INVALID,
                   o->output != NULL ? "-o goes with --all; one card is printed"
                                     : "whose card? raci brief HOLDER, or raci brief --all -o DIR");
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_open(&e, o);
    if (status == RACI_OK) {
        status = find(&e, o);
    }
    return tell_and_close(&e, o, status, tell, found_several_holders);
}

/* ---- acknowledging ---- */

static raci_status tell_acknowledged(const evaluation *e, const options *o, const output *out,
                                     raci_error *err)
{
    return e->brief == NULL ? raci_report_holders(e->holders, o->format, &out->look,
                                                  raci_buffer_write, out->buffer, err)
                            : raci_report_acknowledged(e->brief, e->entry, o->format, &out->look,
                                                       raci_buffer_write, out->buffer, err);
}

int cmd_acknowledge(const options *o)
{
    static evaluation e;
    char stamp[TIME_SIZE];
    raci_error err = {0};
    if (o->actor == NULL) {
        (void)fail(&err, RACI_INVALID, "who acknowledges it? raci acknowledge HOLDER --by PERSON");
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_begin(&e, o, true);
    if (status == RACI_OK) {
        status = find(&e, o);
    }
    if (status == RACI_OK && e.brief != NULL) {
        status = raci_acknowledge(&e.entry, e.brief, o->actor, recorded_at(o, stamp), &e.err);
    }
    const bool kept = status == RACI_OK && e.brief != NULL;
    const long long entry = (long long)e.entry;
    const int code = tell_and_close(&e, o, status, tell_acknowledged, found_several_holders);
    if (code == EXIT_MACHINE && kept) {
        char text[WRITTEN_SIZE];
        (void)snprintf(text, sizeof text, "it is recorded as entry %lld", entry);
        failure_note("only the answer could not be written: ", text);
    }
    return code;
}

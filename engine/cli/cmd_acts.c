/* What is contested, decided and accepted, and that taken back. */
#include <stdio.h>

#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/telling.h"

/* Which options an act must have. */
enum { WHY = 1, UNTIL = 2, WHAT = 4 };

typedef raci_status (*act_on_answer)(raci_change **, const raci_answer *, const char *,
                                     const raci_act_options *, raci_error *);
typedef raci_status (*act_on_result)(raci_change **, const raci_result *, const char *,
                                     const raci_act_options *, raci_error *);

static raci_change *change; /* that was made; told after the evaluation that led to it */

static raci_status look_at(const options *o, unsigned needed, raci_error *err)
{
    if (o->actor == NULL) {
        return fail(err, RACI_INVALID, "say who does it, with --by");
    }
    if ((needed & WHY) != 0 && o->because == NULL) {
        return fail(err, RACI_INVALID, "say why, with --because: it is kept in the record");
    }
    if ((needed & UNTIL) != 0 && o->until == NULL) {
        return fail(err, RACI_INVALID, "say until when, with --until: nothing holds for ever");
    }
    if ((needed & WHAT) != 0 && (o->accountable != NULL) == (o->option != 0)) {
        return fail(err, RACI_INVALID,
                    "say what is decided, with --accountable or with --option, one of them");
    }
    return RACI_OK;
}

static raci_act_options act_options(const options *o, char stamp[TIME_SIZE])
{
    return (raci_act_options){.recorded_at = recorded_at(o, stamp),
                              .by = o->actor,
                              .because = o->because,
                              .until = o->until,
                              .claims = o->claims,
                              .accountable = o->accountable,
                              .option = o->option};
}

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    return change != NULL ? raci_report_change(change, o->format, &out->look, raci_buffer_write,
                                               out->buffer, err)
                          : raci_report_who(e->answer, NULL, o->format, &out->look,
                                            raci_buffer_write, out->buffer, err);
}

/* Without a change several subjects were meant, and are listed. */
static int judge(const evaluation *e, const options *o)
{
    (void)e;
    (void)o;
    return change != NULL ? EXIT_FINE : EXIT_FOUND;
}

static int tell_of(evaluation *e, const options *o, raci_status status)
{
    char kept[WRITTEN_SIZE];
    const int code = tell_and_close(e, o, status, tell, judge);
    if (code == EXIT_MACHINE && change != NULL) {
        (void)snprintf(kept, sizeof kept, "it is done, and recorded as entry %lld",
                       (long long)raci_change_entry(change));
        failure_note("only the answer could not be written: ", kept);
    }
    raci_change_free(change);
    change = NULL;
    return code;
}

/* About the letter of a subject, which one question answers. */
static int on_letter(const options *o, unsigned needed, act_on_answer act)
{
    static evaluation e;
    char stamp[TIME_SIZE];
    const raci_act_options how = act_options(o, stamp);
    raci_error err = {0};
    if (look_at(o, needed, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_begin(&e, o, true);
    if (status == RACI_OK) {
        e.at = STAGE_ASKING;
        status = raci_ask(&e.answer, e.model, e.policy, o->at, o->operands[0], &e.err);
    }
    if (status == RACI_OK && raci_answer_candidates(e.answer) == 0) {
        status = act(&change, e.answer, o->operands[1], &how, &e.err);
    }
    return tell_of(&e, o, status);
}

/* About a finding, which an evaluation of everything finds. */
static int on_finding(const options *o, unsigned needed, act_on_result act)
{
    static evaluation e;
    char stamp[TIME_SIZE];
    const raci_act_options how = act_options(o, stamp);
    const raci_check_options check = {.date = o->at, .whole = true};
    raci_error err = {0};
    if (look_at(o, needed, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_begin(&e, o, true);
    if (status == RACI_OK) {
        e.at = STAGE_ASKING;
        status = raci_check(&e.result, e.model, e.policy, &check, &e.err);
    }
    if (status == RACI_OK) {
        status = act(&change, e.result, o->operands[0], &how, &e.err);
    }
    return tell_of(&e, o, status);
}

int cmd_contest(const options *o)
{
    return on_letter(o, WHY, raci_contest);
}

int cmd_withdraw(const options *o)
{
    return on_letter(o, 0, raci_withdraw);
}

int cmd_decide(const options *o)
{
    return on_finding(o, WHY | UNTIL | WHAT, raci_decide);
}

int cmd_accept(const options *o)
{
    return on_finding(o, WHY | UNTIL, raci_accept);
}

int cmd_reopen(const options *o)
{
    return on_finding(o, 0, raci_reopen);
}

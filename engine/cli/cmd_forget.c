/* Forgets somebody, once it is sure that this is meant. */
#include <stdio.h>

#include "cli/ask_at_terminal.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/telling.h"

/* Looks into what need not be there: the models that raci carries are policies without a file. */
static raci_status look_into_policy(raci_forgotten *forgotten, const char *path, raci_error *err)
{
    raci_error missing = {0};
    const raci_status status = raci_forgotten_look(forgotten, path, &missing);
    return status == RACI_OK || status == RACI_NOTFOUND ? RACI_OK
                                                        : fail(err, status, "%s", missing.message);
}

static raci_status look_around(raci_forgotten *forgotten, const options *o, raci_error *err)
{
    char beside[PATH_SIZE];
    raci_status status = RACI_OK;
    if (o->n_policies == 0) {
        status = policy_beside(beside, o->model, err);
        if (status == RACI_OK) {
            status = look_into_policy(forgotten, beside, err);
        }
    }
    for (size_t i = 0; status == RACI_OK && i < o->n_policies; i++) {
        status = look_into_policy(forgotten, o->policies[i], err);
    }
    for (size_t i = 0; status == RACI_OK && i < o->n_looks; i++) {
        status = raci_forgotten_look(forgotten, o->looks[i], err);
    }
    return status;
}

static raci_status forget(raci_forgotten **out, raci_model *model, const options *o, bool dry_run,
                          raci_error *err)
{
    char stamp[TIME_SIZE];
    raci_forgotten *forgotten = NULL;
    const raci_forget_options how = {.person = o->operands[0],
                                     .also = o->also,
                                     .n_also = o->n_also,
                                     .by = o->actor,
                                     .because = o->because,
                                     .date = o->at,
                                     .recorded_at = recorded_at(o, stamp),
                                     .dry_run = dry_run};
    raci_status status = raci_forget(&forgotten, model, &how, err);
    if (status == RACI_OK) {
        status = look_around(forgotten, o, err);
        if (status != RACI_OK && !dry_run) {
            failure_note("the person is forgotten; only the other files were not all looked at",
                         "");
        }
    }
    if (status != RACI_OK) {
        raci_forgotten_free(forgotten);
        return status;
    }
    *out = forgotten;
    return RACI_OK;
}

/* Asks whoever sits at the terminal, after trying it. */
static raci_status ask_first(raci_model *model, const options *o, raci_error *err)
{
    char note[256];
    raci_forgotten *tried = NULL;
    raci_status status = forget(&tried, model, o, true, err);
    if (status != RACI_OK) {
        return status;
    }
    (void)snprintf(note, sizeof note, "%s; %zu places would be left that name them or may do so",
                   raci_forgotten_key(tried), raci_forgotten_left(tried));
    failure_note("would be forgotten, and called ", note);
    raci_forgotten_free(tried);
    return terminal_confirms("This cannot be taken back. Forget them?")
               ? RACI_OK
               : fail(err, RACI_INVALID, "nothing was forgotten");
}

static raci_status do_forget(void **out, raci_model *model, const options *o, problems *found,
                             raci_error *err)
{
    raci_forgotten *forgotten = NULL;
    raci_status status = RACI_OK;
    (void)found;
    if (!o->yes && !o->dry_run) {
        status = ask_first(model, o, err);
    }
    if (status == RACI_OK) {
        status = forget(&forgotten, model, o, o->dry_run, err);
    }
    *out = forgotten;
    return status;
}

static raci_status tell(const void *forgotten, const options *o, const output *out, raci_error *err)
{
    return raci_report_forgotten(forgotten, o->format, &out->look, raci_buffer_write, out->buffer,
                                 err);
}

static int judge(const void *forgotten, const options *o)
{
    (void)o;
    return raci_forgotten_left(forgotten) > 0 ? EXIT_FOUND : EXIT_FINE;
}

static void release(void *forgotten)
{
    raci_forgotten_free(forgotten);
}

static void written(char out[WRITTEN_SIZE], const void *forgotten)
{
    out[0] = '\0';
    if (raci_forgotten_entry(forgotten) != 0) {
        (void)snprintf(out, WRITTEN_SIZE, "the person is forgotten, recorded as entry %lld",
                       raci_forgotten_entry(forgotten));
    }
}

int cmd_forget(const options *o)
{
    static const inquiry of = {do_forget, tell, judge, release, written};
    raci_error err = {0};
    if (!o->yes && !o->dry_run && !terminal_can_answer(o)) {
        (void)fail(&err, RACI_INVALID,
                   "forgetting cannot be taken back: say --yes, or --dry-run to see what it would "
                   "do");
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    return inquire(o, &of);
}

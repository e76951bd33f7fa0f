/* What changes the organization by steps, and takes that back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/scenarios.h"
#include "cli/telling.h"

static raci_status apply(raci_change **out, raci_model *model, const options *o, bool steps,
                         problems *found, raci_error *err)
{
    static scenarios all;
    char stamp[TIME_SIZE];
    const raci_apply_options how = {
        .date = o->at, .recorded_at = recorded_at(o, stamp), .because = o->because};
    raci_status status = steps ? scenarios_of_steps(&all, o, found, err)
                               : scenarios_load(&all, o, o->operands, o->n_operands, found, err);
    if (status == RACI_OK && steps && raci_scenario_steps(all.items[0]) == 0) {
        status = fail(err, RACI_INVALID, "there is no step to take");
    }
    if (status == RACI_OK) {
        status = raci_apply(out, model, (const raci_scenario *const *)all.items, all.n, &how,
                            problems_note, found, err);
    }
    scenarios_free(&all);
    return status;
}

static raci_status do_apply(void **out, raci_model *model, const options *o, problems *found,
                            raci_error *err)
{
    raci_change *change = NULL;
    raci_status status = apply(&change, model, o, false, found, err);
    *out = change;
    return status;
}

static raci_status do_change(void **out, raci_model *model, const options *o, problems *found,
                             raci_error *err)
{
    raci_change *change = NULL;
    raci_status status = apply(&change, model, o, true, found, err);
    *out = change;
    return status;
}

static raci_status do_undo(void **out, raci_model *model, const options *o, problems *found,
                           raci_error *err)
{
    char stamp[TIME_SIZE];
    raci_change *change = NULL;
    long long entry = 0;
    if (o->n_operands > 0) {
        const char *text = o->operands[0];
        const size_t digits = strspn(text, "0123456789");
        entry = digits > 0 && digits <= 9 && text[digits] == '\0' ? strtoll(text, NULL, 10) : 0;
        if (entry == 0) {
            return fail(err, RACI_INVALID,
                        "expected the number of a change, as 'raci log' shows it, found '%s'",
                        text);
        }
    }
    raci_status status =
        raci_undo(&change, model, entry, recorded_at(o, stamp), problems_note, found, err);
    *out = change;
    return status;
}

static raci_status tell(const void *change, const options *o, const output *out, raci_error *err)
{
    return raci_report_change(change, o->format, &out->look, raci_buffer_write, out->buffer, err);
}

static void written(char out[WRITTEN_SIZE], const void *change)
{
    (void)snprintf(out, WRITTEN_SIZE, "the change is made, and recorded as entry %lld",
                   (long long)raci_change_entry(change));
}

static void release(void *change)
{
    raci_change_free(change);
}

int cmd_apply(const options *o)
{
    static const inquiry of = {do_apply, tell, NULL, release, written};
    return inquire(o, &of);
}

int cmd_change(const options *o)
{
    static const inquiry of = {do_change, tell, NULL, release, written};
    return inquire(o, &of);
}

int cmd_undo(const options *o)
{
    static const inquiry of = {do_undo, tell, NULL, release, written};
    return inquire(o, &of);
}

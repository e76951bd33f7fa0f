/* What another policy decides differently. */
#include "cli/commands.h"
#include "cli/telling.h"
#include "cli/watch.h"

static raci_status look_at(const options *o, raci_error *err)
{
    const char *other = o->n_codes > 0         ? "code"
                        : o->summary           ? "summary"
                        : o->profile           ? "profile"
                        : o->new_since != NULL ? "new-since"
                        : o->record            ? "record"
                        : o->recorded_at       ? "recorded-at"
                        : o->workers > 0       ? "workers"
                                               : NULL;
    return other == NULL
               ? RACI_OK
               : fail(err, RACI_INVALID,
                      "--diff compares all that two policies give: it goes without --%s", other);
}

static raci_status tell(const evaluation *e, const options *o, const output *out, raci_error *err)
{
    const raci_look look = output_look(out, o);
    return raci_report_diff(e->diff, o->format, &look, raci_buffer_write, out->buffer, err);
}

static int judge(const evaluation *e, const options *o)
{
    return raci_diff_count(e->diff, o->fail_on) > 0 ? EXIT_FOUND : EXIT_FINE;
}

/* What the policy in force is called: as it was named, by its folder, or not at all. */
static const char *called(const evaluation *e, const options *o)
{
    return o->n_policies == 1 ? o->policies[0] : o->n_policies > 1 ? "" : e->policy_folder;
}

int check_diff(const options *o)
{
    static evaluation e;
    raci_error err = {0};
    if (look_at(o, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = evaluation_open(&e, o);
    if (status == RACI_OK) {
        status = raci_policy_load(&e.other_policy, e.model, &o->diff, 1, problems_note, &e.found,
                                  &e.err);
        watch_note(e.other_policy, &e.found, &e.err);
    }
    if (status == RACI_OK) {
        e.at = STAGE_ASKING;
        status = raci_diff_policies(&e.diff, e.model, e.policy, e.other_policy, called(&e, o),
                                    o->diff, o->at, o->all, &e.err);
    }
    return tell_and_close(&e, o, status, tell, judge);
}

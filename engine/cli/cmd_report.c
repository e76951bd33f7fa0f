/* The page that people look at. */
#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/report_form.h"
#include "cli/side_by_side.h"
#include "cli/terminal.h"

/* A page is no text to read on a terminal. */
static raci_status look_at(report_form *form, const options *o, raci_error *err)
{
    raci_status status = report_form_of(form, o, err);
    if (status == RACI_OK && o->n_operands > 0 && !o->compare) {
        status = fail(err, RACI_INVALID,
                      "models are named to be compared: raci report --compare %s", o->operands[0]);
    }
    if (status == RACI_OK && !report_goes_to_file(o) && report_form_is_file(*form) &&
        terminal_shows()) {
        status = fail(err, RACI_INVALID, "name a file for it: raci report -o report.html");
    }
    return status;
}

/* All that lives while it is written. */
typedef struct showing {
    evaluation e;
    scenarios scenarios;
    side_by_side compared;
} showing;

/* Opens the model, and the policy, which may name what only the scenarios create. */
static raci_status open(showing *s, const options *o)
{
    evaluation *e = &s->e;
    raci_status status = evaluation_model(e, o, false);
    if (status == RACI_OK && o->n_scenarios > 0) {
        e->at = STAGE_ASKING;
        status = scenarios_load(&s->scenarios, o, o->scenarios, o->n_scenarios, &e->found, &e->err);
        const raci_whatif_options how = {.date = o->at,
                                         .scenarios =
                                             (const raci_scenario *const *)s->scenarios.items,
                                         .n_scenarios = s->scenarios.n};
        if (status == RACI_OK) {
            status =
                raci_whatif_begin(&e->whatif, e->model, &how, problems_note, &e->found, &e->err);
        }
    }
    if (status == RACI_OK) {
        status = evaluation_policy(e, o);
    }
    return status;
}

/* The policy of the report itself, and beside it those that are named. */
static raci_status compare(showing *s, const options *o)
{
    evaluation *e = &s->e;
    side_by_side *c = &s->compared;
    const char *beside[1] = {e->policy_folder};
    const bool found = e->policy_folder[0] != '\0';
    raci_status status = side_by_side_begin(c, e->model, o, NULL, 0);
    if (status == RACI_OK) {
        status = side_by_side_add(c, raci_policy_name(e->policy), found ? beside : o->policies,
                                  found ? 1 : o->n_policies, NULL);
    }
    if (status == RACI_OK) {
        status = side_by_side_add_all(c, o, false);
    }
    if (status != RACI_OK) {
        e->err = c->err;
        e->at = c->at;
        e->found = c->found;
    }
    return status;
}

/* Evaluates all that it shows. Packets, which try out what could be decided, and role cards stand
   on the page alone. */
static raci_status gather(showing *s, report_form form, const options *o)
{
    evaluation *e = &s->e;
    const raci_check_options how = {.date = o->at, .whole = 1};
    raci_status status = open(s, o);
    if (status == RACI_OK) {
        e->at = STAGE_ASKING;
        status = raci_check(&e->result, e->model, e->policy, &how, &e->err);
    }
    if (status == RACI_OK) {
        status = raci_inbox_new(&e->inbox, e->result, NULL, RACI_INBOX_ALL, &e->err);
    }
    if (status == RACI_OK && form == REPORT_PAGE) {
        status = raci_packets_new(&e->packets, e->inbox, &e->err);
    }
    if (status == RACI_OK && form == REPORT_PAGE) {
        status = raci_briefs_new(&e->briefs, e->result, &e->err);
    }
    if (status == RACI_OK && e->whatif != NULL) {
        status = raci_whatif_run(e->whatif, e->policy, 0, &e->err);
    }
    if (status == RACI_OK && o->compare) {
        status = compare(s, o);
    }
    return status;
}

static raci_status write_report(showing *s, report_form form, const options *o, output *out)
{
    evaluation *e = &s->e;
    const raci_report_content content = {.result = e->result,
                                         .inbox = e->inbox,
                                         .packets = e->packets,
                                         .briefs = e->briefs,
                                         .whatif = e->whatif,
                                         .comparison = s->compared.comparison};
    const char *paths[1] = {o->output};
    replacing file;
    if (!report_goes_to_file(o)) {
        return report_form_write(form, &content, o, raci_buffer_write, out->buffer, &e->err);
    }
    raci_status status = file_replace_begin(&file, o->output, &e->err);
    if (status != RACI_OK) {
        return status;
    }
    status = report_form_write(form, &content, o, file_replace_write, &file, &e->err);
    status = file_replace_end(&file, status, &e->err);
    return status == RACI_OK ? raci_report_written(paths, 1, RACI_TEXT, &out->look,
                                                   raci_buffer_write, out->buffer, &e->err)
                             : status;
}

/* A rule that failed anywhere makes what is shown unreliable. */
static int exit_status_of(const showing *s)
{
    raci_error failure = {0};
    const bool failed = raci_result_failed(s->e.result, &failure) ||
                        (s->e.whatif != NULL && raci_whatif_failed(s->e.whatif, &failure)) ||
                        (s->compared.comparison != NULL &&
                         raci_comparison_failed(s->compared.comparison, &failure));
    return failed ? failure_of_rule(&failure) : EXIT_FINE;
}

int cmd_report(const options *o)
{
    static showing s;
    output out = {0};
    raci_error err = {0};
    report_form form = REPORT_PAGE;
    int code = EXIT_FINE;
    if (look_at(&form, o, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = gather(&s, form, o);
    if (status == RACI_OK) {
        status = output_begin(&out, &s.e.err);
    }
    if (status == RACI_OK) {
        status = write_report(&s, form, o, &out);
    }
    if (status != RACI_OK) {
        output_drop(&out);
        code = evaluation_failed(&s.e, o);
    } else {
        code = output_end(&out, o, exit_status_of(&s));
    }
    side_by_side_close(&s.compared);
    evaluation_close(&s.e);
    scenarios_free(&s.scenarios);
    return code;
}

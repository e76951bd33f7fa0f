#include "cli/report_form.h"

#include <string.h>

#include "cli/failure.h"
#include "cli/files.h"

/* What a file's name ends in says what it is to be. */
static const struct {
    const char *ending;
    report_form form;
} endings[] = {
    {".html", REPORT_PAGE},  {".htm", REPORT_PAGE},  {".xlsx", REPORT_BOOK},
    {".md", REPORT_BOOKLET}, {".csv", REPORT_TABLE},
};

static raci_status of_format(report_form *out, const options *o, raci_error *err)
{
    if (o->xlsx) {
        *out = REPORT_BOOK;
        return RACI_OK;
    }
    switch (o->format) {
    case RACI_HTML:
        *out = REPORT_PAGE;
        return RACI_OK;
    case RACI_MD:
        *out = REPORT_BOOKLET;
        return RACI_OK;
    case RACI_CSV:
        *out = REPORT_TABLE;
        return RACI_OK;
    default:
        return fail(err, RACI_INVALID, "a report is html, xlsx, md or csv, not %s",
                    raci_format_name(o->format));
    }
}

static raci_status of_name(report_form *out, const char *path, raci_error *err)
{
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (file_ends_in(path, endings[i].ending)) {
            *out = endings[i].form;
            return RACI_OK;
        }
    }
    return fail(err, RACI_INVALID,
                "'%s' does not say what it is to be: end its name in .html, .xlsx, .md or .csv, or "
                "say --format",
                path);
}

/* A list is one of csv, and some come only with what they are of. */
static raci_status look_at_list(report_form form, const options *o, raci_error *err)
{
    const report_list list = o->report_list;
    if (!o->part_given) {
        return RACI_OK;
    }
    if (form != REPORT_TABLE) {
        return fail(err, RACI_INVALID, "--list goes with --format csv: all else has every list");
    }
    if (list >= REPORT_CHANGES && list <= REPORT_LOAD && o->n_scenarios == 0) {
        return fail(err, RACI_INVALID,
                    "this list is what a scenario changes: name it by --scenario");
    }
    if (list == REPORT_MODELS && !o->compare) {
        return fail(err, RACI_INVALID, "--list models goes with --compare");
    }
    return RACI_OK;
}

bool report_goes_to_file(const options *o)
{
    return o->output != NULL && strcmp(o->output, "-") != 0;
}

raci_status report_form_of(report_form *out, const options *o, raci_error *err)
{
    raci_status status = RACI_OK;
    *out = REPORT_PAGE;
    if (o->format_given) {
        status = of_format(out, o, err);
    } else if (report_goes_to_file(o)) {
        status = of_name(out, o->output, err);
    }
    return status == RACI_OK ? look_at_list(*out, o, err) : status;
}

bool report_form_is_file(report_form form)
{
    return form == REPORT_PAGE || form == REPORT_BOOK;
}

/* Each list is the one that its command writes. */
static raci_status write_table(const raci_report_content *content, report_list list,
                               raci_write_fn write, void *payload, raci_error *err)
{
    const raci_part part = list == REPORT_MOVES  ? RACI_MOVES
                           : list == REPORT_LOAD ? RACI_LOAD
                                                 : RACI_FINDINGS;
    const raci_look look = {.part = part};
    switch (list) {
    case REPORT_FINDINGS:
        return raci_report_check(content->result, RACI_CSV, &look, write, payload, err);
    case REPORT_ESCALATIONS:
        return raci_report_inbox(content->inbox, RACI_CSV, &look, write, payload, err);
    case REPORT_SEAMS:
        return raci_report_seams(content->result, NULL, RACI_CSV, &look, write, payload, err);
    case REPORT_CHANGES:
    case REPORT_MOVES:
    case REPORT_LOAD:
        return raci_report_whatif(content->whatif, RACI_CSV, &look, write, payload, err);
    case REPORT_MODELS:
        return raci_report_comparison(content->comparison, RACI_CSV, &look, write, payload, err);
    default:
        return raci_report_matrix(content->result, NULL, RACI_BY_HOLDER, RACI_CSV, &look, write,
                                  payload, err);
    }
}

raci_status report_form_write(report_form form, const raci_report_content *content,
                              const options *o, raci_write_fn write, void *payload, raci_error *err)
{
    switch (form) {
    case REPORT_BOOK:
        return raci_report_book(content, write, payload, err);
    case REPORT_BOOKLET:
        return raci_report_booklet(content, write, payload, err);
    case REPORT_TABLE:
        return write_table(content, o->report_list, write, payload, err);
    default:
        return raci_report_page(content, write, payload, err);
    }
}

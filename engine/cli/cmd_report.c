/* The page that people look at. */
#include <string.h>

#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/terminal.h"

/* What a file's name ends in says what it is to be. */
static const struct {
    const char *ending;
    raci_format format;
} endings[] = {
    {".html", RACI_HTML},
    {".htm", RACI_HTML},
};

static bool ends_in(const char *path, const char *ending)
{
    const size_t length = strlen(path);
    const size_t end = strlen(ending);
    return length > end && strcmp(path + length - end, ending) == 0;
}

static bool is_report(raci_format format)
{
    bool found = false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        found = found || endings[i].format == format;
    }
    return found;
}

/* Fails where neither --format nor the file's name says it. */
static raci_status format_of(raci_format *out, const options *o, raci_error *err)
{
    *out = RACI_HTML;
    if (o->format_given) {
        *out = o->format;
        return is_report(o->format) ? RACI_OK
                                    : fail(err, RACI_INVALID, "a report is html, not %s",
                                           raci_format_name(o->format));
    }
    if (o->output == NULL || strcmp(o->output, "-") == 0) {
        return RACI_OK;
    }
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (ends_in(o->output, endings[i].ending)) {
            *out = endings[i].format;
            return RACI_OK;
        }
    }
    return fail(err, RACI_INVALID,
                "'%s' does not say what it is to be: end its name in .html, or say --format",
                o->output);
}

/* Whether it goes to a file rather than to standard output. */
static bool to_file(const options *o)
{
    return o->output != NULL && strcmp(o->output, "-") != 0;
}

/* A page is no text to read on a terminal. */
static raci_status look_at(const options *o, raci_error *err)
{
    raci_format format = RACI_HTML;
    raci_status status = format_of(&format, o, err);
    if (status == RACI_OK && !to_file(o) && terminal_shows()) {
        status = fail(err, RACI_INVALID, "name a file for it: raci report -o report.html");
    }
    return status;
}

/* Evaluates all that it shows. */
static raci_status gather(evaluation *e, const options *o)
{
    const raci_check_options how = {.date = o->at, .whole = 1};
    raci_status status = evaluation_check(e, o, &how);
    if (status == RACI_OK) {
        status = raci_inbox_new(&e->inbox, e->result, NULL, RACI_INBOX_ALL, &e->err);
    }
    if (status == RACI_OK) {
        status = raci_briefs_new(&e->briefs, e->result, &e->err);
    }
    return status;
}

static raci_status write_report(evaluation *e, const options *o, output *out)
{
    const raci_report_content content = {
        .result = e->result, .inbox = e->inbox, .briefs = e->briefs};
    const char *paths[1] = {o->output};
    replacing file;
    if (!to_file(o)) {
        return raci_report_page(&content, raci_buffer_write, out->buffer, &e->err);
    }
    raci_status status = file_replace_begin(&file, o->output, &e->err);
    if (status != RACI_OK) {
        return status;
    }
    status = raci_report_page(&content, file_replace_write, &file, &e->err);
    status = file_replace_end(&file, status, &e->err);
    return status == RACI_OK ? raci_report_written(paths, 1, RACI_TEXT, &out->look,
                                                   raci_buffer_write, out->buffer, &e->err)
                             : status;
}

int cmd_report(const options *o)
{
    static evaluation e;
    output out = {0};
    raci_error err = {0};
    raci_error failure = {0};
    int code = EXIT_FINE;
    if (look_at(o, &err) != RACI_OK) {
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    raci_status status = gather(&e, o);
    if (status == RACI_OK) {
        status = output_begin(&out, &e.err);
    }
    if (status == RACI_OK) {
        status = write_report(&e, o, &out);
    }
    if (status != RACI_OK) {
        output_drop(&out);
        code = evaluation_failed(&e, o);
    } else {
        code = raci_result_failed(e.result, &failure) ? failure_of_rule(&failure) : EXIT_FINE;
        code = output_end(&out, o, code);
    }
    evaluation_close(&e);
    return code;
}

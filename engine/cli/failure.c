#include "cli/failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/output.h"

void problems_note(const char *file, int line, int column, const char *message, void *payload)
{
    problems *found = payload;
    if (found->n == PROBLEMS_MAX) {
        return;
    }
    raci_error *problem = &found->items[found->n++];
    *problem = (raci_error){.status = RACI_INPUT, .line = line, .column = column};
    (void)snprintf(problem->file, sizeof problem->file, "%s", file != NULL ? file : "");
    (void)snprintf(problem->message, sizeof problem->message, "%s", message);
}

raci_status fail(raci_error *err, raci_status status, const char *format, ...)
{
    va_list arguments;
    if (err->status != RACI_OK) {
        return status;
    }
    err->status = status;
    va_start(arguments, format);
    /* clang 14 does not see that: NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
    (void)vsnprintf(err->message, sizeof err->message, format, arguments);
    va_end(arguments);
    return status;
}

static int exit_status(stage at, raci_status status)
{
    switch (status) {
    case RACI_OK:
        return EXIT_FINE;
    case RACI_INVALID:
    case RACI_EXISTS:
        return EXIT_USAGE;
    case RACI_NOTFOUND:
        return at == STAGE_OPENING ? EXIT_INVALID : EXIT_USAGE;
    case RACI_FORMAT:
    case RACI_NEWER:
    case RACI_INPUT:
    case RACI_POLICY:
    case RACI_LIMIT:
    case RACI_CHANGED:
        return EXIT_INVALID;
    default:
        return EXIT_MACHINE;
    }
}

/* One line: "raci: file:line:column: message", without what is not known. */
static void tell_line(const char *lead, const raci_error *problem)
{
    char place[64] = "";
    (void)write_err(lead, strlen(lead), NULL);
    if (problem->file[0] != '\0') {
        (void)raci_text_show(problem->file, write_err, NULL, NULL);
        if (problem->line > 0 && problem->column > 0) {
            (void)snprintf(place, sizeof place, ":%d:%d", problem->line, problem->column);
        } else if (problem->line > 0) {
            (void)snprintf(place, sizeof place, ":%d", problem->line);
        }
        (void)write_err(place, strlen(place), NULL);
        (void)write_err(": ", 2, NULL);
    }
    (void)raci_text_show(problem->message, write_err, NULL, NULL);
    (void)write_err("\n", 1, NULL);
}

/* Whether a problem is what the error says already, or ends with. */
static bool is_said(const raci_error *err, const raci_error *problem)
{
    const size_t whole = strlen(err->message);
    const size_t part = strlen(problem->message);
    return whole >= part && strcmp(err->message + whole - part, problem->message) == 0 &&
           strcmp(err->file, problem->file) == 0 && err->line == problem->line;
}

int failure_tell(const options *o, stage at, const raci_error *err, const problems *found)
{
    bool more = found != NULL && found->n > 0;
    tell_line("raci: ", err);
    for (size_t i = more && is_said(err, &found->items[0]) ? 1 : 0; more && i < found->n; i++) {
        tell_line("", &found->items[i]);
    }
    if (o->format == RACI_JSON || o->format == RACI_JSONL) {
        (void)raci_report_error(err, more ? found->items : NULL, more ? found->n : 0, write_out,
                                NULL, NULL);
    }
    return exit_status(at, err->status);
}

void failure_note(const char *note, const char *text)
{
    (void)write_err("raci: ", 6, NULL);
    (void)write_err(note, strlen(note), NULL);
    (void)raci_text_show(text, write_err, NULL, NULL);
    (void)write_err("\n", 1, NULL);
}

void failure_note_error(const char *note, const raci_error *err)
{
    (void)write_err("raci: ", 6, NULL);
    tell_line(note, err);
}

int failure_of_rule(const raci_error *err)
{
    tell_line("raci: a rule failed: ", err);
    return EXIT_INVALID;
}

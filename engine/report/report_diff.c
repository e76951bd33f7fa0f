/* The document of `diff`. */
#include "base/day.h"
#include "base/fail.h"
#include "record/run_diff.h"
#include "report/annotated.h"
#include "report/document.h"
#include "report/general_view.h"
#include "report/recorded_view.h"
#include "report/sentences.h"
#include "report/sides_view.h"
#include "report/view.h"

static const char *const columns[] = {RI_FINDING_COLUMNS, "status"};

static ri_sides sides_of(const raci_diff *diff)
{
    if (diff->before != NULL) {
        return (ri_sides){ri_names_of(diff->before->snapshot, diff->after->snapshot),
                          &diff->before->summary, &diff->after->summary, &diff->difference,
                          &diff->loads};
    }
    return (ri_sides){ri_names_of(diff->then[0], diff->then[1]), &diff->summary[0],
                      &diff->summary[1], &diff->difference, &diff->loads};
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    const raci_diff *diff = ((const ri_diff_report *)context)->diff;
    ri_emit_difference(emit, &diff->difference, i);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_diff *diff = ((const ri_diff_report *)context)->diff;
    ri_sides sides = sides_of(diff);
    if (diff->from_policy != NULL) {
        ri_emit_policy(emit, "from", diff->before->policy);
        ri_emit_policy(emit, "to", diff->after->policy);
    } else if (diff->from_model != NULL) {
        ri_emit_field(emit, "from", diff->from_model);
        ri_emit_field(emit, "to", diff->to_model);
    } else {
        ri_emit_count(emit, "from", (size_t)diff->from.number);
        ri_emit_count(emit, "to", (size_t)diff->to.number);
    }
    ri_emit_differences(emit, &diff->difference);
    ri_emit_sides(emit, &sides);
    ri_emit_all_earlier(emit, &diff->difference);
    if (diff->general != NULL) {
        ri_emit_general(emit, context);
    }
}

/* "the policy acme-cx 2026.2 (policy/)": by name, and where it lies. */
static void say_policy(ri_text *line, const raci_policy *policy, const char *called)
{
    const char *version = raci_policy_version(policy);
    ri_text_add(line, "the policy ");
    ri_say(line, raci_policy_name(policy));
    if (version != NULL && version[0] != '\0') {
        ri_text_char(line, ' ');
        ri_say(line, version);
    }
    if (called[0] != '\0') {
        ri_text_add(line, " (");
        ri_say(line, called);
        ri_text_char(line, ')');
    }
}

/* What was compared. */
static void say_compared(ri_text *line, const raci_diff *diff)
{
    char day[11];
    ri_text_add(line, "From ");
    if (diff->from_policy != NULL) {
        say_policy(line, diff->before->policy, diff->from_policy);
        ri_text_add(line, " to ");
        say_policy(line, diff->after->policy, diff->to_policy);
        ri_text_format(line, ", both as of %s.", ri_day_format(diff->after->date, day));
    } else if (diff->from_model != NULL) {
        ri_say(line, diff->from_model);
        ri_text_add(line, " to ");
        ri_say(line, diff->to_model);
        ri_text_add(line, ", both ");
        ri_say_basis(line, diff->after->date, diff->after->policy);
    } else {
        ri_say_run(line, &diff->from);
        ri_text_add(line, " to ");
        ri_say_run(line, &diff->to);
        ri_text_char(line, '.');
    }
}

static void put_text(ri_page *page, void *context)
{
    const raci_diff *diff = ((const ri_diff_report *)context)->diff;
    ri_sides sides = sides_of(diff);
    ri_text line = RI_TEXT_INIT;
    ri_put_sums(page, &sides, &line);
    ri_page_gap(page);
    ri_put_sides(page, &sides, &line);
    if (diff->general != NULL) {
        ri_put_general(page, diff, &sides.names, &line);
    }
    say_compared(&line, diff);
    ri_page_take(page, "", "", &line);
    ri_text_free(&line);
    ri_names_free(&sides.names);
}

raci_status raci_report_diff(const raci_diff *diff, raci_format format, const raci_look *look,
                             raci_write_fn write, void *payload, raci_error *err)
{
    ri_diff_report report = {.diff = diff};
    raci_error failure = {0};
    const bool failed = raci_diff_failed(diff, &failure) != 0;
    ri_sides sides = sides_of(diff);
    ri_section sections[RI_SIDES_SECTIONS + 1];
    ri_sides_sections(sections, &sides);
    if (diff->general != NULL) {
        sections[RI_SIDES_SECTIONS] = ri_general_section(&report);
    }
    ri_annotated_difference changes = {&diff->difference, diff->before, diff->after};
    const bool evaluated = diff->before != NULL;
    const ri_annotated annotated =
        evaluated ? ri_annotated_changes(&changes, "check-diff") : (ri_annotated){.asker = ""};
    ri_document document = {
        .annotated = evaluated ? &annotated : NULL,
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = diff->difference.n_findings,
        .context = &report,
        .whole = emit_whole,
        .element = emit_element,
        .text = put_text,
        .sections = sections,
        .n_sections = RI_SIDES_SECTIONS + (diff->general != NULL ? 1 : 0),
        .failure = failed ? &failure : NULL,
        .failed = &report.failed,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}

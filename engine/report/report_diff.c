/* The document of `diff`. */
#include "base/fail.h"
#include "record/run_diff.h"
#include "report/document.h"
#include "report/recorded_view.h"
#include "report/sentences.h"
#include "report/sides_view.h"

static const char *const columns[] = {RI_FINDING_COLUMNS, "status"};

static ri_sides sides_of(const raci_diff *diff)
{
    return (ri_sides){diff->before, diff->after, &diff->difference, &diff->loads};
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    const raci_diff *diff = *(const raci_diff **)context;
    ri_emit_difference(emit, &diff->difference, i);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_diff *diff = *(const raci_diff **)context;
    if (diff->from_model != NULL) {
        const ri_sides sides = sides_of(diff);
        ri_emit_field(emit, "from", diff->from_model);
        ri_emit_field(emit, "to", diff->to_model);
        ri_emit_differences(emit, &diff->difference);
        ri_emit_sides(emit, &sides);
        return;
    }
    ri_emit_count(emit, "from", (size_t)diff->from.number);
    ri_emit_count(emit, "to", (size_t)diff->to.number);
    ri_emit_differences(emit, &diff->difference);
}

/* Of two models. */
static void put_models(ri_page *page, const raci_diff *diff, ri_text *line)
{
    const ri_sides sides = sides_of(diff);
    ri_put_sums(page, &sides, line);
    ri_page_gap(page);
    ri_put_sides(page, &sides, line);
    ri_text_add(line, "From ");
    ri_say(line, diff->from_model);
    ri_text_add(line, " to ");
    ri_say(line, diff->to_model);
    ri_text_add(line, ", both ");
    ri_say_basis(line, diff->after->date, diff->after->policy);
    ri_page_take(page, "", "", line);
}

static void put_text(ri_page *page, void *context)
{
    const raci_diff *diff = *(const raci_diff **)context;
    const ri_names names = {NULL, NULL};
    ri_text line = RI_TEXT_INIT;
    if (diff->from_model != NULL) {
        put_models(page, diff, &line);
        ri_text_free(&line);
        return;
    }
    page->failed = !ri_put_differences(page, &diff->difference, &names, &line) ||
                   !ri_put_moves(page, &diff->difference, &names, &line) || page->failed;
    ri_say_difference(&line, &diff->difference);
    ri_page_take(page, "", "", &line);
    ri_text_add(&line, "From ");
    ri_say_run(&line, &diff->from);
    ri_text_add(&line, " to ");
    ri_say_run(&line, &diff->to);
    ri_text_char(&line, '.');
    ri_page_take(page, "", "", &line);
    ri_text_free(&line);
}

raci_status raci_report_diff(const raci_diff *diff, raci_format format, const raci_look *look,
                             raci_write_fn write, void *payload, raci_error *err)
{
    raci_error failure = {0};
    const bool failed = raci_diff_failed(diff, &failure) != 0;
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = diff->difference.n_findings,
        .context = &diff,
        .whole = emit_whole,
        .element = emit_element,
        .text = put_text,
        .failure = failed ? &failure : NULL,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}

/* The document of `why-not`. */
#include "report/report_why_not.h"

#include "base/fail.h"

static const char *const columns[] = {
    "name",   "tier",    "file",  "line",    "because", "outcome", "condition",
    "except", "wanted",  "found", "by.name", "by.file", "by.line", "by.because",
    "how",    "through", "gives", "why",     "about",   "detail",
};

static const char *name_of(ri_obstacle obstacle)
{
    static const char *const names[] = {
        [RI_OBSTACLE_NONE] = "won",         [RI_OBSTACLE_CONTESTED] = "contested",
        [RI_OBSTACLE_REMOVED] = "removed",  [RI_OBSTACLE_BEATEN] = "overridden",
        [RI_OBSTACLE_OTHERS] = "others",    [RI_OBSTACLE_NOBODY] = "nobody",
        [RI_OBSTACLE_HURDLE] = "condition",
    };
    return names[obstacle];
}

static void emit_because(const ri_emit *emit, const ri_view *view, ri_source source)
{
    ri_emit_field(emit, "because", ri_source_because(view->resolver, source));
}

static void emit_by(const ri_emit *emit, ri_why_not_report *report, const ri_refusal *item)
{
    bool ordered = item->obstacle == RI_OBSTACLE_BEATEN || item->obstacle == RI_OBSTACLE_REMOVED;
    ri_emit_open_key(emit, "by", '[');
    for (uint32_t i = 0; i < item->n_by; i++) {
        ri_emit_open(emit, '{');
        ri_emit_source(emit, &report->view, item->by[i]);
        emit_because(emit, &report->view, item->by[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_precedence(emit, &report->view, report->arena,
                       ordered && item->n_by > 0 ? item->by[0] : RI_NO_SOURCE, item->source, false);
}

/* Whom it gives the letter here, or would; and why nobody. */
static void emit_gives(const ri_emit *emit, ri_why_not_report *report, const ri_refusal *item)
{
    ri_view *view = &report->view;
    const ri_unresolved *nobody = &item->gives.nobody;
    bool none = item->gives.known && item->gives.n_holders == 0;
    const char *about = NULL;
    ri_emit_open_key(emit, "gives", '[');
    for (uint32_t i = 0; i < item->gives.n_holders; i++) {
        ri_emit_reference(emit, view, item->gives.holders[i]);
    }
    ri_emit_close(emit, ']');
    if (none) {
        about =
            nobody->about != RI_NONE ? ri_view_reference(view, nobody->about) : nobody->ref_text;
    }
    ri_emit_field(emit, "why", none ? ri_nobody_name(nobody->why) : NULL);
    ri_emit_field(emit, "about", about);
}

/* The sentence without the marks that text has, which are control characters. */
static void emit_detail(const ri_emit *emit, ri_why_not_report *report, const ri_refusal *item)
{
    ri_text marked = RI_TEXT_INIT;
    ri_text plain = RI_TEXT_INIT;
    ri_say_obstacle(&marked, report, item);
    for (size_t i = 0; i < marked.length; i++) {
        if (marked.bytes[i] < RI_BOLD[0] || marked.bytes[i] > RI_PLAIN[0]) {
            ri_text_char(&plain, marked.bytes[i]);
        }
    }
    ri_emit_field(emit, "detail", ri_text_string(&plain));
    report->view.failed = report->view.failed || marked.failed || plain.failed;
    ri_text_free(&marked);
    ri_text_free(&plain);
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    ri_why_not_report *report = context;
    const ri_refusal *item = &report->why_not->items[i];
    const ri_resolver *resolver = report->view.resolver;
    bool ruling = item->ruling != NULL;
    const char *file = ruling ? "" : ri_source_file(resolver, item->source);
    int line = ruling ? 0 : ri_source_line(resolver, item->source);
    ri_tier tier = ruling ? RI_TIER_RULING : ri_source_tier(resolver, item->source);
    ri_emit_field(emit, "name", ri_refusal_name(resolver, item));
    ri_emit_field(emit, "tier", ri_tier_name(tier));
    ri_emit_field(emit, "file", file[0] != '\0' ? file : NULL);
    if (line > 0) {
        ri_emit_count(emit, "line", (size_t)line);
    } else {
        ri_emit_null(emit, "line");
    }
    ri_emit_field(emit, "because",
                  ruling ? item->ruling->reason : ri_source_because(resolver, item->source));
    ri_emit_field(emit, "outcome", name_of(item->obstacle));
    ri_emit_hurdle(emit, report, item);
    emit_by(emit, report, item);
    emit_gives(emit, report, item);
    emit_detail(emit, report, item);
}

static const ri_refusal *closest(const ri_why_not *w)
{
    for (size_t i = 0; i < w->n_items; i++) {
        if (w->items[i].obstacle != RI_OBSTACLE_NONE) {
            return &w->items[i];
        }
    }
    return NULL;
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_why_not_report *report = context;
    ri_view *view = &report->view;
    const ri_why_not *w = report->why_not;
    const ri_outcome *outcome = &report->answer->settlement->letters[w->letter];
    const ri_refusal *nearest = closest(w);
    ri_emit_subject(emit, view, report->answer->subject);
    ri_emit_letter(emit, view, w->letter);
    ri_emit_open_key(emit, "holder", '{');
    ri_emit_reference_field(emit, "ref", view, w->holder);
    ri_emit_field(emit, "name", ri_view_name(view, w->holder));
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "meant", '[');
    for (uint32_t i = 0; i < w->n_meant; i++) {
        ri_emit_reference(emit, view, w->meant[i]);
    }
    ri_emit_close(emit, ']');
    ri_emit_bool(emit, "held", w->held);
    ri_emit_open_key(emit, "holders", '[');
    for (uint32_t i = 0; i < outcome->n_holders; i++) {
        ri_emit_open(emit, '{');
        ri_emit_holder(emit, view, report->answer->settlement, w->letter, outcome->holders[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_field(emit, "closest",
                  nearest != NULL ? ri_refusal_name(view->resolver, nearest) : NULL);
    ri_emit_open_key(emit, "rules", '[');
    for (size_t i = 0; i < w->n_items; i++) {
        ri_emit_open(emit, '{');
        emit_element(emit, report, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_count(emit, "others", w->others);
}

static void put_text(ri_page *page, void *context)
{
    ri_why_not_text(page, context);
}

raci_status raci_report_why_not(const raci_answer *answer, raci_format format,
                                const raci_look *look, raci_write_fn write, void *payload,
                                raci_error *err)
{
    ri_why_not_report report = {.answer = answer, .why_not = answer->why_not};
    raci_error failure = {0};
    raci_status status = RACI_OK;
    if (answer->why_not == NULL) {
        return ri_fail(err, RACI_INVALID,
                       "the answer is not one of raci_ask_why_not: it was not asked about a "
                       "holder");
    }
    if (answer->n_candidates > 0) {
        return ri_report_candidates(answer, format, look, write, payload, err);
    }
    ri_view_init(&report.view, answer->resolver);
    report.arena = ri_arena_new();
    if (report.arena == NULL) {
        status = ri_fail_nomem(err);
    } else {
        ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = answer->why_not->n_items,
            .context = &report,
            .whole = emit_whole,
            .element = emit_element,
            .text = put_text,
            .failure = raci_answer_failed(answer, &failure) ? &failure : NULL,
            .view = &report.view,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_arena_free(report.arena);
    ri_view_free(&report.view);
    return status;
}

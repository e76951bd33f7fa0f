/* The documents of `whatif` and `impact`. */
#include "base/day.h"
#include "report/document.h"
#include "report/recorded_view.h"
#include "report/sentences.h"
#include "report/sides_view.h"
#include "scenario/outcome.h"

static const char *const columns[] = {RI_FINDING_COLUMNS, "status"};

static ri_sides sides_of(const raci_whatif *w)
{
    return (ri_sides){w->before, w->after, &w->difference, &w->loads};
}

/* ---- for programs ---- */

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    ri_emit_difference(emit, &w->difference, i);
}

static void emit_list(const ri_emit *emit, const char *key, const char **items, size_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_string(emit, items[i]);
    }
    ri_emit_close(emit, ']');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    const ri_sides sides = sides_of(w);
    char day[11];
    ri_emit_field(emit, "scenario", w->label);
    ri_emit_differences(emit, &w->difference);
    ri_emit_sides(emit, &sides);
    ri_emit_field(emit, "date", ri_day_format(w->date, day));
    ri_emit_field(emit, "because", w->because);
    ri_emit_count(emit, "steps", w->stack.n);
    ri_emit_count(emit, "not_applicable", w->unfits.n);
}

static void emit_impact(const ri_emit *emit, void *context)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    ri_emit_field(emit, "holder", w->leaving);
    emit_list(emit, "vacant", w->impact.vacant, w->impact.n_vacant);
    emit_list(emit, "unowned", w->impact.unowned, w->impact.n_unowned);
    emit_list(emit, "critical", w->impact.critical, w->impact.n_critical);
    emit_whole(emit, context);
}

/* ---- text ---- */

static void put_unfits(ri_page *page, const raci_whatif *w, ri_text *line)
{
    if (w->unfits.n > 0) {
        ri_say_count(line, w->unfits.n, "step");
        ri_text_format(line, " of %u %s not apply and %s left out: see step-not-applicable.",
                       (unsigned)w->stack.n, w->unfits.n == 1 ? "does" : "do",
                       w->unfits.n == 1 ? "was" : "were");
        ri_page_take(page, "", "", line);
    }
}

static void put_rest(ri_page *page, const raci_whatif *w, ri_text *line)
{
    const ri_sides sides = sides_of(w);
    ri_put_sums(page, &sides, line);
    put_unfits(page, w, line);
    ri_page_gap(page);
    ri_put_sides(page, &sides, line);
    ri_text_add(line, "Nothing was written. Before and after are ");
    ri_say_basis(line, w->date, w->policy);
    ri_page_take(page, "", "", line);
}

static void put_text(ri_page *page, void *context)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, "What if: " RI_BOLD);
    ri_say(&line, w->label);
    ri_text_add(&line, RI_PLAIN);
    ri_page_take(page, "", "  ", &line);
    if (w->because != NULL) {
        ri_say(&line, w->because);
        ri_page_take(page, "  ", "  ", &line);
    }
    put_rest(page, w, &line);
    ri_text_free(&line);
}

static void put_list(ri_page *page, const char *title, const char **items, size_t n,
                     const char *none, const ri_names *names, ri_text *line)
{
    ri_text_format(line, RI_BOLD "%s" RI_PLAIN " (%zu)", title, n);
    ri_page_take(page, "", "", line);
    for (size_t i = 0; i < n; i++) {
        ri_text_add(line, i > 0 ? "; " : "");
        ri_say_named(line, names, items[i]);
    }
    ri_text_add(line, n == 0 ? none : "");
    ri_page_take(page, "  ", "  ", line);
}

static void put_impact(ri_page *page, void *context)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    const ri_sides sides = sides_of(w);
    const ri_names names = {ri_sides_name, &sides};
    const ri_impact *impact = &w->impact;
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, "If " RI_BOLD);
    ri_say_named(&line, &names, w->leaving);
    ri_text_add(&line, RI_PLAIN " leaves:");
    ri_page_take(page, "", "  ", &line);
    ri_page_gap(page);
    put_list(page, "Positions that become vacant", impact->vacant, impact->n_vacant, "none", &names,
             &line);
    put_list(page, "Touchpoints without anybody accountable", impact->unowned, impact->n_unowned,
             "none that had one", &names, &line);
    put_list(page, "Critical among them", impact->critical, impact->n_critical, "none", &names,
             &line);
    ri_page_gap(page);
    put_rest(page, w, &line);
    ri_text_free(&line);
}

/* ---- both ---- */

static raci_status write_document(const raci_whatif *w, bool impact, raci_format format,
                                  const raci_look *look, raci_write_fn write, void *payload,
                                  raci_error *err)
{
    raci_error failure = {0};
    const bool failed = raci_whatif_failed(w, &failure) != 0;
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = w->difference.n_findings,
        .context = &w,
        .whole = impact ? emit_impact : emit_whole,
        .element = emit_element,
        .text = impact ? put_impact : put_text,
        .failure = failed ? &failure : NULL,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}

raci_status raci_report_whatif(const raci_whatif *w, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err)
{
    return write_document(w, false, format, look, write, payload, err);
}

raci_status raci_report_impact(const raci_whatif *w, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err)
{
    return write_document(w, true, format, look, write, payload, err);
}

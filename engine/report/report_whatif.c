/* The documents of `whatif` and `impact`. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "report/difference_view.h"
#include "report/document.h"
#include "report/recorded_view.h"
#include "report/sentences.h"
#include "report/table.h"
#include "scenario/whatif.h"

#define LOADS 20 /* so many are told; those that change most */

static const char *const columns[] = {RI_FINDING_COLUMNS, "status"};

/* ---- for programs ---- */

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    const raci_whatif *w = *(const raci_whatif **)context;
    ri_emit_difference(emit, &w->difference, i);
}

static void emit_loads(const ri_emit *emit, const raci_whatif *w)
{
    ri_emit_open_key(emit, "load", '[');
    for (size_t i = 0; i < w->loads.n; i++) {
        const ri_load *load = &w->loads.items[i];
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "holder", load->holder);
        ri_emit_field(emit, "letter", load->letter);
        ri_emit_count(emit, "from", load->from);
        ri_emit_count(emit, "to", load->to);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_routes(const ri_emit *emit, const char *side, const ri_summary *summary)
{
    ri_emit_open_key(emit, side, '{');
    ri_emit_count(emit, "cxo", summary->escalated_cxo);
    ri_emit_count(emit, "ceo", summary->escalated_ceo);
    ri_emit_count(emit, "other", summary->escalated_other);
    ri_emit_count(emit, "none", summary->escalated_none);
    ri_emit_close(emit, '}');
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
    char day[11];
    ri_emit_field(emit, "scenario", w->label);
    ri_emit_differences(emit, &w->difference);
    emit_loads(emit, w);
    ri_emit_open_key(emit, "escalations", '{');
    emit_routes(emit, "from", &w->before->summary);
    emit_routes(emit, "to", &w->after->summary);
    ri_emit_close(emit, '}');
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

static const char *name_of(const void *whatif, const char *reference)
{
    return ri_whatif_name(whatif, reference);
}

static size_t weight(const ri_load *load)
{
    return load->to > load->from ? load->to - load->from : load->from - load->to;
}

static int heavier(const void *a, const void *b, const void *context)
{
    const ri_load *items = context;
    const size_t x = weight(&items[*(const uint32_t *)a]);
    const size_t y = weight(&items[*(const uint32_t *)b]);
    return (y > x) - (y < x);
}

static void add_load(ri_table *table, const ri_load *load, const ri_names *names, ri_text *cell)
{
    ri_say_named(cell, names, load->holder);
    ri_table_take(table, cell);
    ri_say(cell, load->letter);
    ri_table_take(table, cell);
    ri_text_format(cell, "%zu", load->from);
    ri_table_take(table, cell);
    ri_text_format(cell, "%zu", load->to);
    ri_table_take(table, cell);
}

static bool put_loads(ri_page *page, const raci_whatif *w, const ri_names *names, ri_text *line)
{
    static const char *const head[] = {"On touchpoints", "Letter", "Before", "After"};
    const ri_loads *loads = &w->loads;
    ri_table table = {0};
    uint32_t *order = ri_alloc(loads->n * sizeof *order);
    for (uint32_t i = 0; order != NULL && i < loads->n; i++) {
        order[i] = i;
    }
    const bool done =
        order != NULL && ri_order(order, loads->n, sizeof *order, heavier, loads->items);
    if (done && loads->n > 0) {
        const size_t told = loads->n > LOADS + 1 ? LOADS : loads->n;
        ri_page_put(page, "", "", RI_BOLD "Load" RI_PLAIN);
        ri_table_begin(&table, 4);
        for (size_t i = 0; i < 4; i++) {
            ri_table_add(&table, head[i]);
        }
        for (size_t i = 0; i < told; i++) {
            add_load(&table, &loads->items[order[i]], names, line);
        }
        ri_table_write(&table, page, 2);
        if (told < loads->n) {
            ri_text_format(line, "and %zu more, which --format json lists", loads->n - told);
            ri_page_take(page, "  ", "  ", line);
        }
        ri_page_gap(page);
    }
    page->failed = page->failed || table.failed;
    ri_table_free(&table);
    ri_free(order);
    return done;
}

static void say_severities(ri_text *line, const ri_summary *summary)
{
    ri_say_count(line, summary->severities[RACI_ERROR], "error");
    ri_text_add(line, ", ");
    ri_say_count(line, summary->severities[RACI_WARNING], "warning");
    ri_text_add(line, ", ");
    ri_say_count(line, summary->severities[RACI_INFO], "info");
}

static void say_route(ri_text *line, bool *any, const char *who, size_t from, size_t to)
{
    if (from == 0 && to == 0) {
        return;
    }
    ri_text_format(line, "%s%zu to %s", *any ? ", " : "", to, who);
    if (from != to) {
        ri_text_format(line, " (%zu before)", from);
    }
    *any = true;
}

static void put_sums(ri_page *page, const raci_whatif *w, ri_text *line)
{
    const ri_summary *a = &w->before->summary;
    const ri_summary *b = &w->after->summary;
    bool any = false;
    ri_say_difference(line, &w->difference);
    ri_page_take(page, "", "", line);
    ri_text_add(line, "Before: ");
    say_severities(line, a);
    ri_text_add(line, ". After: ");
    say_severities(line, b);
    ri_text_char(line, '.');
    ri_page_take(page, "", "", line);
    ri_text_add(line, "Escalated: ");
    say_route(line, &any, "the CXO", a->escalated_cxo, b->escalated_cxo);
    say_route(line, &any, "the CEO", a->escalated_ceo, b->escalated_ceo);
    say_route(line, &any, "others", a->escalated_other, b->escalated_other);
    say_route(line, &any, "nobody, as nobody is left to decide", a->escalated_none,
              b->escalated_none);
    ri_text_add(line, any ? "." : "nothing, before or after.");
    ri_page_take(page, "", "", line);
    if (w->unfits.n > 0) {
        ri_say_count(line, w->unfits.n, "step");
        ri_text_format(line, " of %u %s not apply and %s left out: see step-not-applicable.",
                       (unsigned)w->stack.n, w->unfits.n == 1 ? "does" : "do",
                       w->unfits.n == 1 ? "was" : "were");
        ri_page_take(page, "", "", line);
    }
    ri_page_gap(page);
}

static void put_rest(ri_page *page, const raci_whatif *w, ri_text *line)
{
    const ri_names names = {name_of, w};
    put_sums(page, w, line);
    page->failed = !ri_put_differences(page, &w->difference, &names, line) || page->failed;
    page->failed = !ri_put_moves(page, &w->difference, &names, line) || page->failed;
    page->failed = !put_loads(page, w, &names, line) || page->failed;
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
    const ri_names names = {name_of, w};
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

/* The document of `diff`. */
#include "base/fail.h"
#include "record/run_diff.h"
#include "report/document.h"
#include "report/recorded_view.h"
#include "report/sentences.h"
#include "report/table.h"

static const char *const columns[] = {RI_FINDING_COLUMNS, "status"};

static void emit_finding(const ri_emit *emit, void *context, size_t i)
{
    const raci_diff *diff = *(const raci_diff **)context;
    ri_emit_recorded(emit, &diff->findings[i].finding);
    ri_emit_field(emit, "status", ri_change_name(diff->findings[i].change));
}

static void emit_holders(const ri_emit *emit, const char *key, const char **holders, size_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_string(emit, holders[i]);
    }
    ri_emit_close(emit, ']');
}

static void emit_moves(const ri_emit *emit, const raci_diff *diff)
{
    ri_emit_open_key(emit, "moves", '[');
    for (size_t i = 0; i < diff->n_moves; i++) {
        const ri_move *move = &diff->moves[i];
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "subject", move->subject);
        ri_emit_field(emit, "letter", move->letter);
        emit_holders(emit, "from", move->from, move->n_from);
        emit_holders(emit, "to", move->to, move->n_to);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_diff *diff = *(const raci_diff **)context;
    ri_emit_count(emit, "from", (size_t)diff->from.number);
    ri_emit_count(emit, "to", (size_t)diff->to.number);
    ri_emit_open_key(emit, "summary", '{');
    for (int change = 0; change < RI_CHANGES; change++) {
        ri_emit_count(emit, ri_change_name((ri_change)change), diff->counts[change]);
    }
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "findings", '[');
    for (size_t i = 0; i < diff->n_findings; i++) {
        ri_emit_open(emit, '{');
        emit_finding(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_moves(emit, diff);
}

/* ---- text ---- */

static void put_findings(ri_page *page, const raci_diff *diff, ri_change change, const char *title,
                         ri_text *line)
{
    bool any = false;
    for (size_t i = 0; i < diff->n_findings; i++) {
        if (diff->findings[i].change != change) {
            continue;
        }
        if (!any) {
            ri_text_format(line, RI_BOLD "%s" RI_PLAIN, title);
            ri_page_take(page, "", "", line);
        }
        any = true;
        ri_put_recorded(page, &diff->findings[i].finding, "     ", line);
    }
    if (any) {
        ri_page_gap(page);
    }
}

static void add_holders(ri_table *table, const char **holders, size_t n, ri_text *cell)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_add(cell, i > 0 ? ", " : "");
        ri_page_cut(cell, holders[i], SIZE_MAX);
    }
    ri_text_add(cell, n == 0 ? "nobody" : "");
    ri_table_take(table, cell);
}

static void put_moves(ri_page *page, const raci_diff *diff, ri_text *line)
{
    static const char *const head[] = {"Subject", "Letter", "From", "To"};
    ri_table table = {0};
    if (diff->n_moves == 0) {
        return;
    }
    ri_page_put(page, "", "", RI_BOLD "Letters with other holders" RI_PLAIN);
    ri_table_begin(&table, 4);
    for (size_t i = 0; i < 4; i++) {
        ri_table_add(&table, head[i]);
    }
    for (size_t i = 0; i < diff->n_moves; i++) {
        const ri_move *move = &diff->moves[i];
        ri_page_cut(line, move->subject, SIZE_MAX);
        ri_table_take(&table, line);
        ri_page_cut(line, move->letter, SIZE_MAX);
        ri_table_take(&table, line);
        add_holders(&table, move->from, move->n_from, line);
        add_holders(&table, move->to, move->n_to, line);
    }
    ri_table_write(&table, page, 2);
    ri_table_free(&table);
    ri_page_gap(page);
}

static void put_text(ri_page *page, void *context)
{
    static const char *const titles[RI_CHANGES] = {"New", "As before", "Changed", "Gone"};
    static const ri_change order[] = {RI_CHANGE_NEW, RI_CHANGE_CHANGED, RI_CHANGE_GONE,
                                      RI_CHANGE_EXISTING};
    const raci_diff *diff = *(const raci_diff **)context;
    ri_text line = RI_TEXT_INIT;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        put_findings(page, diff, order[i], titles[order[i]], &line);
    }
    put_moves(page, diff, &line);
    ri_say_count(&line, diff->counts[RI_CHANGE_NEW], "finding");
    ri_text_format(&line, " new, %zu changed, %zu gone, %zu as before; ",
                   diff->counts[RI_CHANGE_CHANGED], diff->counts[RI_CHANGE_GONE],
                   diff->counts[RI_CHANGE_EXISTING]);
    if (diff->n_moves == 0) {
        ri_text_add(&line, "nobody's letters differ.");
    } else {
        ri_say_count(&line, diff->n_moves, "letter");
        ri_text_add(&line, " with other holders.");
    }
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
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = diff->n_findings,
        .context = &diff,
        .whole = emit_whole,
        .element = emit_finding,
        .text = put_text,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}

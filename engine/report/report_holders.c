/* The document of a `what` that may be about several. */
#include "check/seeking.h"
#include "raci/report.h"
#include "report/document.h"
#include "report/page.h"
#include "report/table.h"

#define NAME_COLUMNS 50

static void emit_item(const ri_emit *emit, void *context, size_t i)
{
    const ri_holder_found *item = &ri_holders_items(*(const raci_holders **)context)[i];
    ri_emit_field(emit, "ref", item->ref);
    ri_emit_field(emit, "name", item->name);
    ri_emit_field(emit, "kind", ri_kind_name(item->kind));
    ri_emit_field(emit, "unit", item->unit);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_holders *holders = *(const raci_holders **)context;
    ri_emit_open_key(emit, "candidates", '[');
    for (size_t i = 0; i < raci_holders_count(holders); i++) {
        ri_emit_open(emit, '{');
        emit_item(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void put_text(ri_page *page, void *context)
{
    const raci_holders *holders = *(const raci_holders **)context;
    const ri_holder_found *items = ri_holders_items(holders);
    size_t n = raci_holders_count(holders);
    ri_table table = {0};
    ri_text line = RI_TEXT_INIT;
    ri_text_format(&line, "It could be any of %zu; ask again with one of these:", n);
    ri_page_take(page, "", "", &line);
    ri_page_gap(page);
    ri_table_begin(&table, 3);
    ri_table_add(&table, RI_BOLD "Holder" RI_PLAIN);
    ri_table_add(&table, RI_BOLD "Name" RI_PLAIN);
    ri_table_add(&table, RI_BOLD "Unit" RI_PLAIN);
    for (size_t i = 0; i < n; i++) {
        ri_page_cut(&line, items[i].ref, SIZE_MAX);
        ri_table_take(&table, &line);
        ri_page_cut(&line, items[i].name, NAME_COLUMNS);
        ri_table_take(&table, &line);
        ri_page_cut(&line, items[i].unit != NULL ? items[i].unit : "", SIZE_MAX);
        ri_table_take(&table, &line);
    }
    ri_table_write(&table, page, 2);
    ri_table_free(&table);
    ri_text_free(&line);
}

raci_status raci_report_holders(const raci_holders *holders, raci_format format,
                                const raci_look *look, raci_write_fn write, void *payload,
                                raci_error *err)
{
    static const char *const columns[] = {"ref", "name", "kind", "unit"};
    ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = raci_holders_count(holders),
        .context = &holders,
        .whole = emit_whole,
        .element = emit_item,
        .text = put_text,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}

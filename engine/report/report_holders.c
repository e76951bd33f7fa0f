/* The document of a `what` that may be about several. */
#include "check/seeking.h"
#include "raci/report.h"
#include "report/choices.h"
#include "report/document.h"

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

static ri_choice choice_at(const void *context, size_t i)
{
    const ri_holder_found *item = &ri_holders_items(context)[i];
    return (ri_choice){item->ref, item->name, item->unit};
}

static void put_text(ri_page *page, void *context)
{
    static const ri_choice_titles titles = {"Holder", "Unit", 50};
    const raci_holders *holders = *(const raci_holders **)context;
    ri_put_choices(page, &titles, raci_holders_count(holders), choice_at, holders);
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

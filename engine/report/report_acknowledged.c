/* The document of `acknowledge`. */
#include "base/fail.h"
#include "model/known.h"
#include "record/card_kept.h"
#include "report/acknowledgement_view.h"
#include "report/document.h"
#include "report/sentences.h"

static const char *const columns[] = {RI_ACKNOWLEDGEMENT_COLUMNS};

typedef struct acknowledged {
    const raci_brief *brief;
    ri_acknowledgement of;
    ri_view view;
} acknowledged;

void ri_emit_acknowledgement(const ri_emit *emit, const ri_acknowledgement *of)
{
    ri_emit_count(emit, "entry", (size_t)of->entry);
    ri_emit_field(emit, "kind", "acknowledge");
    ri_emit_field(emit, "holder", of->holder);
    ri_emit_field(emit, "by", of->person);
    ri_emit_field(emit, "date", of->date);
    ri_emit_field(emit, "recorded_at", of->recorded_at);
    ri_emit_field(emit, "card", of->card);
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    (void)i;
    ri_emit_acknowledgement(emit, &((const acknowledged *)context)->of);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    emit_element(emit, context, 0);
}

static void put_text(ri_page *page, void *context)
{
    acknowledged *a = context;
    ri_text line = RI_TEXT_INIT;
    ri_text_add(&line, RI_BOLD);
    ri_say_judge(&line, &a->view, a->of.person);
    ri_text_add(&line, RI_PLAIN " has acknowledged the role card of ");
    ri_say_holder(&line, &a->view, a->brief->card.holder);
    ri_text_add(&line, ", as of ");
    ri_say(&line, a->of.date);
    ri_text_format(&line, ": entry %lld of the record.", (long long)a->of.entry);
    ri_page_take(page, "", "", &line);
    ri_text_free(&line);
}

raci_status raci_report_acknowledged(const raci_brief *brief, int64_t entry, raci_format format,
                                     const raci_look *look, raci_write_fn write, void *payload,
                                     raci_error *err)
{
    acknowledged a = {.brief = brief};
    raci_status status = ri_acknowledgement_read(&a.of, ri_model_store(brief->of->result->model),
                                                 entry, brief->of->arena, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_view_init(&a.view, brief->of->result->resolver);
    const ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = 1,
        .context = &a,
        .whole = emit_whole,
        .element = emit_element,
        .text = put_text,
        .view = &a.view,
    };
    status = ri_document_write(&document, format, look, write, payload, err);
    ri_view_free(&a.view);
    return status;
}

/* The document of `brief`. */
#include "report/report_brief.h"

#include "base/day.h"
#include "report/document.h"
#include "report/sentences.h"

static const char *const columns[] = {"subject", "name", "letter", "journey", "via"};

/* ---- for programs ---- */

static void emit_item(const ri_emit *emit, void *context, size_t i)
{
    ri_brief_report *v = context;
    const ri_holding *holding = &v->brief->card.holdings[i];
    const ri_snapshot *s = v->view.snapshot;
    const uint32_t at = ri_ref_index(holding->subject);
    const uint32_t journey =
        ri_ref_kind(holding->subject) == RI_TOUCHPOINT ? s->touchpoints.journey[at] : RI_NONE;
    ri_emit_reference_field(emit, "subject", &v->view, holding->subject);
    ri_emit_field(emit, "name", ri_view_name(&v->view, holding->subject));
    ri_emit_letter(emit, &v->view, holding->letter);
    ri_emit_reference_field(emit, "journey", &v->view,
                            journey != RI_NONE ? ri_ref_make(RI_JOURNEY, journey) : RI_NONE);
    ri_emit_reference_field(emit, "via", &v->view, holding->via);
}

static void emit_references(const ri_emit *emit, ri_brief_report *v, const char *key,
                            const ri_ref *refs, size_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_reference(emit, &v->view, refs[i]);
    }
    ri_emit_close(emit, ']');
}

static void emit_passages(const ri_emit *emit, ri_brief_report *v)
{
    const ri_card *card = &v->brief->card;
    ri_emit_open_key(emit, "handoffs", '[');
    for (size_t i = 0; i < card->n_passages; i++) {
        const ri_card_passage *passage = &card->passages[i];
        ri_emit_open(emit, '{');
        ri_emit_reference_field(emit, "handoff", &v->view,
                                ri_ref_make(RI_HANDOFF, passage->handoff));
        ri_emit_field(emit, "direction", passage->arrives ? "from" : "to");
        ri_emit_reference_field(emit, "subject", &v->view, passage->own);
        ri_emit_reference_field(emit, "other", &v->view, passage->other);
        emit_references(emit, v, "with", passage->with, passage->n_with);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_stand_ins(const ri_emit *emit, ri_brief_report *v)
{
    const ri_snapshot *s = v->view.snapshot;
    const uint32_t position = v->brief->card.position;
    char day[11];
    ri_emit_open_key(emit, "stand_ins", '[');
    for (uint32_t i = position != RI_NONE ? s->positions.first_seat[position] : 0;
         position != RI_NONE && i < s->positions.first_seat[position + 1]; i++) {
        const ri_seat *seat = &s->seats[i];
        if (seat->kind == RI_SEAT_HOLDER) {
            continue;
        }
        ri_emit_open(emit, '{');
        ri_emit_reference_field(emit, "person", &v->view, ri_ref_make(RI_PERSON, seat->person));
        ri_emit_field(emit, "name", s->people.rows.name[seat->person]);
        ri_emit_field(emit, "kind", ri_seat_kind_name(seat->kind));
        ri_emit_field(emit, "to", seat->to != RI_DAY_MAX ? ri_day_format(seat->to, day) : NULL);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_rulings(const ri_emit *emit, ri_brief_report *v)
{
    const ri_card *card = &v->brief->card;
    char day[11];
    ri_emit_open_key(emit, "rulings", '[');
    for (size_t i = 0; i < card->n_rulings; i++) {
        const ri_stated *ruling = &v->view.snapshot->rulings[card->rulings[i]];
        ri_emit_open(emit, '{');
        ri_emit_reference_field(emit, "subject", &v->view, ruling->subject);
        ri_emit_field(emit, "letter", ruling->letter);
        ri_emit_field(emit, "holder", ruling->holder_text);
        ri_emit_field(emit, "by", ruling->by);
        ri_emit_field(emit, "reason", ruling->reason);
        ri_emit_field(emit, "to", ruling->to != RI_DAY_MAX ? ri_day_format(ruling->to, day) : NULL);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_acknowledged(const ri_emit *emit, const raci_brief *brief)
{
    if (brief->last.entry == 0) {
        ri_emit_null(emit, "acknowledged");
    } else {
        ri_emit_open_key(emit, "acknowledged", '{');
        ri_emit_field(emit, "by", brief->last.person);
        ri_emit_field(emit, "date", brief->last.date);
        ri_emit_count(emit, "entry", (size_t)brief->last.entry);
        ri_emit_field(emit, "digest", brief->last.card);
        ri_emit_close(emit, '}');
    }
    ri_emit_open_key(emit, "changes", '[');
    for (size_t i = 0; i < brief->n_changes; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "via", brief->changes[i].via);
        ri_emit_field(emit, "now", brief->changes[i].said);
        ri_emit_field(emit, "before", brief->changes[i].was);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_brief_report *v = context;
    const ri_card *card = &v->brief->card;
    ri_emit_open_key(emit, "holder", '{');
    ri_emit_reference_field(emit, "ref", &v->view, card->holder);
    ri_emit_field(emit, "name", ri_view_name(&v->view, card->holder));
    ri_emit_people(emit, &v->view, card->holder);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "items", '[');
    for (size_t i = 0; i < card->n_holdings; i++) {
        ri_emit_open(emit, '{');
        emit_item(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_passages(emit, v);
    emit_references(emit, v, "escalates_to", card->escalates, card->n_escalates);
    emit_stand_ins(emit, v);
    emit_rulings(emit, v);
    emit_acknowledged(emit, v->brief);
    ri_emit_field(emit, "digest", card->digest);
}

/* ---- the whole ---- */

raci_status raci_report_brief(const raci_brief *brief, raci_format format, const raci_look *look,
                              raci_write_fn write, void *payload, raci_error *err)
{
    ri_brief_report report = {.brief = brief};
    raci_error failure = {0};
    ri_view_init(&report.view, brief->of->result->resolver);
    const ri_document document = {
        .columns = columns,
        .n_columns = sizeof columns / sizeof columns[0],
        .n_elements = brief->card.n_holdings,
        .context = &report,
        .whole = emit_whole,
        .element = emit_item,
        .outline = ri_brief_outline,
        .failure = raci_result_failed(brief->of->result, &failure) ? &failure : NULL,
        .view = &report.view,
    };
    const raci_status status = ri_document_write(&document, format, look, write, payload, err);
    ri_view_free(&report.view);
    return status;
}

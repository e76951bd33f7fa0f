/* A HOLDER: who has a letter, the people there, and why. */
#include "report/view.h"

#include "base/memory.h"

void ri_emit_people(const ri_emit *emit, ri_view *view, ri_ref holder)
{
    const ri_snapshot *s = view->snapshot;
    const ri_indexes *seats = ri_view_seats(view, holder);
    ri_emit_open_key(emit, "people", '[');
    for (size_t i = 0; i < seats->n; i++) {
        const ri_seat *seat = &s->seats[seats->items[i]];
        ri_ref person = ri_ref_make(RI_PERSON, seat->person);
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "person", ri_snapshot_key(s, person));
        ri_emit_field(emit, "name", ri_view_name(view, person));
        ri_emit_field(emit, "kind", ri_seat_kind_name(seat->kind));
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_rules(const ri_emit *emit, ri_view *view, const ri_outcome *outcome, ri_ref holder)
{
    const ri_indexes *reasons = ri_view_reasons(view, outcome, holder);
    ri_emit_open_key(emit, "rules", '[');
    for (size_t i = 0; i < reasons->n; i++) {
        ri_source source = reasons->items[i];
        ri_emit_open(emit, '{');
        ri_emit_source(emit, view, source);
        ri_emit_field(emit, "because", ri_source_because(view->resolver, source));
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* By what a source is beaten; RI_NO_SOURCE when it is not. */
static ri_source beaten_by(const ri_outcome *outcome, ri_source source)
{
    for (uint32_t i = 0; i < outcome->n_beaten; i++) {
        if (outcome->beaten[i].source == source) {
            return outcome->beaten[i].by;
        }
    }
    return RI_NO_SOURCE;
}

static void emit_overridden(const ri_emit *emit, ri_view *view, const ri_outcome *outcome)
{
    ri_indexes *sources = &view->sources;
    sources->n = 0;
    for (uint32_t i = 0; i < outcome->n_beaten; i++) {
        if (!RI_PUSH(sources->items, sources->n, sources->capacity, outcome->beaten[i].source)) {
            view->failed = true;
        }
    }
    view->failed = !ri_view_by_name(view, sources->items, sources->n) || view->failed;
    ri_emit_open_key(emit, "overridden", '[');
    for (size_t i = 0; i < sources->n; i++) {
        ri_source by = beaten_by(outcome, sources->items[i]);
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "name", ri_source_name(view->resolver, sources->items[i]));
        ri_emit_field(emit, "by", ri_source_name(view->resolver, by));
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

void ri_emit_holder(const ri_emit *emit, ri_view *view, const ri_settlement *settlement,
                    uint8_t letter, ri_ref holder)
{
    const ri_outcome *outcome = &settlement->letters[letter];
    ri_emit_reference_field(emit, "holder", view, holder);
    ri_emit_field(emit, "title", ri_view_name(view, holder));
    ri_emit_people(emit, view, holder);
    emit_rules(emit, view, outcome, holder);
    emit_overridden(emit, view, outcome);
    const ri_giving *giving = ri_view_giving(view, outcome, holder);
    ri_emit_open_key(emit, "chain", '[');
    for (uint32_t i = 0; giving != NULL && i < giving->n_links; i++) {
        ri_emit_reference(emit, view, settlement->links[giving->first_link + i]);
    }
    ri_emit_close(emit, ']');
}

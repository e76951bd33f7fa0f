/* The document of `escalations KEY`: all about one finding, or those that KEY fits. */
#include "report/report_packet.h"

#include <string.h>

#include "base/day.h"
#include "report/choices.h"
#include "report/difference_view.h"
#include "report/document.h"
#include "report/report_escalations.h"
#include "resolve/subjects.h"

static const char *const columns[] = {
    "number",
    "kind",
    "subject",
    "letter",
    "holders",
    "position",
    "person",
    "step",
    "by",
    "reason",
    "fits",
    "settles",
    "summary.new",
    "summary.existing",
    "summary.changed",
    "summary.gone",
    "moved",
};

/* ---- rules ---- */

/* Whose rule it is: the owner of the policy, of a ruling who gave it. */
static const char *owner_of(const ri_view *view, ri_source source)
{
    const ri_stated *stated = ri_source_stated(view->resolver, source);
    return stated != NULL ? stated->by : ri_resolver_policy(view->resolver)->owner;
}

static void emit_rules(const ri_emit *emit, const char *key, const ri_view *view,
                       const ri_source *rules, uint32_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (uint32_t i = 0; i < n; i++) {
        ri_emit_open(emit, '{');
        ri_emit_source(emit, view, rules[i]);
        ri_emit_field(emit, "tier", ri_tier_name(ri_source_tier(view->resolver, rules[i])));
        ri_emit_field(emit, "because", ri_source_because(view->resolver, rules[i]));
        ri_emit_field(emit, "owner", owner_of(view, rules[i]));
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* ---- claims ---- */

static void emit_ground(const ri_emit *emit, ri_view *view, const ri_ground *ground)
{
    static const char *const fates[] = {"kept", "contested", "removed"};
    ri_emit_letter(emit, view, ground->letter);
    ri_emit_reference_field(emit, "holder", view, ground->holder);
    ri_emit_field(emit, "fate", fates[ground->fate]);
    emit_rules(emit, "rules", view, ground->rules, ground->n_rules);
    emit_rules(emit, "against", view, ground->against, ground->n_against);
}

static void emit_claim(const ri_emit *emit, ri_view *view, const ri_claim *claim)
{
    ri_emit_reference_field(emit, "claimant", view, claim->claimant);
    ri_emit_field(emit, "title", ri_view_name(view, claim->claimant));
    ri_emit_people(emit, view, claim->claimant);
    ri_emit_open_key(emit, "grounds", '[');
    for (uint32_t i = 0; i < claim->n_grounds; i++) {
        ri_emit_open(emit, '{');
        emit_ground(emit, view, &claim->grounds[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "disputes", '[');
    for (uint32_t i = 0; i < claim->n_disputes; i++) {
        const ri_dispute *dispute = &view->snapshot->disputes[claim->disputes[i]];
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "by", dispute->by_text);
        ri_emit_field(emit, "claims",
                      dispute->claims_text[0] != '\0' ? dispute->claims_text : NULL);
        ri_emit_field(emit, "reason", dispute->reason);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_claims(const ri_emit *emit, ri_packet_report *report)
{
    const ri_claims *claims = &report->packet->claims;
    ri_emit_open_key(emit, "claims", '[');
    for (size_t i = 0; i < claims->n; i++) {
        ri_emit_open(emit, '{');
        emit_claim(emit, &report->view, &claims->items[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* From a claimant up to whoever is above all of them, or to the top. */
static void emit_chain(const ri_emit *emit, ri_packet_report *report, uint32_t from)
{
    const ri_snapshot *s = report->view.snapshot;
    const uint32_t common = report->packet->claims.common;
    ri_emit_open_key(emit, "chain", '[');
    for (uint32_t at = from; at != RI_NONE; at = at == common ? RI_NONE : s->positions.up[at]) {
        ri_emit_reference(emit, &report->view, ri_ref_make(RI_POSITION, at));
    }
    ri_emit_close(emit, ']');
}

static void emit_superiors(const ri_emit *emit, ri_packet_report *report)
{
    const ri_claims *claims = &report->packet->claims;
    const ri_ref common =
        claims->common != RI_NONE ? ri_ref_make(RI_POSITION, claims->common) : RI_NONE;
    ri_emit_open_key(emit, "superiors", '{');
    ri_emit_reference_field(emit, "common", &report->view, common);
    ri_emit_open_key(emit, "chains", '[');
    for (size_t i = 0; i < claims->n; i++) {
        if (ri_ref_kind(claims->items[i].claimant) == RI_POSITION) {
            ri_emit_open(emit, '{');
            ri_emit_reference_field(emit, "from", &report->view, claims->items[i].claimant);
            emit_chain(emit, report, ri_ref_index(claims->items[i].claimant));
            ri_emit_close(emit, '}');
        }
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
}

/* ---- where it lies ---- */

static void emit_place(const ri_emit *emit, ri_packet_report *report, ri_ref subject)
{
    const raci_result *result = report->packet->result;
    const uint32_t number = ri_subject_number(result->snapshot, subject);
    uint32_t n = 0;
    const ri_ref *holders =
        ri_matrix_holders(&result->matrix, number, report->view.scheme->accountable, &n);
    ri_emit_reference_field(emit, "ref", &report->view, subject);
    ri_emit_field(emit, "name", ri_view_name(&report->view, subject));
    ri_emit_open_key(emit, "accountable", '[');
    for (uint32_t i = 0; i < n; i++) {
        ri_emit_reference(emit, &report->view, holders[i]);
    }
    ri_emit_close(emit, ']');
}

static void emit_stretch(const ri_emit *emit, ri_packet_report *report, const ri_stretch *stretch)
{
    const ri_rows *journeys = &report->view.snapshot->journeys.rows;
    const bool on = stretch->journey != RI_NONE;
    ri_emit_field(emit, "journey", on ? journeys->key[stretch->journey] : NULL);
    ri_emit_open_key(emit, "touchpoints", '[');
    for (uint32_t i = 0; i < stretch->n; i++) {
        const bool passes = i + 1 < stretch->n && stretch->handoffs[i] != RI_NONE;
        ri_emit_open(emit, '{');
        emit_place(emit, report, ri_ref_make(RI_TOUCHPOINT, stretch->touchpoints[i]));
        if (passes) {
            ri_emit_open_key(emit, "handoff", '{');
            emit_place(emit, report, ri_ref_make(RI_HANDOFF, stretch->handoffs[i]));
            ri_emit_close(emit, '}');
        } else {
            ri_emit_null(emit, "handoff");
        }
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_around(const ri_emit *emit, ri_packet_report *report)
{
    const ri_surroundings *around = &report->packet->around;
    ri_emit_open_key(emit, "around", '[');
    for (uint32_t i = 0; i < around->n; i++) {
        ri_emit_open(emit, '{');
        emit_stretch(emit, report, &around->items[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* ---- what was tried ---- */

static void emit_shown(const ri_emit *emit, const ri_tried *tried)
{
    ri_emit_open_key(emit, "shown", '[');
    for (size_t i = 0; i < tried->n_shown; i++) {
        const ri_shown *shown = &tried->shown[i];
        ri_emit_open(emit, '{');
        ri_emit_count(emit, "first", (size_t)shown->first);
        ri_emit_count(emit, "last", (size_t)shown->last);
        ri_emit_field(emit, "from", shown->from);
        ri_emit_field(emit, "until", shown->until);
        ri_emit_bool(emit, "open", shown->open);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_rulings(const ri_emit *emit, const raci_packet *p)
{
    const ri_snapshot *s = p->result->snapshot;
    ri_emit_open_key(emit, "rulings", '[');
    for (uint32_t i = 0; i < s->n_rulings + s->n_ended_rulings; i++) {
        const ri_stated *ruling = &s->rulings[i];
        if (ruling->subject != p->finding->subject) {
            continue;
        }
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "letter", ruling->letter);
        ri_emit_field(emit, "holder", ruling->holder_text);
        ri_emit_decision(emit, ruling->by, ruling->reason, ruling->from, ruling->to);
        ri_emit_bool(emit, "in_force", i < s->n_rulings);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_acceptances(const ri_emit *emit, const raci_packet *p)
{
    const ri_snapshot *s = p->result->snapshot;
    ri_emit_open_key(emit, "acceptances", '[');
    for (uint32_t i = 0; i < s->n_acceptances + s->n_ended_acceptances; i++) {
        const ri_acceptance *acceptance = &s->acceptances[i];
        if (strcmp(acceptance->finding, p->finding->key) != 0) {
            continue;
        }
        ri_emit_open(emit, '{');
        ri_emit_decision(emit, acceptance->by, acceptance->reason, acceptance->from,
                         acceptance->to);
        ri_emit_bool(emit, "in_force", acceptance == p->acceptance);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_disputes(const ri_emit *emit, const ri_tried *tried)
{
    ri_emit_open_key(emit, "disputes", '[');
    for (size_t i = 0; i < tried->n_disputes; i++) {
        const ri_past_dispute *dispute = &tried->disputes[i];
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "letter", dispute->letter);
        ri_emit_field(emit, "by", dispute->by);
        ri_emit_field(emit, "claims", dispute->claims);
        ri_emit_field(emit, "reason", dispute->reason);
        ri_emit_field(emit, "from", dispute->from);
        ri_emit_field(emit, "until", dispute->to);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_tried(const ri_emit *emit, const raci_packet *p)
{
    ri_emit_open_key(emit, "tried", '{');
    emit_shown(emit, &p->tried);
    emit_rulings(emit, p);
    emit_acceptances(emit, p);
    emit_disputes(emit, &p->tried);
    ri_emit_open_key(emit, "changes", '[');
    for (size_t i = 0; i < p->tried.n_changes; i++) {
        const ri_touching *change = &p->tried.changes[i];
        ri_emit_open(emit, '{');
        ri_emit_count(emit, "entry", (size_t)change->entry);
        ri_emit_field(emit, "title", change->title);
        ri_emit_field(emit, "reason", change->reason);
        ri_emit_field(emit, "date", change->date);
        ri_emit_bool(emit, "undone", change->undone);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
}

/* ---- the options ---- */

static void emit_option(const ri_emit *emit, const ri_option_effect *effect, size_t number)
{
    const ri_option *option = &effect->option;
    ri_emit_count(emit, "number", number);
    ri_emit_field(emit, "kind", ri_option_name(option->kind));
    ri_emit_field(emit, "subject", option->subject);
    ri_emit_field(emit, "letter", option->letter);
    ri_emit_open_key(emit, "holders", '[');
    for (uint32_t i = 0; i < option->n_holders; i++) {
        ri_emit_string(emit, option->holders[i]);
    }
    ri_emit_close(emit, ']');
    ri_emit_field(emit, "position", option->position);
    ri_emit_field(emit, "person", option->person);
    ri_emit_field(emit, "step", option->step);
    ri_emit_field(emit, "by", effect->by);
    ri_emit_field(emit, "reason", effect->reason);
    ri_emit_bool(emit, "fits", effect->fits);
    ri_emit_bool(emit, "settles", effect->settles);
}

/* The counts alone, for a table. */
static void emit_row(const ri_emit *emit, void *context, size_t i)
{
    const ri_packet_report *report = context;
    const ri_option_effect *effect = &report->packet->effects.items[i];
    emit_option(emit, effect, i + 1);
    ri_emit_open_key(emit, "summary", '{');
    for (int change = 0; change < RI_CHANGES; change++) {
        ri_emit_count(emit, ri_change_name((ri_change)change), effect->difference.counts[change]);
    }
    ri_emit_close(emit, '}');
    ri_emit_count(emit, "moved", effect->difference.n_moves);
}

static void emit_options(const ri_emit *emit, const ri_option_effects *effects)
{
    ri_emit_open_key(emit, "options", '[');
    for (size_t i = 0; i < effects->n; i++) {
        ri_emit_open(emit, '{');
        emit_option(emit, &effects->items[i], i + 1);
        ri_emit_differences(emit, &effects->items[i].difference);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

/* ---- the whole ---- */

static void emit_finding_member(const ri_emit *emit, const char *key, ri_view *view,
                                const ri_finding *finding)
{
    if (finding == NULL) {
        ri_emit_null(emit, key);
        return;
    }
    ri_emit_open_key(emit, key, '{');
    ri_emit_finding(emit, view, finding);
    ri_emit_close(emit, '}');
}

static void emit_addressee(const ri_emit *emit, ri_packet_report *report)
{
    const ri_escalated *route =
        report->packet->route != NULL ? &report->packet->route->escalate : NULL;
    const ri_ref to = route != NULL ? route->to : RI_NONE;
    ri_emit_reference_field(emit, "to", &report->view, to);
    ri_emit_field(emit, "office", ri_deciding_office(report->view.snapshot, to));
    ri_emit_field(emit, "reason", route != NULL ? route->reason : NULL);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_packet_report *report = context;
    const raci_packet *p = report->packet;
    char day[11];
    ri_emit_field(emit, "date", ri_day_format(p->result->date, day));
    emit_finding_member(emit, "finding", &report->view, p->finding);
    emit_finding_member(emit, "cause", &report->view, p->cause);
    ri_emit_open_key(emit, "follows", '[');
    for (size_t i = 0; i < p->n_followers; i++) {
        ri_emit_open(emit, '{');
        ri_emit_finding(emit, &report->view, p->followers[i].finding);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_addressee(emit, report);
    ri_emit_waiting(emit, &p->waiting, p->result->date);
    ri_emit_stakes(emit, report->view.snapshot, &p->stakes);
    emit_rules(emit, "rules", &report->view, p->finding->rules, p->finding->n_rules);
    emit_claims(emit, report);
    emit_superiors(emit, report);
    emit_around(emit, report);
    emit_tried(emit, p);
    emit_options(emit, &p->effects);
}

/* ---- several ---- */

static const ri_finding *candidate(const ri_packet_report *report, size_t i)
{
    return report->packet->sought.candidates[i].finding;
}

static void emit_candidate(const ri_emit *emit, void *context, size_t i)
{
    ri_packet_report *report = context;
    const ri_finding *finding = candidate(report, i);
    ri_emit_field(emit, "key", finding->key);
    ri_emit_field(emit, "code", finding->code_name);
    ri_emit_reference_field(emit, "subject", &report->view, finding->subject);
    ri_emit_field(emit, "name", ri_view_name(&report->view, finding->subject));
    ri_emit_letter(emit, &report->view, finding->letter);
}

static void emit_candidates(const ri_emit *emit, void *context)
{
    ri_packet_report *report = context;
    ri_emit_open_key(emit, "candidates", '[');
    for (size_t i = 0; i < report->packet->sought.n_candidates; i++) {
        ri_emit_open(emit, '{');
        emit_candidate(emit, report, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static ri_choice choice_at(const void *context, size_t i)
{
    const ri_packet_report *report = context;
    const ri_finding *finding = candidate(report, i);
    return (ri_choice){finding->key, ri_view_name(&report->view, finding->subject),
                       finding->code_name};
}

static void put_candidates(ri_page *page, void *context)
{
    static const ri_choice_titles titles = {"Key", "Finding", 40};
    const ri_packet_report *report = context;
    ri_put_choices(page, &titles, report->packet->sought.n_candidates, choice_at, report);
}

/* ---- both ---- */

raci_status raci_report_packet(const raci_packet *packet, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err)
{
    static const char *const candidate_columns[] = {"key", "code", "subject", "name", "letter"};
    const bool several = packet->sought.n_candidates > 0;
    ri_packet_report report = {.packet = packet};
    raci_error failure = {0};
    ri_view_init(&report.view, packet->result->resolver);
    const ri_document document = {
        .columns = several ? candidate_columns : columns,
        .n_columns = several ? sizeof candidate_columns / sizeof candidate_columns[0]
                             : sizeof columns / sizeof columns[0],
        .n_elements = several ? packet->sought.n_candidates : packet->effects.n,
        .context = &report,
        .whole = several ? emit_candidates : emit_whole,
        .element = several ? emit_candidate : emit_row,
        .text = several ? put_candidates : NULL,
        .outline = several ? NULL : ri_packet_outline,
        .failure = raci_result_failed(packet->result, &failure) ? &failure : NULL,
        .view = &report.view,
    };
    const raci_status status = ri_document_write(&document, format, look, write, payload, err);
    ri_view_free(&report.view);
    return status;
}

/* The document of `why`. */
#include "report/report_why.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

static const char *const columns[] = {
    "letter", "name",  "tier", "file",    "line",       "because", "result",
    "by",     "gives", "how",  "through", "expression", "removes", "contests",
};

static bool push(ri_why_report *report, ri_applied applied)
{
    return RI_PUSH(report->applied, report->n_applied, report->capacity, applied);
}

static ri_part part_of_winner(const ri_outcome *outcome, ri_source winner)
{
    ri_part part = RI_PART_NOBODY;
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        if (giving->winner != winner) {
            continue;
        }
        if (giving->fate == RI_KEPT) {
            return RI_PART_WON;
        }
        if (giving->fate == RI_CONTESTED || part == RI_PART_NOBODY) {
            part = giving->fate == RI_CONTESTED ? RI_PART_CONTESTED : RI_PART_REMOVED;
        }
    }
    return part;
}

static bool has_grant(const ri_grants *grants, uint8_t letter)
{
    for (uint32_t i = 0; i < grants->n; i++) {
        if (grants->items[i].letter == letter) {
            return true;
        }
    }
    return false;
}

const ri_holder *ri_applied_expression(const ri_view *view, const ri_applied *applied)
{
    const ri_policy_data *policy = ri_resolver_policy(view->resolver);
    if (applied->source >= policy->n_rules) {
        return NULL; /* a stated row or a ruling has a holder, and no expression */
    }
    const ri_rule *rule = &policy->rules[applied->source];
    const ri_grants *grants = applied->part == RI_PART_FORBIDS    ? &rule->forbid
                              : applied->part >= RI_PART_REQUIRES ? &rule->require
                                                                  : &rule->assign;
    for (uint32_t i = 0; i < grants->n; i++) {
        if (grants->items[i].letter == applied->letter) {
            return grants->items[i].holder;
        }
    }
    return NULL;
}

bool ri_giving_denied(const ri_settlement *settlement, const ri_giving *giving, ri_source ban)
{
    for (uint32_t i = 0; i < giving->n_bans; i++) {
        if (settlement->bans[giving->first_ban + i] == ban) {
            return true;
        }
    }
    return false;
}

/* What became of what the source requires of the letter. */
static ri_applied required_of(const ri_settlement *settlement, ri_source source, uint8_t letter)
{
    for (uint32_t i = 0; i < settlement->n_lifted; i++) {
        if (settlement->lifted[i].source == source) {
            return (ri_applied){source, RI_PART_LIFTED, settlement->lifted[i].by, letter};
        }
    }
    for (uint32_t i = 0; i < settlement->n_missing; i++) {
        if (settlement->missing[i].source == source && settlement->missing[i].letter == letter) {
            return (ri_applied){source, RI_PART_MISSES, RI_NO_SOURCE, letter};
        }
    }
    return (ri_applied){source, RI_PART_REQUIRES, RI_NO_SOURCE, letter};
}

static bool gather_letter(ri_why_report *report, const ri_settlement *settlement, uint8_t letter)
{
    const ri_policy_data *policy = ri_resolver_policy(report->subject.answer->resolver);
    const ri_outcome *outcome = &settlement->letters[letter];
    bool ok = true;
    for (uint32_t i = 0; i < outcome->n_winners; i++) {
        ri_source winner = outcome->winners[i];
        ri_part part = part_of_winner(outcome, winner);
        ok = ok && push(report, (ri_applied){winner, part, RI_NO_SOURCE, letter});
    }
    for (uint32_t i = 0; i < outcome->n_beaten; i++) {
        const ri_beaten *b = &outcome->beaten[i];
        ok = ok && push(report, (ri_applied){b->source, RI_PART_OVERRIDDEN, b->by, letter});
    }
    for (uint32_t i = 0; i < settlement->n_applicable; i++) {
        ri_source source = settlement->applicable[i];
        if (source >= policy->n_rules) {
            break; /* stated rows and rulings only assign */
        }
        if (has_grant(&policy->rules[source].forbid, letter)) {
            ok = ok && push(report, (ri_applied){source, RI_PART_FORBIDS, RI_NO_SOURCE, letter});
        }
        if (has_grant(&policy->rules[source].require, letter)) {
            ok = ok && push(report, required_of(settlement, source, letter));
        }
    }
    return ok;
}

static int compare_applied(const void *a, const void *b, const void *context)
{
    const ri_applied *x = a;
    const ri_applied *y = b;
    const ri_view *view = context;
    if (x->letter != y->letter) {
        return x->letter < y->letter ? -1 : 1;
    }
    int order = strcmp(ri_source_name(view->resolver, x->source),
                       ri_source_name(view->resolver, y->source));
    return order != 0 ? order : (x->part > y->part) - (x->part < y->part);
}

static bool gather(ri_why_report *report)
{
    const ri_settlement *settlement = report->subject.answer->settlement;
    bool ok = true;
    for (uint32_t i = 0; i < report->subject.view.scheme->n; i++) {
        if (ri_subject_report_wants(&report->subject, (uint8_t)i)) {
            ok = ok && gather_letter(report, settlement, (uint8_t)i);
        }
    }
    return ok && ri_order(report->applied, report->n_applied, sizeof *report->applied,
                          compare_applied, &report->subject.view);
}

/* What the rule says of the letter, as the policy has it. */
static void emit_expression(const ri_emit *emit, ri_view *view, const ri_applied *applied)
{
    const ri_holder *holder = ri_applied_expression(view, applied);
    ri_text text = RI_TEXT_INIT;
    if (holder != NULL) {
        ri_write_expression(&text, holder);
    }
    ri_emit_field(emit, "expression", holder != NULL ? ri_text_string(&text) : NULL);
    view->failed = view->failed || text.failed;
    ri_text_free(&text);
}

/* To whom a rule that forbids denies the letter here, in one way. */
static void emit_against(const ri_emit *emit, ri_why_report *report, const char *key,
                         const ri_applied *applied, ri_fate fate)
{
    const ri_settlement *settlement = report->subject.answer->settlement;
    const ri_outcome *outcome = &settlement->letters[applied->letter];
    ri_ref before = RI_NONE;
    ri_emit_open_key(emit, key, '[');
    for (uint32_t i = 0; applied->part == RI_PART_FORBIDS && i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        if (giving->fate == fate && giving->holder != before &&
            ri_giving_denied(settlement, giving, applied->source)) {
            ri_emit_reference(emit, &report->subject.view, giving->holder);
            before = giving->holder;
        }
    }
    ri_emit_close(emit, ']');
}

static void emit_applied(const ri_emit *emit, ri_why_report *report, const ri_applied *applied)
{
    ri_view *view = &report->subject.view;
    const ri_outcome *outcome = &report->subject.answer->settlement->letters[applied->letter];
    const char *file = ri_source_file(view->resolver, applied->source);
    int line = ri_source_line(view->resolver, applied->source);
    bool by_any = applied->by != RI_NO_SOURCE;
    ri_emit_field(emit, "name", ri_source_name(view->resolver, applied->source));
    ri_emit_field(emit, "tier", ri_tier_name(ri_source_tier(view->resolver, applied->source)));
    ri_emit_field(emit, "file", file[0] != '\0' ? file : NULL);
    ri_emit_key(emit, "line");
    if (line > 0) {
        ri_emit_number(emit, (uint64_t)line);
    } else {
        ri_emit_string(emit, NULL);
    }
    ri_emit_field(emit, "because", ri_source_because(view->resolver, applied->source));
    ri_emit_field(emit, "result", ri_part_name(applied->part));
    ri_emit_field(emit, "by", by_any ? ri_source_name(view->resolver, applied->by) : NULL);
    ri_emit_open_key(emit, "gives", '[');
    for (uint32_t i = 0; applied->part <= RI_PART_NOBODY && i < outcome->n_givings; i++) {
        if (outcome->givings[i].winner == applied->source) {
            ri_emit_reference(emit, view, outcome->givings[i].holder);
        }
    }
    ri_emit_close(emit, ']');
    ri_emit_precedence(emit, view, report->arena, applied->by, applied->source,
                       applied->part == RI_PART_LIFTED);
    emit_expression(emit, view, applied);
    emit_against(emit, report, "removes", applied, RI_REMOVED);
    emit_against(emit, report, "contests", applied, RI_CONTESTED);
}

static void emit_element(const ri_emit *emit, void *context, size_t i)
{
    ri_why_report *report = context;
    ri_emit_letter(emit, &report->subject.view, report->applied[i].letter);
    emit_applied(emit, report, &report->applied[i]);
}

/* The givings of one fate: who gave the letter to whom, and who is against it. */
static void emit_givings(const ri_emit *emit, ri_why_report *report, const char *key,
                         uint8_t letter, ri_fate fate)
{
    ri_view *view = &report->subject.view;
    const ri_settlement *settlement = report->subject.answer->settlement;
    const ri_outcome *outcome = &settlement->letters[letter];
    ri_emit_open_key(emit, key, '[');
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        if (giving->fate != fate) {
            continue;
        }
        ri_emit_open(emit, '{');
        ri_emit_reference_field(emit, "holder", view, giving->holder);
        ri_emit_field(emit, "rule", ri_source_name(view->resolver, giving->winner));
        ri_emit_open_key(emit, "by", '[');
        for (uint32_t k = 0; k < giving->n_bans; k++) {
            ri_source ban = settlement->bans[giving->first_ban + k];
            ri_emit_string(emit, ri_source_name(view->resolver, ban));
        }
        ri_emit_close(emit, ']');
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_missing(const ri_emit *emit, ri_why_report *report, uint8_t letter)
{
    ri_view *view = &report->subject.view;
    const ri_settlement *settlement = report->subject.answer->settlement;
    ri_text text = RI_TEXT_INIT;
    ri_emit_open_key(emit, "missing", '[');
    for (uint32_t i = 0; i < settlement->n_missing; i++) {
        const ri_missing *missing = &settlement->missing[i];
        if (missing->letter != letter) {
            continue;
        }
        ri_write_expression(&text, missing->holder);
        ri_emit_open(emit, '{');
        ri_emit_source(emit, view, missing->source);
        ri_emit_field(emit, "required", ri_text_string(&text));
        ri_emit_close(emit, '}');
        view->failed = view->failed || text.failed;
        ri_text_clear(&text);
    }
    ri_emit_close(emit, ']');
    ri_text_free(&text);
}

static void emit_unresolved(const ri_emit *emit, ri_why_report *report, uint8_t letter)
{
    ri_view *view = &report->subject.view;
    const ri_settlement *settlement = report->subject.answer->settlement;
    ri_emit_open_key(emit, "unresolved", '[');
    for (uint32_t i = 0; i < settlement->n_unresolved; i++) {
        const ri_unresolved *unresolved = &settlement->unresolved[i];
        if (unresolved->letter != letter) {
            continue;
        }
        const char *about = unresolved->about != RI_NONE
                                ? ri_view_reference(view, unresolved->about)
                                : unresolved->ref_text;
        ri_emit_open(emit, '{');
        ri_emit_source(emit, view, unresolved->source);
        ri_emit_field(emit, "why", ri_nobody_name(unresolved->why));
        ri_emit_field(emit, "about", about);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_letter(const ri_emit *emit, ri_why_report *report, uint8_t letter)
{
    ri_view *view = &report->subject.view;
    const ri_settlement *settlement = report->subject.answer->settlement;
    const ri_outcome *outcome = &settlement->letters[letter];
    ri_emit_open_key(emit, view->scheme->letters[letter].letter, '{');
    ri_emit_open_key(emit, "holders", '[');
    for (uint32_t i = 0; i < outcome->n_holders; i++) {
        ri_emit_open(emit, '{');
        ri_emit_holder(emit, view, settlement, letter, outcome->holders[i]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "applied", '[');
    for (size_t i = 0; i < report->n_applied; i++) {
        if (report->applied[i].letter == letter) {
            ri_emit_open(emit, '{');
            emit_applied(emit, report, &report->applied[i]);
            ri_emit_close(emit, '}');
        }
    }
    ri_emit_close(emit, ']');
    emit_givings(emit, report, "banned", letter, RI_REMOVED);
    emit_givings(emit, report, "contested", letter, RI_CONTESTED);
    emit_missing(emit, report, letter);
    emit_unresolved(emit, report, letter);
    ri_emit_close(emit, '}');
}

static void emit_whole(const ri_emit *emit, void *context)
{
    ri_why_report *report = context;
    ri_emit_subject(emit, &report->subject.view, report->subject.answer->subject);
    ri_emit_open_key(emit, "letters", '{');
    for (size_t i = 0; i < report->n_applied; i++) {
        uint8_t letter = report->applied[i].letter;
        if (i == 0 || report->applied[i - 1].letter != letter) {
            emit_letter(emit, report, letter);
        }
    }
    ri_emit_close(emit, '}');
}

static void put_text(ri_page *page, void *context)
{
    ri_why_text(page, context);
}

raci_status raci_report_why(const raci_answer *answer, const char *letter, raci_format format,
                            const raci_look *look, raci_write_fn write, void *payload,
                            raci_error *err)
{
    ri_why_report report = {0};
    raci_error failure = {0};
    if (answer->n_candidates > 0) {
        return ri_report_candidates(answer, format, look, write, payload, err);
    }
    raci_status status = ri_subject_report_init(&report.subject, answer, letter, err);
    report.arena = ri_arena_new();
    if (status == RACI_OK && (report.arena == NULL || !gather(&report))) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = report.n_applied,
            .context = &report,
            .whole = emit_whole,
            .element = emit_element,
            .text = put_text,
            .failure = raci_answer_failed(answer, &failure) ? &failure : NULL,
            .view = &report.subject.view,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_free(report.applied);
    ri_arena_free(report.arena);
    ri_subject_report_free(&report.subject);
    return status;
}

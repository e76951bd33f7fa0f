/* All about one finding, for people: what is the matter, who claims what and by which rules, where
   it lies, what was tried, and what could be decided. */
#include "report/report_packet.h"

#include <string.h>

#include "base/day.h"
#include "report/report_escalations.h"
#include "report/sentences.h"
#include "resolve/subjects.h"

#define TOLD 10 /* of a list so many are told */

typedef struct telling {
    ri_outline *out;
    ri_packet_report *report;
    const raci_packet *p;
    ri_view *view;
    ri_text line;
} telling;

/* ---- what is the matter ---- */

static void put_title(telling *t)
{
    const ri_finding *finding = t->p->finding;
    ri_text_add(&t->line, ri_severity_mark(finding->severity));
    ri_say(&t->line, finding->code_name);
    ri_text_add(&t->line, RI_PLAIN ": ");
    if (finding->letter != RI_NO_LETTER) {
        ri_say(&t->line, t->view->scheme->letters[finding->letter].letter);
        ri_text_add(&t->line, " of ");
    }
    ri_text_add(&t->line, RI_BOLD);
    ri_say_name(&t->line, t->view, finding->subject);
    ri_text_add(&t->line, RI_PLAIN " ");
    ri_say_reference(&t->line, t->view, finding->subject);
    ri_text_format(&t->line, "  " RI_DIM "%s" RI_PLAIN, finding->key);
    ri_outline_title(t->out, &t->line);
}

static void put_route(telling *t)
{
    const raci_packet *p = t->p;
    if (p->acceptance != NULL) {
        char day[11];
        ri_text_add(&t->line, "Accepted by ");
        ri_say_judge(&t->line, t->view, p->acceptance->by);
        if (p->acceptance->to != RI_DAY_MAX) {
            ri_text_format(&t->line, " until %s", ri_day_format(p->acceptance->to, day));
        }
        ri_text_add(&t->line, p->acceptance->reason != NULL ? ": " : ".");
        ri_say(&t->line, p->acceptance->reason != NULL ? p->acceptance->reason : "");
    } else if (p->route == NULL) {
        ri_text_add(&t->line, "It goes to nobody: it is told, and nothing more.");
    } else {
        ri_text_add(&t->line, "→ ");
        ri_say_escalation(&t->line, t->view, &p->route->escalate);
        ri_text_char(&t->line, '.');
    }
    ri_outline_paragraph(t->out, &t->line);
}

static void put_family(telling *t)
{
    const raci_packet *p = t->p;
    if (p->cause != NULL) {
        ri_text_add(&t->line, "It follows from: ");
        ri_say(&t->line, p->cause->message);
        ri_outline_paragraph(t->out, &t->line);
    }
    if (p->n_followers == 0) {
        return;
    }
    ri_say_count(&t->line, p->n_followers, "finding");
    ri_text_add(&t->line, p->n_followers == 1 ? " follows from it:" : " follow from it:");
    ri_outline_paragraph(t->out, &t->line);
    for (size_t i = 0; i < p->n_followers && i < TOLD; i++) {
        ri_say(&t->line, p->followers[i].finding->message);
        ri_outline_item(t->out, 0, &t->line);
    }
    if (p->n_followers > TOLD) {
        ri_text_format(&t->line, "and %zu more", p->n_followers - TOLD);
        ri_outline_item(t->out, 0, &t->line);
    }
}

static void put_matter(telling *t)
{
    const raci_packet *p = t->p;
    put_title(t);
    ri_say(&t->line, p->finding->message);
    ri_outline_paragraph(t->out, &t->line);
    put_route(t);
    ri_say_waiting(&t->line, &p->waiting, p->result->date);
    ri_say_stakes(&t->line, t->view, &p->stakes, p->finding->subject);
    ri_outline_paragraph(t->out, &t->line);
    put_family(t);
}

/* ---- who claims it ---- */

/* "by the rule "x" (file:3), owned by the CXO, because …" */
static void put_rule(telling *t, const char *how, ri_source rule)
{
    const char *because = ri_source_because(t->view->resolver, rule);
    const bool stated = ri_source_stated(t->view->resolver, rule) != NULL;
    const char *owner = ri_resolver_policy(t->view->resolver)->owner;
    ri_text_add(&t->line, how);
    ri_say_the_source(&t->line, t->view, rule, 't');
    if (!stated && owner != NULL) {
        ri_text_add(&t->line, ", of the policy of ");
        ri_say_judge(&t->line, t->view, owner);
    }
    if (because != NULL) {
        ri_text_add(&t->line, ", because ");
        ri_say(&t->line, because);
    }
    ri_outline_detail(t->out, &t->line);
}

static void put_ground(telling *t, const ri_ground *ground)
{
    static const char *const fates[] = {"has ", "is contested as having ", "may not have "};
    for (uint32_t i = 0; i < ground->n_rules; i++) {
        const bool other = i == 0 && ri_ref_kind(ground->holder) != RI_POSITION;
        ri_text_add(&t->line, i == 0 ? fates[ground->fate] : "and ");
        if (i == 0) {
            ri_say(&t->line, t->view->scheme->letters[ground->letter].letter);
            ri_text_char(&t->line, ' ');
        }
        if (other) {
            ri_text_add(&t->line, "through ");
            ri_say_name(&t->line, t->view, ground->holder);
            ri_text_char(&t->line, ' ');
        }
        put_rule(t, "by ", ground->rules[i]);
    }
    for (uint32_t i = 0; i < ground->n_against; i++) {
        put_rule(t, "against it: ", ground->against[i]);
    }
}

static void put_dispute(telling *t, const ri_dispute *dispute)
{
    ri_say_judge(&t->line, t->view, dispute->by_text);
    ri_text_add(&t->line, " disputes it");
    if (dispute->claims_text[0] != '\0') {
        ri_text_add(&t->line, ", and says it should be ");
        ri_say_judge(&t->line, t->view, dispute->claims_text);
    }
    if (dispute->reason != NULL) {
        ri_text_add(&t->line, ": ");
        ri_say(&t->line, dispute->reason);
    }
    ri_outline_detail(t->out, &t->line);
}

static void put_claims(telling *t)
{
    const ri_claims *claims = &t->p->claims;
    if (claims->letter == RI_NO_LETTER) {
        return;
    }
    ri_outline_heading(t->out, "Who claims it");
    if (claims->n == 0) {
        ri_text_add(&t->line, "Nobody: no rule gives it to anybody who is there.");
        ri_outline_paragraph(t->out, &t->line);
    }
    for (size_t i = 0; i < claims->n; i++) {
        const ri_claim *claim = &claims->items[i];
        ri_say_holder(&t->line, t->view, claim->claimant);
        ri_outline_item(t->out, 0, &t->line);
        for (uint32_t k = 0; k < claim->n_grounds; k++) {
            put_ground(t, &claim->grounds[k]);
        }
        for (uint32_t k = 0; k < claim->n_disputes; k++) {
            put_dispute(t, &t->view->snapshot->disputes[claim->disputes[k]]);
        }
    }
}

/* "Head of Sales → Chief Operations Officer": those above a claimant, up to the common one. */
static void put_chain(telling *t, uint32_t from)
{
    const ri_snapshot *s = t->view->snapshot;
    const uint32_t common = t->p->claims.common;
    for (uint32_t at = from; at != RI_NONE; at = at == common ? RI_NONE : s->positions.up[at]) {
        ri_text_add(&t->line, at != from ? " → " : "");
        ri_say_name(&t->line, t->view, ri_ref_make(RI_POSITION, at));
    }
    ri_outline_item(t->out, 0, &t->line);
}

static void put_superiors(telling *t)
{
    const ri_claims *claims = &t->p->claims;
    if (claims->n == 0) {
        return;
    }
    ri_outline_heading(t->out, claims->n == 1 ? "Who is above" : "Who is above them");
    if (claims->common != RI_NONE) {
        ri_say_holder(&t->line, t->view, ri_ref_make(RI_POSITION, claims->common));
        ri_text_add(&t->line, " is the lowest above all of them.");
    } else if (claims->n > 1) {
        ri_text_add(&t->line, "Nobody is above all of them.");
    }
    ri_outline_paragraph(t->out, &t->line);
    for (size_t i = 0; i < claims->n; i++) {
        if (ri_ref_kind(claims->items[i].claimant) == RI_POSITION) {
            put_chain(t, ri_ref_index(claims->items[i].claimant));
        }
    }
}

/* ---- where it lies ---- */

static void say_accountable(telling *t, ri_ref subject)
{
    const raci_result *result = t->p->result;
    uint32_t n = 0;
    const ri_ref *holders =
        ri_matrix_holders(&result->matrix, ri_subject_number(result->snapshot, subject),
                          t->view->scheme->accountable, &n);
    for (uint32_t i = 0; i < n; i++) {
        ri_text_add(&t->line, ri_say_between(i, n));
        ri_say_holder(&t->line, t->view, holders[i]);
    }
    ri_text_add(&t->line, n == 0 ? RI_YELLOW "nobody" RI_PLAIN : "");
}

/* Who has a passage; within a department nobody has to. */
static void put_passage(telling *t, uint32_t handoff)
{
    const raci_result *result = t->p->result;
    const ri_ref passage = ri_ref_make(RI_HANDOFF, handoff);
    uint32_t n = 0;
    (void)ri_matrix_holders(&result->matrix, ri_subject_number(result->snapshot, passage),
                            t->view->scheme->accountable, &n);
    if (n > 0 || ri_handoff_passing(&result->snapshot->handoffs, handoff).crosses != 0) {
        ri_text_add(&t->line, "passing on: ");
        say_accountable(t, passage);
        ri_outline_detail(t->out, &t->line);
    }
}

static void put_stretch(telling *t, const ri_stretch *stretch)
{
    const ri_ref journey =
        stretch->journey != RI_NONE ? ri_ref_make(RI_JOURNEY, stretch->journey) : RI_NONE;
    ri_text_add(&t->line, journey != RI_NONE ? "On the journey " : "On no journey");
    if (journey != RI_NONE) {
        ri_say_name(&t->line, t->view, journey);
    }
    ri_text_add(&t->line, ", in this order, and who is accountable:");
    ri_outline_paragraph(t->out, &t->line);
    for (uint32_t i = 0; i < stretch->n; i++) {
        const ri_ref here = ri_ref_make(RI_TOUCHPOINT, stretch->touchpoints[i]);
        const bool itself = here == t->p->finding->subject;
        ri_text_add(&t->line, itself ? RI_BOLD : "");
        ri_say_name(&t->line, t->view, here);
        ri_text_add(&t->line, itself ? RI_PLAIN ": " : ": ");
        say_accountable(t, here);
        ri_outline_item(t->out, 0, &t->line);
        if (i + 1 < stretch->n && stretch->handoffs[i] != RI_NONE) {
            put_passage(t, stretch->handoffs[i]);
        }
    }
}

static void put_around(telling *t)
{
    const ri_surroundings *around = &t->p->around;
    if (around->n > 0) {
        ri_outline_heading(t->out, "Where it lies");
    }
    for (uint32_t i = 0; i < around->n; i++) {
        put_stretch(t, &around->items[i]);
    }
}

/* ---- what was tried ---- */

/* A date as the model's file has it: another program may have put anything there. */
static void say_date(telling *t, const char *before, const char *date)
{
    ri_text_add(&t->line, before);
    ri_page_cut(&t->line, date, 10);
}

/* " from 2026-01-01 until 2026-06-01" */
static void say_period(telling *t, const char *from, const char *until)
{
    if (from != NULL && from[0] != '\0') {
        say_date(t, " from ", from);
    }
    if (until != NULL && until[0] != '\0') {
        say_date(t, " until ", until);
    }
}

static void say_reason(telling *t, const char *reason)
{
    if (reason != NULL) {
        ri_text_add(&t->line, ": ");
        ri_say(&t->line, reason);
    }
}

static size_t put_shown(telling *t)
{
    const ri_tried *tried = &t->p->tried;
    for (size_t i = 0; i < tried->n_shown; i++) {
        const ri_shown *shown = &tried->shown[i];
        ri_text_format(&t->line, "found by run %lld", (long long)shown->first);
        say_date(t, " (", shown->from);
        if (shown->last != shown->first) {
            ri_text_format(&t->line, ") to run %lld", (long long)shown->last);
            say_date(t, " (", shown->until);
        }
        ri_text_add(&t->line, shown->open ? ")" : "), and then gone");
        ri_outline_item(t->out, 0, &t->line);
    }
    return tried->n_shown;
}

static size_t put_rulings(telling *t)
{
    const ri_snapshot *s = t->view->snapshot;
    size_t n = 0;
    for (uint32_t i = 0; i < s->n_rulings + s->n_ended_rulings; i++) {
        const ri_stated *ruling = &s->rulings[i];
        char from[11];
        char to[11];
        if (ruling->subject != t->p->finding->subject) {
            continue;
        }
        ri_text_add(&t->line, i < s->n_rulings ? "ruled" : "was ruled");
        say_period(t, ri_day_format(ruling->from, from), ri_day_format(ruling->to, to));
        ri_text_add(&t->line, ", ");
        ri_say(&t->line, ruling->letter);
        ri_text_add(&t->line, " to ");
        ri_say_judge(&t->line, t->view, ruling->holder_text);
        ri_text_add(&t->line, ", by ");
        ri_say_judge(&t->line, t->view, ruling->by);
        say_reason(t, ruling->reason);
        ri_outline_item(t->out, 0, &t->line);
        n++;
    }
    return n;
}

static size_t put_acceptances(telling *t)
{
    const ri_snapshot *s = t->view->snapshot;
    size_t n = 0;
    for (uint32_t i = 0; i < s->n_acceptances + s->n_ended_acceptances; i++) {
        const ri_acceptance *acceptance = &s->acceptances[i];
        char from[11];
        char to[11];
        if (strcmp(acceptance->finding, t->p->finding->key) != 0) {
            continue;
        }
        ri_text_add(&t->line, acceptance == t->p->acceptance ? "accepted" : "was accepted");
        say_period(t, ri_day_format(acceptance->from, from), ri_day_format(acceptance->to, to));
        ri_text_add(&t->line, " by ");
        ri_say_judge(&t->line, t->view, acceptance->by);
        say_reason(t, acceptance->reason);
        ri_outline_item(t->out, 0, &t->line);
        n++;
    }
    return n;
}

static void put_past(telling *t)
{
    const ri_tried *tried = &t->p->tried;
    for (size_t i = 0; i < tried->n_disputes; i++) {
        const ri_past_dispute *dispute = &tried->disputes[i];
        ri_text_add(&t->line, "disputed");
        say_period(t, dispute->from, dispute->to);
        ri_text_add(&t->line, " by ");
        ri_say_judge(&t->line, t->view, dispute->by);
        say_reason(t, dispute->reason);
        ri_outline_item(t->out, 0, &t->line);
    }
    for (size_t i = 0; i < tried->n_changes && i < TOLD; i++) {
        const ri_touching *change = &tried->changes[i];
        say_date(t, "changed on ", change->date);
        ri_text_format(&t->line, " (entry %lld of the log%s): ", (long long)change->entry,
                       change->undone ? ", taken back since" : "");
        ri_say(&t->line, change->title);
        say_reason(t, change->reason);
        ri_outline_item(t->out, 0, &t->line);
    }
    if (tried->n_changes > TOLD) {
        ri_text_format(&t->line, "and %zu earlier changes", tried->n_changes - TOLD);
        ri_outline_item(t->out, 0, &t->line);
    }
}

static void put_tried(telling *t)
{
    const ri_tried *tried = &t->p->tried;
    ri_outline_heading(t->out, "What was tried");
    const size_t n =
        put_shown(t) + put_rulings(t) + put_acceptances(t) + tried->n_disputes + tried->n_changes;
    put_past(t);
    if (n == 0) {
        ri_text_add(&t->line, "Nothing is recorded of it.");
        ri_outline_paragraph(t->out, &t->line);
    }
}

/* ---- the whole ---- */

static telling begin(ri_outline *outline, ri_packet_report *report)
{
    return (telling){.out = outline,
                     .report = report,
                     .p = report->packet,
                     .view = &report->view,
                     .line = RI_TEXT_INIT};
}

static void end(telling *t)
{
    t->out->failed = t->out->failed || t->line.failed;
    ri_text_free(&t->line);
}

void ri_packet_grounds(ri_outline *outline, ri_packet_report *report)
{
    telling t = begin(outline, report);
    put_claims(&t);
    put_superiors(&t);
    put_around(&t);
    put_tried(&t);
    end(&t);
}

void ri_packet_outline(ri_outline *outline, void *context)
{
    ri_packet_report *report = context;
    telling t = begin(outline, report);
    put_matter(&t);
    ri_packet_grounds(outline, report);
    ri_packet_options(outline, report);
    ri_outline_basis(outline, t.p->result->date, t.p->result->policy);
    end(&t);
}

/*
 * Collecting findings: a draft becomes a finding, or, where only counts are
 * wanted, a count.
 *
 * Checks make one finding for each key; nothing here has to look for a second.
 */
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/checking.h"

/* ---- drafts ---- */

ri_draft ri_draft_begin(ri_checking *c, ri_code code, ri_ref subject, uint8_t letter)
{
    c->parties.n = 0;
    c->rules.n = 0;
    c->named.n = 0;
    c->bare = c->alone[code];
    const ri_identity id = {code, subject, letter, RI_NONE, RI_NO_SOURCE};
    return (ri_draft){
        .id = id,
        .kind = ri_code_kind(c->policy, code),
        .cause = {RI_NO_CODE, RI_NONE, RI_NO_LETTER, RI_NONE, RI_NO_SOURCE},
    };
}

void ri_draft_party(ri_checking *c, ri_ref holder)
{
    if (c->bare) {
        return;
    }
    uint32_t position = ri_holder_position(c->s, holder);
    if (position != RI_NONE && !RI_PUSH(c->parties.items, c->parties.n, c->parties.capacity,
                                        ri_ref_make(RI_POSITION, position))) {
        c->out_of_memory = true;
    }
}

void ri_draft_parties(ri_checking *c, const ri_ref *holders, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_draft_party(c, holders[i]);
    }
}

void ri_name(ri_checking *c, ri_ref holder)
{
    if (!RI_PUSH(c->named.items, c->named.n, c->named.capacity, holder)) {
        c->out_of_memory = true;
    }
}

void ri_draft_named(ri_checking *c, ri_draft *draft)
{
    draft->named = c->named.items;
    draft->n_named = (uint32_t)c->named.n;
    ri_draft_parties(c, c->named.items, c->named.n);
}

void ri_name_holders(ri_checking *c, const ri_settlement *t)
{
    for (uint8_t letter = 0; letter < c->policy->scheme.n; letter++) {
        const ri_outcome *outcome = &t->letters[letter];
        for (uint32_t i = 0; i < outcome->n_holders; i++) {
            ri_name(c, outcome->holders[i]);
        }
    }
    c->named.n = ri_order_unique(c->named.items, c->named.n);
}

void ri_draft_rule(ri_checking *c, ri_source source)
{
    if (!c->bare && !RI_PUSH(c->rules.items, c->rules.n, c->rules.capacity, source)) {
        c->out_of_memory = true;
    }
}

void ri_draft_winners(ri_checking *c, const ri_outcome *outcome)
{
    for (uint32_t i = 0; i < outcome->n_winners; i++) {
        ri_draft_rule(c, outcome->winners[i]);
    }
}

void ri_draft_gap_rules(ri_checking *c, const ri_settlement *t, const ri_outcome *outcome)
{
    ri_draft_winners(c, outcome);
    for (uint32_t i = 0; i < outcome->n_givings; i++) {
        const ri_giving *giving = &outcome->givings[i];
        for (uint32_t j = 0; giving->fate != RI_KEPT && j < giving->n_bans; j++) {
            ri_draft_rule(c, t->bans[giving->first_ban + j]);
        }
    }
}

/* ---- from draft to finding ---- */

/* Rules stand before stated rows and rulings, each in the order of their names, so
   that equal numbers are equal rules; the names of all are in order only when sorted. */
static int by_rule_name(const void *a, const void *b, const void *resolver)
{
    const ri_source *left = a;
    const ri_source *right = b;
    return strcmp(ri_source_name(resolver, *left), ri_source_name(resolver, *right));
}

/* Small arrays come sorted or nearly so; insertion needs no memory. */
static void sort_rules(ri_checking *c)
{
    c->rules.n = ri_order_unique(c->rules.items, c->rules.n);
    if (!ri_order(c->rules.items, c->rules.n, sizeof *c->rules.items, by_rule_name, c->resolver)) {
        c->out_of_memory = true;
    }
}

static void *keep_items(ri_checking *c, const void *items, size_t n, size_t size)
{
    void *copy = ri_arena_keep(c->arena, items, n, size);
    if (copy == NULL) {
        c->out_of_memory = true;
    }
    return copy;
}

static const char *keep_text(ri_checking *c)
{
    const char *copy = ri_arena_copy(c->arena, ri_text_string(&c->text), c->text.length);
    if (copy == NULL || c->text.failed) {
        c->out_of_memory = true;
    }
    return copy;
}

/* What only a kept finding has. */
static void fill_kept(ri_checking *c, ri_finding *finding, const ri_draft *draft)
{
    finding->parties = keep_items(c, c->parties.items, c->parties.n, sizeof *finding->parties);
    finding->n_parties = (uint32_t)c->parties.n;
    finding->rules = keep_items(c, c->rules.items, c->rules.n, sizeof *finding->rules);
    finding->n_rules = (uint32_t)c->rules.n;
    if (draft->cause.code != RI_NO_CODE) {
        ri_finding_key(finding->cause, c, &draft->cause, &c->text);
    }
    ri_text_clear(&c->text);
    ri_finding_reference(c->resolver, finding->subject, &c->text);
    finding->subject_text = keep_text(c);
    ri_text_clear(&c->text);
    ri_message(c, draft, &c->text);
    finding->message = keep_text(c);
}

/* Whether a finding comes before the first one so far, in the order of findings. */
static bool comes_first(const ri_checking *c, const ri_finding *finding)
{
    const ri_stuck *stuck = &c->stuck;
    if (!stuck->any || finding->subject != stuck->subject) {
        return !stuck->any || finding->subject < stuck->subject;
    }
    const int order = ri_code_order(c->policy, finding->code, stuck->code);
    return order < 0 || (order == 0 && strcmp(finding->key, stuck->key) < 0);
}

/* Accepted findings have been decided: nobody is missed for them. */
static void note_stuck(ri_checking *c, const ri_finding *finding)
{
    ri_stuck *stuck = &c->stuck;
    if (!finding->escalate.any || finding->escalate.to != RI_NONE) {
        return;
    }
    if (comes_first(c, finding)) {
        stuck->any = true;
        stuck->subject = finding->subject;
        stuck->code = finding->code;
        stuck->route = finding->escalate;
        memcpy(stuck->key, finding->key, sizeof stuck->key);
    }
    stuck->times += !c->uncounted;
}

static void count_finding(ri_checking *c, ri_code code, ri_finding_kind kind)
{
    if (c->chosen[code] && !c->uncounted) {
        c->summary->kinds[kind]++;
        c->summary->severities[c->in_force[code].severity]++;
        c->summary->codes[code]++;
    }
}

static void count_route(ri_checking *c, const ri_finding *finding)
{
    size_t *route =
        ri_summary_route(c->summary, c->s, &finding->escalate, c->cxo.word, c->ceo.word);
    if (route != NULL && !c->uncounted) {
        ++*route;
    }
}

bool ri_only_counts(const ri_checking *c, ri_code code, ri_finding_kind kind)
{
    return !c->keep && !ri_any_accepted(c) && !ri_escalates(c, code, kind);
}

bool ri_counted(ri_checking *c, ri_code code)
{
    if (c->alone[code]) {
        count_finding(c, code, ri_code_kind(c->policy, code));
    }
    return c->alone[code];
}

void ri_draft_add(ri_checking *c, const ri_draft *draft)
{
    const ri_in_force *force = &c->in_force[draft->id.code];
    if (!c->wanted[draft->id.code]) {
        return;
    }
    if (c->sounding) {
        c->n_sounded++;
        return;
    }
    if (ri_only_counts(c, draft->id.code, draft->kind)) {
        count_finding(c, draft->id.code, draft->kind);
        return;
    }
    c->parties.n = ri_order_unique(c->parties.items, c->parties.n);
    ri_finding finding = {.code = draft->id.code,
                          .code_name = ri_code_name(c->policy, draft->id.code),
                          .kind = draft->kind,
                          .severity = force->severity,
                          .subject = draft->id.subject,
                          .letter = draft->id.letter,
                          .other = draft->id.other,
                          .source = draft->id.source,
                          .since = RI_DAY_MAX};
    const bool decided = ri_any_accepted(c);
    if (c->keep || decided || c->s->n_since > 0) {
        ri_finding_key(finding.key, c, &draft->id, &c->text);
        finding.since = ri_snapshot_since(c->s, finding.key);
    }
    ri_escalate(&finding.escalate, c, &draft->id, finding.kind, &c->parties, finding.since);
    bool accepted = false;
    if (c->keep || decided) {
        sort_rules(c);
        ri_finding_fingerprint(finding.fingerprint, c, &c->parties, &c->rules, &c->text);
        accepted = ri_acceptance_covering(c->s, finding.key, finding.fingerprint) != NULL;
    }
    c->out_of_memory = c->out_of_memory || c->text.failed;
    if (c->keep && finding.escalate.any) {
        finding.escalate.path = keep_items(c, c->path.items, c->path.n, sizeof *c->path.items);
    }
    if (!accepted) {
        note_stuck(c, &finding);
        ri_note_lapsed(c, &finding);
    }
    if (!c->chosen[finding.code]) {
        return;
    }
    if (!accepted) {
        count_finding(c, finding.code, finding.kind);
        count_route(c, &finding);
    }
    if (c->keep) {
        fill_kept(c, &finding, draft);
        ri_found_findings *list = accepted ? &c->accepted : &c->findings;
        if (!RI_PUSH(list->items, list->n, list->capacity, finding)) {
            c->out_of_memory = true;
        }
    }
}

void ri_retain(ri_checking *c, const ri_finding *finding)
{
    note_stuck(c, finding);
    count_finding(c, finding->code, finding->kind);
    count_route(c, finding);
}

/* ---- the end ---- */

/* Numbers of references compare as their texts do, but that a policy's checks are
   numbered after its rules. */
static int by_subject(const void *a, const void *b, const void *policy)
{
    const ri_finding *left = a;
    const ri_finding *right = b;
    if (left->subject != right->subject) {
        bool rules =
            ri_ref_kind(left->subject) == RI_RULE && ri_ref_kind(right->subject) == RI_RULE;
        int order = rules ? strcmp(left->subject_text, right->subject_text) : 0;
        return order != 0 ? order : left->subject < right->subject ? -1 : 1;
    }
    if (left->code != right->code) {
        return ri_code_order(policy, left->code, right->code);
    }
    return strcmp(left->key, right->key);
}

bool ri_findings_finish(ri_checking *c)
{
    if (c->stuck.any) {
        ri_check_final_arbiter(c);
    }
    ri_check_acceptance_expired(c);
    return ri_order(c->findings.items, c->findings.n, sizeof *c->findings.items, by_subject,
                    c->policy) &&
           ri_order(c->accepted.items, c->accepted.n, sizeof *c->accepted.items, by_subject,
                    c->policy) &&
           !c->out_of_memory;
}

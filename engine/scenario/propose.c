/*
 * Which steps would answer what was found. Each gives no more than is needed: a mandate over
 * the one touchpoint, the seat to somebody who is yet to be found. Whether it helps, and what
 * else it brings, is for whoever tries them.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "model/known.h"
#include "model/power.h"
#include "scenario/remedy.h"

typedef struct proposing {
    ri_proposals *p;
    const raci_result *result;
    const ri_snapshot *s;
    uint8_t accountable;
    raci_error *err;
} proposing;

/* ---- steps ---- */

/* Appends the step that stands in the scratch text, unless it is there. */
static raci_status add(const proposing *x, ri_remedy_kind kind, uint32_t position,
                       const char *about)
{
    ri_proposals *p = x->p;
    const uint32_t before = ri_intern_count(p->met);
    const char *step = ri_text_string(&p->text);
    if (p->text.failed || ri_intern_string(p->met, step) == RI_NONE) {
        return ri_fail_nomem(x->err);
    }
    if (ri_intern_count(p->met) == before) {
        return RACI_OK;
    }
    const ri_remedy_step made = {
        .kind = kind,
        .position = ri_arena_format(p->arena, "position:%s", x->s->positions.rows.key[position]),
        .about = about != NULL ? ri_arena_string(p->arena, about) : NULL,
        .step = ri_arena_string(p->arena, step)};
    return made.position != NULL && made.step != NULL && (about == NULL || made.about != NULL) &&
                   RI_PUSH(p->steps, p->n, p->capacity, made)
               ? RACI_OK
               : ri_fail_nomem(x->err);
}

/* A key that nothing of the kind has or had: the stem, with a number behind it from
   *number + 1 on. */
static raci_status unused_key(char out[RI_KEY_MAX + 1], const proposing *x, ri_kind kind,
                              const char *stem, uint32_t *number)
{
    bool known = true;
    raci_status status = RACI_OK;
    while (status == RACI_OK && known) {
        (void)snprintf(out, RI_KEY_MAX + 1, "%s-%u", stem, (unsigned)++*number);
        status = ri_model_knows(&known, x->p->model, kind, out, x->err);
    }
    return status;
}

/* ---- appointments ---- */

/* Somebody for a position; each seat gets a person of its own. */
static raci_status appoint(const proposing *x, uint32_t position)
{
    ri_proposals *p = x->p;
    char person[RI_KEY_MAX + 1];
    char met[RI_KEY_MAX + 32];
    const uint32_t before = ri_intern_count(p->met);
    (void)snprintf(met, sizeof met, "appointed %s", x->s->positions.rows.key[position]);
    if (ri_intern_string(p->met, met) == RI_NONE) {
        return ri_fail_nomem(x->err);
    }
    if (ri_intern_count(p->met) == before) {
        return RACI_OK;
    }
    raci_status status = unused_key(person, x, RI_PERSON, "appointed", &p->appointed);
    if (status != RACI_OK) {
        return status;
    }
    ri_text_clear(&p->text);
    ri_text_format(&p->text, "appoint { position = \"%s\", person = { key = \"%s\" } }",
                   x->s->positions.rows.key[position], person);
    return add(x, RI_REMEDY_APPOINTMENT, position, NULL);
}

static raci_status appoint_vacant(const proposing *x, ri_ref ref)
{
    return ri_ref_kind(ref) == RI_POSITION && ri_position_vacant(x->s, ri_ref_index(ref))
               ? appoint(x, ri_ref_index(ref))
               : RACI_OK;
}

/* ---- mandates ---- */

/* Whether power over everything is proposed for a position; notes that it is. */
static raci_status has_all_power(bool *out, const proposing *x, uint32_t position, bool note)
{
    ri_intern *met = x->p->met;
    char text[RI_KEY_MAX + 32];
    (void)snprintf(text, sizeof text, "everything %s", x->s->positions.rows.key[position]);
    *out = ri_intern_find(met, text) != RI_NONE;
    return !note || ri_intern_string(met, text) != RI_NONE ? RACI_OK : ri_fail_nomem(x->err);
}

static raci_status grant(const proposing *x, uint32_t position, const char *scope)
{
    bool has = false;
    raci_status status = has_all_power(&has, x, position, strcmp(scope, "*") == 0);
    if (status != RACI_OK || has) {
        return status;
    }
    ri_text_clear(&x->p->text);
    ri_text_format(&x->p->text, "grant { position = \"%s\", scope = \"%s\" }",
                   x->s->positions.rows.key[position], scope);
    return add(x, RI_REMEDY_MANDATE, position, scope);
}

/* Whether the position is accountable for every touchpoint of a journey, and nobody beside it. */
static bool has_whole_journey(const proposing *x, uint32_t position, uint32_t journey)
{
    const ri_lists *of = &x->s->journeys.touchpoints;
    for (uint32_t i = of->first[journey]; i < of->first[journey + 1]; i++) {
        uint32_t n = 0;
        const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, of->items[i]);
        const ri_ref *holders = ri_matrix_holders(
            &x->result->matrix, ri_subject_number(x->s, subject), x->accountable, &n);
        if (n != 1 || holders[0] != ri_ref_make(RI_POSITION, position)) {
            return false;
        }
    }
    return true;
}

/* The same, gone through once for each journey and position. */
static raci_status ask_whole_journey(bool *out, const proposing *x, uint32_t position,
                                     uint32_t journey)
{
    static const char *const answers[] = {"part", "whole"};
    ri_intern *met = x->p->met;
    char text[2 * RI_KEY_MAX + 32];
    for (int whole = 0; whole < 2; whole++) {
        (void)snprintf(text, sizeof text, "%s %s %s", answers[whole],
                       x->s->journeys.rows.key[journey], x->s->positions.rows.key[position]);
        *out = whole != 0;
        if (ri_intern_find(met, text) != RI_NONE) {
            return RACI_OK;
        }
    }
    *out = has_whole_journey(x, position, journey);
    (void)snprintf(text, sizeof text, "%s %s %s", answers[*out], x->s->journeys.rows.key[journey],
                   x->s->positions.rows.key[position]);
    return ri_intern_string(met, text) != RI_NONE ? RACI_OK : ri_fail_nomem(x->err);
}

/* A touchpoint by itself or, where somebody answers for all of its journey, that. */
static raci_status say_scope(char out[RI_KEY_MAX + 32], const proposing *x, uint32_t touchpoint,
                             uint32_t position)
{
    const ri_touchpoints *t = &x->s->touchpoints;
    const uint32_t journey = t->journey[touchpoint];
    bool whole = false;
    raci_status status =
        journey != RI_NONE ? ask_whole_journey(&whole, x, position, journey) : RACI_OK;
    (void)snprintf(out, RI_KEY_MAX + 32, "%s:%s", whole ? "journey" : "touchpoint",
                   whole ? x->s->journeys.rows.key[journey] : t->rows.key[touchpoint]);
    return status;
}

/* Over the one subject, to whoever is accountable for it. */
static raci_status grant_power(const proposing *x, ri_ref subject)
{
    const ri_snapshot *s = x->s;
    uint32_t n = 0;
    const ri_ref *holders =
        ri_matrix_holders(&x->result->matrix, ri_subject_number(s, subject), x->accountable, &n);
    char scope[RI_KEY_MAX + 32] = "*";
    const uint32_t at = ri_ref_index(subject);
    if (n != 1 || ri_ref_kind(holders[0]) != RI_POSITION) {
        return RACI_OK;
    }
    switch (ri_ref_kind(subject)) {
    case RI_TOUCHPOINT:
        if (say_scope(scope, x, at, ri_ref_index(holders[0])) != RACI_OK) {
            return RACI_NOMEM;
        }
        break;
    case RI_HANDOFF: /* either side covers it */
        (void)snprintf(scope, sizeof scope, "touchpoint:%s",
                       s->touchpoints.rows.key[s->handoffs.from[at]]);
        break;
    case RI_JOURNEY:
        (void)snprintf(scope, sizeof scope, "journey:%s", s->journeys.rows.key[at]);
        break;
    default:
        break;
    }
    return grant(x, ri_ref_index(holders[0]), scope);
}

static raci_status grant_all(const proposing *x, const ri_finding *finding)
{
    raci_status status = RACI_OK;
    for (uint32_t i = 0; status == RACI_OK && !x->p->again && i < finding->n_parties; i++) {
        status = appoint_vacant(x, finding->parties[i]); /* an empty seat has no power */
        if (status == RACI_OK) {
            status = grant(x, ri_ref_index(finding->parties[i]), "*");
        }
    }
    return status;
}

/* ---- leads and heads ---- */

/* Notes the heads of the units that deliver a touchpoint. false: memory is exhausted. */
static bool note_heads(ri_indexes *out, const ri_snapshot *s, uint32_t touchpoint)
{
    const uint32_t set = s->touchpoints.unit_set[touchpoint];
    bool done = true;
    for (uint32_t k = s->unit_sets.of.first[set]; done && k < s->unit_sets.of.first[set + 1]; k++) {
        const uint32_t head = s->units.head[s->unit_sets.of.items[k]];
        done = head == RI_NONE || RI_PUSH(out->items, out->n, out->capacity, head);
    }
    return done;
}

/* Notes who is accountable for it. */
static bool note_accountable(ri_indexes *out, const proposing *x, uint32_t touchpoint)
{
    uint32_t n = 0;
    const ri_ref subject = ri_ref_make(RI_TOUCHPOINT, touchpoint);
    const ri_ref *holders =
        ri_matrix_holders(&x->result->matrix, ri_subject_number(x->s, subject), x->accountable, &n);
    bool done = true;
    for (uint32_t k = 0; done && k < n; k++) {
        done = RI_PUSH(out->items, out->n, out->capacity, ri_ref_index(holders[k]));
    }
    return done;
}

static int by_number(const void *a, const void *b, const void *context)
{
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    (void)context;
    return (x > y) - (x < y);
}

/* Whether somebody sits there, and will for as long as is known. */
static bool is_settled(const ri_snapshot *s, uint32_t position)
{
    return !ri_position_vacant(s, position) && s->positions.rows.to[position] == RI_DAY_MAX;
}

/* Of positions in order the one that is there most often; of equal ones the first that is
   settled, else the first. RI_NONE of none. */
static uint32_t most_often(const ri_snapshot *s, const ri_indexes *of)
{
    uint32_t best = RI_NONE;
    size_t most = 0;
    for (size_t i = 0; i < of->n;) {
        size_t end = i + 1;
        while (end < of->n && of->items[end] == of->items[i]) {
            end++;
        }
        if (end - i > most ||
            (end - i == most && !is_settled(s, best) && is_settled(s, of->items[i]))) {
            most = end - i;
            best = of->items[i];
        }
        i = end;
    }
    return best;
}

/* Who answers for most of its touchpoints; where nobody does, who heads the units that deliver
   most of them. */
static raci_status find_lead(uint32_t *out, const proposing *x, uint32_t journey)
{
    const ri_lists *of = &x->s->journeys.touchpoints;
    ri_indexes all = {.n = 0};
    bool done = true;
    for (uint32_t i = of->first[journey]; done && i < of->first[journey + 1]; i++) {
        done = note_accountable(&all, x, of->items[i]);
    }
    const bool nobody = all.n == 0;
    for (uint32_t i = of->first[journey]; done && nobody && i < of->first[journey + 1]; i++) {
        done = note_heads(&all, x->s, of->items[i]);
    }
    done = done && ri_order(all.items, all.n, sizeof *all.items, by_number, NULL);
    *out = most_often(x->s, &all);
    ri_free(all.items);
    return done ? RACI_OK : ri_fail_nomem(x->err);
}

static raci_status lead_journey(const proposing *x, uint32_t journey)
{
    const ri_snapshot *s = x->s;
    char about[RI_KEY_MAX + 32];
    uint32_t lead = RI_NONE;
    raci_status status = find_lead(&lead, x, journey);
    if (status != RACI_OK || lead == RI_NONE) {
        return status;
    }
    (void)snprintf(about, sizeof about, "journey:%s", s->journeys.rows.key[journey]);
    ri_text_clear(&x->p->text);
    ri_text_format(&x->p->text, "set_lead { journey = \"%s\", position = \"%s\" }",
                   s->journeys.rows.key[journey], s->positions.rows.key[lead]);
    return add(x, RI_REMEDY_LEAD, lead, about);
}

/* Whether one would sooner be the head: settled, then higher, then the first by key. */
static bool goes_before(const ri_snapshot *s, uint32_t one, uint32_t other)
{
    const bool settled = is_settled(s, one);
    const uint32_t *depth = s->positions.depth;
    return settled != is_settled(s, other) ? settled
           : depth[one] != depth[other]    ? depth[one] < depth[other]
                                           : one < other;
}

/* The first of the positions in the unit; in one without any the head of a unit above it. */
static uint32_t head_for(const ri_snapshot *s, uint32_t unit)
{
    const ri_lists *in = &s->units.positions;
    uint32_t best = RI_NONE;
    for (uint32_t i = in->first[unit]; i < in->first[unit + 1]; i++) {
        if (best == RI_NONE || goes_before(s, in->items[i], best)) {
            best = in->items[i];
        }
    }
    for (uint32_t up = s->units.up[unit]; best == RI_NONE && up != RI_NONE; up = s->units.up[up]) {
        best = s->units.head[up];
    }
    return best;
}

static raci_status head_unit(const proposing *x, uint32_t unit)
{
    const ri_snapshot *s = x->s;
    const uint32_t head = head_for(s, unit);
    char about[RI_KEY_MAX + 32];
    if (head == RI_NONE) {
        return RACI_OK;
    }
    (void)snprintf(about, sizeof about, "unit:%s", s->units.rows.key[unit]);
    ri_text_clear(&x->p->text);
    ri_text_format(&x->p->text, "set_head { unit = \"%s\", position = \"%s\" }",
                   s->units.rows.key[unit], s->positions.rows.key[head]);
    return add(x, RI_REMEDY_HEAD, head, about);
}

/* ---- what each finding asks for ---- */

/* Checks of the shipped models that complain of a position that cannot do what it should. */
static bool wants_all_power(const ri_finding *finding)
{
    static const char *const codes[] = {"cxo-cannot-change", "cxo-unempowered",
                                        "owner-without-power"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (strcmp(codes[i], finding->code_name) == 0) {
            return true;
        }
    }
    return false;
}

/* Whoever is missing from it: the subject, where it is a seat, and the parties. */
static raci_status fill_seats(const proposing *x, const ri_finding *finding)
{
    raci_status status = appoint_vacant(x, finding->subject);
    for (uint32_t i = 0; status == RACI_OK && i < finding->n_parties; i++) {
        status = appoint_vacant(x, finding->parties[i]);
    }
    return status;
}

static raci_status answer(const proposing *x, const ri_finding *finding)
{
    const uint32_t at = ri_ref_index(finding->subject);
    if (wants_all_power(finding)) {
        return grant_all(x, finding);
    }
    switch (finding->code) {
    case RI_POWERLESS_ACCOUNTABLE:
        return grant_power(x, finding->subject);
    case RI_JOURNEY_WITHOUT_LEAD:
        return lead_journey(x, at);
    case RI_UNIT_WITHOUT_HEAD:
        return head_unit(x, at);
    case RI_ACTING_TOO_LONG:
        return ri_ref_kind(finding->other) == RI_POSITION ? appoint(x, ri_ref_index(finding->other))
                                                          : RACI_OK;
    default:
        return finding->kind != RI_KIND_CONFLICT ? fill_seats(x, finding) : RACI_OK;
    }
}

raci_status ri_propose(ri_proposals *p, const raci_result *result, raci_error *err)
{
    const proposing x = {.p = p,
                         .result = result,
                         .s = result->snapshot,
                         .accountable = ri_policy_data_of(result->policy)->scheme.accountable,
                         .err = err};
    raci_status status = RACI_OK;
    /* Whoever is given everything needs no more. */
    for (int all = 1; status == RACI_OK && all >= 0; all--) {
        for (size_t i = 0; status == RACI_OK && i < result->n_findings; i++) {
            const ri_finding *finding = &result->findings[i];
            if (finding->severity >= RACI_WARNING && wants_all_power(finding) == (all != 0)) {
                status = answer(&x, finding);
            }
        }
    }
    return status;
}

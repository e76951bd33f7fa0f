#include "resolve/explain.h"

#include <string.h>

#include "base/fail.h"
#include "base/order.h"
#include "resolve/workings.h"

/* ---- which sources there are ---- */

static uint32_t add_rows(ri_source *out, uint32_t n, const ri_resolver *r, ri_ref subject,
                         uint8_t letter, const ri_stated *rows, uint32_t n_rows, ri_source first)
{
    for (uint32_t i = ri_stated_first(rows, n_rows, subject);
         i < n_rows && rows[i].subject == subject; i++) {
        if (r->stated_letter[first - r->data->n_rules + i] == letter) {
            out[n++] = first + i;
        }
    }
    return n;
}

raci_status ri_explain_sources(ri_source **out, uint32_t *n, const ri_resolver *resolver,
                               ri_ref subject, uint8_t letter, ri_arena *arena, raci_error *err)
{
    const ri_snapshot *s = resolver->s;
    uint32_t n_rules = resolver->data->n_rules;
    size_t room = (size_t)n_rules + s->n_stated + s->n_rulings;
    ri_source *found = ri_arena_array(arena, room, sizeof *found);
    uint32_t count = 0;
    if (found == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n_rules; i++) {
        if (((unsigned)resolver->masks[i].assign >> letter & 1u) != 0) {
            found[count++] = i;
        }
    }
    count = add_rows(found, count, resolver, subject, letter, s->stated, s->n_stated, n_rules);
    *n = add_rows(found, count, resolver, subject, letter, s->rulings, s->n_rulings,
                  n_rules + s->n_stated);
    *out = found;
    return RACI_OK;
}

/* ---- what keeps a rule from applying ---- */

typedef struct explaining {
    ri_resolver *r;
    uint32_t rule;
    ri_hurdle *hurdle;
} explaining;

/* One more condition fails; the first of all is told. */
static void stumble(const explaining *e, ri_hurdle_kind kind, uint32_t times)
{
    if (e->hurdle->failing == 0) {
        e->hurdle->kind = kind;
    }
    e->hurdle->failing += times;
}

/* The place of a rule in an index, or RI_NONE when it is not valid on the date. */
static uint32_t place_in(const ri_index *index, uint32_t rule)
{
    const size_t at = ri_order_number(index->rules, index->n, rule);
    return at < index->n && index->rules[at] == rule ? (uint32_t)at : RI_NONE;
}

/* Tries one of the rule's matches on a row. A rule that is not valid on the date is in
   no index: for it a matcher of its own is compiled. */
static raci_status try_match(const explaining *e, const ri_index *index, ri_matcher *matcher,
                             ri_side side, const ri_match *match, uint32_t row, raci_error *err)
{
    uint32_t place = place_in(index, e->rule);
    const ri_condition *first = NULL;
    uint32_t failing = 0;
    ri_matcher *own = NULL;
    if (place == RI_NONE) {
        ri_kind kind = index == &e->r->journey ? RI_JOURNEY : RI_TOUCHPOINT;
        const ri_match **one = ri_arena_array(e->r->arena, 1, sizeof(void *));
        if (one == NULL) {
            return ri_fail_nomem(err);
        }
        one[0] = match;
        raci_status status = ri_matcher_new(&own, e->r->arena, e->r->s, kind, one, 1, err);
        if (status != RACI_OK) {
            return status;
        }
        matcher = own;
        place = 0;
    }
    bool fits = ri_matcher_failing(matcher, place, row, &first, &failing);
    ri_matcher_free(own);
    if (!fits) {
        return ri_fail_nomem(err);
    }
    if (failing > 0) {
        if (e->hurdle->failing == 0) {
            e->hurdle->condition = first;
            e->hurdle->side = side;
        }
        stumble(e, RI_HURDLE_CONDITION, failing);
    }
    return RACI_OK;
}

static raci_status try_handoff(const explaining *e, const ri_rule *rule, uint32_t handoff,
                               raci_error *err)
{
    const ri_index *index = &e->r->handoff;
    const ri_handoffs *handoffs = &e->r->s->handoffs;
    bool crosses = ri_handoff_passing(handoffs, handoff).crosses != 0;
    if (rule->crossing != RI_CROSSING_ANY && (rule->crossing == RI_CROSSING_YES) != crosses) {
        stumble(e, RI_HURDLE_CROSSING, 1);
    }
    raci_status status = try_match(e, index, index->from, RI_SIDE_FROM, &rule->match_from,
                                   handoffs->from[handoff], err);
    if (status == RACI_OK) {
        status =
            try_match(e, index, index->to, RI_SIDE_TO, &rule->match_to, handoffs->to[handoff], err);
    }
    return status;
}

static raci_status try_kind(const explaining *e, const ri_rule *rule, ri_ref subject,
                            raci_error *err)
{
    if (rule->on != ri_ref_kind(subject)) {
        uint32_t crossing = rule->crossing != RI_CROSSING_ANY ? 1 : 0;
        uint32_t rest = rule->match.n + rule->match_from.n + rule->match_to.n + crossing;
        stumble(e, RI_HURDLE_KIND, 1 + rest); /* nor can anything else hold */
        return RACI_OK;
    }
    switch (rule->on) {
    case RI_HANDOFF:
        return try_handoff(e, rule, ri_ref_index(subject), err);
    case RI_TOUCHPOINT:
        return try_match(e, &e->r->touchpoint, e->r->touchpoint.on, RI_SIDE_ON, &rule->match,
                         ri_ref_index(subject), err);
    case RI_JOURNEY:
        return try_match(e, &e->r->journey, e->r->journey.on, RI_SIDE_ON, &rule->match,
                         ri_ref_index(subject), err);
    default:
        return RACI_OK; /* the enterprise has no match */
    }
}

static raci_status try_when(const explaining *e, const ri_rule *rule, ri_ref subject,
                            ri_arena *arena, raci_error *err)
{
    ri_call_failure failure;
    bool answer = false;
    if (ri_policy_call_when(e->r->policy, rule->when, subject, &answer, &failure)) {
        if (!answer) {
            stumble(e, RI_HURDLE_WHEN, 1);
        }
        return RACI_OK;
    }
    ri_call_failure *kept = ri_arena_take(arena, sizeof *kept);
    if (kept == NULL) {
        return ri_fail_nomem(err);
    }
    *kept = failure;
    e->hurdle->failure = kept;
    stumble(e, RI_HURDLE_FAILED, 1);
    return RACI_OK;
}

raci_status ri_explain_hurdle(ri_hurdle *out, ri_resolver *resolver, ri_source source,
                              ri_ref subject, ri_arena *arena, raci_error *err)
{
    const ri_rule *rule = ri_source_rule(resolver, source);
    const explaining e = {resolver, source, out};
    *out = (ri_hurdle){.kind = RI_HURDLE_NONE};
    if (rule == NULL) {
        return RACI_OK;
    }
    if (resolver->s->date < rule->from) {
        stumble(&e, RI_HURDLE_EARLY, 1);
    } else if (resolver->s->date >= rule->to) {
        stumble(&e, RI_HURDLE_LATE, 1);
    }
    raci_status status = try_kind(&e, rule, subject, err);
    if (status == RACI_OK && out->failing == 0 && rule->when != RI_NO_FUNCTION) {
        status = try_when(&e, rule, subject, arena, err);
    }
    return status;
}

/* ---- whom it would give the letter ---- */

static bool has_function(const ri_holder *holder)
{
    bool any = holder->form == RI_HOLD_FUNCTION;
    for (uint32_t i = 0; i < holder->n_items && !any; i++) {
        any = has_function(holder->items[i]);
    }
    return any;
}

const ri_holder *ri_explain_expression(const ri_resolver *resolver, ri_source source,
                                       uint8_t letter)
{
    const ri_stated *stated;
    return ri_source_assigns(resolver, source, letter, &stated);
}

static raci_status keep_found(ri_would_give *out, const ri_resolver *r, ri_arena *arena,
                              raci_error *err)
{
    out->n_holders = (uint32_t)r->found.n;
    out->holders = ri_arena_array(arena, r->found.n, sizeof *out->holders);
    if (out->holders == NULL || r->out_of_memory) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < r->found.n; i++) {
        out->holders[i] = r->found.items[i].ref;
    }
    if (out->n_holders == 0) {
        out->nobody = r->nobody;
    }
    return RACI_OK;
}

raci_status ri_explain_holders(ri_would_give *out, ri_resolver *resolver, ri_source source,
                               ri_ref subject, uint8_t letter, bool applies, ri_arena *arena,
                               raci_error *err)
{
    const ri_stated *stated;
    const ri_holder *holder = ri_source_assigns(resolver, source, letter, &stated);
    bool as_positions = letter == resolver->data->scheme.accountable;
    *out = (ri_would_give){.known = true};
    bool asks = holder != NULL && has_function(holder);
    if (asks && ri_source_rule(resolver, source)->on != ri_ref_kind(subject)) {
        out->known = false;
        return RACI_OK;
    }
    resolver->out_of_memory = false;
    resolver->found.n = resolver->links.n = 0;
    resolver->blank = false; /* what it answered last is gone */
    resolver->explaining = true;
    if (holder != NULL) {
        ri_find_holders(resolver, source, subject, holder, as_positions);
    } else {
        ri_find_stated(resolver, subject, stated, as_positions);
    }
    resolver->explaining = false;
    raci_status status = keep_found(out, resolver, arena, err);
    if (asks && !applies && out->n_holders == 0 && resolver->nobody.why == RI_NOBODY_FAILED) {
        out->known = false;
    }
    out->nobody.letter = letter;
    out->nobody.source = source;
    resolver->found.n = 0;
    return status;
}

/* ---- how one rule overrides another ---- */

static bool names(const ri_resolver *r, ri_source rule, ri_source q)
{
    const ri_rule *from = ri_source_rule(r, rule);
    const ri_stated *row = ri_source_stated(r, q);
    if (ri_rule_names(from, q)) {
        return true;
    }
    for (uint32_t i = 0; row != NULL && i < from->n_overrides_stated; i++) {
        if (strcmp(from->overrides_stated[i], row->name) == 0) {
            return true;
        }
    }
    return false;
}

/* The first rule that r names and that overrides q in its turn. */
static ri_source next_towards(const ri_resolver *r, ri_source rule, ri_source q)
{
    const ri_rule *from = ri_source_rule(r, rule);
    for (uint32_t i = 0; i < from->n_overrides; i++) {
        if (ri_source_overrides(r, from->overrides[i], q)) {
            return from->overrides[i];
        }
    }
    return RI_NONE;
}

raci_status ri_explain_chain(ri_source **out, uint32_t *n, const ri_resolver *resolver, ri_source r,
                             ri_source q, ri_arena *arena, raci_error *err)
{
    uint32_t length = 0;
    ri_source *chain = NULL;
    /* Twice: to count, and to keep. Overrides do not go in circles. */
    for (int turn = 0; turn < 2; turn++) {
        length = 0;
        for (ri_source at = r; !names(resolver, at, q); length++) {
            at = next_towards(resolver, at, q);
            if (at == RI_NONE) {
                break;
            }
            if (chain != NULL) {
                chain[length] = at;
            }
        }
        if (turn == 0) {
            chain = ri_arena_array(arena, length, sizeof *chain);
        }
        if (chain == NULL) {
            return ri_fail_nomem(err);
        }
    }
    *out = chain;
    *n = length;
    return RACI_OK;
}

#include <string.h>

#include "base/bits.h"
#include "base/fail.h"
#include "resolve/workings.h"

/* ---- indexing ---- */

static bool valid_on_date(const ri_rule *rule, int32_t date)
{
    return rule->from <= date && date < rule->to;
}

/* Collects the rules on a kind of subject that are valid on the date. */
static raci_status collect_rules(ri_resolver *r, ri_index *index, ri_kind on, raci_error *err)
{
    index->rules = ri_arena_array(r->arena, r->data->n_rules, sizeof *index->rules);
    if (index->rules == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < r->data->n_rules; i++) {
        if (r->data->rules[i].on == on && valid_on_date(&r->data->rules[i], r->s->date)) {
            index->rules[index->n++] = i;
        }
    }
    size_t words = index->n / 64 + 1;
    index->bits = ri_arena_array(r->arena, words, sizeof *index->bits);
    index->asks = ri_arena_array(r->arena, words, sizeof *index->asks);
    if (index->bits == NULL || index->asks == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < index->n; i++) {
        if (r->data->rules[index->rules[i]].when != RI_NO_FUNCTION) {
            index->asks[i / 64] |= UINT64_C(1) << (i % 64);
        }
    }
    return RACI_OK;
}

enum { SIDE_ON, SIDE_FROM, SIDE_TO };

/* Compiles one of the matches that each of the rules has. */
static raci_status compile_side(ri_resolver *r, const ri_index *index, int side, ri_kind kind,
                                ri_matcher **out, raci_error *err)
{
    const ri_match **matches = ri_arena_array(r->arena, index->n, sizeof(void *));
    if (matches == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < index->n; i++) {
        const ri_rule *rule = &r->data->rules[index->rules[i]];
        matches[i] = side == SIDE_ON     ? &rule->match
                     : side == SIDE_FROM ? &rule->match_from
                                         : &rule->match_to;
    }
    return ri_matcher_new(out, r->arena, r->s, kind, matches, index->n, err);
}

static raci_status index_handoffs(ri_resolver *r, raci_error *err)
{
    ri_index *index = &r->handoff;
    raci_status status = collect_rules(r, index, RI_HANDOFF, err);
    if (status == RACI_OK) {
        status = compile_side(r, index, SIDE_FROM, RI_TOUCHPOINT, &index->from, err);
    }
    if (status == RACI_OK) {
        status = compile_side(r, index, SIDE_TO, RI_TOUCHPOINT, &index->to, err);
    }
    for (int crosses = 0; crosses < 2 && status == RACI_OK; crosses++) {
        index->crossing[crosses] =
            ri_arena_array(r->arena, index->n / 64 + 1, sizeof *index->crossing[crosses]);
        if (index->crossing[crosses] == NULL) {
            return ri_fail_nomem(err);
        }
        for (uint32_t i = 0; i < index->n; i++) {
            ri_crossing asked = r->data->rules[index->rules[i]].crossing;
            if (asked == RI_CROSSING_ANY || (asked == RI_CROSSING_YES) == (crosses == 1)) {
                index->crossing[crosses][i / 64] |= UINT64_C(1) << (i % 64);
            }
        }
    }
    return status;
}

raci_status ri_index_rules(ri_resolver *r, raci_error *err)
{
    raci_status status = collect_rules(r, &r->touchpoint, RI_TOUCHPOINT, err);
    if (status == RACI_OK) {
        status = compile_side(r, &r->touchpoint, SIDE_ON, RI_TOUCHPOINT, &r->touchpoint.on, err);
    }
    if (status == RACI_OK) {
        status = index_handoffs(r, err);
    }
    if (status == RACI_OK) {
        status = collect_rules(r, &r->journey, RI_JOURNEY, err);
    }
    if (status == RACI_OK) {
        status = compile_side(r, &r->journey, SIDE_ON, RI_JOURNEY, &r->journey.on, err);
    }
    if (status == RACI_OK) {
        status = collect_rules(r, &r->enterprise, RI_ENTERPRISE, err);
    }
    return status;
}

/* Which rules there are, and what they ask of crossing, is as it was. */
static raci_status take_index(ri_resolver *r, ri_index *out, const ri_index *of, raci_error *err)
{
    raci_status status = RACI_OK;
    out->rules = of->rules;
    out->n = of->n;
    out->crossing[0] = of->crossing[0];
    out->crossing[1] = of->crossing[1];
    out->asks = of->asks;
    out->bits = ri_arena_array(r->arena, of->n / 64 + 1, sizeof *out->bits);
    if (out->bits == NULL) {
        return ri_fail_nomem(err);
    }
    if (of->on != NULL) {
        status = ri_matcher_beside(&out->on, r->arena, of->on, r->s, err);
    }
    if (status == RACI_OK && of->from != NULL) {
        status = ri_matcher_beside(&out->from, r->arena, of->from, r->s, err);
    }
    if (status == RACI_OK && of->to != NULL) {
        status = ri_matcher_beside(&out->to, r->arena, of->to, r->s, err);
    }
    return status;
}

raci_status ri_index_beside(ri_resolver *r, const ri_resolver *of, raci_error *err)
{
    raci_status status = take_index(r, &r->touchpoint, &of->touchpoint, err);
    if (status == RACI_OK) {
        status = take_index(r, &r->handoff, &of->handoff, err);
    }
    if (status == RACI_OK) {
        status = take_index(r, &r->journey, &of->journey, err);
    }
    return status == RACI_OK ? take_index(r, &r->enterprise, &of->enterprise, err) : status;
}

void ri_index_free(ri_resolver *r)
{
    ri_matcher_free(r->touchpoint.on);
    ri_matcher_free(r->handoff.from);
    ri_matcher_free(r->handoff.to);
    ri_matcher_free(r->journey.on);
}

/* ---- asking ---- */

static const ri_index *index_of(const ri_resolver *r, ri_kind kind)
{
    switch (kind) {
    case RI_TOUCHPOINT:
        return &r->touchpoint;
    case RI_HANDOFF:
        return &r->handoff;
    case RI_JOURNEY:
        return &r->journey;
    default:
        return &r->enterprise;
    }
}

static bool any_set(const uint64_t *bits, size_t words)
{
    uint64_t any = 0;
    for (size_t w = 0; w < words; w++) {
        any |= bits[w];
    }
    return any != 0;
}

/* Leaves in index->bits the rules whose match holds on the subject. */
static bool find_matching(const ri_resolver *r, const ri_index *index, ri_ref subject)
{
    bool fits = true;
    uint32_t row = ri_ref_index(subject);
    size_t words = index->n / 64 + 1;
    memset(index->bits, 0xFF, words * sizeof *index->bits);
    if (index->n % 64 != 0) {
        index->bits[words - 1] = (UINT64_C(1) << (index->n % 64)) - 1;
    } else {
        index->bits[words - 1] = 0;
    }
    if (index->on != NULL) {
        fits = ri_matcher_and(index->on, row, index->bits);
    }
    if (index->from != NULL) {
        const uint64_t *crossing =
            index->crossing[ri_handoff_passing(&r->s->handoffs, row).crosses != 0];
        for (size_t w = 0; w < words; w++) {
            index->bits[w] &= crossing[w];
        }
        fits = ri_matcher_and(index->from, r->s->handoffs.from[row], index->bits) &&
               (!any_set(index->bits, words) ||
                ri_matcher_and(index->to, r->s->handoffs.to[row], index->bits));
    }
    return fits;
}

/* Asks the rule's `when`. */
static bool agrees(ri_resolver *r, uint32_t rule, ri_ref subject)
{
    int when = r->data->rules[rule].when;
    ri_call_failure failure;
    bool answer = false;
    if (!ri_calls_begin(r, rule, subject)) {
        return false;
    }
    const uint64_t then = r->costs != NULL ? ri_stopwatch_now(&r->costs->watch) : 0;
    const bool done = ri_policy_call_when(r->policy, when, subject, &answer, &failure);
    ri_calls_end(r);
    if (r->costs != NULL) {
        ri_costs_when(r->costs, rule, then, answer);
    }
    if (!done) {
        ri_note_failure(r, rule, subject, &failure);
        return false;
    }
    if (r->answers != NULL) {
        r->answers[rule].agreed += answer;
        r->answers[rule].declined += !answer;
    }
    return answer;
}

static void add_rules(ri_resolver *r, ri_ref subject)
{
    const ri_index *index = index_of(r, ri_ref_kind(subject));
    size_t words = index->n / 64 + 1;
    if (index->n == 0) {
        return;
    }
    if (!find_matching(r, index, subject)) {
        r->out_of_memory = true;
        return;
    }
    for (size_t w = 0; w < words; w++) {
        for (uint64_t rest = index->bits[w]; rest != 0; rest &= rest - 1) {
            uint32_t rule = index->rules[w * 64 + ri_bits_lowest(rest)];
            if (r->costs != NULL) {
                r->costs->rules[rule].matched++;
            }
            if ((index->asks[w] & rest & (~rest + 1)) != 0 && !agrees(r, rule, subject)) {
                continue;
            }
            if (!RI_ADD(r->applicable, rule)) {
                r->out_of_memory = true;
            }
        }
    }
}

/* Adds the rows on the subject; rows stand in the order of subjects. */
static void add_stated(ri_resolver *r, ri_ref subject, const ri_stated *rows, uint32_t n,
                       ri_source first)
{
    static const char alien[] = "its letter is not one of the policy's scheme";
    if (n == 0) {
        return;
    }
    for (uint32_t i = ri_stated_first(rows, n, subject); i < n && rows[i].subject == subject; i++) {
        if (r->stated_letter[first - r->data->n_rules + i] == RI_ALIEN_LETTER) {
            ri_call_failure failure = {.line = 0};
            memcpy(failure.message, alien, sizeof alien);
            ri_note_failure(r, first + i, subject, &failure);
        } else if (!RI_ADD(r->applicable, first + i)) {
            r->out_of_memory = true;
        }
    }
}

void ri_find_applicable(ri_resolver *r, ri_ref subject)
{
    ri_source first = r->data->n_rules;
    r->applicable.n = 0;
    add_rules(r, subject);
    add_stated(r, subject, r->s->stated, r->s->n_stated, first);
    add_stated(r, subject, r->s->rulings, r->s->n_rulings, first + r->s->n_stated);
}

bool ri_resolver_may_give(const ri_resolver *r, ri_kind kind)
{
    return index_of(r, kind)->n > 0 || r->s->n_stated > 0 || r->s->n_rulings > 0;
}

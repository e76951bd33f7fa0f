#include "resolve/resolver.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "resolve/workings.h"

/* ---- compiling ---- */

/* Marks which rules override and are overridden, so that the rest are never asked. */
static raci_status mark_overrides(ri_resolver *r, raci_error *err)
{
    const ri_policy_data *data = r->data;
    r->n_stated_overrides = 0;
    r->overriding = ri_arena_array(r->arena, data->n_rules, sizeof *r->overriding);
    r->overridden = ri_rules_named(r->arena, data);
    if (r->overriding == NULL || r->overridden == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < data->n_rules; i++) {
        const ri_rule *rule = &data->rules[i];
        r->overriding[i] = rule->n_overrides + rule->n_overrides_stated > 0;
        r->n_stated_overrides += rule->n_overrides_stated;
    }
    return RACI_OK;
}

/* Finds the stated rows that rules override by name; those not there on the date
   are beaten by nobody. */
static raci_status bind_stated_overrides(ri_resolver *r, raci_error *err)
{
    size_t room = r->n_stated_overrides;
    r->n_stated_overrides = 0;
    if (room == 0) {
        return RACI_OK;
    }
    ri_intern *names = ri_intern_new();
    r->stated_overrides = ri_arena_array(r->arena, room, sizeof *r->stated_overrides);
    bool fits = names != NULL && r->stated_overrides != NULL;
    for (uint32_t i = 0; fits && i < r->s->n_stated; i++) {
        fits = ri_intern_string(names, r->s->stated[i].name) != RI_NONE;
    }
    for (uint32_t i = 0; fits && i < r->data->n_rules; i++) {
        const ri_rule *rule = &r->data->rules[i];
        for (uint32_t k = 0; k < rule->n_overrides_stated; k++) {
            uint32_t row = ri_intern_find(names, rule->overrides_stated[k]);
            if (row == RI_NONE) {
                continue;
            }
            ri_stated_override *pair = &r->stated_overrides[r->n_stated_overrides++];
            pair->rule = i;
            pair->stated = r->data->n_rules + row; /* names are met in the rows' order */
        }
    }
    ri_intern_free(names);
    return fits ? RACI_OK : ri_fail_nomem(err);
}

static uint8_t letter_of(const ri_resolver *r, const char *letter)
{
    int index = ri_scheme_letter(&r->data->scheme, letter);
    return index < 0 ? RI_ALIEN_LETTER : (uint8_t)index;
}

static raci_status read_stated_letters(ri_resolver *r, raci_error *err)
{
    uint32_t n = r->s->n_stated;
    r->stated_letter = ri_arena_array(r->arena, (size_t)n + r->s->n_rulings, 1);
    if (r->stated_letter == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n; i++) {
        r->stated_letter[i] = letter_of(r, r->s->stated[i].letter);
    }
    for (uint32_t i = 0; i < r->s->n_rulings; i++) {
        r->stated_letter[n + i] = letter_of(r, r->s->rulings[i].letter);
    }
    return RACI_OK;
}

/* Notes which letters each source is about, so that the others cost nothing. */
static raci_status mask_sources(ri_resolver *r, raci_error *err)
{
    uint32_t n_rules = r->data->n_rules;
    size_t n_stated = (size_t)r->s->n_stated + r->s->n_rulings;
    r->masks = ri_arena_array(r->arena, n_rules + n_stated, sizeof *r->masks);
    if (r->masks == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n_rules; i++) {
        r->masks[i].assign = ri_grants_letters(&r->data->rules[i].assign);
        r->masks[i].forbid = ri_grants_letters(&r->data->rules[i].forbid);
        r->masks[i].require = ri_grants_letters(&r->data->rules[i].require);
        r->masks[i].standing = r->overridden[i] ? RI_STANDING_OWN : (uint8_t)r->data->rules[i].tier;
    }
    for (size_t i = 0; i < n_stated; i++) {
        r->masks[n_rules + i].standing = RI_STANDING_OWN;
        if (r->stated_letter[i] != RI_ALIEN_LETTER) {
            r->masks[n_rules + i].assign = (uint16_t)(1u << r->stated_letter[i]);
        }
    }
    return RACI_OK;
}

/* Finds once what an expression's references name. Only on a whole snapshot: on a
   focused one a look-up is also a question, and only what is asked is loaded. */
static bool bind_holder(ri_resolver *r, const ri_holder *holder)
{
    for (uint32_t i = 0; i < holder->n_items; i++) {
        if (!bind_holder(r, holder->items[i])) {
            return false;
        }
    }
    if (holder->key == NULL || holder->kind == RI_OFFICE) {
        return true;
    }
    return ri_map_put(&r->bound, (uint64_t)(uintptr_t)holder,
                      ri_snapshot_find(r->s, holder->kind, holder->key));
}

static bool bind_grants(ri_resolver *r, const ri_grants *grants)
{
    for (uint32_t i = 0; i < grants->n; i++) {
        if (!bind_holder(r, grants->items[i].holder)) {
            return false;
        }
    }
    return true;
}

static raci_status bind_rules(ri_resolver *r, raci_error *err)
{
    for (uint32_t i = 0; r->s->whole && i < r->data->n_rules; i++) {
        const ri_rule *rule = &r->data->rules[i];
        if (!bind_grants(r, &rule->assign) || !bind_grants(r, &rule->forbid) ||
            !bind_grants(r, &rule->require)) {
            return ri_fail_nomem(err);
        }
    }
    return RACI_OK;
}

/* The one holder that an expression names on every subject, or RI_NONE. */
static ri_ref only_holder(const ri_resolver *r, const ri_holder *holder, bool as_position)
{
    const ri_ref ref =
        holder->key != NULL && holder->kind != RI_OFFICE ? ri_named_thing(r, holder) : RI_NONE;
    const bool stands_for = holder->form == RI_HOLD_HEAD_OF || holder->form == RI_HOLD_LEAD_OF;
    if (holder->form != RI_HOLD_REFERENCE && !stands_for) {
        return RI_NONE;
    }
    if (!stands_for && !as_position) {
        return ref;
    }
    const uint32_t position = ri_holder_position(r->s, ref);
    return position != RI_NONE ? ri_ref_make(RI_POSITION, position) : RI_NONE;
}

/* Finds what need not be found for each subject. */
static raci_status find_plain(ri_resolver *r, raci_error *err)
{
    const ri_policy_data *data = r->data;
    const uint32_t n = data->scheme.n;
    if (!r->s->whole) {
        return RACI_OK;
    }
    r->plain = ri_arena_array(r->arena, (size_t)data->n_rules * n, sizeof *r->plain);
    if (r->plain == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < data->n_rules; i++) {
        const ri_grants *assign = &data->rules[i].assign;
        for (uint32_t k = 0; k < assign->n; k++) {
            const ri_grant *grant = &assign->items[k];
            r->plain[(size_t)i * n + grant->letter] =
                (ri_plain){grant->holder, only_holder(r, grant->holder,
                                                      grant->letter == data->scheme.accountable)};
        }
    }
    return RACI_OK;
}

static raci_status compile(ri_resolver *r, raci_error *err)
{
    static raci_status (*const steps[])(ri_resolver *, raci_error *) = {
        mark_overrides, bind_stated_overrides, read_stated_letters, mask_sources, bind_rules,
        find_plain,     ri_index_rules,
    };
    raci_status status = RACI_OK;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && status == RACI_OK; i++) {
        status = steps[i](r, err);
    }
    if (status == RACI_OK) {
        status = ri_policy_begin(r->policy, r->s, err);
    }
    r->begun = status == RACI_OK;
    return status;
}

raci_status ri_resolver_new(ri_resolver **out, raci_policy *policy, const ri_snapshot *snapshot,
                            raci_error *err)
{
    ri_resolver *r = ri_alloc(sizeof *r);
    if (r == NULL) {
        return ri_fail_nomem(err);
    }
    *r = (ri_resolver){
        .policy = policy, .data = ri_policy_data_of(policy), .s = snapshot, .reasons = true};
    r->arena = ri_arena_new();
    raci_status status = r->arena != NULL ? compile(r, err) : ri_fail_nomem(err);
    if (status != RACI_OK) {
        ri_resolver_free(r);
        return status;
    }
    *out = r;
    return RACI_OK;
}

/* ---- beside another one ---- */

/* Stated rows and rulings are numbered with the sources. */
static raci_status take_sources(ri_resolver *r, const ri_resolver *of, raci_error *err)
{
    const bool same = r->s->stated == of->s->stated && r->s->rulings == of->s->rulings;
    r->overriding = of->overriding;
    r->overridden = of->overridden;
    r->stated_overrides = of->stated_overrides;
    r->n_stated_overrides = of->n_stated_overrides;
    r->stated_letter = of->stated_letter;
    r->masks = of->masks;
    if (same) {
        return RACI_OK;
    }
    raci_status status = mark_overrides(r, err);
    if (status == RACI_OK) {
        status = bind_stated_overrides(r, err);
    }
    if (status == RACI_OK) {
        status = read_stated_letters(r, err);
    }
    return status == RACI_OK ? mask_sources(r, err) : status;
}

/* Whether the same things are there. */
static bool same_things(const ri_snapshot *a, const ri_snapshot *b)
{
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        const ri_rows *rows = ri_snapshot_rows(a, (ri_kind)kind);
        if (rows != NULL && rows->absent != ri_snapshot_rows(b, (ri_kind)kind)->absent) {
            return false;
        }
    }
    return true;
}

static raci_status take_over(ri_resolver *r, const ri_resolver *of, raci_error *err)
{
    raci_status status = take_sources(r, of, err);
    if (status == RACI_OK && same_things(r->s, of->s)) {
        r->bound = of->bound;
        r->shares_bound = true;
    } else if (status == RACI_OK) {
        status = bind_rules(r, err);
    }
    if (status == RACI_OK) {
        status = ri_index_beside(r, of, err);
    }
    if (status == RACI_OK) {
        status = ri_policy_begin(r->policy, r->s, err);
    }
    r->begun = status == RACI_OK;
    return status;
}

raci_status ri_resolver_beside(ri_resolver **out, const ri_resolver *of,
                               const ri_snapshot *snapshot, raci_error *err)
{
    ri_resolver *r = ri_alloc(sizeof *r);
    if (r == NULL) {
        return ri_fail_nomem(err);
    }
    *r = (ri_resolver){.policy = of->policy, .data = of->data, .s = snapshot, .reasons = true};
    r->arena = ri_arena_new();
    raci_status status = r->arena != NULL ? take_over(r, of, err) : ri_fail_nomem(err);
    if (status != RACI_OK) {
        ri_resolver_free(r);
        return status;
    }
    *out = r;
    return RACI_OK;
}

/* ---- failures ---- */

void ri_note_failure(ri_resolver *r, ri_source source, ri_ref subject,
                     const ri_call_failure *failure)
{
    size_t at = 0;
    if (r->explaining) {
        return;
    }
    r->n_noted++;
    while (at < r->failures.n && r->failures.items[at].rule < source) {
        at++;
    }
    if (at < r->failures.n && r->failures.items[at].rule == source) {
        r->failures.items[at].times++;
        return;
    }
    ri_rule_failure failed = {source, subject, 1, *failure};
    if (!RI_ADD(r->failures, failed)) {
        r->out_of_memory = true;
        return;
    }
    memmove(&r->failures.items[at + 1], &r->failures.items[at],
            (r->failures.n - 1 - at) * sizeof failed);
    r->failures.items[at] = failed;
}

bool ri_resolver_fail(ri_resolver *resolver, ri_source check, ri_ref thing,
                      const ri_call_failure *failure)
{
    ri_note_failure(resolver, check, thing, failure);
    return !resolver->out_of_memory;
}

size_t ri_resolver_noted(const ri_resolver *resolver)
{
    return resolver->n_noted;
}

void ri_resolver_watch(ri_resolver *resolver, volatile uint32_t *calling)
{
    resolver->calling = calling;
}

bool ri_resolver_bury(ri_resolver *resolver, uint32_t rule, ri_ref subject,
                      const ri_call_failure *failure)
{
    if (resolver->dead == NULL) {
        resolver->dead =
            ri_arena_array(resolver->arena, resolver->data->n_rules, sizeof *resolver->dead);
    }
    if (resolver->dead == NULL) {
        return false;
    }
    resolver->dead[rule] = true;
    ri_note_failure(resolver, rule, subject, failure);
    return !resolver->out_of_memory;
}

bool ri_calls_begin(ri_resolver *r, ri_source source, ri_ref subject)
{
    if (r->dead != NULL && source < r->data->n_rules && r->dead[source]) {
        return false;
    }
    if (r->calling != NULL) {
        r->calling[2]++;
        r->calling[1] = subject;
        r->calling[0] = source;
    }
    return true;
}

void ri_calls_end(const ri_resolver *r)
{
    if (r->calling != NULL) {
        r->calling[0] = UINT32_MAX;
    }
}

/* Checks are counted after the rules. */
static void note_change(uint32_t rule, const char *variable, void *payload)
{
    const ri_resolver *r = payload;
    const uint32_t n = r->data->n_rules;
    ri_call_failure failure = {.line = 0};
    (void)snprintf(failure.message, sizeof failure.message,
                   "it keeps '%.100s' between calls, so that its answer depends on their order",
                   variable);
    ri_note_failure(payload, rule < n ? rule : ri_check_source(r, rule - n), RI_NONE, &failure);
}

/* ---- asking ---- */

raci_status ri_resolve(const ri_settlement **out, ri_resolver *resolver, ri_ref subject,
                       raci_error *err)
{
    resolver->out_of_memory = false;
    resolver->lacked = false;
    ri_find_applicable(resolver, subject);
    if (resolver->costs != NULL) {
        ri_costs_matched(resolver->costs);
    }
    if (!resolver->out_of_memory) {
        ri_settle(resolver, subject);
    }
    if (resolver->out_of_memory) {
        return ri_fail_nomem(err);
    }
    *out = &resolver->answer;
    return RACI_OK;
}

void ri_resolver_reasons(ri_resolver *resolver, bool wanted)
{
    resolver->reasons = wanted;
}

bool ri_resolver_lacked(const ri_resolver *resolver)
{
    return resolver->lacked;
}

raci_status ri_resolver_end(ri_resolver *resolver, raci_error *err)
{
    raci_status status = ri_policy_end(resolver->policy, note_change, resolver, err);
    resolver->begun = false;
    if (status == RACI_OK && resolver->out_of_memory) {
        status = ri_fail_nomem(err);
    }
    return status;
}

const ri_rule_failure *ri_resolver_failures(const ri_resolver *resolver, uint32_t *n)
{
    *n = (uint32_t)resolver->failures.n;
    return resolver->failures.items;
}

const ri_snapshot *ri_resolver_snapshot(const ri_resolver *resolver)
{
    return resolver->s;
}

const ri_policy_data *ri_resolver_policy(const ri_resolver *resolver)
{
    return resolver->data;
}

void ri_resolver_free(ri_resolver *r)
{
    if (r == NULL) {
        return;
    }
    if (r->begun) {
        (void)ri_policy_end(r->policy, NULL, NULL, NULL);
    }
    ri_index_free(r);
    if (!r->shares_bound) {
        ri_map_free(&r->bound);
    }
    ri_free(r->applicable.items);
    ri_free(r->assigners.items);
    ri_free(r->winners.items);
    ri_free(r->beaten.items);
    ri_free(r->givings.items);
    ri_free(r->holders.items);
    ri_free(r->contested.items);
    ri_free(r->bans.items);
    ri_free(r->links.items);
    ri_free(r->found.items);
    ri_free(r->forbids.items);
    ri_free(r->targets.items);
    ri_free(r->unresolved.items);
    ri_free(r->missing.items);
    ri_free(r->lifted.items);
    ri_free(r->failures.items);
    ri_arena_free(r->arena);
    ri_free(r);
}

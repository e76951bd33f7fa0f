#include "check/checking.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "check/profiling.h"
#include "check/seam_sides.h"
#include "raci/lint.h"

static ri_arbiters arbiters_of(const ri_snapshot *s, const char *office)
{
    ri_arbiters out = {.word = ri_intern_find(s->words, office)};
    out.positions = ri_snapshot_office(s, office, &out.n);
    return out;
}

/* The positions that the policy's owner stands for. false: memory is exhausted. */
static bool find_owner(ri_checking *c)
{
    ri_kind kind = RI_ENTERPRISE;
    const char *key = NULL;
    if (c->policy->owner == NULL || !ri_reference_split(c->policy->owner, &kind, &key)) {
        return true;
    }
    if (kind == RI_OFFICE) {
        c->owner = arbiters_of(c->s, key);
        return true;
    }
    uint32_t position = ri_holder_position(c->s, ri_snapshot_find(c->s, kind, key));
    uint32_t *kept = ri_arena_array(c->arena, 1, sizeof *kept);
    if (kept == NULL) {
        return false;
    }
    *kept = position;
    c->owner = (ri_arbiters){.positions = kept, .n = position != RI_NONE, .word = RI_NONE};
    return true;
}

/* The letter C or I, whatever the scheme calls it. */
static uint8_t letter_of(const ri_scheme *scheme, const char *name)
{
    int letter = ri_scheme_letter(scheme, name);
    return letter < 0 ? RI_NO_LETTER : (uint8_t)letter;
}

/* What the organization and the scheme have none of is not looked for on each subject. */
static bool may_find(const ri_checking *c, int code)
{
    const ri_scheme *scheme = &c->policy->scheme;
    bool exclusive = false;
    switch (code) {
    case RI_CLASHING_LETTERS:
        for (uint32_t i = 0; i < scheme->n; i++) {
            exclusive = exclusive || scheme->exclusive[i] != 0;
        }
        return exclusive;
    case RI_DISPUTED:
        return c->s->n_disputes > 0;
    case RI_NOBODY_TOLD: /* a scheme that has neither letter tells nobody by design */
        return c->consulted != RI_NO_LETTER || c->informed != RI_NO_LETTER;
    case RI_OUT_OF_REMIT:
        return c->owner.n > 0;
    case RI_RULING_CONTRADICTED:
        return c->s->n_rulings > 0;
    case RI_SILO_TOUCHPOINT:
        return c->s->several_departments;
    default:
        return true;
    }
}

static void add_local(ri_checking *c, ri_code code, ri_check_fn check, ri_traits wanted)
{
    c->local[c->n_local] = check;
    c->local_code[c->n_local] = code;
    for (int trait = 0; trait < RI_TRAITS; trait++) {
        if ((wanted >> trait & 1u) != 0) {
            c->wanting[trait] |= UINT64_C(1) << c->n_local;
        }
    }
    c->n_local++;
}

/* A finding that is not kept can still be what nobody decides, or what was accepted. */
static void choose_checks(ri_checking *c, const bool *chosen)
{
    const uint32_t n = ri_code_total(c->policy);
    const bool all = chosen == NULL || chosen[RI_NO_FINAL_ARBITER] ||
                     (ri_any_accepted(c) && chosen[RI_ACCEPTANCE_EXPIRED]);
    for (uint32_t i = 0; i < n; i++) {
        c->chosen[i] = chosen == NULL || chosen[i];
        c->wanted[i] = c->in_force[i].on && (c->chosen[i] || all);
        /* letter-count finds gaps and conflicts: which is known later. */
        c->alone[i] = c->wanted[i] && i != RI_LETTER_COUNT &&
                      ri_only_counts(c, (ri_code)i, ri_code_kind(c->policy, (ri_code)i));
    }
    for (int i = 0; i < RI_CODE_COUNT; i++) {
        const ri_check_info *info = ri_check_info_of((ri_code)i);
        /* What is noted the policy's own checks may ask about, too. */
        if (info->note != NULL && (c->wanted[i] || c->policy->n_checks > 0)) {
            add_local(c, (ri_code)i, info->note, info->traits);
        }
        if (!c->wanted[i]) {
            continue;
        }
        if (info->local != NULL && may_find(c, i)) {
            add_local(c, (ri_code)i, info->local, info->traits);
        }
        if (info->passage != NULL) {
            c->passage_code[c->n_passage] = (ri_code)i;
            c->passage[c->n_passage++] = info->passage;
        }
        if (info->overall != NULL) {
            c->overall_code[c->n_overall] = (ri_code)i;
            c->overall[c->n_overall++] = info->overall;
        }
    }
}

raci_status ri_checking_begin(ri_checking *c, const ri_resolver *resolver, const bool *chosen,
                              ri_arena *arena, ri_summary *summary, bool keep, raci_error *err)
{
    const ri_snapshot *s = ri_resolver_snapshot(resolver);
    const ri_policy_data *policy = ri_resolver_policy(resolver);
    *c = (ri_checking){
        .resolver = resolver,
        .s = s,
        .policy = policy,
        .a = policy->scheme.accountable,
        .r = policy->scheme.responsible,
        .consulted = letter_of(&policy->scheme, "C"),
        .informed = letter_of(&policy->scheme, "I"),
        .cxo = arbiters_of(s, "cxo"),
        .ceo = arbiters_of(s, "ceo"),
        .keep = keep,
        .arena = arena,
        .summary = summary,
        .text = RI_TEXT_INIT,
    };
    const uint32_t n = ri_code_total(policy);
    c->in_force = ri_arena_array(arena, n, sizeof *c->in_force);
    c->alone = ri_arena_array(arena, n, sizeof *c->alone);
    c->chosen = ri_arena_array(arena, n, sizeof *c->chosen);
    c->wanted = ri_arena_array(arena, n, sizeof *c->wanted);
    summary->codes = ri_arena_array(arena, n, sizeof *summary->codes);
    if (c->in_force == NULL || c->alone == NULL || c->chosen == NULL || c->wanted == NULL ||
        summary->codes == NULL || !find_owner(c)) {
        return ri_fail_nomem(err);
    }
    ri_settings_read(c->in_force, policy);
    choose_checks(c, chosen);
    return ri_traits_begin(c) ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_code_unknown(const ri_policy_data *policy, const char *wanted, raci_error *err)
{
    ri_nearest search;
    ri_nearest_begin(&search, wanted);
    for (size_t i = 0; raci_lint_code(i) != NULL; i++) {
        if (strcmp(raci_lint_code(i), wanted) == 0) {
            return ri_fail(err, RACI_INVALID, "the check '%s' is one of 'raci lint'", wanted);
        }
    }
    for (uint32_t i = 0; i < ri_code_total(policy); i++) {
        ri_nearest_offer(&search, ri_code_name(policy, (ri_code)i));
    }
    return search.best != NULL
               ? ri_fail(err, RACI_INVALID, "there is no check '%s'; did you mean '%s'?", wanted,
                         search.best)
               : ri_fail(err, RACI_INVALID, "there is no check '%s'", wanted);
}

raci_status ri_checking_choose(bool **chosen, ri_arena *arena, const ri_policy_data *policy,
                               const char *const *codes, size_t n, raci_error *err)
{
    const uint32_t total = ri_code_total(policy);
    bool *out = ri_arena_array(arena, total, sizeof *out);
    if (out == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < total; i++) {
        out[i] = codes == NULL;
    }
    for (size_t i = 0; codes != NULL && i < n; i++) {
        int code = codes[i] != NULL ? ri_code_find_any(policy, codes[i]) : -1;
        if (code < 0) {
            return ri_code_unknown(policy, codes[i] != NULL ? codes[i] : "", err);
        }
        out[code] = true;
    }
    *chosen = out;
    return RACI_OK;
}

void ri_checking_free(ri_checking *c)
{
    ri_free(c->parties.items);
    ri_free(c->rules.items);
    ri_free(c->named.items);
    ri_free(c->path.items);
    ri_free(c->scratch.items);
    ri_free(c->findings.items);
    ri_free(c->accepted.items);
    ri_free(c->lapsed.items);
    ri_free(c->unreasoned.items);
    ri_text_free(&c->text);
    *c = (ri_checking){0};
}

bool ri_is_due(const ri_checking *c, ri_kind kind, uint32_t index)
{
    return c->due.words == NULL ||
           ri_bits_has(&c->due, ri_subject_number(c->s, ri_ref_make(kind, index)));
}

uint32_t ri_next_due(const ri_checking *c, ri_kind kind, uint32_t index, uint32_t n)
{
    const uint32_t first = ri_subject_number(c->s, ri_ref_make(kind, 0));
    return c->due.words == NULL ? index : ri_bits_next(&c->due, first + index, first + n) - first;
}

_Static_assert(RI_CODE_COUNT <= 64, "a word has a bit for each local check");

void ri_check_subject(ri_checking *c, const ri_settlement *t)
{
    const ri_kind kind = ri_ref_kind(t->subject);
    if (t->n_applicable == 0 && (kind == RI_HANDOFF || kind == RI_ENTERPRISE)) {
        return; /* only touchpoints and journeys have to have something */
    }
    const bool closely = c->profile != NULL && ri_profile_is_close(c->profile);
    uint64_t checks = c->n_local > 0 ? UINT64_MAX >> (64 - c->n_local) : 0;
    for (uint64_t lacking = ~ri_traits_of(c, t) & RI_TRAIT_ALL; lacking != 0;
         lacking &= lacking - 1) {
        checks &= ~c->wanting[ri_bits_lowest(lacking)];
    }
    for (; checks != 0; checks &= checks - 1) {
        const unsigned i = ri_bits_lowest(checks);
        c->local[i](c, t);
        if (closely) {
            ri_profile_looked(c->profile, c->local_code[i]);
        }
    }
}

void ri_check_passage(ri_checking *c, ri_ref handoff, const ri_row *own, const ri_row *from,
                      const ri_row *to)
{
    const bool closely = c->profile != NULL && ri_profile_is_close(c->profile);
    const ri_seam_sides between = ri_seam_sides_of(from, to, c->a);
    if (!ri_seam_apart(&between, c->s, &c->scratch, &c->out_of_memory)) {
        return;
    }
    for (size_t i = 0; i < c->n_passage; i++) {
        c->passage[i](c, handoff, own, &between);
        if (closely) {
            ri_profile_looked(c->profile, c->passage_code[i]);
        }
    }
}

void ri_check_overall(ri_checking *c, const ri_matrix *matrix)
{
    const ri_handoffs *handoffs = &c->s->handoffs;
    const uint64_t begun = ri_profile_moment(c->profile);
    const uint32_t handoff = ri_subject_number(c->s, ri_ref_make(RI_HANDOFF, 0));
    const uint32_t touchpoint = ri_subject_number(c->s, ri_ref_make(RI_TOUCHPOINT, 0));
    for (uint32_t i = ri_next_due(c, RI_HANDOFF, 0, handoffs->n);
         c->n_passage > 0 && i < handoffs->n; i = ri_next_due(c, RI_HANDOFF, i + 1, handoffs->n)) {
        if (!ri_handoff_there(handoffs, i)) {
            continue;
        }
        const ri_row own = ri_matrix_row_of(matrix, handoff + i);
        const ri_row from = ri_matrix_row_of(matrix, touchpoint + handoffs->from[i]);
        const ri_row to = ri_matrix_row_of(matrix, touchpoint + handoffs->to[i]);
        if (c->profile != NULL) {
            ri_profile_subject(c->profile, i);
        }
        ri_check_passage(c, ri_ref_make(RI_HANDOFF, i), &own, &from, &to);
    }
    ri_profile_shared(c->profile, begun);
    for (size_t i = 0; i < c->n_overall; i++) {
        const uint64_t then = ri_profile_moment(c->profile);
        c->overall[i](c, matrix);
        ri_profile_checked(c->profile, c->overall_code[i], then);
    }
}

/* Moves a list into the arena of the answer. */
static bool keep_list(ri_checking *c, ri_found_findings *list, ri_finding **out, size_t *n)
{
    ri_finding *kept = ri_arena_keep(c->arena, list->items, list->n, sizeof *kept);
    if (kept == NULL) {
        return false;
    }
    *out = kept;
    *n = list->n;
    ri_free(list->items);
    *list = (ri_found_findings){0};
    return true;
}

bool ri_checking_give(ri_checking *c, ri_finding **findings, size_t *n_findings,
                      ri_finding **accepted, size_t *n_accepted)
{
    return keep_list(c, &c->findings, findings, n_findings) &&
           keep_list(c, &c->accepted, accepted, n_accepted);
}

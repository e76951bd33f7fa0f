#include "resolve/relation.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "resolve/relating.h"
#include "resolve/rule_facts.h"

/* ---- both policies ---- */

uint32_t ri_function_number(ri_relater *r, uint32_t rule, int function)
{
    char digest[65];
    const int side = rule >= r->n_first ? 1 : 0;
    if (ri_policy_function_digest(r->policies[side], function, digest) != RACI_OK) {
        return RI_NONE;
    }
    if (digest[0] == '\0') { /* it is like itself alone */
        (void)snprintf(digest, sizeof digest, "%d %d", side, function);
    }
    return ri_intern_string(r->functions, digest);
}

/* Writes an expression, its functions by their numbers. false: memory is exhausted. */
static bool say_vague(ri_relater *r, uint32_t rule, const ri_holder *holder, ri_text *out)
{
    ri_text_format(out, "%d %d:%s", (int)holder->form, (int)holder->kind,
                   holder->key != NULL ? holder->key : "");
    if (holder->form == RI_HOLD_FUNCTION) {
        const uint32_t number = ri_function_number(r, rule, holder->function);
        ri_text_format(out, " %u", (unsigned)number);
        return number != RI_NONE;
    }
    ri_text_char(out, '(');
    for (uint32_t i = 0; i < holder->n_items; i++) {
        if (!say_vague(r, rule, holder->items[i], out)) {
            return false;
        }
    }
    ri_text_char(out, ')');
    return true;
}

uint32_t ri_vague_number(ri_relater *r, uint32_t rule, const ri_holder *holder)
{
    ri_text said = RI_TEXT_INIT;
    const bool fits = say_vague(r, rule, holder, &said) && !said.failed;
    const uint32_t number = fits ? ri_intern_string(r->functions, ri_text_string(&said)) : RI_NONE;
    ri_text_free(&said);
    return number;
}

/* The rules of both, one policy's after the other's. */
static bool lay_together(ri_relater *r)
{
    const uint32_t n = r->data[0]->n_rules + r->data[1]->n_rules;
    ri_rule *rules = ri_arena_array(r->arena, n, sizeof *rules);
    r->condition = ri_arena_array(r->arena, n, sizeof *r->condition);
    r->overridden[0] = ri_rules_named(r->arena, r->data[0]);
    r->overridden[1] = ri_rules_named(r->arena, r->data[1]);
    if (rules == NULL || r->condition == NULL || r->overridden[0] == NULL ||
        r->overridden[1] == NULL) {
        return false;
    }
    r->n_first = r->data[0]->n_rules;
    r->both = (ri_policy_data){.rules = rules, .n_rules = n};
    for (int side = 0; side < 2; side++) {
        const uint32_t base = side == 0 ? 0 : r->n_first;
        for (uint32_t i = 0; i < r->data[side]->n_rules; i++) {
            const ri_rule *rule = &r->data[side]->rules[i];
            rules[base + i] = *rule;
            r->condition[base + i] = rule->when != RI_NO_FUNCTION
                                         ? ri_function_number(r, base + i, rule->when)
                                         : RI_NONE;
            if (rule->when != RI_NO_FUNCTION && r->condition[base + i] == RI_NONE) {
                return false;
            }
        }
    }
    return true;
}

/* The letters of both schemes, by name, as parts of each aspect. */
static bool list_parts(const ri_relater *r, ri_relation *out)
{
    const ri_scheme *first = &r->data[0]->scheme;
    const ri_scheme *second = &r->data[1]->scheme;
    out->n = 0;
    out->parts = ri_arena_array(r->arena, (size_t)RI_ASPECT_COUNT * (first->n + second->n),
                                sizeof *out->parts);
    for (int aspect = 0; out->parts != NULL && aspect < RI_ASPECT_COUNT; aspect++) {
        for (uint32_t i = 0, k = 0; i < first->n || k < second->n;) {
            const int order = i == first->n ? 1
                              : k == second->n
                                  ? -1
                                  : strcmp(first->letters[i].letter, second->letters[k].letter);
            out->parts[out->n++] = (ri_relation_part){
                .letter = order <= 0 ? first->letters[i].letter : second->letters[k].letter,
                .aspect = (ri_aspect)aspect};
            i += order <= 0 ? 1 : 0;
            k += order >= 0 ? 1 : 0;
        }
    }
    return out->parts != NULL;
}

static uint8_t letter_of(const ri_scheme *scheme, const char *letter)
{
    const int found = ri_scheme_letter(scheme, letter);
    return found < 0 ? RI_LETTERS_MAX : (uint8_t)found;
}

static raci_status compare_kind(ri_relater *r, ri_relation *out, ri_kind on, raci_error *err)
{
    raci_status status = ri_relater_enter(r, on, err);
    for (uint32_t i = 0; status == RACI_OK && i < out->n && r->declared.n > 0; i++) {
        r->part = &out->parts[i];
        r->aspect = r->part->aspect;
        r->letter[0] = letter_of(&r->data[0]->scheme, r->part->letter);
        r->letter[1] = letter_of(&r->data[1]->scheme, r->part->letter);
        ri_relater_compare(r);
        status = r->out_of_memory ? ri_fail_nomem(err) : RACI_OK;
    }
    return status;
}

/* Leaves the letters about which some rule says something. */
static void drop_silent(ri_relation *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < out->n; i++) {
        if (out->parts[i].rules[0] + out->parts[i].rules[1] > 0) {
            out->parts[n++] = out->parts[i];
        }
    }
    out->n = n;
}

raci_status ri_relate(ri_relation *out, ri_arena *arena, raci_policy *const policies[2],
                      const ri_snapshot *snapshot, int32_t date, raci_error *err)
{
    static const ri_kind kinds[] = {RI_TOUCHPOINT, RI_HANDOFF, RI_JOURNEY, RI_ENTERPRISE};
    ri_relater r = {.arena = arena,
                    .policies = policies,
                    .data = {ri_policy_data_of(policies[0]), ri_policy_data_of(policies[1])},
                    .s = snapshot,
                    .date = date,
                    .whom = ri_intern_new(),
                    .functions = ri_intern_new()};
    raci_status status =
        r.whom != NULL && r.functions != NULL && lay_together(&r) && list_parts(&r, out)
            ? ri_fixing_begin(&r.fixing, arena, snapshot, err)
            : ri_fail_nomem(err);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && status == RACI_OK; i++) {
        status = compare_kind(&r, out, kinds[i], err);
    }
    if (status == RACI_OK && ri_snapshot_failed(snapshot)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        drop_silent(out);
    }
    ri_fixing_free(&r.fixing);
    ri_intern_free(r.whom);
    ri_intern_free(r.functions);
    return status;
}

/* ---- what it comes to ---- */

ri_comparison ri_part_compares(const ri_relation_part *part, bool *certain)
{
    const ri_known lost = part->ways[RI_RELATION_LOST].known;
    const ri_known gained = part->ways[RI_RELATION_GAINED].known;
    const ri_known others = part->ways[RI_RELATION_OTHERS].known;
    const bool loses = lost >= RI_KNOWN_MAYBE;
    const bool gains = gained >= RI_KNOWN_MAYBE;
    if (others >= RI_KNOWN_MAYBE || (loses && gains)) {
        *certain =
            others == RI_KNOWN_SURELY || (lost == RI_KNOWN_SURELY && gained == RI_KNOWN_SURELY);
        return RI_DIFFERENT;
    }
    *certain = others == RI_KNOWN_NOT && (lost == RI_KNOWN_NOT || lost == RI_KNOWN_SURELY) &&
               (gained == RI_KNOWN_NOT || gained == RI_KNOWN_SURELY);
    return loses ? RI_NARROWER : gains ? RI_WIDER : RI_EQUIVALENT;
}

ri_comparison ri_compares_both(ri_comparison a, ri_comparison b)
{
    return a == RI_EQUIVALENT ? b : b == RI_EQUIVALENT || a == b ? a : RI_DIFFERENT;
}

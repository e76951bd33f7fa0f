/*
 * Overrides of stated rows, which act as rules on their touchpoints: which rules meet which.
 */
#include <string.h>

#include "base/order.h"
#include "resolve/analyst.h"
#include "resolve/facet.h"
#include "resolve/matcher.h"

/* Whether the model has the row on the date. */
static bool is_there(const ri_analyst *a, ri_ref touchpoint, const char *name)
{
    const ri_snapshot *s = a->s;
    if (touchpoint == RI_NONE) {
        return false;
    }
    uint32_t i = ri_stated_first(s->stated, s->n_stated, touchpoint);
    while (i < s->n_stated && s->stated[i].subject == touchpoint &&
           strcmp(s->stated[i].name, name) != 0) {
        i++;
    }
    return i < s->n_stated && s->stated[i].subject == touchpoint;
}

/* Takes "stated:TOUCHPOINT:LETTER:HOLDER" apart, of which neither touchpoint nor letter has a
   colon; what it has not is "". false: memory is exhausted. */
static bool take_apart(ri_row_named *out, const ri_analyst *a, const char *name)
{
    const char *key = strchr(name, ':') + 1; /* it begins with "stated:" */
    const size_t n_key = strcspn(key, ":");
    const char *letter = key + n_key + (key[n_key] == ':');
    const char *touchpoint = ri_arena_copy(a->arena, key, n_key);
    letter = ri_arena_copy(a->arena, letter, strcspn(letter, ":"));
    if (touchpoint == NULL || letter == NULL) {
        return false;
    }
    out->name = name;
    out->key = touchpoint;
    out->letter = ri_scheme_letter(&a->data->scheme, letter);
    out->touchpoint = a->s != NULL ? ri_snapshot_find(a->s, RI_TOUCHPOINT, touchpoint) : RI_NONE;
    out->there = a->s == NULL || is_there(a, out->touchpoint, name);
    return true;
}

static bool take_all_apart(ri_rows_met *met)
{
    const ri_policy_data *data = met->a->data;
    met->rows = ri_arena_array(met->a->arena, data->n_rules, sizeof(ri_row_named *));
    bool fits = met->rows != NULL;
    for (uint32_t i = 0; i < data->n_rules && fits; i++) {
        const ri_rule *rule = &data->rules[i];
        if (rule->n_overrides_stated == 0) {
            continue;
        }
        met->rows[i] =
            ri_arena_array(met->a->arena, rule->n_overrides_stated, sizeof *met->rows[i]);
        fits = met->rows[i] != NULL;
        for (uint32_t k = 0; k < rule->n_overrides_stated && fits; k++) {
            fits = take_apart(&met->rows[i][k], met->a, rule->overrides_stated[k]);
        }
    }
    return fits;
}

static bool compile(ri_rows_met *met)
{
    raci_error err = {0};
    const ri_match **matches = ri_arena_array(met->a->arena, met->n, sizeof(void *));
    static const ri_match empty = {0};
    for (uint32_t i = 0; matches != NULL && i < met->n; i++) {
        const ri_rule *rule = &met->a->data->rules[met->rules[i]];
        matches[i] = rule->on == RI_TOUCHPOINT ? &rule->match : &empty;
    }
    return matches != NULL && ri_matcher_new(&met->matcher, met->a->arena, met->a->s, RI_TOUCHPOINT,
                                             matches, met->n, &err) == RACI_OK;
}

bool ri_rows_met_begin(ri_rows_met *met, ri_analyst *a, const uint32_t *rules, uint32_t n)
{
    *met = (ri_rows_met){.a = a, .rules = rules, .n = n};
    return take_all_apart(met) && (n == 0 || a->s == NULL || compile(met));
}

void ri_rows_met_end(ri_rows_met *met)
{
    ri_matcher_free(met->matcher);
}

/* Whether a match asks for other keys. */
static bool excludes_key(const ri_match *match, const char *key)
{
    for (uint32_t i = 0; i < match->n; i++) {
        const ri_condition *condition = &match->conditions[i];
        if (condition->dimension == RI_DIM_KEY && !ri_condition_fits(condition, key)) {
            return true;
        }
    }
    return false;
}

/* Whether a rule's match does not hold on the row's touchpoint: as it is, or without a model
   for its key. */
static bool passes_by(ri_rows_met *met, uint32_t rule, const ri_row_named *row)
{
    const ri_condition *first = NULL;
    uint32_t failing = 0;
    if (met->matcher == NULL) {
        return excludes_key(&met->a->data->rules[rule].match, row->key);
    }
    const uint32_t match = (uint32_t)ri_order_number(met->rules, met->n, rule);
    if (!ri_matcher_failing(met->matcher, match, ri_ref_index(row->touchpoint), &first, &failing)) {
        met->a->out_of_memory = true;
    }
    return failing > 0;
}

bool ri_rows_met_by(ri_rows_met *met, uint32_t rule, const ri_row_named *row, ri_idle *why)
{
    const ri_rule *of = &met->a->data->rules[rule];
    const uint16_t letters = ri_grants_letters(&of->assign) | ri_grants_letters(&of->forbid);
    if (of->on != RI_TOUCHPOINT) {
        *why = RI_IDLE_KINDS;
    } else if (!row->there) {
        *why = RI_IDLE_GONE;
    } else if (row->letter < 0 || (letters >> row->letter & 1) == 0) {
        *why = RI_IDLE_LETTERS;
    } else {
        *why = RI_IDLE_APART;
        return !passes_by(met, rule, row);
    }
    return false;
}

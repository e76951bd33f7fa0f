/*
 * Overrides of stated rows, which act as rules on their touchpoints: those that do nothing.
 */
#include <string.h>

#include "resolve/analyst.h"
#include "resolve/facet.h"
#include "resolve/matcher.h"

/* "stated:TOUCHPOINT:LETTER:HOLDER", of which neither touchpoint nor letter has a colon. */
typedef struct named {
    char *touchpoint;
    char *letter;
} named;

/* Takes a name apart, in the arena; members are "" where it has no such part. false: memory is
   exhausted. */
static bool take_apart(named *out, const ri_analyst *a, const char *name)
{
    const char *key = strchr(name, ':') + 1; /* it begins with "stated:" */
    const size_t n_key = strcspn(key, ":");
    const char *letter = key + n_key + (key[n_key] == ':');
    out->touchpoint = ri_arena_copy(a->arena, key, n_key);
    out->letter = ri_arena_copy(a->arena, letter, strcspn(letter, ":"));
    return out->touchpoint != NULL && out->letter != NULL;
}

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

/* Whether what a rule gives or takes is of the letter. */
static bool has_letter(const ri_analyst *a, const ri_rule *rule, const char *letter)
{
    const int index = ri_scheme_letter(&a->data->scheme, letter);
    const uint16_t letters = ri_grants_letters(&rule->assign) | ri_grants_letters(&rule->forbid);
    return index >= 0 && (letters >> index & 1) != 0;
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

/* The rules that override stated rows and hold today or later. */
typedef struct looking {
    ri_analyst *a;
    uint32_t *rules;
    uint32_t n;
    ri_matcher *matcher; /* over their matches; NULL without a model */
} looking;

static bool list_rules(looking *l)
{
    const ri_policy_data *data = l->a->data;
    l->rules = ri_arena_array(l->a->arena, data->n_rules, sizeof *l->rules);
    for (uint32_t i = 0; l->rules != NULL && i < data->n_rules; i++) {
        if (data->rules[i].n_overrides_stated > 0 && data->rules[i].to > l->a->date) {
            l->rules[l->n++] = i;
        }
    }
    return l->rules != NULL;
}

static bool compile(looking *l)
{
    raci_error err = {0};
    const ri_match **matches = ri_arena_array(l->a->arena, l->n, sizeof(void *));
    static const ri_match empty = {0};
    for (uint32_t i = 0; matches != NULL && i < l->n; i++) {
        const ri_rule *rule = &l->a->data->rules[l->rules[i]];
        matches[i] = rule->on == RI_TOUCHPOINT ? &rule->match : &empty;
    }
    return matches != NULL && ri_matcher_new(&l->matcher, l->a->arena, l->a->s, RI_TOUCHPOINT,
                                             matches, l->n, &err) == RACI_OK;
}

/* Whether the match of the i-th of them does not hold on the touchpoint: as it is, or without a
   model for its key. */
static bool passes_by(const looking *l, uint32_t i, ri_ref touchpoint, const char *key)
{
    const ri_condition *first = NULL;
    uint32_t failing = 0;
    if (l->matcher == NULL) {
        return excludes_key(&l->a->data->rules[l->rules[i]].match, key);
    }
    if (!ri_matcher_failing(l->matcher, i, ri_ref_index(touchpoint), &first, &failing)) {
        l->a->out_of_memory = true;
    }
    return failing > 0;
}

/* Looks at an override of the i-th of them. false: there is nothing to tell. */
static bool look_at(const looking *l, uint32_t i, const char *name, ri_idle *why)
{
    const ri_analyst *a = l->a;
    const ri_rule *rule = &a->data->rules[l->rules[i]];
    named parts = {0};
    if (!take_apart(&parts, a, name)) {
        l->a->out_of_memory = true;
        return false;
    }
    const ri_ref touchpoint =
        a->s != NULL ? ri_snapshot_find(a->s, RI_TOUCHPOINT, parts.touchpoint) : RI_NONE;
    if (rule->on != RI_TOUCHPOINT) {
        *why = RI_IDLE_KINDS;
    } else if (a->s != NULL && !is_there(a, touchpoint, name)) {
        *why = RI_IDLE_GONE;
    } else if (!has_letter(a, rule, parts.letter)) {
        *why = RI_IDLE_LETTERS;
    } else {
        *why = RI_IDLE_APART;
        return passes_by(l, i, touchpoint, parts.touchpoint);
    }
    return true;
}

void ri_analyze_stated(ri_analyst *a)
{
    looking l = {.a = a};
    if (!list_rules(&l) || (l.n > 0 && a->s != NULL && !compile(&l))) {
        a->out_of_memory = true;
        return;
    }
    for (uint32_t i = 0; i < l.n; i++) {
        const ri_rule *rule = &a->data->rules[l.rules[i]];
        for (uint32_t k = 0; k < rule->n_overrides_stated; k++) {
            ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_UNUSED, RI_NONE, RI_NONE);
            verdict.rule = l.rules[i];
            verdict.hub = l.rules[i];
            verdict.stated = rule->overrides_stated[k];
            if (look_at(&l, i, verdict.stated, &verdict.idle)) {
                ri_verdict_give(a, &verdict);
            }
        }
    }
    ri_matcher_free(l.matcher);
}

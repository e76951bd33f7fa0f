/*
 * Which rule overrides which: names become indexes, circles are found, and
 * chains are worked out once, so that asking is a look at one bit.
 *
 * Only rules that take part in overrides are numbered. A bit for each pair of
 * them is kept as long as that takes at most CLOSURE_BYTES (some 23,000 rules);
 * beyond, the chains are walked at each question.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/order.h"
#include "policy/fields.h"

#define CLOSURE_BYTES (64u << 20)
#define CHAIN_TOLD 400 /* bytes of a circle that are told */

struct ri_chains {
    uint32_t *place; /* of a rule among those that take part, or RI_NONE */
    uint32_t *rule;  /* the other way */
    uint32_t n;
    uint32_t *first; /* n + 1: the places it names, first[p] … first[p + 1] - 1 */
    uint32_t *named;
    uint32_t *order; /* places; what a rule overrides stands before it */
    uint64_t *bits;  /* n rows of `words`; NULL beyond the limit */
    size_t words;
    uint32_t *stack; /* for walking; n + 1 */
    uint64_t *met;   /* the question at which a place was met */
    uint64_t question;
};

/* ---- names to indexes ---- */

static int compare_rule(const void *rule, const void *name, const void *context)
{
    (void)context;
    return strcmp(((const ri_rule *)rule)->name, name);
}

static uint32_t rule_named(const ri_policy_data *data, const char *name)
{
    size_t at =
        ri_order_place(data->rules, data->n_rules, sizeof *data->rules, compare_rule, name, NULL);
    return at < data->n_rules && compare_rule(&data->rules[at], name, NULL) == 0 ? (uint32_t)at
                                                                                 : RI_NONE;
}

static void unknown_rule(ri_loader *loader, const ri_draft *draft, const char *by, const char *name)
{
    if (loader->incomplete) { /* the rule may stand in what could not be read */
        return;
    }
    const char *message = ri_arena_format(
        loader->arena, "%s: overrides: there is no rule \"%.200s\"", draft->at->says, name);
    ri_faults_unknown(&loader->faults, draft->at->file, draft->at->line, RI_RULE, name, by,
                      message);
}

/* Splits draft's names into indexes and stated rows. */
static bool resolve_names(ri_loader *loader, const ri_draft *draft, ri_rule *rule)
{
    const ri_policy_data *data = &loader->policy->data;
    uint32_t n = draft->n_overrides;
    rule->overrides = ri_arena_array(loader->arena, n, sizeof *rule->overrides);
    rule->overrides_stated = ri_arena_array(loader->arena, n, sizeof *rule->overrides_stated);
    if (rule->overrides == NULL || rule->overrides_stated == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        const char *name = draft->overrides[i];
        if (strncmp(name, "stated:", 7) == 0) {
            rule->overrides_stated[rule->n_overrides_stated++] = name;
            continue;
        }
        uint32_t index = rule_named(data, name);
        if (index != RI_NONE) {
            rule->overrides[rule->n_overrides++] = index;
        } else {
            unknown_rule(loader, draft, rule->name, name);
        }
    }
    rule->n_overrides = (uint32_t)ri_order_unique(rule->overrides, rule->n_overrides);
    rule->n_overrides_stated = ri_strings_unique(rule->overrides_stated, rule->n_overrides_stated);
    return true;
}

/* ---- the graph of those that take part ---- */

static bool number_places(ri_arena *arena, const ri_policy_data *data, struct ri_chains *chains)
{
    size_t edges = 0;
    chains->place = ri_arena_array(arena, data->n_rules, sizeof *chains->place);
    if (chains->place == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < data->n_rules; i++) {
        const ri_rule *rule = &data->rules[i];
        edges += rule->n_overrides;
        for (uint32_t k = 0; k < rule->n_overrides; k++) {
            chains->place[i] = 1;
            chains->place[rule->overrides[k]] = 1;
        }
    }
    for (uint32_t i = 0; i < data->n_rules; i++) {
        chains->place[i] = chains->place[i] != 0 ? chains->n++ : RI_NONE;
    }
    size_t n = chains->n;
    chains->rule = ri_arena_array(arena, n, sizeof *chains->rule);
    chains->first = ri_arena_array(arena, n + 1, sizeof *chains->first);
    chains->named = ri_arena_array(arena, edges, sizeof *chains->named);
    chains->order = ri_arena_array(arena, n, sizeof *chains->order);
    chains->stack = ri_arena_array(arena, n + 1, sizeof *chains->stack);
    chains->met = ri_arena_array(arena, n, sizeof *chains->met);
    if (chains->rule == NULL || chains->first == NULL || chains->named == NULL ||
        chains->order == NULL || chains->stack == NULL || chains->met == NULL) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < data->n_rules; i++) {
        uint32_t p = chains->place[i];
        if (p == RI_NONE) {
            continue;
        }
        chains->rule[p] = i;
        chains->first[p] = at;
        for (uint32_t k = 0; k < data->rules[i].n_overrides; k++) {
            chains->named[at++] = chains->place[data->rules[i].overrides[k]];
        }
    }
    chains->first[n] = at;
    return true;
}

/* Work space of sorting. */
typedef struct sorting {
    uint32_t *left;       /* of a place: how many of those it names are missing in `order` */
    uint32_t *back_first; /* for each place those that name it */
    uint32_t *back;
    uint32_t done; /* places in `order` */
    uint32_t told; /* of these, whose namers know it */
} sorting;

static bool sorting_begin(ri_arena *arena, struct ri_chains *chains, sorting *s)
{
    uint32_t n = chains->n;
    uint32_t edges = chains->first[n];
    s->left = ri_arena_array(arena, n, sizeof *s->left);
    s->back_first = ri_arena_array(arena, (size_t)n + 2, sizeof *s->back_first);
    s->back = ri_arena_array(arena, edges, sizeof *s->back);
    if (s->left == NULL || s->back_first == NULL || s->back == NULL) {
        return false;
    }
    for (uint32_t k = 0; k < edges; k++) {
        s->back_first[chains->named[k] + 2]++;
    }
    for (uint32_t p = 1; p <= n; p++) {
        s->back_first[p + 1] += s->back_first[p];
    }
    for (uint32_t p = 0; p < n; p++) {
        s->left[p] = chains->first[p + 1] - chains->first[p];
        for (uint32_t k = chains->first[p]; k < chains->first[p + 1]; k++) {
            s->back[s->back_first[chains->named[k] + 1]++] = p;
        }
        if (s->left[p] == 0) {
            chains->order[s->done++] = p;
        }
    }
    return true;
}

/* Puts into `order` every place all of whose named places stand there already, as
   far as that goes. */
static void sort_places(struct ri_chains *chains, sorting *s)
{
    for (; s->told < s->done; s->told++) {
        uint32_t p = chains->order[s->told];
        for (uint32_t k = s->back_first[p]; k < s->back_first[p + 1]; k++) {
            uint32_t *left = &s->left[s->back[k]];
            if (*left > 0 && --*left == 0) {
                chains->order[s->done++] = s->back[k];
            }
        }
    }
}

/* Complains of the circle way[0] … way[n - 1], beginning at the first by name. */
static void complain_circle(const ri_loader *loader, const struct ri_chains *chains,
                            const uint32_t *way, uint32_t n)
{
    const ri_policy_data *data = &loader->policy->data;
    char chain[CHAIN_TOLD];
    size_t used = 0;
    uint32_t least = 0;
    for (uint32_t i = 1; i < n; i++) {
        least = way[i] < way[least] ? i : least;
    }
    for (uint32_t i = 0; i <= n && used < sizeof chain; i++) {
        uint32_t at = least + i < n ? least + i : least + i - n;
        const ri_rule *rule = &data->rules[chains->rule[way[at]]];
        used += (size_t)snprintf(chain + used, sizeof chain - used, "%s\"%s\"", i > 0 ? " -> " : "",
                                 rule->name);
    }
    ri_complain(loader->drafts[chains->rule[way[least]]].at,
                "rules override each other in a circle: %s", chain);
}

/* Finds the circle that place p leads into, complains of it and cuts it out, so
   that the next one can be found. */
static void cut_circle(const ri_loader *loader, struct ri_chains *chains, sorting *s, uint32_t p)
{
    /* Every place that is left names one that is left: going on must come back. */
    uint32_t *way = chains->stack;
    uint32_t n = 0;
    chains->question++;
    while (chains->met[p] != chains->question) {
        chains->met[p] = chains->question;
        way[n++] = p;
        uint32_t k = chains->first[p];
        while (s->left[chains->named[k]] == 0) {
            k++;
        }
        p = chains->named[k];
    }
    uint32_t begin = 0;
    while (way[begin] != p) {
        begin++;
    }
    complain_circle(loader, chains, way + begin, n - begin);
    for (uint32_t i = begin; i < n; i++) {
        s->left[way[i]] = 0;
        chains->order[s->done++] = way[i];
    }
}

/* Sorts the places; complains of circles. */
static bool sort_all(ri_loader *loader, struct ri_chains *chains)
{
    sorting s = {.done = 0};
    if (!sorting_begin(loader->arena, chains, &s)) {
        return false;
    }
    sort_places(chains, &s);
    for (uint32_t p = 0, circles = 0; p < chains->n && circles < RI_FAULTS_TOLD; p++) {
        if (s.left[p] > 0) {
            cut_circle(loader, chains, &s, p);
            sort_places(chains, &s);
            circles++;
            p = s.left[p] > 0 ? p - 1 : p; /* it only leads into the circle */
        }
    }
    return true;
}

/* ---- chains ---- */

static bool close_chains(ri_arena *arena, struct ri_chains *chains)
{
    chains->words = ((size_t)chains->n + 63) / 64;
    if (chains->n == 0 || chains->words * chains->n * sizeof(uint64_t) > CLOSURE_BYTES) {
        return true;
    }
    chains->bits = ri_arena_array(arena, chains->words * chains->n, sizeof *chains->bits);
    if (chains->bits == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < chains->n; i++) {
        uint32_t p = chains->order[i];
        uint64_t *row = chains->bits + chains->words * p;
        for (uint32_t k = chains->first[p]; k < chains->first[p + 1]; k++) {
            uint32_t q = chains->named[k];
            const uint64_t *below = chains->bits + chains->words * q;
            for (size_t w = 0; w < chains->words; w++) {
                row[w] |= below[w];
            }
            row[q / 64] |= UINT64_C(1) << (q % 64);
        }
    }
    return true;
}

bool ri_overrides_resolve(ri_loader *loader)
{
    ri_policy_data *data = &loader->policy->data;
    struct ri_chains *chains = ri_arena_take(loader->arena, sizeof *chains);
    if (chains == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < data->n_rules; i++) {
        if (!resolve_names(loader, &loader->drafts[i], &data->rules[i])) {
            return false;
        }
    }
    size_t before = loader->faults.n;
    if (!number_places(loader->arena, data, chains) || !sort_all(loader, chains)) {
        return false;
    }
    loader->policy->chains = chains;
    /* With circles there is no order to work chains out in, and no policy. */
    return loader->faults.n > before || close_chains(loader->arena, chains);
}

static bool walk_chains(struct ri_chains *chains, uint32_t from, uint32_t to)
{
    uint32_t n = 0;
    chains->question++;
    chains->stack[n++] = from;
    while (n > 0) {
        uint32_t p = chains->stack[--n];
        for (uint32_t k = chains->first[p]; k < chains->first[p + 1]; k++) {
            uint32_t q = chains->named[k];
            if (q == to) {
                return true;
            }
            if (chains->met[q] != chains->question) {
                chains->met[q] = chains->question;
                chains->stack[n++] = q;
            }
        }
    }
    return false;
}

bool ri_policy_overrides(const raci_policy *policy, uint32_t r, uint32_t q)
{
    struct ri_chains *chains = policy->chains;
    uint32_t from = chains->place[r];
    uint32_t to = chains->place[q];
    if (from == RI_NONE || to == RI_NONE) {
        return false;
    }
    if (chains->bits != NULL) {
        return (chains->bits[chains->words * from + to / 64] >> (to % 64)) & 1;
    }
    return walk_chains(chains, from, to);
}

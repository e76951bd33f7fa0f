/*
 * When all files have spoken: drafts become the policy's data. Letters become
 * indexes of the scheme, rules stand in the byte order of their names.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/order.h"
#include "policy/loader.h"

#define LETTERS_SIZE (RI_LETTERS_MAX * 10)

/* ---- name, version, scheme, owner ---- */

static int by_standing(const void *a, const void *b, const void *context)
{
    (void)context;
    const ri_head *x = a;
    const ri_head *y = b;
    if (x->at->root != y->at->root) {
        return x->at->root ? -1 : 1;
    }
    int order = strcmp(x->at->file, y->at->file);
    return order != 0 ? order : (x->at->line > y->at->line) - (x->at->line < y->at->line);
}

/* What holds for a field: the root's word, else an included file's. Those must
   agree where the answer depends on it. */
static const ri_head *head_saying(const ri_loader *loader, ri_head_field field)
{
    const ri_head *first = NULL;
    for (size_t i = 0; i < loader->n_heads; i++) {
        const ri_head *head = &loader->heads[i];
        if (head->fields[field] == NULL) {
            continue;
        }
        if (first == NULL) {
            first = head;
        } else if (!first->at->root && (field == RI_HEAD_SCHEME || field == RI_HEAD_OWNER) &&
                   strcmp(head->fields[field], first->fields[field]) != 0) {
            ri_complain(head->at,
                        "its %s \"%s\" and \"%s\" of %s:%d differ; the policy that "
                        "includes both must say which",
                        field == RI_HEAD_SCHEME ? "scheme" : "owner", head->fields[field],
                        first->fields[field], first->at->file, first->at->line);
        }
    }
    return first;
}

static void unknown_scheme(const ri_loader *loader, const ri_head *head, const char *name)
{
    ri_nearest search;
    ri_nearest_begin(&search, name);
    for (size_t i = 0; i < loader->n_schemes; i++) {
        ri_nearest_offer(&search, loader->schemes[i].scheme.name);
    }
    for (size_t i = 0; i < ri_scheme_names_count; i++) {
        ri_nearest_offer(&search, ri_scheme_names[i]);
    }
    if (search.best != NULL) {
        ri_complain(head->at, "unknown scheme \"%.80s\"; did you mean \"%s\"?", name, search.best);
    } else {
        ri_complain(head->at, "unknown scheme \"%.80s\"; declare it with scheme \"%.80s\" { … }",
                    name, name);
    }
}

static void resolve_scheme(const ri_loader *loader, const ri_head *head, ri_scheme *out)
{
    const char *name = head != NULL ? head->fields[RI_HEAD_SCHEME] : "RACI";
    for (size_t i = 0; i < loader->n_schemes; i++) {
        if (strcmp(loader->schemes[i].scheme.name, name) == 0) {
            *out = loader->schemes[i].scheme;
            return;
        }
    }
    if (!ri_scheme_shipped(name, out) && head != NULL && !loader->incomplete) {
        unknown_scheme(loader, head, name);
    }
}

/* Name, version, owner, scheme. */
static bool finish_head(ri_loader *loader)
{
    ri_policy_data *data = &loader->policy->data;
    if (!ri_order(loader->heads, loader->n_heads, sizeof *loader->heads, by_standing, NULL)) {
        return false;
    }
    if ((loader->n_heads == 0 || !loader->heads[0].at->root) && !loader->incomplete) {
        const ri_source *first = &loader->sources.items[0];
        ri_faults_add(&loader->faults, first->file, 1,
                      "the policy must say once what it is: policy { name = \"…\" }");
    }
    const ri_head *name = head_saying(loader, RI_HEAD_NAME);
    const ri_head *version = head_saying(loader, RI_HEAD_VERSION);
    const ri_head *owner = head_saying(loader, RI_HEAD_OWNER);
    data->name = name != NULL ? name->fields[RI_HEAD_NAME] : "policy";
    data->version = version != NULL ? version->fields[RI_HEAD_VERSION] : "";
    data->owner = owner != NULL ? owner->fields[RI_HEAD_OWNER] : NULL;
    resolve_scheme(loader, head_saying(loader, RI_HEAD_SCHEME), &data->scheme);
    return true;
}

/* ---- rules ---- */

static void unknown_letter(const ri_statement *at, const ri_scheme *scheme, const char *field,
                           const char *letter)
{
    char all[LETTERS_SIZE] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < scheme->n; i++) {
        int wrote = snprintf(all + used, sizeof all - used, "%s%s", i > 0 ? ", " : "",
                             scheme->letters[i].letter);
        used += (size_t)wrote;
        if (used >= sizeof all) {
            break;
        }
    }
    ri_complain(at, "%s: unknown letter \"%.40s\"; the letters of %s are %s", field, letter,
                scheme->name, all);
}

/* Drafts of grants come sorted by letter, and a scheme's letters are sorted too. */
static bool finish_grants(ri_loader *loader, const ri_statement *at, const char *field,
                          const ri_grants_draft *draft, ri_grants *out)
{
    const ri_scheme *scheme = &loader->policy->data.scheme;
    out->items = ri_arena_array(loader->arena, draft->n, sizeof *out->items);
    if (out->items == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < draft->n; i++) {
        int letter = ri_scheme_letter(scheme, draft->items[i].letter);
        if (letter >= 0) {
            out->items[out->n++] = (ri_grant){(uint8_t)letter, draft->items[i].holder};
        } else if (scheme->n > 0) { /* else the scheme itself is the problem */
            unknown_letter(at, scheme, field, draft->items[i].letter);
        }
    }
    return true;
}

/* Notes whose the kept functions are. */
static void own_function(raci_policy *policy, uint32_t rule, int function)
{
    if (function != RI_NO_FUNCTION) {
        policy->rule_of[function] = rule;
        policy->data.has_functions = true;
    }
}

static void own_functions(raci_policy *policy, uint32_t rule, const ri_grants *grants)
{
    for (uint32_t i = 0; i < grants->n; i++) {
        own_function(policy, rule, grants->items[i].holder->function);
    }
}

/* Functions kept by now, also those of rules that turned out to be wrong. */
static bool own_all(ri_loader *loader)
{
    raci_policy *policy = loader->policy;
    policy->rule_of = ri_arena_array(loader->arena, (size_t)loader->n_functions, sizeof(uint32_t));
    if (policy->rule_of == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < policy->data.n_rules; i++) {
        const ri_rule *rule = &policy->data.rules[i];
        own_function(policy, i, rule->when);
        own_functions(policy, i, &rule->assign);
        own_functions(policy, i, &rule->forbid);
        own_functions(policy, i, &rule->require);
    }
    return true;
}

/* Whose policy a file is: what it says itself goes before what is said for all. */
static const char *owner_of(const ri_loader *loader, uint32_t source)
{
    for (size_t i = 0; i < loader->n_heads; i++) {
        const ri_head *head = &loader->heads[i];
        if (head->at->source == source && head->fields[RI_HEAD_OWNER] != NULL) {
            return head->fields[RI_HEAD_OWNER];
        }
    }
    return loader->policy->data.owner;
}

static int by_rule_name(const void *a, const void *b, const void *context)
{
    (void)context;
    const ri_draft *x = a;
    const ri_draft *y = b;
    return strcmp(x->rule.name, y->rule.name);
}

static bool finish_rules(ri_loader *loader)
{
    ri_policy_data *data = &loader->policy->data;
    size_t n = loader->n_drafts;
    data->rules = ri_arena_array(loader->arena, n, sizeof *data->rules);
    if (data->rules == NULL ||
        !ri_order(loader->drafts, n, sizeof *loader->drafts, by_rule_name, NULL)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const ri_draft *draft = &loader->drafts[i];
        ri_rule *rule = &data->rules[i];
        *rule = draft->rule;
        rule->owner = owner_of(loader, draft->at->source);
        if (!finish_grants(loader, draft->at, "assign", &draft->assign, &rule->assign) ||
            !finish_grants(loader, draft->at, "forbid", &draft->forbid, &rule->forbid) ||
            !finish_grants(loader, draft->at, "require", &draft->require, &rule->require)) {
            return false;
        }
    }
    data->n_rules = (uint32_t)n;
    return own_all(loader) && ri_overrides_resolve(loader);
}

/* ---- includes ---- */

/* A depth-first walk over the sources; `colour` is 0 for new, 1 for those on the
   way from the root, 2 for finished ones. */
typedef struct walk {
    ri_loader *loader;
    uint8_t *colour;
    uint32_t *first; /* of each source: its includes, which stand together */
    uint32_t *way;   /* includes taken, by their place */
    uint32_t *next;  /* at each step of the way: the include to look at */
    uint32_t depth;
} walk;

/* Complains of the circle that the include closes. */
static void complain_circle(const walk *w, const ri_include *closing)
{
    char chain[512];
    size_t used = 0;
    bool inside = false;
    const ri_loader *loader = w->loader;
    chain[0] = '\0';
    for (uint32_t i = 0; i < w->depth && used < sizeof chain; i++) {
        const ri_include *step = &loader->includes[w->way[i]];
        inside = inside || step->at->source == closing->to;
        if (inside) {
            used += (size_t)snprintf(chain + used, sizeof chain - used, "%s -> ", step->at->file);
        }
    }
    ri_complain(closing->at, "files include each other in a circle: %s%s -> %s", chain,
                closing->at->file, loader->sources.items[closing->to].file);
}

static void walk_from(walk *w, uint32_t start)
{
    const ri_loader *loader = w->loader;
    uint32_t here = start;
    w->depth = 0;
    w->colour[start] = 1;
    w->next[0] = w->first[here];
    for (;;) {
        uint32_t i = w->next[w->depth]++;
        if (i >= w->first[here + 1]) {
            w->colour[here] = 2;
            if (w->depth == 0) {
                return;
            }
            w->depth--;
            here = loader->includes[w->way[w->depth]].at->source;
            continue;
        }
        const ri_include *include = &loader->includes[i];
        if (include->to != RI_NONE && w->colour[include->to] == 1) {
            complain_circle(w, include);
        } else if (include->to != RI_NONE && w->colour[include->to] == 0) {
            w->way[w->depth++] = i;
            here = include->to;
            w->colour[here] = 1;
            w->next[w->depth] = w->first[here];
        }
    }
}

/* Circles of includes. */
static void finish_includes(ri_loader *loader)
{
    size_t n = loader->sources.n;
    walk w = {.loader = loader};
    w.colour = ri_arena_array(loader->arena, n, sizeof *w.colour);
    w.first = ri_arena_array(loader->arena, n + 1, sizeof *w.first);
    w.way = ri_arena_array(loader->arena, n, sizeof *w.way);
    w.next = ri_arena_array(loader->arena, n, sizeof *w.next);
    if (w.colour == NULL || w.first == NULL || w.way == NULL || w.next == NULL) {
        loader->faults.failed = true;
        return;
    }
    /* Sources ran one after the other, so their includes stand in that order. */
    for (size_t i = 0; i < loader->n_includes; i++) {
        w.first[loader->includes[i].at->source + 1]++;
    }
    for (size_t i = 1; i <= n; i++) {
        w.first[i] += w.first[i - 1];
    }
    for (uint32_t i = 0; i < n; i++) {
        if (w.colour[i] == 0) {
            walk_from(&w, i);
        }
    }
}

bool ri_finish(ri_loader *loader)
{
    if (!finish_head(loader) || !finish_rules(loader) || !ri_finish_own(loader) ||
        !ri_finish_settings(loader) || !ri_finish_needs(loader)) {
        return false;
    }
    ri_finish_params(loader);
    finish_includes(loader);
    return !loader->faults.failed;
}

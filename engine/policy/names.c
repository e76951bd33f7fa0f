#include "policy/names.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "model/lookup.h"
#include "policy/fields.h"
#include "policy/holder_read.h"

/* The kind whose key the expression names, or RI_KIND_COUNT for none (an office is
   free text). */
static ri_kind kind_of(const ri_holder *holder)
{
    switch (holder->form) {
    case RI_HOLD_REFERENCE:
        return holder->kind == RI_OFFICE ? RI_KIND_COUNT : holder->kind;
    case RI_HOLD_HEAD_OF:
    case RI_HOLD_LEAD_OF:
    case RI_HOLD_UNDER:
        return holder->kind;
    default:
        return RI_KIND_COUNT;
    }
}

/* ---- during a run ---- */

ri_existence ri_name_find(raci_policy *policy, ri_kind kind, const char *key, ri_ref *out)
{
    bool known = true;
    *out = ri_snapshot_find(policy->snapshot, kind, key);
    if (*out != RI_NONE) {
        return RI_EXISTS_NOW;
    }
    policy->lacked = policy->lacked || policy->model == NULL;
    if (policy->model != NULL &&
        ri_model_knows(&known, policy->model, kind, key, NULL) != RACI_OK) {
        known = true; /* the model is at fault, not the policy */
    }
    return known ? RI_EXISTS_ELSEWHERE : RI_EXISTS_NEVER;
}

/* The nearest name, "" for none. A function that fails fails for many subjects: the
   search, which reads all names, is not repeated for each. */
static const char *nearest_name(raci_policy *policy, ri_kind kind, const char *key)
{
    for (unsigned i = 0; i < policy->n_unknown && i < RI_UNKNOWN_KEPT; i++) {
        if (policy->unknown[i].kind == kind && strcmp(policy->unknown[i].key, key) == 0) {
            return policy->unknown[i].nearest;
        }
    }
    ri_unknown *unknown = &policy->unknown[policy->n_unknown++ % RI_UNKNOWN_KEPT];
    *unknown = (ri_unknown){.kind = kind};
    (void)snprintf(unknown->key, sizeof unknown->key, "%s", key);
    if (policy->model != NULL) {
        (void)ri_lookup_nearest(unknown->nearest, sizeof unknown->nearest,
                                ri_model_store(policy->model), kind, key, &policy->offers, NULL);
    }
    return unknown->nearest;
}

void ri_name_unknown(raci_policy *policy, ri_kind kind, const char *key, char *out, size_t size)
{
    const char *nearest = nearest_name(policy, kind, key);
    if (nearest[0] != '\0') {
        (void)snprintf(out, size, "unknown %s \"%.80s\"; did you mean \"%s\"?", ri_kind_name(kind),
                       key, nearest);
    } else {
        (void)snprintf(out, size, "unknown %s \"%.80s\"", ri_kind_name(kind), key);
    }
}

bool ri_name_holder(raci_policy *policy, const ri_holder *holder, char *out, size_t size)
{
    ri_ref ref = RI_NONE;
    ri_kind kind = kind_of(holder);
    if (kind != RI_KIND_COUNT && ri_name_find(policy, kind, holder->key, &ref) == RI_EXISTS_NEVER) {
        ri_name_unknown(policy, kind, holder->key, out, size);
        return false;
    }
    for (uint32_t i = 0; i < holder->n_items; i++) {
        if (!ri_name_holder(policy, holder->items[i], out, size)) {
            return false;
        }
    }
    return true;
}

/* ---- at load: each name is looked up once ---- */

typedef struct lookup {
    ri_loader *loader;
    ri_intern *names; /* "kind key"; numbers are places in `known` */
    bool *known;
    size_t n;
    size_t capacity;
    raci_error *err;
    raci_status status;
} lookup;

static bool knows(lookup *l, ri_kind kind, const char *key)
{
    char name[RI_KEY_MAX + 32];
    bool known = false;
    if (strlen(key) > RI_KEY_MAX) { /* longer than a key can be */
        return false;
    }
    (void)snprintf(name, sizeof name, "%d %s", (int)kind, key);
    uint32_t number = ri_intern_string(l->names, name);
    if (number < l->n) {
        return l->known[number];
    }
    if (number == RI_NONE) {
        l->status = ri_fail_nomem(l->err);
        return true;
    }
    l->status = ri_model_knows(&known, l->loader->model, kind, key, l->err);
    if (l->status == RACI_OK && !RI_PUSH(l->known, l->n, l->capacity, known)) {
        l->status = ri_fail_nomem(l->err);
    }
    return known;
}

/* Complains when the model has the key on no date. `where` says which field. */
static void check_key(lookup *l, const ri_statement *at, const char *where, ri_kind kind,
                      const char *key)
{
    if (l->status != RACI_OK || knows(l, kind, key) || l->status != RACI_OK) {
        return;
    }
    const char *message = ri_arena_format(l->loader->arena, "%s: %s: unknown %s \"%.80s\"",
                                          at->says, where, ri_kind_name(kind), key);
    ri_faults_unknown(&l->loader->faults, at->file, at->line, kind, key, NULL, message);
}

static void check_match(lookup *l, const ri_statement *at, const char *where, const ri_match *match)
{
    for (uint32_t i = 0; i < match->n; i++) {
        const ri_condition *condition = &match->conditions[i];
        ri_kind kind = RI_KIND_COUNT;
        switch (condition->dimension) {
        case RI_DIM_JOURNEY:
            kind = RI_JOURNEY;
            break;
        case RI_DIM_STAGE:
            kind = RI_STAGE;
            break;
        case RI_DIM_CHANNEL:
            kind = RI_CHANNEL;
            break;
        case RI_DIM_UNIT:
            kind = RI_UNIT;
            break;
        default:
            continue;
        }
        for (uint32_t k = 0; k < condition->n_values; k++) {
            check_key(l, at, where, kind, condition->values[k]);
        }
    }
}

static void check_holder(lookup *l, const ri_statement *at, const char *where,
                         const ri_holder *holder)
{
    ri_kind kind = kind_of(holder);
    if (kind != RI_KIND_COUNT) {
        check_key(l, at, where, kind, holder->key);
    }
    for (uint32_t i = 0; i < holder->n_items; i++) {
        check_holder(l, at, where, holder->items[i]);
    }
}

static void check_grants(lookup *l, const ri_statement *at, const char *where,
                         const ri_grants_draft *grants)
{
    char field[64];
    for (uint32_t i = 0; i < grants->n; i++) {
        (void)snprintf(field, sizeof field, "%s.%.40s", where, grants->items[i].letter);
        check_holder(l, at, field, grants->items[i].holder);
    }
}

/* "stated:TOUCHPOINT:LETTER:HOLDER" must be a row of the model. */
static void check_stated(lookup *l, const ri_statement *at, const char *name)
{
    bool known = false;
    const char *touchpoint = name + strlen("stated:");
    const char *letter = strchr(touchpoint, ':');
    const char *holder = letter != NULL ? strchr(letter + 1, ':') : NULL;
    if (l->status != RACI_OK) {
        return;
    }
    if (holder != NULL) {
        ri_arena *arena = l->loader->arena;
        char *of = ri_arena_copy(arena, touchpoint, (size_t)(letter - touchpoint));
        char *copy = ri_arena_copy(arena, letter + 1, (size_t)(holder - letter - 1));
        l->status = copy == NULL || of == NULL
                        ? ri_fail_nomem(l->err)
                        : ri_model_states(&known, l->loader->model, of, copy, holder + 1, l->err);
    }
    if (l->status == RACI_OK && !known) {
        ri_complain(at,
                    "overrides: there is no stated row \"%.200s\"; its name is "
                    "stated:TOUCHPOINT:LETTER:HOLDER",
                    name);
    }
}

static void check_draft(lookup *l, const ri_draft *draft)
{
    const ri_rule *rule = &draft->rule;
    check_match(l, draft->at, "match", &rule->match);
    check_match(l, draft->at, "match.from", &rule->match_from);
    check_match(l, draft->at, "match.to", &rule->match_to);
    check_grants(l, draft->at, "assign", &draft->assign);
    check_grants(l, draft->at, "forbid", &draft->forbid);
    check_grants(l, draft->at, "require", &draft->require);
    for (uint32_t i = 0; i < draft->n_overrides; i++) {
        if (strncmp(draft->overrides[i], "stated:", 7) == 0) {
            check_stated(l, draft->at, draft->overrides[i]);
        }
    }
}

static void check_owner(lookup *l, const ri_head *head)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    const char *owner = head->fields[RI_HEAD_OWNER];
    if (owner != NULL && ri_reference_split(owner, &kind, &key) && kind != RI_OFFICE) {
        check_key(l, head->at, "owner", kind, key);
    }
}

static void check_all(lookup *l)
{
    const ri_loader *loader = l->loader;
    for (size_t i = 0; i < loader->n_drafts && l->status == RACI_OK; i++) {
        check_draft(l, &loader->drafts[i]);
    }
    for (size_t i = 0; i < loader->n_heads && l->status == RACI_OK; i++) {
        check_owner(l, &loader->heads[i]);
    }
}

raci_status ri_names_check(ri_loader *loader, raci_error *err)
{
    lookup l = {.loader = loader, .err = err, .status = RACI_OK};
    if (loader->model == NULL) {
        return RACI_OK;
    }
    l.names = ri_intern_new();
    if (l.names == NULL) {
        return ri_fail_nomem(err);
    }
    l.status = ri_store_hold(ri_model_store(loader->model), err);
    if (l.status == RACI_OK) {
        check_all(&l);
        ri_store_release(ri_model_store(loader->model));
    }
    ri_intern_free(l.names);
    ri_free(l.known);
    return l.status;
}

#include "model/owner_holders.h"

#include <string.h>

#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "model/adopt_things.h"

/* The references that one owner has. */
typedef struct meant {
    const char **references;
    size_t n;
} meant;

struct ri_owner_holders {
    ri_adopting *a;
    ri_exact_names *names;
    const ri_letters *letters;
    ri_intern *met; /* owners, as they stand */
    meant *meant;   /* by number */
    size_t n;
    size_t capacity;
};

ri_owner_holders *ri_owner_holders_new(ri_adopting *a, ri_exact_names *names,
                                       const ri_letters *letters)
{
    ri_owner_holders *holders = ri_alloc(sizeof *holders);
    if (holders == NULL) {
        return NULL;
    }
    *holders =
        (ri_owner_holders){.a = a, .names = names, .letters = letters, .met = ri_intern_new()};
    if (holders->met == NULL) {
        ri_free(holders);
        return NULL;
    }
    return holders;
}

void ri_owner_holders_free(ri_owner_holders *holders)
{
    if (holders != NULL) {
        ri_intern_free(holders->met);
        ri_free(holders->meant);
        ri_free(holders);
    }
}

/* What is looked for, and where it stands. */
typedef struct wanted {
    const char *name;  /* as it stands */
    const char *plain; /* without the sign before it */
    const char *small; /* in small letters: handles differ in nothing by their case */
    ri_adopt_source from;
    ri_kind kind; /* what it is when nobody knows it */
    bool address;
} wanted;

/* "@org/team" is a team, and so is a role such as "@@maintainer"; all others are people. */
static raci_status want(wanted *out, const ri_owner_holders *holders, const char *name,
                        const ri_path_owner *owner, const char *place, raci_error *err)
{
    const bool role = strncmp(name, "@@", 2) == 0;
    const char *plain = name + (role ? 2 : name[0] == '@');
    char *small = ri_arena_string(holders->a->intake->arena, plain);
    for (char *c = small; c != NULL && *c != '\0'; c++) {
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    }
    const bool team = role || strchr(plain, '/') != NULL;
    *out = (wanted){.name = name,
                    .plain = plain,
                    .small = small,
                    .from = {place, owner->line},
                    .kind = ri_adopt_party_kind(holders->a, team ? RI_TEAM : RI_PERSON),
                    .address = strchr(plain, '@') != NULL};
    return small != NULL ? RACI_OK : ri_fail_nomem(err);
}

/* By the words of its name, as people are called; of a team also without its organization. */
static raci_status find_known(const char **out, ri_owner_holders *holders, const wanted *w,
                              raci_error *err)
{
    static const char format[] = "'%.100s' is taken for %s";
    ri_known_names *known = holders->a->known;
    ri_meant found;
    if (!ri_known_holder(&found, known, w->plain)) {
        return ri_fail_nomem(err);
    }
    *out = found.reference;
    if (*out == NULL) {
        const char *slash = strrchr(w->plain, '/');
        if (slash != NULL && !ri_known_holder(&found, known, slash + 1)) {
            return ri_fail_nomem(err);
        }
        if (slash != NULL && found.reference != NULL &&
            strncmp(found.reference, "person:", 7) != 0) {
            *out = found.reference;
        }
    }
    if (*out == NULL || (w->address && !found.several)) {
        return RACI_OK;
    }
    return ri_adopt_note(holders->a, w->from,
                         found.several ? "'%.100s' may be several; taken for %s" : format, w->name,
                         *out, err);
}

static raci_status find_one(const char **out, ri_owner_holders *holders, const wanted *w,
                            raci_error *err)
{
    *out = ri_exact_holder(holders->names, w->small);
    if (*out != NULL) {
        return RACI_OK;
    }
    raci_status status = find_known(out, holders, w, err);
    if (status == RACI_OK && *out == NULL) {
        const char *near = ri_known_near(holders->a->known, RI_KIND_COUNT, w->plain);
        status = ri_adopt_party(out, holders->a, w->kind, w->plain, w->address ? w->plain : NULL,
                                w->from.line, err);
        if (status == RACI_OK && near != NULL) {
            status = ri_adopt_note(holders->a, w->from,
                                   "'%.100s' is taken for somebody new; is '%.100s' meant?",
                                   w->name, near, err);
        }
    }
    if (status == RACI_OK && !ri_exact_add_holder(holders->names, w->small, *out)) {
        status = ri_fail_nomem(err);
    }
    return status;
}

/* What the dictionary has for an owner; NULL: nothing. */
static raci_status find_meaning(const ri_meaning **out, const ri_owner_holders *holders,
                                const char *name, raci_error *err)
{
    bool failed = false;
    *out = ri_letters_find(holders->letters, name, strlen(name), &failed);
    if (failed) {
        return ri_fail_nomem(err);
    }
    *out = *out != NULL && (*out)->kind == RI_MEANS_PARTIES ? *out : NULL;
    return RACI_OK;
}

static raci_status look_up(meant *out, ri_owner_holders *holders, const ri_path_owner *owner,
                           const char *place, raci_error *err)
{
    const ri_meaning *meaning = NULL;
    raci_status status = find_meaning(&meaning, holders, owner->name, err);
    out->n = meaning != NULL ? meaning->n : 1;
    out->references = ri_arena_array(holders->a->intake->arena, out->n, sizeof *out->references);
    if (status == RACI_OK && out->references == NULL) {
        status = ri_fail_nomem(err);
    }
    for (size_t i = 0; i < out->n && status == RACI_OK; i++) {
        wanted w;
        status =
            want(&w, holders, meaning != NULL ? meaning->parts[i] : owner->name, owner, place, err);
        if (status == RACI_OK) {
            status = find_one(&out->references[i], holders, &w, err);
        }
    }
    return status;
}

raci_status ri_owner_holders_find(const char *const **out, size_t *n, ri_owner_holders *holders,
                                  const ri_path_owner *owner, const char *place, raci_error *err)
{
    const uint32_t number = ri_intern_string(holders->met, owner->name);
    if (number == RI_NONE) {
        return ri_fail_nomem(err);
    }
    if (number == holders->n) {
        meant made = {.n = 0};
        const raci_status status = look_up(&made, holders, owner, place, err);
        if (status != RACI_OK) {
            return status;
        }
        if (!RI_PUSH(holders->meant, holders->n, holders->capacity, made)) {
            return ri_fail_nomem(err);
        }
    }
    *out = holders->meant[number].references;
    *n = holders->meant[number].n;
    return RACI_OK;
}

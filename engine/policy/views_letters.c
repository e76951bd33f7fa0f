/*
 * Who holds which letter, for the functions of checks: s.letters.A,
 * holder:letters("A"), org.letters(s). A rule must not ask: what it gives would
 * depend on what others give.
 */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "model/power.h"
#include "policy/names.h"

#define REFERENCE_SIZE (2 * RI_KEY_MAX + 32)
#define LETTERS_SLOT 2 /* the user value of a view that its letters are kept in */

/* The metatable of letters is kept in the registry under this address. */
static const char letters_meta;

/* ---- references ---- */

/* A reference in full, such as "position:coo". */
static void push_reference(lua_State *L, const ri_snapshot *s, ri_ref ref)
{
    char text[REFERENCE_SIZE];
    const char *kind = ri_kind_name(ri_ref_kind(ref));
    const char *key = ri_snapshot_key(s, ref);
    size_t kind_length = strlen(kind);
    size_t key_length = strlen(key);
    if (key_length == 0 || kind_length + key_length + 2 > sizeof text) {
        lua_pushstring(L, kind);
        return;
    }
    memcpy(text, kind, kind_length + 1);
    text[kind_length] = ':';
    memcpy(text + kind_length + 1, key, key_length + 1);
    lua_pushlstring(L, text, kind_length + 1 + key_length);
}

/* An array of them. */
static void push_references(lua_State *L, const ri_snapshot *s, const ri_ref *refs, uint32_t n)
{
    ri_fuel_spend(L, n);
    lua_createtable(L, (int)n, 0);
    for (uint32_t i = 0; i < n; i++) {
        push_reference(L, s, refs[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* ---- letters ---- */

/* What the running check sees of the letters; raises in a rule. */
const ri_letters *ri_letters_here(lua_State *L, const char *what)
{
    const raci_policy *policy = ri_policy_of(L);
    if (policy->letters == NULL) {
        ri_raise(L, 1,
                 "%s can be read only in the test of a check: what a rule gives must not depend on "
                 "what other rules give",
                 what);
    }
    return policy->letters;
}

static int unknown_letter(lua_State *L, const ri_scheme *scheme, int index)
{
    const char *names[RI_LETTERS_MAX];
    char found[RI_FOUND_SIZE];
    char all[RI_LETTERS_MAX * 12] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < scheme->n; i++) {
        names[i] = scheme->letters[i].letter;
        int wrote = snprintf(all + used, sizeof all - used, "%s%.8s", i > 0 ? ", " : "", names[i]);
        used += used + (size_t)wrote < sizeof all ? (size_t)wrote : 0;
    }
    const char *nearest = lua_type(L, index) == LUA_TSTRING
                              ? ri_nearest_of(lua_tostring(L, index), names, scheme->n)
                              : NULL;
    if (nearest != NULL) {
        return ri_raise(L, 1, "%s is no letter of %.60s; did you mean \"%s\"?",
                        ri_found(L, index, found), scheme->name, nearest);
    }
    return ri_raise(L, 1, "%s is no letter of %.60s, whose letters are %s",
                    ri_found(L, index, found), scheme->name, all);
}

/* The letter that the argument names; raises when the scheme has none of that name. */
static uint8_t letter_at(lua_State *L, int index)
{
    const ri_scheme *scheme = &ri_policy_of(L)->data.scheme;
    if (lua_type(L, index) == LUA_TSTRING) {
        int letter = ri_scheme_letter(scheme, lua_tostring(L, index));
        if (letter >= 0) {
            return (uint8_t)letter;
        }
    }
    return (uint8_t)unknown_letter(L, scheme, index);
}

static void check_fresh(lua_State *L, const ri_view *letters)
{
    const raci_policy *policy = ri_policy_of(L);
    if (letters == NULL || letters->run != policy->run || policy->snapshot == NULL) {
        ri_raise(L, 1, "these letters are of an earlier run");
    }
}

/* __index(letters, letter): the references of its holders, in order. */
static int letters_index(lua_State *L)
{
    const ri_view *view = ri_value_at(L, 1, RI_TAG_LETTERS);
    const ri_letters *letters = ri_letters_here(L, "letters");
    uint32_t n = 0;
    check_fresh(L, view);
    ri_fuel_spend(L, 2);
    const ri_ref *holders = letters->holders(
        letters->payload, ri_ref_make((ri_kind)view->shape, view->index), letter_at(L, 2), &n);
    push_references(L, ri_policy_of(L)->snapshot, holders, n);
    return 1;
}

bool ri_letters_spread(lua_State *L, int index)
{
    const ri_view *view = ri_value_at(L, index, RI_TAG_LETTERS);
    if (view == NULL) {
        return false;
    }
    const raci_policy *policy = ri_policy_of(L);
    const ri_letters *letters = ri_letters_here(L, "letters");
    const ri_ref subject = ri_ref_make((ri_kind)view->shape, view->index);
    check_fresh(L, view);
    lua_createtable(L, 0, (int)policy->data.scheme.n);
    for (uint32_t i = 0; i < policy->data.scheme.n; i++) {
        uint32_t n = 0;
        const ri_ref *holders = letters->holders(letters->payload, subject, (uint8_t)i, &n);
        push_references(L, policy->snapshot, holders, n);
        lua_setfield(L, -2, policy->data.scheme.letters[i].letter);
    }
    return true;
}

static int letters_newindex(lua_State *L)
{
    return ri_raise(L, 1, "letters are read-only: rules give them");
}

/* Pushes the letters of the subject whose view stands at the index. They are kept
   with the view, which may stand for another subject by now. */
static void letters_of(lua_State *L, int index)
{
    const ri_view *view = lua_touserdata(L, index);
    if (lua_getiuservalue(L, index, LETTERS_SLOT) != LUA_TUSERDATA) {
        lua_pop(L, 1);
        (void)ri_value_new(L, RI_TAG_LETTERS, sizeof(ri_view));
        lua_rawgetp(L, LUA_REGISTRYINDEX, &letters_meta);
        lua_setmetatable(L, -2);
        lua_pushvalue(L, -1);
        (void)lua_setiuservalue(L, index, LETTERS_SLOT);
    }
    ri_view *letters = lua_touserdata(L, -1);
    letters->shape = view->shape;
    letters->index = view->index;
    letters->run = view->run;
}

void ri_push_letters(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    (void)s;
    (void)index;
    (void)ri_letters_here(L, "letters");
    letters_of(L, 1);
}

/* ---- letters of a holder ---- */

int ri_holder_letters(lua_State *L)
{
    const ri_view *view = ri_view_at(L, 1);
    const ri_letters *letters = ri_letters_here(L, "letters");
    if (view == NULL || (view->shape != RI_POSITION && view->shape != RI_UNIT &&
                         view->shape != RI_TEAM && view->shape != RI_PERSON)) {
        return ri_raise(L, 1,
                        "letters is asked of a position, unit, team or person, with a colon: "
                        "p:letters(\"A\")");
    }
    const ri_ref *subjects = NULL;
    uint32_t n = 0;
    ri_fuel_spend(L, 2);
    if (!letters->subjects(letters->payload, ri_ref_make((ri_kind)view->shape, view->index),
                           letter_at(L, 2), &subjects, &n)) {
        ri_policy_of(L)->nomem = true;
        return ri_raise(L, 1, "not enough memory");
    }
    push_references(L, ri_policy_of(L)->snapshot, subjects, n);
    return 1;
}

/* Whether the thing has the letter on the subject, itself or through a unit or team. */
static bool has_letter(const ri_snapshot *s, const ri_letters *letters, ri_ref subject,
                       uint8_t letter, ri_ref thing, uint32_t *seen)
{
    uint32_t n = 0;
    const ri_ref *holders = letters->holders(letters->payload, subject, letter, &n);
    *seen += n;
    for (uint32_t i = 0; i < n; i++) {
        if (ri_includes(s, holders[i], thing)) {
            return true;
        }
    }
    return false;
}

/* h:has(subject, letter): without a letter, any. */
int ri_holder_has(lua_State *L)
{
    const ri_view *view = ri_view_at(L, 1);
    const ri_view *on = ri_view_at(L, 2);
    const ri_letters *letters = ri_letters_here(L, "has");
    const raci_policy *policy = ri_policy_of(L);
    uint32_t seen = 1;
    bool found = false;
    if (view == NULL ||
        (view->shape != RI_POSITION && view->shape != RI_UNIT && view->shape != RI_TEAM)) {
        return ri_raise(L, 1, "has is asked of a position, unit or team, with a colon: p:has(t)");
    }
    if (on == NULL || ri_subject_fields(on->shape) == NULL) {
        char text[RI_FOUND_SIZE];
        return ri_raise(L, 1, "has takes a subject, found %s", ri_found(L, 2, text));
    }
    const ri_ref thing = ri_ref_make((ri_kind)view->shape, view->index);
    const ri_ref subject = ri_ref_make((ri_kind)on->shape, on->index);
    if (!lua_isnoneornil(L, 3)) {
        found = has_letter(policy->snapshot, letters, subject, letter_at(L, 3), thing, &seen);
    } else {
        for (uint32_t i = 0; i < policy->data.scheme.n && !found; i++) {
            found = has_letter(policy->snapshot, letters, subject, (uint8_t)i, thing, &seen);
        }
    }
    ri_fuel_spend(L, 5 + (uint64_t)seen);
    lua_pushboolean(L, found);
    return 1;
}

/* ---- what goes before something else and does not say why ---- */

void ri_push_unreasoned(lua_State *L, const ri_snapshot *s, uint32_t index)
{
    const ri_letters *letters = ri_letters_here(L, "unreasoned");
    const ri_view *view = lua_touserdata(L, 1);
    const ri_ref subject = ri_ref_make((ri_kind)view->shape, index);
    ri_override next;
    (void)s;
    lua_newtable(L);
    for (uint32_t i = 0; letters->unreasoned(letters->payload, subject, i, &next); i++) {
        ri_fuel_spend(L, 5);
        lua_createtable(L, 0, 4); /* list, override */
        lua_pushstring(L, ri_policy_of(L)->data.scheme.letters[next.letter].letter);
        lua_setfield(L, -2, "letter");
        lua_pushstring(L, next.rule);
        lua_setfield(L, -2, "rule");
        lua_pushstring(L, next.over);
        lua_setfield(L, -2, "over");
        ri_push_string(L, next.over_owner);
        lua_setfield(L, -2, "owner");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* ---- letters of any subject ---- */

static bool is_subject(ri_kind kind)
{
    return kind == RI_TOUCHPOINT || kind == RI_HANDOFF || kind == RI_JOURNEY ||
           kind == RI_ENTERPRISE;
}

/* Raises when the model has a touchpoint or journey of that name on no date. A passage
   is between two touchpoints that it has. */
static void expect_known(lua_State *L, ri_kind kind, const char *key)
{
    raci_policy *policy = ri_policy_of(L);
    char message[256];
    char from[RI_KEY_MAX + 1];
    const char *arrow = strstr(key, "->");
    ri_ref ref = RI_NONE;
    if (kind == RI_HANDOFF && arrow != NULL) {
        (void)snprintf(from, sizeof from, "%.*s", (int)(arrow - key), key);
        expect_known(L, RI_TOUCHPOINT, from);
        expect_known(L, RI_TOUCHPOINT, arrow + 2);
    } else if (kind != RI_ENTERPRISE && ri_name_find(policy, kind, key, &ref) == RI_EXISTS_NEVER) {
        ri_name_unknown(policy, kind, key, message, sizeof message);
        ri_raise(L, 1, "org.letters: %s", message);
    }
}

/* The subject that the argument names; RI_NONE when it is not there on the date. */
static ri_ref subject_argument(lua_State *L, int index)
{
    char found[RI_FOUND_SIZE];
    const ri_view *view = ri_view_at(L, index);
    ri_kind kind = RI_KIND_COUNT;
    const char *key = "";
    size_t length = 0;
    if (view != NULL && ri_subject_fields(view->shape) != NULL) {
        return ri_ref_make((ri_kind)view->shape, view->index);
    }
    const char *text = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &length) : NULL;
    ri_fuel_spend(L, 10 + length / 64);
    if (text == NULL || strlen(text) != length || !ri_reference_split(text, &kind, &key) ||
        !is_subject(kind)) {
        ri_raise(L, 1,
                 "org.letters takes a subject: a view, or a reference such as "
                 "\"touchpoint:checkout\", \"handoff:a->b\", \"journey:buy\" or \"enterprise\", "
                 "found %s",
                 ri_found(L, index, found));
    }
    if (kind == RI_ENTERPRISE) {
        return ri_ref_make(RI_ENTERPRISE, 0);
    }
    ri_ref ref = ri_snapshot_find(ri_policy_of(L)->snapshot, kind, key);
    if (ref == RI_NONE) {
        expect_known(L, kind, key);
    }
    return ref;
}

int ri_org_letters(lua_State *L)
{
    (void)ri_running(L, "org.letters");
    (void)ri_letters_here(L, "org.letters");
    ri_view_push_ref(L, subject_argument(L, 1));
    if (lua_type(L, -1) == LUA_TUSERDATA) {
        letters_of(L, lua_gettop(L));
    }
    return 1;
}

/* ---- the scheme ---- */

/* org.letter(name): the letter that the scheme calls so, or has for those who are
   "accountable" or "responsible"; nil when it has none. */
int ri_org_letter(lua_State *L)
{
    (void)ri_running(L, "org.letter");
    const ri_scheme *scheme = &ri_policy_of(L)->data.scheme;
    char found[RI_FOUND_SIZE];
    if (lua_type(L, 1) != LUA_TSTRING) {
        return ri_raise(L, 1,
                        "org.letter takes what a letter is for, such as \"accountable\" or "
                        "\"Informed\", found %s",
                        ri_found(L, 1, found));
    }
    const char *name = lua_tostring(L, 1);
    ri_fuel_spend(L, 5 + lua_rawlen(L, 1) / 16);
    uint32_t letter = 0;
    if (strcmp(name, "accountable") == 0) {
        letter = scheme->accountable;
    } else if (strcmp(name, "responsible") == 0) {
        letter = scheme->responsible;
    } else {
        while (letter < scheme->n && (scheme->letters[letter].name == NULL ||
                                      strcmp(name, scheme->letters[letter].name) != 0)) {
            letter++;
        }
    }
    ri_push_string(L, letter < scheme->n ? scheme->letters[letter].letter : NULL);
    return 1;
}

void ri_letters_open(lua_State *L)
{
    lua_createtable(L, 0, 4);
    lua_pushcfunction(L, letters_index);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, letters_newindex);
    lua_setfield(L, -2, "__newindex");
    lua_pushliteral(L, "letters");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &letters_meta);
}

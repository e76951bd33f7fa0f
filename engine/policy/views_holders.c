/*
 * What a function asks about several holders at once: how a sentence calls them, who is
 * seated in them.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "model/power.h"
#include "model/titles.h"
#include "policy/fields.h"
#include "policy/freeze.h"
#include "policy/names.h"

/* All that is put together here lies with the policy, and is used again: what raises
   frees nothing. */

static bool is_holder(ri_kind kind)
{
    return kind == RI_POSITION || kind == RI_UNIT || kind == RI_TEAM || kind == RI_PERSON;
}

static int no_memory(lua_State *L)
{
    ri_policy_of(L)->nomem = true;
    return ri_raise(L, 1, "not enough memory");
}

static void add(lua_State *L, ri_ref thing)
{
    ri_indexes *named = &ri_policy_of(L)->named;
    ri_fuel_spend(L, 10);
    if (!RI_PUSH(named->items, named->n, named->capacity, thing)) {
        no_memory(L);
    }
}

static void add_office(lua_State *L, const char *office)
{
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(ri_policy_of(L)->snapshot, office, &n);
    for (uint32_t i = 0; i < n; i++) {
        add(L, ri_ref_make(RI_POSITION, positions[i]));
    }
}

/* Adds what a reference names; what is not there on the date is left out. false when the
   text is no reference. */
static bool add_reference(lua_State *L, const char *text, const char *what)
{
    raci_policy *policy = ri_policy_of(L);
    const char *key = NULL;
    ri_kind kind = RI_KIND_COUNT;
    if (!ri_reference_split(text, &kind, &key)) {
        return false;
    }
    if (kind == RI_OFFICE) {
        add_office(L, key);
        return true;
    }
    ri_ref thing = ri_snapshot_find(policy->snapshot, kind, key);
    if (thing != RI_NONE) {
        add(L, thing);
    } else if (is_holder(kind) && ri_name_find(policy, kind, key, &thing) == RI_EXISTS_NEVER) {
        char message[256];
        ri_name_unknown(policy, kind, key, message, sizeof message);
        ri_raise(L, 1, "%s: %s", what, message);
    }
    return true;
}

/* A view or a reference; raises when the value is neither. */
static void add_value(lua_State *L, int index, const char *what)
{
    const ri_view *view = ri_view_at(L, index);
    size_t length = 0;
    if (view != NULL && view->shape < RI_KIND_COUNT) {
        add(L, ri_ref_make((ri_kind)view->shape, view->index));
        return;
    }
    const char *text = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &length) : NULL;
    if (text == NULL || strlen(text) != length || !add_reference(L, text, what)) {
        char found[RI_FOUND_SIZE];
        ri_raise(L, 1,
                 "%s takes a reference such as \"position:coo\", a view, or a list of these, found "
                 "%s",
                 what, ri_found(L, index, found));
    }
}

/* Reads the first argument, one value or a list of them, into policy->named in its order. */
static raci_policy *read_named(lua_State *L, const char *what)
{
    raci_policy *policy = ri_policy_of(L);
    (void)ri_running(L, what);
    policy->named.n = 0;
    policy->looked = true;
    lua_settop(L, 1);
    if (lua_type(L, 1) != LUA_TTABLE) {
        add_value(L, 1, what);
        return policy;
    }
    ri_contents(L, 1); /* it may be a table that is read-only by now */
    uint32_t n = 0;
    if (!ri_list_length(L, 2, &n)) {
        ri_raise(L, 1, "%s takes a list without gaps and without named fields", what);
    }
    for (uint32_t i = 1; i <= n; i++) {
        lua_rawgeti(L, 2, (lua_Integer)i);
        add_value(L, 3, what);
        lua_settop(L, 2);
    }
    return policy;
}

/* ---- names ---- */

/* org.names(things): how a sentence calls them. */
int ri_org_names(lua_State *L)
{
    raci_policy *policy = read_named(L, "org.names");
    const ri_snapshot *s = policy->snapshot;
    if (s->units.rows.name == NULL) { /* says so */
        ri_push_name(L, s, RI_UNIT, 0);
    }
    ri_text_renew(&policy->told);
    if (policy->named.n == 0) {
        ri_text_add(&policy->told, "nobody");
    }
    ri_title_holders(s, policy->named.items, policy->named.n, &policy->told);
    if (policy->told.failed) {
        return no_memory(L);
    }
    ri_fuel_spend(L, policy->told.length / 16);
    lua_pushlstring(L, policy->told.bytes, policy->told.length);
    return 1;
}

/* ---- places ---- */

/* Pushes the references of n positions. */
static void add_positions(lua_State *L, const uint32_t *positions, uint32_t n, lua_Integer *last)
{
    for (uint32_t i = 0; i < n; i++) {
        ri_fuel_spend(L, 2);
        lua_pushliteral(L, "position:");
        ri_push_key(L, ri_policy_of(L)->snapshot, RI_POSITION, positions[i]);
        lua_concat(L, 2);
        lua_rawseti(L, -2, ++*last);
    }
}

static void add_list(lua_State *L, const ri_lists *of, uint32_t row, lua_Integer *last)
{
    add_positions(L, RI_FROM(of->items, of->first[row]), of->first[row + 1] - of->first[row], last);
}

/* org.places(holders): references of the positions and units that they are: of a team its
   members, of a person their seats. */
int ri_org_places(lua_State *L)
{
    const raci_policy *policy = read_named(L, "org.places");
    const ri_snapshot *s = policy->snapshot;
    lua_Integer last = 0;
    lua_newtable(L);
    for (size_t i = 0; i < policy->named.n; i++) {
        const uint32_t row = ri_ref_index(policy->named.items[i]);
        switch (ri_ref_kind(policy->named.items[i])) {
        case RI_POSITION:
            add_positions(L, &row, 1, &last);
            break;
        case RI_TEAM:
            add_list(L, &s->teams.members, row, &last);
            break;
        case RI_PERSON:
            add_list(L, &s->people.positions, row, &last);
            break;
        case RI_UNIT:
            lua_pushliteral(L, "unit:");
            ri_push_key(L, s, RI_UNIT, row);
            lua_concat(L, 2);
            lua_rawseti(L, -2, ++last);
            break;
        default:
            return ri_raise(L, 1, "org.places takes holders, found a %s",
                            ri_kind_name(ri_ref_kind(policy->named.items[i])));
        }
    }
    return 1;
}

/* ---- people ---- */

static int compare_people(const void *a, const void *b, const void *context)
{
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    (void)context;
    return x < y ? -1 : x > y;
}

/* Makes policy->named, which are holders, those who sit in them: in order, but repeated.
   false: no memory. */
static bool seat_named(raci_policy *policy)
{
    const ri_snapshot *s = policy->snapshot;
    ri_indexes seats = {NULL, 0, 0};
    bool done = true;
    for (size_t i = 0; i < policy->named.n && done; i++) {
        done = ri_holder_seats(s, policy->named.items[i], &seats);
    }
    for (size_t i = 0; i < seats.n; i++) {
        seats.items[i] = s->seats[seats.items[i]].person;
    }
    ri_free(policy->named.items);
    policy->named = seats;
    return done && (seats.n == 0 ||
                    ri_order(seats.items, seats.n, sizeof *seats.items, compare_people, NULL));
}

/* org.seated(holders): the keys of the people who sit in any of them, in order. */
int ri_org_seated(lua_State *L)
{
    raci_policy *policy = read_named(L, "org.seated");
    const ri_indexes *people = &policy->named;
    lua_Integer last = 0;
    for (size_t i = 0; i < people->n; i++) {
        const ri_kind kind = ri_ref_kind(people->items[i]);
        if (!is_holder(kind)) {
            return ri_raise(L, 1, "org.seated takes holders, found a %s", ri_kind_name(kind));
        }
    }
    if (!seat_named(policy)) {
        return no_memory(L);
    }
    ri_fuel_spend(L, people->n);
    lua_newtable(L);
    for (size_t i = 0; i < people->n; i++) {
        if (i == 0 || people->items[i] != people->items[i - 1]) {
            ri_push_key(L, policy->snapshot, RI_PERSON, people->items[i]);
            lua_rawseti(L, -2, ++last);
        }
    }
    return 1;
}

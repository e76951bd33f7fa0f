#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "policy/blame.h"
#include "policy/held.h"
#include "policy/machine.h"
#include "policy/state.h"

/*
 * A counter kept between calls can only lie in an upvalue, since every table is
 * read-only. What the upvalues held is remembered when the policy is frozen, and
 * compared when a run ends. Objects are known by their numbers, from 1.
 */

/* Stands for nil, which a list cannot hold. */
static char nil_cell;

static void push_cell(lua_State *L)
{
    /* stack: … value */
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushlightuserdata(L, &nil_cell);
    }
}

void ri_cells_keep(lua_State *L)
{
    lua_newtable(L);
    ri_slot_push(L, RI_SLOT_OBJECTS);
    int cells = lua_gettop(L) - 1;
    int objects = cells + 1;
    lua_Integer next = 1;
    for (lua_Integer i = 1; lua_rawgeti(L, objects, i) != LUA_TNIL; i++) {
        if (lua_type(L, -1) == LUA_TFUNCTION) {
            for (int u = 1; lua_getupvalue(L, objects + 1, u) != NULL; u++) {
                push_cell(L);
                lua_rawseti(L, cells, next++);
            }
        }
        lua_settop(L, objects);
    }
    lua_settop(L, cells);
    ri_slot_set(L, RI_SLOT_CELLS);
}

/* Whether the two values on top are the same for every purpose: 1 and 1.0 are
   not, nor 0.0 and -0.0, but nan is nan. */
static bool same_value(lua_State *L)
{
    if (lua_type(L, -1) != LUA_TNUMBER || lua_type(L, -2) != LUA_TNUMBER) {
        return lua_rawequal(L, -1, -2);
    }
    if (lua_isinteger(L, -1) != lua_isinteger(L, -2)) {
        return false;
    }
    lua_Number a = lua_tonumber(L, -1);
    lua_Number b = lua_tonumber(L, -2);
    if (isnan(a) && isnan(b)) {
        return true;
    }
    return lua_rawequal(L, -1, -2) && signbit(a) == signbit(b);
}

/* ---- finding changes ---- */

typedef struct change {
    const char *name;
    size_t number; /* of the function */
} change;

typedef struct edge {
    size_t from; /* who holds */
    size_t to;   /* … this */
} edge;

typedef struct search {
    change *changes;
    size_t n_changes;
    size_t changes_capacity;
    edge *edges;
    size_t n_edges;
    size_t edges_capacity;
    size_t *queue;
    size_t *first;   /* by number: its first place in `sorted` */
    size_t *holders; /* who holds it: edges by `to` */
    size_t from;     /* whose edges are collected */
    size_t n;        /* objects */
    bool failed;
} search;

static void find_changes(lua_State *L, search *s)
{
    ri_slot_push(L, RI_SLOT_CELLS);
    ri_slot_push(L, RI_SLOT_OBJECTS);
    int cells = lua_gettop(L) - 1;
    int objects = cells + 1;
    lua_Integer next = 1;
    s->n = (size_t)lua_rawlen(L, objects);
    for (size_t i = 1; i <= s->n; i++) {
        const char *name = NULL;
        int function = objects + 1;
        if (lua_rawgeti(L, objects, (lua_Integer)i) == LUA_TFUNCTION) {
            for (int u = 1; (name = lua_getupvalue(L, function, u)) != NULL; u++) {
                push_cell(L);
                lua_rawgeti(L, cells, next++);
                if (!same_value(L) &&
                    !RI_PUSH(s->changes, s->n_changes, s->changes_capacity, (change){name, i})) {
                    s->failed = true;
                }
                lua_settop(L, function);
            }
        }
        lua_settop(L, objects);
    }
    lua_settop(L, cells - 1);
}

/* Notes that the object whose turn it is holds the value on top; pops it. */
static void note_edge(lua_State *L, void *payload)
{
    search *s = payload;
    ri_slot_push(L, RI_SLOT_NUMBERS);
    lua_insert(L, -2);
    /* stack: … numbers, value */
    if (lua_rawget(L, -2) == LUA_TNUMBER) {
        edge e = {s->from, (size_t)lua_tointeger(L, -1)};
        if (!RI_PUSH(s->edges, s->n_edges, s->edges_capacity, e)) {
            s->failed = true;
        }
    }
    lua_pop(L, 2);
}

static void find_edges(lua_State *L, search *s)
{
    ri_slot_push(L, RI_SLOT_OBJECTS);
    int objects = lua_gettop(L);
    for (s->from = 1; s->from <= s->n && !s->failed; s->from++) {
        lua_rawgeti(L, objects, (lua_Integer)s->from);
        ri_held_each(L, objects + 1, note_edge, s);
        lua_settop(L, objects);
    }
    lua_settop(L, objects - 1);
}

/* Sorts the edges by what is held. */
static bool index_holders(search *s)
{
    s->first = ri_alloc((s->n + 2) * sizeof *s->first);
    s->holders = ri_alloc(s->n_edges * sizeof *s->holders);
    s->queue = ri_alloc((s->n + 1) * sizeof *s->queue);
    if (s->first == NULL || s->holders == NULL || s->queue == NULL) {
        return false;
    }
    memset(s->first, 0, (s->n + 2) * sizeof *s->first);
    for (size_t i = 0; i < s->n_edges; i++) {
        s->first[s->edges[i].to + 1]++;
    }
    for (size_t i = 1; i < s->n + 2; i++) {
        s->first[i] += s->first[i - 1];
    }
    /* first[to] now begins the run of `to`; filling moves it to the run's end,
       where the next one begins. */
    for (size_t i = 0; i < s->n_edges; i++) {
        s->holders[s->first[s->edges[i].to]++] = s->edges[i].from;
    }
    return true;
}

/* Gives the name to the function and to all that reach it and have none yet. */
static void spread(const search *s, const change *c, const char **names)
{
    size_t n = 0;
    if (names[c->number] == NULL) {
        names[c->number] = c->name;
        s->queue[n++] = c->number;
    }
    for (size_t i = 0; i < n; i++) {
        size_t at = s->queue[i];
        size_t begin = at > 0 ? s->first[at - 1] : 0;
        for (size_t k = begin; k < s->first[at]; k++) {
            if (names[s->holders[k]] == NULL) {
                names[s->holders[k]] = c->name;
                s->queue[n++] = s->holders[k];
            }
        }
    }
}

static int by_name(const void *a, const void *b)
{
    const change *left = a;
    const change *right = b;
    return strcmp(left->name, right->name);
}

/* Fills machine->changes. The name told is the first in byte order of those an
   object reaches, so that it does not depend on the order of hash tables. */
static bool spread_changes(lua_State *L, ri_machine *machine, search *s)
{
    find_edges(L, s);
    if (s->failed || !index_holders(s)) {
        return false;
    }
    machine->changes = ri_alloc((s->n + 1) * sizeof *machine->changes);
    if (machine->changes == NULL) {
        return false;
    }
    memset(machine->changes, 0, (s->n + 1) * sizeof *machine->changes);
    machine->n_changes = s->n_changes;
    qsort(s->changes, s->n_changes, sizeof *s->changes, by_name);
    for (size_t i = 0; i < s->n_changes; i++) {
        spread(s, &s->changes[i], machine->changes);
    }
    return true;
}

/* Nothing in here raises while memory is held: what it calls only reads. */
static void look_for_changes(lua_State *L, ri_machine *machine)
{
    search s;
    memset(&s, 0, sizeof s);
    ri_free(machine->changes);
    machine->changes = NULL;
    machine->n_changes = 0;
    find_changes(L, &s);
    bool done = !s.failed && (s.n_changes == 0 || spread_changes(L, machine, &s));
    ri_free(s.changes);
    ri_free(s.edges);
    ri_free(s.queue);
    ri_free(s.first);
    ri_free(s.holders);
    if (!done) {
        ri_blame_limit(L, RI_LIMIT_MEMORY);
    }
    machine->used = false;
}

const char *ri_machine_changed(lua_State *L, int handle)
{
    ri_machine *machine = ri_machine_at(L);
    if (!machine->frozen) {
        return NULL;
    }
    bool was_free = machine->budget.free;
    machine->budget.free = true;
    if (machine->used) {
        look_for_changes(L, machine);
    }
    machine->budget.free = was_free;
    if (machine->n_changes == 0) {
        return NULL;
    }
    ri_slot_push(L, RI_SLOT_NUMBERS);
    ri_machine_push_kept(L, handle);
    machine->used = false; /* pushed to be looked at, not to be called */
    lua_rawget(L, -2);
    size_t number = (size_t)lua_tointeger(L, -1);
    lua_pop(L, 2);
    return number > 0 ? machine->changes[number] : NULL;
}

/*
 * All globs at once are read character by character, as a machine whose state is the set of
 * places that are reached in them: what fits, fits by the state, and there are few states
 * where globs have beginnings in common. Characters that no glob names at a state's places
 * lead to the same state, and one stands for them.
 */
#include "resolve/key_classes.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "model/reference.h"

#define WORK 4000000 /* places that are gone through */
#define TRIES 32     /* keys of one set that are tried, for one that is not named */
#define NAMES 65536  /* so many characters of names are read along: what fits besides is sure */

/* A state, and how it is reached first. */
typedef struct reached {
    uint32_t from; /* RI_NONE: the beginning */
    uint32_t set;
    uint32_t length;
    uint32_t n; /* of places */
    char by;
} reached;

/* A set of globs that keys fit. */
typedef struct fitting {
    bool none;  /* of the globs fits */
    bool named; /* what fits is a name */
    bool told;
    uint8_t tries;
    uint32_t spare; /* a key that is shunned; RI_NONE */
} fitting;

typedef struct machine {
    ri_intern *names;
    uint32_t n_named;
    ri_shun_fn shun;
    const void *context;
    char *at; /* the globs one after the other, each closed by NUL; names, too */
    uint32_t n_places;
    uint32_t first_name; /* the place where names begin */
    ri_intern *places;   /* sets of places, as states */
    reached *states;
    size_t n_states;
    size_t states_capacity;
    ri_intern *ends; /* places that close globs, as sets */
    fitting *sets;
    size_t n_sets;
    size_t sets_capacity;
    ri_intern *spares;
    uint32_t *live; /* the places of the state at hand */
    size_t n_live;
    uint32_t *next;
    uint32_t *closed; /* room for those of `next` that close globs */
    size_t work;
    char last[RI_KEY_MAX + 1]; /* a key that fits none */
} machine;

/* Takes a glob or name; of stars that follow each other one is enough. */
static void take(machine *m, const char *text)
{
    const uint32_t first = m->n_places;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c != '*' || c[1] != '*') {
            m->at[m->n_places++] = *c;
        }
    }
    m->at[m->n_places++] = '\0';
    m->live[m->n_live++] = first;
    if (m->at[first] == '*') {
        m->live[m->n_live++] = first + 1;
    }
}

static bool take_all(machine *m, const ri_globs *globs)
{
    size_t bytes = 1;
    size_t named = 0;
    for (size_t g = 0; g < globs->n; g++) {
        bytes += strlen(globs->items[g]) + 1;
    }
    for (uint32_t i = 0; i < m->n_named && named <= NAMES; i++) {
        named += strlen(ri_intern_get(m->names, i)) + 1;
    }
    bytes += named <= NAMES ? named : 0;
    m->at = ri_alloc(bytes);
    m->live = ri_alloc(bytes * sizeof *m->live);
    m->next = ri_alloc(2 * bytes * sizeof *m->next);
    m->closed = ri_alloc(bytes * sizeof *m->closed);
    if (m->at == NULL || m->live == NULL || m->next == NULL || m->closed == NULL) {
        return false;
    }
    for (size_t g = 0; g < globs->n; g++) {
        take(m, globs->items[g]);
    }
    m->first_name = m->n_places;
    for (uint32_t i = 0; i < m->n_named && named <= NAMES; i++) {
        take(m, ri_intern_get(m->names, i));
    }
    return true;
}

/* Adds a place, and that behind it where it is a star, which may stand for nothing. */
static size_t reach(const machine *m, size_t n, uint32_t place)
{
    m->next[n++] = place;
    if (m->at[place] == '*') {
        m->next[n++] = place + 1;
    }
    return n;
}

/* Leaves in m->next, in order, where a character leads from the places at hand. */
static size_t follow(const machine *m, char by)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n_live; i++) {
        const char c = m->at[m->live[i]];
        if (c == '*') {
            n = reach(m, n, m->live[i]);
        } else if (c != '\0' && (c == by || c == '?')) {
            n = reach(m, n, m->live[i] + 1);
        }
    }
    return n > 0 ? ri_order_unique(m->next, n) : 0;
}

static uint32_t put_numbers(ri_intern *table, const uint32_t *numbers, size_t n)
{
    return ri_intern_put(table, n > 0 ? (const char *)numbers : "", n * sizeof *numbers);
}

/* The number of the set of globs that fit where m->next is reached; RI_NONE: memory is
   exhausted. */
static uint32_t set_of(machine *m, size_t n)
{
    size_t closed = 0;
    for (size_t i = 0; i < n; i++) {
        if (m->at[m->next[i]] == '\0') {
            m->closed[closed++] = m->next[i];
        }
    }
    const uint32_t set = put_numbers(m->ends, m->closed, closed);
    const fitting fresh = {.none = closed == 0,
                           .named = closed > 0 && m->closed[closed - 1] >= m->first_name,
                           .spare = RI_NONE};
    return set < m->n_sets || set == RI_NONE || RI_PUSH(m->sets, m->n_sets, m->sets_capacity, fresh)
               ? set
               : RI_NONE;
}

/* Writes the key that leads to a state, and one character more. */
static void write_key(const machine *m, char key[RI_KEY_MAX + 1], uint32_t from, char by)
{
    uint32_t length = from != RI_NONE ? m->states[from].length : 0;
    key[length + 1] = '\0';
    key[length] = by;
    while (from != RI_NONE) {
        key[--length] = m->states[from].by;
        from = m->states[from].from;
    }
}

/* Takes a key for its set, unless it is a name already. */
static bool take_key(machine *m, fitting *of, const char *key)
{
    const uint32_t number = ri_intern_find(m->names, key);
    of->tries++;
    if (number != RI_NONE && number < m->n_named) {
        return true;
    }
    if (m->shun != NULL && m->shun(key, m->context)) {
        of->spare = ri_intern_string(m->spares, key);
        return of->spare != RI_NONE;
    }
    of->told = true;
    if (of->none) {
        memcpy(m->last, key, strlen(key) + 1);
        return true;
    }
    return ri_intern_string(m->names, key) != RI_NONE;
}

/* Goes from the state at hand by a character. false: memory is exhausted. */
static bool go(machine *m, uint32_t from, char by)
{
    const size_t n = follow(m, by);
    const uint32_t state = put_numbers(m->places, m->next, n);
    const size_t cost = m->n_live + n + 1;
    m->work = m->work > cost ? m->work - cost : 0;
    if (state == RI_NONE || state > m->n_states) {
        return false;
    }
    if (state == m->n_states) {
        const uint32_t length = (from != RI_NONE ? m->states[from].length : 0) + 1;
        const reached fresh = {from, set_of(m, n), length, (uint32_t)n, by};
        if (fresh.set == RI_NONE || !RI_PUSH(m->states, m->n_states, m->states_capacity, fresh)) {
            return false;
        }
    }
    fitting *of = &m->sets[m->states[state].set];
    if (of->told || of->named || of->tries == TRIES) {
        return true;
    }
    char key[RI_KEY_MAX + 1];
    write_key(m, key, from, by);
    return take_key(m, of, key);
}

/* Goes by each character that matters at the places at hand, and one for all others. */
static bool go_on(machine *m, uint32_t from)
{
    static const char all[] = "xyzabcdefghijklmnopqrstuvw0123456789-._";
    const char *const end = from == RI_NONE ? strchr(all, '-') : all + sizeof all - 1;
    bool matters[128] = {false};
    bool other = false;
    for (size_t i = 0; i < m->n_live; i++) {
        matters[(unsigned char)m->at[m->live[i]] & 127u] = true;
    }
    for (const char *c = all; c < end; c++) {
        if (!matters[(unsigned char)*c] && other) {
            continue;
        }
        other = other || !matters[(unsigned char)*c];
        if (!go(m, from, *c)) {
            return false;
        }
    }
    return true;
}

/* Lays the places of a state before the machine. */
static void stand_at(machine *m, uint32_t state)
{
    m->n_live = m->states[state].n;
    memcpy(m->live, ri_intern_get(m->places, state), m->n_live * sizeof *m->live);
}

static bool run(machine *m)
{
    bool fits = go_on(m, RI_NONE);
    for (uint32_t i = 0; fits && i < m->n_states && m->work > 0; i++) {
        if (m->states[i].length < RI_KEY_MAX) {
            stand_at(m, i);
            fits = go_on(m, i);
        }
    }
    return fits;
}

/* Sets whose only keys are shunned get one of these. */
static bool finish(machine *m, bool *all)
{
    *all = m->work > 0;
    for (size_t i = 0; i < m->n_sets; i++) {
        const fitting *of = &m->sets[i];
        if (of->told || of->named) {
            continue;
        }
        if (of->spare == RI_NONE) {
            *all = false;
        } else if (ri_intern_string(m->names, ri_intern_get(m->spares, of->spare)) == RI_NONE) {
            return false;
        }
    }
    return m->last[0] == '\0' || ri_intern_string(m->names, m->last) != RI_NONE;
}

bool ri_tell_globs_apart(ri_intern *names, uint32_t n_named, const ri_globs *globs, ri_shun_fn shun,
                         const void *context, bool *all)
{
    machine m = {.names = names,
                 .n_named = n_named,
                 .shun = shun,
                 .context = context,
                 .work = WORK,
                 .places = ri_intern_new(),
                 .ends = ri_intern_new(),
                 .spares = ri_intern_new()};
    const bool fits = m.places != NULL && m.ends != NULL && m.spares != NULL &&
                      take_all(&m, globs) && run(&m) && finish(&m, all);
    ri_intern_free(m.places);
    ri_intern_free(m.ends);
    ri_intern_free(m.spares);
    ri_free(m.at);
    ri_free(m.live);
    ri_free(m.next);
    ri_free(m.closed);
    ri_free(m.states);
    ri_free(m.sets);
    return fits;
}

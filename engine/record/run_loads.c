/*
 * How many letters everybody has on touchpoints, in two runs: what their classes say, times
 * how many touchpoints have each.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "record/run_diff.h"

typedef struct counting {
    ri_intern *whose; /* "A position:coo" */
    ri_load *items;   /* by number there */
    size_t n;
    size_t capacity;
    ri_arena *arena;
} counting;

/* The load that a line of a class, "A position:coo", is about; NULL: memory is exhausted. */
static ri_load *load_of(counting *c, const char *line, size_t length)
{
    const uint32_t number = ri_intern_put(c->whose, line, length);
    if (number == RI_NONE || number < c->n) {
        return number != RI_NONE ? &c->items[number] : NULL;
    }
    const char *blank = memchr(line, ' ', length);
    const size_t letter = (size_t)(blank - line);
    const ri_load load = {
        .holder = ri_arena_copy(c->arena, blank + 1, length - letter - 1),
        .letter = ri_arena_copy(c->arena, line, letter),
    };
    return load.holder != NULL && load.letter != NULL && RI_PUSH(c->items, c->n, c->capacity, load)
               ? &c->items[number]
               : NULL;
}

static bool add_class(counting *c, const char *text, uint32_t from, uint32_t to)
{
    for (const char *end = NULL; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        ri_load *load = load_of(c, text, (size_t)(end - text));
        if (load == NULL) {
            return false;
        }
        load->from += from;
        load->to += to;
    }
    return true;
}

static int by_holder(const void *a, const void *b, const void *context)
{
    const ri_load *x = a;
    const ri_load *y = b;
    (void)context;
    const int order = strcmp(x->holder, y->holder);
    return order != 0 ? order : strcmp(x->letter, y->letter);
}

/* Keeps those that differ, in order. */
static bool give(ri_loads *out, counting *c)
{
    bool done = ri_order(c->items, c->n, sizeof *c->items, by_holder, NULL);
    for (size_t i = 0; done && i < c->n; i++) {
        if (c->items[i].from != c->items[i].to) {
            done = RI_PUSH(out->items, out->n, out->capacity, c->items[i]);
        }
    }
    return done;
}

raci_status ri_run_loads(ri_loads *out, const ri_shared *classes, const ri_map *from,
                         const ri_map *to, ri_arena *arena, raci_error *err)
{
    counting c = {.whose = ri_intern_new(), .arena = arena};
    bool done = c.whose != NULL;
    for (size_t i = 0; done && i < classes->n_ids; i++) {
        uint32_t before = 0;
        uint32_t after = 0;
        (void)ri_map_get(from, (uint64_t)classes->ids[i], &before);
        (void)ri_map_get(to, (uint64_t)classes->ids[i], &after);
        if (before + after > 0) {
            done = add_class(&c, ri_intern_get(classes->texts, (uint32_t)i), before, after);
        }
    }
    done = done && give(out, &c);
    ri_intern_free(c.whose);
    ri_free(c.items);
    return done ? RACI_OK : ri_fail_nomem(err);
}

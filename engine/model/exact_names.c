#include "model/exact_names.h"

#include "base/arena.h"
#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "model/snapshot.h"

/* The names of one kind of thing, and what they mean. */
typedef struct meant {
    ri_intern *names;
    const char **means; /* by number */
    size_t n;
    size_t capacity;
} meant;

struct ri_exact_names {
    ri_arena *arena;
    meant touchpoints;
    meant holders;
};

void ri_exact_names_free(ri_exact_names *names)
{
    if (names != NULL) {
        ri_intern_free(names->touchpoints.names);
        ri_intern_free(names->holders.names);
        ri_free((void *)names->touchpoints.means);
        ri_free((void *)names->holders.means);
        ri_arena_free(names->arena);
        ri_free(names);
    }
}

static bool add(meant *in, const char *name, const char *means)
{
    const uint32_t number = ri_intern_string(in->names, name);
    return number != RI_NONE && (number < in->n || RI_PUSH(in->means, in->n, in->capacity, means));
}

static const char *find(const meant *in, const char *name)
{
    const uint32_t number = ri_intern_find(in->names, name);
    return number != RI_NONE ? in->means[number] : NULL;
}

bool ri_exact_add_holder(ri_exact_names *names, const char *name, const char *reference)
{
    return add(&names->holders, name, reference);
}

const char *ri_exact_touchpoint(const ri_exact_names *names, const char *name)
{
    return find(&names->touchpoints, name);
}

const char *ri_exact_holder(const ri_exact_names *names, const char *name)
{
    return find(&names->holders, name);
}

static bool learn_touchpoints(ri_exact_names *names, const ri_rows *rows, ri_keys_made *keys)
{
    bool done = true;
    for (uint32_t i = 0; done && i < rows->n; i++) {
        const char *key = ri_arena_string(names->arena, rows->key[i]);
        done = key != NULL && ri_keys_made_take(keys, key, "path", NULL) != NULL &&
               add(&names->touchpoints, rows->name[i], key);
    }
    return done;
}

/* Names come before keys: whoever is called so is meant sooner than what has such a key. */
static bool learn_holders(ri_exact_names *names, const ri_rows *rows, ri_kind kind, bool by_key,
                          ri_keys_made *keys)
{
    bool done = true;
    for (uint32_t i = 0; done && i < rows->n; i++) {
        const char *reference =
            ri_arena_format(names->arena, "%s:%s", ri_kind_name(kind), rows->key[i]);
        char *name = ri_arena_string(names->arena, by_key ? rows->key[i] : rows->name[i]);
        for (char *c = name; c != NULL && *c != '\0'; c++) {
            *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
        }
        done = reference != NULL && name != NULL &&
               (!by_key || ri_keys_made_take(keys, name, "party", NULL) != NULL) &&
               add(&names->holders, name, reference);
    }
    return done;
}

raci_status ri_exact_names_new(ri_exact_names **out, raci_model *model, int32_t day,
                               ri_keys_made *touchpoint_keys, ri_keys_made *holder_keys,
                               raci_error *err)
{
    static const ri_kind kinds[] = {RI_POSITION, RI_UNIT, RI_TEAM, RI_PERSON};
    ri_snapshot *s = NULL;
    raci_status status = ri_snapshot_load(&s, model, day, true, err);
    ri_exact_names *names = status == RACI_OK ? ri_alloc(sizeof *names) : NULL;
    if (names != NULL) {
        *names = (ri_exact_names){.arena = ri_arena_new(),
                                  .touchpoints = {.names = ri_intern_new()},
                                  .holders = {.names = ri_intern_new()}};
    }
    bool done = names != NULL && names->arena != NULL && names->touchpoints.names != NULL &&
                names->holders.names != NULL &&
                learn_touchpoints(names, ri_snapshot_rows(s, RI_TOUCHPOINT), touchpoint_keys);
    for (size_t i = 0; done && i < 2 * (sizeof kinds / sizeof kinds[0]); i++) {
        const ri_kind kind = kinds[i % (sizeof kinds / sizeof kinds[0])];
        const bool by_key = i >= sizeof kinds / sizeof kinds[0];
        done = learn_holders(names, ri_snapshot_rows(s, kind), kind, by_key, holder_keys);
    }
    ri_snapshot_free(s);
    if (!done) {
        ri_exact_names_free(names);
        return status != RACI_OK ? status : ri_fail_nomem(err);
    }
    *out = names;
    return RACI_OK;
}

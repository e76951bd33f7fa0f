/*
 * Keys as values: those that rules name, and, of all others, one for each set of globs that a
 * key can fit. Where there are very many such sets, they are told apart two by two only, and
 * on the keys that the model has: then it is known that two matches meet, and possible that
 * one lies within another.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "resolve/facet.h"
#include "resolve/key_classes.h"
#include "resolve/space.h"

#define GLOBS_PAIRED 100 /* up to so many globs are tried in pairs */

/* ---- the values ---- */

/* Literal keys become values, globs are gathered. */
static bool meet_keys(const ri_space *space, const ri_axis *axis, ri_intern *names,
                      ri_intern *different, ri_globs *wild)
{
    for (uint32_t i = 0; i < space->n; i++) {
        const ri_condition *condition = ri_axis_condition(space, axis, i);
        for (uint32_t k = 0; condition != NULL && k < condition->n_values; k++) {
            const char *text = condition->values[k];
            const uint32_t before = ri_intern_count(different);
            if (!ri_glob_wild(text)) {
                if (ri_intern_string(names, text) == RI_NONE) {
                    return false;
                }
            } else if (ri_intern_string(different, text) == RI_NONE ||
                       (ri_intern_count(different) > before &&
                        !RI_PUSH(wild->items, wild->n, wild->capacity, text))) {
                return false;
            }
        }
    }
    return true;
}

/* Of the keys of the model one for each set of globs that fit. */
static bool meet_rows(const ri_space *space, const ri_globs *wild, ri_intern *names)
{
    const ri_rows *rows =
        space->s != NULL ? ri_snapshot_rows(space->s, ri_space_matched(space)) : NULL;
    const size_t size = wild->n / 8 + 1;
    unsigned char *fitting = ri_arena_take(space->arena, size);
    ri_intern *met = ri_intern_new();
    bool fits = fitting != NULL && met != NULL;
    for (uint32_t i = 0; fits && rows != NULL && wild->n > 0 && i < rows->n; i++) {
        const uint32_t before = ri_intern_count(met);
        if (!ri_row_there(rows, i) || ri_intern_find(names, rows->key[i]) != RI_NONE) {
            continue;
        }
        memset(fitting, 0, size);
        for (size_t g = 0; g < wild->n; g++) {
            if (ri_glob(wild->items[g], rows->key[i])) {
                fitting[g / 8] |= (unsigned char)(1u << (g % 8));
            }
        }
        fits = ri_intern_put(met, (const char *)fitting, size) != RI_NONE &&
               (ri_intern_count(met) == before || ri_intern_string(names, rows->key[i]) != RI_NONE);
    }
    ri_intern_free(met);
    return fits;
}

/* Rather a key that nothing has yet: of one that is there more is known. */
static bool is_taken(const char *key, const void *context)
{
    return ri_space_has_key(context, key);
}

/* Tells globs apart two by two. */
static bool meet_pairs(const ri_space *space, const ri_globs *wild, uint32_t n_named,
                       ri_intern *names)
{
    const size_t paired = wild->n <= GLOBS_PAIRED ? wild->n : 0;
    bool all = true;
    bool fits = true;
    for (size_t i = 0; fits && i < wild->n; i++) {
        const char *pair[] = {wild->items[i], NULL};
        ri_globs two = {.items = pair, .n = 1};
        fits = ri_tell_globs_apart(names, n_named, &two, is_taken, space, &all);
        two.n = 2;
        for (size_t k = i + 1; fits && k < paired; k++) {
            pair[1] = wild->items[k];
            fits = ri_tell_globs_apart(names, n_named, &two, is_taken, space, &all);
        }
    }
    return fits;
}

/* Meets keys that tell the globs apart, as far as that can be gone through. */
static bool meet_globs(const ri_space *space, ri_axis *axis, const ri_globs *wild, ri_intern *names)
{
    const uint32_t n_named = ri_intern_count(names);
    bool all = true;
    if (wild->n == 0) {
        return ri_intern_string(names, RI_OTHER_KEY) != RI_NONE;
    }
    if (!ri_tell_globs_apart(names, n_named, wild, is_taken, space, &all)) {
        return false;
    }
    axis->within_loose = !all;
    axis->apart_loose = !all;
    return all || (meet_rows(space, wild, names) && meet_pairs(space, wild, n_named, names));
}

raci_status ri_axis_find_keys(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                              raci_error *err)
{
    ri_globs wild = {0};
    uint32_t n_named = 0;
    ri_intern *different = ri_intern_new();
    bool fits = different != NULL && meet_keys(space, axis, reader->names, different, &wild);
    if (fits) {
        n_named = ri_intern_count(reader->names);
        fits = meet_globs(space, axis, &wild, reader->names);
    }
    ri_intern_free(different);
    ri_free(wild.items);
    return fits ? ri_axis_give_values(space, axis, reader, n_named, false, err)
                : ri_fail_nomem(err);
}

void ri_axis_read_keys(const ri_axis *axis, const ri_axis_reader *reader,
                       const ri_condition *condition, uint64_t *bits)
{
    for (uint32_t k = 0; k < condition->n_values; k++) {
        const char *text = condition->values[k];
        if (!ri_glob_wild(text)) {
            ri_bit_set(bits, reader->value_of[ri_intern_find(reader->names, text)]);
            continue;
        }
        for (uint32_t v = 0; v < axis->n; v++) {
            if (ri_glob(text, axis->value[v])) {
                ri_bit_set(bits, v);
            }
        }
    }
}

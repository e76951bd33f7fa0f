/*
 * Keys as values. Of globs it is tried what fits them: the keys that the model has, keys
 * that rules name, and for each glob, and each two of them, a key that fits, if there is
 * one. So it is known whether two matches meet; whether one lies within another is known
 * of the keys that were tried, and possible of all.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "resolve/space.h"

#define GLOBS_PAIRED 200   /* up to so many globs are tried in pairs */
#define GLOB_PAIR_BYTES 64 /* longer ones are not */

static bool is_wild(const char *text)
{
    return strpbrk(text, "*?") != NULL;
}

/* ---- a key that fits two globs ---- */

/* What can be reached: after i characters of the one and k of the other glob. */
typedef struct pairing {
    const char *a;
    const char *b;
    char seen[GLOB_PAIR_BYTES + 1][GLOB_PAIR_BYTES + 1];
    char key[2 * GLOB_PAIR_BYTES + 1];
    size_t length;
} pairing;

/* Writes a key that fits both rests; the shortest ways first. false: there is none. */
static bool fit_both(pairing *p, size_t i, size_t k)
{
    const char a = p->a[i];
    const char b = p->b[k];
    if (a == '\0' && b == '\0') {
        return true;
    }
    if (p->seen[i][k] != 0) { /* it has failed before, or is being tried */
        return false;
    }
    p->seen[i][k] = 1;
    if ((a == '*' && fit_both(p, i + 1, k)) || (b == '*' && fit_both(p, i, k + 1))) {
        return true;
    }
    if (a == '\0' || b == '\0' || (a == '*' && b == '*')) {
        return false;
    }
    if (a != b && a != '*' && b != '*' && a != '?' && b != '?') {
        return false;
    }
    const char taken = a == '*' || a == '?' ? b : a;
    p->key[p->length++] = taken;
    if (p->key[p->length - 1] == '?' || p->key[p->length - 1] == '*') {
        p->key[p->length - 1] = 'x';
    }
    if (fit_both(p, a == '*' ? i : i + 1, b == '*' ? k : k + 1)) {
        return true;
    }
    p->length--;
    return false;
}

/* Meets a key that fits both globs. false: memory is exhausted. */
static bool meet_pair(ri_intern *names, const char *a, const char *b)
{
    pairing p;
    if (strlen(a) > GLOB_PAIR_BYTES || strlen(b) > GLOB_PAIR_BYTES) {
        return true;
    }
    memset(&p, 0, sizeof p);
    p.a = a;
    p.b = b;
    if (!fit_both(&p, 0, 0) || !ri_key_valid(p.key, p.length)) {
        return true;
    }
    return ri_intern_put(names, p.key, p.length) != RI_NONE;
}

/* ---- the values ---- */

typedef struct globs {
    const char **items;
    size_t n;
    size_t capacity;
} globs;

/* Literal keys become values, globs are gathered. */
static bool meet_keys(const ri_space *space, const ri_axis *axis, ri_intern *names,
                      ri_intern *different, globs *wild)
{
    for (uint32_t i = 0; i < space->n; i++) {
        const ri_condition *condition = ri_axis_condition(space, axis, i);
        for (uint32_t k = 0; condition != NULL && k < condition->n_values; k++) {
            const char *text = condition->values[k];
            const uint32_t before = ri_intern_count(different);
            if (!is_wild(text)) {
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
static bool meet_rows(const ri_space *space, const globs *wild, ri_intern *names)
{
    const ri_kind kind = space->on == RI_JOURNEY ? RI_JOURNEY : RI_TOUCHPOINT;
    const ri_rows *rows = space->s != NULL ? ri_snapshot_rows(space->s, kind) : NULL;
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

static bool meet_pairs(const globs *wild, ri_intern *names)
{
    const size_t paired = wild->n <= GLOBS_PAIRED ? wild->n : 0;
    for (size_t i = 0; i < wild->n; i++) {
        if (!meet_pair(names, wild->items[i], wild->items[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < paired; i++) {
        for (size_t k = i + 1; k < paired; k++) {
            if (!meet_pair(names, wild->items[i], wild->items[k])) {
                return false;
            }
        }
    }
    return ri_intern_string(names, RI_OTHER_KEY) != RI_NONE;
}

raci_status ri_axis_find_keys(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                              raci_error *err)
{
    globs wild = {0};
    ri_intern *different = ri_intern_new();
    bool fits = different != NULL && meet_keys(space, axis, reader->names, different, &wild) &&
                meet_rows(space, &wild, reader->names) && meet_pairs(&wild, reader->names);
    axis->within_loose = wild.n > 0;
    axis->apart_loose = wild.n > GLOBS_PAIRED;
    axis->n = ri_intern_count(reader->names);
    axis->value = fits ? ri_arena_array(space->arena, axis->n, sizeof *axis->value) : NULL;
    for (uint32_t v = 0; axis->value != NULL && v < axis->n; v++) {
        const char *key = ri_intern_get(reader->names, v);
        axis->value[v] =
            strcmp(key, RI_OTHER_KEY) == 0 ? RI_OTHER_KEY : ri_arena_string(space->arena, key);
        fits = fits && axis->value[v] != NULL;
    }
    ri_intern_free(different);
    ri_free(wild.items);
    return fits && axis->value != NULL ? RACI_OK : ri_fail_nomem(err);
}

void ri_axis_read_keys(const ri_axis *axis, const ri_axis_reader *reader,
                       const ri_condition *condition, uint64_t *bits)
{
    for (uint32_t k = 0; k < condition->n_values; k++) {
        const char *text = condition->values[k];
        if (!is_wild(text)) {
            ri_bit_set(bits, ri_intern_find(reader->names, text));
            continue;
        }
        for (uint32_t v = 0; v < axis->n; v++) {
            if (ri_glob(text, axis->value[v])) {
                ri_bit_set(bits, v);
            }
        }
    }
}

#include "resolve/tally.h"

#include <string.h>

#include "base/memory.h"

static const ri_kind kinds[] = {RI_PERSON, RI_POSITION, RI_TEAM, RI_UNIT};
#define KINDS (sizeof kinds / sizeof kinds[0])

static uint32_t *zeros(size_t n)
{
    uint32_t *out = n <= SIZE_MAX / sizeof *out ? ri_alloc(n * sizeof *out) : NULL;
    if (out != NULL) {
        memset(out, 0, n * sizeof *out);
    }
    return out;
}

static bool make(ri_tally *t)
{
    bool done = true;
    for (size_t i = 0; i < KINDS; i++) {
        const ri_kind kind = kinds[i];
        t->all[kind] = zeros(t->n[kind]);
        t->on_those[kind] = zeros((size_t)t->n[kind] * t->n_letters);
        done = done && t->all[kind] != NULL && t->on_those[kind] != NULL;
    }
    return done;
}

bool ri_tally_begin(ri_tally *t, const ri_snapshot *s, uint32_t n_letters)
{
    *t = (ri_tally){.n_letters = n_letters};
    for (size_t i = 0; i < KINDS; i++) {
        t->n[kinds[i]] = ri_snapshot_rows(s, kinds[i])->n;
    }
    return make(t);
}

void ri_tally_share(ri_tally *out, const ri_tally *of)
{
    *out = *of;
    memset(out->shared, 1, sizeof out->shared);
}

/* Counts of a kind of its own. */
static bool own(ri_tally *t, ri_kind kind)
{
    const size_t n = t->n[kind];
    const size_t n_on = n * t->n_letters;
    uint32_t *all = ri_alloc(n * sizeof *all);
    uint32_t *on_those = ri_alloc(n_on * sizeof *on_those);
    if (all == NULL || on_those == NULL) {
        ri_free(all);
        ri_free(on_those);
        return false;
    }
    memcpy(all, t->all[kind], n * sizeof *all);
    memcpy(on_those, t->on_those[kind], n_on * sizeof *on_those);
    t->all[kind] = all;
    t->on_those[kind] = on_those;
    t->shared[kind] = false;
    return true;
}

/* One less is so much more, as numbers wrap. */
static bool count(ri_tally *t, const ri_row *row, ri_kind subject, uint32_t one)
{
    for (uint32_t i = 0; i < row->n; i++) {
        const ri_kind kind = ri_ref_kind(row->holder[i]);
        const size_t at = ri_ref_index(row->holder[i]);
        if (t->all[kind] == NULL) {
            continue;
        }
        if (t->shared[kind] && !own(t, kind)) {
            return false;
        }
        t->all[kind][at] += one;
        if (subject == RI_TOUCHPOINT) {
            t->on_those[kind][at * t->n_letters + row->letter[i]] += one;
        }
    }
    return true;
}

bool ri_tally_add(ri_tally *t, const ri_row *row, ri_kind subject)
{
    return count(t, row, subject, 1);
}

bool ri_tally_take(ri_tally *t, const ri_row *row, ri_kind subject)
{
    return count(t, row, subject, UINT32_MAX);
}

uint32_t ri_tally_on(const ri_tally *t, ri_kind kind, uint32_t row, uint8_t letter)
{
    return t->on_those[kind][(size_t)row * t->n_letters + letter];
}

void ri_tally_free(ri_tally *t)
{
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        if (!t->shared[kind]) {
            ri_free(t->all[kind]);
            ri_free(t->on_those[kind]);
        }
    }
    *t = (ri_tally){0};
}

/*
 * What makes two touchpoints a pair depends on their channels, on their sets of A's
 * (*answers*), and on which answers have a letter on them. There are few answers at one
 * stage of a journey, so what is told of which is kept in bits, one for each answer, and
 * touchpoints that are alike in channel, answer and bits are looked at once. Only where
 * there are very many answers are touchpoints compared one by one.
 */
#include "check/channel_pairs.h"

#include <string.h>

#include "base/memory.h"

#define DIGEST_START UINT64_C(0xcbf29ce484222325)

static uint64_t stir(uint64_t digest, uint64_t value)
{
    digest = (digest ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return digest ^ (digest >> 29);
}

/* The keys of a map exclude one number; this leaves room to count up from a clash. */
static uint64_t as_key(uint64_t digest)
{
    return digest >> 2;
}

static void exhausted(ri_pairing *k)
{
    k->c->out_of_memory = true;
}

bool ri_met_make(ri_met *out, const ri_checking *c, const ri_matrix *matrix, uint32_t number,
                 uint32_t touchpoint)
{
    const ri_snapshot *s = c->s;
    ri_met x = {.stage = s->touchpoints.stage[touchpoint],
                .channel = s->touchpoints.channel[touchpoint]};
    if (x.stage == RI_NONE || x.channel == RI_NONE) {
        return false;
    }
    x.row = ri_matrix_row_of(matrix, number);
    x.a = ri_row_holders(&x.row, c->a, &x.n_a);
    if (x.n_a == 0) {
        return false;
    }
    x.home = ri_position_department(s, ri_ref_index(x.a[0]));
    *out = x;
    return true;
}

bool ri_homes_differ(ri_checking *c, const ri_met *x, const ri_met *y)
{
    if (x->n_a == 1 && y->n_a == 1) {
        return x->home != y->home;
    }
    return ri_departments_differ(c, x->a, x->n_a, y->a, y->n_a);
}

/* ---- one by one ---- */

/* Whether an A of `x` has a letter on `y`. */
static bool is_told(const ri_snapshot *s, const ri_met *x, const ri_met *y)
{
    for (uint32_t i = 0; i < y->row.n; i++) {
        for (uint32_t j = 0; j < x->n_a; j++) {
            if (ri_includes(s, y->row.holder[i], x->a[j])) {
                return true;
            }
        }
    }
    return false;
}

bool ri_are_pair(ri_checking *c, const ri_met *x, const ri_met *y)
{
    return x->channel != y->channel && ri_homes_differ(c, x, y) && !is_told(c->s, x, y) &&
           !is_told(c->s, y, x);
}

/* The part of the tree of units in which all A's are. */
typedef struct span {
    uint32_t least;
    uint32_t most;
} span;

/* false when some A has no unit. */
static bool span_all(const ri_snapshot *s, const ri_met *items, size_t n, span *out)
{
    *out = (span){UINT32_MAX, 0};
    for (size_t i = 0; i < n; i++) {
        for (uint32_t j = 0; j < items[i].n_a; j++) {
            const uint32_t unit = s->positions.unit[ri_ref_index(items[i].a[j])];
            if (unit == RI_NONE) {
                return false;
            }
            const uint32_t enter = s->units.enter[unit];
            out->least = enter < out->least ? enter : out->least;
            out->most = enter > out->most ? enter : out->most;
        }
    }
    return true;
}

/* Whether a unit that has every A has a letter on it. */
static bool is_told_all(const ri_snapshot *s, const ri_met *x, const span *all)
{
    for (uint32_t i = 0; i < x->row.n; i++) {
        const uint32_t unit = ri_ref_index(x->row.holder[i]);
        if (ri_ref_kind(x->row.holder[i]) == RI_UNIT && s->units.enter[unit] <= all->least &&
            all->most < s->units.leave[unit]) {
            return true;
        }
    }
    return false;
}

/* Drops those of which everybody is told, as where a whole company is: they are in no
   pair. Gives how many are left, in front. */
static size_t drop_told_all(const ri_snapshot *s, ri_met *items, size_t n)
{
    span all;
    size_t kept = 0;
    if (!span_all(s, items, n, &all)) {
        return n;
    }
    for (size_t i = 0; i < n; i++) {
        if (!is_told_all(s, &items[i], &all)) {
            items[kept++] = items[i];
        }
    }
    return kept;
}

static bool pair_each(ri_pairing *k, ri_met *items, size_t n)
{
    bool any = false;
    n = drop_told_all(k->c->s, items, n);
    for (size_t x = 0, y = 0; x < n; x++) {
        for (size_t tried = 0; !items[x].paired && tried < n; tried++) {
            if (ri_are_pair(k->c, &items[x], &items[y])) {
                items[x].paired = true;
                items[y].paired = true;
            } else {
                y = y + 1 < n ? y + 1 : 0;
            }
        }
        any = any || items[x].paired;
    }
    return any;
}

/* Whether one position has A on all of them, so that it is told of all. */
static bool has_common(const ri_met *items, size_t n)
{
    for (uint32_t j = 0; j < items[0].n_a; j++) {
        const ri_ref common = items[0].a[j];
        size_t i = 1;
        for (bool has = true; has && i < n; i += has) {
            has = false;
            for (uint32_t at = 0; !has && at < items[i].n_a; at++) {
                has = items[i].a[at] == common;
            }
        }
        if (i == n) {
            return true;
        }
    }
    return false;
}

/* ---- answers ---- */

static bool same_answer(const ri_met *x, const ri_met *y)
{
    return x->n_a == y->n_a && memcmp(x->a, y->a, x->n_a * sizeof *x->a) == 0;
}

static bool number_answers(ri_pairing *k, ri_met *items, size_t n)
{
    ri_map_free(&k->found);
    k->firsts.n = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t digest = DIGEST_START;
        for (uint32_t j = 0; j < items[i].n_a; j++) {
            digest = stir(digest, items[i].a[j]);
        }
        uint64_t key = as_key(digest);
        uint32_t answer = 0;
        while (ri_map_get(&k->found, key, &answer) &&
               !same_answer(&items[k->firsts.items[answer]], &items[i])) {
            key++;
        }
        if (!ri_map_get(&k->found, key, &answer)) {
            answer = (uint32_t)k->firsts.n;
            if (!ri_map_put(&k->found, key, answer) ||
                !RI_PUSH(k->firsts.items, k->firsts.n, k->firsts.capacity, (uint32_t)i)) {
                exhausted(k);
                return false;
            }
        }
        items[i].answer = answer;
    }
    return true;
}

/* ---- who is told of what, in bits ---- */

static uint64_t *add_row(ri_pairing *k, uint64_t **rows, size_t *n, size_t *capacity)
{
    if (*n + k->words > *capacity &&
        !ri_grow((void **)rows, capacity, *n + k->words, sizeof **rows)) {
        exhausted(k);
        return NULL;
    }
    uint64_t *row = *rows + *n;
    memset(row, 0, k->words * sizeof *row);
    *n += k->words;
    return row;
}

/* The row of a holder, made when it is first met; NULL when memory is exhausted.
   *made says that it is new. */
static uint64_t *row_of_holder(ri_pairing *k, ri_ref holder, bool *made)
{
    uint32_t at = 0;
    *made = !ri_map_get(&k->place, holder, &at);
    if (!*made) {
        return k->bits + (size_t)at * k->words;
    }
    at = k->n_rows++;
    if (!ri_map_put(&k->place, holder, at)) {
        exhausted(k);
        return NULL;
    }
    return add_row(k, &k->bits, &k->n_words, &k->capacity);
}

/* For each position that is an A: the answers it is in. */
static bool index_answers(ri_pairing *k, const ri_met *items)
{
    bool made = false;
    ri_map_free(&k->place);
    k->n_words = 0;
    k->n_rows = 0;
    k->named.n = 0;
    k->words = (k->firsts.n + 63) / 64;
    for (size_t answer = 0; answer < k->firsts.n; answer++) {
        const ri_met *first = &items[k->firsts.items[answer]];
        for (uint32_t j = 0; j < first->n_a; j++) {
            uint64_t *row = row_of_holder(k, first->a[j], &made);
            if (row == NULL ||
                (made && !RI_PUSH(k->named.items, k->named.n, k->named.capacity, first->a[j]))) {
                exhausted(k);
                return false;
            }
            row[answer / 64] |= UINT64_C(1) << (answer % 64);
        }
    }
    return true;
}

/* A new row for a unit, team or person: the answers of whom it includes. */
static void fill_row(ri_pairing *k, ri_ref holder, uint64_t *row)
{
    for (size_t i = 0; i < k->named.n; i++) {
        const uint64_t *of = k->bits + i * k->words;
        const bool told = ri_includes(k->c->s, holder, k->named.items[i]);
        for (size_t word = 0; told && word < k->words; word++) {
            row[word] |= of[word];
        }
    }
}

/* The answers that have a letter on a touchpoint, as a row of `told`. */
static uint64_t *tell(ri_pairing *k, const ri_met *x)
{
    uint64_t *out = add_row(k, &k->told, &k->n_told, &k->told_capacity);
    for (uint32_t i = 0; out != NULL && i < x->row.n; i++) {
        bool made = false;
        uint64_t *row = row_of_holder(k, x->row.holder[i], &made);
        if (row == NULL) {
            return NULL;
        }
        if (made && ri_ref_kind(x->row.holder[i]) != RI_POSITION) {
            fill_row(k, x->row.holder[i], row);
        }
        for (size_t word = 0; word < k->words; word++) {
            out[word] |= row[word];
        }
    }
    return out;
}

/* ---- kinds of touchpoints ---- */

static const uint64_t *told_of(const ri_pairing *k, size_t kind)
{
    return k->told + kind * k->words;
}

static bool same_kind(const ri_pairing *k, const ri_met *items, size_t kind, const ri_met *x,
                      const uint64_t *told)
{
    const ri_met *y = &items[k->kinds.items[kind]];
    return y->answer == x->answer && y->channel == x->channel &&
           memcmp(told_of(k, kind), told, k->words * sizeof *told) == 0;
}

/* false: memory is exhausted, or there are too many to keep. */
static bool find_kinds(ri_pairing *k, const ri_met *items, size_t n)
{
    ri_map_free(&k->found);
    k->kinds.n = 0;
    k->n_told = 0;
    for (size_t i = 0; i < n; i++) {
        const uint64_t *told = tell(k, &items[i]);
        if (told == NULL || k->n_told + k->n_words > k->most_words) {
            return false;
        }
        uint64_t digest = stir(stir(DIGEST_START, items[i].answer), items[i].channel);
        for (size_t word = 0; word < k->words; word++) {
            digest = stir(digest, told[word]);
        }
        uint64_t key = as_key(digest);
        uint32_t kind = 0;
        while (ri_map_get(&k->found, key, &kind) && !same_kind(k, items, kind, &items[i], told)) {
            key++;
        }
        if (ri_map_get(&k->found, key, &kind)) {
            k->n_told -= k->words;
        } else if (!ri_map_put(&k->found, key, (uint32_t)k->kinds.n) ||
                   !RI_PUSH(k->kinds.items, k->kinds.n, k->kinds.capacity, (uint32_t)i)) {
            exhausted(k);
            return false;
        }
    }
    return true;
}

static bool has_bit(const uint64_t *row, uint32_t bit)
{
    return (row[bit / 64] >> (bit % 64) & 1u) != 0;
}

/* Whether everybody who answers at this stage is told of a kind. */
static bool tells_all(const ri_pairing *k, size_t kind)
{
    const uint64_t *told = told_of(k, kind);
    for (size_t answer = 0; answer < k->firsts.n; answer += 64) {
        const size_t left = k->firsts.n - answer;
        const uint64_t all = left >= 64 ? UINT64_MAX : (UINT64_C(1) << left) - 1;
        if ((told[answer / 64] & all) != all) {
            return false;
        }
    }
    return true;
}

static bool are_pair(ri_pairing *k, const ri_met *items, size_t x, size_t y)
{
    const ri_met *left = &items[k->kinds.items[x]];
    const ri_met *right = &items[k->kinds.items[y]];
    return left->channel != right->channel && !has_bit(told_of(k, x), right->answer) &&
           !has_bit(told_of(k, y), left->answer) && ri_homes_differ(k->c, left, right);
}

static bool pair_kinds(ri_pairing *k, ri_met *items)
{
    bool any = false;
    size_t kept = 0;
    for (size_t i = 0; i < k->kinds.n; i++) { /* those of which not all are told */
        if (!tells_all(k, i)) {
            memmove(k->told + kept * k->words, told_of(k, i), k->words * sizeof *k->told);
            k->kinds.items[kept++] = k->kinds.items[i];
        }
    }
    k->kinds.n = kept;
    for (size_t x = 0, y = 0; x < kept; x++) { /* y: where a partner was found last */
        ri_met *item = &items[k->kinds.items[x]];
        for (size_t tried = 0; !items[k->firsts.items[item->answer]].paired && tried < kept;
             tried++) {
            if (are_pair(k, items, x, y)) {
                items[k->firsts.items[item->answer]].paired = true;
                items[k->firsts.items[items[k->kinds.items[y]].answer]].paired = true;
                any = true;
            } else {
                y = y + 1 < kept ? y + 1 : 0;
            }
        }
    }
    return any;
}

bool ri_find_pairs(ri_pairing *k, ri_met *items, size_t n)
{
    if (has_common(items, n)) {
        return false;
    }
    if (!number_answers(k, items, n)) {
        return false;
    }
    const size_t rows = (k->firsts.n + 63) / 64 * k->firsts.n;
    if (rows <= k->most_words && index_answers(k, items) && find_kinds(k, items, n)) {
        return pair_kinds(k, items);
    }
    return !k->c->out_of_memory && pair_each(k, items, n);
}

void ri_pairing_free(ri_pairing *k)
{
    ri_map_free(&k->found);
    ri_map_free(&k->place);
    ri_free(k->firsts.items);
    ri_free(k->kinds.items);
    ri_free(k->named.items);
    ri_free(k->bits);
    ri_free(k->told);
}

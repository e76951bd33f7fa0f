/*
 * What checks' functions see of who holds what. The matrix is by subject; what a
 * holder has is asked of an index that is made once, when the first function asks.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "check/own.h"

/* Holders in one row of numbers: positions, units, teams, people. */
static uint32_t holders_count(const ri_snapshot *s)
{
    return s->positions.rows.n + s->units.rows.n + s->teams.rows.n + s->people.rows.n;
}

static uint32_t holder_number(const ri_snapshot *s, ri_ref holder)
{
    uint32_t at = ri_ref_index(holder);
    switch (ri_ref_kind(holder)) {
    case RI_PERSON:
        at += s->teams.rows.n;
        /* fall through */
    case RI_TEAM:
        at += s->units.rows.n;
        /* fall through */
    case RI_UNIT:
        at += s->positions.rows.n;
        /* fall through */
    default:
        return at;
    }
}

static size_t place_of(const ri_own_letters *own, ri_ref holder, uint8_t letter)
{
    return (size_t)holder_number(own->s, holder) * own->n_letters + letter;
}

/* Sorts the matrix by holder and letter, by counting. */
static bool make_index(ri_own_letters *own)
{
    const uint32_t n_subjects = ri_subject_count(own->s);
    const size_t n = (size_t)holders_count(own->s) * own->n_letters;
    size_t n_holdings = 0;
    own->first = ri_alloc((n + 2) * sizeof *own->first);
    if (own->first == NULL) {
        return false;
    }
    memset(own->first, 0, (n + 2) * sizeof *own->first);
    for (uint32_t subject = 0; subject < n_subjects; subject++) {
        const ri_row row = ri_matrix_row_of(own->matrix, subject);
        for (uint32_t i = 0; i < row.n; i++) {
            own->first[place_of(own, row.holder[i], row.letter[i]) + 2]++;
        }
        n_holdings += row.n;
    }
    own->subjects = ri_alloc((n_holdings + 1) * sizeof *own->subjects);
    if (own->subjects == NULL) {
        ri_own_letters_free(own);
        return false;
    }
    for (size_t i = 2; i < n + 2; i++) {
        own->first[i] += own->first[i - 1];
    }
    /* first[p + 1] now begins the run of p; filling moves it to the run's end. */
    for (uint32_t subject = 0; subject < n_subjects; subject++) {
        const ri_ref ref = ri_subject_at(own->s, subject);
        const ri_row row = ri_matrix_row_of(own->matrix, subject);
        for (uint32_t i = 0; i < row.n; i++) {
            own->subjects[own->first[place_of(own, row.holder[i], row.letter[i]) + 1]++] = ref;
        }
    }
    return true;
}

static const ri_ref *holders_of(void *payload, ri_ref subject, uint8_t letter, uint32_t *n)
{
    const ri_own_letters *own = payload;
    return ri_matrix_holders(own->matrix, ri_subject_number(own->s, subject), letter, n);
}

static bool subjects_of(void *payload, ri_ref holder, uint8_t letter, const ri_ref **subjects,
                        uint32_t *n)
{
    ri_own_letters *own = payload;
    if (own->first == NULL && !make_index(own)) {
        return false;
    }
    const size_t place = place_of(own, holder, letter);
    *subjects = own->subjects + own->first[place];
    *n = (uint32_t)(own->first[place + 1] - own->first[place]);
    return true;
}

static int compare_subject(const void *row, const void *subject, const void *context)
{
    const ri_ref left = ((const ri_unreasoned *)row)->subject;
    const ri_ref right = *(const ri_ref *)subject;
    (void)context;
    return left < right ? -1 : left > right;
}

static bool unreasoned_of(void *payload, ri_ref subject, uint32_t i, ri_override *out)
{
    const ri_own_letters *own = payload;
    const ri_unreasoned_list *list = own->unreasoned;
    const size_t at = i + ri_order_place(list->items, list->n, sizeof *list->items, compare_subject,
                                         &subject, NULL);
    if (at >= list->n || list->items[at].subject != subject) {
        return false;
    }
    const ri_unreasoned *row = &list->items[at];
    const ri_policy_data *policy = ri_resolver_policy(own->resolver);
    *out = (ri_override){.letter = row->letter,
                         .rule = ri_source_name(own->resolver, row->source),
                         .over = ri_source_name(own->resolver, row->over)};
    if (row->over < policy->n_rules) {
        out->over_owner = policy->rules[row->over].owner;
    }
    return true;
}

ri_letters ri_own_letters_begin(ri_own_letters *own, const ri_checking *c, const ri_matrix *matrix)
{
    *own = (ri_own_letters){.s = c->s,
                            .matrix = matrix,
                            .n_letters = c->policy->scheme.n,
                            .resolver = c->resolver,
                            .unreasoned = &c->unreasoned};
    return (ri_letters){own, holders_of, subjects_of, unreasoned_of};
}

void ri_own_letters_free(ri_own_letters *own)
{
    ri_free(own->first);
    ri_free(own->subjects);
    own->first = NULL;
    own->subjects = NULL;
}

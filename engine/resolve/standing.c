#include "resolve/standing.h"

#include <string.h>

#include "base/bits.h"
#include "base/fail.h"
#include "base/memory.h"
#include "resolve/matcher.h"
#include "resolve/subjects.h"

#define CLASS_WORDS_MAX (UINT32_C(1) << 24) /* of rows of bits, over all classes */

/* The first and, so far, the last subject of a class. */
typedef struct ends {
    ri_ref first;
    ri_ref last;
} ends;

/* Matchers of the space's rules, and what they have found. */
typedef struct looking {
    const ri_space *space;
    ri_standing *standing;
    ri_matcher *on;
    ri_matcher *from;
    ri_matcher *to;
    uint64_t *bits;
    ri_intern *met; /* rows of bits */
    ends *ends;     /* by class */
    size_t n_ends;
    size_t capacity;
} looking;

static raci_status compile(looking *l, ri_axis_side side, ri_matcher **out, raci_error *err)
{
    const ri_space *space = l->space;
    const ri_match **matches = ri_arena_array(space->arena, space->n, sizeof(void *));
    if (matches == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < space->n; i++) {
        matches[i] = ri_space_match(space, i, side);
    }
    return ri_matcher_new(out, space->arena, space->s, ri_space_matched(space), matches, space->n,
                          err);
}

static raci_status compile_all(looking *l, raci_error *err)
{
    raci_status status = RACI_OK;
    if (l->space->on == RI_HANDOFF) {
        status = compile(l, RI_AXIS_FROM, &l->from, err);
        return status == RACI_OK ? compile(l, RI_AXIS_TO, &l->to, err) : status;
    }
    return l->space->on == RI_ENTERPRISE ? RACI_OK : compile(l, RI_AXIS_ON, &l->on, err);
}

/* Takes away rules that ask for the other kind of crossing. */
static void drop_crossing(const looking *l, uint32_t handoff)
{
    const bool crosses = ri_handoff_passing(&l->space->s->handoffs, handoff).crosses != 0;
    for (uint32_t i = 0; i < l->space->n; i++) {
        const ri_crossing asked = ri_space_rule(l->space, i)->crossing;
        if (asked != RI_CROSSING_ANY && (asked == RI_CROSSING_YES) != crosses) {
            l->bits[i / 64] &= ~(UINT64_C(1) << (i % 64));
        }
    }
}

/* Leaves in l->bits which matches hold on a subject. false: memory is exhausted. */
static bool look_at(const looking *l, uint32_t row)
{
    const ri_space *space = l->space;
    memset(l->bits, 0xFF, space->words * sizeof *l->bits);
    l->bits[space->words - 1] = (UINT64_C(1) << (space->n % 64)) - 1;
    if (l->on != NULL) {
        return ri_matcher_and(l->on, row, l->bits);
    }
    if (l->from == NULL) {
        return true;
    }
    drop_crossing(l, row);
    return ri_matcher_and(l->from, space->s->handoffs.from[row], l->bits) &&
           ri_matcher_and(l->to, space->s->handoffs.to[row], l->bits);
}

/* Keeps the class of a subject. false: memory is exhausted. */
static bool keep_class(looking *l, uint32_t row)
{
    const ri_space *space = l->space;
    const ri_bits bits = {l->bits, space->n};
    for (uint32_t i = ri_bits_next(&bits, 0, space->n); i < space->n;
         i = ri_bits_next(&bits, i + 1, space->n)) {
        l->standing->matches[i] = true;
    }
    if ((l->n_ends + 1) * space->words > CLASS_WORDS_MAX) {
        l->standing->all = false;
        return true;
    }
    const uint32_t class =
        ri_intern_put(l->met, (const char *)l->bits, space->words * sizeof *l->bits);
    if (class == RI_NONE) {
        return false;
    }
    const ri_ref subject = ri_ref_make(space->on, row);
    if (class == l->n_ends) {
        return RI_PUSH(l->ends, l->n_ends, l->capacity, (ends){subject, subject});
    }
    l->standing->next[ri_ref_index(l->ends[class].last)] = subject;
    l->ends[class].last = subject;
    return true;
}

static bool look_at_all(looking *l)
{
    const ri_space *space = l->space;
    const uint32_t n = space->s != NULL && space->n > 0 ? ri_subjects_of(space->s, space->on) : 0;
    l->standing->next = ri_arena_array(space->arena, n, sizeof *l->standing->next);
    bool fits = l->standing->next != NULL;
    for (uint32_t row = 0; fits && row < n; row++) {
        l->standing->next[row] = RI_NONE;
        if (ri_thing_there(space->s, ri_ref_make(space->on, row))) {
            fits = look_at(l, row) && keep_class(l, row);
        }
    }
    return fits;
}

/* Lays rows of rules out as rows of classes. */
static bool turn_round(const ri_space *space, ri_standing *standing)
{
    for (uint32_t class = 0; class < standing->n; class ++) {
        const ri_bits bits = {standing->matching[class], space->n};
        for (uint32_t i = ri_bits_next(&bits, 0, space->n); i < space->n;
             i = ri_bits_next(&bits, i + 1, space->n)) {
            if (standing->classes[i] == NULL) {
                standing->classes[i] =
                    ri_arena_array(space->arena, standing->words, sizeof(uint64_t));
            }
            if (standing->classes[i] == NULL) {
                return false;
            }
            ri_bit_set(standing->classes[i], class);
        }
    }
    return true;
}

static bool give(const looking *l)
{
    const ri_space *space = l->space;
    ri_standing *standing = l->standing;
    standing->n = (uint32_t)l->n_ends;
    standing->words = standing->n / 64 + 1;
    standing->first = ri_arena_array(space->arena, standing->n, sizeof *standing->first);
    standing->matching = ri_arena_array(space->arena, standing->n, sizeof(uint64_t *));
    standing->classes = ri_arena_array(space->arena, space->n, sizeof(uint64_t *));
    if (standing->first == NULL || standing->matching == NULL || standing->classes == NULL) {
        return false;
    }
    for (uint32_t class = 0; class < standing->n; class ++) {
        standing->first[class] = l->ends[class].first;
        standing->matching[class] = ri_arena_keep(space->arena, ri_intern_get(l->met, class),
                                                  space->words, sizeof(uint64_t));
        if (standing->matching[class] == NULL) {
            return false;
        }
    }
    return turn_round(space, standing);
}

raci_status ri_standing_build(ri_standing *out, const ri_space *space, raci_error *err)
{
    looking l = {.space = space, .standing = out};
    raci_status status = RACI_OK;
    *out = (ri_standing){.all = true};
    out->matches = ri_arena_array(space->arena, space->n, sizeof *out->matches);
    l.bits = ri_arena_array(space->arena, space->words, sizeof *l.bits);
    l.met = ri_intern_new();
    if (out->matches == NULL || l.bits == NULL || l.met == NULL) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK && space->s != NULL) {
        status = compile_all(&l, err);
    }
    if (status == RACI_OK && (!look_at_all(&l) || !give(&l))) {
        status = ri_fail_nomem(err);
    }
    ri_matcher_free(l.on);
    ri_matcher_free(l.from);
    ri_matcher_free(l.to);
    ri_intern_free(l.met);
    ri_free(l.ends);
    return status;
}

uint32_t ri_standing_both(const ri_standing *standing, uint32_t a, uint32_t b, uint32_t from)
{
    const uint64_t *left = standing->n > 0 ? standing->classes[a] : NULL;
    const uint64_t *right = standing->n > 0 ? standing->classes[b] : NULL;
    if (left == NULL || right == NULL || from >= standing->n) {
        return standing->n;
    }
    uint64_t rest = left[from / 64] & right[from / 64] & UINT64_MAX << (from % 64);
    uint32_t word = from / 64;
    while (rest == 0 && ++word < standing->words) {
        rest = left[word] & right[word];
    }
    return rest == 0 ? standing->n : word * 64 + ri_bits_lowest(rest);
}

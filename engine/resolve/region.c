#include "resolve/region.h"

#include <string.h>

#include "base/bits.h"
#include "resolve/span.h"

#define LOOKS_A_STEP 16 /* so many matches are looked at for one step of work */
#define LEVELS 256      /* so many matches one after the other may cut what is left in pieces */

bool ri_cutting_begin(ri_cutting *out, const ri_space *space)
{
    *out = (ri_cutting){.space = space, .n_levels = LEVELS};
    out->level = ri_arena_array(space->arena, LEVELS, sizeof *out->level);
    for (uint32_t i = 0; out->level != NULL && i < LEVELS; i++) {
        out->level[i].bits =
            ri_arena_array(space->arena, space->region_words, sizeof *out->level[i].bits);
        if (out->level[i].bits == NULL) {
            return false;
        }
    }
    return out->level != NULL;
}

ri_region *ri_region_whole(const ri_cutting *cutting)
{
    ri_region *region = &cutting->level[0];
    memcpy(region->bits, cutting->space->full, cutting->space->region_words * sizeof *region->bits);
    region->n_musts = 0;
    return region;
}

void ri_region_copy(const ri_space *space, ri_region *out, const ri_region *region)
{
    memcpy(out->bits, region->bits, space->region_words * sizeof *out->bits);
    memcpy(out->musts, region->musts, region->n_musts * sizeof *out->musts);
    out->n_musts = region->n_musts;
}

/* Whether some value of `bits` may be there. */
static bool may_have(const ri_axis *axis, const uint64_t *may, const uint64_t *bits)
{
    for (uint32_t w = 0; w < axis->words; w++) {
        if ((may[w] & bits[w]) != 0) {
            return true;
        }
    }
    return false;
}

/* Whether something fits what the region says on an axis. */
static bool fits_something(const ri_space *space, const ri_region *region, uint32_t a)
{
    const ri_axis *axis = &space->axes[a];
    const uint64_t *may = region->bits + axis->first_word;
    if (!axis->sets) {
        return may_have(axis, may, may);
    }
    for (uint32_t i = 0; i < region->n_musts; i++) {
        if (region->musts[i].axis == a && !may_have(axis, may, region->musts[i].bits)) {
            return false;
        }
    }
    return true;
}

ri_narrowed ri_region_narrow_to(const ri_space *space, ri_region *region, uint32_t a,
                                const ri_span *span, bool out)
{
    const ri_axis *axis = &space->axes[a];
    uint64_t *may = region->bits + axis->first_word;
    const bool must = axis->sets && span->any != out;
    if (must) {
        if (region->n_musts == RI_MUSTS_MAX) {
            return RI_NARROW_FULL;
        }
        region->musts[region->n_musts++] = (ri_must){a, span->bits};
    } else {
        const bool keep = !axis->sets && !out;
        for (uint32_t w = 0; w < axis->words; w++) {
            may[w] &= keep ? span->bits[w] : ~span->bits[w];
        }
    }
    return fits_something(space, region, a) ? RI_NARROW_SOME : RI_NARROW_EMPTY;
}

bool ri_region_narrow(const ri_space *space, ri_region *region, uint32_t rule)
{
    for (uint32_t a = 0; a < space->n_axes; a++) {
        const ri_span *span = ri_space_span(&space->axes[a], rule);
        if (span != NULL && ri_region_narrow_to(space, region, a, span, false) != RI_NARROW_SOME) {
            return false;
        }
    }
    return true;
}

void ri_region_fix(const ri_space *space, ri_region *region, uint32_t axis, uint32_t value)
{
    uint64_t *may = region->bits + space->axes[axis].first_word;
    const uint64_t word = may[value / 64] & UINT64_C(1) << (value % 64);
    memset(may, 0, space->axes[axis].words * sizeof *may);
    may[value / 64] = word;
}

/* ---- how a match lies to a region ---- */

/* Whether what of `part` may be there is in `bits`. */
static bool part_within(const ri_axis *axis, const uint64_t *may, const uint64_t *part,
                        const uint64_t *bits)
{
    for (uint32_t w = 0; w < axis->words; w++) {
        if ((may[w] & part[w] & ~bits[w]) != 0) {
            return false;
        }
    }
    return true;
}

bool ri_region_all_fits(const ri_space *space, const ri_region *region, uint32_t a,
                        const ri_span *span)
{
    const ri_axis *axis = &space->axes[a];
    const uint64_t *may = region->bits + axis->first_word;
    if (!axis->sets) {
        return part_within(axis, may, may, span->bits);
    }
    if (!span->any) {
        return !may_have(axis, may, span->bits);
    }
    for (uint32_t i = 0; i < region->n_musts; i++) {
        const ri_must *must = &region->musts[i];
        if (must->axis == a && part_within(axis, may, must->bits, span->bits)) {
            return true;
        }
    }
    return false;
}

bool ri_region_some_fits(const ri_space *space, const ri_region *region, uint32_t a,
                         const ri_span *span)
{
    const ri_axis *axis = &space->axes[a];
    const uint64_t *may = region->bits + axis->first_word;
    if (!axis->sets || span->any) {
        return may_have(axis, may, span->bits);
    }
    for (uint32_t i = 0; i < region->n_musts; i++) {
        const ri_must *must = &region->musts[i];
        if (must->axis == a && part_within(axis, may, must->bits, span->bits)) {
            return false;
        }
    }
    return true;
}

static bool rule_meets(const ri_space *space, const ri_region *region, uint32_t rule)
{
    for (uint32_t a = 0; a < space->n_axes; a++) {
        const ri_span *span = ri_space_span(&space->axes[a], rule);
        if (span != NULL && !ri_region_some_fits(space, region, a, span)) {
            return false;
        }
    }
    return true;
}

/* ---- cutting ---- */

/* What is to be cut away. */
typedef struct cuts {
    const uint32_t *rules;
    uint32_t n;
} cuts;

static ri_left cut(ri_cutting *c, const cuts *of, uint32_t from, uint32_t depth,
                   const ri_region **out);

/* Goes through the pieces of a region outside of a rule's match, of which each fits the axes
   before and not one axis. The region at `depth` is used up. */
static ri_left cut_pieces(ri_cutting *c, const cuts *of, uint32_t at, uint32_t depth,
                          const ri_region **out)
{
    const ri_space *space = c->space;
    ri_region *region = &c->level[depth];
    ri_left left = RI_LEFT_NOTHING;
    for (uint32_t a = 0; a < space->n_axes; a++) {
        const ri_span *span = ri_space_span(&space->axes[a], of->rules[at]);
        if (span == NULL || ri_region_all_fits(space, region, a, span)) {
            continue;
        }
        ri_region *piece = &c->level[depth + 1];
        ri_region_copy(space, piece, region);
        const ri_narrowed fits = ri_region_narrow_to(space, piece, a, span, true);
        const ri_left found =
            fits == RI_NARROW_SOME ? cut(c, of, at + 1, depth + 1, out) : ri_narrowed_left(fits);
        if (found == RI_LEFT_SOME) {
            return found;
        }
        left = found == RI_LEFT_UNKNOWN ? found : left;
        if (ri_region_narrow_to(space, region, a, span, false) != RI_NARROW_SOME) {
            return RI_LEFT_UNKNOWN; /* it met the match: only because it can hold no more */
        }
    }
    return left;
}

/* Whether all of the region fits one rule's match. */
static bool rule_contains(const ri_space *space, const ri_region *region, uint32_t rule)
{
    for (uint32_t a = 0; a < space->n_axes; a++) {
        const ri_span *span = ri_space_span(&space->axes[a], rule);
        if (span != NULL && !ri_region_all_fits(space, region, a, span)) {
            return false;
        }
    }
    return true;
}

/* Takes steps from what may still be taken. false: there are none left. */
static bool take_work(ri_cutting *c, uint32_t steps)
{
    const bool enough = c->work > steps;
    c->work = enough ? c->work - steps : 0;
    return enough;
}

static ri_left cut(ri_cutting *c, const cuts *of, uint32_t from, uint32_t depth,
                   const ri_region **out)
{
    const ri_region *region = &c->level[depth];
    uint32_t first = of->n; /* that meets it */
    if (!take_work(c, 1 + (of->n - from) / LOOKS_A_STEP)) {
        return RI_LEFT_UNKNOWN;
    }
    /* One that contains all of it, wherever it stands, spares the pieces. */
    for (uint32_t at = from; at < of->n; at++) {
        if (rule_contains(c->space, region, of->rules[at])) {
            return RI_LEFT_NOTHING;
        }
        if (first == of->n && rule_meets(c->space, region, of->rules[at])) {
            first = at;
        }
    }
    if (first == of->n) {
        *out = region;
        return RI_LEFT_SOME;
    }
    return depth + 1 < c->n_levels ? cut_pieces(c, of, first, depth, out) : RI_LEFT_UNKNOWN;
}

ri_left ri_region_cut(const ri_region **out, ri_cutting *cutting, const uint32_t *rules, uint32_t n,
                      uint32_t work)
{
    const cuts of = {rules, n};
    cutting->work = work;
    return cut(cutting, &of, 0, 0, out);
}

/* ---- reading ---- */

uint32_t ri_region_value(const ri_space *space, const ri_region *region, uint32_t axis)
{
    const ri_bits bits = {region->bits + space->axes[axis].first_word, space->axes[axis].n};
    if (space->axes[axis].dimension == RI_DIM_KEY && ri_bits_has(&bits, bits.n - 1)) {
        return bits.n - 1; /* rather a key that fits nothing */
    }
    return ri_bits_next(&bits, 0, bits.n);
}

bool ri_region_says(const ri_space *space, const ri_region *region, uint32_t axis)
{
    const ri_axis *of = &space->axes[axis];
    const size_t size = of->words * sizeof *region->bits;
    for (uint32_t i = 0; i < region->n_musts; i++) {
        if (region->musts[i].axis == axis) {
            return true;
        }
    }
    return memcmp(region->bits + of->first_word, space->full + of->first_word, size) != 0;
}

/*
 * The rules of two policies in one space, and the free truths beside it.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "resolve/facet.h"
#include "resolve/overlap.h"
#include "resolve/relating.h"

#define RULES_MAX 10000 /* on one kind of subject, that are compared */

static const uint64_t true_bits[1] = {2};
static const ri_span is_true = {.bits = true_bits, .end = 1};

const ri_span *ri_span_true(void)
{
    return &is_true;
}

/* ---- what meets what ---- */

static raci_status find_meets(ri_relater *r, raci_error *err)
{
    const ri_space *space = &r->declared;
    ri_overlap overlap;
    raci_status status = ri_overlap_build(&overlap, space, err);
    r->meets = ri_arena_array(r->arena, space->n, sizeof *r->meets);
    bool fits = r->meets != NULL;
    for (uint32_t i = 0; status == RACI_OK && fits && i < space->n; i++) {
        r->meets[i] = ri_arena_array(r->arena, space->words, sizeof **r->meets);
        fits = r->meets[i] != NULL;
        if (fits && !ri_bit_of(space->empty, i)) {
            fits = ri_overlap_ask(&overlap, i);
            memcpy(r->meets[i], overlap.meets, space->words * sizeof **r->meets);
        }
    }
    return status == RACI_OK && !fits ? ri_fail_nomem(err) : status;
}

/* ---- free truths ---- */

uint32_t ri_relater_number(ri_intern *met, char kind, uint32_t what)
{
    char text[16];
    const int length = snprintf(text, sizeof text, "%c%u", kind, (unsigned)what);
    return ri_intern_put(met, text, (size_t)length);
}

/* The truth of each ban: whether it means somebody of whom that is not known. Bans that say the
   same mean the same. */
static bool number_bans(ri_relater *r, ri_intern *met)
{
    const ri_space *space = &r->declared;
    for (uint32_t i = 0; i < space->n; i++) {
        const ri_grants *forbid = &ri_space_rule(space, i)->forbid;
        for (uint32_t k = 0; k < forbid->n; k++) {
            ri_fixed fixed;
            if (!ri_fixed_of(&fixed, &r->fixing, forbid->items[k].holder, false)) {
                return false;
            }
            const uint32_t vague =
                fixed.said == RI_NONE ? ri_vague_number(r, space->rules[i], forbid->items[k].holder)
                                      : fixed.said;
            const uint32_t truth =
                vague == RI_NONE ? RI_NONE
                                 : ri_relater_number(met, fixed.said != RI_NONE ? 's' : 'f', vague);
            if (truth == RI_NONE) {
                return false;
            }
            r->truths[i][forbid->items[k].letter] = space->n_axes + truth;
        }
    }
    return true;
}

/* The truth of each `when`, as an axis; RI_NONE for rules without one. */
static bool number_whens(const ri_relater *r, ri_intern *met, uint32_t *whens)
{
    const ri_space *space = &r->declared;
    for (uint32_t i = 0; i < space->n; i++) {
        const uint32_t condition = r->condition[space->rules[i]];
        whens[i] = RI_NONE;
        if (condition != RI_NONE) {
            const uint32_t truth = ri_relater_number(met, 'w', condition);
            if (truth == RI_NONE) {
                return false;
            }
            whens[i] = space->n_axes + truth;
        }
    }
    return true;
}

/* The space with an axis more for each truth. No rule has a span there: spots have them. */
static bool add_truths(ri_relater *r, uint32_t n)
{
    const ri_space *from = &r->declared;
    ri_space *space = &r->space;
    uint32_t *span_of = ri_arena_array(r->arena, from->n, sizeof *span_of);
    *space = *from;
    space->n_axes = from->n_axes + n;
    space->region_words = from->region_words + n;
    space->axes = ri_arena_array(r->arena, space->n_axes, sizeof *space->axes);
    space->full = ri_arena_array(r->arena, space->region_words, sizeof *space->full);
    if (span_of == NULL || space->axes == NULL || space->full == NULL) {
        return false;
    }
    memset(span_of, 0xFF, from->n * sizeof *span_of);
    memcpy(space->axes, from->axes, from->n_axes * sizeof *space->axes);
    memcpy(space->full, from->full, from->region_words * sizeof *space->full);
    for (uint32_t k = 0; k < n; k++) {
        space->axes[from->n_axes + k] = (ri_axis){.dimension = RI_AXIS_FREE,
                                                  .n = 2,
                                                  .words = 1,
                                                  .first_word = from->region_words + k,
                                                  .span_of = span_of};
        space->full[from->region_words + k] = 3;
    }
    return true;
}

/* ---- what each rule says ---- */

static bool put_spots(ri_relater *r, uint32_t i, uint32_t when)
{
    const ri_space *space = &r->declared;
    uint32_t n = when != RI_NONE ? 1 : 0;
    for (uint32_t a = 0; a < space->n_axes; a++) {
        n += space->axes[a].span_of[i] != RI_NONE ? 1 : 0;
    }
    ri_spot *spots = ri_arena_array(r->arena, n, sizeof *spots);
    if (spots == NULL) {
        return false;
    }
    r->spots[i] = (ri_spots){spots, 0};
    for (uint32_t a = 0; a < space->n_axes; a++) {
        const ri_span *span = ri_space_span(&space->axes[a], i);
        if (span != NULL) {
            spots[r->spots[i].n++] = (ri_spot){a, span};
        }
    }
    if (when != RI_NONE) {
        spots[r->spots[i].n++] = (ri_spot){when, &is_true};
    }
    return true;
}

/* Writes what a rule says of keys where globs are compared. Gives whether it has one. */
static bool say_keys(const ri_relater *r, uint32_t i, ri_text *out)
{
    const ri_space *space = &r->declared;
    bool wild = false;
    for (uint32_t a = 0; a < space->n_axes; a++) {
        const ri_condition *condition =
            space->axes[a].within_loose ? ri_axis_condition(space, &space->axes[a], i) : NULL;
        for (uint32_t k = 0; condition != NULL && k < condition->n_values; k++) {
            ri_text_format(out, "%u%c%s\n", (unsigned)a, condition->except ? '-' : '+',
                           condition->values[k]);
            wild = wild || ri_glob_wild(condition->values[k]);
        }
    }
    return wild;
}

static bool number_keys(ri_relater *r, ri_intern *met, uint32_t i)
{
    ri_text said = RI_TEXT_INIT;
    r->wild[i] = say_keys(r, i, &said);
    r->globs = r->globs || r->wild[i];
    r->keys[i] = said.length > 0 ? ri_intern_put(met, ri_text_string(&said), said.length) : RI_NONE;
    const bool fits = !said.failed && (said.length == 0 || r->keys[i] != RI_NONE);
    ri_text_free(&said);
    return fits;
}

/* Two rules have the same match that say the same on each axis; where globs are compared the
   values that were tried are not enough. */
static bool number_match(ri_relater *r, ri_intern *met, uint32_t i)
{
    const ri_spots *spots = &r->spots[i];
    const ri_space *space = &r->declared;
    ri_text said = RI_TEXT_INIT;
    for (uint32_t k = 0; k < spots->n; k++) {
        const uint32_t axis = spots->items[k].axis;
        ri_text_format(&said, "%u:%u ", (unsigned)axis,
                       axis < space->n_axes ? (unsigned)space->axes[axis].span_of[i] : 0);
    }
    ri_text_format(&said, "%u", r->wild[i] ? (unsigned)r->keys[i] : 0);
    r->match[i] = said.failed ? RI_NONE : ri_intern_string(met, ri_text_string(&said));
    ri_text_free(&said);
    return r->match[i] != RI_NONE;
}

static bool read_rules(ri_relater *r, const uint32_t *whens)
{
    ri_intern *matches = ri_intern_new();
    ri_intern *keys = ri_intern_new();
    bool fits = matches != NULL && keys != NULL;
    for (uint32_t i = 0; fits && i < r->declared.n; i++) {
        fits = put_spots(r, i, whens[i]) && number_keys(r, keys, i) && number_match(r, matches, i);
    }
    ri_intern_free(matches);
    ri_intern_free(keys);
    return fits;
}

static bool take_rows(ri_relater *r, uint32_t **whens)
{
    const uint32_t n = r->declared.n;
    r->spots = ri_arena_array(r->arena, n, sizeof *r->spots);
    r->match = ri_arena_array(r->arena, n, sizeof *r->match);
    r->keys = ri_arena_array(r->arena, n, sizeof *r->keys);
    r->wild = ri_arena_array(r->arena, n, sizeof *r->wild);
    r->truths = ri_arena_array(r->arena, n, sizeof *r->truths);
    *whens = ri_arena_array(r->arena, n, sizeof **whens);
    return r->spots != NULL && r->match != NULL && r->keys != NULL && r->wild != NULL &&
           r->truths != NULL && *whens != NULL;
}

static bool lay_out(ri_relater *r)
{
    uint32_t *whens = NULL;
    ri_intern *met = ri_intern_new();
    const bool fits = met != NULL && take_rows(r, &whens) && number_bans(r, met) &&
                      number_whens(r, met, whens) && add_truths(r, ri_intern_count(met)) &&
                      read_rules(r, whens) && ri_cutting_begin(&r->cutting, &r->space);
    ri_intern_free(met);
    return fits;
}

raci_status ri_relater_enter(ri_relater *r, ri_kind on, raci_error *err)
{
    raci_status status = ri_space_build(&r->declared, r->arena, &r->both, r->s, on, r->date, err);
    r->space = r->declared;
    r->spots = NULL;
    r->globs = false;
    if (status != RACI_OK || r->declared.n == 0 || r->declared.n > RULES_MAX) {
        return status;
    }
    status = find_meets(r, err);
    return status == RACI_OK && !lay_out(r) ? ri_fail_nomem(err) : status;
}

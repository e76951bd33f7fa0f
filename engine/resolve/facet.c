#include "resolve/facet.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

#define MASK_VALUES 6 /* criticality: unset and 1 … 5; truth and managed use two */

static void set_bit(uint64_t *bits, uint32_t i)
{
    bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static bool is_masked(ri_dimension dimension)
{
    return dimension == RI_DIM_CRITICALITY || dimension == RI_DIM_TRUTH ||
           dimension == RI_DIM_MANAGED;
}

/* The condition of a match in the facet's dimension, or NULL. */
static const ri_condition *condition_of(const ri_facet *facet, const ri_match *match)
{
    for (uint32_t i = 0; i < match->n; i++) {
        const ri_condition *condition = &match->conditions[i];
        if (condition->dimension != facet->dimension) {
            continue;
        }
        if (facet->dimension == RI_DIM_ATTRIBUTE &&
            strcmp(condition->attribute, facet->name) != 0) {
            continue;
        }
        return condition;
    }
    return NULL;
}

bool ri_glob_wild(const char *glob)
{
    return strpbrk(glob, "*?") != NULL;
}

bool ri_condition_wild(const ri_condition *condition)
{
    for (uint32_t i = 0; i < condition->n_values; i++) {
        if (ri_glob_wild(condition->values[i])) {
            return true;
        }
    }
    return false;
}

bool ri_condition_fits(const ri_condition *condition, const char *key)
{
    for (uint32_t i = 0; i < condition->n_values; i++) {
        if (ri_glob(condition->values[i], key)) {
            return !condition->except;
        }
    }
    return condition->except;
}

/* Writes the name under which a masked value is a class. */
static const char *mask_value(uint32_t value, char buffer[4])
{
    snprintf(buffer, 4, "%u", (unsigned)value);
    return buffer;
}

/* Meets all values that the condition names. */
static bool meet_values(ri_facet *facet, const ri_condition *condition)
{
    if (is_masked(facet->dimension)) {
        char buffer[4];
        for (uint32_t value = 0; value < MASK_VALUES; value++) {
            if (ri_intern_string(facet->values, mask_value(value, buffer)) == RI_NONE) {
                return false;
            }
        }
        return true;
    }
    for (uint32_t i = 0; i < condition->n_values; i++) {
        if (ri_intern_string(facet->values, condition->values[i]) == RI_NONE) {
            return false;
        }
    }
    return true;
}

/* Sets bit i in the row, which is made when it is first needed. */
static bool set_in_row(uint64_t **row, const ri_facet *facet, ri_arena *arena, uint32_t i)
{
    if (*row == NULL) {
        *row = ri_arena_array(arena, facet->words, sizeof **row);
        if (*row == NULL) {
            return false;
        }
    }
    set_bit(*row, i);
    return true;
}

/* Marks, for match number i, which classes its condition asks for or excepts. */
static bool mark(ri_facet *facet, ri_arena *arena, uint32_t i, const ri_condition *condition)
{
    bool fits = true;
    if (is_masked(facet->dimension)) {
        /* The mask has `except` applied already, so it only ever asks. */
        char buffer[4];
        for (uint32_t value = 0; value < MASK_VALUES && fits; value++) {
            uint32_t number = ri_intern_find(facet->values, mask_value(value, buffer));
            if ((condition->mask >> value & 1u) != 0) {
                fits = set_in_row(&facet->in[number], facet, arena, i);
            }
        }
        return fits;
    }
    for (uint32_t v = 0; v < condition->n_values && fits; v++) {
        uint32_t number = ri_intern_find(facet->values, condition->values[v]);
        uint64_t **rows = condition->except ? facet->out : facet->in;
        fits = set_in_row(&rows[number], facet, arena, i);
    }
    return fits;
}

static bool take_bits(ri_facet *facet, ri_arena *arena)
{
    uint32_t n = ri_intern_count(facet->values);
    facet->open = ri_arena_array(arena, facet->words, sizeof *facet->open);
    facet->in = ri_arena_array(arena, n, sizeof *facet->in);
    facet->out = ri_arena_array(arena, n, sizeof *facet->out);
    return facet->open != NULL && facet->in != NULL && facet->out != NULL;
}

raci_status ri_facet_begin(ri_facet *facet, ri_arena *arena, const ri_match *const *matches,
                           uint32_t n, raci_error *err)
{
    facet->arena = arena;
    facet->words = n / 64 + 1;
    facet->values = ri_intern_new();
    facet->rows = ri_intern_new();
    if (facet->values == NULL || facet->rows == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n; i++) {
        const ri_condition *condition = condition_of(facet, matches[i]);
        if (condition != NULL && !meet_values(facet, condition)) {
            return ri_fail_nomem(err);
        }
    }
    if (!take_bits(facet, arena)) {
        return ri_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n; i++) {
        const ri_condition *condition = condition_of(facet, matches[i]);
        bool wild =
            condition != NULL && facet->dimension == RI_DIM_KEY && ri_condition_wild(condition);
        if (condition == NULL || (condition->except && !is_masked(facet->dimension)) || wild) {
            set_bit(facet->open, i);
        }
        if (condition != NULL && !wild && !mark(facet, arena, i, condition)) {
            return ri_fail_nomem(err);
        }
    }
    return RACI_OK;
}

uint32_t ri_facet_class(const ri_facet *facet, const char *value)
{
    uint32_t number = ri_intern_find(facet->values, value);
    return number == RI_NONE ? 0 : number + 1;
}

/* bits = (open or any asked) and not any excepted. */
static void combine(const ri_facet *facet, const uint32_t *classes, size_t n, uint64_t *bits)
{
    memcpy(bits, facet->open, facet->words * sizeof *bits);
    for (size_t i = 0; i < n; i++) {
        const uint64_t *asked = facet->in[classes[i] - 1];
        for (uint32_t w = 0; w < facet->words && asked != NULL; w++) {
            bits[w] |= asked[w];
        }
    }
    for (size_t i = 0; i < n; i++) {
        const uint64_t *excepted = facet->out[classes[i] - 1];
        for (uint32_t w = 0; w < facet->words && excepted != NULL; w++) {
            bits[w] &= ~excepted[w];
        }
    }
}

uint32_t ri_facet_row(ri_facet *facet, uint32_t *classes, size_t n)
{
    n = n > 0 ? ri_order_unique(classes, n) : 0;
    if (n > 0 && classes[0] == 0) { /* the class of everything else asks for nothing */
        classes++;
        n--;
    }
    const char *name = n > 0 ? (const char *)classes : "";
    uint32_t row = ri_intern_put(facet->rows, name, n * sizeof *classes);
    if (row == RI_NONE || row < facet->n_rows) {
        return row;
    }
    uint64_t *bits = ri_arena_array(facet->arena, facet->words, sizeof *bits);
    if (bits == NULL) {
        return RI_NONE;
    }
    combine(facet, classes, n, bits);
    return RI_PUSH(facet->row, facet->n_rows, facet->row_capacity, bits) ? row : RI_NONE;
}

void ri_facet_end(ri_facet *facet)
{
    ri_intern_free(facet->values);
    ri_intern_free(facet->rows);
    ri_free(facet->row);
}

/* The names that rules mention as values: those that no rule tells apart as one. */
#include <string.h>

#include "base/fail.h"
#include "resolve/facet.h"
#include "resolve/space.h"
#include "resolve/value_classes.h"

#define MANY 1000 /* from so many names on it is worth it */

/* The names that a glob fits. */
static void put_glob(ri_value_classes *classes, const ri_axis_reader *reader, const char *glob)
{
    ri_value_classes_list(classes);
    for (uint32_t v = 0; v < classes->n_values; v++) {
        if (ri_glob(glob, ri_intern_get(reader->names, v))) {
            ri_value_classes_put(classes, v);
        }
    }
}

/* The names of a condition. Of a glob that was met before nothing is to be told. */
static bool put_condition(ri_value_classes *classes, const ri_axis_reader *reader, ri_intern *globs,
                          const ri_condition *condition)
{
    const bool wild = condition->dimension == RI_DIM_KEY;
    ri_value_classes_list(classes);
    for (uint32_t k = 0; k < condition->n_values; k++) {
        if (!wild || !ri_glob_wild(condition->values[k])) {
            ri_value_classes_put(classes, ri_intern_find(reader->names, condition->values[k]));
        }
    }
    for (uint32_t k = 0; wild && k < condition->n_values; k++) {
        const uint32_t before = ri_intern_count(globs);
        if (!ri_glob_wild(condition->values[k])) {
            continue;
        }
        if (ri_intern_string(globs, condition->values[k]) == RI_NONE) {
            return false;
        }
        if (ri_intern_count(globs) > before) {
            put_glob(classes, reader, condition->values[k]);
        }
    }
    return true;
}

static void put_keys_there(ri_value_classes *classes, const ri_space *space,
                           const ri_axis_reader *reader)
{
    ri_value_classes_list(classes);
    for (uint32_t v = 0; v < classes->n_values; v++) {
        if (ri_space_has_key(space, ri_intern_get(reader->names, v))) {
            ri_value_classes_put(classes, v);
        }
    }
}

/* Leaves in reader->value_of the values of the first n names. Gives how many there are;
   RI_NONE: memory is exhausted. */
static uint32_t join(const ri_space *space, const ri_axis *axis, const ri_axis_reader *reader,
                     uint32_t n)
{
    ri_value_classes classes;
    ri_intern *globs = ri_intern_new();
    bool fits = globs != NULL && ri_value_classes_begin(&classes, space->arena, n);
    for (uint32_t i = 0; fits && i < space->n; i++) {
        const ri_condition *condition = ri_axis_condition(space, axis, i);
        fits = condition == NULL || put_condition(&classes, reader, globs, condition);
    }
    ri_intern_free(globs);
    if (!fits) {
        return RI_NONE;
    }
    if (axis->dimension == RI_DIM_KEY) {
        put_keys_there(&classes, space, reader);
    }
    ri_value_classes_number(&classes);
    memcpy(reader->value_of, classes.of, n * sizeof *classes.of);
    return classes.n;
}

raci_status ri_axis_give_values(const ri_space *space, ri_axis *axis, ri_axis_reader *reader,
                                uint32_t n, bool others, raci_error *err)
{
    const uint32_t all = ri_intern_count(reader->names);
    uint32_t joined = n;
    reader->value_of = ri_arena_array(space->arena, all, sizeof *reader->value_of);
    if (reader->value_of == NULL) {
        return ri_fail_nomem(err);
    }
    for (uint32_t v = 0; v < n; v++) {
        reader->value_of[v] = v;
    }
    if (n >= MANY) {
        joined = join(space, axis, reader, n);
    }
    for (uint32_t v = n; joined != RI_NONE && v < all; v++) {
        reader->value_of[v] = joined + (v - n);
    }
    axis->n = joined + (all - n) + (others ? 1 : 0);
    axis->value =
        joined != RI_NONE ? ri_arena_array(space->arena, axis->n, sizeof *axis->value) : NULL;
    for (uint32_t v = 0; axis->value != NULL && v < all; v++) {
        const char **value = &axis->value[reader->value_of[v]];
        if (*value != NULL) {
            continue; /* the first of those that are one stands for all */
        }
        *value = ri_arena_string(space->arena, ri_intern_get(reader->names, v));
        if (*value == NULL) {
            return ri_fail_nomem(err);
        }
    }
    return axis->value != NULL ? RACI_OK : ri_fail_nomem(err);
}

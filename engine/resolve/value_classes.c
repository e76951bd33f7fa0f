#include "resolve/value_classes.h"

#include "base/intern.h"

bool ri_value_classes_begin(ri_value_classes *out, ri_arena *arena, uint32_t n_values)
{
    const size_t room = 2 * (size_t)n_values + 2; /* a list may empty as many as it makes */
    *out = (ri_value_classes){.n = 1, .n_values = n_values};
    out->of = ri_arena_array(arena, n_values, sizeof *out->of);
    out->size = ri_arena_array(arena, room, sizeof *out->size);
    out->to = ri_arena_array(arena, room, sizeof *out->to);
    out->list = ri_arena_array(arena, room, sizeof *out->list);
    out->made = ri_arena_array(arena, room, sizeof *out->made);
    out->unused = ri_arena_array(arena, room, sizeof *out->unused);
    if (out->of == NULL || out->size == NULL || out->to == NULL || out->list == NULL ||
        out->made == NULL || out->unused == NULL) {
        return false;
    }
    out->size[0] = n_values;
    return true;
}

void ri_value_classes_list(ri_value_classes *classes)
{
    classes->number++;
}

void ri_value_classes_put(ri_value_classes *classes, uint32_t value)
{
    const uint32_t from = classes->of[value];
    if (classes->made[from] == classes->number) {
        return; /* it is on the list already */
    }
    if (classes->list[from] != classes->number) {
        if (classes->size[from] == 1) {
            return; /* there is nothing to tell it from */
        }
        const uint32_t fresh =
            classes->n_unused > 0 ? classes->unused[--classes->n_unused] : classes->n++;
        classes->list[from] = classes->number;
        classes->to[from] = fresh;
        classes->made[fresh] = classes->number;
        classes->list[fresh] = 0;
    }
    const uint32_t to = classes->to[from];
    classes->of[value] = to;
    classes->size[to]++;
    if (--classes->size[from] == 0) {
        classes->unused[classes->n_unused++] = from;
    }
}

void ri_value_classes_number(ri_value_classes *classes)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < classes->n; i++) {
        classes->to[i] = RI_NONE;
    }
    for (uint32_t v = 0; v < classes->n_values; v++) {
        uint32_t *number = &classes->to[classes->of[v]];
        *number = *number == RI_NONE ? n++ : *number;
        classes->of[v] = *number;
    }
    classes->n = n;
}

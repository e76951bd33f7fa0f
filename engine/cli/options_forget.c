/* What is said of somebody who is to be forgotten. */
#include "cli/options.h"

#include "cli/failure.h"

static raci_status push(const char **items, size_t *n, const char *name, const char *value,
                        raci_error *err)
{
    if (*n == OPTION_VALUES_MAX) {
        return fail(err, RACI_INVALID, "--%s is given more than %d times", name, OPTION_VALUES_MAX);
    }
    items[(*n)++] = value;
    return RACI_OK;
}

raci_status take_also(options *o, const char *value, raci_error *err)
{
    return push(o->also, &o->n_also, "also", value, err);
}

raci_status take_look(options *o, const char *value, raci_error *err)
{
    return push(o->looks, &o->n_looks, "look", value, err);
}

raci_status take_yes(options *o, const char *value, raci_error *err)
{
    (void)value;
    (void)err;
    o->yes = true;
    return RACI_OK;
}

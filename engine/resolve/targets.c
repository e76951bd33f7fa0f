/*
 * Whom a `forbid` or `require` means, and whether a holder is among them
 * (2-rules.md, "From rules to assignments" 4).
 */
#include "resolve/workings.h"

static void add_target(ri_resolver *r, ri_ref ref, bool under)
{
    ri_target target = {ref, under};
    if (!RI_ADD(r->targets, target)) {
        r->out_of_memory = true;
    }
}

/* A form that names holders as it would in `assign`. */
static void add_named(ri_resolver *r, ri_source source, ri_ref subject, const ri_holder *holder)
{
    size_t first = r->found.n;
    ri_find_holders(r, source, subject, holder, false);
    for (size_t i = first; i < r->found.n; i++) {
        add_target(r, r->found.items[i].ref, false);
    }
    r->found.n = first;
}

void ri_find_targets(ri_resolver *resolver, ri_source source, ri_ref subject,
                     const ri_holder *holder)
{
    const ri_holder *named;
    ri_ref top;
    switch (holder->form) {
    case RI_HOLD_LIST:
        for (uint32_t i = 0; i < holder->n_items; i++) {
            ri_find_targets(resolver, source, subject, holder->items[i]);
        }
        break;
    case RI_HOLD_FUNCTION:
        if (ri_call_holder(resolver, source, subject, holder, &named) && named != NULL) {
            ri_find_targets(resolver, source, subject, named);
        }
        break;
    case RI_HOLD_UNDER:
        top = ri_named_thing(resolver, holder);
        if (top != RI_NONE) {
            add_target(resolver, top, true);
        } else {
            resolver->lacked = true;
        }
        break;
    default:
        add_named(resolver, source, subject, holder);
        break;
    }
}

bool ri_targets_match(const ri_resolver *resolver, const ri_target *targets, size_t n,
                      ri_ref holder)
{
    for (size_t i = 0; i < n; i++) {
        if (ri_target_means(resolver->s, &targets[i], holder)) {
            return true;
        }
    }
    return false;
}

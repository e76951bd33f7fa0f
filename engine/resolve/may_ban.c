/* Whether a `forbid` means those to whom a rule gives a letter, as far as no subject is needed. */
#include "resolve/fixed_holders.h"
#include "resolve/target.h"

static ri_hit hit_any(const ri_snapshot *s, const ri_holder *target, ri_ref holder)
{
    ri_hit hit = RI_HIT_NOT;
    for (uint32_t i = 0; i < target->n_items && hit != RI_HIT_SURELY; i++) {
        const ri_hit one = ri_ban_hits(s, target->items[i], holder);
        hit = one > hit ? one : hit;
    }
    return hit;
}

static ri_hit hit_office(const ri_snapshot *s, const char *office, ri_ref holder)
{
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(s, office, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (ri_ref_make(RI_POSITION, positions[i]) == holder) {
            return RI_HIT_SURELY;
        }
    }
    return RI_HIT_NOT;
}

ri_hit ri_ban_hits(const ri_snapshot *s, const ri_holder *target, ri_ref holder)
{
    if (target->form == RI_HOLD_LIST) {
        return hit_any(s, target, holder);
    }
    if (target->form != RI_HOLD_REFERENCE && target->form != RI_HOLD_UNDER) {
        return RI_HIT_MAYBE; /* it depends on the subject, or takes more to find out */
    }
    if (target->kind == RI_OFFICE) {
        return hit_office(s, target->key, holder);
    }
    const ri_target meant = {ri_snapshot_find(s, target->kind, target->key),
                             target->form == RI_HOLD_UNDER};
    return meant.ref != RI_NONE && ri_target_means(s, &meant, holder) ? RI_HIT_SURELY : RI_HIT_NOT;
}

bool ri_may_ban(const ri_snapshot *s, const ri_holder *target, const ri_fixed *of)
{
    if (s == NULL || of->whom == RI_NONE) {
        return true;
    }
    for (uint32_t i = 0; i < of->n; i++) {
        if (ri_ban_hits(s, target, of->refs[i]) != RI_HIT_NOT) {
            return true;
        }
    }
    return false;
}

#include <stddef.h>

#include "resolve/workings.h"

const ri_rule *ri_source_rule(const ri_resolver *resolver, ri_source source)
{
    return source < resolver->data->n_rules ? &resolver->data->rules[source] : NULL;
}

const ri_stated *ri_source_stated(const ri_resolver *resolver, ri_source source)
{
    if (source < resolver->data->n_rules) {
        return NULL;
    }
    source -= resolver->data->n_rules;
    if (source < resolver->s->n_stated) {
        return &resolver->s->stated[source];
    }
    return &resolver->s->rulings[source - resolver->s->n_stated];
}

const ri_stated *ri_source_ruling(const ri_resolver *resolver, ri_source source)
{
    const ri_snapshot *s = resolver->s;
    const uint32_t before = resolver->data->n_rules + s->n_stated;
    return source >= before && source - before < s->n_rulings + s->n_ended_rulings
               ? &s->rulings[source - before]
               : NULL;
}

const ri_holder *ri_source_assigns(const ri_resolver *resolver, ri_source source, uint8_t letter,
                                   const ri_stated **stated)
{
    const ri_rule *rule = ri_source_rule(resolver, source);
    *stated = NULL;
    if (rule != NULL) {
        return ri_grants_find(&rule->assign, letter);
    }
    if (resolver->stated_letter[source - resolver->data->n_rules] == letter) {
        *stated = ri_source_stated(resolver, source);
    }
    return NULL;
}

ri_source ri_check_source(const ri_resolver *resolver, uint32_t check)
{
    const ri_snapshot *s = resolver->s;
    return resolver->data->n_rules + s->n_stated + s->n_rulings + s->n_ended_rulings + check;
}

const ri_own_check *ri_source_check(const ri_resolver *resolver, ri_source source)
{
    const ri_source first = ri_check_source(resolver, 0);
    return source >= first && source - first < resolver->data->n_checks
               ? &resolver->data->checks[source - first]
               : NULL;
}

const char *ri_source_name(const ri_resolver *resolver, ri_source source)
{
    const ri_rule *rule = ri_source_rule(resolver, source);
    const ri_own_check *check = ri_source_check(resolver, source);
    if (check != NULL) {
        return check->name;
    }
    return rule != NULL ? rule->name : ri_source_stated(resolver, source)->name;
}

const char *ri_source_file(const ri_resolver *resolver, ri_source source)
{
    const ri_rule *rule = ri_source_rule(resolver, source);
    const ri_own_check *check = ri_source_check(resolver, source);
    return rule != NULL ? rule->file : check != NULL ? check->file : "";
}

int ri_source_line(const ri_resolver *resolver, ri_source source)
{
    const ri_rule *rule = ri_source_rule(resolver, source);
    const ri_own_check *check = ri_source_check(resolver, source);
    return rule != NULL ? rule->line : check != NULL ? check->line : 0;
}

const char *ri_source_because(const ri_resolver *resolver, ri_source source)
{
    const ri_rule *rule = ri_source_rule(resolver, source);
    const ri_own_check *check = ri_source_check(resolver, source);
    if (check != NULL) {
        return check->because;
    }
    return rule != NULL ? rule->because : ri_source_stated(resolver, source)->reason;
}

ri_tier ri_source_tier(const ri_resolver *resolver, ri_source source)
{
    const ri_rule *rule = ri_source_rule(resolver, source);
    if (rule != NULL) {
        return rule->tier;
    }
    if (source >= resolver->data->n_rules + resolver->s->n_stated) {
        return RI_TIER_RULING;
    }
    return ri_source_stated(resolver, source)->reason != NULL ? RI_TIER_EXCEPTION : RI_TIER_RULE;
}

bool ri_source_joint(const ri_resolver *resolver, ri_source source)
{
    const ri_rule *rule = ri_source_rule(resolver, source);
    const ri_stated *row = ri_source_stated(resolver, source);
    return rule != NULL ? rule->joint : row != NULL && row->joint && row->reason != NULL;
}

bool ri_source_overrides(const ri_resolver *resolver, ri_source r, ri_source q)
{
    if (ri_source_rule(resolver, r) == NULL || !resolver->overriding[r]) {
        return false;
    }
    if (ri_source_rule(resolver, q) != NULL) {
        return resolver->overridden[q] && ri_policy_overrides(resolver->policy, r, q);
    }
    for (size_t i = 0; i < resolver->n_stated_overrides; i++) {
        const ri_stated_override *pair = &resolver->stated_overrides[i];
        if (pair->stated == q &&
            (pair->rule == r || ri_policy_overrides(resolver->policy, r, pair->rule))) {
            return true;
        }
    }
    return false;
}

bool ri_source_precedes(const ri_resolver *resolver, ri_source r, ri_source q)
{
    ri_tier r_tier = ri_source_tier(resolver, r);
    ri_tier q_tier = ri_source_tier(resolver, q);
    if (r_tier != q_tier) {
        return r_tier > q_tier;
    }
    return ri_source_overrides(resolver, r, q);
}

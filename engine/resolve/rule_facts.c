#include "resolve/rule_facts.h"

const char *ri_tier_name(ri_tier tier)
{
    switch (tier) {
    case RI_TIER_DEFAULT:
        return "default";
    case RI_TIER_RULE:
        return "rule";
    case RI_TIER_EXCEPTION:
        return "exception";
    case RI_TIER_RULING:
        return "ruling";
    case RI_TIER_LAW:
        return "law";
    }
    return "rule";
}

const ri_holder *ri_grants_find(const ri_grants *grants, uint8_t letter)
{
    for (uint32_t i = 0; i < grants->n; i++) {
        if (grants->items[i].letter == letter) {
            return grants->items[i].holder;
        }
    }
    return NULL;
}

uint16_t ri_grants_letters(const ri_grants *grants)
{
    uint16_t letters = 0;
    for (uint32_t i = 0; i < grants->n; i++) {
        letters |= (uint16_t)(1u << grants->items[i].letter);
    }
    return letters;
}

bool ri_rule_names(const ri_rule *rule, uint32_t other)
{
    for (uint32_t i = 0; i < rule->n_overrides; i++) {
        if (rule->overrides[i] == other) {
            return true;
        }
    }
    return false;
}

bool *ri_rules_named(ri_arena *arena, const ri_policy_data *data)
{
    bool *named = ri_arena_array(arena, data->n_rules, sizeof *named);
    for (uint32_t i = 0; named != NULL && i < data->n_rules; i++) {
        for (uint32_t k = 0; k < data->rules[i].n_overrides; k++) {
            named[data->rules[i].overrides[k]] = true;
        }
    }
    return named;
}

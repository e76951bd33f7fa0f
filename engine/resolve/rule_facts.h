/*
 * What can be read from a rule as it stands, without a subject and without an organization.
 */
#ifndef RI_RULE_FACTS_H
#define RI_RULE_FACTS_H

#include "base/arena.h"
#include "policy/declared.h"

/* "default", "rule" … */
const char *ri_tier_name(ri_tier tier);

/* The expression for a letter among grants, or NULL. */
const ri_holder *ri_grants_find(const ri_grants *grants, uint8_t letter);
/* Which letters grants are about: bit i is letter i. */
uint16_t ri_grants_letters(const ri_grants *grants);

/* Whether the overrides of a rule name another one, by its number in their policy. */
bool ri_rule_names(const ri_rule *rule, uint32_t other);
/* By rule of a policy: whether the overrides of any name it. In the arena; NULL: memory is
   exhausted. */
bool *ri_rules_named(ri_arena *arena, const ri_policy_data *data);

#endif

#include "resolve/costs.h"

#include "resolve/workings.h"

void ri_resolver_measure(ri_resolver *resolver, ri_costs *costs)
{
    resolver->costs = costs;
}

void ri_costs_won(ri_costs *costs, const ri_policy_data *policy, const ri_settlement *t)
{
    costs->subjects++;
    for (uint32_t letter = 0; letter < policy->scheme.n; letter++) {
        const ri_outcome *outcome = &t->letters[letter];
        for (uint32_t i = 0; i < outcome->n_winners; i++) {
            const ri_source winner = outcome->winners[i];
            if (winner < policy->n_rules && costs->rules[winner].seen != costs->subjects) {
                costs->rules[winner].seen = costs->subjects;
                costs->rules[winner].won++;
            }
        }
    }
}

void ri_costs_call(ri_costs *costs, uint32_t rule, uint64_t then)
{
    costs->rules[rule].lua += ri_stopwatch_since(&costs->watch, then);
}

void ri_costs_when(ri_costs *costs, uint32_t rule, uint64_t then, bool answer)
{
    const int64_t took = ri_stopwatch_since(&costs->watch, then);
    costs->rules[rule].lua += took;
    costs->rules[rule].called++;
    costs->rules[rule].agreed += answer;
    costs->called++;
    costs->when += took;
    costs->asked += took + 2 * (int64_t)costs->watch.clock_cost;
}

void ri_costs_matched(ri_costs *costs)
{
    if (costs->close) {
        costs->match += ri_stopwatch_lap(&costs->watch) - costs->asked;
    }
    costs->asked = 0;
}

/* Options and help of the commands about governance models and power. */
#include "cli/command_words.h"

const option power_options[] = {
    {"officers", NULL, "each position with an office, who commands most first", take_officers},
    {NULL, NULL, NULL, NULL},
};

const option seams_options[] = {
    {"journey", "JOURNEY", "this journey only", take_journey},
    {NULL, NULL, NULL, NULL},
};

const option compare_options[] = {
    {"scenario", "SCENARIO",
     "on what the organization would be once its steps are taken; repeatable", take_scenario},
    {"explain", "SUBJECT", "one touchpoint under each of them, with rules and reasons",
     take_explain},
    {NULL, NULL, NULL, NULL},
};

const option models_options[] = {
    {"print", NULL, "the rules themselves: the model's Lua", take_print},
    {NULL, NULL, NULL, NULL},
};

const char power_help[] =
    "Tells on which touchpoints HOLDER commands those who do the work: all who are "
    "responsible or, where nobody is, the units that deliver. Through the line, when it "
    "is above each of them; else by mandate, when it has one over the touchpoint. "
    "Elsewhere it tells who is in the way: the first of them who is not commanded, and "
    "the department.\n\n"
    "HOLDER is named as in 'what'; its head commands for a unit, its lead for a team, "
    "all their positions together for a person. With --officers, one line for each "
    "position that has an office, and on how many touchpoints all who are accountable "
    "command those who do the work.";

const char seams_help[] =
    "Lists the handoffs whose two touchpoints are delivered by different departments, or "
    "answered for by different ones, the most critical first: who is accountable for "
    "the passage, and whether its sides talk. A passage is silent when different "
    "departments answer for its sides, and nobody accountable for one of them has a "
    "letter other than accountable and responsible on the other.";

const char models_help[] =
    "Lists the governance models that raci carries, or tells what MODEL says of itself. "
    "Each is a policy that can be evaluated on any organization: wherever a policy is "
    "expected its name will do (--policy MODEL, RACI_POLICY), unless a file or a folder "
    "has that name.\n\n"
    "A policy of one's own brings a model in with include \"models/MODEL\", sets its "
    "parameters with params, and adds rules and exceptions. --print shows the rules, "
    "to be read or to begin from.";

const char compare_help[] =
    "Evaluates each MODEL on the organization: a governance model by its name, or a file "
    "or folder of a policy, also by --policy; without any, all models that raci carries. It "
    "tells what each "
    "finds, and how much of it goes to the CXO and the CEO; on what share of the "
    "touchpoints whoever is accountable commands those who do the work; how many of the "
    "passages between departments somebody has; who would be accountable for most.\n\n"
    "Then what it would take until less is found: people for empty seats, heads for "
    "units, leads for journeys, mandates for those who answer without power; these were "
    "tried on a copy, and what is left after them is told. --format json has each as a "
    "step for raci change. Last, on how many touchpoints all agree who is accountable, "
    "and where they part most. Nothing is written.";

/* Options and help of what time brings. */
#include "cli/command_words.h"

const option timeline_options[] = {
    {"days", "NUMBER", "how far to look; else 180 days", take_days},
    {NULL, NULL, NULL, NULL},
};

const char timeline_help[] =
    "Looks from --at on at every day on which something begins or ends, in the model or "
    "by the policy, and tells what that day brings: positions in which nobody sits any "
    "more, touchpoints for which nobody seated is accountable, rulings, acceptances, "
    "mandates, acting and delegate seats and rules that end, reviews that get too old, "
    "and other findings that the day before did not have; each with what brings it and "
    "with who must act.\n\n"
    "What a rule's or a check's function counts in days of its own is seen on the next "
    "day that is looked at, the last one at the latest. Of many of a kind on one day the "
    "text tells the first. Nothing is written.";

/* Options and help of what time brings, and of role cards. */
#include "cli/command_words.h"

const option timeline_options[] = {
    {"days", "NUMBER", "how far to look; else 180 days", take_days},
    {NULL, NULL, NULL, NULL},
};

const option brief_options[] = {
    {"all", NULL, "a file for each position that has letters, into the folder of -o", take_all},
    {"output", "DIR", "with --all, where; also -o DIR", take_output},
    {NULL, NULL, NULL, NULL},
};

const option acknowledge_options[] = {
    {"by", "PERSON", "who acknowledges it: somebody who sits there", take_actor},
    {"recorded-at", "TIME", "when it is recorded, as 2026-11-22T10:30:00Z; else now",
     take_recorded_at},
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

const char brief_help[] =
    "A page for HOLDER, named as in 'what': what they are accountable and responsible "
    "for, asked and told about, journey by journey; with whom things pass on, on each "
    "handoff of what they do or answer for; to whom goes what they cannot agree on; who "
    "stands in for them; the rulings that bind them; and what has changed since the card "
    "was acknowledged. Of long lists the page tells the beginning, --format json all.\n\n"
    "With --all, a file for each position that has letters, named after its key, as "
    "Markdown or, with --format text, as text. All are whole before the first takes its "
    "place, and only role cards are replaced: where something else has a card's name, "
    "nothing is written.";

const char acknowledge_help[] =
    "Records that PERSON, who sits in HOLDER's seat on --at, has acknowledged the card "
    "that 'raci brief HOLDER' shows, and what it says. Of a unit or a team one of those "
    "who sit in it is enough. From then on the card tells what has changed since, and the "
    "check unacknowledged, where the policy asks for it, finds who is accountable or "
    "responsible and has not acknowledged their card since it changed, or since they took "
    "the seat.\n\n"
    "Whether PERSON was really there nobody proves: it is what the user of the program "
    "says.";

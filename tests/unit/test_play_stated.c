/* Steps about stated rows: the rows that follow, and why a step does not apply. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"

static const changing_row stated[] = {
    {"a row", "state { touchpoint = 'visit', letter = 'C', holder = 'unit:ops', reason = 'so' }",
     "+ stated visit C unit:ops: reason=so\n"},
    {"a holder of each kind",
     "state { touchpoint = 'visit', letter = 'I', holder = 'team:crew' }\n"
     "state { touchpoint = 'visit', letter = 'I', holder = 'person:ann' }\n"
     "state { touchpoint = 'visit', letter = 'I', holder = 'position:cso' }\n"
     "state { touchpoint = 'visit', letter = 'I', holder = 'office:cso' }",
     "+ stated visit I office:cso\n"
     "+ stated visit I person:ann\n"
     "+ stated visit I position:cso\n"
     "+ stated visit I team:crew\n"},
    {"another reason",
     "state { touchpoint = 'ad', letter = 'C', holder = 'position:rep', reason = 'told' }",
     "- stated ad C position:rep\n"
     "+ stated ad C position:rep: reason=told\n"},
    {"no reason any more",
     "state { touchpoint = 'ad', letter = 'C', holder = 'position:rep', reason = '' }",
     "- stated ad C position:rep\n"
     "+ stated ad C position:rep\n"},
    {"that row for that reason",
     "state { touchpoint = 'ad', letter = 'C', holder = 'position:rep', reason = 'asked' }",
     "step 1:1: state does not apply: C of 'position:rep' on 'ad' is stated already\n"},
    {"that row", "state { touchpoint = 'ad', letter = 'C', holder = 'position:rep' }",
     "step 1:1: state does not apply: C of 'position:rep' on 'ad' is stated already\n"},
    {"of a touchpoint that comes later",
     "state { touchpoint = 'soon', letter = 'A', holder = 'office:coo' }",
     "step 1:1: state does not apply: there is no touchpoint 'soon' on 2027-01-01\n"},
    {"for a position that has ended",
     "state { touchpoint = 'ad', letter = 'A', holder = 'position:old' }",
     "step 1:1: state does not apply: there is no position 'old' on 2027-01-01\n"},
    {"for an office that nobody has",
     "state { touchpoint = 'ad', letter = 'A', holder = 'office:cxo' }",
     "step 1:1: state does not apply: no position has the office 'cxo'\n"},
    {"for a misspelt team", "state { touchpoint = 'ad', letter = 'A', holder = 'team:cruw' }",
     "step 1:1: state does not apply: there is no team 'cruw' on 2027-01-01; did you mean "
     "'crew'?\n"},
    {"for somebody who has left",
     "state { touchpoint = 'ad', letter = 'A', holder = 'person:zed' }",
     "step 1:1: state does not apply: there is no person 'zed' on 2027-01-01\n"},
    {"at once, on every date, or not at all",
     "state { touchpoint = 'ad', letter = 'A', holder = 'office:coo', on = '2027-06-01' }",
     "step 1:1: stated rows have no dates, so this would hold at once: take the step on "
     "its day\n"},
    {"taken away", "unstate { touchpoint = 'ad', letter = 'C', holder = 'position:rep' }",
     "- stated ad C position:rep\n"},
    {"taken away for its reason",
     "unstate { touchpoint = 'ad', letter = 'C', holder = 'position:rep', reason = 'asked' }",
     "- stated ad C position:rep\n"},
    {"taken away, though the holder has ended",
     "close_position { position = 'rep' }\n"
     "unstate { touchpoint = 'ad', letter = 'C', holder = 'position:rep' }",
     "- positions rep\n"
     "- seats rep cid holder to=2028-01-01\n"
     "- seats rep dan delegate\n"
     "- stated ad C position:rep\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ seats rep cid holder to=2027-01-01\n"
     "+ seats rep dan delegate to=2027-01-01\n"},
    {"another reason than it has",
     "unstate { touchpoint = 'ad', letter = 'C', holder = 'position:rep', reason = 'told' }",
     "step 1:1: unstate does not apply: C of 'position:rep' on 'ad' is not stated for "
     "that reason\n"},
    {"what is not stated", "unstate { touchpoint = 'ad', letter = 'A', holder = 'position:rep' }",
     "step 1:1: unstate does not apply: A of 'position:rep' on 'ad' is not stated\n"},
    {"taken away from a touchpoint that comes later",
     "unstate { touchpoint = 'soon', letter = 'A', holder = 'position:rep' }",
     "step 1:1: unstate does not apply: there is no touchpoint 'soon' on 2027-01-01\n"},
    {"taken away and stated again",
     "unstate { touchpoint = 'ad', letter = 'C', holder = 'position:rep' }\n"
     "state { touchpoint = 'ad', letter = 'C', holder = 'position:rep', reason = 'asked' }",
     ""},
    {"stated and taken away",
     "state { touchpoint = 'ship', letter = 'C', holder = 'unit:ops' }\n"
     "unstate { touchpoint = 'ship', letter = 'C', holder = 'unit:ops' }",
     ""},
};

static void takes_steps(void **state)
{
    changing_check(*state, CHANGING_ORGANIZATION);
}

int main(void)
{
    return RUN_ROWS("state, unstate", stated, takes_steps);
}

/* Steps about touchpoints: the rows that follow, and why a step does not apply. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"

static const changing_row columns[] = {
    {"a touchpoint of which little is said", "create_touchpoint { key = 'new' }",
     "+ touchpoints new from=2027-01-01\n"},
    {"all that can be said of one",
     "create_touchpoint { key = 'new', name = 'New', journey = 'buy', stage = 'after', "
     "channel = 'web', criticality = 3, order = -1, units = { 'depot', 'field' }, tags = "
     "{ 'b', 'a' }, managed = false, moment_of_truth = true, reviewed_on = '2026-12-31', "
     "attr = { region = 'us', size = 'xl' } }",
     "+ touchpoints new from=2027-01-01: name=New journey=buy stage=after channel=web "
     "criticality=3 order=-1 units=depot;field tags=b;a managed=no moment_of_truth=yes "
     "reviewed_on=2026-12-31 region=us size=xl\n"},
    {"one that comes later anyway: until then", "create_touchpoint { key = 'soon' }",
     "+ touchpoints soon from=2027-01-01 to=2027-06-01\n"},
    {"one that is there", "create_touchpoint { key = 'ad' }",
     "step 1:1: create_touchpoint does not apply: the touchpoint 'ad' is there already on "
     "2027-01-01\n"},
    {"on a misspelt journey", "create_touchpoint { key = 'new', journey = 'hlep' }",
     "step 1:1: create_touchpoint does not apply: there is no journey 'hlep' on "
     "2027-01-01; did you mean 'help'?\n"},
    {"at a stage that is not there", "create_touchpoint { key = 'new', stage = 'midway' }",
     "step 1:1: create_touchpoint does not apply: there is no stage 'midway' on 2027-01-01\n"},
    {"on a misspelt channel", "create_touchpoint { key = 'new', channel = 'wed' }",
     "step 1:1: create_touchpoint does not apply: there is no channel 'wed' on "
     "2027-01-01; did you mean 'web'?\n"},
    {"delivered by a unit that has ended",
     "create_touchpoint { key = 'new', units = { 'field', 'gone' } }",
     "step 1:1: create_touchpoint does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"one column, the others stay", "change_touchpoint { key = 'ad', name = 'Poster' }",
     "- touchpoints ad\n"
     "+ touchpoints ad to=2027-01-01: name=Advert journey=buy stage=before channel=web "
     "criticality=4 order=1 units=press tags=x;y managed=yes moment_of_truth=no "
     "reviewed_on=2026-05-01 region=eu\n"
     "+ touchpoints ad from=2027-01-01: name=Poster journey=buy stage=before channel=web "
     "criticality=4 order=1 units=press tags=x;y managed=yes moment_of_truth=no "
     "reviewed_on=2026-05-01 region=eu\n"},
    {"all columns emptied",
     "change_touchpoint { key = 'ad', name = '', journey = '', stage = '', channel = '', "
     "criticality = '', order = '', units = {}, tags = {}, managed = '', moment_of_truth "
     "= '', reviewed_on = '', attr = { region = '' } }",
     "- touchpoints ad\n"
     "+ touchpoints ad to=2027-01-01: name=Advert journey=buy stage=before channel=web "
     "criticality=4 order=1 units=press tags=x;y managed=yes moment_of_truth=no "
     "reviewed_on=2026-05-01 region=eu\n"
     "+ touchpoints ad from=2027-01-01\n"},
    {"all columns said anew",
     "change_touchpoint { key = 'ad', name = 'A', journey = 'help', stage = 'after', "
     "criticality = 5, order = 9, units = { 'inside', 'field' }, tags = { 'z' }, managed "
     "= false, moment_of_truth = true, reviewed_on = '2026-12-01', attr = { region = "
     "'us', more = 'x' } }",
     "- touchpoints ad\n"
     "+ touchpoints ad to=2027-01-01: name=Advert journey=buy stage=before channel=web "
     "criticality=4 order=1 units=press tags=x;y managed=yes moment_of_truth=no "
     "reviewed_on=2026-05-01 region=eu\n"
     "+ touchpoints ad from=2027-01-01: name=A journey=help stage=after channel=web "
     "criticality=5 order=9 units=inside;field tags=z managed=no moment_of_truth=yes "
     "reviewed_on=2026-12-01 more=x region=us\n"},
    {"on the day on which its row begins", "change_touchpoint { key = 'start', criticality = 2 }",
     "- touchpoints start from=2027-01-01\n"
     "+ touchpoints start from=2027-01-01: criticality=2 units=fresh\n"},
    {"until it ends", "change_touchpoint { key = 'ship', order = 3 }",
     "- touchpoints ship to=2028-01-01\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after order=3 "
     "units=depot\n"},
    {"units in another order",
     "change_touchpoint { key = 'visit', units = { 'depot', 'inside', 'field' } }",
     "- touchpoints visit\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=depot;inside;field\n"},
    {"what is so already",
     "change_touchpoint { key = 'ad', name = 'Advert', journey = 'buy', criticality = 4, "
     "units = { 'press' }, tags = { 'x', 'y' }, managed = true, reviewed_on = "
     "'2026-05-01', attr = { region = 'eu' } }",
     "step 1:1: change_touchpoint does not apply: the touchpoint 'ad' is so already\n"},
    {"what is so where nothing is said",
     "change_touchpoint { key = 'idle', managed = true, moment_of_truth = false, units = "
     "{}, name = '', attr = { region = '' } }",
     "step 1:1: change_touchpoint does not apply: the touchpoint 'idle' is so already\n"},
    {"nothing", "change_touchpoint { key = 'idle' }",
     "step 1:1: change_touchpoint does not apply: the touchpoint 'idle' is so already\n"},
    {"to a unit that comes later", "change_touchpoint { key = 'ad', units = { 'late' } }",
     "step 1:1: change_touchpoint does not apply: there is no unit 'late' on 2027-01-01\n"},
    {"one that comes later", "change_touchpoint { key = 'soon', name = 'x' }",
     "step 1:1: change_touchpoint does not apply: there is no touchpoint 'soon' on "
     "2027-01-01\n"},
    {"it ends", "close_touchpoint { key = 'visit' }",
     "- touchpoints visit\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"},
    {"it ends before it would have", "close_touchpoint { key = 'ship' }",
     "- touchpoints ship to=2028-01-01\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"},
    {"one that begins on the day: no row of it is left", "close_touchpoint { key = 'start' }",
     "- touchpoints start from=2027-01-01\n"
     "- journey_steps buy start\n"
     "- links start visit handoff\n"},
    {"one that is not there", "close_touchpoint { key = 'soon' }",
     "step 1:1: close_touchpoint does not apply: there is no touchpoint 'soon' on 2027-01-01\n"},
};

static const changing_row handing_over[] = {
    {"all that a unit delivers", "hand_over { from = 'depot', to = 'ops' }",
     "- touchpoints ship to=2028-01-01\n"
     "- touchpoints visit\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after units=ops\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;ops\n"},
    {"some of it", "hand_over { from = 'depot', to = 'ops', touchpoints = 'ship' }",
     "- touchpoints ship to=2028-01-01\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after units=ops\n"},
    {"in place of the unit", "hand_over { from = 'inside', to = 'ops', touchpoints = { 'visit' } }",
     "- touchpoints visit\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;ops;depot\n"},
    {"where the other one stands already",
     "hand_over { from = 'depot', to = 'field', touchpoints = { 'visit' } }",
     "- touchpoints visit\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside\n"},
    {"on a journey", "hand_over { from = 'depot', to = 'ops', journey = 'buy' }",
     "- touchpoints visit\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;ops\n"},
    {"on a further journey of a touchpoint",
     "hand_over { from = 'fresh', to = 'ops', journey = 'buy' }",
     "- touchpoints start from=2027-01-01\n"
     "+ touchpoints start from=2027-01-01: units=ops\n"},
    {"at a stage", "hand_over { from = 'depot', to = 'ops', stage = 'after', journey = 'help' }",
     "- touchpoints ship to=2028-01-01\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after units=ops\n"},
    {"of those listed only what is on the journey",
     "hand_over { from = 'depot', to = 'ops', touchpoints = { 'ship', 'visit' }, journey "
     "= 'help' }",
     "- touchpoints ship to=2028-01-01\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after units=ops\n"},
    {"nothing at that stage", "hand_over { from = 'depot', to = 'ops', stage = 'before' }",
     "step 1:1: hand_over does not apply: the unit 'depot' delivers nothing that it could "
     "hand over\n"},
    {"nothing of those listed",
     "hand_over { from = 'depot', to = 'ops', touchpoints = 'ship', journey = 'buy' }",
     "step 1:1: hand_over does not apply: the unit 'depot' delivers nothing that it could "
     "hand over\n"},
    {"nothing at all", "hand_over { from = 'ops', to = 'depot' }",
     "step 1:1: hand_over does not apply: the unit 'ops' delivers nothing that it could "
     "hand over\n"},
    {"what it does not deliver",
     "hand_over { from = 'depot', to = 'ops', touchpoints = { 'ship', 'ad' } }",
     "step 1:1: hand_over does not apply: the unit 'depot' does not deliver 'ad'\n"},
    {"to itself", "hand_over { from = 'depot', to = 'depot' }",
     "step 1:1: hand_over does not apply: the unit 'depot' delivers already what it does\n"},
    {"from one that has ended", "hand_over { from = 'gone', to = 'depot' }",
     "step 1:1: hand_over does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"to one that has ended", "hand_over { from = 'depot', to = 'gone' }",
     "step 1:1: hand_over does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"on a misspelt journey", "hand_over { from = 'depot', to = 'ops', journey = 'hlep' }",
     "step 1:1: hand_over does not apply: there is no journey 'hlep' on 2027-01-01; did "
     "you mean 'help'?\n"},
    {"at a stage that is not there", "hand_over { from = 'depot', to = 'ops', stage = 'midway' }",
     "step 1:1: hand_over does not apply: there is no stage 'midway' on 2027-01-01\n"},
    {"what comes later", "hand_over { from = 'depot', to = 'ops', touchpoints = 'soon' }",
     "step 1:1: hand_over does not apply: there is no touchpoint 'soon' on 2027-01-01\n"},
};

static void takes_steps(void **state)
{
    changing_check(*state, CHANGING_ORGANIZATION);
}

int main(void)
{
    int failed =
        RUN_ROWS("create_touchpoint, change_touchpoint, close_touchpoint", columns, takes_steps);
    return failed + RUN_ROWS("hand_over", handing_over, takes_steps);
}

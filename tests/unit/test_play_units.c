/* Steps about single units: the rows that follow, and why a step does not apply. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"

static const changing_row creating[] = {
    {"a unit of which little is said", "create_unit { key = 'new' }",
     "+ units new from=2027-01-01\n"},
    {"all that can be said of one",
     "create_unit { key = 'new', name = 'New', parent = 'ops', kind = 'team', func = "
     "'back', head = 'coo', tags = { 'a', 'b' } }",
     "+ units new from=2027-01-01: name=New parent=ops head=coo kind=team function=back "
     "tags=a;b\n"},
    {"one that comes later anyway: until then", "create_unit { key = 'late', name = 'Soon' }",
     "+ units late from=2027-01-01 to=2027-06-01: name=Soon\n"},
    {"one that was there before", "create_unit { key = 'gone' }", "+ units gone from=2027-01-01\n"},
    {"one that is there", "create_unit { key = 'acme' }",
     "step 1:1: create_unit does not apply: the unit 'acme' is there already on 2027-01-01\n"},
    {"below one that has ended", "create_unit { key = 'new', parent = 'gone' }",
     "step 1:1: create_unit does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"below one that comes later", "create_unit { key = 'new', parent = 'late' }",
     "step 1:1: create_unit does not apply: there is no unit 'late' on 2027-01-01\n"},
    {"with a head that has ended", "create_unit { key = 'new', head = 'old' }",
     "step 1:1: create_unit does not apply: there is no position 'old' on 2027-01-01\n"},
};

static const changing_row altering[] = {
    {"another name", "rename_unit { unit = 'ops', name = 'Deliveries' }",
     "- units ops\n"
     "+ units ops to=2027-01-01: name=Operations parent=acme head=coo kind=department "
     "function=back\n"
     "+ units ops from=2027-01-01: name=Deliveries parent=acme head=coo kind=department "
     "function=back\n"},
    {"another name, until it ends", "rename_unit { unit = 'depot', name = 'Deposit' }",
     "- units depot to=2028-01-01\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ units depot from=2027-01-01 to=2028-01-01: name=Deposit parent=ops kind=team "
     "function=back\n"},
    {"another name, until the next row begins", "rename_unit { unit = 'twice', name = 'Other' }",
     "- units twice to=2027-06-01\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"
     "+ units twice from=2027-01-01 to=2027-06-01: name=Other parent=ops kind=team\n"},
    {"another name on the day on which its row begins",
     "rename_unit { unit = 'fresh', name = 'Other' }",
     "- units fresh from=2027-01-01\n"
     "+ units fresh from=2027-01-01: name=Other parent=ops kind=team\n"},
    {"another name later on", "rename_unit { unit = 'late', name = 'Later', on = '2027-07-01' }",
     "- units late from=2027-06-01\n"
     "+ units late from=2027-06-01 to=2027-07-01: name=Late parent=ops kind=team\n"
     "+ units late from=2027-07-01: name=Later parent=ops kind=team\n"},
    {"the name that it has", "rename_unit { unit = 'ops', name = 'Operations' }",
     "step 1:1: rename_unit does not apply: the unit 'ops' is called that already\n"},
    {"its key, where it has no name", "rename_unit { unit = 'depot', name = 'depot' }",
     "step 1:1: rename_unit does not apply: the unit 'depot' is called that already\n"},
    {"a name for one that has ended", "rename_unit { unit = 'gone', name = 'Gone' }",
     "step 1:1: rename_unit does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"a name for one that comes later", "rename_unit { unit = 'late', name = 'Late' }",
     "step 1:1: rename_unit does not apply: there is no unit 'late' on 2027-01-01\n"},
    {"another parent", "move_unit { unit = 'depot', parent = 'sales' }",
     "- units depot to=2028-01-01\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ units depot from=2027-01-01 to=2028-01-01: parent=sales kind=team function=back\n"},
    {"no parent", "move_unit { unit = 'depot', parent = '' }",
     "- units depot to=2028-01-01\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ units depot from=2027-01-01 to=2028-01-01: kind=team function=back\n"},
    {"another parent on the day on which it begins",
     "move_unit { unit = 'fresh', parent = 'sales' }",
     "- units fresh from=2027-01-01\n"
     "+ units fresh from=2027-01-01: name=Fresh parent=sales kind=team\n"},
    {"the parent that it has", "move_unit { unit = 'depot', parent = 'ops' }",
     "step 1:1: move_unit does not apply: the unit 'ops' is above the unit 'depot' already\n"},
    {"no parent, where it has none", "move_unit { unit = 'acme', parent = '' }",
     "step 1:1: move_unit does not apply: nothing is above the unit 'acme' already\n"},
    {"below itself", "move_unit { unit = 'ops', parent = 'ops' }",
     "step 1:1: move_unit does not apply: the unit 'ops' cannot be above itself\n"},
    {"below one that is below it", "move_unit { unit = 'ops', parent = 'depot' }",
     "step 1:1: move_unit does not apply: the unit 'depot' is below 'ops': they would go "
     "in a circle\n"},
    {"far below itself", "move_unit { unit = 'acme', parent = 'inside' }",
     "step 1:1: move_unit does not apply: the unit 'inside' is below 'acme': they would "
     "go in a circle\n"},
    {"a parent that comes later", "move_unit { unit = 'depot', parent = 'late' }",
     "step 1:1: move_unit does not apply: there is no unit 'late' on 2027-01-01\n"},
    {"a misspelt parent", "move_unit { unit = 'depot', parent = 'sale' }",
     "step 1:1: move_unit does not apply: there is no unit 'sale' on 2027-01-01; did you "
     "mean 'sales'?\n"},
    {"a head", "set_head { unit = 'depot', position = 'clerk' }",
     "- units depot to=2028-01-01\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ units depot from=2027-01-01 to=2028-01-01: parent=ops head=clerk kind=team "
     "function=back\n"},
    {"another head", "set_head { unit = 'inside', position = 'lead' }",
     "- units inside\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ units inside from=2027-01-01: name=Inside parent=sales head=lead kind=team "
     "function=front tags=vip;eu\n"},
    {"the head that it has", "set_head { unit = 'ops', position = 'coo' }",
     "step 1:1: set_head does not apply: the position 'coo' is the head of 'ops' already\n"},
    {"a head that has ended", "set_head { unit = 'ops', position = 'old' }",
     "step 1:1: set_head does not apply: there is no position 'old' on 2027-01-01\n"},
    {"a head of a misspelt unit", "set_head { unit = 'op', position = 'coo' }",
     "step 1:1: set_head does not apply: there is no unit 'op' on 2027-01-01; did you "
     "mean 'ops'?\n"},
};

static const changing_row closing[] = {
    {"a unit in which nothing is", "close_unit { unit = 'twice' }",
     "- units twice to=2027-06-01\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"},
    {"one that positions are in", "close_unit { unit = 'depot' }",
     "step 1:1: close_unit does not apply: the unit 'depot' has the position 'clerk' and "
     "1 more, and the step names no `into`\n"},
    {"one that a position is in", "close_unit { unit = 'field' }",
     "step 1:1: close_unit does not apply: the unit 'field' has the position 'rep', and "
     "the step names no `into`\n"},
    {"one that delivers something", "close_unit { unit = 'press' }",
     "step 1:1: close_unit does not apply: the unit 'press' delivers 'ad', and the step "
     "names no `into`\n"},
    {"one that another is below",
     "create_unit { key = 'a' }\n"
     "create_unit { key = 'b', parent = 'a' }\n"
     "close_unit { unit = 'a' }",
     "step 3:1: close_unit does not apply: the unit 'a' has below it the unit 'b', and "
     "the step names no `into`\n"},
    {"one that is not there", "close_unit { unit = 'late' }",
     "step 1:1: close_unit does not apply: there is no unit 'late' on 2027-01-01\n"},
    {"all of it goes into another", "close_unit { unit = 'depot', into = 'fresh' }",
     "- units depot to=2028-01-01\n"
     "- positions clerk to=2028-01-01\n"
     "- positions junior\n"
     "- touchpoints ship to=2028-01-01\n"
     "- touchpoints visit\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions clerk from=2027-01-01 to=2028-01-01: unit=fresh reports_to=coo\n"
     "+ positions junior to=2027-01-01: unit=depot reports_to=clerk\n"
     "+ positions junior from=2027-01-01: unit=fresh reports_to=clerk\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after units=fresh\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;fresh\n"},
    {"sub-units go, too", "close_unit { unit = 'sales', into = 'acme' }",
     "- units field\n"
     "- units inside\n"
     "- units press\n"
     "- units sales\n"
     "- positions cso\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units field from=2027-01-01: parent=acme kind=team function=front tags=eu\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ units inside from=2027-01-01: name=Inside parent=acme head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ units press to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units press from=2027-01-01: parent=acme kind=team function=front tags=eu\n"
     "+ units sales to=2027-01-01: name=Sales parent=acme head=cso kind=department "
     "function=front tags=eu;vip\n"
     "+ positions cso to=2027-01-01: unit=sales reports_to=ceo office=cso\n"
     "+ positions cso from=2027-01-01: unit=acme reports_to=ceo office=cso\n"},
    {"what begins on the day is altered, what begins later stays",
     "close_unit { unit = 'ops', into = 'sales' }",
     "- units depot to=2028-01-01\n"
     "- units fresh from=2027-01-01\n"
     "- units ops\n"
     "- units twice to=2027-06-01\n"
     "- positions coo\n"
     "- positions novice from=2027-01-01\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ units depot from=2027-01-01 to=2028-01-01: parent=sales kind=team function=back\n"
     "+ units fresh from=2027-01-01: name=Fresh parent=sales kind=team\n"
     "+ units ops to=2027-01-01: name=Operations parent=acme head=coo kind=department "
     "function=back\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"
     "+ units twice from=2027-01-01 to=2027-06-01: name=Once parent=sales kind=team\n"
     "+ positions coo to=2027-01-01: unit=ops reports_to=ceo office=coo\n"
     "+ positions coo from=2027-01-01: unit=sales reports_to=ceo office=coo\n"
     "+ positions novice from=2027-01-01: unit=sales reports_to=coo\n"},
    {"into delivers where the unit stood", "close_unit { unit = 'inside', into = 'ops' }",
     "- units inside\n"
     "- positions lead\n"
     "- touchpoints visit\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions lead from=2027-01-01: unit=ops reports_to=cso\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;ops;depot\n"},
    {"into stood behind it", "close_unit { unit = 'field', into = 'depot' }",
     "- units field\n"
     "- positions rep\n"
     "- touchpoints visit\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ positions rep from=2027-01-01: title=Rep unit=depot reports_to=cso grade=G3\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=depot;inside\n"},
    {"into stood before it", "close_unit { unit = 'depot', into = 'field' }",
     "- units depot to=2028-01-01\n"
     "- positions clerk to=2028-01-01\n"
     "- positions junior\n"
     "- touchpoints ship to=2028-01-01\n"
     "- touchpoints visit\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions clerk from=2027-01-01 to=2028-01-01: unit=field reports_to=coo\n"
     "+ positions junior to=2027-01-01: unit=depot reports_to=clerk\n"
     "+ positions junior from=2027-01-01: unit=field reports_to=clerk\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after units=field\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside\n"},
    {"on the day on which it begins: no row is left",
     "close_unit { unit = 'fresh', into = 'depot' }",
     "- units fresh from=2027-01-01\n"
     "- touchpoints start from=2027-01-01\n"
     "+ touchpoints start from=2027-01-01: units=depot\n"},
    {"into itself", "close_unit { unit = 'ops', into = 'ops' }",
     "step 1:1: close_unit does not apply: the unit 'ops' cannot go into itself\n"},
    {"into one below it", "close_unit { unit = 'ops', into = 'depot' }",
     "step 1:1: close_unit does not apply: the unit 'depot' is below 'ops': it would be "
     "above itself\n"},
    {"into one that has ended", "close_unit { unit = 'ops', into = 'gone' }",
     "step 1:1: close_unit does not apply: there is no unit 'gone' on 2027-01-01\n"},
};

static void takes_steps(void **state)
{
    changing_check(*state, CHANGING_ORGANIZATION);
}

int main(void)
{
    int failed = RUN_ROWS("create_unit", creating, takes_steps);
    failed += RUN_ROWS("rename_unit, move_unit, set_head", altering, takes_steps);
    return failed + RUN_ROWS("close_unit", closing, takes_steps);
}

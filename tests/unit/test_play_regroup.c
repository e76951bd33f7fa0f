/* Steps that make other units of units: the rows that follow, and why one does not apply. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"

static const changing_row merging[] = {
    {"into a new one: what all of them have in common",
     "merge_units { units = { 'press', 'field' }, into = 'one' }",
     "- units field\n"
     "- units press\n"
     "- positions rep\n"
     "- touchpoints ad\n"
     "- touchpoints visit\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units one from=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units press to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ positions rep from=2027-01-01: title=Rep unit=one reports_to=cso grade=G3\n"
     "+ touchpoints ad to=2027-01-01: name=Advert journey=buy stage=before channel=web "
     "criticality=4 order=1 units=press tags=x;y managed=yes moment_of_truth=no "
     "reviewed_on=2026-05-01 region=eu\n"
     "+ touchpoints ad from=2027-01-01: name=Advert journey=buy stage=before channel=web "
     "criticality=4 order=1 units=one tags=x;y managed=yes moment_of_truth=no "
     "reviewed_on=2026-05-01 region=eu\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=one;inside;depot\n"},
    {"tags that all of them have, and the lowest unit above",
     "merge_units { units = { 'field', 'inside' }, into = 'one' }",
     "- units field\n"
     "- units inside\n"
     "- positions lead\n"
     "- positions rep\n"
     "- touchpoints visit\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ units one from=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions lead from=2027-01-01: unit=one reports_to=cso\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ positions rep from=2027-01-01: title=Rep unit=one reports_to=cso grade=G3\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 units=one;depot\n"},
    {"of other kinds, with one head, one below the other",
     "merge_units { units = { 'inside', 'sales' }, into = 'one' }",
     "- units field\n"
     "- units inside\n"
     "- units press\n"
     "- units sales\n"
     "- positions cso\n"
     "- positions lead\n"
     "- touchpoints visit\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units field from=2027-01-01: parent=one kind=team function=front tags=eu\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ units one from=2027-01-01: parent=acme head=cso function=front tags=vip;eu\n"
     "+ units press to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units press from=2027-01-01: parent=one kind=team function=front tags=eu\n"
     "+ units sales to=2027-01-01: name=Sales parent=acme head=cso kind=department "
     "function=front tags=eu;vip\n"
     "+ positions cso to=2027-01-01: unit=sales reports_to=ceo office=cso\n"
     "+ positions cso from=2027-01-01: unit=one reports_to=ceo office=cso\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions lead from=2027-01-01: unit=one reports_to=cso\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;one;depot\n"},
    {"of other branches", "merge_units { units = { 'twice', 'inside' }, into = 'one' }",
     "- units inside\n"
     "- units twice to=2027-06-01\n"
     "- positions lead\n"
     "- touchpoints visit\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ units one from=2027-01-01: parent=acme kind=team\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions lead from=2027-01-01: unit=one reports_to=cso\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;one;depot\n"},
    {"with nothing above all of them", "merge_units { units = { 'acme', 'twice' }, into = 'one' }",
     "- units acme\n"
     "- units ops\n"
     "- units sales\n"
     "- units twice to=2027-06-01\n"
     "- positions ceo\n"
     "+ units acme to=2027-01-01: name=Acme head=ceo kind=company\n"
     "+ units one from=2027-01-01\n"
     "+ units ops to=2027-01-01: name=Operations parent=acme head=coo kind=department "
     "function=back\n"
     "+ units ops from=2027-01-01: name=Operations parent=one head=coo kind=department "
     "function=back\n"
     "+ units sales to=2027-01-01: name=Sales parent=acme head=cso kind=department "
     "function=front tags=eu;vip\n"
     "+ units sales from=2027-01-01: name=Sales parent=one head=cso kind=department "
     "function=front tags=eu;vip\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"
     "+ positions ceo to=2027-01-01: unit=acme office=ceo\n"
     "+ positions ceo from=2027-01-01: unit=one office=ceo\n"},
    {"a name and a head are said",
     "merge_units { units = { 'field', 'inside' }, into = 'one', name = 'One', head = "
     "'rep' }",
     "- units field\n"
     "- units inside\n"
     "- positions lead\n"
     "- positions rep\n"
     "- touchpoints visit\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ units one from=2027-01-01: name=One parent=sales head=rep kind=team "
     "function=front tags=eu\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions lead from=2027-01-01: unit=one reports_to=cso\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ positions rep from=2027-01-01: title=Rep unit=one reports_to=cso grade=G3\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 units=one;depot\n"},
    {"into a new one that comes later anyway: until then",
     "merge_units { units = 'twice', into = 'late' }",
     "- units twice to=2027-06-01\n"
     "+ units late from=2027-01-01 to=2027-06-01: parent=ops kind=team\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"},
    {"into one of them", "merge_units { units = { 'field', 'inside' }, into = 'field' }",
     "- units inside\n"
     "- positions lead\n"
     "- touchpoints visit\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions lead from=2027-01-01: unit=field reports_to=cso\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 units=field;depot\n"},
    {"into another one", "merge_units { units = 'inside', into = 'ops' }",
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
    {"into another one, with a name and a head",
     "merge_units { units = 'twice', into = 'sales', name = 'All', head = 'rep' }",
     "- units sales\n"
     "- units twice to=2027-06-01\n"
     "+ units sales to=2027-01-01: name=Sales parent=acme head=cso kind=department "
     "function=front tags=eu;vip\n"
     "+ units sales from=2027-01-01: name=All parent=acme head=rep kind=department "
     "function=front tags=eu;vip\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"},
    {"into another one that is called and headed so",
     "merge_units { units = 'twice', into = 'sales', name = 'Sales', head = 'cso' }",
     "- units twice to=2027-06-01\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"},
    {"only itself", "merge_units { units = 'field', into = 'field' }",
     "step 1:1: merge_units does not apply: nothing but 'field' itself is to go into it\n"},
    {"into one below it", "merge_units { units = { 'twice', 'sales' }, into = 'field' }",
     "step 1:1: merge_units does not apply: the unit 'field' is below 'sales': it would "
     "be above itself\n"},
    {"one that has ended", "merge_units { units = { 'field', 'gone' }, into = 'one' }",
     "step 1:1: merge_units does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"a head that has ended", "merge_units { units = 'field', into = 'one', head = 'old' }",
     "step 1:1: merge_units does not apply: there is no position 'old' on 2027-01-01\n"},
};

static const changing_row splitting[] = {
    {"the part is what the unit is", "split_unit { unit = 'inside', parts = { { key = 'part' } } }",
     "+ units part from=2027-01-01: parent=sales kind=team function=front tags=vip;eu\n"},
    {"what is listed goes, the unit stays",
     "split_unit { unit = 'depot', parts = { { key = 'yard', name = 'Yard', head = "
     "'clerk', positions = { 'clerk' }, touchpoints = { 'visit' } }, { key = 'hall', "
     "positions = 'junior', touchpoints = 'ship' } } }",
     "- positions clerk to=2028-01-01\n"
     "- positions junior\n"
     "- touchpoints ship to=2028-01-01\n"
     "- touchpoints visit\n"
     "+ units hall from=2027-01-01: parent=ops kind=team function=back\n"
     "+ units yard from=2027-01-01: name=Yard parent=ops head=clerk kind=team function=back\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions clerk from=2027-01-01 to=2028-01-01: unit=yard reports_to=coo\n"
     "+ positions junior to=2027-01-01: unit=depot reports_to=clerk\n"
     "+ positions junior from=2027-01-01: unit=hall reports_to=clerk\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after units=hall\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;yard\n"},
    {"a part that comes later anyway: until then",
     "split_unit { unit = 'inside', parts = { { key = 'late', positions = { 'lead' } } } }",
     "- positions lead\n"
     "+ units late from=2027-01-01 to=2027-06-01: parent=sales kind=team function=front "
     "tags=vip;eu\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions lead from=2027-01-01: unit=late reports_to=cso\n"},
    {"a part that is there", "split_unit { unit = 'depot', parts = { { key = 'acme' } } }",
     "step 1:1: split_unit does not apply: the unit 'acme' is there already on 2027-01-01\n"},
    {"of one that has ended", "split_unit { unit = 'gone', parts = { { key = 'yard' } } }",
     "step 1:1: split_unit does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"a position of another unit",
     "split_unit { unit = 'depot', parts = { { key = 'yard', positions = { 'clerk', 'coo' "
     "} } } }",
     "step 1:1: split_unit does not apply: the position 'coo' is not in the unit 'depot'\n"},
    {"a touchpoint of another unit",
     "split_unit { unit = 'depot', parts = { { key = 'yard', touchpoints = 'ad' } } }",
     "step 1:1: split_unit does not apply: the unit 'depot' does not deliver 'ad'\n"},
    {"a position for two parts",
     "split_unit { unit = 'depot', parts = { { key = 'yard', positions = 'clerk' }, { key "
     "= 'hall', positions = 'clerk' } } }",
     "step 1:1: split_unit does not apply: the position 'clerk' is listed twice\n"},
    {"a touchpoint for two parts",
     "split_unit { unit = 'depot', parts = { { key = 'yard', touchpoints = 'ship' }, { "
     "key = 'hall', touchpoints = 'ship' } } }",
     "step 1:1: split_unit does not apply: the touchpoint 'ship' is listed twice\n"},
    {"two parts of one key",
     "split_unit { unit = 'depot', parts = { { key = 'yard' }, { key = 'yard' } } }",
     "step 1:1: split_unit does not apply: the unit 'yard' is listed twice\n"},
    {"a head that has ended",
     "split_unit { unit = 'depot', parts = { { key = 'yard', head = 'old' } } }",
     "step 1:1: split_unit does not apply: there is no position 'old' on 2027-01-01\n"},
    {"a position that has ended",
     "split_unit { unit = 'depot', parts = { { key = 'yard', positions = 'old' } } }",
     "step 1:1: split_unit does not apply: there is no position 'old' on 2027-01-01\n"},
    {"a misspelt touchpoint",
     "split_unit { unit = 'depot', parts = { { key = 'yard', touchpoints = 'ships' } } }",
     "step 1:1: split_unit does not apply: there is no touchpoint 'ships' on 2027-01-01; "
     "did you mean 'ship'?\n"},
};

static void takes_steps(void **state)
{
    changing_check(*state, CHANGING_ORGANIZATION);
}

int main(void)
{
    int failed = RUN_ROWS("merge_units", merging, takes_steps);
    return failed + RUN_ROWS("split_unit", splitting, takes_steps);
}

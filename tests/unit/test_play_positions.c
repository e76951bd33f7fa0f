/* Steps about positions: the rows that follow, and why a step does not apply. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"

static const changing_row creating[] = {
    {"a position of which little is said", "create_position { key = 'new' }",
     "+ positions new from=2027-01-01\n"},
    {"all that can be said of one",
     "create_position { key = 'new', title = 'New', unit = 'ops', reports_to = 'coo', "
     "office = 'cxo', grade = 'G1' }",
     "+ positions new from=2027-01-01: title=New unit=ops reports_to=coo office=cxo grade=G1\n"},
    {"one that comes later anyway: until then", "create_position { key = 'later' }",
     "+ positions later from=2027-01-01 to=2027-06-01\n"},
    {"one that was there before: nobody sits there",
     "create_position { key = 'old', unit = 'ops' }",
     "- seats old eve holder from=2025-01-01\n"
     "+ positions old from=2027-01-01: unit=ops\n"
     "+ seats old eve holder from=2025-01-01 to=2027-01-01\n"},
    {"one that is there", "create_position { key = 'coo' }",
     "step 1:1: create_position does not apply: the position 'coo' is there already on "
     "2027-01-01\n"},
    {"in a unit that has ended", "create_position { key = 'new', unit = 'gone' }",
     "step 1:1: create_position does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"below one that has ended", "create_position { key = 'new', reports_to = 'old' }",
     "step 1:1: create_position does not apply: there is no position 'old' on 2027-01-01\n"},
};

static const changing_row closing[] = {
    {"its seats end, and nothing else", "close_position { position = 'rep' }",
     "- positions rep\n"
     "- seats rep cid holder to=2028-01-01\n"
     "- seats rep dan delegate\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ seats rep cid holder to=2027-01-01\n"
     "+ seats rep dan delegate to=2027-01-01\n"},
    {"the unit that it headed names it as before",
     "close_position { position = 'lead', reports_to = 'cso' }\n"
     "set_head { unit = 'field', position = 'rep' }\n"
     "close_position { position = 'rep', on = '2027-02-01' }",
     "- units field\n"
     "- positions lead\n"
     "- positions rep\n"
     "- seats rep cid holder to=2028-01-01\n"
     "- seats rep dan delegate\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units field from=2027-01-01: parent=sales head=rep kind=team function=front tags=eu\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions rep to=2027-02-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ seats rep cid holder to=2027-02-01\n"
     "+ seats rep dan delegate to=2027-02-01\n"},
    {"reports go to its superior", "close_position { position = 'clerk' }",
     "- positions clerk to=2028-01-01\n"
     "- positions junior\n"
     "- seats clerk dan holder to=2027-03-01\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions junior to=2027-01-01: unit=depot reports_to=clerk\n"
     "+ positions junior from=2027-01-01: unit=depot reports_to=coo\n"
     "+ seats clerk dan holder to=2027-01-01\n"},
    {"reports go to who is named", "close_position { position = 'clerk', reports_to = 'cso' }",
     "- positions clerk to=2028-01-01\n"
     "- positions junior\n"
     "- seats clerk dan holder to=2027-03-01\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions junior to=2027-01-01: unit=depot reports_to=clerk\n"
     "+ positions junior from=2027-01-01: unit=depot reports_to=cso\n"
     "+ seats clerk dan holder to=2027-01-01\n"},
    {"one of its reports takes the others, and reports to its superior",
     "close_position { position = 'cso', reports_to = 'lead' }",
     "- positions cso\n"
     "- positions lead\n"
     "- positions rep\n"
     "- seats cso bob holder\n"
     "+ positions cso to=2027-01-01: unit=sales reports_to=ceo office=cso\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions lead from=2027-01-01: unit=inside reports_to=ceo\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ positions rep from=2027-01-01: title=Rep unit=field reports_to=lead grade=G3\n"
     "+ seats cso bob holder to=2027-01-01\n"},
    {"one without a superior", "close_position { position = 'ceo' }",
     "- positions ceo\n"
     "- positions coo\n"
     "- positions cso\n"
     "- seats ceo ann holder\n"
     "+ positions ceo to=2027-01-01: unit=acme office=ceo\n"
     "+ positions coo to=2027-01-01: unit=ops reports_to=ceo office=coo\n"
     "+ positions coo from=2027-01-01: unit=ops office=coo\n"
     "+ positions cso to=2027-01-01: unit=sales reports_to=ceo office=cso\n"
     "+ positions cso from=2027-01-01: unit=sales office=cso\n"
     "+ seats ceo ann holder to=2027-01-01\n"},
    {"one that begins on the day: no row of it is left", "close_position { position = 'novice' }",
     "- positions novice from=2027-01-01\n"
     "- seats novice fay holder from=2027-01-01\n"
     "- team_members crew novice\n"
     "- walks novice web 2026-12-01\n"
     "- mandates novice *\n"
     "- stated ad I position:novice\n"
     "- rulings touchpoint:visit A position:novice\n"},
    {"reports to itself", "close_position { position = 'clerk', reports_to = 'clerk' }",
     "step 1:1: close_position does not apply: the position 'clerk' cannot take its own "
     "reports\n"},
    {"to one that has ended", "close_position { position = 'clerk', reports_to = 'old' }",
     "step 1:1: close_position does not apply: there is no position 'old' on 2027-01-01\n"},
    {"to one below a report", "close_position { position = 'coo', reports_to = 'junior' }",
     "step 1:1: close_position does not apply: the position 'clerk' would be above itself\n"},
    {"one that has ended", "close_position { position = 'old' }",
     "step 1:1: close_position does not apply: there is no position 'old' on 2027-01-01\n"},
};

static const changing_row moving[] = {
    {"another unit", "move_position { position = 'clerk', unit = 'ops' }",
     "- positions clerk to=2028-01-01\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions clerk from=2027-01-01 to=2028-01-01: unit=ops reports_to=coo\n"},
    {"another superior", "move_position { position = 'clerk', reports_to = 'cso' }",
     "- positions clerk to=2028-01-01\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions clerk from=2027-01-01 to=2028-01-01: unit=depot reports_to=cso\n"},
    {"both", "move_position { position = 'clerk', unit = 'field', reports_to = 'cso' }",
     "- positions clerk to=2028-01-01\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions clerk from=2027-01-01 to=2028-01-01: unit=field reports_to=cso\n"},
    {"one of them is so",
     "move_position { position = 'clerk', unit = 'depot', reports_to = 'cso' }",
     "- positions clerk to=2028-01-01\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions clerk from=2027-01-01 to=2028-01-01: unit=depot reports_to=cso\n"},
    {"none any more", "move_position { position = 'clerk', unit = '', reports_to = '' }",
     "- positions clerk to=2028-01-01\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions clerk from=2027-01-01 to=2028-01-01\n"},
    {"where it is", "move_position { position = 'clerk', unit = 'depot', reports_to = 'coo' }",
     "step 1:1: move_position does not apply: the position 'clerk' is there already\n"},
    {"nowhere", "move_position { position = 'clerk' }",
     "step 1:1: move_position does not apply: the position 'clerk' is there already\n"},
    {"below itself", "move_position { position = 'clerk', reports_to = 'clerk' }",
     "step 1:1: move_position does not apply: the position 'clerk' cannot report to itself\n"},
    {"below one that is below it", "move_position { position = 'coo', reports_to = 'junior' }",
     "step 1:1: move_position does not apply: the position 'junior' is below 'coo': they "
     "would go in a circle\n"},
    {"to a unit that has ended", "move_position { position = 'clerk', unit = 'gone' }",
     "step 1:1: move_position does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"below one that has ended", "move_position { position = 'clerk', reports_to = 'old' }",
     "step 1:1: move_position does not apply: there is no position 'old' on 2027-01-01\n"},
    {"one that has ended", "move_position { position = 'old', unit = 'ops' }",
     "step 1:1: move_position does not apply: there is no position 'old' on 2027-01-01\n"},
};

static const changing_row offices[] = {
    {"an office that another has keeps it there", "set_office { position = 'rep', office = 'cso' }",
     "- positions rep\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ positions rep from=2027-01-01: title=Rep unit=field reports_to=cso office=cso "
     "grade=G3\n"},
    {"an office is taken away", "set_office { position = 'cso', office = '' }",
     "- positions cso\n"
     "+ positions cso to=2027-01-01: unit=sales reports_to=ceo office=cso\n"
     "+ positions cso from=2027-01-01: unit=sales reports_to=ceo\n"},
    {"the office that it has", "set_office { position = 'cso', office = 'cso' }",
     "step 1:1: set_office does not apply: the position 'cso' has the office 'cso' already\n"},
    {"two words for one office",
     "set_office { position = 'lead', office = 'cco' }\n"
     "set_office { position = 'lead', office = 'cxo' }",
     "step 2:1: set_office does not apply: the position 'lead' has the office 'cxo' already\n"},
    {"no office, where it has none", "set_office { position = 'rep', office = '' }",
     "step 1:1: set_office does not apply: the position 'rep' has no office\n"},
    {"an office of one that has ended", "set_office { position = 'old', office = 'cxo' }",
     "step 1:1: set_office does not apply: there is no position 'old' on 2027-01-01\n"},
    {"another lead", "set_lead { journey = 'buy', position = 'coo' }",
     "- journeys buy\n"
     "+ journeys buy to=2027-01-01: lead=cso team=crew\n"
     "+ journeys buy from=2027-01-01: lead=coo team=crew\n"},
    {"a first lead", "set_lead { journey = 'help', position = 'coo' }",
     "- journeys help\n"
     "+ journeys help to=2027-01-01\n"
     "+ journeys help from=2027-01-01: lead=coo\n"},
    {"the lead that it has", "set_lead { journey = 'buy', position = 'cso' }",
     "step 1:1: set_lead does not apply: the position 'cso' leads the journey 'buy' already\n"},
    {"a lead of a misspelt journey", "set_lead { journey = 'hlep', position = 'cso' }",
     "step 1:1: set_lead does not apply: there is no journey 'hlep' on 2027-01-01; did "
     "you mean 'help'?\n"},
    {"a lead that has ended", "set_lead { journey = 'buy', position = 'old' }",
     "step 1:1: set_lead does not apply: there is no position 'old' on 2027-01-01\n"},
};

static void takes_steps(void **state)
{
    changing_check(*state, CHANGING_ORGANIZATION);
}

int main(void)
{
    int failed = RUN_ROWS("create_position", creating, takes_steps);
    failed += RUN_ROWS("close_position", closing, takes_steps);
    failed += RUN_ROWS("move_position", moving, takes_steps);
    return failed + RUN_ROWS("set_office, set_lead", offices, takes_steps);
}

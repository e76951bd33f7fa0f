/* Steps about people and mandates: the rows that follow, and why a step does not apply. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"

static const changing_row appointing[] = {
    {"besides who sits there", "appoint { position = 'cso', person = 'fay' }",
     "+ seats cso fay holder from=2027-01-01\n"},
    {"of a kind, until a day",
     "appoint { position = 'cso', person = 'fay', kind = 'acting', to = '2027-07-01' }",
     "+ seats cso fay acting from=2027-01-01 to=2027-07-01\n"},
    {"somebody new",
     "appoint { position = 'lead', person = { key = 'gus', name = 'Gus', email = 'g@acme' "
     "}, kind = 'delegate' }",
     "+ people gus from=2027-01-01: name=Gus email=g@acme\n"
     "+ seats lead gus delegate from=2027-01-01\n"},
    {"somebody who was there before",
     "appoint { position = 'lead', person = { key = 'zed', name = 'Zed' } }",
     "+ people zed from=2027-01-01: name=Zed\n"
     "+ seats lead zed holder from=2027-01-01\n"},
    {"in another kind of seat", "appoint { position = 'cso', person = 'bob', kind = 'acting' }",
     "+ seats cso bob acting from=2027-01-01\n"},
    {"until their next seat begins",
     "appoint { position = 'clerk', person = 'dan', on = '2027-04-01' }",
     "+ seats clerk dan holder from=2027-04-01 to=2027-06-01\n"},
    {"shorter", "appoint { position = 'cso', person = 'bob', to = '2027-02-01' }",
     "- seats cso bob holder\n"
     "+ seats cso bob holder to=2027-01-01\n"
     "+ seats cso bob holder from=2027-01-01 to=2027-02-01\n"},
    {"longer", "appoint { position = 'rep', person = 'cid', to = '2029-01-01' }",
     "- seats rep cid holder to=2028-01-01\n"
     "+ seats rep cid holder to=2027-01-01\n"
     "+ seats rep cid holder from=2027-01-01 to=2029-01-01\n"},
    {"longer, until the next seat begins",
     "appoint { position = 'clerk', person = 'dan', to = '2028-01-01' }",
     "- seats clerk dan holder to=2027-03-01\n"
     "+ seats clerk dan holder to=2027-01-01\n"
     "+ seats clerk dan holder from=2027-01-01 to=2027-06-01\n"},
    {"another end on the day on which the seat begins",
     "appoint { position = 'novice', person = 'fay', to = '2027-02-01' }",
     "- seats novice fay holder from=2027-01-01\n"
     "+ seats novice fay holder from=2027-01-01 to=2027-02-01\n"},
    {"who sits there", "appoint { position = 'cso', person = 'bob' }",
     "step 1:1: appoint does not apply: 'bob' holds the position 'cso' already\n"},
    {"who is acting there", "appoint { position = 'coo', person = 'eve', kind = 'acting' }",
     "step 1:1: appoint does not apply: 'eve' is acting in the position 'coo' already\n"},
    {"who is a delegate there", "appoint { position = 'rep', person = 'dan', kind = 'delegate' }",
     "step 1:1: appoint does not apply: 'dan' is a delegate in the position 'rep' already\n"},
    {"until the day on which it ends",
     "appoint { position = 'rep', person = 'cid', to = '2028-01-01' }",
     "step 1:1: appoint does not apply: 'cid' holds the position 'rep' already\n"},
    {"until the day", "appoint { position = 'cso', person = 'fay', to = '2027-01-01' }",
     "step 1:1: appoint does not apply: it would end on 2027-01-01, not after the day on "
     "which it begins\n"},
    {"until before the day", "appoint { position = 'cso', person = 'fay', to = '2026-12-31' }",
     "step 1:1: appoint does not apply: it would end on 2026-12-31, not after the day on "
     "which it begins\n"},
    {"somebody who has left", "appoint { position = 'lead', person = 'zed' }",
     "step 1:1: appoint does not apply: there is no person 'zed' on 2027-01-01\n"},
    {"somebody new who is there",
     "appoint { position = 'lead', person = { key = 'ann', name = 'Ann' } }",
     "step 1:1: appoint does not apply: the person 'ann' is there already on 2027-01-01\n"},
    {"to a position that has ended", "appoint { position = 'old', person = 'ann' }",
     "step 1:1: appoint does not apply: there is no position 'old' on 2027-01-01\n"},
};

static const changing_row leaving[] = {
    {"all who sit there", "vacate { position = 'rep' }",
     "- seats rep cid holder to=2028-01-01\n"
     "- seats rep dan delegate\n"
     "+ seats rep cid holder to=2027-01-01\n"
     "+ seats rep dan delegate to=2027-01-01\n"},
    {"one of them", "vacate { position = 'rep', person = 'dan' }",
     "- seats rep dan delegate\n"
     "+ seats rep dan delegate to=2027-01-01\n"},
    {"later seats stay", "vacate { position = 'clerk' }",
     "- seats clerk dan holder to=2027-03-01\n"
     "+ seats clerk dan holder to=2027-01-01\n"},
    {"seats that begin on the day", "vacate { position = 'novice' }",
     "- seats novice fay holder from=2027-01-01\n"},
    {"nobody sits there", "vacate { position = 'lead' }",
     "step 1:1: vacate does not apply: nobody sits in the position 'lead'\n"},
    {"somebody else sits there", "vacate { position = 'rep', person = 'ann' }",
     "step 1:1: vacate does not apply: 'ann' does not sit in the position 'rep'\n"},
    {"somebody who has left", "vacate { position = 'rep', person = 'zed' }",
     "step 1:1: vacate does not apply: there is no person 'zed' on 2027-01-01\n"},
    {"a position that has ended", "vacate { position = 'old' }",
     "step 1:1: vacate does not apply: there is no position 'old' on 2027-01-01\n"},
    {"all seats of a person, and later ones; the person stays", "leave { person = 'dan' }",
     "- seats clerk dan holder to=2027-03-01\n"
     "- seats clerk dan holder from=2027-06-01\n"
     "- seats rep dan delegate\n"
     "+ seats clerk dan holder to=2027-01-01\n"
     "+ seats rep dan delegate to=2027-01-01\n"},
    {"a seat that begins on the day", "leave { person = 'fay' }",
     "- seats novice fay holder from=2027-01-01\n"},
    {"a seat in a position that has ended", "leave { person = 'eve' }",
     "- seats coo eve acting from=2026-01-01\n"
     "- seats old eve holder from=2025-01-01\n"
     "+ seats coo eve acting from=2026-01-01 to=2027-01-01\n"
     "+ seats old eve holder from=2025-01-01 to=2027-01-01\n"},
    {"a person without a seat", "leave { person = 'cid', on = '2028-02-01' }",
     "step 1:1: leave does not apply: 'cid' has no seat to leave\n"},
    {"a person whose seat has just ended",
     "vacate { position = 'ceo' }\n"
     "leave { person = 'ann' }",
     "step 2:1: leave does not apply: 'ann' has no seat to leave\n"},
    {"a person who has left", "leave { person = 'zed' }",
     "step 1:1: leave does not apply: there is no person 'zed' on 2027-01-01\n"},
};

static const changing_row mandates[] = {
    {"over everything", "grant { position = 'cso', scope = '*' }",
     "+ mandates cso * from=2027-01-01\n"},
    {"over a stage", "grant { position = 'cso', scope = 'stage:before' }",
     "+ mandates cso stage:before from=2027-01-01\n"},
    {"again, once it has ended",
     "grant { position = 'coo', scope = 'journey:buy', on = '2028-06-01' }",
     "+ mandates coo journey:buy from=2028-06-01\n"},
    {"the mandate that it has", "grant { position = 'cso', scope = 'unit:field' }",
     "step 1:1: grant does not apply: the position 'cso' has that mandate already\n"},
    {"over a unit that has ended", "grant { position = 'cso', scope = 'unit:gone' }",
     "step 1:1: grant does not apply: there is no unit 'gone' on 2027-01-01\n"},
    {"over a misspelt touchpoint", "grant { position = 'cso', scope = 'touchpoint:visits' }",
     "step 1:1: grant does not apply: there is no touchpoint 'visits' on 2027-01-01; did "
     "you mean 'visit'?\n"},
    {"of a position that has ended", "grant { position = 'old', scope = 'unit:field' }",
     "step 1:1: grant does not apply: there is no position 'old' on 2027-01-01\n"},
    {"withdrawn", "withdraw { position = 'cso', scope = 'unit:field' }",
     "- mandates cso unit:field\n"
     "+ mandates cso unit:field to=2027-01-01\n"},
    {"withdrawn before it ends", "withdraw { position = 'coo', scope = 'journey:buy' }",
     "- mandates coo journey:buy to=2028-01-01\n"
     "+ mandates coo journey:buy to=2027-01-01\n"},
    {"withdrawn, though the unit has ended",
     "split_unit { unit = 'field', parts = { { key = 'part', positions = 'rep', "
     "touchpoints = 'visit' } } }\n"
     "close_unit { unit = 'field' }\n"
     "withdraw { position = 'cso', scope = 'unit:field' }",
     "- units field\n"
     "- positions rep\n"
     "- touchpoints visit\n"
     "- mandates cso unit:field\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units part from=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ positions rep from=2027-01-01: title=Rep unit=part reports_to=cso grade=G3\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=part;inside;depot\n"
     "+ mandates cso unit:field to=2027-01-01\n"},
    {"withdrawn on the day on which it begins",
     "withdraw { position = 'coo', scope = 'stage:before' }",
     "- mandates coo stage:before from=2027-01-01\n"},
    {"that it has not", "withdraw { position = 'cso', scope = 'unit:press' }",
     "step 1:1: withdraw does not apply: the position 'cso' has no mandate over 'unit:press'\n"},
    {"over something that never was", "withdraw { position = 'cso', scope = 'unit:nowhere' }",
     "step 1:1: withdraw does not apply: the position 'cso' has no mandate over "
     "'unit:nowhere'\n"},
    {"withdrawn from a position that has ended", "withdraw { position = 'old', scope = '*' }",
     "step 1:1: withdraw does not apply: there is no position 'old' on 2027-01-01\n"},
};

static void takes_steps(void **state)
{
    changing_check(*state, CHANGING_ORGANIZATION);
}

int main(void)
{
    int failed = RUN_ROWS("appoint", appointing, takes_steps);
    failed += RUN_ROWS("vacate, leave", leaving, takes_steps);
    return failed + RUN_ROWS("grant, withdraw", mandates, takes_steps);
}

/* Several steps: what each sees of the others, and what is left of things that never were. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"

/* Things that have ended, and are named still. */
#define REOPENED                                                                                   \
    "== units.csv\nkey,parent,to\ntop,,\na,gone,\ngone,top,2026-01-01\nb,a,\n"                     \
    "== positions.csv\nkey,unit,reports_to,to\np,a,old,\nold,a,,2026-01-01\nq,a,p,\n"
/* Things that begin on the day, and what names them. */
#define FORGOTTEN                                                                                  \
    "== units.csv\nkey,parent,head,from\ntop,,,\nx,top,,2027-01-01\ny,x,,2027-06-01\n"             \
    "z,top,p,\n"                                                                                   \
    "== positions.csv\nkey,unit,reports_to,office,dotted_to,from\n"                                \
    "p,top,,ceo,,2027-01-01\nq,x,p,,p,2027-06-01\nr,top,,,p;s,\ns,top,,,,\n"                       \
    "== people.csv\nkey\nann\n"                                                                    \
    "== seats.csv\nposition,person\np,ann\n"                                                       \
    "== teams.csv\nkey,lead\ng,p\n"                                                                \
    "== team_members.csv\nteam,position\ng,p\ng,r\n"                                               \
    "== channels.csv\nkey\nweb\n"                                                                  \
    "== journeys.csv\nkey,lead,team\nj,p,g\n"                                                      \
    "== touchpoints.csv\nkey,units,journey,from\nt,x,j,2027-06-01\nu,x;z,j,2027-06-01\n"           \
    "v,,j,2027-01-01\n"                                                                            \
    "== journey_steps.csv\njourney,touchpoint\nj,v\n"                                              \
    "== links.csv\nfrom,to,kind\nv,t,handoff\n"                                                    \
    "== walks.csv\nposition,channel,date\np,web,2026-12-01\n"                                      \
    "== mandates.csv\nposition,scope\nr,unit:x\nr,touchpoint:v\np,*\n"                             \
    "== stated.csv\ntouchpoint,letter,holder\nt,A,unit:x\nt,A,position:p\nv,A,unit:z\n"            \
    "== rulings.csv\nsubject,letter,holder,by,reason\n"                                            \
    "touchpoint:u,A,unit:x,office:ceo,so\ntouchpoint:t,A,position:r,position:p,so\n"               \
    "touchpoint:v,A,position:r,office:ceo,so\nhandoff:v->t,A,position:r,office:ceo,so\n"           \
    "== disputes.csv\nsubject,letter,by,claims,reason\n"                                           \
    "touchpoint:u,A,position:r,unit:x,so\ntouchpoint:u,R,position:p,unit:z,so\n"                   \
    "touchpoint:v,R,position:r,unit:z,so\ntouchpoint:u,C,position:r,position:p,so\n"               \
    "== acceptances.csv\nkey,fingerprint,by,reason\n"                                              \
    "0123456789abcdef,0123456789abcdef,position:p,so\n"

static const changing_row several[] = {
    {"what a step creates, the next ones name",
     "create_unit { key = 'new', parent = 'ops' }\n"
     "create_position { key = 'head', unit = 'new', reports_to = 'coo' }\n"
     "set_head { unit = 'new', position = 'head' }\n"
     "appoint { position = 'head', person = { key = 'gus' } }\n"
     "hand_over { from = 'depot', to = 'new', journey = 'help' }",
     "- touchpoints ship to=2028-01-01\n"
     "+ units new from=2027-01-01: parent=ops head=head\n"
     "+ positions head from=2027-01-01: unit=new reports_to=coo\n"
     "+ people gus from=2027-01-01\n"
     "+ seats head gus holder from=2027-01-01\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after units=new\n"},
    {"what a step closes, the next ones do not find",
     "close_unit { unit = 'twice' }\n"
     "rename_unit { unit = 'twice', name = 'x' }",
     "step 2:1: rename_unit does not apply: there is no unit 'twice' on 2027-01-01\n"},
    {"one after the other on one day",
     "rename_unit { unit = 'twice', name = 'First' }\n"
     "move_unit { unit = 'twice', parent = 'sales' }\n"
     "rename_unit { unit = 'twice', name = 'Second' }",
     "- units twice to=2027-06-01\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"
     "+ units twice from=2027-01-01 to=2027-06-01: name=Second parent=sales kind=team\n"},
    {"made and ended on one day",
     "create_unit { key = 'new' }\n"
     "close_unit { unit = 'new' }",
     ""},
    {"each on its own day",
     "create_unit { key = 'new' }\n"
     "rename_unit { unit = 'new', name = 'New', on = '2027-04-01' }\n"
     "close_unit { unit = 'new', on = '2027-05-01' }",
     "+ units new from=2027-01-01 to=2027-04-01\n"
     "+ units new from=2027-04-01 to=2027-05-01: name=New\n"},
    {"in the order in which they stand, whatever their days",
     "rename_unit { unit = 'ops', name = 'Second', on = '2027-06-01' }\n"
     "rename_unit { unit = 'ops', name = 'First', on = '2027-03-01' }",
     "- units ops\n"
     "+ units ops to=2027-03-01: name=Operations parent=acme head=coo kind=department "
     "function=back\n"
     "+ units ops from=2027-03-01 to=2027-06-01: name=First parent=acme head=coo "
     "kind=department function=back\n"
     "+ units ops from=2027-06-01: name=Second parent=acme head=coo kind=department "
     "function=back\n"},
    {"what is made later is not there yet",
     "create_unit { key = 'new', on = '2027-03-01' }\n"
     "rename_unit { unit = 'new', name = 'New', on = '2027-02-01' }",
     "step 2:1: rename_unit does not apply: there is no unit 'new' on 2027-02-01\n"},
    {"each that does not apply is told, and none is taken",
     "rename_unit { unit = 'ops', name = 'X' }\n"
     "rename_unit { unit = 'op', name = 'Y' }\n"
     "rename_unit { unit = 'ops', name = 'X' }\n"
     "rename_unit { unit = 'sales', name = 'Z' }\n"
     "leave { person = 'zed' }",
     "step 2:1: rename_unit does not apply: there is no unit 'op' on 2027-01-01; did you "
     "mean 'ops'?\n"
     "step 3:1: rename_unit does not apply: the unit 'ops' is called that already\n"
     "step 5:1: leave does not apply: there is no person 'zed' on 2027-01-01\n"},
    {"ended, and there again later",
     "close_unit { unit = 'twice' }\n"
     "create_unit { key = 'twice', name = 'Again', on = '2027-04-01' }",
     "- units twice to=2027-06-01\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"
     "+ units twice from=2027-04-01 to=2027-06-01: name=Again\n"},
    {"ended, and there again at once",
     "close_unit { unit = 'depot', into = 'ops' }\n"
     "create_unit { key = 'depot' }",
     "- units depot to=2028-01-01\n"
     "- positions clerk to=2028-01-01\n"
     "- positions junior\n"
     "- touchpoints ship to=2028-01-01\n"
     "- touchpoints visit\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ units depot from=2027-01-01\n"
     "+ positions clerk to=2027-01-01: unit=depot reports_to=coo\n"
     "+ positions clerk from=2027-01-01 to=2028-01-01: unit=ops reports_to=coo\n"
     "+ positions junior to=2027-01-01: unit=depot reports_to=clerk\n"
     "+ positions junior from=2027-01-01: unit=ops reports_to=clerk\n"
     "+ touchpoints ship to=2027-01-01: journey=help stage=after units=depot\n"
     "+ touchpoints ship from=2027-01-01 to=2028-01-01: journey=help stage=after units=ops\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;ops\n"},
    {"there again, a position is vacant",
     "close_position { position = 'rep' }\n"
     "create_position { key = 'rep', on = '2027-04-01' }",
     "- positions rep\n"
     "- seats rep cid holder to=2028-01-01\n"
     "- seats rep dan delegate\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ positions rep from=2027-04-01\n"
     "+ seats rep cid holder to=2027-01-01\n"
     "+ seats rep dan delegate to=2027-01-01\n"},
    {"a closed superior counts as none",
     "close_position { position = 'ceo' }\n"
     "move_position { position = 'cso', reports_to = '' }",
     "step 2:1: move_position does not apply: the position 'cso' is there already\n"},
    {"a closed head counts as none",
     "close_position { position = 'cso' }\n"
     "set_head { unit = 'inside', position = 'lead' }\n"
     "merge_units { units = { 'field', 'sales' }, into = 'one' }",
     "- units field\n"
     "- units inside\n"
     "- units press\n"
     "- units sales\n"
     "- positions cso\n"
     "- positions lead\n"
     "- positions rep\n"
     "- seats cso bob holder\n"
     "- touchpoints visit\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ units inside from=2027-01-01: name=Inside parent=one head=lead kind=team "
     "function=front tags=vip;eu\n"
     "+ units one from=2027-01-01: parent=acme function=front tags=eu\n"
     "+ units press to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units press from=2027-01-01: parent=one kind=team function=front tags=eu\n"
     "+ units sales to=2027-01-01: name=Sales parent=acme head=cso kind=department "
     "function=front tags=eu;vip\n"
     "+ positions cso to=2027-01-01: unit=sales reports_to=ceo office=cso\n"
     "+ positions lead to=2027-01-01: unit=inside reports_to=cso\n"
     "+ positions lead from=2027-01-01: unit=inside reports_to=ceo\n"
     "+ positions rep to=2027-01-01: title=Rep unit=field reports_to=cso grade=G3\n"
     "+ positions rep from=2027-01-01: title=Rep unit=one reports_to=ceo grade=G3\n"
     "+ seats cso bob holder to=2027-01-01\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 "
     "units=one;inside;depot\n"},
};

static const changing_row reopening[] = {
    {"a unit below one that still names it", "create_unit { key = 'gone', parent = 'b' }",
     "step 1:1: create_unit does not apply: what still names it is above it: they would "
     "go in a circle\n"},
    {"a merger of one that is below what still names it",
     "merge_units { units = 'b', into = 'gone' }",
     "step 1:1: merge_units does not apply: what still names it is above it: they would "
     "go in a circle\n"},
    {"a part of one that is below what still names it",
     "split_unit { unit = 'b', parts = { { key = 'gone' } } }",
     "step 1:1: split_unit does not apply: what still names it is above it: they would go "
     "in a circle\n"},
    {"a position below one that still names it",
     "create_position { key = 'old', reports_to = 'q' }",
     "step 1:1: create_position does not apply: what still names it is above it: they "
     "would go in a circle\n"},
    {"a unit beside them", "create_unit { key = 'gone', parent = 'top' }",
     "+ units gone from=2027-01-01: parent=top\n"},
    {"a position above them", "create_position { key = 'old', unit = 'b' }",
     "+ positions old from=2027-01-01: unit=b\n"},
    {"steps before and after are taken",
     "create_unit { key = 'new' }\n"
     "create_unit { key = 'gone', parent = 'new' }\n"
     "move_unit { unit = 'new', parent = 'top' }",
     "+ units gone from=2027-01-01: parent=new\n"
     "+ units new from=2027-01-01: parent=top\n"},
    {"one that goes in a circle is left out alone",
     "create_unit { key = 'new' }\n"
     "create_unit { key = 'gone', parent = 'b' }\n"
     "move_unit { unit = 'new', parent = 'nowhere' }",
     "step 2:1: create_unit does not apply: what still names it is above it: they would "
     "go in a circle\n"
     "step 3:1: move_unit does not apply: there is no unit 'nowhere' on 2027-01-01\n"},
};

static const changing_row forgetting[] = {
    {"a unit", "close_unit { unit = 'x' }",
     "- units x from=2027-01-01\n"
     "- units y from=2027-06-01\n"
     "- positions q from=2027-06-01\n"
     "- touchpoints t from=2027-06-01\n"
     "- touchpoints u from=2027-06-01\n"
     "- mandates r unit:x\n"
     "- stated t A unit:x\n"
     "- rulings touchpoint:u A unit:x\n"
     "- disputes touchpoint:u A position:r\n"
     "+ units y from=2027-06-01\n"
     "+ positions q from=2027-06-01: reports_to=p dotted_to=p\n"
     "+ touchpoints t from=2027-06-01: journey=j\n"
     "+ touchpoints u from=2027-06-01: journey=j units=z\n"
     "+ disputes touchpoint:u A position:r: reason=so\n"},
    {"a position", "close_position { position = 'p' }",
     "- units z\n"
     "- positions p from=2027-01-01\n"
     "- positions q from=2027-06-01\n"
     "- positions r\n"
     "- seats p ann holder\n"
     "- teams g\n"
     "- team_members g p\n"
     "- journeys j\n"
     "- walks p web 2026-12-01\n"
     "- mandates p *\n"
     "- stated t A position:p\n"
     "- rulings touchpoint:t A position:r\n"
     "- acceptances 0123456789abcdef 0123456789abcdef\n"
     "- disputes touchpoint:u C position:r\n"
     "- disputes touchpoint:u R position:p\n"
     "+ units z: parent=top\n"
     "+ positions q from=2027-06-01: unit=x\n"
     "+ positions r: unit=top dotted_to=s\n"
     "+ teams g\n"
     "+ journeys j: team=g\n"
     "+ disputes touchpoint:u C position:r: reason=so\n"},
    {"a touchpoint", "close_touchpoint { key = 'v' }",
     "- touchpoints v from=2027-01-01\n"
     "- journey_steps j v\n"
     "- links v t handoff\n"
     "- mandates r touchpoint:v\n"
     "- stated v A unit:z\n"
     "- rulings handoff:v->t A position:r\n"
     "- rulings touchpoint:v A position:r\n"
     "- disputes touchpoint:v R position:r\n"},
};

static void takes_steps(void **state)
{
    changing_check(*state, CHANGING_ORGANIZATION);
}

static void takes_reopened(void **state)
{
    changing_check(*state, REOPENED);
}

static void takes_forgotten(void **state)
{
    changing_check(*state, FORGOTTEN);
}

int main(void)
{
    int failed = RUN_ROWS("several steps", several, takes_steps);
    failed += RUN_ROWS("there again", reopening, takes_reopened);
    return failed + RUN_ROWS("no row is left", forgetting, takes_forgotten);
}

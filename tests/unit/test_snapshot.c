#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "describe.h"
#include "organization.h"

/* Everything that begins in 2026 is gone in 2027. */
static const char acme[] =
    "== units.csv\n"
    "key,name,parent,head,kind,function,tags,from,to,region\n"
    "acme,Acme,,ceo,company,,,,,\n"
    "ops,,acme,coo,Division,operations,lean; lean;core,,,eu\n"
    "support,,ops,gone,department,service,,,,\n"
    "desk,,support,,team,,,,,\n"
    "logistics,,ops,,,,,,,\n"
    "labs,,acme,,,,,2026-01-01,2027-01-01,us\n"
    "bench,,labs,late,,,,,,\n"
    "== positions.csv\n"
    "key,title,unit,reports_to,office,dotted_to,grade,from,to,site\n"
    "ceo,Chief,acme,,CEO,,E1,,,\n"
    "coo,Chief of operations,ops,ceo,coo,late;ceo;late;gone,,,,\n"
    "late,,labs,coo,CCO,,,2026-01-01,2027-01-01,\n"
    "gone,,ops,ceo,cxo,,,,2026-01-01,\n"
    "agent,,desk,gone,,,,,,north\n"
    "== people.csv\n"
    "key,name,email,from,to\n"
    "ada,Ada,ada@example.org,,\n"
    "bob,Bob,,,2026-03-01\n"
    "== seats.csv\n"
    "position,person,kind,from,to\n"
    "coo,ada,holder,2025-01-01,2026-03-01\n"
    "coo,ada,acting,2026-03-01,\n"
    "coo,bob,holder,2026-02-01,\n"
    "late,ada,delegate,,\n"
    "gone,ada,holder,,\n"
    "== teams.csv\n"
    "key,name,kind,lead,from,to\n"
    "board,The Board,council,ceo,,\n"
    "idle,,,,,\n"
    "brief,,,late,2026-01-01,2026-02-01\n"
    "== team_members.csv\n"
    "team,position,from,to\n"
    "board,late,,\n"
    "board,agent,,2026-02-01\n"
    "board,gone,,\n"
    "== stages.csv\n"
    "key,name,order\n"
    "use,Usage,2\n"
    "buy,,\n"
    "== channels.csv\n"
    "key,name\n"
    "web,Web\n"
    "== journeys.csv\n"
    "key,name,lead,team,from,to\n"
    "first,First,late,brief,,\n"
    "other,,,,,\n"
    "short,,,,2026-01-01,2027-01-01\n"
    "== touchpoints.csv\n"
    "key,name,journey,stage,channel,criticality,order,units,tags,managed,moment_of_truth,"
    "reviewed_on,from,to,note\n"
    "a,Alpha,first,use,web,5,1,labs;desk,x;y,no,yes,2025-05-05,,,hello\n"
    "b,,first,,,,,support,,,,,,,\n"
    "c,,first,,,,,,,yes,no,,2026-01-01,2027-01-01,\n"
    "d,,short,,,,0,logistics,,,,,,,\n"
    "== journey_steps.csv\n"
    "journey,touchpoint,order\n"
    "short,a,7\n"
    "other,a,\n"
    "other,d,-3\n"
    "first,b,0\n"
    "== links.csv\n"
    "from,to,kind\n"
    "d,a,handoff\n"
    "b,c,promise\n"
    "a,b,handoff\n"
    "a,b,feedback\n"
    "c,d,handoff\n"
    "== walks.csv\n"
    "position,channel,date\n"
    "coo,web,2026-01-15\n"
    "coo,web,2025-01-15\n"
    "late,web,2025-06-01\n"
    "== mandates.csv\n"
    "position,scope,from,to\n"
    "late,*,,\n"
    "coo,unit:labs,,\n"
    "coo,journey:first,2026-01-01,\n"
    "== stated.csv\n"
    "touchpoint,letter,holder,reason\n"
    "a,R,unit:labs,\n"
    "a,A,office:CXO,audit\n"
    "a,A,person:bob,\n"
    "c,A,position:ceo,\n"
    "== rulings.csv\n"
    "subject,letter,holder,by,reason,from,to\n"
    "touchpoint:a,A,position:late,position:ceo,because,2026-01-01,2027-01-01\n"
    "handoff:d->a,A,unit:desk,office:ceo,so,,\n"
    "journey:short,A,team:idle,position:ceo,so,,\n"
    "enterprise,A,position:ceo,position:ceo,so,,\n";

struct fact {
    const char *name;
    const char *date;
    const char *what;
    const char *expected;
};

static const struct fact facts[] = {
    {"a company is its own department", "2026-06-01", "unit:acme",
     "name=Acme head=ceo kind=company department=acme positions=ceo"},
    {"kinds are compared in lower case; tags lose repetitions; extra columns are attributes",
     "2026-06-01", "unit:ops",
     "region=eu parent=acme head=coo kind=Division func=operations tags=lean,core department=ops "
     "positions=coo"},
    {"a department under a division is its own; a head that is gone is none", "2026-06-01",
     "unit:support", "parent=ops kind=department func=service department=support"},
    {"a head before it was gone", "2025-12-31", "unit:support",
     "parent=ops head=gone kind=department func=service department=support"},
    {"a team has the nearest department above", "2026-06-01", "unit:desk",
     "parent=support kind=team department=support positions=agent"},
    {"a unit without kind has the division above", "2026-06-01", "unit:logistics",
     "parent=ops department=ops"},
    {"without department above, the unit directly under the company", "2026-06-01", "unit:bench",
     "parent=labs head=late department=labs"},
    {"a parent that is not there is none, and the unit a top one", "2027-01-01", "unit:bench",
     "department=bench"},
    {"a unit on its last day", "2026-12-31", "unit:labs",
     "region=us parent=acme department=labs positions=late"},
    {"a unit on its first day", "2026-01-01", "unit:labs",
     "region=us parent=acme department=labs positions=late"},
    {"a unit the day before it begins", "2025-12-31", "unit:labs", "absent"},
    {"a unit on the day it is gone", "2027-01-01", "unit:labs", "absent"},
    {"an office is in lower case", "2026-06-01", "position:ceo",
     "name=Chief unit=acme office=ceo grade=E1 heads=acme"},
    {"dotted lines in the order stated, once, to those that are there; seats by person, kind",
     "2026-02-15", "position:coo",
     "name=Chief of operations unit=ops reports_to=ceo office=coo dotted=late,ceo heads=ops "
     "holder=ada(2025-01-01..2026-03-01) holder=bob(2026-02-01..) mandate=journey:first "
     "mandate=unit:labs channel=web walked=2025-01-15 channel=web walked=2026-01-15"},
    {"seats and people end; later walks have not been; a scope that is not there covers nothing",
     "2025-12-31", "position:coo",
     "name=Chief of operations unit=ops reports_to=ceo office=coo dotted=ceo,gone heads=ops "
     "holder=ada(2025-01-01..2026-03-01) mandate=unit:labs scope=absent channel=web "
     "walked=2025-01-15"},
    {"a seat of a person who is gone is none", "2026-03-01", "position:coo",
     "name=Chief of operations unit=ops reports_to=ceo office=coo dotted=late,ceo heads=ops "
     "acting=ada(2026-03-01..) mandate=journey:first mandate=unit:labs channel=web "
     "walked=2025-01-15 channel=web walked=2026-01-15"},
    {"cco is read as cxo", "2026-06-01", "position:late",
     "unit=labs reports_to=coo office=cxo heads=bench delegate=ada(..) mandate=* channel=web "
     "walked=2025-06-01"},
    {"a superior that is gone is none", "2026-06-01", "position:agent", "site=north unit=desk"},
    {"a person's positions, without those that are gone", "2026-06-01", "person:ada",
     "name=Ada email=ada@example.org positions=coo,late"},
    {"a lead is a member; members end; members that are gone are left out", "2026-06-01",
     "team:board", "name=The Board kind=council lead=ceo members=ceo,late"},
    {"members before that", "2025-12-31", "team:board",
     "name=The Board kind=council lead=ceo members=agent,ceo,gone"},
    {"a team without anybody", "2026-06-01", "team:idle", ""},
    {"stages have an order", "2026-06-01", "stage:use", "name=Usage order=2"},
    {"or none", "2026-06-01", "stage:buy", ""},
    {"channels have names", "2026-06-01", "channel:web", "name=Web"},
    {"journeys: unset order last, by key; its team is gone", "2026-06-01", "journey:first",
     "name=First lead=late touchpoints=a,b,c"},
    {"journeys: a touchpoint that is not there is passed over", "2027-01-01", "journey:first",
     "name=First touchpoints=a,b"},
    {"further journeys have orders of their own", "2026-06-01", "journey:other",
     "touchpoints=d,a"},
    {"the order of a first journey is the touchpoint's own", "2026-06-01", "journey:short",
     "touchpoints=d,a A=team:idle as=ruling:journey:short:A:team:idle by=position:ceo because=so"},
    {"a touchpoint: journeys first one first, units as stated, stated rows, rulings",
     "2026-06-01", "touchpoint:a",
     "name=Alpha note=hello journey=first journeys=first,other,short stage=use channel=web "
     "criticality=5 order=1 units=labs,desk tags=x,y managed=no truth=yes reviewed=2025-05-05 "
     "A=office:cxo as=stated:a:A:office:CXO because=audit A=absent as=stated:a:A:person:bob "
     "R=unit:labs as=stated:a:R:unit:labs A=position:late "
     "as=ruling:touchpoint:a:A:position:late by=position:ceo because=because"},
    {"without journeys, units and holders that are not there, and rulings that ended",
     "2027-01-01", "touchpoint:a",
     "name=Alpha note=hello journey=first journeys=first,other stage=use channel=web "
     "criticality=5 order=1 units=desk tags=x,y managed=no truth=yes reviewed=2025-05-05 "
     "A=absent as=stated:a:A:office:CXO because=audit A=absent as=stated:a:A:person:bob "
     "R=absent as=stated:a:R:unit:labs"},
    {"a step on the first journey changes nothing", "2026-06-01", "touchpoint:b",
     "journey=first journeys=first units=support"},
    {"a first journey that is not there is none; the others stay", "2027-01-01", "touchpoint:d",
     "journeys=other order=0 units=logistics"},
    {"a link makes a handoff; units of both sides; journeys of both sides", "2026-06-01",
     "handoff:d->a",
     "crosses=yes units=logistics,labs,desk journeys=short,other A=unit:desk "
     "as=ruling:handoff:d->a:A:unit:desk by=office:ceo because=so"},
    {"neighbours make a handoff; a link adds no second one", "2026-06-01", "handoff:a->b",
     "crosses=yes units=labs,desk,support journeys=first"},
    {"departments that are the same set do not cross", "2027-01-01", "handoff:a->b",
     "crosses=no units=desk,support journeys=first"},
    {"no units and some cross", "2026-06-01", "handoff:b->c",
     "crosses=yes units=support journeys=first"},
    {"a handoff to what is not there is none", "2027-01-01", "handoff:b->c", "absent"},
    {"a promise is no handoff", "2026-06-01", "handoff:c->b", "absent"},
    {"the enterprise", "2026-06-01", "enterprise",
     "A=position:ceo as=ruling:enterprise:A:position:ceo by=position:ceo because=so"},
};

static raci_model *model;

static void tells(void **state)
{
    const struct fact *fact = *state;
    ri_snapshot *s = snapshot_at(model, fact->date);
    ri_text text = RI_TEXT_INIT;
    describe(s, named(s, fact->what), false, &text);
    assert_string_equal(ri_text_string(&text), fact->expected);
    ri_text_free(&text);
    ri_snapshot_free(s);
}

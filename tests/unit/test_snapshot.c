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
    "ceo,Chief,acme,,ceo,,E1,,,\n"
    "coo,Chief of operations,ops,ceo,coo,late;ceo;late;gone,,,,\n"
    "late,,labs,coo,cco,,,2026-01-01,2027-01-01,\n"
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
    "board,ceo,,\n"
    "board,late,,\n"
    "brief,late,,\n"
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
    "a,A,office:cco,audit\n"
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
     "holder=ada(2025-01-01..2026-03-01) holder=bob(2026-02-01..) reseated=2026-02-01 "
     "mandate=journey:first mandate=unit:labs channel=web walked=2025-01-15 channel=web walked=2026-01-15"},
    {"seats and people end; later walks have not been; a scope that is not there covers nothing",
     "2025-12-31", "position:coo",
     "name=Chief of operations unit=ops reports_to=ceo office=coo dotted=ceo,gone heads=ops "
     "holder=ada(2025-01-01..2026-03-01) reseated=2025-01-01 mandate=unit:labs scope=absent "
     "channel=web walked=2025-01-15"},
    {"a seat of a person who is gone is none", "2026-03-01", "position:coo",
     "name=Chief of operations unit=ops reports_to=ceo office=coo dotted=late,ceo heads=ops "
     "acting=ada(2026-03-01..) last_end=2026-03-01 reseated=2026-03-01 mandate=journey:first "
     "mandate=unit:labs channel=web walked=2025-01-15 channel=web walked=2026-01-15"},
    {"cco is read as cxo", "2026-06-01", "position:late",
     "unit=labs reports_to=coo office=cxo heads=bench delegate=ada(..) mandate=* channel=web "
     "walked=2025-06-01"},
    {"a superior that is gone is none", "2026-06-01", "position:agent", "site=north unit=desk"},
    {"a person's positions, without those that are gone", "2026-06-01", "person:ada",
     "name=Ada email=ada@example.org positions=coo,late reseated=2026-03-01"},
    {"members end, and those that are gone are left out", "2026-06-01", "team:board",
     "name=The Board kind=council lead=ceo members=ceo,late"},
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
    {"further journeys have orders of their own", "2026-06-01", "journey:other", "touchpoints=d,a"},
    {"the order of a first journey is the touchpoint's own", "2026-06-01", "journey:short",
     "touchpoints=d,a A=team:idle as=ruling:journey:short:A:team:idle by=position:ceo because=so"},
    {"a touchpoint: journeys first one first, units as stated, stated rows, rulings", "2026-06-01",
     "touchpoint:a",
     "name=Alpha note=hello journey=first journeys=first,other,short stage=use channel=web "
     "criticality=5 order=1 units=labs,desk tags=x,y managed=no truth=yes reviewed=2025-05-05 "
     "A=office:cxo as=stated:a:A:office:cco because=audit A=absent as=stated:a:A:person:bob "
     "R=unit:labs as=stated:a:R:unit:labs A=position:late "
     "as=ruling:touchpoint:a:A:position:late by=position:ceo because=because"},
    {"without journeys, units and holders that are not there, and rulings that ended", "2027-01-01",
     "touchpoint:a",
     "name=Alpha note=hello journey=first journeys=first,other stage=use channel=web "
     "criticality=5 order=1 units=desk tags=x,y managed=no truth=yes reviewed=2025-05-05 "
     "A=absent as=stated:a:A:office:cco because=audit A=absent as=stated:a:A:person:bob "
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

static void keys_are_in_order(void **state)
{
    ri_snapshot *s = snapshot_at(model, "2026-06-01");
    (void)state;
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        const ri_rows *rows = ri_snapshot_rows(s, (ri_kind)kind);
        for (uint32_t i = 0; rows != NULL && i < rows->n; i++) {
            assert_true(i == 0 || strcmp(rows->key[i - 1], rows->key[i]) < 0);
            assert_int_equal(ri_snapshot_find(s, (ri_kind)kind, rows->key[i]),
                             ri_ref_make((ri_kind)kind, i));
        }
    }
    assert_int_equal(ri_snapshot_find(s, RI_UNIT, "zzz"), RI_NONE);
    assert_int_equal(ri_snapshot_find(s, RI_OFFICE, "ceo"), RI_NONE);
    ri_snapshot_free(s);
}

static void links_are_in_order(void **state)
{
    static const uint32_t expected[][3] = {{0, 1, RI_LINK_FEEDBACK},
                                           {0, 1, RI_LINK_HANDOFF},
                                           {1, 2, RI_LINK_PROMISE},
                                           {2, 3, RI_LINK_HANDOFF},
                                           {3, 0, RI_LINK_HANDOFF}};
    ri_snapshot *s = snapshot_at(model, "2026-06-01");
    (void)state;
    assert_int_equal(s->n_links, COUNT(expected));
    for (uint32_t i = 0; i < s->n_links; i++) {
        assert_int_equal(s->links[i].from, expected[i][0]);
        assert_int_equal(s->links[i].to, expected[i][1]);
        assert_int_equal(s->links[i].kind, expected[i][2]);
    }
    ri_snapshot_free(s);
    s = snapshot_at(model, "2027-01-01");
    assert_int_equal(s->n_links, 3);
    ri_snapshot_free(s);
}

static void offices_are_found(void **state)
{
    ri_snapshot *s = snapshot_at(model, "2026-06-01");
    uint32_t n = 0;
    (void)state;
    const uint32_t *positions = ri_snapshot_office(s, "CCO", &n);
    assert_int_equal(n, 1);
    assert_int_equal(positions[0], row(s, "position:late"));
    (void)ri_snapshot_office(s, "cxo", &n);
    assert_int_equal(n, 1);
    (void)ri_snapshot_office(s, "cmo", &n);
    assert_int_equal(n, 0);
    (void)ri_snapshot_office(s, "x", &n); /* a word that is no office */
    assert_int_equal(n, 0);
    ri_snapshot_free(s);
    s = snapshot_at(model, "2025-12-31");
    positions = ri_snapshot_office(s, "cxo", &n);
    assert_int_equal(n, 1);
    assert_int_equal(positions[0], row(s, "position:gone"));
    ri_snapshot_free(s);
}

static void names_and_references(void **state)
{
    static const struct {
        const char *reference;
        const char *key;
        const char *name;
    } expected[] = {
        {"unit:ops", "ops", "ops"},
        {"unit:acme", "acme", "Acme"},
        {"handoff:a->b", "a->b", "Alpha → b"},
        {"enterprise", "", "the enterprise"},
    };
    ri_snapshot *s = snapshot_at(model, "2026-06-01");
    (void)state;
    for (size_t i = 0; i < COUNT(expected); i++) {
        ri_ref ref = named(s, expected[i].reference);
        ri_text text = RI_TEXT_INIT;
        ri_snapshot_reference(s, ref, &text);
        assert_string_equal(text.bytes, expected[i].reference);
        assert_string_equal(ri_snapshot_key(s, ref), expected[i].key);
        assert_string_equal(ri_snapshot_name(s, ref), expected[i].name);
        ri_text_free(&text);
    }
    uint32_t a = row(s, "touchpoint:a");
    assert_string_equal(ri_snapshot_attribute(s, RI_TOUCHPOINT, a, "note"), "hello");
    assert_null(ri_snapshot_attribute(s, RI_TOUCHPOINT, a, "region"));
    assert_null(ri_snapshot_attribute(s, RI_TOUCHPOINT, a, "unheard-of"));
    assert_null(ri_snapshot_attribute(s, RI_JOURNEY, 0, "note"));
    ri_snapshot_free(s);
}

static void without_names(void **state)
{
    raci_error err = {0};
    ri_snapshot *s = NULL;
    (void)state;
    assert_int_equal(ri_snapshot_load(&s, model, day("2026-06-01"), false, &err), RACI_OK);
    assert_null(s->touchpoints.rows.name);
    assert_null(s->units.rows.name);
    assert_string_equal(ri_snapshot_name(s, named(s, "touchpoint:a")), "a");
    assert_string_equal(ri_snapshot_name(s, named(s, "handoff:a->b")), "a → b");
    ri_snapshot_free(s);
}

static void mandates_exist_or_not(void **state)
{
    raci_model *other = organization("== positions.csv\nkey,to\np,2026-01-01\nq,\n"
                                     "== mandates.csv\nposition,scope,from,to\n"
                                     "p,*,,\nq,*,,2026-01-01\n");
    (void)state;
    ri_snapshot *s = snapshot_at(other, "2025-12-31");
    assert_true(s->has_mandates);
    ri_snapshot_free(s);
    s = snapshot_at(other, "2026-01-01");
    assert_false(s->has_mandates);
    ri_snapshot_free(s);
    raci_model_close(other);
}

/* By the bytes of "a->b", which is not the order of pairs: '-' and '.' come before
   '>' and letters after it. */
static void handoffs_are_in_order(void **state)
{
    static const char *const keys[] = {"a",    "a-",  "a--",   "a-0", "a-0-", "a-0-1", "a-0.x",
                                       "a-00", "a-b", "a-b-c", "a.",  "a.x",  "a.x-1", "a0",
                                       "a0-0", "a_",  "ab",    "b",   "b-0",  "b-0-x", "b-0-x-0"};
    ri_text text = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&text, "== touchpoints.csv\nkey\n");
    for (size_t i = 0; i < COUNT(keys); i++) {
        ri_text_format(&text, "%s\n", keys[i]);
    }
    ri_text_add(&text, "== links.csv\nfrom,to,kind\n");
    for (size_t i = 0; i < COUNT(keys); i++) {
        for (size_t j = 0; j < COUNT(keys); j++) {
            if (i != j) {
                ri_text_format(&text, "%s,%s,handoff\n", keys[i], keys[j]);
            }
        }
    }
    raci_model *other = organization(text.bytes);
    ri_snapshot *s = snapshot_at(other, "2026-01-01");
    assert_int_equal(s->handoffs.n, COUNT(keys) * (COUNT(keys) - 1));
    for (uint32_t i = 0; i < s->handoffs.n; i++) {
        ri_ref ref = ri_ref_make(RI_HANDOFF, i);
        const char *key = ri_snapshot_key(s, ref);
        assert_true(i == 0 || strcmp(ri_snapshot_key(s, ref - 1), key) < 0);
        assert_int_equal(ri_snapshot_find(s, RI_HANDOFF, key), ref);
    }
    assert_int_equal(ri_snapshot_find(s, RI_HANDOFF, "a->"), RI_NONE);
    assert_int_equal(ri_snapshot_find(s, RI_HANDOFF, "a"), RI_NONE);
    assert_int_equal(ri_snapshot_find(s, RI_HANDOFF, ""), RI_NONE);
    ri_snapshot_free(s);
    raci_model_close(other);
    ri_text_free(&text);
}

static bool attempt(void *payload)
{
    raci_error err = {0};
    ri_snapshot *s = NULL;
    raci_status status = ri_snapshot_load(&s, payload, 20000, true, &err);
    ri_snapshot_free(s);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    return status == RACI_OK;
}

static void exhausted_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(attempt, model) > 50);
}

static int open_model(void **state)
{
    (void)state;
    model = organization(acme);
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    raci_model_close(model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_in_order),     cmocka_unit_test(links_are_in_order),
        cmocka_unit_test(offices_are_found),     cmocka_unit_test(names_and_references),
        cmocka_unit_test(without_names),         cmocka_unit_test(mandates_exist_or_not),
        cmocka_unit_test(handoffs_are_in_order), cmocka_unit_test(exhausted_memory),
    };
    (void)open_model(NULL);
    int failed = RUN_ROWS("facts", facts, tells);
    (void)close_model(NULL);
    return failed + cmocka_run_group_tests(tests, open_model, close_model);
}

/* An organization as files say that it is to be: the rows that it has from a day on. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"

#include "base/day.h"
#include "model/files_read.h"

typedef struct row {
    const char *name;
    const char *files;
    const char *expected; /* the rows that are gone ('-') and those that are new ('+') */
} row;

/* What the files do not have stays. */
static const row partial[] = {
    {"what the model has",
     "== units.csv\nkey,name,parent,head,kind,function\n"
     "ops,Operations,acme,coo,department,back\n",
     ""},
    {"columns that the file has not stay", "== units.csv\nkey,name\nops,Deliveries\n",
     "- units ops\n"
     "+ units ops to=2027-01-01: name=Operations parent=acme head=coo kind=department "
     "function=back\n"
     "+ units ops from=2027-01-01: name=Deliveries parent=acme head=coo kind=department "
     "function=back\n"},
    {"until it ends", "== units.csv\nkey,head\ndepot,clerk\n",
     "- units depot to=2028-01-01\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ units depot from=2027-01-01 to=2028-01-01: parent=ops head=clerk kind=team "
     "function=back\n"},
    {"another end", "== units.csv\nkey,to\ndepot,2027-06-01\n",
     "- units depot to=2028-01-01\n"
     "+ units depot to=2027-06-01: parent=ops kind=team function=back\n"},
    {"no end", "== units.csv\nkey,to\ndepot,\n",
     "- units depot to=2028-01-01\n"
     "+ units depot: parent=ops kind=team function=back\n"},
    {"an end in the past is one on the day", "== units.csv\nkey,to\ndepot,2026-06-01\n",
     "- units depot to=2028-01-01\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"},
    {"a row that begins on the day", "== units.csv\nkey,name,from\nfresh,Fresher,2027-01-01\n",
     "- units fresh from=2027-01-01\n"
     "+ units fresh from=2027-01-01: name=Fresher parent=ops kind=team\n"},
    {"a row that begins later", "== units.csv\nkey,name,from\ntwice,Thrice,2027-06-01\n",
     "- units twice from=2027-06-01\n"
     "+ units twice from=2027-06-01: name=Thrice parent=acme kind=team\n"},
    {"one of two rows of a key", "== units.csv\nkey,name,from,to\ntwice,Thrice,,2027-06-01\n",
     "- units twice to=2027-06-01\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"
     "+ units twice from=2027-01-01 to=2027-06-01: name=Thrice parent=ops kind=team\n"},
    {"new ones, from the day on",
     "== units.csv\nkey,name,from,to\nnew,New,,\nearly,Early,2025-01-01,\n"
     "soon,Soon,2027-06-01,\nends,Ends,2020-01-01,2027-02-01\n"
     "ended,Ended,2020-01-01,2027-01-01\n",
     "+ units early from=2027-01-01: name=Early\n"
     "+ units ends from=2027-01-01 to=2027-02-01: name=Ends\n"
     "+ units new from=2027-01-01: name=New\n"
     "+ units soon from=2027-06-01: name=Soon\n"},
    {"one that was there before", "== units.csv\nkey,name,from\ngone,Back,2027-01-01\n",
     "+ units gone from=2027-01-01: name=Back\n"},
    {"a list", "== touchpoints.csv\nkey,units\nvisit,depot;field\n",
     "- touchpoints visit\n"
     "+ touchpoints visit to=2027-01-01: journey=buy stage=after order=2 "
     "units=field;inside;depot\n"
     "+ touchpoints visit from=2027-01-01: journey=buy stage=after order=2 units=depot;field\n"},
    {"the same list", "== touchpoints.csv\nkey,units\nvisit,field;inside;depot\n", ""},
    {"an attribute", "== touchpoints.csv\nkey,region\nad,us\nstart,asia\n",
     "- touchpoints ad\n"
     "- touchpoints start from=2027-01-01\n"
     "+ touchpoints ad to=2027-01-01: name=Advert journey=buy stage=before channel=web "
     "criticality=4 order=1 units=press tags=x;y managed=yes moment_of_truth=no "
     "reviewed_on=2026-05-01 region=eu\n"
     "+ touchpoints ad from=2027-01-01: name=Advert journey=buy stage=before channel=web "
     "criticality=4 order=1 units=press tags=x;y managed=yes moment_of_truth=no "
     "reviewed_on=2026-05-01 region=us\n"
     "+ touchpoints start from=2027-01-01: units=fresh region=asia\n"},
    {"seats", "== seats.csv\nposition,person,kind\ncso,fay,holder\nrep,cid,acting\n",
     "+ seats cso fay holder from=2027-01-01\n"
     "+ seats rep cid acting from=2027-01-01\n"},
    {"rows without days",
     "== stated.csv\ntouchpoint,letter,holder,reason\nad,C,position:rep,told\n"
     "visit,A,unit:ops,\n",
     "- stated ad C position:rep\n"
     "+ stated ad C position:rep: reason=told\n"
     "+ stated visit A unit:ops\n"},
    {"several files",
     "== units.csv\nkey,head\nnew,boss\n"
     "== positions.csv\nkey,unit\nboss,new\n"
     "== seats.csv\nposition,person\nboss,fay\n",
     "+ units new from=2027-01-01: head=boss\n"
     "+ positions boss from=2027-01-01: unit=new\n"
     "+ seats boss fay holder from=2027-01-01\n"},
};

/* What they do not have ends. */
static const row full[] = {
    {"units",
     "== units.csv\nkey,name,parent,head,kind,function,tags\nacme,Acme,,ceo,company,,\n"
     "ops,Operations,acme,coo,department,back,\n"
     "sales,Trade,acme,cso,department,front,eu;vip\n",
     "- units depot to=2028-01-01\n"
     "- units field\n"
     "- units fresh from=2027-01-01\n"
     "- units inside\n"
     "- units late from=2027-06-01\n"
     "- units press\n"
     "- units sales\n"
     "- units twice to=2027-06-01\n"
     "- units twice from=2027-06-01\n"
     "+ units depot to=2027-01-01: parent=ops kind=team function=back\n"
     "+ units field to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units inside to=2027-01-01: name=Inside parent=sales head=cso kind=team "
     "function=front tags=vip;eu\n"
     "+ units press to=2027-01-01: parent=sales kind=team function=front tags=eu\n"
     "+ units sales to=2027-01-01: name=Sales parent=acme head=cso kind=department "
     "function=front tags=eu;vip\n"
     "+ units sales from=2027-01-01: name=Trade parent=acme head=cso kind=department "
     "function=front tags=eu;vip\n"
     "+ units twice to=2027-01-01: name=Once parent=ops kind=team\n"},
    {"nothing but a header", "== mandates.csv\nposition,scope\n",
     "- mandates coo journey:buy to=2028-01-01\n"
     "- mandates coo stage:before from=2027-01-01\n"
     "- mandates cso unit:field\n"
     "- mandates novice *\n"
     "+ mandates coo journey:buy to=2027-01-01\n"
     "+ mandates cso unit:field to=2027-01-01\n"
     "+ mandates novice * to=2027-01-01\n"},
    {"seats, of which later ones stay that the file has",
     "== seats.csv\nposition,person,kind,from\nceo,ann,holder,\n"
     "clerk,dan,holder,2027-06-01\n",
     "- seats clerk dan holder to=2027-03-01\n"
     "- seats coo eve acting from=2026-01-01\n"
     "- seats cso bob holder\n"
     "- seats novice fay holder from=2027-01-01\n"
     "- seats old eve holder from=2025-01-01\n"
     "- seats rep cid holder to=2028-01-01\n"
     "- seats rep dan delegate\n"
     "+ seats clerk dan holder to=2027-01-01\n"
     "+ seats coo eve acting from=2026-01-01 to=2027-01-01\n"
     "+ seats cso bob holder to=2027-01-01\n"
     "+ seats old eve holder from=2025-01-01 to=2027-01-01\n"
     "+ seats rep cid holder to=2027-01-01\n"
     "+ seats rep dan delegate to=2027-01-01\n"},
    {"another row of a key", "== mandates.csv\nposition,scope,from\ncoo,journey:buy,\ncso,*,\n",
     "- mandates coo stage:before from=2027-01-01\n"
     "- mandates cso unit:field\n"
     "- mandates novice *\n"
     "+ mandates cso * from=2027-01-01\n"
     "+ mandates cso unit:field to=2027-01-01\n"
     "+ mandates novice * to=2027-01-01\n"},
    {"one row for each key", "== team_members.csv\nteam,position\ncrew,coo\n",
     "- team_members crew novice\n"
     "- team_members crew rep\n"
     "+ team_members crew novice to=2027-01-01\n"
     "+ team_members crew rep to=2027-01-01\n"},
    {"rows without days",
     "== stated.csv\ntouchpoint,letter,holder,reason\nad,C,position:rep,told\n",
     "- stated ad C position:rep\n"
     "- stated ad I position:novice\n"
     "- stated ship A office:coo\n"
     "+ stated ad C position:rep: reason=told\n"},
    {"another kind of a row", "== links.csv\nfrom,to,kind\nad,visit,handoff\n",
     "- links ad visit promise\n"
     "- links start visit handoff\n"
     "+ links ad visit handoff\n"},
    {"what stays for ever",
     "== stages.csv\nkey,order\nbefore,2\n"
     "== channels.csv\nkey\n",
     "- stages before\n"
     "+ stages before: order=2\n"},
    {"only of the files that are there", "== journeys.csv\nkey,lead\nbuy,coo\n",
     "- journeys buy\n"
     "- journeys help\n"
     "+ journeys buy to=2027-01-01: lead=cso team=crew\n"
     "+ journeys buy from=2027-01-01: lead=coo team=crew\n"
     "+ journeys help to=2027-01-01\n"},
};

static raci_status become(const changing *c, const char *files, bool whole, ri_text *told)
{
    char path[SCRATCH_PATH];
    int32_t day = 0;
    raci_model *copy = NULL;
    raci_error err = {0};
    ri_files_read read = {.rows = {0}};
    assert_true(ri_day_parse(CHANGING_DAY, strlen(CHANGING_DAY), &day));
    folder_write(scratch_path(&c->s, "to-be", path), files);
    ri_text before = changing_rows(c->model);
    assert_int_equal(ri_store_hold(ri_model_store(c->model), &err), RACI_OK);
    raci_status status = ri_model_copy(&copy, c->model, &err);
    if (status == RACI_OK) {
        status =
            ri_model_become(&read, copy, c->model, path, whole, day, folder_problem, told, &err);
    }
    if (status == RACI_OK) {
        ri_text after = changing_rows(copy);
        changing_compare(told, &before, &after);
        ri_text_free(&after);
    }
    raci_model_close(copy);
    ri_store_release(ri_model_store(c->model));
    ri_text same = changing_rows(c->model); /* the model stays as it is */
    assert_string_equal(ri_text_string(&same), ri_text_string(&before));
    ri_text_free(&before);
    ri_text_free(&same);
    return status;
}

static void check(const row *x, bool whole)
{
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    ri_text told = RI_TEXT_INIT;
    assert_int_equal(become(&c, x->files, whole, &told), RACI_OK);
    assert_string_equal(ri_text_string(&told), x->expected);
    ri_text_free(&told);
    changing_end(&c);
}

static void becomes(void **state)
{
    check(*state, false);
}

static void becomes_in_full(void **state)
{
    check(*state, true);
}

/* All that a model has, and nothing else. */
static void is_the_same(void **state)
{
    char path[SCRATCH_PATH];
    (void)state;
    for (int whole = 0; whole < 2; whole++) {
        const changing c = changing_begin(CHANGING_ORGANIZATION);
        ri_text told = RI_TEXT_INIT;
        assert_int_equal(raci_model_export(c.model, scratch_path(&c.s, "to-be", path), NULL),
                         RACI_OK);
        assert_int_equal(become(&c, "== teams.csv\nkey,lead\ncrew,coo\n", whole != 0, &told),
                         RACI_OK);
        assert_string_equal(ri_text_string(&told), "");
        ri_text_free(&told);
        changing_end(&c);
    }
}

static void tells_what_is_wrong(void **state)
{
    const changing c = changing_begin(CHANGING_ORGANIZATION);
    ri_text told = RI_TEXT_INIT;
    (void)state;
    assert_int_equal(become(&c,
                            "== units.csv\nkey,parent\nfresh,nowhere\nacme,inside\n"
                            "== seats.csv\nposition,person\nceo,nobody\n",
                            false, &told),
                     RACI_INPUT);
    assert_string_equal(ri_text_string(&told),
                        "units.csv:2:7: unknown unit 'nowhere'\n"
                        "units.csv:3:6: units that are parts of each other: acme -> inside -> "
                        "sales -> acme\n"
                        "seats.csv:2:5: unknown person 'nobody'\n");
    ri_text_free(&told);
    changing_end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_same),
        cmocka_unit_test(tells_what_is_wrong),
    };
    int failed = RUN_ROWS("partial", partial, becomes);
    failed += RUN_ROWS("full", full, becomes_in_full);
    return failed + cmocka_run_group_tests_name("become", tests, NULL, NULL);
}

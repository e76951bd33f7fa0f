/* Rows of inventories: which touchpoints they are, and what becomes of each. */
#include "rows.h"

#include <stdio.h>

#include "inventory_reading.h"

typedef struct row {
    const char *name;
    const char *sheet;
    const char *expected; /* touchpoints, notes, refusals; then counts */
} row;

static const row rows[] = {
    {"a touchpoint in a row",
     "Touchpoint|Stage|Channel|Department|Criticality|Mood\nAd|Aware|Web|Sales|high|good\n",
     "2 Ad stage=Aware channel=Web units=Sales criticality=4 mood=good\n2=1+1+0 1\n"},
    {"rows of one touchpoint",
     "Touchpoint|Channel|Agency|Kind|Calls\nNoise|Web|NYPD|Party|1,200\nNOISE|web|DEP|Dog|3\n"
     "Noise|Web|NYPD|Dog|5\n",
     "2 Noise channel=Web units=NYPD+DEP kind=Party; Dog calls=1208\n4=3+1+0 1\n"},
    {"one name in several channels",
     "Touchpoint|Channel|Agency\nNoise|Web|NYPD\nNoise|Phone|NYPD\nTrees|Web|DPR\nDogs||DPR\n",
     "2 Noise (Web) channel=Web units=NYPD\n3 Noise (Phone) channel=Phone units=NYPD\n"
     "4 Trees (Web) channel=Web units=DPR\n5 Dogs units=DPR\n5=4+1+0 4\n"},
    {"one name in several stages",
     "Stage|Touchpoint|Channel\nAware|E-mail|Mail\nBuy|E-mail|Mail\nBuy|Call|Phone\n",
     "2 E-mail (Aware) stage=Aware channel=Mail\n3 E-mail (Buy) stage=Buy channel=Mail\n"
     "4 Call stage=Buy channel=Phone\n4=3+1+0 3\n"},
    {"stages and channels",
     "Stage|Touchpoint|Channel\nAware|Note|Mail\nBuy|Note|Mail\nBuy|Note|Web\n",
     "2 Note (Mail, Aware) stage=Aware channel=Mail\n3 Note (Mail, Buy) stage=Buy channel=Mail\n"
     "4 Note (Web, Buy) stage=Buy channel=Web\n4=3+1+0 3\n"},
    {"ids tell touchpoints apart",
     "ID|Touchpoint|Channel\nT1|Call|Phone\nT2|Call|Phone\nT1|Call|Phone\n",
     "2 Call id=T1 channel=Phone\n3 Call id=T2 channel=Phone\n4=3+1+0 2\n"},
    {"several journeys",
     "Journey|Touchpoint|Channel\nBuying|Ad|Web\nBuying|Order|Web\nMoving|Call|Phone\n"
     "Moving|Order|Web\n\"Moving; Buying\"|Bill|Mail\n",
     "2 Ad channel=Web on=Buying#1\n3 Order channel=Web on=Buying#2 on=Moving#2\n"
     "4 Call channel=Phone on=Moving#1\n6 Bill channel=Mail on=\"Moving#1 on=Buying\"#1\n"
     "6=5+1+0 4\n"},
    {"what the order is",
     "Journey|#|Touchpoint\nBuying|20|Order\nBuying|10.|Ad\nBuying|1a|Bill\n|7|Help\n",
     "noted 4:2 expected a whole number, found '1a': the order of the rows is taken\n"
     "2 Order on=Buying#20\n3 Ad on=Buying#10\n4 Bill on=Buying#3\n5 Help#7\n5=4+1+0 4\n"},
    {"names of several",
     "Touchpoint|Department|Business owner\nAd|Sales; Care / IT|CMO + COO\nOrder|Sales & Care|TBD\n"
     "Help|Sales & Care|-\n",
     "noted 3:2 'Sales & Care' may be several; it is taken for one\n"
     "noted 3:3 'TBD' is nobody: the column 'Business owner' is left empty\n"
     "2 Ad units=Sales+Care+IT accountable=CMO+COO\n3 Order units=Sales & Care\n"
     "4 Help units=Sales & Care\n4=3+1+0 3\n"},
    {"what cannot be read in a cell",
     "Touchpoint|Criticality|Moment of truth|Managed|Last reviewed\nAd|9|maybe|no|yesterday\n"
     "Order|3|x|yes|2026-02-01\n",
     "noted 2:2 expected 1 to 5, or a word such as high in the column 'Criticality', found '9': "
     "it is left out\n"
     "noted 2:3 expected yes or no in the column 'Moment of truth', found 'maybe': it is left "
     "out\n"
     "noted 2:5 expected a date as YYYY-MM-DD in the column 'Last reviewed', found 'yesterday': "
     "it is left out\n"
     "2 Ad managed=no\n3 Order criticality=3 truth=yes managed=yes reviewed=2026-02-01\n"
     "3=2+1+0 2\n"},
    {"rows that differ where one thing can be said",
     "Touchpoint|Channel|Criticality\nAd|Web|3\nAd|Web|5\nAd|Web|3\n",
     "noted 3:3 'Ad' had '3' in the column 'Criticality', which stays, and has '5' here\n"
     "2 Ad channel=Web criticality=3\n4=3+1+0 1\n"},
    {"counts that are no numbers", "Touchpoint|Channel|Calls\nAd|Web|3\nAd|Web|few\nAd|Web|4\n",
     "2 Ad channel=Web calls=3; few; 4\n4=3+1+0 1\n"},
    {"headings, totals, the header again",
     "Stage|Touchpoint|Channel\nAware|Ad|Web\nStage|Touchpoint|Channel\nBuy\n|Order|Web\n"
     "|Total|\n",
     "2 Ad stage=Aware channel=Web\n5 Order stage=Buy channel=Web\n6=2+4+0 2\n"},
    {"the beginning of a total's name", "Touchpoint|Channel\nGrand total|\nGrand|\nAd|Web\n",
     "3 Grand\n4 Ad channel=Web\n4=2+2+0 2\n"},
    {"a cell over all columns is the stage of what follows",
     "Touchpoint|Channel\nAware|<\nAd|Web\nBuy|<\nOrder|Web\n",
     "3 Ad stage=Aware channel=Web\n5 Order stage=Buy channel=Web\n5=2+3+0 2\n"},
    {"rows that go on", "Touchpoint|Channel|Department\nCall|Phone|Care\n||Sales\n|Web|Care\n",
     "noted 3:3 it names no touchpoint: it is taken for one more row of 'Call'\n"
     "noted 4:2 it names no touchpoint: it is taken for one more row of 'Call'\n"
     "2 Call (Phone) channel=Phone units=Care\n3 Call units=Sales\n"
     "4 Call (Web) channel=Web units=Care\n4=3+1+0 3\n"},
    {"rows of nothing", "Touchpoint|Channel|Mood|Note\n|Web|a|b\nAd|Web|a|b\n||a|b\n",
     "refused 2:2 it names no touchpoint\nrefused 4:3 it names no touchpoint\n"
     "3 Ad channel=Web mood=a note=b\n4=1+1+2 1\n"},
    {"what stands below no heading", "Touchpoint|Channel\nAd|Web|more\n",
     "noted 2:3 'more' stands below no heading: it is not read\n2 Ad channel=Web\n2=1+1+0 1\n"},
    {"nothing", "Touchpoint|Channel\n", "1=0+1+0 0\n"},
};

static void reads(void **state)
{
    const row *x = *state;
    inventory_reading reading = {.told = NULL};
    raci_error err = {.status = RACI_OK};
    assert_int_equal(inventory_read(&reading, x->sheet, &err), RACI_OK);
    const ri_inventory_counts *counts = &reading.counts;
    ri_text_format(&reading.out, "%zu=%zu+%zu+%zu %zu\n", counts->rows, counts->used,
                   counts->passed, counts->refused, counts->touchpoints);
    assert_string_equal(ri_text_string(&reading.out), x->expected);
    assert_int_equal(counts->rows, counts->used + counts->passed + counts->refused);
    assert_int_equal(counts->touchpoints, reading.given);
    ri_text_free(&reading.out);
}

/* What rows say together is kept up to a limit, and that is told once. */
static void keeps_so_much(void **state)
{
    ri_text sheet = RI_TEXT_INIT;
    inventory_reading reading = {.told = NULL};
    raci_error err = {.status = RACI_OK};
    (void)state;
    ri_text_add(&sheet, "Touchpoint|Channel|Kind\n");
    for (int i = 0; i < 3000; i++) {
        ri_text_format(&sheet, "Ad|Web|kind %d\n", i);
    }
    ri_text_format(&sheet, "%0*d|Web|x\n", RI_INVENTORY_NAME_MAX + 1, 1);
    assert_int_equal(inventory_read(&reading, ri_text_string(&sheet), &err), RACI_OK);
    assert_int_equal(reading.counts.touchpoints, 1);
    assert_int_equal(reading.counts.used, 3000);
    assert_int_equal(reading.counts.refused, 1);
    const char *told = strstr(ri_text_string(&reading.out), "is kept: what follows is left out");
    assert_non_null(told);
    assert_null(strstr(told + 1, "is kept: what follows is left out"));
    assert_true(reading.out.length < (size_t)2 * RI_INVENTORY_LIST_MAX);
    ri_text_free(&reading.out);
    ri_text_free(&sheet);
}

static raci_status stop(const ri_inventory_touchpoint *x, void *payload, raci_error *err)
{
    (void)x;
    (void)payload;
    return ri_fail(err, RACI_STOPPED, "enough");
}

static void stops(void **state)
{
    ri_book book = paper("Touchpoint|Channel\nAd|Web\n");
    ri_inventory_columns *found = NULL;
    ri_inventory_counts counts;
    const ri_inventory_calls calls = {.touchpoint = stop};
    const ri_inventory_calls none = {.touchpoint = NULL};
    (void)state;
    assert_int_equal(ri_inventory_columns_find(&found, &book, 0, NULL, NULL), RACI_OK);
    assert_int_equal(ri_inventory_read(&book, found, &calls, &counts, NULL), RACI_STOPPED);
    assert_int_equal(ri_inventory_read(&book, found, &none, &counts, NULL), RACI_OK);
    ri_inventory_columns_free(found);
    paper_free(&book);
}

/* Paper is written anew in each attempt; its own want of memory is none of the reader's. */
static void survives_without_memory(void **state)
{
    static const char sheet[] =
        "ID|Journey|Stage|#|Touchpoint|Channel|Department|Owner|Criticality|Calls|Kind\n"
        "1|Buying|Aware|1|Ad|Web|Sales; Care|CMO|high|2|a\n1|Moving||2|Ad|Web|IT & HR|CMO|9|3|b\n"
        "2||Buy|x|Order|Phone|Sales|TBD|1|few|c\n||||||Care||||\n";
    raci_status status = RACI_NOMEM;
    size_t first = 0;
    (void)state;
    for (; status == RACI_NOMEM; first++) {
        ri_book book = paper(sheet);
        ri_inventory_columns *found = NULL;
        ri_inventory_counts counts;
        const ri_inventory_calls none = {.touchpoint = NULL};
        raci_error err = {.status = RACI_OK};
        (void)ri_alloc_fail_from(first);
        status = ri_inventory_columns_find(&found, &book, 0, NULL, &err);
        if (status == RACI_OK) {
            status = ri_inventory_read(&book, found, &none, &counts, &err);
        }
        (void)ri_alloc_fail_from(SIZE_MAX);
        assert_int_equal(err.status, status);
        ri_inventory_columns_free(found);
        paper_free(&book);
    }
    assert_int_equal(status, RACI_OK);
    assert_true(first > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_so_much), cmocka_unit_test(stops),
                                       cmocka_unit_test(survives_without_memory)};
    int failed = RUN_ROWS("inventories", rows, reads);
    return failed + cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}

/* Which tables are inventories, how their columns are read, and what has to be asked. */
#include "rows.h"

#include <stdio.h>

#include "inventory_reading.h"

typedef struct row {
    const char *name;
    const char *sheet;
    const char *expected;
} row;

static const row rows[] = {
    {"requests of citizens",
     "complaint_type|descriptor|agency|channel|requests|open\nNoise|Party|NYPD|PHONE|3|1\n",
     "likely, line 1: touchpoint, attribute, units, channel, count, count\n"},
    {"a map of a journey",
     "Journey|Stage|Step #|Touchpoint|Channel|Customer goal|Pain points|Delivered by\n"
     "Buying|Aware|1|Ad|Web|Find|Loud|Marketing\n",
     "likely, line 1: journey, stage, order, touchpoint, channel, attribute, attribute, "
     "units\n"},
    {"words of all kinds",
     "Touchpoint ID|Touch point|Phase|Medium|Owner department|Business owner|Importance|"
     "Moment of Truth?|Managed (Y/N)|Last reviewed|Tags|Order|Number of calls\n"
     "1|Ad|Aware|Web|Marketing|CMO|4|x|y|2026-01-01|a|1|7\n",
     "likely, line 1: id, touchpoint, stage, channel, units, accountable, criticality, "
     "moment-of-truth, managed, reviewed, tags, order, count\n"},
    {"titles above the header", "Our touchpoints\n\nTouchpoint|Channel\nAd|Web\n",
     "likely, line 3: touchpoint, channel\n"},
    {"a catalogue of services", "Service|Department|Phone\nPermits|Planning|123\n",
     "no, line 1: touchpoint, units, attribute\n"},
    {"a catalogue of services and channels",
     "Service name|Department|Delivery channel\nPermits|Planning|Web\n",
     "likely, line 1: touchpoint, units, channel\n"},
    {"a name is enough where it has places", "Name|Channel|Department\nPermits|Web|Planning\n",
     "likely, line 1: touchpoint, channel, units\n"},
    {"a list of people", "Name|Department|E-mail\nAnn|Sales|a@x.example\n",
     "no, line 1: touchpoint, units, attribute\n"},
    {"a plan of a project", "Phase|Task|Team|Status\nBuild|Code|Dev|done\n",
     "no, line 1: stage, touchpoint, units, attribute\n"
     "? the column 'Team' may name the units that deliver, or who is accountable "
     "[--column 'Team=accountable'] the units that deliver\n"},
    {"no names at all", "Colour|Weight\nred|1\n", "no, line 0:\n"},
    {"steps that are numbers", "Step|Touchpoint|Channel\n1|Ad|Web\n2|Call|Phone\n",
     "likely, line 1: order, touchpoint, channel\n"},
    {"owners beside units", "Touchpoint|Department|Owner\nAd|Marketing|CMO\n",
     "likely, line 1: touchpoint, units, accountable\n"
     "? the column 'Owner' may name who is accountable, or units that deliver "
     "[--column 'Owner=units'] who is accountable\n"},
    {"a team beside units", "Touchpoint|Department|Team's name|Team\nAd|Marketing|A|B\n",
     "likely, line 1: touchpoint, units, attribute, attribute\n"
     "? the column 'Team' may name units that deliver, too [--column 'Team=units'] kept as an "
     "attribute\n"},
    {"two columns of units", "Touchpoint|Agency|Agency name\nAd|M|Marketing\n",
     "likely, line 1: touchpoint, units, attribute\n"
     "? the column 'Agency name' may be the units, as 'Agency' may [--column 'Agency name=units'] "
     "kept as an attribute\n"},
    {"priorities in words", "Touchpoint|Channel|Priority\nAd|Web|P1\nCall|Phone|low\n",
     "likely, line 1: touchpoint, channel, priority\n"},
    {"priorities in numbers", "Touchpoint|Channel|Priority\nAd|Web|1\nCall|Phone|2\n",
     "likely, line 1: touchpoint, channel, priority\n"
     "? the column 'Priority' has numbers, and does not say whether 1 is the most (priority) or "
     "the least (criticality) [--column 'Priority=priority|criticality'] open\n"},
    {"a priority beside criticality", "Touchpoint|Criticality|Priority\nAd|5|1\n",
     "likely, line 1: touchpoint, criticality, attribute\n"},
    {"stages said once", "Stage|Touchpoint\nAware|Ad\n|Page\nBuy|Quote\n|Order\n",
     "likely, line 1: stage^, touchpoint\n"},
    {"stages said again, and left out", "Stage|Touchpoint\nAware|Ad\nAware|Page\n|Order\n",
     "likely, line 1: stage, touchpoint\n"},
    {"a heading without text", "Touchpoint||Channel\nAd|1|Web\n",
     "likely, line 1: touchpoint, ignored, channel\n"},
    {"a squad beside units", "Touchpoint|Units|Squad\nAd|M|x\n",
     "likely, line 1: touchpoint, units, attribute\n"
     "? the column 'Squad' may name units that deliver, too [--column 'Squad=units'] kept as an "
     "attribute\n"},
};

static void recognizes(void **state)
{
    const row *x = *state;
    inventory_reading reading = {.columns = true};
    raci_error err = {.status = RACI_OK};
    ri_book book = paper(x->sheet);
    ri_inventory_columns *found = NULL;
    assert_int_equal(ri_inventory_columns_find(&found, &book, 0, NULL, &err), RACI_OK);
    reading.found = found;
    inventory_tell_columns(&reading);
    assert_string_equal(ri_text_string(&reading.out), x->expected);
    for (size_t i = 0; i < found->n; i++) {
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(found->columns[i].attribute, found->columns[k].attribute);
        }
    }
    ri_inventory_columns_free(found);
    paper_free(&book);
    ri_text_free(&reading.out);
}

/* ---- what somebody said ---- */

typedef struct told_row {
    const char *name;
    const char *sheet;
    struct ri_inventory_told_column columns[2];
    bool inventory;
    raci_status status;
    const char *expected; /* columns, or the failure */
} told_row;

static const told_row told_rows[] = {
    {"that it is one",
     "What|Where\nAd|Web\n",
     {{NULL, 0}},
     true,
     RACI_OK,
     "likely, line 1: attribute, attribute\n"
     "? no column says what the touchpoints are [--column HEADING=touchpoint] open\n"},
    {"what touchpoints are",
     "What|Where\nAd|Web\n",
     {{"what", RI_INVENTORY_TOUCHPOINT}, {"#2", RI_INVENTORY_CHANNEL}},
     true,
     RACI_OK,
     "likely, line 1: touchpoint, channel\n"},
    {"two columns of units",
     "Touchpoint|Agency|Desk\nAd|M|D1\n",
     {{"Desk", RI_INVENTORY_UNITS}, {"Agency", RI_INVENTORY_UNITS}},
     false,
     RACI_OK,
     "likely, line 1: touchpoint, units, units\n"},
    {"no owner",
     "Touchpoint|Agency|Owner\nAd|M|D1\n",
     {{"Owner", RI_INVENTORY_IGNORED}},
     false,
     RACI_OK,
     "likely, line 1: touchpoint, units, ignored\n"},
    {"a column that is not there",
     "Touchpoint|Agency\nAd|M\n",
     {{"Desk", RI_INVENTORY_UNITS}},
     false,
     RACI_NOTFOUND,
     "there is no column 'Desk'"},
    {"two stages",
     "Touchpoint|Agency|Desk\nAd|M|D1\n",
     {{"Desk", RI_INVENTORY_STAGE}, {"Agency", RI_INVENTORY_STAGE}},
     false,
     RACI_INVALID,
     "two columns are said to be the stage: 'Desk' and 'Agency'"},
};

static void does_as_told(void **state)
{
    const told_row *x = *state;
    inventory_reading reading = {.columns = true};
    raci_error err = {.status = RACI_OK};
    ri_inventory_told told = {.inventory = x->inventory, .columns = x->columns};
    ri_book book = paper(x->sheet);
    ri_inventory_columns *found = NULL;
    while (told.n < COUNT(x->columns) && x->columns[told.n].heading != NULL) {
        told.n++;
    }
    assert_int_equal(ri_inventory_columns_find(&found, &book, 0, &told, &err), x->status);
    if (x->status == RACI_OK) {
        reading.found = found;
        inventory_tell_columns(&reading);
        assert_string_equal(ri_text_string(&reading.out), x->expected);
    } else {
        assert_null(found);
        assert_string_equal(err.message, x->expected);
    }
    ri_inventory_columns_free(found);
    paper_free(&book);
    ri_text_free(&reading.out);
}

static void names_roles(void **state)
{
    ri_inventory_role role = RI_INVENTORY_IGNORED;
    (void)state;
    for (int i = 0; i < RI_INVENTORY_ROLES; i++) {
        assert_true(ri_inventory_role_named(ri_inventory_role_name((ri_inventory_role)i), &role));
        assert_int_equal(role, i);
    }
    assert_false(ri_inventory_role_named("boss", &role));
    assert_true(ri_inventory_role_is_own(RI_INVENTORY_UNITS));
    assert_false(ri_inventory_role_is_own(RI_INVENTORY_ID));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_roles)};
    int failed = RUN_ROWS("columns", rows, recognizes);
    failed += RUN_ROWS("told", told_rows, does_as_told);
    return failed + cmocka_run_group_tests_name("roles", tests, NULL, NULL);
}

#include "rows.h"

#include "base/text.h"
#include "model/tables.h"

/* The files and their columns, as 1-domain has them. */
static const char *const files[] = {
    "units: key name parent head kind function tags from to",
    "positions: key title unit reports_to office dotted_to grade from to",
    "people: key name email from to",
    "seats: position person kind from to",
    "teams: key name kind lead from to",
    "team_members: team position from to",
    "stages: key name order",
    "channels: key name",
    "journeys: key name lead team from to",
    "touchpoints: key name journey stage channel criticality order units tags managed "
    "moment_of_truth reviewed_on from to",
    "journey_steps: journey touchpoint order",
    "links: from to kind",
    "walks: position channel date",
    "mandates: position scope from to",
    "stated: touchpoint letter holder reason",
    "rulings: subject letter holder by reason from to",
    "acceptances: key fingerprint by reason from to",
    "disputes: subject letter by claims reason from to",
};

static void has_all_columns(void **state)
{
    (void)state;
    assert_int_equal(COUNT(files), RI_TABLE_COUNT);
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        ri_text text = RI_TEXT_INIT;
        ri_text_format(&text, "%s:", ri_tables[tab].name);
        for (size_t i = 0; i < ri_tables[tab].n; i++) {
            ri_text_format(&text, " %s", ri_tables[tab].columns[i].name);
        }
        assert_string_equal(ri_text_string(&text), files[tab]);
        ri_text_free(&text);
    }
}

/* What the code that walks the tables relies on. */
static void is_consistent(void **state)
{
    (void)state;
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        const ri_table *table = &ri_tables[tab];
        int lists = 0;
        int groups = 0;
        assert_true(table->n <= RI_TABLE_COLUMNS_MAX);
        for (size_t i = 0; i < table->n; i++) {
            const ri_column *column = &table->columns[i];
            lists += column->type == RI_CELL_LINKS ? 1 : 0;
            groups += column->grouping ? 1 : 0;
            bool names = column->type == RI_CELL_LINK || column->type == RI_CELL_LINKS ||
                         column->type == RI_CELL_REFERENCE || column->type == RI_CELL_SCOPE;
            assert_int_equal(names, column->kinds != 0);
            assert_int_equal(column->type == RI_CELL_WORD, column->words != NULL);
            assert_true(!column->grouping || column->required || column->words != NULL);
            assert_int_equal(ri_table_column(table, column->name, strlen(column->name)), i);
        }
        assert_true(groups > 0 && lists <= 1);
        assert_int_equal(lists == 1, table->items != RI_QUERY_COUNT);
        assert_true(!table->periods || (table->dated && table->kind != RI_KIND_COUNT));
        assert_true(!table->dated || ri_table_column_of(table, RI_CELL_FROM) >= 0);
        assert_int_equal(ri_table_column_of(table, RI_CELL_FROM) >= 0,
                         ri_table_column_of(table, RI_CELL_TO) >= 0);
        assert_true(table->noted == NULL ||
                    ri_table_column(table, table->noted, strlen(table->noted)) >= 0);
    }
    assert_int_equal(ri_table_column(&ri_tables[0], "nam", 3), -1);
    assert_int_equal(ri_table_column_of(&ri_tables[0], RI_CELL_LETTER), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_all_columns),
        cmocka_unit_test(is_consistent),
    };
    return cmocka_run_group_tests_name("tables", tests, NULL, NULL);
}

/* Which facts an organization lacks altogether: one by one, and those that are there once. */
#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "check/facts.h"
#include "organization.h"

#define BARE                                                                                       \
    "== units.csv\nkey,name\nops,Operations\nsales,Sales\n"                                        \
    "== positions.csv\nkey,title\nhead,Head\nclerk,Clerk\n"                                        \
    "== touchpoints.csv\nkey,name\npay,Pay\nask,Ask\n"

static const struct row {
    const char *name;
    const char *files;
    const char *known; /* where it stands; NULL: all is lacking */
} rows[] = {
    {"nothing", BARE, NULL},
    {"seats", BARE "== people.csv\nkey,name\nann,Ann\n== seats.csv\nposition,person\nclerk,ann\n",
     "seats.csv"},
    {"lines", BARE "== positions.csv\nkey,title,reports_to\nhead,Head,\nclerk,Clerk,head\n",
     "reports_to in positions.csv"},
    {"offices", BARE "== positions.csv\nkey,title,office\nhead,Head,\nclerk,Clerk,cxo\n",
     "office in positions.csv"},
    {"units", BARE "== positions.csv\nkey,title,unit\nhead,Head,\nclerk,Clerk,ops\n",
     "unit in positions.csv"},
    {"deliverers", BARE "== touchpoints.csv\nkey,name,units\npay,Pay,ops\nask,Ask,\n",
     "units in touchpoints.csv"},
    {"journeys",
     BARE "== journeys.csv\nkey,name\nbuy,Buying\n"
          "== touchpoints.csv\nkey,name,journey\npay,Pay,buy\nask,Ask,\n",
     "journey in touchpoints.csv"},
    {"links", BARE "== links.csv\nfrom,to,kind\npay,ask,feedback\n", "links.csv"},
    {"moments of truth",
     BARE "== touchpoints.csv\nkey,name,moment_of_truth\npay,Pay,yes\nask,Ask,no\n",
     "moment_of_truth in touchpoints.csv"},
    {"reviews", BARE "== touchpoints.csv\nkey,name,reviewed_on\npay,Pay,2026-01-01\nask,Ask,\n",
     "reviewed_on in touchpoints.csv"},
};

static void lacks(void **state)
{
    const struct row *row = *state;
    const ri_fact *lacking[RI_FACTS_MAX];
    raci_model *model = organization(row->files);
    ri_snapshot *s = snapshot_at(model, "2026-07-01");
    const size_t n = ri_facts_lacking(lacking, s);
    assert_int_equal(n, COUNT(rows) - 1 - (row->known != NULL));
    for (size_t i = 0; i < n; i++) {
        assert_true(row->known == NULL || strcmp(lacking[i]->fill, row->known) != 0);
        for (size_t k = 0; k < lacking[i]->n; k++) {
            assert_true(ri_facts_needed(lacking, n, lacking[i]->codes[k]));
            assert_true(ri_facts_needed(&lacking[i], 1, lacking[i]->codes[k]));
        }
    }
    assert_false(ri_facts_needed(lacking, n, RI_MANY_ACCOUNTABLE));
    assert_false(ri_facts_needed(lacking, 0, RI_VACANT_SEAT));
    ri_snapshot_free(s);
    raci_model_close(model);
}

int main(void)
{
    return RUN_ROWS("facts that are there", rows, lacks);
}

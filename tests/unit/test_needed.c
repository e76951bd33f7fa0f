#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "model/needed.h"
#include "policies.h"

static raci_model *model;
static ri_snapshot *snapshot; /* as of 2026-03-01 */

struct row {
    const char *name;
    const char *text;
    const char *expected; /* "yes", "no", or why it is no fact */
};

static const struct row rows[] = {
    {"rows of a file", "walks.csv", "yes"},
    {"no rows", "disputes.csv", "no"},
    {"a column", "units.csv: function", "yes"},
    {"a column with a value", "units.csv: function finance", "yes"},
    {"a column without that value", "units.csv: function legal", "no"},
    {"more blanks", "  units.csv :  function   finance ", "yes"},
    {"an office, however written", "positions.csv: office cxo", "yes"},
    {"a grade", "positions.csv: grade E2", "yes"},
    {"a superior", "positions.csv: reports_to coo", "yes"},
    {"a unit", "positions.csv: unit archive", "no"},
    {"a head", "units.csv: head cfo", "yes"},
    {"a parent", "units.csv: parent finance", "no"},
    {"a tag of a unit", "units.csv: tags brand", "yes"},
    {"a kind of team", "teams.csv: kind cross", "yes"},
    {"a lead of a team", "teams.csv: lead cmo", "no"},
    {"a lead of a journey", "journeys.csv: lead", "yes"},
    {"a team of a journey", "journeys.csv: team onboarding", "yes"},
    {"a journey", "touchpoints.csv: journey help", "yes"},
    {"a stage", "touchpoints.csv: stage retention", "no"},
    {"a channel", "touchpoints.csv: channel phone", "yes"},
    {"a rating", "touchpoints.csv: criticality 5", "yes"},
    {"another rating", "touchpoints.csv: criticality 4", "no"},
    {"a delivering unit", "touchpoints.csv: units billing", "yes"},
    {"no such delivering unit", "touchpoints.csv: units finance", "no"},
    {"a tag", "touchpoints.csv: tags money", "yes"},
    {"what others manage", "touchpoints.csv: managed", "yes"},
    {"a moment of truth", "touchpoints.csv: moment_of_truth", "yes"},
    {"a review", "touchpoints.csv: reviewed_on", "yes"},
    {"a link", "links.csv: kind promise", "yes"},
    {"no such link", "links.csv: kind handoff", "no"},
    {"an attribute", "units.csv: floor", "yes"},
    {"an attribute's value", "positions.csv: site paris", "no"},
    {"no attribute", "positions.csv: incentive", "no"},
    {"a misspelt file", "unit.csv: function",
     "unknown file \"unit.csv\"; did you mean \"units.csv\"?"},
    {"no file", "function",
     "unknown file \"function\"; write \"FILE\", \"FILE: COLUMN\" or \"FILE: COLUMN VALUE\", such "
     "as \"units.csv: function\""},
    {"a misspelt column", "links.csv: knd",
     "links.csv has no column \"knd\"; did you mean \"kind\"?"},
    {"no column of a file without attributes", "walks.csv: weather",
     "walks.csv has no column \"weather\" that can be needed"},
    {"a column that is always there", "positions.csv: title",
     "positions.csv has no column \"title\" that can be needed"},
    {"no column", "units.csv:", "a column is missing after \"units.csv:\""},
};

static void reads(void **state)
{
    const struct row *row = *state;
    const char *why = NULL;
    ri_needed need;
    ri_arena *arena = ri_arena_new();
    assert_non_null(arena);
    if (!ri_need_read(&need, arena, row->text, &why)) {
        assert_string_equal(why, row->expected);
    } else {
        assert_string_equal(need.text, row->text);
        assert_string_equal(ri_need_met(snapshot, &need) ? "yes" : "no", row->expected);
    }
    ri_arena_free(arena);
}

int main(void)
{
    model = organization(policy_organization);
    snapshot = snapshot_at(model, "2026-03-01");
    const int failed = RUN_ROWS("facts", rows, reads);
    ri_snapshot_free(snapshot);
    raci_model_close(model);
    return failed;
}

#include "rows.h"

#include <stdio.h>

#include "base/text.h"
#include "intake/header_words.h"

struct header {
    const char *name; /* also the header */
    const char *expected;
};

static const struct header headers[] = {
    {"", "unknown"},
    {"Activity", "activity"},
    {"Task / Activity", "activity"},
    {"Activity/Deliverable", "activity"},
    {"TASK", "activity"},
    {"action_name", "activity"},
    {"Touchpoint", "activity"},
    {"Name", "activity, weakly"},
    {"Project Phase", "group"},
    {"Phase", "group of stages"},
    {"Life-cycle stage", "group of stages"},
    {"stage_name", "group of stages"},
    {"Customer journey", "group of journeys"},
    {"Journey stage", "group of stages"},
    {"group_title", "group"},
    {"#", "key"},
    {"Step Id", "key"},
    {"action_id", "key"},
    {"Channel", "channel"},
    {"Notes", "remark"},
    {"Total A", "check"},
    {"RACI check", "check"},
    {"role_name", "party"},
    {"RACI", "letters"},
    {"Owner", "names A"},
    {"Owner(s)", "names A"},
    {"Task Owner", "names A"},
    {"Accountable team", "names A"},
    {"Responsibility", "names R"},
    {"Assigned to", "names R"},
    {"Person in charge", "names R"},
    {"Backup owner", "unknown"},
    {"Frequency", "other"},
    {"Criticality", "other"},
    {"Moment of truth", "other"},
    {"ux_scorecard_score", "other"},
    {"Legend", "legend"},
    {"Customer", "unknown"},
    {"Team and key accountability of the year", "unknown"},
    {"\xff", "unknown"},
};

static void reads(void **state)
{
    const struct header *row = *state;
    static const char *const groups[] = {"", " of stages", " of journeys"};
    char found[64];
    ri_header header;
    assert_true(ri_header_read(row->name, &header));
    (void)snprintf(found, sizeof found, "%s%s%s%s%s",
                   header.known ? ri_matrix_role_name(header.role) : "unknown",
                   groups[header.groups], header.weak ? ", weakly" : "",
                   header.letter != NULL ? " " : "", header.letter != NULL ? header.letter : "");
    assert_string_equal(found, row->expected);
}

/* Every role has a name, by which it is found. */
static void names_roles(void **state)
{
    ri_matrix_role role = RI_ROLE_OTHER;
    (void)state;
    for (int i = RI_ROLE_OTHER; i <= RI_ROLE_PAIRS; i++) {
        assert_true(ri_matrix_role_named(ri_matrix_role_name((ri_matrix_role)i), &role));
        assert_int_equal(role, i);
    }
    assert_false(ri_matrix_role_named("nothing", &role));
}

static void knows_parties(void **state)
{
    bool failed = false;
    (void)state;
    assert_true(ri_names_party("Lead SDE", &failed));
    assert_true(ri_names_party("Cloud adoption team - all of its people", &failed));
    assert_false(ri_names_party("Solution delivery", &failed));
    assert_false(ri_names_party("What the people of the team do", &failed));
    assert_false(failed);
}

static void knows_schemes(void **state)
{
    bool failed = false;
    (void)state;
    assert_string_equal(ri_scheme_in("Our RASCI matrix", &failed), "S");
    assert_string_equal(ri_scheme_in("RACI-VS", &failed), "V S");
    assert_null(ri_scheme_in("RACI matrix", &failed));
    assert_false(failed);
}

static bool attempt(void *payload)
{
    ri_header header;
    bool failed = false;
    (void)payload;
    bool read = ri_header_read("Task / \xc3\x81"
                               "ctivity",
                               &header);
    (void)ri_names_party("\xc3\x89quipe", &failed);
    (void)ri_scheme_in("RACI-VS", &failed);
    return read && !failed;
}

static void survives_without_memory(void **state)
{
    (void)state;
    assert_true(with_all_failures(attempt, NULL) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_roles),
        cmocka_unit_test(knows_parties),
        cmocka_unit_test(knows_schemes),
        cmocka_unit_test(survives_without_memory),
    };
    int failed = RUN_ROWS("headers", headers, reads);
    return failed + cmocka_run_group_tests_name("words", tests, NULL, NULL);
}

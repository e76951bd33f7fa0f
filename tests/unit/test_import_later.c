#define _POSIX_C_SOURCE 200809L

#include "folders.h"

struct team {
    const char *name;
    const char *before;
    const char *files;
    const char *problems; /* "" when there is none */
};

#define STAFF "== positions.csv\nkey\nceo\ncoo\n"

static const struct team teams[] = {
    {"a lead who is a member", NULL,
     STAFF "== teams.csv\nkey,lead\nt,coo\n== team_members.csv\nteam,position\nt,coo\n", ""},
    {"a lead who is none", NULL,
     STAFF "== teams.csv\nkey,name,lead\nt,T,coo\n== team_members.csv\nteam,position\nt,ceo\n",
     "teams.csv:2:5: the lead 'coo' of the team 't' is not a member of it while leading\n"},
    {"a lead without members", NULL, STAFF "== teams.csv\nkey,lead\nt,coo\n",
     "teams.csv:2:3: the lead 'coo' of the team 't' is not a member of it while leading\n"},
    {"a member at another time", NULL,
     STAFF "== teams.csv\nkey,lead,from,to\nt,coo,2020-01-01,2021-01-01\n"
           "== team_members.csv\nteam,position,from\nt,coo,2021-01-01\n",
     "teams.csv:2:3: the lead 'coo' of the team 't' is not a member of it while leading\n"},
    {"a member at that time too", NULL,
     STAFF "== teams.csv\nkey,lead,from,to\nt,coo,2020-01-01,2021-01-01\n"
           "== team_members.csv\nteam,position,from\nt,coo,2020-12-31\n",
     ""},
    {"a member of the model",
     STAFF "== teams.csv\nkey\nt\n== team_members.csv\nteam,position\nt,coo\n",
     "== teams.csv\nkey,lead\nt,coo\n", ""},
    {"a new lead of a known team",
     STAFF "== teams.csv\nkey,lead\nt,coo\n== team_members.csv\nteam,position\nt,coo\n",
     "== teams.csv\nkey,lead\nt,ceo\n",
     "teams.csv:2:3: the lead 'ceo' of the team 't' is not a member of it while leading\n"},
    {"a membership that ends",
     STAFF "== teams.csv\nkey,lead,from\nt,coo,2020-01-01\n== team_members.csv\n"
           "team,position\nt,coo\n",
     "== team_members.csv\nteam,position,to\nt,coo,2019-01-01\n",
     "team_members.csv:2:1: the lead 'coo' of the team 't' is not a member of it while leading\n"},
    {"members that could not be read", NULL,
     STAFF "== teams.csv\nkey,lead\nt,coo\n== team_members.csv\nteam,who\nt,coo\n",
     "team_members.csv:1:1: expected a column 'position'\n"},
    {"names that come later", NULL,
     "== units.csv\nkey,parent,head\nops,acme,coo\nacme,,ceo\n"
     "== positions.csv\nkey,unit,reports_to,dotted_to\ncoo,ops,ceo,cfo;ceo\ncfo,acme,ceo,\n"
     "ceo,acme,,\n",
     ""},
    {"names that do not come", NULL, "== units.csv\nkey,parent,head\nops,acme,coo\n",
     "units.csv:2:5: unknown unit 'acme'\nunits.csv:2:10: unknown position 'coo'\n"},
    {"names told before do not count as there", NULL,
     "== units.csv\nkey,head\nops,coo\n== people.csv\nkey\ndana\n"
     "== seats.csv\nposition,person\ncoo,dana\n",
     "units.csv:2:5: unknown position 'coo'\nseats.csv:2:1: unknown position 'coo'\n"},
    {"names of a file that could not be read", NULL,
     "== units.csv\nkey,head\nops,coo\n== positions.csv\nid\ncoo\n== people.csv\nkey\ndana\n"
     "== seats.csv\nposition,person\ncoo,dana\n",
     "positions.csv:1:1: expected a column 'key'\n"},
};

static void judges(void **state)
{
    const struct team *row = *state;
    scratch s;
    ri_text problems = RI_TEXT_INIT;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    if (row->before != NULL) {
        folder_take(&s, model, row->before);
    }
    raci_status status = folder_import(&s, model, row->files, NULL, &problems);
    assert_string_equal(ri_text_string(&problems), row->problems);
    assert_int_equal(status, row->problems[0] != '\0' ? RACI_INPUT : RACI_OK);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

int main(void)
{
    return RUN_ROWS("judges", teams, judges);
}

#include "cli/commands.h"

#include <string.h>

static const option init_options[] = {
    {"sample", "NAME", "fill it with a shipped sample organization", take_sample},
    {NULL, NULL, NULL, NULL},
};

static const option import_options[] = {
    {"dry-run", NULL, "say what would be done, and keep nothing", take_dry_run},
    {NULL, NULL, NULL, NULL},
};

static const option check_options[] = {
    {"fail-on", "SEVERITY", "exit 1 from error (the default), warning or info on", take_fail_on},
    {"code", "CODE", "these checks only; repeatable", take_code},
    {"summary", NULL, "the counts only", take_summary},
    {NULL, NULL, NULL, NULL},
};

static const option who_options[] = {
    {"letter", "LETTER", "this letter only", take_letter},
    {NULL, NULL, NULL, NULL},
};

static const option matrix_options[] = {
    {"journey", "KEY", "this journey only", take_journey},
    {"by", "WHAT", "as text: a grid whose columns are each unit, position or person", take_by},
    {NULL, NULL, NULL, NULL},
};

const command commands[] = {
    {"init", "[DIR]", 0, 1, "make a new model and a folder for policies", init_options, cmd_init,
     "Makes DIR (else the current folder) with an empty model, raci.db, and the\n"
     "folder policy/. With --sample also the organization and the policy of a sample\n"
     "that raci carries. Nothing that is there already is overwritten.\n"},
    {"import", "PATH...", 1, 4096, "read an organization into the model", import_options,
     cmd_import,
     "Reads the canonical CSV files (units.csv, positions.csv, touchpoints.csv ...) of\n"
     "each folder PATH. A folder is read whole or not at all; of several, those before\n"
     "one that fails are kept. Rows are matched by key: known ones are updated, new\n"
     "ones added, absent ones left alone. What is wrong is told as file:line:column,\n"
     "all of it at once.\n"},
    {"export", "DIR", 1, 1, "write the model as canonical CSV", NULL, cmd_export,
     "Writes the model into the folder DIR as the files that 'raci import' reads.\n"
     "Files of these names are replaced; nothing else in DIR is touched.\n"},
    {"check", "", 0, 0, "find conflicts, gaps and risks, and whom they go to", check_options,
     cmd_check,
     "Evaluates the policy on every touchpoint, handoff and journey and tells what is\n"
     "wrong: conflicts, gaps and risks, the worst first, what follows from a cause\n"
     "below it, and who is to decide. Reads only.\n"
     "Exit status: 0 when nothing is at or above --fail-on, else 1; 3 when a rule\n"
     "failed.\n"},
    {"who", "SUBJECT", 1, 1, "who answers for a subject, and why", who_options, cmd_who,
     "SUBJECT is a touchpoint, a handoff (a->b), a journey or 'enterprise': its key,\n"
     "its reference (touchpoint:checkout) or its name, or a part of it. When several\n"
     "things fit they are listed, and the exit status is 1.\n"},
    {"what", "HOLDER", 1, 1, "everything a position, unit, team or person answers for", NULL,
     cmd_what,
     "HOLDER is a position, a unit, a team or a person: its key, its reference\n"
     "(position:coo, office:cxo) or its name. Letters that it has through its unit or\n"
     "team are listed too, with that unit or team.\n"},
    {"why", "SUBJECT [LETTER]", 1, 2, "how a letter came to its holders", NULL, cmd_why,
     "Tells for each letter, or for one, which rules apply to the subject, which of\n"
     "them wins and which are overridden, what is forbidden or missing, and the way to\n"
     "each holder.\n"},
    {"matrix", "", 0, 0, "the responsibility matrix", matrix_options, cmd_matrix,
     "All touchpoints, journey by journey, with the holders of each letter. With --by,\n"
     "a grid whose columns are each unit, position or person; other formats than text\n"
     "always give the holders themselves.\n"},
    {"help", "[COMMAND]", 0, 1, "what the program, or a command, does", NULL, cmd_help,
     "Lists the commands, or explains one.\n"},
    {NULL, NULL, 0, 0, NULL, NULL, NULL, NULL},
};

const command *command_find(const char *name)
{
    for (const command *c = commands; c->name != NULL; c++) {
        if (strcmp(c->name, name) == 0) {
            return c;
        }
    }
    return NULL;
}

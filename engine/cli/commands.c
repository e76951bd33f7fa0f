#include "cli/command_words.h"

#include <string.h>

static const option init_options[] = {
    {"sample", "NAME", "fill it with a shipped sample organization", take_sample},
    {"recorded-at", "TIME", "when rulings and the like of it are recorded; else now",
     take_recorded_at},
    {NULL, NULL, NULL, NULL},
};

static const option diff_options[] = {
    {"fail-on", SEVERITIES,
     "from which on new or changed findings make the exit status 1; else error", take_fail_on},
    {"all", NULL, "what both have, too", take_all},
    {"list", LISTS, LIST_HELP, take_list},
    {NULL, NULL, NULL, NULL},
};

static const option who_options[] = {
    {"letter", "LETTER", "this letter only", take_letter},
    {"as-recorded", NULL, "as the run recorded for --at has it, and by its policy",
     take_as_recorded},
    {NULL, NULL, NULL, NULL},
};

static const option matrix_options[] = {
    {"journey", "JOURNEY", "this journey only", take_journey},
    {"by", GROUPINGS, "as text: a grid whose columns are each of these", take_by},
    {NULL, NULL, NULL, NULL},
};

static const option whatif_options[] = {
    {"org", "DIR", "the organization as it is to be, as canonical CSV files", take_org},
    {"full", NULL, "with --org, what its files do not have ends", take_full},
    {"leave", "HOLDER", "a person, or all who sit in a position, a unit or a team, leave",
     take_leave},
    {"on", "DATE", "with --leave, the day on which they do; else --at", take_on},
    {"fail-on", SEVERITIES,
     "from which on new or changed findings make the exit status 1; else error", take_fail_on},
    {"all", NULL, "findings that are as before, too", take_all},
    {"list", LISTS, LIST_HELP, take_list},
    {NULL, NULL, NULL, NULL},
};

static const option impact_options[] = {
    {"fail-on", SEVERITIES,
     "from which on new or changed findings make the exit status 1; else error", take_fail_on},
    {"all", NULL, "findings that are as before, too; and long lists whole", take_all},
    {"list", LISTS_LEAVING, LIST_HELP, take_list_leaving},
    {NULL, NULL, NULL, NULL},
};

static const option apply_options[] = {
    {"recorded-at", "TIME", "when it is recorded, as 2026-11-22T10:30:00Z; else now",
     take_recorded_at},
    {NULL, NULL, NULL, NULL},
};

static const option change_options[] = {
    {"because", "TEXT", "why; kept in the record", take_because},
    {"recorded-at", "TIME", "when it is recorded, as 2026-11-22T10:30:00Z; else now",
     take_recorded_at},
    {NULL, NULL, NULL, NULL},
};

static const option help_options[] = {
    {"man", NULL, "as the source of a manual page", take_man},
    {NULL, NULL, NULL, NULL},
};

const command commands[] = {
    {.name = "init",
     .operands = "[DIR]",
     .most = 1,
     .summary = "make a new model and a folder for policies",
     .options = init_options,
     .run = cmd_init,
     .help = "Makes DIR (else the current folder) with an empty model, raci.db, and the "
             "folder policy/. With --sample also the organization and the policy of a "
             "sample that raci carries, and for editors .luarc.json and meta/raci.lua (see "
             "'raci meta'). Nothing that is there already is overwritten.",
     .needs = NEEDS_NOTHING},
    {.name = "import",
     .operands = "PATH...",
     .least = 1,
     .most = 4096,
     .summary = "read an organization into the model",
     .options = import_options,
     .run = cmd_import,
     .help = import_help,
     .needs = NEEDS_MODEL,
     .found = "something must be answered first, or nothing in the files is known"},
    {.name = "export",
     .operands = "DIR|FILE",
     .least = 1,
     .most = 1,
     .summary = "write the model as canonical CSV, or who answers as a workbook",
     .run = cmd_export,
     .help = "Writes the model into the folder DIR as the files that 'raci import' reads. "
             "Files of these names are replaced; nothing else in DIR is touched.\n\n"
             "With --format xlsx it evaluates the policy as 'raci check' does and writes one "
             "workbook, FILE, to be sent around: the matrix, with the reasons of every letter in "
             "comments and what is wrong marked in colours, then findings, escalations, load, and "
             "a legend. A file that is there is replaced, whole or not at all; '-' is standard "
             "output. Letters that are edited in it come back by 'raci import FILE', which takes "
             "exactly what was edited, as stated rows. A cell that a spreadsheet would take for a "
             "formula gets an apostrophe before it.",
     .needs = NEEDS_POLICY,
     .formats = "xlsx"},
    {.name = "check",
     .operands = "",
     .summary = "find conflicts, gaps and risks, and whom they go to",
     .options = check_options,
     .run = cmd_check,
     .answers = true,
     .help = check_help,
     .found = "there is a finding at or above --fail-on; with --diff, one that is new or changed",
     .formats = "sarif|github|junit"},
    {.name = "who",
     .operands = "SUBJECT",
     .least = 1,
     .most = 1,
     .summary = "who answers for a subject, and why",
     .options = who_options,
     .run = cmd_who,
     .answers = true,
     .help = "SUBJECT is a touchpoint, a handoff (a->b), a journey or 'enterprise': its "
             "key, its reference (touchpoint:checkout) or its name: all of it or some words, "
             "in any order and letter case, without accents, also with a typing error or "
             "two. One that clearly fits best is taken; when several fit as well they are "
             "listed. At the end the last recorded run is quoted "
             "for what only 'raci check' finds.\n\n"
             "With --as-recorded, the answer of the run recorded for --at: the latest in "
             "date that is not after it. Why is told by that run's policy, whose text was "
             "kept.",
     .found = "several things fit SUBJECT"},
    {.name = "what",
     .operands = "HOLDER",
     .least = 1,
     .most = 1,
     .summary = "everything a position, unit, team or person answers for",
     .run = cmd_what,
     .answers = true,
     .help = "HOLDER is a position, a unit, a team or a person: its key, its reference "
             "(position:coo, office:cxo), its office or its name, as 'raci who' takes names. "
             "When several fit they are listed. Letters that it has through its unit or team "
             "are listed too, with that unit or team.",
     .found = "several fit HOLDER"},
    {.name = "why",
     .operands = "SUBJECT [LETTER]",
     .least = 1,
     .most = 2,
     .summary = "how a letter came to its holders",
     .run = cmd_why,
     .answers = true,
     .help = "Tells for each letter, or for one, which rules apply to the subject, which of "
             "them wins and which are overridden, what is forbidden or missing, and the way "
             "to each holder.",
     .found = "several things fit SUBJECT"},
    {.name = "why-not",
     .operands = "SUBJECT LETTER HOLDER",
     .least = 3,
     .most = 3,
     .summary = "what keeps a letter from a holder",
     .run = cmd_why_not,
     .answers = true,
     .help = "Tells who has the LETTER on SUBJECT, and for every rule that could have given "
             "it to HOLDER what stood in the way, the closest first: the first condition "
             "that failed, the rule that comes before it, the ban that took it away, or "
             "whom it names instead. SUBJECT as in 'who', HOLDER as in 'what'.\n\n"
             "For the accountable letter a unit is asked about as its head, a team as its "
             "lead, a person as their positions. Where the holder has the letter after all, "
             "it says through whom and why.",
     .found = "several things fit SUBJECT or HOLDER"},
    {.name = "matrix",
     .operands = "",
     .summary = "the responsibility matrix",
     .options = matrix_options,
     .run = cmd_matrix,
     .answers = true,
     .help = "All touchpoints, journey by journey, with the holders of each letter. With "
             "--by, a grid whose columns are each unit, position or person; other formats "
             "than text always give the holders themselves."},
    {.name = "whatif",
     .operands = "[SCENARIO]...",
     .most = 4096,
     .summary = "what a reorganization breaks, heals and moves",
     .options = whatif_options,
     .run = cmd_whatif,
     .help = "Evaluates the organization without and with a reorganization, on the latest of "
             "--at and the days of its steps, and tells which findings are new, changed and gone, "
             "which letters get other holders, and how load and escalations change. Nothing is "
             "written.\n\n"
             "SCENARIO is a file as 'raci help scenario' tells; several are taken one after the "
             "other. With --org the organization as it is to be is read from files, as 'raci "
             "import' does: what they say holds from --at on, what they lack stays. A step that "
             "does not apply is the finding step-not-applicable; the others are taken.",
     .found = "a finding at or above --fail-on is new or changed"},
    {.name = "impact",
     .operands = "HOLDER",
     .least = 1,
     .most = 1,
     .summary = "what becomes vacant, unowned or critical if somebody leaves",
     .options = impact_options,
     .run = cmd_impact,
     .help = "HOLDER is a person, or a position, unit or team whose people all leave on --at; "
             "named as in 'what'. Tells which positions become vacant, which touchpoints nobody "
             "is accountable for any more, which of them are moments of truth or of criticality "
             "4 or 5, and then what 'raci whatif --leave' does.",
     .found = "a finding at or above --fail-on is new or changed, or several fit HOLDER"},
    {.name = "apply",
     .operands = "SCENARIO...",
     .least = 1,
     .most = 4096,
     .summary = "reorganize: take the steps of scenarios for good",
     .options = apply_options,
     .run = cmd_apply,
     .help = "Takes the steps of each SCENARIO, a file as 'raci help scenario' tells, in their "
             "order and on their days, all in one transaction: periods are closed and opened, "
             "history is kept. A step without a day of its own is taken on --at.\n\n"
             "When a step does not apply nothing is written, and each such step is told. What "
             "was done is recorded; 'raci undo' takes it back.",
     .needs = NEEDS_MODEL},
    {.name = "change",
     .operands = "STEP...",
     .least = 1,
     .most = 4096,
     .summary = "single steps, for daily changes",
     .options = change_options,
     .run = cmd_change,
     .help = "Takes each STEP, written as it would stand in a scenario, on --at or its own day; "
             "otherwise as 'raci apply'.",
     .needs = NEEDS_MODEL},
    {.name = "undo",
     .operands = "[ENTRY]",
     .most = 1,
     .summary = "take a change back",
     .options = apply_options,
     .run = cmd_undo,
     .help = "Takes back what 'raci apply' or 'raci change' did: rows become what they were. "
             "ENTRY is the number of a change in 'raci log', else the newest that was not taken "
             "back. Where something was changed since, it says so and writes nothing.",
     .needs = NEEDS_MODEL},
    {.name = "contest",
     .operands = "SUBJECT LETTER",
     .least = 2,
     .most = 2,
     .summary = "say that somebody should not have a letter",
     .options = contest_options,
     .run = cmd_contest,
     .help = contest_help,
     .found = "several things fit SUBJECT"},
    {.name = "withdraw",
     .operands = "SUBJECT LETTER",
     .least = 2,
     .most = 2,
     .summary = "contest something no longer",
     .options = withdraw_options,
     .run = cmd_withdraw,
     .help = withdraw_help,
     .found = "several things fit SUBJECT"},
    {.name = "decide",
     .operands = "KEY",
     .least = 1,
     .most = 1,
     .summary = "settle a finding, by a ruling",
     .options = decide_options,
     .run = cmd_decide,
     .help = decide_help},
    {.name = "accept",
     .operands = "KEY",
     .least = 1,
     .most = 1,
     .summary = "live with a finding, for some time",
     .options = accept_options,
     .run = cmd_accept,
     .help = accept_help},
    {.name = "reopen",
     .operands = "KEY",
     .least = 1,
     .most = 1,
     .summary = "end an acceptance or a ruling",
     .options = withdraw_options,
     .run = cmd_reopen,
     .help = reopen_help},
    {.name = "forget",
     .operands = "PERSON",
     .least = 1,
     .most = 1,
     .summary = "replace who somebody was, everywhere and for good",
     .options = forget_options,
     .run = cmd_forget,
     .help = forget_help,
     .needs = NEEDS_POLICY,
     .found = "places are left that name the person, or may do so"},
    {.name = "log",
     .operands = "",
     .summary = "the record: runs, changes and decisions, and that they are as written",
     .options = log_options,
     .run = cmd_log,
     .help = log_help,
     .needs = NEEDS_MODEL,
     .found = "with --verify, the record is not as it was written"},
    {.name = "doctor",
     .operands = "",
     .summary = "examine the model's file; repair it, or save what can be read",
     .options = doctor_options,
     .run = cmd_doctor,
     .help = doctor_help,
     .needs = NEEDS_MODEL},
    {.name = "diff",
     .operands = "RUN|FILE RUN|FILE",
     .least = 2,
     .most = 2,
     .summary = "what differs between two recorded runs, or two models",
     .options = diff_options,
     .run = cmd_diff,
     .help = "Tells which findings are new, changed (other people or rules in it) and gone "
             "from the first to the second, which letters have other holders, and how load and "
             "escalations differ. RUN is "
             "a number of 'raci log', 'last' or 'last-1'. Accepted findings count as none. Things "
             "are called as the model has them on the days of the runs.\n\n"
             "FILE is a model: two of them are evaluated as of --at by one policy, --policy or "
             "the one beside the first.",
     .needs = NEEDS_POLICY,
     .found = "a finding at or above --fail-on is new or changed"},
    {.name = "power",
     .operands = "[HOLDER]",
     .most = 1,
     .summary = "what a holder, or each officer, really commands",
     .options = power_options,
     .run = cmd_power,
     .answers = true,
     .help = power_help,
     .found = "several fit HOLDER"},
    {.name = "seams",
     .operands = "",
     .summary = "the passages between departments, and who has them",
     .options = seams_options,
     .run = cmd_seams,
     .answers = true,
     .help = seams_help},
    {.name = "escalations",
     .operands = "[KEY]",
     .most = 1,
     .summary = "what waits for the CXO and the CEO to decide",
     .options = escalations_options,
     .run = cmd_escalations,
     .answers = true,
     .help = escalations_help,
     .found = "something waits for a decision, of what was asked for; or several fit KEY"},
    {.name = "models",
     .operands = "[MODEL]",
     .most = 1,
     .summary = "governance models: other answers to who should answer",
     .options = models_options,
     .run = cmd_models,
     .help = models_help,
     .needs = NEEDS_NOTHING},
    {.name = "compare",
     .operands = "[MODEL]...",
     .most = 4096,
     .summary = "governance models, or any policies, side by side",
     .options = compare_options,
     .run = cmd_compare,
     .help = compare_help,
     .needs = NEEDS_MODEL},
    {.name = "timeline",
     .operands = "",
     .summary = "what becomes vacant, unowned, expired or stale, day by day",
     .options = timeline_options,
     .run = cmd_timeline,
     .help = timeline_help},
    {.name = "brief",
     .operands = "[HOLDER]",
     .most = 1,
     .summary = "a role card: what somebody answers for, with whom, and what is new",
     .options = brief_options,
     .run = cmd_brief,
     .help = brief_help,
     .found = "several fit HOLDER"},
    {.name = "acknowledge",
     .operands = "HOLDER",
     .least = 1,
     .most = 1,
     .summary = "record that somebody knows their role card",
     .options = acknowledge_options,
     .run = cmd_acknowledge,
     .help = acknowledge_help,
     .found = "several fit HOLDER"},
    {.name = "report",
     .operands = "[MODEL]...",
     .most = 4096,
     .summary = "one page to look at, print and send around",
     .options = report_options,
     .run = cmd_report,
     .help = report_help,
     .formats = "html|xlsx"},
    {.name = "meta",
     .operands = "",
     .summary = "the rule language and your names, for an editor",
     .options = meta_options,
     .run = cmd_meta,
     .help = meta_help},
    {.name = "test",
     .operands = "[FILE|DIR]...",
     .most = 4096,
     .summary = "run the tests of a policy",
     .options = test_options,
     .run = cmd_test,
     .help = test_help,
     .needs = NEEDS_TESTS,
     .found = "a case fails, or less than --threshold was seen",
     .formats = "junit|tap|lcov"},
    {.name = "lint",
     .operands = "",
     .summary = "what rules say of each other: conflicts, rules that never speak",
     .options = lint_options,
     .run = cmd_lint,
     .answers = true,
     .help = lint_help,
     .needs = NEEDS_POLICY,
     .found = "there is a finding at or above --fail-on",
     .formats = "sarif|github|junit"},
    {.name = "help",
     .operands = "[COMMAND]",
     .most = 1,
     .summary = "what the program, or a command, does",
     .options = help_options,
     .run = cmd_help,
     .help = "Lists the commands, or explains one. 'raci help policy' tells the rule language "
             "in short, 'raci help model' the files and tables of an organization.",
     .needs = NEEDS_NOTHING},
    {.name = "completion",
     .operands = "bash|zsh|fish",
     .least = 1,
     .most = 1,
     .summary = "a script that lets the shell complete command lines",
     .run = cmd_completion,
     .help = "Prints the script for a shell. Where raci is installed the shells find it by "
             "themselves; else bash reads it with: source <(raci completion bash)\n\n"
             "The shell then completes commands, options, their values, and the keys of "
             "the model that the line names: of touchpoints, journeys, positions, units, "
             "teams and people. It asks raci complete for them.",
     .needs = NEEDS_NOTHING},
    {.name = "complete",
     .operands = "[WORD]...",
     .most = 4096,
     .summary = "what may come next in a command line; for shells",
     .run = cmd_complete,
     .help = "Tells what may stand for the last WORD of a command line whose other words "
             "are those before it, without the program's name: raci complete -- who w. "
             "One a line, a tab, and what it is. Nothing is told where nothing is known, "
             "such as a model that is not there.\n\n"
             "A line that begins with ':' is for the shell: ':file' and ':folder' ask for "
             "its own names of files and folders, ':more' says that some of the words are "
             "only beginnings of several.",
     .needs = NEEDS_POLICY,
     .hidden = true},
    {.name = NULL},
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

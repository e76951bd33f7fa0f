/* Options and help of testing policies. */
#include "cli/command_words.h"

const option test_options[] = {
    {"run", "TEXT", "only cases in whose name this expression is, as 'grep -E' takes it", take_run},
    {"coverage", NULL, "also what rules did: which never applied, never won, were never asked",
     take_coverage},
    {"threshold", "NUMBER", "fail where less than so many percent of that were seen",
     take_threshold},
    {"watch", NULL, "again whenever a test, or what it reads, has changed, until Ctrl-C",
     take_watch},
    {"update", NULL, "write golden files anew where documents are otherwise", take_update},
    {NULL, NULL, NULL, NULL},
};

const char test_help[] =
    "Runs the cases of test files: each says what a policy leads to on an organization. Without "
    "PATH those beside the policy. PATH is a file, whose name ends in _test.lua or .case, or a "
    "folder, of which all that lie directly in it are taken.\n\n"
    "What is tested is what a file says itself (tests { policy = ... }), else --policy, else "
    "the policy in the file's folder. The model is not looked at: a case brings its organization "
    "along, as rows in the file, a folder of canonical files, or a sample, and is looked at on "
    "the day that it says.\n\n"
    "In its smallest form: case \"billing answers\" { organization = sample \"halvenny\", at = "
    "\"2026-12-01\", expect.accountable(\"monthly-bill\", \"director-billing\") }\n\n"
    "Of a case that fails it is told what was expected, what was found, and by which rules. "
    "rules/README.md teaches both kinds of files.\n\n"
    "--format also takes junit, tap, and lcov, which has what rules did.";

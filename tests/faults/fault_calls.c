#define _POSIX_C_SOURCE 200809L

#include "fault_calls.h"

#include <sys/wait.h>

#include "cli/commands.h"
#include "folders.h"
#include "store/sqlite.h"

#define AT "--at 2026-03-01 "
#define STAMP " --recorded-at 2026-03-01T08:00:00Z"

/* Findings of the organization, by their keys. */
#define TWO_ANSWER "5eba90253d3eecb3"
#define ONLY_BY_DEFAULT "f14638687c0efc25"
#define SILO "3b752fbab8cb49ad"
#define NOBODY_TOLD "d8687c6f47e83144"

const call calls[] = {
    {"init", "init made", NULL, 0, EXACT, 0},
    {"init sample", "init made --sample nyc311" STAMP, NULL, 0, EXACT, 0},
    {"import folder", AT "import org" STAMP, NULL, 0, EXACT, 0},
    {"import tried", AT "import org/units.csv --dry-run", NULL, 0, EXACT, 0},
    {"import nothing good", AT "import bad", NULL, 3, EXACT, 0},
    {"import matrix", AT "import matrix.csv --map empty.map --full", NULL, 0, EXACT, 0},
    {"import staff", AT "import hr.csv --lines keep --save-map hr.map", NULL, 0, EXACT, 0},
    {"import staff kept", AT "import hr.csv --map empty.map --lines keep", NULL, 0, EXACT, 0},
    {"import inventory", AT "import requests.csv --map empty.map", NULL, 0, EXACT, 0},
    {"import owners", AT "import CODEOWNERS --paths files --map empty.map", NULL, 0, EXACT, 0},
    {"import tree", AT "import OWNERS --map empty.map", NULL, 0, EXACT, 0},
    {"import workbook", AT "import book.xlsx --map empty.map", NULL, 0, EXACT, 0},
    {"import json", AT "import touchpoints.json --map empty.map", NULL, 0, EXACT, 0},
    {"import yaml", AT "import touchpoints.yaml --map empty.map", NULL, 0, EXACT, 0},
    {"import markdown", AT "import matrix.md --map empty.map", NULL, 0, EXACT, 0},
    {"import several", AT "import matrix.csv hr.csv --format json", NULL, 0, EXACT, 0},
    {"migrate", AT "--model older.db undo" STAMP, NULL, 2, EXACT, 0},
    {"read older", AT "--model older.db --policy heads.txt matrix", NULL, 0, EXACT, 0},
    {"export", AT "export out", NULL, 0, EXACT, 0},
    {"export over", AT "export org", NULL, 0, EXACT, 0},
    {"export workbook", AT "export --format xlsx book.xlsx", NULL, 0, BOOK, 0},
    {"check", AT "check", NULL, 1, EXACT, 0},
    {"check json", AT "check --format json", NULL, 1, EXACT, 0},
    {"check csv", AT "check --format csv", NULL, 1, EXACT, 0},
    {"check sarif", AT "check --format sarif", NULL, 1, EXACT, 0},
    {"check junit", AT "check --format junit", NULL, 1, EXACT, 0},
    {"check counts", AT "check --summary", NULL, 1, EXACT, 0},
    {"check by workers", AT "check --workers 2", NULL, 1, EXACT, 0},
    {"check recorded", AT "check --record" STAMP, NULL, 1, EXACT, 0},
    {"check since", AT "check --new-since 1", NULL, 1, EXACT, 0},
    {"check two", AT "check --diff heads.txt --list moves", NULL, 1, EXACT, 0},
    {"check profile", AT "check --profile", NULL, 1, VARIES, 0},
    {"check failing", AT "--policy fails.lua check", NULL, 3, EXACT, 0},
    {"who", AT "who refund", NULL, 0, EXACT, 0},
    {"who by name", AT "who chekout --format json", NULL, 0, EXACT, 0},
    {"who recorded", AT "who refund --as-recorded", NULL, 0, EXACT, 0},
    {"what", AT "what coo", NULL, 0, EXACT, 0},
    {"why", AT "why refund", NULL, 0, EXACT, 0},
    {"why-not", AT "why-not delivery A unit:returns", NULL, 0, EXACT, 0},
    {"matrix", AT "matrix --by person", NULL, 0, EXACT, 0},
    {"matrix journey", AT "matrix --journey live --format md", NULL, 0, EXACT, 0},
    {"whatif", AT "whatif merger.lua --all", NULL, 1, EXACT, 0},
    {"whatif folder", AT "whatif --org org --full", NULL, 1, EXACT, 0},
    {"whatif leave", AT "whatif --leave cxo --on 2026-04-01", NULL, 1, EXACT, 0},
    {"impact", AT "impact dana-ruiz", NULL, 1, EXACT, 0},
    {"apply", AT "apply care.lua" STAMP, NULL, 0, EXACT, 0},
    {"change", AT "change \"vacate { position = 'coo' }\" --because so" STAMP, NULL, 0, EXACT, 0},
    {"undo", AT "undo" STAMP, NULL, 0, EXACT, 0},
    {"contest", AT "contest delivery A --by cmo --claims cmo --because so" STAMP, NULL, 0, EXACT,
     0},
    {"withdraw", AT "withdraw refund A --by cmo" STAMP, NULL, 0, EXACT, 0},
    {"decide",
     AT "decide " NOBODY_TOLD " --option 1 --by office:ceo --because so --until 2026-12-01" STAMP,
     NULL, 0, EXACT, 0},
    {"accept", AT "accept " SILO " --by cmo --because so --until 2026-12-01" STAMP, NULL, 0, EXACT,
     0},
    {"reopen", AT "reopen " TWO_ANSWER " --by office:ceo" STAMP, NULL, 0, EXACT, 0},
    {"reopen accepted", AT "reopen " ONLY_BY_DEFAULT " --by cmo" STAMP, NULL, 0, EXACT, 0},
    {"forget", AT "forget eve-li --yes --because asked" STAMP, NULL, 0, EXACT, 1},
    {"log", AT "log", NULL, 0, EXACT, 0},
    {"log verify", AT "log --verify", NULL, 0, EXACT, 0},
    {"log sign", AT "log --sign office.key", NULL, 0, EXACT, 0},
    {"doctor", "doctor", NULL, 0, EXACT, 0},
    {"doctor json", "--format json doctor", NULL, 0, EXACT, 0},
    {"doctor export", "doctor --export saved", NULL, 0, EXACT, 0},
    {"log key", AT "log --new-key other.key", NULL, 0, EXACT, 0},
    {"diff", AT "diff 1 2", NULL, 1, EXACT, 0},
    {"diff models", AT "diff raci.db raci.db --all", NULL, 0, EXACT, 0},
    {"power", AT "power coo", NULL, 0, EXACT, 0},
    {"power officers", AT "power --officers", NULL, 0, EXACT, 0},
    {"seams", AT "seams", NULL, 0, EXACT, 0},
    {"escalations", AT "escalations --all", NULL, 1, EXACT, 0},
    {"escalations packet", AT "escalations checkout", NULL, 0, EXACT, 0},
    {"models", "models strategic-guide", NULL, 0, EXACT, 0},
    {"compare", AT "compare heads.txt --scenario merger.lua", NULL, 0, EXACT, 0},
    {"compare explain", AT "compare heads.txt --explain refund", NULL, 0, EXACT, 0},
    {"timeline", AT "timeline --days 200", NULL, 0, EXACT, 0},
    {"brief", AT "brief coo", NULL, 0, EXACT, 0},
    {"brief all", AT "brief --all -o cards", NULL, 0, EXACT, 0},
    {"acknowledge", AT "acknowledge cmo --by cy-moss" STAMP, NULL, 0, EXACT, 0},
    {"report", AT "report -o page.html --scenario care.lua --compare heads.txt", NULL, 0, EXACT, 0},
    {"report workbook", AT "report --format xlsx -o report.xlsx", NULL, 0, BOOK, 0},
    {"report booklet", AT "report --format md", NULL, 0, EXACT, 0},
    {"meta", AT "meta --people", NULL, 0, EXACT, 0},
    {"test", AT "--policy policy test tests --coverage", NULL, 1, EXACT, 0},
    {"test golden", AT "--policy policy test golden", NULL, 0, EXACT, 0},
    {"test golden anew", AT "--policy policy test golden --update", NULL, 0, EXACT, 0},
    {"lint", AT "lint", NULL, 0, EXACT, 0},
    {"lint tests", AT "lint --emit-test", NULL, 0, EXACT, 0},
    {"help", "help check", NULL, 0, EXACT, 0},
    {"completion", "completion bash", NULL, 0, EXACT, 0},
    {"complete", AT "complete -- who c", NULL, 0, OFFERS, 0},
    {"usage", "check --bogus", NULL, 2, EXACT, 0},
    {"raci_alternatives", NULL, call_alternatives, 0, EXACT, 0},
    {"raci_result", NULL, call_results, 0, EXACT, 0},
    {"raci digests", NULL, call_digests, 0, EXACT, 0},
    {"raci_policy_recorded", NULL, call_recorded, 0, EXACT, 0},
    {"raci_examination", NULL, call_examination, 0, EXACT, 0},
    {"raci_brief", NULL, call_brief, 0, EXACT, 0},
    {"raci names", NULL, call_names, 0, EXACT, 0},
    {NULL, NULL, NULL, 0, EXACT, 0},
};

/* ---- what lies there ---- */

static const char files[] =
    "== care.lua\nscenario \"care\" { because = \"so\",\n"
    "  create_unit { key = \"care\", name = \"Care\", parent = \"acme\" },\n"
    "  vacate { position = \"cxo\" } }\n"
    "== fails.lua\npolicy { name = \"fails\", version = \"1\" }\nrule \"it fails\" {\n"
    "  because = \"to see\", when = function(t) return t.criticality > \"x\" end,\n"
    "  assign = { A = \"position:coo\" } }\n"
    "== bad/units.csv\nkey,name,parent\na,A,nowhere\nb,B,b\n"
    "== matrix.csv\nActivity,Head,Care\nSign,A,C (if large)\nCall,I,TBD\n"
    "== matrix.md\n| Activity | Head |\n|---|---|\n| Sign | A |\n"
    "== hr.csv\nPersonID;SupervisorID;Name;Title;Department;Start date\n"
    "1001;;Ann It\xc3\xb6;Chief;Board;01.02.2020\n1002;1001;Bo Ruiz;Head;Sales;13.05.2021\n"
    "== requests.csv\ncomplaint_type,descriptor,agency,channel,requests\n"
    "Noise,Party,NYPD,PHONE,3\nNoise,Dog,DEP,WEB,1\n,,,,8\n"
    "== CODEOWNERS\n*        @all\n/docs/   @acme/docs\n*.md     @ann bo@x.example\n/gen/\n"
    "== files\na.c\ndocs/b.c\ndocs/c.md\ngen/d.c\n"
    "== OWNERS\napprovers:\n  - ann\nreviewers:\n  - bo\n"
    "== touchpoints.json\n[{\"key\":\"x-1\",\"name\":\"X\"}]\n"
    "== touchpoints.yaml\n- key: y1\n  name: Y\n"
    "== golden/what_test.lua\n"
    "tests { organization = folder \"../org\", at = \"2026-03-01\" }\n"
    "case \"a document\" { expect.golden(\"grid\", \"matrix\") }\n"
    "== empty.map\n";

/* What is done before: its status must be this. */
static const call before[] = {
    {"", "init", NULL, 0, EXACT, 0},
    {"", AT "import org", NULL, 0, EXACT, 0},
    {"", AT "check --record" STAMP, NULL, 1, EXACT, 0},
    {"", AT "change \"appoint { position = 'support-head', person = 'ann-ito' }\"" STAMP, NULL, 0,
     EXACT, 0},
    {"", AT "contest refund A --by cmo --claims cmo --because so" STAMP, NULL, 0, EXACT, 0},
    {"", AT "accept " ONLY_BY_DEFAULT " --by cmo --because so --until 2026-12-01" STAMP, NULL, 0,
     EXACT, 0},
    {"",
     AT "decide " TWO_ANSWER
        " --accountable coo --by office:ceo --because so --until 2026-12-01" STAMP,
     NULL, 0, EXACT, 0},
    {"", AT "acknowledge coo --by dana-ruiz" STAMP, NULL, 0, EXACT, 0},
    {"", AT "check --record" STAMP, NULL, 1, EXACT, 0},
    {"", AT "export --format xlsx book.xlsx", NULL, 0, EXACT, 0},
    {"", AT "log --new-key office.key", NULL, 0, EXACT, 0},
    {"", AT "--policy policy test golden --update", NULL, 0, EXACT, 0},
};

/* Copies the files of a folder whose names end so. */
static void copy_files(workshop *w, const char *from, const char *ending, const char *to)
{
    scratch source;
    char path[SCRATCH_PATH];
    scratch target;
    assert_true(snprintf(target.dir, sizeof target.dir, "%s/%s", w->folder, to) <
                (int)sizeof target.dir);
    (void)mkdir(target.dir, 0777);
    (void)snprintf(source.dir, sizeof source.dir, "%s", from);
    DIR *list = opendir(scratch_path(&source, "", path));
    assert_non_null(list);
    for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
        const size_t length = strlen(entry->d_name);
        const size_t end = strlen(ending);
        if (length >= end && strcmp(entry->d_name + length - end, ending) == 0) {
            size_t n = 0;
            char *bytes = scratch_read(&source, entry->d_name, &n);
            scratch_write(&target, entry->d_name, bytes, n);
            free(bytes);
        }
    }
    assert_int_equal(closedir(list), 0);
}

static void write_older(const workshop *w)
{
    char path[SCRATCH_PATH];
    scratch schemas = {"tests/unit/schemas"};
    sqlite3 *db = NULL;
    char *sql = scratch_read(&schemas, "version-1.sql", NULL);
    assert_true(snprintf(path, sizeof path, "%s/older.db", w->folder) < SCRATCH_PATH);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    free(sql);
}

void calls_fill(workshop *w)
{
    const circumstances fine = {.fault = {.kind = FAULT_KINDS}};
    folder_write(w->folder, files);
    copy_files(w, "tests/golden/acme", ".csv", "org");
    copy_files(w, "tests/golden/acme", "merger.lua", ".");
    copy_files(w, "tests/golden/acme", ".csv", "tests");
    copy_files(w, "tests/golden/acme", ".case", "tests");
    copy_files(w, "tests/golden/acme", "_test.lua", "tests");
    copy_files(w, "tests/golden/acme", "merger.lua", "tests");
    copy_files(w, "tests/golden/acme", "heads.txt", ".");
    copy_files(w, "tests/golden/acme", "policy.lua", "policy");
    write_older(w);
    for (size_t i = 0; i < COUNT(before); i++) {
        outcome did;
        trial_run(&did, w, &before[i], &fine, true);
        if (!WIFEXITED(did.state) || WEXITSTATUS(did.state) != before[i].status) {
            fail_msg("raci %s: %s%s", before[i].line, did.err, did.out);
        }
        outcome_empty(&did);
    }
    tree_read(&w->before, w->folder, NULL);
}

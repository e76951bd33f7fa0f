/* What test files say: Lua and sentences, as the data that they become, or what is wrong. */
#define _POSIX_C_SOURCE 200809L

#include "scratch.h"

#include "base/text.h"
#include "policy/cases.h"

static void note(const char *file, int line, int column, const char *message, void *payload)
{
    (void)column;
    ri_text_format(payload, "%s:%d: %s\n", strrchr(file, '/') + 1, line, message);
}

static void say_items(ri_text *out, const char *label, const char **items, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        ri_text_format(out, "%s%s", i == 0 ? label : ",", items[i]);
    }
}

static void say_expectation(ri_text *out, const ri_expectation *e)
{
    static const char *const verbs[] = {"holders", "holds",      "holds-not", "decided",
                                        "finding", "no-finding", "moves",     "stays",
                                        "breaks",  "heals",      "golden"};
    ri_text_format(out, "%d %s %s %s %s", e->line, verbs[e->verb],
                   e->letter != NULL ? e->letter : "-", e->subject != NULL ? e->subject : "-",
                   e->name != NULL ? e->name : "-");
    say_items(out, " from ", e->from, e->n_from);
    say_items(out, " who ", e->holders, e->n_holders);
    say_items(out, " parties ", e->parties, e->n_parties);
    ri_text_format(out, "%s%s%s%s\n", e->severity != NULL ? " as " : "",
                   e->severity != NULL ? e->severity : "", e->to != NULL ? " to " : "",
                   e->to != NULL ? e->to : "");
}

static void say_rows(ri_text *out, const ri_case_organization *o)
{
    for (size_t i = 0; i < o->n_rows; i++) {
        ri_text_format(out, "%d %d", o->rows[i].line, o->rows[i].tab);
        for (uint32_t k = 0; k < o->rows[i].n; k++) {
            ri_text_format(out, " %s=%s", o->rows[i].cells[k].column, o->rows[i].cells[k].text);
        }
        ri_text_char(out, '\n');
    }
}

static void say_file(ri_text *out, const ri_case_file *file)
{
    for (size_t i = 0; i < file->n; i++) {
        const ri_case *one = &file->cases[i];
        ri_text_format(out, "case %s\n", one->name);
        if (i == 0 || file->cases[i - 1].organization != one->organization) {
            say_rows(out, one->organization);
        }
        for (size_t k = 0; k < one->n_expects; k++) {
            say_expectation(out, &one->expects[k]);
        }
    }
}

/* ---- rows ---- */

struct row {
    const char *name;
    const char *file;
    const char *text;
    const char *expected;
};

#define ORG "organization = { units = { 'a' } }, "

static const struct row rows[] = {
    {"all words", "a_test.lua",
     "case 'c' { " ORG "expect.accountable('s', 'x', { 'y', 'z' }), expect.letter('s', 'D', 'x'),\n"
     "expect.nobody('s', 'C'), { expect.has('s', 'C', 'x') }, expect.has_not('s', 'C', 'x'),\n"
     "expect.decided_by('s', 'A', 'r'), expect.informed('s', 'nobody'),\n"
     "expect.finding('f', 's', { letter = 'A', severity = 'info', to = 'cxo', parties = { 'p' } }),\n"
     "expect.no_finding('f'), expect.no_finding('f', { letter = 'A' }) }",
     "case c\n1 0 key=a\n1 holders accountable s - who x,y,z\n1 holders D s - who x\n"
     "2 holders C s -\n2 holds C s - who x\n2 holds-not C s - who x\n3 decided A s r\n"
     "3 holders informed s -\n4 finding A s f parties p as info to cxo\n5 no-finding - - f\n"
     "5 no-finding A - f\n"},
    {"changes", "a_test.lua",
     "case 'c' { " ORG "after = { leave { person = 'p' } }, expect.moves('s', 'A', 'x', {}),\n"
     "expect.stays('s'), expect.stays('s', 'A'), expect.breaks('f', 's'), expect.heals('f') }",
     "case c\n1 0 key=a\n1 moves A s - from x\n2 stays - s -\n2 stays A s -\n2 breaks - s f\n"
     "2 heals - - f\n"},
    {"rows of an organization", "a_test.lua",
     "case 'c' { organization = { units = { b = { func = 'sales', tags = { 'x', 'y' } }, 'a' },\n"
     "touchpoints = { t = { criticality = 4, managed = false, attr = { region = 'eu' } } },\n"
     "seats = { { position = 'p', person = 'q' } } }, expect.nobody('t', 'A') }",
     "case c\n1 0 key=b function=sales tags=x;y\n1 0 key=a\n1 3 person=q position=p\n"
     "1 9 key=t region=eu criticality=4 managed=no\n3 holders A t -\n"},
    {"one organization for all", "a_test.lua",
     "tests { organization = sample 'tindale', at = '2026-12-01' }\n"
     "case 'a' { expect.nobody('s', 'A') } cases 'b' { { 'subject', 'A', 'finding' },\n"
     "{ 's', 'x, y and z', '' }, { 't', 'nobody', 'f' } }",
     "case a\n2 holders A s -\ncase b: s\n2 holders A s - who x,y,z\n"
     "case b: t\n2 holders A t -\n2 finding - t f\n"},
    {"rows that ask nothing", "a_test.lua",
     "tests { organization = sample 'tindale', at = '2026-12-01' }\n"
     "cases 'b' { { 'subject', 'A' }, { 's', '' }, { '', 'x' }, { 't', 'x' } }",
     "a_test.lua:2: cases \"b\": row 2 asks nothing: no case can fail by it\n"
     "a_test.lua:2: cases \"b\": row 3 names no subject\n"},
    {"cases of one name", "a_test.lua",
     "tests { organization = { units = { 'a' } } }\n"
     "case 'c' { expect.nobody('s', 'A') }\ncase 'd' { expect.nobody('s', 'A') }\n"
     "case 'c' { expect.nobody('s', 'A') }\n"
     "for i = 1, 2 do case 'e' { expect.nobody('s', 'A') } end",
     "a_test.lua:4: another case is called \"c\": the one at line 2\n"},
    {"golden files of other names", "a_test.lua", "case 'c' { expect.golden('../x', 'check') }",
     "a_test.lua:1: expect.golden: the name must be of letters, digits, '_', '-' and '.', as the "
     "file beside the test is called, without .jsonl\n"},
    {"documents that are none", "a_test.lua", "case 'c' { expect.golden('x', 'what ') }",
     "a_test.lua:1: expect.golden: the second is to be \"check\", \"matrix\", \"matrix JOURNEY\" "
     "or \"what HOLDER\", found \"what \"; as in expect.golden(\"bills\", \"matrix\")\n"},
    {"what stands in no case", "a_test.lua",
     "case 'c' { " ORG "expect.nobody('s', 'A') }\nexpect.nobody('s', 'A')\nleave { person = 'p' }",
     "a_test.lua:2: expect: this stands in no case: write it between the braces of one\n"
     "a_test.lua:3: leave: this step stands in no case: write it in after = { … }\n"},
    {"no case", "a_test.lua", "-- nothing",
     "a_test.lua:1: the file has no case: case \"name\" { … }\n"},
    {"nothing expected", "a_test.lua", "case 'c' { " ORG "}",
     "a_test.lua:1: case \"c\": a case expects something: write expect.accountable(…) or the like "
     "in it\n"},
    {"no organization, no day", "a_test.lua",
     "case 'c' { expect.nobody('s', 'A') }\ncase 'd' { organization = sample 'x', "
     "expect.nobody('s', 'A') }",
     "a_test.lua:1: case \"c\": which organization? Say organization = { units = { … }, … }, "
     "organization = sample \"halvenny\", or folder \"name\"\n"
     "a_test.lua:2: case \"d\": on which day? Say at = \"2026-12-01\": only of an organization that "
     "stands in the file it does not matter\n"},
    {"a word in vain", "a_test.lua", "case 'c' { expect.accountable('s') }",
     "a_test.lua:1: expect.accountable: who? As in expect.accountable(\"checkout\", \"coo\"); of "
     "nobody say expect.nobody(\"checkout\", \"A\")\n"},
    {"too much", "a_test.lua", "case 'c' { expect.nobody('s', 'A', 'x') }",
     "a_test.lua:1: expect.nobody has more between its parentheses than it takes; as in "
     "expect.nobody(\"checkout\", \"A\")\n"},
    {"details of what breaks", "a_test.lua",
     "case 'c' { expect.breaks('f', 's', { letter = 'A' }) }",
     "a_test.lua:1: expect.breaks has more between its parentheses than it takes; as in "
     "expect.breaks(\"no-accountable\", \"checkout\")\n"},
    {"the wrong thing", "a_test.lua", "case 'c' { expect.finding(5) }",
     "a_test.lua:1: expect.finding: the first is to be the name of a check, found the number 5; as in "
     "expect.finding(\"many-accountable\", \"checkout\")\n"},
    {"a table never comes", "a_test.lua", "case 'c'",
     "a_test.lua:1: case \"c\": a table { … } must follow the name\n"},
    {"statements of policies", "a_test.lua", "policy { name = 'x' }",
     "a_test.lua:1: unknown name 'policy'; it stands in a policy; a file of tests has case, cases "
     "and tests\n"},
    {"rows without keys", "a_test.lua",
     "case 'c' { organization = { seats = { a = {} }, units = 'x' }, expect.nobody('s', 'A') }",
     "a_test.lua:1: case \"c\": organization.units must be a table of rows, found \"x\"\n"
     "a_test.lua:1: case \"c\": seats have no keys: write a list, { { … }, { … } }\n"},

    {"sentences", "a.case",
     "units.csv\nkey,name\na,\"A, B\"\n\ncase  One \nx, y and z are accountable for s t\n"
     "nobody has C on s\nx has D on s\nx alone has D on s\nx has not D on s\n"
     "the rule r of s decides A of t\nf is found on s\nf is not found on s\nf is found\n"
     "f is not found\n",
     "case One\n3 0 key=a name=A, B\n6 holders accountable s t - who x,y,z\n7 holders C s -\n"
     "8 holds D s - who x\n9 holders D s - who x\n10 holds-not D s - who x\n"
     "11 decided A t r of s\n12 finding - s f\n13 no-finding - s f\n14 finding - - f\n"
     "15 no-finding - - f\n"},
    {"sentences about changes", "a.case",
     "organization sample x\nat 2026-12-01\ncase One\nafter s.lua\nA of s moves from x and y to "
     "nobody\nA of s stays\ns stays\nf breaks on s\nf heals on s",
     "case One\n5 moves A s - from x,y\n6 stays A s -\n7 stays - s -\n8 breaks - s f\n"
     "9 heals - s f\n"},
    {"a table", "a.case",
     "organization sample x\r\nat 2026-12-01\r\ncase One\r\n| subject | A | no finding |\r\n"
     "|---|:-:|---|\r\n| s | x, y | |\r\n| t | nobody | f |\r\n",
     "case One\n6 holders A s - who x,y\n7 holders A t -\n7 no-finding - t f\n"},
    {"sentences that are none", "a.case",
     "x has C on y\ncase One\norganization y\nat noon\nx is y\nf breaks on s\npolicy p\n",
     "a.case:1: before what is expected stands a line 'case' with a name\n"
     "a.case:2: which organization? Say 'organization sample NAME', 'organization folder PATH', or "
     "give rows of units.csv and so on\n"
     "a.case:3: after 'organization' stands 'sample' and a name, or 'folder' and a path\n"
     "a.case:4: after 'at' stands a day as 2026-12-01\n"
     "a.case:5: this sentence is not understood; say 'X is accountable for Y', 'X has C on Y', "
     "'CHECK is found on Y', 'CHECK is not found', 'the rule NAME decides A of Y' or 'A of Y moves "
     "from X to Z'\n"
     "a.case:6: what moves, breaks or heals does so by steps: say 'after' and the file of a "
     "scenario\n"
     "a.case:7: 'policy' stands once in a file, before the first case\n"},
    {"sentences that nearly are", "a.case",
     "Case One\nunits.cvs\nkey,name\n\ncase Two\nx is acountable for y\nthe x of y is found om z\n",
     "a.case:1: this sentence is not understood; did you mean 'case'?\n"
     "a.case:2: this sentence is not understood; did you mean 'units.csv'?\n"
     "a.case:3: this sentence is not understood; say 'X is accountable for Y', 'X has C on Y', "
     "'CHECK is found on Y', 'CHECK is not found', 'the rule NAME decides A of Y' or 'A of Y moves "
     "from X to Z'\n"
     "a.case:5: the case expects nothing\n"
     "a.case:5: which organization? Say 'organization sample NAME', 'organization folder PATH', or "
     "give rows of units.csv and so on\n"
     "a.case:6: this sentence is not understood; did you mean 'is accountable for'?\n"
     "a.case:7: this sentence is not understood; did you mean 'is found on'?\n"},
    {"names in quotes", "a.case",
     "organization sample x\nat 2026-12-01\ncase One\n"
     "\"Research and Development\", \"Sales, Europe\" and z are accountable for \"Who has paid\"\n"
     "the rule \"r decides A of s\" decides A of \"t\"\nx has D on 19\" rack\n"
     "\tx\thas \t D   on\ts  t\n\"a  b\" has D on s\n"
     "| subject | A | finding |\n| \"s\" | \"x, y\" | \"f\" |\n",
     "case One\n4 holders accountable Who has paid - who Research and Development,Sales, Europe,z\n"
     "5 decided A t r decides A of s\n6 holds D 19\" rack - who x\n7 holds D s t - who x\n"
     "8 holds D s - who a  b\n10 holders A s - who x, y\n10 finding - s f\n"},
    {"cases of one name", "a.case",
     "organization sample x\nat 2026-12-01\ncase One\nf is found\ncase One\nf is found\n",
     "a.case:5: another case is called \"One\": the one at line 3\n"},
    {"rows that ask nothing", "a.case",
     "organization sample x\nat 2026-12-01\ncase One\n| subject | A |\n| s | |\n| | x |\n",
     "a.case:3: the case expects nothing\n"
     "a.case:5: the row asks nothing: no case can fail by it\n"
     "a.case:6: the row names no subject\n"},
    {"bytes that are no text", "a.case", "case One\nf is \xff found\n",
     "a.case:2: byte 0xFF is not valid UTF-8\n"},
    {"another encoding", "a.case",
     "\xff\xfe"
     "c",
     "a.case:1: the file is UTF-16; save it as UTF-8\n"},
    {"tables that are none", "a.case",
     "organization sample x\nat 2026-12-01\n| a |\ncase One\n| subjct | A |\n| s | x | y |\n",
     "a.case:3: before a table stands a line 'case' with a name\n"
     "a.case:4: the case expects nothing\n"
     "a.case:5: nothing is known of a column \"subjct\"; did you mean \"subject\"?\n"
     "a.case:5: the first row names the columns, and one of them is \"subject\"\n"
     "a.case:6: the row has not as many places as the first one\n"},
    {"golden files that are none", "a.case",
     "organization sample x\nat 2026-12-01\ncase One\nthe matrix is as in .x\nno-ceo is found",
     "a.case:4: the name must be of letters, digits, '_', '-' and '.', as the file beside the test "
     "is called, without .jsonl\n"},
    {"a byte order mark", "a.case",
     "\xef\xbb\xbforganization sample x\nat 2026-12-01\ncase One\nf is found",
     "case One\n4 finding - - f\n"},
    {"no line of a case", "a.case", "\n# nothing\n",
     "a.case:1: the file has no line 'case' with a name\n"},
};

static void reads(void **state)
{
    const struct row *row = *state;
    char path[SCRATCH_PATH];
    scratch s;
    ri_text said = RI_TEXT_INIT;
    ri_case_file *file = NULL;
    raci_error err = {0};
    scratch_make_small(&s);
    scratch_write(&s, row->file, row->text, strlen(row->text));
    const raci_status status =
        ri_case_file_read(&file, scratch_path(&s, row->file, path), note, &said, &err);
    if (status == RACI_OK) {
        say_file(&said, file);
    } else {
        assert_int_equal(status, RACI_POLICY);
    }
    assert_string_equal(ri_text_string(&said), row->expected);
    ri_case_file_free(file);
    ri_text_free(&said);
    scratch_remove(&s);
}

/* ---- memory ---- */

static bool read_once(void *payload)
{
    ri_case_file *file = NULL;
    const raci_status status = ri_case_file_read(&file, payload, NULL, NULL, NULL);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_case_file_free(file);
    return status == RACI_OK;
}

static void memory_fails(void **state)
{
    static const size_t which[] = {0, 1, 2, 3, 19, 20, 21, 24};
    (void)state;
    for (size_t i = 0; i < COUNT(which); i++) {
        char path[SCRATCH_PATH];
        scratch s;
        scratch_make_small(&s);
        scratch_write(&s, rows[which[i]].file, rows[which[i]].text, strlen(rows[which[i]].text));
        (void)with_all_failures(read_once, (void *)scratch_path(&s, rows[which[i]].file, path));
        scratch_remove(&s);
    }
}

static void other_names(void **state)
{
    raci_error err = {0};
    ri_case_file *file = NULL;
    (void)state;
    assert_false(ri_is_case_file("_test.lua"));
    assert_false(ri_is_case_file(".case"));
    assert_true(ri_is_case_file("a_test.lua"));
    assert_int_equal(ri_case_file_read(&file, "policy.lua", NULL, NULL, &err), RACI_INVALID);
}

int main(void)
{
    const struct CMUnitTest others[] = {cmocka_unit_test(memory_fails),
                                        cmocka_unit_test(other_names)};
    int failed = RUN_ROWS("test files", rows, reads);
    return failed + cmocka_run_group_tests(others, NULL, NULL);
}

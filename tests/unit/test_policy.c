#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include <math.h>

#include "policies.h"

static raci_model *model;

struct row {
    const char *name;
    const char *text;
    const char *expected; /* what loading complains of, "" for nothing */
};

#define P "policy.lua:1: policy: "
#define R "policy.lua:2: rule \"r\": "
#define RULE "rule 'r' { assign = { A = 'office:x' }, "
#define EXCEPTION "exception 'r' { assign = { A = 'office:x' }, "

static const struct row statements[] = {
    {"a whole one", "policy { name = 'n', version = '1', scheme = 'RACI', owner = 'office:cxo' }",
     ""},
    {"an empty one", "policy {}", ""},
    {"none", "rule 'r' { assign = { A = 'office:x' } }",
     "policy.lua:1: the policy must say once what it is: policy { name = \"…\" }\n"},
    {"nothing at all", "",
     "policy.lua:1: the policy must say once what it is: policy { name = \"…\" }\n"},
    {"two", "policy {}\npolicy {}",
     "policy.lua:2: policy: it was said already, at policy.lua:1; the files of a policy say it "
     "once\n"},
    {"two files", "== a.lua\npolicy {}\n== b.lua\n\npolicy {}",
     "b.lua:2: policy: it was said already, at a.lua:1; the files of a policy say it once\n"},
    {"an unknown field", "policy { nmae = 'n' }",
     P "unknown field \"nmae\"; did you mean \"name\"?\n"},
    {"a name that is none",
     "policy { name = 3, version = {}, scheme = true, owner = function() end }",
     P "name must be a string, found the number 3\n" P
       "owner must be a string, found a function\n" P "scheme must be a string, found true\n" P
       "version must be a string, found a table\n"},
    {"a scheme that is not there", "policy { scheme = 'RACY' }",
     P "unknown scheme \"RACY\"; did you mean \"RACI\"?\n"},
    {"a far scheme", "policy { scheme = 'letters' }",
     P "unknown scheme \"letters\"; declare it with scheme \"letters\" { … }\n"},
    {"an owner without kind", "policy { owner = 'cxo' }",
     P "owner must be a reference of the form \"kind:key\", such as \"position:coo\" or "
       "\"unit:ops\", found \"cxo\"\n"},
    {"an unknown owner", "policy { owner = 'position:cx' }",
     P "owner: unknown position \"cx\"; did you mean \"cxo\"?\n"},
    {"no table", "policy 'n'", P "a table { … } must follow, found \"n\"\n"},
    {"bytes that are no text", "policy 'R\\xc3('",
     P "a table { … } must follow, found \"R\\x{C3}(\"\n"},
    {"two tables", "policy({}, {})", P "one table { … } must follow, found more\n"},

    {"no name", "policy {}\nrule { assign = {} }",
     "policy.lua:2: rule must have a name: rule \"name\" { … }\n"},
    {"an empty name", "policy {}\nrule '' {}", "policy.lua:2: the name of a rule is empty\n"},
    {"a name of two lines", "policy {}\nlaw 'a\\nb' {}",
     "policy.lua:2: the name of a law has a line break or control character in it\n"},
    {"a name of a stated row", "policy {}\nrule 'stated:x' {}",
     "policy.lua:2: the name of a rule begins as the names of stated rows and rulings do\n"},
    {"a long name", "policy {}\nrule(('x'):rep(201)) {}",
     "policy.lua:2: the name of a rule is longer than 200 bytes\n"},
    {"a name that is not UTF-8", "policy {}\nrule '\\xff' {}",
     "policy.lua:2: the name of a rule is not valid UTF-8 text\n"},
    {"a table missing",
     "policy {}\nrule 'r'\nrule 's' { assign = { A = 'office:x' } }\n"
     "exception 't'",
     R "a table { … } must follow the name\n"
       "policy.lua:4: exception \"t\": a table { … } must follow the name\n"},
    {"something else for the table", "policy {}\nrule 'r' 'x'",
     R "a table { … } must follow, found "
       "\"x\"\n"},
    {"a name twice",
     "policy {}\nrule 'a' { assign = { A = 'office:x' } }\n"
     "law 'a' { assign = { A = 'office:x' } }",
     "policy.lua:3: law \"a\": the name was given already, at policy.lua:2; names are unique in a "
     "policy\n"},
    {"a name in two files",
     "== a.lua\npolicy {}\nrule 'a' { assign = { A = 'office:x' } }\n"
     "== b.lua\nrule 'a' { assign = { A = 'office:x' } }",
     "b.lua:1: rule \"a\": the name was given already, at a.lua:2; names are unique in a "
     "policy\n"},
    {"the line is where the rule stands",
     "policy {}\n\nrule\n'r'\n{\nx = 1, assign = { A = 'office:x' }\n}",
     "policy.lua:3: rule \"r\": unknown field \"x\"; there are because, on, match, when, assign, "
     "forbid, require, overrides, joint, from, to\n"},

    {"an unknown field of a rule", "policy {}\n" RULE "becuase = 'x' }",
     R "unknown field \"becuase\"; did you mean \"because\"?\n"},
    {"a value without field", "policy {}\n" RULE "'x' }",
     R "a field needs a name, found the value of the number 1 without one\n"},
    {"wrong types",
     "policy {}\n" RULE "because = 1, on = 2, when = 'x', overrides = 3, joint = 'yes',"
     " from = 4, to = {}, forbid = 5, require = true, match = 6 }",
     R "because must be a string, found the number 1\n" R
       "forbid must be a table such as { A = \"position:coo\" }, found the number 5\n" R
       "from must be a string, found the number 4\n" R
       "joint must be true or false, found \"yes\"\n" R
       "match must be a table such as { stage = \"support\" }, found the number 6\n" R
       "on must be one of touchpoint, handoff, journey, enterprise, found the number 2\n" R
       "overrides must be a string or a list of strings, found the number 3\n" R
       "require must be a table such as { A = \"position:coo\" }, found true\n" R
       "to must be a string, found a table\n" R
       "when must be a function: function(s) return … end, found \"x\"\n"},
    {"another kind", "policy {}\n" RULE "on = 'position' }",
     R "on must be one of touchpoint, handoff, journey, enterprise, found \"position\"\n"},
    {"when of the library", "policy {}\n" RULE "when = string.upper }",
     R "when must be a function: function(s) return … end, found a function\n"},
    {"overrides a table", "policy {}\n" RULE "overrides = { a = 'x' } }",
     R "overrides must be a string or a list of strings, found a table\n"},
    {"overrides numbers", "policy {}\n" RULE "overrides = { 'r2', 3 } }",
     R "overrides must be a string or a list of strings, found the number 3\n"},
    {"no such date", "policy {}\n" RULE "from = '2026-02-30', to = 'soon' }",
     R "from must be a date such as \"2026-01-31\", found \"2026-02-30\"\n" R
       "to must be a date such as \"2026-01-31\", found \"soon\"\n"},
    {"an empty period", "policy {}\n" RULE "from = '2026-02-01', to = '2026-02-01' }",
     R "from must be before to, the first day it no longer holds\n"},
    {"nothing assigned", "policy {}\nrule 'r' { because = 'x' }",
     R "says nothing: there is no assign, forbid, require or overrides\n"},
    {"joint without reason", "policy {}\n" RULE "joint = true }",
     R "joint = true must say because = \"…\"\n"},
    {"a reason of blanks", "policy {}\n" RULE "because = ' \\n' }", R "because says nothing\n"},
    {"an empty reason", "policy {}\n" RULE "because = '' }", R "because is empty\n"},
    {"an exception without reason", "policy {}\n" EXCEPTION "}",
     "policy.lua:2: exception \"r\": an exception must say because = \"…\"\n"},
    {"an exception with reason", "policy {}\n" EXCEPTION "because = 'x' }", ""},

    {"a scenario", "policy {}\nscenario 's' {}",
     "policy.lua:2: scenario \"s\": a scenario is no part of a policy\n"},
    {"the organization while loading", "policy {}\nlocal p = org.position('coo')",
     "policy.lua:2: org.position is there only while a rule's function is called for a subject: "
     "while the policy loads there is no organization yet\n"},
    {"iterating while loading", "policy {}\nfor p in org.positions() do end",
     "policy.lua:2: org is there only while a rule's function is called for a subject: while the "
     "policy loads there is no organization yet\n"},
    {"a change of org", "policy {}\norg.position = nil", "policy.lua:2: org is read-only\n"},
    {"a list too long to be read",
     "policy {}\nlocal t = {}\nfor i = 1, 500000 do t[i] = 'x' end\nlocal function f() end\n"
     "for i = 1, 20 do rule('r' .. i) { match = { tag = t }, assign = { A = 'office:x' }, when = f }"
     " end",
     "policy.lua:5: stopped after 5 million steps; does a loop never end?\n"},
    {"too deep a loop", "policy {}\nwhile true do end",
     "policy.lua:2: stopped after 5 million steps; does a loop never end?\n"},
};

static void complains(void **state)
{
    const struct row *row = *state;
    loaded l = policy_load(model, row->text);
    assert_string_equal(ri_text_string(&l.problems), row->expected);
    policy_unload(&l);
}

#define C "policy.lua:2: checks: "
#define E "policy.lua:2: escalation: "
#define S "policy.lua:2: scheme \"X\": "

static const struct row settings[] = {
    {"checks",
     "policy {}\nchecks { ['nobody-told'] = 'off', ['no-cxo'] = 'on',"
     " ['too-many-consulted'] = { severity = 'error', max = 6 } }",
     ""},
    {"an unknown check", "policy {}\nchecks { ['nobody-tld'] = 'off' }",
     C "unknown check \"nobody-tld\"; did you mean \"nobody-told\"?\n"},
    {"a far check", "policy {}\nchecks { ['everything'] = 'off' }",
     C "unknown check \"everything\"\n"},
    {"neither on nor off", "policy {}\nchecks { ['no-cxo'] = 'of', ['no-ceo'] = true }",
     C
     "no-ceo must be \"on\", \"off\" or a table such as { severity = \"error\" }, found true\n" C
     "no-cxo must be \"on\", \"off\" or a table such as { severity = \"error\" }, found \"of\"\n"},
    {"wrong settings",
     "policy {}\nchecks { ['overloaded-consulted'] = { severity = 'fatal', max = 'x', min = -1,"
     " share = 50, limit = 3 }, ['stale-row'] = { days = {} } }",
     C "overloaded-consulted.max must be a number, found \"x\"\n" C
       "overloaded-consulted.min must be a number from 0 to 1000000000\n" C
       "overloaded-consulted.severity must be one of info, warning, error, found \"fatal\"\n" C
       "overloaded-consulted.share must be a share from 0 to 1, such as 0.5\n" C
       "overloaded-consulted: unknown field \"limit\"; there are severity, max, min, share\n" C
       "stale-row.days must be a number, found a table\n"},
    {"a number that the check has not",
     "policy {}\nchecks { ['nobody-told'] = { days = 3 }, ['stale-row'] = { days = 3, max = 1 } }",
     C "nobody-told: unknown field \"days\"; there are severity\n" C
       "stale-row: unknown field \"max\"; there are severity, days\n"},
    {"the numbers that checks have",
     "policy {}\nchecks { ['acting-too-long'] = { days = 3 }, ['coming-gap'] = { days = 3 },"
     " ['overloaded-accountable'] = { min = 3, max = 4, share = 0.3 },"
     " ['overloaded-consulted'] = { min = 3 }, ['overloaded-responsible'] = { share = 1 },"
     " ['stale-row'] = { days = 0 }, ['too-high'] = { min = 3 },"
     " ['too-many-consulted'] = { max = 0 }, ['too-many-responsible'] = { max = 9 } }",
     ""},
    {"a list of checks", "policy {}\nchecks { 'no-cxo' }",
     C " needs names for its fields; the number 1 is no name\n"},
    {"a check set twice", "policy {}\nchecks { ['no-cxo'] = 'off' }\nchecks { ['no-cxo'] = 'off' }",
     "policy.lua:3: checks: \"no-cxo\" was set already, at policy.lua:2\n"},
    {"a check set by an included file too",
     "== a.lua\npolicy {}\nchecks { ['no-cxo'] = 'off' }\ninclude 'sub/b'\n"
     "== sub/b.lua\nchecks { ['no-cxo'] = 'on' }",
     ""},

    {"escalation",
     "policy {}\nescalation { days = 10, first = 'lowest_common_superior',"
     " also = { 'no-role' }, never = 'no-cxo' }",
     ""},
    {"wrong escalation",
     "policy {}\nescalation { days = 1.5, first = 'ceo', also = 3,"
     " never = { 'no-roles' }, then_ = 1 }",
     E "also must be a string or a list of strings, found the number 3\n" E
       "days must be a whole number from 0 to 1000000\n" E
       "first must be lowest_common_superior, found \"ceo\"\n" E
       "never: unknown check \"no-roles\"; did you mean \"no-role\"?\n" E
       "unknown field \"then_\"; there are days, first, also, never\n"},
    {"also and never", "policy {}\nescalation { also = 'no-role', never = 'no-role' }",
     E "\"no-role\" is among both also and never\n"},
    {"needs",
     "policy {}\nneeds { 'walks.csv', { 'units.csv: kind', 'teams.csv: kind board' } }\nneeds {}",
     ""},
    {"wrong needs", "policy {}\nneeds { 'unit.csv', 3, {}, { 'links.csv: knd', {} }, '' }",
     "policy.lua:2: needs: a fact is written as \"units.csv: function\", found a table\n"
     "policy.lua:2: needs: a fact is written as \"units.csv: function\", found the number 3\n"
     "policy.lua:2: needs: a list of facts of which any will do must have names only\n"
     "policy.lua:2: needs: links.csv has no column \"knd\"; did you mean \"kind\"?\n"
     "policy.lua:2: needs: the name of a fact is empty\n"
     "policy.lua:2: needs: unknown file \"unit.csv\"; did you mean \"units.csv\"?\n"},
    {"needs with names", "policy {}\nneeds { fact = 'walks.csv' }",
     "policy.lua:2: needs: it is a list of facts: needs { \"units.csv: function\", "
     "\"walks.csv\" }\n"},
    {"an attribute of no-role", "policy {}\nchecks { ['no-role'] = { attr = 'front_line' } }", ""},
    {"an attribute of others", "policy {}\nchecks { ['no-cxo'] = { attr = 'front_line' } }",
     C "no-cxo: unknown field \"attr\"; there are severity\n"},
    {"escalation twice", "policy {}\nescalation {}\nescalation {}",
     "policy.lua:3: escalation: it was said already, at policy.lua:2\n"},

    {"a scheme",
     "policy { scheme = 'X' }\nscheme 'X' { letters = { D = { name = 'Decides', min = 1,"
     " max = 1 }, W = {} }, accountable = 'D', responsible = 'W', A_implies_R = true,"
     " exclusive = { { 'D', 'W' } } }",
     ""},
    {"a scheme without letters", "policy {}\nscheme 'X' {}", S "letters = { … } is missing\n"},
    {"a scheme of no letters", "policy {}\nscheme 'X' { letters = {} }",
     S "letters must have 1 to 16 letters, found 0\n"},
    {"a scheme of many letters",
     "policy {}\nlocal l = {} for i = 1, 17 do l['A' .. i] = {} end "
     "scheme 'X' { letters = l }",
     S "letters must have 1 to 16 letters, found 17\n"},
    {"letters as text", "policy {}\nscheme 'X' { letters = 'AR' }",
     S "letters must be a table of letters, found \"AR\"\n"},
    {"no letters", "policy {}\nscheme 'X' { letters = { ['A-1'] = {}, A = {}, R = 'x' } }",
     S "letters has \"A-1\", which is no letter: at most 8 of A-Z, a-z and 0-9, not beginning with "
       "a digit\n" S "letters.R must be a table such as { name = \"Accountable\", min = 1 }, "
       "found \"x\"\n"},
    {"counts of letters",
     "policy {}\nscheme 'X' { letters = { A = { min = 2, max = 1 },"
     " R = { min = -1, max = 'x', most = 1 } } }",
     S "letters.A has a min above its max\n" S "letters.R.max must be a number, found \"x\"\n" S
       "letters.R.min must be a whole number from 0 to 1000000\n" S
       "letters.R: unknown field \"most\"; there are name, min, max\n"},
    {"no accountable letter", "policy {}\nscheme 'X' { letters = { D = {} }, responsible = 'R' }",
     S "accountable = \"…\" must say which of its letters is the accountable one\n" S
       "responsible must be one of its letters, found \"R\"\n"},
    {"exclusive letters",
     "policy {}\nscheme 'X' { letters = { A = {}, R = {} },"
     " exclusive = { { 'A', 'Q' } } }",
     S "exclusive must be lists of letters that exclude each other, such as { { \"C\", \"I\" } }, "
       "found \"Q\"\n"},
    {"a scheme twice",
     "policy {}\nscheme 'X' { letters = { A = {}, R = {} } }\n"
     "scheme 'X' { letters = { A = {}, R = {} } }",
     "policy.lua:3: scheme \"X\": the scheme was declared already, at policy.lua:2\n"},
    {"letters of another scheme",
     "policy { scheme = 'DACI' }\nrule 'r' { assign = { R = 'office:x',"
     " D = 'office:x' } }",
     R "assign: unknown letter \"R\"; the letters of DACI are A, C, D, I\n"},
};

#define SUB "== sub/b.lua\n"
#define USE "rule 'r' { assign = { A = 'position:' .. who } }\n"

static const struct row parameters[] = {
    {"a default", "policy {}\nlocal who = param('who', 'coo')\n" USE, ""},
    {"set before", "policy {}\nparams { who = 'cfo' }\nlocal who = param('who', 'xxx')\n" USE, ""},
    {"set for an included file, whatever stands first",
     "== a.lua\npolicy {}\ninclude 'sub/b'\n== b.lua\nparams { who = 'cfo' }\n" SUB
     "local who = param('who', 'xxx')\n" USE,
     ""},
    {"set after it was asked for",
     "policy {}\nlocal who = param('who', 'coo')\n\n"
     "params { who = 'cfo' }\n" USE,
     "policy.lua:4: params: \"who\" was asked for already, at policy.lua:2; params { … } must "
     "stand before that (files are read in the order of their names)\n"},
    {"set twice",
     "policy {}\nparams { who = 'cfo' }\nparams { who = 'coo' }\n"
     "local who = param('who', 'coo')",
     "policy.lua:3: params: \"who\" was set already, at policy.lua:2\n"},
    {"unknown", "policy {}\nparams { whom = 'cfo', far = 1 }\nlocal who = param('who', 'coo')",
     "policy.lua:2: params: no file asks for \"far\"\n"
     "policy.lua:2: params: no file asks for \"whom\"; did you mean \"who\"?\n"},
    {"another type", "policy {}\nparams { who = 3 }\nlocal who = param('who', 'coo')",
     "policy.lua:2: params: \"who\" must be a string, as its default at policy.lua:3 is, found the "
     "number 3\n"},
    {"tables",
     "policy {}\nparams { map = { a = { 1, 2 } } }\nlocal m = param('map', {})\n"
     "assert(m.a[2] == 2)\nm.a = nil\nassert(param('map', {}).a[1] == 1)",
     ""},
    {"a default is nobody else's",
     "policy {}\nlocal d = { 1 }\nlocal a = param('d', d)\na[1] = 2\n"
     "assert(d[1] == 1)",
     ""},
    {"no data", "policy {}\nparams { f = function() end }\nlocal f = param('f', 1)",
     "policy.lua:2: params: params.f must be a string, a number, true, false or a table of them, "
     "found a function\n"},
    {"a function for a default", "policy {}\nlocal f = param('f', { x = function() end })",
     "policy.lua:2: the default of a parameter must be a string, a number, true, false or a table "
     "of them, found a table\n"},
    {"no default", "policy {}\nlocal f = param('f')",
     "policy.lua:2: param takes a name and a default: param(\"name\", 3)\n"},
    {"params of an included file", "== a.lua\npolicy {}\ninclude 'sub/b'\n" SUB "params { x = 1 }",
     "sub/b.lua:1: params: the policy itself sets them; an included file asks for them with "
     "param(\"name\", default)\n"},
    {"a table in itself",
     "policy {}\nlocal t = {} t.t = t\nparams { t = t }\nlocal f = param('t', {})",
     "policy.lua:3: params: params.t must be a string, a number, true, false or a table of them, "
     "found a table\n"},
};

static void fills_in_what_is_left_out(void **state)
{
    (void)state;
    static const char text[] =
        "== a.lua\npolicy { name = 'root' }\ninclude 'sub/b'\ninclude 'sub/c'\n"
        "checks { ['no-cxo'] = 'off' }\nescalation { days = 7 }\n"
        "== sub/b.lua\npolicy { name = 'b', version = '2', scheme = 'DACI', owner = 'office:CCO' }\n"
        "checks { ['no-cxo'] = 'on', ['too-many-consulted'] = { severity = 'info', max = 2 } }\n"
        "escalation { days = 9, never = { 'no-role', 'contested' } }\n"
        "== sub/c.lua\npolicy { version = '1', scheme = 'DACI' }\n";
    raci_policy *policy = policy_of(model, text);
    const ri_policy_data *data = ri_policy_data_of(policy);
    assert_string_equal(data->name, "root");
    assert_string_equal(data->version, "2");
    assert_string_equal(data->scheme.name, "DACI");
    assert_string_equal(data->owner, "office:cxo");
    assert_int_equal(data->n_settings, 2);
    assert_string_equal(data->settings[0].check, "no-cxo");
    assert_true(data->settings[0].off);
    assert_string_equal(data->settings[1].check, "too-many-consulted");
    assert_int_equal(data->settings[1].severity, RI_INFO);
    assert_true(data->settings[1].max == 2 && isnan(data->settings[1].min));
    assert_int_equal(data->escalation.days, 7);
    assert_int_equal(data->escalation.n_never, 2);
    assert_string_equal(data->escalation.never[0], "contested");
    assert_false(data->escalation.lowest_first);
    raci_policy_free(policy);
}

static void refuses_two_schemes_of_included_files(void **state)
{
    (void)state;
    loaded l = policy_load(NULL, "== a.lua\npolicy {}\ninclude 'sub/b'\ninclude 'sub/c'\n"
                                 "== sub/b.lua\npolicy { scheme = 'RACI' }\n"
                                 "== sub/c.lua\npolicy { scheme = 'DACI' }\n");
    assert_non_null(strstr(ri_text_string(&l.problems),
                           "sub/c.lua:1: policy: its scheme \"DACI\" and \"RACI\" of "));
    policy_unload(&l);
}

struct scheme_row {
    const char *name;
    const char *letters;
    const char *accountable;
    const char *responsible;
};

static const struct scheme_row schemes[] = {
    {"RACI", "A 1-1, C 0-, I 0-, R 1-", "A", "R"},
    {"RASCI", "A 1-1, C 0-, I 0-, R 1-, S 0-", "A", "R"},
    {"RACI-VS", "A 1-1, C 0-, I 0-, R 1-, S 0-, V 0-", "A", "R"},
    {"CAIRO", "A 1-1, C 0-, I 0-, O 0-, R 1-", "A", "R"},
    {"DACI", "A 1-1, C 0-, D 1-1, I 0-", "A", "D"},
    {"RAPID", "A 0-, D 1-1, I 0-, P 1-, R 1-", "D", "P"},
};

static void has_scheme(void **state)
{
    const struct scheme_row *row = *state;
    char text[64];
    ri_text letters = RI_TEXT_INIT;
    (void)snprintf(text, sizeof text, "policy { scheme = '%s' }", row->name);
    raci_policy *policy = policy_of(NULL, text);
    const ri_scheme *scheme = &ri_policy_data_of(policy)->scheme;
    for (uint32_t i = 0; i < scheme->n; i++) {
        const ri_letter *letter = &scheme->letters[i];
        ri_text_format(&letters, "%s%s %u-", i > 0 ? ", " : "", letter->letter, letter->min);
        if (letter->max != UINT32_MAX) {
            ri_text_format(&letters, "%u", letter->max);
        }
        assert_int_equal(ri_scheme_letter(scheme, letter->letter), (int)i);
    }
    assert_string_equal(ri_text_string(&letters), row->letters);
    assert_string_equal(scheme->letters[scheme->accountable].letter, row->accountable);
    assert_string_equal(scheme->letters[scheme->responsible].letter, row->responsible);
    assert_int_equal(ri_scheme_letter(scheme, "X"), -1);
    ri_text_free(&letters);
    raci_policy_free(policy);
}

static void takes_a_scheme_of_ones_own(void **state)
{
    (void)state;
    raci_policy *policy = policy_of(
        NULL, "policy { scheme = 'mine' }\n"
              "scheme 'mine' { letters = { W = { name = 'Works' }, Own = { max = 1 }, S = {} },"
              " accountable = 'Own', responsible = 'W', A_implies_R = true,"
              " exclusive = { { 'Own', 'S' }, { 'S', 'W' } } }\n"
              "rule 'r' { assign = { Own = 'office:x' } }");
    const ri_scheme *scheme = &ri_policy_data_of(policy)->scheme;
    assert_int_equal(scheme->n, 3);
    assert_string_equal(scheme->letters[0].letter, "Own");
    assert_string_equal(scheme->letters[0].name, "Own");
    assert_string_equal(scheme->letters[2].name, "Works");
    assert_int_equal(scheme->letters[2].max, UINT32_MAX);
    assert_int_equal(scheme->accountable, 0);
    assert_int_equal(scheme->responsible, 2);
    assert_true(scheme->a_implies_r);
    assert_int_equal(scheme->exclusive[0], 2);
    assert_int_equal(scheme->exclusive[1], 5);
    assert_int_equal(scheme->exclusive[2], 2);
    assert_int_equal(policy_rule(policy, "r")->assign.items[0].letter, 0);
    raci_policy_free(policy);
}

struct exclusive_row {
    const char *name;
    const char *exclusive;
    uint32_t expected[3]; /* of A, B and C */
};

static const struct exclusive_row exclusives[] = {
    {"nothing", "{}", {0, 0, 0}},
    {"pairs", "{ { 'A', 'B' }, { 'B', 'C' } }", {2, 5, 2}},
    {"a group", "{ { 'A', 'B', 'C' } }", {6, 5, 3}},
    {"a group alone", "{ 'A', 'C' }", {4, 0, 1}},
    {"of a letter", "{ A = { 'B', 'C' } }", {6, 1, 1}},
    {"of a letter one", "{ C = 'B' }", {0, 4, 2}},
};

static void excludes(void **state)
{
    const struct exclusive_row *row = *state;
    char text[256];
    (void)snprintf(text, sizeof text,
                   "policy { scheme = 'X' }\nscheme 'X' { letters = { A = {}, B = {}, C = {} },"
                   " responsible = 'B', exclusive = %s }",
                   row->exclusive);
    raci_policy *policy = policy_of(NULL, text);
    const ri_scheme *scheme = &ri_policy_data_of(policy)->scheme;
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(scheme->exclusive[i], row->expected[i]);
    }
    raci_policy_free(policy);
}

static void reads_the_example(void **state)
{
    (void)state;
    static const char text[] =
        "policy { name = 'acme-cx', version = '2026.2', scheme = 'RACI', owner = 'office:cxo' }\n"
        "default 'the head answers' {\n"
        "  because = 'somebody must', assign = { A = head_of_delivering_unit(),"
        " R = delivering_units() } }\n"
        "exception 'disputes' {\n"
        "  because = 'audit', match = { tag = 'dispute', unit = 'unit:billing' },\n"
        "  when = function(t) return t.criticality >= 4 end, joint = true,\n"
        "  assign = { A = 'position:cfo' }, require = { I = 'unit:support' },\n"
        "  overrides = { 'a law' }, from = '2026-01-01', to = '2026-07-01' }\n"
        "law 'a law' { on = 'journey', forbid = { A = under('unit:marketing') } }\n";
    raci_policy *policy = policy_of(model, text);
    const ri_policy_data *data = ri_policy_data_of(policy);
    assert_string_equal(raci_policy_name(policy), "acme-cx");
    assert_string_equal(raci_policy_version(policy), "2026.2");
    assert_int_equal(data->n_rules, 3);
    assert_string_equal(data->rules[0].name, "a law");
    assert_int_equal(data->rules[0].tier, RI_TIER_LAW);
    assert_int_equal(data->rules[0].on, RI_JOURNEY);
    assert_null(data->rules[0].because);
    assert_int_equal(data->rules[0].when, RI_NO_FUNCTION);
    assert_int_equal(data->rules[0].from, RI_DAY_MIN);
    assert_int_equal(data->rules[0].to, RI_DAY_MAX);
    const ri_rule *rule = policy_rule(policy, "disputes");
    assert_int_equal(rule->line, 4);
    assert_int_equal(rule->tier, RI_TIER_EXCEPTION);
    assert_int_equal(rule->on, RI_TOUCHPOINT);
    assert_true(rule->joint && rule->when != RI_NO_FUNCTION);
    assert_int_equal(rule->from, day("2026-01-01"));
    assert_int_equal(rule->to, day("2026-07-01"));
    assert_int_equal(rule->n_overrides, 1);
    assert_int_equal(policy_rule(policy, "the head answers")->tier, RI_TIER_DEFAULT);
    assert_true(data->has_functions);
    assert_int_equal(data->escalation.days, 30);
    raci_policy_free(policy);
}

/* One name 10,000 times: the second is told at once, and the file is left. */
static void stops_a_file_of_many_problems(void **state)
{
    (void)state;
    loaded l = policy_load(model, "policy {}\nfor i = 1, 10000 do\n"
                                  "rule 'r' { assign = { A = 'office:x' } } end");
    assert_string_equal(ri_text_string(&l.problems),
                        "policy.lua:3: rule \"r\": the name was given already, at policy.lua:3; "
                        "names are unique in a policy\n"
                        "policy.lua:3: this file has too many problems to go on\n");
    policy_unload(&l);
    l = policy_load(model, "policy {}\nfor i = 1, 10000 do\n"
                           "rule('r' .. i) { asign = {} } end");
    size_t lines = 0;
    for (const char *c = ri_text_string(&l.problems); *c != '\0'; c++) {
        lines += *c == '\n';
    }
    assert_int_equal(lines, 100);
    policy_unload(&l);
}

static void tells_the_first_problem_too(void **state)
{
    (void)state;
    loaded l = policy_load(model, "== b.lua\nrule 'b' {}\n== a.lua\npolicy {}\n\nrule 'a' {}\n");
    assert_int_equal(l.err.status, RACI_POLICY);
    assert_int_equal(l.err.line, 3);
    assert_non_null(strstr(l.err.file, "a.lua"));
    assert_string_equal(
        l.err.message,
        "rule \"a\": says nothing: there is no assign, forbid, require or overrides");
    policy_unload(&l);
}

/* The examples of rules/README.md are policies, or parts of one. */
static void loads_the_examples_of_the_manual(void **state)
{
    (void)state;
    char manual[65536];
    FILE *file = fopen("rules/README.md", "rb");
    assert_non_null(file);
    size_t length = fread(manual, 1, sizeof manual - 1, file);
    assert_int_equal(fclose(file), 0);
    manual[length] = '\0';
    int n = 0;
    for (char *block = strstr(manual, "```lua\n"); block != NULL; n++) {
        char *begin = block + strlen("```lua\n");
        char *end = strstr(begin, "```");
        assert_non_null(end);
        *end = '\0';
        ri_text text = RI_TEXT_INIT;
        ri_text_add(&text, strstr(begin, "policy {") == NULL ? "policy {}\n" : "");
        ri_text_add(&text, begin);
        if (strstr(begin, "include") == NULL) {
            raci_policy_free(policy_of(NULL, ri_text_string(&text)));
        }
        ri_text_free(&text);
        block = strstr(end + 1, "```lua\n");
    }
    assert_true(n >= 3); /* docs.rules_readme has those that have a name */
}

static bool load_with_little_memory(void *payload)
{
    const char *const *paths = payload;
    raci_policy *policy = NULL;
    raci_error err = {0};
    raci_status status = raci_policy_load(&policy, model, paths, 1, NULL, NULL, &err);
    if (status != RACI_OK && status != RACI_NOMEM) {
        fail_msg("%s:%d: %s", err.file, err.line, err.message);
    }
    raci_policy_free(policy);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    policy_files files = policy_write_files(
        "== a.lua\npolicy { name = 'n' }\nparams { x = { 1 } }\ninclude 'sub/b'\n"
        "rule 'r' { because = 'x', match = { stage = { 'usage', 'support' }, attr = { x = 1 } },"
        " when = function(t) return t.stage == 'usage' end,"
        " assign = { A = { 'position:coo', manager_of(head_of('billing')) } },"
        " overrides = { 's', 'stated:ad:A:position:cmo' },"
        " from = '2026-01-01' }\n"
        "rule 's' { on = 'handoff', match = { from = { criticality = { min = 2 } } },"
        " forbid = { A = under('unit:marketing') } }\n"
        "checks { ['stale-row'] = { days = 1 } }\nescalation { also = 'no-cxo' }\n"
        "scheme 'X' { letters = { A = {}, R = {} }, exclusive = { 'A', 'R' } }\n"
        "== sub/b.lua\nlocal x = param('x', {})\n");
    const char *paths[] = {files.dir};
    assert_true(with_all_failures(load_with_little_memory, paths) > 100);
    policy_remove_files(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_in_what_is_left_out),
        cmocka_unit_test(refuses_two_schemes_of_included_files),
        cmocka_unit_test(takes_a_scheme_of_ones_own),
        cmocka_unit_test(reads_the_example),
        cmocka_unit_test(stops_a_file_of_many_problems),
        cmocka_unit_test(tells_the_first_problem_too),
        cmocka_unit_test(loads_the_examples_of_the_manual),
        cmocka_unit_test(survives_want_of_memory),
    };
    model = organization(policy_organization);
    int failed =
        cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("statements", statements, complains) +
        RUN_ROWS("settings", settings, complains) + RUN_ROWS("parameters", parameters, complains) +
        RUN_ROWS("schemes", schemes, has_scheme) +
        RUN_ROWS("exclusive letters", exclusives, excludes);
    raci_model_close(model);
    return failed;
}

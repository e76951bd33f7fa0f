#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/day.h"
#include "base/text.h"
#include "folders.h"
#include "policy/steps.h"

/* What loading complains of, or the steps, one a line. */
static void note(const char *file, int line, int column, const char *message, void *payload)
{
    (void)column;
    ri_text_format(payload, "%s:%d: %s\n", file, line, message);
}

static void say_items(ri_text *out, const char **items, uint32_t n)
{
    ri_text_char(out, '{');
    for (uint32_t i = 0; i < n; i++) {
        ri_text_format(out, "%s%s", i > 0 ? "," : "", items[i] != NULL ? items[i] : "-");
    }
    ri_text_char(out, '}');
}

static void say_value(ri_text *out, const char *name, const ri_step_value *value)
{
    if (!value->said) {
        return;
    }
    ri_text_format(out, " %s=%s", name, value->text != NULL ? value->text : "");
    if (value->items != NULL) {
        say_items(out, value->items, value->n_items);
    }
    for (uint32_t i = 0; i < value->n_parts; i++) {
        const ri_step_part *part = &value->parts[i];
        ri_text_format(out, "(%s %s %s ", part->key, part->name != NULL ? part->name : "-",
                       part->head != NULL ? part->head : "-");
        say_items(out, part->positions, part->n_positions);
        say_items(out, part->touchpoints, part->n_touchpoints);
        ri_text_char(out, ')');
    }
}

/* All that a step says but for its day. */
static void say_fields(ri_text *out, const ri_scenario_step *step)
{
    const ri_step_kind *kind = &ri_step_kinds[step->verb];
    ri_text_add(out, kind->word);
    for (size_t k = 0; kind->fields[k].name != NULL; k++) {
        say_value(out, kind->fields[k].name, &step->values[k]);
    }
}

static void say_steps(ri_text *out, const raci_scenario *scenario)
{
    for (uint32_t i = 0; i < scenario->n_steps; i++) {
        const ri_scenario_step *step = &scenario->steps[i];
        char day[11];
        say_fields(out, step);
        if (step->on != RI_DAY_MIN) {
            ri_text_format(out, " on %s", ri_day_format(step->on, day));
        }
        ri_text_char(out, '\n');
    }
}

/* Each step, written as Lua, is one line, and reads back to the same step. */
static void expect_written_steps(const raci_scenario *scenario)
{
    for (uint32_t i = 0; i < scenario->n_steps; i++) {
        ri_text written = RI_TEXT_INIT;
        ri_text before = RI_TEXT_INIT;
        ri_text after = RI_TEXT_INIT;
        raci_scenario *again = NULL;
        raci_error err = {0};
        ri_step_say(&written, &scenario->steps[i]);
        const char *text = ri_text_string(&written);
        assert_null(strpbrk(text, "\n\r\t\033"));
        if (raci_scenario_of_steps(&again, &text, 1, NULL, NULL, &err) != RACI_OK) {
            fail_msg("%s: %s", text, err.message);
        }
        assert_int_equal(again->n_steps, 1);
        say_fields(&before, &scenario->steps[i]);
        say_fields(&after, &again->steps[0]);
        assert_string_equal(ri_text_string(&after), ri_text_string(&before));
        ri_text_clear(&before);
        ri_step_say(&before, &again->steps[0]);
        assert_string_equal(ri_text_string(&before), text);
        raci_scenario_free(again);
        ri_text_free(&written);
        ri_text_free(&before);
        ri_text_free(&after);
    }
}

struct row {
    const char *name;
    const char *text;
    const char *expected;
};

/* ---- single steps ---- */

#define S "step 1:1: "

static const struct row steps[] = {
    {"all words", "move_unit { unit = 'a', parent = 'b' }", "move_unit unit=a parent=b\n"},
    {"a day of its own", "move_unit { unit = 'a', parent = 'b', on = '2027-01-01' }",
     "move_unit unit=a parent=b on 2027-01-01\n"},
    {"no parent", "move_unit { unit = 'a', parent = '' }", "move_unit unit=a parent=\n"},
    {"a kind before the key", "move_unit { unit = 'unit:a', parent = 'unit:b' }",
     "move_unit unit=a parent=b\n"},
    {"another kind before the key", "move_unit { unit = 'team:a', parent = 'b' }",
     S "move_unit: unit must be the key of a unit, found \"team:a\"\n"},
    {"a field is missing", "move_unit { unit = 'a' }", S "move_unit: parent is missing\n"},
    {"a misspelt field", "move_unit { unit = 'a', parnet = 'b' }",
     S "move_unit: parent is missing\n" S
       "move_unit: unknown field \"parnet\"; did you mean \"parent\"?\n"},
    {"a misspelt word", "mvoe_unit { unit = 'a' }",
     S "unknown name 'mvoe_unit'; did you mean 'move_unit'?\n"},
    {"no table", "move_unit 'a'", S "move_unit takes one table: move_unit { … }, found \"a\"\n"},
    {"no step", "3",
     S "scenario \"change\": item 1 must be a step such as move_unit { … }, found "
       "the number 3\n"},
    {"nothing", "", ""},
    {"two", "leave { person = 'x' }, vacate { position = 'p' }",
     "leave person=x\nvacate position=p\n"},
    {"a list of steps", "{ leave { person = 'x' }, { leave { person = 'y' } } }",
     "leave person=x\nleave person=y\n"},
    {"no date", "leave { person = 'x', on = '2027-13-01' }",
     S "leave: on must be a date such as \"2027-01-01\", found \"2027-13-01\"\n"},
    {"somebody known", "appoint { position = 'coo', person = 'dana-ruiz' }",
     "appoint position=coo person=dana-ruiz\n"},
    {"somebody new",
     "appoint { position = 'coo', kind = 'acting', to = '2027-06-01',\n"
     "person = { key = 'x', name = 'X Y', email = 'x@y' } }",
     "appoint position=coo person=x{X Y,x@y} kind=acting to=2027-06-01\n"},
    {"somebody new without a key", "appoint { position = 'coo', person = { name = 'X' } }",
     S "appoint: person.key is missing: the key that the new person is to have\n"},
    {"a kind of seat that is none", "appoint { position = 'p', person = 'x', kind = 'actin' }",
     S "appoint: kind must be holder, acting or delegate, found \"actin\"; did you mean "
       "\"acting\"?\n"},
    {"an office", "set_office { position = 'p', office = 'office:cxo' }",
     "set_office position=p office=cxo\n"},
    {"no office", "set_office { position = 'p', office = '' }", "set_office position=p office=\n"},
    {"an office in capitals", "set_office { position = 'p', office = 'CXO' }",
     S "set_office: office must be an office such as \"ceo\", \"cxo\" or \"cmo\", found \"CXO\"\n"},
    {"one unit of several", "merge_units { units = 'a', into = 'b' }",
     "merge_units units={a} into=b\n"},
    {"repeated ones", "merge_units { units = { 'a', 'c', 'a' }, into = 'b', name = 'B & C' }",
     "merge_units units={a,c} into=b name=B & C\n"},
    {"no unit of several", "merge_units { units = {}, into = 'b' }",
     S "merge_units: units must name at least one\n"},
    {"parts",
     "split_unit { unit = 'a', parts = { { key = 'b', head = 'p', positions = { 'p', 'q' } },\n"
     "{ key = 'c', name = 'C', touchpoints = 't' } } }",
     "split_unit unit=a parts=(b - p {p,q}{})(c C - {}{t})\n"},
    {"a part without a key", "split_unit { unit = 'a', parts = { { name = 'b' } } }",
     S "split_unit: parts[1].key is missing: the key that the part is to have\n"},
    {"no parts", "split_unit { unit = 'a', parts = {} }",
     S "split_unit: parts must be a list of parts: { { key = \"…\", positions = { … } }, … }, "
       "found a table\n"},
    {"all columns of a touchpoint",
     "create_touchpoint { key = 't', name = 'T', journey = 'j', stage = 's', channel = 'c',\n"
     "criticality = 4, order = -2, units = { 'u', 'v' }, tags = { 'x y', 'z' }, managed = false,\n"
     "moment_of_truth = 'yes', reviewed_on = '2026-01-31', attr = { region = 'us', a = 'b' } }",
     "create_touchpoint key=t name=T journey=j stage=s channel=c criticality=4 order=-2 "
     "units={u,v} tags={x y,z} managed=no moment_of_truth=yes reviewed_on=2026-01-31 "
     "attr={a,b,region,us}\n"},
    {"columns that are emptied",
     "change_touchpoint { key = 't', name = '', criticality = '', units = {}, attr = { a = '' } }",
     "change_touchpoint key=t name= criticality= units={} attr={a,}\n"},
    {"a column may be empty at first", "create_touchpoint { key = 't', name = '' }",
     "create_touchpoint key=t name=\n"},
    {"a rating beyond", "create_touchpoint { key = 't', criticality = 6 }",
     S "create_touchpoint: criticality must be a number from 1 to 5, found the number 6\n"},
    {"half an order", "create_touchpoint { key = 't', order = 1.5 }",
     S "create_touchpoint: order must be a whole number, found the number 1.5\n"},
    {"tags as one text", "create_touchpoint { key = 't', tags = 'a;b' }",
     S "create_touchpoint: tags must be a list: { \"a\", \"b\" } for \"a;b\"\n"},
    {"a scope", "grant { position = 'p', scope = '*' }", "grant position=p scope=*\n"},
    {"a scope that is none", "grant { position = 'p', scope = 'team:x' }",
     S "grant: scope must be \"*\", \"unit:…\", \"journey:…\", \"stage:…\", \"channel:…\" or "
       "\"touchpoint:…\", found \"team:x\"\n"},
    {"a stated row",
     "state { touchpoint = 't', letter = 'A', holder = 'position:p', reason = 'r' }",
     "state touchpoint=t letter=A holder=position:p reason=r\n"},
    {"a holder without kind", "state { touchpoint = 't', letter = 'A', holder = 'p' }",
     S "state: holder must be a reference of the form \"kind:key\", such as \"position:coo\" or "
       "\"unit:ops\", found \"p\"\n"},
    {"a letter that is none", "state { touchpoint = 't', letter = 'A/R', holder = 'unit:u' }",
     S "state: letter must be a letter such as \"A\", found \"A/R\"\n"},
    {"text that is not UTF-8", "rename_unit { unit = 'a', name = '\\xff' }",
     S "rename_unit: name is not valid UTF-8 text\n"},
    {"text with characters that turn it around",
     "rename_unit { unit = 'a', name = '\\u{202e}x\\u{200f}y\\u{2066}z\\u{61c}' }",
     "rename_unit unit=a name=\u202ex\u200fy\u2066z\u061c\n"},
    {"text with a NUL", "rename_unit { unit = 'a', name = 'a\\0b' }",
     S "rename_unit: name is not valid UTF-8 text\n"},
    {"computed",
     "(function() local l = {} for i = 1, 2 do l[i] = leave { person = 'p' .. i } end\n"
     "return l end)()",
     "leave person=p1\nleave person=p2\n"},
    {"made and lost", "(function() leave { person = 'x' } return {} end)()",
     S "leave: this step stands in no scenario: write it between the braces\n"},
};

static void loads_steps(void **state)
{
    const struct row *row = *state;
    ri_text told = RI_TEXT_INIT;
    raci_scenario *scenario = NULL;
    raci_error err = {0};
    raci_status status = raci_scenario_of_steps(&scenario, &row->text, 1, note, &told, &err);
    if (status == RACI_OK) {
        say_steps(&told, scenario);
        expect_written_steps(scenario);
    } else {
        assert_int_equal(status, RACI_POLICY);
    }
    assert_string_equal(ri_text_string(&told), row->expected);
    raci_scenario_free(scenario);
    ri_text_free(&told);
}

/* ---- files ---- */

static const struct row files[] = {
    {"a file",
     "== s.lua\nscenario 'x' { because = 'so', effective = '2027-01-01', leave { person = 'a' },\n"
     "leave { person = 'b', on = '2027-02-01' } }",
     "leave person=a on 2027-01-01\nleave person=b on 2027-02-01\n"},
    {"an included file keeps its own day",
     "== s.lua\nscenario 'x' { effective = '2027-01-01', include 'sub/a', include 'b.lua' }\n"
     "== sub/a.lua\nscenario 'a' { leave { person = 'a' } }\n"
     "== b.lua\nscenario 'b' { effective = '2027-03-01', leave { person = 'b' }, include 'sub/a' }",
     "leave person=a on 2027-01-01\nleave person=b on 2027-03-01\nleave person=a on 2027-03-01\n"},
    {"an include that is not there", "== s.lua\nscenario 'x' { include 'nowhere' }",
     "s.lua:1: include: \"nowhere\": there is neither nowhere.lua nor a shipped "
     "rules/nowhere.lua\n"},
    {"a circle of includes",
     "== s.lua\nscenario 'x' { include 'a' }\n== a.lua\nscenario 'a' { include 's' }",
     "a.lua:1: include: \"s\" includes itself\n"},
    {"an included file without a scenario",
     "== s.lua\nscenario 'x' { include 'a' }\n== a.lua\nlocal x = 1",
     "s.lua:1: include: \"a\" has no scenario\n"},
    {"no scenario", "== s.lua\nlocal x = 1",
     "s.lua:1: the file has no scenario: scenario \"name\" { … }\n"},
    {"two scenarios", "== s.lua\nscenario 'x' {}\nscenario 'y' {}",
     "s.lua:2: scenario \"y\": a file has one scenario, and this has one at line 1\n"},
    {"a policy", "== s.lua\npolicy { name = 'x' }\nrule 'r' { assign = { A = 'office:x' } }",
     "s.lua:1: policy: this is no part of a scenario, but of a policy\n"
     "s.lua:1: the file has no scenario: scenario \"name\" { … }\n"
     "s.lua:2: rule \"r\": this is no part of a scenario, but of a policy\n"},
    {"no name", "== s.lua\nscenario { leave { person = 'x' } }",
     "s.lua:1: scenario must have a name: scenario \"name\" { … }\n"},
    {"a misspelt field", "== s.lua\nscenario 'x' { efective = '2027-01-01' }",
     "s.lua:1: scenario \"x\": unknown field \"efective\"; did you mean \"effective\"?\n"},
    {"no day", "== s.lua\nscenario 'x' { effective = 'soon' }",
     "s.lua:1: scenario \"x\": effective must be a date such as \"2027-01-01\", found \"soon\"\n"},
    {"a gap",
     "== s.lua\nscenario 'x' { [1] = leave { person = 'x' }, [9] = leave { person = 'x' }\n}",
     "s.lua:1: leave: this step stands in no scenario: write it between the braces\n"
     "s.lua:1: scenario \"x\": steps stand in a list without gaps, found one at the number 9\n"},
    {"no Lua", "== s.lua\nscenario 'x' {", "s.lua:1: unexpected symbol near <eof>\n"},
    {"out of the sandbox", "== s.lua\nos.exit()",
     "s.lua:1: 'os' is not available in policies; a policy sees nothing but its organization\n"},
    {"a step without end", "== s.lua\nwhile true do end",
     "s.lua:1: stopped after 5 million steps; does a loop never end?\n"},
};

static void loads_files(void **state)
{
    const struct row *row = *state;
    ri_text told = RI_TEXT_INIT;
    raci_scenario *scenario = NULL;
    raci_error err = {0};
    scratch s;
    scratch_make(&s);
    folder_write(s.dir, row->text);
    char here[4096];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(s.dir), 0);
    raci_status status = raci_scenario_load(&scenario, "s.lua", note, &told, &err);
    assert_int_equal(chdir(here), 0);
    if (status == RACI_OK) {
        say_steps(&told, scenario);
        expect_written_steps(scenario);
    }
    assert_string_equal(ri_text_string(&told), row->expected);
    raci_scenario_free(scenario);
    ri_text_free(&told);
    scratch_remove(&s);
}

/* ---- written down again ---- */

/* As it is written: what is given reads to what is expected, and that to itself. */
static const struct row written[] = {
    {"every word of one field",
     "leave { person = 'x' }, close_touchpoint { key = 't' }, close_unit { unit = 'u' },\n"
     "close_position { position = 'p' }, vacate { position = 'p' }",
     "leave { person = \"x\" }\nclose_touchpoint { key = \"t\" }\nclose_unit { unit = \"u\" }\n"
     "close_position { position = \"p\" }\nvacate { position = \"p\" }\n"},
    {"kinds before keys are dropped", "close_unit { into = 'unit:b', unit = 'unit:a' }",
     "close_unit { unit = \"a\", into = \"b\" }\n"},
    {"values that take away",
     "move_unit { unit = 'a', parent = '' }, set_office { position = 'p', office = '' },\n"
     "change_touchpoint { key = 't', criticality = '', order = '', managed = '', tags = {},\n"
     "units = {}, reviewed_on = '', attr = { a = '' } }",
     "move_unit { unit = \"a\", parent = \"\" }\nset_office { position = \"p\", office = \"\" }\n"
     "change_touchpoint { key = \"t\", criticality = \"\", order = \"\", units = {}, tags = {}, "
     "managed = \"\", reviewed_on = \"\", attr = { [\"a\"] = \"\" } }\n"},
    {"numbers and flags",
     "create_touchpoint { key = 't', criticality = 3.0, order = -1e9, managed = 'yes',\n"
     "moment_of_truth = false }",
     "create_touchpoint { key = \"t\", criticality = 3, order = -1000000000, managed = true, "
     "moment_of_truth = false }\n"},
    {"quotes, escapes, line ends",
     "rename_unit { unit = 'a', name = '\"q\" \\'s\\' \\\\ \\n \\r \\t \\27[31m \\127 "
     "\\u{e9}' }",
     "rename_unit { unit = \"a\", name = \"\\\"q\\\" 's' \\\\ \\010 \\013 \\009 \\027[31m \\127 "
     "\u00e9\" }\n"},
    {"a digit after an escape", "rename_unit { unit = 'a', name = '\\n1\\0271' }",
     "rename_unit { unit = \"a\", name = \"\\0101\\0271\" }\n"},
    {"names of attributes",
     "create_touchpoint { key = 't', attr = { ['end'] = 'a', ['a b'] = 'c', ['x\"]'] = '=1+1' } }",
     "create_touchpoint { key = \"t\", attr = { [\"a b\"] = \"c\", [\"end\"] = \"a\", "
     "[\"x\\\"]\"] = \"=1+1\" } }\n"},
    {"people",
     "appoint { position = 'p', person = 'x', kind = 'delegate', to = '2027-02-01' },\n"
     "appoint { position = 'p', person = { key = 'x' } },\n"
     "appoint { position = 'p', person = { key = 'x', email = 'e', name = 'n' } }",
     "appoint { position = \"p\", person = \"x\", kind = \"delegate\", to = \"2027-02-01\" }\n"
     "appoint { position = \"p\", person = { key = \"x\" } }\n"
     "appoint { position = \"p\", person = { key = \"x\", name = \"n\", email = \"e\" } }\n"},
    {"parts",
     "split_unit { unit = 'a', parts = { { key = 'b', touchpoints = 't' },\n"
     "{ key = 'c', name = 'C', head = 'p', positions = { 'p', 'q' } } } }",
     "split_unit { unit = \"a\", parts = { { key = \"b\", touchpoints = { \"t\" } }, "
     "{ key = \"c\", name = \"C\", head = \"p\", positions = { \"p\", \"q\" } } } }\n"},
    {"the rest",
     "create_unit { key = 'u', name = 'U', parent = 'a', kind = 'k', func = 'f', head = 'p',\n"
     "tags = { 'x' } }, merge_units { units = 'a', into = 'b', head = 'p' },\n"
     "set_head { unit = 'u', position = 'p' }, create_position { key = 'p', title = 'T',\n"
     "unit = 'u', reports_to = 'q', office = 'cxo', grade = '7' },\n"
     "move_position { position = 'p', unit = '' }, hand_over { from = 'a', to = 'b',\n"
     "touchpoints = { 't' }, journey = 'j', stage = 's' }, set_lead { journey = 'j',\n"
     "position = 'p' }, grant { position = 'p', scope = '*' }, withdraw { position = 'p',\n"
     "scope = 'unit:u' }, state { touchpoint = 't', letter = 'A', holder = 'office:cxo',\n"
     "reason = '' }, unstate { touchpoint = 't', letter = 'A', holder = 'unit:u' }",
     "create_unit { key = \"u\", name = \"U\", parent = \"a\", kind = \"k\", func = \"f\", "
     "head = \"p\", tags = { \"x\" } }\n"
     "merge_units { units = { \"a\" }, into = \"b\", head = \"p\" }\n"
     "set_head { unit = \"u\", position = \"p\" }\n"
     "create_position { key = \"p\", title = \"T\", unit = \"u\", reports_to = \"q\", "
     "office = \"cxo\", grade = \"7\" }\n"
     "move_position { position = \"p\", unit = \"\" }\n"
     "hand_over { from = \"a\", to = \"b\", touchpoints = { \"t\" }, journey = \"j\", "
     "stage = \"s\" }\nset_lead { journey = \"j\", position = \"p\" }\n"
     "grant { position = \"p\", scope = \"*\" }\n"
     "withdraw { position = \"p\", scope = \"unit:u\" }\n"
     "state { touchpoint = \"t\", letter = \"A\", holder = \"office:cxo\", reason = \"\" }\n"
     "unstate { touchpoint = \"t\", letter = \"A\", holder = \"unit:u\" }\n"},
};

static void writes_steps(void **state)
{
    const struct row *row = *state;
    ri_text told = RI_TEXT_INIT;
    raci_scenario *scenario = NULL;
    raci_error err = {0};
    if (raci_scenario_of_steps(&scenario, &row->text, 1, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    for (uint32_t i = 0; i < scenario->n_steps; i++) {
        ri_step_say(&told, &scenario->steps[i]);
        ri_text_char(&told, '\n');
    }
    assert_string_equal(ri_text_string(&told), row->expected);
    expect_written_steps(scenario);
    raci_scenario_free(scenario);
    ri_text_free(&told);
}

/* ---- memory ---- */

static bool attempt(void *payload)
{
    static const char *const texts[] = {
        "create_touchpoint { key = 't', units = { 'u' }, attr = { a = 'b' } }",
        "split_unit { unit = 'a', parts = { { key = 'b', positions = { 'p' } } } }",
        "appoint { position = 'p', person = { key = 'x', name = 'y' } }"};
    raci_scenario *scenario = NULL;
    raci_error err = {0};
    (void)payload;
    raci_status status = raci_scenario_of_steps(&scenario, texts, 3, NULL, NULL, &err);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_scenario_free(scenario);
    return status == RACI_OK;
}

static void survives_exhaustion(void **state)
{
    (void)state;
    (void)with_all_failures(attempt, NULL);
}

/* rules/meta/raci_scenario.lua describes every step to editors. */
static void every_step_is_annotated(void **state)
{
    static char meta[32768];
    FILE *file = fopen("rules/meta/raci_scenario.lua", "rb");
    (void)state;
    assert_non_null(file);
    meta[fread(meta, 1, sizeof meta - 1, file)] = '\0';
    assert_int_equal(fclose(file), 0);
    for (size_t verb = 0; verb < RI_STEP_COUNT; verb++) {
        const ri_step_kind *kind = &ri_step_kinds[verb];
        char line[128];
        (void)snprintf(line, sizeof line, "---@class raci.step.%s: raci.StepFields\n", kind->word);
        const char *begin = strstr(meta, line);
        const char *end = begin != NULL ? strstr(begin, "\nfunction ") : NULL;
        (void)snprintf(line, sizeof line, "\nfunction %s(fields) end\n", kind->word);
        if (end == NULL || strncmp(end, line, strlen(line)) != 0) {
            fail_msg("there is no step %s", kind->word);
        }
        for (const ri_step_field *field = kind->fields; field->name != NULL; field++) {
            (void)snprintf(line, sizeof line, "\n---@field %s%s ", field->name,
                           field->required ? "" : "?");
            const char *at = strstr(begin, line);
            if (at == NULL || at > end) {
                fail_msg("the step %s has no %s", kind->word, field->name);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(survives_exhaustion),
                                       cmocka_unit_test(every_step_is_annotated)};
    int failed = RUN_ROWS("steps", steps, loads_steps);
    failed += RUN_ROWS("files", files, loads_files);
    failed += RUN_ROWS("written", written, writes_steps);
    return failed + cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}

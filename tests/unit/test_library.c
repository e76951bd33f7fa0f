/* The library of policies, function by function. */
#include "lua_run.h"

struct row {
    const char *name;
    const char *source;
    const char *verdict;
};

#define WRONG(message) "p.lua:1: " message " [invalid policy]"

static const struct row base_rows[] = {
    {"assert gives its arguments", "return select('#', assert(1, 2, 3))", "= 3"},
    {"assert of false", "assert(1 == 2, 'one is not two')", WRONG("one is not two")},
    {"assert without a message", "assert(nil)", WRONG("an assertion does not hold")},
    {"error", "error('no')", WRONG("no")},
    {"error with a number", "error(1.5)", WRONG("1.5")},
    {"error with a table", "error({})", WRONG("an error that is a table, not a text")},
    {"ipairs",
     "local s = '' for i, v in ipairs({ 'a', 'b', nil, 'c' }) do s = s .. i .. v end "
     "return s",
     "= 1a2b"},
    {"ipairs of a text", "for i in ipairs('x') do end",
     WRONG("ipairs: argument 1 must be a list, not a string")},
    {"pairs",
     "local s = '' for k, v in pairs({ 10, 20, x = 30, [2.5] = 40, [-1] = 0 }) do "
     "s = s .. tostring(k) .. '=' .. v .. ' ' end return s",
     "= -1=0 1=10 2=20 2.5=40 x=30 "},
    {"pairs of nothing", "for k in pairs({}) do return k end return 'none'", "= none"},
    {"pairs of nil", "pairs(nil)", WRONG("pairs: argument 1 must be a table, not a nil")},
    {"pairs without an argument", "pairs()", WRONG("pairs: argument 1 must be a table, not a nil")},
    {"pairs over a function as key", "pairs({ [type] = 1 })",
     WRONG("pairs: a key is a function; only texts, numbers and booleans have an order")},
    {"pairs: bytes, not letters",
     "local s = '' for k in pairs({ ['\\u{e9}'] = 1, z = 1, Z = 1, "
     "[''] = 1, a = 1, ['a\\0'] = 1, ab = 1 }) do s = s .. #k end "
     "return s",
     "= 0112212"},
    {"pairs: large numbers",
     "local s = '' for k in pairs({ [2^53] = 1, [2^63] = 2, "
     "[math.maxinteger] = 3, [math.mininteger] = 4, [-2^70] = 5, "
     "[1e308] = 6, [-math.huge] = 7, [0.5] = 8, [-0.5] = 9, [0] = 0 }) do "
     "s = s .. tostring(k) .. ' ' end return s",
     "= -inf -1.1805916207174e+21 -9223372036854775808 -0.5 0 0.5 9007199254740992 "
     "9223372036854775807 9.2233720368548e+18 1e+308 "},
    {"pairs while entries are removed",
     "local t, s = { a = 1, b = 2, c = 3 }, '' "
     "for k in pairs(t) do s = s .. k t.b = nil end return s",
     "= ac"},
    {"pairs while entries are added",
     "local t, n = { a = 1 }, 0 for k in pairs(t) do n = n + 1 "
     "t[k .. 'x'] = 1 end return n",
     "= 1"},
    {"pairs sees new values",
     "local t, s = { a = 1, b = 2 }, '' for k, v in pairs(t) do s = s .. v "
     "t.b = 5 end return s",
     "= 15"},
    {"a step from any key",
     "local step, walk = pairs({ a = 1, b = 2, d = 3 }) return "
     "step(walk, 'a') .. step(walk, 'c') .. step(walk) .. step(walk, 'b') "
     ".. tostring((step(walk, 'd'))) .. step(walk, 1) .. step(walk, true)",
     "= bdadnilaa"},
    {"a step from a key of no order", "local step, walk = pairs({}) step(walk, {})",
     WRONG("pairs: a key is a table; only texts, numbers and booleans have an order")},
    {"nested walks",
     "local t, n = { a = 1, b = 2, c = 3 }, 0 for k in pairs(t) do for l in pairs(t) "
     "do n = n + 1 end end return n",
     "= 9"},
    {"select", "return select(2, 'a', 'b', 'c')", "= b"},
    {"select from the end", "return select(-1, 'a', 'b', 'c')", "= c"},
    {"select beyond", "return select('#', select(9, 1))", "= 0"},
    {"select 0", "select(0, 1)", WRONG("select: argument 1 is out of range")},
    {"select below", "select(-2, 1)", WRONG("select: argument 1 is out of range")},
    {"select of a text", "select('x', 1)",
     WRONG("select: argument 1 must be a whole number, not a string")},
    {"tonumber", "return tonumber(' 0x10 ') + tonumber('1e1') + tonumber(5)", "= 31"},
    {"tonumber of none",
     "return tostring(tonumber('1x')) .. tostring(tonumber('')) .. "
     "tostring(tonumber({})) .. tostring(tonumber('1 2')) .. "
     "tostring(tonumber('1\\0'))",
     "= nilnilnilnilnil"},
    {"tonumber in a base",
     "return tonumber('-zZ', 36) .. ' ' .. tonumber(' 777 ', 8) .. ' ' .. "
     "tostring(tonumber('8', 8)) .. tostring(tonumber('', 8)) .. "
     "tostring(tonumber('-', 8))",
     "= -1295 511 nilnilnil"},
    {"tonumber in base 1", "tonumber('1', 1)", WRONG("tonumber: the base must be from 2 to 36")},
    {"tonumber of a number in a base", "tonumber(1, 10)",
     WRONG("tonumber: argument 1 must be a text, not 1")},
    {"tostring",
     "return tostring(nil) .. tostring(true) .. tostring(1) .. tostring(1.0) .. "
     "tostring('x') .. tostring(-0.0) .. tostring(1e100) .. tostring(2^63)",
     "= niltrue11.0x-0.01e+1009.2233720368548e+18"},
    {"tostring of nothing", "tostring()",
     WRONG("tostring: argument 1 is missing; it must be a value")},
    {"type", "return type(1) .. type('') .. type({}) .. type(type) .. type(nil) .. type(true)",
     "= numberstringtablefunctionnilboolean"},
    {"type of nothing", "type()", WRONG("type: argument 1 is missing; it must be a value")},
    {"contains a text", "return tostring(contains({ 'a', 'b' }, 'b'))", "= true"},
    {"contains no such text", "return tostring(contains({ 'a', 'b' }, 'c'))", "= false"},
    {"contains looks at the list only", "return tostring(contains({ x = 'a' }, 'a'))", "= false"},
    {"contains the same kind only", "return tostring(contains({ '1' }, 1))", "= false"},
    {"contains of nothing", "return tostring(contains({}, nil))", "= false"},
    {"contains of a text", "contains('abc', 'b')",
     WRONG("contains: argument 1 must be a table, not a string")},
    {"sorted numbers", "return table.concat(sorted({ 3, 1.5, 2, -1, 2 }), ' ')", "= -1 1.5 2 2 3"},
    {"sorted texts, by bytes",
     "return table.concat(sorted({ 'b', 'B', '\\u{e9}', '', 'ab', 'a' }), "
     "' ')",
     "=  B a ab b \xc3\xa9"},
    {"sorted with a function",
     "return table.concat(sorted({ 1, 3, 2 }, function(a, b) return a > b "
     "end))",
     "= 321"},
    {"sorted leaves the list alone", "local t = { 2, 1 } sorted(t) return t[1]", "= 2"},
    {"sorted of nothing", "return #sorted({})", "= 0"},
    {"sorted of one", "return #sorted({ {} })", "= 1"},
    {"sorted of kinds", "sorted({ 1, 'a' })",
     WRONG("sorted: a number and a string have no order; give a function that tells it")},
    {"sorted with no function", "sorted({}, 1)",
     WRONG("sorted: argument 2 must be a function, not 1")},
    {"sorted with a function that fails", "sorted({ 1, 2 }, function(a) return a.x.y end)",
     WRONG("attempt to index a number value (local 'a')")},
    {"sorted of what is not a number", "return #sorted({ 0 / 0, 1, 0 / 0, 2 })", "= 4"},
    {"glob", "return glob('a*c?', 'abbbcd')", "= true"},
    {"glob of a zero byte", "glob('a', 'a\\0')", WRONG("glob: a text with a zero byte")},
};

static const struct row string_rows[] = {
    {"byte",
     "return ('aé'):byte() .. ' ' .. ('abc'):byte(-1) .. ' ' .. select('#', "
     "('abc'):byte(1, -1)) .. select('#', ('abc'):byte(4))",
     "= 97 99 30"},
    {"byte beyond what is allowed", "(('x'):rep(300)):byte(1, 257)",
     WRONG("string.byte: at most 256 results")},
    {"char", "return string.char(72, 105) .. #string.char()", "= Hi0"},
    {"char of 256", "string.char(1, 256)", WRONG("string.char: argument 2 must be from 0 to 255")},
    {"find", "local i, j = ('abcabc'):find('ca') return i .. ',' .. j", "= 3,4"},
    {"find from a place",
     "return ('abcabc'):find('a', 2) .. ('abcabc'):find('a', -3) .. "
     "('abc'):find('', 4)",
     "= 444"},
    {"find knows no patterns", "return ('a.c'):find('.') .. tostring(('abc'):find('%a'))",
     "= 2nil"},
    {"find nothing",
     "return tostring(('abc'):find('d')) .. tostring(('abc'):find('a', 2)) .. "
     "tostring(('abc'):find('', 5)) .. tostring((''):find('a'))",
     "= nilnilnilnil"},
    {"find what nearly stands there", "return ('aaaaaab'):find('aab')", "= 5"},
    {"format",
     "return ('%5d|%-5s|%05.1f|%x|%c|%g|%%|%i|%e|%+d|%o|%G|%E|%u|%X|%.2s'):format(42, 'ab',"
     " 3.14159, 255, 65, 0.5, 7, 1, 3, 8, 0.25, 2, 9, 255, 'abc')",
     "=    42|ab   |003.1|ff|A|0.5|%|7|1.000000e+00|+3|10|0.25|2.000000E+00|9|FF|ab"},
    {"format of a float that is whole", "return ('%d'):format(3.0)", "= 3"},
    {"format of a float that is not", "('%d'):format(3.5)",
     WRONG("string.format: argument 2 must be a whole number, not 3.5")},
    {"format of a text as a number", "('%d'):format('3')",
     WRONG("string.format: argument 2 must be a whole number, not a string")},
    {"format of too few", "('%s %s'):format(1)", WRONG("string.format: argument 3 is missing")},
    {"format of nil", "return ('%s'):format(nil)", "= nil"},
    {"format with bytes of zero", "return #('a\\0%s'):format('b\\0')", "= 4"},
    {"format with a width and a zero byte", "('%9s'):format('b\\0')",
     WRONG("string.format: a text for %s with a width has at most 399 bytes, none of them zero")},
    {"format of a number that is none", "return ('%f %5.1f %d'):format(0 / 0, -(0 / 0), 1)",
     "= nan   nan 1"},
    {"len", "return ('abc'):len() .. #'é' .. (string.len(12))", "= 322"},
    {"lower and upper", "return ('AbÉ'):lower() .. ('aBé'):upper()", "= abÉABé"},
    {"rep",
     "return ('ab'):rep(3) .. ('x'):rep(3, ',') .. ('x'):rep(0) .. ('x'):rep(-1) .. "
     "('x'):rep(1, ',')",
     "= abababx,x,xx"},
    {"reverse", "return ('abc'):reverse() .. (''):reverse()", "= cba"},
    {"sub",
     "return ('abcdef'):sub(2, 3) .. ('abc'):sub(-2) .. ('abc'):sub(0) .. ('abc'):sub(4) .. "
     "('abc'):sub(2, 1) .. ('abc'):sub(math.mininteger, math.maxinteger)",
     "= bcbcabcabc"},
    {"split",
     "return table.concat(('a,b,,c'):split(','), '|') .. #(''):split(',') .. "
     "table.concat(('a--b-c'):split('--'), '|')",
     "= a|b||c1a|b-c"},
    {"split by nothing", "('a'):split('')", WRONG("string.split: the separator is empty")},
    {"trim", "return '<' .. (' \\t a b \\r\\n'):trim() .. '>' .. (' '):trim() .. (''):trim()",
     "= <a b>"},
    {"starts with",
     "return tostring(('abc'):starts_with('ab')) .. "
     "tostring(('abc'):starts_with('')) .. tostring(('a'):starts_with('ab'))",
     "= truetruefalse"},
    {"ends with",
     "return tostring(('abc'):ends_with('bc')) .. tostring(('abc'):ends_with('')) .. "
     "tostring(('a'):ends_with('ba')) .. tostring(('abc'):ends_with('ab'))",
     "= truetruefalsefalse"},
    {"a number as a text", "return string.len(1.5) .. string.rep(7, 2) .. string.upper(1e300)",
     "= 3771E+300"},
    {"nil as a text", "string.upper(nil)",
     WRONG("string.upper: argument 1 must be a text, not a nil")},
    {"no method", "('x'):uper()",
     WRONG("policies have no 'string.uper'; did you mean "
           "'string.upper'?")},
    {"no function", "string[1]()", WRONG("'string' has only named functions")},
    {"an absent function", "('x'):match('x')",
     WRONG("'string.match' is not available in policies; use find, split, starts_with or glob")},
};

static const struct row table_rows[] = {
    {"concat",
     "return table.concat({ 'a', 1, 2.5 }, '-') .. table.concat({}) .. "
     "table.concat({ 1, 2, 3 }, ',', 2) .. table.concat({ 1, 2, 3 }, ',', 2, 2)",
     "= a-1-2.52,32"},
    {"concat of a table", "table.concat({ 'a', {} })",
     WRONG("table.concat: value 2 is a table, not a text")},
    {"concat of a gap", "table.concat({}, '', 1, 1)",
     WRONG("table.concat: value 1 is a nil, not a text")},
    {"insert",
     "local t = { 1, 2 } table.insert(t, 3) table.insert(t, 1, 0) table.insert(t, 5, 4) "
     "return table.concat(t)",
     "= 01234"},
    {"insert beyond", "table.insert({}, 2, 1)", WRONG("table.insert: place 2 is not in 1..1")},
    {"insert nothing", "table.insert({})",
     WRONG("table.insert takes a list, perhaps a place, and a value")},
    {"insert too much", "table.insert({}, 1, 2, 3)",
     WRONG("table.insert takes a list, perhaps a place, and a value")},
    {"remove", "local t = { 1, 2, 3 } return table.remove(t) .. table.remove(t, 1) .. #t .. t[1]",
     "= 3112"},
    {"remove from nothing",
     "return tostring(table.remove({})) .. tostring(table.remove({}, 0)) .. "
     "tostring(table.remove({ 1 }, 2))",
     "= nilnilnil"},
    {"remove beyond", "table.remove({ 1 }, 3)", WRONG("table.remove: place 3 is not in 1..1")},
    {"unpack", "return select('#', table.unpack({ 1, nil, 3 }, 1, 3)) .. table.unpack({ 7 })",
     "= 37"},
    {"unpack none", "return select('#', table.unpack({}, 2, 1))", "= 0"},
    {"unpack 256", "return select('#', table.unpack({}, 1, 256))", "= 256"},
    {"unpack 257", "table.unpack({}, 0, 256)", WRONG("table.unpack: at most 256 values")},
    {"an absent function", "table.sort({})",
     WRONG("'table.sort' is not available in policies; use sorted(list), which gives a new list")},
};

static const struct row math_rows[] = {
    {"abs", "return math.abs(-3) .. math.abs(-1.5) .. math.abs(math.mininteger)",
     "= 31.5-9223372036854775808"},
    {"ceil and floor",
     "return math.ceil(1.5) .. math.floor(-1.5) .. math.ceil(3) .. math.floor(3) "
     ".. tostring(math.floor(1e300))",
     "= 2-2331e+300"},
    {"fmod",
     "return math.fmod(-7, 3) .. ' ' .. math.fmod(7, -3) .. ' ' .. math.fmod(5.5, 2) .. ' ' "
     ".. math.fmod(math.mininteger, -1)",
     "= -1 1 1.5 0"},
    {"fmod by zero", "math.fmod(1, 0)", WRONG("math.fmod: division by zero")},
    {"max and min", "return math.max(1, 3.5, 2) .. math.min(1, -2) .. math.max(7)", "= 3.5-27"},
    {"max of none", "math.max()", WRONG("math.max: argument 1 is missing; it must be a number")},
    {"tointeger",
     "return math.tointeger(3.0) .. tostring(math.tointeger(3.5)) .. "
     "tostring(math.tointeger('3'))",
     "= 3nilnil"},
    {"type", "return math.type(1) .. math.type(1.0) .. tostring(math.type('1'))",
     "= integerfloatnil"},
    {"ult", "return math.ult(1, -1)", "= true"},
    {"numbers",
     "return math.huge > 1e308 and math.pi > 3.14 and math.maxinteger + 1 == "
     "math.mininteger",
     "= true"},
    {"an absent function", "math.random()",
     WRONG("'math.random' is not available in policies; "
           "a policy gives the same answer every time")},
    {"a name nearly right", "return math.flor(1)",
     WRONG("policies have no 'math.flor'; did you mean 'math.floor'?")},
    {"a text as a number", "math.floor('1')",
     WRONG("math.floor: argument 1 must be a number, not a string")},
};

static void gives(void **state)
{
    const struct row *row = *state;
    lua_run run;
    assert_string_equal(run_once(&run, row->source), row->verdict);
}

/* ---- glob ---- */

struct glob_row {
    const char *name;
    const char *pattern;
    const char *text;
    bool matches;
};

static const struct glob_row glob_rows[] = {
    {"equal", "abc", "abc", true},
    {"longer text", "abc", "abcd", false},
    {"longer pattern", "abcd", "abc", false},
    {"nothing", "", "", true},
    {"nothing and a text", "", "a", false},
    {"a star and nothing", "*", "", true},
    {"stars", "***", "anything", true},
    {"a star at the end", "ab*", "abcd", true},
    {"a star at the beginning", "*cd", "abcd", true},
    {"a star within", "a*d", "abcd", true},
    {"a star that takes nothing", "ab*cd", "abcd", true},
    {"a star that must try again", "*ab", "aaab", true},
    {"two stars", "a*b*c", "axxbxbxc", true},
    {"two stars, one too few", "a*b*c", "axxbx", false},
    {"a question mark", "a?c", "abc", true},
    {"a question mark and nothing", "a?", "a", false},
    {"a question mark is one character", "?", "\xc3\xa9", true},
    {"two are two", "??", "\xc3\xa9", false},
    {"of four bytes", "a?b",
     "a\xf0\x9f\x98\x80"
     "b",
     true},
    {"a star before a character", "*\xc3\xa9", "a\xc3\xa9\xc3\xa9", true},
    {"a star in the text", "a*", "*", false},
    {"a literal after a star", "*.lua", "x.lua.lua", true},
    {"upper and lower case differ", "A", "a", false},
};

static void globs(void **state)
{
    const struct glob_row *row = *state;
    assert_int_equal(ri_glob(row->pattern, row->text), row->matches);
}

int main(void)
{
    int failed = RUN_ROWS("base", base_rows, gives);
    failed += RUN_ROWS("string", string_rows, gives);
    failed += RUN_ROWS("table", table_rows, gives);
    failed += RUN_ROWS("math", math_rows, gives);
    return failed + RUN_ROWS("glob", glob_rows, globs);
}

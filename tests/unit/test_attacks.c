/*
 * Attacks on the sandbox, by what they are after. Each must end with exactly its
 * verdict, each time, within two seconds of the processor. Where a source returns
 * a function, that is called after the freeze.
 */
#define _POSIX_C_SOURCE 200809L

#include <time.h>

#include "lua_run.h"

struct row {
    const char *name;
    const char *source; /* "@200@.x@" stands for .x 200 times */
    const char *verdict;
};

#define WRONG(message) "p.lua:1: " message " [invalid policy]"
#define LIMIT(message) "p.lua:1: " message " [limit exceeded]"
#define ABSENT(name, instead) WRONG("'" name "' is not available in policies; " instead)

#define FUEL LIMIT("stopped after 5 million steps; does a loop never end?")
#define DEPTH LIMIT("stopped: functions call each other too deeply, or with too many arguments")
#define LONG_TEXT LIMIT("stopped: a text of more than 1 MiB was to be made")
#define LARGE_TABLE LIMIT("stopped: a table was to get too many entries")
#define TOO_SLOW LIMIT("stopped: its steps take far longer than steps should")
#define NESTED LIMIT("brackets and blocks are nested more than 180 deep")
#define COMPILER_STACK LIMIT("operators, brackets or blocks are nested too deeply")
#define COMPARISON                                                                                 \
    WRONG("a comparison within [ ] is compiled wrongly by some versions of Lua; "                  \
          "write local k = a < b first, then t[k]")
#define BITWISE                                                                                    \
    WRONG("bitwise operators are compiled wrongly by some versions of Lua; "                       \
          "use //, % and *, or a table of flags")
#define CHAIN LIMIT("more than 60 fields of fields after one another; put a part in a local first")
#define NO_ENV WRONG("'_ENV' is not available in policies; a file's names are its own already")
#define NUMBERS LIMIT("more than 10000 numbers with a fraction or above 9999999 in one file")

/* Getting out. */
static const struct row rows_escape[] = {
    {"load", "return load(\"return os\")()",
     ABSENT("load", "write the code in the file, or use include")},
    {"load of bytecode", "return load(\"\\27Lua\", \"x\", \"b\")",
     ABSENT("load", "write the code in the file, or use include")},
    {"loadstring", "return loadstring(\"return 1\")()",
     ABSENT("loadstring", "write the code in the file, or use include")},
    {"string.dump", "return string.dump(function() end)",
     ABSENT("string.dump", "a policy sees nothing but its organization")},
    {"dump as a method", "return (\"\").dump(function() end)",
     ABSENT("string.dump", "a policy sees nothing but its organization")},
    {"a file of bytecode", "\033LuaT", WRONG("this is compiled Lua; a policy must be source text")},
    {"package.loadlib", "return package.loadlib(\"libc.so.6\", \"*\")",
     ABSENT("package", "write the code in the file, or use include")},
    {"require", "return require \"os\"",
     ABSENT("require", "write the code in the file, or use include")},
    {"io", "return io.open(\"/etc/passwd\")",
     ABSENT("io", "a policy sees nothing but its organization")},
    {"os.execute", "os.execute(\"touch /tmp/x\")",
     ABSENT("os", "a policy sees nothing but its organization")},
    {"os.getenv", "return os.getenv(\"HOME\")",
     ABSENT("os", "a policy sees nothing but its organization")},
    {"os.exit", "os.exit(0)", ABSENT("os", "a policy sees nothing but its organization")},
    {"debug.sethook", "debug.sethook() while true do end",
     ABSENT("debug", "a policy sees nothing but its organization")},
    {"debug.getregistry", "return debug.getregistry()",
     ABSENT("debug", "a policy sees nothing but its organization")},
    {"dofile", "dofile(\"/etc/passwd\")",
     ABSENT("dofile", "write the code in the file, or use include")},
    {"setmetatable", "setmetatable({}, { __gc = function() while true do end end })",
     ABSENT("setmetatable", "use plain tables and functions")},
    {"getmetatable of a text", "getmetatable(\"\").__index = function() end",
     ABSENT("getmetatable", "use plain tables and functions")},
    {"__metatable as a field", "local t = {} t.__index = function() return 1 end return t.x",
     "= nil"},
    {"_G", "_G.pairs = nil", ABSENT("_G", "a file's own names are all there is")},
    {"_ENV", "return _ENV", NO_ENV},
    {"_ENV as a local", "local _ENV = {} x = 1", NO_ENV},
    {"_ENV as a parameter", "return (function(_ENV) return x end)({ x = 1 })", NO_ENV},
    {"_ENV written with an escape is a text", "return ({ [\"_ENV\"] = 1 })[\"_\\69NV\"]", "= 1"},
    {"setfenv", "setfenv(1, {})", ABSENT("setfenv", "a policy sees nothing but its organization")},
    {"coroutine", "return coroutine.wrap(function() end)()", ABSENT("coroutine", "use functions")},
    {"coroutine.close chain", "coroutine.close(coroutine.create(function() end))",
     ABSENT("coroutine", "use functions")},
    {"print", "print(\"OVERALL: PASS\")",
     ABSENT("print", "a policy speaks through its rules and checks")},
    {"warn", "warn(\"@on\")", ABSENT("warn", "a policy speaks through its rules and checks")},
    {"rawset", "rawset(string, \"upper\", 1)", ABSENT("rawset", "use t[k] = v")},
    {"collectgarbage", "return collectgarbage(\"count\")",
     ABSENT("collectgarbage", "memory is looked after")},
    {"newproxy", "return newproxy(true)", WRONG("unknown name 'newproxy'")},
    {"string.gmatch", "for w in (\"a\"):gmatch((\"a?\"):rep(40) .. (\"a\"):rep(40)) do end",
     ABSENT("string.gmatch", "use find, split, starts_with or glob")},
    {"a metamethod name as a global", "__index = 1 return __index", "= 1"},
    {"the close attribute without a metamethod",
     "local x <close> = nil local y <close> = false return 1", "= 1"},
    {"the close attribute with a table", "local x <close> = {} return 1",
     WRONG("variable 'x' got a non-closable value")},
    {"a fourth value of for", "for i in function() end, nil, nil, {} do end",
     WRONG("variable '(for state)' got a non-closable value")},
};

/* Reading addresses. */
static const struct row rows_address[] = {
    {"tostring of a table", "return tostring({})", "= table"},
    {"tostring of a function", "return tostring(pairs)", "= function"},
    {"%p", "return (\"%p\"):format({})",
     WRONG("string.format: a directive it does not know; there are %d i u c x X o e E f g G "
           "s, flags, and two digits for width and precision")},
    {"%s of a table", "return (\"%s %10s\"):format({}, pairs)", "= table   function"},
    {"an error value", "error({})", WRONG("an error that is a table, not a text")},
    {"in a concatenation", "return \"x\" .. {}", WRONG("attempt to concatenate a table value")},
    {"a walk of pairs", "local f, w = pairs({}) return tostring(w)", "= keys"},
    {"as a key's order", "for k in pairs({ [{}] = 1 }) do end",
     WRONG("pairs: a key is a table; only texts, numbers and booleans have an order")},
    {"as an order", "return sorted({ {}, {} })",
     WRONG("sorted: a table and a table have no order; give a function that tells it")},
    {"less than", "return {} < {}", WRONG("attempt to compare two table values")},
};

/* Changing what others see. */
static const struct row rows_tamper[] = {
    {"a function of string", "string.upper = nil",
     WRONG("'upper' cannot be assigned: this table is read-only")},
    {"through a local", "local s = string s.upper = nil",
     WRONG("'upper' cannot be assigned: this table is read-only")},
    {"a new function of table", "table.sort = function() end",
     WRONG("'sort' cannot be assigned: this table is read-only")},
    {"a number of math", "math.pi = 3", WRONG("'pi' cannot be assigned: this table is read-only")},
    {"table.insert", "table.insert(string, 1)", WRONG("table.insert: this table is read-only")},
    {"table.remove", "table.remove(table, 1)", WRONG("table.remove: this table is read-only")},
    {"a field of a text", "(\"\").upper = nil",
     WRONG("attempt to index a string value (constant '')")},
    {"a library", "string = {}", WRONG("'string' is a name of the rule language; choose another")},
    {"a function", "function pairs() end",
     WRONG("'pairs' is a name of the rule language; choose another")},
    {"a walk's hint", "local f, w = pairs({ a = 1 }) w.hint = 2",
     WRONG("attempt to index a keys value (local 'w')")},
    {"a walk of one's own", "local f = pairs({}) f({}, nil)", WRONG("use pairs in a for loop")},
    {"ipairs' step", "local f = ipairs({}) f(\"x\", 1)", WRONG("use ipairs in a for loop")},
    {"ipairs' step at the end of numbers", "local f = ipairs({}) f({}, math.maxinteger)",
     WRONG("use ipairs in a for loop")},
};

/* Never ending. */
static const struct row rows_hang[] = {
    {"while", "while true do end", FUEL},
    {"while, when called", "return function() while true do end end", FUEL},
    {"repeat", "repeat local x = 1 until false", FUEL},
    {"goto", "::top:: goto top", FUEL},
    {"for to infinity", "for i = 1, math.huge do end", FUEL},
    {"for with step", "for i = 1, math.maxinteger do end", FUEL},
    {"for over floats that do not move", "for i = 1e300, 1e308, 1 do end", FUEL},
    {"for of a function that never ends", "for i in function() return 1 end do end", FUEL},
    {"tail calls", "local function f() return f() end f()", FUEL},
    {"tail calls of two", "local f, g function f() return g() end function g() return f() end f()",
     FUEL},
    {"pcall around it", "while true do pcall(function() while true do end end) end",
     ABSENT("pcall", "a rule that fails is reported, and the rest goes on")},
    {"in sorted's function", "sorted({ 1, 2 }, function() while true do end end)", FUEL},
    {"sorted with a function that lies",
     "local t = {} for i = 1, 1e5 do t[i] = i end while true do sorted(t, function() "
     "return true end) end",
     FUEL},
    {"rep of nothing", "return (\"\").rep(\"\", math.maxinteger)", "= "},
    {"rep of nothing with nothing between", "return #(\"\"):rep(math.maxinteger, \"\")", "= 0"},
    {"rep of a separator", "return #(\"\"):rep(math.maxinteger, \"ab\")", LONG_TEXT},
    {"rep that overflows", "return #(\"abc\"):rep(math.maxinteger // 2)", LONG_TEXT},
    {"rep of small ones", "while true do local s = (\"a\"):rep(1000) end", FUEL},
    {"find that nearly matches",
     "local s, w = (\"a\"):rep(2^20 // 1 - 1), (\"a\"):rep(2^19 // 1) .. \"b\" return "
     "s:find(w)",
     FUEL},
    {"find again and again", "local s = (\"a\"):rep(2^20 // 1) while true do s:find(\"b\") end",
     FUEL},
    {"split into bytes", "local s = (\"a\"):rep(2^20 // 1) while true do s:split(\"a\") end", FUEL},
    {"glob with many stars", "return glob((\"*a\"):rep(50) .. \"b\", (\"a\"):rep(5000))",
     "= false"},
    {"glob that nearly matches",
     "local t = (\"a\"):rep(100000) return glob(\"*\" .. (\"a\"):rep(50000) .. \"b*\", t)", FUEL},
    {"lower of long texts", "local s = (\"a\"):rep(2^20 // 1) while true do s:lower() end", FUEL},
    {"concat to the end of numbers", "return table.concat({}, \"\", 1, math.maxinteger)",
     WRONG("table.concat: at most 16777216 values")},
    {"concat from the first number",
     "return table.concat({}, \"\", math.mininteger, math.maxinteger)",
     WRONG("table.concat: at most 16777216 values")},
    {"unpack of many", "return table.unpack({}, 1, 1e7)",
     WRONG("table.unpack: at most 256 values")},
    {"unpack of all numbers", "return table.unpack({}, math.mininteger, math.maxinteger)",
     WRONG("table.unpack: at most 256 values")},
    {"unpack in a loop",
     "local t = {} for i = 1, 256 do t[i] = i end while true do local a = "
     "table.unpack(t) end",
     FUEL},
    {"byte of many", "return (\"a\"):rep(1000):byte(1, -1)",
     WRONG("string.byte: at most 256 results")},
    {"select among many",
     "local function f(...) while true do select(\"#\", ...) end end "
     "f(table.unpack({}, 1, 256))",
     FUEL},
    {"insert at the front", "local t = {} while true do table.insert(t, 1, 1) end", FUEL},
    {"remove from the front",
     "local t = {} for i = 1, 1e5 do t[i] = i end while #t > 0 do table.remove(t, 1) end", FUEL},
    {"insert far away", "table.insert({}, math.maxinteger, 1)",
     WRONG("table.insert: place 9223372036854775807 is not in 1..1")},
    {"move", "table.move({}, 1, math.maxinteger - 1, 2)", ABSENT("table.move", "use a loop")},
    {"pairs over many",
     "local t = {} for i = 1, 1e5 do t[i] = i end while true do for k in pairs(t) do "
     "end end",
     FUEL},
    {"pairs over an emptied table",
     "local t = {} for i = 1, 1e5 do t[\"k\" .. i] = 1 end for i = 1, 1e5 do t["
     "\"k\" .. i] = nil end return function() while true do pairs(t) end end",
     FUEL},
    {"pairs over a table that was emptied within the call",
     "return function() local t = {} for i = 1, 6e4 do t[-i] = 1 end for i = 1, 6e4 "
     "do t[-i] = nil end while true do pairs(t) end end",
     TOO_SLOW},
    {"less than of long texts",
     "return function() local a, b = (\"a\"):rep(2^20 // 1 - 1) .. "
     "\"a\", (\"a\"):rep(2^20 // 1 - 1) .. \"b\" while a < b do end end",
     TOO_SLOW},
    {"equality of long texts",
     "return function() local a, b = (\"a\"):rep(2^20 // 1), (\"a\"):rep(2^20 // 1) "
     "while a == b do end end",
     TOO_SLOW},
    {"colliding keys",
     "return function() local t = {} for i = 1, 65535 do t[i * 65535] = true end for "
     "i = 1, 65535 do local x = t[65535 * 65535] end end",
     TOO_SLOW},
    {"colliding keys while loading", "local t = {} for i = 1, 65535 do t[i * 65535] = true end",
     TOO_SLOW},
    {"colliding keys made while loading, read when called",
     "local t = {} for i = 1, 8000 do t[i * 16383] = true end return function() while "
     "true do local x = t[16383 * 8001] end end",
     FUEL},
    {"a rehash for every key",
     "local t = {} for i = 1, 2^20 // 1 do t[i] = i end local i = 0 while true do i = "
     "i + 1 t[\"a\" .. i] = 1 t[\"a\" .. i] = nil end",
     FUEL},
    {"arguments that grow", "local function f(...) return f(1, ...) end f()", DEPTH},
    {"arguments that grow by unpacking",
     "local function f(...) return f(table.unpack({ ... }, 1, 200), ...) end f(1)", DEPTH},
    {"format with a wide field", "while true do local s = (\"%99.99f\"):format(-1e308) end", FUEL},
    {"tonumber of long texts", "local s = (\"1\"):rep(2^20 // 1) while true do tonumber(s) end",
     FUEL},
    {"unknown names are looked for only once",
     "return aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     WRONG("unknown name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'")},
    {"interned texts", "local i = 0 while true do i = i + 1 local s = \"k\" .. i end", FUEL},
    {"texts thrown away", "local s = (\"x\"):rep(1e5) while true do local t = s .. \"y\" end",
     FUEL},
    {"tables thrown away", "while true do local t = { 1, 2, 3, a = 1 } end", FUEL},
    {"functions thrown away", "local x = 1 while true do local f = function() return x end end",
     FUEL},
};

/* Source texts that the compiler cannot take. */
static const struct row rows_source[] = {
    {"links of a chain", "local a = {} return a@28000@.x@ + 1", CHAIN},
    {"links with brackets", "local a, k = {}, 1 return a@61@[k]@ + 1", CHAIN},
    {"links in keys", "local a = {} return a@25@[a.x.x]@ + 1", CHAIN},
    {"links across parentheses", "local a = {} return ((a.x.x.x).x@60@.x@).x", CHAIN},
    {"links after calls are others",
     "local a = {} function a.f() return a end return #a@100@.f()@ + 1", "= 1"},
    {"gotos",
     "@20000@goto a @::a::", LIMIT("more than 200 gotos and labels; use loops and functions")},
    {"labels", "@201@do ::a:: end @",
     LIMIT("more than 200 gotos and labels; use loops and functions")},
    {"brackets", "return @10000@(@", NESTED},
    {"braces", "return @10000@{@", NESTED},
    {"blocks", "@10000@do @", NESTED},
    {"functions", "@10000@return function() @", NESTED},
    {"nested calls", "return @181@type(@", NESTED},
    {"unary operators", "return @10000@not @true", COMPILER_STACK},
    {"powers", "return 1@10000@ ^ 1@", COMPILER_STACK},
    {"concatenations", "local a = \"x\" return a@10000@ .. a@", COMPILER_STACK},
    {"additions", "local a = 1 return a@10000@ + a@", "= 10001"},
    {"else ifs", "local a = 1 if a == 2 then@201@ elseif a == 3 then@ end return a",
     LIMIT("more than 200 times elseif; use a table")},
    {"200 else ifs are fine", "local a = 1 if a == 2 then@200@ elseif a == 3 then@ end return a",
     "= 1"},
    {"ands", "local a = 1 return a@201@ and a@",
     LIMIT("more than 200 times and, or in one expression; use a table")},
    {"ors in parentheses", "local a = 1 return (a@200@ or a@) or a",
     LIMIT("more than 200 times and, or in one expression; use a table")},
    {"200 ors are fine", "local a = 1 return a@200@ or a@", "= 1"},
    {"ors of many expressions are fine", "local a = 1 @1000@a = a or 1 @return a", "= 1"},
    {"breaks", "while true do @1001@do break end @end",
     LIMIT("more than 1000 times break in one function")},
    {"breaks of many functions are fine",
     "@150@local function f() while true do do break end do break end end end @return 1", "= 1"},
    {"large numbers", "local t = { @10001@4294967295, @}", NUMBERS},
    {"fractions", "local t = { @10001@.5, @}", NUMBERS},
    {"numbers that the compiler multiplies", "local t = { @10001@65535 * 1, @}", NUMBERS},
    {"numbers that it multiplies in parentheses", "local t = { @10001@65535 * (-(1)), @}", NUMBERS},
    {"small numbers are fine", "local t = { @20000@9999999, @} return #t", "= 20000"},
    {"names", "local x @2200000@x = x @", LIMIT("too many names in one file")},
    {"locals", "@201@local a @",
     WRONG("too many local variables (limit is 200) in main function near <eof>")},
    {"an index that is a comparison", "local t = {} return function() return t[1 < 2] end",
     COMPARISON},
    {"in parentheses", "t = {} return t[((1 == 2))]", COMPARISON},
    {"with and, or", "t = {} return t[1 < 2 and 1 or 2]", COMPARISON},
    {"with not", "t = {} return t[not (1 < 2)]", COMPARISON},
    {"assigned to", "t = {} t[1 < 2] = 1", COMPARISON},
    {"a comparison in a call is fine", "local t = { a = 1 } return t[select(1, 1 < 2 and \"a\")]",
     "= 1"},
    {"a comparison as a key is fine",
     "return ({ [1 < 2] = \"yes\", \"one\", [2 < 1] = \"no\" })[true]", "= yes"},
    {"a comparison in a function is fine",
     "return ({ \"one\" })[(function() if 1 < 2 then return 1 end end)()]", "= one"},
    {"exclusive or with constants", "return 1 ~ (2 or 3)", BITWISE},
    {"and, or, shifts", "return 1 << 2 | 3", BITWISE},
    {"complement", "return ~0", BITWISE},
    {"bitwise and", "local a = 3 return a & 1", BITWISE},
    {"no operator in a text",
     "return \"a & b\" .. [[ | ~ ]] .. \"\\\"<<\" --[==[ >> ]] ]==] .. \"\" -- ~",
     "= a & b | ~ \"<<"},
    {"not equal and whole division are fine", "return 7 // 2 ~= 4", "= true"},
    {"a bidirectional control", "-- \342\200\256 return 1",
     WRONG("the invisible character U+202E makes the text look other than it is; in a text "
           "write \\u{202E}")},
    {"an isolate in a text", "return \"\342\201\246\"",
     WRONG("the invisible character U+2066 makes the text look other than it is; in a text "
           "write \\u{2066}")},
    {"a mark", "return \"\342\200\217\"",
     WRONG("the invisible character U+200F makes the text look other than it is; in a text "
           "write \\u{200F}")},
    {"an Arabic letter mark", "return \"\330\234\"",
     WRONG("the invisible character U+061C makes the text look other than it is; in a text "
           "write \\u{061C}")},
    {"other scripts are fine", "return \"\327\220\344\270\255\303\251\"",
     "= \327\220\344\270\255\303\251"},
    {"invalid UTF-8", "return 1\n\n-- \303(",
     "p.lua:3: byte 0xC3 is not valid UTF-8 [invalid policy]"},
    {"overlong UTF-8", "return \"\300\257\"", WRONG("byte 0xC0 is not valid UTF-8")},
    {"a surrogate", "return \"\355\240\200\"", WRONG("byte 0xED is not valid UTF-8")},
    {"more than 16 MiB", "--@16777216@x@",
     LIMIT("a policy file may have 16 MiB; this one is longer")},
    {"exactly 16 MiB", "--@16777214@x@", "= nil"},
    {"a long text", "return #\"@2097152@x@\"", LONG_TEXT},
    {"a comment that never ends", "--[[@100000@ ]@",
     WRONG("unfinished long comment (starting at line 1) near <eof>")},
    {"a text that never ends", "return \"@100000@x@", WRONG("unfinished string near <eof>")},
    {"a long number", "return @100000@9@", "= inf"},
    {"escapes of a message", "return \007", WRONG("unexpected symbol near '<\\7>'")},
};

/* Taking all memory. */
static const struct row rows_memory[] = {
    {"a text of 8 GiB", "return (\"x\"):rep(2^33 // 1)", LONG_TEXT},
    {"doubling", "local s = \"x\" while true do s = s .. s end", LONG_TEXT},
    {"concat",
     "local t = {} for i = 1, 2000 do t[i] = (\"x\"):rep(1000) end return table.concat(t)",
     LONG_TEXT},
    {"format", "local s = (\"x\"):rep(2^19 // 1) return (\"%s%s%s\"):format(s, s, s)", LONG_TEXT},
    {"concat's separator", "return table.concat({ 1, 2, 3 }, (\"x\"):rep(2^20 // 1))", LONG_TEXT},
    {"a list without end", "local t = {} while true do t[#t + 1] = 1 end", LARGE_TABLE},
    {"a list without end, when called",
     "return function() local t = {} while true do t[#t + 1] = 1 end end", LARGE_TABLE},
    {"keys without end",
     "return function() local t, i = {}, 0 while true do i = i + 1 t[\"k\" .. i] = i "
     "end end",
     LARGE_TABLE},
    {"nested tables", "local t = {} while true do t = { t } end", FUEL},
    {"functions that hold functions",
     "local f = function() end while true do local g = f f = function() return g end end", FUEL},
    {"many long texts", "local t = {} for i = 1, 1e6 do t[i] = (\"x\"):rep(1e5) .. i end", FUEL},
    {"600 texts of 1 MiB",
     "local t = {} for i = 1, 600 do t[i] = (\"x\"):rep(2^20 // 1 - 8) .. i end", FUEL},
    {"a walk over many keys",
     "local t = {} for i = 1, 3e5 do t[i] = i end local w = {} for i = 1, 100 do w[i] "
     "= { pairs(t) } end",
     FUEL},
    {"texts that split makes",
     "local t = {} for i = 1, 1e5 do t[i] = (\"a,\"):rep(1e5):split(\",\") end", FUEL},
    {"pack", "return string.pack(\"c2000000000\", \"\")",
     ABSENT("string.pack", "a policy sees nothing but its organization")},
};

/* Taking all of the stack. */
static const struct row rows_stack[] = {
    {"recursion", "local function f() return 1 + f() end f()", DEPTH},
    {"recursion, when called", "return function() local function f() return 1 + f() end f() end",
     DEPTH},
    {"mutual recursion",
     "local f, g function f() return 1 + g() end function g() return 1 + f() end f()", DEPTH},
    {"recursion with many locals", "local function f(@180@a, @z) return 1 + f(1) end f(1)", DEPTH},
    {"recursion 900 deep is fine",
     "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end return "
     "f(900)",
     "= 900"},
    {"recursion through sorted", "local function f() sorted({ 1, 2 }, f) end f()", DEPTH},
    {"recursion through a loop", "local function f() for _ in f do end end f()", DEPTH},
    {"many arguments", "local function f(...) return 1 + f(1, ...) end f()", DEPTH},
    {"many results", "local function f(n) return n, f(n + 1) end return f(1)", DEPTH},
};

/* Answers that differ from run to run. */
static const struct row rows_same[] = {
    {"pairs in key order",
     "local s = \"\" for k, v in pairs({ b = 1, [2] = 1, a = 1, [1.5] = 1, [true] = "
     "1, [-1] = 1, [false] = 1, B = 1, [10] = 1 }) do s = s .. tostring(k) .. "
     "\" \" end return s",
     "= false true -1 1.5 2 10 B a b "},
    {"pairs over 40 texts",
     "local t, s = {}, \"\" for i = 1, 40 do t[\"key\" .. i * 7919 % 101] = i end for "
     "k in pairs(t) do s = s .. k:sub(4) .. \" \" end return s",
     "= 100 12 15 18 2 21 22 24 25 28 3 31 34 37 40 41 43 44 47 50 53 56 59 6 62 63 "
     "66 69 72 75 78 81 82 84 85 88 9 91 94 97 "},
    {"sorted keeps the order of equals",
     "local t, s = {}, \"\" for i = 1, 30 do t[i] = { k = i % 3, i = i } end for _, v "
     "in ipairs(sorted(t, function(a, b) return a.k < b.k end)) do s = s .. v.i .. "
     "\" \" end return s",
     "= 3 6 9 12 15 18 21 24 27 30 1 4 7 10 13 16 19 22 25 28 2 5 8 11 14 17 20 23 26 29 "},
    {"sorted of adversarial 20000",
     "local t = {} for i = 1, 20000 do t[i] = { i * 7919 % 3 } end local u = "
     "sorted(t, function(a, b) return a[1] < b[1] end) local n = 0 for i, v in "
     "ipairs(u) do n = (n * 31 + v[1] + i) % 1000007 end return n",
     "= 306018"},
    {"random", "return math.random()",
     ABSENT("math.random", "a policy gives the same answer every time")},
    {"the time", "return os.time()", ABSENT("os", "a policy sees nothing but its organization")},
    {"the clock", "return os.clock()", ABSENT("os", "a policy sees nothing but its organization")},
    {"not a number", "return tostring(0 / 0) .. tostring(-(0 / 0)) .. (\"%f\"):format(0 / 0)",
     "= nannannan"},
    {"infinity", "return tostring(math.huge) .. tostring(-math.huge)", "= inf-inf"},
    {"numbers",
     "return tostring(1e15) .. \" \" .. tostring(0.1) .. \" \" .. tostring(2^53) .. "
     "\" \" .. 1.5 .. \" \" .. -0.0",
     "= 1e+15 0.1 9.007199254741e+15 1.5 -0.0"},
    {"transcendental functions", "return math.sin(1)",
     ABSENT("math.sin", "it is not exact, so not the same everywhere")},
    {"memory in use", "return collectgarbage(\"count\")",
     ABSENT("collectgarbage", "memory is looked after")},
    {"suggestions", "return typ", WRONG("unknown name 'typ'; did you mean 'type'?")},
    {"a number's text",
     "return tostring(tonumber(\"0x10\")) .. tostring(tonumber(\"1e1\")) .. "
     "tostring(tonumber(\"1,5\")) .. tostring(tonumber(\" 12 \"))",
     "= 1610.0nil12"},
};

/* Errors that lie. */
static const struct row rows_lie[] = {
    {"another file's name", "error(\"rules/law.lua:3: all is well\")",
     WRONG("rules/law.lua:3: all is well")},
    {"level 0", "error(\"rules/law.lua:3: all is well\", 0)",
     WRONG("rules/law.lua:3: all is well")},
    {"level 2 without a caller", "\n\nerror(\"x\", 2)", "p.lua:3: x [invalid policy]"},
    {"a far level", "\nerror(\"x\", 1000000)", "p.lua:2: x [invalid policy]"},
    {"level 2 blames the caller", "local function f() error(\"x\", 2) end\n\nf()",
     "p.lua:3: x [invalid policy]"},
    {"the machine's own prefix", "error(\"0:1: x\")", WRONG("0:1: x")},
    {"a new line", "error(\"ok\\nOVERALL: PASS\")", WRONG("ok\\u{000A}OVERALL: PASS")},
    {"terminal escapes", "error(\"\\27]0;x\\7\\27[31m\")",
     WRONG("\\u{001B}]0;x\\u{0007}\\u{001B}[31m")},
    {"C1 controls", "error(\"\\u{9b}31m\")", WRONG("\\u{009B}31m")},
    {"bidi", "error(\"\\u{202e}abc\")", WRONG("\\u{202E}abc")},
    {"a zero byte", "error(\"ok\\0hidden\")", WRONG("ok")},
    {"bytes that are not UTF-8", "error(\"\\xff\\xfe\")", WRONG("\\x{FF}\\x{FE}")},
    {"nothing", "error()", WRONG("an error without a message")},
    {"an empty text", "error('')", WRONG("an error without a message")},
    {"a text that begins with nothing", "error('\\0x')", WRONG("an error without a message")},
    {"a table", "error({ message = \"x\" })", WRONG("an error that is a table, not a text")},
    {"a function", "error(function() while true do end end)",
     WRONG("an error that is a function, not a text")},
    {"a number", "error(42)", WRONG("42")},
    {"assert", "assert(false, \"no\\r\\nyes\")", WRONG("no\\u{000D}\\u{000A}yes")},
    {"assert of nothing", "assert(nil)", WRONG("an assertion does not hold")},
    {"assert of no argument", "assert()",
     WRONG("assert: argument 1 is missing; it must be a condition")},
    {"a C function's line", "local x = 1\n\nlocal y = (\"x\"):rep({})",
     "p.lua:3: string.rep: argument 2 must be a whole number, not a table [invalid policy]"},
    {"in a tail call", "local function f()\n  return error(\"x\")\nend\nf()",
     "p.lua:2: x [invalid policy]"},
    {"a field's name", "local t = {} return t[\"\\27[31m\"].x",
     WRONG("attempt to index a nil value (field '\\u{001B}[31m')")},
    {"a name in a message", "return (\"x\" .. \"\\27\"):nope()",
     WRONG("policies have no 'string.nope'")},
    {"a limit", "error(\"stopped after 5 million steps; does a loop never end?\")",
     WRONG("stopped after 5 million steps; does a loop never end?")},
    {"Lua's stack", "error(\"C stack overflow\")", WRONG("C stack overflow")},
    {"memory", "error(\"not enough memory\")", WRONG("not enough memory")},
};

/* ---- running them ---- */

#define SECONDS_MAX 2.0
#define RUNS 2

#if defined(__SANITIZE_ADDRESS__)
#define TIMED 0 /* the sanitizer's time, not ours */
#else
#define TIMED 1
#endif

static double seconds(void)
{
    struct timespec now;
    assert_int_equal(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now), 0);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Writes a source with its repetitions. */
static void write_source(ri_text *out, const char *source)
{
    for (const char *at = source; *at != '\0'; at++) {
        if (*at != '@' || at[1] < '0' || at[1] > '9') {
            ri_text_char(out, *at);
            continue;
        }
        char *piece = NULL;
        unsigned long times = strtoul(at + 1, &piece, 10);
        const char *end = strchr(piece + 1, '@');
        for (unsigned long i = 0; i < times; i++) {
            ri_text_bytes(out, piece + 1, (size_t)(end - piece - 1));
        }
        at = end;
    }
    assert_false(out->failed);
}

static void ends_with_its_verdict(void **state)
{
    const struct row *row = *state;
    bool slow = strcmp(row->verdict, TOO_SLOW) == 0;
    ri_text source = RI_TEXT_INIT;
    write_source(&source, row->source);
    for (int i = 0; i < (slow ? 1 : RUNS); i++) {
        lua_run run;
        double begun = seconds();
        assert_string_equal(run_once(&run, ri_text_string(&source)), row->verdict);
        if (TIMED) {
            assert_true(seconds() - begun < SECONDS_MAX);
        }
    }
    ri_text_free(&source);
}

int main(void)
{
    int failed = 0;
    failed += RUN_ROWS("getting out", rows_escape, ends_with_its_verdict);
    failed += RUN_ROWS("reading addresses", rows_address, ends_with_its_verdict);
    failed += RUN_ROWS("changing what others see", rows_tamper, ends_with_its_verdict);
    failed += RUN_ROWS("never ending", rows_hang, ends_with_its_verdict);
    failed +=
        RUN_ROWS("source texts that the compiler cannot take", rows_source, ends_with_its_verdict);
    failed += RUN_ROWS("taking all memory", rows_memory, ends_with_its_verdict);
    failed += RUN_ROWS("taking all of the stack", rows_stack, ends_with_its_verdict);
    failed += RUN_ROWS("answers that differ from run to run", rows_same, ends_with_its_verdict);
    failed += RUN_ROWS("errors that lie", rows_lie, ends_with_its_verdict);
    return failed;
}

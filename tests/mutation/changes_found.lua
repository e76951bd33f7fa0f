-- Which changes are found in a piece of C, and which are not.

package.path = "tests/mutation/?.lua;tests/lint/?.lua"
local mutations = require "mutations"

local OUTSIDE = "static const int table[] = {\n    1 + 2,\n};\n\nstatic int f(int a, ri_text *b)\n"

-- What stands in a function, and every change of it.
local cases = {
  { "    return a;", {} },
  { "    /* a < 1 */ g(\"a < 1\", '<');", { "g(\"a < 1\", '<'); > ;", "\"a < 1\", '<' > '<', \"a < 1\"" } },
  { "    int *p = &a;", { "int *p = &a; > ;" } },
  { "    return p->n - q->n;", { "- > +" } },
  { "    return a * -b;", { "* > /" } },
  { "    return (unsigned)a >> b <= c;", { ">> > <<", "<= > <", "<= > >" } },
  { "    return a == b && !c;", { "== > !=", "&& > ||", "! >" } },
  { "    return 0;", { "0 > 1" } },
  { "    return 0xffu;", { "0xffu > 0x100u", "0xffu > 0xfeu" } },
  { "    while (true) {\n        break;\n    }",
    { "(true) > (!(true))", "true > false", "break > continue" } },
  { "    if (g(a,\n          b[h(c, d)])) {\n        *a = b;\n    }",
    { "(g(a, b[h(c, d)])) > (!(g(a, b[h(c, d)])))", "a, b[h(c, d)] > b[h(c, d)], a", "c, d > d, c",
      "*a = b; > ;" } },
  { "    for (int i = a; i < b; i++) {\n        n += i;\n    }",
    { "< > <=", "< > >=", "++ > --", "n += i; > ;", "+= > -=" } },
  { "    p = ri_arena_array(arena, n, sizeof *p);", { "p = ri_arena_array(arena, n, sizeof *p); > ;",
    "arena, n > n, arena" } },
  { "    return strcmp(a, b) == c;", { "== > !=" } },
  { "    return strcmp(a, b) < c;", { "< > <=", "< > >=", "a, b > b, a" } },
  { "#if N < 2\n    return a;\n#endif", {} },
}

local function one_line(text)
  return (text:gsub("%s+", " "):gsub(" $", ""))
end

local failed = 0
for _, case in ipairs(cases) do
  local text = OUTSIDE .. "{\n" .. case[1] .. "\n}\n"
  local found, expected = {}, {}
  for _, change in ipairs(mutations.all(text)) do
    found[#found + 1] = one_line(change.from .. " > " .. change.to)
    local changed = mutations.changed(text, change)
    assert(changed ~= text and changed:sub(1, #OUTSIDE) == OUTSIDE)
    assert(#changed == #text - #change.from + #change.to)
  end
  for i, one in ipairs(case[2]) do expected[i] = one end
  table.sort(found)
  table.sort(expected)
  if table.concat(found, "\n") ~= table.concat(expected, "\n") then
    failed = failed + 1
    print(("of this\n%s\nexpected\n  %s\nfound\n  %s"):format(case[1], table.concat(expected, "\n  "),
      table.concat(found, "\n  ")))
  end
end
print(("%d of %d failed"):format(failed, #cases))
os.exit(failed == 0)

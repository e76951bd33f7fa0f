-- lua random_policy.lua SEED: prints a policy of rules that meet in many ways, about what
-- emitting.sh has. The same seed gives the same policy everywhere.

local state = tonumber(arg[1])

-- A number from 1 to n.
local function pick(n)
  state = (state * 1103515245 + 12345) % 2147483648
  return state // 65536 % n + 1
end

local function one(list) return list[pick(#list)] end

local function quoted(list)
  local text = {}
  for i, item in ipairs(list) do text[i] = ("%q"):format(item) end
  return table.concat(text, ", ")
end

-- One value, several, or all but some.
local function values(list)
  local kind = pick(4)
  if kind <= 2 then return ("%q"):format(one(list)) end
  local some = { one(list), one(list) }
  return (kind == 3 and "{ %s }" or "except { %s }"):format(quoted(some))
end

local dimensions = {
  function() return "key = " .. values { "offer", "inv*", "*e*", "z?", "a*b" } end,
  function() return "journey = " .. values { "buy", "other", "third" } end,
  function() return "stage = " .. values { "s", "s2" } end,
  function() return "channel = " .. values { "web", "shop" } end,
  function() return "unit = " .. values { "acme", "sales", "care", "billing" } end,
  function() return "tag = " .. values { "t", "u", "v" } end,
  function() return ("criticality = { min = %d, max = %d }"):format(pick(3), 2 + pick(3)) end,
  function() return "moment_of_truth = " .. one { "true", "false" } end,
  function() return "managed = " .. one { "true", "false" } end,
  function() return "attr = { tier = " .. values { "x", "y" } .. " }" end,
}

local function match(most)
  local parts, taken = {}, {}
  for _ = 1, pick(most) do
    local at = pick(#dimensions)
    if not taken[at] then parts[#parts + 1] = dimensions[at]() end
    taken[at] = true
  end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

local matches = {
  touchpoint = function() return match(3) end,
  handoff = function()
    local crossing = one { "", "", "crosses_departments = true, ", "crosses_departments = false, " }
    return ("{ %sfrom = %s, to = %s }"):format(crossing, match(2), match(2))
  end,
  journey = function() return "{ key = " .. values { "buy", "o*", "*r*", "x" } .. " }" end,
  enterprise = function() return "{}" end,
}

local holders = {
  '"position:coo"', '"position:cxo"', '"office:ceo"', '"unit:sales"', '"unit:billing"', '"team:front"',
  '"person:ann"', 'manager_of("position:coo")', 'head_of("care")', 'lead_of("front")', "journey_lead()",
}

print('policy { name = "random" }')
if pick(2) == 1 then
  print('default "heads" { because = "x", assign = { A = head_of_delivering_unit() } }')
end
for i = 1, 9 do
  local on = one { "touchpoint", "touchpoint", "touchpoint", "touchpoint", "handoff", "handoff", "journey",
    "enterprise" }
  local lines = {
    ('%s "r%d" {'):format(one { "rule", "rule", "rule", "exception", "law", "default" }, i),
    ('  because = "x", on = "%s", match = %s,'):format(on, matches[on]()),
    ("  assign = { %s = %s },"):format(one { "A", "A", "A", "C" }, one(holders)),
    pick(6) == 1 and '  from = "2026-09-01",' or pick(8) == 1 and '  to = "2026-12-01",' or "",
    i > 1 and pick(5) == 1 and ('  overrides = "r%d",'):format(pick(i - 1)) or "",
    "}",
  }
  print(table.concat(lines, "\n"))
end

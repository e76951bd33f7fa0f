-- The language of policies (rules/README.md): statements, and values of rules.
std = "none"
max_line_length = 110

local statements = {
  "policy", "scheme", "default", "rule", "exception", "law", "checks", "check", "escalation",
  "include", "needs", "param", "params",
}
local values = {
  "delivering_units", "head_of_delivering_unit", "head_of", "manager_of", "journey_lead",
  "team_of_journey", "lead_of", "under", "except", "org",
}
-- The words of scenarios (rules/scenarios.md).
local steps = {
  "scenario", "include", "appoint", "change_touchpoint", "close_position", "close_touchpoint",
  "close_unit", "create_position", "create_touchpoint", "create_unit", "grant", "hand_over",
  "leave", "merge_units", "move_position", "move_unit", "rename_unit", "set_head", "set_lead",
  "set_office", "split_unit", "state", "unstate", "vacate", "withdraw",
}
-- The safe part of the standard library, and what replaces its patterns.
local library = {
  "assert", "contains", "error", "glob", "ipairs", "math", "pairs", "select", "sorted", "string", "table",
  "tonumber", "tostring", "type",
}

read_globals = {}
for _, list in ipairs({ statements, values, library }) do
  for _, name in ipairs(list) do
    read_globals[#read_globals + 1] = name
  end
end

-- Annotations for editors define the names instead of using them.
files["rules/meta"] = { globals = read_globals, read_globals = {}, ignore = { "212" } }
files["db/samples/*/scenarios"] = { read_globals = steps }
-- The words of tests (rules/README.md).
local words = { "case", "cases", "expect", "folder", "organization", "sample", "tests" }
files["rules/meta/raci_case.lua"] = { globals = words }
files["rules/meta/raci_scenario.lua"] = { globals = steps, read_globals = {}, ignore = { "212" } }
for _, name in ipairs(steps) do
  words[#words + 1] = name
end
files["**/*_test.lua"] = { read_globals = words }
files["tests"] = { std = "lua54" }

-- How a law of scenarios is held: steps are played over the base of the laws, and every row of
-- the organization is as the law says, or as it was.

local organization = require "organization"
local scenario = require "scenario"

local sorted_keys = organization.sorted_keys

local BASE_DAY = "2026-01-01"

-- A row but for its first column and its name: "parent=ops to=2026-01-01".
local function text_of(name, row)
  local parts = {}
  for i, column in ipairs(organization.COLUMNS[name]) do
    if i > 1 and row[column] then parts[#parts + 1] = column .. "=" .. row[column] end
  end
  local known = {}
  for _, column in ipairs(organization.COLUMNS[name]) do known[column] = true end
  for _, column in ipairs(sorted_keys(row)) do
    if not known[column] then parts[#parts + 1] = column .. "=" .. row[column] end
  end
  return table.concat(parts, " ")
end

-- Texts of rows by "units billing": the file and the first column of the rows.
local function by_first_column(tables)
  local groups = {}
  for name, rows in pairs(tables) do
    for _, row in ipairs(rows) do
      local of = name:gsub("%.csv$", "") .. " " .. row[organization.COLUMNS[name][1]]
      groups[of] = groups[of] or {}
      table.insert(groups[of], text_of(name, row))
    end
  end
  for of, texts in pairs(groups) do
    table.sort(texts)
    groups[of] = table.concat(texts, "\n")
  end
  return groups
end

-- { "move_unit", unit = …, on = … } as a step; lists and whole scenarios inside likewise.
local function step_of(short)
  if type(short[1]) == "table" then
    local list = {}
    for i, each in ipairs(short) do list[i] = step_of(each) end
    return list
  elseif short[1] == "include" then
    return { word = "include", scenario = { name = short.name or "included",
      effective = short.effective, steps = step_of(short.steps) } }
  end
  local step = { word = short[1], fields = {}, on = short.on }
  for field, value in pairs(short) do
    if field ~= 1 and field ~= "on" then step.fields[field] = value end
  end
  return step
end

-- The scenarios of a law: `steps` of one, or a `stack` of { effective, steps }.
local function stack_of(case)
  local stack = {}
  for i, each in ipairs(case.stack or { case }) do
    stack[i] = { name = each.name or "law", effective = each.effective,
      steps = step_of(each.steps) }
  end
  return stack
end

local function texts_of(misfits)
  local texts = {}
  for i, misfit in ipairs(misfits) do
    texts[i] = misfit.index .. " " .. misfit.step.word .. ": " .. misfit.reason
  end
  return table.concat(texts, ", ")
end

return function(tools)
  -- A law: `steps` or a `stack`; `with` rows; `after` what the rows of a key are then, all others
  -- being as before; `misfits` that do not apply, as "1 move_unit: circle".
  local function plays(name, case)
    tools.counted()
    local before = tools.tables_of(case.with or {})
    local steps = scenario.flatten(stack_of(case), case.base or BASE_DAY)
    local after, misfits = scenario.play(before, steps)
    if texts_of(misfits) ~= (case.misfits or "") then
      tools.complain(name, "misfits are %q, expected %q", texts_of(misfits), case.misfits or "")
    end
    local wanted, got = by_first_column(before), by_first_column(after)
    for of, rows in pairs(case.after or {}) do
      local sorted = table.move(rows, 1, #rows, 1, {})
      table.sort(sorted)
      wanted[of] = #sorted > 0 and table.concat(sorted, "\n") or nil
    end
    for _, side in ipairs { wanted, got } do
      for of in pairs(side) do
        if wanted[of] ~= got[of] then
          tools.complain(name, "%s:\n%s\nexpected:\n%s", of, got[of] or "none",
            wanted[of] or "none")
          got[of], wanted[of] = nil, nil
        end
      end
    end
  end
  return { plays = plays, stack_of = stack_of }
end

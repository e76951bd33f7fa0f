-- What alterations share: copies of cases, and texts in which keys, dates and names are replaced.

local alter = {}

-- A copy that nothing is shared with.
function alter.copy(value)
  if type(value) ~= "table" then return value end
  local new = {}
  for key, each in pairs(value) do new[key] = alter.copy(each) end
  return new
end

-- The case with other tables; its policies are the same ones.
function alter.with_tables(case, tables)
  return { seed = case.seed, tables = tables, policies = case.policies }
end

-- The case with other policies, each made by `make` of a copy; its tables are the same ones.
function alter.with_policies(case, make)
  local policies = {}
  for i, policy in ipairs(case.policies) do
    policies[i] = alter.copy(policy)
    make(policies[i])
  end
  return { seed = case.seed, tables = case.tables, policies = policies }
end

-- Calls change(row, column, cell, name) for each cell, and puts what it gives in its place.
function alter.cells(tables, change)
  for name, rows in pairs(tables) do
    for _, row in ipairs(rows) do
      for column, cell in pairs(row) do row[column] = change(row, column, cell, name) end
    end
  end
end

-- Puts change(source, rule) in the place of each piece of Lua source that a rule has; a match has
-- change_match, where it differs.
function alter.sources(policy, change)
  if policy.model then return end -- a governance model, which names nothing
  local function within(fields, rule)
    for name, source in pairs(fields) do
      if type(source) == "table" then within(source, rule) else
        fields[name] = change(source, name, rule)
      end
    end
  end
  for _, rule in ipairs(policy.rules) do
    for _, part in ipairs { "fields", "match", "assign", "forbid", "require" } do
      within(rule[part], rule)
    end
    for i, name in ipairs(rule.overrides) do
      rule.overrides[i] = change(("%q"):format(name), "overrides", rule):sub(2, -2)
    end
  end
  for _, part in ipairs { "header", "checks", "escalation" } do within(policy[part]) end
  if policy.params then within(policy.params) end
  for _, check in ipairs(policy.own_checks) do within(check.fields) end
end

-- All Lua source of a policy, to be searched.
function alter.source(policy)
  local parts = {}
  alter.sources(alter.copy(policy), function(source)
    parts[#parts + 1] = source
    return source
  end)
  return table.concat(parts, "\n")
end

-- A function that says whether a policy's source has one of these texts.
function alter.mentions(...)
  local texts = { ... }
  return function(policy)
    local source = alter.source(policy)
    for _, text in ipairs(texts) do
      if source:find(text, 1, true) then return true end
    end
    return false
  end
end

return alter

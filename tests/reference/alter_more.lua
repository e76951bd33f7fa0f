-- Alterations that add what has nothing to do with the rest: a person without a seat, what was gone
-- long before, a column that nobody asks for, a touchpoint of its own; and periods cut in two.

local alter = require "alter"
local days = require "alter_days"

local function with_rows(case, add)
  local tables = alter.copy(case.tables)
  add(tables, function(name, row)
    tables[name] = tables[name] or {}
    table.insert(tables[name], row)
  end)
  return { to = alter.with_tables(case, tables) }
end

local function unrelated_person(random, case)
  local key = random:pick { "0-nobody", "m-nobody", "zz-nobody" }
  return with_rows(case, function(_, add)
    add("people.csv", { key = key, name = "Nobody of " .. key })
  end)
end

-- All of it ended before any day that is asked about; some of it stood beside what is there.
local function bygone(random, case)
  local to = "1991-01-01"
  local tables = case.tables
  local function some(name)
    local row = random:pick(tables[name] or {})
    return row and row.key
  end
  return with_rows(case, function(_, add)
    add("units.csv", { key = "old-unit", name = "Old unit", parent = some "units.csv",
      kind = "department", head = "old-seat", to = to })
    add("positions.csv", { key = "old-seat", title = "Old seat", unit = "old-unit",
      reports_to = some "positions.csv", office = random:pick { "cxo", "ceo", "coo" }, to = to })
    add("people.csv", { key = "old-hand", name = "Old hand", to = to })
    add("seats.csv", { position = "old-seat", person = "old-hand", kind = "holder", to = to })
    add("teams.csv", { key = "old-team", name = "Old team", lead = "old-seat", to = to })
    add("team_members.csv", { team = "old-team", position = "old-seat", to = to })
    add("journeys.csv", { key = "old-journey", name = "Old journey", lead = "old-seat",
      team = "old-team", to = to })
    add("touchpoints.csv", { key = "old-point", name = "Old point", stage = some "stages.csv",
      journey = some "journeys.csv" or "old-journey", channel = some "channels.csv",
      units = "old-unit", order = "3", criticality = "5", moment_of_truth = "yes", to = to })
    local point = some "touchpoints.csv"
    if point then
      add("links.csv", { from = "old-point", to = point, kind = random:pick { "handoff", "promise",
        "feedback" } })
      add("stated.csv", { touchpoint = "old-point", letter = "A", holder = "position:old-seat" })
    end
  end)
end

local function attribute(random, case)
  local name = random:pick { "touchpoints.csv", "units.csv", "positions.csv", "people.csv" }
  return with_rows(case, function(tables)
    for _, row in ipairs(tables[name] or {}) do row.shade = random:pick { "green", "=2", "" } end
  end)
end

local function stage_and_channel(_, case)
  return with_rows(case, function(_, add)
    add("stages.csv", { key = "zz-stage", name = "Unused", order = "99" })
    add("channels.csv", { key = "zz-channel", name = "Unused" })
  end)
end

local NEW = "touchpoint:zz-new"

local function touchpoint(_, case)
  return with_rows(case, function(_, add)
    add("touchpoints.csv", { key = "zz-new", name = "New" })
  end)
end

-- Of a subject that was there before: not of the whole, of holders or of rules.
local function about_another(finding)
  local kind = finding.subject:match("^%l+")
  return finding.subject ~= NEW and not finding.code:find("^mine ")
    and (kind == "touchpoint" or kind == "handoff" or kind == "journey")
end

-- Periods cut in two ------------------------------------------------------------------------------

local PERIODS = { "units.csv", "positions.csv", "people.csv", "teams.csv",
  "journeys.csv", "touchpoints.csv", "mandates.csv" }

-- A day within a row's period, or nil.
local function within(random, row)
  local from, to = row.from or "2024-01-01", row.to or "2028-01-01"
  local day = days.moved(from, random:pick { 1, 30, 400, 730, 777 })
  return day < to and day or nil
end

local function periods(random, case)
  return with_rows(case, function(tables, add)
    for _, name in ipairs(PERIODS) do
      for i = 1, #(tables[name] or {}) do
        local row = tables[name][i]
        local day = random:chance(50) and within(random, row)
        if day then
          local later = alter.copy(row)
          row.to, later.from = day, day
          add(name, later)
        end
      end
    end
  end)
end

local lists_people = alter.mentions("org.people", '"person"')
local lists_stages = alter.mentions("org.stages", "org.channels", '"stage"', '"channel"')

-- Of a governance model it is not known what it lists.
local function may_list_stages(policy)
  return policy.model ~= nil or lists_stages(policy)
end

return {
  { name = "an unrelated person", alter = unrelated_person, other_model = true,
    skips = lists_people, documents = true, same_models = true,
    without = { report = true } }, -- which numbers people
  { name = "what was gone long before", alter = bygone, other_model = true,
    without = { lint = true }, documents = true, same_models = true },
  { name = "a column nobody asks for", alter = attribute, other_model = true, documents = true,
    same_models = true },
  { name = "a stage and a channel without touchpoints", alter = stage_and_channel,
    other_model = true, skips = may_list_stages, without = { lint = true }, same_models = true },
  { name = "an unrelated touchpoint", alter = touchpoint, other_model = true,
    without = { lint = true }, only = about_another, any_order = true,
    may_fail = true }, -- a function that is asked about it, too
  { name = "periods cut in two", alter = periods, other_model = true, documents = true,
    same_models = true, without = { timeline = true, report = true } }, -- rows begin and end
}

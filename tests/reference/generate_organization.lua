-- Random small organizations, as rows of canonical CSV that an import accepts.

local organization = require "organization"
local report = require "report"

local generate = {}

-- Periods begin and end on these days; dates of evaluation are among them too.
generate.DAYS = { "2025-01-01", "2025-07-01", "2026-01-01", "2026-07-01", "2027-01-01" }

local KEYS = {
  unit = { "acme", "ops", "mkt", "ops-2", "ops.1", "it", "lab_9", "hub" },
  position = { "boss", "chief", "coo", "p1", "p10", "p2", "p-3", "p.4", "p_5", "zed" },
  person = { "ann", "bea", "cy", "dee", "eve", "fay-1", "gil.2", "hal" },
  team = { "squad", "board" },
  stage = { "buy", "use", "leave", "buy-2" },
  channel = { "web", "phone", "store" },
  journey = { "j1", "j2", "j10" },
  touchpoint = { "t1", "t10", "t2", "t-1", "t.1", "t_3", "pay", "bill" },
}

local UNIT_KINDS = { { 4, "department" }, { 2, "division" }, { 3, "team" }, { 1, "company" },
  { 2 } }
local OFFICES = { { 2, "cxo" }, { 1, "cco" }, { 1, "ceo" }, { 4, "coo" }, { 2, "cmo" }, { 40 } }
local CHIEFS = { "ceo", "cxo" }
local SEAT_KINDS = { { 6, "holder" }, { 2, "acting" }, { 2, "delegate" } }
local REGIONS = { { 3 }, { 2, "us" }, { 2, "eu" }, { 1, "=1+1" }, { 1, "a,\"b\"" } }

-- Seats begin and end on those days, or near to what a check counts from them.
local SEAT_DAYS = { "2025-01-02", "2025-03-31", "2025-04-01", "2025-04-02", "2025-09-29",
  "2025-09-30", "2026-01-02", "2026-03-31", "2026-04-01", "2026-04-02", "2026-09-29",
  "2027-04-01", "2027-04-02", table.unpack(generate.DAYS) }
local REVIEWS = { "2023-06-30", "2023-12-31", "2024-01-01", "2024-07-01", "2024-12-31",
  "2025-06-30", "2025-12-31", "2026-06-30", "2028-01-01", table.unpack(SEAT_DAYS) }

generate.TAGS = { "vip", "new", "old" }

local function period(random, row, percent, days)
  if not random:chance(percent or 18) then return row end
  local first, last = random:pick(days or generate.DAYS), random:pick(days or generate.DAYS)
  if first > last then first, last = last, first end
  if first == last then
    if random:chance(50) then row.from = first else row.to = first end
  else
    row.from, row.to = first, last
  end
  return row
end

-- Rows for each key: mostly one, sometimes two that follow each other in time.
local function entities(random, keys, percent_of_two, make)
  local rows = {}
  for i, key in ipairs(keys) do
    local row = make(i, key)
    row.key = key
    if random:chance(percent_of_two) then
      local day = random:pick(generate.DAYS)
      local later = make(i, key)
      row.to, later.key, later.from = day, key, day
      rows[#rows + 1] = later
    else
      period(random, row)
    end
    rows[#rows + 1] = row
  end
  return rows
end

local function maybe(random, percent, value)
  if random:chance(percent) then return value end
  return nil
end

-- One of the first i - 1: so that lines never run in a circle.
local function earlier(random, keys, i, percent)
  if i == 1 or not random:chance(percent) then return nil end
  return keys[random:between(1, i - 1)]
end

-- Whether a row leads back to itself through rows of its own period alone: no import takes that.
local function closed(rows, column, row)
  local at = row
  repeat
    local above
    for _, other in ipairs(rows) do
      if other.key == at[column] and other.from == row.from and other.to == row.to then above = other end
    end
    at = above
  until not at or at == row
  return at == row
end

-- Two rows of different periods that lead to each other: a circle on some dates only. (Which is
-- lowest in a circle the contract does not say, so that policies for it do not ask; nor what the
-- department of a unit is in a circle without one.)
local function circle(random, rows, column)
  local of = {}
  for _, row in ipairs(rows) do of[row.key] = of[row.key] or row end
  for _, row in ipairs(rows) do
    local above = of[row[column] or ""]
    if above and (above.from ~= row.from or above.to ~= row.to) and random:chance(50) then
      local before = above[column]
      above[column] = row.key
      if not closed(rows, column, above) then return row, above end
      above[column] = before
    end
  end
  return nil
end

local function dotted(random, keys, superior)
  if not random:chance(12) then return nil end
  local list = random:some(keys.position, random:between(1, 2))
  if superior and random:chance(40) then list[1] = superior end
  if list[1] == list[2] then list[2] = nil end
  return table.concat(list, ";")
end

local function structure(random, keys, tables)
  tables["units.csv"] = entities(random, keys.unit, 8, function(i, key)
    local kind = i == 1 and maybe(random, 70, "company") or random:weighted(UNIT_KINDS)
    return { name = "Unit " .. key, parent = earlier(random, keys.unit, i, 85), kind = kind,
      head = maybe(random, 80, random:pick(keys.position)) }
  end)
  tables["positions.csv"] = entities(random, keys.position, 8, function(i, key)
    local superior = earlier(random, keys.position, i, 88)
    return { title = "Title " .. key, unit = maybe(random, 90, random:pick(keys.unit)),
      reports_to = superior, dotted_to = dotted(random, keys, superior),
      office = random:chance(70) and CHIEFS[i] or random:weighted(OFFICES) }
  end)
  keys.circle = random:chance(8) and circle(random, tables["positions.csv"], "reports_to") ~= nil
  if random:chance(14) then
    local unit, above = circle(random, tables["units.csv"], "parent")
    if unit then above.kind, unit.kind = "department", random:pick { "department", "team" } end
  end
  tables["people.csv"] = entities(random, keys.person, 4, function(_, key)
    return { name = "Name " .. key }
  end)
end

local function seats(random, keys, tables)
  local rows, seen = {}, {}
  local function seat(position, person)
    local kind = random:weighted(SEAT_KINDS)
    local id = position .. " " .. person .. " " .. kind
    if not seen[id] then
      seen[id] = true
      rows[#rows + 1] = period(random, { position = position, person = person, kind = kind },
        kind == "acting" and 70 or 25, SEAT_DAYS)
    end
  end
  for _, position in ipairs(keys.position) do
    if #keys.person > 0 then
      if random:chance(85) then seat(position, random:pick(keys.person)) end
      if random:chance(20) then seat(position, random:pick(keys.person)) end
    end
  end
  tables["seats.csv"] = rows
end

local function teams(random, keys, tables)
  tables["teams.csv"] = entities(random, keys.team, 5, function(_, key)
    return { name = "Team " .. key, lead = maybe(random, 70, random:pick(keys.position)) }
  end)
  local rows, seen = {}, {}
  for _, team in ipairs(tables["teams.csv"]) do -- a lead is a member
    if team.lead and not seen[team.key .. " " .. team.lead] then
      rows[#rows + 1] = { team = team.key, position = team.lead }
      seen[team.key .. " " .. team.lead] = true
    end
  end
  for _, team in ipairs(keys.team) do
    for _, position in ipairs(random:some(keys.position, random:between(0, 3))) do
      if not seen[team .. " " .. position] then
        rows[#rows + 1] = period(random, { team = team, position = position })
      end
    end
  end
  tables["team_members.csv"] = rows
end

local function touchpoint(random, keys)
  local journey, stage = random:pick(keys.journey), random:pick(keys.stage)
  if keys.gathered then journey, stage = keys.journey[1], keys.stage[1] end
  local percent = keys.gathered and 97 or 80
  return { journey = maybe(random, percent, journey), stage = maybe(random, percent, stage),
    channel = maybe(random, percent, random:pick(keys.channel)),
    criticality = maybe(random, 80, tostring(random:between(1, 5))),
    order = maybe(random, 75, tostring(random:between(1, 11))),
    units = table.concat(random:some(keys.unit, random:between(0, 3)), ";"),
    tags = table.concat(random:some(generate.TAGS, random:between(0, 2)), ";"),
    managed = maybe(random, 40, random:pick { "yes", "no" }),
    moment_of_truth = maybe(random, 40, random:pick { "yes", "no" }),
    reviewed_on = maybe(random, 30, random:pick(REVIEWS)),
    region = random:weighted(REGIONS) }
end

local function touchpoints(random, keys, tables)
  tables["journeys.csv"] = entities(random, keys.journey, 5, function(_, key)
    return { name = "Journey " .. key, lead = maybe(random, 60, random:pick(keys.position)),
      team = maybe(random, 50, random:pick(keys.team)) }
  end)
  tables["touchpoints.csv"] = entities(random, keys.touchpoint, 10, function(_, key)
    local row = touchpoint(random, keys)
    row.name = "Touchpoint " .. key
    return row
  end)
  local steps = {}
  for _, journey in ipairs(keys.journey) do
    for _, key in ipairs(random:some(keys.touchpoint, random:between(0, 2))) do
      steps[#steps + 1] = { journey = journey, touchpoint = key,
        order = maybe(random, 70, tostring(random:between(1, 11))) }
    end
  end
  tables["journey_steps.csv"] = steps
end

local function links(random, keys, tables)
  local rows, seen = {}, {}
  for _ = 1, random:between(0, 4) do
    local row = { from = random:pick(keys.touchpoint), to = random:pick(keys.touchpoint),
      kind = random:pick { "handoff", "promise", "feedback" } }
    local id = table.concat({ row.from, row.to, row.kind }, " ")
    if not seen[id] then rows[#rows + 1] = row end
    seen[id] = true
  end
  tables["links.csv"] = rows
end

local function mandates(random, keys, tables)
  local rows, seen = {}, {}
  local chiefs = {}
  for _, row in ipairs(tables["positions.csv"]) do
    if row.office == "cxo" or row.office == "cco" then chiefs[#chiefs + 1] = row.key end
  end
  for _ = 1, random:chance(60) and random:between(1, 4) or 0 do
    local kind = random:pick { "unit", "journey", "stage", "channel", "touchpoint", "*" }
    local key = random:pick(keys[kind] or {})
    local position = random:chance(50) and random:pick(chiefs) or random:pick(keys.position)
    local row = { position = position, scope = key and kind .. ":" .. key or "*" }
    if not seen[row.position .. row.scope] then rows[#rows + 1] = period(random, row) end
    seen[row.position .. row.scope] = true
  end
  tables["mandates.csv"] = rows
end

-- A reference to somebody the model has, of any kind.
function generate.reference(random, keys)
  local kind = random:weighted { { 6, "position" }, { 4, "unit" }, { 2, "team" }, { 2, "person" },
    { 2, "office" } }
  if kind == "office" then return "office:" .. random:pick { "cxo", "ceo", "coo", "cfo", "cco" } end
  local key = random:pick(keys[kind])
  if random:chance(50) then key = keys[kind][random:between(1, 2)] or key end -- meet more often
  if not key then return "position:" .. random:pick(keys.position) end
  return kind .. ":" .. key
end

local LETTERS = { "A", "A", "R", "C", "I" }

local function stated(random, keys, tables)
  local rows, seen = {}, {}
  for _ = 1, random:chance(50) and random:between(1, 4) or 0 do
    local row = { touchpoint = random:pick(keys.touchpoint), letter = random:pick(LETTERS),
      holder = generate.reference(random, keys), reason = maybe(random, 50, "agreed") }
    local id = table.concat({ row.touchpoint, row.letter, row.holder }, " ")
    if not seen[id] then rows[#rows + 1] = row end
    seen[id] = true
  end
  tables["stated.csv"] = rows
end

-- Subjects there on some of the days.
local function subjects_ever(tables)
  local set = {}
  for _, day in ipairs(generate.DAYS) do
    for _, subject in ipairs(organization.at(tables, day).subjects) do set[subject.ref] = true end
  end
  return organization.sorted_keys(set)
end

-- A later ruling on the same, from the day on which one ends.
local function renewed(random, keys, row)
  if not row.to or not random:chance(40) then return nil end
  return { subject = row.subject, letter = row.letter, holder = generate.reference(random, keys),
    reason = "decided again", by = row.by, from = row.to }
end

local function rulings(random, keys, tables, subjects)
  local rows, seen = {}, {}
  tables["rulings.csv"] = rows
  if not random:chance(35) then return end
  for _ = 1, random:between(1, 3) do
    local row = { subject = random:pick(subjects), letter = random:pick(LETTERS),
      holder = generate.reference(random, keys), reason = "decided",
      by = "position:" .. random:pick(keys.position) }
    local id = row.subject .. " " .. row.letter
    if not seen[id] then
      rows[#rows + 1] = period(random, row, 45)
      rows[#rows + 1] = renewed(random, keys, row)
    end
    seen[id] = true
  end
end

local function disputes(random, keys, tables, subjects)
  local rows, seen = {}, {}
  for _ = 1, random:chance(35) and random:between(1, 3) or 0 do
    local by = "position:" .. random:pick(keys.position)
    if random:chance(15) then by = "office:" .. random:pick { "cxo", "ceo", "coo" } end
    local row = { subject = random:pick(subjects), letter = random:pick(LETTERS), by = by,
      claims = maybe(random, 60, generate.reference(random, keys)), reason = "mine" }
    local id = table.concat({ row.subject, row.letter, row.by }, " ")
    if not seen[id] then rows[#rows + 1] = period(random, row) end
    seen[id] = true
  end
  tables["disputes.csv"] = rows
end

local function walks(random, keys, tables)
  local rows, seen = {}, {}
  for _ = 1, keys.channel[1] and random:chance(25) and random:between(1, 3) or 0 do
    local row = { position = random:pick(keys.position), channel = random:pick(keys.channel),
      date = random:pick(SEAT_DAYS) }
    local id = table.concat({ row.position, row.channel, row.date }, " ")
    if not seen[id] then rows[#rows + 1] = row end
    seen[id] = true
  end
  tables["walks.csv"] = rows
end

-- The findings that acceptances are of: code, kind of subject, letter; what they say is who has
-- a party of it: nobody, or the subject.
local ACCEPTED = { { "no-accountable", "touchpoint", "A" }, { "no-responsible", "touchpoint", "R" },
  { "nobody-told", "touchpoint" }, { "unit-without-head", "unit" }, { "no-ceo" }, { "no-cxo" },
  { "no-role", "position" }, { "orphan-position", "position" }, { "stale-row", "touchpoint" } }

local function acceptance(random, keys)
  local code, kind, letter = table.unpack(random:pick(ACCEPTED))
  local subject = kind and kind .. ":" .. (random:pick(keys[kind]) or "none") or "enterprise"
  local finding = { id = report.id(code, subject, { letter = letter }), rules = {},
    parties = { kind == "position" and subject or nil } }
  local row = { key = report.key_of(finding), fingerprint = report.fingerprint_of(finding),
    by = "position:" .. random:pick(keys.position), reason = "known" }
  if random:chance(20) then row.fingerprint = "0123456789abcdef" end
  return row
end

local function acceptances(random, keys, tables)
  local rows, seen = {}, {}
  for _ = 1, random:chance(35) and random:between(1, 5) or 0 do
    local row = acceptance(random, keys)
    if not seen[row.key] then
      rows[#rows + 1] = period(random, row, 60)
      local again = row.to and random:chance(30)
      if again then
        rows[#rows + 1] = { key = row.key, fingerprint = row.fingerprint, by = row.by,
          reason = "still", from = row.to }
      end
    end
    seen[row.key] = true
  end
  tables["acceptances.csv"] = rows
end

local MOST = { unit = { 0, 8 }, position = { 1, 10 }, person = { 0, 8 }, team = { 0, 2 },
  stage = { 0, 4 }, channel = { 0, 3 }, journey = { 0, 3 }, touchpoint = { 1, 8 } }

-- An organization: its tables, and its keys by kind.
function generate.organization(random)
  local keys, tables = {}, {}
  for _, kind in ipairs(organization.sorted_keys(MOST)) do
    keys[kind] = random:some(KEYS[kind], random:between(MOST[kind][1], MOST[kind][2]))
  end
  for i = 1, random:chance(2) and random:between(16, 22) or 0 do -- as many as load asks for
    table.insert(keys.touchpoint, "x" .. i)
  end
  keys.gathered = random:chance(25) -- what is of one journey and stage meets
  if keys.gathered then
    keys.journey, keys.stage, keys.channel = { "j1" }, { "use" }, { "web", "phone" }
  end
  tables["stages.csv"] = {}
  for i, key in ipairs(keys.stage) do
    tables["stages.csv"][i] = { key = key, name = "Stage " .. key, order = tostring(i) }
  end
  tables["channels.csv"] = {}
  for i, key in ipairs(keys.channel) do
    tables["channels.csv"][i] = { key = key, name = "Channel " .. key }
  end
  structure(random, keys, tables)
  seats(random, keys, tables)
  teams(random, keys, tables)
  touchpoints(random, keys, tables)
  links(random, keys, tables)
  mandates(random, keys, tables)
  stated(random, keys, tables)
  local subjects = subjects_ever(tables)
  rulings(random, keys, tables, subjects)
  disputes(random, keys, tables, subjects)
  walks(random, keys, tables)
  acceptances(random, keys, tables)
  return tables, keys
end

return generate

-- Core checks said once more, as checks of a policy's own: "CODE@KIND" must find what the
-- core check CODE finds on subjects of that KIND. test_own_twins.c compares them on random
-- organizations and policies.
-- luacheck: std none, read globals check ipairs org pairs sorted table

---- What all of them use -------------------------------------------------------------

local function split(reference)
  local colon = reference:find(":")
  return reference:sub(1, colon - 1), reference:sub(colon + 1)
end

-- Those that stand for a position: of people only who has one.
local function standing(holders)
  local out = {}
  for _, holder in ipairs(holders) do
    local kind, key = split(holder)
    if kind ~= "person" or #org.person(key).positions == 1 then out[#out + 1] = holder end
  end
  return out
end

local function vacant_among(positions)
  local out = {}
  for _, holder in ipairs(positions) do
    local _, key = split(holder)
    if org.position(key).vacant then out[#out + 1] = holder end
  end
  return out
end

-- The people of a holder, added to the set.
local function add_people(set, holder)
  local kind, key = split(holder)
  if kind == "person" then
    if #org.person(key).positions > 0 then set[key] = true end
  elseif kind == "position" then
    for _, seat in ipairs(org.position(key):holders()) do set[seat.person] = true end
  elseif kind == "team" then
    for _, member in ipairs(org.team(key).members) do add_people(set, "position:" .. member) end
  else
    for position in org.positions() do
      if position.unit and org.unit(position.unit):under(key) then
        add_people(set, "position:" .. position.key)
      end
    end
  end
end

local function contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then return true end
  end
  return false
end

-- Whether a holder includes another.
local function includes(holder, other)
  local kind, key = split(holder)
  local other_kind, other_key = split(other)
  if holder == other then return true end
  if kind == "unit" and other_kind == "unit" then return org.unit(other_key):under(key) end
  if kind == "unit" and other_kind == "position" then
    local unit = org.position(other_key).unit
    return unit ~= nil and org.unit(unit):under(key)
  end
  if kind == "team" and other_kind == "position" then
    return contains(org.team(key).members, other_key)
  end
  if kind == "person" and other_kind == "position" then
    return contains(org.person(key).positions, other_key)
  end
  return false
end

local letters = { "A", "C", "I", "R" }

local function has_letter(subject_letters, other)
  for _, letter in ipairs(letters) do
    for _, holder in ipairs(subject_letters[letter]) do
      if includes(holder, other) then return true end
    end
  end
  return false
end

local function count_all(subject_letters)
  local n = 0
  for _, letter in ipairs(letters) do n = n + #subject_letters[letter] end
  return n
end

-- The same check on several kinds of subjects.
local function on_each(kinds, code, test)
  for _, kind in ipairs(kinds) do
    check(code .. "@" .. kind) { on = kind, test = test }
  end
end

local subjects = { "touchpoint", "handoff", "journey", "enterprise" }

---- How many hold a letter -------------------------------------------------------------

check "no-accountable@touchpoint" {
  test = function(t)
    if #t.letters.A == 0 then return "nobody has A" end
  end,
}

check "no-responsible@touchpoint" {
  test = function(t)
    if #t.letters.R == 0 then return "nobody has R" end
  end,
}

-- One person alone in all of the seats is another finding.
local function one_person(positions)
  local person
  for _, holder in ipairs(positions) do
    local _, key = split(holder)
    local seats = org.position(key):holders()
    if #seats == 0 then return false end
    for _, seat in ipairs(seats) do
      if person and person ~= seat.person then return false end
      person = seat.person
    end
  end
  return true
end

on_each(subjects, "many-accountable", function(s)
  local a = s.letters.A
  if #a > 1 and not one_person(a) then return #a .. " have A", a end
end)

on_each(subjects, "one-person-many-seats", function(s)
  local a = s.letters.A
  return #a > 1 and one_person(a) and "one person has A", a
end)

-- The policies of the test set both limits to 1.
on_each(subjects, "too-many-responsible", function(s)
  local r = s.letters.R
  if #r > 1 then return #r .. " have R", standing(r) end
end)

on_each(subjects, "too-many-consulted", function(s)
  local c = s.letters.C
  if #c > 1 then return #c .. " have C", standing(c) end
end)

check "nobody-told@touchpoint" {
  test = function(t)
    local l = t.letters
    return count_all(l) > 0 and #l.C + #l.I == 0 and "nobody is told"
  end,
}

check "only-informed@touchpoint" {
  test = function(t)
    local l = t.letters
    return #l.I > 0 and #l.I == count_all(l) and "all are only told"
  end,
}

---- Seats ------------------------------------------------------------------------------

on_each(subjects, "vacant-accountable", function(s)
  local vacant = vacant_among(s.letters.A)
  if #vacant > 0 then return "somebody is missing", vacant end
end)

on_each(subjects, "vacant-responsible", function(s)
  local r = s.letters.R
  for _, holder in ipairs(r) do
    local kind, key = split(holder)
    if kind ~= "position" or not org.position(key).vacant then return nil end
  end
  if #r > 0 then return "all are missing", r end
end)

check "single-point-of-failure@touchpoint" {
  test = function(t)
    local people = {}
    for _, holder in ipairs(t.letters.R) do add_people(people, holder) end
    local n = 0
    for _ in pairs(people) do n = n + 1 end
    if n == 1 then return "one person does it", standing(t.letters.R) end
  end,
}

check "vacant-head@unit" {
  test = function(u)
    local head = u:head()
    return head ~= nil and head.vacant and "the head is missing", head
  end,
  on = "unit",
}

check "unit-without-head@unit" {
  on = "unit",
  test = function(u)
    if u:head() == nil then return "there is no head" end
  end,
}

---- Journeys and links -------------------------------------------------------------------

check "journey-without-lead@journey" {
  on = "journey",
  test = function(j)
    return j.lead == nil and #j.letters.A == 0 and "nobody leads"
  end,
}

check "lead-disagrees@journey" {
  on = "journey",
  test = function(j)
    local a = j.letters.A
    local lead = j.lead and "position:" .. j.lead
    if lead == nil or #a == 0 or (#a == 1 and a[1] == lead) then return nil end
    local parties = { lead }
    for _, holder in ipairs(a) do parties[#parties + 1] = holder end
    return "the lead is another", parties
  end,
}

-- A core finding for each link; here one for all of a touchpoint's.
local function unheard(kind)
  return function(t)
    local parties, found = {}, false
    for link in org.links() do
      if link.from == t.key and link.kind == kind then
        local to = org.letters("touchpoint:" .. link.to)
        local answering, known = {}, false
        for _, list in ipairs({ to.A, to.R }) do
          for _, holder in ipairs(list) do
            answering[#answering + 1] = holder
            known = known or has_letter(t.letters, holder)
          end
        end
        if #answering > 0 and not known then
          found = true
          for _, holder in ipairs(standing(answering)) do parties[#parties + 1] = holder end
        end
      end
    end
    if found then return "nobody hears of it", parties end
  end
end

check "feedback-silo@touchpoint" { test = unheard("feedback") }
check "promise-unheard@touchpoint" { test = unheard("promise") }

---- Positions ----------------------------------------------------------------------------

-- The policies of the test set the limit to 2.
check "overloaded-accountable@position" {
  on = "position",
  test = function(p)
    local n = 0
    for _, subject in ipairs(p:letters("A")) do
      if subject:starts_with("touchpoint:") then n = n + 1 end
    end
    if n > 2 then return p.key .. " has A on " .. n, p end
  end,
}

local function has_any(holder)
  for _, letter in ipairs(letters) do
    if #holder:letters(letter) > 0 then return true end
  end
  return false
end

local function has_any_through(p)
  if has_any(p) then return true end
  for unit in org.units() do
    if p.unit and has_any(unit) and org.unit(p.unit):under(unit) then return true end
  end
  for team in org.teams() do
    if has_any(team) and contains(team.members, p.key) then return true end
  end
  for _, seat in ipairs(p:holders()) do
    if has_any(org.person(seat.person)) then return true end
  end
  return false
end

local function delivers(p)
  for t in org.touchpoints() do
    for _, key in ipairs(t.units) do
      if key == p.unit or org.unit(key):head() == p then return true end
    end
  end
  return false
end

check "no-role@position" {
  on = "position",
  test = function(p)
    if not p.vacant and delivers(p) and not has_any_through(p) then return "no part", p end
  end,
}

check "double-line@position" {
  on = "position",
  test = function(p)
    if p.reports_to and contains(p.dotted_to, p.reports_to) then
      return "twice", { p, "position:" .. p.reports_to }
    end
  end,
}

---- The enterprise -----------------------------------------------------------------------

check "no-ceo@enterprise" {
  on = "enterprise",
  test = function()
    if org.office("ceo") == nil then return "there is no CEO" end
  end,
}

check "many-roots@enterprise" {
  on = "enterprise",
  test = function()
    local roots = {}
    for p in org.positions() do
      if p.reports_to == nil then roots[#roots + 1] = p end
    end
    if #roots > 1 then return #roots .. " tops", roots end
  end,
}

-- What is asked of subjects and what is asked of holders is the same matrix. It must
-- never find anything.
check "letters agree" {
  on = "enterprise",
  test = function(e)
    local seen = {}
    local function add(subject, reference)
      for letter, holders in pairs(org.letters(subject)) do
        for _, holder in ipairs(holders) do
          seen[#seen + 1] = holder .. " " .. letter .. " " .. reference
        end
      end
    end
    add(e, "enterprise")
    for j in org.journeys() do add(j, "journey:" .. j.key) end
    for t in org.touchpoints() do add("touchpoint:" .. t.key, "touchpoint:" .. t.key) end
    local asked = {}
    for _, things in ipairs({ "positions", "units", "teams", "people" }) do
      local kind = ({ positions = "position", units = "unit", teams = "team", people = "person" })[things]
      for holder in org[things]() do
        for _, letter in ipairs(letters) do
          for _, subject in ipairs(holder:letters(letter)) do
            if not subject:starts_with("handoff:") then
              asked[#asked + 1] = kind .. ":" .. holder.key .. " " .. letter .. " " .. subject
            end
          end
        end
      end
    end
    local left, right = table.concat(sorted(seen), "\n"), table.concat(sorted(asked), "\n")
    if left ~= right then return "seen: " .. left .. " asked: " .. right end
  end,
}

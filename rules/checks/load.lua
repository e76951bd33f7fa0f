-- What one sees down a column of the matrix: who is everywhere, who is in it without a part, who
-- both answers and works for much, and whose load is hidden in several seats. The core checks
-- overloaded-… count position by position. include "checks/load" switches these on.

-- Of that many touchpoints or more a share of them means something; of fewer nothing is said.
local TOUCHPOINTS = param("load_touchpoints_min", 20)
-- The share of all touchpoints that one person may answer for, work for, be asked about.
local ACCOUNTABLE = param("person_accountable_share", 0.5)
local RESPONSIBLE = param("person_responsible_share", 0.7)
local CONSULTED = param("person_consulted_share", 0.6)
-- Touchpoints that a position may answer for while it does the work of so many.
local BOTH_ACCOUNTABLE = param("both_accountable_max", 5)
local BOTH_RESPONSIBLE = param("both_responsible_max", 10)

-- Adds the touchpoints on which the holder itself has the letter; how many are new.
local function add_touchpoints(holder, letter, into)
  local n = 0
  for _, subject in ipairs(holder:letters(letter)) do
    if subject:starts_with("touchpoint:") and not into[subject] then
      into[subject] = true
      n = n + 1
    end
  end
  return n
end

local function touchpoints_in_all()
  local n = 0
  for _ in org.touchpoints() do n = n + 1 end
  return n
end

-- How many touchpoints the position has any letter on, and how many letters on anything.
local function parts_of(position)
  local touchpoints, n, letters = {}, 0, 0
  for letter in pairs(org.letters("enterprise")) do
    n = n + add_touchpoints(position, letter, touchpoints)
    letters = letters + #position:letters(letter)
  end
  return n, letters
end

-- Whether the position answers or works for something: itself, with its unit or one above, or
-- with a team.
local function has_a_part(position)
  local accountable, responsible = org.letter("accountable"), org.letter("responsible")
  if #position:letters(accountable) > 0 or #position:letters(responsible) > 0 then return true end
  local unit, seen = position.unit and org.unit(position.unit), {}
  while unit and not seen[unit.key] do
    seen[unit.key] = true
    if #unit:letters(responsible) > 0 then return true end
    unit = unit.parent and org.unit(unit.parent)
  end
  for team in org.teams() do
    for _, member in ipairs(team.members) do
      if member == position.key and #team:letters(responsible) > 0 then return true end
    end
  end
  return false
end

check "no-empty-spaces" {
  on       = "position",
  severity = "info",
  because  = "who is part of everything cannot be part of anything",
  test     = function(p)
    local n = parts_of(p)
    if n >= TOUCHPOINTS and n == touchpoints_in_all() then
      return string.format("On every one of the %d touchpoints %s has a letter.", n, org.names(p)), p
    end
  end,
}

check "only-asked-or-told" {
  on       = "position",
  severity = "info",
  because  = "a seat that only hears and advises should be given a part, or left out",
  test     = function(p)
    if p.vacant then return nil end
    local _, letters = parts_of(p)
    if letters > 0 and not has_a_part(p) then
      return string.format("With %s, %s neither answers nor does the work for anything.",
        letters == 1 and "one letter" or letters .. " letters", org.names(p)), p
    end
  end,
}

check "answers-and-works" {
  on       = "position",
  severity = "info",
  because  = "who answers for much and does much of it has no time to see to it",
  test     = function(p)
    local answers = add_touchpoints(p, org.letter("accountable"), {})
    local works = add_touchpoints(p, org.letter("responsible"), {})
    if answers > BOTH_ACCOUNTABLE and works > BOTH_RESPONSIBLE then
      return string.format("At once %s answers for %d touchpoints and does the work of %d.", org.names(p),
        answers, works), p
    end
  end,
}

check "overloaded-person" {
  on       = "person",
  because  = "two seats that are each bearable may be too much for the one who sits in both",
  test     = function(x)
    if #x.positions < 2 then return nil end
    local all, said, seats = touchpoints_in_all(), {}, {}
    for _, each in ipairs({
      { letter = org.letter("accountable"), share = ACCOUNTABLE, verb = "answers for" },
      { letter = org.letter("responsible"), share = RESPONSIBLE, verb = "does the work of" },
      { letter = org.letter("Consulted"), share = CONSULTED, verb = "is asked about" },
    }) do
      local together, n, most = {}, 0, 0
      for _, key in ipairs(each.letter and x.positions or {}) do
        local position = org.position(key)
        most = math.max(most, add_touchpoints(position, each.letter, {}))
        n = n + add_touchpoints(position, each.letter, together)
      end
      -- What one seat alone has too much of is that position's finding.
      -- 0.7 of 90 comes out as a little less than 63.
      local allowed = each.share * all * (1 + 1e-12)
      if all >= TOUCHPOINTS and n > allowed and most <= allowed then
        said[#said + 1] = each.verb .. " " .. n
      end
    end
    if #said == 0 then return nil end
    for i, key in ipairs(x.positions) do seats[i] = "position:" .. key end
    return string.format("In the seats of %s together, %s %s of %d touchpoints.", org.names(seats),
      org.names(x), table.concat(said, " and "), all), seats
  end,
}

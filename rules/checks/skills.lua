-- Whether those who do the work are able to: what a touchpoint needs against what people and
-- seats have. Both stand in columns of your own, as lists with ";". include "checks/skills"
-- switches it on.

local NEEDS = param("needs_column", "needs")    -- of touchpoints.csv
local SKILLS = param("skills_column", "skills") -- of people.csv and positions.csv

local function add_skills(text, into)
  for _, each in ipairs((text or ""):split(";")) do into[each:trim():lower()] = true end
end

-- What those who sit in the holders can do, and what their seats stand for.
local function skills_of(holders)
  local skills = {}
  for _, holder in ipairs(holders) do
    if holder:starts_with("position:") then add_skills(org.position(holder).attr[SKILLS], skills) end
  end
  for _, key in ipairs(org.seated(holders)) do
    local person = org.person(key)
    add_skills(person.attr[SKILLS], skills)
    for _, position in ipairs(person.positions) do add_skills(org.position(position).attr[SKILLS], skills) end
  end
  return skills
end

check "skill-missing" {
  kind     = "gap",
  because  = "work that nobody there is able to do will be done badly, or elsewhere",
  test     = function(t)
    local responsible = t.letters[org.letter("responsible")]
    if not t.attr[NEEDS] or #responsible == 0 then return nil end
    local skills, missing = skills_of(responsible), {}
    for _, need in ipairs(t.attr[NEEDS]:split(";")) do
      local wanted = need:trim()
      if wanted ~= "" and not skills[wanted:lower()] then missing[#missing + 1] = "'" .. wanted .. "'" end
    end
    if #missing > 0 then
      return string.format("None of those who do the work of %s has what it needs, %s: %s.", org.names(t),
        table.concat(missing, ", "), org.names(responsible)), responsible
    end
  end,
}

check "skills-unknown" {
  on       = "enterprise",
  kind     = "hygiene",
  severity = "info",
  because  = "what is not written down cannot be compared",
  test     = function()
    local needed = false
    for t in org.touchpoints() do needed = needed or t.attr[NEEDS] ~= nil end
    if not needed then
      return string.format("No touchpoint says what it needs: fill the column %s of touchpoints.csv.", NEEDS)
    end
    for x in org.people() do
      if x.attr[SKILLS] then return nil end
    end
    for p in org.positions() do
      if p.attr[SKILLS] then return nil end
    end
    return string.format("Nobody is said to have a skill: fill the column %s of people.csv or positions.csv.",
      SKILLS)
  end,
}

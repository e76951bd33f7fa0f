-- The core checks of one subject's letters.

local holders = require "holders"
local organization = require "organization"
local report = require "report"

local any, every, joined, keys_of = report.any, report.every, report.joined, report.keys_of
local sorted_keys = organization.sorted_keys

-- Accountable -----------------------------------------------------------------------------

-- Each position has one person, and it is the same one.
local function held_by_one_person(self, positions)
  local person = self.org.seated[positions[1]][1]
  return person ~= nil and every(positions, function(position)
    local seated = self.org.seated[position]
    return #seated == 1 and seated[1] == person
  end)
end

local function how_many_accountable(self, subject)
  local list, cell = self:accountable(subject), self:cell(subject, self.A)
  if #list == 0 then
    if subject.kind == "touchpoint" then
      self:add("no-accountable", subject.ref, { letter = self.A, rules = report.rules_of_gap(cell),
        causes = report.causes_of_gap(cell, subject.ref) })
    end
  elseif #list > 1 then
    local code = "many-accountable"
    if every(cell.winners, function(winner) return winner.joint and winner.because end) then
      code = "joint-accountable"
    elseif held_by_one_person(self, keys_of(list)) then
      code = "one-person-many-seats"
    end
    self:add(code, subject.ref, { letter = self.A, parties = list, rules = cell.winners })
  end
end

local function by_default_only(self, subject)
  return #self:accountable(subject) == 1
    and every(self:cell(subject, self.A).winners, function(winner)
      return winner.tier == "default"
    end)
end

local function only_by_default(self, subject)
  if by_default_only(self, subject) then
    self:add("only-by-default", subject.ref, { letter = self.A,
      parties = self:accountable(subject), rules = self:cell(subject, self.A).winners })
  end
end

-- No A, only vacant ones, or only by default: the finding that says so; nil where t is protected.
local function unprotected(self, subject)
  local list = self:accountable(subject)
  if #list == 0 then return { "no-accountable", subject.ref, letter = self.A } end
  if every(list, function(holder) return self:is_vacant(holder) end) then
    return report.vacant_seat(list[1])
  end
  if by_default_only(self, subject) then
    return { "only-by-default", subject.ref, letter = self.A }
  end
  return nil
end

local function moment_of_truth(self, subject)
  local cause = subject.moment_of_truth and unprotected(self, subject)
  if not cause then return end
  local list, cell = self:accountable(subject), self:cell(subject, self.A)
  self:add("moment-of-truth-unprotected", subject.ref, { parties = list, cause = cause,
    rules = #list == 0 and report.rules_of_gap(cell) or cell.winners })
end

-- Power and lines -------------------------------------------------------------------------

local function powerless_accountable(self, subject)
  local list = self:accountable(subject)
  if #list ~= 1 then return end
  local parties = { list[1] }
  for _, holder in ipairs(self:responsible(subject)) do
    if not self.org:commands(keys_of(list)[1], holder, subject) then
      parties[#parties + 1] = holder
    end
  end
  if #parties > 1 then
    self:add("powerless-accountable", subject.ref, { letter = self.A, parties = parties,
      rules = self:cell(subject, self.A).winners })
  end
end

-- Exactly one A, and it is under a holder of R: a unit by its head, a team by its lead.
local function inverted_line(self, subject)
  local list = self:accountable(subject)
  if #list ~= 1 then return end
  local parties = { list[1] }
  for _, holder in ipairs(self:responsible(subject)) do
    local position = holders.position_of(self.org, holder)
    if position and self.org:under(keys_of(list)[1], position) then
      parties[#parties + 1] = holder
    end
  end
  if #parties > 1 then
    self:add("inverted-line", subject.ref, { parties = parties,
      rules = self:cell(subject, self.A).winners })
  end
end

-- How many steps up its line a position is under another; nil where it is not.
local function steps_up(org, position, superior)
  for steps, key in ipairs((org:line_of(position))) do
    if key == superior then return steps - 1 end
  end
  return nil
end

local function too_high(self, subject)
  local list = self:accountable(subject)
  if #list ~= 1 then return end
  local doers = keys_of(self:positions_of(self:responsible(subject)))
  local common = self.org:lowest_common_superior(doers)
  local steps = common and steps_up(self.org, common, keys_of(list)[1])
  if steps and steps >= self:limit("too-high", "min", 2) then
    self:add("too-high", subject.ref, { parties = { list[1], "position:" .. common },
      rules = self:cell(subject, self.A).winners })
  end
end

local function single_point(self, subject)
  local list, people = self:responsible(subject), {}
  for _, holder in ipairs(list) do
    for _, person in ipairs(self.org:people_of(holder)) do people[person] = true end
  end
  if #sorted_keys(people) == 1 then
    self:add("single-point-of-failure", subject.ref, { parties = list,
      rules = self:cell(subject, self.R).winners })
  end
end

-- Vacancies -------------------------------------------------------------------------------

local function vacancies(self, subject)
  local function vacant(code, letter, holder)
    self:add(code, subject.ref, { letter = letter, parties = { holder }, discriminator = holder,
      rules = self:cell(subject, letter).winners, cause = report.vacant_seat(holder) })
  end
  for _, holder in ipairs(self:accountable(subject)) do
    if self:is_vacant(holder) then vacant("vacant-accountable", self.A, holder) end
  end
  local list = self:responsible(subject)
  if every(list, function(holder) return self:is_vacant(holder) end) then
    for _, holder in ipairs(list) do vacant("vacant-responsible", self.R, holder) end
  end
  for _, holder in ipairs(self:everybody(subject)) do
    if self:is_vacant(holder) then
      self:add("vacant-seat", holder, { parties = { holder }, discriminator = holder })
    end
  end
end

-- Letters ---------------------------------------------------------------------------------

-- A winner that gives nobody is a root, but for one whose function failed.
local function cause_of_unresolved(winner, cell)
  if cell.failed[winner] then
    return { "rule-failed", "rule:" .. winner.name, discriminator = "rule:" .. winner.name }
  end
  return nil
end

local function rules_and_letters(self, subject)
  for letter, cell in pairs(self.run.cells[subject.ref]) do
    if #cell.contested > 0 then
      self:add("contested", subject.ref, { letter = letter, parties = cell.contested,
        rules = cell.contending })
    end
    for _, winner in ipairs(cell.unresolved) do
      self:add("unresolved-holder", subject.ref, { letter = letter,
        discriminator = "rule:" .. winner.name, rules = { winner },
        cause = cause_of_unresolved(winner, cell) })
    end
    for _, rule in ipairs(cell.missing) do
      self:add("required-missing", subject.ref, { letter = letter,
        discriminator = "rule:" .. rule.name, rules = { rule },
        causes = report.causes_of_gap(cell, subject.ref) })
    end
  end
end

local function too_many(self, code, subject, letter, default_max)
  local cell = self:cell(subject, letter)
  if #cell.holders > self:limit(code, "max", default_max) then
    self:add(code, subject.ref, { letter = letter, parties = cell.holders,
      rules = cell.winners })
  end
end

-- Those who count as responsible: a scheme may say that the accountable do too.
local function counted_responsible(self, subject)
  local set = {}
  for _, holder in ipairs(self:responsible(subject)) do set[holder] = true end
  if self.policy.scheme.A_implies_R then
    for _, holder in ipairs(self:accountable(subject)) do set[holder] = true end
  end
  return sorted_keys(set)
end

-- A letter's holders are more or fewer than the scheme allows, and no other check says it:
-- no-accountable and many-accountable say it of A, no-responsible of a missing R.
local function letter_count(self, subject, letter, allowed)
  local cell = self:cell(subject, letter)
  local list = cell.holders
  if letter == self.R then
    list = counted_responsible(self, subject)
    if #list == 0 then
      self:add("no-responsible", subject.ref, { letter = letter, rules = report.rules_of_gap(cell),
        causes = report.causes_of_gap(cell, subject.ref) })
      return
    end
  end
  local about = { letter = letter, parties = list, rules = report.rules_of_gap(cell) }
  if allowed.max and #list > allowed.max then
    about.kind, about.rules = "conflict", cell.winners
  elseif allowed.min and #list < allowed.min then
    about.kind, about.causes = "gap", report.causes_of_gap(cell, subject.ref)
  end
  if about.kind and letter ~= self.A then
    self:add("letter-count", subject.ref, about)
  end
end

local function letter_counts(self, subject)
  too_many(self, "too-many-responsible", subject, self.R, 3)
  too_many(self, "too-many-consulted", subject, "C", 4)
  if subject.kind ~= "touchpoint" then return end
  for letter, allowed in pairs(self.policy.scheme.letters) do
    letter_count(self, subject, letter, allowed)
  end
end

-- Whether holder x has two letters of a group that excludes; adds those to `clashing`.
local function clashes(self, subject, x, group, clashing)
  local had = {}
  for _, letter in ipairs(group) do
    if self:has_letter(x, subject, letter) then had[letter] = true end
  end
  if #sorted_keys(had) < 2 then return false end
  for letter in pairs(had) do clashing[letter] = true end
  return true
end

local function clashing_letters(self, subject)
  local parties, clashing, rules = {}, {}, {}
  for _, x in ipairs(self:everybody(subject)) do
    for _, group in ipairs(self.policy.scheme.exclusive or {}) do
      if clashes(self, subject, x, group, clashing) then parties[#parties + 1] = x end
    end
  end
  for letter in pairs(clashing) do rules = joined(rules, self:cell(subject, letter).winners) end
  if #parties > 0 then
    self:add("clashing-letters", subject.ref, { parties = parties, rules = rules })
  end
end

local function told(self, subject)
  local scheme = self.policy.scheme.letters
  if #self:everybody(subject) == 0 then return end
  if (scheme.C or scheme.I) and #self:holders_of(subject, "C") == 0
    and #self:holders_of(subject, "I") == 0 then
    self:add("nobody-told", subject.ref, {})
  end
  local only = every(self:letters(), function(letter)
    return letter == "I" or #self:holders_of(subject, letter) == 0
  end)
  if only then
    self:add("only-informed", subject.ref, { rules = self:cell(subject, "I").winners })
  end
end

-- Units and departments -------------------------------------------------------------------

local function silo_touchpoint(self, subject)
  local list = self:everybody(subject)
  if #list >= 2 and #self.org:departments() >= 2
    and #self.org:departments_of_holders(list) == 1 then
    self:add("silo-touchpoint", subject.ref, { parties = list })
  end
end

-- Whether a holder is a unit or position below the unit or in it, or a team with a member there;
-- or a person who sits there, whatever a person includes.
local function is_from(org, holder, unit)
  local kind, key = organization.split(holder)
  local function sits_there(position)
    local own = org.positions[position].unit
    return own ~= nil and org:at_or_below(own, unit)
  end
  if kind == "unit" then return org:at_or_below(key, unit) end
  if kind == "position" then return sits_there(key) end
  return any(kind == "team" and org.teams[key].members or org.held[key], sits_there)
end

local function missing_deliverers(self, subject)
  for _, unit in ipairs(subject.units) do
    local reference = "unit:" .. unit
    local heard = self:has_letter(reference, subject)
      or any(self:everybody(subject), function(holder) return is_from(self.org, holder, unit) end)
    if not heard then
      self:add("missing-deliverer", subject.ref, { discriminator = reference,
        parties = { reference } })
    end
  end
end

return function(self)
  for _, subject in ipairs(self.org.subjects) do
    how_many_accountable(self, subject)
    only_by_default(self, subject)
    powerless_accountable(self, subject)
    vacancies(self, subject)
    rules_and_letters(self, subject)
    letter_counts(self, subject)
    clashing_letters(self, subject)
    if subject.kind == "touchpoint" then
      moment_of_truth(self, subject)
      inverted_line(self, subject)
      too_high(self, subject)
      single_point(self, subject)
      told(self, subject)
      silo_touchpoint(self, subject)
      missing_deliverers(self, subject)
    end
  end
end

-- What the checks write their findings into, and the questions that most of them ask.

local decisions = require "decisions"
local digest = require "digest"
local holders = require "holders"
local organization = require "organization"

local Report = {}
Report.__index = Report

local sorted_keys = organization.sorted_keys

local report = {}

-- Codes that are not looked for.
report.without = {}

-- A report on resolved assignments. `codes`: from code to { kind, severity }.
function report.new(run, codes)
  local scheme = run.policy.scheme
  return setmetatable({ run = run, org = run.org, policy = run.policy, codes = codes, list = {},
    ids = {}, A = scheme.accountable, R = scheme.responsible }, Report)
end

-- Settings --------------------------------------------------------------------------------

local function joined(a, b)
  return table.move(b, 1, #b, #a + 1, table.move(a, 1, #a, 1, {}))
end
report.joined = joined

-- What `checks {}` says of a check: a table, perhaps with `off`.
function Report:setting(code)
  local chosen = self.policy.checks[code]
  return type(chosen) == "table" and chosen or { off = chosen == "off" }
end

-- A limit of a check: `max`, `min`, `share` or `days`.
function Report:limit(code, name, default)
  return self:setting(code)[name] or default
end

-- Findings --------------------------------------------------------------------------------

-- The positions that holders stand for, each once, as references in order.
function Report:positions_of(list)
  local set = {}
  for _, holder in ipairs(list or {}) do
    local position = holders.position_of(self.org, holder)
    if position then set["position:" .. position] = true end
  end
  return sorted_keys(set)
end

function report.id(code, subject, about)
  return table.concat({ code, subject, about.letter or "", about.discriminator or "", "" }, "\n")
end

-- Adds a finding, once for its id. `about`: letter, discriminator, parties (holders), rules (a
-- list of rules); cause: { code, subject, letter, discriminator } of the finding it follows
-- from, or causes: several, of which the first that is there counts; kind and severity where
-- the code does not say them.
function Report:add(code, subject, about)
  local chosen = self:setting(code)
  local id = report.id(code, subject, about)
  if self.ids[id] then return end
  local known = self.codes[code] or {}
  local names = {}
  for _, rule in ipairs(about.rules or {}) do names[rule.name] = true end
  local finding = { code = code, kind = about.kind or known[1],
    severity = chosen.severity or about.severity or known[2], subject = subject,
    letter = about.letter, parties = self:positions_of(about.parties), id = id,
    rules = sorted_keys(names), message = about.message }
  finding.causes = {}
  for _, cause in ipairs(about.causes or { about.cause }) do
    table.insert(finding.causes, report.id(cause[1], cause[2], cause))
  end
  self.ids[id] = finding
  finding.off = chosen.off or report.without[code]
  if not finding.off then table.insert(self.list, finding) end
end

local function digest_of(lines)
  return digest.of(table.concat(lines, "\n")):sub(1, 16)
end

function report.key_of(finding)
  return digest_of({ finding.id })
end

-- The digest of a finding's sorted parties and rule names.
function report.fingerprint_of(finding)
  local lines = joined(finding.parties, finding.rules)
  lines[#lines + 1] = ""
  return digest_of(lines)
end

-- What a finding follows from, at the end of the chain; a check that is off breaks none.
function Report:root_of(finding)
  for _, id in ipairs(finding.causes) do
    local cause = self.ids[id]
    local nearest = cause and not cause.off and id or nil
    local root = cause and (decisions.causes == "root" and self:root_of(cause) or nearest
      or self:root_of(cause))
    if root or nearest then return root or nearest end
  end
  return nil
end

function Report:settle_causes()
  local roots = {}
  for _, finding in ipairs(self.list) do roots[finding] = self:root_of(finding) end
  for _, finding in ipairs(self.list) do finding.cause = roots[finding] end
end

-- The finding that a vacant position is the cause of others.
function report.vacant_seat(position)
  return { "vacant-seat", position, discriminator = position }
end

-- Letters ---------------------------------------------------------------------------------

local NO_CELL = { holders = {}, winners = {}, contested = {}, removed = {}, unresolved = {},
  missing = {}, forbidding = {}, contending = {}, takers = {}, applicable = {} }

-- The cell of a subject and letter; an empty one where the scheme has no such letter.
function Report:cell(subject, letter)
  return self.run.cells[subject.ref][letter] or NO_CELL
end

function Report:holders_of(subject, letter)
  return self:cell(subject, letter).holders
end

function Report:accountable(subject)
  return self:holders_of(subject, self.A)
end

function Report:responsible(subject)
  return self:holders_of(subject, self.R)
end

-- The letters of the policy's scheme, in order.
function Report:letters()
  return sorted_keys(self.policy.scheme.letters)
end

-- All who hold a letter on a subject, each once, in order.
function Report:everybody(subject)
  local set = {}
  for _, letter in ipairs(self:letters()) do
    for _, holder in ipairs(self:holders_of(subject, letter)) do set[holder] = true end
  end
  return sorted_keys(set)
end

-- Whether x has a letter on a subject: this one, or any that is none of `but`.
function Report:has_letter(x, subject, letter, but)
  for each in pairs(self.policy.scheme.letters) do
    if (letter or each) == each and not (but and but[each]) then
      for _, holder in ipairs(self:holders_of(subject, each)) do
        if self.org:includes(holder, x) then return true end
      end
    end
  end
  return false
end

-- Lists -----------------------------------------------------------------------------------

function report.keys_of(references)
  local keys = {}
  for i, reference in ipairs(references) do
    keys[i] = select(2, organization.split(reference))
  end
  return keys
end

function report.every(list, test)
  for _, element in ipairs(list) do
    if not test(element) then return false end
  end
  return true
end

function report.any(list, test)
  for _, element in ipairs(list) do
    if test(element) then return true end
  end
  return false
end

function report.contains(list, element)
  return report.any(list, function(each) return each == element end)
end

-- Gaps ------------------------------------------------------------------------------------

-- The rules that left a letter without holders: those that won, and those that forbade it.
function report.rules_of_gap(cell)
  return joined(cell.winners, cell.forbidding)
end

-- Why a letter has no holder, where that is a finding itself: winners that gave nobody, rather
-- one that did not fail; else a contest.
function report.causes_of_gap(cell, ref)
  local causes, unresolved = {}, joined(cell.unresolved, {})
  table.sort(unresolved, function(a, b) return a.name < b.name end)
  for _, failed in ipairs { false, true } do
    for _, winner in ipairs(unresolved) do
      if (cell.failed[winner] or false) == failed then
        causes[#causes + 1] = { "unresolved-holder", ref, letter = cell.letter,
          discriminator = "rule:" .. winner.name }
      end
    end
  end
  if #cell.contested > 0 then
    causes[#causes + 1] = { "contested", ref, letter = cell.letter }
  end
  return causes
end

function Report:is_vacant(holder)
  local kind, key = organization.split(holder)
  return kind == "position" and self.org:vacant(key)
end

return report

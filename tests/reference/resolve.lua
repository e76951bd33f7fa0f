-- From rules to assignments, step by step as the rule language's contract numbers them:
-- the date is the organization's; everything is per subject and letter.

local holders = require "holders"
local match = require "match"
local organization = require "organization"
local policy = require "policy"
local view = require "view"

local resolve = {}

local sorted_keys = organization.sorted_keys
local precedes = policy.precedes

-- 1. A rule applies to s when it is valid on the date, `on` is the kind of s, `match` holds and
--    `when` (if any) returns true; one that fails does not apply, and is rule-failed.
local function applies(run, rule, subject)
  local date = run.org.date
  if rule.from and date < rule.from or rule.to and date >= rule.to then return false end
  if rule.on ~= subject.kind then return false end
  if rule.subject and rule.subject ~= subject.ref then return false end
  if not match.holds(run.org, rule.match, subject) then return false end
  if not rule.when then return true end
  local ok, result = policy.call(rule.when, view.subject(run.org, subject))
  if ok and (result == nil or type(result) == "boolean") then return result == true end
  run.failed[rule.name] = true
  return false
end

-- A row whose letter the scheme lacks has failed.
local function lacks_letter(run, rule)
  local letter = rule.row and next(rule.assign)
  return letter and not run.policy.scheme.letters[letter]
end

local function applicable(run, subject)
  local found = {}
  for _, rule in ipairs(run.policy.rules) do
    if applies(run, rule, subject) then
      found[#found + 1] = rule
      if lacks_letter(run, rule) then run.failed[rule.name] = true end
    end
  end
  return found
end

-- 3. Of the applicable rules that assign the letter, the winners are those that no other of
--    them precedes (2. says what precedes what); the rest are overridden.
local function winners_of(rules, letter)
  local winners, overridden = {}, {}
  for _, rule in ipairs(rules) do
    if rule.assign[letter] ~= nil then
      local beaten_by
      for _, other in ipairs(rules) do
        if other.assign[letter] ~= nil and precedes(other, rule) then beaten_by = other end
      end
      if beaten_by then
        overridden[#overridden + 1] = { rule = rule, by = beaten_by }
      else
        winners[#winners + 1] = rule
      end
    end
  end
  return winners, overridden
end

-- Whom the expression names; nobody where its function fails, and the rule has failed.
local function named(run, rule, expression, subject)
  local list = holders.named(run.org, expression, subject)
  if not list then
    run.failed[rule.name] = true
    return {}, true
  end
  return list, false
end

-- What each winner gives. For A, holders become positions (5.) before bans are looked at. A
-- winner that gives nobody is unresolved, and still wins.
local function given_by(run, cell)
  local given = {}
  for _, winner in ipairs(cell.winners) do
    local list, failed = named(run, winner, winner.assign[cell.letter], cell.subject)
    if cell.letter == run.policy.scheme.accountable then
      list = holders.as_positions(run.org, list)
    end
    if #list == 0 then table.insert(cell.unresolved, winner) end
    if failed then cell.failed[winner] = true end
    for _, holder in ipairs(list) do
      given[holder] = given[holder] or {}
      given[holder][winner] = true
    end
  end
  return given
end

-- The applicable rules that forbid the letter, each with whom it names.
local function bans_of(run, cell)
  local bans = {}
  for _, rule in ipairs(cell.applicable) do
    local expression = rule.forbid[cell.letter]
    if expression ~= nil then
      table.insert(bans, { rule = rule, names = named(run, rule, expression, cell.subject) })
    end
  end
  return bans
end

-- 4. For a winner w giving holder h, and the applicable rules that forbid h: kept if w precedes
--    all of them; removed if one of them precedes w; else contested.
local function fate(w, forbidding)
  local precedes_all = true
  for _, rule in ipairs(forbidding) do
    if precedes(rule, w) then return "removed" end
    if not precedes(w, rule) then precedes_all = false end
  end
  return precedes_all and "kept" or "contested"
end

-- The rules of equal standing over a contested holder.
local function contention(cell, winner, forbidding)
  if fate(winner, forbidding) ~= "contested" then return end
  table.insert(cell.contending, winner)
  for _, rule in ipairs(forbidding) do
    if not precedes(winner, rule) then table.insert(cell.contending, rule) end
  end
end

-- 4. h holds the letter if some winner keeps it; otherwise, if some winner leaves it contested,
--    it is contested; otherwise removed.
local function settle(run, cell)
  local given = given_by(run, cell)
  local bans = bans_of(run, cell)
  for _, holder in ipairs(sorted_keys(given)) do
    local forbidding = {}
    for _, ban in ipairs(bans) do
      if holders.any_matches(run.org, ban.names, holder) then
        forbidding[#forbidding + 1] = ban.rule
      end
    end
    local fates, keepers = {}, {}
    for winner in pairs(given[holder]) do
      local met = fate(winner, forbidding)
      for _, rule in ipairs(forbidding) do
        local takes = met == "removed" and precedes(rule, winner)
          or met == "contested" and not precedes(winner, rule)
        if takes then
          table.insert(cell.forbidding, rule)
          cell.takers[holder] = cell.takers[holder] or {}
          table.insert(cell.takers[holder], rule)
        end
      end
      fates[met] = true
      if met == "kept" then keepers[winner.name] = true end
    end
    table.insert(cell.fates, { holder = holder, fates = fates, banned = #forbidding > 0 })
    cell.keepers[holder] = keepers
    if fates.kept then
      table.insert(cell.holders, holder)
    elseif fates.contested then
      table.insert(cell.contested, holder)
      for winner in pairs(given[holder]) do contention(cell, winner, forbidding) end
    else
      table.insert(cell.removed, holder)
    end
  end
end

-- 6. `require` last: every applicable rule's, whatever its tier, unless an applicable rule
--    overrides that rule by name or chain; where no holder matches, it is missing.
local function demands(run, cell)
  for _, rule in ipairs(cell.applicable) do
    local expression = rule.require[cell.letter]
    local overridden = false
    for _, other in ipairs(cell.applicable) do
      if other.beats[rule.name] then overridden = true end
    end
    if expression ~= nil and not overridden then
      local wanted, met = named(run, rule, expression, cell.subject), false
      for _, holder in ipairs(cell.holders) do
        if holders.any_matches(run.org, wanted, holder) then met = true end
      end
      table.insert(met and cell.met or cell.missing, rule)
    elseif expression ~= nil then
      table.insert(cell.waived, rule)
    end
  end
end

local function resolve_letter(run, subject, rules, letter)
  local cell = { subject = subject, letter = letter, applicable = rules, holders = {},
    fates = {}, keepers = {}, contested = {}, removed = {}, -- by the bans
    forbidding = {}, contending = {}, takers = {}, -- the rules of it; takers by holder
    unresolved = {}, failed = {}, missing = {}, met = {}, waived = {} }
  cell.winners, cell.overridden = winners_of(rules, letter)
  settle(run, cell)
  demands(run, cell)
  return cell
end

-- Everything that follows from a policy and an organization on its date:
-- `cells` by subject reference and letter, `failed` the names of rules that failed.
function resolve.all(org, with)
  local run = { org = org, policy = with, cells = {}, failed = {} }
  for _, subject in ipairs(org.subjects) do
    local rules = applicable(run, subject)
    run.cells[subject.ref] = {}
    for _, letter in ipairs(sorted_keys(with.scheme.letters)) do
      run.cells[subject.ref][letter] = resolve_letter(run, subject, rules, letter)
    end
  end
  return run
end

-- The matrix: every touchpoint, and other subjects that have a holder.
function resolve.matrix(run)
  local rows = {}
  for _, subject in ipairs(run.org.subjects) do
    local letters, some = {}, false
    for letter, cell in pairs(run.cells[subject.ref]) do
      if #cell.holders > 0 then letters[letter], some = cell.holders, true end
    end
    if some or subject.kind == "touchpoint" then
      rows[#rows + 1] = { subject = subject.ref, letters = letters }
    end
  end
  return rows
end

return resolve

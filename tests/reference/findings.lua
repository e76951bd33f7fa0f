-- The core checks over resolved assignments, in the words of the contract's table.

local escalate = require "escalate"
local holders = require "holders"
local organization = require "organization"

local findings = {}

local sorted_keys = organization.sorted_keys

findings.CODES = {
  ["no-accountable"] = { "gap", "error" },
  ["many-accountable"] = { "conflict", "error" },
  ["one-person-many-seats"] = { "risk", "warning" },
  ["joint-accountable"] = { "risk", "info" },
  ["contested"] = { "conflict", "error" },
  ["no-responsible"] = { "gap", "error" },
  ["required-missing"] = { "gap", "error" },
  ["unresolved-holder"] = { "gap", "error" },
  ["only-by-default"] = { "risk", "warning" },
  ["too-many-responsible"] = { "risk", "warning" },
  ["too-many-consulted"] = { "risk", "warning" },
  ["powerless-accountable"] = { "conflict", "error" },
  ["vacant-accountable"] = { "gap", "error" },
  ["vacant-responsible"] = { "gap", "error" },
  ["vacant-seat"] = { "hygiene", "info" },
  ["letter-count"] = { nil, "error" }, -- conflict above, gap below
  ["unowned-handoff"] = { "gap", "warning" },
  ["journey-without-lead"] = { "gap", "warning" },
  ["lead-disagrees"] = { "conflict", "warning" },
  ["no-ceo"] = { "gap", "error" },
  ["no-cxo"] = { "gap", "warning" },
  ["cxo-unempowered"] = { "risk", "warning" },
  ["no-final-arbiter"] = { "gap", "error" },
  ["rule-failed"] = { "policy", "error" },
}

-- Gathering -------------------------------------------------------------------------------

local function setting(report, code)
  local chosen = report.policy.checks[code]
  return type(chosen) == "table" and chosen or { off = chosen == "off" }
end

-- The positions that holders stand for, each once, as references in order.
local function parties_of(report, list)
  local set = {}
  for _, holder in ipairs(list or {}) do
    local position = holders.position_of(report.org, holder)
    if position then set["position:" .. position] = true end
  end
  return sorted_keys(set)
end

-- `about`: letter, parties (holders), discriminator, kind where it varies.
local function add(report, code, subject, about)
  local chosen = setting(report, code)
  if chosen.off then return end
  local id = table.concat({ code, subject, about.letter or "", about.discriminator or "", "" },
    "\n")
  if report.ids[id] then return end
  report.ids[id] = true
  table.insert(report.list, { code = code, kind = about.kind or findings.CODES[code][1],
    severity = chosen.severity or findings.CODES[code][2], subject = subject,
    letter = about.letter, parties = parties_of(report, about.parties), id = id })
end

local function cell_of(report, subject, letter)
  return report.run.cells[subject.ref][letter]
end

local function accountable(report, subject)
  return cell_of(report, subject, report.A).holders
end

local function responsible(report, subject)
  return cell_of(report, subject, report.R).holders
end

local function keys_of(references)
  local keys = {}
  for i, reference in ipairs(references) do
    keys[i] = select(2, organization.split(reference))
  end
  return keys
end

local function every(list, test)
  for _, element in ipairs(list) do
    if not test(element) then return false end
  end
  return true
end

-- Accountable -----------------------------------------------------------------------------

-- Each position has one person, and it is the same one.
local function held_by_one_person(report, positions)
  local person = report.org.seated[positions[1]][1]
  return person ~= nil and every(positions, function(position)
    local seated = report.org.seated[position]
    return #seated == 1 and seated[1] == person
  end)
end

local function how_many_accountable(report, subject)
  local list, cell = accountable(report, subject), cell_of(report, subject, report.A)
  if #list == 0 then
    if subject.kind == "touchpoint" then
      add(report, "no-accountable", subject.ref, { letter = report.A })
    end
  elseif #list > 1 then
    local code = "many-accountable"
    if every(cell.winners, function(winner) return winner.joint and winner.because end) then
      code = "joint-accountable"
    elseif held_by_one_person(report, keys_of(list)) then
      code = "one-person-many-seats"
    end
    add(report, code, subject.ref, { letter = report.A, parties = list })
  end
end

local function only_by_default(report, subject)
  local list, cell = accountable(report, subject), cell_of(report, subject, report.A)
  local defaults = every(cell.winners, function(winner) return winner.tier == "default" end)
  if #list == 1 and defaults then
    add(report, "only-by-default", subject.ref, { letter = report.A, parties = list })
  end
end

local function powerless_accountable(report, subject)
  local list = accountable(report, subject)
  if #list ~= 1 then return end
  local parties = { list[1] }
  for _, holder in ipairs(responsible(report, subject)) do
    if not report.org:commands(keys_of(list)[1], holder, subject) then
      parties[#parties + 1] = holder
    end
  end
  if #parties > 1 then
    add(report, "powerless-accountable", subject.ref, { letter = report.A, parties = parties })
  end
end

-- Vacancies -------------------------------------------------------------------------------

local function is_vacant(report, holder)
  local kind, key = organization.split(holder)
  return kind == "position" and report.org:vacant(key)
end

local function vacancies(report, subject)
  for _, holder in ipairs(accountable(report, subject)) do
    if is_vacant(report, holder) then
      add(report, "vacant-accountable", subject.ref,
        { letter = report.A, parties = { holder }, discriminator = holder })
    end
  end
  local list = responsible(report, subject)
  if every(list, function(holder) return is_vacant(report, holder) end) then
    for _, holder in ipairs(list) do
      add(report, "vacant-responsible", subject.ref,
        { letter = report.R, parties = { holder }, discriminator = holder })
    end
  end
  for _, cell in pairs(report.run.cells[subject.ref]) do
    for _, holder in ipairs(cell.holders) do
      if is_vacant(report, holder) then
        add(report, "vacant-seat", holder, { parties = { holder }, discriminator = holder })
      end
    end
  end
end

-- Letters ---------------------------------------------------------------------------------

local function rules_and_letters(report, subject)
  for letter, cell in pairs(report.run.cells[subject.ref]) do
    if #cell.contested > 0 then
      add(report, "contested", subject.ref, { letter = letter, parties = cell.contested })
    end
    for _, winner in ipairs(cell.unresolved) do
      add(report, "unresolved-holder", subject.ref,
        { letter = letter, discriminator = "rule:" .. winner.name })
    end
    for _, rule in ipairs(cell.missing) do
      add(report, "required-missing", subject.ref,
        { letter = letter, discriminator = "rule:" .. rule.name })
    end
  end
end

local function too_many(report, code, subject, letter, default_max)
  local cell = cell_of(report, subject, letter)
  local max = setting(report, code).max or default_max
  if cell and #cell.holders > max then
    add(report, code, subject.ref, { letter = letter, parties = cell.holders })
  end
end

-- Those who count as responsible: a scheme may say that the accountable do too.
local function counted_responsible(report, subject)
  local set = {}
  for _, holder in ipairs(responsible(report, subject)) do set[holder] = true end
  if report.policy.scheme.A_implies_R then
    for _, holder in ipairs(accountable(report, subject)) do set[holder] = true end
  end
  return sorted_keys(set)
end

-- A letter's holders are more or fewer than the scheme allows, and no other check says it:
-- no-accountable and many-accountable say it of A, no-responsible of a missing R.
local function letter_count(report, subject, letter, allowed)
  local list = cell_of(report, subject, letter).holders
  if letter == report.R then
    list = counted_responsible(report, subject)
    if #list == 0 then
      add(report, "no-responsible", subject.ref, { letter = letter })
      return
    end
  end
  local about = { letter = letter, parties = list }
  if allowed.max and #list > allowed.max then
    about.kind = "conflict"
  elseif allowed.min and #list < allowed.min then
    about.kind = "gap"
  end
  if about.kind and letter ~= report.A then
    add(report, "letter-count", subject.ref, about)
  end
end

local function letter_counts(report, subject)
  too_many(report, "too-many-responsible", subject, report.R, 3)
  too_many(report, "too-many-consulted", subject, "C", 4)
  if subject.kind ~= "touchpoint" then return end
  for letter, allowed in pairs(report.policy.scheme.letters) do
    letter_count(report, subject, letter, allowed)
  end
end

-- Handoffs, journeys, the enterprise ------------------------------------------------------

local function unowned_handoff(report, handoff)
  local org = report.org
  local from, to = accountable(report, handoff.from), accountable(report, handoff.to)
  if #from == 0 or #to == 0 or #accountable(report, handoff) > 0 then return end
  if org.same_set(org:departments_of_positions(keys_of(from)),
      org:departments_of_positions(keys_of(to))) then return end
  local parties = table.move(to, 1, #to, #from + 1, table.move(from, 1, #from, 1, {}))
  add(report, "unowned-handoff", handoff.ref, { parties = parties })
end

local function journey_leads(report, journey)
  local list, lead = accountable(report, journey), journey.lead
  if not lead and #list == 0 then
    add(report, "journey-without-lead", journey.ref, {})
  elseif lead and #list > 0 and not (#list == 1 and list[1] == "position:" .. lead) then
    local parties = table.move(list, 1, #list, 2, { "position:" .. lead })
    add(report, "lead-disagrees", journey.ref, { parties = parties })
  end
end

-- Whether some mandate gives the CXO the touchpoints: all of them, or one at least.
local function gives_touchpoints(org, chief)
  for _, mandate in ipairs(org.mandates) do
    if mandate.position == chief then
      if mandate.scope == "*" then return true end
      for _, touchpoint in pairs(org.touchpoints) do
        if org:covers(mandate.scope, touchpoint) then return true end
      end
    end
  end
  return false
end

local function offices(report)
  local org = report.org
  local chiefs = org:positions_with_office("cxo")
  if #org:positions_with_office("ceo") == 0 then add(report, "no-ceo", "enterprise", {}) end
  if #chiefs == 0 then add(report, "no-cxo", "enterprise", {}) end
  local unempowered = every(chiefs, function(chief) return not gives_touchpoints(org, chief) end)
  if #chiefs > 0 and #org.mandates > 0 and unempowered then
    local parties = {}
    for i, chief in ipairs(chiefs) do parties[i] = "position:" .. chief end
    add(report, "cxo-unempowered", "enterprise", { parties = parties })
  end
end

local function escalations(report)
  local nobody = false
  for _, finding in ipairs(report.list) do
    if escalate.wanted(report.policy, finding) then
      escalate.route(report.org, report.policy, finding)
      if not finding.escalate.to then nobody = true end
    end
  end
  if nobody then add(report, "no-final-arbiter", "enterprise", {}) end
end

-- All findings of the codes above, each with its escalation (nil: it does not escalate).
function findings.all(run)
  local report = { run = run, org = run.org, policy = run.policy, list = {}, ids = {},
    A = run.policy.scheme.accountable, R = run.policy.scheme.responsible }
  for _, subject in ipairs(run.org.subjects) do
    how_many_accountable(report, subject)
    only_by_default(report, subject)
    powerless_accountable(report, subject)
    vacancies(report, subject)
    rules_and_letters(report, subject)
    letter_counts(report, subject)
    if subject.kind == "handoff" then unowned_handoff(report, subject) end
    if subject.kind == "journey" then journey_leads(report, subject) end
  end
  for name in pairs(run.failed) do
    add(report, "rule-failed", "rule:" .. name, { discriminator = "rule:" .. name })
  end
  offices(report)
  escalations(report)
  return report.list
end

return findings

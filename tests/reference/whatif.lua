-- What a reorganization breaks, heals and moves: an organization without and with it, both
-- evaluated as of one date, and the difference of their findings and of who holds what.

local expect = require "expect"
local decisions = require "decisions"
local organization = require "organization"
local report = require "report"

local whatif = {}

local sorted_keys = organization.sorted_keys

-- The finding for a step that does not apply: { index, step }.
local function misfit_finding(misfit)
  local subject = "scenario:" .. misfit.step.scenario
  local about = { discriminator = "step:" .. misfit.index }
  return { code = "step-not-applicable", kind = "policy", severity = "error", subject = subject,
    parties = {}, rules = { misfit.step.word }, causes = {},
    id = report.id("step-not-applicable", subject, about) }
end

-- Findings ---------------------------------------------------------------------------------

-- Open findings by their id; accepted ones count as none.
local function open_by_id(list)
  local by_id = {}
  for _, finding in ipairs(list) do
    if not finding.accepted then by_id[finding.id] = finding end
  end
  return by_id
end

local function status_of(before, after)
  if not before then return "new" end
  if not after then return "gone" end
  return report.fingerprint_of(before) == report.fingerprint_of(after) and "existing" or "changed"
end

-- By subject, then code, then key.
local function is_before(a, b)
  if a.subject ~= b.subject then return a.subject < b.subject end
  if a.code ~= b.code then return a.code < b.code end
  return report.key_of(a) < report.key_of(b)
end

-- Each finding of either side as it is after, or was before, with its status; in order.
local function findings_with_status(before, after)
  local ids, list = {}, {}
  local was, is = open_by_id(before), open_by_id(after)
  for _, side in ipairs { was, is } do
    for id in pairs(side) do ids[id] = true end
  end
  for id in pairs(ids) do
    local finding = {}
    for name, value in pairs(is[id] or was[id]) do finding[name] = value end
    finding.status = status_of(was[id], is[id])
    list[#list + 1] = finding
  end
  table.sort(list, is_before)
  return list
end

local function counted(findings)
  local summary = { new = 0, existing = 0, changed = 0, gone = 0 }
  for _, finding in ipairs(findings) do
    summary[finding.status] = summary[finding.status] + 1
  end
  return summary
end

-- Moves ------------------------------------------------------------------------------------

-- Holders by "subject letter", subjects' references having no blanks.
local function holders_of(run)
  local held = {}
  for ref, cells in pairs(run.cells) do
    for letter, cell in pairs(cells) do held[ref .. " " .. letter] = cell.holders end
  end
  return held
end

-- Each letter of a subject that has other holders after than before, in order.
local function moves_between(before, after)
  local from, to = holders_of(before), holders_of(after)
  local set, moves = {}, {}
  for _, side in ipairs { from, to } do
    for place in pairs(side) do set[place] = true end
  end
  for _, place in ipairs(sorted_keys(set)) do
    local had, has = from[place] or {}, to[place] or {}
    if table.concat(had, " ") ~= table.concat(has, " ") then
      local subject, letter = place:match("^(%S+) (%S+)$")
      moves[#moves + 1] = { subject = subject, letter = letter, from = had, to = has }
    end
  end
  table.sort(moves, function(a, b)
    if a.subject ~= b.subject then return a.subject < b.subject end
    return a.letter < b.letter
  end)
  return moves
end

-- Both sides -------------------------------------------------------------------------------

-- What the policy in a file makes of tables before and after, as of a date: { invalid } where
-- it is one for either; else { findings, moves, summary, failed }.
function whatif.evaluate(before, after, path, date, misfits)
  local either = decisions.known_in_whatif == "either"
  local old = expect.policy(before, path, date, either and after)
  local new = expect.policy(after, path, date, either and before)
  if old.invalid or new.invalid then return { invalid = old.invalid or new.invalid } end
  local found = report.joined(new.findings, {})
  if not report.without["step-not-applicable"] then
    for _, misfit in ipairs(misfits) do found[#found + 1] = misfit_finding(misfit) end
  end
  local list = findings_with_status(old.findings, found)
  return { findings = list, moves = moves_between(old.run, new.run), summary = counted(list),
    failed = next(old.run.failed) ~= nil or next(new.run.failed) ~= nil }
end

return whatif

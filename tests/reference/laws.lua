-- Tests of the reference itself: one tiny case for each sentence of the contract.
-- Usage: lua5.4 laws.lua

local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local digest = require "digest"
local findings = require "findings"
local organization = require "organization"
local policy = require "policy"
local resolve = require "resolve"
local view = require "view"

-- The organization that the laws start from: from file to rows, each "column=cell column=cell".
local BASE = {
  ["units.csv"] = {
    "key=acme kind=company head=boss",
    "key=ops kind=department parent=acme head=coo",
    "key=billing kind=team parent=ops head=bill",
    "key=mkt kind=department parent=acme head=cmo" },
  ["positions.csv"] = {
    "key=boss unit=acme office=ceo",
    "key=chief unit=acme reports_to=boss office=cxo",
    "key=coo unit=ops reports_to=boss office=coo",
    "key=cmo unit=mkt reports_to=boss office=cmo",
    "key=bill unit=billing reports_to=coo",
    "key=clerk unit=billing reports_to=bill" },
  ["people.csv"] = { "key=ann", "key=bea", "key=cy", "key=dee", "key=eve", "key=fay" },
  ["seats.csv"] = {
    "position=boss person=ann kind=holder",
    "position=chief person=bea kind=holder",
    "position=coo person=cy kind=holder",
    "position=cmo person=dee kind=holder",
    "position=bill person=eve kind=acting",
    "position=clerk person=fay kind=delegate" },
  ["teams.csv"] = { "key=squad lead=bill" },
  ["team_members.csv"] = { "team=squad position=clerk", "team=squad position=cmo" },
  ["stages.csv"] = { "key=buy order=1", "key=use order=2" },
  ["channels.csv"] = { "key=web", "key=phone" },
  ["journeys.csv"] = { "key=j1 lead=cmo team=squad" },
  ["touchpoints.csv"] = {
    "key=t1 journey=j1 order=1 stage=buy channel=web criticality=3 units=mkt tags=vip;new",
    "key=t2 journey=j1 order=2 stage=use channel=phone criticality=5 units=billing;ops " ..
      "managed=no moment_of_truth=yes region=us",
    "key=t3" },
}

local function row_of(text)
  local row = {}
  for column, cell in text:gmatch("([%w_-]+)=(%S*)") do
    if cell ~= "" then row[column] = cell end
  end
  return row
end

-- The base with rows added; a row whose key is there already replaces those with the key,
-- unless it comes after another of the law's own.
local function tables_of(changes)
  local tables = {}
  for name, rows in pairs(BASE) do
    local own = {}
    for _, text in ipairs(changes[name] or {}) do own[row_of(text).key or text] = true end
    tables[name] = {}
    for _, text in ipairs(rows) do
      local row = row_of(text)
      local seat = row.position and not row.key and "-" .. row.position
      local dropped = false
      for _, each in ipairs(changes[name] or {}) do dropped = dropped or each == seat end
      if not own[row.key or text] and not dropped then table.insert(tables[name], row) end
    end
  end
  for name, rows in pairs(changes) do
    tables[name] = tables[name] or {}
    for _, text in ipairs(rows) do
      if text:sub(1, 1) ~= "-" then table.insert(tables[name], row_of(text)) end
    end
  end
  return tables
end

local function write_policy(text)
  if not text:find("policy {", 1, true) then text = 'policy { name = "law" } ' .. text end
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
  return path
end

-- Runs rules over the base: what every subject's letters are, and the findings as text.
local function evaluate(case)
  local org = organization.at(tables_of(case.with or {}), case.date or "2026-01-01")
  local path = write_policy(case.policy or "")
  local ok, loaded = pcall(policy.load, path, org, view.organization(org))
  os.remove(path)
  if not ok then return { error = loaded } end
  local run = resolve.all(org, loaded)
  local letters = {}
  for ref, cells in pairs(run.cells) do
    for letter, cell in pairs(cells) do
      if #cell.holders > 0 then
        letters[ref .. " " .. letter] = table.concat(cell.holders, " ")
      end
    end
  end
  return { run = run, letters = letters, findings = findings.all(run) }
end

local function finding_text(finding)
  local text = finding.code .. " " .. finding.subject
  if finding.letter then text = text .. " " .. finding.letter end
  return text
end

local function detail(finding)
  local parts = { finding_text(finding), "parties", table.concat(finding.parties, " ") }
  if finding.escalate then
    for _, step in ipairs(finding.escalate.path) do
      table.insert(parts, step.to .. "/" .. step.skipped)
    end
    table.insert(parts, "-> " .. (finding.escalate.to or "nobody"))
  end
  return (table.concat(parts, " "):gsub("%s+", " "):gsub(" $", ""))
end

local count, failures = 0, 0

local function complain(name, ...)
  failures = failures + 1
  print("FAILED " .. name .. ": " .. string.format(...))
end

-- What something is of a finding: `wanted` by the finding's text.
local function check_one(name, list, wanted, of)
  for text, value in pairs(wanted) do
    local got = "no such finding"
    for _, finding in ipairs(list) do
      if finding_text(finding) == text then got = of(finding) end
    end
    if got ~= value then complain(name, "%s: got %q, expected %q", text, got, value) end
  end
end

local function check_findings(name, case, result)
  local found, details = {}, {}
  for _, finding in ipairs(result.findings) do
    local text = finding_text(finding)
    found[text] = (found[text] or 0) + 1
    details[detail(finding)] = true
  end
  for _, text in ipairs(case.finds or {}) do
    if not found[text] then complain(name, "%s is not found", text) end
  end
  for _, text in ipairs(case.lacks or {}) do
    if found[text] then complain(name, "%s is found", text) end
  end
  for _, text in ipairs(case.details or {}) do
    if not details[text] then
      complain(name, "%q is not found; found are:\n  %s", text,
        table.concat(organization.sorted_keys(details), "\n  "))
    end
  end
  check_one(name, result.findings, case.rules or {}, function(finding)
    return table.concat(finding.rules, ", ")
  end)
  check_one(name, result.findings, case.causes or {}, function(finding)
    return (finding.cause or ""):gsub("%s+", " "):gsub(" $", "")
  end)
end

-- A law: its sentence, and a case: `with` rows, `policy`, `date`; `letters` expected ("t1 A" =
-- "position:coo", "" for nobody), findings it `finds` and `lacks`, `details` with parties and
-- route, the `rules` and `causes` of findings, or `error`.
local function law(name, case)
  count = count + 1
  local result = evaluate(case)
  if case.error or result.error then
    if not (case.error and result.error and result.error:find(case.error, 1, true)) then
      complain(name, "expected the error %s, got %s", case.error, result.error)
    end
    return
  end
  for where, wanted in pairs(case.letters or {}) do
    local subject, letter = where:match("^(%S+) (%S+)$")
    if subject:find("^t%d") then subject = "touchpoint:" .. subject end
    local got = result.letters[subject .. " " .. letter] or ""
    if got ~= wanted then complain(name, "%s is %q, expected %q", where, got, wanted) end
  end
  check_findings(name, case, result)
end

if digest.of("abc"):sub(1, 16) ~= "ba7816bf8f01cfea" then complain("SHA-256", "another digest") end

-- What laws of another form are made with: the base with changes, a policy's file, and the count.
local tools = { tables_of = tables_of, row_of = row_of, write_policy = write_policy,
  complain = complain, counted = function() count = count + 1 end }

for _, chapter in ipairs { "laws_match", "laws_holders", "laws_resolve", "laws_findings",
  "laws_letters", "laws_passages", "laws_organization", "laws_record", "laws_facts",
  "laws_scenario", "laws_steps", "laws_misfits", "laws_whatif" } do
  dofile(here .. "/" .. chapter .. ".lua")(law, tools)
end

print(("%d laws, %d failures"):format(count, failures))
os.exit(failures == 0)

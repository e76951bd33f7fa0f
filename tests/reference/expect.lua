-- What the reference expects of a case, what the program gave, and where the two differ.

local findings = require "findings"
local json = require "json"
local organization = require "organization"
local policies = require "policy"
local report = require "report"
local resolve = require "resolve"
local view = require "view"

local expect = {}

local sorted_keys = organization.sorted_keys

-- What else a model knows on any date counts as known in this one.
local function know_too(org, tables)
  for kind, keys in pairs(organization.at(tables, org.date).known) do
    for key in pairs(keys) do org.known[kind][key] = true end
  end
  org.stated_elsewhere = tables["stated.csv"] or {}
end

-- The expectation for one policy of a written case: { invalid = message }, or { run, rows,
-- findings }. `also` are the tables of a model of which the policy may name what it knows.
function expect.policy(tables, path, date, also)
  local org = organization.at(tables, date)
  if also then know_too(org, also) end
  local ok, loaded = pcall(policies.load, path, org, view.organization(org))
  if not ok then
    assert(tostring(loaded):find("^invalid policy"), loaded)
    return { invalid = loaded, org = org }
  end
  local run = resolve.all(org, loaded)
  return { run = run, org = org, rows = resolve.matrix(run), findings = findings.all(run) }
end

-- Differences -----------------------------------------------------------------------------

local function letters_text(letters)
  local parts = {}
  for _, letter in ipairs(sorted_keys(letters)) do
    parts[#parts + 1] = letter .. "=" .. table.concat(letters[letter], ",")
  end
  return table.concat(parts, " ")
end

local function rows_as_lines(rows)
  local lines = {}
  for i, row in ipairs(rows) do
    lines[i] = (row.subject .. " " .. letters_text(row.letters)):gsub(" $", "")
  end
  return lines
end

local function text_of(value)
  if value == nil or value == json.null then return "-" end
  return value
end

-- The names of a finding's rules, as the reference or the program gives them.
local function rule_names(finding)
  local set = {}
  for _, rule in ipairs(finding.rules) do set[rule.name or rule] = true end
  return sorted_keys(set)
end

-- Whether a finding is one of a policy's own checks, whose message is the policy's.
local function is_own(finding)
  return not findings.CODES[finding.code] and finding.code ~= "step-not-applicable"
end

local function finding_line(finding)
  local parties = table.move(finding.parties, 1, #finding.parties, 1, {})
  table.sort(parties)
  local route = "does not escalate"
  if finding.escalate and finding.escalate ~= json.null then
    local steps = {}
    for i, step in ipairs(finding.escalate.path) do steps[i] = step.to .. "/" .. step.skipped end
    route = ("path [%s] to %s"):format(table.concat(steps, " "), text_of(finding.escalate.to))
  end
  local says = is_own(finding) and " says " .. finding.message or ""
  return ("%s %s %s %s/%s parties [%s] rules [%s] %s%s"):format(finding.code, finding.subject,
    text_of(finding.letter), finding.kind, finding.severity, table.concat(parties, " "),
    table.concat(rule_names(finding), ", "), route, says)
end
expect.finding_line = finding_line

local function finding_lines(list)
  local lines = {}
  for _, finding in ipairs(list) do
    if not report.without[finding.code] then lines[#lines + 1] = finding_line(finding) end
  end
  table.sort(lines)
  return lines
end

-- Adds { what, text } for each line that only one of two lists has.
local function compare_lines(differences, what_of, expected, got)
  local count = {}
  for _, line in ipairs(expected) do count[line] = (count[line] or 0) + 1 end
  for _, line in ipairs(got) do count[line] = (count[line] or 0) - 1 end
  for _, line in ipairs(sorted_keys(count)) do
    if count[line] ~= 0 then
      local side = count[line] > 0 and "expected, not given: " or "given, not expected: "
      table.insert(differences, { what = what_of(line), text = side .. line })
    end
  end
end
expect.compare_lines = compare_lines

local function first_word(line) return line:match("^%S+") end

local function wanted_status(expectation, command)
  if expectation.invalid or next(expectation.run.failed) then return 3 end
  if command == "check" then
    for _, finding in ipairs(expectation.findings) do
      if finding.severity == "error" and not finding.accepted then return 1 end
    end
  end
  return 0
end

-- Some of it the reference cannot know: other checks, which it leaves out, may find errors; and
-- a rule that fails elsewhere does not concern `who`.
local function status_fits(expectation, command, status)
  local wanted = wanted_status(expectation, command)
  return status == wanted or command == "check" and wanted == 0 and status == 1
    or command == "who" and not expectation.invalid and status == 0
end

local function read_document(differences, command, result)
  local ok, document = pcall(json.read, result.out)
  if ok and type(document) == "table" then return document end
  table.insert(differences, { what = command .. ":json",
    text = ("%s printed no JSON (status %s): %s %s"):format(command, result.status,
      result.out:sub(1, 200), result.err:sub(1, 2000)) })
  return nil
end
expect.read_document = read_document

local function compare_matrix(differences, expectation, document)
  if not document.rows then
    table.insert(differences, { what = "matrix:rows", text = "no rows" })
    return
  end
  local expected, got = rows_as_lines(expectation.rows), rows_as_lines(document.rows)
  local before = #differences
  compare_lines(differences, function(line)
    return "matrix " .. line:match("^%l+")
  end, expected, got)
  if #differences == before and table.concat(expected, "\n") ~= table.concat(got, "\n") then
    table.insert(differences, { what = "matrix:order", text = "rows are in another order: " ..
      table.concat(got, " | ") })
  end
end

-- A finding's key is a digest of its code, subject, letter and discriminator; a cause is a key.
local function compare_keys(differences, expectation, list, what)
  local expected, got, names = {}, {}, {}
  local function line_of(finding, key, fingerprint, cause)
    local follows = cause and " cause " .. (names[cause] or cause) or ""
    return ("%s %s key %s fingerprint %s%s"):format(finding.code, finding.subject, key,
      fingerprint, follows)
  end
  for _, finding in ipairs(expectation.findings) do
    names[report.key_of(finding)] = finding.id:gsub("\n", " ")
  end
  for _, finding in ipairs(expectation.findings) do
    expected[#expected + 1] = line_of(finding, report.key_of(finding),
      report.fingerprint_of(finding), finding.cause and report.key_of({ id = finding.cause }))
  end
  for _, finding in ipairs(list) do
    if not report.without[finding.code] then
      local cause = finding.cause ~= json.null and finding.cause
      got[#got + 1] = line_of(finding, finding.key, finding.fingerprint, cause)
    end
  end
  compare_lines(differences, function(line) return what .. first_word(line) end, expected, got)
end
expect.compare_keys = compare_keys

-- Findings that are open, and those that are accepted.
local function parted(list)
  local open, accepted = {}, {}
  for _, finding in ipairs(list) do
    table.insert(finding.accepted and accepted or open, finding)
  end
  return open, accepted
end

local function compare_findings(differences, expectation, document)
  if not document.findings or not document.accepted then
    table.insert(differences, { what = "check:findings", text = "no findings" })
    return
  end
  local open, accepted = parted(expectation.findings)
  local before = #differences
  compare_lines(differences, function(line) return "finding " .. first_word(line) end,
    finding_lines(open), finding_lines(document.findings))
  compare_lines(differences, function(line) return "accepted " .. first_word(line) end,
    finding_lines(accepted), finding_lines(document.accepted))
  if #differences == before then
    local all = report.joined(document.findings, document.accepted)
    compare_keys(differences, expectation, all, "key ")
  end
end

-- `who`: each holder with the people seated, the rules it was kept by, and those overridden.
local function holder_lines(expectation, subject)
  local lines = {}
  local function names(set) return table.concat(sorted_keys(set), ", ") end
  for letter, cell in pairs(expectation.run.cells[subject]) do
    local overridden = {}
    for _, each in ipairs(cell.overridden) do overridden[each.rule.name] = true end
    for _, holder in ipairs(cell.holders) do
      lines[#lines + 1] = ("rules: %s %s [%s] overridden [%s]"):format(letter, holder,
        names(cell.keepers[holder]), names(overridden))
      lines[#lines + 1] = ("people: %s %s [%s]"):format(letter, holder,
        table.concat(expectation.org:people_of(holder), ", "))
    end
  end
  return lines
end

local function told_lines(letters)
  local lines = {}
  local function names(list, field)
    local set = {}
    for _, each in ipairs(list) do set[each[field]] = true end
    return table.concat(sorted_keys(set), ", ")
  end
  for letter, list in pairs(letters) do
    for _, each in ipairs(list) do
      lines[#lines + 1] = ("rules: %s %s [%s] overridden [%s]"):format(letter, each.holder,
        names(each.rules, "name"), names(each.overridden, "name"))
      lines[#lines + 1] = ("people: %s %s [%s]"):format(letter, each.holder,
        names(each.people, "person"))
    end
  end
  return lines
end

-- `who` computes what a subject alone decides; the others it may leave to `check`.
local GLOBAL = { ["no-ceo"] = true, ["no-cxo"] = true, ["cxo-unempowered"] = true,
  ["no-final-arbiter"] = true, ["many-roots"] = true, ["feedback-silo"] = true,
  ["promise-unheard"] = true, ["journey-not-cross-functional"] = true,
  ["uneven-channels"] = true, ["ruling-expired"] = true, ["ruling-outdated"] = true,
  ["ruling-contradicted"] = true, ["acceptance-expired"] = true }

local function about(subject, list)
  local some = {}
  for _, finding in ipairs(list) do
    local global = GLOBAL[finding.code] or not findings.CODES[finding.code] -- or a policy's own
    if finding.subject == subject and not global then some[#some + 1] = finding end
  end
  return some
end

local function compare_who(differences, expectation, document)
  if not document.subject then
    table.insert(differences, { what = "who:subject", text = "who tells no subject" })
    return
  end
  local subject = document.subject.ref
  compare_lines(differences, function(line) return "who " .. first_word(line) end,
    holder_lines(expectation, subject), told_lines(document.letters))
  compare_lines(differences, function(line) return "who finding " .. first_word(line) end,
    finding_lines(about(subject, (parted(expectation.findings)))),
    finding_lines(about(subject, document.findings)))
end

local COMPARE = { { "matrix", compare_matrix }, { "check", compare_findings },
  { "who", compare_who } }

-- The differences between an expectation and the results of `matrix`, `check` and `who`, each
-- { status, out, err }; a list of { what, text }.
function expect.differences(expectation, results)
  local differences = {}
  for _, each in ipairs(COMPARE) do
    local command, compare = table.unpack(each)
    local result = results[command]
    if result and not status_fits(expectation, command, result.status) then
      table.insert(differences, { what = command .. ":status",
        text = ("%s: status %s, expected %s (%s): %s"):format(command, result.status,
          wanted_status(expectation, command), expectation.invalid or "valid",
          (result.err .. result.out):sub(1, 600)) })
    elseif result and not expectation.invalid then
      local document = read_document(differences, command, result)
      if document then compare(differences, expectation, document) end
    end
  end
  return differences
end

-- The expectation as text, for a reader of a kept case.
function expect.as_text(expectation)
  if expectation.invalid then return expectation.invalid .. "\n" end
  return table.concat(rows_as_lines(expectation.rows), "\n") .. "\n\n" ..
    table.concat(finding_lines(expectation.findings), "\n") .. "\n"
end

return expect

-- What the reference expects of a case with scenarios, and where the program differs.

local expect = require "expect"
local organization = require "organization"
local report = require "report"
local scenario = require "scenario"
local scenarios = require "generate_scenario"
local whatif = require "whatif"

local expect_scenarios = {}

local sorted_keys = organization.sorted_keys

-- Whether `apply` refuses: a step that does not apply, or one about stated rows, which have no
-- dates, on a day to come.
local function is_refused(steps, misfits, base)
  for _, step in ipairs(steps) do
    if scenarios.UNDATED[step.word] and step.day > base then return true end
  end
  return #misfits > 0
end

-- What is expected of a written case: { steps, date, after, misfits, refused, whatif, check }.
function expect_scenarios.of(case)
  local before = organization.read(case.folder .. "/organization")
  local path = case.folder .. "/p1.lua"
  local steps = scenario.flatten(case.stack, case.base)
  local date = scenario.last_day(steps, case.base)
  local after, misfits = scenario.play(before, steps)
  return { steps = steps, date = date, after = after, misfits = misfits,
    refused = is_refused(steps, misfits, case.base),
    whatif = whatif.evaluate(before, after, path, date, misfits),
    check = expect.policy(after, path, date) }
end

-- What if ----------------------------------------------------------------------------------

local function status_wanted(expected)
  if expected.invalid or expected.failed then return 3 end
  for _, finding in ipairs(expected.findings) do
    local counts = finding.status == "new" or finding.status == "changed"
    if counts and finding.severity == "error" then return 1 end
  end
  return 0
end

local function told(list)
  local some = {}
  for _, finding in ipairs(list) do
    if not report.without[finding.code] then some[#some + 1] = finding end
  end
  return some
end

local function finding_lines(list)
  local lines = {}
  for i, finding in ipairs(list) do
    lines[i] = finding.status .. " " .. expect.finding_line(finding)
  end
  return lines
end

local function move_lines(moves)
  local lines = {}
  for i, move in ipairs(moves) do
    lines[i] = ("%s %s: [%s] -> [%s]"):format(move.subject, move.letter,
      table.concat(move.from, " "), table.concat(move.to, " "))
  end
  return lines
end

local function compare_order(differences, what, expected, got)
  if table.concat(expected, "\n") ~= table.concat(got, "\n") then
    table.insert(differences, { what = what, text = what .. ": given are\n  " ..
      table.concat(got, "\n  ") })
  end
end

local function order_lines(list, key_of)
  local lines = {}
  for i, finding in ipairs(list) do
    lines[i] = ("%s %s %s"):format(finding.subject, finding.code, key_of(finding))
  end
  return lines
end

local function summary_line(summary)
  return ("new %s existing %s changed %s gone %s"):format(summary.new, summary.existing,
    summary.changed, summary.gone)
end

local function compare_findings(differences, expected, document)
  local list, before = told(document.findings), #differences
  expect.compare_lines(differences, function(line)
    return "whatif " .. line:match("^%S+ %S+")
  end, finding_lines(expected.findings), finding_lines(list))
  if #differences > before then return end
  expect.compare_keys(differences, expected, list, "whatif key ")
  if #differences > before then return end
  compare_order(differences, "whatif order", order_lines(expected.findings, report.key_of),
    order_lines(list, function(finding) return finding.key end))
  expect.compare_lines(differences, function() return "whatif summary" end,
    { summary_line(expected.summary) }, { summary_line(document.summary) })
end

local function compare_moves(differences, expected, document)
  local wanted, got = move_lines(expected.moves), move_lines(document.moves)
  local before = #differences
  expect.compare_lines(differences, function() return "whatif moves" end, wanted, got)
  if #differences == before then compare_order(differences, "whatif moves order", wanted, got) end
end

local function compare_whatif(differences, expected, results)
  local result, wanted = results.whatif, status_wanted(expected)
  if results.untouched.status ~= 0 then
    table.insert(differences, { what = "whatif writes", text = "whatif has changed the model" })
  end
  if result.status ~= wanted then
    table.insert(differences, { what = "whatif status",
      text = ("whatif: status %s, expected %s (%s): %s"):format(result.status, wanted,
        expected.invalid or "valid", (result.err .. result.out):sub(1, 600)) })
    return
  end
  if expected.invalid then return end
  local document = expect.read_document(differences, "whatif", result)
  if not document then return end
  if not (document.findings and document.moves and document.summary) then
    table.insert(differences, { what = "whatif document", text = result.out:sub(1, 300) })
    return
  end
  compare_findings(differences, expected, document)
  compare_moves(differences, expected, document)
end

-- Apply and undo ---------------------------------------------------------------------------

-- Rows as lines, each column in order: "key=ops parent=acme".
local function row_lines(rows)
  local lines = {}
  for i, row in ipairs(rows or {}) do
    local cells = {}
    for _, column in ipairs(sorted_keys(row)) do
      cells[#cells + 1] = ("%s=%s"):format(column, row[column])
    end
    lines[i] = table.concat(cells, " ")
  end
  return lines
end

local function compare_tables(differences, expected, got)
  for _, name in ipairs(sorted_keys(organization.COLUMNS)) do
    local list = {}
    expect.compare_lines(list, function() return "apply " .. name end,
      row_lines(expected[name]), row_lines(got[name]))
    for _, difference in ipairs(list) do
      table.insert(differences, { what = difference.what,
        text = difference.what .. ": " .. difference.text })
    end
  end
end

local function compare_refusal(differences, results)
  if results.apply.status == 0 then
    table.insert(differences, { what = "apply applies",
      text = "apply: status 0, and steps do not apply" })
  elseif results.unchanged.status ~= 0 then
    table.insert(differences, { what = "apply refuses and writes",
      text = "apply refuses, and the organization is another: " ..
        results.unchanged.out:sub(1, 600) })
  end
end

local function compare_applied(differences, expected, results)
  if results.apply.status ~= 0 then
    table.insert(differences, { what = "apply status", text = ("apply: status %s: %s"):format(
      results.apply.status, (results.apply.err .. results.apply.out):sub(1, 600)) })
    return
  end
  compare_tables(differences, expected.after, results.applied)
  for _, difference in ipairs(expect.differences(expected.check, { check = results.check })) do
    table.insert(differences, { what = "applied " .. difference.what,
      text = "applied: " .. difference.text })
  end
  if results.undo.status ~= 0 or results.undone.status ~= 0 then
    table.insert(differences, { what = "undo", text = ("undo: status %s: %s%s"):format(
      results.undo.status, results.undo.err:sub(1, 300), results.undone.out:sub(1, 600)) })
  end
end

-- The differences of a case, a list of { what, text }.
function expect_scenarios.differences(expected, results)
  if results.import.status ~= 0 then
    return { { what = "import", text = ("import: status %s: %s"):format(results.import.status,
      results.import.err .. results.import.out) } }
  end
  local differences = {}
  compare_whatif(differences, expected.whatif, results)
  if expected.refused then
    compare_refusal(differences, results)
  else
    compare_applied(differences, expected, results)
  end
  return differences
end

-- For a reader ------------------------------------------------------------------------------

function expect_scenarios.as_text(expected)
  local lines = { "steps, evaluated as of " .. expected.date }
  local reasons = {}
  for _, misfit in ipairs(expected.misfits) do reasons[misfit.index] = misfit.reason end
  for i, step in ipairs(expected.steps) do
    lines[#lines + 1] = ("%d. %s on %s: %s"):format(i, step.word, step.day,
      reasons[i] or "applies")
  end
  if not expected.refused then
    for _, name in ipairs(sorted_keys(expected.after)) do
      for _, line in ipairs(row_lines(expected.after[name])) do
        lines[#lines + 1] = name .. " " .. line
      end
    end
  end
  if expected.whatif.invalid then
    lines[#lines + 1] = expected.whatif.invalid
  else
    table.move(finding_lines(expected.whatif.findings), 1, #expected.whatif.findings,
      #lines + 1, lines)
    table.move(move_lines(expected.whatif.moves), 1, #expected.whatif.moves, #lines + 1, lines)
    lines[#lines + 1] = summary_line(expected.whatif.summary)
  end
  return table.concat(lines, "\n") .. "\n"
end

return expect_scenarios

-- Where an alteration changed more than it may: what the program told before, put as it would be
-- told after, against what it told after.

local expect = require "expect"
local json = require "json"
local organization = require "organization"

local altered_expect = {}

local sorted_keys = organization.sorted_keys

local function add(differences, law, what, text)
  table.insert(differences, { what = law.name .. ": " .. what, text = law.name .. ": " .. text })
end

-- Byte for byte -----------------------------------------------------------------------------------

local DIGEST = ("%x"):rep(64)

local function plain(law, text)
  if law.other_model or law.other_policy then text = text:gsub(DIGEST, "<digest>") end
  if law.other_policy then
    text = text:gsub('"file":"[^"]*","line":%d+', "<place>"):gsub("[%w_/]+%.lua:%d+", "<place>")
  end
  return text
end

-- Where two texts part, with what stands around it.
local function parting(expected, got)
  local at = 1
  while at <= #expected and expected:byte(at) == got:byte(at) do at = at + 1 end
  local from = math.max(1, at - 200)
  return ("at byte %d: expected %q, given %q"):format(at, expected:sub(from, at + 160),
    got:sub(from, at + 160))
end

local function compare_bytes(differences, law, what, expected, got)
  expected, got = plain(law, expected), plain(law, got)
  if expected ~= got then add(differences, law, what, what .. ": " .. parting(expected, got)) end
end

-- In any order ------------------------------------------------------------------------------------

local function counted(law, item)
  if law.may and law.may(item) then return false end
  return not law.only or law.only(item)
end

-- A finding as a line. Loosely: without its words and whatever they come from.
local function line_of(law, finding)
  local line = expect.finding_line(finding)
  if law.loosely then
    return (line:gsub(" rules %[.-%] ", " ", 1):gsub(" says .*$", ""))
  end
  if not law.wordless then line = line .. " says " .. plain(law, finding.message) end
  if not law.other_policy then
    line = ("%s key %s fingerprint %s"):format(line, finding.key, finding.fingerprint)
  end
  return line
end

local LISTS = { check = { "findings", "accepted" }, lint = { "findings" } }

-- Of each finding by its key; an accepted one can be the cause of another.
local function lines_by_key(law, what, document)
  local names = {}
  for _, list in ipairs(LISTS[what] or {}) do
    for _, finding in ipairs(document[list]) do names[finding.key] = line_of(law, finding) end
  end
  return names
end

local function finding_lines(law, list, names)
  local lines = {}
  for _, finding in ipairs(list) do
    if counted(law, finding) then
      local line = names[finding.key]
      local cause = finding.cause ~= json.null and finding.cause
      if cause and not law.loosely and not law.wordless then
        line = line .. " follows from " .. names[cause]
      end
      lines[#lines + 1] = line
    end
  end
  if law.told_twice then
    local set = {}
    for _, line in ipairs(lines) do set[line] = true end
    lines = sorted_keys(set)
  end
  return lines
end

local function matrix_lines(law, document)
  local lines = {}
  for _, row in ipairs(document.rows) do
    if counted(law, { subject = row.subject, code = "", rules = {} }) then
      for letter, holders in pairs(row.letters) do
        table.sort(holders)
        lines[#lines + 1] = ("%s %s=%s"):format(row.subject, letter, table.concat(holders, ","))
      end
    end
  end
  return lines
end

local function compare_lists(differences, law, what, expected, got)
  local function first_words(line)
    return ("%s: %s: %s"):format(law.name, what, line:match("^[^ :]+"))
  end
  expected = expect.read_document(differences, what, expected)
  got = expect.read_document(differences, what, got)
  if not expected or not got or expected.error or got.error then return end
  local before = #differences
  if what == "matrix" then
    expect.compare_lines(differences, first_words, matrix_lines(law, expected),
      matrix_lines(law, got))
  end
  local before_names = lines_by_key(law, what, expected)
  local after_names = lines_by_key(law, what, got)
  for _, list in ipairs(LISTS[what] or {}) do
    expect.compare_lines(differences, first_words, finding_lines(law, expected[list], before_names),
      finding_lines(law, got[list], after_names))
  end
  for i = before + 1, #differences do
    differences[i].text = ("%s: %s: %s"):format(law.name, what, differences[i].text)
  end
end

-- All of it ---------------------------------------------------------------------------------------

local function in_any_order(law, what)
  if what:find("^document") then return false end
  if type(law.any_order) == "table" then return law.any_order[what] end
  return law.any_order
end

local function compare_one(differences, altered, i, what, from, to)
  local law = altered.law
  local function mapped(map, result)
    return { out = map and map(result.out, i) or result.out, err = result.err,
      status = result.status }
  end
  from, to = mapped(altered.map, from), mapped(altered.map_to, to)
  local free = law.may or law.only
  if law.may_fail and from.status ~= 3 and to.status == 3 then return end
  if (from.status == 3) ~= (to.status == 3) or not free and from.status ~= to.status
      or not to.status or to.status > 3 then
    add(differences, law, what .. ": status", ("%s: status %s instead of %s: %s%s"):format(what,
      to.status, from.status, to.err:sub(1, 600), to.out:sub(1, 300)))
  elseif in_any_order(law, what) then
    compare_lists(differences, law, what, from, to)
  elseif not (to.out:find('^{"error"') and law.other_policy) then
    compare_bytes(differences, law, what, from.out, to.out)
  end
end

-- Rows that come in are added, updated or as they were, each of them one of these.
local function account(differences, altered, results)
  for j, import in ipairs(results.imports) do
    local ok, document = pcall(json.read, import.out)
    local one = ok and type(document) == "table" and document.imports and document.imports[1]
    local adds = altered.adds and altered.adds[j]
    if not one then
      add(differences, altered.law, "import", ("import: status %s: %s%s"):format(import.status,
        import.err, import.out))
    elseif one.added + one.updated + one.unchanged ~= import.rows
        or adds and (one.added ~= adds or one.updated ~= 0) then
      add(differences, altered.law, "accounting", ("%d rows came in: %s"):format(import.rows,
        import.out))
    end
  end
end

-- A side that went through files of the program's own.
local function round_trip(differences, altered, results)
  if not altered.round_trip or results.again.status == 3 then return end
  for _, step in ipairs { "again", "back" } do
    if results[step].status ~= 0 then
      add(differences, altered.law, step, ("%s: status %s: %s%s"):format(step,
        results[step].status, results[step].err, results[step].out))
    end
  end
  local added = altered.rows and results.back.out:match('"added":(%d+)')
  if altered.rows and tonumber(added) ~= altered.rows then
    add(differences, altered.law, "accounting", ("%d rows came in: %s"):format(altered.rows,
      results.back.out:sub(1, 600)))
  end
end

-- Two policies of which the one is the other, altered: nothing moves, and none of them says
-- otherwise for sure.
local function same_policies(differences, law, result)
  if result.status == 3 then return end
  local document = expect.read_document(differences, law.name .. ": diff", result)
  if not document then return end
  local general = document.general
  local apart = general.verdict ~= "equivalent" and general.certain and law.equivalent ~= "here"
  if #document.moves > 0 or apart then
    add(differences, law, "diff", "check --diff tells them apart: " .. result.out:sub(1, 1500))
  end
end

local function same_models(differences, law, result)
  if result.status == 3 then return end
  local document = expect.read_document(differences, law.name .. ": models", result)
  if not document then return end
  local counts = document.summary
  if #document.moves > 0 or counts.new + counts.changed + counts.gone > 0 then
    add(differences, law, "models", "diff tells them apart: " .. result.out:sub(1, 1500))
  end
end

-- The differences of one policy of a case under one alteration; a list of { what, text }.
function altered_expect.differences(case, pair, i)
  local altered, differences = pair.altered, {}
  local law = altered.law
  for _, import in ipairs(pair.from.imports) do
    if import.status ~= 0 then
      add(differences, law, "before", "import: " .. import.err)
      return differences
    end
  end
  if i == 1 then
    account(differences, altered, pair.to)
    round_trip(differences, altered, pair.to)
    if not law.other_model then
      compare_bytes(differences, law, "export", pair.from.shown.out, pair.to.shown.out)
    end
  end
  if law.skips and law.skips(case.policies[i]) then return differences end
  local from, to = pair.from.policies[i], pair.to.policies[i]
  local plainly = not law.other_model and not law.other_policy
  for _, what in ipairs(sorted_keys(from)) do
    local document = case.asked[what] -- the command
    local wanted = plainly or law.documents == true
      or law.documents == "keyless" and case.keyless[what]
    if from[what].out:find("^PK") then wanted = plainly end -- a workbook has the model's digest
    local name = document and document:match("^%l+") or what
    local left_out = law.without and law.without[name] or document and not wanted
    if not left_out then compare_one(differences, altered, i, what, from[what], to[what]) end
  end
  if law.equivalent then same_policies(differences, law, to.diff) end
  if law.same_models and i == 1 then same_models(differences, law, to.models) end
  return differences
end

return altered_expect

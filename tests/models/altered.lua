-- Tindale, the small sample in which nothing is wrong, altered a little: what the tests of models
-- begin with.

package.path = "tests/samples/?.lua;" .. package.path
local sample = require "sample"

local altered = { models = {
  "strategic-guide", "department-tests", "delegated-by-ceo", "lifecycle-split", "journey-teams",
  "empowered-chief", "marketing-led", "possess-and-power", "empowered-cxo", "shared-responsibility",
} }

local SOURCE, DATE = "db/samples/tindale", "2026-12-01"

local FILES = {
  "units", "positions", "people", "seats", "teams", "team_members", "stages", "channels", "journeys",
  "touchpoints", "links", "walks", "mandates", "stated",
}

local texts = {}
for _, file in ipairs(FILES) do
  texts[file] = assert(sample.text(SOURCE .. "/" .. file .. ".csv"), file)
end

-- Puts one text for another, which must be there.
local function replaced(text, from, to, where)
  local first, last = text:find(from, 1, true)
  assert(first, where .. " has no " .. from)
  return text:sub(1, first - 1) .. to .. text:sub(last + 1)
end

-- The files of Tindale with the alterations: of each file what is put for what, and under 1 what
-- is added; a whole text where it is a text, and what a function makes of it.
local function write_files(folder, alterations)
  local all = {}
  for _, file in ipairs(FILES) do all[file] = texts[file] end
  for _, alteration in ipairs(alterations) do
    for file, change in pairs(alteration) do
      if type(change) == "string" then
        all[file] = change
      elseif type(change) == "function" then
        all[file] = change(all[file])
      else
        for from, to in pairs(change) do
          all[file] = from == 1 and all[file] .. to .. "\n"
            or replaced(all[file], from, to, file)
        end
      end
    end
  end
  for file, text in pairs(all) do sample.write(folder .. "/" .. file .. ".csv", text) end
end

local number = 0

-- What `raci check` finds under a model, or under a policy's text, in Tindale so altered.
function altered.check(policy, ...)
  number = number + 1
  local name = "case" .. number
  local files = sample.folder .. "/files" .. number
  assert(os.execute("mkdir " .. sample.quoted(files)))
  write_files(files, { ... })
  local model = sample.import(name, files)
  local path = "rules/models/" .. policy .. ".lua"
  if not sample.text(path) then
    path = sample.folder .. "/" .. name .. ".lua"
    sample.write(path, policy)
  end
  return sample.document({ "--model", model, "--policy", path, "--at", DATE, "check" }, { 0, 1 }).findings
end

-- The first finding with the code, on the subject where one is given.
function altered.find(findings, code, subject)
  for _, finding in ipairs(findings) do
    if finding.code == code and (subject == nil or finding.subject == subject) then return finding end
  end
end

return altered

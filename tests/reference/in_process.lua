-- The reference within another program, which asks for a case made of bytes, evaluates it, and
-- has what it gave compared: tests/fuzz/fuzz_reference.c.

local expect = require "expect"
local generate = require "generate"
local organization = require "organization"
local randoms = require "random"

local in_process = {}

-- Writes the case into a folder that has one called "organization": its policy is p1.lua. Gives
-- the date of evaluation.
function in_process.write(bytes, folder)
  local case = generate.case(1, 1, randoms.of_bytes(bytes))
  generate.write(case, folder)
  return case.policies[1].date
end

-- Compares what `matrix` and `check` gave, each an exit status and a document, with what is
-- expected of the case in the folder; gives the differences as text, "" for none.
function in_process.differences(folder, date, matrix_status, matrix, check_status, check)
  local tables = organization.read(folder .. "/organization")
  local expectation = expect.policy(tables, folder .. "/p1.lua", date)
  local list = expect.differences(expectation, {
    matrix = { status = matrix_status, out = matrix, err = "" },
    check = { status = check_status, out = check, err = "" },
  })
  local texts = {}
  for i, difference in ipairs(list) do texts[i] = difference.what .. ": " .. difference.text end
  return table.concat(texts, "\n")
end

return in_process

---@meta raci_case
-- The words of test files (*_test.lua), for editors that know LuaLS annotations. What they mean is
-- told in rules/README.md. Nothing here is run.

---@class raci.CaseOrganization what organization, sample and folder give
---@class raci.Expectation what the words of expect give

---A text, a number, true, false, or a list of texts.
---@alias raci.CaseCell string|number|boolean|string[]
---@alias raci.CaseRow string|table<string, raci.CaseCell|table>
---@alias raci.CaseRows table<raci.Key, raci.CaseRow>|raci.CaseRow[]

---Rows of the canonical files, by file.
---@class raci.CaseRowsByFile
---@field units? raci.CaseRows
---@field positions? raci.CaseRows
---@field people? raci.CaseRows
---@field seats? raci.CaseRows
---@field teams? raci.CaseRows
---@field team_members? raci.CaseRows
---@field stages? raci.CaseRows
---@field channels? raci.CaseRows
---@field journeys? raci.CaseRows
---@field touchpoints? raci.CaseRows
---@field journey_steps? raci.CaseRows
---@field links? raci.CaseRows
---@field walks? raci.CaseRows
---@field mandates? raci.CaseRows
---@field stated? raci.CaseRows
---@field rulings? raci.CaseRows
---@field acceptances? raci.CaseRows
---@field disputes? raci.CaseRows

---An organization in a few rows, to be used in several cases.
---@param rows raci.CaseRowsByFile
---@return raci.CaseOrganization
function organization(rows) end

---A sample that raci carries.
---@param name "halvenny"|"nyc311"|"tindale"|string
---@return raci.CaseOrganization
function sample(name) end

---A folder of canonical files, as seen from the test file.
---@param path string
---@return raci.CaseOrganization
function folder(path) end

---@class raci.TestsFields
---@field policy? string|string[] what is tested: paths beside the file, names of governance models
---@field organization? raci.CaseOrganization|raci.CaseRowsByFile
---@field at? raci.Date

---What all cases of the file have in common; before the first of them.
---@param fields raci.TestsFields
function tests(fields) end

---@class raci.CaseFields
---@field because? string
---@field organization? raci.CaseOrganization|raci.CaseRowsByFile
---@field at? raci.Date
---@field after? string|table the path of a scenario, or a list of steps
---@field [integer] raci.Expectation|table what is expected; of cases rows of texts

---A case: its fields, and what is expected.
---@param name string
---@return fun(fields: raci.CaseFields)
function case(name) end

---A table of cases, of which the first row says what the columns are.
---@param name string
---@return fun(fields: raci.CaseFields)
function cases(name) end

---@class raci.FindingDetails
---@field letter? string
---@field severity? raci.Severity
---@field to? string whom it goes to
---@field parties? string|string[] all positions in contention

---@class raci.Expect
expect = {}

---@param subject string
---@param ... string|string[] these and nobody else
---@return raci.Expectation
function expect.accountable(subject, ...) end

---@param subject string
---@param ... string|string[] these and nobody else
---@return raci.Expectation
function expect.responsible(subject, ...) end

---@param subject string
---@param ... string|string[] these and nobody else
---@return raci.Expectation
function expect.consulted(subject, ...) end

---@param subject string
---@param ... string|string[] these and nobody else
---@return raci.Expectation
function expect.informed(subject, ...) end

---@param subject string
---@param letter string
---@param ... string|string[] these and nobody else
---@return raci.Expectation
function expect.letter(subject, letter, ...) end

---@param subject string
---@param letter string
---@return raci.Expectation
function expect.nobody(subject, letter) end

---@param subject string
---@param letter string
---@param ... string|string[] these, whoever else has it
---@return raci.Expectation
function expect.has(subject, letter, ...) end

---@param subject string
---@param letter string
---@param ... string|string[] none of these
---@return raci.Expectation
function expect.has_not(subject, letter, ...) end

---@param subject string
---@param letter string
---@param rule string its name
---@return raci.Expectation
function expect.decided_by(subject, letter, rule) end

---@param check raci.Check
---@param subject? string
---@param details? raci.FindingDetails
---@return raci.Expectation
function expect.finding(check, subject, details) end

---@param check raci.Check
---@param subject? string
---@param details? raci.FindingDetails
---@return raci.Expectation
function expect.no_finding(check, subject, details) end

---A document is as the file name.jsonl beside the test has it.
---@param name string
---@param document "check"|"matrix"|string "matrix JOURNEY", "what HOLDER"
---@return raci.Expectation
function expect.golden(name, document) end

---With `after`: the letter goes from these to those.
---@param subject string
---@param letter string
---@param from string|string[]
---@param to string|string[]
---@return raci.Expectation
function expect.moves(subject, letter, from, to) end

---With `after`: it stays where it is.
---@param subject string
---@param letter? string
---@return raci.Expectation
function expect.stays(subject, letter) end

---With `after`: the steps bring this finding.
---@param check raci.Check
---@param subject? string
---@return raci.Expectation
function expect.breaks(check, subject) end

---With `after`: the steps end it.
---@param check raci.Check
---@param subject? string
---@return raci.Expectation
function expect.heals(check, subject) end

--- Each command that raci has, and how it is called on an organization of hostile names: rows of
--- operands and options. What is in capitals between braces the driver fills in:
---   {NEW}    a path that is not there yet, with what acts in its name
---   {EVIL}   a text in which everything acts, and that is no UTF-8; {SAID} the same as UTF-8
---   {BAD}    a file's name that acts
---   {QUOTED} the same as Lua has it in quotes
---   {KEY}    the key of a finding that waits for the CXO; {OTHER} of one that does not; {ACCEPTED}
---            of one that is accepted
--- A row's `exits` are the statuses that will do (else 0 and 1), `as` is what the text is where it
--- is no prose ("lua", "lines": of any width), `formats` those of its command that it is for,
--- `silent` those in which it has nothing to say, `prose` that it is text whatever the format,
--- `changes` that it has a copy of the model.

local table_of = {}

local function row(command, arguments, how)
  local called = { arguments = arguments }
  for name, value in pairs(how or {}) do
    called[name] = value
  end
  table_of[command] = table_of[command] or {}
  table.insert(table_of[command], called)
end

local changes = { changes = true }
local refused = { exits = "234", empty = true }
local prose = { prose = true }
local plain = { formats = "text json jsonl csv md" }
local at = { "--recorded-at", "2026-12-01T10:00:00Z" }

local function recorded(...)
  local arguments = { ... }
  table.move(at, 1, 2, #arguments + 1, arguments)
  return arguments
end

row("init", { "{NEW}" })
row("init", { "." }, refused)
row("init", { "--sample", "{EVIL}", "{NEW}" }, refused)
row("import", { "org" }, changes)
row("import", { "--dry-run", "kept/matrix {BAD}.csv" }, changes)
row("import", { "--dry-run", "kept/matrix.md" }, { changes = true, exits = "0123" })
row("import", { "--dry-run", "kept/people.csv" }, { changes = true, exits = "0123" })
row("import", { "kept/CODEOWNERS" }, changes)
row("import", { "kept/edited.xlsx" }, changes)
row("import", { "broken" }, { exits = "3", empty = true })
row("import", { "{EVIL}" }, refused)
row("export", { "{NEW}" })
row("export", { "-" }, { formats = "xlsx" })
row("check", {})
row("check", { "--summary" }, plain)
row("check", { "--policy", "kept/{BAD}.lua" })
row("check", { "--diff", "empowered-cxo" })
row("check", { "--diff", "kept/{BAD}.lua", "--all" }, plain)
row("check", { "--new-since", "last-1" })
row("check", { "--profile" }, plain)
row("check", recorded("--record"), { changes = true, formats = "text json jsonl csv md" })
row("check", { "--code", "{EVIL}" }, refused)
row("check", { "--policy", "kept/failing.lua" }, { exits = "3" })
row("who", { "t12" })
row("who", { "t3", "--letter", "A" })
row("who", { "t0->t6" }, { silent = "jsonl" })
row("who", { "enterprise" }, { silent = "jsonl" })
row("who", { "quoted" })
row("who", { "t12", "--as-recorded" })
row("who", { "{EVIL}" }, refused)
row("what", { "p1" })
row("what", { "person:h2" })
row("what", { "unit:u2" })
row("what", { "{EVIL}" }, refused)
row("why", { "t12" })
row("why", { "t7", "A" })
row("why", { "t12", "{EVIL}" }, refused)
row("why-not", { "t12", "A", "p1" })
row("why-not", { "t12", "A", "p2" })
row("why-not", { "t7", "R", "unit:u3" })
row("why-not", { "t3", "C", "person:h3" })
row("why-not", { "t1", "I", "{EVIL}" }, refused)
row("matrix", {})
row("matrix", { "--by", "unit" })
row("matrix", { "--by", "position" })
row("matrix", { "--by", "person" })
row("matrix", { "--journey", "{EVIL}" }, refused)
row("whatif", { "kept/{BAD}.lua.scenario" }, { exits = "01" })
row("whatif", { "kept/misfit.lua", "--all" })
row("whatif", { "--leave", "h2" })
row("whatif", { "--org", "org", "--full" }, { silent = "jsonl" })
row("whatif", { "kept/failing.lua" }, refused)
row("impact", { "p2" })
row("impact", { "person:h2", "--all" })
row("impact", { "{EVIL}" }, refused)
row("apply", recorded("kept/{BAD}.lua.scenario"), changes)
row("apply", { "kept/misfit.lua" }, { exits = "3", empty = true, changes = true })
row("change", recorded("rename_unit { unit = 'u3', name = {QUOTED} }", "--because", "{SAID}"), changes)
row("change", { "{EVIL}" }, refused)
row("undo", at, changes)
row("undo", { "{EVIL}" }, refused)
row("contest", recorded("t7", "A", "--by", "p2", "--claims", "p3", "--because", "{SAID}"), changes)
row("contest", { "t7", "{EVIL}", "--by", "p2" }, refused)
row("withdraw", recorded("t12", "A", "--by", "p1", "--because", "{SAID}"), changes)
row("withdraw", { "t7", "A", "--by", "{EVIL}" }, refused)
row("decide", recorded("{KEY}", "--by", "office:cxo", "--accountable", "p2", "--because", "{SAID}",
  "--until", "2027-06-01"), changes)
row("decide", { "{EVIL}", "--by", "office:cxo", "--accountable", "p2" }, refused)
row("accept", recorded("{OTHER}", "--by", "p1", "--because", "{SAID}", "--until", "2027-06-01"), changes)
row("accept", { "{OTHER}", "--by", "p1", "--until", "{EVIL}" }, refused)
row("reopen", recorded("{ACCEPTED}", "--by", "cxo", "--because", "{SAID}"), changes)
row("reopen", { "{EVIL}", "--by", "p1" }, refused)
row("forget", recorded("h8", "--dry-run", "--look", "kept", "--because", "{SAID}"), changes)
row("forget", recorded("h5", "--yes", "--look", "policy"), { changes = true, silent = "jsonl" })
row("forget", { "{EVIL}", "--yes" }, refused)
row("forget", { "h8" }, refused) -- a terminal is asked, and says nothing
row("log", {})
row("log", { "--verify" })
row("log", { "--head", "{EVIL}", "--verify" }, refused)
row("doctor", {}, { silent = "jsonl" })
row("doctor", { "--model", "kept/other {BAD}.db" }, { silent = "jsonl" })
row("doctor", { "--model", "{EVIL}" }, refused)
row("doctor", { "--export", "{NEW}" }, { silent = "jsonl" })
row("diff", { "last-1", "last" })
row("diff", { "kept/other {BAD}.db", "raci.db", "--all" })
row("diff", { "{EVIL}", "last" }, refused)
row("power", { "p1" })
row("power", { "unit:u3" })
row("power", { "person:h3" })
row("power", { "--officers" })
row("power", { "{EVIL}" }, refused)
row("seams", {})
row("seams", { "--journey", "j1" })
row("escalations", { "--all" })
row("escalations", { "{KEY}" })
row("escalations", { "t12" })
row("escalations", { "t1" }, { exits = "012" })
row("escalations", { "{EVIL}" }, refused)
row("models", {})
row("models", { "empowered-cxo" })
row("models", { "empowered-cxo", "--print" }, { formats = "text", as = "lua" })
row("models", { "{EVIL}" }, refused)
row("compare", { "empowered-cxo", "kept/{BAD}.lua" })
row("compare", { "--explain", "t12", "empowered-cxo" })
row("compare", { "{EVIL}" }, refused)
row("timeline", { "--days", "400" })
row("brief", { "p1" })
row("brief", { "unit:u3" })
row("brief", { "person:h3" })
row("brief", { "--all", "-o", "{NEW}" }, { formats = "text md", prose = true })
row("brief", { "{EVIL}" }, refused)
row("acknowledge", recorded("p1", "--by", "h1"), changes)
row("acknowledge", { "p1", "--by", "{EVIL}" }, refused)
row("report", { "-o", "-" }, { formats = "html xlsx md csv" })
row("report", { "-o", "-", "--scenario", "kept/{BAD}.lua.scenario", "--compare", "empowered-cxo" },
  { formats = "html xlsx md" })
row("report", { "-o", "-", "--list", "findings" }, { formats = "csv" })
row("report", { "-o", "-", "--list", "escalations" }, { formats = "csv" })
row("report", { "-o", "{NEW}.{FORMAT}" }, { formats = "html xlsx md csv", prose = true })
row("report", { "-o", "{NEW}.{EVIL}" }, refused)
row("meta", { "--people" }, { as = "lua" })
row("meta", { "--people", "--policy", "kept/{BAD}.lua" }, { as = "lua" })
row("test", { "kept" })
row("test", { "kept/{BAD}_test.lua", "kept/{BAD}.case" })
row("test", { "kept/{BAD}_test.lua", "--coverage" }, { formats = "text json jsonl csv md lcov" })
row("test", { "broken/failing_test.lua" }, refused)
row("test", { "{EVIL}" }, refused)
row("lint", { "--fail-on", "info" })
row("lint", { "--no-model", "--policy", "kept/{BAD}.lua" }, { silent = "github jsonl" })
row("lint", { "--policy", "kept/conflict.lua" })
row("lint", { "--emit-test", "--policy", "kept/conflict.lua" }, { formats = "text", as = "lua" })
row("help", {}, prose)
row("help", { "check" }, prose)
row("help", { "{EVIL}" }, refused)
row("completion", { "bash" }, { prose = true, as = "lines" })
row("completion", { "{EVIL}" }, refused)
row("complete", { "--", "what", "" }, { prose = true, as = "lines" })
row("complete", { "--", "who", "t12", "--letter", "" }, { prose = true, as = "lines" })
row("complete", { "--", "{EVIL}", "" }, { prose = true, as = "lines", exits = "0", empty = true })

return table_of

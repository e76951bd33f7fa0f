-- Laws of the core checks of one subject's letters, beyond those in laws_findings.

return function(law)
  local function finds(name, policy, found, with, date)
    law(name, { policy = policy, with = with, finds = { found }, date = date })
  end
  local function lacks(name, policy, absent, with, date)
    law(name, { policy = policy, with = with, lacks = { absent }, date = date })
  end
  local function detail(name, policy, text, with, date)
    law(name, { policy = policy, with = with, details = { text }, date = date })
  end
  local function rule(letters) return (' rule "r" { assign = { %s } } '):format(letters) end

  -- nobody-told, only-informed.
  local T1 = " touchpoint:t1"
  detail("nobody-told: letters, but neither C nor I", rule 'A = "position:coo"',
    "nobody-told touchpoint:t1 parties")
  lacks("nobody-told: letters exist", "", "nobody-told" .. T1)
  lacks("nobody-told: a C", rule 'A = "position:coo", C = "unit:mkt"', "nobody-told" .. T1)
  lacks("nobody-told: an I", rule 'A = "position:coo", I = "unit:mkt"', "nobody-told" .. T1)
  lacks("nobody-told: about touchpoints only",
    'rule "r" { on = "journey", assign = { A = "position:coo" } }', "nobody-told journey:j1")
  lacks("nobody-told: not by a scheme with neither", [[ policy { name = "x", scheme = "X" }
    scheme "X" { letters = { A = {}, R = {} } } rule "r" { assign = { A = "position:coo" } } ]],
    "nobody-told" .. T1)
  law("only-informed: every letter is I", { policy = rule 'I = "unit:mkt"',
    details = { "only-informed touchpoint:t1 parties" },
    rules = { ["only-informed touchpoint:t1"] = "r" } })
  lacks("only-informed: not with another", rule 'I = "unit:mkt", C = "unit:ops"',
    "only-informed" .. T1)
  lacks("only-informed: not without letters", "", "only-informed" .. T1)

  -- clashing-letters, and the schemes that are there.
  local function scheme(name) return ('policy { name = "x", scheme = "%s" } '):format(name) end
  law("clashing-letters: V and R exclude each other", { policy = scheme "RACI-VS" ..
    rule 'V = { "unit:ops", "position:cmo" }, R = { "unit:ops", "unit:mkt" }',
    details = { "clashing-letters touchpoint:t1 parties position:cmo position:coo" },
    rules = { ["clashing-letters touchpoint:t1"] = "r" } })
  lacks("clashing-letters: two holders", scheme "RACI-VS" ..
    rule 'V = "unit:ops", R = "unit:mkt"', "clashing-letters" .. T1)
  lacks("clashing-letters: other letters of one holder", scheme "RACI-VS" ..
    rule 'A = "unit:ops", R = "position:coo", S = "position:coo"', "clashing-letters" .. T1)
  finds("clashing-letters: a letter had through a unit", scheme "RACI-VS" ..
    rule 'V = "unit:ops", R = "position:clerk"', "clashing-letters" .. T1)
  law("clashing-letters: a holder of another letter has both, through its unit and its team", {
    policy = scheme "RACI-VS" .. rule 'A = "position:clerk", R = "unit:ops", V = "team:squad"',
    details = { "clashing-letters touchpoint:t1 parties position:clerk" } })
  finds("clashing-letters: for every subject", scheme "RACI-VS" ..
    'rule "r" { on = "journey", assign = { V = "unit:ops", R = "unit:ops" } }',
    "clashing-letters journey:j1")
  for _, letter in ipairs { "A", "R", "C", "I" } do
    finds("CAIRO: O excludes " .. letter, scheme "CAIRO" ..
      rule('O = "position:coo", ' .. letter .. ' = "position:coo"'), "clashing-letters" .. T1)
  end
  lacks("CAIRO: others do not exclude each other", scheme "CAIRO" ..
    rule 'A = "position:coo", R = "position:coo", C = "position:coo"', "clashing-letters" .. T1)
  finds("a scheme of one's own", [[ policy { name = "x", scheme = "X" }
    scheme "X" { letters = { A = {}, R = {}, C = {} }, exclusive = { { "R", "C" } } } ]] ..
    rule 'R = "unit:ops", C = "unit:ops"', "clashing-letters" .. T1)
  lacks("RACI excludes nothing", rule 'A = "position:coo", R = "position:coo"',
    "clashing-letters" .. T1)
  finds("DACI: exactly one A", scheme "DACI", "no-accountable touchpoint:t1 A")
  finds("DACI: not two A", scheme "DACI" .. rule 'A = { "unit:ops", "unit:mkt" }',
    "many-accountable touchpoint:t1 A")
  finds("DACI: exactly one D", scheme "DACI", "no-responsible touchpoint:t1 D")
  finds("DACI: not two D", scheme "DACI" .. rule 'D = { "unit:ops", "unit:mkt" }',
    "letter-count touchpoint:t1 D")
  finds("RAPID: exactly one D", scheme "RAPID", "no-accountable touchpoint:t1 D")
  finds("RAPID: not two D", scheme "RAPID" .. rule 'D = { "unit:ops", "unit:mkt" }',
    "many-accountable touchpoint:t1 D")
  finds("RAPID: at least one R", scheme "RAPID", "letter-count touchpoint:t1 R")
  lacks("RAPID: two R", scheme "RAPID" .. rule 'R = { "unit:ops", "unit:mkt" }',
    "letter-count touchpoint:t1 R")
  finds("RAPID: at least one P", scheme "RAPID", "no-responsible touchpoint:t1 P")
  lacks("RASCI: S may be missing", scheme "RASCI", "letter-count touchpoint:t1 S")
  law("a scheme that is not there is an error", { policy = scheme "NONE",
    error = "unknown scheme" })

  -- Lines.
  detail("inverted-line: A is under R", rule 'A = "position:clerk", R = "unit:ops"',
    "inverted-line touchpoint:t1 parties position:clerk position:coo")
  lacks("inverted-line: R is under A", rule 'A = "position:coo", R = "position:clerk"',
    "inverted-line" .. T1)
  lacks("inverted-line: A is R", rule 'A = "position:coo", R = "position:coo"',
    "inverted-line" .. T1)
  finds("inverted-line: a team by its lead", rule 'A = "position:clerk", R = "team:squad"',
    "inverted-line" .. T1)
  lacks("inverted-line: exactly one A",
    rule 'A = { "position:clerk", "position:cmo" }, R = "unit:ops"', "inverted-line" .. T1)
  detail("too-high: two steps, and it is named", rule 'A = "position:boss", R = "unit:billing"',
    "too-high touchpoint:t1 parties position:bill position:boss")
  lacks("too-high: one step", rule 'A = "position:coo", R = "unit:billing"', "too-high" .. T1)
  lacks("too-high: the lowest common superior is near",
    rule 'A = "position:boss", R = { "unit:billing", "unit:mkt" }', "too-high" .. T1)
  finds("too-high: units without heads are left out",
    rule 'A = "position:boss", R = { "unit:billing", "unit:lab" }', "too-high" .. T1,
    { ["units.csv"] = { "key=lab" } })
  lacks("too-high: none left", rule 'A = "position:boss", R = "unit:lab"', "too-high" .. T1,
    { ["units.csv"] = { "key=lab" } })
  lacks("too-high: not above at all", rule 'A = "position:cmo", R = "position:clerk"',
    "too-high" .. T1)

  -- People.
  law("single-point-of-failure: people(R) is one", { policy = rule 'R = "unit:mkt"',
    details = { "single-point-of-failure touchpoint:t1 parties position:cmo" },
    rules = { ["single-point-of-failure touchpoint:t1"] = "r" } })
  lacks("single-point-of-failure: a unit of several", rule 'R = "unit:ops"',
    "single-point-of-failure" .. T1)
  lacks("single-point-of-failure: nobody", rule 'R = "position:cmo"',
    "single-point-of-failure" .. T1, { ["seats.csv"] = { "-cmo" } })
  finds("single-point-of-failure: one person on two seats",
    rule 'R = { "position:cmo", "position:coo" }', "single-point-of-failure" .. T1,
    { ["seats.csv"] = { "-cmo", "position=cmo person=cy kind=acting" } })
  detail("silo-touchpoint: two holders of one department",
    rule 'A = "position:coo", R = "position:bill"',
    "silo-touchpoint touchpoint:t1 parties position:bill position:coo")
  lacks("silo-touchpoint: one holder", rule 'A = "position:coo", R = "position:coo"',
    "silo-touchpoint" .. T1)
  lacks("silo-touchpoint: two departments", rule 'A = "position:coo", I = "unit:mkt"',
    "silo-touchpoint" .. T1)
  lacks("silo-touchpoint: a team is of its members' departments",
    rule 'A = "position:coo", R = "team:squad"', "silo-touchpoint" .. T1)
  lacks("silo-touchpoint: of two departments in the organization",
    rule 'A = "position:coo", R = "position:bill"', "silo-touchpoint" .. T1,
    { ["units.csv"] = { "key=acme to=2020-01-01", "key=mkt to=2020-01-01" } })

  -- missing-deliverer: t2 is delivered by billing and ops.
  local function missing(name, holder, is_missing, with)
    local where = "missing-deliverer touchpoint:t2"
    local policy = rule('I = "' .. holder .. '"')
    if is_missing then finds(name, policy, where, with) else lacks(name, policy, where, with) end
  end
  detail("missing-deliverer: the unit by its head", rule 'I = "unit:mkt"',
    "missing-deliverer touchpoint:t2 parties position:coo")
  missing("missing-deliverer: the unit above has a letter", "unit:acme", false)
  missing("missing-deliverer: a unit below", "unit:billing", false)
  missing("missing-deliverer: a position below", "position:clerk", false)
  missing("missing-deliverer: a team with a member there", "team:squad", false)
  missing("missing-deliverer: a person seated there", "person:fay", false)
  finds("a person includes the unit in which they sit", scheme "CAIRO" ..
    rule 'O = "person:fay", I = "unit:ops"', "clashing-letters" .. T1)
  missing("missing-deliverer: a person seated elsewhere", "person:dee", true)
  missing("missing-deliverer: of the two, only the one above is heard", "position:coo", true)
  lacks("missing-deliverer: whatever the letter", rule 'C = "position:bill"',
    "missing-deliverer touchpoint:t2")

  -- moment-of-truth-unprotected: t2 is one.
  local WHERE = "moment-of-truth-unprotected touchpoint:t2"
  law("moment-of-truth-unprotected: no A", {
    details = { WHERE .. " parties -> position:chief" },
    causes = { [WHERE] = "no-accountable touchpoint:t2 A" },
    lacks = { "moment-of-truth-unprotected touchpoint:t1" } })
  law("moment-of-truth-unprotected: only vacant ones", { policy = rule 'A = "position:coo"',
    with = { ["seats.csv"] = { "-coo" } },
    details = { WHERE .. " parties position:coo -> position:chief" },
    causes = { [WHERE] = "vacant-seat position:coo position:coo" }, rules = { [WHERE] = "r" } })
  lacks("moment-of-truth-unprotected: one of two is filled",
    rule 'A = { "position:coo", "position:cmo" }', WHERE, { ["seats.csv"] = { "-coo" } })
  law("moment-of-truth-unprotected: only by default", {
    policy = 'default "d" { assign = { A = "position:coo" } }',
    details = { WHERE .. " parties position:coo -> position:chief" },
    causes = { [WHERE] = "only-by-default touchpoint:t2 A" } })
  lacks("moment-of-truth-unprotected: protected", rule 'A = "position:coo"', WHERE)
  law("moment-of-truth-unprotected: a cause that is off is none", {
    policy = 'checks { ["no-accountable"] = "off" }', causes = { [WHERE] = "" } })

  -- Causes.
  local NOBODY = "unresolved-holder touchpoint:t2 A"
  local GAP = "no-accountable touchpoint:t2 A"
  law("a winner that gives nobody is the root of what follows", {
    policy = 'rule "r" { match = { key = "t2" }, assign = { A = "unit:lab" } }',
    with = { ["units.csv"] = { "key=lab" } },
    causes = { [NOBODY] = "", [GAP] = NOBODY .. " rule:r", [WHERE] = NOBODY .. " rule:r" } })
  local FAILS = 'rule "r" { match = { key = "t2" }, assign = { A = function(t) error("no") end } }'
  local FAILED = "rule-failed rule:r rule:r"
  law("but for one that failed", { policy = FAILS,
    causes = { [NOBODY] = FAILED, [GAP] = FAILED, [WHERE] = FAILED } })
  law("a check that is off breaks no chain", {
    policy = 'checks { ["unresolved-holder"] = "off", ["no-accountable"] = "off" } ' .. FAILS,
    causes = { [WHERE] = FAILED } })
  law("of several, the first by name, rather one that did not fail", {
    policy = FAILS .. ' rule "z" { assign = { A = "office:cfo" } } ' ..
      'rule "q" { assign = { A = "office:coo2" } }', causes = { [GAP] = NOBODY .. " rule:q" } })
  law("else a contest", { policy = [[ rule "a" { assign = { A = "position:coo" } }
    rule "b" { forbid = { A = "position:coo" } } ]],
    causes = { [GAP] = "contested touchpoint:t2 A" } })
end

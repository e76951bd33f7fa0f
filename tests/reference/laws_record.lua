-- Laws of the core checks of what is written down, and of a policy's own checks.

return function(law)
  local function finds(name, policy, found, with, date)
    law(name, { policy = policy, with = with, finds = { found }, date = date })
  end
  local function lacks(name, policy, absent, with, date)
    law(name, { policy = policy, with = with, lacks = { absent }, date = date })
  end
  local function rule(letters) return (' rule "r" { assign = { %s } } '):format(letters) end

  -- override-without-reason.
  local OVER = 'rule "a" { assign = { A = "position:coo" } } '
  law("override-without-reason", { policy = OVER .. 'rule "b" { overrides = { "a" } }',
    details = { "override-without-reason rule:b parties" },
    rules = { ["override-without-reason rule:b"] = "b" },
    lacks = { "override-without-reason rule:a" } })
  lacks("override-without-reason: a reason",
    OVER .. 'rule "b" { because = "so", overrides = { "a" } }', "override-without-reason rule:b")
  lacks("override-without-reason: a rule that is not in force",
    OVER .. 'rule "b" { to = "2020-01-01", overrides = { "a" } }',
    "override-without-reason rule:b")
  lacks("override-without-reason: a higher tier does not override",
    OVER .. 'law "b" { assign = { A = "position:cmo" } }', "override-without-reason rule:b")
  local function stated(more)
    return { ["stated.csv"] = { "touchpoint=t1 letter=A holder=unit:mkt " .. more } }
  end
  local ROW = "override-without-reason rule:stated:t1:A:unit:mkt"
  law("override-without-reason: a stated row over a default", { with = stated "",
    policy = 'default "d" { assign = { A = "position:coo" } }', details = { ROW .. " parties" },
    rules = { [ROW] = "stated:t1:A:unit:mkt" } })
  lacks("override-without-reason: a stated row with a reason",
    'default "d" { assign = { A = "position:coo" } }', ROW, stated "reason=so")
  lacks("override-without-reason: a stated row over nothing", "", ROW, stated "")
  lacks("override-without-reason: over another letter",
    'default "d" { assign = { R = "position:coo" } }', ROW, stated "")
  lacks("override-without-reason: beside a rule", rule 'A = "position:coo"', ROW, stated "")
  lacks("override-without-reason: a stated row that does not win itself",
    'default "d" { assign = { A = "position:coo" } } law "l" { assign = { A = "unit:ops" } }', ROW,
    stated "")
  finds("override-without-reason: a stated row that gives nobody",
    'default "d" { assign = { A = "position:coo" } }',
    "override-without-reason rule:stated:t1:A:office:cfo",
    { ["stated.csv"] = { "touchpoint=t1 letter=A holder=office:cfo" } })

  -- out-of-remit.
  local function owned(owner, letters)
    return ('policy { name = "x", owner = "%s" } '):format(owner) .. rule(letters)
  end
  local REMIT = "out-of-remit touchpoint:t1"
  law("out-of-remit", { policy = owned("position:coo", 'A = { "position:clerk", "unit:mkt" }'),
    details = { REMIT .. " parties position:cmo" }, rules = { [REMIT] = "r" } })
  lacks("out-of-remit: the owner itself", owned("position:coo", 'A = "position:coo"'), REMIT)
  lacks("out-of-remit: no owner", rule 'A = "position:coo"', REMIT)
  lacks("out-of-remit: whom it commands", owned("unit:acme", 'A = "position:cmo"'), REMIT)
  finds("out-of-remit: an office", owned("office:cxo", 'A = "position:cmo"'), REMIT)
  lacks("out-of-remit: a mandate", owned("office:cxo", 'A = "position:cmo"'), REMIT,
    { ["mandates.csv"] = { "position=chief scope=stage:buy" } })
  lacks("out-of-remit: an owner who is not there", owned("office:cfo", 'A = "position:cmo"'),
    REMIT)
  finds("out-of-remit: for every subject", owned("position:coo", "") ..
    'rule "j" { on = "journey", assign = { A = "position:cmo" } }', "out-of-remit journey:j1")

  -- Disputes.
  local function disputed(more)
    return { ["disputes.csv"] = { "subject=touchpoint:t1 letter=A " .. more } }
  end
  local DISPUTED = "disputed touchpoint:t1 A"
  law("disputed: the contester and the holder", { with = disputed "by=position:cmo",
    policy = rule 'A = "position:coo"',
    details = { DISPUTED .. " parties position:cmo position:coo -> position:chief" },
    rules = { [DISPUTED] = "r" } })
  law("disputed: between the CXO and an officer it is the CEO's", {
    with = disputed "by=office:cxo", policy = rule 'A = "position:coo"',
    details = { DISPUTED .. " parties position:chief position:coo position:chief/party" ..
      " -> position:boss" } })
  lacks("disputed: no assignment", "", DISPUTED, disputed "by=position:cmo")
  lacks("disputed: it has ended", rule 'A = "position:coo"', DISPUTED,
    disputed "by=position:cmo to=2026-01-01")
  lacks("disputed: a contester who is not there", rule 'A = "position:coo"', DISPUTED,
    disputed "by=office:cfo")
  finds("disputed: any letter and subject",
    'rule "r" { on = "journey", assign = { C = "unit:mkt" } }', "disputed journey:j1 C",
    { ["disputes.csv"] = { "subject=journey:j1 letter=C by=position:coo" } })

  -- Rulings.
  local function ruled(...)
    local rows = {}
    for i, more in ipairs { ... } do
      rows[i] = "subject=touchpoint:t1 letter=A by=position:boss reason=so " .. more
    end
    return { ["rulings.csv"] = rows }
  end
  local CMO, COO = "holder=position:cmo ", "holder=position:coo "
  local EXPIRED, OUTDATED, CONTRADICTED = "ruling-expired touchpoint:t1",
    "ruling-outdated touchpoint:t1", "ruling-contradicted touchpoint:t1"
  law("ruling-expired", { with = ruled(CMO .. "to=2026-01-01"),
    details = { EXPIRED .. " parties position:cmo" },
    rules = { [EXPIRED] = "ruling:touchpoint:t1:A:position:cmo" } })
  lacks("ruling-expired: in force", "", EXPIRED, ruled(CMO .. "to=2026-01-02"))
  lacks("ruling-expired: renewed", "", EXPIRED,
    ruled(CMO .. "to=2026-01-01", COO .. "from=2026-01-01"))
  law("ruling-outdated: the position is gone", { with = {
    ["rulings.csv"] = ruled(CMO)["rulings.csv"], ["positions.csv"] = { "key=cmo to=2026-01-01" } },
    details = { OUTDATED .. " parties" }, lacks = { CONTRADICTED } })
  local units = ruled(CMO .. "from=2025-01-01")
  units["touchpoints.csv"] = { "key=t1 units=ops to=2025-06-01",
    "key=t1 units=mkt from=2025-06-01" }
  finds("ruling-outdated: the subject's units differ", "", OUTDATED, units)
  lacks("ruling-outdated: the same units", "", OUTDATED, ruled(CMO .. "from=2025-01-01"))
  local function passage(since)
    return { ["rulings.csv"] = { "subject=handoff:t1->t2 letter=R holder=position:coo " ..
      "by=position:boss from=2025-01-01" },
      ["touchpoints.csv"] = { "key=t1 journey=j1 order=1 units=mkt from=" .. since,
        "key=t1 units=ops to=2024-01-01" } }
  end
  local PASSAGE = "ruling-outdated handoff:t1->t2"
  lacks("ruling-outdated: a side was not there then", "", PASSAGE, passage "2025-06-01")
  local other = passage "2025-06-01"
  table.insert(other["touchpoints.csv"], "key=t1 units=ops from=2024-01-01 to=2025-06-01")
  finds("ruling-outdated: the units of a side differ", "", PASSAGE, other)
  law("ruling-contradicted: a law", { with = ruled(CMO),
    policy = 'law "l" { assign = { A = "position:coo" } }',
    details = { CONTRADICTED .. " parties position:cmo position:coo" },
    rules = { [CONTRADICTED] = "l, ruling:touchpoint:t1:A:position:cmo" } })
  finds("ruling-contradicted: a law that forbids it",
    'law "l" { forbid = { A = "position:cmo" } }', CONTRADICTED, ruled(CMO))
  lacks("ruling-contradicted: it holds", rule 'A = "position:coo"', CONTRADICTED, ruled(CMO))

  -- Acceptances: of no-accountable on t1, whose key and fingerprint these are.
  local KEY, PRINT = "91c90f734e7e7352", "e3b0c44298fc1c14"
  local function accepted(more)
    return { ["acceptances.csv"] = { ("key=%s fingerprint=%s by=position:boss "):format(KEY,
      PRINT) .. more } }
  end
  local LAPSED = "acceptance-expired touchpoint:t1"
  finds("acceptance-expired", "", LAPSED, accepted "to=2026-01-01")
  lacks("acceptance-expired: in force", "", LAPSED, accepted "to=2026-01-02")
  lacks("acceptance-expired: the finding is gone", rule 'A = "position:coo"', LAPSED,
    accepted "to=2026-01-01")
  finds("acceptance-expired: another fingerprint", "", LAPSED,
    { ["acceptances.csv"] = { "key=" .. KEY .. " fingerprint=0000000000000000" } })
  law("a finding about the CXO's own seat is not the CXO's", {
    policy = [[ check "mine" { on = "position", kind = "gap", severity = "error",
      test = function(p) if p.office == "cxo" then return "so" end end } ]],
    details = { "mine position:chief parties position:chief/party -> position:boss" } })
  local ALONE = accepted ""
  ALONE["positions.csv"] = { "key=boss unit=acme", "key=chief unit=acme" }
  local SMALL = 'checks { ["no-responsible"] = "off" } rule "r" { match = { key = "t?" }, ' ..
    'when = function(t) return t.key ~= "t1" end, assign = { A = "position:coo" } }'
  lacks("an accepted finding waits for no arbiter", SMALL, "no-final-arbiter enterprise", ALONE)
  finds("an open one does", SMALL, "no-final-arbiter enterprise",
    { ["positions.csv"] = ALONE["positions.csv"] })
  lacks("acceptance-expired: another acceptance covers it", "", LAPSED,
    { ["acceptances.csv"] = { accepted("to=2026-01-01")["acceptances.csv"][1],
      accepted("from=2026-01-01")["acceptances.csv"][1] } })
end

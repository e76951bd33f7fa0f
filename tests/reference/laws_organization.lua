-- Laws of the core checks of positions, units, load and time.

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

  -- Lines.
  local function positions(...) return { ["positions.csv"] = { ... } } end
  detail("double-line", "", "double-line position:clerk parties position:bill position:clerk",
    positions "key=clerk reports_to=bill dotted_to=cmo;bill")
  lacks("double-line: another position", "", "double-line position:clerk",
    positions "key=clerk reports_to=bill dotted_to=cmo")
  detail("many-roots", "", "many-roots enterprise parties position:boss position:cmo",
    positions "key=cmo unit=mkt")
  lacks("many-roots: one", "", "many-roots enterprise")
  finds("many-roots: a superior who is not there is none", "", "many-roots enterprise",
    positions("key=cmo reports_to=gone", "key=gone to=2020-01-01"))
  detail("orphan-position", "", "orphan-position position:cmo parties position:cmo",
    positions "key=cmo unit=mkt")
  lacks("orphan-position: somebody is under it", "", "orphan-position position:coo",
    positions "key=coo unit=ops")
  lacks("orphan-position: not the CEO", "", "orphan-position position:other",
    positions "key=other office=ceo")
  lacks("orphan-position: with a superior", "", "orphan-position position:cmo")
  law("reporting-cycle: its first key, and not those below", {
    with = positions "key=coo reports_to=bill",
    details = { "reporting-cycle position:bill parties position:bill position:coo" },
    lacks = { "reporting-cycle position:coo", "reporting-cycle position:clerk" } })
  lacks("reporting-cycle: on the date", "", "reporting-cycle position:bill",
    positions("key=coo reports_to=bill to=2020-01-01", "key=coo from=2020-01-01"))
  law("unit-cycle: by their heads", {
    with = { ["units.csv"] = { "key=ops parent=billing head=coo kind=department" } },
    details = { "unit-cycle unit:billing parties position:bill position:coo" },
    lacks = { "unit-cycle unit:ops", "unit-cycle unit:mkt" } })
  finds("unit-without-head", "", "unit-without-head unit:lab", { ["units.csv"] = { "key=lab" } })
  finds("unit-without-head: on the date", "", "unit-without-head unit:mkt",
    positions "key=cmo to=2020-01-01")
  law("vacant-head", { with = { ["seats.csv"] = { "-cmo" } },
    details = { "vacant-head unit:mkt parties position:cmo" },
    lacks = { "unit-without-head unit:mkt", "vacant-head unit:ops" },
    causes = { ["vacant-head unit:mkt"] = "" } })
  law("vacant-head: its cause", { with = { ["seats.csv"] = { "-cmo" } },
    policy = rule 'A = "position:cmo"',
    causes = { ["vacant-head unit:mkt"] = "vacant-seat position:cmo position:cmo" } })

  -- no-role: mkt delivers t1, billing and ops deliver t2.
  detail("no-role", "", "no-role position:cmo parties position:cmo")
  lacks("no-role: its unit delivers nothing", "", "no-role position:chief")
  finds("no-role: or it heads one that does", "", "no-role position:chief",
    { ["units.csv"] = { "key=mkt head=chief" } })
  lacks("no-role: a letter", rule 'I = "position:cmo"', "no-role position:cmo")
  lacks("no-role: a letter through its unit", rule 'I = "unit:ops"', "no-role position:clerk")
  lacks("no-role: a letter on any subject",
    'rule "r" { on = "enterprise", assign = { A = "position:cmo" } }', "no-role position:cmo")
  lacks("no-role: filled", "", "no-role position:cmo", { ["seats.csv"] = { "-cmo" } })
  lacks("no-role: the unit above it delivers", "", "no-role position:clerk",
    { ["touchpoints.csv"] = { "key=t2 units=ops" } })

  -- Load: 3 touchpoints, or 20.
  local twenty = {}
  for i = 4, 20 do twenty[#twenty + 1] = "key=t" .. i end
  local function some(letter, keys)
    return ('rule "r" { match = { key = { %s } }, assign = { %s = "position:coo" } }')
      :format(keys, letter)
  end
  local TEN = '"t?", "t10"'
  detail("overloaded-accountable: more than half of 20", some("A", TEN .. ', "t11"'),
    "overloaded-accountable position:coo parties position:coo", { ["touchpoints.csv"] = twenty })
  lacks("overloaded-accountable: half", some("A", TEN), "overloaded-accountable position:coo",
    { ["touchpoints.csv"] = twenty })
  lacks("overloaded-accountable: of 20 or more", some("A", '"*"'),
    "overloaded-accountable position:coo")
  finds("overloaded-accountable: share",
    'checks { ["overloaded-accountable"] = { share = 0.45 } }' .. some("A", TEN),
    "overloaded-accountable position:coo", { ["touchpoints.csv"] = twenty })
  finds("overloaded-accountable: max", 'checks { ["overloaded-accountable"] = { max = 2 } }' ..
    some("A", '"*"'), "overloaded-accountable position:coo")
  lacks("overloaded-accountable: not above max",
    'checks { ["overloaded-accountable"] = { max = 3 } }' .. some("A", '"*"'),
    "overloaded-accountable position:coo")
  local ELEVEN = { R = "overloaded-responsible", C = "overloaded-consulted" }
  for letter, code in pairs(ELEVEN) do
    finds(code .. ": all of 20", some(letter, '"*"'), code .. " position:coo",
      { ["touchpoints.csv"] = twenty })
    lacks(code .. ": more than half is not enough", some(letter, TEN .. ', "t11"'),
      code .. " position:coo", { ["touchpoints.csv"] = twenty })
    lacks(code .. ": held by the position itself",
      'rule "r" { assign = { ' .. letter .. ' = "unit:ops" } }', code .. " position:coo",
      { ["touchpoints.csv"] = twenty })
  end

  -- Acting. The law's date is 2026-01-01.
  local ACTING = "acting-too-long touchpoint:t1 A"
  local function acting(name, is_long, ...)
    local with = { ["seats.csv"] = { "-coo", ... }, ["people.csv"] = { "key=gus to=2020-01-01" } }
    local policy = rule 'A = "position:coo"'
    if is_long then finds(name, policy, ACTING, with) else lacks(name, policy, ACTING, with) end
  end
  local SEAT = "position=coo person=cy kind=acting"
  law("acting-too-long", { policy = rule 'A = "position:coo"',
    with = { ["seats.csv"] = { "-coo", SEAT } },
    details = { ACTING .. " parties position:coo" }, rules = { [ACTING] = "r" },
    causes = { [ACTING] = "" } })
  acting("acting-too-long: no beginning", true, SEAT .. " to=2026-02-01")
  acting("acting-too-long: no end", true, SEAT .. " from=2025-12-01")
  acting("acting-too-long: 181 days", true, SEAT .. " from=2025-12-01 to=2026-05-31")
  acting("acting-too-long: 180 days", false, SEAT .. " from=2025-12-01 to=2026-05-30")
  acting("acting-too-long: only acting seats", false, SEAT,
    "position=coo person=dee kind=holder")
  acting("acting-too-long: a delegate is not acting", false, SEAT,
    "position=coo person=dee kind=delegate")
  acting("acting-too-long: one of them is", true, SEAT .. " from=2025-12-01 to=2026-02-01",
    "position=coo person=dee kind=acting")
  acting("acting-too-long: a seat of another day does not count", true, SEAT,
    "position=coo person=dee kind=holder from=2026-02-01")
  acting("acting-too-long: a person who has left has no seat", true, SEAT,
    "position=coo person=gus kind=holder")
  acting("acting-too-long: an ordinary seat", false, "position=coo person=cy kind=holder")
  law("acting-too-long: vacant, and the last seat was an acting one", {
    policy = rule 'A = "position:coo"', with = { ["seats.csv"] = { "-coo",
      SEAT .. " from=2025-10-01 to=2025-11-01",
      "position=coo person=dee kind=holder to=2025-10-01" } },
    details = { ACTING .. " parties position:coo" },
    causes = { [ACTING] = "vacant-seat position:coo position:coo" } })
  acting("acting-too-long: vacant, and the last seat was an ordinary one", false,
    SEAT .. " to=2025-10-01", "position=coo person=dee kind=holder to=2025-11-01")
  acting("acting-too-long: vacant, never filled", false)
  finds("acting-too-long: on the last day too", rule 'A = "position:coo"', ACTING,
    { ["seats.csv"] = { "-coo", SEAT .. " from=2025-12-01 to=2026-01-01" } })
  finds("acting-too-long: for every subject",
    'rule "r" { on = "enterprise", assign = { A = "position:coo" } }',
    "acting-too-long enterprise A", { ["seats.csv"] = { "-coo", SEAT } })

  -- Coming gaps.
  local COMING = "coming-gap touchpoint:t1 A"
  local function coming(name, is_coming, ...)
    local with = { ["seats.csv"] = { "-coo", ... },
      ["people.csv"] = { "key=dee", "key=gus to=2026-02-01" } }
    local policy = rule 'A = "position:coo"'
    if is_coming then finds(name, policy, COMING, with) else lacks(name, policy, COMING, with) end
  end
  local FULL = "position=coo person=cy kind=holder "
  law("coming-gap", { policy = rule 'A = "position:coo"',
    with = { ["seats.csv"] = { "-coo", FULL .. "to=2026-01-02" } },
    details = { COMING .. " parties position:coo" }, rules = { [COMING] = "r" } })
  coming("coming-gap: the 90th day", true, FULL .. "to=2026-04-01")
  coming("coming-gap: the 91st day", false, FULL .. "to=2026-04-02")
  coming("coming-gap: filled on", false, FULL .. "to=2026-02-01",
    "position=coo person=dee kind=holder from=2026-02-01")
  coming("coming-gap: one day", true, FULL .. "to=2026-02-01",
    "position=coo person=dee kind=holder from=2026-02-02")
  coming("coming-gap: vacant already", false, FULL .. "to=2026-01-01")
  coming("coming-gap: the person leaves", true, "position=coo person=gus kind=holder")
  lacks("coming-gap: a position that is no longer there is not vacant", rule 'A = "position:coo"',
    COMING, { ["seats.csv"] = { "-coo", FULL .. "to=2026-02-01" },
      ["positions.csv"] = { "key=coo to=2026-02-01" } })
  finds("coming-gap: days", 'checks { ["coming-gap"] = { days = 91 } }' ..
    rule 'A = "position:coo"', COMING, { ["seats.csv"] = { "-coo", FULL .. "to=2026-04-02" } })

  -- Reviews.
  local function reviewed(on)
    return { ["touchpoints.csv"] = { "key=t1 reviewed_on=" .. on } }
  end
  local function changed(seat)
    local with = reviewed "2025-11-01"
    with["seats.csv"] = { "-coo", seat }
    return with
  end
  detail("stale-row: older than 365 days", "", "stale-row touchpoint:t1 parties",
    reviewed "2024-12-31")
  lacks("stale-row: 365 days", "", "stale-row touchpoint:t1", reviewed "2025-01-01")
  lacks("stale-row: never reviewed", "", "stale-row touchpoint:t1")
  finds("stale-row: days", 'checks { ["stale-row"] = { days = 364 } }', "stale-row touchpoint:t1",
    reviewed "2025-01-01")
  for _, holder in ipairs { "position:coo", "unit:ops", "person:cy" } do
    detail("stale-row: older than a seat of " .. holder, rule('C = "' .. holder .. '"'),
      "stale-row touchpoint:t1 parties position:coo", changed(FULL .. "from=2025-11-02"))
  end
  lacks("stale-row: as old", rule 'C = "unit:ops"', "stale-row touchpoint:t1",
    changed(FULL .. "from=2025-11-01"))
  finds("stale-row: a seat that ended", rule 'C = "unit:ops"', "stale-row touchpoint:t1",
    changed(FULL .. "to=2025-11-02"))
  lacks("stale-row: a seat of another", rule 'C = "unit:mkt"', "stale-row touchpoint:t1",
    changed(FULL .. "from=2025-11-02"))
  lacks("stale-row: a change to come", rule 'C = "unit:ops"', "stale-row touchpoint:t1",
    changed(FULL .. "to=2026-01-02"))
end

-- Laws of holder expressions, and of whom a ban or a demand matches.

return function(law)
  -- What `expression` gives on t1 … as `letter`; "" is nobody.
  local function gives(name, letter, expression, letters, with)
    local cells = {}
    for key, wanted in pairs(letters) do cells[key .. " " .. letter] = wanted end
    local finds = {}
    for key, wanted in pairs(letters) do
      if wanted == "" then
        finds[#finds + 1] = "unresolved-holder touchpoint:" .. key .. " " .. letter
      end
    end
    law(name, { with = with, letters = cells, finds = finds,
      policy = ('rule "r" { assign = { %s = %s } }'):format(letter, expression) })
  end

  gives("a reference to a position", "R", '"position:coo"', { t1 = "position:coo" })
  gives("a unit stays itself but for A", "R", '"unit:ops"', { t1 = "unit:ops" })
  gives("for A a unit stands for its head", "A", '"unit:ops"', { t1 = "position:coo" })
  gives("a team stays itself but for A", "C", '"team:squad"', { t1 = "team:squad" })
  gives("for A a team stands for its lead", "A", '"team:squad"', { t1 = "position:bill" })
  gives("a person stays themselves but for A", "I", '"person:cy"', { t1 = "person:cy" })
  gives("for A a person stands for the one position they hold", "A", '"person:cy"',
    { t1 = "position:coo" })
  gives("a person with two positions gives nobody", "A", '"person:cy"', { t1 = "" },
    { ["seats.csv"] = { "position=clerk person=cy kind=acting" } })
  gives("two seats of one position are one position", "A", '"person:cy"',
    { t1 = "position:coo" }, { ["seats.csv"] = { "position=coo person=cy kind=acting" } })
  gives("a person without seat gives nobody for A", "A", '"person:gil"', { t1 = "" },
    { ["people.csv"] = { "key=gil" } })
  gives("a person without seat stays themselves for R", "R", '"person:gil"',
    { t1 = "person:gil" }, { ["people.csv"] = { "key=gil" } })
  gives("a unit without head gives nobody for A", "A", '"unit:lab"', { t1 = "" },
    { ["units.csv"] = { "key=lab parent=ops" } })
  gives("an office gives the position that has it", "A", '"office:coo"', { t1 = "position:coo" })
  gives("cco is read as cxo", "A", '"office:cxo"', { t1 = "position:chief" },
    { ["positions.csv"] = { "key=chief unit=acme reports_to=boss office=cco" } })
  gives("an office that no position has gives nobody", "R", '"office:cfo"', { t1 = "" })
  gives("an office that two have gives both", "R", '"office:coo"',
    { t1 = "position:clerk position:coo" },
    { ["positions.csv"] = { "key=clerk unit=billing office=coo" } })
  gives("a list gives all of them", "C", '{ "unit:ops", "position:cmo" }',
    { t1 = "position:cmo unit:ops" })
  gives("a list gives a holder once", "A", '{ "unit:ops", "position:coo" }',
    { t1 = "position:coo" })
  gives("a list that gives somebody is resolved", "R", '{ "office:cfo", "position:cmo" }',
    { t1 = "position:cmo" })
  gives("one that is not there on the date gives nobody", "R", '"unit:lab"', { t1 = "" },
    { ["units.csv"] = { "key=lab parent=ops to=2026-01-01" } })
  gives("a function gives a reference", "R", 'function(t) return "unit:" .. t.units[1] end',
    { t1 = "unit:mkt", t2 = "unit:billing" })
  gives("a function gives a list", "C",
    'function() return { "unit:ops", "office:cmo" } end', { t1 = "position:cmo unit:ops" })
  gives("a function that gives nil gives nobody", "C", "function() end", { t1 = "" })
  gives("a function sees the organization", "A",
    'function(t) return "position:" .. org.unit(t.units[1]):head().key end',
    { t2 = "position:bill" })
  gives("a function gives a constructor", "R", "function() return journey_lead() end",
    { t1 = "position:cmo" })
  gives("a list may hold constructors", "R", '{ "unit:ops", journey_lead() }',
    { t1 = "position:cmo unit:ops" })
  gives("delivering_units()", "R", "delivering_units()",
    { t1 = "unit:mkt", t2 = "unit:billing unit:ops", t3 = "" })
  gives("delivering_units() for A", "A", "delivering_units()",
    { t1 = "position:cmo", t2 = "position:bill position:coo" })
  gives("head_of_delivering_unit() is the heads of all of them", "C", "head_of_delivering_unit()",
    { t2 = "position:bill position:coo", t3 = "" })
  gives("head_of(unit)", "R", 'head_of("unit:billing")', { t1 = "position:bill" })
  gives("manager_of(position)", "R", 'manager_of("position:clerk")', { t1 = "position:bill" })
  gives("manager_of(unit) is the superior of its head", "R", 'manager_of("unit:ops")',
    { t1 = "position:boss" })
  gives("manager_of(team) is the superior of its lead", "R", 'manager_of("team:squad")',
    { t1 = "position:coo" })
  gives("manager_of(person)", "R", 'manager_of("person:fay")', { t1 = "position:bill" })
  gives("manager_of(office)", "R", 'manager_of("office:cmo")', { t1 = "position:boss" })
  gives("nobody is above the top", "R", 'manager_of("position:boss")', { t1 = "" })
  gives("journey_lead()", "A", "journey_lead()", { t1 = "position:cmo", t3 = "" })
  gives("journey_lead() is of all its journeys", "R", "journey_lead()",
    { t1 = "position:cmo position:coo", t2 = "position:cmo" },
    { ["journeys.csv"] = { "key=j2 lead=coo" }, ["journey_steps.csv"] =
      { "journey=j2 touchpoint=t1" } })
  gives("team_of_journey()", "C", "team_of_journey()", { t1 = "team:squad", t3 = "" })
  gives("team_of_journey() for A", "A", "team_of_journey()", { t1 = "position:bill" })
  gives("lead_of(team)", "R", 'lead_of("team:squad")', { t1 = "position:bill" })

  law("on a handoff: the units of both sides, the leads of the journeys both are on", {
    with = { ["journeys.csv"] = { "key=j2 lead=coo" },
      ["journey_steps.csv"] = { "journey=j2 touchpoint=t1" } },
    policy = [[ rule "r" { on = "handoff",
      assign = { R = delivering_units(), C = journey_lead() } } ]],
    letters = { ["handoff:t1->t2 R"] = "unit:billing unit:mkt unit:ops",
      ["handoff:t1->t2 C"] = "position:cmo" } })
  law("on a journey: no units, its own lead; on the enterprise nobody", {
    policy = [[
      rule "r" { on = "journey", assign = { R = delivering_units(), A = journey_lead() } }
      rule "e" { on = "enterprise", assign = { A = journey_lead() } } ]],
    letters = { ["journey:j1 R"] = "", ["journey:j1 A"] = "position:cmo", ["enterprise A"] = "" },
    finds = { "unresolved-holder journey:j1 R", "unresolved-holder enterprise A" } })

  -- Functions that fail.
  local function fails(name, body)
    law(name, { policy = ('rule "r" { assign = { R = function(t) %s end } }'):format(body),
      letters = { ["t1 R"] = "" },
      finds = { "rule-failed rule:r", "unresolved-holder touchpoint:t1 R" } })
  end
  fails("a holder function that errs is rule-failed and gives nobody", "return nil .. 1")
  fails("a holder function must give references: not a number", "return 7")
  fails("a holder function must give references: not a bare key", 'return "coo"')
  fails("a holder function must give references: of a known kind", 'return "ceo:coo"')
  fails("a holder function must give references: the model has it", 'return "unit:nowhere"')
  fails("a function must name what the model has", 'return org.unit("nowhere")')
  law("the function of a rule that is overridden is not asked", {
    policy = [[ default "d" { assign = { A = function() return nil .. 1 end } }
      rule "r" { assign = { A = "position:coo" } } ]],
    letters = { ["t1 A"] = "position:coo" }, lacks = { "rule-failed rule:d" } })

  -- Whom `ban` removes of all that is given as `letter`.
  local ALL = '{ "position:boss", "position:coo", "position:bill", "position:clerk", "unit:ops",' ..
    ' "unit:billing", "team:squad", "person:cy" }'
  local function bans(name, ban, removed)
    local left = {}
    for holder in ('person:cy position:bill position:boss position:clerk position:coo ' ..
        'team:squad unit:billing unit:ops'):gmatch("%S+") do
      if not (" " .. removed .. " "):find(" " .. holder .. " ", 1, true) then
        left[#left + 1] = holder
      end
    end
    law(name, { letters = { ["t1 C"] = table.concat(left, " ") },
      policy = ([[ default "d" { assign = { C = %s } }
        rule "ban" { forbid = { C = %s } } ]]):format(ALL, ban) })
  end
  bans("a position matches that position only", '"position:coo"', "position:coo")
  bans("a unit matches the unit and its head", '"unit:ops"', "unit:ops position:coo")
  bans("a team matches the team and its lead", '"team:squad"', "team:squad position:bill")
  bans("a person matches the person and the positions they hold", '"person:cy"',
    "person:cy position:coo")
  bans("an office matches its position", '"office:coo"', "position:coo")
  bans("under(unit): the units at or below, the positions in them and their heads",
    'under("unit:ops")', "unit:ops unit:billing position:coo position:bill position:clerk")
  bans("under(unit): not what is above", 'under("unit:billing")',
    "unit:billing position:bill position:clerk")
  bans("under(position): it, those under it, and the units they head", 'under("position:bill")',
    "position:bill position:clerk unit:billing")
  bans("under(position) of the top", 'under("position:coo")',
    "position:coo position:bill position:clerk unit:ops unit:billing")
  bans("a list bans each of them", '{ "position:boss", "team:squad" }',
    "position:boss team:squad position:bill")
  bans("a function bans what it gives", 'function() return "unit:ops" end',
    "unit:ops position:coo")
  bans("a ban may be worked out", "journey_lead()", "")
  bans("a ban may be a head", 'head_of("unit:ops")', "position:coo")

  law("under(unit) takes in heads that sit elsewhere", {
    with = { ["units.csv"] = { "key=lab parent=ops head=cmo" } },
    policy = [[ default "d" { assign = { A = "position:cmo" } }
      rule "ban" { forbid = { A = under("unit:ops") } } ]],
    letters = { ["t1 A"] = "" } })
  law("a ban whose function fails bans nobody", {
    policy = [[ default "d" { assign = { A = "position:cmo" } }
      rule "ban" { forbid = { A = function() return 1 + nil end } } ]],
    letters = { ["t1 A"] = "position:cmo" }, finds = { "rule-failed rule:ban" } })
  law("a ban on somebody who is not there on the date bans nobody", {
    with = { ["units.csv"] = { "key=lab head=cmo from=2027-01-01" } },
    policy = [[ default "d" { assign = { A = "position:cmo" } }
      rule "ban" { forbid = { A = "unit:lab", R = under("unit:lab") } } ]],
    letters = { ["t1 A"] = "position:cmo" } })
end

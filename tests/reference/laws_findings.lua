-- Laws of the core checks and of escalation.

return function(law)
  local CALM = ' rule "calm" { assign = { A = "position:coo", R = "position:coo" } } '

  local function finds(name, policy, found, with)
    law(name, { policy = policy, with = with, finds = found })
  end
  local function lacks(name, policy, absent, with)
    law(name, { policy = policy, with = with, lacks = absent })
  end
  local function detail(name, policy, text, with, date)
    law(name, { policy = policy, with = with, details = { text }, date = date })
  end

  detail("no-accountable: parties none", "",
    "no-accountable touchpoint:t1 A parties -> position:chief")
  lacks("no-accountable is about touchpoints only", "", { "no-accountable journey:j1 A",
    "no-accountable handoff:t1->t2 A", "no-accountable enterprise A" })
  local TWO = '{ A = { "position:coo", "position:cmo" } }'
  detail("many-accountable, for every subject",
    'rule "r" { on = "enterprise", assign = ' .. TWO .. " }",
    "many-accountable enterprise A parties position:cmo position:coo -> position:chief")
  law("joint-accountable: every winner says joint", {
    policy = 'rule "r" { joint = true, because = "so", assign = ' .. TWO .. " }",
    details = { "joint-accountable touchpoint:t1 A parties position:cmo position:coo" },
    lacks = { "many-accountable touchpoint:t1 A" } })
  law("joint-accountable: rulings that say so", { with = { ["rulings.csv"] = {
      "subject=touchpoint:t1 letter=A holder=position:cmo by=office:ceo reason=both joint=yes",
      "subject=touchpoint:t1 letter=A holder=position:coo by=office:ceo reason=both joint=yes" } },
    details = { "joint-accountable touchpoint:t1 A parties position:cmo position:coo" },
    lacks = { "many-accountable touchpoint:t1 A" } })
  finds("one winner that is not joint makes it many",
    'rule "r" { joint = true, because = "so", assign = ' .. TWO .. " }" .. CALM,
    { "many-accountable touchpoint:t1 A" })
  law("one-person-many-seats: one person alone holds all", {
    with = { ["seats.csv"] = { "-cmo", "position=cmo person=cy kind=acting" } },
    policy = 'rule "r" { assign = ' .. TWO .. " }",
    details = { "one-person-many-seats touchpoint:t1 A parties position:cmo position:coo" },
    lacks = { "many-accountable touchpoint:t1 A" } })
  finds("not alone is many", 'rule "r" { assign = ' .. TWO .. " }",
    { "many-accountable touchpoint:t1 A" },
    { ["seats.csv"] = { "position=cmo person=cy kind=acting" } })
  finds("two vacant seats are many", 'rule "r" { assign = ' .. TWO .. " }",
    { "many-accountable touchpoint:t1 A" }, { ["seats.csv"] = { "-cmo", "-coo" } })

  detail("no-responsible", "", "no-responsible touchpoint:t1 R parties -> position:chief")
  lacks("a scheme with A_implies_R counts A", [[ policy { name = "x", scheme = "X" }
    scheme "X" { letters = { A = { min = 1, max = 1 }, R = { min = 1 } }, accountable = "A",
      responsible = "R", A_implies_R = true }
    rule "r" { assign = { A = "position:coo" } } ]],
    { "no-responsible touchpoint:t1 R", "letter-count touchpoint:t1 R" })
  detail("letter-count above is a conflict", [[ policy { name = "x", scheme = "X" }
    scheme "X" { letters = { A = {}, R = {}, S = { max = 1 } }, accountable = "A",
      responsible = "R" }
    rule "r" { assign = { S = { "position:coo", "unit:mkt" } } } ]],
    "letter-count touchpoint:t1 S parties position:cmo position:coo -> position:chief")
  detail("letter-count below is a gap", [[ policy { name = "x", scheme = "X" }
    scheme "X" { letters = { A = {}, R = {}, S = { min = 1 } }, accountable = "A",
      responsible = "R" } ]],
    "letter-count touchpoint:t1 S parties -> position:chief")
  lacks("no-responsible says it, letter-count does not", "", { "letter-count touchpoint:t1 R" })
  finds("the scheme names the letters", [[ policy { name = "x", scheme = "X" }
    scheme "X" { letters = { D = {}, P = {} }, accountable = "D", responsible = "P" } ]],
    { "no-accountable touchpoint:t1 D", "no-responsible touchpoint:t1 P" })

  detail("only-by-default", 'default "d" { assign = { A = "unit:ops" } }',
    "only-by-default touchpoint:t1 A parties position:coo")
  lacks("not where a rule speaks", CALM, { "only-by-default touchpoint:t1 A" })
  local FIVE = '{ "unit:ops", "unit:mkt", "unit:billing", "unit:acme", "position:clerk" }'
  finds("too-many-consulted: more than 4", 'rule "r" { assign = { C = ' .. FIVE .. " } }",
    { "too-many-consulted touchpoint:t1 C" })
  lacks("max is settable", 'checks { ["too-many-consulted"] = { max = 5 } } rule "r" { ' ..
    "assign = { C = " .. FIVE .. " } }", { "too-many-consulted touchpoint:t1 C" })
  finds("too-many-responsible: more than 3", 'rule "r" { on = "journey", assign = { R = ' .. FIVE ..
    " } }", { "too-many-responsible journey:j1 R" })
  lacks("a check may be off", 'checks { ["no-responsible"] = "off" }',
    { "no-responsible touchpoint:t1 R", "letter-count touchpoint:t1 R" })

  -- Power.
  detail("powerless-accountable: A and those R's",
    [[ rule "r" { assign = { A = "position:coo", R = { "unit:mkt", "unit:billing" } } } ]],
    "powerless-accountable touchpoint:t1 A parties position:cmo position:coo -> position:chief")
  local function power(name, a, r, powerful, with)
    local where = { "powerless-accountable touchpoint:t1 A" }
    local policy = ('rule "r" { assign = { A = "position:%s", R = "%s" } }'):format(a, r)
    if powerful then lacks(name, policy, where, with) else finds(name, policy, where, with) end
  end
  power("itself", "coo", "position:coo", true)
  power("a position under it", "coo", "position:clerk", true)
  power("not one above it", "coo", "position:boss", false)
  power("a unit it heads", "coo", "unit:ops", true)
  power("a unit below one it heads", "coo", "unit:billing", true)
  power("a unit whose head is under it", "boss", "unit:billing", true)
  power("a unit whose head is under it, elsewhere", "coo", "unit:lab", true,
    { ["units.csv"] = { "key=lab parent=mkt head=clerk" } })
  power("not another unit", "coo", "unit:mkt", false)
  power("a team of whose members it commands all", "boss", "team:squad", true)
  power("not a team of which it commands some", "coo", "team:squad", false)
  power("not a team without members", "boss", "team:none", false,
    { ["teams.csv"] = { "key=none" } })
  power("a person all of whose positions it commands", "coo", "person:fay", true)
  power("not a person of whose positions it commands some", "coo", "person:fay", false,
    { ["seats.csv"] = { "position=cmo person=fay" } })
  for scope, covered in pairs { ["*"] = true, ["unit:mkt"] = true, ["unit:acme"] = true,
    ["unit:ops"] = false, ["stage:buy"] = true, ["stage:use"] = false, ["channel:web"] = true,
    ["journey:j1"] = true, ["touchpoint:t1"] = true, ["touchpoint:t2"] = false } do
    power("a mandate over " .. scope, "coo", "unit:mkt", covered,
      { ["mandates.csv"] = { "position=coo scope=" .. scope } })
  end
  lacks("a mandate that covers either side covers a handoff",
    'rule "r" { on = "handoff", assign = { A = "position:clerk", R = "unit:mkt" } }',
    { "powerless-accountable handoff:t1->t2 A" },
    { ["mandates.csv"] = { "position=clerk scope=stage:use" } })
  finds("a journey is covered by * and by itself only",
    'rule "r" { on = "journey", assign = { A = "position:clerk", R = "unit:mkt" } }',
    { "powerless-accountable journey:j1 A" },
    { ["mandates.csv"] = { "position=clerk scope=unit:acme" } })

  -- Vacancies.
  local VACANT = { ["seats.csv"] = { "-coo", "-clerk" } }
  law("vacant-accountable, vacant-responsible, vacant-seat", { with = VACANT,
    policy = [[ rule "r" { assign = { A = "position:coo", R = { "position:coo",
      "position:clerk" } } } ]],
    details = { "vacant-accountable touchpoint:t1 A parties position:coo -> position:chief",
      "vacant-responsible touchpoint:t1 R parties position:coo -> position:chief",
      "vacant-responsible touchpoint:t1 R parties position:clerk -> position:chief",
      "vacant-seat position:coo parties position:coo" } })
  lacks("vacant-responsible: not while one is filled", [[ rule "r" { assign = {
    R = { "position:coo", "position:cmo" } } } ]], { "vacant-responsible touchpoint:t1 R" }, VACANT)
  lacks("vacant-responsible: not while one is a unit", [[ rule "r" { assign = {
    R = { "position:coo", "unit:ops" } } } ]], { "vacant-responsible touchpoint:t1 R" }, VACANT)
  lacks("vacant-seat: it holds the letter itself", 'rule "r" { assign = { R = "unit:ops" } }',
    { "vacant-seat position:coo" }, VACANT)

  -- Handoffs, journeys, offices.
  local function handoff(a)
    return ([[ rule "a" { match = { key = "t1" }, assign = { A = "position:cmo" } }
      rule "b" { match = { key = "t2" }, assign = { A = "position:%s" } } ]]):format(a)
  end
  detail("unowned-handoff", handoff("clerk"),
    "unowned-handoff handoff:t1->t2 parties position:clerk position:cmo")
  lacks("unowned-handoff: not within a department", handoff("cmo"),
    { "unowned-handoff handoff:t1->t2" })
  lacks("unowned-handoff: not where somebody has A on it", handoff("clerk") ..
    [[ rule "h" { on = "handoff", assign = { A = "position:boss" } } ]],
    { "unowned-handoff handoff:t1->t2" })
  lacks("unowned-handoff: both sides have an A", [[ rule "a" { match = { key = "t1" },
    assign = { A = "position:cmo" } } ]], { "unowned-handoff handoff:t1->t2" })
  detail("journey-without-lead", "", "journey-without-lead journey:j2 parties",
    { ["journeys.csv"] = { "key=j2" } })
  lacks("journey-without-lead: not with a lead", "", { "journey-without-lead journey:j1" })
  local function lead(who) return 'rule "r" { on = "journey", assign = { A = ' .. who .. " } }" end
  detail("lead-disagrees", lead '"position:coo"',
    "lead-disagrees journey:j1 parties position:cmo position:coo")
  finds("lead-disagrees: not that position alone", lead '{ "position:coo", "position:cmo" }',
    { "lead-disagrees journey:j1" })
  lacks("lead-disagrees: that position alone", lead '"unit:mkt"', { "lead-disagrees journey:j1" })
  lacks("lead-disagrees: no A", "", { "lead-disagrees journey:j1" })
  lacks("there are a CEO and a CXO", CALM, { "no-ceo enterprise", "no-cxo enterprise",
    "cxo-unempowered enterprise", "no-final-arbiter enterprise" })
  local NO_CHIEF = { ["positions.csv"] = { "key=chief unit=acme reports_to=boss" } }
  local NO_CEO = { ["positions.csv"] = { "key=chief", "key=boss unit=acme" } }
  finds("no-cxo", "", { "no-cxo enterprise" }, NO_CHIEF)
  finds("no-ceo", "", { "no-ceo enterprise" }, NO_CEO)
  detail("cxo-unempowered", CALM, "cxo-unempowered enterprise parties position:chief",
    { ["mandates.csv"] = { "position=coo scope=*" } })
  lacks("cxo-unempowered: not with a mandate over touchpoints", CALM,
    { "cxo-unempowered enterprise" },
    { ["mandates.csv"] = { "position=coo scope=*", "position=chief scope=stage:use" } })

  -- Escalation.
  local GAP = "no-responsible touchpoint:t1 R parties "
  local SOME = 'rule "r" { assign = { A = "position:chief" } }'
  detail("absent", SOME, GAP .. "office:cxo/absent -> position:boss", NO_CHIEF)
  detail("vacant", SOME, GAP .. "position:chief/vacant -> position:boss",
    { ["seats.csv"] = { "-chief" } })
  detail("party", [[ rule "r" { assign = { A = { "position:chief", "position:coo" } } } ]],
    "many-accountable touchpoint:t1 A parties position:chief position:coo position:chief/party" ..
    " -> position:boss")
  detail("a CEO who is a party still decides", [[ rule "r" { assign = { A = {
    "position:chief", "position:boss" } } } ]], "many-accountable touchpoint:t1 A parties " ..
    "position:boss position:chief position:chief/party -> position:boss")
  detail("no-mandate", SOME, GAP .. "position:chief/no-mandate -> position:boss",
    { ["mandates.csv"] = { "position=chief scope=stage:use" } })
  detail("with a mandate over the subject", SOME, GAP .. "-> position:chief",
    { ["mandates.csv"] = { "position=chief scope=stage:buy" } })
  detail("nobody: absent", SOME, GAP .. "office:cxo/absent office:ceo/absent -> nobody", NO_CEO)
  finds("no-final-arbiter", SOME, { "no-final-arbiter enterprise" }, NO_CEO)
  detail("nobody: vacant", SOME,
    GAP .. "position:chief/vacant position:boss/vacant -> nobody",
    { ["seats.csv"] = { "-chief", "-boss" } })
  detail("first = lowest_common_superior",
    [[ escalation { first = "lowest_common_superior" }
      rule "r" { assign = { A = { "position:bill", "position:clerk" } } } ]],
    "many-accountable touchpoint:t1 A parties position:bill position:clerk position:bill/party" ..
    " -> position:chief")
  detail("the lowest common superior decides",
    [[ escalation { first = "lowest_common_superior" }
      rule "r" { assign = { A = { "position:bill", "position:pal" } } } ]],
    "many-accountable touchpoint:t1 A parties position:bill position:pal -> position:coo",
    { ["positions.csv"] = { "key=pal reports_to=coo" } })
  detail("also", 'escalation { also = { "only-by-default" } } default "d" { assign = {' ..
    ' A = "unit:ops" } }',
    "only-by-default touchpoint:t1 A parties position:coo -> position:chief")
  detail("never", 'escalation { never = { "no-responsible" } }',
    "no-responsible touchpoint:t1 R parties")
  detail("a warning does not escalate", 'checks { ["no-responsible"] = { severity = "warning" } }',
    "no-responsible touchpoint:t1 R parties")
  detail("a gap made an error does", 'checks { ["journey-without-lead"] = { severity = "error" } }',
    "journey-without-lead journey:j2 parties -> position:chief",
    { ["journeys.csv"] = { "key=j2" } })
end

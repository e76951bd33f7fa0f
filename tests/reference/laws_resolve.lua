-- Laws of "From rules to assignments": tiers, overrides, bans, demands, stated rows, rulings.

return function(law)
  local A = { boss = '{ A = "position:boss" }', coo = '{ A = "position:coo" }',
    cmo = '{ A = "position:cmo" }' }

  local function tiers(name, policy, wanted, more)
    local case = more or {}
    case.policy, case.letters = policy, { ["t1 A"] = wanted }
    law(name, case)
  end

  -- 2. and 3.: who wins.
  local ORDER = { "default", "rule", "exception", "law" }
  for i = 1, #ORDER - 1 do
    local because = 'because = "so",'
    tiers(ORDER[i] .. " < " .. ORDER[i + 1],
      ('%s "b" { %s assign = %s } %s "a" { %s assign = %s }'):format(ORDER[i + 1], because, A.coo,
        ORDER[i], because, A.cmo), "position:coo")
  end
  tiers("a default speaks only where no rule does, letter by letter",
    [[ default "d" { assign = { A = "position:coo", R = "unit:ops" } }
      rule "r" { assign = { R = "unit:mkt" } } ]], "position:coo")
  tiers("one tier is a tie: nothing else decides",
    ([[ rule "a" { assign = %s } rule "b" { match = { key = "t1" }, assign = %s } ]])
    :format(A.coo, A.cmo), "position:cmo position:coo",
    { finds = { "many-accountable touchpoint:t1 A" } })
  tiers("two rules that give the same position agree",
    [[ rule "a" { assign = { A = "position:coo" } } rule "b" { assign = { A = "unit:ops" } } ]],
    "position:coo", { lacks = { "many-accountable touchpoint:t1 A" } })
  tiers("overrides decide within a tier",
    ([[ rule "a" { assign = %s } rule "b" { overrides = { "a" }, assign = %s } ]])
    :format(A.coo, A.cmo), "position:cmo")
  tiers("overrides do not lift a rule over a higher tier",
    ([[ exception "a" { because = "so", assign = %s }
      rule "b" { overrides = { "a" }, assign = %s } ]]):format(A.coo, A.cmo), "position:coo")
  tiers("overrides decide through a chain, of rules that do not apply as well",
    ([[ rule "a" { assign = %s } rule "m" { overrides = { "a" }, to = "2020-01-01" }
      rule "b" { overrides = { "m" }, assign = %s } ]]):format(A.coo, A.cmo), "position:cmo")
  tiers("a chain may pass through another tier",
    ([[ rule "a" { assign = %s } law "m" { overrides = { "a" }, match = { key = "t9" } }
      rule "b" { overrides = { "m" }, assign = %s } ]]):format(A.coo, A.cmo), "position:cmo")
  tiers("an overridden rule still overrides: only the top of a chain wins",
    ([[ rule "a" { assign = %s } rule "b" { overrides = { "a" }, assign = %s }
      rule "c" { overrides = { "b" }, assign = %s } ]]):format(A.coo, A.cmo, A.boss),
    "position:boss")
  tiers("a rule that does not apply beats nobody",
    ([[ rule "a" { assign = %s }
      rule "b" { match = { key = "t2" }, overrides = { "a" }, assign = %s } ]])
    :format(A.coo, A.cmo), "position:coo")
  tiers("a rule that does not assign the letter beats nobody",
    ([[ rule "a" { assign = %s } law "b" { assign = { R = "unit:ops" } } ]]):format(A.coo),
    "position:coo")
  tiers("a winner that gives nobody still wins",
    ([[ default "d" { assign = %s } rule "r" { assign = { A = "office:cfo" } } ]]):format(A.coo),
    "", { finds = { "unresolved-holder touchpoint:t1 A", "no-accountable touchpoint:t1 A" } })
  law("a cycle of overrides is an error", { error = "cycle",
    policy = 'rule "a" { overrides = { "b" } } law "b" { overrides = { "a" } }' })
  law("a rule that overrides itself is a cycle", { error = "cycle",
    policy = 'rule "a" { overrides = { "a" } }' })
  law("names are unique", { error = "two rules", policy = 'rule "a" {} law "a" {}' })
  law("an exception has a because", { error = "no because", policy = 'exception "a" {}' })
  law("joint has a because", { error = "no because", policy = 'rule "a" { joint = true }' })

  -- 1. and 2.: stated rows and rulings.
  tiers("a stated row is a rule of its touchpoint", ('default "d" { assign = %s }'):format(A.coo),
    "position:cmo", { with = { ["stated.csv"] = { "touchpoint=t1 letter=A holder=unit:mkt",
      "touchpoint=t2 letter=A holder=position:boss" } } })
  tiers("one without reason is a rule", ('rule "r" { assign = %s }'):format(A.coo),
    "position:cmo position:coo",
    { with = { ["stated.csv"] = { "touchpoint=t1 letter=A holder=unit:mkt" } } })
  tiers("one with a reason is an exception", ('rule "r" { assign = %s }'):format(A.coo),
    "position:cmo",
    { with = { ["stated.csv"] = { "touchpoint=t1 letter=A holder=unit:mkt reason=so" } } })
  tiers("a stated row may be overridden by name",
    ('rule "r" { overrides = { "stated:t1:A:unit:mkt" }, assign = %s }'):format(A.coo),
    "position:coo", { with = { ["stated.csv"] = { "touchpoint=t1 letter=A holder=unit:mkt" } } })
  local ruling = { ["rulings.csv"] = { "subject=touchpoint:t1 letter=A holder=position:cmo " ..
    "by=position:boss reason=so from=2026-01-01 to=2026-02-01" } }
  tiers("exception < ruling", ('exception "x" { because = "so", assign = %s }'):format(A.coo),
    "position:cmo", { with = ruling })
  tiers("ruling < law", ('law "x" { assign = %s }'):format(A.coo), "position:coo",
    { with = ruling })
  tiers("a ruling ends", ('rule "x" { assign = %s }'):format(A.coo), "position:coo",
    { with = ruling, date = "2026-02-01" })
  law("a ruling may be about a handoff", { letters = { ["handoff:t1->t2 A"] = "position:boss" },
    with = { ["rulings.csv"] = { "subject=handoff:t1->t2 letter=A holder=position:boss" } } })

  -- 4.: bans.
  local function ban(name, policy, wanted, more) tiers(name, policy, wanted, more) end
  local contested = { finds = { "contested touchpoint:t1 A" } }
  local settled = { lacks = { "contested touchpoint:t1 A" } }
  ban("kept: the winner precedes every ban",
    [[ exception "x" { because = "so", assign = { A = "position:cmo" } }
      rule "ban" { forbid = { A = "unit:mkt" } } ]], "position:cmo", settled)
  ban("removed: a ban precedes the winner",
    [[ rule "r" { assign = { A = "position:cmo" } }
      law "ban" { forbid = { A = "unit:mkt" } } ]], "", settled)
  ban("contested: of equal standing",
    [[ rule "r" { assign = { A = "position:cmo" } }
      rule "ban" { forbid = { A = "unit:mkt" } } ]], "", contested)
  ban("kept by an override",
    [[ rule "r" { overrides = { "ban" }, assign = { A = "position:cmo" } }
      rule "ban" { forbid = { A = "unit:mkt" } } ]], "position:cmo", settled)
  ban("removed by an override",
    [[ rule "r" { assign = { A = "position:cmo" } }
      rule "ban" { overrides = { "r" }, forbid = { A = "unit:mkt" } } ]], "", settled)
  ban("removed by one ban though contested by another",
    [[ rule "r" { assign = { A = "position:cmo" } } rule "b" { forbid = { A = "unit:mkt" } }
      law "ban" { forbid = { A = "position:cmo" } } ]], "", settled)
  ban("kept needs to precede all bans",
    [[ rule "r" { overrides = { "b" }, assign = { A = "position:cmo" } }
      rule "b" { forbid = { A = "unit:mkt" } } rule "c" { forbid = { A = "unit:mkt" } } ]], "",
    contested)
  ban("some winner keeps it",
    [[ rule "r" { overrides = { "b" }, assign = { A = "position:cmo" } }
      rule "q" { assign = { A = "position:cmo" } } rule "b" { forbid = { A = "unit:mkt" } } ]],
    "position:cmo", settled)
  ban("removed through one winner, contested through another: contested",
    [[ rule "r" { assign = { A = "position:cmo" } } rule "q" { assign = { A = "position:cmo" } }
      rule "b" { overrides = { "r" }, forbid = { A = "unit:mkt" } } ]], "", contested)
  ban("other holders stay",
    [[ rule "r" { assign = { A = { "position:cmo", "position:coo" } } }
      law "b" { forbid = { A = "unit:mkt" } } ]], "position:coo", settled)
  ban("a ban on another letter is none",
    [[ rule "r" { assign = { A = "position:cmo" } } law "b" { forbid = { R = "unit:mkt" } } ]],
    "position:cmo", settled)
  ban("a ban by a rule that does not apply is none",
    [[ rule "r" { assign = { A = "position:cmo" } }
      law "b" { match = { key = "t2" }, forbid = { A = "unit:mkt" } } ]], "position:cmo", settled)
  ban("units become heads before bans are looked at",
    [[ rule "r" { assign = { A = "unit:mkt" } } law "b" { forbid = { A = "position:cmo" } } ]], "",
    settled)
  ban("a removed winner does not make lower tiers speak",
    [[ default "d" { assign = { A = "position:coo" } } rule "r" { assign = { A = "unit:mkt" } }
      law "b" { forbid = { A = "position:cmo" } } ]], "", settled)
  law("contested: one per subject and letter, parties all contested holders", {
    policy = [[ rule "r" { assign = { C = { "unit:mkt", "unit:ops", "position:boss" } } }
      rule "b" { forbid = { C = { "unit:ops", "unit:mkt" } } } ]],
    letters = { ["t1 C"] = "position:boss" },
    details = { "contested touchpoint:t1 C parties position:cmo position:coo -> position:chief" } })

  -- 6.: demands.
  local function demand(name, policy, missing)
    local where = "required-missing touchpoint:t1 C"
    law(name, { policy = policy, finds = missing and { where } or nil,
      lacks = not missing and { where } or nil })
  end
  demand("a demand is met", [[ rule "r" { assign = { C = "unit:ops" } }
    rule "d" { require = { C = "unit:ops" } } ]], false)
  demand("a demand is not met", [[ rule "d" { require = { C = "unit:ops" } } ]], true)
  demand("a demand for a unit is met by its head", [[
    rule "r" { assign = { C = "position:coo" }, require = { C = "unit:ops" } } ]], false)
  demand("a demand for a position is not met by its unit", [[
    rule "r" { assign = { C = "unit:ops" }, require = { C = "position:coo" } } ]], true)
  demand("a demand of a list is met by any of it", [[
    rule "r" { assign = { C = "position:coo" }, require = { C = { "unit:mkt", "unit:ops" } } } ]],
    false)
  demand("a demand with under()", [[
    rule "r" { assign = { C = "position:clerk" }, require = { C = under("unit:ops") } } ]], false)
  demand("a demand for nobody is not met", [[
    rule "r" { assign = { C = "position:coo" }, require = { C = "office:cfo" } } ]], true)
  demand("whatever its tier", [[ law "l" { assign = { C = "position:boss" } }
    default "d" { require = { C = "unit:ops" } } ]], true)
  demand("unless an applicable rule overrides it by name", [[
    rule "d" { require = { C = "unit:ops" } } rule "o" { overrides = { "d" } } ]], false)
  demand("or by a chain", [[ rule "d" { require = { C = "unit:ops" } }
    rule "m" { overrides = { "d" }, to = "2000-01-01" } rule "o" { overrides = { "m" } } ]], false)
  demand("a rule that does not apply overrides no demand", [[
    rule "d" { require = { C = "unit:ops" } }
    rule "o" { match = { key = "t2" }, overrides = { "d" } } ]], true)
  demand("of a lower tier as well", [[
    law "d" { require = { C = "unit:ops" } } rule "o" { overrides = { "d" } } ]], false)
end

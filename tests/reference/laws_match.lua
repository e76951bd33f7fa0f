-- Laws of `match`, `when`, `on` and the dates of rules.

return function(law)
  -- Where a rule with these fields assigns A to coo, among t1, t2 and t3.
  local function matches(name, fields, where, with)
    local letters = {}
    for _, key in ipairs { "t1", "t2", "t3" } do
      letters[key .. " A"] = where:find(key, 1, true) and "position:coo" or ""
    end
    law(name, { with = with, letters = letters,
      policy = ('rule "r" { %s, assign = { A = "position:coo" } }'):format(fields) })
  end

  matches("no match is every touchpoint", "match = {}", "t1 t2 t3")
  matches("key is a glob: * any run", 'match = { key = "*2" }', "t2")
  matches("key is a glob: ? one character", 'match = { key = "?3" }', "t3")
  matches("key: ? is not none", 'match = { key = "t1?" }', "")
  matches("key: other characters stand for themselves", 'match = { key = "t." }', "")
  matches("key: a list is any of", 'match = { key = { "t1", "*3" } }', "t1 t3")
  matches("key: except is none of", 'match = { key = except { "t1", "*3" } }', "t2")
  matches("journey", 'match = { journey = "j1" }', "t1 t2")
  matches("journey: any journey it is on", 'match = { journey = "j2" }', "t3",
    { ["journeys.csv"] = { "key=j2" }, ["journey_steps.csv"] = { "journey=j2 touchpoint=t3" } })
  matches("journey: except looks at every journey it is on",
    'match = { journey = except { "j2" } }', "t2 t3",
    { ["journeys.csv"] = { "key=j2" }, ["journey_steps.csv"] = { "journey=j2 touchpoint=t1" } })
  matches("stage", 'match = { stage = "buy" }', "t1")
  matches("stage: a list is any of", 'match = { stage = { "buy", "use" } }', "t1 t2")
  matches("without a value except matches", 'match = { stage = except { "buy" } }', "t2 t3")
  matches("channel", 'match = { channel = "phone" }', "t2")
  matches("unit: a delivering unit", 'match = { unit = "billing" }', "t2")
  matches("unit: at or below", 'match = { unit = "unit:acme" }', "t1 t2")
  matches("unit: not above", 'match = { unit = "billing" }', "",
    { ["touchpoints.csv"] = { "key=t2 units=ops" } })
  matches("unit: except means none of them", 'match = { unit = except { "billing" } }', "t1 t3")
  matches("tag", 'match = { tag = "new" }', "t1")
  matches("tag: a list is any of", 'match = { tag = { "old", "vip" } }', "t1")
  matches("tag: except", 'match = { tag = except { "old", "vip" } }', "t2 t3")
  matches("criticality: number", "match = { criticality = 3 }", "t1")
  matches("criticality: list", "match = { criticality = { 3, 5 } }", "t1 t2")
  matches("criticality: min", "match = { criticality = { min = 4 } }", "t2")
  matches("criticality: max", "match = { criticality = { max = 3 } }", "t1")
  matches("criticality: both ends count", "match = { criticality = { min = 3, max = 5 } }",
    "t1 t2")
  matches("managed: unset means yes", "match = { managed = true }", "t1 t3")
  matches("managed = no", "match = { managed = false }", "t2")
  matches("moment_of_truth: unset means no", "match = { moment_of_truth = false }", "t1 t3")
  matches("moment_of_truth = yes", "match = { moment_of_truth = true }", "t2")
  matches("attr", 'match = { attr = { region = "us" } }', "t2")
  matches("attr: except", 'match = { attr = { region = except { "us" } } }', "t1 t3")
  matches("dimensions are a conjunction", 'match = { stage = "buy", tag = "old" }', "")

  matches("when returns true", "when = function(t) return t.key == 't1' end", "t1")
  matches("when: an absent value is nil", "when = function(t) return t.stage == nil end", "t3")
  matches("when: nil is no", "when = function() end", "")
  matches("when sees tags", "when = function(t) return t:has_tag('vip') end", "t1")
  matches("when sees units below", "when = function(t) return t:delivered_under('unit:ops') end",
    "t2")
  matches("when sees attributes", "when = function(t) return t.attr.region ~= 'us' end", "t1 t3")
  matches("valid from its day on", 'from = "2026-01-01"', "t1 t2 t3")
  matches("not valid before its day", 'from = "2026-01-02"', "")
  matches("not valid on its end, which is half open", 'to = "2026-01-01"', "")
  matches("valid before its end", 'to = "2026-01-02"', "t1 t2 t3")

  law("a when that fails does not apply, and is rule-failed", {
    policy = 'rule "r" { when = function(t) return t.criticality > 4 end,' ..
      ' assign = { A = "position:coo" } }',
    letters = { ["t1 A"] = "", ["t2 A"] = "position:coo", ["t3 A"] = "" },
    finds = { "rule-failed rule:r" } })
  law("when is called only where match holds", {
    policy = 'rule "r" { match = { stage = "use" }, assign = { A = "position:coo" },' ..
      ' when = function(t) return t.criticality > 4 end }',
    letters = { ["t2 A"] = "position:coo" }, lacks = { "rule-failed rule:r" } })
  law("a when that gives neither true, false nor nil has failed", {
    policy = 'rule "r" { when = function() return 1 end, assign = { A = "position:coo" } }',
    letters = { ["t1 A"] = "" }, finds = { "rule-failed rule:r" } })
  law("an unknown field is an error", {
    policy = 'rule "r" { when = function(t) return t.stagf == nil end, assign = {} }',
    finds = { "rule-failed rule:r" } })
  law("a function that never ends has failed", {
    policy = 'rule "r" { when = function() while true do end end, assign = {} }',
    finds = { "rule-failed rule:r" } })

  law("on says which kind of subject; touchpoint is the default", {
    policy = [[
      rule "h" { on = "handoff", assign = { A = "position:coo" } }
      rule "j" { on = "journey", assign = { A = "position:cmo" } }
      rule "e" { on = "enterprise", assign = { A = "position:boss" } } ]],
    letters = { ["t1 A"] = "", ["handoff:t1->t2 A"] = "position:coo",
      ["journey:j1 A"] = "position:cmo", ["enterprise A"] = "position:boss" } })
  law("handoffs match by from and to", {
    with = { ["links.csv"] = { "from=t2 to=t3 kind=handoff", "from=t3 to=t1 kind=feedback" } },
    policy = [[
      rule "f" { on = "handoff", match = { from = { stage = "buy" } }, assign = { A = "unit:ops" } }
      rule "t" { on = "handoff", match = { to = { key = "t3" } }, assign = { R = "unit:ops" } } ]],
    letters = { ["handoff:t1->t2 A"] = "position:coo", ["handoff:t2->t3 A"] = "",
      ["handoff:t2->t3 R"] = "unit:ops", ["handoff:t1->t2 R"] = "",
      ["handoff:t3->t1 R"] = "" } })
  law("crosses_departments: not the same set of departments", {
    with = { ["links.csv"] = { "from=t2 to=t4 kind=handoff", "from=t3 to=t5 kind=handoff",
      "from=t5 to=t1 kind=handoff" },
      ["touchpoints.csv"] = { "key=t4 units=billing", "key=t5" } },
    policy = [[
      rule "y" { on = "handoff", match = { crosses_departments = true },
        assign = { A = "unit:ops" } }
      rule "n" { on = "handoff", match = { crosses_departments = false },
        assign = { A = "unit:mkt" } } ]],
    letters = { ["handoff:t1->t2 A"] = "position:coo", ["handoff:t2->t4 A"] = "position:cmo",
      ["handoff:t3->t5 A"] = "position:cmo", ["handoff:t5->t1 A"] = "position:coo" } })
  law("journeys match by key", {
    with = { ["journeys.csv"] = { "key=x2" } },
    policy = 'rule "j" { on = "journey", match = { key = "j*" }, assign = { A = "unit:ops" } }',
    letters = { ["journey:j1 A"] = "position:coo", ["journey:x2 A"] = "" } })

  local function refused(name, fields)
    law(name .. " is an error", { error = "unknown",
      policy = ('rule "r" { %s }'):format(fields) })
  end
  refused("an unknown stage", 'match = { stage = "bye" }')
  refused("an unknown stage under except", 'match = { stage = except { "bye" } }')
  refused("an unknown channel", 'match = { channel = { "web", "fax" } }')
  refused("an unknown journey", 'match = { journey = "j9" }')
  refused("an unknown unit", 'match = { unit = "unit:x" }')
  refused("an unknown position", 'assign = { A = "position:x" }')
  refused("an unknown team under lead_of", 'assign = { A = lead_of("team:x") }')
  refused("an unknown unit under a ban", 'forbid = { A = under("unit:x") }')
  refused("an unknown dimension", 'match = { stages = "buy" }')
  refused("a touchpoint's dimension on a journey", 'on = "journey", match = { stage = "buy" }')
  refused("an unknown field", 'asign = {}')
  refused("an unknown kind of subject", 'on = "unit"')
  refused("an unknown letter", 'assign = { Z = "position:coo" }')
  refused("an overridden rule that is not there", 'overrides = { "q" }')
end

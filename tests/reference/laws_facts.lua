-- Laws of the organization on a date and of derived facts.

return function(law)
  local function facts(name, with, when, wanted, date)
    law(name, { with = with, date = date,
      policy = ('rule "r" { when = function(t) return %s end, assign = { A = "position:cmo" } }')
        :format(when),
      letters = { ["t1 A"] = wanted and "position:cmo" or "" } })
  end

  -- Time.
  local LATER = { ["units.csv"] = { "key=mkt from=2026-01-02 kind=department parent=acme" } }
  facts("a row is there from its day on", LATER, "#t.units == 1", true, "2026-01-02")
  facts("a row is not there before its day", LATER, "#t.units == 0", true, "2026-01-01")
  facts("a row is not there on its end",
    { ["units.csv"] = { "key=mkt to=2026-01-01" } }, "#t.units == 0", true, "2026-01-01")
  facts("a key may have several rows with disjoint periods",
    { ["touchpoints.csv"] = { "key=t1 stage=buy to=2026-01-01",
      "key=t1 stage=use from=2026-01-01" } },
    "t.stage == 'use'", true)
  facts("a journey that is not there counts as unset",
    { ["journeys.csv"] = { "key=j1 to=2025-01-01" } }, "t.journey == nil", true)
  facts("a superior who is not there counts as unset",
    { ["positions.csv"] = { "key=boss to=2025-01-01" } },
    "org.position('coo').reports_to == nil", true)
  law("a touchpoint that is not there is no subject", {
    with = { ["touchpoints.csv"] = { "key=t1 to=2025-01-01" } },
    lacks = { "no-accountable touchpoint:t1 A" } })
  facts("a seat whose person is not there is none",
    { ["people.csv"] = { "key=cy to=2025-01-01" } }, "org.position('coo').vacant", true)

  -- Lines and units.
  facts("under: indirectly", nil, "org.position('clerk'):under('boss')", true)
  facts("under: not itself", nil, "org.position('clerk'):under('clerk')", false)
  facts("under: itself only in a circle", { ["positions.csv"] = { "key=boss reports_to=coo" } },
    "org.position('coo'):under('coo') and org.position('clerk'):under('boss')", true)
  facts("under: not a superior", nil, "org.position('boss'):under('clerk')", false)
  facts("units below", nil, "org.unit('billing'):under('acme')", true)

  -- Handoffs.
  local function passages(name, with, wanted)
    local policy = 'rule "r" { on = "handoff", assign = { A = "position:boss" } }'
    local letters = {}
    for key, there in pairs(wanted) do
      letters["handoff:" .. key .. " A"] = there and "position:boss" or ""
    end
    law(name, { with = with, policy = policy, letters = letters })
  end
  passages("neighbours by order, then key; unset order last", { ["touchpoints.csv"] = {
    "key=t1 journey=j1 order=2", "key=t2 journey=j1", "key=t3 journey=j1 order=1",
    "key=t4 journey=j1 order=2" } },
    { ["t3->t1"] = true, ["t1->t4"] = true, ["t4->t2"] = true, ["t1->t2"] = false })
  passages("order is a number", { ["touchpoints.csv"] = {
    "key=t1 journey=j1 order=10", "key=t2 journey=j1 order=9" } }, { ["t2->t1"] = true })
  passages("neighbours in a further journey, by its order", { ["journeys.csv"] = { "key=j2" },
    ["journey_steps.csv"] = { "journey=j2 touchpoint=t1 order=2",
      "journey=j2 touchpoint=t3 order=1" } }, { ["t3->t1"] = true, ["t1->t2"] = true })
  passages("a handoff link", { ["links.csv"] = { "from=t3 to=t1 kind=handoff" } },
    { ["t3->t1"] = true })
  passages("no other link", { ["links.csv"] = { "from=t3 to=t1 kind=promise" } },
    { ["t3->t1"] = false })
  passages("a touchpoint that is not there parts no neighbours", { ["touchpoints.csv"] = {
    "key=t0 journey=j1 order=1 to=2020-01-01" } }, { ["t1->t2"] = true })

  -- Departments, seen through crosses_departments between t1 (mkt) and t2 (billing, ops).
  local function crosses(name, with, wanted)
    law(name, { with = with, policy = [[ rule "r" { on = "handoff",
        match = { crosses_departments = true }, assign = { A = "position:boss" } } ]],
      letters = { ["handoff:t1->t2 A"] = wanted and "position:boss" or "" } })
  end
  crosses("departments differ", nil, true)
  crosses("the nearest department or division", { ["units.csv"] = {
    "key=all kind=division parent=acme", "key=ops kind=team parent=all",
    "key=mkt kind=team parent=all" } }, false)
  crosses("else the top-level unit under the company", { ["units.csv"] = {
    "key=all parent=acme", "key=ops parent=all", "key=mkt parent=all" } }, false)
  crosses("the company is its own", { ["units.csv"] = {
    "key=ops parent=acme", "key=billing parent=acme", "key=mkt kind=department" },
    ["touchpoints.csv"] = { "key=t1 journey=j1 order=1 units=acme",
      "key=t2 journey=j1 order=2 units=ops" } }, true)
  crosses("no units: the empty set",
    { ["touchpoints.csv"] = { "key=t1 journey=j1 order=1" } }, true)

  -- Departments of A's without unit, seen through unowned-handoff.
  law("a position without unit has no department", {
    with = { ["positions.csv"] = { "key=lone", "key=lost" } },
    policy = [[ rule "a" { match = { key = "t1" }, assign = { A = "position:lone" } }
      rule "b" { match = { key = "t2" }, assign = { A = "position:lost" } } ]],
    lacks = { "unowned-handoff handoff:t1->t2" } })
end

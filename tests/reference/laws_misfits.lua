-- Laws of scenarios: when a step does not apply. Nothing changes then.

return function(_, tools)
  local plays = require "scenario_law"(tools).plays

  local function misfit(name, step, reason, with)
    plays(step[1] .. ": " .. name,
      { steps = { step }, with = with, misfits = ("1 %s: %s"):format(step[1], reason) })
  end

  -- Something that it names is not there: unknown, or there on other days only.
  local PAST = { ["units.csv"] = { "key=gone to=2026-01-01" },
    ["positions.csv"] = { "key=gone from=2026-01-02" },
    ["people.csv"] = { "key=gone to=2025-01-01" },
    ["journeys.csv"] = { "key=gone to=2025-01-01" },
    ["touchpoints.csv"] = { "key=gone to=2025-01-01 units=ops" },
    ["mandates.csv"] = { "position=coo scope=unit:gone", "position=gone scope=*" },
    ["seats.csv"] = { "position=coo person=gone kind=holder" },
    ["stated.csv"] = { "touchpoint=gone letter=A holder=unit:ops",
      "touchpoint=t1 letter=A holder=unit:gone" } }
  for _, step in ipairs {
    { "create_unit", key = "new", parent = "gone" }, { "create_unit", key = "new", head = "gone" },
    { "close_unit", unit = "gone" }, { "close_unit", unit = "billing", into = "gone" },
    { "rename_unit", unit = "gone", name = "New" }, { "move_unit", unit = "gone", parent = "" },
    { "move_unit", unit = "billing", parent = "gone" },
    { "merge_units", units = { "billing", "gone" }, into = "new" },
    { "merge_units", units = { "billing", "mkt" }, into = "new", head = "gone" },
    { "split_unit", unit = "gone", parts = { { key = "new" } } },
    { "split_unit", unit = "ops", parts = { { key = "new" }, { key = "newer", head = "gone" } } },
    { "split_unit", unit = "ops", parts = { { key = "new", positions = { "coo", "gone" } } } },
    { "split_unit", unit = "ops", parts = { { key = "new", touchpoints = { "t2", "gone" } } } },
    { "set_head", unit = "gone", position = "coo" },
    { "set_head", unit = "ops", position = "gone" },
    { "create_position", key = "new", unit = "gone" },
    { "create_position", key = "new", reports_to = "gone" },
    { "close_position", position = "gone" },
    { "close_position", position = "bill", reports_to = "gone" },
    { "move_position", position = "gone", unit = "ops" },
    { "move_position", position = "clerk", unit = "gone" },
    { "move_position", position = "clerk", unit = "ops", reports_to = "gone" },
    { "set_office", position = "gone", office = "cfo" },
    { "appoint", position = "gone", person = "ann" },
    { "appoint", position = "coo", person = "gone" },
    { "vacate", position = "gone" }, { "vacate", position = "coo", person = "gone" },
    { "leave", person = "gone" }, { "leave", person = "nobody" },
    { "hand_over", from = "gone", to = "ops" }, { "hand_over", from = "ops", to = "gone" },
    { "hand_over", from = "ops", to = "mkt", touchpoints = { "t2", "gone" } },
    { "hand_over", from = "ops", to = "mkt", journey = "gone" },
    { "hand_over", from = "ops", to = "mkt", stage = "unheard-of" },
    { "set_lead", journey = "gone", position = "coo" },
    { "set_lead", journey = "j1", position = "gone" },
    { "grant", position = "gone", scope = "*" }, { "grant", position = "coo", scope = "unit:gone" },
    { "grant", position = "coo", scope = "channel:unheard-of" },
    { "withdraw", position = "gone", scope = "*" },
    { "create_touchpoint", key = "new", journey = "gone" },
    { "create_touchpoint", key = "new", units = { "ops", "gone" } },
    { "create_touchpoint", key = "new", channel = "unheard-of" },
    { "change_touchpoint", key = "gone", stage = "use" },
    { "change_touchpoint", key = "t1", order = 7, stage = "unheard-of" },
    { "change_touchpoint", key = "t1", units = { "gone" } }, { "close_touchpoint", key = "gone" },
    { "state", touchpoint = "gone", letter = "A", holder = "unit:ops", reason = "new" },
    { "state", touchpoint = "t1", letter = "A", holder = "unit:gone", reason = "new" },
    { "state", touchpoint = "t1", letter = "A", holder = "office:cfo" },
    { "unstate", touchpoint = "gone", letter = "A", holder = "unit:ops" } } do
    misfit("what it names is not there", step, "absent", PAST)
  end

  -- All it says is so already.
  local SO = { ["stated.csv"] = { "touchpoint=t1 letter=A holder=unit:ops reason=so" },
    ["mandates.csv"] = { "position=coo scope=*" }, ["units.csv"] = { "key=ops name=Ops " ..
      "parent=acme head=coo", "key=lab parent=past", "key=past to=2025-01-01" },
    ["seats.csv"] = { "position=cmo person=fay kind=acting to=2026-02-01" } }
  for _, step in ipairs {
    { "rename_unit", unit = "ops", name = "Ops" }, { "move_unit", unit = "ops", parent = "acme" },
    { "move_unit", unit = "acme", parent = "" }, { "move_unit", unit = "lab", parent = "" },
    { "merge_units", units = { "ops" }, into = "ops", head = "coo" },
    { "set_head", unit = "ops", position = "coo" },
    { "move_position", position = "clerk", unit = "billing", reports_to = "bill" },
    { "move_position", position = "boss", reports_to = "" },
    { "set_office", position = "coo", office = "coo" },
    { "set_office", position = "chief", office = "cco" },
    { "set_office", position = "clerk", office = "" },
    { "appoint", position = "coo", person = "cy" },
    { "appoint", position = "bill", person = "eve", kind = "acting" },
    { "appoint", position = "cmo", person = "fay", kind = "acting" },
    { "appoint", position = "cmo", person = "fay", kind = "acting", to = "2026-02-01" },
    { "hand_over", from = "ops", to = "ops" }, { "set_lead", journey = "j1", position = "cmo" },
    { "grant", position = "coo", scope = "*" },
    { "change_touchpoint", key = "t1", stage = "buy", units = { "mkt" }, tags = { "vip", "new" },
      criticality = 3, managed = true, moment_of_truth = false },
    { "change_touchpoint", key = "t3", stage = "", units = {}, managed = "" },
    { "state", touchpoint = "t1", letter = "A", holder = "unit:ops" },
    { "state", touchpoint = "t1", letter = "A", holder = "unit:ops", reason = "so" } } do
    misfit("all it says is so already", step, "already", SO)
  end

  -- The key that it creates is there.
  for _, step in ipairs {
    { "create_unit", key = "ops" }, { "create_position", key = "coo" },
    { "create_touchpoint", key = "t1" },
    { "appoint", position = "coo", person = { key = "ann", name = "Another" } },
    { "split_unit", unit = "ops", parts = { { key = "new" }, { key = "billing" } } },
    { "split_unit", unit = "ops", parts = { { key = "new" }, { key = "new" } } } } do
    misfit("the key that it creates is there", step, "exists")
  end

  -- Circles.
  local CIRCLES = { ["units.csv"] = { "key=team parent=billing", "key=old to=2025-01-01",
    "key=orphan parent=old" }, ["positions.csv"] = { "key=late to=2025-01-01",
      "key=lost reports_to=late" } }
  for _, step in ipairs {
    { "move_unit", unit = "ops", parent = "team" }, { "move_unit", unit = "ops", parent = "ops" },
    { "close_unit", unit = "ops", into = "ops" }, { "close_unit", unit = "ops", into = "billing" },
    { "close_unit", unit = "ops", into = "team" },
    { "merge_units", units = { "ops", "mkt" }, into = "team" },
    { "merge_units", units = { "ops", "billing" }, into = "billing" },
    { "create_unit", key = "old", parent = "orphan" },
    { "move_position", position = "coo", reports_to = "coo" },
    { "move_position", position = "coo", reports_to = "clerk" },
    { "close_position", position = "coo", reports_to = "coo" },
    { "close_position", position = "coo", reports_to = "clerk" },
    { "create_position", key = "late", reports_to = "lost" } } do
    misfit("units or lines would go in a circle", step, "circle", CIRCLES)
  end
  local OTHER = { ["positions.csv"] = { "key=a reports_to=b to=2027-01-01",
    "key=b reports_to=a from=2020-01-01", "key=clerk" } }
  plays("a circle that is there already is not the step's", { with = OTHER,
    steps = { { "move_position", position = "clerk", reports_to = "a" } },
    after = { ["positions clerk"] = { "to=2026-01-01", "reports_to=a from=2026-01-01" } } })

  -- Not empty, elsewhere, nothing to do.
  local ROOM = { ["units.csv"] = { "key=full", "key=above", "key=below parent=above",
    "key=busy" }, ["positions.csv"] = { "key=p unit=full" },
    ["touchpoints.csv"] = { "key=t3 units=ops;busy" } }
  for _, unit in ipairs { "full", "above", "busy" } do
    misfit("without into it must be empty", { "close_unit", unit = unit }, "not empty", ROOM)
  end
  local function split(part)
    part.key = "new"
    return { "split_unit", unit = "ops", parts = { part } }
  end
  misfit("a position that is not in the unit", split { positions = { "coo", "bill" } }, "elsewhere")
  misfit("a position that has gone to a part", split { positions = { "coo", "coo" } }, "elsewhere")
  misfit("a touchpoint that the unit does not deliver", split { touchpoints = { "t1" } },
    "elsewhere")
  misfit("a touchpoint that the unit does not deliver",
    { "hand_over", from = "ops", to = "mkt", touchpoints = { "t2", "t1" } }, "elsewhere")
  misfit("nothing to hand over", { "hand_over", from = "acme", to = "mkt" }, "nothing to hand over")
  misfit("nothing to hand over at the stage", { "hand_over", from = "ops", to = "mkt",
    stage = "buy" }, "nothing to hand over")
  misfit("nothing to hand over of these at the stage", { "hand_over", from = "ops", to = "mkt",
    touchpoints = { "t2" }, stage = "buy" }, "nothing to hand over")
  misfit("nothing to hand over on the journey", { "hand_over", from = "ops", to = "mkt",
    journey = "j2" }, "nothing to hand over", { ["journeys.csv"] = { "key=j2" } })
  local EARLIER = { ["seats.csv"] = { "-cmo", "position=cmo person=dee kind=holder to=2026-01-01" },
    ["mandates.csv"] = { "position=coo scope=* from=2026-01-02" } }
  for _, step in ipairs { { "vacate", position = "cmo" },
    { "vacate", position = "coo", person = "ann" }, { "leave", person = "dee" },
    { "withdraw", position = "coo", scope = "*" },
    { "withdraw", position = "coo", scope = "unit:ops" },
    { "unstate", touchpoint = "t1", letter = "A", holder = "unit:ops" } } do
    misfit("nothing to end", step, "nothing to end", EARLIER)
  end
  misfit("its end is not after its day", { "appoint", position = "coo", person = "ann",
    to = "2026-01-01" }, "over")
  misfit("its end is before its day", { "appoint", position = "coo",
    person = { key = "new" }, to = "2025-01-01" }, "over")
end

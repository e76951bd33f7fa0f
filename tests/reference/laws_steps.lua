-- Laws of scenarios: what each step does. The day is 2026-01-01.

return function(_, tools)
  local plays = require "scenario_law"(tools).plays

  local function step(name, one, after, with)
    plays(name, { steps = { one }, after = after, with = with })
  end
  local FROM, TO = " from=2026-01-01", " to=2026-01-01"
  -- The rows of a row that is altered: as it was, and as it is.
  local function trimmed(text) return text:match("^ ?(.*)") end
  local function was_is(was, is) return { trimmed(was .. TO), trimmed(is .. FROM) } end

  -- Units.
  step("create_unit", { "create_unit", key = "lab", name = "Lab", parent = "ops", kind = "team",
    func = "it", head = "clerk", tags = { "b", "a" } },
    { ["units lab"] = { "name=Lab parent=ops head=clerk kind=team function=it tags=b;a" .. FROM } })
  step("rename_unit", { "rename_unit", unit = "mkt", name = "Market" },
    { ["units mkt"] = was_is("parent=acme head=cmo kind=department",
      "name=Market parent=acme head=cmo kind=department") })
  local BILLING = "parent=ops head=bill kind=team"
  step("move_unit", { "move_unit", unit = "billing", parent = "mkt" },
    { ["units billing"] = was_is(BILLING, "parent=mkt head=bill kind=team") })
  step("move_unit: to the top", { "move_unit", unit = "billing", parent = "" },
    { ["units billing"] = was_is(BILLING, "head=bill kind=team") })
  step("set_head", { "set_head", unit = "billing", position = "cmo" },
    { ["units billing"] = was_is(BILLING, "parent=ops head=cmo kind=team") })
  step("set_head: where there was none", { "set_head", unit = "lab", position = "cmo" },
    { ["units lab"] = was_is("kind=team", "head=cmo kind=team") },
    { ["units.csv"] = { "key=lab kind=team" } })

  local T2 = "journey=j1 stage=use channel=phone criticality=5 order=2 units=%s managed=no " ..
    "moment_of_truth=yes%s region=us"
  local function t2(units)
    return { T2:format("billing;ops", TO), T2:format(units, FROM) }
  end
  step("close_unit: its positions and what it delivers go to another unit",
    { "close_unit", unit = "billing", into = "mkt" },
    { ["units billing"] = { BILLING .. TO }, ["touchpoints t2"] = t2 "mkt;ops",
      ["positions bill"] = was_is("unit=billing reports_to=coo", "unit=mkt reports_to=coo"),
      ["positions clerk"] = was_is("unit=billing reports_to=bill", "unit=mkt reports_to=bill") })
  step("close_unit: its sub-units too, and the other stands once in a list",
    { "close_unit", unit = "ops", into = "acme" },
    { ["units ops"] = { "parent=acme head=coo kind=department" .. TO },
      ["units billing"] = was_is(BILLING, "parent=acme head=bill kind=team"),
      ["positions coo"] = was_is("unit=ops reports_to=boss office=coo",
        "unit=acme reports_to=boss office=coo"), ["touchpoints t2"] = t2 "billing;acme" })
  step("close_unit: the other delivers already", { "close_unit", unit = "lab", into = "mkt" },
    { ["units lab"] = { TO:sub(2) },
      ["touchpoints t1"] = was_is("units=mkt;ops;lab", "units=mkt;ops") },
    { ["units.csv"] = { "key=lab" }, ["touchpoints.csv"] = { "key=t1 units=mkt;ops;lab" } })
  step("close_unit: empty", { "close_unit", unit = "lab" }, { ["units lab"] = { TO:sub(2) } },
    { ["units.csv"] = { "key=lab" } })
  step("close_unit: what refers to it otherwise stays", { "close_unit", unit = "lab" },
    { ["units lab"] = { TO:sub(2) } },
    { ["units.csv"] = { "key=lab" }, ["mandates.csv"] = { "position=coo scope=unit:lab" },
      ["stated.csv"] = { "touchpoint=t1 letter=R holder=unit:lab" },
      ["positions.csv"] = { "key=clerk unit=lab to=2025-01-01" } })
  step("close_unit: rows that begin later stay", { "close_unit", unit = "lab", into = "ops" },
    { ["units lab"] = { TO:sub(2) } },
    { ["units.csv"] = { "key=lab" }, ["positions.csv"] = { "key=clerk unit=lab from=2026-02-01" },
      ["touchpoints.csv"] = { "key=t1 units=lab from=2026-02-01" } })

  -- Merging. lab and hub are beside each other below ops, den is below hub.
  local GROUP = { ["units.csv"] = { "key=lab parent=ops kind=team head=coo tags=a;b;c function=it",
    "key=hub parent=ops kind=team head=coo tags=c;a", "key=den parent=hub kind=team" },
    ["touchpoints.csv"] = { "key=t1 units=lab;ops;hub" } }
  local LAB, HUB = "parent=ops head=coo kind=team function=it tags=a;b;c",
    "parent=ops head=coo kind=team tags=c;a"
  local function merged(name, fields, after, with)
    fields[1] = "merge_units"
    step("merge_units: " .. name, fields, after, with or GROUP)
  end
  merged("into a new key, with what they have in common",
    { units = { "lab", "hub" }, into = "new" },
    { ["units lab"] = { LAB .. TO }, ["units hub"] = { HUB .. TO },
      ["units new"] = { "parent=ops head=coo kind=team tags=a;c" .. FROM },
      ["units den"] = was_is("parent=hub kind=team", "parent=new kind=team"),
      ["touchpoints t1"] = was_is("units=lab;ops;hub", "units=new;ops") })
  merged("name and head go before", { units = { "den", "lab" }, into = "new", name = "New",
    head = "cmo" },
    { ["units lab"] = { LAB .. TO }, ["units den"] = { "parent=hub kind=team" .. TO },
      ["units new"] = { "name=New parent=ops head=cmo kind=team" .. FROM },
      ["touchpoints t1"] = was_is("units=lab;ops;hub", "units=new;ops;hub") })
  merged("the lowest unit above all of them, one of which is above the other",
    { units = { "hub", "den" }, into = "new" },
    { ["units hub"] = { HUB .. TO }, ["units den"] = { "parent=hub kind=team" .. TO },
      ["units new"] = { "parent=ops kind=team" .. FROM },
      ["touchpoints t1"] = was_is("units=lab;ops;hub", "units=lab;ops;new") })
  merged("no unit is above all of them", { units = { "a", "b" }, into = "new" },
    { ["units a"] = { "parent=ops" .. TO }, ["units b"] = { TO:sub(2) },
      ["units new"] = { FROM:sub(2) } }, { ["units.csv"] = { "key=a parent=ops", "key=b" } })
  merged("into one of them", { units = { "lab", "hub" }, into = "hub" },
    { ["units lab"] = { LAB .. TO },
      ["touchpoints t1"] = was_is("units=lab;ops;hub", "units=hub;ops") })
  merged("into another, which gets the name and head", { units = { "lab", "hub" }, into = "mkt",
    name = "All", head = "bill" },
    { ["units lab"] = { LAB .. TO }, ["units hub"] = { HUB .. TO },
      ["units den"] = was_is("parent=hub kind=team", "parent=mkt kind=team"),
      ["units mkt"] = was_is("parent=acme head=cmo kind=department",
        "name=All parent=acme head=bill kind=department"),
      ["touchpoints t1"] = was_is("units=lab;ops;hub", "units=mkt;ops") })
  merged("one below the other into the upper", { units = { "hub", "den" }, into = "hub" },
    { ["units den"] = { "parent=hub kind=team" .. TO } })

  -- Splitting.
  local SPLIT = { ["units.csv"] = { "key=lab parent=ops kind=team function=it tags=a;b head=coo" },
    ["positions.csv"] = { "key=p unit=lab", "key=q unit=lab" },
    ["touchpoints.csv"] = { "key=t1 units=ops;lab" } }
  local PART = "parent=ops%s kind=team function=it tags=a;b"
  step("split_unit: what is listed goes to the part, the rest stays", { "split_unit", unit = "lab",
    parts = { { key = "l1", name = "One", head = "p", positions = { "p" },
      touchpoints = { "t1" } }, { key = "l2" } } },
    { ["units l1"] = { "name=One " .. PART:format " head=p" .. FROM },
      ["units l2"] = { PART:format "" .. FROM },
      ["positions p"] = was_is("unit=lab", "unit=l1"),
      ["touchpoints t1"] = was_is("units=ops;lab", "units=ops;l1") }, SPLIT)
  step("split_unit: the unit stays, even if nothing is left in it", { "split_unit", unit = "lab",
    parts = { { key = "l1", positions = { "q", "p" } } } },
    { ["units l1"] = { PART:format "" .. FROM }, ["positions p"] = was_is("unit=lab", "unit=l1"),
      ["positions q"] = was_is("unit=lab", "unit=l1") }, SPLIT)
  step("split_unit: a part has no parent where the unit's is not there", { "split_unit",
    unit = "lab", parts = { { key = "l1" } } }, { ["units l1"] = { FROM:sub(2) } },
    { ["units.csv"] = { "key=lab parent=past", "key=past to=2025-01-01" } })

  -- Positions.
  step("create_position", { "create_position", key = "new", title = "Novice", unit = "mkt",
    reports_to = "cmo", office = "cdo", grade = "7" },
    { ["positions new"] = { "title=Novice unit=mkt reports_to=cmo office=cdo grade=7" .. FROM } })
  step("create_position: it is vacant, whoever sat there earlier",
    { "create_position", key = "new" },
    { ["positions new"] = { "to=2025-01-01", FROM:sub(2) },
      ["seats new"] = { "person=ann kind=holder" .. TO } },
    { ["positions.csv"] = { "key=new to=2025-01-01" },
      ["seats.csv"] = { "position=new person=ann kind=holder" } })
  local CLERK = "unit=billing reports_to=bill"
  step("close_position: it ends, and its seats; its reports go to its superior",
    { "close_position", position = "bill" },
    { ["positions bill"] = { "unit=billing reports_to=coo" .. TO },
      ["positions clerk"] = was_is(CLERK, "unit=billing reports_to=coo"),
      ["seats bill"] = { "person=eve kind=acting" .. TO } })
  step("close_position: or to whom it says", { "close_position", position = "bill",
    reports_to = "cmo" },
    { ["positions bill"] = { "unit=billing reports_to=coo" .. TO },
      ["positions clerk"] = was_is(CLERK, "unit=billing reports_to=cmo"),
      ["seats bill"] = { "person=eve kind=acting" .. TO } })
  step("close_position: to one of its reports, which goes to the superior",
    { "close_position", position = "bill", reports_to = "clerk" },
    { ["positions bill"] = { "unit=billing reports_to=coo" .. TO },
      ["positions clerk"] = was_is(CLERK, "unit=billing reports_to=coo"),
      ["positions aide"] = was_is("reports_to=bill", "reports_to=clerk"),
      ["seats bill"] = { "person=eve kind=acting" .. TO } },
    { ["positions.csv"] = { "key=aide reports_to=bill" } })
  step("close_position: without superior its reports have none",
    { "close_position", position = "top" },
    { ["positions top"] = { "reports_to=past" .. TO },
      ["positions aide"] = was_is("reports_to=top", "") },
    { ["positions.csv"] = { "key=past to=2025-01-01", "key=top reports_to=past",
      "key=aide reports_to=top" } })
  step("close_position: the units that it headed stay as they are, and so do mandates",
    { "close_position", position = "cmo" },
    { ["positions cmo"] = { "unit=mkt reports_to=boss office=cmo" .. TO },
      ["seats cmo"] = { "person=dee kind=holder" .. TO } },
    { ["mandates.csv"] = { "position=cmo scope=*" },
      ["positions.csv"] = { "key=clerk unit=billing reports_to=bill dotted_to=cmo" } })
  step("close_position: rows that begin later stay", { "close_position", position = "bill" },
    { ["positions bill"] = { "unit=billing reports_to=coo" .. TO },
      ["seats bill"] = { "person=eve kind=acting" .. TO,
        "person=eve kind=holder from=2026-02-01" } },
    { ["positions.csv"] = { "key=clerk reports_to=bill from=2026-02-01" },
      ["seats.csv"] = { "position=bill person=eve kind=holder from=2026-02-01" } })
  step("move_position: another unit", { "move_position", position = "clerk", unit = "mkt" },
    { ["positions clerk"] = was_is(CLERK, "unit=mkt reports_to=bill") })
  step("move_position: another superior", { "move_position", position = "clerk",
    reports_to = "cmo" }, { ["positions clerk"] = was_is(CLERK, "unit=billing reports_to=cmo") })
  step("move_position: neither, and what is said with something new may be so already",
    { "move_position", position = "clerk", unit = "", reports_to = "bill" },
    { ["positions clerk"] = was_is(CLERK, "reports_to=bill") })
  step("move_position: no superior", { "move_position", position = "clerk", reports_to = "" },
    { ["positions clerk"] = was_is(CLERK, "unit=billing") })
  step("set_office: it is not taken from somebody else", { "set_office", position = "clerk",
    office = "ceo" }, { ["positions clerk"] = was_is(CLERK, CLERK .. " office=ceo") })
  step("set_office: taken away", { "set_office", position = "coo", office = "" },
    { ["positions coo"] = was_is("unit=ops reports_to=boss office=coo",
      "unit=ops reports_to=boss") })

  -- Seats.
  step("appoint: the seats of others do not end", { "appoint", position = "clerk", person = "ann" },
    { ["seats clerk"] = { "person=fay kind=delegate", "person=ann kind=holder" .. FROM } })
  step("appoint: a kind, and an end", { "appoint", position = "clerk", person = "fay",
    kind = "acting", to = "2026-03-01" }, { ["seats clerk"] = { "person=fay kind=delegate",
      "person=fay kind=acting" .. FROM .. " to=2026-03-01" } })
  local SOON = { ["seats.csv"] = { "position=clerk person=ann kind=holder from=2026-02-01" } }
  step("appoint: until the seat's next period", { "appoint", position = "clerk", person = "ann",
    to = "2026-03-01" }, { ["seats clerk"] = { "person=fay kind=delegate",
      "person=ann kind=holder" .. FROM .. " to=2026-02-01",
      "person=ann kind=holder from=2026-02-01" } }, SOON)
  step("appoint: somebody new", { "appoint", position = "clerk",
    person = { key = "new", name = "Newman", email = "n@acme" } },
    { ["people new"] = { "name=Newman email=n@acme" .. FROM },
      ["seats clerk"] = { "person=fay kind=delegate", "person=new kind=holder" .. FROM } })
  step("appoint: somebody new, who comes back later", { "appoint", position = "clerk",
    person = { key = "new", name = "Newman" } },
    { ["people new"] = { "name=Newman" .. FROM .. " to=2026-02-01", "from=2026-02-01" },
      ["seats clerk"] = { "person=fay kind=delegate", "person=new kind=holder" .. FROM } },
    { ["people.csv"] = { "key=new from=2026-02-01" } })
  step("appoint: for longer than before", { "appoint", position = "coo", person = "eve",
    kind = "acting", to = "2026-06-01" },
    { ["seats coo"] = { "person=cy kind=holder", "person=eve kind=acting" .. TO,
      "person=eve kind=acting" .. FROM .. " to=2026-06-01" } },
    { ["seats.csv"] = { "position=coo person=eve kind=acting to=2026-02-01" } })
  step("vacate: all who sit there", { "vacate", position = "clerk" },
    { ["seats clerk"] = { "person=fay kind=delegate" .. TO, "person=ann kind=holder" .. TO,
      "person=ann kind=acting to=2025-01-01", "person=ann kind=acting from=2026-02-01" } },
    { ["seats.csv"] = { "position=clerk person=ann kind=holder to=2026-05-01",
      "position=clerk person=ann kind=acting to=2025-01-01",
      "position=clerk person=ann kind=acting from=2026-02-01" } })
  step("vacate: one", { "vacate", position = "clerk", person = "fay" },
    { ["seats clerk"] = { "person=fay kind=delegate" .. TO, "person=ann kind=holder" } },
    { ["seats.csv"] = { "position=clerk person=ann kind=holder" } })
  step("leave: all seats of the person end, and later ones do not begin", { "leave",
    person = "fay" }, { ["seats clerk"] = { "person=fay kind=delegate" .. TO },
      ["seats coo"] = { "person=cy kind=holder", "person=fay kind=acting" .. TO },
      ["seats bill"] = { "person=eve kind=acting" } },
    { ["seats.csv"] = { "position=coo person=fay kind=acting", "position=bill person=fay " ..
      "kind=holder from=2026-02-01" }, ["people.csv"] = { "key=fay to=2027-01-01" } })
  step("leave: of seats to come only", { "leave", person = "gus" }, { ["seats cmo"] =
    { "person=dee kind=holder", "person=gus kind=acting to=2025-01-01" } },
    { ["people.csv"] = { "key=gus" }, ["seats.csv"] = { "position=cmo person=gus kind=acting " ..
      "to=2025-01-01", "position=cmo person=gus kind=acting from=2026-01-02" } })

  -- Mandates.
  step("grant", { "grant", position = "clerk", scope = "stage:buy" },
    { ["mandates clerk"] = { "scope=stage:buy" .. FROM } })
  step("grant: until its next period", { "grant", position = "clerk", scope = "*" },
    { ["mandates clerk"] = { "scope=*" .. FROM .. " to=2026-02-01", "scope=* from=2026-02-01",
      "scope=unit:ops from=2026-01-15" } },
    { ["mandates.csv"] = { "position=clerk scope=* from=2026-02-01",
      "position=clerk scope=unit:ops from=2026-01-15" } })
  step("withdraw", { "withdraw", position = "clerk", scope = "unit:ops" },
    { ["mandates clerk"] = { "scope=unit:ops" .. TO, "scope=*" } },
    { ["mandates.csv"] = { "position=clerk scope=unit:ops", "position=clerk scope=*" } })

  -- Handing over. den delivers t1, t2 and t3.
  local DEN = { ["units.csv"] = { "key=den" },
    ["journey_steps.csv"] = { "journey=j2 touchpoint=t3" },
    ["journeys.csv"] = { "key=j2" }, ["touchpoints.csv"] = { "key=t1 stage=buy units=mkt;den",
      "key=t2 stage=use journey=j1 units=den;ops;billing", "key=t3 stage=use units=den" } }
  local HANDED = {
    ["touchpoints t1"] = was_is("stage=buy units=mkt;den", "stage=buy units=mkt;ops"),
    ["touchpoints t2"] = was_is("journey=j1 stage=use units=den;ops;billing",
      "journey=j1 stage=use units=ops;billing"),
    ["touchpoints t3"] = was_is("stage=use units=den", "stage=use units=ops") }
  local function handed(name, fields, ...)
    fields[1], fields.from, fields.to = "hand_over", "den", "ops"
    local after = {}
    for _, key in ipairs { ... } do after["touchpoints " .. key] = HANDED["touchpoints " .. key] end
    step("hand_over: " .. name, fields, after, DEN)
  end
  handed("all that the unit delivers", {}, "t1", "t2", "t3")
  handed("these touchpoints", { touchpoints = { "t3", "t1" } }, "t1", "t3")
  handed("on this journey", { journey = "j1" }, "t2")
  handed("on any of its journeys", { journey = "j2" }, "t3")
  handed("at this stage", { stage = "use" }, "t2", "t3")
  handed("each of them narrows", { stage = "use", journey = "j2", touchpoints = { "t2", "t3" } },
    "t3")

  -- Journeys and touchpoints.
  step("set_lead", { "set_lead", journey = "j1", position = "coo" },
    { ["journeys j1"] = was_is("lead=cmo team=squad", "lead=coo team=squad") })
  step("create_touchpoint", { "create_touchpoint", key = "new", name = "Novelty", journey = "j1",
    stage = "use", channel = "web", criticality = 4, order = 3, units = { "ops", "mkt" },
    tags = { "b", "a" }, managed = false, moment_of_truth = true, reviewed_on = "2025-12-01" },
    { ["touchpoints new"] = { "name=Novelty journey=j1 stage=use channel=web criticality=4 " ..
      "order=3 units=ops;mkt tags=b;a managed=no moment_of_truth=yes reviewed_on=2025-12-01" ..
      FROM } })
  local T1 = "journey=j1 stage=buy channel=web criticality=3 order=1 units=mkt tags=vip;new"
  step("change_touchpoint: these columns, and no others", { "change_touchpoint", key = "t1",
    stage = "use", units = { "ops" }, managed = false },
    { ["touchpoints t1"] = was_is(T1, "journey=j1 stage=use channel=web criticality=3 order=1 " ..
      "units=ops tags=vip;new managed=no") })
  step("change_touchpoint: emptied", { "change_touchpoint", key = "t1", journey = "", tags = {},
    units = {}, criticality = "", channel = "" },
    { ["touchpoints t1"] = was_is(T1, "stage=buy order=1") })
  step("change_touchpoint: attributes stay", { "change_touchpoint", key = "t2", stage = "buy" },
    { ["touchpoints t2"] = { T2:format("billing;ops", TO),
      (T2:format("billing;ops", FROM):gsub("stage=use", "stage=buy")) } })
  step("close_touchpoint: links and steps stay", { "close_touchpoint", key = "t1" },
    { ["touchpoints t1"] = { T1 .. TO } },
    { ["links.csv"] = { "from=t1 to=t3 kind=promise" },
      ["journey_steps.csv"] = { "journey=j1 touchpoint=t1" } })

  -- Stated rows: they have no dates.
  local STATED = { ["stated.csv"] = { "touchpoint=t1 letter=A holder=unit:ops reason=so" } }
  step("state", { "state", touchpoint = "t1", letter = "R", holder = "office:cxo",
    reason = "because" },
    { ["stated t1"] = { "letter=A holder=unit:ops reason=so",
      "letter=R holder=office:cxo reason=because" } }, STATED)
  step("state: another reason", { "state", touchpoint = "t1", letter = "A", holder = "unit:ops",
    reason = "because" }, { ["stated t1"] = { "letter=A holder=unit:ops reason=because" } }, STATED)
  step("state: on a day to come it holds on every date all the same", { "state", on = "2027-01-01",
    touchpoint = "t1", letter = "R", holder = "unit:ops" },
    { ["stated t1"] = { "letter=A holder=unit:ops reason=so", "letter=R holder=unit:ops" } },
    STATED)
  step("unstate", { "unstate", touchpoint = "t1", letter = "A", holder = "unit:ops" },
    { ["stated t1"] = {} }, STATED)
end

-- Laws of scenarios: the days of steps, their order, and what becomes of the rows.

return function(_, tools)
  local plays = require "scenario_law"(tools).plays

  local function renamed(name, case)
    case.steps = case.steps or { { "rename_unit", unit = "lab", name = "New" } }
    case.with = { ["units.csv"] = case.rows }
    case.after = { ["units lab"] = case.lab }
    plays(name, case)
  end

  -- Rows.
  renamed("a row ends on the step's day, and one that says what is new begins", {
    rows = { "key=lab name=Old kind=team colour=red" },
    lab = { "name=Old kind=team to=2026-01-01 colour=red",
      "name=New kind=team from=2026-01-01 colour=red" } })
  renamed("until the day on which the first one would have ended", {
    rows = { "key=lab name=Old from=2025-01-01 to=2026-02-01" },
    lab = { "name=Old from=2025-01-01 to=2026-01-01", "name=New from=2026-01-01 to=2026-02-01" } })
  renamed("a row that begins on that very day is altered itself", {
    rows = { "key=lab name=Old from=2026-01-01" }, lab = { "name=New from=2026-01-01" } })
  renamed("rows that begin later stay as they are stated, and earlier ones too", {
    rows = { "key=lab name=Past to=2025-01-01", "key=lab name=Old from=2025-01-01 to=2026-06-01",
      "key=lab name=Later from=2026-06-01" },
    lab = { "name=Past to=2025-01-01", "name=Old from=2025-01-01 to=2026-01-01",
      "name=New from=2026-01-01 to=2026-06-01", "name=Later from=2026-06-01" } })
  renamed("a row that begins later does not hold", {
    rows = { "key=lab name=Old from=2026-01-02" }, lab = { "name=Old from=2026-01-02" },
    misfits = "1 rename_unit: absent" })
  renamed("a row that ends on the day does not hold", {
    rows = { "key=lab name=Old to=2026-01-01" }, lab = { "name=Old to=2026-01-01" },
    misfits = "1 rename_unit: absent" })
  renamed("what ends on the day on which it begins was never there", {
    rows = { "key=lab name=Old from=2026-01-01", "key=lab name=Past to=2025-01-01" },
    steps = { { "close_unit", unit = "lab" } }, lab = { "name=Past to=2025-01-01" } })
  renamed("what is closed comes back with its next period", {
    rows = { "key=lab name=Old to=2026-06-01", "key=lab name=Later from=2026-06-01" },
    steps = { { "close_unit", unit = "lab" } },
    lab = { "name=Old to=2026-01-01", "name=Later from=2026-06-01" } })
  renamed("what a step creates begins on its day", {
    rows = {}, steps = { { "create_unit", key = "lab" } }, lab = { "from=2026-01-01" } })
  renamed("what a step creates lasts until the key's next period begins", {
    rows = { "key=lab name=Old to=2025-01-01", "key=lab name=Later from=2026-06-01",
      "key=lab name=Last from=2027-01-01" },
    steps = { { "create_unit", key = "lab", name = "New" } },
    lab = { "name=Old to=2025-01-01", "name=New from=2026-01-01 to=2026-06-01",
      "name=Later from=2026-06-01", "name=Last from=2027-01-01" } })
  renamed("a key whose period ends on the day can be created anew", {
    rows = { "key=lab name=Old to=2026-01-01" },
    steps = { { "create_unit", key = "lab", name = "New" } },
    lab = { "name=Old to=2026-01-01", "name=New from=2026-01-01" } })

  -- Days.
  local function lab(...) return { "name=Old to=" .. (...), "name=New from=" .. (...) } end
  renamed("a step holds from the day that is asked about", { base = "2026-03-01",
    rows = { "key=lab name=Old" }, lab = lab "2026-03-01" })
  renamed("or from the scenario's own", { effective = "2026-04-01",
    rows = { "key=lab name=Old" }, lab = lab "2026-04-01" })
  renamed("or from its own", { effective = "2026-04-01",
    steps = { { "rename_unit", unit = "lab", name = "New", on = "2026-05-01" } },
    rows = { "key=lab name=Old" }, lab = lab "2026-05-01" })
  renamed("a step sees what those before it did", { rows = {},
    steps = { { "create_unit", key = "lab" }, { "rename_unit", unit = "lab", name = "New" } },
    lab = { "name=New from=2026-01-01" } })
  renamed("a step sees what those before it did up to its day", { rows = {},
    steps = { { "create_unit", key = "lab", on = "2026-02-01" },
      { "rename_unit", unit = "lab", name = "New" } },
    lab = { "from=2026-02-01" }, misfits = "2 rename_unit: absent" })
  renamed("steps are taken in the order in which they stand, whatever their days", {
    rows = { "key=lab name=Old" },
    steps = { { "rename_unit", unit = "lab", name = "Late", on = "2026-03-01" },
      { "rename_unit", unit = "lab", name = "New", on = "2026-02-01" } },
    lab = { "name=Old to=2026-02-01", "name=New from=2026-02-01 to=2026-03-01",
      "name=Late from=2026-03-01" } })
  renamed("what is created earlier lasts until what was created later", { rows = {},
    steps = { { "create_unit", key = "lab", name = "Late", on = "2026-03-01" },
      { "create_unit", key = "lab", name = "New" } },
    lab = { "name=New from=2026-01-01 to=2026-03-01", "name=Late from=2026-03-01" } })
  renamed("one that does not apply leaves the others", { rows = { "key=lab name=Old" },
    steps = { { "close_unit", unit = "gone" }, { "rename_unit", unit = "lab", name = "New" },
      { "rename_unit", unit = "lab", name = "New" } },
    lab = lab "2026-01-01", misfits = "1 close_unit: absent, 3 rename_unit: already" })
  renamed("a table of steps may stand where a step may", { rows = {},
    steps = { { { "create_unit", key = "lab" }, { { "close_unit", unit = "gone" } } },
      { "rename_unit", unit = "lab", name = "New" } },
    lab = { "name=New from=2026-01-01" }, misfits = "2 close_unit: absent" })

  -- Stacks, and what is included.
  local CREATE, RENAME = { "create_unit", key = "lab" },
    { "rename_unit", unit = "lab", name = "New" }
  renamed("a scenario is played on what the one before it made", { rows = {},
    stack = { { steps = { CREATE } }, { steps = { RENAME } } },
    lab = { "name=New from=2026-01-01" } })
  renamed("each has its own day, and steps are counted over all of them", { rows = {},
    stack = { { effective = "2026-02-01", steps = { CREATE } }, { steps = { RENAME } } },
    lab = { "from=2026-02-01" }, misfits = "2 rename_unit: absent" })
  local function included(name, effective, lab_after, misfits)
    renamed(name, { rows = {}, effective = "2026-02-01", lab = lab_after, misfits = misfits,
      steps = { { "include", effective = effective, steps = { CREATE, CREATE } }, RENAME } })
  end
  included("included steps are taken at that place, on the day of the including file", nil,
    { "name=New from=2026-02-01" }, "2 create_unit: exists")
  included("the included file's own day counts where it has one", "2026-03-01",
    { "from=2026-03-01" }, "2 create_unit: exists, 3 rename_unit: absent")
end

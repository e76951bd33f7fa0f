-- luacheck: ignore 113
-- The scenario of the golden files: new, changed and gone findings, moves of every kind, and a
-- step that does not apply.

scenario "one front for the customer" {
  because   = "five people in a row said \"not me\"",
  effective = "2026-04-01",

  merge_units    { units = { "support", "returns" }, into = "service", name = "Service", head = "cxo" },
  close_position { position = "support-head", reports_to = "cxo" },
  set_head       { unit = "marketing", position = "campaign-lead" },
  move_unit      { unit = "nowhere", parent = "acme" },
  appoint        { position = "cxo", person = { key = "hal-9", name = "Hal <9> 漢字" }, on = "2026-05-01" },
  close_touchpoint  { key = "formula" },
  create_touchpoint { key = "chat", name = "Chat | \"live\"", journey = "live", stage = "support",
                      channel = "web", criticality = 5, order = 9, units = { "service" },
                      moment_of_truth = true },
  state          { touchpoint = "chat", letter = "C", holder = "team:onboarding", reason = "+1" },
}

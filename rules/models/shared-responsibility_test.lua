-- shared-responsibility: responsibility, not ownership: no single point to blame.

tests { policy = "shared-responsibility", organization = sample "tindale", at = "2026-12-01" }

case "leadership sets the tone" {
  expect.accountable("enterprise", "office:ceo"),
  expect.no_finding("single-point-of-blame"),
}

case "what breaks down is put right by more than one department" {
  after = { change_touchpoint { key = "replacement", units = { "desk" } } },
  expect.breaks("recovery-in-one-department", "replacement"),
}

case "whoever answers must be able to set the tone" {
  after = {
    move_position { position = "mechanic", reports_to = "courier" },
    set_head { unit = "workshop", position = "mechanic" },
  },
  expect.breaks("accountable-below-leadership", "fitting"),
}

case "of several who answer, all that are too far below are named" {
  after = {
    move_position { position = "mechanic", reports_to = "courier" },
    move_position { position = "adviser-day", reports_to = "adviser-night" },
    state { touchpoint = "fitting", letter = "A", holder = "position:mechanic", reason = "so" },
    state { touchpoint = "fitting", letter = "A", holder = "position:adviser-day", reason = "so" },
    state { touchpoint = "fitting", letter = "A", holder = "position:head-workshop", reason = "so" },
  },
  expect.finding("accountable-below-leadership", "fitting", { parties = { "mechanic", "adviser-day" } }),
}

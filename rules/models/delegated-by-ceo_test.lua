-- delegated-by-ceo: the chief executive answers, one officer leads.

tests { policy = "delegated-by-ceo", organization = sample "tindale", at = "2026-12-01" }

case "accountable for the whole, and who leads" {
  expect.accountable("enterprise", "office:ceo"),
  expect.responsible("enterprise", "office:cxo"),
  expect.decided_by("enterprise", "R", "one officer leads in the chief executive's name"),
}

case "no officer is left to lead" {
  after = { vacate { position = "cxo" } },
  expect.breaks("no-delegated-lead", "enterprise"),
}

case "the chief executive is not for single touchpoints" {
  after = { hand_over { from = "workshop", to = "tindale", touchpoints = { "fitting" } } },
  expect.moves("fitting", "A", "head-workshop", "ceo"),
  expect.breaks("ceo-at-touchpoint", "fitting"),
}

case "of several chief executives who answer, all are named" {
  after = {
    set_office { position = "chair", office = "ceo" },
    state { touchpoint = "fitting", letter = "A", holder = "position:ceo", reason = "so" },
    state { touchpoint = "fitting", letter = "A", holder = "position:chair", reason = "so" },
  },
  expect.finding("ceo-at-touchpoint", "fitting", { parties = { "ceo", "chair" } }),
}

-- department-tests: each department fails as the owner of some stage.

tests { policy = "department-tests", organization = sample "tindale", at = "2026-12-01" }

case "who passes the tests answers" {
  expect.accountable("help-call", "Head of the Help Desk"),
  expect.no_finding("disqualified"),
}

case "marketing fails after the sale" {
  because = "it has no hold on what happens then",
  after   = { hand_over { from = "desk", to = "marketing", touchpoints = { "help-call" } } },
  expect.moves("help-call", "accountable", "head-desk", "head-marketing"),
  expect.breaks("disqualified", "help-call"),
}

case "of several who answer, all that fail are named" {
  after = {
    state { touchpoint = "help-call", letter = "A", holder = "position:head-marketing", reason = "so" },
    state { touchpoint = "help-call", letter = "A", holder = "position:campaigner", reason = "so" },
    state { touchpoint = "help-call", letter = "A", holder = "position:head-desk", reason = "so" },
  },
  expect.finding("disqualified", "help-call", { parties = { "head-marketing", "campaigner" } }),
}

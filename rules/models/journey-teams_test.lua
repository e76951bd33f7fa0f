-- journey-teams: a team for each journey, led by turns.

tests { policy = "journey-teams", organization = sample "tindale", at = "2026-12-01" }

case "the lead answers, the team is asked" {
  expect.accountable("fitting", "head-workshop"),
  expect.decided_by("fitting", "A", "the lead of the journey answers"),
  expect.has("invoice", "C", "team:help-team"),
}

case "one function should not lead most of them" {
  after = {
    set_lead { journey = "choose", position = "head-workshop" },
    set_lead { journey = "help", position = "head-workshop" },
  },
  expect.breaks("one-function-leads", "enterprise"),
  expect.moves("poster", "A", "head-marketing", "head-workshop"),
}

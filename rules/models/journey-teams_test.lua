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

case "a passage between journeys: the leads of all of them are named" {
  organization = {
    positions     = { boss = "Boss", ann = { reports_to = "boss" }, bea = { reports_to = "boss" },
      cid = { reports_to = "boss" } },
    journeys      = { buy = { lead = "ann" }, use = { lead = "bea" }, mend = { lead = "cid" } },
    touchpoints   = { pay = { journey = "buy" }, ride = { journey = "use" } },
    journey_steps = { { journey = "mend", touchpoint = "ride" } },
    links         = { { from = "pay", to = "ride", kind = "handoff" } },
  },
  expect.finding("passage-between-leads", "handoff:pay->ride", { parties = { "ann", "bea", "cid" } }),
}

-- What must stay so, whatever rule is added next: 'raci test' runs it.

tests { organization = sample "halvenny", at = "2026-12-01" }

case "the head of a department that delivers alone answers" {
  because = "that is what the rating of a touchpoint was agreed for",
  expect.accountable("Monthly bill", "Director of Billing"),
  expect.decided_by("monthly-bill", "A", "one department delivers, its head answers"),
}

cases "what waits for a decision" {
  { "subject",        "finding",          "accountable" },
  { "bill-explained", "many-accountable", "director-billing, Director of Customer Service" },
  { "welcome-offer",  "contested",        "nobody" },
}

case "nobody in marketing answers after the sale" {
  expect.has_not("welcome-offer", "A", "head-campaigns"),
  expect.finding("contested", "welcome-offer", { letter = "A", severity = "error", to = "office:cxo" }),
}

case "when the CXO leaves the chief executive decides" {
  after = "../scenarios/cxo-leaves.lua",
  expect.breaks("vacant-seat", "Chief Customer Experience Officer"),
  expect.finding("contested", "welcome-offer", { to = "office:ceo" }),
  expect.stays("bill-explained"),
}

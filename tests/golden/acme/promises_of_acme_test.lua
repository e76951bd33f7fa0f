tests { organization = folder ".", at = "2026-03-01" }

case "the refund has somebody who answers" {
  expect.accountable("refund", "coo"),
  expect.no_finding("no-accountable", "refund"),
}

case "what fails says why" {
  because = "documents show it",
  expect.accountable("checkout", "cmo"),
  expect.finding("contested", "refund", { letter = "A", to = "office:ceo" }),
  expect.nobody("chekcout", "I"),
}

cases "after the merger" {
  after = "merger.lua",
  { "subject",  "R",      "no finding" },
  { "checkout", "nobody", "" },
}

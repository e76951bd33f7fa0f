-- possess-and-power: to own is to possess and have power.

tests { policy = "possess-and-power", organization = sample "tindale", at = "2026-12-01" }

case "those whom customers see do the work" {
  expect.responsible("invoice", "unit:desk"),
  expect.accountable("invoice", "head-desk"),
  expect.decided_by("invoice", "R", "the units that customers see do the work"),
}

case "whoever is called the owner has to command" {
  after = { set_office { position = "head-marketing", office = "cmo" } },
  expect.breaks("owner-without-power", "Head of Marketing"),
}

case "whoever can spoil it has to be in it" {
  after = { change_touchpoint { key = "yearly-check", units = { "workshop", "technology" } } },
  expect.breaks("hijacker-without-letter", "yearly-check"),
}

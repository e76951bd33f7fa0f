-- empowered-chief: one chief for the whole, and for every transition.

tests { policy = "empowered-chief", organization = sample "tindale", at = "2026-12-01" }

case "the chief has the whole and is asked about its parts" {
  expect.accountable("enterprise", "office:cxo"),
  expect.has("poster", "C", "unit:experience"),
  expect.no_finding("seam-without-chief"),
}

case "the seat is vacant" {
  after = { vacate { position = "cxo" } },
  expect.breaks("chief-vacant", "enterprise"),
  expect.stays("enterprise", "A"),
}

case "there is no such chief" {
  after = { set_office { position = "cxo", office = "" } },
  expect.moves("enterprise", "A", "cxo", "nobody"),
  expect.breaks("seam-without-chief"),
  expect.no_finding("chief-vacant"),
}

-- empowered-cxo: everybody owns a part, the CXO may change any, the chief executive decides.

tests { policy = "empowered-cxo", organization = sample "tindale", at = "2026-12-01" }

case "the parts and the whole" {
  expect.accountable("fitting", "head-workshop"),
  expect.accountable("enterprise", "office:ceo"),
  expect.responsible("enterprise", "office:cxo"),
  expect.has("fitting", "C", "unit:experience"),
}

case "a chief without a mandate changes nothing" {
  after = { withdraw { position = "cxo", scope = "*" } },
  expect.breaks("cxo-cannot-change", "fitting"),
  expect.breaks("cxo-unempowered"),
}

case "what goes before the chief's policy says why" {
  after = { state { touchpoint = "fitting", letter = "A", holder = "position:head-desk" } },
  expect.moves("fitting", "A", "head-workshop", { "head-desk", "head-workshop" }),
}

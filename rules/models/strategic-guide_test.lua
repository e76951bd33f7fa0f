-- strategic-guide: who guides, and what is found without a guide.

tests { policy = "strategic-guide", organization = sample "tindale", at = "2026-12-01" }

case "departments keep their part, one guides the whole" {
  expect.accountable("enterprise", "office:cxo"),
  expect.accountable("fitting", "Head of the Workshop"),
  expect.no_finding("no-guide"),
}

case "marketing stands in until the seat is filled" {
  after = { vacate { position = "cxo" } },
  expect.moves("enterprise", "A", "cxo", { "head-marketing", "head-members" }),
  expect.breaks("many-guides", "enterprise"), -- Tindale has two departments of that function
}

case "nobody is left who could stand in" {
  after = {
    vacate { position = "cxo" },
    close_position { position = "head-marketing" },
    close_position { position = "head-members" },
  },
  expect.breaks("no-guide", "enterprise"),
}

case "what customers say among themselves is watched" {
  after = { create_touchpoint { key = "gossip", name = "What is said at the gate", managed = false } },
  expect.breaks("unwatched-touchpoint", "gossip"),
}

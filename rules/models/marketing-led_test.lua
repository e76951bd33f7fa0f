-- marketing-led: the whole with marketing, if it starts and stops there.

tests { policy = "marketing-led", organization = sample "tindale", at = "2026-12-01" }

case "without a chief of marketing nobody has the whole" {
  expect.nobody("enterprise", "A"),
}

case "a chief of marketing beside an empowered chief of experience" {
  after = { set_office { position = "head-marketing", office = "cmo" } },
  expect.moves("enterprise", "A", {}, "head-marketing"),
  expect.breaks("two-chiefs", "enterprise"),
}

case "journeys should answer to one department" {
  expect.finding("responsibility-spread", "enterprise"),
}

case "customer service hears of campaigns" {
  after = { create_touchpoint { key = "leaflet", tags = { "campaign" }, units = { "marketing" } } },
  expect.breaks("campaign-untold", "leaflet"),
  expect.breaks("campaign-unstaffed", "leaflet"),
}

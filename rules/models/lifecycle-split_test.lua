-- lifecycle-split: who answers at which stage, and what is found where the split is not kept.

tests {
  policy = "lifecycle-split",
  organization = {
    units = {
      company = { head = "ceo", kind = "company" },
      ads     = { parent = "company", head = "cmo", kind = "department", func = "marketing" },
      works   = { parent = "company", head = "coo", kind = "department", func = "operations" },
    },
    positions = {
      ceo = { title = "Chief Executive", unit = "company", office = "ceo" },
      cmo = { title = "Head of Ads", unit = "ads", reports_to = "ceo" },
      coo = { title = "Head of Works", unit = "works", reports_to = "ceo" },
    },
    touchpoints = {
      poster  = { stage = "awareness", units = { "works", "ads" } },
      fitting = { stage = "onboarding", units = { "ads", "works" } },
      call    = { stage = "support", units = "ads" },
      renewal = { stage = "retention", units = "ads" },
      upgrade = { stage = "retention", units = { "ads", "works" } },
      wedding = { stage = "celebration", units = "works" },
    },
  },
}

cases "whoever delivers and is of the stage's function answers" {
  { "subject", "accountable",   "responsible" },
  { "poster",  "Head of Ads",   "unit:ads, unit:works" },
  { "fitting", "Head of Works", "unit:ads, unit:works" },
  { "renewal", "Head of Ads",   "unit:ads" },
}

case "who else delivers answers, and it is told" {
  expect.accountable("call", "cmo"),
  expect.finding("stage-answered-elsewhere", "call", { parties = "cmo" }),
  expect.no_finding("stage-answered-elsewhere", "fitting"),
}

case "operations has a say on retention" {
  expect.finding("retention-without-operations", "renewal"),
  expect.no_finding("retention-without-operations", "upgrade"),
}

case "a stage of no function" {
  expect.finding("stage-unmapped", "celebration"),
  expect.no_finding("stage-unmapped", "support"),
}

case "of several who answer, all of another function are named" {
  after = {
    create_position { key = "painter", unit = "ads", reports_to = "cmo" },
    state { touchpoint = "call", letter = "A", holder = "position:cmo", reason = "so" },
    state { touchpoint = "call", letter = "A", holder = "position:painter", reason = "so" },
    state { touchpoint = "call", letter = "A", holder = "position:coo", reason = "so" },
  },
  expect.finding("stage-answered-elsewhere", "call", { parties = { "cmo", "painter" } }),
}

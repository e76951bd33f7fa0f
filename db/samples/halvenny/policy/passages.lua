-- Who answers between the touchpoints, for the journeys, and for the whole.

rule "the lead of a journey answers for its passages" {
  on      = "handoff",
  because = "experience breaks between departments, where nobody stands",
  match   = {
    from = { journey = except { "moving-home" } }, -- which has no lead
    to   = { journey = except { "moving-home" } },
  },
  assign  = { A = journey_lead() },
}

exception "where selling ends the chief experience officer answers" {
  on      = "handoff",
  because = "what was promised and what is delivered meet here; board resolution of October 2025",
  match   = {
    crosses_departments = true,
    from = { stage = { "awareness", "consideration", "purchase" } },
    to   = { stage = { "onboarding", "usage", "support" } },
  },
  assign  = { A = "office:cxo" },
}

exception "who takes a complaint takes it over" {
  on      = "handoff",
  because = "nobody is sent away to complain somewhere else",
  match   = { from = { journey = except { "complaint" } }, to = { journey = "complaint" } },
  assign  = { A = "position:head-complaints" },
}

rule "a journey answers to its lead" {
  on      = "journey",
  because = "that is what a lead is for",
  match   = { key = except { "moving-home" } },
  assign  = { A = journey_lead() },
}

exception "complaints are the chief experience officer's journey" {
  on      = "journey",
  because = "board resolution of March 2026, after the ombudsman's report",
  match   = { key = "complaint" },
  assign  = { A = "office:cxo" },
}

rule "one guide for the whole" {
  on      = "enterprise",
  because = "the chief executive is accountable, the chief experience officer does the work of it",
  assign  = { A = "office:ceo", R = "office:cxo", I = "team:board" },
}

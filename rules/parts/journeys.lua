-- A journey answers to its lead, and so does each passage within it.

rule "a journey answers to its lead" {
  on      = "journey",
  because = "that is what a lead is for",
  when    = function(j) return #j.leads > 0 end,
  assign  = { A = journey_lead() },
}

rule "a passage within a journey answers to the journey's lead" {
  on      = "handoff",
  because = "experience breaks between departments, where nobody stands",
  when    = function(h) return #h.leads > 0 end,
  assign  = { A = journey_lead() },
}

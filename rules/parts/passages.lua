-- A passage within a journey answers to the journey's lead.

rule "a passage within a journey answers to the journey's lead" {
  on      = "handoff",
  because = "experience breaks between departments, where nobody stands",
  when    = function(h) return #h.leads > 0 end,
  assign  = { A = journey_lead() },
}

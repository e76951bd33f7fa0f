-- A journey answers to its lead.

rule "a journey answers to its lead" {
  on      = "journey",
  because = "that is what a lead is for",
  when    = function(j) return #j.leads > 0 end,
  assign  = { A = journey_lead() },
}

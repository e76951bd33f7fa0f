-- Those who deliver a touchpoint do the work.

rule "whoever delivers does the work" {
  because = "it is their touchpoint that the customer meets",
  when    = function(t) return #t.units > 0 end,
  assign  = { R = delivering_units() },
}

-- Who answers for a request to New York's 311: as little as the public list allows.

policy { name = "nyc311", version = "1", scheme = "RACI" }

rule "the agency that takes the request answers" {
  because = "311 passes a request on; from then on it is the agency's",
  assign  = { A = head_of_delivering_unit(), R = delivering_units() },
}

rule "agencies that all hear of noise hear of each other's" {
  because = "a caller does not know whose noise it is: a neighbour's, an engine's or a helicopter's",
  match   = { key = { "noise-*", "collection-truck-noise-*" } },
  assign  = { I = { "unit:dep", "unit:dsny", "unit:edc", "unit:nypd" } },
}

rule "what the city hears most often the mayor hears too" {
  because = "twenty requests for one thing in so short a list are no accident",
  when    = function(t) return tonumber(t.attr.requests) >= 20 end,
  assign  = { I = "office:ceo" },
}

-- The list names no people, so that all seats are vacant, and tells of agencies alone, not of whom
-- they ask or tell; both would be said 163 times.
checks {
  ["vacant-accountable"] = "off",
  ["vacant-head"]        = "off",
  ["vacant-seat"]        = "off",
  ["nobody-told"]        = "off",
  ["silo-touchpoint"]    = "off",
}

-- The team of a journey is told of its touchpoints.

rule "the journey's team is told" {
  because = "departments should not learn of changes from their customers",
  when    = function(t)
    for _, key in ipairs(#t.units > 0 and t.journeys or {}) do
      if org.journey(key).team then return true end
    end
    return false
  end,
  assign  = { I = team_of_journey() },
}

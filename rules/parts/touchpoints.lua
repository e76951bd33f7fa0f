-- Departments keep their part: the head of the unit that delivers a touchpoint answers for it;
-- where several deliver, the lead of the journey. The journey's team is told.

include "work"
include "teams"

rule "one unit delivers, its head answers; several, the lead of the journey" {
  because = "whoever does the work can change it; and of several one has to speak for it",
  when    = function(t) return #t.units > 0 end,
  assign  = {
    A = function(t)
      return #t.units > 1 and #t.leads > 0 and journey_lead() or head_of_delivering_unit()
    end,
  },
}

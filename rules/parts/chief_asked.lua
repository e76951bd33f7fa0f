-- The chief experience officer is asked about every touchpoint: the unit that the officer
-- heads, or the officer where there is none.

rule "the chief experience officer is asked" {
  because = "somebody has to see all of what a customer sees",
  when    = function() return org.office("cxo") ~= nil end,
  assign  = {
    C = function()
      local unit = org.office("cxo").heads[1]
      return unit and "unit:" .. unit or "office:cxo"
    end,
  },
}

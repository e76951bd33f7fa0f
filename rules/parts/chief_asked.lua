-- The chief experience officer is asked about every touchpoint: the unit that the officer sits in
-- and heads, else the officer.

rule "the chief experience officer is asked" {
  because = "somebody has to see all of what a customer sees",
  when    = function() return org.office("cxo") ~= nil end,
  assign  = {
    C = function()
      local chief = org.office("cxo")
      return contains(chief.heads, chief.unit) and "unit:" .. chief.unit or "office:cxo"
    end,
  },
}

-- The chief experience officer is asked about every touchpoint: the unit that the officer
-- heads, or the officer where there is none.

rule "the chief experience officer is asked" {
  because = "somebody has to see all of what a customer sees",
  when    = function() return org.office("cxo") ~= nil end,
  assign  = {
    C = function()
      local chief = org.office("cxo")
      for unit in org.units() do
        if unit:head() == chief then return "unit:" .. unit.key end
      end
      return "office:cxo"
    end,
  },
}

-- luacheck: ignore 113
-- The published organization by department: whose head answers, which does the work, and in
-- which the group's product manager advises. Who has what hangs on where a group stands.

policy { name = "departments", version = "1", scheme = "RACI" }

-- The department that a unit is, or stands in.
local function department_of(key)
  local unit = org.unit(key)
  while unit and unit.kind ~= "department" do
    unit = unit.parent and org.unit(unit.parent)
  end
  return unit
end

-- What each delivering unit's department gives.
local function of_departments(give)
  return function(touchpoint)
    local found = {}
    for _, key in ipairs(touchpoint.units) do
      local department = department_of(key)
      found[#found + 1] = department and give(department)
    end
    return found
  end
end

rule "the head of the department answers, the department does it" {
  because = "a group answers to where it stands",
  assign  = {
    A = of_departments(function(unit)
      local head = unit:head()
      return head and "position:" .. head.key
    end),
    R = of_departments(function(unit) return "unit:" .. unit.key end),
  },
}

rule "the product manager advises" {
  because = "who knows it stays, wherever the group goes",
  assign  = {
    C = function(touchpoint)
      local found = {}
      for _, key in ipairs(touchpoint.units) do
        local manager = org.unit(key).attr.pm
        found[#found + 1] = manager and "position:" .. manager
      end
      return found
    end,
  },
}

-- Derived facts: under, head, department, crosses departments, commands, includes, people,
-- vacant, lowest common superior. Given as methods of an organization.

local decisions = require "decisions"

return function(Organization)
  local function sorted_keys(set)
    local list = {}
    for key in pairs(set) do list[#list + 1] = key end
    table.sort(list)
    return list
  end

  local function split(reference)
    return reference:match("^(%l+):(.+)$")
  end

  -- The position and its superiors, nearest first.
  function Organization:line_of(position)
    local line, seen = {}, {}
    while position and not seen[position] do
      line[#line + 1], seen[position] = position, true
      position = self.positions[position].superior
    end
    return line, seen
  end

  -- The unit and the units above it, nearest first.
  function Organization:units_above(unit)
    local line, seen = {}, {}
    while unit and not seen[unit] do
      line[#line + 1], seen[unit] = unit, true
      unit = self.units[unit].parent
    end
    return line, seen
  end

  -- under(p, q): position p reports, directly or not, to q; in a circle to itself too.
  function Organization:under(p, q)
    local _, line = self:line_of(self.positions[p].superior)
    return line[q] == true
  end

  function Organization:at_or_below(unit, above)
    local _, line = self:units_above(unit)
    return line[above] == true
  end

  function Organization:head(unit)
    return self.units[unit].head
  end

  function Organization:vacant(position)
    return #self.seated[position] == 0
  end

  function Organization:positions_with_office(office)
    if office == "cco" then office = "cxo" end
    local found = {}
    for _, key in ipairs(sorted_keys(self.positions)) do
      if self.positions[key].office == office then found[#found + 1] = key end
    end
    return found
  end

  -- The nearest department or division at or above the unit, else the top-level unit under the
  -- company; the company is its own.
  function Organization:department_of_unit(unit)
    local line = self:units_above(unit)
    for _, key in ipairs(line) do
      local kind = self.units[key].kind
      if kind == "department" or kind == "division" then return key end
    end
    local top = line[1]
    for _, key in ipairs(line) do
      if self.units[key].kind == "company" then break end
      top = key
    end
    return top
  end

  -- Departments of positions, as a set; a position without unit adds none.
  function Organization:departments_of_positions(positions)
    local set = {}
    for _, position in ipairs(positions) do
      local unit = self.positions[position].unit
      if unit then set[self:department_of_unit(unit)] = true end
    end
    return set
  end

  function Organization:departments_of_units(units)
    local set = {}
    for _, unit in ipairs(units) do set[self:department_of_unit(unit)] = true end
    return set
  end

  -- The departments of a holder, as a set: a position's, a unit's, those of a team's members
  -- and of a person's positions.
  function Organization:departments_of(holder)
    local kind, key = split(holder)
    if kind == "unit" then return self:departments_of_units({ key }) end
    if kind == "position" then return self:departments_of_positions({ key }) end
    return self:departments_of_positions(kind == "team" and self.teams[key].members
      or self.held[key])
  end

  function Organization:departments_of_holders(list)
    local set = {}
    for _, holder in ipairs(list) do
      for department in pairs(self:departments_of(holder)) do set[department] = true end
    end
    return sorted_keys(set)
  end

  -- The departments of the organization: those that its units are of.
  function Organization:departments()
    return sorted_keys(self:departments_of_units(sorted_keys(self.units)))
  end

  local function same_set(a, b)
    for key in pairs(a) do if not b[key] then return false end end
    for key in pairs(b) do if not a[key] then return false end end
    return true
  end
  Organization.same_set = same_set

  function Organization:crosses_departments(handoff)
    return not same_set(self:departments_of_units(handoff.from.units),
      self:departments_of_units(handoff.to.units))
  end

  local function contains(list, element)
    for _, each in ipairs(list) do
      if each == element then return true end
    end
    return false
  end

  -- Whether a mandate's scope covers a subject.
  function Organization:covers(scope, subject)
    if scope == "*" then return true end
    if subject == nil then return false end
    local kind, key = split(scope)
    if subject.kind == "handoff" then
      return self:covers(scope, subject.from) or self:covers(scope, subject.to)
    elseif subject.kind == "journey" then
      return scope == subject.ref
    elseif subject.kind ~= "touchpoint" then
      return false
    end
    if kind == "unit" then
      for _, unit in ipairs(subject.units) do
        if self:at_or_below(unit, key) then return true end
      end
      return false
    end
    if kind == "journey" then return contains(subject.journeys, key) end
    if kind == "stage" then return subject.stage == key end
    if kind == "channel" then return subject.channel == key end
    return scope == subject.ref
  end

  function Organization:has_mandate_over(position, subject)
    for _, mandate in ipairs(self.mandates) do
      if mandate.position == position and self:covers(mandate.scope, subject) then return true end
    end
    return false
  end

  -- A unit that p heads, or below one p heads, or whose head is under p.
  function Organization:commands_unit(p, unit)
    for _, above in ipairs(self:units_above(unit)) do
      if self:head(above) == p then return true end
    end
    local head = self:head(unit)
    return head ~= nil and self:under(head, p)
  end

  function Organization:commands_all(p, positions, subject)
    for _, position in ipairs(positions) do
      if not self:commands(p, "position:" .. position, subject) then return false end
    end
    return #positions > 0
  end

  -- commands(p, h), on a subject (nil: only mandates over everything count).
  function Organization:commands(p, holder, subject)
    if self:has_mandate_over(p, subject) then return true end
    local kind, key = split(holder)
    if kind == "position" then return key == p or self:under(key, p) end
    if kind == "unit" then return self:commands_unit(p, key) end
    if kind == "team" then return self:commands_all(p, self.teams[key].members, subject) end
    return self:commands_all(p, self.held[key], subject)
  end

  -- includes(h, x): x is a position or a unit, as a reference.
  function Organization:includes(holder, x)
    if holder == x then return true end
    local kind, key = split(holder)
    local x_kind, x_key = split(x)
    if kind == "unit" then
      local unit = x_kind == "unit" and x_key or x_kind == "position" and self.positions[x_key].unit
      return unit and self:at_or_below(unit, key) or false
    end
    if kind == "person" and x_kind == "unit" then
      return decisions.person_includes_unit ~= "never" and contains(self:people_of(x), key)
    end
    if x_kind ~= "position" then return false end
    if kind == "team" then return contains(self.teams[key].members, x_key) end
    if kind == "person" then return contains(self.held[key], x_key) end
    return false
  end

  -- people(h): those seated in h; for a unit, at or below it; for a team, in its members.
  function Organization:people_of(holder)
    local kind, key = split(holder)
    if kind == "person" then return #self.held[key] > 0 and { key } or {} end
    local set = {}
    for position in pairs(self.positions) do
      if self:includes(holder, "position:" .. position) then
        for _, person in ipairs(self.seated[position]) do set[person] = true end
      end
    end
    return sorted_keys(set)
  end

  -- Lowest common superior of positions; it may be one of them.
  function Organization:lowest_common_superior(positions)
    if #positions == 0 then return nil end
    for _, candidate in ipairs((self:line_of(positions[1]))) do
      local above_all = true
      for _, position in ipairs(positions) do
        if position ~= candidate and not self:under(position, candidate) then above_all = false end
      end
      if above_all then return candidate end
    end
    return nil
  end
end

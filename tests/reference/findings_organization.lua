-- The core checks of the organization itself: offices, positions, units; and of load.

local organization = require "organization"
local report = require "report"

local any, every = report.any, report.every
local sorted_keys = organization.sorted_keys

-- Offices ---------------------------------------------------------------------------------

-- Whether some mandate gives the CXO the touchpoints: all of them, or one at least.
local function gives_touchpoints(org, chief)
  for _, mandate in ipairs(org.mandates) do
    if mandate.position == chief then
      if mandate.scope == "*" then return true end
      for _, touchpoint in pairs(org.touchpoints) do
        if org:covers(mandate.scope, touchpoint) then return true end
      end
    end
  end
  return false
end

local function offices(self)
  local org = self.org
  local chiefs = org:positions_with_office("cxo")
  if #org:positions_with_office("ceo") == 0 then self:add("no-ceo", "enterprise", {}) end
  if #chiefs == 0 then self:add("no-cxo", "enterprise", {}) end
  local unempowered = every(chiefs, function(chief) return not gives_touchpoints(org, chief) end)
  if #chiefs > 0 and #org.mandates > 0 and unempowered then
    local parties = {}
    for i, chief in ipairs(chiefs) do parties[i] = "position:" .. chief end
    self:add("cxo-unempowered", "enterprise", { parties = parties })
  end
end

-- Lines -----------------------------------------------------------------------------------

-- The circles that a step upwards runs in, each a list of keys in order.
local function circles(keys, above)
  local found, known = {}, {}
  for _, key in ipairs(keys) do
    local path, at = {}, key
    while at and not path[at] and not known[at] do
      path[at] = true
      at = above(at)
    end
    if at and path[at] then
      local set, first = {}, at
      repeat
        set[at] = true
        at = above(at)
      until at == first
      found[#found + 1] = sorted_keys(set)
    end
    for each in pairs(path) do known[each] = true end
  end
  return found
end

local function references(kind, keys)
  local list = {}
  for i, key in ipairs(keys) do list[i] = kind .. ":" .. key end
  return list
end

local function lines(self)
  local positions, roots, above = self.org.positions, {}, {}
  local keys = sorted_keys(positions)
  for _, key in ipairs(keys) do
    local position = positions[key]
    if position.superior then
      above[position.superior] = true
    else
      roots[#roots + 1] = key
    end
    for _, other in ipairs(position.dotted) do
      if other == position.superior then
        self:add("double-line", "position:" .. key,
          { parties = references("position", { key, other }) })
      end
    end
  end
  for _, key in ipairs(roots) do
    if not above[key] and positions[key].office ~= "ceo" then
      self:add("orphan-position", "position:" .. key, { parties = { "position:" .. key } })
    end
  end
  if #roots >= 2 then
    self:add("many-roots", "enterprise", { parties = references("position", roots) })
  end
  for _, circle in ipairs(circles(keys, function(key) return positions[key].superior end)) do
    self:add("reporting-cycle", "position:" .. circle[1],
      { parties = references("position", circle) })
  end
end

-- Units -----------------------------------------------------------------------------------

local function units(self)
  local all = self.org.units
  local keys = sorted_keys(all)
  for _, key in ipairs(keys) do
    local head = all[key].head
    if not head then
      self:add("unit-without-head", "unit:" .. key, {})
    elseif self.org:vacant(head) then
      local reference = "position:" .. head
      self:add("vacant-head", "unit:" .. key, { discriminator = reference,
        parties = { reference }, cause = report.vacant_seat(reference) })
    end
  end
  for _, circle in ipairs(circles(keys, function(key) return all[key].parent end)) do
    self:add("unit-cycle", "unit:" .. circle[1], { parties = references("unit", circle) })
  end
end

-- Work ------------------------------------------------------------------------------------

-- A filled position whose unit delivers a touchpoint, or that heads one that does, and that has
-- a letter on no subject.
local function roles(self)
  local delivers = {}
  for _, touchpoint in pairs(self.org.touchpoints) do
    for _, unit in ipairs(touchpoint.units) do
      delivers[self.org:head(unit) or false] = true
      for key, position in pairs(self.org.positions) do
        if position.unit == unit then delivers[key] = true end
      end
    end
  end
  for key in pairs(self.org.positions) do
    local reference = "position:" .. key
    local idle = delivers[key] and not self.org:vacant(key)
      and not any(self.org.subjects, function(subject)
        return self:has_letter(reference, subject)
      end)
    if idle then self:add("no-role", reference, { parties = { reference } }) end
  end
end

-- A position holds a letter on more than a share of touchpoints (of 20 or more), or on more
-- than `max`.
local function overloaded(self, code, letter, share)
  local count, all = {}, 0
  for _, touchpoint in pairs(self.org.touchpoints) do
    all = all + 1
    for _, holder in ipairs(self:holders_of(touchpoint, letter)) do
      count[holder] = (count[holder] or 0) + 1
    end
  end
  local max = self:setting(code).max
  for holder, held in pairs(count) do
    -- Shares have some decimals, doubles have more: 0.7 of 90 is 63, not a little less.
    local too_much = all >= self:limit(code, "min", 20)
      and held - self:limit(code, "share", share) * all > 1e-6
    if (too_much or max and held > max) and holder:find("^position:") then
      self:add(code, holder, { parties = { holder } })
    end
  end
end

return function(self)
  offices(self)
  lines(self)
  units(self)
  roles(self)
  overloaded(self, "overloaded-accountable", self.A, 0.5)
  overloaded(self, "overloaded-responsible", self.R, 0.7)
  overloaded(self, "overloaded-consulted", "C", 0.6)
end

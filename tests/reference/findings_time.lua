-- The core checks that look at time: seats that end, have ended or have lasted, and reviews.

local dates = require "dates"
local decisions = require "decisions"
local organization = require "organization"
local report = require "report"

local any, every = report.any, report.every

-- Acting ----------------------------------------------------------------------------------

local function is_acting(seat)
  return seat.kind == "acting"
end

-- Only acting seats on the date, of which one has no beginning, no end, or more than 180 days.
local function acts_for_long(seats, days)
  return every(seats, is_acting) and any(seats, function(seat)
    return not seat.from or not seat.to or dates.days(seat.to) - dates.days(seat.from) > days
  end)
end

-- The seats of the position that ended last, on the date or before.
local function ended_last(self, position)
  local last = {}
  for _, seat in ipairs(self.org.tables["seats.csv"]) do
    if seat.position == position and seat.to and seat.to <= self.org.date then
      if last[1] and last[1].to < seat.to then last = {} end
      if not last[1] or last[1].to == seat.to then last[#last + 1] = seat end
    end
  end
  return last
end

local function was_acting(seats)
  if decisions.ended_together == "any" then return any(seats, is_acting) end
  return #seats > 0 and every(seats, is_acting)
end

local function acting_too_long(self, subject)
  for _, holder in ipairs(self:accountable(subject)) do
    local about = { letter = self.A, discriminator = holder, parties = { holder },
      rules = self:cell(subject, self.A).winners }
    local key = report.keys_of({ holder })[1]
    if self:is_vacant(holder) then
      about.cause = report.vacant_seat(holder)
      if was_acting(ended_last(self, key)) then self:add("acting-too-long", subject.ref, about) end
    elseif acts_for_long(self.org.seat_rows[key], self:limit("acting-too-long", "days", 180)) then
      self:add("acting-too-long", subject.ref, about)
    end
  end
end

-- Coming gaps -----------------------------------------------------------------------------

local function in_force(row, date)
  return (not row.from or row.from <= date) and (not row.to or date < row.to)
end

local function there(rows, key, date)
  return any(rows, function(row) return row.key == key and in_force(row, date) end)
end

-- Whether a position is there on a day, and nobody is seated in it.
local function vacant_on(tables, position, date)
  if not there(tables["positions.csv"], position, date) then return false end
  return not any(tables["seats.csv"], function(seat)
    return seat.position == position and in_force(seat, date)
      and there(tables["people.csv"], seat.person, date)
  end)
end

-- The days of the next so many on which something of a seat begins or ends.
local function days_of_change(self, days)
  local set, now = {}, dates.days(self.org.date)
  for _, name in ipairs { "positions.csv", "seats.csv", "people.csv" } do
    for _, row in ipairs(self.org.tables[name]) do
      for _, day in pairs { row.from, row.to } do
        local ahead = dates.days(day) - now
        if ahead >= 1 and ahead <= days then set[day] = true end
      end
    end
  end
  return organization.sorted_keys(set)
end

local function coming_gaps(self)
  local days = days_of_change(self, self:limit("coming-gap", "days", 90))
  local coming = {}
  for key in pairs(self.org.positions) do
    coming["position:" .. key] = not self.org:vacant(key) and any(days, function(day)
      return vacant_on(self.org.tables, key, day)
    end)
  end
  for _, subject in ipairs(self.org.subjects) do
    for _, holder in ipairs(self:accountable(subject)) do
      if coming[holder] then
        self:add("coming-gap", subject.ref, { letter = self.A, discriminator = holder,
          parties = { holder }, rules = self:cell(subject, self.A).winners })
      end
    end
  end
end

-- Reviews ---------------------------------------------------------------------------------

-- The newest day on which a seat of a holder began or ended.
local function newest_change(self, holder)
  local kind, key = organization.split(holder)
  local column = "position"
  if kind == "person" then
    column = "person"
  else
    key = report.keys_of(self:positions_of({ holder }))[1]
  end
  local newest
  for _, seat in ipairs(self.org.tables["seats.csv"]) do
    for _, day in pairs { seat.from, seat.to } do
      if seat[column] == key and day <= self.org.date and (not newest or newest < day) then
        newest = day
      end
    end
  end
  return newest
end

local function stale_row(self, touchpoint)
  local reviewed = touchpoint.reviewed_on
  if not reviewed then return end
  local changed = {}
  for _, holder in ipairs(self:everybody(touchpoint)) do
    local newest = newest_change(self, holder)
    if newest and reviewed < newest then changed[#changed + 1] = holder end
  end
  local age = dates.days(self.org.date) - dates.days(reviewed)
  if #changed > 0 or age > self:limit("stale-row", "days", 365) then
    self:add("stale-row", touchpoint.ref, { parties = changed })
  end
end

return function(self)
  for _, subject in ipairs(self.org.subjects) do
    acting_too_long(self, subject)
    if subject.kind == "touchpoint" then stale_row(self, subject) end
  end
  coming_gaps(self)
end

-- ISO dates as numbers of days, by the civil calendar.

local dates = {}

-- Days of a date since some day long ago: 365 a year, leap days, and the days of months that
-- are counted from March.
function dates.days(date)
  local year, month, day = date:match("^(%d+)-(%d+)-(%d+)$")
  year, month, day = tonumber(year), tonumber(month), tonumber(day)
  if month < 3 then year, month = year - 1, month + 12 end
  return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day
end

return dates

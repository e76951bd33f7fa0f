-- Days of texts, moved by a number of days.

local days = {}

-- The number of a day of the Gregorian calendar; Hinnant's way, of years that begin in March.
local function number_of(year, month, day)
  if month <= 2 then year = year - 1 end
  local era = year // 400
  local of_era = year - era * 400
  local of_year = (153 * (month + (month > 2 and -3 or 9)) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year
end

local function day_of(number)
  local era = number // 146097
  local of_era = number - era * 146097
  local year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
  local of_year = of_era - (365 * year + year // 4 - year // 100)
  local month = (5 * of_year + 2) // 153
  local day = of_year - (153 * month + 2) // 5 + 1
  month = month + (month < 10 and 3 or -9)
  return ("%04d-%02d-%02d"):format(year + era * 400 + (month <= 2 and 1 or 0), month, day)
end

-- The text with each of its days that many days later.
function days.moved(text, by)
  return (text:gsub("%f[%d](%d%d%d%d)%-(%d%d)%-(%d%d)%f[^%d]", function(year, month, day)
    return day_of(number_of(tonumber(year), tonumber(month), tonumber(day)) + by)
  end))
end

return days

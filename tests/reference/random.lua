-- A small generator of one's own, so that seeds reproduce everywhere: two simple ones added
-- (Lehmer's, modulus 2^31 - 1, and Knuth's, modulus 2^64, of which the upper half is used).

local Random = {}
Random.__index = Random

local MODULUS, FACTOR = 2147483647, 48271
local KNUTH_FACTOR, KNUTH_STEP, UPPER_HALF = 6364136223846793005, 1442695040888963407, 4294967296

local function new(seed)
  local self = setmetatable({ lehmer = seed * seed % (MODULUS - 1) + 1, knuth = seed }, Random)
  for _ = 1, 8 do self:below(2) end
  return self
end

-- One whose choices are first those of some bytes, one for each, or two beyond 256.
local function of_bytes(bytes)
  local self = new(1)
  self.bytes, self.at = bytes, 1
  return self
end

local function next_byte(self)
  self.at = self.at + 1
  return self.bytes:byte(self.at - 1) or 0
end

-- A whole number from 0 to n - 1.
function Random:below(n)
  if self.at and self.at <= #self.bytes then
    local value = next_byte(self)
    return (n > 256 and value * 256 + next_byte(self) or value) % n
  end
  self.lehmer = self.lehmer * FACTOR % MODULUS
  self.knuth = self.knuth * KNUTH_FACTOR + KNUTH_STEP
  return (self.lehmer + self.knuth // UPPER_HALF) % MODULUS // 8 % n
end

-- A whole number from low to high.
function Random:between(low, high)
  return low + self:below(high - low + 1)
end

-- True in `percent` of a hundred cases.
function Random:chance(percent)
  return self:below(100) < percent
end

-- One of a list; nil of an empty one.
function Random:pick(list)
  if #list == 0 then return nil end
  return list[self:between(1, #list)]
end

-- One of a list of { weight, value }.
function Random:weighted(choices)
  local total = 0
  for _, choice in ipairs(choices) do total = total + choice[1] end
  local at = self:below(total)
  for _, choice in ipairs(choices) do
    at = at - choice[1]
    if at < 0 then return choice[2] end
  end
end

-- Up to n of a list, each once, in any order.
function Random:some(list, n)
  local rest, chosen = table.move(list, 1, #list, 1, {}), {}
  while #chosen < n and #rest > 0 do
    chosen[#chosen + 1] = table.remove(rest, self:between(1, #rest))
  end
  return chosen
end

return { new = new, of_bytes = of_bytes }

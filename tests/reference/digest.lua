-- SHA-256, as FIPS 180-4 writes it, to check the keys of findings.

local digest = {}

local MASK = 0xffffffff

-- The first 32 bits of the fractional part of a root of a prime, found by halving an interval.
local function fractional_root(prime, power)
  local low, high = 0.0, prime + 0.0
  for _ = 1, 200 do
    local middle = (low + high) / 2
    if middle ^ power <= prime then low = middle else high = middle end
  end
  return math.floor((low % 1) * 2 ^ 32) & MASK
end

local function primes(count)
  local list, candidate = {}, 2
  while #list < count do
    local prime = true
    for _, each in ipairs(list) do prime = prime and candidate % each ~= 0 end
    if prime then list[#list + 1] = candidate end
    candidate = candidate + 1
  end
  return list
end

local START, STEP = {}, {}
for i, prime in ipairs(primes(64)) do
  STEP[i] = fractional_root(prime, 3)
  if i <= 8 then START[i] = fractional_root(prime, 2) end
end

local function rotated(word, by)
  return (word >> by | word << (32 - by)) & MASK
end

local function schedule(block)
  local w = { string.unpack(">I4I4I4I4I4I4I4I4I4I4I4I4I4I4I4I4", block) }
  for t = 17, 64 do
    local a, b = w[t - 15], w[t - 2]
    local s0 = rotated(a, 7) ~ rotated(a, 18) ~ a >> 3
    local s1 = rotated(b, 17) ~ rotated(b, 19) ~ b >> 10
    w[t] = (w[t - 16] + s0 + w[t - 7] + s1) & MASK
  end
  return w
end

local function compress(state, block)
  local w = schedule(block)
  local a, b, c, d, e, f, g, h = table.unpack(state)
  for t = 1, 64 do
    local s1 = rotated(e, 6) ~ rotated(e, 11) ~ rotated(e, 25)
    local t1 = h + s1 + (e & f ~ ~e & g) + STEP[t] + w[t]
    local s0 = rotated(a, 2) ~ rotated(a, 13) ~ rotated(a, 22)
    local t2 = s0 + (a & b ~ a & c ~ b & c)
    a, b, c, d, e, f, g, h = (t1 + t2) & MASK, a, b, c, (d + t1) & MASK, e, f, g
  end
  for i, word in ipairs { a, b, c, d, e, f, g, h } do state[i] = (state[i] + word) & MASK end
end

-- The digest of a text, in hexadecimal.
function digest.of(text)
  local padded = text .. "\x80" .. ("\0"):rep((55 - #text) % 64) .. (">I8"):pack(#text * 8)
  local state = table.move(START, 1, 8, 1, {})
  for at = 1, #padded, 64 do compress(state, padded:sub(at, at + 63)) end
  return ("%08x%08x%08x%08x%08x%08x%08x%08x"):format(table.unpack(state))
end

return digest

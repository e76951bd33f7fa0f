--- A file's bytes, as they are.

local bytes = {}

function bytes.read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

function bytes.write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

return bytes

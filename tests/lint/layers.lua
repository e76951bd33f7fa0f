--- A folder of engine/ includes only headers of its own, of folders to its
--- left, and of include/; the programs see the public headers only.

package.path = "tests/lint/?.lua"
local source = require("source")

local order = {
  "base", "store", "intake", "model", "policy", "resolve", "check", "record", "scenario", "report",
}
local place = {}
for i, layer in ipairs(order) do
  place[layer] = i
end
local programs = { cli = true, http = true }

local function judge(layer, header)
  if header == "raci.h" or header:find("^raci/") then
    return nil
  end
  local folder = header:match("^([^/]+)/")
  if folder == layer then
    return nil
  end
  if programs[layer] then
    return "a program includes <raci.h> and headers of its own folder, not " .. header
  end
  if not place[folder] then
    return header .. " is in no layer; say \"layer/name.h\""
  end
  if place[folder] > place[layer] then
    return layer .. " must not include " .. header .. ", which is to its right"
  end
end

local function judge_public(header)
  if not header:find("^raci/") then
    return "a public header includes public headers only, not " .. header
  end
end

local function check(path, layer)
  for n, line in source.lines(source.bare(source.read(path), true)) do
    local opening, header = line:match('^%s*#%s*include%s*([<"])([^>"]+)[>"]')
    if header and (opening == '"' or header == "raci.h" or header:find("^raci/")) then
      local wrong = layer and judge(layer, header) or not layer and judge_public(header)
      if wrong then
        source.problem(path, n, wrong)
      end
    end
  end
end

local files = source.files({ "engine" }, "%.[ch]$")
for _, path in ipairs(files) do
  local layer = path:match("^engine/([^/]+)/[^/]+$")
  if layer and (place[layer] or programs[layer]) then
    check(path, layer)
  else
    source.problem(path, nil, "is in no layer's folder")
  end
end
local public = source.files({ "include" }, "%.h$")
for _, path in ipairs(public) do
  check(path, nil)
end
for _, path in ipairs(source.files({ "tests/api" }, "%.[ch]$")) do
  for n, line in source.lines(source.bare(source.read(path), true)) do
    local header = line:match('^%s*#%s*include%s*"([^"]+)"')
    if header and header:find("/") then
      source.problem(path, n, "an API test includes <raci.h> only, not " .. header)
    end
  end
end
source.done(#files + #public .. " files")

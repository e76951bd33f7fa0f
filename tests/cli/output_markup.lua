--- What of HTML and XML raci writes: elements and attributes that are listed here, each closed,
--- and between them text that is none. Shared by output_rules.lua; complains by an error.

local markup = {}

local function complain(...)
  error(string.format(...), 0)
end

local function words(text)
  local set = {}
  for word in text:gmatch("%S+") do
    set[word] = true
  end
  return set
end

--- Text with every '&' the beginning of an entity.
local function check_text(text)
  for entity in text:gmatch("&([^;]?[^;]?[^;]?[^;]?[^;]?[^;]?;?)") do
    if not entity:find("^#?%w+;") then
      complain("an ampersand that begins no entity: &%s", entity)
    end
  end
  if text:find(">", 1, true) then
    complain("a tag's end that ends none: %s", text:sub(1, 80))
  end
end

--- Calls `each(element, attributes, text)` for each tag: `element` with '/' before it where it
--- ends; `text` is what stands before it. `raw` elements have a text that is no markup.
local function tags(text, raw, each)
  local at = text:match("^<%?xml [^<>]*%?>\n?()") or text:match("^<!doctype html>\n?()") or 1
  local open = {}
  while true do
    local before, start = text:match("^([^<]*)()<", at)
    if not before then
      break
    end
    check_text(before)
    local slash, element, rest = text:match("^<(/?)([%a][%w:-]*)()", start)
    if not element then
      complain("no tag: %s", text:sub(start, start + 60))
    end
    local attributes = {}
    while true do
      local name, value, after = text:match('^%s+([%a_][%w:_-]*)="([^"<]*)"()', rest)
      if not name then
        name, after = text:match("^%s+([%a_][%w-]*)()", rest)
        value = name and ""
      end
      if not name then
        break
      end
      if attributes[name] then
        complain("an attribute twice: %s", name)
      end
      check_text((value:gsub(">", "")))
      attributes[name] = value
      rest = after
    end
    local alone, after = text:match("^%s*(/?)>()", rest)
    if not after then
      complain("a tag that does not end: %s", text:sub(start, start + 200))
    end
    each(slash .. element, attributes, before)
    if slash == "/" then
      if table.remove(open) ~= element then
        complain("</%s> closes another element", element)
      end
    elseif alone == "" and not (raw and raw.void[element]) then
      open[#open + 1] = element
    end
    at = after
    if slash == "" and raw and raw.own[element] then
      at = text:find("</" .. element, at, true) or complain("no end of %s", element)
    end
  end
  check_text(text:sub(at))
  if #open > 0 then
    complain("<%s> is never closed", open[#open])
  end
end

-- ---- HTML ----

local page = { void = words("meta input br hr"), own = words("script style") }
local elements = words([[a abbr b bdi body button code dd details div dl dt footer form g h1 h2 h3 h4 h5
  head header html i input label li line circle main meta nav ol option output p path rect script
  section select small span strong style summary svg table tbody td th text thead time title tr ul em
  kbd caption pre figure figcaption]])
local attributes_known = words([[aria-expanded aria-hidden aria-label aria-labelledby aria-live autocomplete
  charset class colspan content d disabled dir for height hidden href http-equiv id lang name open placeholder
  preserveAspectRatio role rowspan rx scope selected tabindex text-anchor title type value viewBox width x x1
  x2 y y1 y2 cx cy r cite datetime]])

function markup.html(text)
  local once = { script = 0, style = 0, title = 0 }
  if not text:find("default-src &#39;none&#39;", 1, true) then
    complain("no policy of contents")
  end
  tags(text, page, function(element, attributes, before)
    local name = element:gsub("^/", "")
    if not elements[name] then
      complain("the element <%s>", element)
    end
    once[element] = once[element] and once[element] + 1
    if before:find("##[", 1, true) or before:find("##vso[", 1, true) then
      complain("a workflow's runner takes it for a command: %s", before)
    end
    for attribute, value in pairs(attributes) do
      if not attributes_known[attribute] and not attribute:find("^data%-%l[%l-]*$") then
        complain("the attribute %s of <%s>", attribute, element)
      elseif attribute == "href" and not value:find("^#[%w._~:/%%-]*$") then
        complain("an address that leads out of the page: %s", value)
      elseif attribute == "http-equiv" and value ~= "Content-Security-Policy" then
        complain("the page asks for %s", value)
      end
    end
  end)
  for element, n in pairs(once) do
    if n ~= 1 then
      complain("%d times <%s>", n, element)
    end
  end
end

-- ---- XML ----

local of_junit = {
  testsuites = words("name tests failures errors skipped time"),
  testsuite = words("name tests failures errors skipped time file"),
  testcase = words("name classname file line time"),
  failure = words("message type"), error = words("message type"), skipped = words("message"),
  properties = words(""), property = words("name value"), ["system-out"] = words(""),
}

function markup.junit(text)
  tags(text, nil, function(element, attributes)
    local known = of_junit[element:gsub("^/", "")] or complain("the element <%s>", element)
    for name in pairs(attributes) do
      if not known[name] then
        complain("the attribute %s of <%s>", name, element)
      end
    end
  end)
end

-- What a workbook is made of; anything else could hold what is not there to be read.
local parts = { "^%[Content_Types%]%.xml$", "^_rels/%.rels$", "^docProps/%l+%.xml$", "^xl/workbook%.xml$",
  "^xl/styles%.xml$", "^xl/sharedStrings%.xml$", "^xl/comments%d+%.xml$", "^xl/theme/theme1%.xml$",
  "^xl/worksheets/sheet%d+%.xml$", "^xl/drawings/vmlDrawing%d+%.vml$", "%.rels$" }
local acting = words("f hyperlink hyperlinks oleObject externalReference control webPublishItem ddeLink")

--- A part of a workbook: cells are texts, which are no formula even once retyped, or numbers.
function markup.part(name, text)
  local known = false
  for _, pattern in ipairs(parts) do
    known = known or name:find(pattern) ~= nil
  end
  if not known then
    complain("what a workbook of raci's does not have")
  end
  local cell, inside
  tags(text, nil, function(element, attributes, before)
    if acting[element] then
      complain("the element <%s>", element)
    elseif element == "Relationship" and attributes.TargetMode == "External" then
      complain("it leads to %s", attributes.Target)
    elseif element == "c" then
      cell = attributes.t or "n"
      if cell ~= "inlineStr" and cell ~= "s" and cell ~= "n" then
        complain("a cell of type %s", cell)
      end
    elseif element == "/v" and cell == "n" and not tonumber(before) then
      complain("a number that is %s", before)
    elseif element == "t" then
      inside = true
    elseif element == "/t" and inside then
      inside = false
      local is_cell = name:find("worksheets/", 1, true) or name:find("sharedStrings", 1, true)
      if is_cell and before:find("^[=+@\t\r-]") then
        complain("a cell that would be a formula: %s", before)
      end
    end
  end)
end

return markup

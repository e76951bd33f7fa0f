-- strategic-guide: one strategic guide.
--
-- From: "Who Owns the Customer Experience?", Charisma Communications, 2016.
-- Holds: every department keeps its part, and one person guides the whole. That is a chief
-- experience officer, or whoever has brand advocacy, once a seat is filled. Until then it is the
-- head of marketing, standing in: better than nobody, and not for ever. What customers say among
-- themselves is watched by somebody, and departments share what their customers tell them.
-- Reads: positions.csv office, interim_until (until when a head of marketing stands in);
-- units.csv function; touchpoints.csv managed; links.csv of kind feedback.

policy { name = "strategic-guide", version = "1", scheme = "RACI" }

local GUIDES = param("guide_offices", { "cxo", "advocacy" })  -- the first that is filled guides
local MARKETING = param("marketing", "marketing")             -- the function of who stands in
local MARKETING_OFFICE = param("marketing_office", "cmo")

needs {
  { "positions.csv: office " .. MARKETING_OFFICE, "units.csv: function" },
  { "positions.csv: office " .. GUIDES[1], "positions.csv: interim_until" },
  "touchpoints.csv: managed",
  "links.csv: kind feedback",
}

include "parts/touchpoints"
include "parts/journeys"
include "parts/passages"

-- The heads of marketing: the office, or the heads of the topmost units of that function.
local function heads_of_marketing()
  local heads = { org.office(MARKETING_OFFICE) }
  if #heads > 0 then return heads end
  for unit in org.units() do
    local above = unit.parent and org.func(org.unit(unit.parent))
    if unit.func == MARKETING and above ~= MARKETING and unit:head() then
      heads[#heads + 1] = unit:head()
    end
  end
  return heads
end

-- Those who have been appointed to guide, none while no seat is filled.
local function appointed()
  for _, office in ipairs(GUIDES) do
    local filled = {}
    for _, position in ipairs { org.office(office) } do
      if not position.vacant then filled[#filled + 1] = position end
    end
    if #filled > 0 then return filled end
  end
  return {}
end

-- A head of marketing who is said to stand in guides until nobody says so any more.
local function guides()
  local standing_in, refs = {}, {}
  local marketing = heads_of_marketing()
  for _, position in ipairs(marketing) do
    if position.attr.interim_until then standing_in[#standing_in + 1] = position end
  end
  local chosen = #standing_in > 0 and standing_in or appointed()
  if #chosen == 0 then chosen = marketing end
  for i, position in ipairs(chosen) do refs[i] = "position:" .. position.key end
  return refs
end

rule "one person guides the whole" {
  on      = "enterprise",
  because = "everybody has a share in it, and somebody has to hold it together",
  when    = function() return #guides() > 0 end,
  assign  = { A = guides },
}

check "no-guide" {
  on = "enterprise", kind = "gap", severity = "error",
  because = "principles that nobody keeps are none",
  test = function(e)
    if #e.letters.A == 0 then
      return "Nobody guides the customer's experience as a whole: there is neither a chief "
        .. "experience officer nor a head of marketing to stand in."
    end
  end,
}

check "many-guides" {
  on = "enterprise", kind = "conflict", severity = "error",
  because = "two guides lead to two places",
  test = function(e)
    if #e.letters.A > 1 then
      local titles = {}
      for i, ref in ipairs(e.letters.A) do titles[i] = org.position(ref).title end
      return table.concat(titles, " and ") .. " each guide the customer's experience as a whole, "
        .. "where one should.", e.letters.A
    end
  end,
}

-- The guides of the whole who are heads of marketing, standing in.
local function interims(e)
  local found = {}
  for _, head in ipairs(heads_of_marketing()) do
    for _, ref in ipairs(e.letters.A) do
      local is_guide = org.position(ref) == head
      if is_guide and not contains(GUIDES, head.office) then found[#found + 1] = head end
    end
  end
  return found
end

-- Since when the time of somebody who stands in is over; nil while it is not.
local function over_since(head)
  local until_day = head.attr.interim_until
  if until_day and (org.days_since(until_day) or 0) > 0 then return until_day end
  local acted_until = head.acted_until
  for _, office in ipairs(GUIDES) do
    local chief = org.office(office)
    acted_until = acted_until or chief and chief.acted_until
  end
  return acted_until
end

check "interim-past-end" {
  on = "enterprise",
  because = "for now has an end",
  test = function(e)
    for _, head in ipairs(interims(e)) do
      local day = over_since(head)
      if day then
        return head.title .. " guides the whole for the time being, and that time ended on " .. day .. ".",
          head
      end
    end
  end,
}

check "interim-despite-cxo" {
  on = "enterprise", kind = "conflict",
  because = "a stand-in makes room for whom they stand in for",
  test = function(e)
    local chief = appointed()[1]
    for _, head in ipairs(interims(e)) do
      if chief then
        return head.title .. " still stands in as guide of the whole, although " .. chief.title
          .. " has been appointed.", { head, chief }
      end
    end
  end,
}

check "unwatched-touchpoint" {
  kind = "gap",
  because = "nobody writes the reviews, but somebody has to read them",
  test = function(t)
    if not t.managed and #t.letters.R == 0 then
      return "Nobody watches '" .. t.name .. "', which others say or write about the company."
    end
  end,
}

-- delegated-by-ceo: the chief executive answers, and delegates the lead.
--
-- From: "Who owns customer experience in a company?".
-- Holds: in the end the chief executive is accountable, but has too much else to do to lead;
-- so one officer leads in that name: a chief experience officer, else the one of marketing, else
-- the one of operations. It needs a champion on the board. Single touchpoints are no
-- matter of the chief executive.
-- Reads: positions.csv office, cx_champion (yes); teams.csv kind (board).

policy { name = "delegated-by-ceo", version = "1", scheme = "RACI" }

local LEADS = param("leads", { "cxo", "cmo", "coo" })  -- offices, the first that is filled
local BOARD = param("board", "board")                  -- the kind of team

needs { "positions.csv: office ceo", "teams.csv: kind " .. BOARD, "positions.csv: cx_champion" }

include "parts/touchpoints"
include "parts/journeys"
include "parts/passages"

local function lead()
  for _, office in ipairs(LEADS) do
    for _, position in ipairs { org.office(office) } do
      if not position.vacant then return "position:" .. position.key end
    end
  end
end

rule "the chief executive is accountable for the whole" {
  on      = "enterprise",
  because = "nobody else can be asked for all of it",
  when    = function() return org.office("ceo") ~= nil end,
  assign  = { A = "office:ceo" },
}

rule "one officer leads in the chief executive's name" {
  on      = "enterprise",
  because = "the chief executive has too much else to do",
  when    = function() return lead() ~= nil end,
  assign  = { R = lead },
}

check "no-board-champion" {
  on = "enterprise", kind = "gap",
  because = "without the board, what has to change does not",
  test = function()
    for team in org.teams() do
      for _, key in ipairs(team.kind == BOARD and team.members or {}) do
        if org.position(key).attr.cx_champion == "yes" then return nil end
      end
    end
    return "Nobody on the board champions the customer's experience."
  end,
}

-- Whether the position is an officer's of the company, but not the chief executive's.
local function is_officer(ref)
  local position = org.position(ref)
  return position.office ~= nil and position.office ~= "ceo"
end

check "no-delegated-lead" {
  on = "enterprise", kind = "gap",
  because = "who is accountable and does not delegate has to do it",
  test = function(e)
    local chief = org.office("ceo")
    if chief == nil or not chief:has(e, "A") then return nil end
    for _, ref in ipairs(e.letters.R) do
      if ref:starts_with("position:") and is_officer(ref) then return nil end
    end
    return chief.title .. " is accountable for the whole, and no other officer leads it.", chief
  end,
}

check "ceo-at-touchpoint" {
  because = "what comes to the chief executive every day has not been delegated",
  test = function(t)
    local chiefs, titles = {}, {}
    for _, ref in ipairs(t.letters.A) do
      local position = org.position(ref)
      if position.office == "ceo" then
        chiefs[#chiefs + 1] = position
        titles[#titles + 1] = position.title
      end
    end
    if #chiefs > 0 then
      return table.concat(titles, " and ") .. (#chiefs == 1 and " answers" or " answer") .. " for '"
        .. t.name .. "' in person.", chiefs
    end
  end,
}

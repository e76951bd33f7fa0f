-- Each finding of each governance model: an organization where it is found, and one where it
-- nearly is.

package.path = "tests/models/?.lua;tests/samples/?.lua;" .. package.path
local altered = require "altered"
local sample = require "sample"

-- Alterations of Tindale that several cases make.
local NO_CXO = { positions = { ["experience,ceo,cxo"] = "experience,ceo," } }
local CXO_VACANT = { seats = { ["cxo,mateus-quintela,holder,2020-04-01,\n"] = "" } }
local SECOND_CXO = { positions = { [1] = "cxo2,Second Chief Experience Officer,tindale,ceo,cxo,,,," } }
local SECOND_CXO_FILLED = { seats = { [1] = "cxo2,yuki-hanazawa,holder,," } }
local ONE_MARKETING = {
  units = { ["head-members,department,marketing"] = "head-members,department,sales" },
}
local CMO = {
  positions = { ["head-marketing,Head of Marketing,marketing,ceo,"] =
    "head-marketing,Head of Marketing,marketing,ceo,cmo" },
  units = { ["head-desk,department,operations"] = "head-desk,department,service" },
}
-- The head of marketing as one who stands in until a day.
local function interim(day)
  return { positions = function(text)
    return (text:gsub("([^\n]*)\n", function(line)
      local cell = line:find("^key,") and "interim_until" or line:find("^head%-marketing,") and day or ""
      return line .. "," .. cell .. "\n"
    end))
  end }
end
local function delivered_by(line, from, to)
  return { touchpoints = { [line .. "," .. from] = line .. "," .. to } }
end
local function under(model, text) return 'policy { name = "own" } include "models/' .. model .. '" '
      .. text end

local FITTING = "fitting,Fitting the bike,start,onboarding,shop,5,10"
local CHECKED = "yearly-check,Yearly check of the bike,stay,usage,shop,4,10"
local POSTER = "poster,Poster at the bus stop,choose,awareness,street,2,10"
local REPLACED = "replacement,Replacement after a theft,help,support,phone,5,40"
local WEB = { units = { [1] = "web,Web,technology,developer,team,it," },
  touchpoints = { ["marketing;technology"] = "marketing;web", ["workshop;technology"] = "workshop;web" } }
local CIO = { positions = { ["head-technology,Head of Technology,technology,ceo,"] =
  "head-technology,Head of Technology,technology,ceo,cio" } }

-- { model or policy, code, subject, alterations where it is found, and where it is not }
local cases = {
  { "strategic-guide", "no-guide", "enterprise",
    { NO_CXO, ONE_MARKETING, { units = { ["head-marketing,department,marketing"] =
      "head-marketing,department,sales" } } },
    { NO_CXO, ONE_MARKETING } },
  { "strategic-guide", "many-guides", "enterprise", { CXO_VACANT }, { CXO_VACANT, ONE_MARKETING } },
  { "strategic-guide", "many-guides", "enterprise", { SECOND_CXO, SECOND_CXO_FILLED },
    { SECOND_CXO } },
  { "strategic-guide", "interim-past-end", "enterprise",
    { NO_CXO, ONE_MARKETING, CMO, interim "2026-11-30" }, { NO_CXO, ONE_MARKETING, CMO,
      interim "2026-12-01" } },
  { "strategic-guide", "interim-past-end", "enterprise",
    { NO_CXO, ONE_MARKETING, { seats = { ["perpetua-oduya,holder,2022-06-01,"] =
      "perpetua-oduya,acting,2022-06-01,2026-12-01" } } },
    { NO_CXO, ONE_MARKETING, { seats = { ["perpetua-oduya,holder,2022-06-01,"] =
      "perpetua-oduya,acting,2022-06-01,2026-12-02" } } } },
  { "strategic-guide", "interim-past-end", "enterprise",
    { ONE_MARKETING, { seats = { ["mateus-quintela,holder,2020-04-01,"] =
      "mateus-quintela,acting,2020-04-01,2026-10-01" } } },
    { ONE_MARKETING, { seats = { ["mateus-quintela,holder,2020-04-01,"] =
      "mateus-quintela,holder,2020-04-01,2026-10-01" } } } },
  { "strategic-guide", "interim-despite-cxo", "enterprise",
    { CXO_VACANT, interim "2027-06-30", { positions = { ["members,ceo,,"] = "members,ceo,advocacy," } } },
    { CXO_VACANT, { positions = { ["members,ceo,,"] = "members,ceo,advocacy," } } } },
  { "strategic-guide", "interim-despite-cxo", "enterprise", { interim "2027-06-30" },
    { CXO_VACANT, interim "2027-06-30" } },
  { "strategic-guide", "feedback-silo", "touchpoint:call-survey",
    { { links = { ["call-survey,help-call"] = "call-survey,renewal" },
      team_members = { ["help-team,head-members\n"] = "" } } },
    { { links = { ["call-survey,help-call"] = "call-survey,renewal" } } } },
  { "strategic-guide", "unwatched-touchpoint", "touchpoint:gossip",
    { { touchpoints = { [1] = "gossip,What is said at the school gate,choose,awareness,,2,60,,,no," } } },
    { { touchpoints = { [1] = "gossip,What is said at the school gate,choose,awareness,,2,60,,,," } } } },

  { "department-tests", "disqualified", "touchpoint:yearly-check",
    { delivered_by(CHECKED, "workshop", "marketing") }, { delivered_by(CHECKED, "workshop", "members") } },
  { "department-tests", "disqualified", "touchpoint:poster", { CMO, delivered_by(POSTER, "marketing",
      "desk") },
    { delivered_by(POSTER, "marketing", "desk") } },
  { "department-tests", "disqualified", "touchpoint:renewal",
    { ONE_MARKETING, { positions = { [",,,,retention,"] = ",,,,acquisition," } } }, { ONE_MARKETING } },

  { "delegated-by-ceo", "no-board-champion", "enterprise",
    { { positions = { ["chair,,,,,yes"] = "chair,,,,,",
      ["experience,cxo,,,,,"] = "experience,cxo,,,,,yes" } } },
    { { teams = { ["board,Board,board,chair"] = "board,Board,board,board-members-voice" } } } },
  { "delegated-by-ceo", "no-delegated-lead", "enterprise", { CXO_VACANT }, { CXO_VACANT, CMO } },
  { "delegated-by-ceo", "ceo-at-touchpoint", "touchpoint:fitting",
    { delivered_by(FITTING, "workshop", "tindale") }, { delivered_by(FITTING, "workshop",
      "tindale;workshop") } },

  { "lifecycle-split", "stage-unmapped", "stage:second-hand",
    { { stages = { [1] = "second-hand,Second hand,9" }, touchpoints = { ["recommend,Recommending us to a "
      .. "neighbour,stay,advocacy"] = "recommend,Recommending us to a neighbour,stay,second-hand" } } },
    { { stages = { [1] = "second-hand,Second hand,9" } } } },
  { "lifecycle-split", "stage-answered-elsewhere", "touchpoint:yearly-check",
    { delivered_by(CHECKED, "workshop", "finance") }, { delivered_by(CHECKED, "workshop",
      "finance;workshop") } },
  -- A department of no function is not one of another function.
  { "lifecycle-split", "stage-answered-elsewhere", "touchpoint:yearly-check",
    { delivered_by(CHECKED, "workshop", "finance") }, { delivered_by(CHECKED, "workshop", "finance"),
      { units = { ["cfo,department,finance"] = "cfo,department," } } } },
  -- The unit itself has the letter, and nobody is in it.
  { "lifecycle-split", "retention-without-operations", "touchpoint:renewal",
    { { team_members = { ["stay-team,head-workshop\nstay-team,head-desk\n"] = "" } } },
    { { team_members = { ["stay-team,head-workshop\nstay-team,head-desk\n"] = "" },
      units = { [1] = "depot,Depot,tindale,,department,operations," },
      stated = { [1] = "renewal,I,unit:depot,so" } } } },
  { "lifecycle-split", "retention-without-operations", "touchpoint:renewal",
    { { team_members = { ["stay-team,head-workshop\nstay-team,head-desk\n"] = "" } } },
    { { team_members = { ["stay-team,head-workshop\n"] = "" } } } },

  { "journey-teams", "one-function-leads", "enterprise",
    { { journeys = { ["start,First rides,head-workshop"] = "start,First rides,head-marketing" } } },
    { { journeys = { ["start,First rides,head-workshop"] = "start,First rides,cfo" } } } },
  { "journey-teams", "one-function-leads", "enterprise",
    { { journeys = { ["getting help,head-desk"] = "getting help,head-members" } } },
    { { journeys = "key,name,lead,team\nchoose,A,head-marketing,choose-team\nstart,B,head-marketing,"
      .. "start-team\nhelp,Help,head-marketing,help-team\n",
      touchpoints = "key,name,journey,units\nposter,Poster,choose,marketing\n", links = "from,to,kind\n",
      stated = "touchpoint,letter,holder\n", mandates = "position,scope\n" } } },
  { "journey-teams", "passage-between-leads", "handoff:contract->fitting",
    { { links = { [1] = "contract,fitting,handoff" } } },
    { { links = { [1] = "contract,fitting,handoff" },
      journeys = { ["start,First rides,head-workshop"] = "start,First rides,head-marketing" } } } },
  { "journey-teams", "journey-without-lead", "journey:start",
    { { journeys = { ["start,First rides,head-workshop"] = "start,First rides," } } }, {} },
  { "journey-teams", "journey-not-cross-functional", "journey:start",
    { { touchpoints = { ["workshop;technology"] = "workshop" } } }, {} },

  { "empowered-chief", "chief-vacant", "enterprise", { CXO_VACANT }, { NO_CXO } },
  { "empowered-chief", "chief-vacant", "enterprise", { CXO_VACANT, SECOND_CXO },
    { CXO_VACANT, SECOND_CXO, SECOND_CXO_FILLED } },
  { "empowered-chief", "seam-without-chief", "handoff:price-page->contract", { NO_CXO }, {} },
  { under("empowered-chief", [[exception "prices" { on = "handoff", because = "so",
    match = { from = { key = "price-page" } }, assign = { A = "office:cfo" } }]]),
    "seam-without-chief", "handoff:price-page->contract", {},
    policy = under("empowered-chief", [[exception "prices" { on = "handoff", because = "so",
    match = { from = { key = "price-page" } }, assign = { A = "position:researcher" } }]]) },
  { "empowered-chief", "channel-not-walked", "channel:app",
    { { walks = { ["app,2026-10-20"] = "app,2026-09-01" } } },
      { { walks = { ["app,2026-10-20"] = "app,2026-09-02" } } } },
  { "empowered-chief", "channel-not-walked", "channel:app",
    { { walks = { ["researcher,app"] = "developer,app" } } },
      { { walks = { ["researcher,app"] = "cxo,app" } } } },

  { "marketing-led", "two-chiefs", "enterprise", { CMO }, { CMO,
      { mandates = { ["cxo,*"] = "cxo,stage:usage" } } } },
  { "marketing-led", "responsibility-spread", "enterprise", { CMO },
    { CMO, { journeys = { ["head-workshop"] = "head-marketing", ["head-desk"] = "head-marketing",
      ["head-members"] = "campaigner" } } } },
  { "marketing-led", "campaign-untold", "touchpoint:poster",
    { CMO, { team_members = { ["choose-team,head-desk\n"] = "" } } }, { CMO } },
  { "marketing-led", "campaign-unstaffed", "touchpoint:poster",
    { CMO, { positions = { ["desk,ceo,,,yes"] = "desk,ceo,,,",
      ["finance,cfo,,,"] = "finance,cfo,,,yes" } } }, { CMO } },
  { "marketing-led", "promise-unheard", "touchpoint:poster",
    { CMO, { links = { ["poster,fitting"] = "poster,renewal" } } }, { CMO } },

  { "possess-and-power", "powerless-accountable", "touchpoint:test-ride",
    { { mandates = { ["head-marketing,journey:choose,2024-01-01,\n"] = "" } } }, {} },
  { "possess-and-power", "owner-without-power", "position:head-marketing", { CMO },
    { CMO, { mandates = { ["head-marketing,journey:choose"] = "head-marketing,*" } } } },
  { "possess-and-power", "hijacker-without-letter", "touchpoint:invoice",
    { { team_members = { ["help-team,cfo\n"] = "" } } },
    { { team_members = { ["help-team,cfo"] = "help-team,bookkeeper" } } } },

  { "empowered-cxo", "cxo-cannot-change", "touchpoint:poster",
    { { mandates = { ["cxo,*"] = "cxo,stage:support" } } },
      { { mandates = { ["cxo,*"] = "cxo,stage:awareness" } } } },
  { "empowered-cxo", "officer-unlinked", "position:head-technology",
    { WEB, CIO, { team_members = { ["choose-team,head-technology\n"] = "",
      ["start-team,head-technology\n"] = "" } } },
    { WEB, CIO } },
  { "empowered-cxo", "cx-overridden", "touchpoint:fitting",
    { { stated = { [1] = "fitting,A,position:courier," } } },
    { { stated = { [1] = "yearly-check,A,position:courier,the ferry" } } } },
  { "empowered-cxo", "cx-overridden", "touchpoint:yearly-check",
    { { stated = { [1] = "yearly-check,A,position:courier," } } },
    { { stated = { [1] = "yearly-check,A,position:courier,he has the keys" } } } },
  { under("empowered-cxo", [[rule "mine" { overrides = "a moment of truth is agreed with the department",
    match = { key = "fitting" }, assign = { A = "position:head-workshop" } }]]),
    "cx-overridden", "touchpoint:fitting", {},
    policy = under("empowered-cxo",
      [[rule "mine" { overrides = "a moment of truth is agreed with the department",
    because = "the insurer asks for it", match = { key = "fitting" },
      assign = { A = "position:head-workshop" } }]]) },
  -- By its tier alone.
  { under("empowered-cxo", [[rule "mine" { match = { key = "yearly-check" },
    assign = { A = "position:courier" } }]]), "cx-overridden", "touchpoint:yearly-check", {},
    policy = under("empowered-cxo", [[rule "mine" { because = "so", match = { key = "yearly-check" },
    assign = { A = "position:courier" } }]]) },
  { "empowered-cxo", "incentive-contrary", "position:head-desk",
    { { positions = { ["desk,ceo,,,yes,customer-satisfaction"] = "desk,ceo,,,yes,call-time" } } },
    { { positions = { ["desk,head-desk,,yes,,,"] = "desk,head-desk,,yes,,call-time," } } } },
  { "empowered-cxo", "disputed", "touchpoint:invoice",
    { { disputes = "subject,letter,by,claims\ntouchpoint:invoice,A,position:cxo,position:cfo\n" } }, {} },

  { under("shared-responsibility", "params { blame_share = 0.29 }"), "single-point-of-blame",
      "position:head-marketing",
    {}, policy = under("shared-responsibility", "params { blame_share = 0.3 }") },
  -- Without an A: a single letter, and the same beside another's.
  { under("shared-responsibility", [[rule "alone" { because = "so", match = { key = "bell" },
    assign = { R = "position:mechanic" } }]]), "single-point-of-blame", "position:mechanic",
    { { touchpoints = { [1] = "bell,The bell,,usage,,1,,,,," } } },
    policy = under("shared-responsibility", [[rule "alone" { because = "so", match = { key = "bell" },
    assign = { R = { "position:mechanic", "position:head-workshop" } } }]]) },
  { under("shared-responsibility", [[exception "alone" { because = "so", match = { key = "bell" },
    assign = { R = "position:head-workshop" } }]]), "single-point-of-blame", "position:head-workshop",
    { { touchpoints = { [1] = "bell,The bell,,usage,,1,,workshop,,," } } },
    near = { { touchpoints = { [1] = "bell,The bell,start,usage,,1,90,workshop,,," } } } },
  { "shared-responsibility", "accountable-below-leadership", "touchpoint:delivery",
    { { units = { ["tindale,head-workshop"] = "tindale,courier" }, positions = {
      ["workshop,ceo"] = "workshop,head-desk" } } },
    { { units = { ["tindale,head-workshop"] = "tindale,courier" } } } },
  { "shared-responsibility", "no-role", "position:greeter",
    { { positions = { [1] = "greeter,Greeter,experience,cxo,,yes,,," },
      seats = { [1] = "greeter,yuki-hanazawa,holder,," } } },
    { { positions = { [1] = "greeter,Greeter,experience,cxo,,,,," },
      seats = { [1] = "greeter,yuki-hanazawa,holder,," } } } },
  { "shared-responsibility", "recovery-in-one-department", "touchpoint:replacement",
    { delivered_by(REPLACED, "desk;workshop;finance", "desk") },
    { delivered_by(REPLACED, "desk;workshop;finance", "desk;finance") } },
}

-- lua model_findings.lua RACI [EVERY]
for i = 1, #cases, tonumber(arg[2] or "1") do
  local case = cases[i]
  local policy, code, subject = case[1], case[2], case[3]
  local finding = altered.find(altered.check(policy, table.unpack(case[4])), code, subject)
  if not finding then
    sample.problem("case %d: %s is not found on %s", i, code, subject)
  elseif not finding.message:find("^%S[^\n]*%.$") then
    sample.problem("case %d: no sentence: %s", i, finding.message)
  end
  local near = case.near or case[5] or case[4]
  if altered.find(altered.check(case.policy or policy, table.unpack(near)), code, subject) then
    sample.problem("case %d: %s is found on %s where it should not be", i, code, subject)
  end
  if code == "disputed" and finding then
    sample.equal(finding.escalate.to, "position:ceo", "who decides where the CXO is a party")
  end
end

sample.done()

-- Functions of random policies, as Lua source: conditions, holders, and tests of own checks.

local organizations = require "generate_organization"

local functions = {}

local function quoted(text)
  return ("%q"):format(text)
end

local WHENS = {
  "return t.criticality ~= nil and t.criticality >= 3",
  "return t.criticality > 2",
  "return t.criticality == 4 or t.stage == $stage",
  "return t:has_tag('vip')",
  "return not t:has_tag('new')",
  "return t:delivered_under($unit)",
  "return t.attr.region == 'us'",
  "return #t.units > 1",
  "return #t.tags == 0",
  "return t.units[1] == $unitkey",
  "return t.kind == 'touchpoint'",
  "return t.journey == nil",
  "return t.channel ~= nil",
  "return t.moment_of_truth",
  "return not t.managed",
  "return t.kind == 'handoff' and t.from.stage ~= t.to.stage",
  "return t.from.channel == t.to.channel",
  "return org.position($poskey) ~= nil and org.position($poskey).vacant",
  "local p = org.position($poskey) return p and p:under($position)",
  "local u = org.unit($unitkey) return u ~= nil and u:head() ~= nil",
  "for _, k in ipairs(t.units) do if k == $unitkey then return true end end",
  "local n = 0 for p in org.positions() do if p.vacant then n = n + 1 end end return n > 2",
  "if t.order then return t.order < 6 end",
  "",
  "local p = org.position($poskey) return p ~= nil and p:commands($holder, t)",
  "local p = org.position($poskey) return p ~= nil and p:commands($holder)",
  "local p = org.position($poskey) return p and #p:holders() > 1",
  "local p = org.position($poskey) return p and p.reports_to == $poskey",
  "local p = org.position($poskey) return p and (p.unit == $unitkey or p.office == 'cxo')",
  "local p = org.office('cxo') return p ~= nil and not p.vacant",
  "local u = org.unit($unitkey) return u and (u.kind == 'department' or u:under($unit))",
  "local u = org.unit($unitkey) return u and u.parent == $unitkey",
  "local s = '' for u in org.units() do s = s .. u.key end return s < 'l'",
  "return org.person('ann') ~= nil and org.team('squad') ~= nil",
  "return t.tags[1] == 'vip'",
  "return nil",
  "return 1",
  "return 'yes'",
  "return t.stagee == nil",
  "error('no')",
}

local EXPRESSIONS = {
  "return $reference",
  "return { $reference, $reference }",
  "if t.stage == $stage then return $reference end",
  "if t.criticality then return { $reference } end",
  "return nil",
  "return {}",
  "return 'unit:' .. t.units[1]",
  "return 'office:cxo'",
  "return head_of_delivering_unit()",
  "return { $reference, journey_lead() }",
  "local u = org.unit($unitkey) local h = u and u:head() return h and 'position:' .. h.key or nil",
  "local r = {} for i, k in ipairs(t.units) do r[i] = 'unit:' .. k end return r",
  "return 'unit:nowhere'",
  "return 'nobody'",
  "return 3",
  "return t.nosuch",
  "return nil .. 'x'",
  "while true do end",
}

-- Tests of checks, by what they range over.
local TESTS = {
  touchpoint = {
    "if #t.letters.$A == 0 then return 'nobody on ' .. t.name end",
    "if #t.letters.$A > 1 then return 'several', t.letters.$A end",
    "local l = org.letters(t) if #l.$R + #l.$A == 0 then return 'silent', { $reference } end",
    "if t.moment_of_truth and t.letters.$A[1] then return 'true', t.letters.$A[1] end",
    "for _, u in ipairs(t.units) do if #org.unit(u):letters('$R') == 0 then " ..
      "return 'idle ' .. u, 'unit:' .. u end end",
    "local s = '' for l in org.links() do if l.from == t.key then s = s .. l.kind .. l.to end " ..
      "end if s ~= '' then return s end",
    "if t.reviewed_on and t.reviewed_on < '2025-07-01' then return t.reviewed_on end",
    "return table.concat(t.letters.$R, ' ') .. '.', t.letters.$R",
    "return t.nosuch", "return #t.letters.Q", "error('no')", "return 3", "return 'x', 'nobody'",
    "return 'x', 7", "return nil", "", "return 'y', $reference", "return 'x', 'unit:nowhere'",
    "return nil, $reference", "while true do end" },
  handoff = {
    "if t.from.letters.$A[1] ~= t.to.letters.$A[1] then return 'passage', t.from.letters.$A end",
    "if #t.letters.$A == 0 then return t.from.key .. ' to ' .. t.to.key end",
    "if #org.letters(t.from).$R > 0 then return 'worked on', org.letters(t.from).$R end" },
  journey = {
    "if t.lead == nil then return 'no lead' end",
    "if t.team then return 'of ' .. t.team, 'team:' .. t.team end",
    "local n = 0 for s in org.touchpoints() do if s.journey == t.key then " ..
      "n = n + #s.letters.$A end end if n < 2 then return n .. ' hold it' end",
    "if #t.letters.$A == 0 then return 'nobody' end" },
  unit = {
    "local l = t:letters('$R') if #l > 1 then return table.concat(l, ' '), 'unit:' .. t.key end",
    "if t:head() == nil then return 'no head of ' .. t.name end",
    "local h = t:head() if h and h.vacant then return 'vacant', 'position:' .. h.key end",
    "if t.parent and t:under($unit) then return t.parent end" },
  position = {
    "local n = #t:letters('$A') if n > 0 then return n .. ' of them', 'position:' .. t.key end",
    "if t.vacant and t.reports_to then return 'vacant under ' .. t.reports_to end",
    "if #t:holders() > 1 then return 'shared' end",
    "for m in org.mandates() do if m.position == t.key then return m.scope end end",
    "for w in org.walks() do if w.position == t.key then return w.channel .. w.date end end",
    "if #t.dotted_to > 0 then return 'also ' .. t.dotted_to[1] end",
    "return t:letters('Q')[1]", "return t.letters('$A')" },
  person = {
    "if #t:letters('$R') > 0 then return t.name .. ' works', 'person:' .. t.key end",
    "return t.name" },
  channel = {
    "for s in org.touchpoints() do if s.channel == t.key and #s.letters.$A == 0 then " ..
      "return 'nobody on ' .. s.key end end",
    "return t.name, $reference" },
  stage = {
    "local n = 0 for s in org.touchpoints() do if s.stage == t.key then n = n + 1 end end " ..
      "if n > 1 then return n .. ' in ' .. t.name end",
    "if t.order > 1 then return 'late' end" },
  enterprise = {
    "local n = 0 for p in org.positions() do n = n + #p:letters('$A') end " ..
      "if n > 3 then return 'so many: ' .. n end",
    "local s = '' for j in org.journeys() do s = s .. j.key end for c in org.channels() do " ..
      "s = s .. c.key end for g in org.stages() do s = s .. g.key end return s .. '.'",
    "local s = '' for p in org.people() do s = s .. p.key end for m in org.teams() do " ..
      "s = s .. m.key .. #m:letters('$R') end for u in org.units() do s = s .. u.key end " ..
      "return s .. '.'",
    "local u = org.team('squad') if u and #u:letters('$R') > 0 then " ..
      "return 'squad', 'team:squad' end",
    "if #t.letters.$A == 0 then return 'nobody' end" },
}
functions.CHECKED = { "touchpoint", "touchpoint", "touchpoint", "handoff", "journey", "unit",
  "position", "position", "person", "channel", "stage", "enterprise" }

local function filled(random, keys, template)
  local function fill(word)
    if word == "reference" then return quoted(organizations.reference(random, keys)) end
    if word == "holder" then
      local reference = organizations.reference(random, keys)
      if reference:find("^office:") then reference = "position:" .. random:pick(keys.position) end
      return quoted(reference)
    end
    if word == "position" then return quoted("position:" .. random:pick(keys.position)) end
    if word == "poskey" then return quoted(random:pick(keys.position)) end
    if word == "unit" then return quoted("unit:" .. (random:pick(keys.unit) or "none")) end
    if word == "unitkey" then return quoted(random:pick(keys.unit) or "none") end
    return quoted(random:pick(keys.stage) or "none")
  end
  return "function(t) " .. template:gsub("%$(%l+)", fill) .. " end"
end

-- One of a list of templates; one that never ends is rare, for it is slow.
local function from_template(random, keys, templates)
  local template = random:pick(templates)
  if template:find("while", 1, true) and random:chance(90) then template = "return nil" end
  return filled(random, keys, template)
end

-- A condition of a rule.
function functions.when(random, keys)
  return from_template(random, keys, WHENS)
end

-- A holder expression.
function functions.expression(random, keys)
  return from_template(random, keys, EXPRESSIONS)
end

-- The test of a check over things of a kind. Every scheme has an A but not everyone an R.
function functions.test(random, keys, on)
  local source = from_template(random, keys, TESTS[on])
  return (source:gsub("%$[AR]", { ["$A"] = "A", ["$R"] = random:pick { "R", "A", "I", "C" } }))
end

return functions

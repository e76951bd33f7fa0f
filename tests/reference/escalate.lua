-- Escalation: to whom a finding goes, and who was passed over and why.

local decisions = require "decisions"

local escalate = {}

local NEVER = { ["no-ceo"] = true, ["no-cxo"] = true, ["no-final-arbiter"] = true }

local function contains(list, element)
  for _, each in ipairs(list or {}) do
    if each == element then return true end
  end
  return false
end

-- Every conflict and gap of severity error, and what `escalation {}` adds, less what it takes.
function escalate.wanted(policy, finding)
  if NEVER[finding.code] then return false end
  if contains(policy.escalation.never, finding.code) then return false end
  if contains(policy.escalation.also, finding.code) then return true end
  return finding.severity == "error" and (finding.kind == "conflict" or finding.kind == "gap")
end

-- Why somebody cannot take a finding; nil where they can.
local function obstacle(org, position, finding)
  if org:vacant(position) then return "vacant" end
  if contains(finding.parties, "position:" .. position) then return "party" end
  return nil
end

local function keys_of(references)
  local keys = {}
  for i, reference in ipairs(references) do keys[i] = reference:match("^position:(.*)$") end
  return keys
end

local function officers(org, office)
  local found = org:positions_with_office(office)
  if decisions.officers == "first" then return { found[1] } end
  return found
end

-- Sets `finding.escalate` to { to = "position:…" or nil, path = { { to, skipped } … } }.
function escalate.route(org, policy, finding)
  local path, tried = {}, {}
  local function pass_over(to, reason)
    if not tried[to] then path[#path + 1] = { to = to, skipped = reason } end
    tried[to] = true
  end
  local function decided(position)
    finding.escalate = { to = position and "position:" .. position, path = path }
  end

  if policy.escalation.first == "lowest_common_superior" then
    local common = org:lowest_common_superior(keys_of(finding.parties))
    if common and (#finding.parties > 1 or decisions.contenders == "one") then
      local reason = obstacle(org, common, finding)
      if not reason then return decided(common) end
      pass_over("position:" .. common, reason)
    end
  end

  -- 1. the CXO
  local subject = org:subject_of(finding.subject)
  local chiefs = officers(org, "cxo")
  if #chiefs == 0 then pass_over("office:cxo", "absent") end
  for _, chief in ipairs(chiefs) do
    local reason = obstacle(org, chief, finding)
    if not reason and finding.subject == "position:" .. chief then -- about their own seat
      reason = "party"
    end
    if not reason and #org.mandates > 0 and not org:has_mandate_over(chief, subject) then
      reason = "no-mandate"
    end
    if not reason then return decided(chief) end
    pass_over("position:" .. chief, reason)
  end

  -- 2. the CEO, who decides even as a party; 3. nobody
  local arbiters = officers(org, "ceo")
  if #arbiters == 0 then pass_over("office:ceo", "absent") end
  for _, arbiter in ipairs(arbiters) do
    if not org:vacant(arbiter) then return decided(arbiter) end
    pass_over("position:" .. arbiter, "vacant")
  end
  return decided(nil)
end

return escalate

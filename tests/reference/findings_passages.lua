-- The core checks of what is between touchpoints: handoffs, links, journeys, channels.

local organization = require "organization"
local report = require "report"

local every, joined, keys_of = report.every, report.joined, report.keys_of

-- Whether two touchpoints both have an A, and the sets of their A's departments differ.
local function answered_apart(self, a, b)
  local org, one, other = self.org, self:accountable(a), self:accountable(b)
  return #one > 0 and #other > 0
    and not org.same_set(org:departments_of_positions(keys_of(one)),
      org:departments_of_positions(keys_of(other)))
end

-- Whether none of these has a letter, other than some, on a subject.
local function strangers(self, list, subject, but)
  return every(list, function(x) return not self:has_letter(x, subject, nil, but) end)
end

local function handoffs(self, handoff)
  local from, to = handoff.from, handoff.to
  if not answered_apart(self, from, to) then return end
  local parties = joined(self:accountable(from), self:accountable(to))
  if #self:accountable(handoff) == 0 then
    self:add("unowned-handoff", handoff.ref, { parties = parties })
  end
  local but = { [self.A] = true, [self.R] = true }
  if strangers(self, self:accountable(from), to, but)
    and strangers(self, self:accountable(to), from, but) then
    self:add("silent-handoff", handoff.ref, { parties = parties })
  end
end

local LINK_CHECKS = { feedback = "feedback-silo", promise = "promise-unheard" }

-- t2 has a holder of A or R, and none of them has a letter on t1.
local function links(self)
  for _, link in ipairs(self.org.links) do
    local code = LINK_CHECKS[link.kind]
    local t1, t2 = self.org.touchpoints[link.from], self.org.touchpoints[link.to]
    if code and t1 and t2 then
      local list = joined(self:accountable(t2), self:responsible(t2))
      if #list > 0 and strangers(self, list, t1) then
        self:add(code, t1.ref, { discriminator = t2.ref, parties = list })
      end
    end
  end
end

local function journey_leads(self, journey)
  local list, lead = self:accountable(journey), journey.lead
  if not lead and #list == 0 then
    local cell = self:cell(journey, self.A)
    self:add("journey-without-lead", journey.ref, { rules = report.rules_of_gap(cell) })
  elseif lead and #list > 0 and not (#list == 1 and list[1] == "position:" .. lead) then
    self:add("lead-disagrees", journey.ref, { parties = joined(list, { "position:" .. lead }),
      rules = self:cell(journey, self.A).winners })
  end
end

-- All holders of A and R on the journey's touchpoints (of two or more touchpoints that have
-- some) are of one department, of two or more in the organization.
local function one_department(self, journey)
  local list, some = {}, 0
  for _, key in ipairs(self.org:run_of(journey.key)) do
    local touchpoint = self.org.touchpoints[key]
    local own = joined(self:accountable(touchpoint), self:responsible(touchpoint))
    if #own > 0 then some = some + 1 end
    list = joined(list, own)
  end
  if some >= 2 and #self.org:departments() >= 2
    and #self.org:departments_of_holders(list) == 1 then
    self:add("journey-not-cross-functional", journey.ref, { parties = list })
  end
end

-- Whether two touchpoints of a journey and stage make it uneven.
local function uneven(self, a, b)
  return a.stage and a.stage == b.stage and a.channel and b.channel and a.channel ~= b.channel
    and answered_apart(self, a, b) and strangers(self, self:accountable(a), b)
    and strangers(self, self:accountable(b), a)
end

local function uneven_channels(self, journey)
  local run, parties = self.org:run_of(journey.key), {}
  for i, one in ipairs(run) do
    for j = i + 1, #run do
      local a, b = self.org.touchpoints[one], self.org.touchpoints[run[j]]
      if uneven(self, a, b) then
        parties[a.stage] = joined(parties[a.stage] or {},
          joined(self:accountable(a), self:accountable(b)))
      end
    end
  end
  for _, stage in ipairs(organization.sorted_keys(parties)) do
    self:add("uneven-channels", journey.ref, { discriminator = "stage:" .. stage,
      parties = parties[stage] })
  end
end

return function(self)
  for _, subject in ipairs(self.org.subjects) do
    if subject.kind == "handoff" then handoffs(self, subject) end
    if subject.kind == "journey" then
      journey_leads(self, subject)
      one_department(self, subject)
      uneven_channels(self, subject)
    end
  end
  links(self)
end

-- Counts what a run of random cases has reached, so that a generator that no longer reaches
-- something is noticed.

local findings = require "findings"
local match = require "match"
local organization = require "organization"
local policies = require "policy"

local coverage = {}
coverage.__index = coverage

-- Features, a space after each; those of one kind share a prefix.
local function words(prefix, text)
  local list = {}
  for word in text:gmatch("%S+") do list[#list + 1] = prefix .. word end
  return list
end

local DIMENSIONS = "key journey stage channel unit tag criticality moment_of_truth managed attr " ..
  "from to crosses_departments"
local FORMS = "position unit team person office list function delivering_units " ..
  "head_of_delivering_unit head_of manager_of journey_lead team_of_journey lead_of"

coverage.FEATURES = {
  words("wins: ", "default rule exception ruling law stated:rule stated:exception"),
  words("overridden: ", "default rule exception ruling law"),
  words("beaten ", "by-tier by-name by-chain through-another-tier"),
  words("on ", "touchpoint handoff journey enterprise"),
  words("holds: ", DIMENSIONS), words("fails: ", DIMENSIONS),
  words("value: ", "one list except range"), words("when: ", "true false failed"),
  words("not valid: ", "yet any-longer"),
  words("gives: ", FORMS), words("unresolved: ", FORMS),
  words("bans: ", FORMS .. " under"), words("demands: ", FORMS .. " under"),
  words("banned: ", "kept removed contested mixed"),
  words("demand ", "met missing waived"), words("letter ", "A R C I S D P V O"),
  words("path: ", "absent vacant party no-mandate"),
  words("escalates to ", "cxo ceo superior nobody"),
  words("organization: ", "two-rows absent-row several-journeys link-handoff two-chiefs cco " ..
    "no-unit acting delegate empty-list"),
  { "scheme", "joint", "include", "invalid policy", "A_implies_R", "accepted", "own check",
    "own check failed", "cause" },
  words("scheme: ", "RASCI RACI-VS CAIRO DACI RAPID LOOSE DRIVEN"),
  words("check on ", "touchpoint handoff journey unit position person channel stage enterprise"),
}

for code in pairs(findings.CODES) do
  table.insert(coverage.FEATURES, { "finding: " .. code })
end

function coverage.new()
  return setmetatable({ counts = {}, policies = 0 }, coverage)
end

function coverage:reached(feature)
  self.counts[feature] = (self.counts[feature] or 0) + 1
end

local function form_of(expression)
  if type(expression) == "string" then return (organization.split(expression)) end
  if type(expression) == "function" then return "function" end
  return expression.make or "list"
end

-- Rules -----------------------------------------------------------------------------------

local function value_form(value)
  if type(value) ~= "table" then return "one" end
  if value.except then return "except" end
  if value.min or value.max then return "range" end
  return "list"
end

function coverage:dimensions(org, dimensions, subject)
  for name, value in pairs(dimensions) do
    local holds = match.dimension(org, name, value, subject)
    self:reached((holds and "holds: " or "fails: ") .. name)
    if name == "from" or name == "to" then
      self:dimensions(org, value, subject[name])
    elseif name ~= "attr" then
      self:reached("value: " .. value_form(value))
    end
  end
end

function coverage:rule(run, rule)
  local org = run.org
  if rule.from and org.date < rule.from then self:reached "not valid: yet" end
  if rule.to and org.date >= rule.to then self:reached "not valid: any-longer" end
  if rule.joint then self:reached "joint" end
  if run.failed[rule.name] and rule.when then self:reached "when: failed" end
  for _, subject in ipairs(org.subjects) do
    if subject.kind == rule.on then self:dimensions(org, rule.match, subject) end
  end
end

-- Cells -----------------------------------------------------------------------------------

local function direct(by, rule)
  for _, name in ipairs(by.overrides) do
    if name == rule.name then return true end
  end
  return false
end

local function other_tier_between(run, by, rule)
  for name in pairs(by.beats) do
    local between = run.policy.by_name[name]
    if between.beats[rule.name] and between.tier ~= rule.tier then return true end
  end
  return false
end

function coverage:winners(run, cell)
  for _, winner in ipairs(cell.winners) do
    self:reached("wins: " .. winner.tier)
    if winner.row and winner.tier ~= "ruling" then self:reached("wins: stated:" .. winner.tier) end
    self:reached("gives: " .. form_of(winner.assign[cell.letter]))
  end
  for _, beaten in ipairs(cell.overridden) do
    self:reached("overridden: " .. beaten.rule.tier)
    if policies.TIERS[beaten.by.tier] > policies.TIERS[beaten.rule.tier] then
      self:reached "beaten by-tier"
    elseif direct(beaten.by, beaten.rule) then
      self:reached "beaten by-name"
    else
      self:reached "beaten by-chain"
      if other_tier_between(run, beaten.by, beaten.rule) then
        self:reached "beaten through-another-tier"
      end
    end
  end
  for _, winner in ipairs(cell.unresolved) do
    self:reached("unresolved: " .. form_of(winner.assign[cell.letter]))
  end
end

function coverage:cell(run, cell)
  self:winners(run, cell)
  if #cell.holders > 0 then self:reached("letter " .. cell.letter) end
  for _, each in ipairs(cell.fates) do
    local kinds = 0
    for kind in pairs(each.banned and each.fates or {}) do
      self:reached("banned: " .. kind)
      kinds = kinds + 1
    end
    if kinds > 1 then self:reached "banned: mixed" end
  end
  for _, rule in ipairs(cell.applicable) do
    local ban, demand = rule.forbid[cell.letter], rule.require[cell.letter]
    if ban ~= nil then self:reached("bans: " .. form_of(ban)) end
    if demand ~= nil then self:reached("demands: " .. form_of(demand)) end
  end
  for feature, list in pairs { met = cell.met, missing = cell.missing, waived = cell.waived } do
    for _ = 1, #list do self:reached("demand " .. feature) end
  end
end

function coverage:subject(run, subject)
  local applicable
  for _, cell in pairs(run.cells[subject.ref]) do
    applicable = cell.applicable
    self:cell(run, cell)
  end
  local applies = {}
  for _, rule in ipairs(applicable) do
    applies[rule] = true
    self:reached("on " .. rule.on)
  end
  for _, rule in ipairs(run.policy.rules) do
    if rule.when and rule.on == subject.kind and match.holds(run.org, rule.match, subject) then
      self:reached(applies[rule] and "when: true" or "when: false")
    end
  end
end

-- Findings and the organization -----------------------------------------------------------

function coverage:escalation(org, policy, finding)
  for _, step in ipairs(finding.escalate.path) do self:reached("path: " .. step.skipped) end
  local position = finding.escalate.to and org.positions[finding.escalate.to:match(":(.*)$")]
  local office = position and position.office
  if not position then
    self:reached "escalates to nobody"
  elseif policy.escalation.first and #finding.escalate.path == 0 and office ~= "cxo" then
    self:reached "escalates to superior"
  elseif office == "cxo" or office == "ceo" then
    self:reached("escalates to " .. office)
  end
end

function coverage:organization(tables, org)
  for _, rows in pairs(tables) do
    local seen = {}
    for _, row in ipairs(rows) do
      if row.key and seen[row.key] then self:reached "organization: two-rows" end
      if row.key then seen[row.key] = true end
      if row.from and org.date < row.from or row.to and row.to <= org.date then
        self:reached "organization: absent-row"
      end
      if row.office == "cco" then self:reached "organization: cco" end
      if row.kind == "acting" or row.kind == "delegate" then
        self:reached("organization: " .. row.kind)
      end
    end
  end
  for _, row in ipairs(tables["links.csv"]) do
    if org.handoffs[row.from .. "->" .. row.to] then self:reached "organization: link-handoff" end
  end
  for _, touchpoint in pairs(org.touchpoints) do
    if #touchpoint.journeys > 1 then self:reached "organization: several-journeys" end
    if #touchpoint.units == 0 then self:reached "organization: empty-list" end
  end
  for _, position in pairs(org.positions) do
    if not position.unit then self:reached "organization: no-unit" end
  end
  if #org:positions_with_office "cxo" > 1 then self:reached "organization: two-chiefs" end
end

-- Adds one policy of a case and what was expected of it.
function coverage:add(tables, policy, expectation)
  self.policies = self.policies + 1
  self:organization(tables, expectation.org)
  if policy.included_from then self:reached "include" end
  if expectation.invalid then
    self:reached "invalid policy"
    return
  end
  local run = expectation.run
  if policy.scheme then
    self:reached "scheme"
    self:reached("scheme: " .. policy.scheme.name)
  end
  for _, check in ipairs(run.policy.own_checks) do
    self:reached("check on " .. check.on)
    if run.failed[check.name] then self:reached "own check failed" end
  end
  if run.policy.scheme.A_implies_R then self:reached "A_implies_R" end
  for _, rule in ipairs(run.policy.rules) do self:rule(run, rule) end
  for _, subject in ipairs(run.org.subjects) do self:subject(run, subject) end
  for _, finding in ipairs(expectation.findings) do
    self:reached(findings.CODES[finding.code] and "finding: " .. finding.code or "own check")
    if finding.cause then self:reached "cause" end
    if finding.accepted then self:reached "accepted" end
    if finding.escalate then self:escalation(run.org, run.policy, finding) end
  end
end

-- The features reached fewer than `times` times, each with its count.
function coverage:missed(times)
  local missed = {}
  for _, group in ipairs(coverage.FEATURES) do
    for _, feature in ipairs(group) do
      local count = self.counts[feature] or 0
      if count < times then missed[#missed + 1] = ("%s (%d)"):format(feature, count) end
    end
  end
  table.sort(missed)
  return missed
end

-- All counts, one a line.
function coverage:report()
  local lines = {}
  for _, feature in ipairs(organization.sorted_keys(self.counts)) do
    lines[#lines + 1] = ("%8d  %s"):format(self.counts[feature], feature)
  end
  return table.concat(lines, "\n")
end

return coverage

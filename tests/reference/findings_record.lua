-- The core checks of what is written down: rules without reasons, remits, disputes, rulings,
-- acceptances.

local decisions = require "decisions"
local holders = require "holders"
local organization = require "organization"
local policies = require "policy"
local report = require "report"

local any, contains, every, joined = report.any, report.contains, report.every, report.joined

-- Rules -----------------------------------------------------------------------------------

local function in_force(rule, date)
  return (not rule.from or rule.from <= date) and (not rule.to or date < rule.to)
end

-- Whether a stated row wins a letter on its touchpoint that a rule of a lower tier assigns too.
local function beats_some(self, row)
  for letter in pairs(row.assign) do
    local cell = (self.run.cells[row.subject] or {})[letter]
    if cell and contains(cell.winners, row) then
      return any(cell.applicable, function(other)
        return other.assign[letter] ~= nil and policies.TIERS[other.tier] < policies.TIERS[row.tier]
      end)
    end
  end
  return false
end

local function without_reason(self)
  for _, rule in ipairs(self.policy.rules) do
    local overriding
    if rule.row then
      overriding = rule.tier ~= "ruling" and decisions.stated_overrides == "wins"
        and beats_some(self, rule)
    else
      overriding = #rule.overrides > 0 and in_force(rule, self.org.date)
    end
    if overriding and not rule.because then
      self:add("override-without-reason", "rule:" .. rule.name, { rules = { rule } })
    end
  end
end

-- The positions that a reference of the policy stands for.
local function positions_named(self, reference)
  return report.keys_of(self:positions_of(holders.present(self.org, reference)))
end

local function out_of_remit(self)
  local owner = self.policy.header.owner
  local owners = owner and positions_named(self, owner) or {}
  if #owners == 0 then return end
  for _, subject in ipairs(self.org.subjects) do
    local outside = {}
    for _, holder in ipairs(self:accountable(subject)) do
      local within = any(owners, function(key)
        return self.org:commands(key, holder, subject)
      end)
      if not within then outside[#outside + 1] = holder end
    end
    if #outside > 0 then
      self:add("out-of-remit", subject.ref, { parties = outside,
        rules = self:cell(subject, self.A).winners })
    end
  end
end

-- Disputes --------------------------------------------------------------------------------

local function disputes(self)
  for _, row in ipairs(self.org.disputes) do
    local subject = self.org:subject_of(row.subject)
    local contester = subject and positions_named(self, row.by)[1]
    local list = subject and self:holders_of(subject, row.letter) or {}
    if contester and #list > 0 then
      contester = "position:" .. contester
      self:add("disputed", subject.ref, { letter = row.letter, discriminator = contester,
        parties = joined(list, { contester }), rules = self:cell(subject, row.letter).winners })
    end
  end
end

-- Rulings ---------------------------------------------------------------------------------

local function name_of(row)
  return { name = ("ruling:%s:%s:%s"):format(row.subject, row.letter, row.holder) }
end

-- What a ruling gives: positions, where it is about A.
local function given(self, row)
  local list = holders.present(self.org, row.holder)
  if row.letter == self.A then list = holders.as_positions(self.org, list) end
  return list
end

-- The rules that won, and where the ruling did too, those that took the letter from its holder.
local function contradicting(self, row)
  local cell = self:cell(self.org:subject_of(row.subject), row.letter)
  local rules, won = cell.winners, false
  for _, winner in ipairs(rules) do won = won or winner.name == name_of(row).name end
  for _, holder in ipairs(won and given(self, row) or {}) do
    rules = joined(rules, cell.takers[holder] or {})
  end
  return rules
end

-- Adds one finding for each subject, for these rulings of it.
local function about_rulings(self, code, rows, tell)
  local by_subject = {}
  for _, row in ipairs(rows) do
    by_subject[row.subject] = by_subject[row.subject] or { parties = {}, rules = {} }
    local about = by_subject[row.subject]
    about.parties = joined(about.parties, tell(row))
    about.rules[#about.rules + 1] = name_of(row)
    if code == "ruling-contradicted" then
      about.rules = joined(about.rules, contradicting(self, row))
    end
  end
  for subject, about in pairs(by_subject) do self:add(code, subject, about) end
end

local function set_of(list)
  local set = {}
  for _, element in ipairs(list) do set[element] = true end
  return set
end

local function expired(self, row)
  return row.to and row.to <= self.org.date and not any(self.org.rulings, function(other)
    return other.subject == row.subject and other.letter == row.letter
  end)
end

-- The delivering units of a subject on another day: of a handoff, where both sides were there.
local function units_then(org, subject)
  if subject.kind ~= "handoff" then
    local before = org:subject_of(subject.ref)
    return before and before.units
  end
  local from, to = org.touchpoints[subject.from.key], org.touchpoints[subject.to.key]
  return from and to and joined(from.units, to.units)
end

-- Whether the delivering units of a ruling's subject are others than when it was made.
local function units_differ(self, row, subject)
  local before = row.from and units_then(self.org:on(row.from), subject)
  return before and table.concat(organization.sorted_keys(set_of(before)), " ")
    ~= table.concat(organization.sorted_keys(set_of(subject.units)), " ")
end

local function is_outdated(self, row, subject)
  return #holders.present(self.org, row.holder) == 0 or units_differ(self, row, subject)
end

local function is_contradicted(self, row, subject)
  local held = self:holders_of(subject, row.letter)
  return not every(given(self, row), function(holder) return contains(held, holder) end)
end

local function rulings(self)
  local ended, outdated, contradicted = {}, {}, {}
  for _, row in ipairs(self.org.tables["rulings.csv"] or {}) do
    local subject = self.org:subject_of(row.subject)
    if subject and self.policy.scheme.letters[row.letter] then
      if expired(self, row) then ended[#ended + 1] = row end
      if contains(self.org.rulings, row) then
        if is_outdated(self, row, subject) then outdated[#outdated + 1] = row end
        if is_contradicted(self, row, subject) then contradicted[#contradicted + 1] = row end
      end
    end
  end
  about_rulings(self, "ruling-expired", ended, function(row)
    return holders.present(self.org, row.holder)
  end)
  about_rulings(self, "ruling-outdated", outdated, function() return {} end)
  about_rulings(self, "ruling-contradicted", contradicted, function(row)
    return joined(given(self, row),
      self:holders_of(self.org:subject_of(row.subject), row.letter))
  end)
end

-- Acceptances -----------------------------------------------------------------------------

-- An acceptance that has ended, or of a finding that has changed; the finding is there, and no
-- other acceptance covers it. (Last: it asks for all others.)
local function acceptances(self)
  local by_key, lapsed = {}, {}
  for _, finding in ipairs(self.list) do by_key[report.key_of(finding)] = finding end
  for _, row in ipairs(self.org.acceptances) do
    local finding = by_key[row.key]
    if finding and row.fingerprint == report.fingerprint_of(finding) then
      finding.accepted = true
    elseif finding then
      lapsed[#lapsed + 1] = finding
    end
  end
  for _, row in ipairs(self.org.tables["acceptances.csv"] or {}) do
    if row.to and row.to <= self.org.date then lapsed[#lapsed + 1] = by_key[row.key] end
  end
  for _, finding in ipairs(lapsed) do
    if not finding.accepted then self:add("acceptance-expired", finding.subject, {}) end
  end
end

return { written = function(self)
  without_reason(self)
  out_of_remit(self)
  disputes(self)
  rulings(self)
end, accepted = acceptances }

-- The core checks over resolved assignments, in the words of the contract's table; each chapter
-- of them has a file.

local escalate = require "escalate"
local report = require "report"

local record = require "findings_record"

local findings = {}

findings.CODES = {
  ["no-accountable"] = { "gap", "error" },
  ["many-accountable"] = { "conflict", "error" },
  ["one-person-many-seats"] = { "risk", "warning" },
  ["joint-accountable"] = { "risk", "info" },
  ["contested"] = { "conflict", "error" },
  ["no-responsible"] = { "gap", "error" },
  ["required-missing"] = { "gap", "error" },
  ["unresolved-holder"] = { "gap", "error" },
  ["only-by-default"] = { "risk", "warning" },
  ["letter-count"] = { nil, "error" }, -- conflict above, gap below
  ["too-many-responsible"] = { "risk", "warning" },
  ["too-many-consulted"] = { "risk", "warning" },
  ["nobody-told"] = { "gap", "info" },
  ["only-informed"] = { "gap", "warning" },
  ["clashing-letters"] = { "risk", "info" },
  ["powerless-accountable"] = { "conflict", "error" },
  ["inverted-line"] = { "risk", "warning" },
  ["vacant-accountable"] = { "gap", "error" },
  ["vacant-responsible"] = { "gap", "error" },
  ["acting-too-long"] = { "risk", "warning" },
  ["too-high"] = { "risk", "info" },
  ["single-point-of-failure"] = { "risk", "info" },
  ["overloaded-accountable"] = { "risk", "warning" },
  ["overloaded-responsible"] = { "risk", "warning" },
  ["overloaded-consulted"] = { "risk", "warning" },
  ["no-role"] = { "gap", "info" },
  ["unowned-handoff"] = { "gap", "warning" },
  ["silent-handoff"] = { "gap", "warning" },
  ["journey-without-lead"] = { "gap", "warning" },
  ["lead-disagrees"] = { "conflict", "warning" },
  ["disputed"] = { "conflict", "error" },
  ["journey-not-cross-functional"] = { "risk", "info" },
  ["silo-touchpoint"] = { "risk", "info" },
  ["moment-of-truth-unprotected"] = { "gap", "error" },
  ["feedback-silo"] = { "gap", "warning" },
  ["promise-unheard"] = { "gap", "warning" },
  ["missing-deliverer"] = { "gap", "warning" },
  ["uneven-channels"] = { "risk", "info" },
  ["stale-row"] = { "hygiene", "info" },
  ["coming-gap"] = { "gap", "warning" },
  ["reporting-cycle"] = { "hygiene", "error" },
  ["unit-cycle"] = { "hygiene", "error" },
  ["many-roots"] = { "hygiene", "error" },
  ["orphan-position"] = { "hygiene", "warning" },
  ["unit-without-head"] = { "hygiene", "warning" },
  ["vacant-head"] = { "hygiene", "warning" },
  ["double-line"] = { "hygiene", "info" },
  ["no-ceo"] = { "gap", "error" },
  ["no-cxo"] = { "gap", "warning" },
  ["no-final-arbiter"] = { "gap", "error" },
  ["vacant-seat"] = { "hygiene", "info" },
  ["ruling-expired"] = { "policy", "warning" },
  ["ruling-outdated"] = { "policy", "warning" },
  ["ruling-contradicted"] = { "policy", "warning" },
  ["acceptance-expired"] = { "policy", "warning" },
  ["cxo-unempowered"] = { "risk", "warning" },
  ["out-of-remit"] = { "policy", "warning" },
  ["override-without-reason"] = { "policy", "warning" },
  ["rule-failed"] = { "policy", "error" },
}

local CHAPTERS = { require "findings_letters", require "findings_passages",
  require "findings_organization", require "findings_time", record.written,
  (require "findings_own") }

local function failures(self)
  for name in pairs(self.run.failed) do
    self:add("rule-failed", "rule:" .. name, { discriminator = "rule:" .. name,
      rules = { { name = name } } })
  end
end

-- An accepted finding waits for nobody's decision.
local function escalations(self)
  local nobody = false
  for _, finding in ipairs(self.list) do
    if escalate.wanted(self.policy, finding) then
      escalate.route(self.org, self.policy, finding)
      if not finding.escalate.to and not finding.accepted then nobody = true end
    end
  end
  if nobody then
    self:add("no-final-arbiter", "enterprise", { cause = { "no-ceo", "enterprise" } })
  end
end

-- All findings of the codes above and of a policy's own checks, each with its escalation (nil:
-- it does not escalate) and its cause (an id, or nil).
function findings.all(run)
  local self = report.new(run, findings.CODES)
  for _, chapter in ipairs(CHAPTERS) do chapter(self) end
  failures(self)
  record.accepted(self)
  escalations(self)
  record.accepted(self) -- perhaps that nobody decides
  escalations(self)
  self:settle_causes()
  return self.list
end

return findings

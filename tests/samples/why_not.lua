-- What people of the sample organization would ask: why it is not them. And that whoever is told
-- to have a letter has it in the matrix, and nobody else.

package.path = "tests/samples/?.lua;" .. package.path
local sample = require "sample"

local SOURCE, DATE = "db/samples/halvenny", "2026-12-01"
local model = sample.import("imported", SOURCE)

local function ask(subject, letter, holder)
  return sample.document({ "--model", model, "--policy", SOURCE .. "/policy", "--at", DATE,
    "why-not", subject, letter, holder }, { 0 })
end

-- One rule of an answer in short: its outcome, and what stood in its way.
local function in_short(rule)
  local parts = { rule.outcome }
  if rule.condition ~= sample.json.null then
    parts[#parts + 1] = rule.condition .. (rule.except and " except " or " ")
      .. table.concat(rule.wanted, ",") .. " not " .. table.concat(rule.found, ",")
  end
  for _, by in ipairs(rule.by) do parts[#parts + 1] = by.name end
  if rule.outcome == "others" then parts[#parts + 1] = table.concat(rule.gives, ",") end
  return rule.name .. ": " .. table.concat(parts, ": ")
end

local questions = {
  { "in-app-offer", "A", "Head of Campaigns", "campaigns answer to one head: contested: "
    .. "marketing's power stops at the sale" },
  { "Offer beside the bill", "A", "unit:campaigns", "campaigns answer to one head: contested: "
    .. "marketing's power stops at the sale" },
  { "monthly-bill", "C", "unit:journey-design", "Journey Design is asked about moments of truth: "
    .. "overridden: stated:monthly-bill:C:position:head-contact-centre" },
  { "monthly-bill", "A", "cmo", "one department delivers, its head answers: others: "
    .. "position:director-billing" },
  { "move-notice", "A", "director-supply", "whoever delivers answers: overridden: "
    .. "ruling:touchpoint:move-notice:A:position:director-customer-service" },
  { "disconnection-visit", "A", "head-collections", "whoever delivers answers: overridden: "
    .. "nobody is cut off without the general counsel" },
  { "tv-and-radio-adverts", "I", "unit:regulation", "regulation hears of complaints: condition: "
    .. "tag complaint not campaign" },
  { "monthly-bill", "A", "office:cfo", "one department delivers, its head answers: others: "
    .. "position:director-billing" },
  { "home-visit->survey-booking", "A", "office:cxo",
    "the lead of a journey answers for its passages: nobody" },
  { "enterprise", "A", "cxo", "complaints are the chief experience officer's journey: condition: "
    .. "on journey not enterprise" },
  { "journey:bill", "A", "office:cxo",
    "a journey answers to its lead: others: position:director-billing" },
}

for _, question in ipairs(questions) do
  local answer = ask(question[1], question[2], question[3])
  local what = table.concat(question, " ", 1, 3)
  sample.equal(answer.held, false, what)
  sample.equal(answer.rules[1] and in_short(answer.rules[1]) or "nothing", question[4], what)
  sample.equal(answer.closest, answer.rules[1] and answer.rules[1].name, what .. ", closest")
end

-- Rules that apply are told before those that do not, and these by how many conditions fail.
local rank = { won = 0, contested = 1, removed = 2, overridden = 3, others = 4, nobody = 5, condition = 6 }
for _, question in ipairs(questions) do
  local before = 0
  for _, rule in ipairs(ask(question[1], question[2], question[3]).rules) do
    sample.at_least(rank[rule.outcome], before, "the order of outcomes")
    before = rank[rule.outcome]
  end
end

-- Whoever has A, and nobody else, is told to have it; and some rule is told to have won.
local matrix = sample.document({ "--model", model, "--policy", SOURCE .. "/policy", "--at", DATE,
  "matrix", "--journey", "bill" }, { 0 })
for _, row in ipairs(matrix.rows) do
  local holders = { ["position:director-billing"] = false, ["position:cfo"] = false,
    ["position:general-counsel"] = false }
  for _, holder in ipairs(row.letters.A or {}) do holders[holder] = true end
  for holder, held in pairs(holders) do
    local answer = ask(row.subject, "A", holder)
    local won = answer.rules[1] ~= nil and answer.rules[1].outcome == "won"
    sample.equal(answer.held, held, row.subject .. " A " .. holder)
    sample.equal(won, held, row.subject .. " A " .. holder .. ": a rule won")
  end
end

sample.done()

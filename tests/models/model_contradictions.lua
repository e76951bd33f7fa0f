-- What the texts contradict each other on, from the same data.

package.path = "tests/models/?.lua;tests/samples/?.lua;" .. package.path
local altered = require "altered"
local sample = require "sample"

local function expect(found, findings, code, subject, what)
  sample.equal(altered.find(findings, code, subject) ~= nil, found, what .. ": " .. code)
end

-- One owner: demanded by some, forbidden by others. Here marketing leads every journey and
-- delivers nearly everything.
local one = {
  positions = { ["head-marketing,Head of Marketing,marketing,ceo,"] =
    "head-marketing,Head of Marketing,marketing,ceo,cmo" },
  journeys = { ["head-workshop"] = "head-marketing", ["head-desk"] = "head-marketing",
    ["head-members"] = "head-marketing" },
  mandates = { ["cxo,*"] = "cxo,stage:usage" },
}
expect(false, altered.check("marketing-led", one), "responsibility-spread", nil, "one owner")
expect(false, altered.check("marketing-led", one), "two-chiefs", nil, "one owner")
expect(true, altered.check("journey-teams", one), "one-function-leads", "enterprise", "one owner")
expect(true, altered.check("shared-responsibility", one), "single-point-of-blame",
  "position:head-marketing", "one owner")

-- Several: forbidden by those that demand one, and the other way round.
local several = { positions = one.positions }
expect(true, altered.check("marketing-led", several), "responsibility-spread", "enterprise", "several")
expect(false, altered.check("journey-teams", several), "one-function-leads", nil, "several")
expect(false, altered.check("shared-responsibility", several), "single-point-of-blame", nil, "several")

-- The chief executive at a touchpoint: too high for one text, leadership for another.
local high = { touchpoints = { ["shop,5,10,workshop"] = "shop,5,10,tindale" } }
expect(true, altered.check("delegated-by-ceo", high), "ceo-at-touchpoint", "touchpoint:fitting", "high")
expect(false, altered.check("shared-responsibility", high), "accountable-below-leadership", nil, "high")
local low = { units = { ["tindale,head-workshop"] = "tindale,courier" },
  positions = { ["workshop,ceo"] = "workshop,head-desk" } }
expect(false, altered.check("delegated-by-ceo", low), "ceo-at-touchpoint", nil, "low")
expect(true, altered.check("shared-responsibility", low), "accountable-below-leadership",
  "touchpoint:fitting", "low")

-- Marketing after the sale: one text gives it retention, another disqualifies it, a third wants
-- it in charge to the end, a fourth says that its power is over.
local after = { positions = one.positions, units = { ["marketing,yes"] = "marketing," } }
local split, tests = altered.check("lifecycle-split", after), altered.check("department-tests", after)
expect(false, split, "stage-answered-elsewhere", "touchpoint:renewal", "marketing after the sale")
expect(true, tests, "disqualified", "touchpoint:renewal", "marketing after the sale")
expect(false, altered.check("marketing-led", after), "disqualified", nil, "marketing after the sale")
expect(true, altered.check("possess-and-power", after), "owner-without-power", "position:head-marketing",
  "marketing after the sale")

sample.done()

-- Who answers for what a customer meets at Halvenny Home Energy.
-- Kept by the chief of staff, signed by the chief executive, read in the order below:
-- what holds unless somebody says more, the rules, the exceptions to them, and the law.
-- Who answers between the touchpoints is in passages.lua.

policy { name = "halvenny", version = "2026.4", scheme = "RACI", owner = "office:ceo" }

include "passages"

-- Unless somebody says more ------------------------------------------------------------------

default "whoever delivers answers" {
  because = "somebody must, until a rule says otherwise",
  assign  = { A = head_of_delivering_unit(), R = delivering_units() },
}

default "Voice of the Customer hears of everything" {
  because = "one place has to know all of it",
  assign  = { I = "unit:insight" },
}

-- Rules --------------------------------------------------------------------------------------

rule "one department delivers, its head answers" {
  because = "a touchpoint with a rating has been looked at, and its head has agreed to answer for it",
  match   = { criticality = { min = 1 } },
  when    = function(t) return #t.units == 1 end,
  assign  = { A = head_of_delivering_unit() },
}

rule "several departments deliver, the lead of the journey answers" {
  because = "the customer meets one company; of several departments one has to speak for it",
  match   = { journey = except { "moving-home" } }, -- which has no lead
  when    = function(t) return t.journey ~= nil and #t.units > 1 end,
  assign  = { A = journey_lead() },
}

rule "the journey's circle is told" {
  because = "departments learned of changes from their customers, until the circles of 2024",
  match   = { journey = except { "moving-home" } }, -- which has no circle
  when    = function(t) return t.journey ~= nil end,
  assign  = { I = team_of_journey() },
}

rule "campaigns answer to one head" {
  because   = "one calendar: in spring 2025 three campaigns promised three different prices",
  match     = { tag = "campaign" },
  assign    = {
    A = "position:head-campaigns",
    C = { "unit:contact-centre", "position:workforce-planner" },
  },
  overrides = {
    "one department delivers, its head answers",
    "several departments deliver, the lead of the journey answers",
  },
}

rule "service hears of a campaign before customers do" {
  because = "nobody should call about an offer that the adviser has not heard of",
  match   = { tag = "campaign" },
  require = { C = under("unit:customer-service") },
}

rule "Journey Design is asked about moments of truth" {
  because = "these are the contacts that customers remember",
  match   = { moment_of_truth = true },
  assign  = { C = "unit:journey-design" },
}

rule "marketing's power stops at the sale" {
  because = "from then on Operations delivers what was promised, and nobody in Marketing can change it",
  match   = { stage = { "onboarding", "usage", "support" } },
  forbid  = { A = under("unit:marketing") },
}

rule "what others say of us is watched by Brand" {
  because = "we do not write the reviews, but somebody has to read them",
  match   = { managed = false, channel = { "third-party", "media" } },
  assign  = { A = "position:director-brand", R = "unit:social-media", C = "unit:insight" },
}

rule "meter data answers to the chief data officer" {
  because   = "readings every half hour say when somebody is at home",
  match     = { unit = "meter-data" },
  assign    = { A = "office:cdo", C = "position:data-protection-officer" },
  overrides = {
    "one department delivers, its head answers",
    "several departments deliver, the lead of the journey answers",
  },
}

rule "public replies answer within the hour" {
  because   = "what is said in public is one desk's, day and night, whoever else helps to write it",
  match     = { channel = "social", stage = "support" },
  assign    = { A = "position:head-public-replies" },
  overrides = { "several departments deliver, the lead of the journey answers" },
}

rule "regulation hears of complaints" {
  because = "the regulator asks for the figures every quarter",
  match   = { tag = "complaint", channel = except { "social", "showroom" } },
  assign  = { I = "unit:regulation" },
}

rule "billing and the contact centre hear of every move" {
  because = "a move ends in a final bill, and in a call about it",
  match   = { tag = "move" },
  assign  = { I = { "unit:billing", "unit:contact-centre" } },
}

rule "what is promised in money is heard where the bills are made" {
  because = "a bill that breaks a promise costs two calls",
  match   = { key = { "price-promise", "renewal-notice", "welcome-offer" } },
  assign  = { I = "unit:billing" },
}

rule "what was signed is heard by those who install it" {
  because = "the date depends on what was sold",
  match   = { key = "contract-signing" },
  assign  = { I = "unit:installations" },
}

-- Exceptions ---------------------------------------------------------------------------------

exception "a letter that opens a relationship is Customer Marketing's" {
  because = "it sells nothing; agreed with Operations in January 2026",
  match   = { key = { "welcome-pack", "meter-invitation" } },
  assign  = { A = "position:director-customer-marketing" },
}

exception "campaigns of partners are the partner's department's" {
  because = "partners pay half of them and sign them off: framework agreements of 2025",
  match   = { tag = "campaign", unit = { "partners", "housing" } },
  assign  = { A = head_of_delivering_unit(), C = "position:partner-manager" },
}

exception "the price promise has two parents" {
  because = "Brand says it and Finance pays for it: executive committee, 12 March 2026",
  match   = { key = "price-promise" },
  assign  = { A = { "position:director-brand", "position:director-pricing" } },
  joint   = true,
}

exception "a change of price is the chief financial officer's" {
  because = "it moves the result of the year",
  match   = { key = "price-change-*" },
  assign  = {
    A = "office:cfo",
    R = "unit:pricing",
    C = { "unit:legal", "unit:brand", "unit:customer-marketing", "unit:contact-centre", "unit:insight",
      "unit:billing" },
  },
}

exception "a bill in dispute is the chief financial officer's" {
  because = "audit finding 2025-14: disputes were written off without anybody deciding it",
  match   = { tag = "dispute", criticality = { 4, 5 } },
  assign  = { A = "office:cfo" },
}

exception "a wrong is put right by one head" {
  because = "whoever caused it, the customer complained to Halvenny",
  match   = { tag = { "complaint", "recovery" }, channel = except { "social" } },
  assign  = { A = "position:head-complaints" },
}

exception "the islands answer for the islands" {
  because = "one ferry a day: nobody on the mainland can put anything right before tomorrow",
  match   = { attr = { region = "islands" } },
  assign  = { A = "position:islands-manager" },
}

exception "in winter a power cut is the chief operating officer's" {
  because = "lesson of the storm of January 2025: field, supply and phones under one voice",
  match   = { tag = "outage", criticality = 5 },
  from    = "2026-10-01",
  to      = "2027-04-01",
  assign  = { A = "office:coo" },
}

exception "false callers are the fraud officer's" {
  because = "the police want one person to talk to",
  match   = { key = "false-caller-report" },
  assign  = { A = "office:clo", R = "position:fraud-officer", C = "unit:contact-centre" },
}

-- The law: nobody inside may set it aside ----------------------------------------------------

law "nobody is cut off without the general counsel" {
  because = "supply licence: a disconnection needs a lawyer's signature",
  match   = { key = "disconnection-*" },
  assign  = { A = "office:clo" },
}

law "no debt is collected from Extra Care customers" {
  because = "supply licence: vulnerable customers are never sent to debt collection",
  match   = { tag = "vulnerable" },
  assign  = { A = "position:head-extra-care" },
  forbid  = { R = under("unit:collections") },
}

law "a serious complaint reaches Regulation" {
  because = "supply licence: the regulator is told within five days",
  match   = { tag = "complaint", criticality = { min = 4 } },
  require = { I = "unit:regulation" },
}

law "personal data is the data protection officer's" {
  because = "data protection act",
  match   = { unit = "data-protection" },
  assign  = { A = "office:dpo" },
}

-- What is worth a word, and to whom ----------------------------------------------------------

checks {
  ["too-many-responsible"] = { max = 3 },
  ["too-many-consulted"] = { max = 4 },
}

-- A passage or a journey that nobody has is for the officers too, not only for a list.
escalation { days = 30, also = { "unowned-handoff", "journey-without-lead", "lead-disagrees" } }

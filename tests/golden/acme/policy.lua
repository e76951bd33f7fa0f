-- luacheck: ignore 113
-- The policy of the golden files: a little of everything that is printed.

policy { name = "acme", version = "2026.2", scheme = "RACI", owner = "office:ceo" }

default "the head of the delivering unit answers" {
  because = "somebody must, until a rule says otherwise",
  assign  = { A = head_of_delivering_unit(), R = delivering_units() },
}

rule "operations answers after the sale" {
  because = "operations delivers what marketing promises",
  match   = { stage = { "usage", "support" } },
  assign  = { A = "position:coo", C = "unit:marketing", I = "team:onboarding" },
}

rule "returns answer for parcels" {
  because   = "they open them",
  match     = { key = "return-*" },
  assign    = { A = "unit:returns" },
  overrides = { "operations answers after the sale" },
}

rule "marketing answers for the purchase" {
  because = "the sale is theirs",
  match   = { stage = "purchase" },
  assign  = { A = "position:cmo" },
}

rule "no marketing where money changes hands" {
  because = "audit finding 2025-14",
  match   = { tag = "payment" },
  forbid  = { A = under("unit:marketing") },
}

exception "disputes have two parents" {
  because = "audit finding 2025-15",
  match   = { tag = "dispute" },
  assign  = { A = { "position:coo", "position:cmo" } },
  joint   = true,
  require = { I = "unit:support" },
}

rule "the passage from sale to delivery" {
  on      = "handoff",
  because = "experience breaks where nobody stands",
  match   = { from = { stage = "purchase" } },
  assign  = { A = "office:cxo" },
}

-- luacheck: ignore 113
-- Whoever heads what delivers answers; what the tests of reorganizations are not about is off.

policy { name = "small", version = "1", scheme = "RACI" }

checks {
  ["single-point-of-failure"] = "off", ["only-by-default"] = "off", ["nobody-told"] = "off",
  ["no-role"] = "off", ["silo-touchpoint"] = "off", ["unowned-handoff"] = "off",
}

rule "heads answer" {
  because = "somebody must",
  assign = { A = head_of_delivering_unit(), R = delivering_units() },
}

-- Laws of the core checks of what is between touchpoints.

return function(law)
  local function finds(name, policy, found, with)
    law(name, { policy = policy, with = with, finds = { found } })
  end
  local function lacks(name, policy, absent, with)
    law(name, { policy = policy, with = with, lacks = { absent } })
  end
  local function on(key, letters)
    return (' rule "%s %s" { match = { key = "%s" }, assign = { %s } } '):format(key,
      letters:gsub("[^%w]", " "), key, letters)
  end
  local APART = on("t1", 'A = "position:cmo"') .. on("t2", 'A = "position:coo"')

  -- silent-handoff.
  local HANDOFF = "silent-handoff handoff:t1->t2"
  law("silent-handoff: no A of either side has a letter other than A or R on the other", {
    policy = APART, details = { HANDOFF .. " parties position:cmo position:coo" },
    rules = { [HANDOFF] = "" } })
  lacks("silent-handoff: one is informed", APART .. on("t1", 'I = "position:coo"'), HANDOFF)
  lacks("silent-handoff: the other is", APART .. on("t2", 'C = "position:cmo"'), HANDOFF)
  lacks("silent-handoff: through its unit", APART .. on("t2", 'I = "unit:mkt"'), HANDOFF)
  finds("silent-handoff: R is not enough", APART .. on("t2", 'R = "position:cmo"'), HANDOFF)
  lacks("silent-handoff: one department",
    on("t1", 'A = "position:bill"') .. on("t2", 'A = "position:coo"'), HANDOFF)
  lacks("silent-handoff: both sides have an A", on("t2", 'A = "position:coo"'), HANDOFF)
  finds("silent-handoff: whoever has A on the handoff", APART ..
    'rule "h" { on = "handoff", assign = { A = "position:boss" } }', HANDOFF)

  -- feedback-silo, promise-unheard.
  for kind, code in pairs { feedback = "feedback-silo", promise = "promise-unheard" } do
    local LINK = { ["links.csv"] = { "from=t1 to=t2 kind=" .. kind } }
    local where = code .. " touchpoint:t1"
    law(code .. ": none of t2's A and R has a letter on t1", { with = LINK,
      policy = on("t2", 'A = "position:coo", R = "unit:billing"'),
      details = { where .. " parties position:bill position:coo" }, rules = { [where] = "" } })
    lacks(code .. ": one of them has", on("t2", 'A = "position:coo", R = "unit:billing"') ..
      on("t1", 'I = "unit:billing"'), where, LINK)
    lacks(code .. ": through a unit above", on("t2", 'R = "unit:billing"') ..
      on("t1", 'I = "unit:ops"'), where, LINK)
    finds(code .. ": not through a unit below", on("t2", 'R = "unit:ops"') ..
      on("t1", 'I = "unit:billing"'), where, LINK)
    lacks(code .. ": t2 has an A or R", on("t2", 'C = "position:coo"'), where, LINK)
    finds(code .. ": C of t2 does not matter", on("t2", 'A = "position:coo", C = "unit:mkt"') ..
      on("t1", 'A = "unit:mkt"'), where, LINK)
    lacks(code .. ": only from t1 to t2", on("t1", 'A = "position:coo"'), where, LINK)
    lacks(code .. ": only of such a link", on("t2", 'A = "position:coo"'), where,
      { ["links.csv"] = { "from=t1 to=t2 kind=handoff" } })
  end

  -- journey-not-cross-functional.
  local JOURNEY = "journey-not-cross-functional journey:j1"
  local SAME = on("t1", 'A = "position:coo"') .. on("t2", 'R = "position:clerk"')
  law("journey-not-cross-functional: all of one department", { policy = SAME,
    details = { JOURNEY .. " parties position:clerk position:coo" }, rules = { [JOURNEY] = "" } })
  lacks("journey-not-cross-functional: two departments", APART, JOURNEY)
  lacks("journey-not-cross-functional: two or more touchpoints have some",
    on("t1", 'A = "position:coo", R = "position:clerk"'), JOURNEY)
  finds("journey-not-cross-functional: A and R only", SAME .. on("t1", 'C = "unit:mkt"'), JOURNEY)
  finds("journey-not-cross-functional: on a further journey",
    on("t1", 'A = "position:coo"') .. on("t3", 'A = "position:coo"'),
    "journey-not-cross-functional journey:j2", { ["journeys.csv"] = { "key=j2" },
      ["journey_steps.csv"] = { "journey=j2 touchpoint=t1", "journey=j2 touchpoint=t3" } })
  lacks("journey-not-cross-functional: of two departments in the organization", SAME, JOURNEY,
    { ["units.csv"] = { "key=acme to=2020-01-01", "key=mkt to=2020-01-01" } })

  -- uneven-channels: t1 and t2 on j1, web and phone, in one stage here.
  local function stage(more)
    return { ["touchpoints.csv"] = { "key=t1 journey=j1 order=1 stage=use channel=web units=mkt",
      "key=t2 journey=j1 order=2 stage=use " .. more } }
  end
  local PHONE = stage "channel=phone"
  local UNEVEN = "uneven-channels journey:j1"
  law("uneven-channels", { policy = APART, with = PHONE,
    details = { UNEVEN .. " parties position:cmo position:coo" }, rules = { [UNEVEN] = "" } })
  lacks("uneven-channels: one stage", APART, UNEVEN)
  lacks("uneven-channels: both set", APART, UNEVEN, stage "")
  lacks("uneven-channels: different channels", APART, UNEVEN, stage "channel=web")
  lacks("uneven-channels: an A of one has a letter on the other",
    APART .. on("t1", 'R = "unit:ops"'), UNEVEN, PHONE)
  lacks("uneven-channels: one department",
    on("t1", 'A = "position:bill"') .. on("t2", 'A = "position:coo"'), UNEVEN, PHONE)
  lacks("uneven-channels: both have an A", on("t1", 'A = "position:cmo"'), UNEVEN, PHONE)
end

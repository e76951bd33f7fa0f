-- Laws of what-ifs: findings before and after, and who gains and loses what.

local report = require "report"
local scenario = require "scenario"
local whatif = require "whatif"

return function(_, tools)
  local stack_of = require "scenario_law"(tools).stack_of

  local function text_of(finding)
    local parts = { finding.status, finding.code, finding.subject }
    parts[#parts + 1] = finding.letter
    return table.concat(parts, " ")
  end

  local function in_words(list, of)
    local set = {}
    for _, each in ipairs(list) do set[of(each)] = true end
    return set
  end

  local function evaluate(case)
    local tables = tools.tables_of(case.with or {})
    local base = case.base or "2026-01-01"
    local steps = scenario.flatten(stack_of(case), base)
    local after, misfits = scenario.play(tables, steps)
    local path = tools.write_policy(case.policy or "")
    local result = whatif.evaluate(tables, after, path, scenario.last_day(steps, base), misfits)
    os.remove(path)
    return result
  end

  -- A law: `finds` and `lacks` "status code subject letter", all `moves` as "subject letter:
  -- from -> to", and the `summary` as "new existing changed gone"; or it is `invalid`.
  local function law(name, case)
    tools.counted()
    local result = evaluate(case)
    if result.invalid or case.invalid then
      if not (case.invalid and result.invalid) then
        tools.complain(name, "invalid: %s", result.invalid)
      end
      return
    end
    local found = in_words(result.findings, text_of)
    for _, text in ipairs(case.finds or {}) do
      if not found[text] then tools.complain(name, "%s is not found", text) end
    end
    for _, text in ipairs(case.lacks or {}) do
      if found[text] then tools.complain(name, "%s is found", text) end
    end
    local moves = {}
    for i, move in ipairs(result.moves) do
      moves[i] = ("%s %s: %s -> %s"):format(move.subject, move.letter,
        table.concat(move.from, " "), table.concat(move.to, " "))
    end
    local got = table.concat(moves, "\n")
    local wanted = case.moves and table.concat(case.moves, "\n") or got
    if got ~= wanted then tools.complain(name, "moves:\n%s\nexpected:\n%s", got, wanted) end
    local s = result.summary
    local counts = ("%d %d %d %d"):format(s.new, s.existing, s.changed, s.gone)
    if case.summary and case.summary ~= counts then
      tools.complain(name, "counts %s, expected %s", counts, case.summary)
    end
    if case.also then case.also(result) end
  end

  local HEADS = 'checks { ["no-responsible"] = "off", ["nobody-told"] = "off" } ' ..
    'rule "heads" { assign = { A = head_of_delivering_unit() } } '
  local MANY = "many-accountable touchpoint:t2 A"

  -- Findings. billing and ops deliver t2.
  local CLOSE = { { "close_unit", unit = "billing", into = "ops" } }
  law("a finding that is there before and not after is gone", { policy = HEADS, steps = CLOSE,
    finds = { "gone " .. MANY }, lacks = { "existing " .. MANY },
    moves = { "touchpoint:t2 A: position:bill position:coo -> position:coo" } })
  law("one that is there after and not before is new", { policy = HEADS,
    steps = { { "set_head", unit = "billing", position = "coo" },
      { "change_touchpoint", key = "t1", units = {} } },
    finds = { "gone " .. MANY, "new no-accountable touchpoint:t1 A",
      "existing no-accountable touchpoint:t3 A" } })
  law("one that has other parties is changed", { policy = HEADS,
    steps = { { "set_head", unit = "billing", position = "clerk" } },
    finds = { "changed " .. MANY } })
  law("one that is as it was exists", { policy = HEADS,
    steps = { { "create_unit", key = "lab", head = "boss" } }, finds = { "existing " .. MANY },
    moves = {} })
  law("one that has other rules is changed", { policy =
    'rule "buy" { match = { stage = "buy" }, assign = { A = { "position:coo", "unit:mkt" } } } ' ..
    'rule "use" { match = { stage = "use" }, assign = { A = { "position:coo", "unit:mkt" } } } ',
    steps = { { "change_touchpoint", key = "t2", stage = "buy" } },
    finds = { "changed " .. MANY }, moves = {} })

  -- What follows from what is not filled in.
  law("close_position leaves the units it headed without a head", {
    steps = { { "close_position", position = "bill" } },
    finds = { "new unit-without-head unit:billing" } })
  law("references to a unit that is closed count as unset", {
    with = { ["units.csv"] = { "key=lab head=cmo" }, ["stated.csv"] =
      { "touchpoint=t1 letter=R holder=unit:lab" } },
    steps = { { "close_unit", unit = "lab" } }, moves = { "touchpoint:t1 R: unit:lab -> " } })
  law("set_office does not take the office from somebody else", {
    policy = 'rule "r" { match = { key = "t1" }, assign = { A = "office:cxo" } }',
    steps = { { "set_office", position = "cmo", office = "cxo" } },
    finds = { "new many-accountable touchpoint:t1 A" },
    moves = { "touchpoint:t1 A: position:chief -> position:chief position:cmo" } })
  law("a stated row holds on every date", { stack = {
    { steps = { { "state", touchpoint = "t1", letter = "R", holder = "unit:mkt",
      on = "2026-05-01" } } } }, moves = { "touchpoint:t1 R:  -> unit:mkt" } })

  -- The date: the latest of the one asked about and all steps' days.
  local SOON = { ["touchpoints.csv"] = { "key=t3 from=2026-03-01" } }
  law("both sides are evaluated as of the latest day of a step", { with = SOON, policy = HEADS,
    steps = { { "rename_unit", unit = "gone", name = "New", on = "2026-03-01" } },
    moves = {}, finds = { "new step-not-applicable scenario:law",
      "existing no-accountable touchpoint:t3 A" } })
  law("and not of a later one", { with = SOON, policy = HEADS,
    steps = { { "rename_unit", unit = "mkt", name = "New", on = "2026-02-28" } },
    lacks = { "existing no-accountable touchpoint:t3 A" } })
  law("moves of a later day", { policy = HEADS, stack = { { effective = "2026-03-01",
    steps = { { "set_head", unit = "mkt", position = "clerk" } } } },
    moves = { "touchpoint:t1 A: position:cmo -> position:clerk" } })

  -- Subjects on one side.
  law("subjects that begin and end", { policy = 'rule "r" { assign = { A = "position:coo" } }',
    with = { ["touchpoints.csv"] = { "key=t1", "key=t2" } },
    steps = { { "create_touchpoint", key = "t4" }, { "close_touchpoint", key = "t3" } },
    moves = { "touchpoint:t3 A: position:coo -> ", "touchpoint:t4 A:  -> position:coo" },
    finds = { "gone no-responsible touchpoint:t3 R", "new no-responsible touchpoint:t4 R" } })

  -- Steps that do not apply.
  local MISFITS = { { "close_unit", unit = "gone" }, { "rename_unit", unit = "mkt", name = "New" },
    { "leave", person = "ann" }, { "leave", person = "ann" } }
  law("a step that does not apply is a new finding", { steps = MISFITS, name = "plan b",
    finds = { "new step-not-applicable scenario:plan b" },
    also = function(result)
      local keys, words = {}, {}
      for _, finding in ipairs(result.findings) do
        if finding.code == "step-not-applicable" then
          keys[report.key_of(finding)] = true
          words[#words + 1] = finding.rules[1]
        end
      end
      table.sort(words)
      -- SHA-256 of "step-not-applicable\nscenario:plan b\n\nstep:1\n", and of step:4.
      if not (keys["b116682204596dfb"] and keys["251c33457dec5df9"]) then
        tools.complain("step-not-applicable", "other keys")
      end
      if table.concat(words, " ") ~= "close_unit leave" then
        tools.complain("step-not-applicable", "of %s", table.concat(words, " "))
      end
    end })

  -- Acceptances: of no-accountable on t1.
  local KEY, PRINT = "91c90f734e7e7352", "e3b0c44298fc1c14"
  local function accepted(fields)
    return { ["acceptances.csv"] = { ("key=%s fingerprint=%s by=position:boss "):format(KEY,
      PRINT) .. fields } }
  end
  local EMPTY = { { "create_unit", key = "lab" } }
  law("an accepted finding counts as none", { with = accepted "", steps = EMPTY,
    lacks = { "existing no-accountable touchpoint:t1 A", "gone no-accountable touchpoint:t1 A" } })
  law("an open one does not", { with = accepted "to=2026-01-01", steps = EMPTY,
    finds = { "existing no-accountable touchpoint:t1 A" } })
  law("it stays accepted where a scenario brings it", { with = accepted "",
    policy = 'rule "mkt" { match = { unit = "mkt" }, assign = { A = "position:cmo" } }',
    moves = { "touchpoint:t1 A: position:cmo -> " },
    steps = { { "change_touchpoint", key = "t1", units = {} } },
    lacks = { "new no-accountable touchpoint:t1 A" } })

  -- Policies.
  law("a policy may name what the scenario creates", { policy =
    'rule "r" { assign = { A = "position:new" } }',
    steps = { { "create_position", key = "new" } },
    finds = { "gone unresolved-holder touchpoint:t1 A",
      "new vacant-accountable touchpoint:t1 A" } })
  law("a policy that names what neither side knows is invalid", { invalid = true, steps = EMPTY,
    policy = 'rule "r" { assign = { A = "position:new" } }' })
end

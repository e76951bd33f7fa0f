# check --profile: its shape and its counts; times are the machine's.

# profiled ARGUMENT…: a profile of the sample organization.
profiled() {
    [ -e here ] || raci init here --sample halvenny
    raci --model here/raci.db --policy here/policy --at 2026-12-01 "$@" check --profile
    exits 1
    err_empty
}

test_text() {
    profiled
    out_has "42 errors, 38 warnings, 45 infos"
    out_has " of processor time and at most "
    out_has "Phases"
    out_has "Rules, by the time in their functions"
    out_has "one department delivers"
    out_has "and 15 rules more, which --format csv lists"
    out_has "Checks"
    # The worst first: of each table the times fall.
    "$lua" - <<'END' ../out || fail "the worst does not stand first, or a line is too wide"
        local before, tables = math.huge, 0
        for line in io.lines(arg[1]) do
            assert(utf8.len(line) <= 80, line)
            local figure, unit = line:match("(%d[%d.]*) (m?s)%s")
            if line:find("^──") then
                before, tables = math.huge, tables + 1
            elseif figure and tables > 0 then
                local time = tonumber(figure) * (unit == "s" and 1000 or 1)
                assert(time <= before, line)
                before = time
            end
        end
        assert(tables == 3)
END
}

test_widths() {
    for columns in 40 60 80 120; do
        COLUMNS=$columns
        export COLUMNS
        profiled
        out_is_fine text $columns
    done
    unset COLUMNS
}

# What is counted does not depend on the machine.
test_counts() {
    profiled --format json
    "$lua" - <<'END' ../out || fail "this is not the shape of a profile"
        local text = io.open(arg[1]):read("a")
        local shape = text:gsub('"microseconds":%d+', '"microseconds":T')
        shape = shape:gsub('"bytes":%d+', '"bytes":B')
        for _, part in ipairs {
            '"total":{"microseconds":T,"bytes":B},"phases":[{"name":"open","microseconds":T,"bytes":B},'
                .. '{"name":"policy","microseconds":T,"bytes":B},{"name":"load","microseconds":T,"bytes":B},'
                .. '{"name":"match","microseconds":T,"bytes":B},{"name":"when","microseconds":T,"bytes":B},'
                .. '{"name":"settle","microseconds":T,"bytes":B},{"name":"checks","microseconds":T,"bytes":B},'
                .. '{"name":"report","microseconds":T,"bytes":B}],"rules":[{"name":',
            '{"name":"one department delivers, its head answers","file":"here/policy/policy.lua","line":24,'
                .. '"matched":153,"called":153,"won":84,"microseconds":T}',
            '{"name":"marketing\'s power stops at the sale","file":"here/policy/policy.lua","line":70,'
                .. '"matched":102,"called":0,"won":0,"microseconds":T}',
            '"checks":[{"name":"acceptance-expired","findings":0,"microseconds":T}',
            '{"name":"no-accountable","findings":6,"microseconds":T}',
        } do
            assert(shape:find(part, 1, true), part)
        end
END
}

# The counts and the exit status are those of a check without it.
test_is_a_check() {
    profiled --format json
    summary=$("$lua" -e 'print(io.read("a"):match("\"summary\":%b{}"))' <../out)
    raci --model here/raci.db --policy here/policy --at 2026-12-01 --format json check --summary
    exits 1
    out_has "$summary"
    raci --model here/raci.db --policy here/policy --at 2026-12-01 check --profile --fail-on error --code stale-row
    exits 0
    out_has "stale-row"
    out_lacks "no-accountable"
}

# One list for tables: phases, rules and checks.
test_csv() {
    profiled --format csv
    [ "$(head -n 1 ../out | tr -d '\r')" = "part,name,file,line,matched,called,won,findings,microseconds,bytes" ] ||
        fail "these are other columns"
    out_has "rule,Voice of the Customer hears of everything,here/policy/policy.lua,17,159,0,7,,"
    [ "$(grep -c '^phase,' ../out)" = 8 ] || fail "there are 8 phases"
    [ "$(grep -c '^rule,' ../out)" = 35 ] || fail "there are 35 rules"
    profiled --format jsonl
    out_has '{"part":"phase","name":"open","microseconds":'
    profiled --format md
    out_has "| part | name |"
}

test_a_recorded_run() {
    raci init here --sample halvenny
    raci --model here/raci.db --policy here/policy --at 2026-12-01 --format csv check --profile --record
    exits 1
    err_has "recorded as run 1"
    out_has "phase,record,"
}

test_goes_without() {
    raci init && exits 0
    raci check --profile --format sarif
    exits 2
    err_has "--format sarif is of findings: it goes without --profile"
    raci check --profile --diff cxo-final
    exits 2
    err_has "it goes without --profile"
}

# raci report: the page that people look at.

# What checks in Lua begin with.
reads='function read(path)
  local file = assert(io.open(path, "rb"))
  return file:read("a"), file:close()
end'

have_halvenny() {
    raci init --sample halvenny . && exits 0
}

test_written_whole_or_not_at_all() {
    have_acme
    raci report -o a.html && exits 0
    err_empty
    out_is <<'END'
wrote a.html
END
    raci report -o - && exits 0
    err_empty
    cmp -s ../out a.html || fail "standard output has other bytes"
    raci report --format html && exits 0
    cmp -s ../out a.html || fail "without -o there are other bytes"
    echo old >b.htm
    raci report -o b.htm && exits 0
    cmp -s a.html b.htm || fail "it was not replaced"
    mkdir folder.html
    raci report -o folder.html
    exits 2
    err_has "'folder.html' is there already and is no file"
    raci report -o nowhere/a.html
    exits 4
    err_has "'nowhere/a.html' cannot be made"
    [ "$(find . -name '.*html*' | wc -l)" = 0 ] || fail "something is left: $(ls -A)"
    [ ! -e /dev/full ] || {
        status=0
        "$program" report >/dev/full 2>../err || status=$?
        exits 4
    }
}

# The page has the cards that brief writes, and what escalations lists with its options.
test_decisions_and_cards() {
    have_halvenny
    raci --at 2026-12-01 report -o page.html && exits 0
    raci --at 2026-12-01 brief --all -o cards && exits 0
    cards=$(find cards -name '*.md' | wc -l)
    [ "$(grep -o 'id="card:position:' page.html | wc -l)" = "$cards" ] || fail "not all $cards cards"
    raci --at 2026-12-01 --format jsonl escalations --all
    exits 1
    items=$(wc -l <../out)
    [ "$(grep -o '<li class="decision"' page.html | wc -l)" = "$items" ] || fail "not all $items"
    raci --at 2026-12-01 escalations "call about a bill" && exits 0
    sed 's/<[^>]*>//g' page.html >text
    for by in "Director of Billing" "Director of Customer Service"; do
        grep -q "$by ([^)]*) has A alone" ../out || fail "escalations does not offer $by"
        grep -q "$by ([^)]*) has A alone.It settles the matter: " text || fail "$by is not offered"
    done
}

test_wrong_usage() {
    have_acme
    raci report -o page
    exits 2
    err_has "'page' does not say what it is to be: end its name in .html, .xlsx, .md or .csv, or say"
    raci report -o page --format html && exits 0
    for format in text json jsonl sarif tap; do
        raci report --format "$format"
        exits 2
        [ -s ../err ] || fail "nothing is told of $format"
    done
    raci check --format html
    exits 2
    raci report -o a.html --list findings
    exits 2
    err_has "--list goes with --format csv"
    raci report --format csv --list moves
    exits 2
    err_has "name it by --scenario"
    raci report --format csv --list models
    exits 2
    err_has "--list models goes with --compare"
    raci report --format csv --list finding
    exits 2
    err_has "findings"
    raci report surplus
    exits 2
}

test_terminal() {
    wants_a_terminal
    have_acme
    script -qec "'$program' report" /dev/null >../told </dev/null && fail "a terminal is no place for it"
    grep -qF "name a file for it: raci report -o report.html" ../told || fail "$(cat ../told)"
}

test_equal_bytes() {
    have_halvenny
    TZ=Asia/Tokyo LC_ALL=C raci --at 2026-12-01 report -o a.html && exits 0
    sleep 2
    TZ=America/New_York LC_ALL=de_DE.UTF-8 raci --at 2026-12-01 report -o b.html && exits 0
    cmp a.html b.html || fail "other bytes"
    [ "$(wc -c <a.html)" -lt 1500000 ] || fail "too large: $(wc -c <a.html) bytes"
}

# The figures of the summary are those of the commands.
test_as_the_commands_say() {
    have_halvenny
    raci --at 2026-12-01 report -o a.html && exits 0
    raci --at 2026-12-01 --format json check
    "$lua" -e "$reads" - ../out a.html <<'END' || fail "the page says something else"
local check, page = read(arg[1]), read(arg[2])
for kind, title in pairs({ conflicts = "Conflicts", gaps = "Gaps", risks = "Risks" }) do
  local n = check:match('"' .. kind .. '":(%d+)')
  local said = page:match("<dt>" .. title .. '</dt><dd class="figure">(%d+)<')
  assert(n == said, kind .. ": " .. tostring(n) .. ", page: " .. tostring(said))
end
local findings = check:sub(1, (check:find('"accepted":', 1, true)))
for key in findings:gmatch('{"key":"(%x+)"') do
  assert(page:find('id="finding:' .. key .. '"', 1, true), key .. " is not there")
end
END
    raci --at 2026-12-01 --format json escalations
    for office in cxo ceo; do
        n=$(sed "s/.*\"$office\":\([0-9]*\),.*/\1/" ../out | head -n 1)
        name=$(echo $office | tr a-z A-Z)
        grep -qF "<dt>For the $name to decide</dt><dd class=\"figure\">$n<" a.html ||
            fail "not $n for the $name"
    done
}

# Power and passages are those of the commands, position by position and journey by journey.
test_organization_and_journeys_as_the_commands_say() {
    have_halvenny
    raci --at 2026-12-01 report -o a.html && exits 0
    raci --at 2026-12-01 --format json power --officers && exits 0
    cp ../out officers.json
    for journey in bill complaint hearing-of-us heat-pump help joining moving-home quote repair \
        smart-meter solar staying; do
        raci --at 2026-12-01 --format text seams --journey $journey && exits 0
        printf '%s\t%s\n' $journey "$(head -n 1 ../out)"
    done >seams.txt
    "$lua" -e "$reads" - officers.json seams.txt a.html <<'END' || fail "the page says something else"
local officers, seams, page = read(arg[1]), read(arg[2]), read(arg[3])
local said = officers:match('"touchpoints":%d+,"accountable":%d+,"empowered":%d+')
local all, accountable, empowered = said:match("(%d+),.-(%d+),.-(%d+)")
local lead = all .. " touchpoints; on " .. accountable .. " somebody is accountable, and on " .. empowered
assert(page:find('<p class="lead">' .. lead, 1, true), lead)
local n = 0
for key, commanded in officers:gmatch('"holder":"position:([^"]+)".-"commanded":(%d+)') do
  local row = page:match('<li class="node [^>]*id="position:' .. key:gsub("%-", "%%-") .. '".-</li>')
  assert(row, key .. " has no row")
  assert((row:match(">commands (%d+)") or "0") == commanded, key .. " commands " .. commanded)
  n = n + 1
end
assert(n > 5, "too few officers")
local section = page:match('<section[^>]*id="journeys".-</section>')
local said_of, i = {}, 0
for line in section:gmatch('<span class="dim">%d+ touchpoints, (.-)</span></summary>') do
  said_of[#said_of + 1] = line
end
for journey, sentence in seams:gmatch("(%S+)\t(%C+)") do
  i = i + 1
  local line = said_of[i]
  assert(line == sentence, journey .. ": " .. sentence .. ", page: " .. tostring(line))
end
assert(i == 12 and #said_of == 12, "not all journeys")
END
}

# A rule that failed is told on the page and by the exit status.
test_a_rule_that_failed() {
    have_acme
    echo 'rule "broken" { when = function(t) return t.x.y end, assign = { I = "unit:support" } }' \
        >policy/broken.lua
    raci report -o a.html
    exits 3
    err_has "broken"
    grep -qF "A rule failed, so this is not to be relied on" a.html || fail "the page does not say so"
}

# What a scenario or a model has wrong is told as whatif and compare tell it, and nothing is written.
test_scenarios_and_models() {
    have_halvenny
    raci --at 2026-12-01 report -o a.html --scenario scenarios/islands-region.lua && exits 0
    raci --at 2026-12-01 report -o a.html --compare empowered-cxo marketing-led && exits 0
    raci --at 2026-12-01 report -o a.html --compare && exits 0
    rm a.html
    raci --at 2026-12-01 report -o a.html --scenario nowhere.lua
    exits 2
    err_has nowhere.lua
    raci --at 2026-12-01 report -o a.html --compare nobody-led
    exits 3
    err_has nobody-led
    [ ! -e a.html ] || fail "a file was written"
    raci report marketing-led -o a.html
    exits 2
    err_has "raci report --compare marketing-led"
}

# Each touchpoint has a row, whose letters are those of raci matrix.
test_matrix() {
    have_halvenny
    raci --at 2026-12-01 report -o a.html && exits 0
    raci --at 2026-12-01 --format jsonl matrix && exits 0
    "$lua" -e "$reads" - ../out a.html <<'END' || fail "the page has other rows"
local page = read(arg[2])
local rows = 0
for line in io.lines(arg[1]) do
  local subject = line:match('^{"subject":"(touchpoint:[^"]*)"')
  if subject then
    local from = assert(page:find('<tr id="' .. subject .. '" ', 1, true), subject)
    local row = page:sub(from, page:find("</tr>", from, true))
    for letter in ("ARCI"):gmatch(".") do
      local holders = select(2, (line:match('"' .. letter .. '":%[(.-)%]') or ""):gsub('"[^"]*"', ""))
      local cells = 0
      for n in row:gmatch('<b class="l .">' .. letter .. "(.-)</b>") do
        cells = cells + (tonumber(n:match("<sup>(%d+)</sup>")) or 1)
      end
      assert(holders == cells, subject .. " " .. letter .. ": " .. holders .. ", page: " .. cells)
    end
    rows = rows + 1
  end
end
assert(rows > 100, "few rows")
END
}

# What a scenario does is told on the page as by raci whatif.
test_before_and_after() {
    have_halvenny
    raci --at 2026-12-01 report -o a.html --scenario scenarios/customer-success.lua && exits 0
    raci --at 2026-12-01 --format json whatif scenarios/customer-success.lua
    "$lua" -e "$reads" - ../out a.html <<'END' || fail "the page says something else"
local whatif, page = read(arg[1]), read(arg[2])
page = page:sub((assert(page:find('<section class="section" id="whatif"', 1, true))))
local titles = { new = "Findings that are new", gone = "Gone", changed = "Changed", existing = "As before" }
for status, title in pairs(titles) do
  local n = whatif:match('"summary":{[^}]*"' .. status .. '":(%d+)')
  local said = page:match("<dt>" .. title .. '</dt><dd class="figure">(%d+)<')
  assert(n == said, status .. ": " .. tostring(n) .. ", page: " .. tostring(said))
end
local before, after = whatif:match('"escalations":{"from":{"cxo":(%d+).-"to":{"cxo":(%d+)')
assert(page:find("Escalated to the CXO</th><td class=\"number\">" .. before .. "</td><td class=\"number\">" ..
  after .. "</td>", 1, true), "the CXO gets something else")
local moves = select(2, whatif:match('"moves":(%b[])'):gsub('{"subject"', ""))
assert(page:find("Letters with other holders <span class=\"count\">" .. moves .. "<", 1, true), moves .. " moves")
assert(page:find('">Offer beside the bill</a></strong> <span class="code">required-missing', 1, true), "no link")
assert(page:find("merge_units", 1, true), "the steps are not told")
for holder, letter, from, to in whatif:match('"load":(%b[])'):gmatch(
  '{"holder":"([^"]*)","letter":"(.)","from":(%d+),"to":(%d+)}') do
  local row = letter .. '</abbr> [^%c]-</th><td class="number">' .. from .. '</td><td class="number">' .. to .. "<"
  assert(page:find(row), "the load of " .. holder .. " is not told")
end
END
    raci --at 2026-12-01 report -o b.html && exits 0
    grep -q 'id="whatif"' b.html && fail "without a scenario there is no before and after"
    return 0
}

# Of very many who get more or less to do the last are counted.
test_very_many_loads() {
    raci init && exits 0
    mkdir org
    awk 'BEGIN {
        units = "org/units.csv"; positions = "org/positions.csv"; touchpoints = "org/touchpoints.csv"
        print "key,name,head" >units; print "key,title,unit" >positions; print "key,name,units" >touchpoints
        print "scenario \"all heads go\" {" >"all.lua"
        for (i = 1; i <= 130; i++) {
            print "u" i ",Unit " i ",p" i >units
            print "p" i ",Head " i ",u" i >positions
            print "t" i ",Touchpoint " i ",u" i >touchpoints
            print "  close_position { position = \"p" i "\" }," >"all.lua"
        }
        print "}" >"all.lua"
    }'
    raci import org && exits 0
    raci whatif --format csv --list load all.lua
    [ "$(wc -l <../out)" = 131 ] || fail "not all heads lose their touchpoint"
    raci report -o a.html --scenario all.lua && exits 0
    grep -o '<div class="load".*' a.html >load
    rows=$(grep -o '</th><td class="number">1</td><td class="number">0</td>' load | wc -l)
    [ "$rows" = 112 ] || fail "$rows rows"
    grep -qF "And 18 more, which raci whatif --list load --format csv lists." load || fail "18 are not told of"
}

# Models are told on the page as by raci compare, the policy of the page first.
test_models_side_by_side() {
    have_halvenny
    raci --at 2026-12-01 report -o a.html --compare empowered-cxo lifecycle-split && exits 0
    raci --at 2026-12-01 --format json compare empowered-cxo lifecycle-split
    "$lua" -e "$reads" - ../out a.html <<'END' || fail "the page says something else"
local compared, page = read(arg[1]), read(arg[2])
page = page:sub((assert(page:find('<section class="section" id="compare"', 1, true))))
page = page:gsub("</?strong>", "")
assert(page:find('<tr class="own"><th scope="row">halvenny ', 1, true), "its own policy is not the first")
local n = 0
for name, summary in compared:gmatch('{"model":"([^"]*)".-"summary":(%b{})') do
  local row = assert(page:match('<tr><th scope="row">' .. name:gsub("%-", "%%-") .. "</th>(.-)</tr>"), name)
  for kind, title in pairs({ conflicts = "Conflicts", gaps = "Gaps", risks = "Risks" }) do
    local count = summary:match('"' .. kind .. '":(%d+)')
    assert(row:find('data-as="' .. title .. '">' .. count .. "<", 1, true), name .. ": " .. kind)
  end
  n = n + 1
end
assert(n == 2, n .. " models")
END
    grep -q 'all name the same' a.html || fail "where they part is not told"
}

# Each list is, byte for byte, that of the command whose it is.
test_tables() {
    have_halvenny
    what=scenarios/customer-success.lua
    raci --at 2026-12-01 --format csv matrix
    cp ../out matrix
    raci --at 2026-12-01 --format csv check
    cp ../out findings
    raci --at 2026-12-01 --format csv escalations --all
    cp ../out escalations
    raci --at 2026-12-01 --format csv seams
    cp ../out seams
    raci --at 2026-12-01 --format csv whatif $what
    cp ../out changes
    raci --at 2026-12-01 --format csv whatif $what --list moves
    cp ../out moves
    raci --at 2026-12-01 --format csv whatif $what --list load
    cp ../out load
    for list in matrix findings escalations seams changes moves load; do
        [ "$(wc -l <$list)" -gt 3 ] || fail "there is little in $list"
        raci --at 2026-12-01 report --format csv --list $list --scenario $what && exits 0
        cmp -s ../out $list || fail "$list is another one"
    done
    raci --at 2026-12-01 report -o a.csv && exits 0
    cmp -s a.csv matrix || fail "without --list it is not the matrix"
    raci --at 2026-12-01 report --format csv --list models --compare empowered-cxo && exits 0
    raci --at 2026-12-01 --format csv compare empowered-cxo
    tail -n 1 ../out >expected
    raci --at 2026-12-01 report --format csv --list models --compare empowered-cxo && exits 0
    tail -n 1 ../out | cmp -s - expected || fail "models are others"
}

# The document has every touchpoint, every finding and what waits, and equal bytes each time.
test_document() {
    have_halvenny
    what="--scenario scenarios/customer-success.lua --compare empowered-cxo"
    raci --at 2026-12-01 report -o a.md $what && exits 0
    sleep 1
    TZ=Asia/Tokyo LC_ALL=C raci --at 2026-12-01 report --format md $what && exits 0
    cmp -s ../out a.md || fail "other bytes"
    for chapter in Summary Matrix Findings "To be decided" Load "Passages between departments" \
        "Before and after" "Models side by side"; do
        grep -qx "## $chapter" a.md || fail "it has no chapter $chapter"
    done
    raci --at 2026-12-01 --format jsonl check
    "$lua" -e "$reads" - ../out a.md <<'END' || fail "findings are missing"
local text = read(arg[2])
local n = 0
for line in io.lines(arg[1]) do
  if line:find('"cause":null', 1, true) then
    local key = line:match('^{"key":"(%x%x%x%x%x%x)')
    assert(text:find("(\\#" .. key .. ")", 1, true), key .. " is not there")
    n = n + 1
  end
end
assert(n > 50, "few findings")
END
    [ "$(grep -c '^| Monthly bill |' a.md)" = 1 ] || fail "a touchpoint is missing"
}

# The workbook has a sheet for each of its lists, and its way back.
test_workbook() {
    have_halvenny
    what="--scenario scenarios/customer-success.lua --compare empowered-cxo"
    raci --at 2026-12-01 report -o a.xlsx $what && exits 0
    sleep 2
    TZ=Asia/Tokyo LC_ALL=C raci --at 2026-12-01 report --format xlsx -o - $what && exits 0
    cmp -s ../out a.xlsx || fail "other bytes"
    raci --at 2026-12-01 import a.xlsx && exits 0
    for sheet in Summary Findings Inbox Load Seams "Before and after" Moves \
        "Load before and after" Models Answers Legend; do
        tr '\n' ' ' <../out | tr -s ' ' | grep -qF "$sheet (" || fail "it has no sheet $sheet"
    done
    out_has "no letter in it was edited"
    raci --at 2026-12-01 report -o b.xlsx && exits 0
    raci --at 2026-12-01 import b.xlsx && exits 0
    grep -q Moves ../out && fail "without a scenario nothing moves"
    return 0
}

# raci timeline: what time brings, day by day.

test_of_the_sample() {
    raci init --sample halvenny && exits 0
    note_model
    raci timeline --at 2026-12-01 --days 70
    exits 0
    err_empty
    out_is <<'EOF'
From 2026-12-01 to 2027-02-09, 2 days bring something: 1 vacant position, 15
reviews too old and 3 other findings.

2027-01-21, in 51 days
  stale (11): last reviewed on 2026-01-20
     Letter to the chief executive → Chief of Staff (Tomasz Wieczorek)
     Apology; Acknowledgement within a day; Complaint by phone; Complaint on the
       website; Complaint by letter; Complaint at a showroom; Goodwill payment;
       Review by a manager; Letter that names the ombudsman → Head of Complaints
       (Ruairí Gallagher)
     Survey after a complaint → Head of Voice of the Customer (Oluwaseun Bakare)

2027-02-01, in 62 days
  - the seat of Tan Wei Jun as Director of Pricing ends
  vacant: Director of Pricing
     Nobody sits in the seat of Director of Pricing on 2027-02-01, though it
     holds letters.
     → Chief Financial Officer (Anneliese Rütimann)
  stale (4): the seat of Tan Wei Jun as Director of Pricing ends
     Price change letter → Chief Financial Officer (Anneliese Rütimann)
     The price promise → Director of Brand and Communications (Isabelle
       Fontaine)
     The tariffs explained; The written quote → Director of Home Sales (Callum
       Fraser)
  error vacant-accountable: The price promise
     Director of Pricing is accountable for the touchpoint 'The price promise',
     but nobody sits in that seat on 2027-02-01.
     → Chief Executive Officer (Rosalind Achterberg)
  warning vacant-head: Pricing
     Director of Pricing heads the unit 'Pricing', but nobody sits in that seat
     on 2027-02-01.
     → Chief Financial Officer (Anneliese Rütimann)
  info single-point-of-failure: The tariffs explained
     Zoltán Fekete alone is responsible for the touchpoint 'The tariffs
     explained': there is nobody else in the unit 'Pricing' and the unit
     'Website'.
     → Director of Home Sales (Callum Fraser)

Answered as of 2026-12-01, by the policy halvenny 2026.4.
EOF
    model_is_as_noted
}

test_in_every_format() {
    raci init --sample halvenny && exits 0
    raci timeline --at 2026-12-01 --days 365 --format jsonl && exits 0
    lines=$(wc -l <../out)
    for format in json csv md; do
        raci timeline --at 2026-12-01 --days 365 --format $format && exits 0
        err_empty
        out_has "the delegate seat of Gulnara Akhmetova as Head of Home Surveys ends"
    done
    raci timeline --at 2026-12-01 --days 365 --format csv && exits 0
    [ "$(wc -l <../out)" = $((lines + 1)) ] || fail "csv has other lines than jsonl"
    raci timeline --at 2026-12-01 --days 365 --format json && exits 0
    out_is_fine json
    cp ../out ../first
    raci timeline --at 2026-12-01 --days 365 --format json && cmp -s ../first ../out ||
        fail "twice asked, two answers"
}

test_says_when_nothing_comes() {
    have_small
    raci timeline --at 2030-01-01 --days 30
    exits 0
    out_is <<'EOF'
From 2030-01-01 to 2030-01-31, nothing becomes vacant, unowned, expired or
stale.

Answered as of 2030-01-01, by the policy small 1.
EOF
}

test_refuses_other_numbers() {
    have_small
    for days in 0 -1 x 1x 36526 999999 1.5 ''; do
        raci timeline --days "$days"
        exits 2
        out_empty
    done
    err_has "--days needs a value: --days NUMBER"
    raci timeline --days 40000
    err_has "--days takes a number from 1 to 36525, not '40000'"
    raci timeline --at 9999-12-01
    exits 2
    err_has "before the year 10000"
}

# What ends on a day is told before what begins in its place, whichever row came in first.
test_rows_in_another_order() {
    have_small
    first=0123456789abcdef,0123456789abcdef,position:ceo,so,2026-01-01,2026-09-01
    second=0123456789abcdef,0123456789abcdef,position:ceo,still,2026-09-01,2027-01-01
    mkdir one other
    printf '%s\n' key,fingerprint,by,reason,from,to $first $second >one/acceptances.csv
    printf '%s\n' key,fingerprint,by,reason,from,to $second $first >other/acceptances.csv
    for folder in one other; do
        cp raci.db $folder.db
        printf '%s\n' position,person,kind,from,to \
            "coo,$(sed -n 's/,.*//; 2p' "$small/people.csv"),acting,2026-01-01,2026-09-01" >$folder/seats.csv
        raci --model $folder.db import $folder
        exits 0
        raci --model $folder.db --at 2026-08-01 timeline --days 60
        out_has "the acceptance of the finding 0123456789abcdef by Chief Executive ends"
        mv ../out $folder.told
    done
    cmp -s one.told other.told || fail "it depends on the order of rows"
}

# Of what a day brings to many, a page is told, and the other formats list it all.
test_many_on_one_day() {
    have_small
    {
        echo "key,name,journey,order,units,reviewed_on"
        for i in $(seq 40); do echo "t$i,Touch $i,buy,$i,unit$i,2026-01-01"; done
    } >touchpoints.csv
    {
        echo "key,name,parent,head"
        for i in $(seq 40); do echo "unit$i,Unit $i,acme,p$i"; done
    } >units.csv
    {
        echo "key,title,unit,reports_to"
        for i in $(seq 40); do echo "p$i,Head $i,unit$i,ceo"; done
    } >positions.csv
    {
        echo "key,name"
        for i in $(seq 40); do echo "n$i,Name $i"; done
    } >people.csv
    {
        echo "position,person,kind,from,to"
        for i in $(seq 40); do echo "p$i,n$i,holder,2020-01-01,2026-12-20"; done
    } >seats.csv
    mkdir many && mv ./*.csv many
    raci import many && exits 0
    raci timeline --at 2026-12-01 --days 40
    exits 0
    out_has "and 28 more, which --format csv lists"
    [ "$(wc -l <../out)" -lt 230 ] || fail "it is a long page: $(wc -l <../out) lines"
    "$lua" -e 'for line in io.lines() do assert(utf8.len(line) <= 80, line) end' <../out ||
        fail "a line is too long"
    raci timeline --at 2026-12-01 --days 40 --format csv && exits 0
    for i in $(seq 40); do
        out_has "2026-12-20,vacant,position:p$i,"
        out_has "2026-12-20,stale,touchpoint:t$i,"
    done
}

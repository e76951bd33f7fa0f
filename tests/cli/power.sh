# What a holder, or each officer, really commands.

test_holder() {
    have_acme
    for holder in coo position:coo office:coo 'chief operations officer'; do
        raci --at 2026-03-01 --format json power "$holder"
        exits 0
        err_empty
        out_has '{"holder":"position:coo","title":"Chief Operations Officer","people":[{"person":'
        out_has '"touchpoints":8,"commanded":4,"share":0.5000,"by_line":4,"by_mandate":0,'
    done
    raci --at 2026-03-01 power coo
    exits 0
    out_is_fine text
    out_has "commands those who do the work on 4"
}

# For a unit its head commands, for a person all their positions, for who has none nobody.
test_who_stands_for_whom() {
    have_acme
    for holder in unit:marketing person:cy-moss position:cmo; do
        raci --at 2026-03-01 --format csv power "$holder"
        exits 0
        cut -d, -f1,3- ../out >../"${holder%%:*}"
    done
    cmp -s ../unit ../position || fail "a unit is not its head"
    cmp -s ../person ../position || fail "a person is not their only position"
    raci --at 2026-03-01 power unit:returns
    exits 0
    out_has "It has no head who could command anybody."
    out_has "on 0"
}

test_mandates() {
    have_acme
    raci --at 2026-03-01 change 'grant { position = "cxo", scope = "stage:support" }'
    exits 0
    raci --at 2026-03-01 --format jsonl power cxo
    exits 0
    out_has '"commanded":true,"through":"mandate","in_the_way":null}'
    out_has '"commanded":false,"through":null,"in_the_way":{"department":"unit:'
    raci --at 2026-03-01 change 'grant { position = "cxo", scope = "*" }'
    exits 0
    raci --at 2026-03-01 --format json power cxo
    out_has '"commanded":8,"share":1.0000,"by_line":0,"by_mandate":8,"elsewhere":[]'
    raci --at 2026-03-01 --format csv power --officers
    exits 0
    sed -n 2p ../out >../first
    grep -q '^cxo,position:cxo,.*,8,8,1.0000,0,8$' ../first || fail "not first: $(cat ../first)"
}

# What the officers' lines say is what each of them says alone.
test_officers() {
    have_acme
    raci --at 2026-03-01 --format csv power --officers
    exits 0
    sed 1d ../out >../officers
    [ "$(wc -l <../officers)" -gt 2 ] || fail "expected officers"
    while IFS= read -r line; do
        holder=$(echo "$line" | cut -d, -f2)
        raci --at 2026-03-01 --format jsonl power "$holder"
        commanded=$(grep -c '"commanded":true' ../out)
        echo "$line" | grep -q ",8,$commanded,[0-9.]*,[0-9]*,[0-9]*\$" ||
            fail "$holder commands $commanded: $line"
    done <../officers
    raci --at 2026-03-01 power --officers
    exits 0
    out_is_fine text
    raci --at 1900-01-01 power --officers
    exits 0
}

test_nothing_there() {
    raci init
    raci power --officers
    exits 0
    out_has "0 touchpoints"
    out_has "No position has an office."
    raci --format json power --officers
    out_is <<'END'
{"touchpoints":0,"accountable":0,"empowered":0,"share":null,"officers":[]}
END
}

test_wrong_usage() {
    have_acme
    raci power
    exits 2
    out_empty
    err_has "whose power? Name one HOLDER, or say --officers"
    raci power coo --officers
    exits 2
    raci power xyzzy
    exits 2
    err_has "xyzzy"
    raci power chief
    exits 1
    out_has "ask again with one of these"
    raci power checkout
    exits 2
    err_has "'raci who' answers for touchpoints and journeys"
}

test_formats() {
    have_acme
    for format in text json jsonl csv md; do
        for who in coo unit:support --officers; do
            raci --at 2026-03-01 --format "$format" power "$who"
            exits 0
            out_is_fine "$format"
        done
    done
}

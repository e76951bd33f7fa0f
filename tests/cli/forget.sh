# raci forget: who somebody was goes, what they did stays.

day="--at 2026-12-01"
stamp="--recorded-at 2026-12-01T08:00:00Z"

# Marcus Tembo sits, contests, has said things, and is in the policy.
have_marcus() {
    raci init here --sample halvenny && exits 0
    cd here || exit 1
    mkdir more
    cat >more/disputes.csv <<'END'
subject,letter,by,claims,reason
touchpoint:bill-explained,A,person:marcus-tembo,,Marcus Tembo says: ask marcus.tembo@halvenny.example
END
    cat >more/stated.csv <<'END'
touchpoint,letter,holder,reason
bill-explained,C,person:marcus-tembo,"as ""MARCUS TEMBO"" wrote"
bill-explained,I,position:cfo,"{""by"":""Marcus\u0020Tembo""}"
END
    raci import more && exits 0
    # shellcheck disable=SC2086
    raci check $day --record $stamp && exits 1
    # shellcheck disable=SC2086
    raci change 'rename_unit { unit = "billing", name = "Billing, once of Marcus Tembo" }' $day \
        $stamp --because "Marcus Tembo asked" && exits 0
}

says_marcus() {
    LC_ALL=C grep -a -i -q -e 'marcus.tembo' -e 'tembo, marcus' "$@"
}

test_leaves_nothing() {
    have_marcus
    says_marcus raci.db || fail "the model does not name him"
    # shellcheck disable=SC2086
    raci check $day --format csv && exits 1
    cut -d, -f1-3 ../out | sort >../before
    # shellcheck disable=SC2086
    raci forget 'Marcus Tembo' --yes --by position:cfo --because "Marcus Tembo asked us" $day \
        --recorded-at 2026-12-02T08:00:00Z && exits 0
    err_empty
    size=$(($(wc -c <raci.db)))
    out_is <<END
person:marcus-tembo is from now on person:person-1.
$(sed -n 2,3p ../out)
Recorded as entry 5, without the name; it cannot be taken back.
The file was written anew, and its $size bytes were searched: nothing was
  found.

Out of reach: backups and copies, exports and reports made before, and blocks of
the disk that the file and its journal had earlier. An import that brings the
person again makes them known again.
END
    says_marcus raci.db && fail "the model still names him"
    raci export csv && exits 0
    says_marcus -r csv && fail "an export names him"
    grep -q '^person-1,,,,$' csv/people.csv || fail "he has no neutral row"
    # shellcheck disable=SC2086
    raci check $day --format csv && exits 1
    says_marcus ../out && fail "findings name him"
    cut -d, -f1-3 ../out | sort >../after
    # The key of what he contests is another one, and only that.
    [ "$(comm -3 ../before ../after | wc -l)" -le 2 ] || fail "other findings than before"
    # shellcheck disable=SC2086
    raci check --at 2026-12-03 --record --recorded-at 2026-12-03T08:00:00Z && exits 1
    raci log --format csv && exits 0
    grep -q '^2,2026-12-03,.*,run,' ../out || fail "no second run"
    says_marcus ../out && fail "the log names him"
    raci who bill-explained --as-recorded $day && exits 0
    grep -q person-1 ../out || fail "the recorded answer lacks him"
    says_marcus ../out && fail "the recorded answer names him"
    raci undo 5 && exits 2
    grep -q 'forgot somebody (forget person:person-1): that cannot be taken back' ../err ||
        fail "undo says otherwise"
    raci undo && exits 0 # what was changed before
    grep -q '^Taken back, entry 4: change$' ../out || fail "the change is not taken back"
}

# What he knew stays known, what was decided is proved as it reads now, and earlier days are answered.
test_keeps_what_was_recorded() {
    have_marcus
    # shellcheck disable=SC2086
    raci decide 02acd652 --accountable director-billing --by office:ceo \
        --because "Marcus Tembo knows why" --until 2027-12-01 $day $stamp && exits 0
    # shellcheck disable=SC2086
    raci acknowledge head-collections --by marcus-tembo $day $stamp && exits 0
    raci log && exits 0
    head=$(sed -n 's/^  \([0-9a-f]*\)$/\1/p' ../out)
    # shellcheck disable=SC2086
    raci who bill-explained --as-recorded $day --letter A && exits 0
    head -3 ../out >../before
    raci forget marcus-tembo --yes --at 2026-12-02 --recorded-at 2026-12-02T08:00:00Z && exits 0
    says_marcus raci.db && fail "the model still names him"
    raci log --verify --head "$head"
    exits 0
    out_has "The head that was asked about is that of entry 6"
    out_has "5 of those up to the head after"
    raci log --verify --head "$head" --format json
    exits 0
    out_has '"since":5,"by":7},"broken":null}'
    raci brief head-collections --at 2026-12-02 && exits 0
    out_has "person-1 acknowledged this card as of 2026-12-01; nothing has changed since."
    # shellcheck disable=SC2086
    raci who bill-explained --as-recorded $day --letter A && exits 0
    head -3 ../out >../after
    cmp ../before ../after || fail "it is answered otherwise: $(cat ../out)"
}

test_asks_first() {
    have_marcus
    cp raci.db ../was.db
    raci forget marcus-tembo && exits 2
    out_empty
    err_is <<'END'
raci: forgetting cannot be taken back: say --yes, or --dry-run to see what it would do
END
    # shellcheck disable=SC2086
    raci forget marcus-tembo --dry-run $day && exits 0
    grep -q '^person:marcus-tembo would be from now on person:person-1.$' ../out || fail "says otherwise"
    grep -q '^A dry run: nothing was kept.$' ../out || fail "does not say that it is one"
    cmp -s raci.db ../was.db || fail "a dry run wrote the model"
}

test_tells_what_is_left() {
    have_marcus
    printf -- '-- Marcus Tembo wrote this\n' >policy/more.lua
    mkdir reports && printf 'one\ntwo\nA report to marcus-tembo.\n' >reports/of-may.txt
    raci change 'rename_unit { unit = "billing", name = "Tembo and sons" }' $day $stamp && exits 0
    # shellcheck disable=SC2086
    raci forget person:marcus-tembo --yes --look reports $day $stamp --format csv && exits 1
    out_is <<END
kind,where,line,text
doubt,change_rows.said,,name=Tembo and sons
doubt,change_steps.said,,"$(sed -n 's/^doubt,change_steps.said,,"\(.*\)"$/\1/p' ../out)"
doubt,unit_periods.name,,Tembo and sons
file,policy/more.lua,1,'-- Marcus Tembo wrote this
file,reports/of-may.txt,3,A report to marcus-tembo.
END
    # shellcheck disable=SC2086
    raci forget person-1 --also Tembo --yes $day $stamp --policy empowered-cxo && exits 0
    LC_ALL=C grep -a -i -q tembo raci.db && fail "what was said is left"
    grep -q '^person:person-1 was forgotten before, and stays person:person-1.$' ../out ||
        fail "says otherwise"
}

test_refuses() {
    have_marcus
    raci forget marcus-tempo --yes && exits 2
    err_is <<'END'
raci: there is no person 'marcus-tempo'; did you mean 'marcus-tembo'?
END
    raci forget position:cfo --yes && exits 2
    raci forget marcus-tembo --yes --by unit:billing && exits 2
    raci forget marcus-tembo --yes --by position:nobody && exits 2
    err_is <<'END'
raci: there is no position 'nobody' who could do it
END
    raci forget marcus-tembo --yes --look nowhere && exits 2
}

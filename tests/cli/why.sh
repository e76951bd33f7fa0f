# How a letter came to its holders, in sentences.

# Makes one line of what was printed, wherever that was broken.
on_one_line() {
    tr '\n' ' ' <../out | tr -s ' ' >../line
    mv ../line ../out
}

# Those with the same reasons are told together, whatever stands between them.
test_groups_of_holders() {
    have_acme
    cat >policy/policy.lua <<'END'
policy { name = "t", scheme = "RACI" }
rule "one" { because = "of this", assign = { I = { "position:ceo", "position:packer" } } }
rule "two" { because = "of that", assign = { I = { "position:agent", "position:cxo", "position:coo" } } }
END
    raci --at 2026-03-01 why refund I
    exits 0
    on_one_line
    out_has 'the rule "one" says so, because of this.'
    out_has 'Chief Executive Officer (Ann Ito) and Packer (Gil O'"'"'Hara) are informed about it: the rule "one" says so'
    out_has ' Chief Operations Officer (Dana Ruiz) and Chief Experience Officer (Bea Ruiz, acting) are informed about it: the rule "two" says so'
}

# Why one comes before another: its tier, or overrides, through others where it is so.
test_precedence() {
    have_acme
    cat >policy/policy.lua <<'END'
policy { name = "t", scheme = "RACI" }
default "low" { assign = { A = "position:ceo" } }
rule "a" { assign = { A = "position:cmo" }, overrides = { "b" } }
rule "b" { assign = { C = "position:cmo" }, overrides = { "c" } }
rule "c" { assign = { A = "position:coo" } }
END
    raci --at 2026-03-01 why refund A
    exits 0
    on_one_line
    out_has 'The rule "c" also speaks here, but the rule "a" comes first: it overrides that one by way of "b".'
    out_has 'The default "low" also speaks here, but the rule "a" comes first: a rule goes before a default.'
    raci --at 2026-03-01 --format json why refund A
    out_has '"result":"overridden","by":"a","gives":[],"how":"overrides","through":["b"],"expression":"position:coo"'
    out_has '"result":"overridden","by":"a","gives":[],"how":"tier","through":[],"expression":"position:ceo"'
}

# What each ban did.
test_bans() {
    have_acme
    cat >policy/policy.lua <<'END'
policy { name = "t", scheme = "RACI" }
rule "a" { assign = { A = { "position:cmo", "position:coo" } } }
law "b" { because = "the law says", forbid = { A = "position:cmo" } }
rule "c" { forbid = { A = "position:coo" } }
rule "d" { forbid = { A = "position:packer" } }
END
    raci --at 2026-03-01 --format json why refund A
    exits 0
    out_has '"name":"b","tier":"law","file":"policy/policy.lua","line":3,"because":"the law says","result":"forbids","by":null,"gives":[],"how":null,"through":[],"expression":"position:cmo","removes":["position:cmo"],"contests":[]'
    out_has '"removes":[],"contests":["position:coo"]'
    raci --at 2026-03-01 why refund A
    out_has "takes the letter from Chief Marketing Officer"
    out_has "contests the letter of Chief Operations Officer"
    out_has "nobody here loses the letter by it"
}

# What another rule lifts is neither met nor missing, whatever the tiers of the two.
test_lifted_requirements() {
    have_acme
    cat >policy/policy.lua <<'END'
policy { name = "t", scheme = "RACI" }
default "low" { assign = { A = "position:ceo" } }
law "ask" { because = "the law says", require = { C = "position:coo", I = "position:ceo" } }
rule "not here" { because = "it is small", overrides = { "between" } }
rule "between" { because = "as above", overrides = { "ask" }, match = { key = "nowhere*" } }
rule "told" { because = "of this", assign = { I = "position:cmo" }, require = { I = "position:cmo" } }
END
    raci --at 2026-03-01 --format json why refund C
    exits 0
    out_has '"result":"lifted","by":"not here","gives":[],"how":"overrides","through":["between"],"expression":"position:coo","removes":[],"contests":[]}],"banned":[],"contested":[],"missing":[]'
    raci --at 2026-03-01 --format csv why refund
    out_has 'C,ask,law,policy/policy.lua,3,the law says,lifted,not here,,overrides,between,position:coo,,'
    out_has 'I,ask,law,policy/policy.lua,3,the law says,lifted,not here,,overrides,between,position:ceo,,'
    out_has 'I,told,rule,policy/policy.lua,6,of this,met,,,,,position:cmo,,'
    raci --at 2026-03-01 --format md why refund C
    out_has '| C | ask | law | policy/policy.lua | 3 | the law says | lifted | not here |'
    raci --at 2026-03-01 why refund C
    exits 0
    on_one_line
    out_lacks 'requires, met'
    out_has 'lifts that: it overrides that one by way of "between", because it is small.'
    out_has 'requires, lifted: the law "ask"'
    out_has 'asks for position:coo; lifted by the rule "not here" (policy/policy.lua:4): it overrides that one by way of "between"'
}

# A rule that gives and forbids the same: no override can settle that.
test_rule_against_itself() {
    have_acme
    cat >policy/policy.lua <<'END'
policy { name = "t", scheme = "RACI" }
rule "y" { because = "of this", assign = { A = "position:coo" }, forbid = { A = under("unit:operations") } }
END
    raci --at 2026-03-01 why refund A
    exits 0
    on_one_line
    out_has 'The rule "y" both gives it to Chief Operations Officer (Dana Ruiz) and forbids that, so it does not count until one is taken away.'
    out_lacks 'overrides the other'
    raci --at 2026-03-01 why-not refund A coo
    exits 0
    on_one_line
    out_has 'it both gives and forbids that: one of the two has to be taken away'
    out_lacks 'override the other'
    raci --at 2026-03-01 --format csv check --code contested && exits 1
    out_has "is contested, as the rule 'y' both gives and forbids it: take one away."
}

# Rows cannot override each other: something else is proposed.
test_ties_of_rows() {
    raci init && exits 0
    cp -r "$acme" org
    cat >org/stated.csv <<'ROWS'
touchpoint,letter,holder,reason
advert,A,position:cmo,
advert,A,position:coo,
delivery,A,position:cmo,
delivery,A,position:coo,
delivery,A,position:ceo,
ROWS
    cat >org/rulings.csv <<'ROWS'
subject,letter,holder,by,reason
touchpoint:first-call,A,position:coo,office:ceo,the seat below is empty
touchpoint:first-call,A,position:cmo,person:dana-ruiz,it is about the brand
ROWS
    raci import org && exits 0
    echo 'policy { name = "t", scheme = "RACI" }' >policy/policy.lua
    raci --at 2026-03-01 --format csv check --code many-accountable && exits 1
    out_has "one should be: the stated row 'stated:advert:A:position:cmo' and the stated row 'stated:advert:A:position:coo' say so; take one of them out of stated.csv, or let a rule override it."
    out_has "and the stated row 'stated:delivery:A:position:coo' say so; take all but one of them out of stated.csv, or let a rule override them."
    out_has "the ruling of Dana Ruiz and the ruling of the CEO say so; end one of them."
    out_lacks "override the other"
    echo 'rule "r" { assign = { A = "position:ceo" }, match = { key = "advert" } }' >>policy/policy.lua
    raci --at 2026-03-01 --format csv check --code many-accountable && exits 1
    out_has "let one of the rule 'r', the stated row 'stated:advert:A:position:cmo' and the stated row 'stated:advert:A:position:coo' override the others."
}

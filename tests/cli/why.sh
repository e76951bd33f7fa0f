# How a letter came to its holders, in sentences.

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
    tr '\n' ' ' <../out | tr -s ' ' >../line
    mv ../line ../out
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
    tr '\n' ' ' <../out | tr -s ' ' >../line
    mv ../line ../out
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

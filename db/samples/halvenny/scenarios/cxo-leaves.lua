-- The customer experience officer leaves, and nobody has been found yet: who decides then?
scenario "the CXO leaves" {
  because   = "another company made an offer",
  effective = "2027-01-31",

  leave { person = "nkechi-adeyemi" },
}

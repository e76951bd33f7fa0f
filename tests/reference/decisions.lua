-- Sentences of the contract that can be read in two ways, and how the reference reads them.

return {
  -- "the CXO (the position with office cxo)", where several positions have the office: the
  -- "first" in key order stands for the office, or "each" is tried in key order.
  officers = "each",

  -- "units, tags are arrays of keys in order": the order of the "cell", or that of the "keys".
  lists = "cell",

  -- u:under(v) of units: "strictly" below, as p:under(q) of positions is; or "at or below".
  units_under = "at or below",

  -- p:holders() of a person with two seats in p: one entry for each of the "people" or "seats".
  holders = "seats",

  -- A function that names something the model has on no date (in the text of a rule it is an
  -- error at load): it has "failed", or what it names is "nobody".
  strangers = "failed",

  -- "the contenders' lowest common superior": of "two" parties or more, or of "one" as well.
  contenders = "one",
}

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

  -- "the root finding's key, when this one follows from another": at the "root" of a chain of
  -- such findings, or the "nearest".
  causes = "root",

  -- "a stated row that overrides": one that "wins" a letter which a rule of a lower tier assigns
  -- too, or "never" one, for rows name no overrides.
  stated_overrides = "wins",

  -- "includes: ... or a person seated in x", of a unit x: "at or below" it, or "never".
  person_includes_unit = "at or below",

  -- "the seat that ended last was an acting one", where several ended on that day: "all" of
  -- them, or "any".
  ended_together = "all",

  -- "into stands where the unit stood in a touchpoint's list of delivering units, once", where it
  -- stands in the list already: only "there", or where either of the two stood "first".
  once = "first",

  -- "the position is there, vacant": seats of an earlier period of it that last longer end, and
  -- it is "vacant"; or they stay "as stated".
  created = "vacant",

  -- "when the person sits there in that kind", but until another day than the step says: the
  -- seat lasts "until another day" then, or the step repeats what is so "already".
  seated = "until another day",

  -- "when something it names is not there", of withdraw and unstate, which end a row that names
  -- it: the step "applies" all the same, or it is "absent".
  ended_names = "applies",

  -- What ends on the day on which its only row begins is "forgotten" by all rows that name it,
  -- or "named" by rows that a file could not be read back from.
  nameless = "forgotten",

  -- "a reference to something that the model has on no date is an error at load", in a what-if:
  -- the model of "either" side, or that of "each".
  known_in_whatif = "either",
}

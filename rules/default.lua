-- The policy that holds where an organization has none of its own: whoever
-- delivers a touchpoint does the work, and their head answers for it.

policy { name = "default", version = "1" }

default "the head of the delivering unit answers" {
  because = "somebody must, until a rule says otherwise",
  assign  = { A = head_of_delivering_unit(), R = delivering_units() },
}

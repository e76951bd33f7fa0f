-- The islands become a region of their own, split out of installation and repair: everything
-- that happens there, deliveries too, answers to one director.
scenario "the islands become a region" {
  because   = "a boat that is missed costs a customer a week without heating",
  effective = "2027-02-01",

  create_position { key = "director-islands", title = "Director of the Islands",
    reports_to = "coo", grade = "M2" },
  split_unit {
    unit  = "field-service",
    parts = {
      { key = "islands-region", name = "Islands Region", head = "director-islands" },
    },
  },
  move_position { position = "director-islands", unit = "islands-region" },
  move_unit { unit = "islands", parent = "islands-region" },
  move_position { position = "islands-manager", reports_to = "director-islands" },
  hand_over { from = "logistics", to = "islands-region",
    touchpoints = { "islands-installation" } },

  -- Until the director is found, the manager acts.
  appoint { position = "director-islands", person = "iseabail-mackinnon", kind = "acting",
    to = "2027-08-01" },
}

-- Support joins customer success: those who answer customers and those who write to them
-- become one department of the customer experience officer.
scenario "support joins customer success" {
  because   = "one department from the first bill to the last call",
  effective = "2027-01-01",

  merge_units {
    units = { "customer-service", "customer-marketing" },
    into  = "customer-success",
    name  = "Customer Success",
    head  = "director-customer-service",
  },
  move_unit { unit = "customer-success", parent = "experience" },
  move_position { position = "director-customer-service", reports_to = "cxo" },

  -- The director of customer marketing goes; those who reported there report to the new head.
  close_position { position = "director-customer-marketing",
    reports_to = "director-customer-service" },
  set_lead { journey = "staying", position = "director-customer-service" },
}

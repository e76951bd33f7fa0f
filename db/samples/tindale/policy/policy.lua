-- Who answers at Tindale Cargo Bikes: as one of the governance models has it, with a word more.

policy { name = "tindale", version = "2026.1", scheme = "RACI" }

include "models/shared-responsibility"
params { blame_share = 0.35 } -- of the touchpoints, that one of us may answer for

exception "whoever lends the bikes is asked about contracts" {
  because = "a contract that Finance cannot invoice costs two calls",
  match   = { key = "contract" },
  assign  = { C = "office:cfo" },
}

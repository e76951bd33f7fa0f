-- A published organization in which roles stand in columns of its groups: the product manager is
-- accountable, the engineering managers are responsible, the stable counterparts are consulted.

policy { name = "public", version = "1", scheme = "RACI" }

-- The positions in these columns of the delivering units; a cell may hold several.
local function in_columns(columns)
  return function(touchpoint)
    local found = {}
    for _, unit in ipairs(touchpoint.units) do
      for _, column in ipairs(columns) do
        local cell = org.unit(unit).attr[column] or ""
        for _, key in ipairs(cell:split(";")) do
          if key:trim() ~= "" then
            found[#found + 1] = "position:" .. key:trim()
          end
        end
      end
    end
    return found
  end
end

rule "a group's product manager answers, its managers do, its counterparts advise" {
  because = "the published definition of a product group and its stable counterparts",
  assign  = {
    A = in_columns { "pm" },
    R = in_columns { "backend_engineering_manager", "frontend_engineering_manager" },
    C = in_columns { "ux", "support", "tech_writer", "appsec_engineer", "pmm" },
  },
}

-- The steps of a scenario that change positions, seats and mandates.

local decisions = require "decisions"

local words = {}

-- Positions --------------------------------------------------------------------------------

function words.create_position(now, f)
  now:creates("positions.csv", f.key)
  now:names("unit", f.unit)
  now:names("position", f.reports_to)
  now:create("positions.csv", { key = f.key, title = f.title, unit = f.unit,
    reports_to = f.reports_to, office = f.office, grade = f.grade and tostring(f.grade) })
  now:moves("position", f.key)
  -- It is vacant: seats that outlasted an earlier period of it come to no new life.
  if decisions.created == "vacant" then now:finish_all("seats.csv", { position = f.key }) end
end

-- Those who reported to it report to `reports_to`, else to its superior; so does the one that
-- is `reports_to` itself.
function words.close_position(now, f)
  now:names("position", f.position)
  now:names("position", f.reports_to)
  if f.reports_to == f.position then now:refuse "circle" end
  local superior = now.org.positions[f.position].superior
  for _, row in ipairs(now:rows("positions.csv", { reports_to = f.position })) do
    if row.key ~= f.position then
      local line = f.reports_to ~= row.key and f.reports_to or superior
      now:alter("positions.csv", row, { reports_to = line or "" })
      now:moves("position", row.key)
    end
  end
  now:finish_all("seats.csv", { position = f.position })
  now:finish_all("positions.csv", { key = f.position })
end

local function alter_position(now, position, cells)
  now:alter("positions.csv", now:row("positions.csv", { key = position }), cells)
end

function words.move_position(now, f)
  now:names("position", f.position)
  now:names("unit", f.unit)
  now:names("position", f.reports_to)
  local position = now.org.positions[f.position]
  local same_unit = not f.unit or (position.unit or "") == f.unit
  local same_line = not f.reports_to or (position.superior or "") == f.reports_to
  if same_unit and same_line then now:refuse "already" end
  alter_position(now, f.position, { unit = f.unit, reports_to = f.reports_to })
  if f.reports_to then now:moves("position", f.position) end
end

-- cco is read as cxo.
function words.set_office(now, f)
  now:names("position", f.position)
  local office = f.office == "cco" and "cxo" or f.office
  if (now.org.positions[f.position].office or "") == office then now:refuse "already" end
  alter_position(now, f.position, { office = f.office })
end

-- Seats ------------------------------------------------------------------------------------

-- The key of the person, who may be somebody new.
local function person_of(now, person)
  if type(person) == "string" then
    now:names("person", person)
    return person
  end
  now:creates("people.csv", person.key)
  now:create("people.csv", { key = person.key, name = person.name, email = person.email })
  return person.key
end

function words.appoint(now, f)
  now:names("position", f.position)
  if f.to and f.to <= now.day then now:refuse "over" end
  local seat = { position = f.position, person = person_of(now, f.person),
    kind = f.kind or "holder" }
  local row = now:row("seats.csv", seat)
  if not row then
    seat.to = f.to
    now:create("seats.csv", seat)
  elseif f.to and f.to ~= row.to and decisions.seated == "until another day" then
    now:alter("seats.csv", row, { to = now.earlier(f.to, now:next_period("seats.csv", seat)) })
  end
  if not now.touched then now:refuse "already" end
end

function words.vacate(now, f)
  now:names("position", f.position)
  now:names("person", f.person)
  if now:finish_all("seats.csv", { position = f.position, person = f.person }) == 0 then
    now:refuse "nothing to end"
  end
end

-- Later seats of the person do not begin.
function words.leave(now, f)
  now:names("person", f.person)
  now:finish_all("seats.csv", { person = f.person })
  local seats = now.tables["seats.csv"] or {}
  for i = #seats, 1, -1 do
    local seat = seats[i]
    if seat.person == f.person and seat.from and seat.from > now.day then
      now:remove("seats.csv", seat)
    end
  end
  if not now.touched then now:refuse "nothing to end" end
end

-- Mandates ---------------------------------------------------------------------------------

local function names_mandate(now, f)
  now:names("position", f.position)
  if f.scope ~= "*" then now:names_reference(f.scope) end
end

function words.grant(now, f)
  names_mandate(now, f)
  local mandate = { position = f.position, scope = f.scope }
  if now:row("mandates.csv", mandate) then now:refuse "already" end
  now:create("mandates.csv", mandate)
end

function words.withdraw(now, f)
  now:names("position", f.position)
  if decisions.ended_names == "absent" then names_mandate(now, f) end
  if now:finish_all("mandates.csv", { position = f.position, scope = f.scope }) == 0 then
    now:refuse "nothing to end"
  end
end

return { words = words }

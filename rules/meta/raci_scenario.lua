---@meta raci_scenario
-- The words of scenarios, and of what a test does before it looks, for editors that know LuaLS
-- annotations. What they mean is told in rules/scenarios.md. Nothing here is run.

---@class raci.Part a unit that is new
---@field key raci.Key
---@field name? string
---@field head? raci.Key
---@field positions? raci.Key[]
---@field touchpoints? raci.Key[]

---@class raci.Step what the words of steps give

---@class raci.StepFields
---@field on? raci.Date the day of the step, if not the scenario's

---@class raci.ScenarioFields
---@field because? string
---@field effective? raci.Date from when its steps hold
---@field [integer] raci.Step|table

---A reorganization: what is done, in order. One in a file.
---@param name string
---@return fun(fields: raci.ScenarioFields)
function scenario(name) end

---@class raci.step.appoint: raci.StepFields
---@field position raci.Key
---@field person raci.Key|{ key: raci.Key, name?: string, email?: string }
---@field kind? "holder"|"acting"|"delegate"
---@field to? raci.Date

---The person sits there: a key, or somebody new.
---@param fields raci.step.appoint
---@return raci.Step
function appoint(fields) end

---@class raci.step.change_touchpoint: raci.StepFields
---@field key raci.TouchpointKey
---@field name? string
---@field journey? raci.JourneyKey|raci.Key
---@field stage? raci.StageKey|raci.Key
---@field channel? raci.ChannelKey|raci.Key
---@field criticality? integer|""
---@field order? number|""
---@field units? raci.UnitKey|raci.Key[]|raci.Key
---@field tags? raci.Tag|raci.Tag[]
---@field managed? boolean|""
---@field moment_of_truth? boolean|""
---@field reviewed_on? raci.Date
---@field attr? table<string, string|number|boolean>

---These columns and attributes; "" or {} empties one.
---@param fields raci.step.change_touchpoint
---@return raci.Step
function change_touchpoint(fields) end

---@class raci.step.close_position: raci.StepFields
---@field position raci.Key
---@field reports_to? raci.Key

---It ends, and its seats; those below report to `reports_to`, else to its superior.
---@param fields raci.step.close_position
---@return raci.Step
function close_position(fields) end

---@class raci.step.close_touchpoint: raci.StepFields
---@field key raci.TouchpointKey

---It ends.
---@param fields raci.step.close_touchpoint
---@return raci.Step
function close_touchpoint(fields) end

---@class raci.step.close_unit: raci.StepFields
---@field unit raci.UnitKey|raci.Key
---@field into? raci.UnitKey|raci.Key

---The unit ends; what it has goes to `into`. Without that it must be empty.
---@param fields raci.step.close_unit
---@return raci.Step
function close_unit(fields) end

---@class raci.step.create_position: raci.StepFields
---@field key raci.Key
---@field title? string
---@field unit? raci.UnitKey|raci.Key
---@field reports_to? raci.Key
---@field office? string
---@field grade? string

---The position is there, vacant.
---@param fields raci.step.create_position
---@return raci.Step
function create_position(fields) end

---@class raci.step.create_touchpoint: raci.StepFields
---@field key raci.TouchpointKey
---@field name? string
---@field journey? raci.JourneyKey|raci.Key
---@field stage? raci.StageKey|raci.Key
---@field channel? raci.ChannelKey|raci.Key
---@field criticality? integer|""
---@field order? number|""
---@field units? raci.UnitKey|raci.Key[]|raci.Key
---@field tags? raci.Tag|raci.Tag[]
---@field managed? boolean|""
---@field moment_of_truth? boolean|""
---@field reviewed_on? raci.Date
---@field attr? table<string, string|number|boolean>

---The touchpoint is there.
---@param fields raci.step.create_touchpoint
---@return raci.Step
function create_touchpoint(fields) end

---@class raci.step.create_unit: raci.StepFields
---@field key raci.Key
---@field name? string
---@field parent? raci.UnitKey|raci.Key
---@field kind? string
---@field func? string
---@field head? raci.Key
---@field tags? string|string[]

---The unit is there.
---@param fields raci.step.create_unit
---@return raci.Step
function create_unit(fields) end

---@class raci.step.grant: raci.StepFields
---@field position raci.Key
---@field scope string

---A mandate begins.
---@param fields raci.step.grant
---@return raci.Step
function grant(fields) end

---@class raci.step.hand_over: raci.StepFields
---@field from raci.UnitKey|raci.Key
---@field to raci.UnitKey|raci.Key
---@field touchpoints? raci.TouchpointKey|raci.TouchpointKey[]
---@field journey? raci.JourneyKey|raci.Key
---@field stage? raci.StageKey|raci.Key

---`to` delivers what `from` did: of these touchpoints, on this journey, at this stage.
---@param fields raci.step.hand_over
---@return raci.Step
function hand_over(fields) end

---@class raci.step.leave: raci.StepFields
---@field person raci.Key

---All seats of the person end, and later ones do not begin.
---@param fields raci.step.leave
---@return raci.Step
function leave(fields) end

---@class raci.step.merge_units: raci.StepFields
---@field units raci.UnitKey|raci.Key[]|raci.Key
---@field into raci.UnitKey|raci.Key
---@field name? string
---@field head? raci.Key

---All `units` close into `into`: one of them, another one, or a new one.
---@param fields raci.step.merge_units
---@return raci.Step
function merge_units(fields) end

---@class raci.step.move_position: raci.StepFields
---@field position raci.Key
---@field unit? raci.UnitKey|raci.Key
---@field reports_to? raci.Key

---Another unit, another superior; "" is none.
---@param fields raci.step.move_position
---@return raci.Step
function move_position(fields) end

---@class raci.step.move_unit: raci.StepFields
---@field unit raci.UnitKey|raci.Key
---@field parent raci.UnitKey|raci.Key

---Another parent; "" is none.
---@param fields raci.step.move_unit
---@return raci.Step
function move_unit(fields) end

---@class raci.step.rename_unit: raci.StepFields
---@field unit raci.UnitKey|raci.Key
---@field name string

---Another name.
---@param fields raci.step.rename_unit
---@return raci.Step
function rename_unit(fields) end

---@class raci.step.set_head: raci.StepFields
---@field unit raci.UnitKey|raci.Key
---@field position raci.Key

---Another head.
---@param fields raci.step.set_head
---@return raci.Step
function set_head(fields) end

---@class raci.step.set_lead: raci.StepFields
---@field journey raci.JourneyKey|raci.Key
---@field position raci.Key

---Another lead.
---@param fields raci.step.set_lead
---@return raci.Step
function set_lead(fields) end

---@class raci.step.set_office: raci.StepFields
---@field position raci.Key
---@field office string

---The office; "" takes it away.
---@param fields raci.step.set_office
---@return raci.Step
function set_office(fields) end

---@class raci.step.split_unit: raci.StepFields
---@field unit raci.UnitKey|raci.Key
---@field parts raci.Part[]

---Each of `parts` becomes a unit beside the unit.
---@param fields raci.step.split_unit
---@return raci.Step
function split_unit(fields) end

---@class raci.step.state: raci.StepFields
---@field touchpoint raci.TouchpointKey
---@field letter raci.Letter
---@field holder raci.Reference
---@field reason? string

---A stated row, or another reason for one.
---@param fields raci.step.state
---@return raci.Step
function state(fields) end

---@class raci.step.unstate: raci.StepFields
---@field touchpoint raci.TouchpointKey
---@field letter raci.Letter
---@field holder raci.Reference
---@field reason? string

---The stated row goes.
---@param fields raci.step.unstate
---@return raci.Step
function unstate(fields) end

---@class raci.step.vacate: raci.StepFields
---@field position raci.Key
---@field person? raci.Key

---The seats of all who sit there end, or of one.
---@param fields raci.step.vacate
---@return raci.Step
function vacate(fields) end

---@class raci.step.withdraw: raci.StepFields
---@field position raci.Key
---@field scope string

---A mandate ends.
---@param fields raci.step.withdraw
---@return raci.Step
function withdraw(fields) end

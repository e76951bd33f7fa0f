---@meta raci
-- The rule language, for editors that know LuaLS annotations: every name that a
-- policy can see. rules/README.md explains it. Nothing here is run.
-- 'raci meta' writes this file with the names of an organization and a policy in it.

---- Words ------------------------------------------------------------------------

---@alias raci.Key string a bare key, as in the organization's files: "support"
---@alias raci.Date string "2026-01-31"
---@alias raci.Severity "info"|"warning"|"error"
---@alias raci.SubjectKind "touchpoint"|"handoff"|"journey"|"enterprise"
---@alias raci.SubjectReference string "touchpoint:checkout", "handoff:a->b", "journey:buy", "enterprise"

-- names begin
---@alias raci.Reference string "kind:key" of a position, unit, team, person or office: "position:coo"
---@alias raci.StageKey string
---@alias raci.ChannelKey string
---@alias raci.JourneyKey string
---@alias raci.UnitKey string a key, or "unit:key"
---@alias raci.TouchpointKey string
---@alias raci.Tag string
---@alias raci.Letter "R"|"A"|"C"|"I"|string a letter of the policy's scheme
---@alias raci.RuleName string
---@alias raci.Check string the name of a check: "too-many-consulted"
---@class raci.Granted: { [raci.Letter]: raci.HolderExpression }
---@class raci.CheckSettings: { [raci.Check]: "on"|"off"|raci.CheckFields }
---@class raci.MatchedAttributes: { [string]: raci.AttributeValue }
-- names end

---What a constructor such as head_of() gives: to be used as a holder, not looked into.
---@class raci.Holder
---What except gives: to be used as a value of a match.
---@class raci.Except

---@alias raci.HolderValue raci.Reference|raci.Holder|(raci.Reference|raci.Holder)[]
---@alias raci.HolderExpression raci.HolderValue|fun(subject: raci.Subject): raci.HolderValue?
---@alias raci.Texts string|string[]|raci.Except any of them; except { … }: none of them
---@alias raci.AttributeValue raci.Texts|number|boolean

---- Statements -------------------------------------------------------------------

---@class raci.PolicyFields
---@field name? string how reports call the policy
---@field version? string
---@field scheme? string "RACI" unless said otherwise; RASCI, RACI-VS, CAIRO, DACI, RAPID or your own
---@field owner? raci.Reference who gave the policy; it should not make accountable whom they do not command

---What the policy is: once for the files of a policy. In an included file it gives
---defaults for what the policy itself leaves out.
---@param fields raci.PolicyFields
function policy(fields) end

---@class raci.LetterFields
---@field name? string "Accountable"
---@field min? integer how many holders a touchpoint needs at least; 0 unless said
---@field max? integer at most; any number unless said

---@class raci.SchemeFields
---@field letters table<string, raci.LetterFields>
---@field accountable? string the letter that answers; "A" unless said
---@field responsible? string the letter that does the work; "R" unless said
---@field A_implies_R? boolean whether who answers counts as one who does the work
---@field exclusive? string[][] groups of letters of which nobody should have two

---Declares letters of your own; policy { scheme = "NAME" } uses them.
---@param name string
---@return fun(fields: raci.SchemeFields)
function scheme(name) end

---@class raci.Match on a touchpoint: all that is said must hold
---@field key? raci.TouchpointKey|raci.Texts globs: * is any run of characters, ? is one
---@field journey? raci.JourneyKey|raci.JourneyKey[]|raci.Except any journey it is on
---@field stage? raci.StageKey|raci.StageKey[]|raci.Except
---@field channel? raci.ChannelKey|raci.ChannelKey[]|raci.Except
---@field unit? raci.UnitKey|raci.UnitKey[]|raci.Except a delivering unit at or below it
---@field tag? raci.Tag|raci.Tag[]|raci.Except
---@field criticality? integer|integer[]|{ min?: integer, max?: integer }|raci.Except 1 to 5
---@field moment_of_truth? boolean
---@field managed? boolean
---@field attr? raci.MatchedAttributes attributes by name

---@class raci.HandoffMatch
---@field from? raci.Match on the touchpoint it leaves
---@field to? raci.Match on the touchpoint it reaches
---@field crosses_departments? boolean

---@class raci.Rule
---@field because? string the reason; needed for an exception and with joint
---@field on? raci.SubjectKind what the rule is about; a touchpoint unless said
---@field match? raci.Match|raci.HandoffMatch where it applies; everywhere unless said. Of a journey: only key
---@field when? fun(subject: raci.Subject): boolean? called where match holds; only true applies
---@field assign? raci.Granted who gets a letter
---@field forbid? raci.Granted who may not have it
---@field require? raci.Granted who must have it, by whatever rule
---@field overrides? raci.RuleName|raci.RuleName[] that it beats; a stated row is "stated:T:L:HOLDER"
---@field joint? boolean several accountable on purpose
---@field from? raci.Date the first day on which it holds
---@field to? raci.Date the first day on which it no longer holds

---A rule of the lowest tier: it speaks for a letter only where no other rule does.
---@param name string
---@return fun(fields: raci.Rule)
function default(name) end

---A rule: it goes before defaults.
---@param name string
---@return fun(fields: raci.Rule)
function rule(name) end

---A rule that goes before rules; it must say because.
---@param name string
---@return fun(fields: raci.Rule)
function exception(name) end

---What nobody inside may set aside: a statute, a resolution of the board. It goes before all else.
---@param name string
---@return fun(fields: raci.Rule)
function law(name) end

---@class raci.CheckFields
---@field severity? raci.Severity
---@field max? number
---@field min? number
---@field share? number of 1
---@field days? number
---@field attr? string of no-role: positions of which this attribute is "yes" must have one too

---Sets checks, by name: "on", "off", or their limits; of checks of your own the severity. All are
---on but unacknowledged, which {} or "on" asks for.
---@param settings raci.CheckSettings
function checks(settings) end

---@alias raci.CheckedKind raci.SubjectKind|"unit"|"position"|"person"|"channel"|"stage"

---What a check is asked about, by its `on`.
---@alias raci.Thing raci.Subject|raci.Unit|raci.Position|raci.Person|raci.Channel|raci.Stage

---A unit is its head, a team its lead, a person all their positions.
---@alias raci.Party raci.Reference|raci.Position|raci.Unit|raci.Team|raci.Person

---@class raci.OwnCheck
---@field on? raci.CheckedKind "touchpoint" unless said; "enterprise": asked once
---@field severity? raci.Severity "warning" unless said
---@field kind? "conflict"|"gap"|"risk"|"hygiene"|"policy" "risk" unless said
---@field because? string the reason
---Given a raci.Thing: nothing, or a message and parties.
---@field test fun(x: any): (string|false)?, (raci.Party|raci.Party[])?

---A check of your own, asked about every thing of a kind once all letters have found
---their holders. Its name is the code of what it finds.
---@param name string
---@return fun(fields: raci.OwnCheck)
function check(name) end

---@class raci.EscalationFields
---@field days? integer how long a finding may be open before it is the CEO's; 30 unless said
---@field first? "lowest_common_superior" who is asked before the CXO
---@field also? raci.Check|raci.Check[] checks that escalate too
---@field never? raci.Check|raci.Check[] checks that never escalate

---Changes who findings are brought to.
---@param fields raci.EscalationFields
function escalation(fields) end

---A fact: a file, or a column of it that is set somewhere, or is set so: "walks.csv",
---"units.csv: function", "touchpoints.csv: tags campaign". Other columns are attributes.
---@alias raci.Fact string

---The facts that the policy reads; of a list of them any will do. Those that the
---organization does not have are named by the check model-needs.
---@param facts (raci.Fact|raci.Fact[])[]
function needs(facts) end

---Brings in another policy file, once however often it is named: from this file's
---folder, else from the shipped rules.
---@param name string "cx/onboarding" for cx/onboarding.lua, "models/NAME" for a governance model
function include(name) end

---A value that the policy may set with params { name = … }.
---@generic T
---@param name string
---@param value T the default, whose type the value must have
---@return T
function param(name, value) end

---Sets values that this policy's files ask for with param.
---@param values table<string, string|number|boolean|table>
function params(values) end

---- Values of a match, and holders --------------------------------------------------

---None of the values; also where there is no value at all.
---@param values any[]|string|{ min?: integer, max?: integer }
---@return raci.Except
function except(values) end

---The units that deliver the touchpoint; of a handoff, of both its sides.
---@return raci.Holder
function delivering_units() end

---The heads of all delivering units.
---@return raci.Holder
function head_of_delivering_unit() end

---The head position of a unit.
---@param unit string|raci.Unit "unit:ops" or "ops"
---@return raci.Holder
function head_of(unit) end

---The position that the holder reports to.
---@param holder raci.Reference|raci.Holder
---@return raci.Holder
function manager_of(holder) end

---The leads of all journeys of the touchpoint.
---@return raci.Holder
function journey_lead() end

---The teams of all journeys of the touchpoint.
---@return raci.Holder
function team_of_journey() end

---The lead of a team.
---@param team string|raci.Team "team:onboarding" or "onboarding"
---@return raci.Holder
function lead_of(team) end

---Everything at or below a unit or position; in forbid and require only.
---@param top raci.Reference "unit:…" or "position:…"
---@return raci.Holder
function under(top) end

---- What a function sees of its subject ---------------------------------------------

---@class raci.Attributes: { [string]: string }

---Who has each letter of the scheme, as lists of references in order. In the test of a
---check only; pairs goes through them.
---@class raci.Letters: { [raci.Letter]: raci.Reference[] }

---A stated row that goes before a default, or a rule that overrides another.
---@class raci.Unreasoned
---@field letter raci.Letter
---@field rule string its name; of a stated row "stated:TOUCHPOINT:LETTER:HOLDER"
---@field over string the name of what it goes before
---@field owner? raci.Reference whose policy that stands in, as policy { owner } says

---Read-only; a value that is absent is nil.
---@class raci.Subject
---@field key raci.Key of a handoff "a->b", of the enterprise ""
---@field name string
---@field kind raci.SubjectKind
---@field journey? raci.Key the first journey it is on
---@field journeys raci.Key[] all of them, the first one first; of a handoff those of both sides
---@field stage? raci.Key
---@field channel? raci.Key
---@field criticality? integer 1 to 5
---@field order? integer
---@field units raci.Key[] its delivering units, in the order stated
---@field tags string[] in the order stated
---@field attr raci.Attributes
---@field managed? boolean
---@field moment_of_truth? boolean
---@field reviewed_on? raci.Date of a touchpoint
---@field from? raci.Subject of a handoff: the touchpoint it leaves
---@field to? raci.Subject of a handoff: the touchpoint it reaches
---@field lead? raci.Key of a journey: its lead position
---@field leads raci.Key[] the leads of its journeys; of a journey its own
---@field team? raci.Key of a journey
---@field touchpoints? raci.Key[] of a journey, in its order
---@field crosses_departments? boolean of a handoff
---@field unreasoned raci.Unreasoned[] what goes first and does not say why; in a check only
---@field letters raci.Letters in the test of a check only
---@field has_tag fun(self: raci.Subject, tag: string): boolean
---@field delivered_under fun(self: raci.Subject, unit: raci.UnitName): boolean by it, or by a unit below it

---- What a function sees of the organization ------------------------------------------

---A thing by its key, "kind:key", or the thing itself.
---@alias raci.PositionName raci.Key|raci.Reference|raci.Position
---@alias raci.UnitName raci.Key|raci.Reference|raci.Unit
---@alias raci.Named raci.Reference|raci.SubjectReference|raci.Thing|raci.Team
---@alias raci.HolderName raci.Reference|raci.Position|raci.Unit|raci.Team|raci.Person

---@class raci.Seat
---@field person raci.Key
---@field kind "holder"|"acting"|"delegate"
---@field from? raci.Date
---@field to? raci.Date

---@class raci.Position
---@field key raci.Key
---@field title string
---@field unit? raci.Key
---@field reports_to? raci.Key
---@field office? string
---@field dotted_to raci.Key[]
---@field heads raci.Key[] the units of which it is the head
---@field grade? string
---@field from? raci.Date
---@field to? raci.Date the first day on which it is no longer so
---@field vacant boolean nobody has a seat in it on the date
---@field attr raci.Attributes
---@field under fun(self: raci.Position, position: raci.PositionName): boolean reports to it, directly or not
---Whether it has power over the holder on the subject; without a subject only
---mandates over "*" count beside the reporting line.
---@field commands fun(self: raci.Position, holder: raci.HolderName, subject?: raci.Subject): boolean
---Who has a seat in it on the date.
---@field holders fun(self: raci.Position): raci.Seat[]
---On what it itself has the letter; in the test of a check only.
---@field letters fun(self: raci.Position, letter: raci.Letter): raci.SubjectReference[]
---Whether it has the letter, itself or through a unit or team; without a letter, any. In
---the test of a check only.
---@field has fun(self: raci.Position, subject: raci.Subject, letter?: raci.Letter): boolean
---On how many touchpoints it commands all who are responsible, and on how many somebody is.
---In the test of a check only.
---@field commanded fun(self: raci.Position): integer, integer
---On how many touchpoints both have a letter, themselves or through a unit or team. In the
---test of a check only.
---@field shared fun(self: raci.Position, other: raci.PositionName): integer
---@field acted_until? raci.Date of one that is vacant: until when somebody was acting in it last

---@class raci.Unit
---@field key raci.Key
---@field name string
---@field parent? raci.Key
---@field kind? string
---@field func? string the column function
---@field from? raci.Date
---@field to? raci.Date the first day on which it is no longer so
---@field tags string[]
---@field attr raci.Attributes
---@field head fun(self: raci.Unit): raci.Position? its head; there is no field of that column
---@field under fun(self: raci.Unit, unit: raci.UnitName): boolean it is that unit, or lies below it
---@field positions fun(self: raci.Unit): raci.Key[] the positions in it and below it
---@field delivered fun(self: raci.Unit): integer how many touchpoints it or a unit below it delivers
---@field letters fun(self: raci.Unit, letter: raci.Letter): raci.SubjectReference[] as of a position
---@field has fun(self: raci.Unit, subject: raci.Subject, letter?: raci.Letter): boolean as of a position

---@class raci.Person
---@field key raci.Key
---@field name string
---@field email? string
---@field from? raci.Date
---@field to? raci.Date the first day on which it is no longer so
---@field positions raci.Key[] in which they have a seat on the date
---@field attr raci.Attributes
---@field letters fun(self: raci.Person, letter: raci.Letter): raci.SubjectReference[] as of a position

---@class raci.Team
---@field key raci.Key
---@field name string
---@field kind? string
---@field lead? raci.Key
---@field from? raci.Date
---@field to? raci.Date the first day on which it is no longer so
---@field members raci.Key[] positions, the lead among them
---@field attr raci.Attributes
---@field letters fun(self: raci.Team, letter: raci.Letter): raci.SubjectReference[] as of a position
---@field has fun(self: raci.Team, subject: raci.Subject, letter?: raci.Letter): boolean as of a position

---@class raci.Stage
---@field key raci.Key
---@field name string
---@field order? integer
---@field attr raci.Attributes

---@class raci.Channel
---@field key raci.Key
---@field name string
---@field attr raci.Attributes

---@class raci.Link
---@field from raci.Key
---@field to raci.Key
---@field kind "handoff"|"promise"|"feedback"

---@class raci.Mandate
---@field position raci.Key
---@field scope string "*", "unit:…", "stage:…" …
---@field from? raci.Date
---@field to? raci.Date the first day on which it is no longer so

---@class raci.Walk
---@field position raci.Key
---@field channel raci.Key
---@field date raci.Date

---The organization on the date: only while a rule's function is called. A thing
---that is not there on the date is nil; a key that never was is an error.
---@class raci.Organization
org = {}

---@param key raci.Key|raci.Reference
---@return raci.Position?
function org.position(key) end

---@param key raci.Key|raci.Reference
---@return raci.Unit?
function org.unit(key) end

---@param key raci.Key|raci.Reference
---@return raci.Person?
function org.person(key) end

---@param key raci.Key|raci.Reference
---@return raci.Team?
function org.team(key) end

---@param key raci.Key|raci.Reference
---@return raci.Subject?
function org.journey(key) end

---@param key raci.Key|raci.Reference
---@return raci.Subject?
function org.touchpoint(key) end

---The date as of which the organization is seen.
---@return raci.Date
function org.date() end

---How many days ago the day was, as seen from that date; nil for what is no date.
---@param day raci.Date|string|nil
---@return integer?
function org.days_since(day) end

---The unit that is the department of a position or unit.
---@param of raci.Position|raci.Unit|raci.Reference|nil
---@return raci.Unit?
function org.department(of) end

---What a position or unit is for: the function of its unit, or of the nearest unit above
---it that has one.
---@param of raci.Position|raci.Unit|raci.Reference|nil
---@return string?
function org.func(of) end

---The position that has the office; where several have it, all of them.
---@param name string "cxo"
---@return raci.Position?
---@return raci.Position? ...
function org.office(name) end

---Who has which letter on a subject; in the test of a check only.
---@param subject raci.Subject|raci.SubjectReference
---@return raci.Letters?
function org.letters(subject) end

---The letter that the scheme has for those who are "accountable" or "responsible", or that
---it calls by that name: "Informed". nil where it has none.
---@param name string
---@return raci.Letter?
function org.letter(name) end

---How a sentence calls them: titles and names, "the unit 'Billing'"; of more than six the
---first five and how many more; "nobody" for none.
---@param things raci.Named|raci.Named[]
---@return string
function org.names(things) end

---The people who sit in any of the holders: in a unit, at or below it; in a team, its members.
---@param holders raci.HolderName|raci.HolderName[]
---@return raci.Key[]
function org.seated(holders) end

---The positions and units that holders are: of a team its members, of a person their seats.
---@param holders raci.HolderName|raci.HolderName[]
---@return raci.Reference[]
function org.places(holders) end

---@alias raci.Many "positions"|"units"|"people"|"teams"|"journeys"|"channels"|"stages"
---|"touchpoints"|"handoffs"|"links"|"mandates"|"walks"

---How many the iterator of that name would give.
---@param what raci.Many
---@return integer
function org.count(what) end

---@return fun(): raci.Position?
function org.positions() end

---@return fun(): raci.Unit?
function org.units() end

---@return fun(): raci.Person?
function org.people() end

---@return fun(): raci.Team?
function org.teams() end

---@return fun(): raci.Subject?
function org.journeys() end

---@return fun(): raci.Subject?
function org.handoffs() end

---@return fun(): raci.Channel?
function org.channels() end

---@return fun(): raci.Stage?
function org.stages() end

---@return fun(): raci.Subject?
function org.touchpoints() end

---@return fun(): raci.Link?
function org.links() end

---@return fun(): raci.Mandate?
function org.mandates() end

---@return fun(): raci.Walk?
function org.walks() end

---- The library: of Lua's own what is safe, and what stands in for its patterns --------

---Whether the text matches: * is any run of characters, ? is one.
---@param pattern string
---@param text string
---@return boolean
function glob(pattern, text) end

---Whether the list has that value.
---@param list any[]
---@param value any
---@return boolean
function contains(list, value) end

---A new list in order; equal ones keep their places.
---@generic T
---@param list T[]
---@param less? fun(a: T, b: T): boolean
---@return T[]
function sorted(list, less) end

---@generic T
---@param condition T?
---@param message? any
---@return T
function assert(condition, message) end

---@param message any
---@param level? integer
function error(message, level) end

---The list's values from 1 on.
---@generic T
---@param list T[]
---@return fun(list: T[], i: integer): integer?, T?
---@return T[] list
---@return integer first
function ipairs(list) end

---The table's pairs in the order of its keys.
---@generic K, V
---@param t table<K, V>
---@return fun(walk: any, key: K?): K?, V?
---@return any walk
---@return nil
function pairs(t) end

---@param n integer|"#"
---@param ... any
---@return any ...
function select(n, ...) end

---@param value any
---@param base? integer
---@return number?
function tonumber(value, base) end

---@param value any
---@return string
function tostring(value) end

---@param value any
---@return "nil"|"boolean"|"number"|"string"|"table"|"function"|"userdata"
function type(value) end

---Also as methods of a text: s:upper().
---@class raci.String
---@field byte fun(s: string, i?: integer, j?: integer): integer ...
---@field char fun(...: integer): string
---@field ends_with fun(s: string, text: string): boolean
---@field find fun(s: string, text: string, init?: integer): integer?, integer? plain: no patterns
---@field format fun(format: string, ...: any): string
---@field len fun(s: string): integer
---@field lower fun(s: string): string
---@field rep fun(s: string, n: integer, separator?: string): string
---@field reverse fun(s: string): string
---@field split fun(s: string, separator: string): string[]
---@field starts_with fun(s: string, text: string): boolean
---@field sub fun(s: string, i: integer, j?: integer): string
---@field trim fun(s: string): string
---@field upper fun(s: string): string
string = {}

---@class raci.Table
---@field concat fun(list: (string|number)[], separator?: string, i?: integer, j?: integer): string
---@field insert fun(list: any[], value: any)|fun(list: any[], place: integer, value: any)
---@field remove fun(list: any[], place?: integer): any
---@field unpack fun(list: any[], i?: integer, j?: integer): any ...
table = {}

---@class raci.Math
---@field abs fun(x: number): number
---@field ceil fun(x: number): integer
---@field floor fun(x: number): integer
---@field fmod fun(x: number, y: number): number
---@field max fun(x: number, ...: number): number
---@field min fun(x: number, ...: number): number
---@field tointeger fun(x: any): integer?
---@field type fun(x: any): "integer"|"float"|nil
---@field ult fun(a: integer, b: integer): boolean
---@field huge number
---@field pi number
---@field maxinteger integer
---@field mininteger integer
math = {}

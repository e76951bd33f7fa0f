-- The schema of version 1, as it was: migrations are tested from it.
--
-- The model: one organization, its touchpoints, and what was decided about them.
--
-- What has a history is kept in two tables. The first (units, positions, …) gives a
-- key its identity, so that other rows can refer to it whatever the date; the second
-- (unit_periods, …) says what was true of it, one row for each period. Periods of one
-- key never overlap; an empty side is unbounded, and valid_to is the first day after.
-- Dates are ISO text (YYYY-MM-DD). References such as 'unit:ops' stand as text where
-- several kinds of things can be named; everything else is a foreign key.
-- Lists that are not references (tags) are text joined by ';'.

PRAGMA application_id = 0x52414349; -- "RACI"
PRAGMA user_version = 1;

-- Facts about the file itself.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,  -- 'digest': SHA-256 of the content, set by every write
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Phases of the customer life-cycle, in order.
CREATE TABLE stages (
    id   INTEGER PRIMARY KEY,
    key  TEXT NOT NULL UNIQUE CHECK (key GLOB '[a-z0-9]*' AND key NOT GLOB '*[^a-z0-9._-]*'),
    name TEXT,               -- as people say it
    ord  INTEGER             -- smaller comes first; unset comes last
) STRICT;

-- Where a touchpoint happens: web, phone, store …
CREATE TABLE channels (
    id   INTEGER PRIMARY KEY,
    key  TEXT NOT NULL UNIQUE CHECK (key GLOB '[a-z0-9]*' AND key NOT GLOB '*[^a-z0-9._-]*'),
    name TEXT
) STRICT;

-- Parts of the organization: the identities.
CREATE TABLE units (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key GLOB '[a-z0-9]*' AND key NOT GLOB '*[^a-z0-9._-]*')
) STRICT;

-- Seats on the organization chart: the identities.
CREATE TABLE positions (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key GLOB '[a-z0-9]*' AND key NOT GLOB '*[^a-z0-9._-]*')
) STRICT;

-- Human beings: the identities.
CREATE TABLE people (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key GLOB '[a-z0-9]*' AND key NOT GLOB '*[^a-z0-9._-]*')
) STRICT;

-- Cross-functional groups of positions: the identities.
CREATE TABLE teams (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key GLOB '[a-z0-9]*' AND key NOT GLOB '*[^a-z0-9._-]*')
) STRICT;

-- Runs of touchpoints toward a customer's goal: the identities.
CREATE TABLE journeys (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key GLOB '[a-z0-9]*' AND key NOT GLOB '*[^a-z0-9._-]*')
) STRICT;

-- Contacts between a customer and the organization: the identities.
CREATE TABLE touchpoints (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key GLOB '[a-z0-9]*' AND key NOT GLOB '*[^a-z0-9._-]*')
) STRICT;

-- What was true of a unit, and when.
CREATE TABLE unit_periods (
    id         INTEGER PRIMARY KEY,
    unit_id    INTEGER NOT NULL REFERENCES units (id),
    name       TEXT,
    parent_id  INTEGER REFERENCES units (id),      -- unset: a top-level unit
    head_id    INTEGER REFERENCES positions (id),  -- who heads it
    kind       TEXT,         -- company, division, department, team …
    func       TEXT,         -- what it is for: marketing, sales, service …
    tags       TEXT,         -- ';' list
    valid_from TEXT,
    valid_to   TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE INDEX unit_periods_unit ON unit_periods (unit_id);
CREATE INDEX unit_periods_parent ON unit_periods (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX unit_periods_head ON unit_periods (head_id) WHERE head_id IS NOT NULL;

-- What was true of a position, and when.
CREATE TABLE position_periods (
    id            INTEGER PRIMARY KEY,
    position_id   INTEGER NOT NULL REFERENCES positions (id),
    title         TEXT,
    unit_id       INTEGER REFERENCES units (id),
    reports_to_id INTEGER REFERENCES positions (id),  -- solid line; unset: a root
    office        TEXT,      -- ceo, cxo, cmo …; 'cco' is kept as written and read as 'cxo'
    grade         TEXT,
    valid_from    TEXT,
    valid_to      TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE INDEX position_periods_position ON position_periods (position_id);
CREATE INDEX position_periods_unit ON position_periods (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX position_periods_reports_to ON position_periods (reports_to_id)
    WHERE reports_to_id IS NOT NULL;
CREATE INDEX position_periods_office ON position_periods (office) WHERE office IS NOT NULL;

-- Dotted lines of a position, in the order stated.
CREATE TABLE position_dotted (
    period_id   INTEGER NOT NULL REFERENCES position_periods (id),
    place       INTEGER NOT NULL,                  -- counts from 0
    position_id INTEGER NOT NULL REFERENCES positions (id),
    PRIMARY KEY (period_id, place)
) STRICT, WITHOUT ROWID;

-- What was true of a person, and when.
CREATE TABLE person_periods (
    id         INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES people (id),
    name       TEXT,
    email      TEXT,
    valid_from TEXT,
    valid_to   TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE INDEX person_periods_person ON person_periods (person_id);

-- Who sits where: person × position × period × kind.
CREATE TABLE seats (
    id          INTEGER PRIMARY KEY,
    position_id INTEGER NOT NULL REFERENCES positions (id),
    person_id   INTEGER NOT NULL REFERENCES people (id),
    kind        TEXT NOT NULL CHECK (kind IN ('holder', 'acting', 'delegate')),
    valid_from  TEXT,
    valid_to    TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE UNIQUE INDEX seats_key ON seats (position_id, person_id, kind, coalesce(valid_from, ''));
CREATE INDEX seats_person ON seats (person_id);

-- What was true of a team, and when.
CREATE TABLE team_periods (
    id         INTEGER PRIMARY KEY,
    team_id    INTEGER NOT NULL REFERENCES teams (id),
    name       TEXT,
    kind       TEXT,         -- board, council …
    lead_id    INTEGER REFERENCES positions (id),  -- is a member
    valid_from TEXT,
    valid_to   TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE INDEX team_periods_team ON team_periods (team_id);

-- Members of teams.
CREATE TABLE team_members (
    id          INTEGER PRIMARY KEY,
    team_id     INTEGER NOT NULL REFERENCES teams (id),
    position_id INTEGER NOT NULL REFERENCES positions (id),
    valid_from  TEXT,
    valid_to    TEXT,
    UNIQUE (team_id, position_id),
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE INDEX team_members_position ON team_members (position_id);

-- What was true of a journey, and when.
CREATE TABLE journey_periods (
    id         INTEGER PRIMARY KEY,
    journey_id INTEGER NOT NULL REFERENCES journeys (id),
    name       TEXT,
    lead_id    INTEGER REFERENCES positions (id),
    team_id    INTEGER REFERENCES teams (id),
    valid_from TEXT,
    valid_to   TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE INDEX journey_periods_journey ON journey_periods (journey_id);

-- What was true of a touchpoint, and when.
CREATE TABLE touchpoint_periods (
    id              INTEGER PRIMARY KEY,
    touchpoint_id   INTEGER NOT NULL REFERENCES touchpoints (id),
    name            TEXT,
    journey_id      INTEGER REFERENCES journeys (id),  -- the first journey it is on
    stage_id        INTEGER REFERENCES stages (id),
    channel_id      INTEGER REFERENCES channels (id),
    criticality     INTEGER CHECK (criticality BETWEEN 1 AND 5),
    ord             INTEGER,                           -- place in journey_id; unset: last
    tags            TEXT,                              -- ';' list
    managed         INTEGER CHECK (managed IN (0, 1)), -- unset: yes
    moment_of_truth INTEGER CHECK (moment_of_truth IN (0, 1)), -- unset: no
    reviewed_on     TEXT,
    valid_from      TEXT,
    valid_to        TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE INDEX touchpoint_periods_touchpoint ON touchpoint_periods (touchpoint_id);
CREATE INDEX touchpoint_periods_journey ON touchpoint_periods (journey_id)
    WHERE journey_id IS NOT NULL;

-- Delivering units of a touchpoint, in the order stated.
CREATE TABLE touchpoint_units (
    period_id INTEGER NOT NULL REFERENCES touchpoint_periods (id),
    place     INTEGER NOT NULL,                    -- counts from 0
    unit_id   INTEGER NOT NULL REFERENCES units (id),
    PRIMARY KEY (period_id, place)
) STRICT, WITHOUT ROWID;

-- Further journeys of a touchpoint.
CREATE TABLE journey_steps (
    id            INTEGER PRIMARY KEY,
    journey_id    INTEGER NOT NULL REFERENCES journeys (id),
    touchpoint_id INTEGER NOT NULL REFERENCES touchpoints (id),
    ord           INTEGER,
    UNIQUE (journey_id, touchpoint_id)
) STRICT;
CREATE INDEX journey_steps_touchpoint ON journey_steps (touchpoint_id);

-- From one touchpoint to another.
CREATE TABLE links (
    id      INTEGER PRIMARY KEY,
    from_id INTEGER NOT NULL REFERENCES touchpoints (id),
    to_id   INTEGER NOT NULL REFERENCES touchpoints (id),
    kind    TEXT NOT NULL CHECK (kind IN ('handoff', 'promise', 'feedback')),
    UNIQUE (from_id, to_id, kind)
) STRICT;
CREATE INDEX links_to ON links (to_id);

-- Dates on which somebody used a channel as a customer would.
CREATE TABLE walks (
    id          INTEGER PRIMARY KEY,
    position_id INTEGER NOT NULL REFERENCES positions (id),
    channel_id  INTEGER NOT NULL REFERENCES channels (id),
    date        TEXT NOT NULL,
    UNIQUE (position_id, channel_id, date)
) STRICT;

-- Power given to a position over a scope, beyond its reporting line.
CREATE TABLE mandates (
    id          INTEGER PRIMARY KEY,
    position_id INTEGER NOT NULL REFERENCES positions (id),
    scope       TEXT NOT NULL,  -- '*', 'unit:…', 'journey:…', 'stage:…', 'channel:…', 'touchpoint:…'
    valid_from  TEXT,
    valid_to    TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE UNIQUE INDEX mandates_key ON mandates (position_id, scope, coalesce(valid_from, ''));

-- Cells of an existing responsibility matrix, taken as data.
CREATE TABLE stated (
    id            INTEGER PRIMARY KEY,
    touchpoint_id INTEGER NOT NULL REFERENCES touchpoints (id),
    letter        TEXT NOT NULL,
    holder        TEXT NOT NULL,   -- a reference
    reason        TEXT,            -- with one the row ranks as an exception
    UNIQUE (touchpoint_id, letter, holder)
) STRICT;

-- Decisions that settle a finding.
CREATE TABLE rulings (
    id         INTEGER PRIMARY KEY,
    subject    TEXT NOT NULL,      -- 'touchpoint:…', 'handoff:a->b', 'journey:…', 'enterprise'
    letter     TEXT NOT NULL,
    holder     TEXT NOT NULL,      -- a reference
    decided_by TEXT NOT NULL,      -- a reference
    reason     TEXT,
    valid_from TEXT,
    valid_to   TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE UNIQUE INDEX rulings_key ON rulings (subject, letter, holder, coalesce(valid_from, ''));

-- Findings somebody accepted, until when and why.
CREATE TABLE acceptances (
    id          INTEGER PRIMARY KEY,
    finding     TEXT NOT NULL,     -- the finding's key: 16 hex digits
    fingerprint TEXT NOT NULL,     -- and what it looked like when it was accepted
    accepted_by TEXT NOT NULL,     -- a reference
    reason      TEXT,
    valid_from  TEXT,
    valid_to    TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE UNIQUE INDEX acceptances_key
    ON acceptances (finding, fingerprint, coalesce(valid_from, ''));

-- Stated disagreements of a position with an assignment.
CREATE TABLE disputes (
    id           INTEGER PRIMARY KEY,
    subject      TEXT NOT NULL,
    letter       TEXT NOT NULL,
    contested_by TEXT NOT NULL,    -- a reference
    claims       TEXT,             -- whom the contester says it should be: a reference
    reason       TEXT,
    valid_from   TEXT,
    valid_to     TEXT,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;
CREATE UNIQUE INDEX disputes_key
    ON disputes (subject, letter, contested_by, coalesce(valid_from, ''));

-- Columns that the canonical files do not name, on whatever row they stood. The owner is a
-- table's name without 's' or '_periods', so no foreign key can hold row_id; rows are only
-- ever written together with their owner.
CREATE TABLE attributes (
    owner  TEXT NOT NULL,          -- 'unit', 'touchpoint', 'seat' …
    row_id INTEGER NOT NULL,       -- id in unit_periods, touchpoint_periods, seats …
    name   TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (owner, row_id, name)
) STRICT, WITHOUT ROWID;

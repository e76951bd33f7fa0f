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
PRAGMA user_version = 7;

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

-- What helps to find things by name -----------------------------------------------------
--
-- Derived from the keys and names above and kept by the engine with every write: not part
-- of the model's content, its digest or an export. meta's 'search' says by which rules it
-- was made; where it says anything else, the index is not used, and the next connection
-- that may write makes it again.

-- Pairs of a word and a thing whose key or name has it, sorted, in runs of about a
-- kilobyte; engine/model/search_run.h says how the pairs of a run are written.
CREATE TABLE search (
    part INTEGER NOT NULL,         -- 0, 1: words of subjects, those with digits; 2, 3: of
                                   -- holders; 4, 5: the different words of 0 and of 2
    word TEXT NOT NULL,            -- the first pair of the run: a folded word,
    ref  TEXT NOT NULL,            -- and a thing: a letter for its kind, and its key
    run  BLOB NOT NULL,
    PRIMARY KEY (part, word, ref)
) STRICT, WITHOUT ROWID;

-- ======================================================================================
-- The record: runs that were kept, and later whatever else is decided. engine/record
-- ======================================================================================
-- Rows here are appended and closed, never altered otherwise. What stays as it was from one
-- run to the next stays one row, with the first and the last run that show it; the last is
-- unset as long as the newest run does. Beside the tables the views v_… tell of the newest
-- run; db/README.md describes their columns, which other programs may rely on.

-- The chain: every entry has the digest of what it says and that of the entry before.
-- meta 'record' has the newest entry's number and digest.
CREATE TABLE entries (
    number      INTEGER PRIMARY KEY,  -- 1, 2, 3 … without gaps
    kind        TEXT NOT NULL,        -- 'run', 'change', 'undo', or of an act: 'contest', 'withdraw',
                                      -- 'decide', 'accept', 'reopen'; 'import', 'acknowledge',
                                      -- 'forget'
    recorded_at TEXT NOT NULL,        -- UTC: '2026-11-22T10:30:00Z'
    body        TEXT NOT NULL,        -- SHA-256 of what the entry says
    previous    TEXT NOT NULL,        -- the digest of the entry before; 64 zeros for none
    digest      TEXT NOT NULL         -- SHA-256 of the columns above, a line each
) STRICT;

-- Files of policies, each text kept once, whichever policy has it.
CREATE TABLE texts (
    id     INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,      -- SHA-256 of the bytes
    length INTEGER NOT NULL           -- in bytes
) STRICT;

-- The bytes of a text, in pieces that any program can read.
CREATE TABLE text_parts (
    text_id INTEGER NOT NULL REFERENCES texts (id),
    place   INTEGER NOT NULL,         -- counts from 0
    bytes   TEXT NOT NULL,
    PRIMARY KEY (text_id, place)
) STRICT, WITHOUT ROWID;

-- Policies as runs found them: equal ones in other places are other rows.
CREATE TABLE run_policies (
    id          INTEGER PRIMARY KEY,
    digest      TEXT NOT NULL,        -- the policy's
    places      TEXT NOT NULL,        -- SHA-256 of where its files were found
    name        TEXT NOT NULL,
    version     TEXT NOT NULL,        -- '' where it says none
    scheme      TEXT NOT NULL,        -- RACI …
    accountable TEXT NOT NULL,        -- the scheme's letters of these meanings
    responsible TEXT NOT NULL,
    UNIQUE (digest, places)
) STRICT;

-- Their files.
CREATE TABLE run_policy_files (
    policy_id INTEGER NOT NULL REFERENCES run_policies (id),
    place     INTEGER NOT NULL,       -- counts from 0
    name      TEXT NOT NULL,          -- the same wherever the policy lies
    file      TEXT NOT NULL,          -- as it was found
    root      INTEGER NOT NULL CHECK (root IN (0, 1)),    -- named, rather than included
    shipped   INTEGER NOT NULL CHECK (shipped IN (0, 1)), -- came with raci
    text_id   INTEGER NOT NULL REFERENCES texts (id),
    PRIMARY KEY (policy_id, place)
) STRICT, WITHOUT ROWID;

-- Evaluations that were kept.
CREATE TABLE runs (
    number         INTEGER PRIMARY KEY, -- 1, 2, 3 … without gaps; the last run has the highest
    entry          INTEGER NOT NULL UNIQUE REFERENCES entries (number),
    date           TEXT NOT NULL,     -- the organization as of this day
    raci           TEXT NOT NULL,     -- the version that evaluated
    model          TEXT NOT NULL,     -- the model's digest
    policy_id      INTEGER NOT NULL REFERENCES run_policies (id),
    subjects       INTEGER NOT NULL,  -- counts, as `check` tells them
    assignments    INTEGER NOT NULL,
    conflicts      INTEGER NOT NULL,
    gaps           INTEGER NOT NULL,
    risks          INTEGER NOT NULL,
    hygiene        INTEGER NOT NULL,
    policy         INTEGER NOT NULL,
    errors         INTEGER NOT NULL,
    warnings       INTEGER NOT NULL,
    infos          INTEGER NOT NULL,
    escalated_cxo  INTEGER NOT NULL,
    escalated_ceo  INTEGER NOT NULL,
    escalated_other INTEGER NOT NULL,
    escalated_none INTEGER NOT NULL,
    accepted       INTEGER NOT NULL,  -- accepted findings, which no other count has
    new            INTEGER,           -- against the run before, unset for the first one:
    changed        INTEGER,           --   findings by key, but accepted ones; changed are
    gone           INTEGER,           --   those of another fingerprint;
    moves          INTEGER,           --   letters of subjects that have other holders
    since          TEXT NOT NULL      -- the earliest date of this and all later runs
) STRICT;

-- Classes: sets of (letter, holder), each kept once, that many subjects share.
CREATE TABLE run_holders (
    class_id INTEGER NOT NULL,
    letter   TEXT NOT NULL,
    holder   TEXT NOT NULL,           -- a reference
    PRIMARY KEY (class_id, letter, holder)
) STRICT, WITHOUT ROWID;

-- Which class a subject is in; subjects without holders are in none.
CREATE TABLE run_assignments (
    subject   TEXT NOT NULL,          -- a reference
    first_run INTEGER NOT NULL REFERENCES runs (number),
    last_run  INTEGER REFERENCES runs (number),
    class_id  INTEGER NOT NULL,
    PRIMARY KEY (subject, first_run)
) STRICT, WITHOUT ROWID;

-- Findings, each with all it says.
CREATE TABLE run_findings (
    subject     TEXT NOT NULL,        -- a reference
    code        TEXT NOT NULL,
    key         TEXT NOT NULL,        -- 16 hex digits
    first_run   INTEGER NOT NULL REFERENCES runs (number),
    last_run    INTEGER REFERENCES runs (number),
    fingerprint TEXT NOT NULL,        -- 16 hex digits
    kind        TEXT NOT NULL,        -- conflict, gap …
    severity    TEXT NOT NULL,        -- error, warning, info
    letter      TEXT,
    accepted    INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    parties     TEXT NOT NULL,        -- references, ';' list
    rules_id    INTEGER,              -- in run_rules; unset: none
    message     TEXT NOT NULL,
    cause       TEXT,                 -- a finding's key
    escalate_to TEXT,                 -- a reference; unset: nobody, or not escalated
    escalate_reason TEXT,             -- unset: not escalated
    escalate_path   TEXT,             -- passed over: 'position:cxo=vacant', ';' list
    PRIMARY KEY (subject, code, key, first_run)
) STRICT, WITHOUT ROWID;

-- Sets of rules that findings name.
CREATE TABLE run_rules (
    id    INTEGER NOT NULL,
    place INTEGER NOT NULL,           -- counts from 0
    name  TEXT NOT NULL,
    file  TEXT,                       -- name in run_policy_files; unset: not of a file
    line  INTEGER,
    PRIMARY KEY (id, place)
) STRICT, WITHOUT ROWID;

-- Unbroken series of runs that show a finding's key, however it looks.
CREATE TABLE run_series (
    key       TEXT NOT NULL,
    first_run INTEGER NOT NULL REFERENCES runs (number),
    last_run  INTEGER REFERENCES runs (number),
    PRIMARY KEY (key, first_run)
) STRICT, WITHOUT ROWID;

-- Changes of the organization that steps made, or that took such a change back.
CREATE TABLE changes (
    entry   INTEGER PRIMARY KEY REFERENCES entries (number),
    undoes  INTEGER UNIQUE REFERENCES changes (entry), -- the change that this one takes back
    title   TEXT NOT NULL,            -- of the scenarios
    reason  TEXT,                     -- what they give as because
    date    TEXT NOT NULL,            -- the day from which their days count
    raci    TEXT NOT NULL,            -- the version that changed it
    before  TEXT NOT NULL,            -- the model's digest before, and after
    after   TEXT NOT NULL
) STRICT;

-- The steps that were taken, in their order.
CREATE TABLE change_steps (
    entry INTEGER NOT NULL REFERENCES changes (entry),
    place INTEGER NOT NULL,           -- counts from 0
    date  TEXT NOT NULL,              -- the day on which it was taken
    said  TEXT NOT NULL,              -- the step, as Lua
    file  TEXT NOT NULL,              -- where it stood
    line  INTEGER NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;

-- The rows that were there before, and those that are after, of every key that was touched.
CREATE TABLE change_rows (
    entry INTEGER NOT NULL REFERENCES changes (entry),
    place INTEGER NOT NULL,           -- counts from 0; rows of one key stand together
    key   INTEGER NOT NULL,           -- which key of the entry, from 0
    tab   TEXT NOT NULL,              -- 'units', 'seats' …: the name of the file
    after INTEGER NOT NULL CHECK (after IN (0, 1)),
    said  TEXT NOT NULL,              -- the row: a line 'column=value' for each cell
    PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;

-- What was contested, decided and accepted, and what imports brought of such: a change of rows
-- in rulings, acceptances and disputes that is one of these.
CREATE TABLE acts (
    entry       INTEGER PRIMARY KEY REFERENCES changes (entry),
    done_by     TEXT,                 -- a reference: who says to have done it; unset for imports
    finding     TEXT,                 -- the key of the finding it is about
    fingerprint TEXT,                 -- and what that looked like then
    complete    INTEGER NOT NULL CHECK (complete IN (0, 1))  -- every other row of these tables
                                      -- was one that an entry had brought
) STRICT;
CREATE INDEX acts_finding ON acts (finding) WHERE finding IS NOT NULL;

-- The rows of changes that the tables of what was decided are held against.
CREATE INDEX change_rows_decisions ON change_rows (entry, place)
    WHERE tab IN ('rulings', 'acceptances', 'disputes');

-- Signatures of entries: what one signs, it and all before it, is as the signer had it.
CREATE TABLE signatures (
    entry     INTEGER NOT NULL REFERENCES entries (number),
    signer    TEXT NOT NULL,          -- the public key: 64 hex digits
    signature TEXT NOT NULL,          -- Ed25519, 128 hex digits; engine/record/sign.h says of what
    PRIMARY KEY (entry, signer)
) STRICT, WITHOUT ROWID;

-- Role cards that somebody has acknowledged, as they were then.
CREATE TABLE acknowledgements (
    entry  INTEGER PRIMARY KEY REFERENCES entries (number),
    holder TEXT NOT NULL,             -- whose card: a reference
    person TEXT NOT NULL,             -- who acknowledged it: a reference
    date   TEXT NOT NULL,             -- the day on which the card was like this
    card   TEXT NOT NULL              -- the digest of its lines
) STRICT;
CREATE INDEX acknowledgements_holder ON acknowledgements (holder, date);

-- What these cards said, so that it can be told what has changed since.
CREATE TABLE acknowledged_lines (
    entry INTEGER NOT NULL REFERENCES acknowledgements (entry),
    place INTEGER NOT NULL,           -- counts from 0; lines of one via stand together
    via   TEXT NOT NULL,              -- through whom: a reference; '' for the card's own
    said  TEXT NOT NULL,              -- 'A touchpoint:…', 'from handoff:a->b position:…' …
    PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;

-- Entries whose tables were rewritten because somebody was forgotten, and the digest of what they
-- say since: it stands in the place of entries.body, which stays as it is. The entry that says so
-- is a change of the kind 'forget'.
CREATE TABLE rewritten_entries (
    entry     INTEGER NOT NULL REFERENCES changes (entry),
    rewritten INTEGER NOT NULL REFERENCES entries (number),
    body      TEXT NOT NULL,
    PRIMARY KEY (entry, rewritten)
) STRICT, WITHOUT ROWID;
CREATE INDEX rewritten_entries_rewritten ON rewritten_entries (rewritten, entry);

-- The same of texts of policies: the digest of their bytes since.
CREATE TABLE rewritten_texts (
    entry   INTEGER NOT NULL REFERENCES changes (entry),
    text_id INTEGER NOT NULL REFERENCES texts (id),
    digest  TEXT NOT NULL,
    PRIMARY KEY (entry, text_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rewritten_texts_text ON rewritten_texts (text_id, entry);

-- The last run, in one row.
CREATE VIEW v_run AS
SELECT r.number AS run, r.date AS date, e.recorded_at AS recorded_at, p.name AS policy,
    p.version AS policy_version, p.digest AS policy_digest, p.scheme AS scheme,
    p.accountable AS accountable_letter, p.responsible AS responsible_letter,
    r.model AS model_digest, r.raci AS raci, r.subjects AS subjects,
    r.assignments AS assignments, r.conflicts AS conflicts, r.gaps AS gaps, r.risks AS risks,
    r.hygiene AS hygiene, r.policy AS about_policy, r.errors AS errors,
    r.warnings AS warnings, r.infos AS infos, r.escalated_cxo AS escalated_cxo,
    r.escalated_ceo AS escalated_ceo, r.escalated_other AS escalated_other,
    r.escalated_none AS escalated_none, r.accepted AS accepted, r.new AS new,
    r.changed AS changed, r.gone AS gone, r.moves AS moves, e.digest AS entry_digest
FROM runs AS r CROSS JOIN entries AS e ON e.number = r.entry
    CROSS JOIN run_policies AS p ON p.id = r.policy_id
WHERE r.number = (SELECT max(number) FROM runs);

-- Every run, the oldest first: what a trend is drawn from.
CREATE VIEW v_runs AS
SELECT r.number AS run, r.date AS date, e.recorded_at AS recorded_at, p.name AS policy,
    p.version AS policy_version, r.subjects AS subjects, r.assignments AS assignments,
    r.conflicts AS conflicts, r.gaps AS gaps, r.risks AS risks, r.hygiene AS hygiene,
    r.policy AS about_policy, r.errors AS errors, r.warnings AS warnings, r.infos AS infos,
    r.escalated_cxo AS escalated_cxo, r.escalated_ceo AS escalated_ceo,
    r.escalated_other AS escalated_other, r.escalated_none AS escalated_none,
    r.accepted AS accepted, r.new AS new, r.changed AS changed, r.gone AS gone,
    r.moves AS moves
FROM runs AS r CROSS JOIN entries AS e ON e.number = r.entry
    CROSS JOIN run_policies AS p ON p.id = r.policy_id
ORDER BY r.number;
-- Who holds which letter on what, in the last run: every letter.
CREATE VIEW v_holder AS
SELECT a.subject AS subject,
    CASE
        WHEN a.subject GLOB 'touchpoint:*' THEN (
            SELECT coalesce(p.name, i.key) FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p
                ON p.touchpoint_id = i.id
            WHERE i.key = substr(a.subject, 12)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN a.subject GLOB 'journey:*' THEN (
            SELECT coalesce(p.name, i.key) FROM journeys AS i CROSS JOIN journey_periods AS p
                ON p.journey_id = i.id
            WHERE i.key = substr(a.subject, 9)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN a.subject GLOB 'handoff:*' THEN (
            SELECT coalesce(p.name, i.key) FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p
                ON p.touchpoint_id = i.id
            WHERE i.key = substr(a.subject, 9, instr(a.subject, '>') - 10)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to)) || ' → ' || (
            SELECT coalesce(p.name, i.key) FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p
                ON p.touchpoint_id = i.id
            WHERE i.key = substr(a.subject, instr(a.subject, '>') + 1)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN a.subject = 'enterprise' THEN 'the enterprise'
    END AS subject_name,
    h.letter AS letter,
    h.holder AS holder,
    CASE
        WHEN h.holder GLOB 'position:*' THEN (
            SELECT coalesce(p.title, i.key) FROM positions AS i CROSS JOIN position_periods AS p
                ON p.position_id = i.id
            WHERE i.key = substr(h.holder, 10)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN h.holder GLOB 'unit:*' THEN (
            SELECT coalesce(p.name, i.key) FROM units AS i CROSS JOIN unit_periods AS p
                ON p.unit_id = i.id
            WHERE i.key = substr(h.holder, 6)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN h.holder GLOB 'team:*' THEN (
            SELECT coalesce(p.name, i.key) FROM teams AS i CROSS JOIN team_periods AS p
                ON p.team_id = i.id
            WHERE i.key = substr(h.holder, 6)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN h.holder GLOB 'person:*' THEN (
            SELECT coalesce(p.name, i.key) FROM people AS i CROSS JOIN person_periods AS p
                ON p.person_id = i.id
            WHERE i.key = substr(h.holder, 8)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
    END AS holder_name,
    CASE
        WHEN h.holder GLOB 'position:*' THEN (
            SELECT group_concat(name, '; ') FROM (
                SELECT DISTINCT i.key, coalesce(n.name, i.key) AS name
                FROM positions AS o CROSS JOIN seats AS s ON s.position_id = o.id
                    AND o.key = substr(h.holder, 10)
                    AND (s.valid_from IS NULL OR s.valid_from <= r.date)
                    AND (s.valid_to IS NULL OR r.date < s.valid_to)
                CROSS JOIN people AS i ON i.id = s.person_id
                LEFT JOIN person_periods AS n ON n.person_id = i.id
                    AND (n.valid_from IS NULL OR n.valid_from <= r.date)
                    AND (n.valid_to IS NULL OR r.date < n.valid_to)
                ORDER BY i.key))
        WHEN h.holder GLOB 'team:*' THEN (
            SELECT group_concat(name, '; ') FROM (
                SELECT DISTINCT i.key, coalesce(n.name, i.key) AS name
                FROM teams AS o CROSS JOIN team_members AS m ON m.team_id = o.id
                    AND o.key = substr(h.holder, 6)
                    AND (m.valid_from IS NULL OR m.valid_from <= r.date)
                    AND (m.valid_to IS NULL OR r.date < m.valid_to)
                CROSS JOIN seats AS s ON s.position_id = m.position_id
                    AND (s.valid_from IS NULL OR s.valid_from <= r.date)
                    AND (s.valid_to IS NULL OR r.date < s.valid_to)
                CROSS JOIN people AS i ON i.id = s.person_id
                LEFT JOIN person_periods AS n ON n.person_id = i.id
                    AND (n.valid_from IS NULL OR n.valid_from <= r.date)
                    AND (n.valid_to IS NULL OR r.date < n.valid_to)
                ORDER BY i.key))
        WHEN h.holder GLOB 'person:*' THEN (
            SELECT coalesce(p.name, i.key) FROM people AS i CROSS JOIN person_periods AS p
                ON p.person_id = i.id
            WHERE i.key = substr(h.holder, 8)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
    END AS people
FROM runs AS r CROSS JOIN run_assignments AS a CROSS JOIN run_holders AS h
    ON h.class_id = a.class_id
WHERE r.number = (SELECT max(number) FROM runs) AND a.last_run IS NULL;

-- Of these the accountable ones, whatever the scheme's letter for it.
CREATE VIEW v_accountable AS
SELECT subject, subject_name, letter, holder, holder_name, people FROM v_holder
WHERE letter = (SELECT accountable_letter FROM v_run);

-- And the responsible ones.
CREATE VIEW v_responsible AS
SELECT subject, subject_name, letter, holder, holder_name, people FROM v_holder
WHERE letter = (SELECT responsible_letter FROM v_run);

-- The findings of the last run, and how long each has been there.
CREATE VIEW v_finding AS
SELECT f.subject AS subject,
    CASE
        WHEN f.subject GLOB 'touchpoint:*' THEN (
            SELECT coalesce(p.name, i.key) FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p
                ON p.touchpoint_id = i.id
            WHERE i.key = substr(f.subject, 12)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN f.subject GLOB 'journey:*' THEN (
            SELECT coalesce(p.name, i.key) FROM journeys AS i CROSS JOIN journey_periods AS p
                ON p.journey_id = i.id
            WHERE i.key = substr(f.subject, 9)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN f.subject GLOB 'handoff:*' THEN (
            SELECT coalesce(p.name, i.key) FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p
                ON p.touchpoint_id = i.id
            WHERE i.key = substr(f.subject, 9, instr(f.subject, '>') - 10)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to)) || ' → ' || (
            SELECT coalesce(p.name, i.key) FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p
                ON p.touchpoint_id = i.id
            WHERE i.key = substr(f.subject, instr(f.subject, '>') + 1)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN f.subject = 'enterprise' THEN 'the enterprise'
        WHEN f.subject GLOB 'position:*' THEN (
            SELECT coalesce(p.title, i.key) FROM positions AS i CROSS JOIN position_periods AS p
                ON p.position_id = i.id
            WHERE i.key = substr(f.subject, 10)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN f.subject GLOB 'unit:*' THEN (
            SELECT coalesce(p.name, i.key) FROM units AS i CROSS JOIN unit_periods AS p
                ON p.unit_id = i.id
            WHERE i.key = substr(f.subject, 6)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN f.subject GLOB 'team:*' THEN (
            SELECT coalesce(p.name, i.key) FROM teams AS i CROSS JOIN team_periods AS p
                ON p.team_id = i.id
            WHERE i.key = substr(f.subject, 6)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        WHEN f.subject GLOB 'person:*' THEN (
            SELECT coalesce(p.name, i.key) FROM people AS i CROSS JOIN person_periods AS p
                ON p.person_id = i.id
            WHERE i.key = substr(f.subject, 8)
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                AND (p.valid_to IS NULL OR r.date < p.valid_to))
        ELSE substr(f.subject, instr(f.subject, ':') + 1)
    END AS subject_name,
    f.code AS code, f.kind AS kind, f.severity AS severity, f.letter AS letter,
    f.message AS message, f.parties AS parties,
    (SELECT group_concat(name, '; ') FROM (
        SELECT name FROM run_rules WHERE id = f.rules_id ORDER BY place)) AS rules,
    f.key AS key, f.fingerprint AS fingerprint, f.cause AS cause, f.accepted AS accepted,
    f.escalate_to AS escalate_to,
    (SELECT coalesce(p.title, i.key) FROM positions AS i CROSS JOIN position_periods AS p
            ON p.position_id = i.id
        WHERE i.key = substr(f.escalate_to, 10)
            AND (p.valid_from IS NULL OR p.valid_from <= r.date)
            AND (p.valid_to IS NULL OR r.date < p.valid_to)) AS escalate_to_title,
    f.escalate_reason AS escalate_reason, f.escalate_path AS escalate_path,
    b.since AS since, CAST(julianday(r.date) - julianday(b.since) AS INTEGER) AS age_days
FROM runs AS r CROSS JOIN run_findings AS f CROSS JOIN run_series AS s
    ON s.key = f.key AND s.last_run IS NULL
    CROSS JOIN runs AS b ON b.number = s.first_run
WHERE r.number = (SELECT max(number) FROM runs) AND f.last_run IS NULL;

-- Units on the last run's date.
CREATE VIEW v_unit AS
SELECT i.key AS unit, coalesce(t.name, i.key) AS name, t.kind AS kind, t.func AS function,
    (SELECT key FROM units WHERE id = t.parent_id) AS parent,
    (SELECT key FROM positions WHERE id = t.head_id) AS head,
    (WITH RECURSIVE above (unit_id, depth) AS (
            SELECT i.id, 0
            UNION ALL
            SELECT p.parent_id, depth + 1 FROM above CROSS JOIN unit_periods AS p
                ON p.unit_id = above.unit_id
                    AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                    AND (p.valid_to IS NULL OR r.date < p.valid_to)
            WHERE p.parent_id IS NOT NULL AND depth < 100)
        SELECT u.key FROM above CROSS JOIN units AS u ON u.id = above.unit_id
            CROSS JOIN unit_periods AS p ON p.unit_id = u.id
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                    AND (p.valid_to IS NULL OR r.date < p.valid_to)
            LEFT JOIN unit_periods AS q ON q.unit_id = p.parent_id
                AND (q.valid_from IS NULL OR q.valid_from <= r.date)
                    AND (q.valid_to IS NULL OR r.date < q.valid_to)
        WHERE lower(p.kind) IN ('department', 'division', 'company') OR q.id IS NULL
            OR lower(q.kind) = 'company'
        ORDER BY coalesce(lower(p.kind), '') NOT IN ('department', 'division'), depth
        LIMIT 1) AS department
FROM runs AS r CROSS JOIN unit_periods AS t CROSS JOIN units AS i ON i.id = t.unit_id
WHERE r.number = (SELECT max(number) FROM runs)
    AND (t.valid_from IS NULL OR t.valid_from <= r.date)
    AND (t.valid_to IS NULL OR r.date < t.valid_to);

-- Positions on the last run's date, with who sits there: a row for each seat, and one without
-- a person for a position that is vacant.
CREATE VIEW v_org AS
SELECT i.key AS position, coalesce(t.title, i.key) AS title, t.office AS office,
    t.grade AS grade, u.key AS unit,
    (SELECT coalesce(p.name, u.key) FROM unit_periods AS p
        WHERE p.unit_id = u.id AND (p.valid_from IS NULL OR p.valid_from <= r.date)
            AND (p.valid_to IS NULL OR r.date < p.valid_to)) AS unit_name,
    CASE WHEN u.id IS NOT NULL THEN (WITH RECURSIVE above (unit_id, depth) AS (
            SELECT u.id, 0
            UNION ALL
            SELECT p.parent_id, depth + 1 FROM above CROSS JOIN unit_periods AS p
                ON p.unit_id = above.unit_id
                    AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                    AND (p.valid_to IS NULL OR r.date < p.valid_to)
            WHERE p.parent_id IS NOT NULL AND depth < 100)
        SELECT u.key FROM above CROSS JOIN units AS u ON u.id = above.unit_id
            CROSS JOIN unit_periods AS p ON p.unit_id = u.id
                AND (p.valid_from IS NULL OR p.valid_from <= r.date)
                    AND (p.valid_to IS NULL OR r.date < p.valid_to)
            LEFT JOIN unit_periods AS q ON q.unit_id = p.parent_id
                AND (q.valid_from IS NULL OR q.valid_from <= r.date)
                    AND (q.valid_to IS NULL OR r.date < q.valid_to)
        WHERE lower(p.kind) IN ('department', 'division', 'company') OR q.id IS NULL
            OR lower(q.kind) = 'company'
        ORDER BY coalesce(lower(p.kind), '') NOT IN ('department', 'division'), depth
        LIMIT 1) END AS department,
    (SELECT key FROM positions WHERE id = t.reports_to_id) AS superior,
    (SELECT coalesce(p.title, o.key) FROM positions AS o CROSS JOIN position_periods AS p
            ON p.position_id = o.id
        WHERE o.id = t.reports_to_id AND (p.valid_from IS NULL OR p.valid_from <= r.date)
            AND (p.valid_to IS NULL OR r.date < p.valid_to)) AS superior_title,
    w.key AS person,
    (SELECT coalesce(p.name, w.key) FROM person_periods AS p
        WHERE p.person_id = w.id AND (p.valid_from IS NULL OR p.valid_from <= r.date)
            AND (p.valid_to IS NULL OR r.date < p.valid_to)) AS person_name,
    s.kind AS seat, s.valid_from AS seat_from, s.valid_to AS seat_to
FROM runs AS r CROSS JOIN position_periods AS t CROSS JOIN positions AS i ON i.id = t.position_id
    LEFT JOIN units AS u ON u.id = t.unit_id
    LEFT JOIN seats AS s ON s.position_id = i.id
        AND (s.valid_from IS NULL OR s.valid_from <= r.date)
            AND (s.valid_to IS NULL OR r.date < s.valid_to)
    LEFT JOIN people AS w ON w.id = s.person_id
WHERE r.number = (SELECT max(number) FROM runs)
    AND (t.valid_from IS NULL OR t.valid_from <= r.date)
    AND (t.valid_to IS NULL OR r.date < t.valid_to);

-- Touchpoints on the last run's date: what findings and holders are counted by.
CREATE VIEW v_touchpoint AS
SELECT 'touchpoint:' || i.key AS subject, i.key AS touchpoint, coalesce(t.name, i.key) AS name,
    (SELECT key FROM journeys WHERE id = t.journey_id) AS journey,
    (SELECT key FROM stages WHERE id = t.stage_id) AS stage,
    (SELECT key FROM channels WHERE id = t.channel_id) AS channel,
    t.criticality AS criticality, t.tags AS tags, coalesce(t.managed, 1) AS managed,
    coalesce(t.moment_of_truth, 0) AS moment_of_truth, t.reviewed_on AS reviewed_on,
    (SELECT group_concat(key, ';') FROM (
        SELECT u.key AS key FROM touchpoint_units AS d CROSS JOIN units AS u ON u.id = d.unit_id
        WHERE d.period_id = t.id ORDER BY d.place)) AS units
FROM runs AS r CROSS JOIN touchpoints AS i CROSS JOIN touchpoint_periods AS t
    ON t.touchpoint_id = i.id
WHERE r.number = (SELECT max(number) FROM runs)
    AND (t.valid_from IS NULL OR t.valid_from <= r.date)
    AND (t.valid_to IS NULL OR r.date < t.valid_to);

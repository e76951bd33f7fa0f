-- From version 2 to 3: runs can be recorded. The same statements as in db/schema.sql, where
-- they are explained.

CREATE TABLE entries (
    number      INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    body        TEXT NOT NULL,
    previous    TEXT NOT NULL,
    digest      TEXT NOT NULL
) STRICT;

CREATE TABLE texts (
    id     INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    length INTEGER NOT NULL
) STRICT;

CREATE TABLE text_parts (
    text_id INTEGER NOT NULL REFERENCES texts (id),
    place   INTEGER NOT NULL,
    bytes   TEXT NOT NULL,
    PRIMARY KEY (text_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_policies (
    id          INTEGER PRIMARY KEY,
    digest      TEXT NOT NULL,
    places      TEXT NOT NULL,
    name        TEXT NOT NULL,
    version     TEXT NOT NULL,
    scheme      TEXT NOT NULL,
    accountable TEXT NOT NULL,
    responsible TEXT NOT NULL,
    UNIQUE (digest, places)
) STRICT;

CREATE TABLE run_policy_files (
    policy_id INTEGER NOT NULL REFERENCES run_policies (id),
    place     INTEGER NOT NULL,
    name      TEXT NOT NULL,
    file      TEXT NOT NULL,
    root      INTEGER NOT NULL CHECK (root IN (0, 1)),
    shipped   INTEGER NOT NULL CHECK (shipped IN (0, 1)),
    text_id   INTEGER NOT NULL REFERENCES texts (id),
    PRIMARY KEY (policy_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    number         INTEGER PRIMARY KEY,
    entry          INTEGER NOT NULL UNIQUE REFERENCES entries (number),
    date           TEXT NOT NULL,
    raci           TEXT NOT NULL,
    model          TEXT NOT NULL,
    policy_id      INTEGER NOT NULL REFERENCES run_policies (id),
    subjects       INTEGER NOT NULL,
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
    accepted       INTEGER NOT NULL,
    new            INTEGER,
    changed        INTEGER,
    gone           INTEGER,
    moves          INTEGER,
    since          TEXT NOT NULL
) STRICT;

CREATE TABLE run_holders (
    class_id INTEGER NOT NULL,
    letter   TEXT NOT NULL,
    holder   TEXT NOT NULL,
    PRIMARY KEY (class_id, letter, holder)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_assignments (
    subject   TEXT NOT NULL,
    first_run INTEGER NOT NULL REFERENCES runs (number),
    last_run  INTEGER REFERENCES runs (number),
    class_id  INTEGER NOT NULL,
    PRIMARY KEY (subject, first_run)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_findings (
    subject     TEXT NOT NULL,
    code        TEXT NOT NULL,
    key         TEXT NOT NULL,
    first_run   INTEGER NOT NULL REFERENCES runs (number),
    last_run    INTEGER REFERENCES runs (number),
    fingerprint TEXT NOT NULL,
    kind        TEXT NOT NULL,
    severity    TEXT NOT NULL,
    letter      TEXT,
    accepted    INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    parties     TEXT NOT NULL,
    rules_id    INTEGER,
    message     TEXT NOT NULL,
    cause       TEXT,
    escalate_to TEXT,
    escalate_reason TEXT,
    escalate_path   TEXT,
    PRIMARY KEY (subject, code, key, first_run)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_rules (
    id    INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name  TEXT NOT NULL,
    file  TEXT,
    line  INTEGER,
    PRIMARY KEY (id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_series (
    key       TEXT NOT NULL,
    first_run INTEGER NOT NULL REFERENCES runs (number),
    last_run  INTEGER REFERENCES runs (number),
    PRIMARY KEY (key, first_run)
) STRICT, WITHOUT ROWID;

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

CREATE VIEW v_accountable AS
SELECT subject, subject_name, letter, holder, holder_name, people FROM v_holder
WHERE letter = (SELECT accountable_letter FROM v_run);

CREATE VIEW v_responsible AS
SELECT subject, subject_name, letter, holder, holder_name, people FROM v_holder
WHERE letter = (SELECT responsible_letter FROM v_run);

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

PRAGMA user_version = 3;

-- The named statements, compiled to an enum and an array (store/queries.h).
--
-- A statement begins with a line "-- STMT_NAME" and comments on its parameters (?1 …) and
-- columns (from 0). Statements that give several rows order them by unique columns.

-- ======================================================================================
-- The connection: engine/store
-- ======================================================================================

-- STMT_BEGIN_READ
-- Starts a transaction that sees one state of the model.
BEGIN DEFERRED;

-- STMT_BEGIN_WRITE
-- Starts a transaction that no other writer can come before.
BEGIN IMMEDIATE;

-- STMT_COMMIT
COMMIT;

-- STMT_ROLLBACK
ROLLBACK;

-- STMT_SAVEPOINT
-- Within a transaction: what is written from here on can be undone alone.
SAVEPOINT step;

-- STMT_SAVEPOINT_UNDO
ROLLBACK TO step;

-- STMT_SAVEPOINT_END
RELEASE step;

-- STMT_FOREIGN_KEYS_ON
PRAGMA foreign_keys = ON;

-- STMT_FOREIGN_KEYS
-- Column 0: 1 when they are on; a library built without them says nothing.
PRAGMA foreign_keys;

-- STMT_FOREIGN_KEYS_OFF
-- Of a copy that is thrown away: an import has looked at all of this itself, and what guards the
-- file takes a fifth of its time.
PRAGMA foreign_keys = OFF;

-- STMT_CHECKS_OFF
PRAGMA ignore_check_constraints = ON;

-- STMT_TRUSTED_SCHEMA_OFF
-- Functions with side effects are refused inside the schema.
PRAGMA trusted_schema = OFF;

-- STMT_CELL_SIZE_CHECK_ON
-- Damage to a page is noticed when the page is read.
PRAGMA cell_size_check = ON;

-- STMT_MMAP_OFF
-- A file that shrinks or fails under a mapping would end the process.
PRAGMA mmap_size = 0;

-- STMT_SYNCHRONOUS_EXTRA
-- A commit that was acknowledged survives a power failure: with FULL the folder is not synced after
-- the journal was deleted from it, and a journal that comes back undoes the commit.
PRAGMA synchronous = EXTRA;

-- STMT_TEMPORARY_IN_MEMORY
-- What a statement sorts or keeps while it runs.
PRAGMA temp_store = MEMORY;

-- STMT_QUERY_ONLY_ON
PRAGMA query_only = ON;

-- STMT_CACHE_LARGE
-- 128 MiB of pages while an import or export runs.
PRAGMA cache_size = -131072;

-- STMT_CACHE_SMALL
PRAGMA cache_size = -4096;

-- STMT_APPLICATION_ID
-- Column 0: the number that says whose file it is.
PRAGMA application_id;

-- STMT_USER_VERSION
-- Column 0: the version of the schema.
PRAGMA user_version;

-- STMT_SCHEMA_TEXTS
-- Columns: type, the statement that made it, name, table, whether these are texts. In the order of
-- creation.
SELECT type, sql, name, tbl_name,
    typeof(type) || typeof(sql) || typeof(name) || typeof(tbl_name) = 'texttexttexttext'
FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid;

-- STMT_SCHEMA_FOUND
-- Columns: as of STMT_SCHEMA_TEXTS; of all but what SQLite makes for keys.
SELECT type, sql, name, tbl_name,
    typeof(type) || typeof(sql) || typeof(name) || typeof(tbl_name) = 'texttexttexttext'
FROM sqlite_schema
WHERE sql IS NOT NULL OR type <> 'index' OR typeof(name) || typeof(tbl_name) <> 'texttext'
    OR name NOT GLOB 'sqlite_autoindex_' || tbl_name || '_*'
ORDER BY rowid;

-- STMT_SCHEMA_NAMED
-- ?1 name. Column 0: the statement that made it.
SELECT sql FROM sqlite_schema WHERE name = ?1 ORDER BY rowid LIMIT 1;

-- STMT_SCHEMA_OF_TABLE
-- ?1 name. Column 0: the statements that made the table and what else is on it.
SELECT sql FROM sqlite_schema
WHERE tbl_name = ?1 AND type <> 'view' AND (sql IS NOT NULL OR type <> 'index') ORDER BY rowid;

-- STMT_TABLE_NAMED
-- ?1 name. A row where it is a table.
SELECT 1 FROM sqlite_schema WHERE name = ?1 AND type = 'table' ORDER BY rowid LIMIT 1;

-- STMT_TABLE_COLUMNS
-- ?1 table. Columns: name, type, place in the key (from 1; 0: none).
SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid;

-- STMT_INTEGRITY
-- Column 0: 'ok', or what is wrong with the file, up to a hundred things.
PRAGMA integrity_check(100);

-- STMT_TABLE_INTEGRITY
-- ?1 table. Column 0: the same of a table and its indexes.
SELECT integrity_check FROM pragma_integrity_check(?1) ORDER BY rowid;

-- STMT_BROKEN_REFERENCES
-- Columns: table, row (unset where it has no number), the table it names.
PRAGMA foreign_key_check;

-- STMT_PAGES_BYTES
-- Column 0: how many bytes the file has, by its pages.
SELECT c.page_count * s.page_size FROM pragma_page_count AS c CROSS JOIN pragma_page_size AS s
ORDER BY c.page_count;

-- STMT_SECURE_DELETE_ON
-- What is deleted is overwritten with zeros.
PRAGMA secure_delete = ON;

-- STMT_VACUUM
-- Writes the file anew, without what was deleted.
VACUUM;

-- STMT_CHECKPOINT
-- Where another program set a write-ahead log: takes it in, and empties it. Column 0: 1 when
-- somebody who reads kept it from that.
PRAGMA wal_checkpoint(TRUNCATE);

-- STMT_TEXT_COLUMNS
-- Columns: table, column, of every column of texts.
SELECT t.name, c.name FROM sqlite_schema AS t CROSS JOIN pragma_table_info(t.name) AS c
WHERE t.type = 'table' AND t.name NOT GLOB 'sqlite_*' AND c.type = 'TEXT'
ORDER BY t.name, c.cid;

-- STMT_META_DROP
-- ?1 name.
DELETE FROM meta WHERE name = ?1;

-- STMT_META_GET
-- ?1 name. Column 0: value.
SELECT value FROM meta WHERE name = ?1;

-- STMT_META_ALL
-- Columns: name, value.
SELECT name, value FROM meta ORDER BY name;

-- STMT_META_DROP_FOREIGN
-- What raci does not write about a file.
DELETE FROM meta WHERE name NOT IN ('digest', 'record', 'search', 'sweep')
    OR (name = 'sweep' AND value <> 'due');

-- STMT_META_SET
-- ?1 name, ?2 value.
INSERT INTO meta (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- ======================================================================================
-- Identities: engine/model/lookup.c
-- ======================================================================================
-- _ID:     ?1 key. Columns: id, whether it exists on some date.
-- _NEW:    ?1 key. Gives it an identity.
-- _KEY:    ?1 id. Column 0: its key.
-- _KEYS:   column 0: the keys of those that exist on some date, in byte order.

-- STMT_CHANNEL_ID
SELECT id, 1 FROM channels WHERE key = ?1;

-- STMT_CHANNEL_KEY
SELECT key FROM channels WHERE id = ?1;

-- STMT_CHANNEL_KEYS
SELECT key FROM channels ORDER BY key;

-- STMT_JOURNEY_ID
SELECT i.id, EXISTS (SELECT 1 FROM journey_periods AS p WHERE p.journey_id = i.id)
FROM journeys AS i WHERE i.key = ?1;

-- STMT_JOURNEY_NEW
INSERT INTO journeys (key) VALUES (?1);

-- STMT_JOURNEY_KEY
SELECT key FROM journeys WHERE id = ?1;

-- STMT_JOURNEY_KEYS
SELECT i.key FROM journeys AS i
WHERE EXISTS (SELECT 1 FROM journey_periods AS p WHERE p.journey_id = i.id) ORDER BY i.key;

-- STMT_PERSON_ID
SELECT i.id, EXISTS (SELECT 1 FROM person_periods AS p WHERE p.person_id = i.id)
FROM people AS i WHERE i.key = ?1;

-- STMT_PERSON_NEW
INSERT INTO people (key) VALUES (?1);

-- STMT_PERSON_KEY
SELECT key FROM people WHERE id = ?1;

-- STMT_PERSON_KEYS
SELECT i.key FROM people AS i
WHERE EXISTS (SELECT 1 FROM person_periods AS p WHERE p.person_id = i.id) ORDER BY i.key;

-- STMT_POSITION_ID
SELECT i.id, EXISTS (SELECT 1 FROM position_periods AS p WHERE p.position_id = i.id)
FROM positions AS i WHERE i.key = ?1;

-- STMT_POSITION_NEW
INSERT INTO positions (key) VALUES (?1);

-- STMT_POSITION_KEY
SELECT key FROM positions WHERE id = ?1;

-- STMT_POSITION_KEYS
SELECT i.key FROM positions AS i
WHERE EXISTS (SELECT 1 FROM position_periods AS p WHERE p.position_id = i.id) ORDER BY i.key;

-- STMT_STAGE_ID
SELECT id, 1 FROM stages WHERE key = ?1;

-- STMT_STAGE_KEY
SELECT key FROM stages WHERE id = ?1;

-- STMT_STAGE_KEYS
SELECT key FROM stages ORDER BY key;

-- STMT_TEAM_ID
SELECT i.id, EXISTS (SELECT 1 FROM team_periods AS p WHERE p.team_id = i.id)
FROM teams AS i WHERE i.key = ?1;

-- STMT_TEAM_NEW
INSERT INTO teams (key) VALUES (?1);

-- STMT_TEAM_KEY
SELECT key FROM teams WHERE id = ?1;

-- STMT_TEAM_KEYS
SELECT i.key FROM teams AS i
WHERE EXISTS (SELECT 1 FROM team_periods AS p WHERE p.team_id = i.id) ORDER BY i.key;

-- STMT_TOUCHPOINT_ID
SELECT i.id, EXISTS (SELECT 1 FROM touchpoint_periods AS p WHERE p.touchpoint_id = i.id)
FROM touchpoints AS i WHERE i.key = ?1;

-- STMT_TOUCHPOINT_NEW
INSERT INTO touchpoints (key) VALUES (?1);

-- STMT_TOUCHPOINT_KEY
SELECT key FROM touchpoints WHERE id = ?1;

-- STMT_TOUCHPOINT_KEYS
SELECT i.key FROM touchpoints AS i
WHERE EXISTS (SELECT 1 FROM touchpoint_periods AS p WHERE p.touchpoint_id = i.id) ORDER BY i.key;

-- STMT_UNIT_ID
SELECT i.id, EXISTS (SELECT 1 FROM unit_periods AS p WHERE p.unit_id = i.id)
FROM units AS i WHERE i.key = ?1;

-- STMT_UNIT_NEW
INSERT INTO units (key) VALUES (?1);

-- STMT_UNIT_KEY
SELECT key FROM units WHERE id = ?1;

-- STMT_UNIT_KEYS
SELECT i.key FROM units AS i
WHERE EXISTS (SELECT 1 FROM unit_periods AS p WHERE p.unit_id = i.id) ORDER BY i.key;

-- ======================================================================================
-- Keys by their beginning: engine/model/keys.c
-- ======================================================================================
-- _FROM: ?1 the least key wanted, ?2 what all keys wanted are before, ?3 how many.
--        Column 0: the first keys that exist on some date, in byte order.

-- STMT_CHANNEL_FROM
SELECT key FROM channels WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3;

-- STMT_JOURNEY_FROM
SELECT i.key FROM journeys AS i
WHERE i.key >= ?1 AND i.key < ?2
  AND EXISTS (SELECT 1 FROM journey_periods AS p WHERE p.journey_id = i.id)
ORDER BY i.key LIMIT ?3;

-- STMT_PERSON_FROM
SELECT i.key FROM people AS i
WHERE i.key >= ?1 AND i.key < ?2
  AND EXISTS (SELECT 1 FROM person_periods AS p WHERE p.person_id = i.id)
ORDER BY i.key LIMIT ?3;

-- STMT_POSITION_FROM
SELECT i.key FROM positions AS i
WHERE i.key >= ?1 AND i.key < ?2
  AND EXISTS (SELECT 1 FROM position_periods AS p WHERE p.position_id = i.id)
ORDER BY i.key LIMIT ?3;

-- STMT_STAGE_FROM
SELECT key FROM stages WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3;

-- STMT_TEAM_FROM
SELECT i.key FROM teams AS i
WHERE i.key >= ?1 AND i.key < ?2
  AND EXISTS (SELECT 1 FROM team_periods AS p WHERE p.team_id = i.id)
ORDER BY i.key LIMIT ?3;

-- STMT_TOUCHPOINT_FROM
SELECT i.key FROM touchpoints AS i
WHERE i.key >= ?1 AND i.key < ?2
  AND EXISTS (SELECT 1 FROM touchpoint_periods AS p WHERE p.touchpoint_id = i.id)
ORDER BY i.key LIMIT ?3;

-- STMT_UNIT_FROM
SELECT i.key FROM units AS i
WHERE i.key >= ?1 AND i.key < ?2
  AND EXISTS (SELECT 1 FROM unit_periods AS p WHERE p.unit_id = i.id)
ORDER BY i.key LIMIT ?3;

-- ======================================================================================
-- The canonical files: engine/model/tables.c
-- ======================================================================================
-- Parameter N and column N are column N of the file (1-domain order, from 1); columns that
-- are lists have tables of their own: their parameter is not used, their column is NULL.
-- _FIND:  parameters: what groups the rows of one key. Columns: id, then as stored.
-- _ADD:   parameters: all columns, references as ids.
-- _SET:   the same, and last the id of the row.
-- _DROP:  ?1 the id of the row; not of stages and channels, which stay.
-- _ROWS:  columns: id, then as exported, references as keys. In canonical order.

-- STMT_UNIT_FIND
SELECT id, unit_id, name, parent_id, head_id, kind, func, tags, valid_from, valid_to
FROM unit_periods WHERE unit_id = ?1 ORDER BY id;

-- STMT_UNIT_ADD
INSERT INTO unit_periods
    (unit_id, name, parent_id, head_id, kind, func, tags, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- STMT_UNIT_SET
UPDATE unit_periods SET unit_id = ?1, name = ?2, parent_id = ?3, head_id = ?4, kind = ?5,
    func = ?6, tags = ?7, valid_from = ?8, valid_to = ?9
WHERE id = ?10;

-- STMT_UNIT_DROP
DELETE FROM unit_periods WHERE id = ?1;

-- STMT_UNIT_ROWS
SELECT p.id, i.key, p.name, parent.key, head.key, p.kind, p.func, p.tags, p.valid_from, p.valid_to
FROM units AS i CROSS JOIN unit_periods AS p ON p.unit_id = i.id
    LEFT JOIN units AS parent ON parent.id = p.parent_id
    LEFT JOIN positions AS head ON head.id = p.head_id
ORDER BY i.key, coalesce(p.valid_from, ''), p.id;

-- STMT_POSITION_FIND
SELECT id, position_id, title, unit_id, reports_to_id, office, NULL, grade, valid_from, valid_to
FROM position_periods WHERE position_id = ?1 ORDER BY id;

-- STMT_POSITION_ADD
INSERT INTO position_periods
    (position_id, title, unit_id, reports_to_id, office, grade, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?7, ?8, ?9);

-- STMT_POSITION_SET
UPDATE position_periods SET position_id = ?1, title = ?2, unit_id = ?3, reports_to_id = ?4,
    office = ?5, grade = ?7, valid_from = ?8, valid_to = ?9
WHERE id = ?10;

-- STMT_POSITION_DROP
DELETE FROM position_periods WHERE id = ?1;

-- STMT_POSITION_ROWS
SELECT p.id, i.key, p.title, u.key, boss.key, p.office, NULL, p.grade, p.valid_from, p.valid_to
FROM positions AS i CROSS JOIN position_periods AS p ON p.position_id = i.id
    LEFT JOIN units AS u ON u.id = p.unit_id
    LEFT JOIN positions AS boss ON boss.id = p.reports_to_id
ORDER BY i.key, coalesce(p.valid_from, ''), p.id;

-- STMT_DOTTED_ITEMS
-- ?1 row of position_periods. Columns: position, its key. In the order stated.
SELECT d.position_id, i.key FROM position_dotted AS d JOIN positions AS i ON i.id = d.position_id
WHERE d.period_id = ?1 ORDER BY d.place;

-- STMT_DOTTED_CLEAR
-- ?1 row of position_periods.
DELETE FROM position_dotted WHERE period_id = ?1;

-- STMT_DOTTED_ADD
-- ?1 row of position_periods, ?2 place, ?3 position.
INSERT INTO position_dotted (period_id, place, position_id) VALUES (?1, ?2, ?3);

-- STMT_PERSON_FIND
SELECT id, person_id, name, email, valid_from, valid_to
FROM person_periods WHERE person_id = ?1 ORDER BY id;

-- STMT_PERSON_ADD
INSERT INTO person_periods (person_id, name, email, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5);

-- STMT_PERSON_SET
UPDATE person_periods SET person_id = ?1, name = ?2, email = ?3, valid_from = ?4, valid_to = ?5
WHERE id = ?6;

-- STMT_PERSON_DROP
DELETE FROM person_periods WHERE id = ?1;

-- STMT_PERSON_ROWS
SELECT p.id, i.key, p.name, p.email, p.valid_from, p.valid_to
FROM people AS i CROSS JOIN person_periods AS p ON p.person_id = i.id
ORDER BY i.key, coalesce(p.valid_from, ''), p.id;

-- STMT_SEAT_FIND
SELECT id, position_id, person_id, kind, valid_from, valid_to FROM seats
WHERE position_id = ?1 AND person_id = ?2 AND kind = ?3 ORDER BY coalesce(valid_from, '');

-- STMT_SEAT_ADD
INSERT INTO seats (position_id, person_id, kind, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5);

-- STMT_SEAT_SET
UPDATE seats SET position_id = ?1, person_id = ?2, kind = ?3, valid_from = ?4, valid_to = ?5
WHERE id = ?6;

-- STMT_SEAT_DROP
DELETE FROM seats WHERE id = ?1;

-- STMT_SEAT_KEY
-- ?1 id. Columns: position id, person id, kind.
SELECT position_id, person_id, kind FROM seats WHERE id = ?1;

-- STMT_SEAT_SITTING
-- ?1 a position's key, ?2 day. Column 0: the first of its seats that are in force.
SELECT s.id FROM positions AS p CROSS JOIN seats AS s ON s.position_id = p.id
WHERE p.key = ?1 AND (s.valid_from IS NULL OR s.valid_from <= ?2)
    AND (s.valid_to IS NULL OR ?2 < s.valid_to)
ORDER BY s.id LIMIT 1;

-- STMT_SEAT_ROWS
SELECT s.id, i.key, p.key, s.kind, s.valid_from, s.valid_to
FROM positions AS i CROSS JOIN seats AS s ON s.position_id = i.id
    JOIN people AS p ON p.id = s.person_id
ORDER BY i.key, p.key, s.kind, coalesce(s.valid_from, '');

-- STMT_TEAM_FIND
SELECT id, team_id, name, kind, lead_id, valid_from, valid_to
FROM team_periods WHERE team_id = ?1 ORDER BY id;

-- STMT_TEAM_ADD
INSERT INTO team_periods (team_id, name, kind, lead_id, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- STMT_TEAM_SET
UPDATE team_periods SET team_id = ?1, name = ?2, kind = ?3, lead_id = ?4, valid_from = ?5,
    valid_to = ?6
WHERE id = ?7;

-- STMT_TEAM_DROP
DELETE FROM team_periods WHERE id = ?1;

-- STMT_TEAM_ROWS
SELECT p.id, i.key, p.name, p.kind, lead.key, p.valid_from, p.valid_to
FROM teams AS i CROSS JOIN team_periods AS p ON p.team_id = i.id
    LEFT JOIN positions AS lead ON lead.id = p.lead_id
ORDER BY i.key, coalesce(p.valid_from, ''), p.id;

-- STMT_MEMBER_FIND
SELECT id, team_id, position_id, valid_from, valid_to FROM team_members
WHERE team_id = ?1 AND position_id = ?2 ORDER BY id;

-- STMT_MEMBER_ADD
INSERT INTO team_members (team_id, position_id, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4);

-- STMT_MEMBER_SET
UPDATE team_members SET team_id = ?1, position_id = ?2, valid_from = ?3, valid_to = ?4
WHERE id = ?5;

-- STMT_MEMBER_DROP
DELETE FROM team_members WHERE id = ?1;

-- STMT_MEMBER_ROWS
SELECT m.id, i.key, p.key, m.valid_from, m.valid_to
FROM teams AS i CROSS JOIN team_members AS m ON m.team_id = i.id
    JOIN positions AS p ON p.id = m.position_id
ORDER BY i.key, p.key;

-- STMT_STAGE_FIND
SELECT id, key, name, ord FROM stages WHERE key = ?1 ORDER BY id;

-- STMT_STAGE_ADD
INSERT INTO stages (key, name, ord) VALUES (?1, ?2, ?3);

-- STMT_STAGE_SET
UPDATE stages SET key = ?1, name = ?2, ord = ?3 WHERE id = ?4;

-- STMT_STAGE_ROWS
SELECT id, key, name, ord FROM stages ORDER BY key;

-- STMT_CHANNEL_FIND
SELECT id, key, name FROM channels WHERE key = ?1 ORDER BY id;

-- STMT_CHANNEL_ADD
INSERT INTO channels (key, name) VALUES (?1, ?2);

-- STMT_CHANNEL_SET
UPDATE channels SET key = ?1, name = ?2 WHERE id = ?3;

-- STMT_CHANNEL_ROWS
SELECT id, key, name FROM channels ORDER BY key;

-- STMT_JOURNEY_FIND
SELECT id, journey_id, name, lead_id, team_id, valid_from, valid_to
FROM journey_periods WHERE journey_id = ?1 ORDER BY id;

-- STMT_JOURNEY_ADD
INSERT INTO journey_periods (journey_id, name, lead_id, team_id, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- STMT_JOURNEY_SET
UPDATE journey_periods SET journey_id = ?1, name = ?2, lead_id = ?3, team_id = ?4,
    valid_from = ?5, valid_to = ?6
WHERE id = ?7;

-- STMT_JOURNEY_DROP
DELETE FROM journey_periods WHERE id = ?1;

-- STMT_JOURNEY_ROWS
SELECT p.id, i.key, p.name, lead.key, t.key, p.valid_from, p.valid_to
FROM journeys AS i CROSS JOIN journey_periods AS p ON p.journey_id = i.id
    LEFT JOIN positions AS lead ON lead.id = p.lead_id
    LEFT JOIN teams AS t ON t.id = p.team_id
ORDER BY i.key, coalesce(p.valid_from, ''), p.id;

-- STMT_TOUCHPOINT_FIND
SELECT id, touchpoint_id, name, journey_id, stage_id, channel_id, criticality, ord, NULL, tags,
    managed, moment_of_truth, reviewed_on, valid_from, valid_to
FROM touchpoint_periods WHERE touchpoint_id = ?1 ORDER BY id;

-- STMT_TOUCHPOINT_ADD
INSERT INTO touchpoint_periods
    (touchpoint_id, name, journey_id, stage_id, channel_id, criticality, ord, tags, managed,
     moment_of_truth, reviewed_on, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?9, ?10, ?11, ?12, ?13, ?14);

-- STMT_TOUCHPOINT_SET
UPDATE touchpoint_periods SET touchpoint_id = ?1, name = ?2, journey_id = ?3, stage_id = ?4,
    channel_id = ?5, criticality = ?6, ord = ?7, tags = ?9, managed = ?10,
    moment_of_truth = ?11, reviewed_on = ?12, valid_from = ?13, valid_to = ?14
WHERE id = ?15;

-- STMT_TOUCHPOINT_DROP
DELETE FROM touchpoint_periods WHERE id = ?1;

-- STMT_TOUCHPOINT_ROWS
SELECT p.id, i.key, p.name, j.key, s.key, c.key, p.criticality, p.ord, NULL, p.tags,
    CASE p.managed WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END,
    CASE p.moment_of_truth WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END,
    p.reviewed_on, p.valid_from, p.valid_to
FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p ON p.touchpoint_id = i.id
    LEFT JOIN journeys AS j ON j.id = p.journey_id
    LEFT JOIN stages AS s ON s.id = p.stage_id
    LEFT JOIN channels AS c ON c.id = p.channel_id
ORDER BY i.key, coalesce(p.valid_from, ''), p.id;

-- STMT_DELIVERED_ITEMS
-- ?1 row of touchpoint_periods. Columns: unit, its key. In the order stated.
SELECT d.unit_id, i.key FROM touchpoint_units AS d JOIN units AS i ON i.id = d.unit_id
WHERE d.period_id = ?1 ORDER BY d.place;

-- STMT_DELIVERED_CLEAR
-- ?1 row of touchpoint_periods.
DELETE FROM touchpoint_units WHERE period_id = ?1;

-- STMT_DELIVERED_ADD
-- ?1 row of touchpoint_periods, ?2 place, ?3 unit.
INSERT INTO touchpoint_units (period_id, place, unit_id) VALUES (?1, ?2, ?3);

-- STMT_STEP_FIND
SELECT id, journey_id, touchpoint_id, ord FROM journey_steps
WHERE journey_id = ?1 AND touchpoint_id = ?2 ORDER BY id;

-- STMT_STEP_ADD
INSERT INTO journey_steps (journey_id, touchpoint_id, ord) VALUES (?1, ?2, ?3);

-- STMT_STEP_SET
UPDATE journey_steps SET journey_id = ?1, touchpoint_id = ?2, ord = ?3 WHERE id = ?4;

-- STMT_STEP_DROP
DELETE FROM journey_steps WHERE id = ?1;

-- STMT_STEP_ROWS
SELECT s.id, i.key, t.key, s.ord
FROM journeys AS i CROSS JOIN journey_steps AS s ON s.journey_id = i.id
    JOIN touchpoints AS t ON t.id = s.touchpoint_id
ORDER BY i.key, t.key;

-- STMT_LINK_FIND
SELECT id, from_id, to_id, kind FROM links
WHERE from_id = ?1 AND to_id = ?2 AND kind = ?3 ORDER BY id;

-- STMT_LINK_ADD
INSERT INTO links (from_id, to_id, kind) VALUES (?1, ?2, ?3);

-- STMT_LINK_SET
UPDATE links SET from_id = ?1, to_id = ?2, kind = ?3 WHERE id = ?4;

-- STMT_LINK_DROP
DELETE FROM links WHERE id = ?1;

-- STMT_LINK_ROWS
SELECT l.id, i.key, t.key, l.kind
FROM touchpoints AS i CROSS JOIN links AS l ON l.from_id = i.id
    JOIN touchpoints AS t ON t.id = l.to_id
ORDER BY i.key, t.key, l.kind;

-- STMT_WALK_FIND
SELECT id, position_id, channel_id, date FROM walks
WHERE position_id = ?1 AND channel_id = ?2 AND date = ?3 ORDER BY id;

-- STMT_WALK_ADD
INSERT INTO walks (position_id, channel_id, date) VALUES (?1, ?2, ?3);

-- STMT_WALK_SET
UPDATE walks SET position_id = ?1, channel_id = ?2, date = ?3 WHERE id = ?4;

-- STMT_WALK_DROP
DELETE FROM walks WHERE id = ?1;

-- STMT_WALK_ROWS
SELECT w.id, i.key, c.key, w.date
FROM positions AS i CROSS JOIN walks AS w ON w.position_id = i.id
    JOIN channels AS c ON c.id = w.channel_id
ORDER BY i.key, c.key, w.date;

-- STMT_MANDATE_FIND
SELECT id, position_id, scope, valid_from, valid_to FROM mandates
WHERE position_id = ?1 AND scope = ?2 ORDER BY coalesce(valid_from, '');

-- STMT_MANDATE_ADD
INSERT INTO mandates (position_id, scope, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4);

-- STMT_MANDATE_SET
UPDATE mandates SET position_id = ?1, scope = ?2, valid_from = ?3, valid_to = ?4 WHERE id = ?5;

-- STMT_MANDATE_DROP
DELETE FROM mandates WHERE id = ?1;

-- STMT_MANDATE_ROWS
SELECT m.id, i.key, m.scope, m.valid_from, m.valid_to
FROM positions AS i CROSS JOIN mandates AS m ON m.position_id = i.id
ORDER BY i.key, m.scope, coalesce(m.valid_from, '');

-- STMT_STATED_FIND
SELECT id, touchpoint_id, letter, holder, reason FROM stated
WHERE touchpoint_id = ?1 AND letter = ?2 AND holder = ?3 ORDER BY id;

-- STMT_STATED_ADD
INSERT INTO stated (touchpoint_id, letter, holder, reason) VALUES (?1, ?2, ?3, ?4);

-- STMT_STATED_SET
UPDATE stated SET touchpoint_id = ?1, letter = ?2, holder = ?3, reason = ?4 WHERE id = ?5;

-- STMT_STATED_DROP
DELETE FROM stated WHERE id = ?1;

-- STMT_STATED_ROWS
SELECT s.id, i.key, s.letter, s.holder, s.reason
FROM touchpoints AS i CROSS JOIN stated AS s ON s.touchpoint_id = i.id
ORDER BY i.key, s.letter, s.holder;

-- STMT_RULING_FIND
SELECT id, subject, letter, holder, decided_by, reason, valid_from, valid_to FROM rulings
WHERE subject = ?1 AND letter = ?2 AND holder = ?3 ORDER BY coalesce(valid_from, '');

-- STMT_RULING_ADD
INSERT INTO rulings (subject, letter, holder, decided_by, reason, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- STMT_RULING_SET
UPDATE rulings SET subject = ?1, letter = ?2, holder = ?3, decided_by = ?4, reason = ?5,
    valid_from = ?6, valid_to = ?7
WHERE id = ?8;

-- STMT_RULING_DROP
DELETE FROM rulings WHERE id = ?1;

-- STMT_RULING_ROWS
SELECT id, subject, letter, holder, decided_by, reason, valid_from, valid_to FROM rulings
ORDER BY subject, letter, holder, coalesce(valid_from, '');

-- STMT_RULING_NEXT
-- ?1 subject, ?2 letter, ?3 day. Columns: the first day after it on which a ruling begins, who
-- decided that.
SELECT valid_from, decided_by FROM rulings WHERE subject = ?1 AND letter = ?2 AND valid_from > ?3
ORDER BY valid_from, holder LIMIT 1;

-- STMT_ACCEPTANCE_FIND
SELECT id, finding, fingerprint, accepted_by, reason, valid_from, valid_to FROM acceptances
WHERE finding = ?1 AND fingerprint = ?2 ORDER BY coalesce(valid_from, '');

-- STMT_ACCEPTANCE_ADD
INSERT INTO acceptances (finding, fingerprint, accepted_by, reason, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- STMT_ACCEPTANCE_SET
UPDATE acceptances SET finding = ?1, fingerprint = ?2, accepted_by = ?3, reason = ?4,
    valid_from = ?5, valid_to = ?6
WHERE id = ?7;

-- STMT_ACCEPTANCE_DROP
DELETE FROM acceptances WHERE id = ?1;

-- STMT_ACCEPTANCE_ROWS
SELECT id, finding, fingerprint, accepted_by, reason, valid_from, valid_to FROM acceptances
ORDER BY finding, fingerprint, coalesce(valid_from, '');

-- STMT_DISPUTE_FIND
SELECT id, subject, letter, contested_by, claims, reason, valid_from, valid_to FROM disputes
WHERE subject = ?1 AND letter = ?2 AND contested_by = ?3 ORDER BY coalesce(valid_from, '');

-- STMT_DISPUTE_ADD
INSERT INTO disputes (subject, letter, contested_by, claims, reason, valid_from, valid_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- STMT_DISPUTE_SET
UPDATE disputes SET subject = ?1, letter = ?2, contested_by = ?3, claims = ?4, reason = ?5,
    valid_from = ?6, valid_to = ?7
WHERE id = ?8;

-- STMT_DISPUTE_DROP
DELETE FROM disputes WHERE id = ?1;

-- STMT_DISPUTE_ROWS
SELECT id, subject, letter, contested_by, claims, reason, valid_from, valid_to FROM disputes
ORDER BY subject, letter, contested_by, coalesce(valid_from, '');

-- STMT_ATTRIBUTE_NAMES
-- ?1 owner. Column 0: the names in use, in byte order.
SELECT DISTINCT name FROM attributes WHERE owner = ?1 ORDER BY name;

-- STMT_ATTRIBUTES_OF
-- ?1 owner, ?2 row. Columns: name, value.
SELECT name, value FROM attributes WHERE owner = ?1 AND row_id = ?2 ORDER BY name;

-- STMT_ATTRIBUTE_GET
-- ?1 owner, ?2 row, ?3 name. Column 0: value.
SELECT value FROM attributes WHERE owner = ?1 AND row_id = ?2 AND name = ?3;

-- STMT_ATTRIBUTE_SET
-- ?1 owner, ?2 row, ?3 name, ?4 value.
INSERT INTO attributes (owner, row_id, name, value) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (owner, row_id, name) DO UPDATE SET value = excluded.value;

-- STMT_ATTRIBUTE_DROP
-- ?1 owner, ?2 row, ?3 name.
DELETE FROM attributes WHERE owner = ?1 AND row_id = ?2 AND name = ?3;

-- STMT_ATTRIBUTES_CLEAR
-- ?1 owner, ?2 row.
DELETE FROM attributes WHERE owner = ?1 AND row_id = ?2;

-- ======================================================================================
-- What an import remembers while it runs, on disk: engine/model/import*.c
-- ======================================================================================
-- The tables live in the connection's temporary database; `tab` counts the canonical files
-- in the order of 1-domain, from 0.

-- STMT_IMPORT_MAKE_ROWS
-- Rows of the model that the import met again, and new ones that are looked at when all
-- files are read: where they stand in the file.
CREATE TEMP TABLE import_rows (
    tab    INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    line   INTEGER NOT NULL,     -- 0: its period is wrong, it counts for nothing
    keycol INTEGER NOT NULL,     -- of its key
    col    INTEGER NOT NULL,     -- of what is looked at
    PRIMARY KEY (tab, row_id)
) STRICT, WITHOUT ROWID;

-- STMT_IMPORT_MAKE_PENDING
-- References to what had not been read yet when they were met.
CREATE TEMP TABLE import_pending (
    id       INTEGER PRIMARY KEY,
    tab      INTEGER NOT NULL,
    kind     INTEGER NOT NULL, -- ri_kind
    identity INTEGER NOT NULL,
    line     INTEGER NOT NULL,
    col      INTEGER NOT NULL
) STRICT;

-- STMT_IMPORT_MAKE_LATER
-- Rows that can only be matched when all rows of their key are known.
CREATE TEMP TABLE import_later (
    tab        INTEGER NOT NULL,
    identity   INTEGER NOT NULL,
    valid_from TEXT NOT NULL,    -- '' when unbounded
    line       INTEGER NOT NULL,
    place      INTEGER NOT NULL, -- offset in the file; -1: matched, but to be looked at again
    PRIMARY KEY (tab, identity, valid_from, line)
) STRICT, WITHOUT ROWID;

-- STMT_IMPORT_DROP_ROWS
DROP TABLE temp.import_rows;

-- STMT_IMPORT_DROP_PENDING
DROP TABLE temp.import_pending;

-- STMT_IMPORT_DROP_LATER
DROP TABLE temp.import_later;

-- STMT_IMPORT_NOTE_ROW
-- ?1 tab, ?2 row, ?3 line, ?4 column of its key, ?5 column of what is looked at.
INSERT INTO temp.import_rows (tab, row_id, line, keycol, col) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (tab, row_id) DO NOTHING;

-- STMT_IMPORT_ROW_LINE
-- ?1 tab, ?2 row. Columns: line, column of the key.
SELECT line, keycol FROM temp.import_rows WHERE tab = ?1 AND row_id = ?2;

-- STMT_IMPORT_MET
-- ?1 tab. Column 0: the rows that were noted.
SELECT row_id FROM temp.import_rows WHERE tab = ?1 ORDER BY row_id;

-- STMT_IMPORT_SEATED
-- ?1 a position's identity, ?2 a row. Has a row where one up to that is a seat of the position.
SELECT 1 FROM seats WHERE position_id = ?1 AND id <= ?2 ORDER BY person_id, kind LIMIT 1;

-- STMT_IMPORT_NOTE_PENDING
-- ?1 tab, ?2 kind, ?3 identity, ?4 line, ?5 column.
INSERT INTO temp.import_pending (tab, kind, identity, line, col) VALUES (?1, ?2, ?3, ?4, ?5);

-- STMT_IMPORT_NOTE_LATER
-- ?1 tab, ?2 identity, ?3 from or '', ?4 line, ?5 offset or -1.
INSERT INTO temp.import_later (tab, identity, valid_from, line, place)
VALUES (?1, ?2, ?3, ?4, ?5);

-- STMT_IMPORT_LATER
-- ?1 tab. Columns: identity, line, offset. By key, then date, then line.
SELECT identity, line, place FROM temp.import_later WHERE tab = ?1
ORDER BY identity, valid_from, line;

-- STMT_IMPORT_LAST_IDS
-- Columns: tab, the greatest id in use.
SELECT 0, coalesce(max(id), 0) FROM unit_periods
UNION ALL SELECT 1, coalesce(max(id), 0) FROM position_periods
UNION ALL SELECT 2, coalesce(max(id), 0) FROM person_periods
UNION ALL SELECT 3, coalesce(max(id), 0) FROM seats
UNION ALL SELECT 4, coalesce(max(id), 0) FROM team_periods
UNION ALL SELECT 5, coalesce(max(id), 0) FROM team_members
UNION ALL SELECT 6, coalesce(max(id), 0) FROM stages
UNION ALL SELECT 7, coalesce(max(id), 0) FROM channels
UNION ALL SELECT 8, coalesce(max(id), 0) FROM journey_periods
UNION ALL SELECT 9, coalesce(max(id), 0) FROM touchpoint_periods
UNION ALL SELECT 10, coalesce(max(id), 0) FROM journey_steps
UNION ALL SELECT 11, coalesce(max(id), 0) FROM links
UNION ALL SELECT 12, coalesce(max(id), 0) FROM walks
UNION ALL SELECT 13, coalesce(max(id), 0) FROM mandates
UNION ALL SELECT 14, coalesce(max(id), 0) FROM stated
UNION ALL SELECT 15, coalesce(max(id), 0) FROM rulings
UNION ALL SELECT 16, coalesce(max(id), 0) FROM acceptances
UNION ALL SELECT 17, coalesce(max(id), 0) FROM disputes
ORDER BY 1;

-- STMT_IMPORT_UNKNOWN_POSITIONS
-- ?1 the kind 'position'. Columns: tab, line, column, key: references to positions that
-- exist on no date.
SELECT n.tab, n.line, n.col, i.key
FROM temp.import_pending AS n CROSS JOIN positions AS i ON i.id = n.identity
WHERE n.kind = ?1
    AND NOT EXISTS (SELECT 1 FROM position_periods AS p WHERE p.position_id = n.identity)
ORDER BY n.id;

-- STMT_IMPORT_UNKNOWN_UNITS
-- ?1 the kind 'unit'. The same for units.
SELECT n.tab, n.line, n.col, i.key
FROM temp.import_pending AS n CROSS JOIN units AS i ON i.id = n.identity
WHERE n.kind = ?1 AND NOT EXISTS (SELECT 1 FROM unit_periods AS p WHERE p.unit_id = n.identity)
ORDER BY n.id;

-- STMT_IMPORT_STRANGE_LEADS
-- ?1 tab of teams. Columns: line, column, team, lead. Teams of the import that have a period of
-- which no part has its lead as a member.
SELECT n.line, n.col, i.key, lead.key
FROM temp.import_rows AS n CROSS JOIN team_periods AS p ON p.id = n.row_id
    JOIN teams AS i ON i.id = p.team_id
    JOIN positions AS lead ON lead.id = p.lead_id
WHERE n.tab = ?1
    AND NOT EXISTS (
        SELECT 1 FROM team_members AS m
        WHERE m.team_id = p.team_id AND m.position_id = p.lead_id
            AND (m.valid_to IS NULL OR p.valid_from IS NULL OR p.valid_from < m.valid_to)
            AND (p.valid_to IS NULL OR m.valid_from IS NULL OR m.valid_from < p.valid_to))
ORDER BY n.row_id;

-- STMT_IMPORT_LOST_LEADS
-- ?1 tab of team members. Columns: line, column, team, lead. Teams not of the import, of which
-- the import changed how long the lead is a member.
SELECT n.line, n.keycol, i.key, lead.key
FROM temp.import_rows AS n CROSS JOIN team_members AS m ON m.id = n.row_id
    JOIN team_periods AS p ON p.team_id = m.team_id AND p.lead_id = m.position_id
    JOIN teams AS i ON i.id = p.team_id
    JOIN positions AS lead ON lead.id = p.lead_id
WHERE n.tab = ?1
    AND NOT ((m.valid_to IS NULL OR p.valid_from IS NULL OR p.valid_from < m.valid_to)
        AND (p.valid_to IS NULL OR m.valid_from IS NULL OR m.valid_from < p.valid_to))
ORDER BY n.row_id, p.id;

-- STMT_UNIT_LINES
-- Columns: row, the parent's row of exactly the same period. Rows without one are left out.
SELECT p.id, q.id FROM unit_periods AS p CROSS JOIN unit_periods AS q ON q.unit_id = p.parent_id
WHERE p.parent_id IS NOT NULL AND p.valid_from IS q.valid_from AND p.valid_to IS q.valid_to
ORDER BY p.id, q.id;

-- STMT_POSITION_LINES
-- Columns: row, the superior's row of exactly the same period. Rows without one are left out.
SELECT p.id, q.id
FROM position_periods AS p CROSS JOIN position_periods AS q ON q.position_id = p.reports_to_id
WHERE p.reports_to_id IS NOT NULL AND p.valid_from IS q.valid_from AND p.valid_to IS q.valid_to
ORDER BY p.id, q.id;

-- STMT_UNIT_LINE
-- ?1 tab of units, ?2 row. Columns: key, line and column in the file (NULL: not in it).
SELECT i.key, n.line, n.col
FROM unit_periods AS p JOIN units AS i ON i.id = p.unit_id
    LEFT JOIN temp.import_rows AS n ON n.tab = ?1 AND n.row_id = p.id
WHERE p.id = ?2;

-- STMT_POSITION_LINE
-- ?1 tab of positions, ?2 row. Columns: key, line and column in the file (NULL: not in it).
SELECT i.key, n.line, n.col
FROM position_periods AS p JOIN positions AS i ON i.id = p.position_id
    LEFT JOIN temp.import_rows AS n ON n.tab = ?1 AND n.row_id = p.id
WHERE p.id = ?2;

-- ======================================================================================
-- Snapshot: the organization as of a date: engine/model/snapshot_*.c
-- ======================================================================================
-- ?1 is the date throughout. Of each pair of statements the first reads a table from end to end
-- for a whole snapshot, the second what belongs to one thing, for a focused one; the columns are
-- the same, so that the same code takes both. Identities come ordered by key, which makes the
-- order of their indexes; periods come as they are stored, since they find their places by id.

-- STMT_SNAPSHOT_COUNTS
-- Columns: how many units, positions, people, teams, journeys and touchpoints the model
-- has on any date.
SELECT (SELECT count(*) FROM units), (SELECT count(*) FROM positions),
       (SELECT count(*) FROM people), (SELECT count(*) FROM teams),
       (SELECT count(*) FROM journeys), (SELECT count(*) FROM touchpoints);

-- STMT_SNAPSHOT_COUNTS_ALWAYS
-- Columns: how many stages and channels.
SELECT (SELECT count(*) FROM stages), (SELECT count(*) FROM channels);

-- STMT_SNAPSHOT_STAGES
-- Columns: id, key, name, order.
SELECT id, key, name, ord FROM stages ORDER BY key;

-- STMT_SNAPSHOT_CHANNELS
-- Columns: id, key, name.
SELECT id, key, name FROM channels ORDER BY key;

-- STMT_SNAPSHOT_UNITS_THERE
-- ?1 date. Columns: unit id.
SELECT unit_id FROM unit_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_UNIT_KEYS
-- Columns: id, key.
SELECT id, key FROM units ORDER BY key;

-- STMT_SNAPSHOT_UNITS
-- ?1 date, ?3 whether with names. Columns: unit id, period id, parent id, head id, kind,
-- function, tags, name, from, to.
SELECT unit_id, id, parent_id, head_id, kind, func, tags, CASE WHEN ?3 THEN name END,
       valid_from, valid_to
FROM unit_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_UNIT
-- ?1 date, ?2 id, ?3 whether with names. Columns: as above, then key.
SELECT p.unit_id, p.id, p.parent_id, p.head_id, p.kind, p.func, p.tags,
       CASE WHEN ?3 THEN p.name END, p.valid_from, p.valid_to, i.key
FROM unit_periods AS p JOIN units AS i ON i.id = p.unit_id
WHERE p.unit_id = ?2 AND (p.valid_from IS NULL OR p.valid_from <= ?1)
    AND (p.valid_to IS NULL OR ?1 < p.valid_to)
ORDER BY p.id;

-- STMT_SNAPSHOT_POSITIONS_THERE
-- ?1 date. Columns: position id.
SELECT position_id FROM position_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_POSITION_KEYS
-- Columns: id, key.
SELECT id, key FROM positions ORDER BY key;

-- STMT_SNAPSHOT_POSITIONS
-- ?1 date, ?3 whether with names. Columns: position id, period id, unit id, superior id,
-- office, grade, title, from, to.
SELECT position_id, id, unit_id, reports_to_id, office, grade, CASE WHEN ?3 THEN title END,
       valid_from, valid_to
FROM position_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_POSITION
-- ?1 date, ?2 id, ?3 whether with names. Columns: as above, then key.
SELECT p.position_id, p.id, p.unit_id, p.reports_to_id, p.office, p.grade,
       CASE WHEN ?3 THEN p.title END, p.valid_from, p.valid_to, i.key
FROM position_periods AS p JOIN positions AS i ON i.id = p.position_id
WHERE p.position_id = ?2 AND (p.valid_from IS NULL OR p.valid_from <= ?1)
    AND (p.valid_to IS NULL OR ?1 < p.valid_to)
ORDER BY p.id;

-- STMT_SNAPSHOT_PEOPLE_THERE
-- ?1 date. Columns: person id.
SELECT person_id FROM person_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_PERSON_KEYS
-- Columns: id, key.
SELECT id, key FROM people ORDER BY key;

-- STMT_SNAPSHOT_PEOPLE
-- ?1 date, ?3 whether with names. Columns: person id, period id, email, name,
-- from, to.
SELECT person_id, id, email, CASE WHEN ?3 THEN name END, valid_from, valid_to
FROM person_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_PERSON
-- ?1 date, ?2 id, ?3 whether with names. Columns: as above, then key.
SELECT p.person_id, p.id, p.email, CASE WHEN ?3 THEN p.name END, p.valid_from, p.valid_to, i.key
FROM person_periods AS p JOIN people AS i ON i.id = p.person_id
WHERE p.person_id = ?2 AND (p.valid_from IS NULL OR p.valid_from <= ?1)
    AND (p.valid_to IS NULL OR ?1 < p.valid_to)
ORDER BY p.id;

-- STMT_SNAPSHOT_TEAMS_THERE
-- ?1 date. Columns: team id.
SELECT team_id FROM team_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_TEAM_KEYS
-- Columns: id, key.
SELECT id, key FROM teams ORDER BY key;

-- STMT_SNAPSHOT_TEAMS
-- ?1 date, ?3 whether with names. Columns: team id, period id, kind, lead id, name,
-- from, to.
SELECT team_id, id, kind, lead_id, CASE WHEN ?3 THEN name END, valid_from, valid_to
FROM team_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_TEAM
-- ?1 date, ?2 id, ?3 whether with names. Columns: as above, then key.
SELECT p.team_id, p.id, p.kind, p.lead_id, CASE WHEN ?3 THEN p.name END, p.valid_from, p.valid_to,
       i.key
FROM team_periods AS p JOIN teams AS i ON i.id = p.team_id
WHERE p.team_id = ?2 AND (p.valid_from IS NULL OR p.valid_from <= ?1)
    AND (p.valid_to IS NULL OR ?1 < p.valid_to)
ORDER BY p.id;

-- STMT_SNAPSHOT_JOURNEYS_THERE
-- ?1 date. Columns: journey id.
SELECT journey_id FROM journey_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_JOURNEY_KEYS
-- Columns: id, key.
SELECT id, key FROM journeys ORDER BY key;

-- STMT_SNAPSHOT_JOURNEYS
-- ?1 date, ?3 whether with names. Columns: journey id, period id, lead id, team id, name.
SELECT journey_id, id, lead_id, team_id, CASE WHEN ?3 THEN name END
FROM journey_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_JOURNEY
-- ?1 date, ?2 id, ?3 whether with names. Columns: as above, then key.
SELECT p.journey_id, p.id, p.lead_id, p.team_id, CASE WHEN ?3 THEN p.name END, i.key
FROM journey_periods AS p JOIN journeys AS i ON i.id = p.journey_id
WHERE p.journey_id = ?2 AND (p.valid_from IS NULL OR p.valid_from <= ?1)
    AND (p.valid_to IS NULL OR ?1 < p.valid_to)
ORDER BY p.id;

-- STMT_SNAPSHOT_TOUCHPOINT_KEYS
-- Columns: id, key.
SELECT id, key FROM touchpoints ORDER BY key;

-- STMT_SNAPSHOT_TOUCHPOINTS
-- ?1 date, ?3 whether with names. Columns: touchpoint id, period id, journey id, stage id,
-- channel id, criticality, order, tags, managed, moment_of_truth, reviewed_on, name.
SELECT touchpoint_id, id, journey_id, stage_id, channel_id, criticality, ord, tags, managed,
       moment_of_truth, reviewed_on, CASE WHEN ?3 THEN name END
FROM touchpoint_periods
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_TOUCHPOINT
-- ?1 date, ?2 id, ?3 whether with names. Columns: as above, then key.
SELECT p.touchpoint_id, p.id, p.journey_id, p.stage_id, p.channel_id, p.criticality, p.ord,
       p.tags, p.managed, p.moment_of_truth, p.reviewed_on, CASE WHEN ?3 THEN p.name END, i.key
FROM touchpoint_periods AS p JOIN touchpoints AS i ON i.id = p.touchpoint_id
WHERE p.touchpoint_id = ?2 AND (p.valid_from IS NULL OR p.valid_from <= ?1)
    AND (p.valid_to IS NULL OR ?1 < p.valid_to)
ORDER BY p.id;

-- STMT_SNAPSHOT_ATTRIBUTES
-- ?1 owner: 'unit', 'touchpoint' …. Columns: row id, name, value.
SELECT row_id, name, value FROM attributes WHERE owner = ?1 ORDER BY row_id, name;

-- STMT_SNAPSHOT_ATTRIBUTES_OF
-- ?1 owner, ?2 row id. Columns: row id, name, value.
SELECT row_id, name, value FROM attributes WHERE owner = ?1 AND row_id = ?2 ORDER BY name;

-- STMT_SNAPSHOT_DOTTED
-- Dotted lines. Columns: period id of the position, position id.
SELECT period_id, position_id FROM position_dotted ORDER BY period_id, place;

-- STMT_SNAPSHOT_DOTTED_OF
-- ?2 period id of the position. Columns: as above.
SELECT period_id, position_id FROM position_dotted WHERE period_id = ?2 ORDER BY place;

-- STMT_SNAPSHOT_SEATS
-- ?1 date. Columns: position id, person id, kind, first day, first day after.
SELECT position_id, person_id, kind, valid_from, valid_to FROM seats
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_SEATS_OF
-- ?1 date, ?2 position id. Columns: as above.
SELECT position_id, person_id, kind, valid_from, valid_to FROM seats
WHERE position_id = ?2 AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_PAST_SEATS
-- ?1 date. Columns: position id, person id, whether acting, first day, first day after: the
-- seats that began or ended by the date.
SELECT position_id, person_id, kind = 'acting', valid_from, valid_to FROM seats
WHERE valid_from <= ?1 OR valid_to <= ?1
ORDER BY id;

-- STMT_SNAPSHOT_PAST_SEATS_OF
-- ?1 date, ?2 position id. Columns: as above.
SELECT position_id, person_id, kind = 'acting', valid_from, valid_to FROM seats
WHERE position_id = ?2 AND (valid_from <= ?1 OR valid_to <= ?1)
ORDER BY id;

-- STMT_SNAPSHOT_PERSON_PAST_SEATS
-- ?1 date, ?2 person id. Columns: as above.
SELECT position_id, person_id, kind = 'acting', valid_from, valid_to FROM seats
WHERE person_id = ?2 AND (valid_from <= ?1 OR valid_to <= ?1)
ORDER BY id;

-- STMT_SNAPSHOT_SITTING
-- ?1 date. Columns: position id, first day, first day after: the stretches after the date in
-- which somebody who is there sits in a position. Only of positions in which a stretch that
-- lasts beyond the date ends: the others stay filled, or vacant.
WITH ending (position_id) AS (
    SELECT position_id FROM seats WHERE valid_to > ?1
    UNION
    SELECT s.position_id FROM person_periods AS p CROSS JOIN seats AS s ON s.person_id = p.person_id
    WHERE p.valid_to > ?1
)
SELECT s.position_id, coalesce(max(s.valid_from, p.valid_from), s.valid_from, p.valid_from),
    coalesce(min(s.valid_to, p.valid_to), s.valid_to, p.valid_to)
FROM ending AS e CROSS JOIN seats AS s ON s.position_id = e.position_id
CROSS JOIN person_periods AS p ON p.person_id = s.person_id
WHERE (s.valid_to IS NULL OR s.valid_to > ?1) AND (p.valid_to IS NULL OR p.valid_to > ?1)
ORDER BY s.id, p.id;

-- STMT_SNAPSHOT_SITTING_OF
-- ?1 date, ?2 position id. Columns: as above.
SELECT s.position_id, coalesce(max(s.valid_from, p.valid_from), s.valid_from, p.valid_from),
    coalesce(min(s.valid_to, p.valid_to), s.valid_to, p.valid_to)
FROM seats AS s CROSS JOIN person_periods AS p ON p.person_id = s.person_id
WHERE s.position_id = ?2
    AND (s.valid_to IS NULL OR s.valid_to > ?1) AND (p.valid_to IS NULL OR p.valid_to > ?1)
ORDER BY s.id, p.id;

-- STMT_SNAPSHOT_STANDING
-- ?1 date. Columns: position id, first day, first day after: the periods after the date of the
-- positions of STMT_SNAPSHOT_SITTING.
WITH ending (position_id) AS (
    SELECT position_id FROM seats WHERE valid_to > ?1
    UNION
    SELECT s.position_id FROM person_periods AS p CROSS JOIN seats AS s ON s.person_id = p.person_id
    WHERE p.valid_to > ?1
)
SELECT t.position_id, t.valid_from, t.valid_to
FROM ending AS e CROSS JOIN position_periods AS t ON t.position_id = e.position_id
WHERE t.valid_to IS NULL OR t.valid_to > ?1
ORDER BY t.id;

-- STMT_SNAPSHOT_STANDING_OF
-- ?1 date, ?2 position id. Columns: as above.
SELECT position_id, valid_from, valid_to FROM position_periods
WHERE position_id = ?2 AND (valid_to IS NULL OR valid_to > ?1)
ORDER BY id;

-- STMT_SNAPSHOT_PERSON_POSITIONS
-- ?1 date, ?2 person id. Columns: position id.
SELECT DISTINCT position_id FROM seats
WHERE person_id = ?2 AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY position_id;

-- STMT_SNAPSHOT_HEADED
-- ?1 date, ?2 position id. Columns: id of a unit it heads.
SELECT unit_id FROM unit_periods
WHERE head_id = ?2 AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY unit_id;

-- STMT_SNAPSHOT_MEMBERS
-- ?1 date. Columns: team id, position id.
SELECT team_id, position_id FROM team_members
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_MEMBERS_OF
-- ?1 date, ?2 team id. Columns: as above.
SELECT team_id, position_id FROM team_members
WHERE team_id = ?2 AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_DELIVERING
-- Columns: period id of the touchpoint, unit id.
SELECT period_id, unit_id FROM touchpoint_units ORDER BY period_id, place;

-- STMT_SNAPSHOT_DELIVERING_OF
-- ?2 period id of the touchpoint. Columns: as above.
SELECT period_id, unit_id FROM touchpoint_units WHERE period_id = ?2 ORDER BY place;

-- STMT_SNAPSHOT_STEPS
-- Columns: journey id, touchpoint id, order.
SELECT journey_id, touchpoint_id, ord FROM journey_steps ORDER BY id;

-- STMT_SNAPSHOT_STEPS_OF
-- ?2 touchpoint id. Columns: as above.
SELECT journey_id, touchpoint_id, ord FROM journey_steps WHERE touchpoint_id = ?2 ORDER BY id;

-- STMT_SNAPSHOT_JOURNEY_ORDER
-- ?1 date, ?2 journey id. Columns: ids of its touchpoints, in the order of the journey.
SELECT o.id
FROM (SELECT touchpoint_id AS id, ord FROM touchpoint_periods
      WHERE journey_id = ?2 AND (valid_from IS NULL OR valid_from <= ?1)
          AND (valid_to IS NULL OR ?1 < valid_to)
      UNION ALL
      SELECT s.touchpoint_id, s.ord
      FROM journey_steps AS s JOIN touchpoint_periods AS p ON p.touchpoint_id = s.touchpoint_id
      WHERE s.journey_id = ?2 AND p.journey_id IS NOT ?2
          AND (p.valid_from IS NULL OR p.valid_from <= ?1)
          AND (p.valid_to IS NULL OR ?1 < p.valid_to)) AS o
    JOIN touchpoints AS i ON i.id = o.id
ORDER BY coalesce(o.ord, 9223372036854775807), i.key;

-- STMT_SNAPSHOT_LINKS
-- Columns: touchpoint id, touchpoint id, kind.
SELECT from_id, to_id, kind FROM links ORDER BY id;

-- STMT_SNAPSHOT_LINKS_OF
-- ?2 touchpoint id. Columns: as above; the links from it.
SELECT from_id, to_id, kind FROM links WHERE from_id = ?2 ORDER BY id;

-- STMT_SNAPSHOT_WALKS
-- ?1 date. Columns: position id, channel id, date; those that have been on the date.
SELECT position_id, channel_id, date FROM walks WHERE date <= ?1 ORDER BY id;

-- STMT_SNAPSHOT_WALKS_OF
-- ?1 date, ?2 position id. Columns: as above.
SELECT position_id, channel_id, date FROM walks
WHERE position_id = ?2 AND date <= ?1
ORDER BY id;

-- STMT_SNAPSHOT_MANDATES
-- ?1 date. Columns: position id, scope, from, to.
SELECT position_id, scope, valid_from, valid_to FROM mandates
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_MANDATES_OF
-- ?1 date, ?2 position id. Columns: as above.
SELECT position_id, scope, valid_from, valid_to FROM mandates
WHERE position_id = ?2 AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id;

-- STMT_SNAPSHOT_ANY_MANDATE
-- ?1 date. Column: 1 when a position that is there has a mandate, else 0.
SELECT EXISTS (
    SELECT 1 FROM mandates AS m JOIN position_periods AS p ON p.position_id = m.position_id
    WHERE (m.valid_from IS NULL OR m.valid_from <= ?1) AND (m.valid_to IS NULL OR ?1 < m.valid_to)
        AND (p.valid_from IS NULL OR p.valid_from <= ?1)
        AND (p.valid_to IS NULL OR ?1 < p.valid_to));

-- STMT_SNAPSHOT_STATED
-- Columns: touchpoint id, letter, holder, reason.
SELECT touchpoint_id, letter, holder, reason FROM stated ORDER BY id;

-- STMT_SNAPSHOT_STATED_OF
-- ?2 touchpoint id. Columns: as above.
SELECT touchpoint_id, letter, holder, reason FROM stated WHERE touchpoint_id = ?2 ORDER BY id;

-- STMT_SNAPSHOT_RULINGS
-- ?1 date. Columns: subject, letter, holder, reason, by, from, to, whether it has the attribute
-- joint=yes, the attribute between. Those that have ended too.
SELECT subject, letter, holder, reason, decided_by, valid_from, valid_to,
    EXISTS (SELECT 1 FROM attributes AS a WHERE a.owner = 'ruling' AND a.row_id = rulings.id
        AND a.name = 'joint' AND a.value = 'yes'),
    (SELECT a.value FROM attributes AS a WHERE a.owner = 'ruling' AND a.row_id = rulings.id
        AND a.name = 'between')
FROM rulings
WHERE valid_from IS NULL OR valid_from <= ?1
ORDER BY subject, letter, holder, coalesce(valid_from, '');

-- STMT_SNAPSHOT_RULED_UNITS
-- ?1 date. Columns: subject, the day a ruling on it began, id of a unit that delivered it then
-- (NULL: there was none), the side of a handoff it is about: 1 the first, 2 the second, of other
-- subjects 3. Of rulings in force; what was not there then has no rows.
WITH sides (subject, began, touchpoint, side) AS (
    SELECT subject, valid_from, substr(subject, 12), 3 FROM rulings
    WHERE valid_from <= ?1 AND (valid_to IS NULL OR ?1 < valid_to)
        AND substr(subject, 1, 11) = 'touchpoint:'
    UNION
    SELECT subject, valid_from, substr(subject, 9, instr(subject, '->') - 9), 1 FROM rulings
    WHERE valid_from <= ?1 AND (valid_to IS NULL OR ?1 < valid_to)
        AND substr(subject, 1, 8) = 'handoff:'
    UNION
    SELECT subject, valid_from, substr(subject, instr(subject, '->') + 2), 2 FROM rulings
    WHERE valid_from <= ?1 AND (valid_to IS NULL OR ?1 < valid_to)
        AND substr(subject, 1, 8) = 'handoff:')
SELECT DISTINCT s.subject, s.began, p.unit_id, s.side
FROM sides AS s CROSS JOIN touchpoints AS i ON i.key = s.touchpoint
    CROSS JOIN touchpoint_periods AS t ON t.touchpoint_id = i.id
        AND (t.valid_from IS NULL OR t.valid_from <= s.began)
        AND (t.valid_to IS NULL OR s.began < t.valid_to)
    LEFT JOIN touchpoint_units AS u ON u.period_id = t.id
    LEFT JOIN unit_periods AS p ON p.unit_id = u.unit_id
        AND (p.valid_from IS NULL OR p.valid_from <= s.began)
        AND (p.valid_to IS NULL OR s.began < p.valid_to)
ORDER BY s.subject, s.began, p.unit_id, s.side;

-- STMT_SNAPSHOT_RULINGS_OF
-- ?1 date, ?2 subject. Columns: as of STMT_SNAPSHOT_RULINGS, but only those in force.
SELECT subject, letter, holder, reason, decided_by, valid_from, valid_to,
    EXISTS (SELECT 1 FROM attributes AS a WHERE a.owner = 'ruling' AND a.row_id = rulings.id
        AND a.name = 'joint' AND a.value = 'yes'),
    (SELECT a.value FROM attributes AS a WHERE a.owner = 'ruling' AND a.row_id = rulings.id
        AND a.name = 'between')
FROM rulings
WHERE subject = ?2 AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY letter, holder, coalesce(valid_from, '');

-- STMT_SNAPSHOT_DISPUTES
-- ?1 date. Columns: subject, letter, by, claims, reason.
SELECT subject, letter, contested_by, claims, reason FROM disputes
WHERE (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY subject, letter, contested_by, coalesce(valid_from, '');

-- STMT_SNAPSHOT_DISPUTES_OF
-- ?1 date, ?2 subject. Columns: as above.
SELECT subject, letter, contested_by, claims, reason FROM disputes
WHERE subject = ?2 AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY letter, contested_by, coalesce(valid_from, '');

-- STMT_SNAPSHOT_DEPARTMENTS
-- ?1 date. Column 0: the first two units that are departments of their own by what they or
-- the lack of a parent say.
SELECT unit_id FROM unit_periods
WHERE (lower(kind) IN ('department', 'division') OR parent_id IS NULL)
    AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY id LIMIT 2;

-- STMT_SNAPSHOT_UNIT_TREE
-- ?1 date. Columns: unit id, parent id, kind; all units, by key.
SELECT p.unit_id, p.parent_id, p.kind
FROM units AS i CROSS JOIN unit_periods AS p ON p.unit_id = i.id
WHERE (p.valid_from IS NULL OR p.valid_from <= ?1)
    AND (p.valid_to IS NULL OR ?1 < p.valid_to)
ORDER BY i.key;

-- STMT_SNAPSHOT_OFFICE
-- ?1 date, ?2 and ?3 names of one office, in lower case. Columns: position id.
-- The partial index holds only the positions with an office, which are few.
SELECT position_id FROM position_periods INDEXED BY position_periods_office
WHERE office IS NOT NULL AND lower(office) IN (?2, ?3)
    AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY position_id;

-- STMT_SNAPSHOT_UNITS_BELOW
-- ?1 date, ?2 unit id. Columns: ids of the units at or below it.
WITH RECURSIVE below (id) AS (
    SELECT ?2
    UNION
    SELECT p.unit_id FROM below AS b JOIN unit_periods AS p ON p.parent_id = b.id
    WHERE (p.valid_from IS NULL OR p.valid_from <= ?1)
        AND (p.valid_to IS NULL OR ?1 < p.valid_to))
SELECT id FROM below ORDER BY id;

-- STMT_SNAPSHOT_UNIT_POSITIONS
-- ?1 date, ?2 unit id. Columns: ids of the positions in it.
SELECT position_id FROM position_periods
WHERE unit_id = ?2 AND (valid_from IS NULL OR valid_from <= ?1)
    AND (valid_to IS NULL OR ?1 < valid_to)
ORDER BY position_id;

-- ======================================================================================
-- What a snapshot is kept with so that others can be derived from it: engine/model/basis.c
-- ======================================================================================

-- STMT_BASIS_SEATS
-- Columns: position id, person id, kind, first day, first day after, id. Seats of all days.
SELECT position_id, person_id, kind, valid_from, valid_to, id FROM seats ORDER BY id;

-- STMT_BASIS_PEOPLE
-- ?1 date. Columns: person id, first day, first day after: the periods that last beyond it.
SELECT person_id, valid_from, valid_to FROM person_periods
WHERE valid_to IS NULL OR valid_to > ?1 ORDER BY id;

-- STMT_BASIS_POSITIONS
-- ?1 date. Columns: position id, first day, first day after: the periods that last beyond it.
SELECT position_id, valid_from, valid_to FROM position_periods
WHERE valid_to IS NULL OR valid_to > ?1 ORDER BY id;

-- STMT_BASIS_FRESH
-- ?1 date. Columns: ids of touchpoints of which a period begins on it.
SELECT touchpoint_id FROM touchpoint_periods WHERE valid_from = ?1 ORDER BY id;

-- ======================================================================================
-- Findings that were accepted: engine/model/acceptances.c
-- ======================================================================================

-- STMT_SNAPSHOT_ACCEPTANCES
-- ?1 date. Columns: finding, fingerprint, by, reason, from, to; those that have ended last.
SELECT finding, fingerprint, accepted_by, reason, valid_from, valid_to FROM acceptances
WHERE valid_from IS NULL OR valid_from <= ?1
ORDER BY coalesce(valid_to <= ?1, 0), finding, fingerprint, coalesce(valid_from, '');

-- ======================================================================================
-- Which subject a question's words name: engine/model/named.c
-- ======================================================================================

-- STMT_NAMED_TOUCHPOINT_PERIODS
-- ?1 key. Columns: from, to. The periods in which the touchpoint exists, in order.
SELECT p.valid_from, p.valid_to
FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p ON p.touchpoint_id = i.id
WHERE i.key = ?1 ORDER BY coalesce(p.valid_from, ''), p.id;

-- STMT_NAMED_JOURNEY_PERIODS
-- ?1 key. The same for a journey.
SELECT p.valid_from, p.valid_to
FROM journeys AS i CROSS JOIN journey_periods AS p ON p.journey_id = i.id
WHERE i.key = ?1 ORDER BY coalesce(p.valid_from, ''), p.id;

-- STMT_RULINGS_IDLE
-- ?1 date, ?2 subject, ?3 letter. Columns: holder, reason, by, from, to. Those not in force.
SELECT holder, reason, decided_by, valid_from, valid_to FROM rulings
WHERE subject = ?2 AND letter = ?3 AND (?1 < valid_from OR valid_to <= ?1)
ORDER BY holder, coalesce(valid_from, '');

-- ======================================================================================
-- Since when findings have been there: engine/model/first_seen.c
-- ======================================================================================

-- STMT_LAST_RUN
-- Column 0: the number of the last run, 0 for none.
SELECT coalesce(max(number), 0) FROM runs;

-- STMT_SINCE_ALL
-- ?1 date. Columns: key, since. Of the last run's findings those there before the date.
SELECT s.key, r.since
FROM run_series AS s CROSS JOIN runs AS r ON r.number = s.first_run
WHERE s.last_run IS NULL AND r.since < ?1 ORDER BY s.key;

-- STMT_SINCE_OF
-- ?1 date, ?2 subject. The same for the findings on one subject.
SELECT s.key, r.since
FROM run_findings AS f CROSS JOIN run_series AS s ON s.key = f.key AND s.last_run IS NULL
    CROSS JOIN runs AS r ON r.number = s.first_run
WHERE f.subject = ?2 AND f.last_run IS NULL AND r.since < ?1 ORDER BY s.key;

-- ======================================================================================
-- The index of names: engine/model/search_*.c
-- ======================================================================================

-- STMT_SEARCH_CLEAR
-- Forgets the whole index.
DELETE FROM search;

-- STMT_SEARCH_COUNT
-- Column 0: about how many things have names, of which most are touchpoints.
SELECT max(id) FROM touchpoints;

-- STMT_SEARCH_AT
-- ?1 part, ?2 word, ?3 ref. Columns: word, ref, run. The run in which that pair would be.
SELECT word, ref, run FROM search WHERE part = ?1 AND (word, ref) <= (?2, ?3)
ORDER BY word DESC, ref DESC LIMIT 1;

-- STMT_SEARCH_AFTER
-- ?1 part, ?2 word, ?3 ref. Columns: word, ref, run. The runs that begin after that pair.
SELECT word, ref, run FROM search WHERE part = ?1 AND (word, ref) > (?2, ?3)
ORDER BY word, ref;

-- STMT_SEARCH_ADD
-- ?1 part, ?2 word, ?3 ref, ?4 run.
INSERT INTO search (part, word, ref, run) VALUES (?1, ?2, ?3, ?4);

-- STMT_SEARCH_DROP
-- ?1 part, ?2 word, ?3 ref.
DELETE FROM search WHERE part = ?1 AND word = ?2 AND ref = ?3;

-- _ALL: columns: key, name. Every period of every thing, by key.
-- _OF:  ?1 id. Columns: key, name. The periods of one.

-- STMT_SEARCH_JOURNEY_ALL
SELECT i.key, p.name FROM journeys AS i CROSS JOIN journey_periods AS p ON p.journey_id = i.id
ORDER BY i.key, p.id;

-- STMT_SEARCH_JOURNEY_OF
SELECT i.key, p.name FROM journeys AS i CROSS JOIN journey_periods AS p ON p.journey_id = i.id
WHERE i.id = ?1 ORDER BY p.id;

-- STMT_SEARCH_PERSON_ALL
SELECT i.key, p.name FROM people AS i CROSS JOIN person_periods AS p ON p.person_id = i.id
ORDER BY i.key, p.id;

-- STMT_SEARCH_PERSON_OF
SELECT i.key, p.name FROM people AS i CROSS JOIN person_periods AS p ON p.person_id = i.id
WHERE i.id = ?1 ORDER BY p.id;

-- STMT_SEARCH_POSITION_ALL
SELECT i.key, p.title FROM positions AS i CROSS JOIN position_periods AS p ON p.position_id = i.id
ORDER BY i.key, p.id;

-- STMT_SEARCH_POSITION_OF
SELECT i.key, p.title FROM positions AS i CROSS JOIN position_periods AS p ON p.position_id = i.id
WHERE i.id = ?1 ORDER BY p.id;

-- STMT_SEARCH_TEAM_ALL
SELECT i.key, p.name FROM teams AS i CROSS JOIN team_periods AS p ON p.team_id = i.id
ORDER BY i.key, p.id;

-- STMT_SEARCH_TEAM_OF
SELECT i.key, p.name FROM teams AS i CROSS JOIN team_periods AS p ON p.team_id = i.id
WHERE i.id = ?1 ORDER BY p.id;

-- STMT_SEARCH_TOUCHPOINT_ALL
SELECT i.key, p.name FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p ON p.touchpoint_id = i.id
ORDER BY i.key, p.id;

-- STMT_SEARCH_TOUCHPOINT_OF
SELECT i.key, p.name FROM touchpoints AS i CROSS JOIN touchpoint_periods AS p ON p.touchpoint_id = i.id
WHERE i.id = ?1 ORDER BY p.id;

-- STMT_SEARCH_UNIT_ALL
SELECT i.key, p.name FROM units AS i CROSS JOIN unit_periods AS p ON p.unit_id = i.id
ORDER BY i.key, p.id;

-- STMT_SEARCH_UNIT_OF
SELECT i.key, p.name FROM units AS i CROSS JOIN unit_periods AS p ON p.unit_id = i.id
WHERE i.id = ?1 ORDER BY p.id;

-- ?1 key, ?2 date. Columns: name, and what tells it from others of that name: the key of
-- a touchpoint's journey, of a position's unit, of a unit's parent, of the unit in which a
-- person is seated; where it is there on the date. No row when the thing itself is not.

-- STMT_FOUND_JOURNEY
SELECT p.name, NULL FROM journeys AS i JOIN journey_periods AS p ON p.journey_id = i.id
WHERE i.key = ?1 AND (p.valid_from IS NULL OR p.valid_from <= ?2) AND (p.valid_to IS NULL OR ?2 < p.valid_to)
ORDER BY p.id;

-- STMT_FOUND_PERSON
SELECT p.name,
       (SELECT u.key FROM seats AS s
            JOIN position_periods AS o ON o.position_id = s.position_id
            JOIN positions AS w ON w.id = o.position_id
            JOIN units AS u ON u.id = o.unit_id
            JOIN unit_periods AS up ON up.unit_id = u.id
        WHERE s.person_id = i.id AND (s.valid_from IS NULL OR s.valid_from <= ?2)
         AND (s.valid_to IS NULL OR ?2 < s.valid_to) AND (o.valid_from IS NULL OR o.valid_from <= ?2)
         AND (o.valid_to IS NULL OR ?2 < o.valid_to) AND (up.valid_from IS NULL OR up.valid_from <= ?2)
         AND (up.valid_to IS NULL OR ?2 < up.valid_to)
        ORDER BY w.key, s.id LIMIT 1)
FROM people AS i JOIN person_periods AS p ON p.person_id = i.id
WHERE i.key = ?1 AND (p.valid_from IS NULL OR p.valid_from <= ?2) AND (p.valid_to IS NULL OR ?2 < p.valid_to)
ORDER BY p.id;

-- STMT_FOUND_POSITION
SELECT p.title,
       (SELECT u.key FROM units AS u JOIN unit_periods AS up ON up.unit_id = u.id
        WHERE u.id = p.unit_id AND (up.valid_from IS NULL OR up.valid_from <= ?2)
         AND (up.valid_to IS NULL OR ?2 < up.valid_to))
FROM positions AS i JOIN position_periods AS p ON p.position_id = i.id
WHERE i.key = ?1 AND (p.valid_from IS NULL OR p.valid_from <= ?2) AND (p.valid_to IS NULL OR ?2 < p.valid_to)
ORDER BY p.id;

-- STMT_FOUND_TEAM
SELECT p.name, NULL FROM teams AS i JOIN team_periods AS p ON p.team_id = i.id
WHERE i.key = ?1 AND (p.valid_from IS NULL OR p.valid_from <= ?2) AND (p.valid_to IS NULL OR ?2 < p.valid_to)
ORDER BY p.id;

-- STMT_FOUND_TOUCHPOINT
SELECT p.name,
       (SELECT j.key FROM journeys AS j JOIN journey_periods AS jp ON jp.journey_id = j.id
        WHERE j.id = p.journey_id AND (jp.valid_from IS NULL OR jp.valid_from <= ?2)
         AND (jp.valid_to IS NULL OR ?2 < jp.valid_to))
FROM touchpoints AS i JOIN touchpoint_periods AS p ON p.touchpoint_id = i.id
WHERE i.key = ?1 AND (p.valid_from IS NULL OR p.valid_from <= ?2) AND (p.valid_to IS NULL OR ?2 < p.valid_to)
ORDER BY p.id;

-- STMT_FOUND_UNIT
SELECT p.name,
       (SELECT u.key FROM units AS u JOIN unit_periods AS up ON up.unit_id = u.id
        WHERE u.id = p.parent_id AND (up.valid_from IS NULL OR up.valid_from <= ?2)
         AND (up.valid_to IS NULL OR ?2 < up.valid_to))
FROM units AS i JOIN unit_periods AS p ON p.unit_id = i.id
WHERE i.key = ?1 AND (p.valid_from IS NULL OR p.valid_from <= ?2) AND (p.valid_to IS NULL OR ?2 < p.valid_to)
ORDER BY p.id;

-- STMT_FOUND_OFFICE
-- ?1 office, ?2 date, ?3 another word for the office. Column 0: the keys of the positions
-- that carry it on the date.
SELECT i.key FROM position_periods AS p JOIN positions AS i ON i.id = p.position_id
WHERE p.office IN (?1, ?3) AND (p.valid_from IS NULL OR p.valid_from <= ?2) AND (p.valid_to IS NULL OR ?2 < p.valid_to)
ORDER BY i.key, p.id;

-- ======================================================================================
-- The record of runs: engine/record
-- ======================================================================================

-- STMT_ENTRY_LAST
-- Columns: number, digest. The newest entry of the chain.
SELECT number, digest FROM entries ORDER BY number DESC LIMIT 1;

-- STMT_ENTRY_ADD
-- ?1 number, ?2 kind, ?3 when, ?4 the digest of the entry before. It is sealed later.
INSERT INTO entries (number, kind, recorded_at, body, previous, digest)
VALUES (?1, ?2, ?3, '', ?4, '');

-- STMT_ENTRY_SEAL
-- ?1 number, ?2 the body's digest, ?3 the entry's.
UPDATE entries SET body = ?2, digest = ?3 WHERE number = ?1;

-- STMT_RUN_ADD
-- ?1 number, ?2 entry, ?3 date, ?4 raci, ?5 model, ?6 policy, ?7 … ?21 counts.
INSERT INTO runs (number, entry, date, raci, model, policy_id, subjects, assignments, conflicts,
    gaps, risks, hygiene, policy, errors, warnings, infos, escalated_cxo, escalated_ceo,
    escalated_other, escalated_none, accepted, since)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
    ?21, ?3);

-- STMT_RUN_COMPARED
-- ?1 number, ?2 new, ?3 changed, ?4 gone, ?5 moves.
UPDATE runs SET new = ?2, changed = ?3, gone = ?4, moves = ?5 WHERE number = ?1;

-- STMT_RUN_EARLIER
-- ?1 date of the newest run. No run's `since` is later.
UPDATE runs SET since = ?1 WHERE since > ?1;

-- STMT_TEXT_ID
-- ?1 digest. Column 0: id.
SELECT id FROM texts WHERE digest = ?1;

-- STMT_TEXT_ADD
-- ?1 digest, ?2 length.
INSERT INTO texts (digest, length) VALUES (?1, ?2);

-- STMT_TEXT_PART_ADD
-- ?1 text, ?2 place, ?3 bytes.
INSERT INTO text_parts (text_id, place, bytes) VALUES (?1, ?2, ?3);

-- STMT_TEXT_PARTS
-- ?1 text. Column 0: bytes.
SELECT bytes FROM text_parts WHERE text_id = ?1 ORDER BY place;

-- STMT_RUN_POLICY_ID
-- ?1 digest, ?2 digest of places. Column 0: id.
SELECT id FROM run_policies WHERE digest = ?1 AND places = ?2;

-- STMT_RUN_POLICY_ADD
-- ?1 digest, ?2 digest of places, ?3 name, ?4 version, ?5 scheme, ?6 its accountable and ?7
-- its responsible letter.
INSERT INTO run_policies (digest, places, name, version, scheme, accountable, responsible)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- STMT_RUN_FILE_ADD
-- ?1 policy, ?2 place, ?3 name, ?4 file, ?5 root, ?6 shipped, ?7 text.
INSERT INTO run_policy_files (policy_id, place, name, file, root, shipped, text_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- STMT_RUN_FILES
-- ?1 policy. Columns: name, file, root, shipped, text, its digest, its length.
SELECT f.name, f.file, f.root, f.shipped, f.text_id, t.digest, t.length
FROM run_policy_files AS f CROSS JOIN texts AS t ON t.id = f.text_id
WHERE f.policy_id = ?1 ORDER BY f.place;

-- STMT_RUN_CLASSES
-- Columns: class, letter, holder.
SELECT class_id, letter, holder FROM run_holders ORDER BY class_id, letter, holder;

-- STMT_RUN_HOLDER_ADD
-- ?1 class, ?2 letter, ?3 holder.
INSERT INTO run_holders (class_id, letter, holder) VALUES (?1, ?2, ?3);

-- STMT_RUN_ASSIGNMENTS_OPEN
-- Columns: subject, first run, class. Those of the last run.
SELECT subject, first_run, class_id FROM run_assignments
WHERE last_run IS NULL ORDER BY subject, first_run;

-- STMT_RUN_ASSIGNMENT_ADD
-- ?1 subject, ?2 first run, ?3 class.
INSERT INTO run_assignments (subject, first_run, class_id) VALUES (?1, ?2, ?3);

-- STMT_RUN_ASSIGNMENT_CLOSE
-- ?1 subject, ?2 first run, ?3 last run.
UPDATE run_assignments SET last_run = ?3 WHERE subject = ?1 AND first_run = ?2;

-- STMT_RUN_FINDINGS_OPEN
-- The findings of the last run. Columns, as in all statements about findings: subject, code,
-- key, first run, last run, fingerprint, kind, severity, letter, accepted, parties, rules,
-- message, cause, escalated to, reason, path.
SELECT subject, code, key, first_run, last_run, fingerprint, kind, severity, letter, accepted,
    parties, rules_id, message, cause, escalate_to, escalate_reason, escalate_path
FROM run_findings WHERE last_run IS NULL ORDER BY subject, code, key, first_run;

-- STMT_RUN_FINDINGS_EITHER
-- ?1 and ?2 runs. Those of either run, or of both.
SELECT subject, code, key, first_run, last_run, fingerprint, kind, severity, letter, accepted,
    parties, rules_id, message, cause, escalate_to, escalate_reason, escalate_path
FROM run_findings
WHERE first_run <= ?1 AND (last_run IS NULL OR last_run >= ?1)
    OR first_run <= ?2 AND (last_run IS NULL OR last_run >= ?2)
ORDER BY subject, code, key, first_run;

-- STMT_RUN_FINDINGS_OF
-- ?1 run, ?2 subject.
SELECT subject, code, key, first_run, last_run, fingerprint, kind, severity, letter, accepted,
    parties, rules_id, message, cause, escalate_to, escalate_reason, escalate_path
FROM run_findings
WHERE subject = ?2 AND first_run <= ?1 AND (last_run IS NULL OR last_run >= ?1)
ORDER BY subject, code, key, first_run;

-- STMT_RUN_FINDINGS_EVER
-- Those of all runs.
SELECT subject, code, key, first_run, last_run, fingerprint, kind, severity, letter, accepted,
    parties, rules_id, message, cause, escalate_to, escalate_reason, escalate_path
FROM run_findings ORDER BY subject, code, key, first_run;

-- STMT_RUN_FINDING_ADD
-- ?1 subject, ?2 code, ?3 key, ?4 first run, ?5 fingerprint, ?6 kind, ?7 severity, ?8 letter,
-- ?9 accepted, ?10 parties, ?11 rules, ?12 message, ?13 cause, ?14 escalated to, ?15 reason,
-- ?16 path.
INSERT INTO run_findings (subject, code, key, first_run, fingerprint, kind, severity, letter,
    accepted, parties, rules_id, message, cause, escalate_to, escalate_reason, escalate_path)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16);

-- STMT_RUN_FINDING_CLOSE
-- ?1 subject, ?2 code, ?3 key, ?4 first run, ?5 last run.
UPDATE run_findings SET last_run = ?5
WHERE subject = ?1 AND code = ?2 AND key = ?3 AND first_run = ?4;

-- STMT_RUN_RULES
-- Columns: set, name, file, line. All sets of rules that findings name.
SELECT id, name, file, line FROM run_rules ORDER BY id, place;

-- STMT_RUN_RULES_OF
-- ?1 set. Columns: name, file, line.
SELECT name, file, line FROM run_rules WHERE id = ?1 ORDER BY place;

-- STMT_RUN_RULE_ADD
-- ?1 set, ?2 place, ?3 name, ?4 file, ?5 line.
INSERT INTO run_rules (id, place, name, file, line) VALUES (?1, ?2, ?3, ?4, ?5);

-- STMT_RUN_SERIES_OPEN
-- Columns: key, first run. Of the last run's findings.
SELECT key, first_run FROM run_series WHERE last_run IS NULL ORDER BY key, first_run;

-- STMT_RUN_SERIES_ADD
-- ?1 key, ?2 first run.
INSERT INTO run_series (key, first_run) VALUES (?1, ?2);

-- STMT_RUN_SERIES_CLOSE
-- ?1 key, ?2 first run, ?3 last run.
UPDATE run_series SET last_run = ?3 WHERE key = ?1 AND first_run = ?2;

-- STMT_RUN_LOG
-- All runs, the newest first. Columns: number, date, when, policy's name, version, digest,
-- model's digest, the entry's, raci, policy's id, digest of its places, scheme, accountable
-- and responsible letter, since; from column 15 the counts: subjects … accepted; from column
-- 30 new, changed, gone, moves; the number of the entry.
SELECT r.number, r.date, e.recorded_at, p.name, p.version, p.digest, r.model, e.digest, r.raci,
    r.policy_id, p.places, p.scheme, p.accountable, p.responsible, r.since, r.subjects,
    r.assignments, r.conflicts, r.gaps, r.risks, r.hygiene, r.policy, r.errors, r.warnings,
    r.infos, r.escalated_cxo, r.escalated_ceo, r.escalated_other, r.escalated_none, r.accepted,
    r.new, r.changed, r.gone, r.moves, r.entry
FROM runs AS r CROSS JOIN entries AS e ON e.number = r.entry
    CROSS JOIN run_policies AS p ON p.id = r.policy_id
ORDER BY r.number DESC;

-- STMT_RUN_OF
-- ?1 number. The same columns of one run.
SELECT r.number, r.date, e.recorded_at, p.name, p.version, p.digest, r.model, e.digest, r.raci,
    r.policy_id, p.places, p.scheme, p.accountable, p.responsible, r.since, r.subjects,
    r.assignments, r.conflicts, r.gaps, r.risks, r.hygiene, r.policy, r.errors, r.warnings,
    r.infos, r.escalated_cxo, r.escalated_ceo, r.escalated_other, r.escalated_none, r.accepted,
    r.new, r.changed, r.gone, r.moves, r.entry
FROM runs AS r CROSS JOIN entries AS e ON e.number = r.entry
    CROSS JOIN run_policies AS p ON p.id = r.policy_id
WHERE r.number = ?1 ORDER BY r.number;

-- STMT_RUN_ON
-- ?1 date. Column 0: the run for that date: of those not after it the one of the latest date,
-- of several the newest.
SELECT number FROM runs WHERE date <= ?1 ORDER BY date DESC, number DESC LIMIT 1;

-- STMT_RUN_ASSIGNMENTS_EITHER
-- ?1 and ?2 runs. Columns: subject, first run, last run, class. Of either run, or of both.
SELECT subject, first_run, last_run, class_id FROM run_assignments
WHERE first_run <= ?1 AND (last_run IS NULL OR last_run >= ?1)
    OR first_run <= ?2 AND (last_run IS NULL OR last_run >= ?2)
ORDER BY subject, first_run;

-- STMT_RUN_ASSIGNMENTS_EVER
-- The same of all runs.
SELECT subject, first_run, last_run, class_id FROM run_assignments ORDER BY subject, first_run;

-- STMT_RUN_HOLDERS_OF
-- ?1 run, ?2 subject. Columns: letter, holder, run since when they are assigned.
SELECT h.letter, h.holder, a.first_run
FROM run_assignments AS a CROSS JOIN run_holders AS h ON h.class_id = a.class_id
WHERE a.subject = ?2 AND a.first_run <= ?1 AND (a.last_run IS NULL OR a.last_run >= ?1)
ORDER BY h.letter, h.holder;

-- STMT_ENTRY_OF
-- ?1 number. Columns: number, kind, when, body, previous, digest.
SELECT number, kind, recorded_at, body, previous, digest FROM entries
WHERE number = ?1 ORDER BY number;

-- STMT_ENTRIES_EVER
-- The same columns of all entries.
SELECT number, kind, recorded_at, body, previous, digest FROM entries ORDER BY number;

-- STMT_RUN_ENTRIES_EVER
-- Columns: run, entry.
SELECT number, entry FROM runs ORDER BY number;

-- STMT_SERIES_OF
-- ?1 a finding's key. Columns: of each series that shows it, the first run, its date; the last
-- one, its date; whether the newest run is of it.
SELECT s.first_run, f.date, l.number, l.date, s.last_run IS NULL
FROM run_series AS s CROSS JOIN runs AS f ON f.number = s.first_run
    CROSS JOIN runs AS l
    ON l.number = coalesce(s.last_run, (SELECT max(number) FROM runs))
WHERE s.key = ?1 ORDER BY s.first_run;

-- STMT_DISPUTES_ABOUT
-- ?1 subject. Columns: letter, by, claims, reason, from, to. Whether they are in force or not.
SELECT letter, contested_by, claims, reason, valid_from, valid_to FROM disputes
WHERE subject = ?1 ORDER BY letter, contested_by, coalesce(valid_from, '');

-- STMT_RUN_LOST_EVER
-- Column 0: the first entry that says it is a run, and is none.
SELECT e.number FROM entries AS e
WHERE e.kind = 'run' AND NOT EXISTS (SELECT 1 FROM runs AS r WHERE r.entry = e.number)
ORDER BY e.number LIMIT 1;

-- STMT_RUN_SINCE_WRONG
-- Column 0: the first run of which `since` is not the earliest date of it and all later ones.
SELECT r.number FROM runs AS r
WHERE r.since <> (SELECT min(l.date) FROM runs AS l WHERE l.number >= r.number)
ORDER BY r.number LIMIT 1;

-- STMT_RUN_SERIES_EVER
-- Columns: key, first run, last run.
SELECT key, first_run, last_run FROM run_series ORDER BY key, first_run;

-- STMT_TEXTS_EVER
-- Columns: id, digest, length.
SELECT id, digest, length FROM texts ORDER BY id;

-- ======================================================================================
-- Changes: engine/record/recorded_change*.c
-- ======================================================================================

-- STMT_CHANGE_ADD
-- ?1 entry, ?2 the change it undoes, ?3 title, ?4 reason, ?5 date, ?6 version, ?7 digest of
-- the model before, ?8 after.
INSERT INTO changes (entry, undoes, title, reason, date, raci, before, after)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- STMT_CHANGE_STEP_ADD
-- ?1 entry, ?2 place, ?3 date, ?4 step, ?5 file, ?6 line.
INSERT INTO change_steps (entry, place, date, said, file, line)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- STMT_CHANGE_ROW_ADD
-- ?1 entry, ?2 place, ?3 key, ?4 table, ?5 whether after, ?6 row.
INSERT INTO change_rows (entry, place, key, tab, after, said) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- STMT_CHANGE_OF
-- ?1 entry. Columns: the change it undoes, title, reason, date, version, digest of the model
-- before, after, time of the entry, its digest, the entry that undoes it, the entry's kind; of an
-- act who did it, the finding, its fingerprint, whether all else was recorded (unset: no act).
SELECT c.undoes, c.title, c.reason, c.date, c.raci, c.before, c.after, e.recorded_at, e.digest,
    (SELECT u.entry FROM changes AS u WHERE u.undoes = c.entry), e.kind,
    a.done_by, a.finding, a.fingerprint, a.complete
FROM changes AS c CROSS JOIN entries AS e ON e.number = c.entry
    LEFT JOIN acts AS a ON a.entry = c.entry
WHERE c.entry = ?1;

-- STMT_ACT_ADD
-- ?1 entry, ?2 who, ?3 finding, ?4 fingerprint, ?5 whether all else was recorded.
INSERT INTO acts (entry, done_by, finding, fingerprint, complete) VALUES (?1, ?2, ?3, ?4, ?5);

-- STMT_ACTS_DECIDED
-- Columns: entry, finding. What was decided and not taken back, the oldest first.
SELECT a.entry, a.finding FROM acts AS a CROSS JOIN entries AS e ON e.number = a.entry
WHERE a.finding IS NOT NULL AND e.kind = 'decide'
    AND NOT EXISTS (SELECT 1 FROM changes AS u WHERE u.undoes = a.entry)
ORDER BY a.entry;

-- STMT_DECISION_ROWS_EVER
-- Columns: entry, key, table, whether after, row, whether all else was recorded then (unset: by no
-- act). What changes ever did to rulings, acceptances and disputes.
SELECT r.entry, r.key, r.tab, r.after, r.said, a.complete
FROM change_rows AS r INDEXED BY change_rows_decisions LEFT JOIN acts AS a ON a.entry = r.entry
WHERE r.tab IN ('rulings', 'acceptances', 'disputes') ORDER BY r.entry, r.place;

-- STMT_CHANGE_STEPS
-- ?1 entry. Columns: date, step, file, line.
SELECT date, said, file, line FROM change_steps WHERE entry = ?1 ORDER BY place;

-- STMT_CHANGE_ROWS
-- ?1 entry. Columns: key, table, whether after, row.
SELECT key, tab, after, said FROM change_rows WHERE entry = ?1 ORDER BY place;

-- STMT_CHANGE_LAST
-- Column 0: the newest change that was not taken back, is no import and forgot nobody.
SELECT c.entry FROM changes AS c
WHERE c.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM changes AS u WHERE u.undoes = c.entry)
    AND (SELECT e.kind FROM entries AS e WHERE e.number = c.entry) NOT IN ('import', 'forget')
ORDER BY c.entry DESC LIMIT 1;

-- STMT_CHANGE_ENTRIES
-- Column 0: the entries of all changes, the newest first.
SELECT entry FROM changes ORDER BY entry DESC;

-- STMT_RECORD_UNWRITTEN
-- Columns: table, entry or 0, of what is never written: places in a list that do not count from 0,
-- and numbers that would be read as others are.
SELECT 'change_steps', entry FROM change_steps
GROUP BY entry HAVING min(place) <> 0 OR max(place) <> count(*) - 1
UNION ALL
SELECT 'change_rows', entry FROM change_rows
GROUP BY entry
HAVING min(place) <> 0 OR max(place) <> count(*) - 1 OR min(after) < 0 OR max(after) > 1
UNION ALL
SELECT 'acknowledged_lines', entry FROM acknowledged_lines
GROUP BY entry HAVING min(place) <> 0 OR max(place) <> count(*) - 1
UNION ALL
SELECT 'run_rules', 0 FROM run_rules
GROUP BY id HAVING min(place) <> 0 OR max(place) <> count(*) - 1 OR min(line) < 1
UNION ALL
SELECT 'run_policy_files', 0 FROM run_policy_files
GROUP BY policy_id
HAVING min(place) <> 0 OR max(place) <> count(*) - 1 OR min(root) < 0 OR max(root) > 1
    OR min(shipped) < 0 OR max(shipped) > 1
UNION ALL
SELECT 'text_parts', 0 FROM text_parts
GROUP BY text_id HAVING min(place) <> 0 OR max(place) <> count(*) - 1
UNION ALL
SELECT 'run_findings', r.entry FROM run_findings AS f LEFT JOIN runs AS r ON r.number = f.first_run
WHERE f.accepted NOT IN (0, 1)
    OR (f.rules_id IS NOT NULL AND f.rules_id NOT IN (SELECT id FROM run_rules))
UNION ALL
SELECT 'runs', entry FROM runs WHERE new < 0 OR changed < 0 OR gone < 0 OR moves < 0
UNION ALL
SELECT 'changes', entry FROM changes WHERE undoes < 1
UNION ALL
SELECT 'acts', entry FROM acts WHERE complete NOT IN (0, 1)
ORDER BY 1, 2;

-- STMT_CHANGES_COUNTED
-- Columns: how many changes, steps, rows, acts there are.
SELECT (SELECT count(*) FROM changes), (SELECT count(*) FROM change_steps),
    (SELECT count(*) FROM change_rows), (SELECT count(*) FROM acts);

-- STMT_SIGNATURE_ADD
-- ?1 entry, ?2 public key, ?3 signature.
INSERT OR REPLACE INTO signatures (entry, signer, signature) VALUES (?1, ?2, ?3);

-- STMT_SIGNATURE_OF
-- ?1 entry, ?2 public key. Columns: signature.
SELECT signature FROM signatures WHERE entry = ?1 AND signer = ?2 ORDER BY entry;

-- STMT_SIGNATURES_EVER
-- Columns: entry, public key, signature, the digest of the entry (unset: it is not there).
SELECT s.entry, s.signer, s.signature, e.digest
FROM signatures AS s LEFT JOIN entries AS e ON e.number = s.entry ORDER BY s.entry, s.signer;

-- STMT_CONTENT_RECORDED
-- Column 0: the digest of the organization by the newest entry that says one.
SELECT coalesce(c.after, r.model)
FROM entries AS e LEFT JOIN changes AS c ON c.entry = e.number
    LEFT JOIN runs AS r ON r.entry = e.number
WHERE c.after IS NOT NULL OR r.model IS NOT NULL
ORDER BY e.number DESC LIMIT 1;

-- STMT_SIGNATURES_COUNTED
-- ?1 public key. Column 0: how many entries it has signed.
SELECT count(*) FROM signatures WHERE signer = ?1;

-- ======================================================================================
-- What begins and ends: engine/model/turnings.c
-- ======================================================================================

-- STMT_TURNINGS
-- ?1, ?2: days. The rows that begin or end after the first and up to the second. Columns: since
-- when, until when; of which file; the key; what else names it: the person of a seat, the
-- member of a team, the scope of a mandate, a ruling's letter and holder, a dispute's letter,
-- an acceptance's fingerprint, the channel of a walk; the seat's kind, or who decided,
-- accepted or contested. A walk begins on its day, and does not end.
SELECT p.valid_from AS start, p.valid_to AS stop, 'units' AS tab, i.key AS key, '' AS other, '' AS detail,
    p.rowid AS row
FROM unit_periods AS p CROSS JOIN units AS i ON i.id = p.unit_id
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'positions', i.key, '', '',
    p.rowid
FROM position_periods AS p CROSS JOIN positions AS i ON i.id = p.position_id
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'people', i.key, '', '',
    p.rowid
FROM person_periods AS p CROSS JOIN people AS i ON i.id = p.person_id
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'seats', i.key, o.key, p.kind,
    p.rowid
FROM seats AS p CROSS JOIN positions AS i ON i.id = p.position_id
    CROSS JOIN people AS o ON o.id = p.person_id
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'teams', i.key, '', '',
    p.rowid
FROM team_periods AS p CROSS JOIN teams AS i ON i.id = p.team_id
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'team_members', i.key, o.key, '',
    p.rowid
FROM team_members AS p CROSS JOIN teams AS i ON i.id = p.team_id
    CROSS JOIN positions AS o ON o.id = p.position_id
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'journeys', i.key, '', '',
    p.rowid
FROM journey_periods AS p CROSS JOIN journeys AS i ON i.id = p.journey_id
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'touchpoints', i.key, '', '',
    p.rowid
FROM touchpoint_periods AS p
    CROSS JOIN touchpoints AS i ON i.id = p.touchpoint_id
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'mandates', i.key, p.scope, '',
    p.rowid
FROM mandates AS p CROSS JOIN positions AS i ON i.id = p.position_id
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'rulings', p.subject, p.letter || ' ' || p.holder, p.decided_by,
    p.rowid
FROM rulings AS p
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'acceptances', p.finding, p.fingerprint, p.accepted_by,
    p.rowid
FROM acceptances AS p
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.valid_from, p.valid_to, 'disputes', p.subject, p.letter, p.contested_by,
    p.rowid
FROM disputes AS p
WHERE (p.valid_from > ?1 AND p.valid_from <= ?2) OR (p.valid_to > ?1 AND p.valid_to <= ?2)
UNION ALL
SELECT p.date, NULL, 'walks', i.key, c.key, '',
    p.rowid
FROM walks AS p CROSS JOIN positions AS i ON i.id = p.position_id
    CROSS JOIN channels AS c ON c.id = p.channel_id
WHERE p.date > ?1 AND p.date <= ?2
ORDER BY tab, key, other, detail, start, stop, row;

-- ======================================================================================
-- Role cards that were acknowledged: engine/model/acknowledged.c, engine/record/acknowledge.c
-- ======================================================================================

-- STMT_SNAPSHOT_ACKNOWLEDGED
-- ?1 date. Columns: of each holder the last acknowledgement up to it: holder, digest of the
-- card, date, who acknowledged it.
SELECT a.holder, a.card, a.date, a.person FROM acknowledgements AS a
WHERE a.entry = (SELECT b.entry FROM acknowledgements AS b
    WHERE b.holder = a.holder AND b.date <= ?1 ORDER BY b.date DESC, b.entry DESC LIMIT 1)
ORDER BY a.holder;

-- STMT_ACKNOWLEDGEMENT_ADD
-- ?1 entry, ?2 holder, ?3 person, ?4 date, ?5 digest of the card.
INSERT INTO acknowledgements (entry, holder, person, date, card) VALUES (?1, ?2, ?3, ?4, ?5);

-- STMT_ACKNOWLEDGED_LINE_ADD
-- ?1 entry, ?2 place, ?3 via, ?4 line.
INSERT INTO acknowledged_lines (entry, place, via, said) VALUES (?1, ?2, ?3, ?4);

-- STMT_ACKNOWLEDGEMENT_OF
-- ?1 entry. Columns: entry, holder, person, date, digest of the card, time of the entry.
SELECT a.entry, a.holder, a.person, a.date, a.card, e.recorded_at
FROM acknowledgements AS a CROSS JOIN entries AS e ON e.number = a.entry WHERE a.entry = ?1;

-- STMT_ACKNOWLEDGEMENTS_EVER
-- Columns as above, of all of them, the newest first.
SELECT a.entry, a.holder, a.person, a.date, a.card, e.recorded_at
FROM acknowledgements AS a CROSS JOIN entries AS e ON e.number = a.entry ORDER BY a.entry DESC;

-- STMT_ACKNOWLEDGEMENT_LAST
-- ?1 holder, ?2 date. Column 0: the entry of the last acknowledgement up to the date.
SELECT entry FROM acknowledgements WHERE holder = ?1 AND date <= ?2
ORDER BY date DESC, entry DESC LIMIT 1;

-- STMT_ACKNOWLEDGED_LINES
-- ?1 entry. Columns: via, line.
SELECT via, said FROM acknowledged_lines WHERE entry = ?1 ORDER BY place;

-- STMT_ACKNOWLEDGEMENTS_COUNTED
-- Columns: how many acknowledgements, lines there are.
SELECT (SELECT count(*) FROM acknowledgements), (SELECT count(*) FROM acknowledged_lines);

-- ======================================================================================
-- People who are forgotten: engine/record/forget*.c, forgotten.c
-- ======================================================================================

-- STMT_FORGET_SAYS
-- ?1 id. Columns: name, address, over the periods of a person.
SELECT name, email FROM person_periods WHERE person_id = ?1 ORDER BY id;

-- STMT_FORGET_OTHERS
-- ?1 id. Columns: key, name, address of all other people, over their periods.
SELECT i.key, p.name, p.email FROM people AS i CROSS JOIN person_periods AS p
    ON p.person_id = i.id
WHERE i.id <> ?1 ORDER BY i.key, p.id;

-- STMT_FORGET_WORDS
-- Column 0: letters and offices that the model and its record have.
SELECT letter FROM stated
UNION SELECT letter FROM rulings
UNION SELECT letter FROM disputes
UNION SELECT letter FROM run_holders
UNION SELECT accountable FROM run_policies
UNION SELECT responsible FROM run_policies
UNION SELECT office FROM position_periods WHERE office IS NOT NULL
ORDER BY 1;

-- STMT_FORGET_KEYS
-- Columns: table, key, of all things but people.
SELECT 'channels', key FROM channels
UNION ALL SELECT 'journeys', key FROM journeys
UNION ALL SELECT 'positions', key FROM positions
UNION ALL SELECT 'stages', key FROM stages
UNION ALL SELECT 'teams', key FROM teams
UNION ALL SELECT 'touchpoints', key FROM touchpoints
UNION ALL SELECT 'units', key FROM units
ORDER BY 1, 2;

-- STMT_FORGET_KNOWN
-- ?1 title. A row when an entry has forgotten somebody under that title.
SELECT 1 FROM changes AS c CROSS JOIN entries AS e ON e.number = c.entry
WHERE c.title = ?1 AND e.kind = 'forget' ORDER BY c.entry LIMIT 1;

-- STMT_FORGET_IDENTITY
-- ?1 id, ?2 the neutral key.
UPDATE people SET key = ?2 WHERE id = ?1;

-- STMT_FORGET_PERIODS
-- ?1 id.
UPDATE person_periods SET name = NULL, email = NULL WHERE person_id = ?1;

-- STMT_FORGET_ATTRIBUTES
-- ?1 id.
DELETE FROM attributes
WHERE owner = 'person' AND row_id IN (SELECT id FROM person_periods WHERE person_id = ?1);

-- STMT_FORGET_ROWS
-- Columns: entry, place, row, of all changes of people.
SELECT entry, place, said FROM change_rows WHERE tab = 'people' ORDER BY entry, place;

-- STMT_FORGET_ROW_SET
-- ?1 entry, ?2 place, ?3 row.
UPDATE change_rows SET said = ?3 WHERE entry = ?1 AND place = ?2;

-- STMT_FORGET_STATED
-- Columns: touchpoint, letter, holder of all stated rows.
SELECT t.key, s.letter, s.holder FROM stated AS s CROSS JOIN touchpoints AS t
    ON t.id = s.touchpoint_id
ORDER BY s.id;

-- STMT_FORGET_DISPUTES
-- Columns: subject, letter, who contests.
SELECT subject, letter, contested_by FROM disputes ORDER BY id;

-- STMT_FORGET_POLICIES
-- Columns: id, digest of places, name, version, scheme, files, of all policies of runs.
SELECT p.id, p.places, p.name, p.version, p.scheme,
    (SELECT group_concat(said, char(10)) FROM (SELECT f.name || char(10) || f.file AS said
        FROM run_policy_files AS f WHERE f.policy_id = p.id ORDER BY f.place))
FROM run_policies AS p ORDER BY p.id;

-- STMT_FORGET_POLICY_PLACES
-- ?1 id, ?2 digest.
UPDATE run_policies SET places = ?2 WHERE id = ?1;

-- STMT_FORGET_CARD_SET
-- ?1 entry, ?2 digest of the card.
UPDATE acknowledgements SET card = ?2 WHERE entry = ?1;

-- STMT_FORGET_RUN_MODELS
-- ?1 digest of the model before, ?2 after.
UPDATE runs SET model = ?2 WHERE model = ?1;

-- STMT_FORGET_CHANGES_BEFORE
-- Likewise.
UPDATE changes SET before = ?2 WHERE before = ?1;

-- STMT_FORGET_CHANGES_AFTER
-- Likewise.
UPDATE changes SET after = ?2 WHERE after = ?1;

-- STMT_TEXT_PARTS_CLEAR
-- ?1 text.
DELETE FROM text_parts WHERE text_id = ?1;

-- STMT_REWRITTEN_ENTRY_ADD
-- ?1 the entry that says it, ?2 the entry that was rewritten, ?3 the digest of what that says.
INSERT INTO rewritten_entries (entry, rewritten, body) VALUES (?1, ?2, ?3);

-- STMT_REWRITTEN_ENTRIES
-- ?1 entry. Columns: the entries that it rewrote, and the digest of what each says since.
SELECT rewritten, body FROM rewritten_entries WHERE entry = ?1 ORDER BY rewritten;

-- STMT_REWRITTEN_BODY
-- ?1 entry. Columns: the digest of what it says since it was rewritten last, by which entry.
SELECT body, entry FROM rewritten_entries WHERE rewritten = ?1 ORDER BY entry DESC LIMIT 1;

-- STMT_REWRITTEN_TEXT_ADD
-- ?1 the entry that says it, ?2 text, ?3 the digest of its bytes.
INSERT INTO rewritten_texts (entry, text_id, digest) VALUES (?1, ?2, ?3);

-- STMT_REWRITTEN_TEXTS
-- ?1 entry. Columns: the texts that it rewrote, and the digest of each since.
SELECT text_id, digest FROM rewritten_texts WHERE entry = ?1 ORDER BY text_id;

-- STMT_REWRITTEN_DIGEST
-- ?1 text. Column 0: the digest of its bytes since it was rewritten last.
SELECT digest FROM rewritten_texts WHERE text_id = ?1 ORDER BY entry DESC LIMIT 1;

-- STMT_REWRITTEN_COUNTED
-- Columns: how many rewritten entries, rewritten texts there are.
SELECT (SELECT count(*) FROM rewritten_entries), (SELECT count(*) FROM rewritten_texts);

-- STMT_REWRITTEN_ALL
-- Column 0: how many entries were rewritten, however often.
SELECT count(DISTINCT rewritten) FROM rewritten_entries;

-- STMT_REWRITTEN_SINCE
-- ?1 entry. Columns: how many of the entries up to it were rewritten by later ones, the first of
-- those that did so (unset: none).
SELECT count(DISTINCT rewritten), min(entry) FROM rewritten_entries
WHERE rewritten <= ?1 AND entry > ?1;

-- From version 3 to 4: changes by steps are recorded, and can be undone. The same statements
-- as in db/schema.sql, where they are explained.

CREATE TABLE changes (
    entry   INTEGER PRIMARY KEY REFERENCES entries (number),
    undoes  INTEGER UNIQUE REFERENCES changes (entry),
    title   TEXT NOT NULL,
    reason  TEXT,
    date    TEXT NOT NULL,
    raci    TEXT NOT NULL,
    before  TEXT NOT NULL,
    after   TEXT NOT NULL
) STRICT;

CREATE TABLE change_steps (
    entry INTEGER NOT NULL REFERENCES changes (entry),
    place INTEGER NOT NULL,
    date  TEXT NOT NULL,
    said  TEXT NOT NULL,
    file  TEXT NOT NULL,
    line  INTEGER NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_rows (
    entry INTEGER NOT NULL REFERENCES changes (entry),
    place INTEGER NOT NULL,
    key   INTEGER NOT NULL,
    tab   TEXT NOT NULL,
    after INTEGER NOT NULL CHECK (after IN (0, 1)),
    said  TEXT NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 4;

-- From version 5 to 6: role cards are acknowledged. The same statements as in db/schema.sql, where
-- they are explained.

CREATE TABLE acknowledgements (
    entry  INTEGER PRIMARY KEY REFERENCES entries (number),
    holder TEXT NOT NULL,
    person TEXT NOT NULL,
    date   TEXT NOT NULL,
    card   TEXT NOT NULL
) STRICT;
CREATE INDEX acknowledgements_holder ON acknowledgements (holder, date);

CREATE TABLE acknowledged_lines (
    entry INTEGER NOT NULL REFERENCES acknowledgements (entry),
    place INTEGER NOT NULL,
    via   TEXT NOT NULL,
    said  TEXT NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 6;

-- From version 4 to 5: what is contested, decided and accepted is recorded, and entries can be
-- signed. The same statements as in db/schema.sql, where they are explained.

CREATE TABLE acts (
    entry       INTEGER PRIMARY KEY REFERENCES changes (entry),
    done_by     TEXT,
    finding     TEXT,
    fingerprint TEXT,
    complete    INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT;
CREATE INDEX acts_finding ON acts (finding) WHERE finding IS NOT NULL;

CREATE INDEX change_rows_decisions ON change_rows (entry, place)
    WHERE tab IN ('rulings', 'acceptances', 'disputes');

CREATE TABLE signatures (
    entry     INTEGER NOT NULL REFERENCES entries (number),
    signer    TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (entry, signer)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 5;

-- Version 2: the index of names. It is filled by the engine, once the file is migrated.

CREATE TABLE search (
    part INTEGER NOT NULL,
    word TEXT NOT NULL,
    ref  TEXT NOT NULL,
    run  BLOB NOT NULL,
    PRIMARY KEY (part, word, ref)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;

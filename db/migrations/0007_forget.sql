-- From version 6 to 7: people can be forgotten. The same statements as in db/schema.sql, where
-- they are explained.

CREATE TABLE rewritten_entries (
    entry     INTEGER NOT NULL REFERENCES changes (entry),
    rewritten INTEGER NOT NULL REFERENCES entries (number),
    body      TEXT NOT NULL,
    PRIMARY KEY (entry, rewritten)
) STRICT, WITHOUT ROWID;
CREATE INDEX rewritten_entries_rewritten ON rewritten_entries (rewritten, entry);

CREATE TABLE rewritten_texts (
    entry   INTEGER NOT NULL REFERENCES changes (entry),
    text_id INTEGER NOT NULL REFERENCES texts (id),
    digest  TEXT NOT NULL,
    PRIMARY KEY (entry, text_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rewritten_texts_text ON rewritten_texts (text_id, entry);

PRAGMA user_version = 7;

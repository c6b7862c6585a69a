-- Version 1 of a store. A later version is a file beside this one that changes what this one made.
-- Times are UTC in RFC 3339. Hashes are SHA-256. `zlib` is RFC 1950.

-- Bytes as they were received, each once. Never changed: all else is worked out of them.
CREATE TABLE raw (
    id     INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    size   INTEGER NOT NULL,
    zlib   BLOB NOT NULL
) STRICT;

-- One published item. Its number is its name within the store: r1, r2, …
CREATE TABLE report (
    id    INTEGER PRIMARY KEY,
    added TEXT NOT NULL
) STRICT;

-- What a report is known by whatever its text: `address`, or an `id` given with it, which counts
-- within its site (the address's host, else the outlet; empty when neither is known).
CREATE TABLE key (
    kind   TEXT NOT NULL CHECK (kind IN ('address', 'id')),
    value  TEXT NOT NULL,
    site   TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (id),
    PRIMARY KEY (kind, value, site)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_report ON key (report);

-- A report as it once stood: what was received of it. Enough to read it again. Never changed.
CREATE TABLE version (
    id      INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES report (id),
    number  INTEGER NOT NULL CHECK (number > 0),
    added   TEXT NOT NULL,
    raw     INTEGER NOT NULL REFERENCES raw (id),
    form    TEXT NOT NULL CHECK (form IN ('article', 'text', 'html', 'fragment')),
    charset TEXT,
    given   TEXT NOT NULL CHECK (json_valid(given)),
    UNIQUE (report, number)
) STRICT;

-- The fetch log: when and where each version was received, by the hash of what was received. A fetch
-- over the net has a line each time, also when it failed; a file one for each content.
CREATE TABLE receipt (
    id      INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    place   TEXT NOT NULL,
    fetched INTEGER NOT NULL CHECK (fetched IN (0, 1)),
    version INTEGER REFERENCES version (id),
    capture BLOB CHECK (length(capture) = 32),
    problem TEXT,
    CHECK ((version IS NULL) = (capture IS NULL) AND (version IS NULL) = (problem IS NOT NULL))
) STRICT;
CREATE INDEX receipt_capture ON receipt (capture);
CREATE INDEX receipt_version ON receipt (version);
CREATE INDEX receipt_place ON receipt (place);

-- By whom readings were made: program version, hash of the packs, model or empty.
CREATE TABLE reader (
    id      INTEGER PRIMARY KEY,
    program TEXT NOT NULL,
    packs   TEXT NOT NULL,
    model   TEXT NOT NULL,
    UNIQUE (program, packs, model)
) STRICT;

-- What was found in a version: one reading each, the last one. `text` is the working text, which
-- all offsets refer to; `record` is the record of schema/reading-1.json as zlib, its text left empty.
CREATE TABLE reading (
    version     INTEGER PRIMARY KEY REFERENCES version (id),
    reader      INTEGER NOT NULL REFERENCES reader (id),
    read        TEXT NOT NULL,
    text_sha256 BLOB NOT NULL CHECK (length(text_sha256) = 32),
    text        TEXT NOT NULL,
    record      BLOB NOT NULL
) STRICT;
CREATE INDEX reading_text ON reading (text_sha256);
CREATE INDEX reading_reader ON reading (reader);

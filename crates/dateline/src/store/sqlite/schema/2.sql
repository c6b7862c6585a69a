-- Version 2: what is worked out of the readings: claims, which reports share an origin, which claims
-- are one event; and what people decided of that. Keys of claims and reports are worked out of what
-- they are, so any store gives them the same.

-- Whether a reading's claims are in the tables below. Of a report only the newest version's are.
ALTER TABLE reading ADD COLUMN linked INTEGER NOT NULL DEFAULT 0 CHECK (linked IN (0, 1));
CREATE INDEX reading_unlinked ON reading (version) WHERE NOT linked;

-- The newest version of each report as far as events show it: `shown` is the report of
-- schema/event-1.json. `family` is the least key among the reports that carry the same text.
CREATE TABLE source (
    key     INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL UNIQUE REFERENCES report (id),
    version INTEGER NOT NULL REFERENCES version (id),
    family  INTEGER NOT NULL,
    shown   TEXT NOT NULL CHECK (json_valid(shown))
) STRICT;
CREATE INDEX source_family ON source (family);

-- Two reports are compared when they share a handle and one is among its eight least keys.
CREATE TABLE source_handle (
    handle INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source (key),
    PRIMARY KEY (handle, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_handle_source ON source_handle (source);

-- What one report has from another; statements of the two, by number from 0, when it is those alone.
CREATE TABLE edge (
    taker           INTEGER NOT NULL REFERENCES source (key),
    giver           INTEGER NOT NULL REFERENCES source (key),
    kind            TEXT NOT NULL,
    folds           INTEGER NOT NULL CHECK (folds IN (0, 1)),
    score           REAL NOT NULL,
    reason          TEXT NOT NULL,
    taker_statement INTEGER,
    giver_statement INTEGER
) STRICT;
CREATE INDEX edge_taker ON edge (taker);
CREATE INDEX edge_giver ON edge (giver);

-- A claim with its words: `told` is a claim of schema/event-1.json, as zlib. `twin` is a hash of its type
-- and words. `echo` is the claim that it repeats: one with the same words in the report that its report
-- carries the text of. An echo is compared with nothing; it is in the event of what it repeats.
CREATE TABLE claim (
    key    INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (key),
    event  INTEGER,
    twin   INTEGER NOT NULL,
    echo   INTEGER REFERENCES claim (key),
    told   BLOB NOT NULL
) STRICT;
CREATE INDEX claim_echo ON claim (echo);
CREATE INDEX claim_source ON claim (source);
CREATE INDEX claim_event ON claim (event);

-- Two claims are compared when they share a handle.
CREATE TABLE claim_handle (
    handle INTEGER NOT NULL,
    claim  INTEGER NOT NULL REFERENCES claim (key),
    PRIMARY KEY (handle, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_handle_claim ON claim_handle (claim);

-- Claims that may be one event, both ways round.
CREATE TABLE joined (
    claim INTEGER NOT NULL REFERENCES claim (key),
    other INTEGER NOT NULL,
    PRIMARY KEY (claim, other)
) STRICT, WITHOUT ROWID;

-- What people decided: that claims are one event, or are not. Never changed but by being taken back.
CREATE TABLE decision (
    id        INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
    author    TEXT NOT NULL,
    reason    TEXT NOT NULL,
    at        TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT,
    CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;

-- The claims it is about, two at a time, both ways round. It names them by their keys, so it holds
-- when their reports are read again.
CREATE TABLE decided (
    claim    INTEGER NOT NULL,
    other    INTEGER NOT NULL,
    decision INTEGER NOT NULL REFERENCES decision (id),
    PRIMARY KEY (claim, other, decision)
) STRICT, WITHOUT ROWID;
CREATE INDEX decided_decision ON decided (decision);

-- An event as far as it is asked for; days are counted from 1970-01-01. Its key is its first claim's.
CREATE TABLE event (
    key             INTEGER PRIMARY KEY,
    type            TEXT NOT NULL,
    aggregate       INTEGER NOT NULL CHECK (aggregate IN (0, 1)),
    country         TEXT,
    admin1          TEXT,
    admin2          TEXT,
    place           INTEGER,
    precision       TEXT,
    lat             REAL,
    lon             REAL,
    first_day       INTEGER,
    last_day        INTEGER,
    published_first INTEGER,
    published_last  INTEGER,
    added           TEXT NOT NULL,
    origins         INTEGER NOT NULL,
    reports         INTEGER NOT NULL,
    denials         INTEGER NOT NULL,
    supposed_only   INTEGER NOT NULL CHECK (supposed_only IN (0, 1)),
    -- One bit a naming of a source: 1 named, 2 unnamed, 4 institution, 8 outlet, 16 the report itself.
    namings         INTEGER NOT NULL
) STRICT;
-- In the order they are listed in; those without the value come last.
CREATE INDEX event_occurred ON event (ifnull(first_day, -9999999), key);
CREATE INDEX event_published ON event (ifnull(published_last, -9999999), key);
CREATE INDEX event_added ON event (added, key);
CREATE INDEX event_origins ON event (origins, key);
CREATE INDEX event_reports ON event (reports, key);
CREATE INDEX event_country ON event (country, admin1, first_day);
CREATE INDEX event_aggregate ON event (country, first_day) WHERE aggregate;

-- The types that its claims tell, and the types that these are kinds of.
CREATE TABLE event_type (
    type  TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event (key),
    PRIMARY KEY (type, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_type_event ON event_type (event);

-- The event of schema/event-1.json, as zlib.
CREATE TABLE event_record (
    event INTEGER PRIMARY KEY REFERENCES event (key),
    zlib  BLOB NOT NULL
) STRICT;

-- Events placed no wider than a second-level area, by where they are.
CREATE VIRTUAL TABLE event_point USING rtree (event, south, north, west, east);

-- The words of events: who took part, who says so, where, and what the reports say.
CREATE VIRTUAL TABLE event_text USING fts5 (
    actors, sources, places, words,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- Version 3: what people do in a store: who they are, what they judge, what they watch, and the log
-- of it all. Claims are named by their keys, so what is said of them holds when reports are read again.

-- The log: what people did, in order. Rows are added and never changed: `hash` is the SHA-256 of the
-- hash before with this row's other columns, so that a row that was changed or taken out shows.
CREATE TABLE act (
    id      INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    author  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    -- What it was done to: an event's, claim's or report's id, a source's name, a user, a file.
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL CHECK (json_valid(detail)),
    hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX act_subject ON act (subject, id);

-- What a person says of a claim that was read: that it is right, that it is none, or what a part of it
-- should be (`value`, JSON; null: that nobody said it). Of a part the last one stands. Never changed but
-- by being taken back. A claim whose key is gone, for it is read as another type now, is known by its
-- trigger: the words, and where in code points they begin.
CREATE TABLE correction (
    id        INTEGER PRIMARY KEY,
    claim     INTEGER NOT NULL,
    report    INTEGER NOT NULL REFERENCES report (id),
    "trigger" TEXT NOT NULL,
    start     INTEGER NOT NULL,
    verdict   TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'correct')),
    part      TEXT,
    value     TEXT CHECK (value IS NULL OR json_valid(value)),
    author    TEXT NOT NULL,
    reason    TEXT NOT NULL,
    at        TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT,
    CHECK ((verdict = 'correct') = (part IS NOT NULL)),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;
CREATE INDEX correction_claim ON correction (claim);
CREATE INDEX correction_report ON correction (report);

-- Where the review of an event stands and who does it, under the key of each of its claims; of several
-- the newest counts. An event that is not here is to do, and nobody's.
CREATE TABLE review (
    claim    INTEGER PRIMARY KEY,
    status   TEXT NOT NULL CHECK (status IN
             ('to-do', 'in-progress', 'help-needed', 'ready', 'completed', 'cancelled')),
    assignee TEXT,
    at       TEXT NOT NULL,
    author   TEXT NOT NULL
) STRICT;
CREATE INDEX review_status ON review (status);

-- How people grade a source: reliability A to F, credibility of what it tells 1 to 6 (the Admiralty
-- scale). The last grade of a source stands; none is ever given by the program.
CREATE TABLE grade (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('outlet', 'speaker')),
    name        TEXT NOT NULL,
    reliability TEXT NOT NULL CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    credibility INTEGER NOT NULL CHECK (credibility BETWEEN 1 AND 6),
    author      TEXT NOT NULL,
    reason      TEXT NOT NULL,
    at          TEXT NOT NULL
) STRICT;
CREATE INDEX grade_name ON grade (kind, name, id);

-- Who may sign in, where the workbench is for many. `password` is a PHC string of argon2id. One who
-- was removed stays, for the log names them.
CREATE TABLE user (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    role     TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'reviewer', 'viewer', 'data')),
    password TEXT NOT NULL,
    added    TEXT NOT NULL,
    removed  TEXT
) STRICT;

-- Who is signed in, by the SHA-256 of what their cookie holds.
CREATE TABLE session (
    hash  BLOB PRIMARY KEY CHECK (length(hash) = 32),
    user  INTEGER NOT NULL REFERENCES user (id),
    begun TEXT NOT NULL,
    ends  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys of programs to the API, by their SHA-256.
CREATE TABLE token (
    id    INTEGER PRIMARY KEY,
    hash  BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    user  INTEGER NOT NULL REFERENCES user (id),
    name  TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
    added TEXT NOT NULL,
    ends  TEXT,
    revoked TEXT
) STRICT;

-- Addresses that are fetched again and again, each so many minutes after the last time.
CREATE TABLE watch (
    id      INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    minutes INTEGER NOT NULL CHECK (minutes >= 5),
    author  TEXT NOT NULL,
    added   TEXT NOT NULL,
    last_at TEXT,
    -- What came of the last time, in one line.
    outcome TEXT,
    -- Times in a row that it could not be fetched.
    failures INTEGER NOT NULL DEFAULT 0,
    -- What the server said of what it sent last, by which it tells whether there is more.
    etag     TEXT,
    modified TEXT
) STRICT;

-- What is compared of a claim, beside its words: JSON, in the form of `event::compact`. Null where a
-- store of version 2 was not linked again yet, which its readings wait for from now on.
ALTER TABLE claim ADD COLUMN facts BLOB;

-- How many of a report's handles are those of runs of words: of the longer of these lists more must be
-- shared for two reports to be compared.
ALTER TABLE source ADD COLUMN runs INTEGER NOT NULL DEFAULT 0;
UPDATE reading SET linked = 0;

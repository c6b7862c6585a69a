-- Version 5: what the workbench asks often, kept up while linking, so that no page goes through all events.

-- What the place of an event is called.
ALTER TABLE event ADD COLUMN place_name TEXT;
UPDATE event SET place_name =
    (SELECT unpacked(r.zlib) ->> '$.place.value.name' FROM event_record r WHERE r.event = event.key);

-- Events that came or went, in order, so that whoever keeps events in memory reads these alone. The
-- last are kept; whoever is further behind reads all events again.
CREATE TABLE event_change (
    id    INTEGER PRIMARY KEY,
    event INTEGER NOT NULL
) STRICT;
CREATE TRIGGER event_came AFTER INSERT ON event BEGIN
    INSERT INTO event_change (event) VALUES (new.key);
END;
CREATE TRIGGER event_went AFTER DELETE ON event BEGIN
    INSERT INTO event_change (event) VALUES (old.key);
END;
CREATE TRIGGER event_change_kept AFTER INSERT ON event_change BEGIN
    DELETE FROM event_change WHERE id <= new.id - 65536;
END;
INSERT INTO event_change (event) SELECT key FROM event LIMIT 1;

-- Who tells of an event, in how many claims: the outlets of its reports, and those whom claims are told
-- by in the end. `alone`: whether the event has a single origin.
CREATE TABLE tells (
    event  INTEGER NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('outlet', 'speaker')),
    name   TEXT NOT NULL,
    claims INTEGER NOT NULL,
    alone  INTEGER NOT NULL CHECK (alone IN (0, 1)),
    PRIMARY KEY (event, kind, name)
) STRICT, WITHOUT ROWID;

-- The same by who tells, over all events; of an outlet also how many reports there are.
CREATE TABLE teller (
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    reports INTEGER NOT NULL DEFAULT 0,
    claims  INTEGER NOT NULL DEFAULT 0,
    events  INTEGER NOT NULL DEFAULT 0,
    alone   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX teller_most ON teller (kind, events DESC, name);

CREATE TRIGGER tells_more AFTER INSERT ON tells BEGIN
    INSERT INTO teller (kind, name, claims, events, alone)
    VALUES (new.kind, new.name, new.claims, 1, new.alone)
    ON CONFLICT DO UPDATE SET
        claims = claims + excluded.claims, events = events + 1, alone = alone + excluded.alone;
END;
CREATE TRIGGER tells_less AFTER DELETE ON tells BEGIN
    UPDATE teller SET claims = claims - old.claims, events = events - 1, alone = alone - old.alone
    WHERE kind = old.kind AND name = old.name;
    DELETE FROM teller WHERE kind = old.kind AND name = old.name AND events = 0 AND reports = 0;
END;
CREATE TRIGGER source_came AFTER INSERT ON source WHEN new.shown ->> '$.outlet' IS NOT NULL BEGIN
    INSERT INTO teller (kind, name, reports) VALUES ('outlet', new.shown ->> '$.outlet', 1)
    ON CONFLICT DO UPDATE SET reports = reports + 1;
END;
CREATE TRIGGER source_went AFTER DELETE ON source WHEN old.shown ->> '$.outlet' IS NOT NULL BEGIN
    UPDATE teller SET reports = reports - 1 WHERE kind = 'outlet' AND name = old.shown ->> '$.outlet';
    DELETE FROM teller
    WHERE kind = 'outlet' AND name = old.shown ->> '$.outlet' AND events = 0 AND reports = 0;
END;

INSERT INTO teller (kind, name, reports)
    SELECT 'outlet', shown ->> '$.outlet', count(*) FROM source
    WHERE shown ->> '$.outlet' IS NOT NULL GROUP BY 2;
INSERT INTO tells (event, kind, name, claims, alone)
    SELECT c.event, 'outlet', s.shown ->> '$.outlet', count(*), e.origins = 1
    FROM claim c JOIN source s ON s.key = c.source JOIN event e ON e.key = c.event
    WHERE s.shown ->> '$.outlet' IS NOT NULL GROUP BY 1, 3;
INSERT INTO tells (event, kind, name, claims, alone)
    SELECT r.event, 'speaker', c.value ->> '$.chain[#-1].name', count(*), e.origins = 1
    FROM event_record r JOIN event e ON e.key = r.event, json_each(unpacked(r.zlib), '$.claims') c
    WHERE c.value ->> '$.chain[#-1].name' <> '' GROUP BY 1, 3;

-- The review of an event that somebody touched: the newest of those under its claims. What is not here
-- is to do.
CREATE TABLE event_review (
    event    INTEGER PRIMARY KEY,
    status   TEXT NOT NULL,
    assignee TEXT,
    at       TEXT NOT NULL,
    author   TEXT NOT NULL,
    -- When the event came into the store, which the queue is in the order of.
    added    TEXT NOT NULL
) STRICT;
CREATE INDEX event_review_status ON event_review (status, added, event);
CREATE INDEX event_review_assignee ON event_review (assignee, added, event);
-- A bare column beside `max` is that of the row that has it.
INSERT INTO event_review (event, status, assignee, at, author, added)
    SELECT c.event, r.status, r.assignee, max(r.at), r.author, e.added
    FROM review r JOIN claim c ON c.key = r.claim JOIN event e ON e.key = c.event GROUP BY c.event;

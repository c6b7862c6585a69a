-- Version 6: how sensitive people say that reports and claims are.

-- What somebody said of a report, or of one of its claims (of an event it is said of all its claims). What was said
-- last of each stands. `level`: 0 low, 1 moderate, 2 high, 3 severe.
CREATE TABLE mark (
    id     INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (id),
    claim  INTEGER,
    level  INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    at     TEXT NOT NULL
) STRICT;
CREATE INDEX mark_on ON mark (report, claim, id);
CREATE INDEX mark_claim ON mark (claim) WHERE claim IS NOT NULL;
CREATE VIEW mark_standing AS
    SELECT * FROM mark WHERE id IN (SELECT max(id) FROM mark GROUP BY report, claim);

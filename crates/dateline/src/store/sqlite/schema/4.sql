-- Version 4: a burst of reports of one happening is compared once and not each with each, and what
-- contains what is kept.

-- `compared` is what a claim was compared with: 'all' that share a handle with it; or 'leaders', the first of its
-- likeness, when it follows these; null when nothing, for it repeats another's words. Claims of one report are
-- compared in either case. `alike` is its likeness (`dateline_link::events::likeness`); claims of one likeness may
-- be one event, which is not written down in `joined`.
ALTER TABLE claim ADD COLUMN compared TEXT CHECK (compared IN ('all', 'leaders'));
ALTER TABLE claim ADD COLUMN alike INTEGER;
CREATE INDEX claim_alike ON claim (alike, key) WHERE alike IS NOT NULL AND compared IS NOT NULL;

-- Whether a claim tells of many happenings at once, its country and its days since 1970-01-01, as far as
-- events are looked for by them that contain it or that it contains.
ALTER TABLE claim ADD COLUMN aggregate INTEGER CHECK (aggregate IN (0, 1));
ALTER TABLE claim ADD COLUMN country TEXT;
ALTER TABLE claim ADD COLUMN first_day INTEGER;
ALTER TABLE claim ADD COLUMN last_day INTEGER;
CREATE INDEX claim_days ON claim (aggregate, first_day, last_day, country) WHERE first_day IS NOT NULL;

-- Which single happenings an aggregate contains.
CREATE TABLE part (
    whole INTEGER NOT NULL REFERENCES event (key),
    part  INTEGER NOT NULL REFERENCES event (key),
    PRIMARY KEY (whole, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_part ON part (part);

-- All of this is worked out when readings are linked, so all are linked again.
UPDATE reading SET linked = 0;

-- What a connection does not show, and views that stand before the tables, under their names, so that whatever is asked
-- finds only what is left. Tables that are asked for by a report's or an event's key alone need none.

CREATE TEMP TABLE hidden_event (event INTEGER PRIMARY KEY);
CREATE TEMP TABLE hidden_report (report INTEGER PRIMARY KEY);
-- The same reports, their versions, and all their claims with their ids.
CREATE TEMP TABLE hidden_source (key INTEGER PRIMARY KEY);
CREATE TEMP TABLE hidden_version (version INTEGER PRIMARY KEY);
CREATE TEMP TABLE hidden_claim (claim INTEGER PRIMARY KEY, id TEXT NOT NULL);
-- What people decided on such claims.
CREATE TEMP TABLE hidden_decision (decision INTEGER PRIMARY KEY);
-- Who tells of these events, and whose these reports are.
CREATE TEMP TABLE hidden_teller (
    kind TEXT, name TEXT, reports INTEGER, claims INTEGER, events INTEGER, alone INTEGER, PRIMARY KEY (kind, name)
) WITHOUT ROWID;
-- Events that are shown and rest on these reports too: they are told without the words of these.
CREATE TEMP TABLE partly_event (event INTEGER PRIMARY KEY);

CREATE TEMP VIEW event AS
    SELECT * FROM main.event WHERE key NOT IN (SELECT event FROM temp.hidden_event);
CREATE TEMP VIEW event_type AS
    SELECT * FROM main.event_type WHERE event NOT IN (SELECT event FROM temp.hidden_event);
CREATE TEMP VIEW event_review AS
    SELECT * FROM main.event_review WHERE event NOT IN (SELECT event FROM temp.hidden_event);
CREATE TEMP VIEW event_record AS
    SELECT event, CASE WHEN event IN (SELECT event FROM temp.partly_event)
        THEN wordless(zlib, (SELECT json_group_array('r' || report) FROM temp.hidden_report)) ELSE zlib END AS zlib
    FROM main.event_record WHERE event NOT IN (SELECT event FROM temp.hidden_event);
-- What rests on such a report too is found by no words: they may be the report's.
CREATE TEMP VIEW event_text AS
    SELECT rowid AS rowid, event_text AS event_text FROM main.event_text
    WHERE rowid NOT IN (SELECT event FROM temp.hidden_event) AND rowid NOT IN (SELECT event FROM temp.partly_event);

CREATE TEMP VIEW claim AS
    SELECT * FROM main.claim WHERE iif(event IS NULL, source NOT IN (SELECT key FROM temp.hidden_source),
        event NOT IN (SELECT event FROM temp.hidden_event));
CREATE TEMP VIEW source AS
    SELECT * FROM main.source WHERE key NOT IN (SELECT key FROM temp.hidden_source);
CREATE TEMP VIEW report AS
    SELECT * FROM main.report WHERE id NOT IN (SELECT report FROM temp.hidden_report);
CREATE TEMP VIEW version AS
    SELECT * FROM main.version WHERE report NOT IN (SELECT report FROM temp.hidden_report);
CREATE TEMP VIEW reading AS
    SELECT * FROM main.reading WHERE version NOT IN (SELECT version FROM temp.hidden_version);
CREATE TEMP VIEW receipt AS
    SELECT * FROM main.receipt WHERE version NOT IN (SELECT version FROM temp.hidden_version);

CREATE TEMP VIEW correction AS
    SELECT * FROM main.correction WHERE report NOT IN (SELECT report FROM temp.hidden_report);
CREATE TEMP VIEW decision AS
    SELECT * FROM main.decision WHERE id NOT IN (SELECT decision FROM temp.hidden_decision);
CREATE TEMP VIEW mark_standing AS
    SELECT * FROM main.mark_standing WHERE report NOT IN (SELECT report FROM temp.hidden_report);
-- Also what was done to something else and names such a claim.
CREATE TEMP VIEW act AS
    SELECT * FROM main.act WHERE subject NOT IN (SELECT id FROM temp.hidden_claim)
    AND NOT EXISTS (SELECT 1 FROM temp.hidden_claim h WHERE instr(detail, h.id) > 0);

CREATE TEMP VIEW teller AS
    SELECT t.kind, t.name, t.reports - ifnull(h.reports, 0) AS reports, t.claims - ifnull(h.claims, 0) AS claims,
        t.events - ifnull(h.events, 0) AS events, t.alone - ifnull(h.alone, 0) AS alone
    FROM main.teller t LEFT JOIN temp.hidden_teller h ON h.kind = t.kind AND h.name = t.name
    WHERE t.events > ifnull(h.events, 0) OR t.reports > ifnull(h.reports, 0);
CREATE TEMP VIEW grade AS
    SELECT * FROM main.grade g
    WHERE NOT EXISTS (SELECT 1 FROM temp.hidden_teller h WHERE h.kind = g.kind AND h.name = g.name)
    OR EXISTS (SELECT 1 FROM temp.teller t WHERE t.kind = g.kind AND t.name = g.name);

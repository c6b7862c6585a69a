-- What follows from `hidden_event` and `hidden_report`, as the store is now.

DELETE FROM temp.hidden_source;
INSERT INTO temp.hidden_source SELECT key FROM main.source WHERE report IN (SELECT report FROM temp.hidden_report);

DELETE FROM temp.hidden_version;
INSERT INTO temp.hidden_version SELECT id FROM main.version WHERE report IN (SELECT report FROM temp.hidden_report);

DELETE FROM temp.hidden_claim;
INSERT INTO temp.hidden_claim SELECT key, claim_id(key) FROM main.claim WHERE source IN (SELECT key FROM temp.hidden_source);

DELETE FROM temp.hidden_decision;
INSERT INTO temp.hidden_decision
    SELECT DISTINCT decision FROM main.decided WHERE claim IN (SELECT claim FROM temp.hidden_claim);

DELETE FROM temp.hidden_teller;
INSERT INTO temp.hidden_teller
    SELECT kind, name, sum(reports), sum(claims), sum(events), sum(alone) FROM (
        SELECT kind, name, 0 AS reports, claims, 1 AS events, alone FROM main.tells
        WHERE event IN (SELECT event FROM temp.hidden_event)
        UNION ALL SELECT 'outlet', shown ->> '$.outlet', 1, 0, 0, 0 FROM main.source
        WHERE key IN (SELECT key FROM temp.hidden_source) AND shown ->> '$.outlet' IS NOT NULL
    ) GROUP BY kind, name;

DELETE FROM temp.partly_event;
INSERT OR IGNORE INTO temp.partly_event
    SELECT coalesce(c.event, voiced.event) AS event FROM main.claim c LEFT JOIN main.claim voiced ON voiced.key = c.echo
    WHERE c.source IN (SELECT key FROM temp.hidden_source)
    AND coalesce(c.event, voiced.event) IS NOT NULL
    AND coalesce(c.event, voiced.event) NOT IN (SELECT event FROM temp.hidden_event);

-- Bodies are packed (see body.rs), and what was seen last is counted, not told by the clock: a clock that was set back
-- must not make an older answer the newest one.
CREATE TABLE answer_new (
    id               INTEGER PRIMARY KEY,
    meeting_id       TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    kind             TEXT NOT NULL,
    object_id        TEXT NOT NULL,
    version          INTEGER NOT NULL,
    first_fetched_at TEXT NOT NULL,
    fetched_at       TEXT NOT NULL,
    -- Of all contents of one object and version, the one seen last has the highest number.
    seen             INTEGER NOT NULL,
    hash             BLOB NOT NULL,
    body             BLOB NOT NULL,
    gone_at          TEXT,
    UNIQUE (meeting_id, kind, object_id, version, hash)
) STRICT;

-- The hashes are those of the older version until `repack` has made them anew.
INSERT INTO answer_new (id, meeting_id, kind, object_id, version, first_fetched_at, fetched_at, seen, hash, body, gone_at)
SELECT id, meeting_id, kind, object_id, version, first_fetched_at, fetched_at,
       row_number() OVER (PARTITION BY meeting_id, kind, object_id, version ORDER BY fetched_at, id),
       hash, CAST(body AS BLOB), gone_at
FROM answer;

DROP TABLE answer;
ALTER TABLE answer_new RENAME TO answer;

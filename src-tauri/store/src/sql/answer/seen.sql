-- The same content again only says that it was seen again, after everything else of its object and version.
UPDATE answer
SET fetched_at = max(fetched_at, ?6), gone_at = NULL,
    seen = 1 + (SELECT max(seen) FROM answer WHERE meeting_id = ?1 AND kind = ?2 AND object_id = ?3 AND version = ?4)
WHERE meeting_id = ?1 AND kind = ?2 AND object_id = ?3 AND version = ?4 AND hash = ?5

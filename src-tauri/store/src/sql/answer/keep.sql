INSERT INTO answer (meeting_id, kind, object_id, version, hash, first_fetched_at, fetched_at, body, seen)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, 1 + coalesce(
    (SELECT max(seen) FROM answer WHERE meeting_id = ?1 AND kind = ?2 AND object_id = ?3 AND version = ?4), 0))

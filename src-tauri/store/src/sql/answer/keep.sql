-- The same content again only says that it was seen again.
INSERT INTO answer (meeting_id, kind, object_id, version, first_fetched_at, fetched_at, hash, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7)
ON CONFLICT (meeting_id, kind, object_id, version, hash) DO UPDATE SET
    fetched_at = max(fetched_at, excluded.fetched_at), gone_at = NULL

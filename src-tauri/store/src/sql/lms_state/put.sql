INSERT INTO lms_state (meeting_id, fetched_at, etag, body) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (meeting_id) DO UPDATE SET
    fetched_at = excluded.fetched_at, etag = excluded.etag, body = excluded.body

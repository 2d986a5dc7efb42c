INSERT INTO upload (id, meeting_id, created_at, target, idempotency_key, base_etag, state, rules, reverts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)

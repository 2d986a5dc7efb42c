SELECT id, meeting_id, created_at, target, idempotency_key, base_etag, state, finished_at, reverts
FROM upload
WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR meeting_id = ?2)
ORDER BY created_at, rowid

SELECT kind, object_id, version, first_fetched_at, fetched_at, body, gone_at
FROM answer
WHERE meeting_id = ?1
ORDER BY kind, object_id, version DESC, seen DESC

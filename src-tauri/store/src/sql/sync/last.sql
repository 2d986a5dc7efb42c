SELECT id, finished_at, source, calls_mode, class_end, inputs, explanation
FROM sync_run
WHERE meeting_id = ?1
ORDER BY finished_at DESC, rowid DESC
LIMIT 1

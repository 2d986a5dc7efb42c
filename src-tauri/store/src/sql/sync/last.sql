-- In the order in which they were stored: a clock that was set back must not make an older run the last one.
SELECT id, finished_at, source, calls_mode, class_end, inputs, explanation
FROM sync_run
WHERE meeting_id = ?1
ORDER BY rowid DESC
LIMIT 1

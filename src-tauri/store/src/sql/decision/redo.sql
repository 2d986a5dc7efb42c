UPDATE decision SET undone_at = NULL
WHERE batch = (SELECT min(batch) FROM decision WHERE undone_at IS NOT NULL AND dropped_at IS NULL)
RETURNING seq, id, at, meeting_id, course_id, kind, subject, before, after, what, undone_at

UPDATE decision SET undone_at = ?1
WHERE batch = (SELECT max(batch) FROM decision WHERE undone_at IS NULL)
RETURNING seq, id, at, meeting_id, course_id, kind, subject, before, after, what, undone_at

SELECT seq, id, at, meeting_id, course_id, kind, subject, before, after, what, undone_at
FROM decision
WHERE ?1 IS NULL OR meeting_id = ?1
ORDER BY seq DESC

SELECT id, title, starts_at, ends_at, day, timezone, join_url, course_id, lms_id, calendar_id, origin, dismissed_at, created_at
FROM meeting
WHERE id = ?1

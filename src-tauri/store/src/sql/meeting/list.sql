-- Everything that touches [?1, ?2); NULL is an open end. A meeting without length counts at its start.
SELECT id, title, starts_at, ends_at, day, timezone, join_url, course_id, lms_id, calendar_id, origin, dismissed_at, created_at
FROM meeting
WHERE (?2 IS NULL OR span_start < ?2) AND (?1 IS NULL OR span_end > ?1 OR span_start >= ?1)
ORDER BY span_start, title, id

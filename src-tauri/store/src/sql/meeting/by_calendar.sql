-- By the calendar's id; else the same class known from elsewhere: same link, same start.
SELECT id, origin FROM meeting
WHERE calendar_id = ?1 OR (calendar_id IS NULL AND join_url = ?2 AND span_start = ?3)
ORDER BY calendar_id IS NULL, created_at, id
LIMIT 1

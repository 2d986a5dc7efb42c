UPDATE meeting
SET title = ?2, starts_at = ?3, ends_at = ?4, day = ?5, span_start = ?6, span_end = ?7, timezone = ?8, join_url = ?9
WHERE id = ?1

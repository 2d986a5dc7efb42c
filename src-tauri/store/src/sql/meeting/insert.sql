INSERT INTO meeting (id, title, starts_at, ends_at, day, span_start, span_end, timezone, join_url, course_id, lms_id,
                     calendar_id, origin, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)

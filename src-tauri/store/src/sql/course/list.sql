SELECT id, title, lms_kind, lms_id, updated_at
FROM course
ORDER BY title COLLATE NOCASE, title, id

SELECT id, title, lms_kind, lms_id, updated_at
FROM course
WHERE id = ?1

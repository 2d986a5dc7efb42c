SELECT student_id, lms_student_id, before, after, note, present_seconds, state, error
FROM upload_row
WHERE upload_id = ?1
ORDER BY position

INSERT INTO upload_row (upload_id, position, student_id, lms_student_id, before, after, note, present_seconds, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)

INSERT INTO course (id, title, lms_kind, lms_id, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)

UPDATE course SET title = ?2, lms_kind = ?3, updated_at = ?4
WHERE id = ?1

UPDATE upload_row SET state = ?3, error = ?4 WHERE upload_id = ?1 AND student_id = ?2

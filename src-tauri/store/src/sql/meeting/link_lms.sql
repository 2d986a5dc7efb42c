UPDATE meeting SET lms_id = ?2, course_id = ?3, join_url = coalesce(join_url, ?4) WHERE id = ?1

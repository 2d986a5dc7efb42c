-- By the LMS's id in this course; else the same class known from elsewhere: same link, same start.
SELECT id, origin FROM meeting
WHERE (lms_id = ?1 AND (course_id = ?4 OR course_id IS NULL))
   OR (lms_id IS NULL AND join_url = ?2 AND span_start = ?3 AND (course_id = ?4 OR course_id IS NULL))
ORDER BY lms_id IS NULL, created_at, id
LIMIT 1

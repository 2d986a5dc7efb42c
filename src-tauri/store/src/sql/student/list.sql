SELECT id, lms_id, name, username, object_id, active, groups
FROM student
WHERE course_id = ?1 AND (active = 1 OR ?2)
ORDER BY active DESC, position, id

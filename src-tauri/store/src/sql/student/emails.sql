SELECT e.student_id, e.email
FROM student_email e JOIN student s ON s.id = e.student_id
WHERE s.course_id = ?1
ORDER BY e.student_id, e.position

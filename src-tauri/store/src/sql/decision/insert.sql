INSERT INTO decision (id, batch, at, meeting_id, course_id, kind, subject, before, after, what)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)

INSERT INTO student (id, course_id, lms_id, name, username, active, position, updated_at, groups)
VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8)
ON CONFLICT (id) DO UPDATE SET
    lms_id = excluded.lms_id, name = excluded.name, username = excluded.username, active = 1,
    position = excluded.position, updated_at = excluded.updated_at, groups = excluded.groups

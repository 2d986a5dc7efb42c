INSERT INTO sync_run (id, meeting_id, finished_at, source, calls_mode, class_end, inputs, explanation)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

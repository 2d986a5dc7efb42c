INSERT INTO sync_log (run_id, seq, at, level, message) VALUES (?1, ?2, ?3, ?4, ?5)

SELECT at, level, message FROM sync_log WHERE run_id = ?1 ORDER BY seq

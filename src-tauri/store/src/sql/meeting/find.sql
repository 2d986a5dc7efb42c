SELECT id FROM meeting
WHERE title = ?1 OR (length(?1) >= 6 AND substr(id, 1, length(?1)) = lower(?1))
LIMIT 2

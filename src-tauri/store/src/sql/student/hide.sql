UPDATE student SET active = 0, updated_at = ?2 WHERE id = ?1

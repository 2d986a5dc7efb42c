UPDATE meeting SET calendar_id = ?2, join_url = coalesce(join_url, ?3) WHERE id = ?1

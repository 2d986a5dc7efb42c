UPDATE token SET lease_owner = NULL, lease_until = NULL
WHERE account_id = ?1 AND audience = ?2 AND lease_owner = ?3

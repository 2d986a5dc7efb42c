SELECT access, refresh, expires_at, scopes, generation, lease_owner, lease_until, obtained_at
FROM token
WHERE account_id = ?1 AND audience = ?2

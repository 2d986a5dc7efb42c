INSERT INTO token (account_id, audience, access, refresh, expires_at, scopes, generation, obtained_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (account_id, audience) DO UPDATE SET
    access = excluded.access, refresh = excluded.refresh, expires_at = excluded.expires_at,
    obtained_at = excluded.obtained_at,
    scopes = excluded.scopes, generation = excluded.generation, lease_owner = NULL, lease_until = NULL

INSERT INTO token (account_id, audience, lease_owner, lease_until)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (account_id, audience) DO UPDATE SET
    lease_owner = excluded.lease_owner, lease_until = excluded.lease_until

INSERT INTO account (id, tenant_id, object_id, username, name, login_url, graph_url, client_id, signed_in_at, active)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)
ON CONFLICT (tenant_id, object_id) DO UPDATE SET
    username = excluded.username, name = excluded.name, login_url = excluded.login_url,
    graph_url = excluded.graph_url, client_id = excluded.client_id, signed_in_at = excluded.signed_in_at, active = 1
RETURNING id

SELECT id, tenant_id, object_id, username, name, login_url, graph_url, client_id, signed_in_at
FROM account
WHERE active = 1

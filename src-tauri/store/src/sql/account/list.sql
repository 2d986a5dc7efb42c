SELECT id, tenant_id, object_id, username, name, login_url, graph_url, client_id, signed_in_at
FROM account
ORDER BY active DESC, signed_in_at DESC, id

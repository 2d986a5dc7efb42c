UPDATE account SET active = 1
WHERE id = (SELECT id FROM account ORDER BY signed_in_at DESC, id LIMIT 1)
    AND NOT EXISTS (SELECT 1 FROM account WHERE active = 1)

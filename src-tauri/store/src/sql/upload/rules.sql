SELECT rules, created_at
FROM upload u
WHERE meeting_id = ?1 AND rules IS NOT NULL AND reverts IS NULL
  AND NOT EXISTS (SELECT 1 FROM upload WHERE reverts = u.id AND state = 'done')
  AND EXISTS (SELECT 1 FROM upload_row WHERE upload_id = u.id AND state = 'confirmed')
ORDER BY u.rowid DESC
LIMIT 1

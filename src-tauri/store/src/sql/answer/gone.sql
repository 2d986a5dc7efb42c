-- ?3 is a JSON list of the object ids that the newest answer names.
UPDATE answer
SET gone_at = CASE WHEN object_id IN (SELECT value FROM json_each(?3)) THEN NULL ELSE coalesce(gone_at, ?4) END
WHERE meeting_id = ?1 AND kind = ?2

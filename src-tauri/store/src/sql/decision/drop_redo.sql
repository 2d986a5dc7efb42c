-- What was undone before a new decision cannot be redone any more; the rows stay as history.
UPDATE decision SET dropped_at = ?1 WHERE undone_at IS NOT NULL AND dropped_at IS NULL

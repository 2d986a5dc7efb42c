-- Events of a span that the calendar names no longer (moved, cancelled), as long as nothing hangs on them.
DELETE FROM meeting
WHERE origin = 'calendar' AND calendar_id IS NOT NULL AND lms_id IS NULL AND course_id IS NULL AND dismissed_at IS NULL
    AND span_start >= ?1 AND span_end <= ?2
    AND calendar_id NOT IN (SELECT value FROM json_each(?3))
    AND NOT EXISTS (SELECT 1 FROM answer WHERE meeting_id = meeting.id)
    AND NOT EXISTS (SELECT 1 FROM sync_run WHERE meeting_id = meeting.id)
    AND NOT EXISTS (SELECT 1 FROM decision WHERE meeting_id = meeting.id)
    AND NOT EXISTS (SELECT 1 FROM upload WHERE meeting_id = meeting.id)

-- The classes of one event: its id stands before the @ and the start. With whether anything was fetched of them.
SELECT id, calendar_id, span_start, span_end, EXISTS (SELECT 1 FROM answer WHERE meeting_id = meeting.id)
FROM meeting
WHERE calendar_id >= ?1 || '@' AND calendar_id < ?1 || 'A'

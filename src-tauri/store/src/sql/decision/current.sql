-- Of each subject the last decision that stands: of this meeting, of its course as a whole, of everything (neither
-- named), and the matches of the course's other meetings, which are remembered.
SELECT seq, id, at, meeting_id, course_id, kind, subject, before, after, what, undone_at
FROM decision
WHERE seq IN (
    SELECT max(seq)
    FROM decision
    WHERE undone_at IS NULL
      AND (meeting_id = ?1
           OR (course_id = ?2 AND (meeting_id IS NULL OR kind = 'match'))
           OR (meeting_id IS NULL AND course_id IS NULL))
    GROUP BY kind, subject, meeting_id, course_id)
ORDER BY seq

-- Of each subject the last decision that stands: of this meeting, of its course as a whole, of everything (neither
-- named), and the matches of the course's other meetings, which are remembered.
SELECT seq, id, at, meeting_id, course_id, kind, subject, before, after, what, undone_at
FROM decision d
WHERE undone_at IS NULL
  AND (meeting_id = ?1
       OR (course_id = ?2 AND (meeting_id IS NULL OR kind = 'match'))
       OR (meeting_id IS NULL AND course_id IS NULL))
  AND NOT EXISTS (
      SELECT 1 FROM decision later
      WHERE later.seq > d.seq AND later.undone_at IS NULL AND later.kind = d.kind AND later.subject = d.subject
        AND later.meeting_id IS d.meeting_id AND later.course_id IS d.course_id)
ORDER BY seq

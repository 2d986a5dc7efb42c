-- Uploads that wait for the LMS to be reached, in the order in which they were asked for. What is sent is computed when
-- it is sent, so only the class stands here. `held` is a code that only the instructor can resolve.
CREATE TABLE outbox (
    id         TEXT PRIMARY KEY,
    seq        INTEGER NOT NULL UNIQUE,
    meeting_id TEXT NOT NULL UNIQUE REFERENCES meeting (id) ON DELETE CASCADE,
    queued_at  TEXT NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    next_at    TEXT,
    said       TEXT NOT NULL,
    held       INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What the instructor chose among an LMS's own statuses, as JSON by status word.
CREATE TABLE status_choice (
    course_id TEXT PRIMARY KEY REFERENCES course (id) ON DELETE CASCADE,
    chosen    TEXT NOT NULL
) STRICT;

-- Groups of a student, a JSON list of names; what the last pull changed in a roster, as the engine writes it.
ALTER TABLE student ADD COLUMN groups TEXT NOT NULL DEFAULT '[]';
CREATE TABLE roster_change (
    course_id TEXT PRIMARY KEY REFERENCES course (id) ON DELETE CASCADE,
    at        TEXT NOT NULL,
    body      TEXT NOT NULL
) STRICT;

-- The upload that this one takes back.
ALTER TABLE upload ADD COLUMN reverts TEXT;

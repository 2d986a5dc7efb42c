-- What an item of the LMS's gradebook held when it was last read, as JSON of points by the LMS's student ids.
CREATE TABLE grade_state (
    course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
    item      TEXT NOT NULL,
    at        TEXT NOT NULL,
    body      TEXT NOT NULL,
    PRIMARY KEY (course_id, item)
) STRICT;

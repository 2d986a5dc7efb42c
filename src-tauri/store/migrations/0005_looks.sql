-- The last look for a class's attendance that found none, and what was said of it. A look that finds something takes it
-- away; anew is 1 where the question is worth asking again at once, because somebody may see more now.
CREATE TABLE look (
    meeting_id TEXT PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
    at         TEXT NOT NULL,
    said       TEXT NOT NULL,
    anew       INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Which column of a file is what, where the instructor had to say it; found again by its headings.
CREATE TABLE column_choice (
    signature TEXT PRIMARY KEY,
    choice    TEXT NOT NULL,
    chosen_at TEXT NOT NULL
) STRICT;

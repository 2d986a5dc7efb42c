-- Schema 1. Times are RFC 3339 text in UTC with nine decimals and a fixed width, so that text order is time order.
-- Ids are opaque text. JSON stands in TEXT columns.

CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO counter (name, value) VALUES ('token-generation', 0);

CREATE TABLE account (
    id           TEXT PRIMARY KEY,
    tenant_id    TEXT NOT NULL,
    object_id    TEXT NOT NULL,
    username     TEXT NOT NULL,
    name         TEXT NOT NULL,
    login_url    TEXT NOT NULL,
    graph_url    TEXT NOT NULL,
    client_id    TEXT NOT NULL,
    signed_in_at TEXT NOT NULL,
    active       INTEGER NOT NULL,
    UNIQUE (tenant_id, object_id)
) STRICT;
CREATE UNIQUE INDEX account_one_active ON account (active) WHERE active = 1;

-- account_id is an account's id or the word 'app'; access is NULL while a first token is still being fetched.
CREATE TABLE token (
    account_id  TEXT NOT NULL,
    audience    TEXT NOT NULL,
    access      TEXT,
    refresh     TEXT,
    expires_at  TEXT,
    scopes      TEXT NOT NULL DEFAULT '',
    generation  INTEGER NOT NULL DEFAULT 0,
    lease_owner TEXT,
    lease_until TEXT,
    PRIMARY KEY (account_id, audience)
) STRICT;

CREATE TABLE secret (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE course (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    lms_kind   TEXT NOT NULL DEFAULT '',
    lms_id     TEXT,
    updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX course_lms ON course (lms_kind, lms_id) WHERE lms_id IS NOT NULL;

CREATE TABLE student (
    id        TEXT PRIMARY KEY,
    course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
    lms_id    TEXT,
    name      TEXT NOT NULL,
    username  TEXT,
    object_id TEXT,
    active    INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX student_lms ON student (course_id, lms_id) WHERE lms_id IS NOT NULL;
CREATE INDEX student_course ON student (course_id, position);

CREATE TABLE student_email (
    student_id TEXT NOT NULL REFERENCES student (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    email      TEXT NOT NULL,
    PRIMARY KEY (student_id, position)
) STRICT;

-- Either a day, or both starts_at and ends_at. span_* is what the class covers in UTC: the window, or the local day.
CREATE TABLE meeting (
    id           TEXT PRIMARY KEY,
    title        TEXT NOT NULL,
    starts_at    TEXT,
    ends_at      TEXT,
    day          TEXT,
    span_start   TEXT NOT NULL,
    span_end     TEXT NOT NULL,
    timezone     TEXT NOT NULL,
    join_url     TEXT,
    course_id    TEXT REFERENCES course (id) ON DELETE SET NULL,
    lms_id       TEXT,
    calendar_id  TEXT UNIQUE,
    origin       TEXT NOT NULL,
    dismissed_at TEXT,
    created_at   TEXT NOT NULL,
    CHECK ((day IS NULL) = (starts_at IS NOT NULL) AND (starts_at IS NULL) = (ends_at IS NULL))
) STRICT;
CREATE INDEX meeting_span ON meeting (span_start);
CREATE INDEX meeting_lms ON meeting (lms_id) WHERE lms_id IS NOT NULL;
CREATE INDEX meeting_title ON meeting (title);
CREATE INDEX meeting_join_url ON meeting (join_url) WHERE join_url IS NOT NULL;
CREATE INDEX meeting_course ON meeting (course_id);

CREATE TABLE answer (
    id               INTEGER PRIMARY KEY,
    meeting_id       TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    kind             TEXT NOT NULL,
    object_id        TEXT NOT NULL,
    version          INTEGER NOT NULL,
    first_fetched_at TEXT NOT NULL,
    fetched_at       TEXT NOT NULL,
    hash             BLOB NOT NULL,
    body             TEXT NOT NULL,
    gone_at          TEXT,
    UNIQUE (meeting_id, kind, object_id, version, hash)
) STRICT;

CREATE TABLE sync_run (
    id          TEXT PRIMARY KEY,
    meeting_id  TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    finished_at TEXT NOT NULL,
    source      TEXT NOT NULL,
    calls_mode  TEXT NOT NULL,
    class_end   TEXT,
    inputs      TEXT NOT NULL,
    explanation TEXT NOT NULL
) STRICT;
CREATE INDEX sync_run_meeting ON sync_run (meeting_id, finished_at);

CREATE TABLE sync_log (
    run_id  TEXT NOT NULL REFERENCES sync_run (id) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,
    at      TEXT NOT NULL,
    level   TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (run_id, seq)
) STRICT;

-- Append-only but for undone_at and dropped_at. One step of the instructor is one batch (the seq of its first row).
CREATE TABLE decision (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    batch      INTEGER NOT NULL,
    at         TEXT NOT NULL,
    meeting_id TEXT REFERENCES meeting (id) ON DELETE CASCADE,
    course_id  TEXT REFERENCES course (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    before     TEXT NOT NULL,
    after      TEXT NOT NULL,
    what       TEXT NOT NULL,
    undone_at  TEXT,
    dropped_at TEXT
) STRICT;
CREATE INDEX decision_meeting ON decision (meeting_id, seq);
CREATE INDEX decision_course ON decision (course_id, seq);
CREATE INDEX decision_batch ON decision (batch);

CREATE TABLE lms_state (
    meeting_id TEXT PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
    fetched_at TEXT NOT NULL,
    etag       TEXT,
    body       TEXT NOT NULL
) STRICT;

CREATE TABLE upload (
    id              TEXT PRIMARY KEY,
    meeting_id      TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    created_at      TEXT NOT NULL,
    target          TEXT NOT NULL,
    idempotency_key TEXT NOT NULL UNIQUE,
    base_etag       TEXT,
    state           TEXT NOT NULL,
    finished_at     TEXT
) STRICT;
CREATE INDEX upload_meeting ON upload (meeting_id, created_at);
CREATE INDEX upload_state ON upload (state);

CREATE TABLE upload_row (
    upload_id       TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    student_id      TEXT NOT NULL REFERENCES student (id) ON DELETE CASCADE,
    lms_student_id  TEXT,
    before          TEXT,
    after           TEXT,
    note            TEXT,
    present_seconds INTEGER,
    state           TEXT NOT NULL,
    error           TEXT,
    PRIMARY KEY (upload_id, student_id)
) STRICT;
CREATE INDEX upload_row_student ON upload_row (student_id);

-- Times are UTC in one width (2026-05-04T03:02:01.000000Z), so that they sort as text; '' is no time. Numbers of things
-- come from counter and not from the engine, so that rows move between engines as they are. Account 0 is whoever uses a
-- workspace without accounts.
CREATE TABLE counter (
    name TEXT   PRIMARY KEY,
    last BIGINT NOT NULL
);
INSERT INTO counter (name, last) SELECT 'file', COALESCE(MAX(id), 0) FROM file;

-- A search of somebody else's catalogue, as a report of a review has to give it.
CREATE TABLE source (
    id       BIGINT PRIMARY KEY,
    review   BIGINT NOT NULL,
    name     TEXT   NOT NULL,
    searched TEXT   NOT NULL,
    strategy TEXT   NOT NULL,
    limits   TEXT   NOT NULL,
    found    BIGINT NOT NULL,
    added    TEXT   NOT NULL
);

-- A record as the library keeps it. Its description is JSON; what other columns repeat of it is for finding and counting.
-- The revision rises with every change, so that a process can ask what changed since it last looked.
CREATE TABLE record (
    id           BIGINT  PRIMARY KEY,
    revision     BIGINT  NOT NULL UNIQUE,
    kind         TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    year         INTEGER NOT NULL,
    description  TEXT    NOT NULL,
    raw          TEXT    NOT NULL,
    summary      TEXT    NOT NULL,
    added        TEXT    NOT NULL,
    changed      TEXT    NOT NULL,
    public       BOOLEAN NOT NULL,
    first_public TEXT    NOT NULL,
    merged_into  BIGINT  NOT NULL DEFAULT 0
);
CREATE INDEX record_first_public ON record (first_public);
CREATE INDEX record_merged_into ON record (merged_into);

CREATE TABLE record_identifier (
    record BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    scheme TEXT   NOT NULL,
    value  TEXT   NOT NULL,
    PRIMARY KEY (record, scheme, value)
);
CREATE INDEX record_identifier_value ON record_identifier (scheme, value);

-- What a record is filed under. Card 0 is the library's own filing; other values come from cards.
CREATE TABLE record_facet (
    record BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    name   TEXT   NOT NULL,
    value  TEXT   NOT NULL,
    card   BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (record, name, value, card)
);

CREATE TABLE record_source (
    record BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    source BIGINT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    PRIMARY KEY (record, source)
);

CREATE TABLE review (
    id        BIGINT  PRIMARY KEY,
    title     TEXT    NOT NULL,
    terms     TEXT    NOT NULL,
    screeners INTEGER NOT NULL,
    blind     BOOLEAN NOT NULL,
    created   TEXT    NOT NULL,
    changed   TEXT    NOT NULL
);

-- The records of a review; those of a higher priority are read first.
CREATE TABLE review_record (
    review   BIGINT           NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    record   BIGINT           NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    priority DOUBLE PRECISION NOT NULL DEFAULT 0,
    added    TEXT             NOT NULL,
    PRIMARY KEY (review, record)
);
CREATE INDEX review_record_order ON review_record (review, priority DESC, record);
CREATE INDEX review_record_record ON review_record (record);

-- A verdict is never written over: one that is taken back keeps its row and says when.
CREATE TABLE decision (
    id       BIGINT  PRIMARY KEY,
    review   BIGINT  NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    record   BIGINT  NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    stage    TEXT    NOT NULL,
    account  BIGINT  NOT NULL,
    verdict  TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    note     TEXT    NOT NULL,
    resolves BOOLEAN NOT NULL,
    decided  TEXT    NOT NULL,
    undone   TEXT    NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX decision_once ON decision (review, record, stage, account, resolves) WHERE undone = '';
CREATE UNIQUE INDEX decision_resolved_once ON decision (review, record, stage) WHERE undone = '' AND resolves;

-- A record that lies before a reviewer, who keeps it from others until then.
CREATE TABLE claim (
    review  BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    record  BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    stage   TEXT   NOT NULL,
    account BIGINT NOT NULL,
    until   TEXT   NOT NULL,
    PRIMARY KEY (review, stage, record, account)
);

-- Two records that are or may be one work: state is unsure, merged, different, or undone.
CREATE TABLE duplicate (
    id      BIGINT           PRIMARY KEY,
    kept    BIGINT           NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    other   BIGINT           NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    state   TEXT             NOT NULL,
    score   DOUBLE PRECISION NOT NULL,
    because TEXT             NOT NULL,
    account BIGINT           NOT NULL,
    changed TEXT             NOT NULL
);
CREATE INDEX duplicate_kept ON duplicate (kept);
CREATE INDEX duplicate_other ON duplicate (other);

-- Full texts are kept in the database and not in a folder beside it: one backup holds all, and every process that uses
-- the database sees them.
CREATE TABLE document (
    sha256  TEXT   PRIMARY KEY,
    type    TEXT   NOT NULL,
    bytes   BIGINT NOT NULL,
    content BLOB   NOT NULL
);

CREATE TABLE page (
    document TEXT    NOT NULL REFERENCES document (sha256) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (document, number)
);

CREATE TABLE attachment (
    id       BIGINT PRIMARY KEY,
    record   BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    document TEXT   NOT NULL REFERENCES document (sha256),
    name     TEXT   NOT NULL,
    account  BIGINT NOT NULL,
    added    TEXT   NOT NULL,
    UNIQUE (record, document)
);

-- What one document says, in plain words, for one review. Findings stand in rows of their own because ties lead to them.
CREATE TABLE card (
    id          BIGINT PRIMARY KEY,
    review      BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    record      BIGINT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    version     BIGINT NOT NULL,
    description TEXT   NOT NULL,
    account     BIGINT NOT NULL,
    changed     TEXT   NOT NULL,
    UNIQUE (review, record)
);

CREATE TABLE finding (
    id        BIGINT  PRIMARY KEY,
    card      BIGINT  NOT NULL REFERENCES card (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    text      TEXT    NOT NULL,
    quotation TEXT    NOT NULL,
    document  TEXT    NOT NULL,
    page      INTEGER NOT NULL,
    checked   TEXT    NOT NULL
);
CREATE INDEX finding_card ON finding (card);

CREATE TABLE tie (
    id        BIGINT PRIMARY KEY,
    finding   BIGINT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    kind      TEXT   NOT NULL,
    target    TEXT   NOT NULL,
    direction TEXT   NOT NULL,
    strength  TEXT   NOT NULL,
    note      TEXT   NOT NULL,
    account   BIGINT NOT NULL,
    made      TEXT   NOT NULL,
    UNIQUE (finding, kind, target)
);
CREATE INDEX tie_target ON tie (kind, target);

-- Who did what, and what stood before and after.
CREATE TABLE act (
    id      BIGINT PRIMARY KEY,
    at      TEXT   NOT NULL,
    account BIGINT NOT NULL,
    name    TEXT   NOT NULL,
    verb    TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    number  BIGINT NOT NULL,
    review  BIGINT NOT NULL,
    record  BIGINT NOT NULL,
    stage   TEXT   NOT NULL,
    before  TEXT   NOT NULL,
    after   TEXT   NOT NULL
);
CREATE INDEX act_review ON act (review, id);
CREATE INDEX act_record ON act (record, id);

-- A file, and which release of which publication it holds. The id is its place in the order of import.
CREATE TABLE file (
    id            INTEGER PRIMARY KEY,
    sha256        TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    bytes         BIGINT  NOT NULL,
    format        TEXT    NOT NULL,
    publisher     TEXT    NOT NULL,
    publication   TEXT    NOT NULL,
    release       TEXT    NOT NULL,
    release_order BIGINT  NOT NULL,
    detail        INTEGER NOT NULL,
    imported      TEXT    NOT NULL,
    program       TEXT    NOT NULL
);

-- An indicator that a file brings with it, as JSON.
CREATE TABLE indicator (
    file       INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    definition TEXT    NOT NULL,
    PRIMARY KEY (file, position)
);

-- One indicator in one period as a file gives it under one source: a line per authority, its parts between tabs: the
-- authority, value, numerator, denominator, and the status where it is not ok. Figures are only ever read and written a
-- file at a time, and a row for each would be twenty times slower.
CREATE TABLE observation (
    file      INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    indicator TEXT    NOT NULL,
    period    INTEGER NOT NULL,
    source    TEXT    NOT NULL,
    figures   TEXT    NOT NULL,
    PRIMARY KEY (file, indicator, period, source)
);

-- Grades are numbered as Ofsted numbers them, and 0 where none was given.
CREATE TABLE inspection (
    file            INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    authority       TEXT    NOT NULL,
    framework       TEXT    NOT NULL,
    published       TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    started         TEXT    NOT NULL,
    ended           TEXT    NOT NULL,
    overall         INTEGER NOT NULL,
    leaders         INTEGER NOT NULL,
    help_protection INTEGER NOT NULL,
    care            INTEGER NOT NULL,
    care_leavers    INTEGER NOT NULL,
    adoption        INTEGER NOT NULL,
    lscb            INTEGER NOT NULL,
    source          TEXT    NOT NULL,
    checked         TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    PRIMARY KEY (file, authority, framework, published, kind)
);

CREATE TABLE neighbour (
    file      INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    authority TEXT    NOT NULL,
    model     TEXT    NOT NULL,
    rank      INTEGER NOT NULL,
    neighbour TEXT    NOT NULL,
    closeness TEXT    NOT NULL,
    PRIMARY KEY (file, authority, model, rank)
);

CREATE TABLE account (
    id       BIGINT  PRIMARY KEY,
    email    TEXT    NOT NULL UNIQUE,
    name     TEXT    NOT NULL,
    password TEXT    NOT NULL,
    subject  TEXT    NOT NULL,
    created  TEXT    NOT NULL,
    disabled BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE UNIQUE INDEX account_subject ON account (subject) WHERE subject <> '';

-- Review 0 is the library.
CREATE TABLE role (
    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    review  BIGINT NOT NULL,
    role    TEXT   NOT NULL,
    PRIMARY KEY (account, review)
);

CREATE TABLE session (
    token   TEXT   PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created TEXT   NOT NULL,
    expires TEXT   NOT NULL
);

-- Attempts to sign in that failed, by what was tried: counted, then forgotten.
CREATE TABLE refusal (
    who TEXT   NOT NULL,
    at  TEXT   NOT NULL,
    id  BIGINT PRIMARY KEY
);
CREATE INDEX refusal_who ON refusal (who, at);

CREATE TABLE saved_search (
    id      BIGINT PRIMARY KEY,
    account BIGINT NOT NULL,
    name    TEXT   NOT NULL,
    query   TEXT   NOT NULL,
    created TEXT   NOT NULL
);

-- Somebody who wants the weekly list, or the items of one saved search (0: all).
CREATE TABLE subscriber (
    id          BIGINT PRIMARY KEY,
    email       TEXT   NOT NULL,
    search      BIGINT NOT NULL,
    asked       TEXT   NOT NULL,
    token       TEXT   NOT NULL,
    confirmed   TEXT   NOT NULL DEFAULT '',
    unsubscribe TEXT   NOT NULL UNIQUE,
    ended       TEXT   NOT NULL DEFAULT '',
    UNIQUE (email, search)
);

CREATE TABLE issue (
    id      BIGINT PRIMARY KEY,
    search  BIGINT NOT NULL,
    since   TEXT   NOT NULL,
    until   TEXT   NOT NULL,
    made    TEXT   NOT NULL,
    UNIQUE (search, until)
);

-- What an issue says of an item is kept as it was sent.
CREATE TABLE issue_item (
    issue    BIGINT  NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    record   BIGINT  NOT NULL,
    item     TEXT    NOT NULL,
    PRIMARY KEY (issue, position),
    UNIQUE (issue, record)
);

-- One row for each reader of an issue: state is pending, sending, sent or failed. What stands at sending after a crash
-- may have gone out, and is not sent again.
CREATE TABLE delivery (
    issue      BIGINT  NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
    subscriber BIGINT  NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
    state      TEXT    NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    problem    TEXT    NOT NULL DEFAULT '',
    changed    TEXT    NOT NULL,
    PRIMARY KEY (issue, subscriber)
);
CREATE INDEX delivery_state ON delivery (issue, state);

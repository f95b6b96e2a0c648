-- Words are made comparable before they come here (search_words.go), so that both engines find the same.
CREATE TABLE record_search (
    record BIGINT   PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    words  TSVECTOR NOT NULL
);
CREATE INDEX record_search_words ON record_search USING GIN (words) WITH (fastupdate = off);

-- Words are made comparable before they come here (search_words.go), so that both engines find the same. Vectors stay in
-- their rows as they are: phrases and weights are looked up in them, and to unpack each takes longer than to look. Titles
-- have a vector of their own, since an index holds no weights.
CREATE TABLE record_search (
    record BIGINT   PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
    words  TSVECTOR NOT NULL,
    title  TSVECTOR NOT NULL
) WITH (toast_tuple_target = 8160);
CREATE INDEX record_search_words ON record_search USING GIN (words) WITH (fastupdate = off);
CREATE INDEX record_search_title ON record_search USING GIN (title) WITH (fastupdate = off);

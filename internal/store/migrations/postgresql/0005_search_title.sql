-- Vectors stay in their rows as they are: phrases and weights are looked up in them, and to unpack each takes longer than
-- to look. Titles get a vector of their own, since an index holds no weights; in words they bear the weight A.
ALTER TABLE record_search SET (toast_tuple_target = 8160);
ALTER TABLE record_search ADD COLUMN title TSVECTOR;
UPDATE record_search SET title = ts_filter(words, '{a}');
ALTER TABLE record_search ALTER COLUMN title SET NOT NULL;
CREATE INDEX record_search_title ON record_search USING GIN (title) WITH (fastupdate = off);

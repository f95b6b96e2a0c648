-- To find phrases and to put what is found in order, the server had to open the vector of each record that has the words.
-- Instead, each word has its places in all records, in blocks of 8,192 entries (search_places.go), which are read whole. An
-- entry is what was indexed of a record at one time; one of a record that was changed or removed stands for nothing.
CREATE TABLE search_entry (
    entry  BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record BIGINT  NOT NULL UNIQUE REFERENCES record (id) ON DELETE CASCADE,
    words  INTEGER NOT NULL
);
CREATE TABLE search_word (
    word   TEXT   NOT NULL,
    block  BIGINT NOT NULL,
    places BLOB   NOT NULL,
    PRIMARY KEY (word, block)
);
ALTER TABLE search_word ALTER COLUMN places SET STORAGE EXTERNAL;
INSERT INTO search_entry (record, words)
    SELECT record, (SELECT COALESCE(sum(cardinality(positions)), 0) FROM unnest(words)) FROM record_search ORDER BY record;
INSERT INTO search_word (word, block, places)
    SELECT w.lexeme, e.entry >> 13, string_agg(int4send(CAST(e.entry % 8192 AS INTEGER) * 262144 + (ascii(p.weight) - ascii('A')) * 65536 + p.position), '' ORDER BY e.entry, p.weight, p.position)
    FROM search_entry e JOIN record_search s ON s.record = e.record, unnest(s.words) AS w (lexeme, positions, weights), unnest(w.positions, w.weights) AS p (position, weight)
    GROUP BY w.lexeme, e.entry >> 13;
DROP TABLE record_search;

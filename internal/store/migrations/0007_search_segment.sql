-- The index of words, the same on both engines (search_segment.go). A segment is what was indexed of records that came
-- together, and has its words in parts, each under the first of them. The tables before these differed by engine; what they
-- held is made anew from the records.
DROP TABLE IF EXISTS record_search;
DROP TABLE IF EXISTS search_entry;
DROP TABLE IF EXISTS search_word;
CREATE TABLE search_segment (
    first   BIGINT  PRIMARY KEY,
    entries INTEGER NOT NULL,
    records BLOB    NOT NULL
);
CREATE TABLE search_part (
    segment BIGINT NOT NULL REFERENCES search_segment (first) ON DELETE CASCADE,
    word    TEXT   NOT NULL,
    places  BLOB   NOT NULL,
    PRIMARY KEY (segment, word)
);

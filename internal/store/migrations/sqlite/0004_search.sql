-- Words are made comparable before they come here (search_words.go), so that both engines find the same.
CREATE VIRTUAL TABLE record_search USING fts5 (
    title, people, subject, abstract,
    tokenize = 'ascii', prefix = '3', content = '', contentless_delete = 1
);

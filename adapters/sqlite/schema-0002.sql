-- schema-0002.sql - cases are found by the words of their search text.
--
-- The tokenizer is the program's own (engine/search.h): one token a Chinese character, so that words of two characters
-- are found. Only the index is stored; the text stays in cases. The store keeps it up to date itself: SQLite lets no
-- trigger write to a full-text table while schemas are not trusted.

CREATE VIRTUAL TABLE case_search USING fts5 (search, content='cases', content_rowid='number', tokenize='fasti');
INSERT INTO case_search (case_search) VALUES ('rebuild');

-- The file that a search's records came in, which a report may have to give beside the catalogue that was searched.
ALTER TABLE source ADD COLUMN file TEXT NOT NULL DEFAULT '';

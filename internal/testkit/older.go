package testkit

import (
	"database/sql"
	"testing"

	_ "modernc.org/sqlite" // the database/sql driver "sqlite"
)

// MakeOlder leaves a workspace of one file as a program left it that had no index of words.
func MakeOlder(t testing.TB, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"ALTER TABLE source DROP COLUMN file", "DROP TABLE search_part", "DROP TABLE search_segment", "DELETE FROM counter WHERE name = 'entry'", "DELETE FROM goose_db_version WHERE version_id > 3",
		"INSERT INTO goose_db_version (version_id, is_applied) VALUES (4, true), (5, true), (6, true)",
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

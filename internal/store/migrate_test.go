package store

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/testkit"
)

// latestOlder is the version of the tables of the programs before this one.
const latestOlder = 6

// olderIndexes make the index that programs of a version kept, in PostgreSQL or else in SQLite, as far as the version before lacked it.
var olderIndexes = map[bool]map[int][]string{
	false: {
		4: {
			`CREATE VIRTUAL TABLE record_search USING fts5 (title, people, subject, abstract, tokenize = 'ascii', prefix = '3', content = '', contentless_delete = 1)`,
			`INSERT INTO record_search (rowid, title) VALUES (1, 'foster care')`,
		},
	},
	true: {
		4: {`CREATE TABLE record_search (record BIGINT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE, words TSVECTOR NOT NULL)`},
		5: {`ALTER TABLE record_search ADD COLUMN title TSVECTOR`},
		6: {
			`DROP TABLE record_search`,
			`CREATE TABLE search_entry (entry BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, record BIGINT NOT NULL UNIQUE REFERENCES record (id) ON DELETE CASCADE, words INTEGER NOT NULL)`,
			`CREATE TABLE search_word (word TEXT NOT NULL, block BIGINT NOT NULL, places BYTEA NOT NULL, PRIMARY KEY (word, block))`,
		},
	},
}

// makeOlder takes from a new workspace what this program added to its tables, and leaves it as programs of an older version did: with
// records, and an index that differed by engine.
func makeOlder(t *testing.T, w *Workspace, version int) {
	t.Helper()
	statements := []string{`DROP TABLE search_part`, `DROP TABLE search_segment`, `ALTER TABLE source DROP COLUMN file`, `DELETE FROM goose_db_version WHERE version_id > 3`}
	for v := 4; v <= version; v++ {
		statements = append(append(statements, olderIndexes[w.lock != ""][v]...), fmt.Sprintf(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (%d, true)`, v))
	}
	for _, statement := range append(statements,
		`INSERT INTO counter (name, last) VALUES ('revision', 3), ('record', 3)`,
		`INSERT INTO record (id, revision, kind, title, year, description, raw, summary, added, changed, public, first_public) VALUES
			(1, 1, 'report', '', 2020, '{"title": "Foster care", "abstract": "Home."}', '', '', '', '', true, ''),
			(2, 2, 'report', '', 2020, '{"title": "Care", "abstract": "For foster care."}', '', '', '', '', true, ''),
			(3, 3, 'report', '', 2020, '{"title": "Kinship"}', '', 'In plain words', '', '', false, '')`,
		`INSERT INTO record_facet (record, name, value) VALUES (3, 'subject', 'Adoption')`,
	) {
		if _, err := w.db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(statement, err)
		}
	}
}

// onOlder runs a test on a workspace of each engine as programs of an older version left it.
func onOlder(t *testing.T, version int, test func(*testing.T, *Workspace, string)) {
	for engine, place := range map[string]func() string{"SQLite": func() string { return filepath.Join(t.TempDir(), "w.db") }, "PostgreSQL": func() string { return testkit.PostgreSQL(t) }} {
		t.Run(fmt.Sprint(engine, " of version ", version), func(t *testing.T) {
			at := place()
			w := open(t, at)
			makeOlder(t, w, version)
			test(t, w, at)
		})
	}
}

// A library that was indexed by an older program is found as a new one is.
func TestSearchInAnOlderLibrary(t *testing.T) {
	for version := 3; version <= latestOlder; version++ {
		onOlder(t, version, func(t *testing.T, _ *Workspace, place string) {
			if _, err := Look(t.Context(), place); err == nil || !strings.Contains(err.Error(), "older version") {
				t.Error(err)
			}
			w := open(t, place)
			for text, want := range map[string][]int64{"foster": {1, 2}, `"foster care"`: {1, 2}, `"care home"`: {}, "home": {1}, "plain": {3}, "adoption": {3}} {
				found, err := w.Numbers(t.Context(), Query{Text: text, Members: true, Order: ByYear})
				slices.Sort(found)
				if err != nil || !slices.Equal(found, want) {
					t.Errorf("%s: %v, %v, expected %v", text, found, err, want)
				}
			}
			for _, table := range []string{"record_search", "search_entry", "search_word"} {
				if _, err := w.db.ExecContext(t.Context(), "SELECT 1 FROM "+table); err == nil {
					t.Errorf("%s is still there", table)
				}
			}
		})
	}
}

// Whoever is broken off between making the tables and filling the index leaves a workspace that is filled at the next opening.
func TestAnIndexThatWasNotFilled(t *testing.T) {
	onOlder(t, latestOlder, func(t *testing.T, w *Workspace, place string) {
		provider, _, _, err := w.schema(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := provider.Up(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := Look(t.Context(), place); err == nil || !strings.Contains(err.Error(), "older version") {
			t.Error(err)
		}
		for range 2 { // the second has nothing to fill
			w = open(t, place)
			if found, err := w.Search(t.Context(), Query{Text: "care", Members: true}); err != nil || found.Total != 2 {
				t.Errorf("%d found, %v", found.Total, err)
			}
			if got := segmentsIn(t, w); !slices.Equal(got, [][2]int64{{1, 3}}) {
				t.Errorf("segments %v", got)
			}
		}
	})
}

// A search that was taken down before files were keeps what it says, and has none.
func TestSearchesOfAnOlderWorkspace(t *testing.T) {
	for engine, place := range map[string]string{"SQLite": filepath.Join(t.TempDir(), "w.db"), "PostgreSQL": testkit.PostgreSQL(t)} {
		w := open(t, place)
		if _, err := w.AddSearch(t.Context(), somebody, evidence.Search{Name: "A catalogue", File: "a.ris", Searched: "2026-05-04", Found: 2}); err != nil {
			t.Fatal(err)
		}
		if searches, err := w.Searches(t.Context(), 0); err != nil || len(searches) != 1 || searches[0].File != "a.ris" {
			t.Errorf("%s: %+v, %v", engine, searches, err)
		}
		for _, statement := range []string{`ALTER TABLE source DROP COLUMN file`, `DELETE FROM goose_db_version WHERE version_id > 7`} {
			if _, err := w.db.ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
		}
		if searches, err := open(t, place).Searches(t.Context(), 0); err != nil || len(searches) != 1 || searches[0].Name != "A catalogue" || searches[0].File != "" || searches[0].Found != 2 {
			t.Errorf("%s: %+v, %v", engine, searches, err)
		}
	}
}

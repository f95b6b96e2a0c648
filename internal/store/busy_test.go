package store

import (
	"path/filepath"
	"testing"
	"time"
)

// Whoever opens a workspace that another process keeps to itself for longer than the engine waits, waits on.
func TestOpeningWaitsForWhoBringsItUpToDate(t *testing.T) {
	place := filepath.Join(t.TempDir(), "w.db")
	w := open(t, place)
	makeOlder(t, w, latestOlder)
	tx, err := w.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	db, err := connectSQLite(place, 1, "immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "PRAGMA busy_timeout = 20"); err != nil {
		t.Fatal(err)
	}
	opening := &Workspace{db: db, read: db, place: place, engine: sqlite}
	tries := 0
	if err := whenFree(t.Context(), time.Millisecond, func() error { tries++; return opening.migrate(t.Context()) }); !isBusy(err) || tries != 1 {
		t.Fatalf("once it has lost its patience: %v, after %d tries", err, tries)
	}
	tries = 0
	if err := whenFree(t.Context(), time.Hour, func() error {
		if tries++; tries == 3 {
			if err := tx.Rollback(); err != nil {
				t.Fatal(err)
			}
		}
		return opening.migrate(t.Context())
	}); err != nil || tries != 3 {
		t.Fatalf("%v after %d tries", err, tries)
	}
	if found, err := opening.Search(t.Context(), Query{Text: "foster"}); err != nil || found.Total != 2 {
		t.Errorf("%d found, %v", found.Total, err)
	}
}

package review_test

import (
	"bytes"
	"database/sql"
	"errors"
	"io"
	"path/filepath"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

// Where the workspace cannot be asked, that is what is said, and not that somebody may not.
func TestBrokenWorkspaceIsNoRefusal(t *testing.T) {
	for table, work := range map[string]func(*review.Desk, int64) error{
		"role": func(d *review.Desk, _ int64) error {
			_, begun := d.Begin(t.Context(), "Another", evidence.NewTerms("What helps?"))
			_, restored := d.Restore(t.Context(), bytes.NewReader(nil), 0)
			if begun == nil || restored == nil {
				t.Errorf("began: %v, restored: %v", begun, restored)
			}
			return errors.Join(begun, restored)
		},
		"decision": func(d *review.Desk, id int64) error { _, err := d.Bundle(t.Context(), id, io.Discard); return err },
	} {
		place := filepath.Join(t.TempDir(), "w.db")
		room, w := roomAt(t, place)
		id := begin(t, room.Alone(), func(terms *evidence.Terms) { terms.Screeners, terms.Blind = 2, true })
		desk := room.For(join(t, w, "Anna", id, evidence.Owner))
		db, err := sql.Open("sqlite", place)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), "DROP TABLE "+table); err != nil {
			t.Fatal(err)
		}
		err = work(desk, id)
		var refused *review.Refusal
		var halfway *review.Halfway
		if err == nil || errors.As(err, &refused) || errors.As(err, &halfway) {
			t.Errorf("without the table %s: %v", table, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

package review_test

import (
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/internal/library"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
	pages "goodmeasure/internal/web/review"
	"goodmeasure/internal/web/visit"
)

// What the library has is named when a review's file brings it again, and is in the library once.
func TestImportNamesWhatTheLibraryHas(t *testing.T) {
	w, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "w.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	if _, err := library.On(w).Alone().ImportContent(t.Context(), strings.NewReader(works), int64(len(works)), "works.ris", library.Intake{}); err != nil {
		t.Fatal(err)
	}
	v := visitor{visit.Start(t, pages.Pages(review.NewRoom(w, nil))), t}
	v.send("/reviews", "title", "What helps", "question", "What helps?")
	done := v.upload("/review/1/import", "works.ris", works, "name", "Elsewhere", "searched", "2026-05-05")
	if done.Status != 200 || !strings.Contains(done.Words(), "in the library already: ") || !strings.Contains(done.Text, `<a href="/library/1">`) {
		t.Errorf("%d: %s", done.Status, done.Words())
	}
	done.CheckShape(t)
}

// Nobody is told that a search was made on the day on which its file came in.
func TestDayOfASearchIsNotMadeUp(t *testing.T) {
	v := visitorOf(t)
	v.send("/reviews", "title", "What helps", "question", "What helps?")
	done := v.upload("/review/1/import", "works.ris", works, "name", "Somewhere")
	if done.Status != 200 || !strings.Contains(done.Words(), "not stated") {
		t.Errorf("%d: %s", done.Status, done.Words())
	}
	if results := v.Get(t, "/review/1/results").Words(); !strings.Contains(results, "Identified: Somewhere (works.ris)") || strings.Contains(results, "(works.ris), ") {
		t.Errorf("the flow names a day: %s", results)
	}
}

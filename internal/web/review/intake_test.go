package review_test

import (
	"strings"
	"testing"
)

// What another review brought into the library is named when a file brings it again, and is in the library once.
func TestImportNamesWhatTheLibraryHas(t *testing.T) {
	v := begun(t)
	v.send("/reviews", "title", "Another", "question", "What helps?")
	done := v.upload("/review/2/import", "works.ris", works, "name", "Elsewhere", "searched", "2026-05-05")
	if done.Status != 200 || !strings.Contains(done.Words(), "in the library already: ") || !strings.Contains(done.Text, `<a href="/library/1">`) {
		t.Errorf("%d: %s", done.Status, done.Words())
	}
	done.CheckShape(t)
}

package review_test

import (
	"os"
	"testing"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/testkit"
)

// A file that is imported again brings no new work and no pair for a person, whatever its format and however little it says of its
// records. Each merge can be undone.
func TestAFileImportedAgainBringsNothingNew(t *testing.T) {
	folder := testkit.Shared(t, "data", "citations")
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	room, w := roomAt(t, testkit.Place(t, "SQLite"))
	desk := room.Alone()
	for _, found := range files {
		if found.Name() == "README.md" {
			continue
		}
		id := begin(t, desk, nil)
		var first, second review.Imported
		for _, done := range []*review.Imported{&first, &second} {
			file, err := citation.Open(testkit.Shared(t, "data", "citations", found.Name()), citation.Options{})
			if err == nil {
				*done, err = desk.Import(t.Context(), id, file, evidence.Search{})
			}
			if err != nil {
				t.Fatal(found.Name(), err)
			}
			if err := file.Close(); err != nil {
				t.Fatal(err)
			}
		}
		standing, err := w.Members(t.Context(), id, false)
		if err != nil || second.Records != first.Records || second.Duplicates.Unsure != 0 || len(standing) != first.Records-first.Duplicates.Merged {
			t.Errorf("%s: %d of %d records stand for themselves, %+v the second time, %v", found.Name(), len(standing), first.Records, second.Duplicates, err)
			continue
		}
		merged, err := w.Duplicates(t.Context(), id, evidence.Merged)
		if err != nil || len(merged) == 0 {
			t.Fatal(found.Name(), merged, err)
		}
		if _, err := desk.Judge(t.Context(), id, merged[0].Kept, merged[0].Other, evidence.Unmerged); err != nil {
			t.Errorf("%s: %v", found.Name(), err)
		}
	}
}

package store

import (
	"path/filepath"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/testkit"
)

// somebody is who does things in tests.
var somebody = evidence.Account{ID: 7, Name: "Somebody"}

// onBoth runs a test on a new workspace of each engine.
func onBoth(t *testing.T, test func(*testing.T, *Workspace)) {
	t.Run("SQLite", func(t *testing.T) { test(t, openFile(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, openDatabase(t)) })
}

// titled are records that have only a title.
func titled(titles ...string) (entries []evidence.Entry) {
	for _, title := range titles {
		entries = append(entries, evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: title}})
	}
	return entries
}

func add(t testing.TB, w *Workspace, to Addition, entries ...evidence.Entry) []int64 {
	t.Helper()
	added, err := w.AddRecords(t.Context(), somebody, entries, to)
	if err != nil {
		t.Fatal(err)
	}
	return added
}

// begin begins a review of so many blind or seeing screeners.
func begin(t testing.TB, w *Workspace, screeners int, blind bool) evidence.Review {
	t.Helper()
	terms := evidence.NewTerms("What works?")
	terms.Screeners, terms.Blind = screeners, blind
	r, err := w.AddReview(t.Context(), evidence.Account{Name: "Owner"}, "A review", terms)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestImportsLiveOnBothEngines(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		for _, sha := range []string{"a", "b", "a"} {
			if _, err := w.Add(t.Context(), made(sha), ofEverything(t)); err != nil {
				t.Fatal(err)
			}
		}
		files, err := w.Files(t.Context())
		if err != nil || len(files) != 2 || files[0].SHA256 != "a" || files[0].ID != 1 {
			t.Fatal(files, err)
		}
		same(t, w, files[0].ID, ofEverything(t))
		if err := w.Forget(t.Context(), files[0].ID); err != nil {
			t.Fatal(err)
		}
		if files, err := w.Files(t.Context()); err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
	})
}

// placeForTests is where another process would open the workspace.
func (w *Workspace) placeForTests(t testing.TB) string {
	t.Helper()
	if w.lock == "" {
		return w.place
	}
	return addresses[w]
}

// addresses are those of databases, with what a workspace leaves out when it names its place.
var addresses = map[*Workspace]string{}

// libraries are the same library on each engine, for tests that only read.
func libraries(t *testing.T) map[string]*Workspace {
	t.Helper()
	both := map[string]*Workspace{"SQLite": openFile(t), "PostgreSQL": openDatabase(t)}
	for _, w := range both {
		library(t, w)
	}
	return both
}

func openFile(t testing.TB) *Workspace {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "w.db"))
}

func openDatabase(t testing.TB) *Workspace {
	t.Helper()
	address := testkit.PostgreSQL(t)
	w := open(t, address)
	addresses[w] = address
	return w
}

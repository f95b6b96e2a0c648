package store

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goodmeasure/study"
)

var sameFigures = cmp.Options{cmp.Comparer(func(a, b study.Number) bool { return a == b || !a.Known() && !b.Known() }), cmpopts.EquateEmpty(), cmp.AllowUnexported(study.Date{})}

func open(t testing.TB, path string) *Workspace {
	t.Helper()
	w, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func made(sha string) File {
	return File{SHA256: sha, Name: sha + ".csv", Bytes: 12, Format: "made", Publisher: "Nobody", Publication: "Made up", Release: "2025",
		Order: 202503, Detail: 2, Imported: time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC), Program: "0.1.0"}
}

func day(t testing.TB, text string) study.Date {
	t.Helper()
	d, err := study.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func ofEverything(t testing.TB) Content {
	return Content{
		Indicators: []study.Indicator{{ID: "own_two", Name: "Two", Kind: study.Rate, Unit: "per 10,000", Breaks: []study.Break{{Period: 2020, What: "said otherwise"}}},
			{ID: "own_one", Name: "One", Direction: study.Contested, Readings: []study.Reading{{Direction: study.HigherIsBetter, Because: "some say so"}}}},
		Observations: []study.Observation{
			{Authority: "330", Indicator: "own_one", Period: 2024, Value: 0.1 + 0.2, Numerator: 3, Denominator: 10, Status: study.Published, Source: "Made:a"},
			{Authority: "331", Indicator: "own_one", Period: 2024, Value: study.Missing, Numerator: study.Missing, Denominator: 7, Status: study.Suppressed, Source: "Made:a"},
			{Authority: "330", Indicator: "own_two", Period: 2023, Value: -1e-9, Numerator: study.Missing, Denominator: study.Missing, Status: study.Joint, Source: "Made:b"},
			{Authority: "331", Indicator: "own_two", Period: 2023, Value: 0, Numerator: 0, Denominator: 1e17, Status: study.Published, Source: "Made:b"},
		},
		Inspections: []study.Inspection{{Authority: "330", Framework: study.ILACS, Kind: "standard", Start: day(t, "2023-02-20"), Published: day(t, "2023-04-18"),
			Overall: study.Good, Leaders: study.Outstanding, HelpProtection: study.RequiresImprovement, Care: study.Inadequate, CareLeavers: study.Good,
			Source: "made", Check: "single_source", Status: study.HasGrade}},
		Neighbours: []study.Neighbour{{Authority: "330", Model: "2025", Rank: 1, Neighbour: "331", Closeness: "Close"}},
	}
}

func TestContentComesBackAsItWentIn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workspace with spaces & signs?.db")
	w, want := open(t, path), ofEverything(t)
	if _, err := w.Add(t.Context(), made("first"), Content{}); err != nil {
		t.Fatal(err)
	}
	added, err := w.Add(t.Context(), made("second"), want)
	if err != nil || added.ID != 2 {
		t.Fatal(added, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w = open(t, path)
	got, err := w.Content(t.Context(), added.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, sameFigures); diff != "" {
		t.Errorf("(-put in +got back):\n%s", diff)
	}
	files, err := w.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	first := made("first")
	first.ID = 1
	if diff := cmp.Diff([]File{first, added}, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestAddingAgainReplacesAndKeepsThePlace(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "w.db"))
	for _, sha := range []string{"a", "b", "a"} {
		content := ofEverything(t)
		if sha == "b" {
			content = Content{}
		}
		if _, err := w.Add(t.Context(), made(sha), content); err != nil {
			t.Fatal(err)
		}
	}
	files, err := w.Files(t.Context())
	if err != nil || len(files) != 2 || files[0].SHA256 != "a" || files[1].SHA256 != "b" {
		t.Fatal(files, err)
	}
	got, err := w.Content(t.Context(), files[0].ID)
	if diff := cmp.Diff(ofEverything(t), got, sameFigures); diff != "" || err != nil {
		t.Errorf("%v (-put in +got back):\n%s", err, diff)
	}
}

func TestForgetTakesEverythingOut(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "w.db"))
	kept, err := w.Add(t.Context(), made("kept"), ofEverything(t))
	if err != nil {
		t.Fatal(err)
	}
	gone, err := w.Add(t.Context(), made("gone"), ofEverything(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Forget(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"file", "indicator", "observation", "inspection", "neighbour"} {
		column := "file"
		if table == "file" {
			column = "id"
		}
		var left, strangers int
		if err := w.db.QueryRow("SELECT count(*), count(*) FILTER (WHERE "+column+" <> $1) FROM "+table, kept.ID).Scan(&left, &strangers); err != nil {
			t.Fatal(err)
		}
		if left == 0 || strangers != 0 {
			t.Errorf("%s: %d rows left, %d of them of the forgotten file", table, left, strangers)
		}
	}
	if err := w.Forget(t.Context(), gone.ID); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("forgetting twice: %v", err)
	}
}

func TestFilesThatAreNoWorkspaceAreLeftAlone(t *testing.T) {
	foreign := func(t *testing.T, path string) {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec("CREATE TABLE recipe (name TEXT)"); err != nil {
			t.Fatal(err)
		}
	}
	newer := func(t *testing.T, path string) {
		w, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		if _, err := w.db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
			t.Fatal(err)
		}
	}
	text := func(t *testing.T, path string) {
		if err := os.WriteFile(path, []byte("authority,indicator\n330,one\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		make func(*testing.T, string)
		says string
	}{
		"another database": {foreign, "another program's database"},
		"text":             {text, "is not a workspace"},
		"newer":            {newer, "newer version of the program"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "w.db")
			c.make(t, path)
			before := folderText(t, folder)
			for way, open := range map[string]func() (*Workspace, error){
				"Open": func() (*Workspace, error) { return Open(t.Context(), path) },
				"Look": func() (*Workspace, error) { return Look(t.Context(), path) },
			} {
				w, err := open()
				if err == nil {
					w.Close()
				}
				if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), path) {
					t.Errorf("%s: found the error %v, expected one that names %s and says %q", way, err, path, c.says)
				}
			}
			if diff := cmp.Diff(before, folderText(t, folder)); diff != "" {
				t.Errorf("the folder has changed:\n%s", diff)
			}
		})
	}
}

// folderText is every file of a folder.
func folderText(t testing.TB, folder string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(folder, name))
		texts[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func TestLookingWritesNothing(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "w.db")
	if _, err := Look(t.Context(), path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("looking at nothing: %v", err)
	}
	w := open(t, path)
	if _, err := w.Add(t.Context(), made("a"), ofEverything(t)); err != nil {
		t.Fatal(err)
	}
	w.Close()
	before := folderText(t, folder)
	w, err := Look(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if files, err := w.Files(t.Context()); err != nil || len(files) != 1 {
		t.Error(files, err)
	}
	if _, err := w.Add(t.Context(), made("b"), Content{}); err == nil {
		t.Error("a workspace that was only to be looked at took a file")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, folderText(t, folder)); diff != "" {
		t.Errorf("looking changed the folder:\n%s", diff)
	}
}

// same checks what a file holds.
func same(t *testing.T, w *Workspace, file int, want Content) {
	t.Helper()
	got, err := w.Content(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, sameFigures); diff != "" {
		t.Errorf("(-put in +got back):\n%s", diff)
	}
}

package workbench

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/internal/store"
)

// importAll imports what Walk finds under paths.
func importAll(t testing.TB, workspace string, dryRun bool, paths ...string) []*Receipt {
	t.Helper()
	files, err := Walk(paths, workspace)
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewImporter(t.Context(), workspace, dryRun)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	var receipts []*Receipt
	for _, f := range files {
		receipts = append(receipts, m.Import(t.Context(), f))
	}
	return receipts
}

// written puts text into a file of a folder.
func written(t testing.TB, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func imported(t testing.TB, workspace string) *Workbench {
	t.Helper()
	w, err := Open(t.Context(), workspace)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const ownFigures = "authority,indicator,period,value,kind,direction,period_type\n330,smiles,2025,61.5,proportion,higher,fy\n331,smiles,2025,c,proportion,higher,fy\n"

func TestImportSaysWhatItFound(t *testing.T) {
	folder := t.TempDir()
	workspace := filepath.Join(folder, "w.db")
	r := importAll(t, workspace, false, written(t, folder, "smiles.csv", ownFigures))[0]
	if r.Outcome != Imported || r.Format != "tidy" || r.Figures != 1 || r.New != 1 || len(r.Missing) != 1 || r.Authorities != 2 ||
		!cmp.Equal(r.Indicators, []string{"smiles"}) || !cmp.Equal(r.Own, []string{"smiles"}) {
		t.Errorf("found %+v", r)
	}
	const words = "1 figure of 1 indicator (smiles), 2 authorities, 2025; 1 without a value: 1 suppressed: too few children to publish"
	if r.FiguresWords() != words {
		t.Errorf("found %q", r.FiguresWords())
	}
	edition := imported(t, workspace).Edition
	if o := edition.Observation("330", "smiles", 2025); o.Value != 61.5 {
		t.Errorf("found %+v", o)
	}
	if _, known := edition.Indicator("smiles"); !known {
		t.Error("the indicator is not in the edition")
	}
	alone, err := OpenImportedOnly(t.Context(), workspace)
	if err != nil || len(alone.Edition.Inspections) > 0 || len(slices.Collect(alone.Edition.Observations("cl_eet"))) > 0 || len(slices.Collect(alone.Edition.Observations("smiles"))) != 2 {
		t.Errorf("imports alone: %v", err)
	}
}

func TestImportingAgainChangesNothing(t *testing.T) {
	folder := t.TempDir()
	workspace, path := filepath.Join(folder, "w.db"), written(t, folder, "smiles.csv", ownFigures)
	importAll(t, workspace, false, path)
	before, err := os.ReadFile(workspace)
	if err != nil {
		t.Fatal(err)
	}
	copied := written(t, folder, "renamed.csv", ownFigures)
	for _, r := range importAll(t, workspace, false, path, copied) {
		if r.Outcome != AlreadyHeld {
			t.Errorf("found %+v", r)
		}
	}
	after, err := os.ReadFile(workspace)
	if err != nil || string(before) != string(after) {
		t.Errorf("the workspace has changed, %v", err)
	}
}

func TestAnotherVersionReadsAgain(t *testing.T) {
	folder := t.TempDir()
	workspace, path := filepath.Join(folder, "w.db"), written(t, folder, "smiles.csv", ownFigures)
	importAll(t, workspace, false, path, written(t, folder, "other.csv", strings.ReplaceAll(ownFigures, "smiles", "frowns")))
	w, err := store.Open(t.Context(), workspace)
	if err != nil {
		t.Fatal(err)
	}
	files, err := w.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	files[0].Program = "0.0.1" // and it read nothing
	if _, err := w.Add(t.Context(), files[0], store.Content{}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if r := importAll(t, workspace, false, path)[0]; r.Outcome != ReadAgain || r.New != 1 {
		t.Errorf("found %+v", r)
	}
	held, err := Held(t.Context(), workspace)
	if err != nil || len(held) != 2 || held[0].Name != "smiles.csv" || held[0].Program != Version {
		t.Errorf("found %+v, %v", held, err)
	}
}

const laitHeader = "Short Desc,Years,LA Number,Values\n"

func TestNewerReleaseRevisesTheOlder(t *testing.T) {
	folder := t.TempDir()
	workspace := filepath.Join(folder, "w.db")
	older := written(t, folder, "lait_2027-01.csv", laitHeader+"CareLeaverEET,2026,330,50\nCareLeaverEET,2026,331,60\nCareLeaverEET,2026,332,70\n")
	newer := written(t, folder, "lait_2027-06.csv", laitHeader+"CareLeaverEET,2026,330,51\nCareLeaverEET,2026,331,-\nCareLeaverEET,2026,332,70\nCareLeaverEET,2026,333,80\n")
	receipts := importAll(t, workspace, false, older, newer)
	if receipts[0].New != 3 || receipts[1].New != 1 || len(receipts[1].Revises) != 2 {
		t.Fatalf("found %+v and %+v", receipts[0], receipts[1])
	}
	if d := receipts[1].Revises[0]; d.Authority != "330" || d.Taken != 51 || d.Left != 50 || d.LeftFrom != "LAIT:2027-01" || d.Rule != ruleNewerEdition {
		t.Errorf("found %+v", d)
	}
	if o := imported(t, workspace).Edition.Observation("331", "cl_eet", 2026); o.Value.Known() {
		t.Errorf("a figure that was withdrawn is still there: %+v", o)
	}
	// The same in the other order: the older release then changes nothing and says so.
	workspace = filepath.Join(folder, "other.db")
	receipts = importAll(t, workspace, false, newer, older)
	if receipts[1].New != 0 || len(receipts[1].Revises) != 0 || receipts[1].Outranked != 2 {
		t.Errorf("found %+v", receipts[1])
	}
}

func TestTwoFilesOfOneReleaseAreBothKept(t *testing.T) {
	folder := t.TempDir()
	workspace := filepath.Join(folder, "w.db")
	first := written(t, folder, "first_2027-01.csv", laitHeader+"CareLeaverEET,2026,330,50\n")
	second := written(t, folder, "second_2027-01.csv", laitHeader+"CareLeaverEET,2026,330,55\n")
	r := importAll(t, workspace, false, first, second)[1]
	if len(r.Beside) != 1 || r.Beside[0].Name != "first_2027-01.csv" || r.Beside[0].Used != "second_2027-01.csv" {
		t.Errorf("found %+v", r.Beside)
	}
	edition := imported(t, workspace).Edition
	if o := edition.Observation("330", "cl_eet", 2026); o.Value != 55 || len(edition.Differences) != 1 || edition.Differences[0].Rule != ruleLast {
		t.Errorf("found %+v, %+v", o, edition.Differences)
	}
}

func TestForgettingGivesBackWhatWasThere(t *testing.T) {
	folder := t.TempDir()
	workspace := filepath.Join(folder, "w.db")
	importAll(t, workspace, false, written(t, folder, "smiles.csv", ownFigures))
	before := imported(t, workspace).Edition
	r := importAll(t, workspace, false, written(t, folder, "lait_2027-01.csv", laitHeader+"CareLeaverEET,2025,330,50\n"))[0]
	if imported(t, workspace).Edition.Hash == before.Hash {
		t.Error("an import left the hash as it was")
	}
	for _, prefix := range []string{"", "zz"} {
		if _, err := Forget(t.Context(), workspace, prefix); err == nil {
			t.Errorf("a file was forgotten for the prefix %q", prefix)
		}
	}
	if f, err := Forget(t.Context(), workspace, strings.ToUpper(r.SHA256[:8])); err != nil || f.Name != r.Name {
		t.Fatal(f, err)
	}
	if diff := differ(before, imported(t, workspace).Edition); diff != "" {
		t.Error(diff)
	}
	if _, err := Forget(t.Context(), filepath.Join(folder, "none.db"), "a"); err == nil {
		t.Error("a file of no workspace was forgotten")
	}
	if _, err := os.Stat(filepath.Join(folder, "none.db")); err == nil {
		t.Error("forgetting made a workspace")
	}
}

func TestRefusedFileChangesNothingAndTheOthersGoOn(t *testing.T) {
	folder := t.TempDir()
	workspace := filepath.Join(folder, "w.db")
	receipts := importAll(t, workspace, false,
		written(t, folder, "strange.csv", "colour,shape\nred,round\n"),
		written(t, folder, "unreadable.csv", "authority,indicator,period,value\nAtlantis,cl_eet,2025,50\n"),
		written(t, folder, "catalogue.csv", ownFigures),
		written(t, folder, "nothing.csv", ""),
		filepath.Join(folder, "catalogue.csv"))
	var outcomes []Outcome
	for _, r := range receipts {
		outcomes = append(outcomes, r.Outcome)
		if r.Outcome == Refused && !strings.Contains(r.Error, r.Name) {
			t.Errorf("the error does not name the file: %s", r.Error)
		}
	}
	if diff := cmp.Diff([]Outcome{Refused, Refused, Imported, Refused}, outcomes); diff != "" {
		t.Error(diff)
	}
	if files, err := Held(t.Context(), workspace); err != nil || len(files) != 1 {
		t.Errorf("found %v, %v", files, err)
	}
}

// In a folder nobody need mind what is no table of figures; what was meant to be read, or was named, is refused.
func TestAFolderMayHoldOtherThings(t *testing.T) {
	const page = "<!doctype html><html>not found</html>"
	for name, c := range map[string]struct {
		text          string
		folder, named Outcome
	}{
		"page.pdf":     {page, NotATable, Refused},
		"hex.hexjson":  {`{"layout":"odd-r"}`, NotATable, Refused},
		"picture.dat":  {"\x89PNG\r\n", NotATable, Refused},
		"strange.csv":  {"colour,shape\nred,round\n", UnknownLayout, Refused},
		"page.csv":     {page, Refused, Refused}, // a download that failed
		"empty.csv":    {"", Refused, Refused},
		"broken.xlsx":  {"PK\x03\x04 and no more", Refused, Refused},
		"nothing.csv":  {"authority,indicator,period,value\nAtlantis,cl_eet,2025,50\n", Refused, Refused},
		"compress.csv": {"\x1f\x8b packed", Refused, Refused},
	} {
		folder := t.TempDir()
		path := written(t, folder, name, c.text)
		workspace := filepath.Join(t.TempDir(), "w.db")
		if r := importAll(t, workspace, true, folder)[0]; r.Outcome != c.folder || r.Error == "" {
			t.Errorf("%s in a folder: %s (%s), expected %s", name, r.Outcome, r.Error, c.folder)
		}
		for _, paths := range [][]string{{path}, {folder, path}} {
			if r := importAll(t, workspace, true, paths...); len(r) != 1 || r[0].Outcome != c.named {
				t.Errorf("%s by name: %+v, expected %s", name, r[0], c.named)
			}
		}
	}
}

func TestTheTallyCountsRowsRefused(t *testing.T) {
	folder := t.TempDir()
	tally := TallyOf(importAll(t, filepath.Join(folder, "w.db"), true,
		written(t, folder, "smiles.csv", ownFigures+"Atlantis,smiles,2025,1,,,\n332,smiles,20,1,,,\n"),
		written(t, folder, "whole.csv", strings.ReplaceAll(ownFigures, "smiles", "frowns")),
		written(t, folder, "none.csv", "authority,indicator,period,value\nAtlantis,cl_eet,2025,50\n")))
	if tally.Imported != 2 || tally.Refused != 1 || tally.RowsRefused != 2 || tally.FilesWithRefusals != 1 {
		t.Errorf("found %+v, expected two rows in one file", tally)
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	folder := t.TempDir()
	inputs, workspace := t.TempDir(), filepath.Join(folder, "w.db")
	older := written(t, inputs, "lait_2027-01.csv", laitHeader+"CareLeaverEET,2026,330,50\n")
	newer := written(t, inputs, "lait_2027-06.csv", laitHeader+"CareLeaverEET,2026,330,51\n")
	if receipts := importAll(t, workspace, true, older, newer); receipts[0].Outcome != Imported || len(receipts[1].Revises) != 1 {
		t.Errorf("found %+v", receipts)
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("found %v", left)
	}
	importAll(t, workspace, false, older)
	before, err := os.ReadFile(workspace)
	if err != nil {
		t.Fatal(err)
	}
	if receipts := importAll(t, workspace, true, older, newer); receipts[0].Outcome != AlreadyHeld || len(receipts[1].Revises) != 1 {
		t.Errorf("found %+v", receipts)
	}
	after, err := os.ReadFile(workspace)
	if left, _ := os.ReadDir(folder); err != nil || string(before) != string(after) || len(left) != 1 {
		t.Errorf("the workspace has changed: %v, %v", left, err)
	}
}

func TestWalkLeavesOutWhatIsNoTable(t *testing.T) {
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, ".git"), 0o700); err != nil {
		t.Fatal(err)
	}
	written(t, filepath.Join(folder, ".git"), "config.csv", "a,b\n")
	for _, name := range []string{"b.csv", "README", "SOURCES.md", "licence.txt", "SFR34_metadata.txt", ".hidden.csv", "data.txt", "w.db", "w.db-wal"} {
		written(t, folder, name, "a,b\n")
	}
	written(t, folder, "report.csv", "%PDF-1.7 and so on") // by what it holds
	met, err := Walk([]string{folder, filepath.Join(folder, "b.csv")}, filepath.Join(folder, "w.db"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, m := range met {
		got[filepath.Base(m.Path)] = m.NotTable == ""
	}
	want := map[string]bool{"b.csv": true, "data.txt": true, "README": false, "SOURCES.md": false, "licence.txt": false, "SFR34_metadata.txt": false, ".hidden.csv": false, "report.csv": false}
	if diff := cmp.Diff(want, got); diff != "" || len(met) != len(want) {
		t.Error(diff, len(met))
	}
	if _, err := Walk([]string{filepath.Join(folder, "absent")}, "w.db"); err == nil {
		t.Error("a path that is not there was walked")
	}
}

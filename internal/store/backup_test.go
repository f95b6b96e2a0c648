package store

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/evidence"
	"goodmeasure/internal/testkit"
)

// filled puts something into every table.
func filled(t testing.TB, w *Workspace) {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.Add(ctx, made("a"), ofEverything(t))
	must(err)
	r := begin(t, w, 2, true)
	search, err := w.AddSearch(ctx, somebody, evidence.Search{Review: r.ID, Name: "A catalogue", Searched: "2026-05-04", Found: 2})
	must(err)
	entries := titled("One \u2028 <b> \"é\" \x00", "Two")
	entries[0].Identifiers = []evidence.Identifier{{Scheme: "doi", Value: "https://doi.org/10.1/A"}}
	entries[0].Facets = map[string][]string{"subject": {"care"}}
	entries[0].Origin.Raw = "TY  - JOUR\r\n"
	records := add(t, w, Addition{Review: r.ID, Search: search.ID, Public: true}, entries...)
	must(w.Prioritise(ctx, r.ID, map[int64]float64{records[0]: 0.1}))
	decide(t, w, reviewer(1), include(r, records[0]))
	_, err = w.Next(ctx, reviewer(2), r.ID, evidence.TitleAbstract)
	must(err)
	_, err = w.Doubt(ctx, somebody, evidence.Duplicate{Kept: records[0], Other: records[1], Score: 0.75, Because: "one title"})
	must(err)
	full, err := w.Attach(ctx, somebody, records[0], `C:\texts\one.pdf`, "application/pdf", []byte("%PDF \x00\xff"))
	must(err)
	must(w.SetPages(ctx, full.SHA256, []string{"first", "second"}))
	card, err := w.SaveCard(ctx, somebody, evidence.Card{Review: r.ID, Record: records[0], CardText: evidence.CardText{Summary: "Says one.", Groups: []string{"models"}},
		Findings: []evidence.KeyFinding{{Text: "One is.", Quotation: "one", Page: 1, Document: full.SHA256, Checked: evidence.OnPage}}})
	must(err)
	_, err = w.AddTie(ctx, somebody, evidence.Tie{Finding: card.Findings[0].ID, Kind: evidence.ToIndicator, Target: "own_one", Direction: evidence.For})
	must(err)
	owner, err := w.AddAccount(ctx, somebody, evidence.Account{Email: "A@example.org", Name: "A"}, "hash", evidence.Owner)
	must(err)
	_, err = w.AddSession(ctx, owner.ID, time.Hour)
	must(err)
	saved, err := w.SaveSearch(ctx, evidence.SavedSearch{Account: owner.ID, Name: "Care", Query: "q=care"})
	must(err)
	_, token, err := w.Subscribe(ctx, "B@example.org", saved.ID)
	must(err)
	_, err = w.Confirm(ctx, token)
	must(err)
	_, err = w.AddIssue(ctx, evidence.Issue{Search: saved.ID, Until: now(), Items: []evidence.IssueItem{{Record: records[0], Title: "One"}}})
	must(err)
}

func backup(t testing.TB, w *Workspace) []byte {
	t.Helper()
	var file bytes.Buffer
	if _, err := w.Backup(t.Context(), &file, "test"); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func restore(ctx context.Context, file []byte, place string) error {
	_, err := Restore(ctx, bytes.NewReader(file), int64(len(file)), place)
	return err
}

// contents are the files of a backup but the manifest, which says when it was made.
func contents(t testing.TB, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != backupManifest {
			texts[f.Name] = string(text)
		}
	}
	return texts
}

func TestBackupMovesBetweenEngines(t *testing.T) {
	first := open(t, filepath.Join(t.TempDir(), "w.db"))
	filled(t, first)
	file := backup(t, first)
	want := contents(t, file)
	for name, text := range want {
		if strings.Count(text, "\n") < 2 {
			t.Errorf("%s has no row, so the test cannot tell whether it would come back", name)
		}
	}
	for _, place := range []string{testkit.PostgreSQL(t), filepath.Join(t.TempDir(), "again.db")} { // there, and back again
		if err := restore(t.Context(), file, place); err != nil {
			t.Fatal(err)
		}
		w := open(t, place)
		file = backup(t, w)
		if diff := cmp.Diff(want, contents(t, file)); diff != "" {
			t.Fatalf("%s (-before +after):\n%s", w.Place(), diff)
		}
		found, err := w.Search(t.Context(), Query{Text: "one", Facets: map[string][]string{"group": {"models"}}})
		if err != nil || found.Total != 1 {
			t.Errorf("searching what was restored: %v, %v", found, err)
		}
		if added := add(t, w, Addition{}, titled("Three")...); added[0] != 3 {
			t.Errorf("the next record is number %d", added[0])
		}
		if err := restore(t.Context(), file, place); err == nil || !strings.Contains(err.Error(), "in use") {
			t.Errorf("restoring over what is there: %v", err)
		}
		w.Close()
		file = backup(t, first)
	}
}

func TestEveryTableIsBackedUp(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "w.db"))
	names, err := values[string](t.Context(), w.db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !slices.Contains(passing, name) && !slices.ContainsFunc(tables, func(t table) bool { return t.name == name }) {
			t.Errorf("the table %s is in no backup", name)
		}
	}
}

// altered is a backup with some of its files written otherwise.
func altered(t testing.TB, file []byte, alter func(name, text string) string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	texts := contents(t, file)
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := in.Open(backupManifest)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(manifest)
	if err != nil {
		t.Fatal(err)
	}
	texts[backupManifest] = string(text)
	for name, text := range texts {
		to, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, alter(name, text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestDamagedBackupRestoresNothing(t *testing.T) {
	from := open(t, filepath.Join(t.TempDir(), "w.db"))
	filled(t, from)
	whole := backup(t, from)
	replace := func(of, old, with string) []byte {
		done := false
		file := altered(t, whole, func(name, text string) string {
			if name != of {
				return text
			}
			done = done || strings.Contains(text, old)
			return strings.Replace(text, old, with, 1)
		})
		if !done {
			t.Fatalf("%s does not hold %q", of, old)
		}
		return file
	}
	place := testkit.PostgreSQL(t)
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"no zip":           {[]byte("PK no"), "no backup"},
		"empty":            {nil, "no backup"},
		"cut off":          {whole[:len(whole)/2], "no backup"},
		"another format":   {replace(backupManifest, backupFormat, "cake"), "cake"},
		"newer":            {replace(backupManifest, `"tables_version": `, `"tables_version": 9`), "newer version"},
		"a figure changed": {replace("decision.ndjson", "include", "exclude"), "damaged"},
		"a row less":       {replace("page.ndjson", "second", "seconds"), "damaged"},
		"a strange column": {replace("page.ndjson", `"number"`, `"number) SELECT 1; --"`), "no column"},
		"a column twice":   {replace("page.ndjson", `"number"`, `"document"`), "twice"},
		"a wrong type":     {replace("account.ndjson", "false", `"x"`), "expected BOOL"},
		"too few values":   {replace("counter.ndjson", `["act",`, `[`), "expected 2"},
		"no JSON":          {replace("counter.ndjson", `["act",`, `["act`), "counter"},
		"a bomb":           {replace(backupManifest, `"bytes": `, `"bytes": 99999999`), "would grow"},
		"an unknown table": {replace(backupManifest, `"table": "tie"`, `"table": "pie"`), "pie"},
	} {
		t.Run(name, func(t *testing.T) {
			places := []string{filepath.Join(t.TempDir(), "w.db")}
			if strings.HasPrefix(name, "a figure") || strings.HasPrefix(name, "a row") {
				places = append(places, place)
			}
			for _, place := range places {
				if err := restore(t.Context(), c.file, place); err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("found the error %v, expected one that says %q", err, c.says)
				}
			}
		})
	}
	if err := restore(t.Context(), whole, place); err != nil {
		t.Errorf("after all that was refused, the database should still be empty: %v", err)
	}
}

func TestBackupSeesOneMoment(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		add(t, w, Addition{}, titled("One", "Two")...)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			var err error
			for n := 0; err == nil && ctx.Err() == nil; n++ {
				_, err = w.AddRecords(context.WithoutCancel(ctx), somebody, titled("More"), Addition{})
			}
			done <- err
		}()
		for range 5 {
			texts := contents(t, backup(t, w))
			records, acts := strings.Count(texts["record.ndjson"], "\n")-1, strings.Count(texts["act.ndjson"], "\n")-1
			if records != acts+1 { // two came with the first act, and one with each after
				t.Errorf("%d records and %d acts", records, acts)
			}
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// Who gives a bundle where a backup is wanted, or the other way round, is told which command takes it.
func TestBackupAndBundleAreToldApart(t *testing.T) {
	w := openFile(t)
	r := begin(t, w, 1, false)
	var bundle, backup bytes.Buffer
	if _, err := w.Bundle(t.Context(), r.ID, &bundle, "test", func(*Workspace) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Backup(t.Context(), &backup, "test"); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), bytes.NewReader(bundle.Bytes()), int64(bundle.Len()), filepath.Join(t.TempDir(), "w.db")); err == nil || !strings.Contains(err.Error(), "`goodmeasure review restore` makes a review of it") {
		t.Errorf("a bundle as a backup: %v", err)
	}
	if _, err := w.Unbundle(t.Context(), somebody, bytes.NewReader(backup.Bytes()), int64(backup.Len())); err == nil || !strings.Contains(err.Error(), "`goodmeasure restore` makes a workspace of it") {
		t.Errorf("a backup as a bundle: %v", err)
	}
}

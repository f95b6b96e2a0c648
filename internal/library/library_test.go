package library_test

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/testkit"
)

// onBoth runs a test on a library of each engine.
func onBoth(t *testing.T, test func(*testing.T, *library.Shelf)) {
	for _, engine := range testkit.Engines {
		t.Run(engine, func(t *testing.T) {
			place := testkit.Place(t, engine)
			shelf := library.At(place)
			t.Cleanup(func() {
				if err := shelf.Close(); err != nil {
					t.Error(err)
				}
			})
			test(t, shelf)
		})
	}
}

func file(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "made.ris")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func ris(fields ...string) string {
	return "TY  - " + strings.Join(fields, "\n") + "\nER  - \n"
}

const abstract = "AB  - Leaders who learn with their staff keep them, as interviews in six authorities over two years show."

func TestImportLeavesOutWhatTheLibraryHas(t *testing.T) {
	hart := ris("JOUR", "TI  - What makes a service good", "AU  - Hart, Ann", "PY  - 2016", "JO  - Journal of Care", "VL  - 3", "SP  - 1", "DO  - 10.1234/good", abstract)
	talk := ris("CONF", "TI  - What makes a service good", "AU  - Hart, Ann", "PY  - 2015")
	other := ris("JOUR", "TI  - Leaving care", "AU  - Baker, Ben", "PY  - 2011", "JO  - Journal of Care")
	onBoth(t, func(t *testing.T, shelf *library.Shelf) {
		desk := shelf.Alone()
		first, err := desk.Import(t.Context(), file(t, hart+other), library.Intake{Source: "Made catalogue", Searched: "2026-05-04"})
		if err != nil || first.Added != 2 || len(first.Doubles) != 0 {
			t.Fatal(first, err)
		}
		sameWork := ris("JOUR", "TI  - What makes a service GOOD?", "AU  - Hart, A.", "PY  - 2016", "DO  - https://doi.org/10.1234/GOOD")
		again, err := desk.Import(t.Context(), file(t, sameWork+talk+ris("RPRT", "TI  - Quite another thing")+ris("RPRT", "TI  - Quite another thing")), library.Intake{})
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Doubles) == 0 || again.Doubles[0].Record != 1 || again.Doubles[0].Of != first.First || again.Doubles[0].Why == "" {
			t.Errorf("the same DOI and title: %+v", again.Doubles)
		}
		for _, d := range again.Doubles {
			if d.Record == 2 {
				t.Errorf("a talk and an article are two works: %+v", d)
			}
		}
		c, err := desk.Search(t.Context(), library.Query{Text: "service good"})
		if err != nil || c.Total != 2 {
			t.Error(c.Total, err)
		}
		if seen, err := shelf.For(evidence.Account{}).Search(t.Context(), library.Query{}); err != nil || seen.Total != 0 || seen.Said != "There is nothing in this library yet." {
			t.Error("nothing was made public:", seen, err)
		}
		item, err := desk.Item(t.Context(), first.First)
		if err != nil || len(item.Found) != 1 || item.Found[0].Name != "Made catalogue" || item.Found[0].Searched != "2026-05-04" || item.Found[0].Found != 2 {
			t.Error(item.Found, err)
		}
	})
}

func TestImportRefusesAndKeepsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	shelf := library.At(path)
	for _, in := range []struct {
		text   string
		intake library.Intake
	}{
		{"this is a letter and no file of records", library.Intake{}},
		{ris("JOUR", "TI  - One"), library.Intake{Searched: "yesterday"}},
	} {
		if done, err := shelf.Alone().Import(t.Context(), file(t, in.text), in.intake); err == nil || done.Added != 0 {
			t.Errorf("%q: %+v %v", in.text, done, err)
		}
	}
	if done, err := shelf.For(evidence.Account{ID: 3}).Import(t.Context(), file(t, ris("JOUR", "TI  - One")), library.Intake{}); err == nil || done.Added != 0 {
		t.Error("somebody without a role imported", done)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a workspace was made")
	}
}

func TestPublishChangeAndFind(t *testing.T) {
	onBoth(t, func(t *testing.T, shelf *library.Shelf) {
		desk, reader := shelf.Alone(), shelf.For(evidence.Account{})
		draft := library.Draft{Title: "Leaders <b>learn</b>", Kind: "report", Authors: "Hart, Ann\nOffice for Made Things", Year: "2016", DOI: "10.1234/lead", Abstract: "Long.", Summary: "Short.",
			Subjects: "Leadership\n Learning  culture ", Groups: "organisation", URL: "https://example.org/lead"}
		n, err := desk.Add(t.Context(), draft, false)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := reader.Item(t.Context(), n); !errors.Is(err, evidence.ErrNotFound) {
			t.Error("a reader sees what is not public:", err)
		}
		var had *library.Had
		if _, err := desk.Add(t.Context(), draft, false); !errors.As(err, &had) || had.Number != n {
			t.Error("the same twice:", err)
		}
		if changed, err := desk.Publish(t.Context(), []int64{n, n}, true); err != nil || changed != 1 {
			t.Error(changed, err)
		}
		item, err := reader.Item(t.Context(), n)
		if err != nil || item.Origin.Format != "" || item.Writes {
			t.Fatal(item, err)
		}
		first := item.FirstPublic
		if got := library.DraftOf(item.Entry); got.Subjects != "Leadership\nLearning culture" || got.Authors != "Hart, Ann\nOffice for Made Things" {
			t.Errorf("%+v", got)
		}
		draft.Title, draft.Subjects, draft.URL = "Leaders learn", "Leadership", ""
		if _, err := desk.Change(t.Context(), n, draft); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if _, err := desk.Publish(t.Context(), []int64{n}, false); err != nil {
				t.Fatal(err)
			}
			if _, err := desk.Publish(t.Context(), []int64{n}, true); err != nil {
				t.Fatal(err)
			}
		}
		if item, err = reader.Item(t.Context(), n); err != nil || !item.FirstPublic.Equal(first) || item.Title != "Leaders learn" || item.Identifier("url") != "" {
			t.Error("hidden and shown again, it is no newer:", item, err)
		}
		found, err := reader.Search(t.Context(), library.Query{Text: "leaders -adoption", Facets: map[string]string{"group": "organisation", "subject": "Leadership"}, From: 2016})
		if err != nil || found.Total != 1 || found.Said != "1 document found for “leaders -adoption”." {
			t.Error(found, err)
		}
		if _, err := desk.Publish(t.Context(), []int64{n, 999}, true); !errors.Is(err, evidence.ErrNotFound) {
			t.Error(err)
		}
		for _, wrong := range []library.Draft{{}, {Title: "T", Kind: "poem"}, {Title: "T", Year: "last"}, {Title: "T", DOI: "none"}, {Title: "T", URL: "javascript:alert(1)"}} {
			if _, err := desk.Change(t.Context(), n, wrong); err == nil {
				t.Errorf("%+v was taken", wrong)
			}
		}
		if _, err := reader.Publish(t.Context(), []int64{n}, false); err == nil {
			t.Error("a reader hid a document")
		}
	})
}

func TestQueriesReadBackTheSame(t *testing.T) {
	for _, address := range []string{"q=a+b&kind=report&from=2010&to=2016&order=year&page=3", "subject=Children%2C+looked+after&show=hidden", ""} {
		values, err := url.ParseQuery(address)
		if err != nil {
			t.Fatal(err)
		}
		q, err := library.ParseQuery(values)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(values, q.Values()); diff != "" {
			t.Error(diff)
		}
	}
	for _, wrong := range []string{"from=x", "page=0", "page=-1", "order=odd", "show=me", "from=2016&to=2011", "to=99999999999999999999"} {
		values, _ := url.ParseQuery(wrong)
		if q, err := library.ParseQuery(values); err == nil {
			t.Errorf("%s: %+v", wrong, q)
		}
	}
}

// many writes so many records as RIS. Words are drawn from few, so that searches find many.
func many(t testing.TB, count int) string {
	t.Helper()
	words := strings.Fields("children social care leaders learning outcomes neglect placement foster stability workers caseload quality inspection family support early help review practice")
	path := filepath.Join(t.TempDir(), "many.ris")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	for n := range count {
		w := func(k int) string { return words[(n*7+k*(n%13+1))%len(words)] }
		var abstract []string
		for k := range 150 {
			abstract = append(abstract, w(k)+fmt.Sprint((n+k)%50))
		}
		fmt.Fprintf(out, "TY  - JOUR\nTI  - %s %s and %s number %d\nAU  - Author%d, Ann\nPY  - %d\nJO  - Journal of %s\nDO  - 10.5555/%d\nKW  - %s\nAB  - %s %s\nER  - \n\n",
			w(1), w(2), w(3), n, n%900, 1990+n%36, w(4), n, w(5), strings.Join(abstract, " "), w(6))
	}
	return path
}

const benched = 50_000

func BenchmarkImport(b *testing.B) {
	path := many(b, benched)
	for b.Loop() {
		shelf := library.At(filepath.Join(b.TempDir(), "w.db"))
		if done, err := shelf.Alone().Import(b.Context(), path, library.Intake{}); err != nil || done.Added != benched {
			b.Fatal(done.Added, err)
		}
		if err := shelf.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	shelf := library.At(filepath.Join(b.TempDir(), "w.db"))
	defer shelf.Close()
	desk := shelf.Alone()
	if _, err := desk.Import(b.Context(), many(b, benched), library.Intake{Public: true}); err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"neglect", `"foster stability"`, "leaders learning -adoption", ""} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if found, err := desk.Search(b.Context(), library.Query{Text: text}); err != nil || found.Total == 0 && text != `"foster stability"` {
					b.Fatal(found.Total, err)
				}
			}
		})
	}
}

package library_test

import (
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
)

const (
	bare   = "TY  - JOUR\nTI  - What makes a service for children in care good\nAU  - Hart, Ann\nPY  - 2016\nJO  - Journal of Care\nVL  - 3\nSP  - 101\nEP  - 118\nER  - \n"
	fuller = "TY  - JOUR\nTI  - What makes a service for children in care good\nAU  - Hart, Ann\nPY  - 2016\nJO  - Journal of Care\nVL  - 3\nIS  - 4\nSP  - 101\nEP  - 118\nDO  - 10.1234/good\n" + abstract + "\nER  - \n"
)

// What a file says of a work that the library has without it is kept there, and nothing that was there is written over.
func TestImportFillsWhatTheLibraryLacks(t *testing.T) {
	onBoth(t, func(t *testing.T, shelf *library.Shelf) {
		desk := shelf.Alone()
		take := func(text string, public bool) library.Imported {
			t.Helper()
			done, err := desk.Import(t.Context(), file(t, text), library.Intake{Public: public})
			if err != nil {
				t.Fatal(err)
			}
			return done
		}
		take(bare, true)
		if done := take(fuller, false); done.Added != 0 || len(done.Doubles) != 1 || done.Filled != 1 || !strings.Contains(done.Became(), "1 document of the library now has an abstract or another field that was missing") {
			t.Fatalf("%+v", done)
		}
		item, err := desk.Item(t.Context(), 1)
		if err != nil || item.DOI() != "10.1234/good" || item.Issue != "4" || item.Abstract != "" {
			t.Errorf("an abstract that nobody made public is shown to all, or a field is missing: %+v, %v", item.Record, err)
		}
		if done := take(fuller, true); done.Filled != 1 || done.Added != 0 {
			t.Errorf("%+v", done)
		}
		if item, err = desk.Item(t.Context(), 1); err != nil || !strings.HasPrefix(item.Abstract, "Leaders who learn") {
			t.Errorf("%+v, %v", item.Record, err)
		}
		if found, err := desk.Search(t.Context(), library.Query{Text: "interviews"}); err != nil || found.Total != 1 {
			t.Errorf("%d are found by the new words, %v", found.Total, err)
		}
		for _, again := range []string{bare, fuller, bare + fuller} {
			if done := take(again, true); done.Added != 0 || done.Filled != 0 {
				t.Errorf("the same again: %+v", done)
			}
		}
		// What a person took out or wrote stays so.
		draft := library.DraftOf(item.Entry)
		draft.Title, draft.Abstract = "What makes a service for children in care good", ""
		draft.Pages = "1–9"
		if _, err := desk.Change(t.Context(), 1, draft); err != nil {
			t.Fatal(err)
		}
		if done := take(fuller, true); done.Added != 0 || done.Filled != 0 {
			t.Errorf("%+v", done)
		}
		if item, err = desk.Item(t.Context(), 1); err != nil || item.Abstract != "" || item.Pages != "1–9" {
			t.Errorf("a person's words are written over: %+v, %v", item.Record, err)
		}
		// One file may bring a work twice.
		leaving := strings.ReplaceAll(bare, "What makes a service for children in care good", "Leaving care in three counties of the south and west")
		if done := take(leaving+strings.ReplaceAll(strings.ReplaceAll(fuller, "What makes a service for children in care good", "Leaving care in three counties of the south and west"), "/good", "/leaving"), true); done.Added != 1 {
			t.Fatalf("%+v", done)
		}
		if item, err = desk.Item(t.Context(), 2); err != nil || item.DOI() != "10.1234/leaving" || item.Abstract == "" {
			t.Errorf("%+v, %v", item.Record, err)
		}
	})
}

// Of two documents that are one work the public one stays, and readers see of the other no abstract that is not public; members do.
func TestMergedDocumentsFillEachOther(t *testing.T) {
	onBoth(t, func(t *testing.T, shelf *library.Shelf) {
		desk := shelf.Alone()
		if _, err := desk.Import(t.Context(), file(t, bare), library.Intake{Public: true}); err != nil {
			t.Fatal(err)
		}
		talk := strings.ReplaceAll(strings.Replace(fuller, "JOUR", "CONF", 1), "JO  - Journal of Care", "JO  - A conference")
		if _, err := desk.Import(t.Context(), file(t, talk), library.Intake{}); err != nil {
			t.Fatal(err)
		}
		before, err := shelf.Earliest(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if made, err := desk.Judge(t.Context(), 2, 1, evidence.Merged); err != nil || made.Kept != 1 {
			t.Fatalf("%+v, %v", made, err)
		}
		if item, err := desk.Item(t.Context(), 1); err != nil || item.Abstract == "" || item.DOI() == "" || item.Container != "Journal of Care" {
			t.Errorf("members see %+v, %v", item.Record, err)
		}
		reader := shelf.For(evidence.Account{})
		if item, err := reader.Item(t.Context(), 1); err != nil || item.Abstract != "" || item.DOI() != "10.1234/good" {
			t.Errorf("readers see %+v, %v", item.Record, err)
		}
		found, err := reader.Search(t.Context(), library.Query{})
		if err != nil || len(found.Entries) != 1 || found.Entries[0].Abstract != "" || found.Entries[0].DOI() == "" {
			t.Errorf("readers find %+v, %v", found.Entries, err)
		}
		for e, err := range reader.Found(t.Context(), library.Query{}) {
			if err != nil || e.Abstract != "" || e.DOI() == "" {
				t.Errorf("readers' file has %+v, %v", e.Record, err)
			}
		}
		copied, err := shelf.Harvest(t.Context(), library.Harvest{Most: 9})
		if err != nil || len(copied) != 1 || copied[0].DOI() == "" || copied[0].Abstract != "" || !copied[0].Changed.After(before) {
			t.Errorf("it is copied as %+v, %v", copied, err)
		}
		if _, err := desk.Judge(t.Context(), 1, 2, evidence.Unmerged); err != nil {
			t.Fatal(err)
		}
		if item, err := desk.Item(t.Context(), 1); err != nil || item.Abstract != "" || item.DOI() != "" {
			t.Errorf("taken apart, it has %+v, %v", item.Record, err)
		}
	})
}

// Whoever corrects a document writes into it what they wrote, and not what it shows of one that was merged into it: a hidden abstract stays
// hidden, and two that are taken apart have what each had.
func TestCorrectionsKeepWhatIsAnothersApart(t *testing.T) {
	onBoth(t, func(t *testing.T, shelf *library.Shelf) {
		desk, reader := shelf.Alone(), shelf.For(evidence.Account{})
		for text, public := range map[string]bool{bare: true, strings.ReplaceAll(strings.Replace(fuller, "JOUR", "CONF", 1), "JO  - Journal of Care", "JO  - A conference"): false} {
			if _, err := desk.Import(t.Context(), file(t, text), library.Intake{Public: public}); err != nil {
				t.Fatal(err)
			}
		}
		public, err := reader.Search(t.Context(), library.Query{})
		if err != nil || public.Total != 1 {
			t.Fatal(public, err)
		}
		one := public.Entries[0].Number()
		other := 3 - one
		correct := func(how func(*library.Draft)) {
			t.Helper()
			draft, err := desk.Draft(t.Context(), one)
			if err != nil {
				t.Fatal(err)
			}
			how(&draft)
			draft.Abstract = strings.ReplaceAll(draft.Abstract, "\n", "\r\n") // as a form sends it
			if _, err := desk.Change(t.Context(), one, draft); err != nil {
				t.Fatal(err)
			}
		}
		judge := func(state evidence.DuplicateState) {
			t.Helper()
			if made, err := desk.Judge(t.Context(), one, other, state); err != nil || made.Kept != one {
				t.Fatalf("%+v, %v", made, err)
			}
		}
		judge(evidence.Merged)
		correct(func(d *library.Draft) { d.Summary, d.Issue = "What staff say.", "4a" })
		if item, err := reader.Item(t.Context(), one); err != nil || item.Abstract != "" || item.Summary != "What staff say." || item.DOI() != "10.1234/good" {
			t.Errorf("readers see %+v, %v", item, err)
		}
		if item, err := desk.Item(t.Context(), one); err != nil || item.Abstract == "" || item.Issue != "4a" {
			t.Errorf("members see %+v, %v", item.Record, err)
		}
		judge(evidence.Unmerged)
		if item, err := desk.Item(t.Context(), one); err != nil || item.Abstract != "" || item.DOI() != "" || item.Issue != "4a" {
			t.Errorf("taken apart, it has %+v, %v", item.Record, err)
		}
		judge(evidence.Merged)
		correct(func(d *library.Draft) { d.DOI = "" })
		correct(func(d *library.Draft) { d.Pages = "7" })
		if item, err := desk.Item(t.Context(), one); err != nil || item.DOI() != "" || item.Pages != "7" || item.Abstract == "" {
			t.Errorf("what a person took out is there again: %+v, %v", item.Record, err)
		}
	})
}

package review_test

import (
	"fmt"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
)

// scopus is a record as a table of a catalogue without abstracts gives it; pubmed is the same work in one that has them.
func scopus(title string) string {
	return fmt.Sprintf("TY  - JOUR\nTI  - %[1]s\nAU  - Author%[2]d, A.\nPY  - 2011\nJO  - Journal of Care\nVL  - %[2]d\nSP  - %[2]d1\nEP  - %[2]d9\nER  - \n\n", title, len(title))
}

func pubmed(title, abstract string) string {
	return fmt.Sprintf("TY  - JOUR\nTI  - %[1]s\nAU  - Author%[2]d, A.\nPY  - 2011\nJO  - Journal of Care\nVL  - %[2]d\nIS  - 2\nSP  - %[2]d1\nEP  - %[2]d9\nDO  - 10.1234/%[2]d\nAB  - %[3]s\nER  - \n\n", title, len(title), abstract)
}

// Whichever of two catalogues comes first, screeners, the order of reading and files have the abstract and the DOI that one of them has.
func TestScreenersReadTheAbstractOfEitherRecord(t *testing.T) {
	const decided, open = "What is known of placements in the north", "Leaving care in three counties of the south and west"
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		d := room.Alone()
		id := begin(t, d, nil)
		take(t, d, id, scopus(decided)+scopus(open))
		decide(t, d, id, 1, evidence.TitleAbstract, evidence.Include, "")
		if done := take(t, d, id, pubmed(decided, "Of the north.")+pubmed(open, "Of the south.")); done.Duplicates != (review.Settled{Merged: 2}) {
			t.Fatalf("%+v", done.Duplicates)
		}
		if entries, err := w.Records(t.Context(), []int64{1, 2, 3, 4}); err != nil || fmt.Sprint(entries[0].MergedInto, entries[1].MergedInto, entries[2].MergedInto, entries[3].MergedInto) != "0 4 1 0" {
			t.Errorf("what was decided stays, and else the record with an abstract: %+v, %v", entries, err)
		}
		sheet, err := d.Open(t.Context(), id, evidence.TitleAbstract, 1)
		if err != nil || sheet.Record.Abstract != "Of the north." || sheet.Record.DOI() == "" || sheet.Record.Issue != "2" {
			t.Errorf("the sheet has %+v, %v", sheet.Record, err)
		}
		if next, err := d.Next(t.Context(), id, evidence.TitleAbstract); err != nil || next.Record.ID != "4" || next.Record.Abstract != "Of the south." {
			t.Errorf("the next sheet has %+v, %v", next.Record, err)
		}
		if list, err := d.Handed(t.Context(), id, review.LetIn); err != nil || len(list.Rows) != 1 || list.Rows[0].Entry.Abstract != "Of the north." || list.Rows[0].Entry.DOI() == "" {
			t.Errorf("the file has %+v, %v", list.Rows, err)
		}
		if f, err := d.Dossier(t.Context(), id, 1); err != nil || f.Record.Abstract != "Of the north." {
			t.Errorf("its page has %+v, %v", f.Record, err)
		}
		// The same files again bring nothing that is not there.
		if done := take(t, d, id, scopus(decided)+scopus(open)); done.Duplicates.Merged != 2 {
			t.Errorf("%+v", done.Duplicates)
		}
		if _, err := d.Judge(t.Context(), id, 1, 3, evidence.Unmerged); err != nil {
			t.Fatal(err)
		}
		if sheet, err = d.Open(t.Context(), id, evidence.TitleAbstract, 1); err != nil || sheet.Record.Abstract != "" || sheet.Record.DOI() != "" {
			t.Errorf("taken apart, it still has %+v, %v", sheet.Record, err)
		}
	})
}

package store

import (
	"slices"
	"testing"

	"goodmeasure/evidence"
)

// An import that compared a record fills in what stands for it by the time it is done, and is not stopped where that has gone.
func TestFillingWhatWasMergedOrRemovedMeanwhile(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		records := add(t, w, Addition{}, titled("One", "One", "Two")...)
		if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: records[0], Other: records[1]}); err != nil {
			t.Fatal(err)
		}
		if err := w.RemoveRecord(t.Context(), somebody, records[2]); err != nil {
			t.Fatal(err)
		}
		from := evidence.Record{Abstract: "It helps."}
		if filled, err := w.FillRecords(t.Context(), somebody, []Filling{{records[2], from, false}, {records[1], from, false}}); err != nil || filled != 1 {
			t.Error(filled, err)
		}
		for n, want := range []string{"It helps.", ""} {
			if e, err := w.Record(t.Context(), records[n]); err != nil || e.Abstract != want {
				t.Errorf("record %d has %q (%v), expected %q", records[n], e.Abstract, err, want)
			}
		}
		if filled, err := w.FillRecords(t.Context(), somebody, []Filling{{records[2], from, false}}); err != nil || filled != 0 {
			t.Error(filled, err)
		}
	})
}

// Many are filled together, each once though several say something of it, and all of them or none.
func TestManyAreFilledTogether(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		records := add(t, w, Addition{}, titled("One", "Two", "Three")...)
		records = append(records, add(t, w, Addition{Public: true}, titled("Four", "Five")...)...)
		name := evidence.Identifier{Scheme: "doi", Value: "10.1234/two"}
		fillings := []Filling{
			{records[4], evidence.Record{Abstract: "Children moved less."}, true},
			{records[3], evidence.Record{Abstract: "Children stayed.", Container: "Journal of children and homes"}, false},
			{records[1], evidence.Record{Abstract: "Children thrive."}, false},
			{records[0], evidence.Record{Title: "Children"}, true}, // it has a title
			{records[1], evidence.Record{Abstract: "Written over.", Identifiers: []evidence.Identifier{name}}, false},
		}
		expect := func(abstracts []string, named, found []int64) {
			t.Helper()
			for n, want := range abstracts {
				if e, err := w.Record(t.Context(), records[n]); err != nil || e.Abstract != want {
					t.Errorf("record %d has %q (%v), expected %q", records[n], e.Abstract, err, want)
				}
			}
			if bear, err := w.Identified(t.Context(), name); err != nil || !slices.Equal(bear, named) {
				t.Errorf("%v bear the DOI (%v), expected %v", bear, err, named)
			}
			f, err := w.Search(t.Context(), Query{Text: "children", Members: true, Size: 10})
			var have []int64
			for _, e := range f.Entries {
				have = append(have, e.Number())
			}
			if slices.Sort(have); err != nil || !slices.Equal(have, found) {
				t.Errorf("%v are found (%v), expected %v", have, err, found)
			}
			told, err := values[int64](t.Context(), w.db, "SELECT record FROM act WHERE verb = 'changed' ORDER BY record")
			if err != nil || !slices.Equal(told, found) {
				t.Errorf("the trail has that %v were changed (%v), expected %v", told, err, found)
			}
		}
		rename := func(from, to string) {
			t.Helper()
			if _, err := w.db.ExecContext(t.Context(), "ALTER TABLE "+from+" RENAME TO "+to); err != nil {
				t.Fatal(err)
			}
		}
		rename("act", "elsewhere") // the last of what is written
		if filled, err := w.FillRecords(t.Context(), somebody, fillings); err == nil || filled != 0 {
			t.Errorf("%d are filled though nothing can be kept of it (%v)", filled, err)
		}
		rename("elsewhere", "act")
		expect(make([]string, 5), nil, nil)
		if filled, err := w.FillRecords(t.Context(), somebody, fillings); err != nil || filled != 3 {
			t.Errorf("%d are filled (%v), expected 3", filled, err)
		}
		expect([]string{"", "Children thrive.", "", "", "Children moved less."}, []int64{records[1]}, []int64{records[1], records[3], records[4]})
	})
}

package store

import (
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
		if filled, err := w.FillRecord(t.Context(), somebody, records[1], from, false); err != nil || !filled {
			t.Error(filled, err)
		}
		for n, want := range []string{"It helps.", ""} {
			if e, err := w.Record(t.Context(), records[n]); err != nil || e.Abstract != want {
				t.Errorf("record %d has %q (%v), expected %q", records[n], e.Abstract, err, want)
			}
		}
		if filled, err := w.FillRecord(t.Context(), somebody, records[2], from, false); err != nil || filled {
			t.Error(filled, err)
		}
	})
}

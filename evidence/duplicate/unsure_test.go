package duplicate

import (
	"fmt"
	"slices"
	"testing"

	"goodmeasure/evidence"
)

// Records that share a title and say little else are not laid before a person by the million: the likeliest pairs are, and
// the rest are counted.
func TestUnsurePairsAreBounded(t *testing.T) {
	found := FindEach(func(yield func(evidence.Record) bool) {
		for n := range 9000 {
			if !yield(evidence.Record{Kind: evidence.Article, Title: "Editorial: news of the year in brief and notes on contributors", Year: 1990 + n%36, Container: fmt.Sprint("Journal ", n%700), Volume: fmt.Sprint(n % 60)}) {
				return
			}
		}
	})
	if len(found.Unsure) > mostUnsure || found.Left == 0 {
		t.Errorf("%d pairs are for a person and %d are left", len(found.Unsure), found.Left)
	}
	if !slices.IsSortedFunc(found.Unsure, byScore) {
		t.Error("they do not come likeliest first")
	}
}

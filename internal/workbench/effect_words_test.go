package workbench

import (
	"testing"

	"goodmeasure/study"
)

func TestPairsApartForNoneAFewAndMany(t *testing.T) {
	for share, want := range map[study.Number]string{
		0: "No pair of authorities can be told apart", 0.004: "Of every 100 pairs of authorities, fewer than 1 can be told apart",
		0.006: "Of every 100 pairs of authorities, 1 can be told apart", 0.134: "Of every 100 pairs of authorities, 13 can be told apart",
	} {
		if got := pairsApart(share); got != want {
			t.Errorf("%v: %q", share, got)
		}
	}
}

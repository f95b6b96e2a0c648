package duplicate

import (
	"slices"
	"testing"
)

func TestCandidatesComeAgain(t *testing.T) {
	found := candidates([]print{{doi: "1", pubmed: "1"}, {doi: "1", pubmed: "1"}, {doi: "2"}, {doi: "2", pubmed: "1"}})
	want := []candidate{{0, 1}, {0, 3}, {1, 3}, {2, 3}}
	for range 2 {
		if got := slices.Collect(found); !slices.Equal(got, want) {
			t.Errorf("%v, expected %v", got, want)
		}
	}
}

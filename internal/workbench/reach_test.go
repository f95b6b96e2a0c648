package workbench

import (
	"strings"
	"testing"

	"goodmeasure/method"
)

// A definition that leaves gaps can rank an authority where no weights over filled figures were found to.
func TestRankBeyondWhatWasFoundIsSaid(t *testing.T) {
	r := ReachRead{Reach: &method.Reach{Authorities: []method.ReachedAuthority{
		{Authority: "301", Name: "A", Rank: 1, Best: 1, Worst: 2},
		{Authority: "302", Name: "B", Rank: 2, Best: 1, Worst: 3},
		{Authority: "303", Name: "C", Rank: 3, Best: 2, Worst: 2},
	}}}
	f, err := r.Figure()
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{f.Sentence, strings.Join(r.Words(), " ")} {
		if !strings.Contains(words, "The rank as stated of 1 authority lies beyond what was found") {
			t.Errorf("%s says nothing of it", words)
		}
	}
	r.Authorities = r.Authorities[:2]
	if words := strings.Join(r.Words(), " "); strings.Contains(words, "beyond") {
		t.Error(words)
	}
}

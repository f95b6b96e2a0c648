package review

import (
	"math"
	"testing"

	"goodmeasure/internal/testkit"
)

// The figures that the material gives for 4,108 records screened by two to four of ten people.
func TestAgreementOfPublishedScreening(t *testing.T) {
	a, err := Agree(testkit.Shared(t, "data", "screening", "dual_decisions_child_ratio.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for what, counts := range map[string][2]int{
		"items": {a.Items, 4108}, "decisions": {a.Decisions, 8713}, "reviewers": {a.Reviewers, 10},
		"by two": {a.ReviewersPerItem["2"], 3663}, "by three": {a.ReviewersPerItem["3"], 393}, "by four": {a.ReviewersPerItem["4"], 52},
		"of two": {a.TwoReviewerItems, 3663}, "both include": {a.BothInclude, 187}, "first alone": {a.IncludeExclude, 101},
		"second alone": {a.ExcludeInclude, 212}, "both exclude": {a.BothExclude, 3163}, "conflicts": {a.Conflicts, 313}, "left out": {a.LeftOut, 0},
	} {
		if counts[0] != counts[1] {
			t.Errorf("%s: %d, expected %d", what, counts[0], counts[1])
		}
	}
	near := func(what string, got *float64, want float64) {
		if got == nil || math.Abs(*got-want) > 5.1e-6 {
			t.Errorf("%s: %v, expected %v", what, *got, want)
		}
	}
	near("agreement", a.Agreement, 0.91455)
	near("kappa", a.Kappa, 0.4986)
	near("kappa of codes", a.KappaCodes, 0.48324)
	near("PABAK", a.PABAK, 0.8291)
	near("alpha", a.Alpha, 0.48157)
	for _, want := range []struct {
		first, second string
		n             int
		kappa         float64
	}{{"R1", "R6", 963, 0.79792}, {"R2", "R4", 683, 0.58044}, {"R3", "R5", 610, 0.52210}, {"R1", "R2", 273, 0.28583}} {
		found := false
		for _, p := range a.Pairs {
			if p.First == want.first && p.Second == want.second {
				found = true
				if p.N != want.n {
					t.Errorf("%s and %s: %d records, expected %d", p.First, p.Second, p.N, want.n)
				}
				near(want.first+" and "+want.second, p.Kappa, want.kappa)
			}
		}
		if !found {
			t.Errorf("no pair %s and %s", want.first, want.second)
		}
	}
	for _, s := range a.Sentences {
		t.Log(s)
	}
}

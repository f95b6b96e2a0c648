package workbench

import (
	"testing"

	"goodmeasure/study"
)

func TestRangesOfRanksAreNeverNarrowerThanTheyAre(t *testing.T) {
	for _, c := range []struct {
		low, high study.Number
		want      string
	}{{3.975, 145.025, "3 to 146"}, {3, 145, "3 to 145"}, {12.5, 12.5, "12 to 13"}, {study.Missing, 2, "not known"}} {
		if got := rankRange(c.low, c.high); got != c.want {
			t.Errorf("%v to %v is written %q, expected %q", c.low, c.high, got, c.want)
		}
	}
}

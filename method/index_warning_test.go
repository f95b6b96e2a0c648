package method

import (
	"strings"
	"testing"

	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/study"
)

// Two groups that run against each other: a reader knows them by their names, and who gave no name by its code.
func TestWarningsNameMeasuresAndGroups(t *testing.T) {
	m := &Matrix{Values: [][]float64{{1, 2, 3, 4, 9}, {2, 1, 3, 5, 8}, {9, 7, 5, 4, 1}},
		Indicators: []IndexIndicator{{Code: "a", Name: "Seen in time", Direction: study.HigherIsBetter}, {Code: "b", Name: "Visited", Direction: study.HigherIsBetter}, {Code: "c", Direction: study.HigherIsBetter}}}
	for _, code := range []string{"U1", "U2", "U3", "U4", "U5"} {
		m.Units = append(m.Units, IndexUnit{Code: code, Name: code})
	}
	r := &Recipe{Parents: []string{"p", "p", "q"}, Weights: []float64{1, 1, 1}, Treatments: make([]Treatment, 3), Groups: []IndexGroup{
		{"p", "Help in time", "x", 3, aggregate.Arithmetic{}}, {"q", "Staff", "x", 1, aggregate.Arithmetic{}}, {"x", "All of it", "", 1, aggregate.Arithmetic{}}}}
	for range 3 {
		r.Scales = append(r.Scales, normalise.ZScore{Mean: 0, SD: 1})
	}
	x, err := MakeTableIndex(m, r)
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Warnings) != 1 || !strings.HasPrefix(x.Warnings[0], "“Staff” runs against “All of it”, which it is part of (correlation −0.") {
		t.Errorf("%q", x.Warnings)
	}
	if got := (&kitchen{Recipe: r, matrix: m}).called("c"); got != "“c”" {
		t.Errorf("without a name it is %s", got)
	}
}

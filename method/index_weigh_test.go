package method

import (
	"math"
	"strings"
	"testing"

	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/study"
)

// weighed is an index of columns by derived weights, in one group beside another of one member.
func weighed(t *testing.T, name string, a, b, c []float64) (*Index, error) {
	t.Helper()
	m := &Matrix{Values: [][]float64{a, b, c}}
	for _, code := range []string{"a", "b", "c"} {
		m.Indicators = append(m.Indicators, IndexIndicator{Code: code, Name: code, Direction: study.HigherIsBetter})
	}
	for _, code := range []string{"U1", "U2", "U3", "U4", "U5"} {
		m.Units = append(m.Units, IndexUnit{Code: code, Name: code})
	}
	r := &Recipe{Parents: []string{"P", "P", "Q"}, Weights: []float64{7, 1, 1}, Treatments: make([]Treatment, 3)}
	for range 3 {
		r.Scales = append(r.Scales, normalise.ZScore{Mean: 0, SD: 1})
	}
	for _, g := range []IndexGroup{{Code: "P", Parent: "X", Weight: 3}, {Code: "Q", Parent: "X", Weight: 1}, {Code: "X", Weight: 1}} {
		g.Name, g.Method = g.Code, aggregate.Arithmetic{}
		r.Groups = append(r.Groups, g)
	}
	for at := range Weighings {
		if Weighings[at].Name == name {
			r.Weigh = &Weighings[at]
		}
	}
	return MakeTableIndex(m, r)
}

// What each kind of weight must give follows from what it is for: the stated 7 to 1 and 3 to 1 no longer count.
func TestWeightsAreDerivedGroupByGroup(t *testing.T) {
	a, b, c := []float64{1, 2, 3, 4, 5}, []float64{2, 1, 3, 5, 4}, []float64{3, 1, 2, 5, 4}
	narrow := math.Sqrt((1 + 0.8) / 2) // standard deviation of pillar P, of which a and b correlate by 0.8; that of Q is 1
	for name, p := range map[string]float64{"equal": 0.5, "principal-component": 0.5, "equal-influence": 1 / (1 + narrow)} {
		x, err := weighed(t, name, a, b, c)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range x.Weights { // a and b vary alike and weigh the same, by each of the three
			want := map[string]float64{"a": p / 2, "b": p / 2, "c": 1 - p, "P": p, "Q": 1 - p, "X": 1}[w.Code]
			if math.Abs(float64(w.Effective)-want) > 1e-9 {
				t.Errorf("%s: effective weight of %s is %v, want %v", name, w.Code, w.Effective, want)
			}
		}
		// As z-scores U4 is 1 on a, 2 on b and 2 on c, over the root of 2.5: it comes first.
		if first := x.Results[0]; first.Unit != "U4" || math.Abs(float64(first.Score)-(1.5*p+2*(1-p))/math.Sqrt(2.5)) > 1e-9 {
			t.Errorf("%s: %s is first with %v", name, first.Unit, first.Score)
		}
	}
	gap := []float64{2, 1, math.NaN(), 5, 4}
	if _, err := weighed(t, "principal-component", a, gap, c); err == nil || !strings.Contains(err.Error(), "U3 has no value on b; fill gaps") {
		t.Errorf("a gap: %v", err)
	}
	if _, err := weighed(t, "equal", a, gap, c); err != nil {
		t.Errorf("a gap where nothing is derived from it: %v", err)
	}
	if _, err := weighed(t, "principal-component", a, []float64{5, 4, 3, 2, 1}, c); err == nil || !strings.Contains(err.Error(), `"P" by principal-component`) || !strings.Contains(err.Error(), "below zero") {
		t.Errorf("a weight below zero: %v", err)
	}
}

package workbench

import (
	"math"
	"testing"

	"goodmeasure/study"
)

func stoodFor(shares ...study.Number) []YearStanding {
	var years []YearStanding
	for _, share := range shares {
		one := YearStanding{Band: BandB, PBest: share, PWorst: 1 - share}
		if !share.Known() {
			one = YearStanding{PBest: study.Missing, PWorst: study.Missing, Reason: "suppressed"}
		}
		years = append(years, one)
	}
	return years
}

// Four authorities over two years. In 2023 two of three ranked are strong in 80% of definitions, in 2024 one of four. Dealt
// anew, three have a chance of 2/3 x 1/4 to be strong in both, and the one without a place in 2023 has none.
func TestCountAgainstHandWorkedChance(t *testing.T) {
	p := &Persistence{Years: []YearUsed{{Label: 2023}, {Label: 2024}}, Authorities: []YearsOf{
		{Authority: "301", Name: "A", Years: stoodFor(0.9, 0.8)}, {Authority: "302", Name: "B", Years: stoodFor(0.85, 0.1)},
		{Authority: "303", Name: "C", Years: stoodFor(0.2, 0.7)}, {Authority: "304", Name: "D", Years: stoodFor(study.Missing, 0.79)}}}
	both, err := p.Count(2, 80)
	if err != nil {
		t.Fatal(err)
	}
	if len(both.Strong) != 1 || both.Strong[0].Name != "A" || both.Strong[0].Years != 2 {
		t.Errorf("strong in both: %+v", both.Strong)
	}
	if want := 3.0 * 2 / 3 / 4; math.Abs(float64(both.StrongChance)-want) > 1e-12 {
		t.Errorf("by chance %v, expected %v", both.StrongChance, want)
	}
	once, err := p.Count(1, 80)
	if err != nil {
		t.Fatal(err)
	}
	if want := 3*(1-1.0/3*3/4) + 1.0/4; len(once.Strong) != 2 || math.Abs(float64(once.StrongChance)-want) > 1e-12 {
		t.Errorf("once: %d, by chance %v, expected %v", len(once.Strong), once.StrongChance, want)
	}
	if len(once.Weak) != 2 { // B in 2024 with 0.9, C in 2023 with 0.8
		t.Errorf("weak once: %+v", once.Weak)
	}
	for _, bad := range [][2]int{{0, 80}, {3, 80}, {1, 49}, {1, 101}} {
		if _, err := p.Count(bad[0], bad[1]); err == nil {
			t.Errorf("%v was counted", bad)
		}
	}
}

func TestBands(t *testing.T) {
	for _, c := range []struct {
		low, median, high study.Number
		want              Band
	}{{1, 3, 5, BandA}, {1, 3, 6, BandB}, {4, 8, 11, BandC}, {7, 8, 11, BandD}, {1, 6, 11, BandB}, {study.Missing, 3, study.Missing, ""}} {
		if got := bandOf(c.low, c.median, c.high, 11); got != c.want {
			t.Errorf("%v to %v of 11 is in band %q, expected %q", c.low, c.high, got, c.want)
		}
	}
}

// A is ahead of C and D whatever the draw; B overlaps with A and with C, and shares their places.
func TestSharedPlaces(t *testing.T) {
	s := &Standings{Authorities: []Standing{{Authority: "304", Name: "D", Median: 4, Low: 4, High: 4}, {Authority: "301", Name: "A", Median: 1, Low: 1, High: 2},
		{Authority: "302", Name: "B", Median: 2, Low: 1, High: 3}, {Authority: "303", Name: "C", Median: 3, Low: 3, High: 3},
		{Authority: "305", Name: "E", Median: 2, Low: study.Missing, High: study.Missing, Reason: "too few figures"}}}
	s.place(On(&study.Edition{}))
	for at, want := range []struct {
		name   string
		shared int
	}{{"A", 1}, {"B", 1}, {"C", 2}, {"D", 4}, {"E", 0}} {
		if got := s.Authorities[at]; got.Name != want.name || got.Shared != want.shared {
			t.Errorf("place %d: %s shares %d, expected %s with %d", at+1, got.Name, got.Shared, want.name, want.shared)
		}
	}
	if last := s.Authorities[4]; last.Median.Known() || last.Band != "" || s.N != 4 {
		t.Errorf("a rank without an interval: %+v", last)
	}
}

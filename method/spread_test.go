package method

import (
	"testing"

	"goodmeasure/study"
)

func TestSpreadCountsAuthoritiesAlike(t *testing.T) {
	e := synthetic(t, 5, 1, func(k, a int) float64 { return []float64{10, 20, 30, 40, 90}[a] })
	all := Spreads(e, e.Indicators[0], func(study.Authority) bool { return true })
	want := Spread{2024, "2023-24", 5, 10, 20, 30, 40, 90}
	if len(all) != 1 || all[0] != want {
		t.Errorf("found %+v, expected %+v", all, want)
	}
	two := Spreads(e, e.Indicators[0], func(a study.Authority) bool { return a.Region == "Region 1" }) // the second and the fifth
	if len(two) != 1 || two[0].N != 2 || two[0].Median != 55 {
		t.Errorf("found %+v", two)
	}
	if none := Spreads(e, e.Indicators[0], func(study.Authority) bool { return false }); len(none) != 0 {
		t.Errorf("nobody has a spread: %+v", none)
	}
}

func TestSpreadLeavesTinyAuthoritiesOut(t *testing.T) {
	e := threePlaces()
	spreads := Spreads(e, e.Indicators[0], func(study.Authority) bool { return true })
	if spreads[0].N != 2 || spreads[0].High != 90 {
		t.Errorf("City of London's one child counts: %+v", spreads)
	}
}

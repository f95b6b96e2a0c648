package method_test

import (
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/method"
	"goodmeasure/study"
)

// A figure differs from a value at 5% just when its 95% interval leaves the value out.
func TestPDifferenceAgreesWithInterval(t *testing.T) {
	indicator := study.Indicator{ID: "share", Kind: study.Proportion, Unit: "percent"}
	edition := &study.Edition{}
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.IntRange(1, 2000).Draw(t, "of")
		n := rapid.IntRange(1, of).Draw(t, "n")
		from := study.Number(rapid.Float64Range(0.1, 99.9).Draw(t, "from"))
		o := study.Observation{Value: study.Number(100 * n / of), Numerator: study.Number(n), Denominator: study.Number(of), Status: study.Published}
		p, interval := method.PDifference(edition, indicator, o, from), method.IntervalOf(edition, indicator, o)
		if n == of {
			return // the interval is stretched to the end of the scale, and has no tail there
		}
		if outside := from < interval.Low || from > interval.High; outside != (p < 0.05) {
			t.Fatalf("%d of %d from %v: p is %v, the interval %v to %v", n, of, from, p, interval.Low, interval.High)
		}
	})
}

func TestPDifferenceWithoutSamplingError(t *testing.T) {
	score := study.Indicator{ID: "score", Kind: study.Score}
	o := study.Observation{Value: 7, Numerator: study.Missing, Denominator: study.Missing, Status: study.Published}
	if p := method.PDifference(&study.Edition{}, score, o, 5); p.Known() {
		t.Errorf("a score without sampling error differs with p %v", p)
	}
	half := study.Observation{Value: 50, Numerator: 50, Denominator: 100, Status: study.Published}
	share := study.Indicator{ID: "share", Kind: study.Proportion}
	if p := method.PDifference(&study.Edition{}, share, half, 50); p < 0.999999 || p > 1 {
		t.Errorf("a half differs from a half with p %v", p)
	}
	if p := method.PDifference(&study.Edition{}, share, half, study.Missing); p.Known() {
		t.Errorf("a difference from nothing has p %v", p)
	}
}

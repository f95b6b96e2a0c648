package method

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/study"
)

// Twelve authorities with 20 of 100 each: nothing beyond chance, so that the limits are those of chance alone, which on
// the arcsine scale are asin(sqrt(0.2)) ± 1.96/20 and ± 3.09/20.
func TestFunnelOfChanceAlone(t *testing.T) {
	e := synthetic(t, 12, 1, func(k, a int) float64 { return 20 })
	f, err := NewFunnel(e, e.Indicators[0], 2024)
	if err != nil || f.Why != "" {
		t.Fatal(err, f.Why)
	}
	if f.N != 12 || f.Target != 20 || f.Dispersion > 1e-12 || f.Tau != 0 || len(f.Limits) != 1 {
		t.Errorf("found %+v", f)
	}
	l := f.Limits[0]
	for _, c := range []struct {
		what string
		got  study.Number
		want float64
	}{{"inner low", l.InnerLow, 12.784618}, {"inner high", l.InnerHigh, 28.364135}, {"outer low", l.OuterLow, 9.255936}, {"outer high", l.OuterHigh, 33.586199}} {
		if math.Abs(float64(c.got)-c.want) > 1e-6 {
			t.Errorf("%s is %v, expected %v", c.what, c.got, c.want)
		}
	}
}

// One authority far from thirty that chance alone scatters lies beyond the outer limit, on its own side.
func TestFunnelNamesWhoIsOut(t *testing.T) {
	e := synthetic(t, 31, 1, func(k, a int) float64 {
		if a == 7 {
			return 70
		}
		return float64(18 + a%5)
	})
	f, err := NewFunnel(e, e.Indicators[0], 2024)
	if err != nil {
		t.Fatal(err)
	}
	for at, p := range f.Points {
		if want := map[bool]int{true: 2}[at == 7]; p.Beyond != want {
			t.Errorf("%s with %v: %d, expected %d", p.Name, p.Value, p.Beyond, want)
		}
	}
}

// Where authorities differ by far more than chance, limits that took chance for all would leave most of them outside.
func TestFunnelAllowsForTheUsualSpread(t *testing.T) {
	e := synthetic(t, 60, 1, func(k, a int) float64 { return float64(5 + (a*7)%60) })
	rows := slices.Collect(e.Observations("m0"))
	for at := range rows {
		rows[at].Numerator, rows[at].Denominator = rows[at].Numerator*100, 10_000
	}
	e.SetObservations("m0", rows)
	f, err := NewFunnel(e, e.Indicators[0], 2024)
	if err != nil {
		t.Fatal(err)
	}
	out := 0
	for _, p := range f.Points {
		if p.Beyond != 0 {
			out++
		}
	}
	if f.Dispersion < 50 || out > 3 {
		t.Errorf("dispersion %v, %d of 60 outside", f.Dispersion, out)
	}
}

func TestFunnelSaysWhyThereIsNone(t *testing.T) {
	nan := math.NaN()
	for name, e := range map[string]*study.Edition{
		"few":       synthetic(t, 9, 1, func(k, a int) float64 { return 20 }),
		"one":       synthetic(t, 12, 1, func(k, a int) float64 { return map[bool]float64{true: 20, false: nan}[a == 0] }),
		"nothing":   synthetic(t, 12, 1, func(k, a int) float64 { return nan }),
		"all zeros": synthetic(t, 12, 1, func(k, a int) float64 { return 0 }),
		"all whole": synthetic(t, 12, 1, func(k, a int) float64 { return 100 }),
	} {
		f, err := NewFunnel(e, e.Indicators[0], 2024)
		if err != nil || f.Why == "" || f.Target.Known() || len(f.Limits) > 0 {
			t.Errorf("%s: %v, %+v", name, err, f)
		}
	}
	e := threePlaces()
	if f, err := NewFunnel(e, e.Indicators[1], 2024); err != nil || f.Why == "" {
		t.Errorf("a score has no funnel: %v, %+v", err, f)
	}
}

func TestFunnelLimitsNestAndNarrow(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(10, 40).Draw(r, "authorities")
		value := rapid.SliceOfN(rapid.IntRange(1, 99), n, n).Draw(r, "values")
		sizes := rapid.SliceOfN(rapid.IntRange(1, 40), n, n).Draw(r, "sizes")
		e := synthetic(t, n, 1, func(k, a int) float64 { return float64(value[a]) })
		rows := slices.Collect(e.Observations("m0"))
		for at := range rows {
			size := study.Number(sizes[at])
			rows[at].Numerator, rows[at].Denominator = rows[at].Numerator*size, rows[at].Denominator*size
		}
		e.SetObservations("m0", rows)
		f, err := NewFunnel(e, e.Indicators[0], 2024)
		if err != nil || f.Why != "" {
			r.Fatal(err, f.Why)
		}
		for at, l := range f.Limits {
			if !(0 <= l.OuterLow && l.OuterLow <= l.InnerLow && l.InnerLow <= f.Target && f.Target <= l.InnerHigh && l.InnerHigh <= l.OuterHigh && l.OuterHigh <= 100) {
				r.Fatalf("limits cross: %+v about %v", l, f.Target)
			}
			if at > 0 && l.InnerHigh-l.InnerLow > f.Limits[at-1].InnerHigh-f.Limits[at-1].InnerLow+1e-9 {
				r.Fatalf("limits widen with size: %+v after %+v", l, f.Limits[at-1])
			}
		}
	})
}

// Two authorities with one figure together have it once in what all have and in how far figures spread, and are both drawn.
func TestFunnelCountsAJointFigureOnce(t *testing.T) {
	e := synthetic(t, 13, 1, func(k, a int) float64 {
		if a == 0 || a == 3 { // of one region
			return 80
		}
		return float64(15 + a)
	})
	shareFigure(e, 0, 3)
	f, err := NewFunnel(e, e.Indicators[0], 2024)
	if err != nil || f.N != 13 || len(f.Points) != 13 {
		t.Fatalf("%v: %d drawn, expected 13", err, f.N)
	}
	e.SetObservations("m0", slices.DeleteFunc(slices.Collect(e.Observations("m0")), func(o study.Observation) bool { return o.Authority == e.Authorities[3].Code }))
	once, err := NewFunnel(e, e.Indicators[0], 2024)
	if err != nil || f.Target != once.Target || f.Dispersion != once.Dispersion || f.Tau != once.Tau {
		t.Errorf("%v: target %v, dispersion %v and tau %v, expected those of the figure counted once: %v, %v and %v", err, f.Target, f.Dispersion, f.Tau, once.Target, once.Dispersion, once.Tau)
	}
}

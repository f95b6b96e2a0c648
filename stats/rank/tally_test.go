package rank

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"goodmeasure/internal/testkit"
)

func TestSummariesAgainstReference(t *testing.T) {
	input := testkit.GoldenCSV(t, "12_rankdraws_input.csv")
	want := testkit.GoldenCSV(t, "12_rankintervals_expected.csv")
	draws := make([][]float64, len(input))
	for u := range want {
		for i, v := range column(t, input, fmt.Sprintf("U%02d", u+1)) {
			draws[i] = append(draws[i], v)
		}
	}
	tally := NewTally(len(want), true)
	tally.tenth = func(int) int { return 5 } // the reference gives the best and worst five
	for _, values := range draws {
		tally.Add(values)
	}
	got := tally.Summarise()
	for name, of := range map[string]func(Summary) float64{
		"mean_rank_avgties": func(s Summary) float64 { return s.Mean },
		"sd":                func(s Summary) float64 { return s.SD },
		"q2.5":              func(s Summary) float64 { return s.Lower95 },
		"median":            func(s Summary) float64 { return s.Median },
		"q97.5":             func(s Summary) float64 { return s.Upper95 },
		"p_top5_minties":    func(s Summary) float64 { return s.TopTenth },
		"p_bottom5_minties": func(s Summary) float64 { return s.BottomTenth },
	} {
		x := make([]float64, len(got))
		for i, s := range got {
			x[i] = of(s)
		}
		checkColumn(t, name, x, column(t, want, name), 1e-9)
	}
}

// The tally must give what ranking every draw and keeping all the ranks would give.
func TestTallyEqualsKeptRanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.IntRange(1, 12).Draw(t, "units")
		cell := rapid.Map(rapid.IntRange(0, 9), func(i int) float64 {
			if i == 9 {
				return math.NaN()
			}
			return float64(i)
		})
		draws := rapid.SliceOfN(rapid.SliceOfN(cell, units, units), 2, 30).Draw(t, "draws")
		got := Summarise(draws, true)
		for unit, s := range got {
			var kept []float64
			var top, bottom float64
			for _, values := range draws {
				r, best := Average(values, true)[unit], Min(values, true)[unit]
				if math.IsNaN(r) {
					continue
				}
				kept = append(kept, r)
				n := 0
				for _, v := range values {
					if !math.IsNaN(v) {
						n++
					}
				}
				if best <= float64(Quarter(n)) {
					top++
				}
				if best > float64(n-Tenth(n)) {
					bottom++
				}
			}
			n := float64(len(kept))
			if s.Draws != len(kept) {
				t.Fatalf("%d draws, want %d", s.Draws, len(kept))
			}
			if len(kept) < 2 {
				continue
			}
			slices.Sort(kept)
			for p, q := range map[float64]float64{
				0.5: s.Median, 0.25: s.Lower50, 0.75: s.Upper50, 0.025: s.Lower95, 0.975: s.Upper95,
			} {
				h := p * (n - 1)
				i := int(h)
				want := kept[i]
				if i+1 < len(kept) {
					want += (h - float64(i)) * (kept[i+1] - kept[i])
				}
				if !near(q, want, 1e-12) {
					t.Fatalf("quantile %v: got %v, want %v", p, q, want)
				}
			}
			if !near(s.Mean, stat.Mean(kept, nil), 1e-12) || math.Abs(s.SD-stat.StdDev(kept, nil)) > 1e-9 {
				t.Fatalf("mean %v, sd %v of %v", s.Mean, s.SD, kept)
			}
			if !near(s.TopQuarter, top/n, 1e-12) || !near(s.BottomTenth, bottom/n, 1e-12) {
				t.Fatalf("chances %v and %v, want %v and %v", s.TopQuarter, s.BottomTenth, top/n, bottom/n)
			}
		}
	})
}

func TestTallyOfNothing(t *testing.T) {
	if got := Summarise(nil, true); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	got := Summarise([][]float64{{1, math.NaN()}}, true)
	if got[1].Draws != 0 || !math.IsNaN(got[1].Mean) || !math.IsNaN(got[1].Median) || !math.IsNaN(got[1].TopTenth) {
		t.Errorf("a unit never ranked: %+v", got[1])
	}
	if got[0].Median != 1 || got[0].TopTenth != 1 || !math.IsNaN(got[0].SD) {
		t.Errorf("one draw: %+v", got[0])
	}
}

package regress

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSeparationNamesOnlyTheTermsThatSeparate(t *testing.T) {
	noise := []float64{3, -1, 4, 1, -5, 9, 2, -6, 5, 3.5, -8, 7}
	split := []float64{-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6}
	rare := []float64{0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0} // every one of these succeeded
	mixed := []bool{false, true, false, false, true, false, true, true, true, true, false, true}
	good := []bool{false, false, false, false, false, false, true, true, true, true, true, true}
	for name, c := range map[string]struct {
		y        []bool
		columns  []Column
		terms    []string
		complete bool
	}{
		"one of two":       {good, []Column{{"noise", noise}, {"split", split}}, []string{"split"}, true},
		"only together":    {good, []Column{{"a", sum(split, noise)}, {"b", noise}}, []string{"a", "b"}, true},
		"a dummy":          {mixed, []Column{{"noise", noise}, {"rare", rare}}, []string{"rare"}, false},
		"two on their own": {good, []Column{{"split", split}, {"noise", noise}, {"rare", rare}}, []string{"split", "rare"}, true},
	} {
		_, err := Logistic(Binary(c.y), design(t, c.columns))
		var separated *SeparationError
		if !errors.As(err, &separated) || !slices.Equal(separated.Terms, c.terms) || separated.Complete != c.complete {
			t.Errorf("%s: %v, want %v, complete %v", name, err, c.terms, c.complete)
		}
	}
}

func sum(a, b []float64) []float64 {
	out := slices.Clone(a)
	axpy(out, 1, b)
	return out
}

// Levels are separated by a direction along which no case of a higher level lies below one of a lower level. Differences of cases of
// small whole figures tell exactly whether there is one: if all lie in one half of the plane, the edge of such a half is at right
// angles to one of them.
func TestSeparationAgreesWithGeometry(t *testing.T) {
	separated, finite := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(8, 30).Draw(t, "n")
		y := rapid.SliceOfN(rapid.IntRange(0, 2), n, n).Draw(t, "y")
		y[0], y[1], y[2] = 0, 1, 2
		small := rapid.SliceOfN(rapid.Map(rapid.IntRange(-3, 3), func(v int) float64 { return float64(v) }), n, n)
		a, b := small.Draw(t, "a"), small.Draw(t, "b")
		if rapid.Bool().Draw(t, "related") {
			for i := range a {
				a[i] += 4 * float64(y[i])
			}
		}
		d, err := NewDesign(Column{"a", a}, Column{"b", b})
		if err != nil {
			return
		}
		want := halfPlaneHolds(upward(y, a, b))
		if found := newCumulative(y, 3, d, Logit, nil).separation(d.Terms(), n) != nil; found != want {
			t.Fatalf("separation found: %v, want %v", found, want)
		}
		if want {
			separated++
		} else {
			finite++
		}
	})
	if separated == 0 || finite == 0 {
		t.Errorf("%d separated and %d finite cases; both must be tried", separated, finite)
	}
}

// upward are the ways from each case to each of a higher level.
func upward(level []int, a, b []float64) (ways [][2]float64) {
	for i, from := range level {
		for j, to := range level {
			if from < to {
				ways = append(ways, [2]float64{a[j] - a[i], b[j] - b[i]})
			}
		}
	}
	return ways
}

func halfPlaneHolds(ways [][2]float64) bool {
	for _, w := range ways {
		for _, side := range [][2]float64{{-w[1], w[0]}, {w[1], -w[0]}} {
			behind := func(v [2]float64) bool { return side[0]*v[0]+side[1]*v[1] < 0 }
			if side != [2]float64{} && !slices.ContainsFunc(ways, behind) {
				return true
			}
		}
	}
	return false
}

func TestFirthIsFiniteUnderSeparation(t *testing.T) {
	// A 2 x 2 table with an empty cell: Firth's estimate adds a half to every cell.
	x := []float64{0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1}
	y := Binary([]bool{true, true, false, false, false, false, false, true, true, true, true, true})
	_, err := Logistic(y, design(t, column("x", x)))
	if err == nil || !strings.Contains(err.Error(), "Firth") {
		t.Errorf("error %v; expected separation with the offer of Firth's method", err)
	}
	fit, err := Firth(y, design(t, column("x", x)))
	if err != nil {
		t.Fatal(err)
	}
	slope := fit.Coefficients[1]
	near(t, "slope", slope.Estimate, math.Log(5.5/0.5)-math.Log(2.5/5.5), tolEstimate)
	if !(slope.Low > 0 && slope.Low < slope.Estimate && slope.High > slope.Estimate && slope.High < 30) {
		t.Errorf("interval %v to %v", slope.Low, slope.High)
	}
	if !(fit.LRP < 0.05) {
		t.Errorf("penalised LR p = %v", fit.LRP)
	}
}

func TestBrantMarksSeparatedSplits(t *testing.T) {
	// The lowest level occurs only where d is 0, so the first split is separated, the ordinal model is not.
	var y []int
	var d []float64
	for i := range 40 {
		y, d = append(y, 2+i%3), append(d, float64(i/3%2))
		if i%5 == 0 {
			y, d = append(y, 1), append(d, 0)
		}
	}
	fit, err := Ordinal(y, design(t, column("d", d)), OrdinalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	brant, err := Brant(fit)
	if err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(brant.Omnibus.X2) || !strings.Contains(brant.Terms[0].Unavailable, "1|2") {
		t.Errorf("%+v", brant)
	}
	relaxed, err := RelaxProportionalOdds(fit, "d")
	if err != nil {
		t.Fatal(err)
	}
	if len(relaxed.Warnings) == 0 || !(relaxed.X2 > 0) {
		t.Errorf("%+v", relaxed)
	}
}

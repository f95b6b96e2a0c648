package interval_test

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/interval"
)

func number(t *testing.T, row map[string]string, column string) float64 {
	t.Helper()
	if row[column] == "" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(row[column], 64)
	if err != nil {
		t.Fatalf("%s: %v", column, err)
	}
	return x
}

func TestAgainstReference(t *testing.T) {
	rates := testkit.GoldenCSV(t, "06_rates_input.csv")
	want := testkit.GoldenCSV(t, "06_ci_expected.csv")
	for i, row := range rates {
		check := func(lower, upper string) func(interval.Interval, error) {
			return func(got interval.Interval, err error) {
				t.Helper()
				if err != nil {
					t.Fatalf("%s: %v", row["la"], err)
				}
				for column, x := range map[string]float64{lower: got.Lower, upper: got.Upper} {
					w := number(t, want[i], column)
					if math.IsNaN(w) && x == 0 {
						continue // Byar's lower end at no events
					}
					if !(math.Abs(x-w) <= 1e-9*math.Abs(w)) {
						t.Errorf("%s %s: got %.15g, want %.15g", row["la"], column, x, w)
					}
				}
			}
		}
		x, n := number(t, row, "num"), number(t, row, "den")
		check("wilson95_lo", "wilson95_hi")(interval.Wilson(x, n, 0.95))
		check("wilson998_lo", "wilson998_hi")(interval.Wilson(x, n, 0.998))
		check("clopper95_lo", "clopper95_hi")(interval.ClopperPearson(x, n, 0.95))
		check("jeffreys95_lo", "jeffreys95_hi")(interval.Jeffreys(x, n, 0.95))
		events, pop := number(t, row, "events"), number(t, row, "pop")
		check("phe95_lo", "phe95_hi")(interval.Rate(events, pop, 1e4, 0.95))
		check("phe998_lo", "phe998_hi")(interval.Rate(events, pop, 1e4, 0.998))
		check("byar95_lo_count", "byar95_hi_count")(interval.Byar(events, 0.95))
		check("garwood95_lo_count", "garwood95_hi_count")(interval.Garwood(events, 0.95))
	}
}

var proportions = map[string]func(x, n, level float64) (interval.Interval, error){
	"Wilson": interval.Wilson, "ClopperPearson": interval.ClopperPearson, "Jeffreys": interval.Jeffreys,
}

func TestIntervalsOfProportions(t *testing.T) {
	for name, method := range proportions {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			n := float64(rapid.IntRange(1, 5000).Draw(t, "n"))
			x := float64(rapid.IntRange(0, int(n)).Draw(t, "x"))
			level := rapid.Float64Range(0.5, 0.999).Draw(t, "level")
			got, err := method(x, n, level)
			if err != nil {
				t.Fatal(err)
			}
			if !(0 <= got.Lower && got.Lower <= x/n && x/n <= got.Upper && got.Upper <= 1) {
				t.Fatalf("%v/%v: %+v", x, n, got)
			}
			turned, _ := method(n-x, n, level)
			if math.Abs(turned.Lower+got.Upper-1) > 1e-9 || math.Abs(turned.Upper+got.Lower-1) > 1e-9 {
				t.Fatalf("not symmetric: %+v and %+v", got, turned)
			}
			wider, _ := method(x, n, 1-(1-level)/2)
			if wider.Lower > got.Lower || wider.Upper < got.Upper {
				t.Fatalf("more confidence narrowed %+v to %+v", got, wider)
			}
		}))
	}
}

func TestByarIsCloseToExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := float64(rapid.IntRange(10, 20000).Draw(t, "events"))
		exact, _ := interval.Garwood(events, 0.95)
		byar, _ := interval.Byar(events, 0.95)
		if !(exact.Lower < events && events < exact.Upper) {
			t.Fatalf("%v outside %+v", events, exact)
		}
		if math.Abs(byar.Lower/exact.Lower-1) > 2e-3 || math.Abs(byar.Upper/exact.Upper-1) > 2e-3 {
			t.Fatalf("%v events: %+v and %+v", events, byar, exact)
		}
	})
}

func TestRefusals(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, method := range proportions {
		for _, bad := range [][3]float64{
			{1, 0, 0.95}, {0, 0, 0.95}, {1, -2, 0.95}, {3, 2, 0.95}, {-1, 2, 0.95}, {nan, 2, 0.95}, {1, nan, 0.95},
			{1, inf, 0.95}, {1, 2, 95}, {1, 2, 0}, {1, 2, nan},
		} {
			if got, err := method(bad[0], bad[1], bad[2]); err == nil {
				t.Errorf("%s%v gave %+v", name, bad, got)
			}
		}
	}
	for _, bad := range [][4]float64{
		{-1, 10, 1, 0.95}, {nan, 10, 1, 0.95}, {inf, 10, 1, 0.95}, {5, 0, 1, 0.95}, {5, nan, 1, 0.95},
		{5, 10, 0, 0.95}, {5, 10, 1, 1}, {50, 10, 1, 1},
	} {
		if got, err := interval.Rate(bad[0], bad[1], bad[2], bad[3]); err == nil {
			t.Errorf("Rate%v gave %+v", bad, got)
		}
	}
}

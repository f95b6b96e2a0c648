package composite

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"goodmeasure/stats/agree"
	"goodmeasure/stats/composite/treat"
	"goodmeasure/stats/rank"
)

// Description is an indicator at a glance. Shares run from 0 to 1.
type Description struct {
	Min, Max, Mean, Median, SD float64
	treat.Shape                // NaN where fewer than four values or no variation leave it undefined

	Known, NonZero, Unique, MostSame                     int
	KnownShare, NonZeroShare, UniqueShare, MostSameShare float64 // Known of all units, the others of the known ones

	FewKnown, FewNonZero, FewUnique, Outliers bool
}

// Warnings say when a Description raises its flags.
type Warnings struct {
	Known, NonZero, Unique float64 // shares below which there is too little
	Shape                  treat.Limits
}

// UsualWarnings are shares of 0.65, 0.5 and 0.5, and the limits of skewness and kurtosis of the JRC.
var UsualWarnings = Warnings{Known: 0.65, NonZero: 0.5, Unique: 0.5, Shape: treat.UsualLimits}

// Describe summarises an indicator. It errs where no value is known or one is infinite.
func Describe(x []float64, w Warnings) (Description, error) {
	quantiles, err := treat.Quantiles(x, 0, 0.5, 1)
	if err != nil {
		return Description{}, fmt.Errorf("describe indicator: %w", err)
	}
	d := Description{Min: quantiles[0], Median: quantiles[1], Max: quantiles[2], SD: math.NaN()}
	counts := map[float64]int{}
	for _, v := range x {
		if math.IsNaN(v) {
			continue
		}
		d.Known++
		d.Mean += v
		if v != 0 {
			d.NonZero++
		}
		counts[v]++
		d.MostSame = max(d.MostSame, counts[v])
	}
	d.Unique = len(counts)
	n := float64(d.Known)
	d.Mean /= n
	if d.Known > 1 {
		var squares float64
		for _, v := range x {
			if !math.IsNaN(v) {
				squares += (v - d.Mean) * (v - d.Mean)
			}
		}
		d.SD = math.Sqrt(squares / (n - 1))
	}
	if d.Shape, err = treat.Measure(x); err != nil {
		d.Shape = treat.Shape{Skewness: math.NaN(), Kurtosis: math.NaN()}
	}
	d.KnownShare = n / float64(len(x))
	d.NonZeroShare, d.UniqueShare, d.MostSameShare = float64(d.NonZero)/n, float64(d.Unique)/n, float64(d.MostSame)/n
	d.FewKnown, d.FewNonZero, d.FewUnique = d.KnownShare < w.Known, d.NonZeroShare < w.NonZero, d.UniqueShare < w.Unique
	d.Outliers = err == nil && !w.Shape.Pass(d.Shape)
	return d, nil
}

// Correlations are the Pearson correlations of each row's score with each column's, from the units that have both; NaN
// where fewer than three have or one does not vary.
func Correlations(rows, columns []Score) [][]float64 {
	out := make([][]float64, len(rows))
	for i, row := range rows {
		for _, column := range columns {
			r := math.NaN()
			if found, err := agree.Pearson(row.Values, column.Values); err == nil {
				r = found.R
			}
			out[i] = append(out[i], r)
		}
	}
	return out
}

// Standing is where a unit stands on an indicator.
type Standing struct {
	Indicator int // position, from 0
	Value     float64
	Rank      float64 // 1 is best, ties sharing the best of their places
	Of        int     // units with a value
}

// Standings are a unit's strengths first: its known indicators, more of each being better, by rank as a share of the
// units ranked, then in the order given.
func Standings(indicators [][]float64, unit int) ([]Standing, error) {
	var out []Standing
	for j, x := range indicators {
		if unit < 0 || unit >= len(x) {
			return nil, fmt.Errorf("strengths and weaknesses: unit %d, but indicator %d has %d units", unit+1, j+1, len(x))
		}
		if math.IsNaN(x[unit]) {
			continue
		}
		of := 0
		for _, v := range x {
			if !math.IsNaN(v) {
				of++
			}
		}
		out = append(out, Standing{j, x[unit], rank.Min(x, true)[unit], of})
	}
	slices.SortStableFunc(out, func(a, b Standing) int {
		return cmp.Compare(a.Rank/float64(a.Of), b.Rank/float64(b.Of))
	})
	return out, nil
}

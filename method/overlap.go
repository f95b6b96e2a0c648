package method

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"goodmeasure/stats/agree"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Overlap is a pair of indicators of one definition that say much the same, or pull against each other: Spearman's
// correlation of their figures over authorities, each turned so that higher is better.
type Overlap struct {
	A   string       `json:"a"`
	B   string       `json:"b"`
	Rho study.Number `json:"rho"`
	N   int          `json:"n"` // authorities with both figures
}

const (
	sameThing = 0.7  // two indicators share half of their variance in ranks
	opposed   = -0.4 // doing well on one goes with doing badly on the other
)

// Overlaps are the pairs of indicators of an index that correlate strongly, the strongest first.
func (x *Index) Overlaps() ([]Overlap, error) {
	found := []Overlap{}
	if len(x.Indicators) < 2 {
		return found, nil
	}
	turned := make([][]float64, len(x.Stages.Denominated))
	for k, column := range x.Stages.Denominated {
		turned[k] = slices.Clone(column)
		if x.Indicators[k].Direction == study.LowerIsBetter {
			for at := range turned[k] {
				turned[k][at] = -turned[k][at]
			}
		}
	}
	table, err := agree.Correlations(turned, agree.SpearmanRho)
	if err != nil {
		return nil, fmt.Errorf("correlations of indicators: %w", err)
	}
	for a := range turned {
		for b := a + 1; b < len(turned); b++ {
			if rho := table.R[a][b]; rho >= sameThing || rho <= opposed {
				found = append(found, Overlap{x.Indicators[a].Code, x.Indicators[b].Code, study.Number(rho), table.N[a][b]})
			}
		}
	}
	slices.SortStableFunc(found, func(p, q Overlap) int {
		return cmp.Compare(math.Abs(float64(q.Rho)), math.Abs(float64(p.Rho)))
	})
	return found, nil
}

// RanksAlike compares two rankings of the same units, given in the same order: Spearman's correlation, missing where there
// is none, and how many units are in another quarter of them.
func RanksAlike(before, after []float64) (rho study.Number, newQuarter int) {
	rho = study.Missing
	if found, err := agree.Spearman(before, after); err == nil { // two units, or all tied, have none
		rho = study.Number(found.Rho)
	}
	a, b := rank.Average(before, false), rank.Average(after, false)
	for at := range a {
		if quarterOf(a[at], len(a)) != quarterOf(b[at], len(b)) {
			newQuarter++
		}
	}
	return rho, newQuarter
}

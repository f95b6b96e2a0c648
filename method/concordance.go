package method

import (
	"fmt"
	"math"

	"goodmeasure/stats/agree"
	"goodmeasure/stats/dimension"
	"goodmeasure/study"
)

// Concordance is how far the measures of a part rank authorities alike. W is set beside the mean correlation because
// over many authorities W looks significant where the measures hardly agree.
type Concordance struct {
	W               study.Number `json:"w"` // Kendall's, corrected for ties
	N               int          `json:"n"` // authorities with every figure
	M               int          `json:"m"`
	P               study.Number `json:"p"`
	MeanRho         study.Number `json:"mean_rho"`          // over pairs of measures, on the same authorities
	MeanRhoPairwise study.Number `json:"mean_rho_pairwise"` // over pairs of measures, each on all authorities with both
	Alpha           study.Number `json:"alpha"`             // Cronbach's, every measure standardised
	Why             string       `json:"why_missing,omitempty"`
}

// Dimensions says whether there is one "good": how many components of the correlations between the measures are larger
// than those of noise of the same size.
type Dimensions struct {
	N           int            `json:"n"`
	M           int            `json:"m"`
	Eigenvalues []study.Number `json:"eigenvalues"`
	Chance95    []study.Number `json:"parallel_95"` // 95th percentile of the eigenvalues of noise
	Retained    int            `json:"retained"`
	FirstShare  study.Number   `json:"first_share"` // of the variance
	Simulations int            `json:"simulations"`
	Why         string         `json:"why_missing,omitempty"`
}

const parallelSimulations = 1000

// Concord measures agreement between the measures of a part, on authorities with every figure.
func Concord(f *Frame, part Part) Concordance {
	complete, all := f.complete(part)
	c := Concordance{N: rows(complete), M: len(complete), W: study.Missing, P: study.Missing, MeanRho: study.Missing,
		MeanRhoPairwise: study.Missing, Alpha: study.Missing}
	if c.M < 2 || c.N < 3 {
		c.Why = tooFew(c.M, c.N)
		return c
	}
	w, err := agree.KendallConcordance(complete)
	if err != nil {
		c.Why = err.Error()
		return c
	}
	c.W, c.P, c.MeanRho = study.Number(w.TieCorrected.W), study.Number(w.TieCorrected.P), study.Number(w.MeanRho)
	if pairwise, err := agree.MeanSpearman(all); err != nil {
		c.Why = err.Error()
	} else {
		c.MeanRhoPairwise = study.Number(pairwise.Mean)
	}
	if alpha, err := agree.CronbachAlpha(complete); err != nil {
		c.Why = err.Error()
	} else {
		c.Alpha = study.Number(alpha.Standardised)
	}
	return c
}

// Dimension compares the components of the measures with those of noise (Horn's parallel analysis).
func Dimension(f *Frame, c Choices) Dimensions {
	complete, _ := f.complete(All)
	d := Dimensions{N: rows(complete), M: len(complete), FirstShare: study.Missing, Simulations: parallelSimulations,
		Eigenvalues: []study.Number{}, Chance95: []study.Number{}}
	if d.M < 2 || d.N <= d.M {
		d.Why = tooFew(d.M, d.N)
		return d
	}
	parallel, err := dimension.Parallel(complete, parallelSimulations, c.Seed)
	if err != nil {
		d.Why = err.Error()
		return d
	}
	for k, value := range parallel.Observed {
		d.Eigenvalues = append(d.Eigenvalues, study.Number(value))
		d.Chance95 = append(d.Chance95, study.Number(parallel.Quantile95[k]))
	}
	d.Retained, d.FirstShare = parallel.Retained, d.Eigenvalues[0]/study.Number(d.M)
	return d
}

// complete are the measures of a part, turned so that higher is better, on the authorities with every figure; all are
// the same with NaN where there is none.
func (f *Frame) complete(part Part) (complete, all [][]float64) {
	members := f.members(part)
	complete, all = make([][]float64, len(members)), make([][]float64, len(members))
	for at := range f.Authorities {
		whole := true
		for _, k := range members {
			whole = whole && !math.IsNaN(f.Measures[k].Values[at])
		}
		for i, k := range members {
			value := f.Measures[k].Good(at)
			all[i] = append(all[i], value)
			if whole {
				complete[i] = append(complete[i], value)
			}
		}
	}
	return complete, all
}

func tooFew(measures, authorities int) string {
	if measures == 0 {
		return "no such measure is in the set"
	}
	return fmt.Sprintf("too few: %s on %s with them all", count(measures, "measure"), count(authorities, "authority"))
}

func rows(columns [][]float64) int {
	if len(columns) == 0 {
		return 0
	}
	return len(columns[0])
}

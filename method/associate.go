package method

import (
	"errors"
	"fmt"
	"math"

	"goodmeasure/stats/agree"
	"goodmeasure/stats/multiple"
	"goodmeasure/stats/power"
	"goodmeasure/stats/regress"
	"goodmeasure/study"
)

// Association is how one indicator goes with the overall grade. The indicator is turned so that higher is better and
// put on its standard deviation; an odds ratio above 1 means that a better figure goes with a better grade.
type Association struct {
	Indicator    string          `json:"indicator"`
	Name         string          `json:"name"`
	Domain       study.Domain    `json:"domain"`
	Period       study.Period    `json:"period"`
	N            int             `json:"n"`
	Direction    study.Direction `json:"direction"`
	Contested    bool            `json:"contested,omitempty"`
	Missing      []MissingCount  `json:"missing,omitempty"`
	MeanByGrade  []GradeMean     `json:"mean_by_grade"`
	Spearman     study.Number    `json:"spearman"`
	SpearmanP    study.Number    `json:"spearman_p"`
	KendallTauB  study.Number    `json:"kendall_tau_b"`
	KendallP     study.Number    `json:"kendall_p"`
	ORPerSD      study.Number    `json:"or_per_sd"`
	ORLow        study.Number    `json:"or_low"` // Wald, 95%
	ORHigh       study.Number    `json:"or_high"`
	PLR          study.Number    `json:"p_lr"`
	PWald        study.Number    `json:"p_wald"`
	PHolm        study.Number    `json:"p_holm"`
	PBH          study.Number    `json:"p_bh"`
	OLSSlope     study.Number    `json:"ols_slope"` // change of the indicator, in its unit, for one grade better
	OLSHC3SE     study.Number    `json:"ols_hc3_se"`
	OLSP         study.Number    `json:"ols_p"`
	JonckheereP  study.Number    `json:"jonckheere_p"`
	BrantP       study.Number    `json:"brant_p"`
	DetectableOR study.Number    `json:"detectable_or"` // in a single test at 5%
	// DetectableCorrected is the same when the test is one of the set, each held to 5% divided by their number.
	DetectableCorrected study.Number `json:"detectable_or_corrected"`
	Equivalent          study.Number `json:"equivalence_p"` // that the odds ratio lies outside EquivalenceMargin either way
	SD                  study.Number `json:"sd"`
	Adjusted            *Adjusted    `json:"deprivation_adjusted"`
	JointOnce           *JointOnce   `json:"joint_once,omitempty"`
	Why                 []string     `json:"why_missing,omitempty"` // why a figure of this row is null
}

// GradeMean is the mean of an indicator, in its unit, over the authorities of one grade.
type GradeMean struct {
	Grade study.Grade  `json:"grade"`
	N     int          `json:"n"`
	Mean  study.Number `json:"mean"`
}

// Adjusted is the association beside deprivation: both standardised, in one ordered logit.
type Adjusted struct {
	Covariate     string       `json:"covariate"`
	N             int          `json:"n"`
	ORPerSD       study.Number `json:"or_per_sd"`
	ORLow         study.Number `json:"or_low"`
	ORHigh        study.Number `json:"or_high"`
	PLR           study.Number `json:"p_lr"` // against the model with deprivation alone
	PWald         study.Number `json:"p_wald"`
	DeprivationOR study.Number `json:"deprivation_or_per_sd"`
	Why           string       `json:"why_missing,omitempty"`
}

// JointOnce is the association when a figure published for two authorities counts for the first of them only.
type JointOnce struct {
	N       int          `json:"n"`
	ORPerSD study.Number `json:"or_per_sd"`
	PLR     study.Number `json:"p_lr"`
	Why     string       `json:"why_missing,omitempty"`
}

// EquivalenceMargin is the odds ratio per standard deviation below which, either way, an association is called
// negligible: at 1.5, moving an authority by one standard deviation moves its odds of a better grade by half.
const EquivalenceMargin = 1.5

// Associate relates every measure of the frame to the grades. P-values are adjusted over the set; a contested indicator
// in both readings counts once, since its two p-values are the same.
func Associate(f *Frame, c Choices) ([]Association, error) {
	results := make([]Association, len(f.Measures))
	if err := inParallel(len(f.Measures), c.Workers, func(at int) error {
		var err error
		results[at], err = associate(f, f.Measures[at], c)
		return err
	}); err != nil {
		return nil, err
	}
	var p []float64
	slot := map[string]int{}
	for _, a := range results {
		if _, counted := slot[a.Indicator]; !counted {
			slot[a.Indicator] = len(p)
			p = append(p, float64(a.PLR))
		}
	}
	holm, err := multiple.Holm(p)
	if err != nil {
		return nil, fmt.Errorf("adjusting p-values: %w", err)
	}
	bh, err := multiple.BenjaminiHochberg(p)
	if err != nil {
		return nil, fmt.Errorf("adjusting p-values: %w", err)
	}
	tests := 0
	for _, one := range p {
		if !math.IsNaN(one) {
			tests++
		}
	}
	for at := range results {
		k := slot[results[at].Indicator]
		results[at].PHolm, results[at].PBH = study.Number(holm[k]), study.Number(bh[k])
		if results[at].DetectableOR.Known() {
			results[at].DetectableCorrected = detectable(f.sample(f.Measures[at], everyone), tests)
		}
	}
	return results, nil
}

// sample is one measure's cases with a figure and a grade.
type sample struct {
	grades []int
	x      []float64 // higher is better
	at     []int     // index into the frame
}

func (f *Frame) sample(m Measure, keep func(at int) bool) sample {
	var s sample
	grades := f.Grades()
	for at, value := range m.Values {
		if math.IsNaN(value) || grades[at] == 0 || !keep(at) {
			continue
		}
		s.grades = append(s.grades, grades[at])
		s.x = append(s.x, m.Good(at))
		s.at = append(s.at, at)
	}
	return s
}

func everyone(int) bool { return true }

func associate(f *Frame, m Measure, c Choices) (Association, error) {
	s := f.sample(m, everyone)
	a := Association{Indicator: m.ID, Name: m.Indicator.Name, Domain: m.Indicator.Domain, Period: m.Period, N: len(s.x),
		Direction: m.Direction, Contested: m.Contested, Missing: m.Missing(), SD: study.Missing}
	for _, into := range []*study.Number{&a.Spearman, &a.SpearmanP, &a.KendallTauB, &a.KendallP, &a.ORPerSD, &a.ORLow, &a.ORHigh,
		&a.PLR, &a.PWald, &a.PHolm, &a.PBH, &a.OLSSlope, &a.OLSHC3SE, &a.OLSP, &a.JonckheereP, &a.BrantP, &a.DetectableOR, &a.DetectableCorrected, &a.Equivalent} {
		*into = study.Missing
	}
	a.MeanByGrade = meanByGrade(s, m.Direction.Sign())
	x, sd, ok := standardised(s.x)
	if !ok {
		a.Why = append(a.Why, fmt.Sprintf("%d figures are too few, or all the same", len(s.x)))
		return a, nil
	}
	a.SD = study.Number(sd)
	grades := asFloats(s.grades)
	cannot := func(err error) bool {
		if err != nil {
			a.Why = append(a.Why, err.Error())
		}
		return err != nil
	}
	if r, err := agree.Spearman(s.x, grades); !cannot(err) {
		a.Spearman, a.SpearmanP = study.Number(r.Rho), study.Number(r.P)
	}
	if r, err := agree.Kendall(s.x, grades); !cannot(err) {
		a.KendallTauB, a.KendallP = study.Number(r.TauB), study.Number(r.P)
	}
	if r, err := agree.Jonckheere(s.x, grades); !cannot(err) {
		a.JonckheereP = study.Number(r.P)
	}
	if r, err := linearOn(s.x, "grade", grades); !cannot(err) {
		a.OLSSlope = study.Number(m.Direction.Sign() * r.Robust[1].Estimate)
		a.OLSHC3SE, a.OLSP = study.Number(r.Robust[1].SE), study.Number(r.Robust[1].P)
	}
	a.DetectableOR = detectable(s, 1)
	fit, err := ordinalOn(s.grades, m.ID, x)
	if !cannot(err) {
		slope := fit.Slopes[0]
		a.ORPerSD, a.ORLow, a.ORHigh = oddsRatio(slope)
		a.PLR, a.PWald = study.Number(fit.LRP), study.Number(slope.P)
		if test, err := power.Equivalent(slope.Estimate, slope.SE, math.Log(EquivalenceMargin), 0.05); !cannot(err) {
			a.Equivalent = study.Number(test.P)
		}
		if brant, err := regress.Brant(fit); !cannot(err) {
			a.BrantP = study.Number(brant.Omnibus.P)
			if !a.BrantP.Known() {
				a.Why = append(a.Why, "proportional odds cannot be tested: "+brant.Terms[0].Unavailable)
			}
		}
	}
	a.Adjusted = adjusted(f, m, c)
	a.JointOnce = jointOnce(f, m)
	return a, nil
}

func adjusted(f *Frame, m Measure, c Choices) *Adjusted {
	deprivation := make([]float64, len(f.Authorities))
	for at, authority := range f.Authorities {
		deprivation[at] = float64(Deprivation(f.Edition.Context(authority.Code), c.Deprivation))
	}
	s := f.sample(m, func(at int) bool { return !math.IsNaN(deprivation[at]) })
	a := &Adjusted{Covariate: c.Deprivation, N: len(s.x), ORPerSD: study.Missing, ORLow: study.Missing, ORHigh: study.Missing,
		PLR: study.Missing, PWald: study.Missing, DeprivationOR: study.Missing}
	around := make([]float64, len(s.at))
	for i, at := range s.at {
		around[i] = deprivation[at]
	}
	x, _, okX := standardised(s.x)
	z, _, okZ := standardised(around)
	if !okX || !okZ {
		a.Why = "too few authorities have both figures, or they do not vary"
		return a
	}
	both, err := regress.NewDesign(regress.Column{Term: m.ID, Values: x}, regress.Column{Term: c.Deprivation, Values: z})
	if err != nil {
		a.Why = err.Error()
		return a
	}
	fit, err := regress.Ordinal(s.grades, both, regress.OrdinalOptions{})
	alone, errAlone := ordinalOn(s.grades, c.Deprivation, z)
	if err = errors.Join(err, errAlone); err != nil {
		a.Why = err.Error()
		return a
	}
	a.ORPerSD, a.ORLow, a.ORHigh = oddsRatio(fit.Slopes[0])
	a.PWald, a.DeprivationOR = study.Number(fit.Slopes[0].P), study.Number(math.Exp(fit.Slopes[1].Estimate))
	a.PLR = study.Number(chiSquareTail(2*(fit.LogLik-alone.LogLik), 1))
	return a
}

// Deprivation is an authority's score on one of the indices: imd2015, imd2019 or imd2025. Higher is more deprived.
func Deprivation(c study.Context, index string) study.Number {
	switch index {
	case "imd2015":
		return c.IMD2015
	case "imd2019":
		return c.IMD2019
	case "imd2025":
		return c.IMD2025
	}
	return study.Missing
}

func jointOnce(f *Frame, m Measure) *JointOnce {
	seen := map[jointFigure]bool{}
	var joint bool
	s := f.sample(m, func(at int) bool {
		o := m.Observations[at]
		if o.Status != study.Joint {
			return true
		}
		joint = true
		key := jointOf(f.Authorities[at], o)
		first := !seen[key]
		seen[key] = true
		return first
	})
	if !joint {
		return nil
	}
	once := &JointOnce{N: len(s.x), ORPerSD: study.Missing, PLR: study.Missing}
	x, _, ok := standardised(s.x)
	if !ok {
		once.Why = "too few figures are left, or they do not vary"
		return once
	}
	fit, err := ordinalOn(s.grades, m.ID, x)
	if err != nil {
		once.Why = err.Error()
		return once
	}
	once.ORPerSD, once.PLR = study.Number(math.Exp(fit.Slopes[0].Estimate)), study.Number(fit.LRP)
	return once
}

func oddsRatio(c regress.Coefficient) (or, low, high study.Number) {
	return study.Number(math.Exp(c.Estimate)), study.Number(math.Exp(c.Low)), study.Number(math.Exp(c.High))
}

// detectable is the odds ratio per standard deviation that would be found four times in five when so many tests share a
// level of 5%. It is missing where the grades are all the same.
func detectable(s sample, tests int) study.Number {
	plan := power.Plan{N: len(s.x), Alpha: 0.05, Power: 0.8, Tests: max(1, tests)}
	found, err := power.OddsRatio(plan, gradeShares(s.grades))
	if err != nil {
		return study.Missing
	}
	return study.Number(found.Effect)
}

func meanByGrade(s sample, sign float64) []GradeMean {
	var means []GradeMean
	for _, grade := range study.Grades {
		mean := GradeMean{Grade: grade, Mean: study.Missing}
		sum := 0.0
		for i, g := range s.grades {
			if g == grade.HigherIsBetter() {
				mean.N++
				sum += sign * s.x[i]
			}
		}
		if mean.N > 0 {
			mean.Mean = study.Number(sum / float64(mean.N))
		}
		means = append(means, mean)
	}
	return means
}
